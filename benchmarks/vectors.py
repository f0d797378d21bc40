"""Compare our CSL-JSON with that which other programs' own test suites expect of the same .bib.

The tables lie outside the project: `vectors.py FOLDER [--show FIELD] [--table NAME]`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.exports.csl import csl_item
from sitegen.load.publications import load_publications
from sitegen.model.profile import Profile
from sitegen.problems import SitePath
from sitegen.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

TABLES = (
    "pandoc_biblatex",
    "citationjs_bibtex",
    "citationjs_mapping_bibtex",
    "zotero_bibtex",
    "biblatex_csl_converter",
)
IGNORED = {
    "citation-key": "the key stands in `id`",
    "annote": "private: never leaves the machine",
    "attachments": "private paths",
}
NOTICE = """\
Not counted as a difference: capitals (some programs turn titles into sentence case), typographic
quotes, dashes and apostrophes, spaces, marks of markup, the kind of a particle's dropping.
Left out: """ + ", ".join(f"{name} ({why})" for name, why in IGNORED.items())


class Case(NamedTuple):
    """One .bib text and the items that are expected of it: values as text, by CSL variable."""

    name: str
    bib: str
    items: list[dict[str, str]]


class Pair(NamedTuple):
    """What was expected and what we give, for one variable of one item."""

    case: str
    key: str
    expected: str
    ours: str


# What the tables expect ---------------------------------------------------------------------------

PANDOC_NAMES = {"url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID"}
CONVERTER_NAMES = {
    "date": "issued", "journaltitle": "container-title", "booktitle": "container-title",
    "pages": "page", "doi": "DOI", "issn": "ISSN", "isbn": "ISBN", "url": "URL",
    "urldate": "accessed", "location": "publisher-place", "series": "collection-title",
    "shorttitle": "title-short", "pagetotal": "number-of-pages", "origdate": "original-date",
    "volumes": "number-of-volumes", "bookauthor": "container-author", "pubstate": "status",
    "chapter": "chapter-number", "origtitle": "original-title",
    "origlocation": "original-publisher-place", "origpublisher": "original-publisher",
}  # fmt: skip
CONVERTER_TYPES = {
    "article": "article-journal", "article-newspaper": "article-newspaper",
    "inproceedings": "paper-conference", "inbook": "chapter", "incollection": "chapter",
    "online": "webpage", "unpublished": "manuscript", "booklet": "pamphlet",
}  # fmt: skip
ZOTERO_NAMES = {
    "title": "title", "date": "issued", "pages": "page", "publicationTitle": "container-title",
    "proceedingsTitle": "container-title", "volume": "volume", "issue": "issue", "DOI": "DOI",
    "ISSN": "ISSN", "ISBN": "ISBN", "url": "URL", "language": "language", "place":
    "publisher-place", "publisher": "publisher", "institution": "publisher",
    "series": "collection-title", "shortTitle": "title-short", "abstractNote": "abstract",
    "reportNumber": "number", "reportType": "genre",
}  # fmt: skip
ZOTERO_TYPES = {
    "journalArticle": "article-journal", "conferencePaper": "paper-conference",
    "bookSection": "chapter", "document": "document", "webpage": "webpage",
}  # fmt: skip


def cases(folder: Path, table: str) -> Iterator[Case]:
    for number, case in enumerate(json.loads((folder / f"{table}.json").read_text())["cases"]):
        name = case.get("name") or case.get("file") or f"number {number}"
        if str(case.get("group", "")).startswith("@bibtxt"):  # a format of its own
            continue
        bib = case["bib"]
        if not isinstance(bib, str):
            continue
        if table == "zotero_bibtex":
            yield Case(name, bib, [zotero_item(item) for item in case["items"]])
        elif table == "biblatex_csl_converter":
            if bib.strip() and not bib.lstrip().startswith("{"):  # no .bib, but the answer again
                yield Case(name, bib, [converter_item(i) for i in case["expected"].values()])
        elif table == "citationjs_mapping_bibtex":
            for dialect in ("biblatex", "bibtex"):
                path = f"packages/plugin-bibtex/test/mapping/{dialect}-csl.json"
                items = [csl_values(item) for item in case["expected"][path]]
                yield Case(dialect, mapping_bib(folder, dialect), items)
        elif isinstance(case["expected"], list):
            yield Case(name, bib, [csl_values(item) for item in case["expected"]])


def mapping_bib(folder: Path, dialect: str) -> str:
    table = json.loads((folder / f"citationjs_mapping_{dialect}.json").read_text())
    return str(table["cases"][0]["bib"])


def csl_values(item: Mapping[str, object]) -> dict[str, str]:
    return {PANDOC_NAMES.get(name, name): text_of(value) for name, value in item.items()}


def converter_item(item: Mapping[str, Any]) -> dict[str, str]:
    found = {
        CONVERTER_NAMES.get(name, name): text_of(value) for name, value in item["fields"].items()
    }
    if pages := item["fields"].get("pages"):
        found["page"] = ", ".join("-".join(leaves(page_range)) for page_range in pages)
    kind = str(item["bib_type"])
    return {"type": CONVERTER_TYPES.get(kind, kind), **found}


def zotero_item(item: Mapping[str, Any]) -> dict[str, str]:
    kind = str(item["itemType"])
    found = {"id": str(item["itemID"]), "type": ZOTERO_TYPES.get(kind, kind)}
    found |= {ours: text_of(item[name]) for name, ours in ZOTERO_NAMES.items() if name in item}
    people: defaultdict[str, list[str]] = defaultdict(list)
    for one in item["creators"]:
        names = (one.get("firstName", ""), one["lastName"])
        people[one["creatorType"]].append(" ".join(filter(None, names)))
    found |= {role: "; ".join(names) for role, names in people.items()}
    return found | ({"keyword": ", ".join(map(text_of, item["tags"]))} if item["tags"] else {})


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield text_of(value)


def date_text(parts: list[int]) -> str:
    year, *rest = (int(part) for part in parts)
    return "-".join([f"{year:04d}" if year >= 0 else f"{year:05d}", *(f"{n:02d}" for n in rest)])


def text_of(value: object) -> str:
    """Return any of the forms in which the tables write a value as one text."""
    match value:
        case {"date-parts": [*dates], **rest}:
            season = f"-{20 + int(str(rest['season']))}" if "season" in rest else ""
            return "/".join(map(date_text, dates)) + season
        case {"literal": text} | {"text": text} | {"raw": text} | {"tag": text}:
            return text_of(text)
        case {"family": family, **rest}:
            order = ("given", "prefix", "dropping-particle", "non-dropping-particle")
            parts = [text_of(rest[part]) for part in order if part in rest]
            parts.append(text_of(family))
            parts += [text_of(rest["suffix"])] if "suffix" in rest else []
            return " ".join(filter(None, parts))
        case {"attrs": {"variable": name}}:
            return str(name)
        case [{"family": _} | {"literal": _}, *_]:
            return "; ".join(text_of(one) for one in value)
        case [*parts]:
            return "".join(map(text_of, parts))
        case None:
            return ""
        case _:
            return str(value)


# Comparing ----------------------------------------------------------------------------------------

_TAGS = re.compile(r"</?(?:i|b|sub|sup|span)\b[^>]*>|\]\{\.[a-z]+\}|[*~^\[\]\\]")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-"})


def bare(text: str) -> str:
    text = _TAGS.sub("", unicodedata.normalize("NFKC", text)).translate(_TYPOGRAPHY)
    text = re.sub(r"\s*,\s*", ", ", text)
    return " ".join(re.sub(r"-+", "-", text).replace("'", "").replace('"', "").split()).casefold()


def our_items(bib: str) -> dict[str, dict[str, str]]:
    entries = read_bibtex(SitePath("vector.bib"), bib.encode()).value or ()
    made = load_publications(
        entries, profile=Profile(name="Nobody Known"), people=(), venues=(), extra_links={}
    )
    return {publication.key: csl_values(csl_item(publication)) for publication in made.value or ()}


def compare(case: Case) -> Iterator[tuple[str, Pair]]:
    ours = our_items(case.bib)
    in_order = list(ours.values())
    for place, item in enumerate(case.items):
        if "id" in item:
            mine = ours.get(item["id"])
        else:
            mine = in_order[place] if len(in_order) == len(case.items) else None
        if mine is None:
            yield "(entry)", Pair(case.name, item.get("id", str(place)), "an entry", "")
            continue
        for name in {**item, **mine}:
            if name not in IGNORED and name != "id":
                yield name, Pair(case.name, mine["id"], item.get(name, ""), mine.get(name, ""))


def outcome(pair: Pair) -> str:
    expected, ours = bare(pair.expected), bare(pair.ours)
    if expected == ours:
        return "agree"
    if not expected:
        return "ours alone"
    return "differ" if ours else "theirs alone"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", metavar="FIELD", action="append", default=[])
    parser.add_argument("--table", choices=TABLES, action="append")
    options = parser.parse_args()
    print(NOTICE)
    total: Counter[str] = Counter()
    for table in options.table or TABLES:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        shown: list[tuple[str, str, Pair]] = []
        number = 0
        for case in cases(options.folder, table):
            number += 1
            for name, pair in compare(case):
                found = outcome(pair)
                counts[name][found] += 1
                if found != "agree" and {name, "all"} & {*options.show}:
                    shown.append((name, found, pair))
        print(f"\n{table}: {number} cases")
        columns = ("agree", "differ", "theirs alone", "ours alone")
        print(f"  {'':26}" + "".join(f"{column:>13}" for column in columns))
        for name, count in sorted(counts.items(), key=lambda one: -one[1].total()):
            print(f"  {name:26}" + "".join(f"{count[column] or '':>13}" for column in columns))
            total += count
        for name, found, pair in shown:
            print(f"  {name} {found}: {pair.case} {pair.key}")
            print(f"    theirs: {pair.expected[:300]}\n    ours:   {pair.ours[:300]}")
    both = total["agree"] + total["differ"] + total["theirs alone"]
    print(f"\nof {both} values that others expect {total['agree']} agree", end="")
    print(f" ({total['agree'] / both:.1%}); {total['ours alone']} are ours alone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
