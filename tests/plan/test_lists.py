"""The lists of talks, courses, people, projects and news."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Outputs = Callable[..., dict[str, str]]

SITE = 'title = "Mira"\nurl = "https://example.org/"\n'
TALKS = """
[[talks]]
title = "Later"
date = "2026-09-01"
time = "14:00"
event = "Sea days"
host = "Harbour"
place = "Porto"
kind = "keynote"
abstract = "What the sea does."
[[talks]]
title = "Sooner"
date = "2026-04-01"
[[talks]]
title = "Given"
date = "2025-01-01"
speakers = ["A. Lune", "B. Corvo"]
slides = "https://example.org/s"
poster = "https://example.org/p"
[[talks]]
title = "Given"
date = "2025-01-01"
[[talks]]
title = "Some day"
"""
TEACHING = """
[[teaching]]
course = "Waves"
code = "OCE 1"
date = "Fall 2024"
role = "Instructor"
students = 120
level = "Graduate"
[[teaching]]
course = "Waves, an introduction"
code = "OCE 1"
date = "Fall 2023"
role = "Assistant"
students = 1
[[teaching]]
course = "Salt"
date = "Spring 2024"
"""


def headings(page: str) -> list[str]:
    main = page.partition("<main")[2]
    found = re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", main)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


def test_talks_to_come_stand_first_and_bring_their_calendar(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "content/talks.toml": TALKS})
    page = made["talks/index.html"]
    assert headings(page) == [
        *("Talks", "Upcoming", "Sooner", "Later", "2025", "Given", "Given"),
        *("Without a date", "Some day"),
    ]
    assert page.count('<span class="badge">Upcoming</span>') == 2
    assert "1 Sept 2026, 14:00" in page
    assert 'href="later-2026-09-01.ics" aria-label="Calendar of Later"' in page
    assert 'href="given-2025-01-01.ics"' not in page
    assert "With A. Lune, B. Corvo" in page
    assert 'aria-label="Poster of Given"' in page


def test_each_talk_with_a_day_has_its_calendar(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "content/talks.toml": TALKS})
    files = sorted(path for path in made if path.endswith(".ics"))
    assert files == [
        *("talks.ics", "talks/given-2025-01-01-2.ics", "talks/given-2025-01-01.ics"),
        *("talks/later-2026-09-01.ics", "talks/sooner-2026-04-01.ics"),
    ]
    own = made["talks/later-2026-09-01.ics"]
    assert own.count("BEGIN:VEVENT") == 1
    assert made["talks.ics"].count("BEGIN:VEVENT") == 4
    uid = re.search(r"^UID:.*$", own, re.MULTILINE)
    assert uid is not None
    assert uid[0] in made["talks.ics"]


def test_a_talk_with_a_text_has_a_page(outputs: Outputs) -> None:
    made = outputs(
        {
            "site.toml": SITE,
            "content/talks/2026-05-02-salt.md": (
                '+++\ntitle = "Salt"\nevent = "Sea days"\n+++\n\nNotes, see [it](talk:salt).\n'
            ),
        }
    )
    page = made["talks/salt/index.html"]
    assert headings(page) == ["Salt"]
    assert "2 May 2026" in page
    assert "Upcoming" in page
    assert 'href="salt/"' in made["talks/index.html"]
    assert "https://example.org/talks/salt/" in made["talks/salt.ics"]


@pytest.mark.parametrize(
    ("chosen", "first", "second"), [("course", "course", "term"), ("term", "term", "course")]
)
def test_courses_are_listed_by_course_and_by_term(
    outputs: Outputs, chosen: str, first: str, second: str
) -> None:
    settings = f"{SITE}[teaching]\ngroup_by = '{chosen}'\n"
    page = outputs({"site.toml": settings, "content/cv.toml": TEACHING})["teaching/index.html"]
    assert page.index(f'id="by-{first}"') < page.index(f'id="by-{second}"')
    assert f'value="by-{first}" checked' in page
    by_course = page.partition('id="by-course"')[2].partition('id="by-term"')[0]
    assert headings(f"<main>{by_course}") == ["Waves (OCE 1)", "Salt"]
    assert "<li>Fall 2024, Instructor, 120 students</li>" in by_course
    assert "<li>Fall 2023, Assistant, 1 student</li>" in by_course
    assert "2023–2024" in by_course


def test_courses_taught_once_are_listed_by_term_alone(outputs: Outputs) -> None:
    once = TEACHING.partition('[[teaching]]\ncourse = "Waves, an')[0]
    page = outputs({"site.toml": SITE, "content/cv.toml": once})["teaching/index.html"]
    assert headings(page) == ["Teaching", "2024", "Waves (OCE 1)"]
    assert "by-course" not in page


def test_a_course_with_a_text_has_a_page_with_its_other_terms(outputs: Outputs) -> None:
    made = outputs(
        {
            "site.toml": SITE,
            "content/cv.toml": TEACHING,
            "content/teaching/waves.md": (
                '+++\ncourse = "Waves"\ncode = "OCE 1"\ndate = "Fall 2025"\n+++\n\nSyllabus.\n'
            ),
        }
    )
    page = made["teaching/waves/index.html"]
    assert headings(page) == [
        *("Waves (OCE 1)", "Other terms", "Waves (OCE 1)", "Waves, an introduction (OCE 1)"),
    ]
    assert 'href="waves/"' in made["teaching/index.html"]


PEOPLE = """
[[people]]
name = "Corvo, Bela"
group = "Group"
role = "Engineer"
[[people]]
name = "A. Lune"
[[students]]
name = "Ida Voss"
date = "2023 – present"
[[students]]
name = "Noor Haddad"
date = "2016–2020"
thesis = "Salt fronts"
now = "Harbour Authority"
[[students]]
name = "Per Holm"
"""


def test_people_stand_in_groups_and_students_by_whether_they_are_still(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "content/people.toml": PEOPLE})
    page = made["people/index.html"]
    assert headings(page) == [
        *("People", "Group", "Bela Corvo", "Current students", "Ida Voss", "Per Holm"),
        *("Former students", "Noor Haddad"),
    ]
    assert "now Harbour Authority" in page
    assert "<em>Salt fronts</em>" in page
    assert '<a href="people/">People</a>' in made["index.html"]


def test_people_that_are_only_linked_make_no_page(outputs: Outputs) -> None:
    alone = '[[people]]\nname = "A. Lune"\nurl = "https://example.org/a"\n'
    assert "people/index.html" not in outputs({"site.toml": SITE, "content/p.toml": alone})
    without = f"{SITE}[build]\nskip = ['people']\n"
    assert "people/index.html" not in outputs({"site.toml": without, "content/p.toml": PEOPLE})


def test_a_project_shows_its_state_links_and_numbers(outputs: Outputs) -> None:
    made = outputs(
        {
            "site.toml": SITE,
            "content/projects/harbour.md": (
                '+++\ntitle = "Harbour"\nstatus = "finished"\ncode = "https://example.org/c"\n'
                'stars = 1234\nforks = 1\ncounted = "2026-05"\nrole = "Lead"\n+++\n\nWords.\n'
            ),
        }
    )
    for page in (made["projects/index.html"], made["projects/harbour/index.html"]):
        assert "1,234 stars, 1 fork (May 2026)" in page
        assert "Finished" in page
        assert 'aria-label="Code of Harbour"' in page


def test_lines_of_lists_link_by_name(outputs: Outputs) -> None:
    made = outputs(
        {
            "site.toml": SITE,
            "content/pages/gauge.md": '+++\ntitle = "Gauge"\n+++\n\nWords.\n',
            "content/news.toml": (
                '[[news]]\ndate = "2025-01-01"\ntext = "See [the *gauge*](page:gauge)."\n'
            ),
        }
    )
    assert 'See <a href="../gauge/">the <em>gauge</em></a>.' in made["news/index.html"]
