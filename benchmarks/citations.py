"""Compare our references with those that pandoc's citation processor makes of our CSL-JSON.

Nothing of it is part of the project: `citations.py PANDOC STYLES BIBLIOGRAPHIES [--show STYLE]`,
where STYLES holds apa.csl, ieee.csl, chicago-author-date.csl (17th edition) and
modern-language-association.csl, and BIBLIOGRAPHIES is a folder of .bib files.
"""

from __future__ import annotations

import argparse
import calendar
import html
import json
import re
import subprocess
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.citations import CITATION_FORMATS, cite
from sitegen.exports.csl import csl_item
from sitegen.load.publications import load_publications
from sitegen.model.profile import Profile
from sitegen.problems import SitePath
from sitegen.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.citations import CitationFormat
    from sitegen.model.publication import Publication

    Reason = Callable[["Reference"], bool]

FILES: dict[CitationFormat, str] = {
    "apa": "apa.csl",
    "ieee": "ieee.csl",
    "chicago": "chicago-author-date.csl",
    "mla": "modern-language-association.csl",
}
ENTRY = re.compile(r'<div id="ref-n(\d+)"[^>]*>(.*?)</div>\s*(?=<div id="ref-|</div>|$)', re.DOTALL)
SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"\[online\]\.? ?", ""),
    (r"[.,]? available: ", ". available: "),
    (r"[.,] doi: ", ", doi: "),
    (r"\b0(\d), (\d{4})", r"\1, \2"),
    (r"\btechnical report\b", "tech. rep."),
    (
        r"\b(?:phd thesis|ph\.d\. dissertation|doctoral dissertation|phd dissertation|phd diss\.)",
        "phd",
    ),
    (r"\bm\.s\. thesis", "master's thesis"),
    (r"\bdata set\b", "dataset"),
    (r"\b([a-z])(\d+)-\1(\d+)\b", r"\1\2-\3"),
    (r"(\d+:\d+)-\d+:(\d+)", r"\1-\2"),
    (r"(?<![\w.:/-])0+(?=\d)", ""),
    (r"\bnos\. ", "no. "),
    (r"\bin press\b", "forthcoming"),
)
"""Wordings on which manuals and style files differ: each is one of ours, or the style file's."""


REASONS: tuple[tuple[str, Reason], ...] = (
    ("CSL-JSON has no “and others”", lambda one: one.work.has_more_authors),
    ("CSL-JSON has no version", lambda one: bool(one.work.version)),
    ("states of unpublished works are worded by the manuals", lambda one: bool(one.work.status)),
    (
        "a paper stands in its proceedings, also where they have no editor: `In`, pages, publisher",
        lambda one: (
            one.work.kind == "conference"
            and not one.work.editors
            and one.style != "ieee"
            and _words(one.ours, one.work) == _words(one.theirs, one.work)
        ),
    ),
    (
        "the style file leaves out the volume of proceedings and posters' events, doubles series",
        lambda one: (
            one.style == "ieee"
            and (
                one.work.kind in ("poster", "talk")
                or bool(one.work.volume and one.work.kind in ("conference", "chapter", "book"))
            )
        ),
    ),
    (
        "the guide has the article's number after the date",
        lambda one: one.style == "ieee" and bool(one.work.article_number),
    ),
    (
        "MLA's own examples: `article e123`",
        lambda one: one.style == "mla" and bool(one.work.article_number),
    ),
    (
        "runs of initials (OJR) are several names; the processor takes them for one, or none",
        lambda one: _without_initials(one.ours) == _without_initials(one.theirs),
    ),
    (
        "a thesis is named with its university in brackets, whether it is on the web or not",
        lambda one: one.style == "apa" and one.work.kind == "thesis",
    ),
    (
        "CMOS, author-date: the year stands once, after the authors",
        lambda one: one.style == "chicago" and _without_year(one.ours) == _without_year(one.theirs),
    ),
    (
        "a book of a series is cited with its volume after the series",
        lambda one: bool(one.work.series) and one.style in ("chicago", "mla"),
    ),
    (
        "patents, posters, theses, web pages: the manuals' own wording",
        lambda one: one.work.kind in ("patent", "poster", "talk", "web", "misc", "thesis"),
    ),
)
"""Differences that were looked at: why ours stands. The first that fits is counted."""


def _words(text: str, work: Publication) -> set[str]:
    """Return the words of a reference without those that only its form adds or leaves out."""
    date = work.date
    month = calendar.month_name[date.month or 0] if date else ""
    form = f"in pp p vol no {work.publisher} {work.place} {work.series} {work.volume} {work.number}"
    form += (
        f" {month} {month[:3]} {month[:4]} {date.day if date else ''} {date.year if date else ''}"
    )
    return set(re.findall(r"\w+", folded(text))) - set(re.findall(r"\w+", folded(form)))


def _without_initials(text: str) -> str:
    return re.sub(r"(?<=[ .])[^\W\d_](?:\.[ -]?)+", "", folded(text))


def _without_year(text: str) -> str:
    text = folded(text)
    text = re.sub(r",? \(?(?:[a-z]+ (?:\d+, )?|[a-z]+/[a-z]+ )?\d{4}\)?(?=[:.,]|$)", "", text)
    return re.sub(r" \([a-z]+\)(?=[:.,]|$)", "", text)


class Reference(NamedTuple):
    work: Publication
    style: CitationFormat
    ours: str
    theirs: str


def read(folder: Path, most: int) -> list[Publication]:
    works: list[Publication] = []
    for path in sorted(folder.glob("*.bib")):
        entries = read_bibtex(SitePath(path.name), path.read_bytes()).value
        loaded = load_publications(
            entries or (), profile=Profile(name="Mira Tallis"), people=(), venues=(), extra_links={}
        )
        found = loaded.value or ()
        step = max(1, len(found) // most) if most else 1
        works += found[::step]
    return works


def theirs(pandoc: str, style: Path, works: Sequence[Publication]) -> Iterator[tuple[int, str]]:
    """Yield the number of a work and its reference. No two works may share people and year."""
    items = []
    for number, work in enumerate(works):
        items.append({**csl_item(work), "id": f"n{number}"})
    command = [pandoc, "--citeproc", "--csl", str(style), "-f", "csljson", "-t", "html"]
    done = subprocess.run(
        [*command, "--wrap=none"],
        input=json.dumps(items),
        capture_output=True,
        text=True,
        check=True,
    )
    for found in ENTRY.finditer(done.stdout):
        yield int(found[1]), plain(found[2])


def plain(markup: str) -> str:
    markup = re.sub(r'<div class="csl-left-margin">.*?</div>', "", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    for marks, sign in (('“”„"', '"'), ("‘’'ʼ", "'"), ("–—‐‑−", "-")):
        text = re.sub(f"[{marks}]", sign, text)
    for spelling, one in SPELLINGS:
        text = re.sub(spelling, one, text)
    return " ".join(text.split()).rstrip(". ")


def batches(works: Sequence[Publication]) -> list[list[Publication]]:
    """Return lists without two works of the same first author, which would be told apart."""
    made: list[tuple[set[str], list[Publication]]] = []
    for work in works:
        people = work.authors or work.editors
        mark = people[0].name.family.casefold() if people else str(work.title).casefold()
        batch = next((batch for batch in made if mark not in batch[0]), None)
        if batch is None:
            batch = (set(), [])
            made.append(batch)
        batch[0].add(mark)
        batch[1].append(work)
    return [batch for _, batch in made]


def compare(pandoc: str, styles: Path, works: Sequence[Publication]) -> Iterator[Reference]:
    for batch in batches(works):
        for style, name in FILES.items():
            for number, text in theirs(pandoc, styles / name, batch):
                yield Reference(batch[number], style, str(cite(batch[number], style)), text)


def report(references: Sequence[Reference], shown: str | None, kind: str | None, most: int) -> None:
    total: Counter[tuple[str, str]] = Counter()
    exact: Counter[tuple[str, str]] = Counter()
    same: Counter[tuple[str, str]] = Counter()
    known: Counter[tuple[str, str]] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    differing: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        is_exact = reference.ours == reference.theirs
        is_same = folded(reference.ours) == folded(reference.theirs)
        for group in (reference.work.kind, "all"):
            total[reference.style, group] += 1
            exact[reference.style, group] += is_exact
            same[reference.style, group] += is_same
        reason = next((text for text, fits in REASONS if not is_same and fits(reference)), None)
        for group in (reference.work.kind, "all"):
            known[reference.style, group] += is_same or reason is not None
        if reason:
            reasons[reference.style, reason] += 1
        elif not is_same:
            differing[reference.style].append(reference)
    for style, label in CITATION_FORMATS.items():
        print(f"\n{label:<12} {'works':>6} {'identical':>10} {'folded':>8} {'explained':>10}")
        for (name, group), count in sorted(total.items(), key=lambda item: -item[1]):
            if name == style:
                key = (name, group)
                rates = (exact[key] / count, same[key] / count, known[key] / count)
                print(
                    f"{group:<12} {count:>6} {rates[0]:>10.1%} {rates[1]:>8.1%} {rates[2]:>10.1%}"
                )
        for (name, reason), count in reasons.most_common():
            if name == style:
                print(f"  {count:>5}  {reason}")
    if shown:
        chosen = [one for one in differing[shown] if kind in (None, one.work.kind)]
        for one in chosen[:: max(1, len(chosen) // most)]:
            print(f"\n{one.work.span.path} {one.work.key} ({one.work.kind})")
            print(f"  ours   {one.ours}\n  theirs {one.theirs}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pandoc")
    arguments.add_argument("styles", type=Path)
    arguments.add_argument("bibliographies", type=Path)
    arguments.add_argument("--each", type=int, default=0, help="about so many works of each file")
    arguments.add_argument("--show", choices=[*FILES], help="print the differences in this style")
    arguments.add_argument("--kind", help="… of this kind only")
    arguments.add_argument("--most", type=int, default=40, help="… and about so many")
    given = arguments.parse_args()
    works = read(given.bibliographies, given.each)
    references = list(compare(given.pandoc, given.styles, works))
    report(references, given.show, given.kind, given.most)


if __name__ == "__main__":
    main()
