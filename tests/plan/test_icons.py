"""The mark of the site: every page names it, and the files are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import SMALLEST, build_files
from html_pages import broken_links
from images.pictures import SECRET, jpeg, opened

if TYPE_CHECKING:
    from sitegen.problems import Problem

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


def built(
    settings: str = "", **assets: bytes
) -> tuple[dict[str, bytes], list[str], tuple[Problem, ...]]:
    files = {f"content/assets/{name.replace('_', '.')}": one for name, one in assets.items()}
    made = build_files({**SMALLEST, "site.toml": f"{SMALLEST['site.toml']}{settings}\n", **files})
    assert made.value is not None, made.problems
    outputs = {str(path): content for path, content in made.value.outputs.items()}
    assert list(broken_links(outputs, "https://example.org/")) == []
    page = outputs["publications/index.html"].decode()
    links = re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="\.\./([^"]*)"', page)
    return outputs, links, made.problems


def test_a_site_without_an_icon_shows_the_initials_of_its_owner() -> None:
    outputs, links, problems = built()
    assert links == ["favicon.ico", "favicon.svg", "apple-touch-icon.png"]
    assert b">AE<" in outputs["favicon.svg"]
    assert b"data:" not in outputs["index.html"]
    assert problems == ()


def test_the_accent_of_the_theme_colours_them() -> None:
    assert b"#056248" in built()[0]["favicon.svg"]
    other = built('[theme_options]\naccent = "#8c1f2f"')[0]
    assert built()[0]["favicon.ico"] != other["favicon.ico"]


def test_an_image_becomes_all_forms_and_says_nothing_of_its_place() -> None:
    outputs, links, problems = built('icon = "assets/me.jpg"', me_jpg=jpeg())
    assert links == ["favicon.ico", "icon.png", "apple-touch-icon.png"]
    assert opened(outputs["favicon.ico"]).size == (32, 32)
    assert not any(SECRET in content for content in outputs.values())
    assert not any(path.startswith("images/") for path in outputs)
    assert problems == ()


def test_a_drawing_is_taken_as_it_is() -> None:
    outputs, links, _ = built('icon = "assets/me.svg"', me_svg=SVG)
    assert links == ["favicon.svg"]
    assert outputs["favicon.svg"] == SVG


@pytest.mark.parametrize("name", ["me.png", "me.pdf"])
def test_a_file_that_is_no_image_is_named_and_leaves_the_initials(name: str) -> None:
    outputs, _, problems = built(f'icon = "assets/{name}"', **{name.replace(".", "_"): b"?"})
    assert [(one.code, one.span.path, one.span.line) for one in problems] == [
        ("unreadable-image", "site.toml", 3)
    ]
    assert outputs["favicon.ico"] == built()[0]["favicon.ico"]


def test_a_site_may_do_without() -> None:
    outputs, links, _ = built('[build]\nskip = ["icons"]')
    assert links == []
    assert not {"favicon.ico", "favicon.svg", "apple-touch-icon.png"} & set(outputs)
