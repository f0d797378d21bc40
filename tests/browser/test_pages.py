"""The example site in a real browser, from a server under a base path and from the disk."""

from __future__ import annotations

import functools
import http.server
import threading
from typing import TYPE_CHECKING

import pytest
from conftest import build_files

from sitegen.files import DiskTree, SiteTree, builtin_themes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Files
    from playwright.sync_api import Browser, Page

    from sitegen.files import FileTree

SAMPLE = (
    "",
    "publications/",
    "publications/turing1936computable/",
    "cv/",
    "projects/ace/",
    "posts/a-first-machine/",
    "talks/",
    "404.html",
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The example site below `repo/`."""
    tree = SiteTree(DiskTree(pytestconfig.rootpath), DiskTree(builtin_themes()))
    root = tmp_path_factory.mktemp("web")
    write(tree, root / "repo", base_url="https://example.org/repo/", future=True)
    return root


def write(files: Files | FileTree, folder: Path, **options: object) -> None:
    built = build_files(files, **options)
    assert built.value is not None, built.problems
    for path, content in built.value.outputs.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/repo/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def width_of_content(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@pytest.mark.parametrize("path", SAMPLE)
def test_a_page_is_whole_at_every_width(page: Page, address: str, path: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(address + path)
    assert answer is not None
    assert answer.ok
    for width in (320, 390, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of_content(page) <= width
    assert said == []
    assert all(url.startswith(address) for url in asked)


def test_the_name_is_read_in_both_schemes(page: Page, address: str) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address)
        paper, ink = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor,"
            " getComputedStyle(document.querySelector('h1')).color]"
        )
        assert paper != ink
        colours.add((paper, ink))
    assert len(colours) == 2


def test_the_toggle_changes_the_scheme_and_is_remembered(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.click("[data-toggle-scheme]")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.goto(address + "cv/")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


def test_the_filter_narrows_the_list(page: Page, address: str) -> None:
    page.goto(address + "publications/")
    everything = page.locator(".pub:visible").count()
    page.keyboard.press("/")
    page.keyboard.type("morphogenesis")
    assert 0 < page.locator(".pub:visible").count() < everything
    page.locator("[data-filter] [name=q]").fill("")
    assert page.locator(".pub:visible").count() == everything


def test_works_are_numbered_for_every_reader(page: Page, tmp_path: Path) -> None:
    entry = "@misc{%s, author = {Lune, Ada}, title = {Work %s}, howpublished = {x}, year = 2024}\n"
    write(
        {
            "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"\n'
            '[publications]\nnumbering = "down"\n',
            "publications.bib": entry % (1, 1) + entry % (2, 2),
            "content/cv.toml": '[[awards]]\ntitle = "Prize"\ndate = 2020\n',
        },
        tmp_path,
    )
    page.goto(f"file://{tmp_path}/publications/index.html")
    assert "2. Work 1" in page.locator(".pub").first.aria_snapshot()
    assert "1. Work 2" in page.locator(".pub").nth(1).aria_snapshot()
    page.goto(f"file://{tmp_path}/cv/index.html")
    assert '"2."' in page.locator(".numbered > li").first.aria_snapshot()


def test_every_way_to_cite_can_be_chosen_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}publications/turing1936computable/")
    for name, begin in (
        ("BibTeX", "@article{turing1936computable"),
        ("APA", "Turing, A. M. (1936)."),
        ("IEEE", "A. M. Turing, “On"),
        ("Chicago", "Turing, A. M. 1936."),
        ("MLA", "Turing, A. M. “On"),
        ("RIS", "TY  - JOUR"),
    ):
        page.get_by_label(name, exact=True).check(force=True)
        shown = page.locator(".cite > div:visible")
        assert shown.count() == 1
        assert shown.inner_text().startswith(begin)
    context.close()


def test_the_site_is_complete_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "publications/")
    assert page.locator(".pub:visible").count() >= 15
    page.locator("summary", has_text="BibTeX").first.click()
    assert page.locator("details[open] pre:visible").count() == 1
    context.close()


def test_the_folder_works_from_the_disk(page: Page, folder: Path) -> None:
    page.goto((folder / "repo/index.html").as_uri())
    page.click("nav >> text=Publications")
    page.wait_for_url("**/publications/index.html")
    page.click("h3 >> text=On Computable Numbers >> nth=0")
    page.wait_for_load_state()
    assert "citation_title" in page.content()
    page.click("text=Alan Turing >> nth=0")
    page.wait_for_url("**/repo/index.html")


def test_the_page_for_what_was_not_found_works_at_any_depth(
    page: Page, address: str, folder: Path
) -> None:
    deep = folder / "repo/no/such"
    deep.mkdir(parents=True)
    (deep / "page.html").write_bytes((folder / "repo/404.html").read_bytes())
    page.goto(address + "no/such/page.html")
    assert page.evaluate("document.fonts.size") > 0
    page.click("nav >> text=Publications")
    page.wait_for_url("**/repo/publications/")
