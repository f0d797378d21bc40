"""Input that is wrong in odd ways ends with a problem at its place, or is taken as it is."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import TODAY, build_files, tree
from images.pictures import encoded, photo

from sitegen.app import build_day
from sitegen.letters import make_letters
from sitegen.model.text import OutPath
from sitegen.problems import SitePath

SITE = {"site.toml": 'title = "Ada Lune"\nurl = "https://example.org/"\n'}
HEAD = 'date = 2024-05-01\nrecipient = "Dr. Kelp"\nopening = "Dear Dr. Kelp,"\n'
LETTER = "content/letters/a.md"
SIGNATURE = "content/letters/signature"
PNG = encoded(photo(40), "PNG")


def faults(text: str, head: str = HEAD, **more: str | bytes) -> list[tuple[str, str, int]]:
    """Return code, file and line of what is said of a letter."""
    files = {**SITE, LETTER: f"+++\n{head}+++\n\n{text}\n", **more}
    found = make_letters(tree(files), TODAY).all_problems
    return [(one.code, one.span.path, one.span.line) for one in found]


def test_the_letter_of_this_test_can_be_made() -> None:
    assert faults("I like tides.") == []


@pytest.mark.parametrize("text", ["I like {{ company and", "company }} is mine", "So {{", "}} so"])
def test_a_variable_that_is_not_closed_is_left_to_fill_in(text: str) -> None:
    assert faults(text) == [("letter-placeholder", LETTER, 7)]


def test_braces_of_a_formula_are_no_variable() -> None:
    assert faults("So $a_{{b}_c}$ holds.") == []


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("svg", b"<svg"),
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><a></svg>'),
        ("png", PNG[:60]),
        ("png", PNG[:40] + b"garbage" * 10),
    ],
)
def test_a_signature_that_is_damaged_is_named(ending: str, content: bytes) -> None:
    path = f"{SIGNATURE}.{ending}"
    head = f'{HEAD}signature = "signature.{ending}"\n'
    assert faults("I like tides.", head, **{path: content}) == [("letter-signature", path, 1)]


def test_an_address_that_no_pdf_can_have_is_left_out_there() -> None:
    entry = f'[[awards]]\ntitle = "Prize"\ndate = 2020\nurl = "https://example.org/{"a" * 8000}"\n'
    built = build_files({**SITE, "content/cv.toml": entry})
    assert built.problems == ()
    assert built.value is not None
    assert OutPath("cv.pdf") in built.value.outputs


def test_a_table_in_place_of_a_list_is_said_without_its_value() -> None:
    built = build_files({**SITE, "private.toml": '[contacts]\nphone = "+41 44 000 11 22"\n'})
    assert [(one.code, one.hint) for one in built.problems] == [
        ("wrong-type", "write its name in [[ ]] in place of [ ], once for each")
    ]
    built = build_files(
        {**SITE, "private.toml": "[[contacts]]\nkind = 'phone'\nvalue = 41440001\n"}
    )
    assert [(one.span.path, one.hint) for one in built.problems] == [
        (SitePath("private.toml"), "put it in quotes")
    ]


@pytest.mark.parametrize("epoch", ["9" * 21, "²", "-1", "1e9", "", "soon"])
def test_an_epoch_that_is_no_time_is_none(epoch: str) -> None:
    before = dt.datetime.now(dt.UTC).date()
    assert build_day({"SOURCE_DATE_EPOCH": epoch}) >= before


def test_the_day_of_the_build_is_that_of_the_epoch() -> None:
    assert build_day({"SOURCE_DATE_EPOCH": "0"}) == dt.date(1970, 1, 1)
    assert build_day({"SOURCE_DATE_EPOCH": "99999999999"}) == dt.date(5138, 11, 16)
