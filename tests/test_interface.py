"""No string that a visitor sees stands in a template or in the program: all are in catalogues."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import build_files
from html_pages import VOID
from interface_site import NAMES, interface_site
from quality.judged import THEMES

from sitegen.citations import CITATION_FORMATS
from sitegen.model.text import OutPath

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parents[1] / "themes"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
SAID = frozenset({"alt", "aria-label", "aria-description", "label", "placeholder", "title"})
"""Attributes that a visitor may hear or see; `content` of meta elements is asked by name."""
SAID_OF_A_PAGE = frozenset({"description", "og:title", "og:description", "og:image:alt"})
SILENT = frozenset({"script", "style", "pre", "code", "annotation", "math"})
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
REST_OF_TAG = re.compile(r'class="[\w ]*">')
"""What is left of a tag with an `else` when Jinja is taken away."""
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
CITATIONS = frozenset(f"_{name}" for name in CITATION_FORMATS)
"""Ids of what is written in the style of a journal."""
ADDRESS = re.compile(r"\S*[@/]\S*|\S+\.(?:\w{2,})\b")
WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass
class Said(HTMLParser):
    """The texts of a page: element, attribute or "", text. Those of citations are left out."""

    texts: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []
        self._brackets = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("id", "")
        is_silent = tag in SILENT or name in CITATIONS or name.startswith("ref-")
        is_silent = is_silent or values.get("class") == "citation"
        is_silent = is_silent or (bool(self._open) and self._open[-1][1])
        if tag not in VOID:
            self._open.append((tag, is_silent))
        self.texts += [(tag, name, values[name]) for name in SAID & set(values) if not is_silent]
        if values.get("name", values.get("property")) in SAID_OF_A_PAGE:
            self.texts.append((tag, "content", values["content"]))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            return
        text = "".join(char for char in data if self._is_outside(char)).strip()
        if text:
            self.texts.append((self._open[-1][0] if self._open else "", "", text))

    def _is_outside(self, char: str) -> bool:
        """Say whether a character stands outside brackets, which may hold several elements."""
        self._brackets += (char == "⟦") - (char == "⟧")
        return not self._brackets and char != "⟧"


def said(html: str) -> list[tuple[str, str, str]]:
    reader = Said()
    reader.feed(html)
    reader.close()
    return reader.texts


def hard_coded(text: str) -> list[str]:
    """Return the words in Latin letters that are neither in brackets nor names."""
    before = ""
    while before != text:
        before, text = text, BRACKETED.sub("", text)
    return [word for word in WORD.findall(ADDRESS.sub("", text)) if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_template_has_no_text_of_its_own(path: Path) -> None:
    bare = JINJA.sub("", path.read_text(encoding="utf-8"))
    found = said(re.sub(r"<(\w+)[^<>]*>", _with_texts, bare))
    shown = [text for *_, text in found if WORD.search(text) and not REST_OF_TAG.fullmatch(text)]
    assert shown == []


def _with_texts(tag: re.Match[str]) -> str:
    """Return a tag with those attributes alone that a visitor may hear or see."""
    kept = re.findall(rf'\s((?:{"|".join(sorted(SAID))})="[^"]*")', tag[0])
    return f"<{' '.join((tag[1], *kept))}>"


@lru_cache
def outputs(theme: str) -> Mapping[str, bytes]:
    built = build_files(interface_site(theme), future=True)
    assert built.value is not None, built.problems
    return {str(path): content for path, content in built.value.outputs.items()}


@pytest.mark.parametrize("theme", THEMES)
def test_what_pages_say_is_in_the_catalogue(theme: str) -> None:
    faults: dict[str, str] = {}
    for path, content in outputs(theme).items():
        if path.endswith(".html"):
            for tag, attribute, text in said(content.decode()):
                if found := hard_coded(text):
                    faults.setdefault(f"<{tag} {attribute}> {' '.join(found)}", f"{path}: {text}")
    assert not faults, "\n".join(f"{what} in {where}" for what, where in faults.items())


def test_the_search_and_the_feeds_say_nothing_else() -> None:
    made = outputs("scholar")
    index = json.loads(made["search.json"])
    assert [kind for kind in index["kinds"] if hard_coded(kind)] == []
    feeds = [content.decode() for path, content in made.items() if path.endswith("feed.xml")]
    titles = [title for feed in feeds for title in re.findall("<title>(.*?)</title>", feed)]
    assert len(titles) > 10
    assert [title for title in titles if hard_coded(title)] == []


def titled(language: str) -> str:
    return (
        f"@article{{{language}, title = {{Maris {language}}}, year = 2020, keywords = {{a}},\n"
        f"author = {{Lune, A.}}, abstract = {{Sea {language}.}}, langid = {{{language}}}}}\n"
    )


@pytest.mark.parametrize("theme", THEMES)
def test_titles_in_other_languages_say_so_wherever_they_stand(theme: str) -> None:
    site = f'title = "A"\nurl = "https://example.org/"\nlanguage = "en-GB"\ntheme = "{theme}"\n'
    bibliography = "".join(map(titled, ("hebrew", "latin", "american")))
    built = build_files({"site.toml": site, "publications.bib": bibliography})
    assert built.value is not None, built.problems
    outputs = built.value.outputs
    pages = {str(path): text.decode() for path, text in outputs.items() if path.endswith(".html")}
    for path in ("index.html", "publications/index.html", "publications/american/index.html"):
        assert re.search(r'<a [^>]*lang="he" dir="rtl"[^>]*>Maris hebrew<', pages[path]), path
        assert re.search(r'<a [^>]*lang="la"[^>]*>Maris latin<', pages[path]), path
    own = pages["publications/hebrew/index.html"]
    assert re.search(r'<h1[^>]* lang="he" dir="rtl">Maris hebrew<', own)
    assert '<p lang="he" dir="rtl">Sea hebrew.</p>' in own
    assert 'lang="en-US"' not in "".join(pages.values())


@pytest.mark.parametrize("theme", THEMES)
def test_an_arabic_site_turns_round_and_says_arabic_dates(theme: str) -> None:
    site = f'title = "A"\nurl = "https://example.org/"\nlanguage = "ar"\ntheme = "{theme}"\n'
    post = '+++\ntitle = "B"\ndate = 2024-05-01\n+++\n\nC\n'
    built = build_files({"site.toml": site, "content/posts/b.md": post})
    assert built.value is not None, built.problems
    page = built.value.outputs[OutPath("posts/index.html")].decode()
    assert re.search(r'<html lang="ar" dir="rtl"', page)
    assert re.search(r'<time [^>]*datetime="2024-05-01"[^>]*>1 مايو 2024<', page)
