import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import exports
from sitegen.exports import bibtex_export, csl_json, one_line, ris_date, ris_export
from sitegen.exports.csl import csl_date, csl_item, csl_name, csl_text
from sitegen.model.dates import PartialDate
from sitegen.model.people import Author, Name
from sitegen.model.publication import Contribution, Kind, Publication, PublicationLink
from sitegen.model.text import CiteKey, Href, Link, Math, RichText, Styled, Text, rich
from sitegen.problems import SitePath, Span

SPAN = Span(SitePath("publications.bib"))
MIRA = Author(name=Name(given="Mira K.", family="Tallis"), is_owner=True)
ADA = Author(name=Name(given="Ada", particle="van der", family="Lune", suffix="Jr."))


def link(kind: str, address: str) -> PublicationLink:
    return PublicationLink(kind=kind, label=kind.upper(), href=Href(address))


FULL = Publication(
    key=CiteKey("tallis2031"),
    kind="article",
    title=RichText((Text("On "), Styled("emph", (Text("Thalassa"),)), Math("x^2"))),
    authors=(MIRA, ADA),
    editors=(Author(name=Name(family="Kelpstone & Sons")),),
    date=PartialDate(2031, 5, 7),
    venue=rich("Acta Maris"),
    volume="12",
    number="3",
    pages="10–20",
    article_number="77",
    series=rich("Tide Notes"),
    publisher=rich("Kelpstone"),
    place=rich("Port Corvo"),
    doi="10.1000/182",
    pmid="123",
    issn="1234-5678",
    links=(
        link("pdf", "assets/pdf/tides.pdf"),
        link("code", "https://example.org/code"),
        link("html", "https://example.org/tides"),
    ),
    abstract=rich("About\ntides."),
    note=rich("With a map."),
    keywords=("tides", "moon"),
    language="en-GB",
    bibtex="@article{tallis2031,\n}\n",
    source=SPAN,
)


def small(kind: Kind, **values: object) -> Publication:
    return Publication(
        key=CiteKey("lune2030"), kind=kind, title=rich("On Waves"), source=SPAN, **values
    )  # type: ignore[arg-type]  # the tests know the fields


# BibTeX ------------------------------------------------------------------------------------------


def test_bibtex_is_the_boxes_one_after_the_other() -> None:
    other = small("book", bibtex="@book{lune2030,\n}\n")
    hidden = small("book")
    assert bibtex_export([FULL, hidden, other]) == (
        "@article{tallis2031,\n}\n\n@book{lune2030,\n}\n"
    )
    assert bibtex_export([]) == ""


# CSL-JSON ----------------------------------------------------------------------------------------


def test_csl_of_an_article_with_everything() -> None:
    assert csl_item(FULL) == {
        "id": "tallis2031",
        "type": "article-journal",
        "title": "On <i>Thalassa</i>x^2",
        "author": [
            {"family": "Tallis", "given": "Mira K."},
            {
                "family": "Lune",
                "given": "Ada",
                "non-dropping-particle": "van der",
                "suffix": "Jr.",
            },
        ],
        "editor": [{"literal": "Kelpstone & Sons"}],
        "issued": {"date-parts": [[2031, 5, 7]]},
        "container-title": "Acta Maris",
        "collection-title": "Tide Notes",
        "publisher": "Kelpstone",
        "publisher-place": "Port Corvo",
        "volume": "12",
        "issue": "3",
        "number": "77",
        "page": "10-20",
        "DOI": "10.1000/182",
        "PMID": "123",
        "ISSN": "1234-5678",
        "URL": "https://example.org/tides",
        "abstract": "About\ntides.",
        "note": "With a map.",
        "keyword": "tides, moon",
        "language": "en-GB",
    }


def test_csl_leaves_out_what_is_not_known() -> None:
    assert csl_item(small("misc")) == {"id": "lune2030", "type": "document", "title": "On Waves"}


@pytest.mark.parametrize(
    ("kind", "csl", "venue_is"),
    [
        ("article", "article-journal", "container-title"),
        ("conference", "paper-conference", "container-title"),
        ("chapter", "chapter", "container-title"),
        ("book", "book", "container-title"),
        ("proceedings", "book", "container-title"),
        ("thesis", "thesis", "publisher"),
        ("report", "report", "publisher"),
        ("preprint", "article", "publisher"),
        ("patent", "patent", "container-title"),
        ("software", "software", "publisher"),
        ("dataset", "dataset", "publisher"),
        ("poster", "speech", "event-title"),
        ("talk", "speech", "event-title"),
        ("web", "webpage", "container-title"),
        ("misc", "document", "publisher"),
    ],
)
def test_csl_type_of_each_kind(kind: Kind, csl: str, venue_is: str) -> None:
    item = csl_item(small(kind, venue=rich("Tide Days")))
    assert item["type"] == csl
    assert item[venue_is] == "Tide Days"


def test_csl_titles_keep_what_carries_meaning() -> None:
    styled = RichText(
        (
            Styled("strong", (Text("CO"), Styled("sub", (Text("2"),)))),
            Styled("code", (Text(" < "),)),
            Link("https://example.org", (Styled("sup", (Text("14"),)), Text("C"))),
            Styled("small-caps", (Text("tide"),)),
        )
    )
    assert csl_text(styled) == (
        '<b>CO<sub>2</sub></b> < <sup>14</sup>C<span style="font-variant: small-caps;">tide</span>'
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2031), {"date-parts": [[2031]]}),
        (PartialDate(2031, 5), {"date-parts": [[2031, 5]]}),
        (PartialDate(2031, 5, 7), {"date-parts": [[2031, 5, 7]]}),
        (PartialDate(2031, term="Fall"), {"date-parts": [[2031]], "season": 3}),
    ],
)
def test_csl_dates(date: PartialDate, expected: dict[str, object]) -> None:
    assert csl_date(date) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name(family="UNESMO"), {"literal": "UNESMO"}),
        (Name(family="潮見 波子"), {"family": "潮見", "given": "波子"}),
        (Name(family="潮見波子"), {"literal": "潮見波子"}),
        (
            Name(family="Lune", particle="van"),
            {"family": "Lune", "non-dropping-particle": "van"},
        ),
    ],
)
def test_csl_names(name: Name, expected: dict[str, str]) -> None:
    assert csl_name(name) == expected


@pytest.mark.parametrize(
    ("publication", "expected"),
    [
        (small("report", number="7"), {"number": "7"}),
        (small("preprint", arxiv="2101.00001"), {"number": "arXiv:2101.00001"}),
        (
            small("book", number="7", series=rich("Notes")),
            {"collection-number": "7", "collection-title": "Notes"},
        ),
        (small("thesis", thesis_type="PhD thesis"), {"genre": "PhD thesis"}),
        (small("poster"), {"genre": "Poster"}),
        (small("article", status="in press"), {"status": "in press"}),
    ],
)
def test_csl_numbers_and_kinds(publication: Publication, expected: dict[str, str]) -> None:
    bare = {"id": "lune2030", "title": "On Waves", "type": csl_item(publication)["type"]}
    assert csl_item(publication) == bare | expected


def test_csl_json_keeps_order_and_letters() -> None:
    text = csl_json([small("book", authors=(Author(name=Name(family="潮見")),)), FULL])
    assert [item["id"] for item in json.loads(text)] == ["lune2030", "tallis2031"]
    assert "潮見" in text
    assert text.endswith("]\n")
    assert csl_json([]) == "[]\n"


# RIS ---------------------------------------------------------------------------------------------


def test_ris_of_an_article_with_everything() -> None:
    assert ris_export([FULL]) == (
        "TY  - JOUR\n"
        "ID  - tallis2031\n"
        "AU  - Tallis, Mira K.\n"
        "AU  - van der Lune, Ada, Jr.\n"
        "TI  - On Thalassax^2\n"
        "ED  - Kelpstone & Sons\n"
        "T2  - Acta Maris\n"
        "T3  - Tide Notes\n"
        "PB  - Kelpstone\n"
        "CY  - Port Corvo\n"
        "VL  - 12\n"
        "IS  - 3\n"
        "SP  - 10\n"
        "EP  - 20\n"
        "C7  - 77\n"
        "PY  - 2031\n"
        "DA  - 2031/05/07/\n"
        "DO  - 10.1000/182\n"
        "SN  - 1234-5678\n"
        "AN  - PMID:123\n"
        "UR  - https://example.org/tides\n"
        "AB  - About tides.\n"
        "KW  - tides\n"
        "KW  - moon\n"
        "LA  - en-GB\n"
        "N1  - With a map.\n"
        "ER  - \n"
    )


@pytest.mark.parametrize(
    ("kind", "ris", "venue_is"),
    [
        ("article", "JOUR", "T2"), ("conference", "CONF", "T2"), ("chapter", "CHAP", "T2"),
        ("book", "BOOK", "T2"), ("proceedings", "BOOK", "T2"), ("thesis", "THES", "PB"),
        ("report", "RPRT", "PB"), ("preprint", "UNPB", "PB"), ("patent", "PAT", "T2"),
        ("software", "COMP", "PB"), ("dataset", "DATA", "PB"), ("poster", "SLIDE", "T2"),
        ("talk", "SLIDE", "T2"), ("web", "ELEC", "T2"), ("misc", "GEN", "T2"),
    ],
)  # fmt: skip
def test_ris_type_of_each_kind(kind: Kind, ris: str, venue_is: str) -> None:
    assert ris_export([small(kind, venue=rich("Tide Days"))]) == (
        f"TY  - {ris}\nID  - lune2030\nTI  - On Waves\n{venue_is}  - Tide Days\nER  - \n"
    )


@pytest.mark.parametrize(
    ("publication", "lines"),
    [
        (small("report", number="7"), ["SN  - 7"]),
        (small("patent", number="EP7", place=rich("Norway")), ["CY  - Norway", "SN  - EP7"]),
        (small("software", version="2.0", edition=""), ["ET  - 2.0"]),
        (small("book", num_pages="350", num_volumes="2"), ["NV  - 2", "SP  - 350"]),
        (small("thesis", num_pages="181"), ["SP  - 181"]),
        (small("article", num_pages="9", short_venue="Acta Mar."), ["J2  - Acta Mar."]),
        (small("conference", event=rich("Tide Days"), event_place=rich("Oslo"),
               place=rich("Bern")), ["T2  - Tide Days", "CY  - Oslo"]),
        (small("chapter", main_title=rich("Seas"), chapter="4"), ["T3  - Seas", "SE  - 4"]),
        (small("web", accessed=PartialDate(2031, 5, 2)), ["Y2  - 2031/05/02/"]),
        (small("book", short_title=rich("Waves")), ["ST  - Waves"]),
        (small("book", original_title=rich("Wellen"), original_date=PartialDate(1931),
               original_publisher=rich("Tang")), ["OP  - Wellen, Tang, 1931"]),
        (small("book", contributions=(Contribution(role="translator", people=(MIRA,)),)),
         ["A4  - Tallis, Mira K."]),
        (small("thesis", contributions=(Contribution(role="advisor", people=(MIRA,)),)),
         ["A3  - Tallis, Mira K."]),
        (small("patent", contributions=(Contribution(role="holder", people=(MIRA,)),)), []),
    ],
)  # fmt: skip
def test_ris_of_what_a_kind_alone_has(publication: Publication, lines: list[str]) -> None:
    _, *record, _ = ris_export([publication]).splitlines()
    assert sorted(record) == sorted(["ID  - lune2030", "TI  - On Waves", *lines])


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2031), "2031///"),
        (PartialDate(2031, 5), "2031/05//"),
        (PartialDate(2031, 5, 7), "2031/05/07/"),
    ],
)
def test_ris_dates(date: PartialDate, expected: str) -> None:
    assert ris_date(date) == expected


def test_ris_records_are_divided_by_a_blank_line() -> None:
    assert ris_export([small("book"), small("book")]).count("ER  - \n\nTY  - ") == 1
    assert ris_export([]) == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_no_line_break_gets_through(newline: str) -> None:
    assert one_line(f"a{newline}ER  - {newline}TY  - JOUR") == "a ER - TY - JOUR"


def test_control_characters_become_spaces_and_letters_stay() -> None:
    assert one_line("a\x00b\x1bc\x9fd می\u200cشود") == "a b c d می\u200cشود"


# Properties --------------------------------------------------------------------------------------

EVIL = st.text(st.sampled_from('ERTY  - \r\n\u2028\u2029\x85\v\f"\\{}é潮a'), max_size=20)
KINDS = st.sampled_from(["article", "book", "thesis", "preprint", "talk", "misc"])
PUBLICATIONS = st.lists(
    st.builds(
        Publication,
        key=EVIL.map(CiteKey),
        kind=KINDS,
        title=EVIL.map(rich),
        authors=st.lists(st.builds(Author, name=st.builds(Name, family=EVIL, given=EVIL))).map(
            tuple
        ),
        venue=EVIL.map(rich),
        volume=EVIL,
        pages=EVIL,
        doi=EVIL,
        abstract=EVIL.map(rich),
        keywords=st.lists(EVIL).map(tuple),
        source=st.just(SPAN),
    ),
    max_size=3,
    unique_by=lambda publication: publication.key,
)


@given(PUBLICATIONS)
def test_no_value_can_pass_for_a_tag(publications: list[Publication]) -> None:
    text = ris_export(publications)
    lines = text.split("\n")
    assert "\r" not in text
    assert text.splitlines() == lines[:-1]
    assert sum(line.startswith("TY  - ") for line in lines) == len(publications)
    assert lines.count("ER  - ") == len(publications)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in lines)


@given(PUBLICATIONS)
def test_csl_json_is_json_with_the_keys_as_ids(publications: list[Publication]) -> None:
    items = json.loads(csl_json(publications))
    assert [item["id"] for item in items] == [publication.key for publication in publications]
    assert len({item["id"] for item in items}) == len(items)


_VALUES = st.recursive(
    st.text() | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(_VALUES)
def test_json_is_laid_out_as_the_standard_library_does(value: object) -> None:
    assert exports._json(value, "") == json.dumps(value, ensure_ascii=False, indent=2)


@given(st.text(st.sampled_from("a b\t\n\x00\x7f\x85\u2028é")))
def test_one_line_has_no_control_characters_and_single_blanks(value: str) -> None:
    signs = (" " if sign < " " or "\x7f" <= sign <= "\x9f" else sign for sign in value)
    assert one_line(value) == " ".join("".join(signs).split())
