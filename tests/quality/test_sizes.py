"""How much a reader's telephone must fetch, with a server that compresses."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from quality.judged import SITES, THEMES, outputs

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")
HOME_BYTES = 150_000
HOME_BYTES_WITHOUT_FONTS = 30_000
LIST_BYTES = 60_000
SCRIPT_BYTES = {"site": 10_000, "embed": 1_000}
"""Of the script of every page, and of that of pages with a film from elsewhere."""
PLAIN_STYLE_BYTES = 3_000

_TAG = re.compile(r"<(link|script|img|source)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_LAZY = "lazy"

each_theme = pytest.mark.parametrize("theme", THEMES)


def on_the_wire(made: Mapping[str, bytes], path: str) -> int:
    content = made[path]
    return len(gzip.compress(content, 9) if path.endswith(COMPRESSED) else content)


def fetched(made: Mapping[str, bytes], page: str) -> set[str]:
    """Return what a page brings along; which fonts, only a browser can say."""
    found = {page}
    for tag, text in _TAG.findall(made[page].decode()):
        attributes = dict(_ATTRIBUTE.findall(text))
        rel = attributes.get("rel", "")
        if tag == "link" and not {"stylesheet", "preload", "icon"} & set(rel.split()):
            continue
        if attributes.get("loading") == _LAZY:
            continue
        address = attributes.get("href") or attributes.get("src") or ""
        if address and not urlsplit(address).scheme:
            found.add(urljoin("/" + page, address).removeprefix("/"))
    return found


@each_theme
@pytest.mark.parametrize("site", SITES)
def test_the_home_page_is_light(theme: str, site: str) -> None:
    made = outputs(site, theme)
    sizes = {path: on_the_wire(made, path) for path in fetched(made, "index.html")}
    text = {path: size for path, size in sizes.items() if path.endswith(COMPRESSED[:3])}
    assert sum(text.values()) <= HOME_BYTES_WITHOUT_FONTS, text


@each_theme
def test_three_hundred_papers_are_light(theme: str) -> None:
    made = outputs("stress", theme)
    assert on_the_wire(made, "publications/index.html") <= LIST_BYTES


@each_theme
def test_the_scripts_are_light(theme: str) -> None:
    made = outputs("stress", theme)
    scripts = {path: len(content) for path, content in made.items() if path.endswith(".js")}
    for path, size in scripts.items():
        assert size <= SCRIPT_BYTES[path.removeprefix("static/").partition(".")[0]], path


def test_plain_is_plain() -> None:
    """But for the page of charts and for highlighted code, whose styles other pages do not load."""
    made = outputs("stress", "plain")
    loaded = {path for path in fetched(made, "publications/index.html") if path.endswith(".css")}
    own = {path: len(made[path]) for path in loaded if "/plain." in path}
    assert len(own) == 1
    assert sum(own.values()) < PLAIN_STYLE_BYTES, own
    assert not {path for path in loaded if re.search("/(code|charts)[.]", path)}
