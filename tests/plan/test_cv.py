"""What a CV says of every kind of entry, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import build_files
from cv_documents import SITE, cv_of, facts, sections_of, titles

EDUCATION = """
[[education]]
degree = "Ph.D."
area = "Oceanography"
department = "School of Seas"
institution = "University of Porto Novo"
place = "Porto Novo, Benin"
date = "2019-09 – 2023-06"
advisors = ["Rosa Corvo", "Ilse Tallis"]
thesis = "Tides of *small* seas"
grade = "4.0/4.3"
honours = "summa cum laude"
notes = ["Served in the [navy](https://example.org/navy)."]
"""
EXPERIENCE = """
[[experience]]
title = "Research intern"
department = "Wave group"
institution = "Tidal Labs"
place = "Lisbon, Portugal"
date = "2022-06 – 2022-09"
advisors = ["Rosa Corvo"]
mentors = ["Jan Okoye", "Mei Lin"]
summary = "Measured waves."
notes = ["**Fast** waves: twice as fast."]
url = "https://example.org/labs"
"""


@pytest.mark.parametrize(
    ("table", "style", "said"),
    [
        (
            EDUCATION,
            "entries",
            {
                "title": "School of Seas, University of Porto Novo",
                "subtitle": "Ph.D. in Oceanography",
                "place": "Porto Novo, Benin",
                "when": "Sep 2019 – Jun 2023",
                "lines": [
                    "Advisors: Rosa Corvo, Ilse Tallis",
                    "Thesis: Tides of small seas",
                    "Grade: 4.0/4.3, summa cum laude",
                ],
                "notes": ["Served in the navy."],
            },
        ),
        (
            EDUCATION.replace('grade = "4.0/4.3"', 'grade = "GPA 4.0/4.3"'),
            "rows",
            {
                "title": "School of Seas, University of Porto Novo",
                "detail": ", Ph.D. in Oceanography, Advisors: Rosa Corvo, Ilse Tallis, "
                "Thesis: Tides of small seas, GPA 4.0/4.3, summa cum laude",
                "place": "Porto Novo, Benin",
                "when": "Sep 2019 – Jun 2023",
                "notes": ["Served in the navy."],
            },
        ),
        (
            EXPERIENCE,
            "entries",
            {
                "title": "Research intern, Wave group, Tidal Labs",
                "href": "https://example.org/labs",
                "subtitle": "Advisor: Rosa Corvo. Mentors: Jan Okoye, Mei Lin",
                "place": "Lisbon, Portugal",
                "when": "Jun 2022 – Sep 2022",
                "summary": "Measured waves.",
                "notes": ["Fast waves: twice as fast."],
            },
        ),
        (
            (
                '[[experience]]\ntitle = "Fellow"\ninstitution = "Tidal Labs"\n'
                'department = "Waves"\ndate = "2020 – present"\n'
            ),
            "entries",
            {"title": "Fellow", "place": "Waves, Tidal Labs", "when": "2020 – present"},
        ),
        (
            (
                '[[awards]]\ntitle = "Sea prize"\ninstitution = "Society"\nplace = "Oslo"\n'
                'date = 2021\namount = "€ 5,000"\nnote = "For the best talk."\n'
            ),
            "rows",
            {
                "title": "Sea prize",
                "detail": ", € 5,000. For the best talk.",
                "place": "Society, Oslo",
                "when": "2021",
            },
        ),
        (
            '[[awards]]\ntitle = "Sea prize"\ndate = 2021\nnote = "For the best talk."\n',
            "rows",
            {"title": "Sea prize", "detail": ". For the best talk.", "when": "2021"},
        ),
        (
            '[[awards]]\ntitle = "Sea prize"\ndate = 2021\namount = "€ 5,000"\n',
            "entries",
            {"title": "Sea prize", "subtitle": "€ 5,000", "when": "2021"},
        ),
        (
            (
                '[[grants]]\ntitle = "Waves"\nfunder = "Council"\nnumber = "W-1"\nrole = "PI"\n'
                'amount = "$ 10,000"\ndate = "2020 – 2022"\ninvestigators = ["Rosa Corvo"]\n'
                'note = "Of the first call."\n'
            ),
            "rows",
            {
                "title": "Waves",
                "detail": ", W-1, PI, $ 10,000. With Rosa Corvo. Of the first call.",
                "place": "Council",
                "when": "2020–2022",
            },
        ),
        (
            (
                '[[talks]]\ntitle = "Why tides?"\nevent = "Sea days"\nhost = "Harbour"\n'
                'place = "Oslo"\ndate = 2021-09-03\nkind = "keynote"\nspeakers = ["Jan Okoye"]\n'
                'slides = "https://example.org/s"\nvideo = "https://example.org/v"\n'
            ),
            "rows",
            {
                "title": "Why tides?",
                "detail": ", Sea days, Oslo, Keynote. With Jan Okoye.",
                "place": "Harbour",
                "when": "3 Sep 2021",
                "links": [("Slides", "https://example.org/s"), ("Video", "https://example.org/v")],
            },
        ),
        (
            '[[talks]]\ntitle = "Tides"\nplace = "Oslo"\n',
            "rows",
            {"title": "Tides", "place": "Oslo"},
        ),
        (
            (
                '[[teaching]]\ncourse = "Waves"\ncode = "OCE 1"\ninstitution = "University"\n'
                'date = "Fall 2019"\nrole = "Assistant"\nlevel = "Graduate"\nstudents = 12\n'
                'summary = "All of it."\n'
            ),
            "rows",
            {
                "title": "Waves (OCE 1)",
                "detail": ", Assistant, Graduate, 12 students. All of it.",
                "place": "University",
                "when": "Fall 2019",
            },
        ),
        (
            (
                '[[service]]\nrole = "Reviewer"\ninstitution = "Acta Maris"\nkind = "review"\n'
                'date = "2020 – present"\nnote = "Twelve papers a year."\n'
            ),
            "points",
            {
                "title": "Reviewer",
                "detail": ", Acta Maris, Reviewing. Twelve papers a year.",
                "when": "2020 – present",
            },
        ),
        (
            (
                '[[students]]\nname = "Kim Ito"\ndegree = "MSc"\ninstitution = "University"\n'
                'date = 2024\nthesis = "On foam"\nrole = "co-advisor"\nnow = "at Tidal Labs"\n'
            ),
            "rows",
            {
                "title": "Kim Ito",
                "detail": ", MSc, co-advised, On foam, now at Tidal Labs",
                "place": "University",
                "when": "2024",
            },
        ),
        (
            '[[memberships]]\ninstitution = "Sea Society"\nrole = "Fellow"\ndate = "since 2020"\n',
            "rows",
            {"title": "Sea Society", "detail": ", Fellow", "when": "2020 – present"},
        ),
        (
            '[[skills]]\nname = "Languages"\nitems = ["Python", "C"]\nlevel = "Expert"\n',
            "points",
            {"title": "Languages", "detail": ": Expert, Python, C"},
        ),
        (
            '[[skills]]\nname = "Boats"\ntext = "Sails *small* ones."\n',
            "points",
            {"title": "Boats", "detail": ": Sails small ones."},
        ),
        (
            '[[languages]]\nname = "Korean"\nlevel = "native"\n',
            "points",
            {"title": "Korean", "detail": ": native"},
        ),
        (
            (
                '[[entries]]\nsection = "Art"\ntitle = "Glass"\ninstitution = "Museum"\n'
                'place = "Oslo"\ndate = 2020\nnote = "Blue."\nnotes = ["One", "Two"]\n'
            ),
            "entries",
            {
                "title": "Glass",
                "subtitle": "Museum",
                "place": "Oslo",
                "when": "2020",
                "summary": "Blue.",
                "notes": ["One", "Two"],
            },
        ),
        (
            '[[entries]]\nsection = "Art"\ntitle = "Glass"\ninstitution = "Museum"\n',
            "entries",
            {"title": "Glass", "place": "Museum"},
        ),
    ],
)
def test_every_fact_has_its_place(table: str, style: str, said: dict[str, Any]) -> None:
    name = table.split("]]", maxsplit=1)[0].split("[[")[1]
    section = f'\n[[cv.sections]]\ninclude = ["{name}"]\nstyle = "{style}"\n'
    cv = cv_of({"site.toml": SITE + section, "content/cv.toml": table})
    (shown,) = cv.sections
    assert shown.kind == style
    assert [facts(entry) for entry in shown.entries] == [said]


def test_collections_have_the_style_that_suits_them() -> None:
    shortest = {
        "awards": "title", "grants": "funder = 'F'\ntitle", "talks": "title",
        "teaching": "course", "service": "role", "students": "name", "memberships": "institution",
        "skills": "name", "languages": "name", "references": "name",
        "entries": "section = 'Art'\ntitle",
    }  # fmt: skip
    tables = (f'[[{name}]]\n{key} = "A"\n' for name, key in shortest.items())
    content = EDUCATION + EXPERIENCE + "".join(tables)
    cv = cv_of({"content/cv.toml": content}, audience="private")
    assert [(section.title, section.kind) for section in cv.sections] == [
        ("Positions", "entries"),
        ("Education", "entries"),
        ("Awards and honours", "rows"),
        ("Grants", "rows"),
        ("Talks", "rows"),
        ("Teaching", "rows"),
        ("Service", "points"),
        ("Students", "rows"),
        ("Memberships", "rows"),
        ("Skills", "points"),
        ("Languages", "points"),
        ("Art", "entries"),
        ("References", "points"),
    ]


def test_references_are_private() -> None:
    content = {
        "content/cv.toml": '[[skills]]\nname = "K"\n[[references]]\nname = "Rosa Corvo"\n'
        'title = "Professor"\ninstitution = "University"\nrelation = "Advisor"\n'
        'email = "rosa@example.org"\nphone = "+1 555 0100"\n'
    }
    private = sections_of(cv_of(content, audience="private"))["References"]
    assert facts(private.entries[0]) == {
        "title": "Rosa Corvo",
        "detail": ", Professor, University, Advisor, rosa@example.org, +1 555 0100",
    }
    for audience in ("web", "pdf"):
        assert "Corvo" not in repr(cv_of(content, audience=audience))  # type: ignore[arg-type]
    named = {"site.toml": SITE + '[[cv.sections]]\ninclude = ["references"]\n'}
    assert cv_of({**content, **named}).sections == ()


PROJECTS = {
    "content/projects/tide.md": '+++\ntitle = "Tide"\nsummary = "A clock."\nstars = 1234\n'
    'forks = 1\ncounted = 2024-04-10\ncode = "https://example.org/code"\n'
    'date = "2020 – 2021"\n+++\n',
    "content/projects/wave.md": '+++\ntitle = "Wave"\nstars = 5\ncounted = 2024-04-10\n+++\n',
    "content/projects/foam.md": '+++\ntitle = "Foam"\nsummary = "a froth"\n+++\n',
    "site.toml": SITE + '[[cv.sections]]\ninclude = ["projects"]\n',
    "content/cv.toml": '[[skills]]\nname = "K"\n',
}


def test_the_day_of_counting_stands_once_below_all() -> None:
    (section,) = cv_of(PROJECTS).sections
    assert [facts(entry) for entry in section.entries] == [
        {
            "title": "Tide",
            "href": "/projects/tide/",
            "detail": ". A clock.",
            "when": "2020–2021",
            "counts": "1,234 stars, 1 fork",
            "links": [("Code", "https://example.org/code")],
        },
        {"title": "Foam", "href": "/projects/foam/", "detail": ", a froth"},
        {"title": "Wave", "href": "/projects/wave/", "counts": "5 stars"},
    ]
    assert str(section.note) == "Stars and forks as of 10 Apr 2024."


def test_different_days_of_counting_stand_with_each() -> None:
    wave = PROJECTS["content/projects/wave.md"].replace("04-10", "05-11")
    (section,) = cv_of({**PROJECTS, "content/projects/wave.md": wave}).sections
    counts = [entry.counts for entry in section.entries]
    assert counts == ["1,234 stars, 1 fork (10 Apr 2024)", "", "5 stars (11 May 2024)"]
    assert not section.note


def test_entries_are_sorted_newest_first() -> None:
    content = "".join(
        f'[[awards]]\ntitle = "A{year}"\ndate = {year}\n' for year in (2019, 2021, 20)
    )
    content = content.replace("date = 20\n", 'date = "2018 – present"\n')
    (section,) = cv_of({"content/cv.toml": content}).sections
    assert titles(section) == ["A20", "A2021", "A2019"]


@pytest.mark.parametrize(
    ("form", "when", "day"),
    [
        ("short", "Sep 2019 – Jun 2023", "3 Sep 2021"),
        ("long", "September 2019 – June 2023", "3 September 2021"),
        ("iso", "2019-09 – 2023-06", "2021-09-03"),
    ],
)
def test_dates_are_written_as_documents_want_them(form: str, when: str, day: str) -> None:
    talk = '[[talks]]\ntitle = "T"\ndate = 2021-09-03\n'
    files = {
        "site.toml": f'{SITE}[documents]\ndates = "{form}"\n',
        "content/cv.toml": EDUCATION + talk,
    }
    education, talks = cv_of(files).sections
    assert (education.entries[0].when, talks.entries[0].when) == (when, day)
    on_page = cv_of(files, audience="web").sections[1]
    assert on_page.entries[0].when == "3 Sept 2021"


@pytest.mark.parametrize(
    ("settings", "iso", "text"),
    [
        ("", "2025-02-03", "3 Feb 2025"),
        ('[cv]\ndate = "2026-01"\n', "2026-01", "Jan 2026"),
        ('[[cv.sections]]\ninclude = ["education"]\n', "2023-06", "Jun 2023"),
        ('[[cv.sections]]\ninclude = ["skills"]\n', "", ""),
        ('[cv]\ndate = "0044"\n', "", "44"),
    ],
)
def test_a_cv_is_as_new_as_the_newest_thing_in_it(settings: str, iso: str, text: str) -> None:
    awards = (
        '[[awards]]\ntitle = "Given"\ndate = 2025-02-03\n'
        '[[awards]]\ntitle = "To come"\ndate = 2026-09-01\n[[skills]]\nname = "K"\n'
    )
    cv = cv_of({"site.toml": SITE + settings, "content/cv.toml": EDUCATION + awards})
    assert (cv.date, cv.date_text) == (iso, text)


def test_a_cv_of_works_of_antiquity_has_no_date() -> None:
    bib = "@book{ships, author = {Lune, Ada}, title = {On Ships}, date = {-0044}}"
    files = {"site.toml": SITE, "publications.bib": bib, "content/cv.toml": EDUCATION}
    settings = '[[cv.sections]]\ninclude = ["publications"]\n'
    cv = cv_of({**files, "site.toml": SITE + settings})
    assert (cv.date, cv.date_text) == ("", "")
    built = build_files({**files, "site.toml": SITE + settings})
    assert built.value is not None
    assert "cv.pdf" in built.value.outputs
