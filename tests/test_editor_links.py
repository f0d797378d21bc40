from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from sitegen.editor_links import EDITORS, editor_link, place_links, shows_links
from sitegen.problems import Problem, SitePath, Span
from sitegen.report import html_report, terminal_report

FILE = PurePosixPath("/home/ada/my site/a&b.md")


@pytest.mark.parametrize("name", EDITORS)
def test_every_known_editor_gets_the_file_and_its_line(name: str) -> None:
    link = editor_link(name, FILE, 3, 7)
    assert link is not None
    assert "/home/ada/my%20site/a%26b.md" in link
    assert "3" in link


def test_an_address_of_ones_own_is_filled_in() -> None:
    link = editor_link("My-Editor://open?f={path}&l={line}&c={column}", FILE, 3, 7)
    assert link == "My-Editor://open?f=/home/ada/my%20site/a%26b.md&l=3&c=7"
    windows = PureWindowsPath("C:\\Ada\\site.toml")
    assert editor_link("vscode", windows, 1, 2) == "vscode://file/C%3A/Ada/site.toml:1:2"


@pytest.mark.parametrize(
    "editor",
    ["", "vim", "emacs -nw", "javascript:alert({path})", "JavaScript:{path}", "data:{path}",
     "{path}", "a b:{path}", "x:\n{path}"],
)  # fmt: skip
def test_what_is_no_address_makes_no_link(editor: str) -> None:
    assert editor_link(editor, FILE, 1, 1) is None


def test_a_place_in_a_built_in_theme_is_found() -> None:
    link = place_links("x:{path}", Path("/site"), Path("/themes"))
    assert link(Span(SitePath("@themes/scholar/theme.toml"))) == "x:/themes/scholar/theme.toml"
    assert link(Span(SitePath("site.toml"))) == "x:/site/site.toml"
    assert link(Span(SitePath(""))) is None


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "4205"}, False),
        ({"VTE_VERSION": "x"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"FORCE_HYPERLINK": "0", "TERM": "xterm-kitty"}, False),
    ],
)
def test_a_terminal_that_shows_links_is_known(environment: dict[str, str], *, shown: bool) -> None:
    assert shows_links(environment) is shown


PROBLEM = Problem("a-code", "wrong", Span(SitePath("a.md"), 2, 3), "mend it",
                  ((Span(SitePath("b.md")), "first here"),))  # fmt: skip


def link_to(span: Span) -> str:
    return f'x:"{span.path}"\x1b'


def test_places_in_a_terminal_become_links() -> None:
    text = terminal_report([PROBLEM], lambda _: None, color=False, links=link_to)
    assert text.startswith('\x1b]8;;x:"a.md"\ufffd\x1b\\a.md:2:3\x1b]8;;\x1b\\: error: wrong')
    assert "a.md\x1b" not in terminal_report([PROBLEM], lambda _: None, color=False)


def test_places_in_a_page_become_links_and_are_escaped() -> None:
    text = html_report([PROBLEM], lambda _: None, links=link_to)
    assert '<a href="x:&quot;a.md&quot;' in text
    assert "<code>a.md:2:3</code></a>" in text
    assert text.count("<a ") == 2
    assert "<a " not in html_report([PROBLEM], lambda _: None)
