"""What the browser sets names, titles and formulas in, and which files it asks for."""

from __future__ import annotations

import functools
import http.server
import threading
from typing import TYPE_CHECKING

import pytest
from conftest import build_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, CDPSession, Page

WORDS = ("Łukasiewicz", "Poincaré", "Σ-algebras", "Žižek", "Колмогоров", "Nguyễn", "Παπαδοπούλου")
FORMULA = r"The sum $\sqrt{\frac{a}{b}} + \mathbb{R}$"


def site(theme: str, title: str) -> dict[str, str | bytes]:
    return {
        "site.toml": (f'title = "Ada Example"\nurl = "https://example.org/"\ntheme = "{theme}"\n'),
        "publications.bib": (
            f"@article{{tides, author = {{Example, Ada}}, title = {{{title}}}, "
            "journal = {Journal of Water}, year = {2024}}\n"
        ),
    }


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page whose addresses begin in `tmp_path`."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        opened = browser.new_page(base_url=f"http://127.0.0.1:{server.server_port}")
        yield opened
        opened.close()
        server.shutdown()
        thread.join()


def show(page: Page, folder: Path, files: dict[str, str | bytes], path: str) -> list[str]:
    """Open a page of a site; return the names of the font files that it asks for."""
    built = build_files(files).value
    assert built is not None
    for name, content in built.outputs.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => 1)")
    return [url.rpartition("/")[2] for url in asked if url.endswith(".woff2")]


def families(page: Page, selector: str) -> set[str]:
    """Return the families that the glyphs of an element come from, as the browser says it."""
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert all(font["isCustomFont"] for font in fonts), fonts
    return {font["familyName"] for font in fonts}


@pytest.mark.parametrize(
    ("theme", "family"), [("scholar", "Scholar Serif"), ("folio", "Folio Sans")]
)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_set_in_one_family(
    page: Page, tmp_path: Path, theme: str, family: str, word: str
) -> None:
    show(page, tmp_path, site(theme, word), "/publications/tides/")
    assert families(page, "h1") == {family}


def test_every_face_has_the_letters(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, site("scholar", " ".join(WORDS)), "/publications/tides/")
    for style, family in (
        ("italic 400 20px var(--serif)", "Scholar Serif"),
        ("600 20px var(--serif)", "Scholar Serif"),
        ("400 16px var(--sans)", "Scholar Sans"),
        ("700 16px var(--sans)", "Scholar Sans"),
    ):
        page.evaluate("style => { document.querySelector('h1').style.font = style }", style)
        page.evaluate("document.fonts.ready.then(() => 1)")
        assert families(page, "h1") == {family}


def test_an_english_page_loads_latin_files_only(page: Page, tmp_path: Path) -> None:
    asked = show(page, tmp_path, site("scholar", "Tides of a Small Sea"), "/publications/tides/")
    assert set(asked) <= {"scholar-serif.woff2", "scholar-serif-italic.woff2", "scholar-sans.woff2"}
    assert "scholar-serif.woff2" in asked
    assert len(asked) == len(set(asked))


def test_only_a_page_with_a_formula_loads_the_font_of_formulas(page: Page, tmp_path: Path) -> None:
    files = site("scholar", FORMULA)
    assert "formulas.woff2" in show(page, tmp_path, files, "/publications/tides/")
    assert families(page, "h1 math") == {"Formulas"}
    assert "formulas.woff2" not in show(page, tmp_path, files, "/404.html")
