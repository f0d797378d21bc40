from __future__ import annotations

import pytest

from sitegen.model.dates import PartialDate
from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication
from sitegen.model.text import CiteKey, rich
from sitegen.plan.lines import short_name, source_line
from sitegen.problems import SitePath, Span
from sitegen.render.rich_text import html
from sitegen.words import load_words


def person(given: str, family: str, **parts: str) -> Author:
    return Author(name=Name(given=given, family=family, **parts))


ADA, BO, CY = person("Ada Maria", "Example"), person("Bo", "Other"), person("Cy", "Third")


def work(**facts: object) -> Publication:
    made = {
        "key": CiteKey("k"), "kind": "article", "title": rich("Tides"), "authors": (ADA,),
        "date": PartialDate(2024), "source": Span(SitePath("a.bib")), **facts,
    }  # fmt: skip
    return Publication(**made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            {"venue": rich("Journal of Water"), "volume": "3", "number": "2", "pages": "1–9"},
            "<em>Journal of Water</em> 3(2), 1–9",
        ),
        ({"venue": rich("Water"), "article_number": "e12"}, "<em>Water</em>, Art. e12"),
        ({"kind": "preprint", "arxiv": "2401.00001"}, "arXiv:2401.00001"),
        (
            {"kind": "conference", "venue": rich("Sea Conference"), "place": rich("Kiel")},
            "<em>Sea Conference</em>, Kiel",
        ),
        (
            {
                "kind": "chapter",
                "venue": rich("On Seas"),
                "editors": (BO,),
                "publisher": rich("Coast Press"),
                "pages": "3–5",
            },
            "In B. Other (ed.), <em>On Seas</em>, Coast Press, 3–5",
        ),
        (
            {"kind": "chapter", "venue": rich("On Seas"), "chapter": "7"},
            "In <em>On Seas</em>, ch. 7",
        ),
        (
            {
                "kind": "book",
                "publisher": rich("Coast Press"),
                "place": rich("Kiel"),
                "edition": "2nd",
            },
            "2nd edition, Coast Press, Kiel",
        ),
        (
            {"kind": "thesis", "thesis_type": "PhD thesis", "venue": rich("Kiel")},
            "PhD thesis, Kiel",
        ),
        ({"kind": "report", "number": "12", "venue": rich("Kiel")}, "Report 12, Kiel"),
        ({"kind": "patent", "number": "US 1"}, "US 1"),
        ({"kind": "patent", "number": "1,2", "thesis_type": "EU patent"}, "EU patent 1,2"),
        ({"kind": "software", "publisher": rich("Zenodo")}, "Zenodo"),
        (
            {
                "kind": "conference",
                "venue": rich("Sea Days"),
                "series": rich("Notes"),
                "volume": "9",
                "pages": "3–5",
            },
            "<em>Sea Days</em>, Notes 9, 3–5",
        ),
        (
            {
                "kind": "conference",
                "venue": rich("Sea Days"),
                "series": rich("SD ’20"),
                "abbr": "SD ’20",
            },
            "<em>Sea Days</em>",
        ),
        ({"kind": "report", "thesis_type": "white paper", "number": "7"}, "White paper 7"),
        ({"kind": "misc"}, ""),
        ({"kind": "misc", "pages": "1–7"}, "pp. 1–7"),
        ({"kind": "misc", "pages": "xliv"}, "p. xliv"),
        ({"venue": rich("Acta Maris"), "number": "24"}, "<em>Acta Maris</em> no. 24"),
        ({"venue": rich("Tides"), "number": "Spring"}, "<em>Tides</em> Spring"),
        ({"publisher": rich("Tide House"), "pages": "3"}, "Tide House, 3"),
        (
            {"kind": "preprint", "venue": rich("arXiv"), "arxiv": "2401.00001", "pages": "1"},
            "arXiv:2401.00001",
        ),
        (
            {
                "kind": "chapter",
                "venue": rich("On Seas"),
                "series": rich("Notes on Water"),
                "volume": "97",
                "pages": "3–5",
            },
            "In <em>On Seas</em>, Notes on Water 97, 3–5",
        ),
        (
            {"kind": "chapter", "venue": rich("On Seas"), "volume": "97"},
            "In <em>On Seas</em>, vol. 97",
        ),
        ({"kind": "chapter", "publisher": rich("Coast Press")}, "Coast Press"),
        ({"kind": "book", "volume": "1"}, "vol. 1"),
        ({"kind": "book", "series": rich("Notes"), "number": "12"}, "Notes 12"),
        (
            {"kind": "book", "series": rich("Notes"), "volume": "9", "publisher": rich("Coast")},
            "Notes 9, Coast",
        ),
        ({"kind": "thesis", "publisher": rich("University of Kiel")}, "Thesis, University of Kiel"),
        (
            {"kind": "software", "version": "1.2", "publisher": rich("Zenodo")},
            "version 1.2, Zenodo",
        ),
        ({"kind": "software", "version": "v1.2"}, "v1.2"),
        (
            {"kind": "software", "venue": rich("Code, record 24.3"), "article_number": "24.3"},
            "<em>Code, record 24.3</em>",
        ),
        (
            {"venue": rich("Sea Systems. SEA 2023."), "pages": "299"},
            "<em>Sea Systems. SEA 2023</em>, 299",
        ),
        ({"venue": rich("Acta Mar."), "pages": "299"}, "<em>Acta Mar.</em>, 299"),
        ({"publisher": rich("Coast Press, "), "kind": "book"}, "Coast Press"),
    ],
)
def test_the_line_of_each_kind_says_where_it_appeared(facts: dict[str, object], line: str) -> None:
    assert str(html(source_line(work(**facts), load_words("en")))) == line


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (Name(given="Jean-Paul", family="Sartre"), "J.-P. Sartre"),
        (Name(given="V.", particle="van", family="Gogh"), "V. van Gogh"),
        (Name(given="Martin Luther", family="King", suffix="Jr."), "M. L. King Jr."),
        (Name(family="The Sea Team"), "The Sea Team"),
        (Name(given="J.P.", family="Corvo"), "J. P. Corvo"),
        (Name(given="(Bo) Robert", family="Lune"), "B. R. Lune"),
        (Name(given="小明", family="王"), "王小明"),
    ],
)
def test_given_names_become_initials(name: Name, short: str) -> None:
    assert short_name(name) == short
