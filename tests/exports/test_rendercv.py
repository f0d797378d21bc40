"""The CV as RenderCV's file, of invented people: what RenderCV 2.8 wants of every entry."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import pytest
import yaml
from exports.facts import ANY_FACTS, WHERE, facts_of, section_of
from hypothesis import given

from sitegen.exports.cv_facts import ContactFact, CvFact, CvFacts, FactSection, ProfileFact
from sitegen.exports.rendercv import rendercv
from sitegen.exports.rendercv_text import markdown, paragraphs, plain_markdown
from sitegen.model import cv as c
from sitegen.model.blocks import BlockHeading, BlockList, CodeBlock, Paragraph
from sitegen.model.dates import DateRange, parse_range
from sitegen.model.pages import Project
from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication
from sitegen.model.text import CiteKey, Href, Link, Math, RichText, Styled, Text, rich

REQUIRED: Final = {
    "institution": {"institution", "area"},
    "company": {"company", "position"},
    "authors": {"title", "authors"},
    "label": {"label", "details"},
    "bullet": {"bullet"},
    "name": {"name"},
}
"""The key that tells the sort of an entry -> the keys without which RenderCV refuses it."""
COMPLEX: Final = {"start_date", "end_date", "date", "location", "summary", "highlights"}
ALLOWED: Final = {
    "institution": {"institution", "area", "degree", *COMPLEX},
    "company": {"company", "position", *COMPLEX},
    "authors": {"title", "authors", "doi", "url", "journal", "date", "summary"},
    "label": {"label", "details"},
    "bullet": {"bullet"},
    "name": {"name", *COMPLEX},
}
HEAD: Final = {
    "name", "headline", "location", "email", "website", "social_networks", "custom_connections",
    "sections",
}  # fmt: skip


def check(text: str) -> dict[str, Any]:
    """Return a file; fails where RenderCV would refuse it."""
    made = yaml.safe_load(text)
    assert set(made) <= {"cv", "design", "locale", "settings"}
    cv = made["cv"]
    assert set(cv) <= HEAD
    for connection in cv.get("custom_connections", ()):
        assert set(connection) == {"fontawesome_icon", "placeholder", "url"}
    for section in cv["sections"].values():
        assert section
        assert len({sort(entry) for entry in section}) == 1, section
        for entry in section:
            if isinstance(entry, str):
                assert entry.strip()
                continue
            kind = sort(entry)
            assert REQUIRED[kind] <= set(entry) <= ALLOWED[kind]
            assert all(
                isinstance(value, (str, int)) or (isinstance(value, list) and value)
                for value in (one for key, one in entry.items() if key != "authors")
            )
            check_dates(entry)
            if "doi" in entry:
                assert re.search(r"\b10\..*", entry["doi"])
    return dict(made)


def sort(entry: str | dict[str, Any]) -> str:
    return "" if isinstance(entry, str) else next(key for key in REQUIRED if key in entry)


def check_dates(entry: dict[str, Any]) -> None:
    """Fail where a range has other dates than RenderCV can count, or ends before it begins."""
    start, end = entry.get("start_date"), entry.get("end_date")
    assert ("date" in entry) + (start is not None) <= 1
    assert (start is None) == (end is None)
    if start is not None and end != "present":
        assert first_day(start) <= first_day(end)
    elif start is not None:
        first_day(start)
    date = str(entry.get("date", ""))
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", date):
        first_day(date)


def first_day(date: str | int) -> dt.date:
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", str(date))
    return dt.date.fromisoformat(f"{date}{'-01-01'[len(str(date)) - 4 :]}")


def only(*facts: CvFact) -> Any:
    [entry, *rest] = check(rendercv(facts_of(section_of(*facts))))["cv"]["sections"]["Section"]
    assert not rest
    return entry


def dates(text: str) -> DateRange:
    found = parse_range(text)
    assert found
    return found


def test_the_whole_file_of_a_small_cv() -> None:
    facts = facts_of(
        section_of(
            c.Experience(
                title=rich("Reader"),
                institution=rich("Coast"),
                place="Kiel",
                date=dates("2020-09 – present"),
                summary=RichText((Text("See "), Link("https://x.example/", rich("notes").nodes))),
                mentors=("Bo Ek",),
                span=WHERE,
            ),
            title="Positions",
        ),
        contacts=(
            ContactFact(kind="email", label="", value="ada@lune.example"),
            ContactFact(kind="phone", label="", value="+00 1"),
        ),
        profiles=(
            ProfileFact(
                key="github", network="GitHub", username="lune", url="https://github.com/lune"
            ),
            ProfileFact(
                key="stackoverflow", network="Stack Overflow", username="1", url="https://s.example"
            ),
        ),
        language="de",
        date="2031-05",
    )
    assert rendercv(facts) == (
        "# yaml-language-server: $schema=https://raw.githubusercontent.com/rendercv/rendercv/"
        "refs/tags/v2.8/schema.json\n"
        "cv:\n"
        "  name: Ada Lune\n"
        "  headline: Reader in Tides\n"
        "  email: ada@lune.example\n"
        "  website: https://lune.example/\n"
        "  social_networks:\n"
        "  - network: GitHub\n"
        "    username: lune\n"
        "  custom_connections:\n"
        "  - fontawesome_icon: phone\n"
        "    placeholder: +00 1\n"
        "    url: null\n"
        "  - fontawesome_icon: link\n"
        "    placeholder: Stack Overflow\n"
        "    url: https://s.example\n"
        "  sections:\n"
        "    Positions:\n"
        "    - company: Coast\n"
        "      position: Reader\n"
        "      location: Kiel\n"
        "      start_date: 2020-09\n"
        "      end_date: present\n"
        "      summary: See [notes](https://x.example/)\n"
        "      highlights:\n"
        "      - 'Mentorat: Bo Ek'\n"
        "design:\n"
        "  theme: classic\n"
        "  page:\n"
        "    size: a4\n"
        "locale:\n"
        "  language: german\n"
        "settings:\n"
        "  current_date: 2031-05-01\n"
    )


def test_a_degree_has_an_area_in_any_case() -> None:
    degree = c.Education(
        degree=rich("PhD"),
        area=rich("Tides"),
        institution=rich("Coast"),
        date=dates("2011 – 2015"),
        advisors=("Bo Ek",),
        thesis=rich("On *waves*"),
        grade="1.0",
        span=WHERE,
    )
    assert only(degree) == {
        "institution": "Coast",
        "degree": "PhD",
        "area": "Tides",
        "start_date": 2011,
        "end_date": 2015,
        "highlights": ["Advisor: Bo Ek", r"Thesis: *On \*waves\**", "Grade: 1.0"],
    }
    school = c.Education(degree=rich("Abitur"), institution=rich("School"), span=WHERE)
    assert only(school) == {"institution": "School", "area": "Abitur"}
    bare = c.Education(institution=rich("School"), span=WHERE)
    assert only(bare) == {"institution": "School", "area": "–"}


def test_a_paper_has_its_owner_in_bold() -> None:
    paper = Publication(
        key=CiteKey("a"),
        kind="article",
        title=rich("On Waves"),
        authors=(
            Author(name=Name(family="Ek", given="Bo")),
            Author(name=Name(family="Lune", given="Ada"), is_owner=True),
        ),
        has_more_authors=True,
        date=dates("2031-05").start,
        venue=rich("Acta Maris"),
        doi="10.1000/182",
        award=rich("Best paper"),
        source=WHERE,
    )
    assert only(paper) == {
        "title": "On Waves",
        "authors": ["Bo Ek", "**Ada Lune**", "et al."],
        "doi": "10.1000/182",
        "journal": "Acta Maris",
        "date": "2031-05",
        "summary": "Best paper",
    }


def test_a_paper_without_a_doi_has_its_page() -> None:
    paper = Publication(
        key=CiteKey("a"), kind="patent", number="US 1", title=rich("Mill"), source=WHERE
    )
    facts = facts_of(section_of(paper), pages={CiteKey("a"): "https://lune.example/p/"})
    made = check(rendercv(facts))["cv"]["sections"]["Section"]
    assert made == [
        {"title": "Mill", "authors": [], "url": "https://lune.example/p/", "journal": "Patent US 1"}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", {"date": 2019}),
        ("2019-05-02", {"date": "2019-05-02"}),
        ("Fall 2019", {"date": "Fall 2019"}),
        ("2019 – present", {"start_date": 2019, "end_date": "present"}),
        ("Fall 2019 – present", {"date": "Fall 2019 – present"}),
        ("2019-05 – 2019", {"date": "May 2019 – 2019"}),
        ("2019 – 2020-03", {"start_date": 2019, "end_date": "2020-03"}),
        ("0999", {"date": "999"}),
    ],
)
def test_dates_are_those_that_rendercv_counts_or_words(
    text: str, expected: dict[str, object]
) -> None:
    award = c.Award(title=rich("Prize"), date=dates(text), span=WHERE)
    assert only(award) == {"name": "Prize", **expected}


def test_what_has_no_sort_of_its_own_has_a_name_and_a_line() -> None:
    grant = c.Grant(
        title=rich("Seas"),
        funder=rich("Fund"),
        role="PI",
        amount="€ 9",
        investigators=("Bo Ek",),
        note=rich("For boats."),
        url=Href("https://fund.example/a_(b)"),
        span=WHERE,
    )
    assert only(grant) == {
        "name": "[Seas](https://fund.example/a_%28b%29)",
        "location": "Fund",
        "summary": "PI, € 9, With Bo Ek. For boats.",
    }
    talk = c.Talk(
        title=rich("Waves"),
        host=rich("Coast"),
        place="Kiel",
        event=rich("Sea Days"),
        slides=Href("https://lune.example/a.pdf"),
        span=WHERE,
    )
    assert only(talk) == {
        "name": "Waves",
        "location": "Coast, Kiel",
        "summary": "Sea Days",
        "highlights": ["[Slides](https://lune.example/a.pdf)"],
    }
    project = Project(
        title=rich("tidelib"),
        code=Href("https://code.example/"),
        slug="a",  # type: ignore[arg-type]
        body=None,  # type: ignore[arg-type]
        span=WHERE,
    )
    assert only(project) == {
        "name": "[tidelib](https://code.example/)",
        "highlights": ["[Code](https://code.example/)"],
    }


def test_skills_and_languages_are_lines() -> None:
    skill = c.Skill(name=rich("Boats"), level="Expert", items=("oars", "sails"), span=WHERE)
    assert only(skill) == {"label": "Boats", "details": "Expert, oars, sails"}
    assert only(c.Language(name="Danish", span=WHERE)) == {"label": "Danish", "details": "Danish"}


def test_a_section_of_several_sorts_becomes_one() -> None:
    skill = c.Skill(name=rich("Boats"), items=("oars",), span=WHERE)
    paper = Publication(
        key=CiteKey("a"),
        kind="misc",
        title=rich("Waves"),
        authors=(Author(name=Name(family="Lune"), is_owner=True),),
        venue=rich("Acta"),
        doi="10.1000/1",
        source=WHERE,
    )
    section = FactSection(
        title="All", facts=(skill, paper), blocks=(Paragraph(rich("Said.")),), items=("seas",)
    )
    assert check(rendercv(facts_of(section)))["cv"]["sections"]["All"] == [
        {"name": "Said."},
        {"name": "seas"},
        {"name": "Boats", "summary": "oars"},
        {
            "name": "Waves",
            "summary": "**Lune**, Acta",
            "highlights": ["[10.1000/1](https://doi.org/10.1000/1)"],
        },
    ]


def test_headings_that_are_the_same_are_told_apart() -> None:
    award = c.Award(title=rich("Prize"), span=WHERE)
    made = check(rendercv(facts_of(section_of(award), section_of(award))))
    assert list(made["cv"]["sections"]) == ["Section", "Section (2)"]


def test_texts_are_markdown_without_signs_that_mean_something() -> None:
    text = RichText(
        (
            Text("2*3 [a] "),
            Styled("emph", (Text("so "),)),
            Styled("code", (Text("a_b"),)),
            Math("x_1"),
        )
    )
    assert markdown(text) == r"2\*3 \[a\] *so* `a_b`x\_1"
    assert plain_markdown("#let x\n<b> $$a$$") == ("#\u2060let x <\u2060b> $\u2060$a$\u2060$")
    inside = RichText((Link("paper:a", rich("a paper").nodes),))
    assert markdown(inside) == "a paper"


def test_running_text_becomes_a_paragraph_each() -> None:
    blocks = (
        BlockHeading(1, rich("Why")),
        Paragraph(rich("Seas.")),
        BlockList(((Paragraph(rich("one")),), (Paragraph(rich("two")),))),
        CodeBlock("a\n\nb"),
    )
    assert paragraphs(blocks) == ["**Why**", "Seas.", "• one", "• two", "`a`", "`b`"]


@given(ANY_FACTS)
def test_whatever_the_facts_are_rendercv_takes_the_file(facts: CvFacts) -> None:
    check(rendercv(facts))
