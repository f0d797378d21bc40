"""PDFs of the live preview in a real browser: the page around them, whoever draws them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from serve.running import Running, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

PATIENCE_MS = 60_000
PAPER = "content/assets/paper.pdf"
POST = '+++\ntitle = "Hello"\ndate = 2026-01-02\n+++\n[The paper](../assets/paper.pdf)\n'


def pdf(text: str) -> bytes:
    """Return the smallest PDF that viewers accept: one page with a line."""
    drawn = f"BT /F 24 Tf 20 100 Td ({text}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources 6 0 R>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Font<</F 5 0 R>>>>",
    ]
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + head + table + tail).encode()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = write_site(tmp_path / "site")
    (made / PAPER).parent.mkdir(parents=True)
    (made / PAPER).write_bytes(pdf("First"))
    (made / "content/posts/hello.md").write_text(POST, encoding="utf-8")
    return made


def frame(page: Page) -> Locator:
    """Return the frame of the newest PDF."""
    return page.locator("body.sitegen-pdf > iframe").first


def state(page: Page) -> str:
    found = re.search(r"\?raw=([^#]*)", frame(page).get_attribute("src") or "")
    assert found is not None
    return found[1]


def shows_another(page: Page, before: str) -> None:
    expect(frame(page)).not_to_have_attribute("src", re.compile(re.escape(before)))


def test_a_link_opens_a_pdf_that_is_shown_anew_when_it_changes(page: Page, root: Path) -> None:
    with Running(root) as serve:
        page.goto(f"{serve.address}posts/hello/")
        page.get_by_role("link", name="The paper").click()
        page.wait_for_url("**/assets/paper.pdf")
        expect(page).to_have_title("paper.pdf")
        page.evaluate("window.marked = true")
        for text in ("Second", "Third"):
            before = state(page)
            (root / PAPER).write_bytes(pdf(text))
            shows_another(page, before)
            fetched = page.evaluate("fetch(location.href).then((answer) => answer.text())")
            assert text in fetched
        assert page.evaluate("window.marked")


def test_only_a_pdf_with_other_bytes_is_shown_anew(page: Page, root: Path) -> None:
    with Running(root) as serve:
        page.goto(f"{serve.address}assets/paper.pdf")
        before = state(page)
        post = root / "content/posts/hello.md"
        post.write_text(POST + "More.\n", encoding="utf-8")
        serve.until("Rebuilt")
        (root / "site.toml").write_text("title = 1\n", encoding="utf-8")
        expect(page.locator("sitegen-problems aside")).to_contain_text("site.toml")
        assert state(page) == before
        page.keyboard.press("Escape")
        expect(page.locator("sitegen-problems")).to_have_count(0)


def test_the_page_that_the_reader_names_stays_open(page: Page, root: Path) -> None:
    with Running(root) as serve:
        page.goto(f"{serve.address}assets/paper.pdf#page=2")
        expect(frame(page)).to_have_attribute("src", re.compile("#page=2$"))
        expect(page.get_by_label("Open at page")).to_have_value("2")
        page.get_by_label("Open at page").fill("3")
        page.keyboard.press("Enter")
        expect(frame(page)).to_have_attribute("src", re.compile("#page=3$"))
        before = state(page)
        (root / PAPER).write_bytes(pdf("Second"))
        shows_another(page, before)
        expect(frame(page)).to_have_attribute("src", re.compile("#page=3$"))


def test_a_pdf_that_goes_and_comes_back_is_followed(page: Page, root: Path) -> None:
    (root / "content/posts/hello.md").unlink()
    with Running(root) as serve:
        page.goto(f"{serve.address}assets/paper.pdf")
        (root / PAPER).unlink()
        expect(page.locator("body.sitegen-pdf")).to_have_count(0)
        (root / PAPER).write_bytes(pdf("Second"))
        expect(page.locator("body.sitegen-pdf")).to_have_count(1)


def test_a_page_that_shows_a_pdf_is_loaded_again_for_it(page: Page, root: Path) -> None:
    layout = (
        "<!doctype html><html><head><title>x</title></head><body>"
        '<object data="/assets/paper.pdf" type="application/pdf"></object></body></html>'
    )
    theme = root / "themes/mine"
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.toml").write_text('name = "mine"\ncontract = 1\nparent = "scholar"\n', "utf-8")
    (theme / "templates/404.html").write_text(layout, "utf-8")
    config = (root / "site.toml").read_text("utf-8")
    (root / "site.toml").write_text(f'{config}theme = "mine"\n', "utf-8")
    with Running(root) as serve:
        page.goto(f"{serve.address}nothing")
        page.evaluate("window.marked = true")
        (root / PAPER).write_bytes(pdf("Second"))
        page.wait_for_function("!window.marked")


def test_a_link_that_downloads_gets_the_file(page: Page, root: Path) -> None:
    with Running(root) as serve:
        page.goto(serve.address)
        with page.expect_download() as saved:
            page.evaluate(
                "Object.assign(document.createElement('a'),"
                " {href: 'assets/paper.pdf', download: ''}).click()"
            )
        assert saved.value.path().read_bytes() == pdf("First")
