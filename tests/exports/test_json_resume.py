"""The CV as JSON Resume, of invented people, by the published schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exports.facts import ANY_FACTS, WHERE, facts_of, section_of
from exports.resume_schema import check_resume
from hypothesis import given
from interface_site import interface_site
from site_folders import SITES, read_site
from stress_site import stress_site

from sitegen.exports.cv_facts import ContactFact, ProfileFact
from sitegen.exports.json_resume import json_resume
from sitegen.files import DiskTree, SiteTree, builtin_themes
from sitegen.model import cv as c
from sitegen.model.dates import DateRange, parse_range
from sitegen.model.pages import Project
from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication, PublicationLink
from sitegen.model.text import CiteKey, Href, Link, RichText, Text, rich

if TYPE_CHECKING:
    from conftest import BuildFiles

    from sitegen.exports.cv_facts import CvFact, CvFacts


def resume(facts: CvFacts) -> dict[str, object]:
    return dict(check_resume(json_resume(facts)))


def only(fact: CvFact, name: str) -> object:
    """Return the one entry that a fact becomes under a key."""
    made = resume(facts_of(section_of(fact)))[name]
    assert isinstance(made, list)
    [entry] = made
    return entry


def dates(text: str) -> DateRange:
    found = parse_range(text)
    assert found
    return found


def test_the_head_says_who_it_is_and_where_this_stands() -> None:
    facts = facts_of(
        native_name="月 阿達",
        image="https://lune.example/assets/ada.png",
        contacts=(
            ContactFact(kind="email", label="", value="ada@lune.example"),
            ContactFact(kind="email", label="", value="second@lune.example"),
            ContactFact(kind="address", label="", value="1 Harbour Road\nKiel"),
        ),
        profiles=(
            ProfileFact(
                key="github", network="GitHub", username="lune", url="https://github.com/lune"
            ),
        ),
    )
    assert resume(facts) == {
        "$schema": (
            "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
        ),
        "basics": {
            "name": "Ada Lune",
            "nativeName": "月 阿達",
            "label": "Reader in Tides",
            "image": "https://lune.example/assets/ada.png",
            "email": "ada@lune.example",
            "url": "https://lune.example/",
            "summary": "Tides.",
            "location": {"address": "1 Harbour Road\nKiel"},
            "profiles": [
                {"network": "GitHub", "username": "lune", "url": "https://github.com/lune"}
            ],
        },
        "meta": {
            "canonical": "https://lune.example/cv/",
            "version": "v1.0.0",
            "lastModified": "2031-05-02T00:00:00",
        },
    }


def test_a_degree_keeps_its_advisors_and_thesis() -> None:
    degree = c.Education(
        degree=rich("PhD"),
        area=rich("Tides"),
        institution=rich("University of the Coast"),
        department=rich("Seas"),
        place="Kiel",
        date=dates("2011-10 – 2015-03"),
        advisors=("Bo Ek",),
        thesis=rich("On Waves"),
        grade="1.0",
        honours=rich("summa cum laude"),
        notes=(rich("One year at sea"),),
        url=Href("https://coast.example/"),
        span=WHERE,
    )
    assert only(degree, "education") == {
        "institution": "University of the Coast",
        "area": "Tides",
        "studyType": "PhD",
        "startDate": "2011-10",
        "endDate": "2015-03",
        "score": "1.0",
        "url": "https://coast.example/",
        "department": "Seas",
        "location": "Kiel",
        "advisors": ["Bo Ek"],
        "thesis": "On Waves",
        "honours": "summa cum laude",
        "highlights": ["One year at sea"],
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", {"startDate": "2019", "endDate": "2019"}),
        ("2019-05-02", {"startDate": "2019-05-02", "endDate": "2019-05-02"}),
        ("2019 – present", {"startDate": "2019"}),
        ("Fall 2019", {"startDate": "2019-09", "endDate": "2019-09", "term": "Fall"}),
        (
            "Fall 2019 – Spring 2020",
            {"startDate": "2019-09", "endDate": "2020-03", "term": "Fall – Spring"},
        ),
        ("0999", {}),
    ],
)
def test_dates_have_the_forms_of_the_schema(text: str, expected: dict[str, str]) -> None:
    """A single date is also the end: without one, programs print "present"."""
    job = c.Experience(
        title=rich("Reader"), institution=rich("Coast"), date=dates(text), span=WHERE
    )
    assert only(job, "work") == {"name": "Coast", "position": "Reader", **expected}


def test_the_year_of_a_degree_is_its_end() -> None:
    degree = c.Education(degree=rich("BSc"), institution=rich("X"), date=dates("2019"), span=WHERE)
    assert only(degree, "education") == {
        "institution": "X",
        "studyType": "BSc",
        "endDate": "2019",
    }


def test_a_publication_says_its_authors_also_where_programs_look() -> None:
    paper = Publication(
        key=CiteKey("lune2031"),
        kind="article",
        title=RichText((Text("On  Waves"),)),
        authors=(
            Author(name=Name(family="Lune", given="Ada"), is_owner=True),
            Author(name=Name(family="Ek", given="Bo")),
        ),
        has_more_authors=True,
        date=dates("2031-05").start,
        venue=rich("Acta Maris"),
        volume="3",
        number="2",
        pages="1–9",
        doi="10.1000/182",
        award=rich("Best paper"),
        acceptance="12 %",
        source=WHERE,
    )
    pages = {CiteKey("lune2031"): "https://lune.example/publications/lune2031/"}
    made = resume(facts_of(section_of(paper), pages=pages))["publications"]
    assert made == [
        {
            "name": "On Waves",
            "publisher": "Acta Maris",
            "releaseDate": "2031-05",
            "url": "https://doi.org/10.1000/182",
            "summary": "Ada Lune, Bo Ek, et al. Best paper.",
            "type": "article",
            "authors": ["Ada Lune", "Bo Ek", "et al."],
            "doi": "10.1000/182",
            "volume": "3",
            "issue": "2",
            "pages": "1–9",
            "award": "Best paper",
            "acceptance": "12 %",
            "page": "https://lune.example/publications/lune2031/",
        }
    ]


def test_a_patent_is_published_under_its_number() -> None:
    patent = Publication(
        key=CiteKey("p"),
        kind="patent",
        title=rich("Tide mill"),
        number="US 1,234",
        links=(
            PublicationLink(kind="url", label="URL", href=Href("https://patents.example/1234")),
        ),
        source=WHERE,
    )
    assert only(patent, "publications") == {
        "name": "Tide mill",
        "publisher": "Patent US 1,234",
        "url": "https://patents.example/1234",
        "type": "patent",
    }


def test_awards_and_grants_say_what_they_are_worth() -> None:
    award = c.Award(
        title=rich("Wave Prize"),
        institution=rich("Sea Society"),
        amount="€ 500",
        note=rich("For the best talk."),
        date=dates("2021"),
        span=WHERE,
    )
    assert only(award, "awards") == {
        "title": "Wave Prize",
        "date": "2021",
        "awarder": "Sea Society",
        "summary": "€ 500. For the best talk.",
        "amount": "€ 500",
    }
    grant = c.Grant(
        title=rich("Small Seas"),
        funder=rich("Sea Fund"),
        role="PI",
        amount="€ 9",
        number="S-1",
        investigators=("Bo Ek",),
        date=dates("2021 – 2023"),
        span=WHERE,
    )
    assert only(grant, "awards") == {
        "title": "Small Seas",
        "date": "2021",
        "awarder": "Sea Fund",
        "summary": "PI, € 9, S-1. With Bo Ek.",
        "type": "grant",
        "role": "PI",
        "amount": "€ 9",
        "number": "S-1",
        "investigators": ["Bo Ek"],
        "startDate": "2021",
        "endDate": "2023",
    }


def test_talks_and_projects_are_projects() -> None:
    talk = c.Talk(
        title=rich("Waves"),
        event=rich("Sea Days"),
        host=rich("Coast"),
        place="Kiel",
        date=dates("2021-03-04"),
        kind="invited",
        slides=Href("https://lune.example/assets/a.pdf"),
        video=Href("assets/never.mp4"),
        span=WHERE,
    )
    assert only(talk, "projects") == {
        "name": "Waves",
        "description": "Sea Days, Kiel",
        "startDate": "2021-03-04",
        "endDate": "2021-03-04",
        "entity": "Coast",
        "type": "talk",
        "kind": "invited",
        "slides": "https://lune.example/assets/a.pdf",
    }
    project = Project(
        title=rich("tidelib"),
        summary=rich("Reads gauges"),
        tags=("tides",),
        role="Author",
        code=Href("https://code.example/tidelib"),
        stars=12,
        counted=dates("2031-01").start,
        slug="tidelib",  # type: ignore[arg-type]
        body=None,  # type: ignore[arg-type]
        span=WHERE,
    )
    assert only(project, "projects") == {
        "name": "tidelib",
        "description": "Reads gauges",
        "keywords": ["tides"],
        "url": "https://code.example/tidelib",
        "roles": ["Author"],
        "type": "application",
        "code": "https://code.example/tidelib",
        "stars": 12,
        "counted": "2031-01",
    }


def test_teaching_is_work_and_service_is_volunteering() -> None:
    course = c.Teaching(
        course=rich("Waves"),
        code="SEA 1",
        role="Lecturer",
        institution=rich("Coast"),
        date=dates("Fall 2019"),
        students=30,
        span=WHERE,
    )
    assert only(course, "work") == {
        "name": "Coast",
        "position": "Lecturer, Waves",
        "startDate": "2019-09",
        "endDate": "2019-09",
        "term": "Fall",
        "type": "teaching",
        "course": "Waves",
        "code": "SEA 1",
        "role": "Lecturer",
        "students": 30,
    }
    service = c.Service(
        role=rich("Reviewer"), institution=rich("Acta Maris"), kind="review", span=WHERE
    )
    assert only(service, "volunteer") == {
        "organization": "Acta Maris",
        "position": "Reviewer",
        "type": "review",
    }
    club = c.Membership(institution=rich("Sea Society"), role="Fellow", span=WHERE)
    assert only(club, "volunteer") == {
        "organization": "Sea Society",
        "position": "Fellow",
        "type": "membership",
    }


def test_skills_languages_students_and_own_sections() -> None:
    skill = c.Skill(name=rich("Boats"), items=("rowing",), text=rich("Sails too."), span=WHERE)
    assert only(skill, "skills") == {"name": "Boats", "keywords": ["rowing", "Sails too."]}
    language = c.Language(name="Danish", level="B2", span=WHERE)
    assert only(language, "languages") == {"language": "Danish", "fluency": "B2"}
    student = c.Student(name="Bo Ek", degree="PhD", span=WHERE)
    assert only(student, "students") == {"name": "Bo Ek", "degree": "PhD", "role": "advisor"}
    own = c.Entry(section="Press", title=rich("On the radio"), note=rich("Live."), span=WHERE)
    assert only(own, "projects") == {
        "name": "On the radio",
        "description": "Live.",
        "type": "Press",
    }


def test_a_paper_that_two_sections_show_stands_once() -> None:
    paper = Publication(key=CiteKey("a"), kind="misc", title=rich("A"), source=WHERE)
    made = resume(facts_of(section_of(paper), section_of(paper)))
    assert len(made["publications"]) == 1  # type: ignore[arg-type]


def test_texts_are_plain() -> None:
    text = RichText((Text("See\n"), Link("https://x.example/", rich("the notes").nodes)))
    job = c.Experience(title=rich("A"), institution=rich("B"), summary=text, span=WHERE)
    assert only(job, "work") == {"name": "B", "position": "A", "summary": "See the notes"}


@given(ANY_FACTS)
def test_whatever_the_facts_are_the_schema_holds(facts: CvFacts) -> None:
    resume(facts)


@pytest.mark.parametrize("name", ["everything", "example", "stress", "interface"])
def test_whole_sites_keep_to_the_schema(
    name: str, build: BuildFiles, request: pytest.FixtureRequest
) -> None:
    folder = request.config.rootpath
    sites = {
        "everything": lambda: read_site(SITES / "valid/everything"),
        "example": lambda: SiteTree(DiskTree(folder), DiskTree(builtin_themes())),
        "stress": lambda: {**stress_site("plain"), "content/more.toml": MORE},
        "interface": lambda: interface_site("plain"),
    }
    built = build(sites[name](), future=True)  # type: ignore[arg-type]
    assert built.value is not None, built.problems
    outputs = {str(path): made for path, made in built.value.outputs.items()}
    made = check_resume(outputs["cv.json"])
    assert len(made) > 4


MORE = '[[experience]]\ntitle = "Reader"\ninstitution = "Coast"\ndate = "WS 2019 – present"\n'
