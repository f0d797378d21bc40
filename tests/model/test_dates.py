from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.dates import MONTHS, DateRange, PartialDate, parse_date, parse_range


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1951-05-15", "1951-05-15"),
        ("1951-5-5", "1951-05-05"),
        ("1951-05", "1951-05"),
        ("1951", "1951"),
        ("15 May 1951", "1951-05-15"),
        ("May 15, 1951", "1951-05-15"),
        ("Sept. 2020", "2020-09"),
        ("sep 2020", "2020-09"),
        ("September 2020", "2020-09"),
    ],
)
def test_a_date_is_read_in_each_usual_form(text: str, iso: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-13", "2024-02-30", "31 April 2020", "Foo 2020", "20-05-01", "Mai 3"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end", "is_ongoing"),
    [
        ("1936–1938", "1936", "1938", False),
        ("1936-1938", "1936", "1938", False),
        ("1936 - 1938", "1936", "1938", False),
        ("2017-03 – 2018-02", "2017-03", "2018-02", False),
        ("2017-03-01/2017-03-04", "2017-03-01", "2017-03-04", False),
        ("May 2019 to June 2019", "2019-05", "2019-06", False),
        ("2017-03 – present", "2017-03", None, True),
        ("since 2017", "2017", None, True),
        ("2019–", "2019", None, True),
        ("Fall 2019 – Spring 2020", "2019", "2020", False),
        ("Fall 2019", "2019", None, False),
    ],
)
def test_a_range_is_read_in_each_usual_form(
    text: str, start: str, end: str | None, *, is_ongoing: bool
) -> None:
    found = parse_range(text)
    assert found is not None
    assert found.start is not None
    assert found.start.iso == start
    assert (found.end.iso if found.end else None) == end
    assert found.is_ongoing == is_ongoing


@pytest.mark.parametrize("text", ["1938–1936", "1936–soon", "a–b", "1936–1937–1938", "present"])
def test_what_is_no_range_is_refused(text: str) -> None:
    assert parse_range(text) is None


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_is_read_back_from_each_form(day: dt.date) -> None:
    wanted = PartialDate(day.year, day.month, day.day)
    name = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{name[:3]} {day.day}, {day.year}",
    ):
        assert parse_date(text) == wanted
    assert wanted.first_day == day


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    parse_date(text)
    parse_range(text)


def test_terms_sort_within_their_year() -> None:
    dates = [parse_date(text) for text in ("Fall 2019", "Spring 2019", "Summer 2019", "2019-12")]
    ordered = sorted((date for date in dates if date), key=lambda date: date.sort_key)
    assert [date.term for date in ordered] == ["Spring", "Summer", "Fall", None]


def test_what_goes_on_sorts_after_what_ended() -> None:
    ended = DateRange(PartialDate(2025), PartialDate(2026))
    ongoing = DateRange(PartialDate(2010), is_ongoing=True)
    assert sorted([ongoing, ended], key=lambda when: when.sort_key) == [ended, ongoing]
