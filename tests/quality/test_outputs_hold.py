"""Every page of every theme, over the example and the stress site, as it is written."""

from __future__ import annotations

import json
import posixpath
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from quality.elements import read_elements
from quality.judged import BASES, SITES, THEMES, outputs, page_types
from stress_site import PAPERS, POSTS, stress_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quality.elements import Elements

each = pytest.mark.parametrize(
    ("theme", "site"), [(theme, site) for theme in THEMES for site in SITES]
)


def pages(made: Mapping[str, bytes]) -> dict[str, Elements]:
    return {path: read_elements(text) for path, text in made.items() if path.endswith(".html")}


def test_the_themes_are_found() -> None:
    assert "scholar" in THEMES


def test_the_stress_site_is_large() -> None:
    made = outputs("stress", THEMES[0])
    assert len(json.loads(made["publications.json"])) == PAPERS
    assert sum(path.startswith("content/posts/") for path in stress_site()) == POSTS


@each
def test_there_is_a_page_of_every_type(theme: str, site: str) -> None:
    types = page_types(site, theme)
    assert {"index.html", "404.html", "publications/index.html", "cv/index.html"} <= set(types)
    assert len(types) >= 14


@each
@pytest.mark.parametrize("base", BASES)
def test_every_link_and_fragment_leads_somewhere(theme: str, site: str, base: str) -> None:
    assert list(dead_links(outputs(site, theme, base), urlsplit(base).path)) == []


def dead_links(made: Mapping[str, bytes], root: str) -> Iterator[str]:
    read = pages(made)
    ids = {path: {*page.ids, "", "top"} for path, page in read.items()}
    known: dict[tuple[str, str], str] = {}
    for path, page in read.items():
        folder = posixpath.dirname(path)
        for address in page.addresses | page.candidates:
            key = (path if address.startswith("#") else folder, address)
            if key not in known:
                known[key] = fault(root + path, address, root, made, ids)
            if known[key]:
                yield f"{path}: {address}: {known[key]}"


def fault(
    here: str, address: str, root: str, made: Mapping[str, bytes], ids: Mapping[str, set[str]]
) -> str:
    parts = urlsplit(urljoin(here, address))
    if parts.scheme or parts.netloc:
        return ""
    if not parts.path.startswith(root):
        return "leaves the site"
    file = unquote(parts.path).removeprefix(root)
    if not file or file.endswith("/"):
        file += "index.html"
    if file not in made:
        return "no such file"
    return "no such id" if file in ids and unquote(parts.fragment) not in ids[file] else ""


@each
def test_what_names_an_id_finds_it_once(theme: str, site: str) -> None:
    for path, page in pages(outputs(site, theme)).items():
        twice = {name for name in page.ids if page.ids.count(name) > 1} if repeats(page) else set()
        assert not twice, path
        assert page.referenced <= set(page.ids), path


def repeats(page: Elements) -> bool:
    return len(page.ids) != len(set(page.ids))


@each
def test_no_heading_is_skipped(theme: str, site: str) -> None:
    for path, page in pages(outputs(site, theme)).items():
        assert page.headings.count(1) == 1, path
        assert page.headings[0] == 1, path
        steps = [after - before for before, after in pairwise(page.headings)]
        assert max(steps, default=0) <= 1, (path, page.headings)


@each
def test_structured_data_can_be_read(theme: str, site: str) -> None:
    kinds = set()
    for path, page in pages(outputs(site, theme)).items():
        for text in page.json_ld:
            data = json.loads(text)
            for one in data.get("@graph", [data]) if isinstance(data, dict) else data:
                assert one.get("@type"), path
                kinds.add(str(one["@type"]))
    assert "ScholarlyArticle" in kinds
