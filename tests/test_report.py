"""The report: what is wrong and where, safe to show in a terminal and in a page."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.problems import Problem, SitePath, Span, warning
from sitegen.report import (
    SHOWN_CHARACTERS,
    count_line,
    html_report,
    json_report,
    terminal_report,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = SitePath("site.toml")
BIB = SitePath("publications.bib")


def no_source(_: SitePath) -> None:
    return None


def source_of(text: str) -> Callable[[SitePath], str | None]:
    return lambda _: text


def report_line(line: str, column: int, width: int = 1) -> list[str]:
    """Return the shown line and the line of carets for a source of one line."""
    problem = Problem("a-code", "wrong", Span(SITE, 1, column, width))
    return terminal_report([problem], source_of(line), color=False, summary=False).split("\n")[1:-1]


UNKNOWN = Problem("unknown-key", "unknown key `them`", Span(SITE, 5, 1, 4), "did you mean `theme`?")
SITE_TEXT = 'title = "A"\nurl = "https://a.org"\n\n[x]\nthem = "plain"\n'


def test_a_problem_shows_its_place_its_line_and_its_hint() -> None:
    assert terminal_report([UNKNOWN], source_of(SITE_TEXT), color=False) == (
        "site.toml:5:1: error: unknown key `them` [unknown-key]\n"
        '  5 | them = "plain"\n'
        "    | ^^^^\n"
        "  hint: did you mean `theme`?\n"
        "1 error in 1 file\n"
    )


def test_related_places_follow() -> None:
    problem = Problem(
        "toml-duplicate-key",
        "the key `url` is set twice",
        Span(SITE, 12, 3, 3),
        "delete one of the two",
        related=((Span(SITE, 2, 1), "first defined here"), (Span(BIB, 9, 4), "used here")),
    )
    text = "\n" * 11 + "  url = 1"
    assert terminal_report([problem], source_of(text), color=False, summary=False) == (
        "site.toml:12:3: error: the key `url` is set twice [toml-duplicate-key]\n"
        "  12 |   url = 1\n"
        "     |   ^^^\n"
        "  hint: delete one of the two\n"
        "  site.toml:2:1: first defined here\n"
        "  publications.bib:9:4: used here\n"
    )


def test_problems_keep_their_order_and_are_counted_last() -> None:
    problems = [UNKNOWN, warning("bib-syntax", "no comma", Span(BIB, 1, 1))]
    texts = {SITE: SITE_TEXT, BIB: "@book{a b}"}
    assert terminal_report(problems, texts.get, color=False).splitlines()[4:] == [
        "publications.bib:1:1: warning: no comma [bib-syntax]",
        "  1 | @book{a b}",
        "    | ^",
        "1 error, 1 warning in 2 files",
    ]


def test_no_problem_gives_no_report() -> None:
    assert terminal_report([], no_source, color=True) == ""
    assert json_report([]) == ""
    assert html_report([], no_source) == ""
    assert count_line([]) == ""


@pytest.mark.parametrize(
    ("severities", "paths", "expected"),
    [
        ("e", "a", "1 error in 1 file"),
        ("w", "a", "1 warning in 1 file"),
        ("ee", "aa", "2 errors in 1 file"),
        ("weew", "aabb", "2 errors, 2 warnings in 2 files"),
        ("eeew", "abab", "3 errors, 1 warning in 2 files"),
    ],
)
def test_the_count_has_the_right_number(severities: str, paths: str, expected: str) -> None:
    problems = [
        Problem("c", "m", Span(SitePath(path)), severity="error" if kind == "e" else "warning")
        for kind, path in zip(severities, paths, strict=True)
    ]
    assert count_line(problems) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [(None, 1), ("", 1), ("a\n", 2), ("a\n   \n", 2), ("a", 2), ("a", 0)],
    ids=["no text", "empty file", "empty line", "blank line", "past the end", "line 0"],
)
def test_where_there_is_nothing_to_show_there_is_no_snippet(text: str | None, line: int) -> None:
    problem = Problem("a-code", "wrong", Span(SITE, line, 1))
    assert terminal_report([problem], lambda _: text, color=False, summary=False) == (
        f"site.toml:{line}:1: error: wrong [a-code]\n"
    )


def test_the_site_root_has_a_name() -> None:
    problem = Problem("a-code", "wrong", Span(SitePath("")))
    assert terminal_report([problem], no_source, color=False).startswith(".:1:1: error")


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "carets"),
    [
        ("abc", 2, 1, "abc", " ^"),
        ("abc", 4, 1, "abc", "   ^"),
        ("abc", 90, 5, "abc", "   ^"),
        ("abc", 2, 50, "abc", " ^^"),
        ("abc", 1, 0, "abc", "^"),
        ("\tabc\td", 6, 1, " abc d", "     ^"),
        ("日本 x", 4, 1, "日本 x", "     ^"),
        ("日本 x", 1, 2, "日本 x", "^^^^"),
        ("e\u0301\u0302x", 4, 1, "e\u0301\u0302x", " ^"),
        ("e\u0301x", 1, 2, "e\u0301x", "^"),
        ("ae\u0301x", 3, 1, "ae\u0301x", "  ^"),
        ("a\u200bx", 3, 1, "a\u200bx", " ^"),
        ("Ａb", 2, 1, "Ａb", "  ^"),
        ("é x  ", 3, 1, "é x", "  ^"),
    ],
)
def test_carets_stand_below_what_is_meant(
    line: str, column: int, width: int, shown: str, carets: str
) -> None:
    assert report_line(line, column, width) == [f"  1 | {shown}", f"    | {carets}"]


def test_a_line_of_100_characters_is_shown_whole() -> None:
    line = "x" * 100
    assert report_line(line, 100) == [f"  1 | {line}", f"    | {' ' * 99}^"]


def test_a_long_line_is_cut_on_the_right() -> None:
    line = "ab" + "x" * 99
    assert report_line(line, 2) == [f"  1 | ab{'x' * 97}…", "    |  ^"]


def test_a_long_line_is_cut_on_both_sides() -> None:
    line = "a" * 200 + "B" + "c" * 200
    shown = f"…{'a' * 39}B{'c' * 58}…"
    assert report_line(line, 201) == [f"  1 | {shown}", f"    | {' ' * 40}^"]
    assert len(shown) == SHOWN_CHARACTERS


def test_a_long_line_is_cut_on_the_left() -> None:
    line = "a" * 200 + "B"
    assert report_line(line, 201) == [f"  1 | …{'a' * 98}B", f"    | {' ' * 99}^"]


def test_carets_end_where_a_long_line_is_cut() -> None:
    line = "a" * 300
    assert report_line(line, 1, 300)[1] == f"    | {'^' * 100}"


ESCAPE = "\x1b[31m\x9b2J\x07\x7f\u202e\u2028\ud800"


def test_a_file_cannot_write_terminal_codes() -> None:
    problem = Problem(
        "a-code",
        f"wrong {ESCAPE}",
        Span(SitePath(f"a{ESCAPE}.md"), 1, 1),
        f"write {ESCAPE}",
        related=((Span(SitePath(f"b{ESCAPE}.md")), f"here {ESCAPE}"),),
    )
    safe = "�[31m�2J�����"
    assert terminal_report([problem], source_of(f"x {ESCAPE}"), color=False, summary=False) == (
        f"a{safe}.md:1:1: error: wrong {safe} [a-code]\n"
        f"  1 | x {safe}\n"
        "    | ^\n"
        f"  hint: write {safe}\n"
        f"  b{safe}.md:1:1: here {safe}\n"
    )


def test_colours_come_only_when_asked_for() -> None:
    problems = [UNKNOWN, warning("a-code", "odd", Span(BIB, 2, 3), "look")]
    plain = terminal_report(problems, source_of(SITE_TEXT), color=False)
    colored = terminal_report(problems, source_of(SITE_TEXT), color=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert colored.splitlines() == [
        "\x1b[1msite.toml:5:1:\x1b[0m \x1b[1;31merror:\x1b[0m unknown key `them` [unknown-key]",
        '  5 | them = "plain"',
        "    | \x1b[1;31m^^^^\x1b[0m",
        "  \x1b[36mhint:\x1b[0m did you mean `theme`?",
        "\x1b[1mpublications.bib:2:3:\x1b[0m \x1b[1;33mwarning:\x1b[0m odd [a-code]",
        '  2 | url = "https://a.org"',
        "    |   \x1b[1;33m^\x1b[0m",
        "  \x1b[36mhint:\x1b[0m look",
        "1 error, 1 warning in 2 files",
    ]


def test_a_source_is_read_once() -> None:
    calls: list[SitePath] = []

    def sources(path: SitePath) -> str:
        calls.append(path)
        return SITE_TEXT

    terminal_report([UNKNOWN] * 3, sources, color=False)
    assert calls == [SITE]


# --- JSON


def test_json_is_one_object_a_line() -> None:
    twice = Problem("b-code", "é 日", Span(BIB, 2, 3), related=((Span(SITE, 1, 2), "here"),))
    lines = json_report([UNKNOWN, twice]).splitlines()
    assert lines[1] == (
        '{"path": "publications.bib", "line": 2, "column": 3, "width": 1, "severity": "error",'
        ' "code": "b-code", "message": "é 日", "hint": null, "related": [{"path": "site.toml",'
        ' "line": 1, "column": 2, "message": "here"}]}'
    )
    assert json.loads(lines[0]) == {
        "path": "site.toml",
        "line": 5,
        "column": 1,
        "width": 4,
        "severity": "error",
        "code": "unknown-key",
        "message": "unknown key `them`",
        "hint": "did you mean `theme`?",
        "related": [],
    }


def test_json_keeps_every_character_and_breaks_no_line() -> None:
    text = f"a{ESCAPE}\n\x85é"
    (line,) = json_report([Problem("c", text, Span(SITE))]).splitlines()
    assert json.loads(line)["message"] == text
    assert line.encode()
    assert not any(category(char) == "Cc" for char in line)


# --- HTML


def test_html_shows_the_same_with_the_place_marked() -> None:
    problem = Problem("c", "no & here", Span(SITE, 2, 1, 3), "a < b", ((Span(BIB, 1, 1), "or"),))
    assert html_report([problem], source_of(SITE_TEXT)) == (
        '<section class="sitegen-problems">\n'
        "<h2>1 error in 1 file</h2>\n"
        "<ol>\n"
        '<li class="error">\n'
        "<p><code>site.toml:2:1</code> <strong>error</strong> no &amp; here <code>c</code></p>\n"
        "<pre><span>2 | </span><mark>url</mark> = &quot;https://a.org&quot;</pre>\n"
        "<p>hint: a &lt; b</p>\n"
        "<p><code>publications.bib:1:1</code> or</p>\n"
        "</li>\n"
        "</ol>\n"
        "</section>\n"
    )


EVIL = "<script>alert('x')</script>\"&amp;"


def test_html_lets_no_markup_through() -> None:
    problem = Problem(
        EVIL, EVIL, Span(SitePath(EVIL), 1, 3, 5), EVIL, ((Span(SitePath(EVIL)), EVIL),)
    )
    made = html_report([problem], source_of(EVIL))
    assert "<script" not in made
    assert made.count(html.escape(EVIL)) == 6
    assert html.unescape(re.sub("<[^>]*>", "", made)).count(EVIL) == 7


ANY_TEXT = st.text(max_size=150) | st.text(
    st.sampled_from("ab\t\x1b\x9b日e\u0301…<&\n"), max_size=250
)
SPANS = st.builds(
    Span,
    ANY_TEXT.map(SitePath),
    st.integers(0, 4),
    st.integers(0, 260),
    st.integers(0, 260),
)
PROBLEMS = st.builds(
    Problem,
    st.just("a-code"),
    ANY_TEXT,
    SPANS,
    st.none() | ANY_TEXT,
    st.lists(st.tuples(SPANS, ANY_TEXT), max_size=2).map(tuple),
    st.sampled_from(["error", "warning"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PROBLEMS, max_size=3), ANY_TEXT)
def test_any_problem_in_any_file_has_a_safe_report(problems: list[Problem], text: str) -> None:
    made = terminal_report(problems, source_of(text), color=False)
    assert not any(category(char) in ("Cc", "Cs") for char in made.replace("\n", ""))
    for line in made.splitlines():
        if re.match(r" +\d+ \| ", line):
            assert len(line.split(" | ", 1)[1]) <= SHOWN_CHARACTERS
    assert len(json_report(problems).splitlines()) == len(problems)
    fragment = html_report(problems, source_of(text))
    tags = set(re.findall(r"</?(\w*)", fragment))
    assert tags <= {"section", "h2", "ol", "li", "p", "code", "strong", "pre", "span", "mark"}


def test_the_report_does_not_load_the_command_line() -> None:
    code = "import sys, sitegen.report; print('click' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert printed.stdout.strip() == b"False"
