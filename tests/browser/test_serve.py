"""The live preview in a real browser: what a reader of the page sees after a save."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from serve.running import PAPER, Running, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

PATIENCE_MS = 60_000
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self';"
    " script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
LAYOUT = (
    f'<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy"'
    f' content="{POLICY}"><title>x</title><link rel="stylesheet" href="{{{{ asset("own.css") }}}}">'
    "<script>a = '</head>'</script></head><body><input id=box><main>WORDS</main></body></html>"
)
LISTENING = """
const Plain = WebSocket;
window.WebSocket = class extends Plain {
  constructor(address) {
    super(address);
    this.addEventListener("message", (event) => {
      console.log("told: " + JSON.parse(event.data).command);
    });
  }
};
"""
POST = '+++\ntitle = "{title}"\ndate = 2026-01-02\n+++\n{text}\n'


expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = write_site(tmp_path / "site")
    long = "\n\n".join(f"Paragraph {number}." for number in range(200))
    save(made / "content/posts/long.md", POST.format(title="Long", text=long))
    return made


def save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def mark(page: Page) -> None:
    """Leave something in a page that a reload would take away."""
    page.evaluate("window.marked = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.marked === true"))


def connected(page: Page, address: str) -> None:
    """Open a page and wait until it has been told that it is up to date."""
    page.add_init_script(LISTENING)
    with page.expect_console_message(lambda message: message.text == "told: update"):
        page.goto(address)


def wait_for_text(page: Page, text: str) -> None:
    expect(page.locator("body")).to_contain_text(text)


def test_a_save_is_seen_and_the_reader_stays_in_place(page: Page, root: Path) -> None:
    with Running(root) as serve:
        connected(page, f"{serve.address}posts/long/")
        page.evaluate("scrollTo(0, 3000)")
        for number in range(3):
            mark(page)
            text = "\n\n".join([f"Paragraph {n}." for n in range(200)] + [f"Save {number}."])
            save(root / "content/posts/long.md", POST.format(title="Long", text=text))
            wait_for_text(page, f"Save {number}.")
            assert not is_marked(page)
            page.wait_for_function("scrollY === 3000")


def test_a_page_that_did_not_change_is_not_loaded_again(
    page: Page, browser: Browser, root: Path
) -> None:
    with Running(root) as serve:
        other = browser.new_page()
        connected(page, f"{serve.address}posts/hello/")
        connected(other, f"{serve.address}posts/long/")
        mark(page)
        mark(other)
        save(root / "content/posts/hello.md", POST.format(title="Hello", text="Other words."))
        wait_for_text(page, "Other words.")
        assert is_marked(other)
        other.close()


def themed(root: Path, *, color: str) -> None:
    theme = root / "themes/mine"
    save(theme / "theme.toml", 'name = "mine"\ncontract = 1\nparent = "scholar"\n')
    save(theme / "static/own.css", f"main {{ color: {color}; }}\n")
    save(theme / "templates/home.html", LAYOUT.replace("WORDS", "Words"))
    config = 'title = "Ada Example"\nurl = "https://example.org/"\ntheme = "mine"\n'
    save(root / "site.toml", config)


def has_color(page: Page, color: str) -> None:
    expect(page.locator("main")).to_have_css("color", color)


def test_a_style_is_exchanged_and_the_page_stays(page: Page, root: Path) -> None:
    """The page has a strict policy and a false end of the head."""
    themed(root, color="rgb(1, 2, 3)")
    with Running(root) as serve:
        connected(page, serve.address)
        has_color(page, "rgb(1, 2, 3)")
        mark(page)
        page.fill("#box", "typed")
        for number in range(4, 8):
            save(root / "themes/mine/static/own.css", f"main {{ color: rgb({number}, 2, 3); }}\n")
            has_color(page, f"rgb({number}, 2, 3)")
        assert is_marked(page)
        assert page.input_value("#box") == "typed"
        expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
        save(root / "themes/mine/templates/home.html", LAYOUT.replace("WORDS", "Other words"))
        wait_for_text(page, "Other words")
        has_color(page, "rgb(7, 2, 3)")


def overlay(page: Page) -> str:
    return str(page.locator("sitegen-problems aside").inner_text())


def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(page: Page, root: Path) -> None:
    themed(root, color="rgb(1, 2, 3)")
    config = (root / "site.toml").read_text(encoding="utf-8")
    with Running(root, SITEGEN_EDITOR="vscode") as serve:
        connected(page, serve.address)
        mark(page)
        save(root / "site.toml", f'{config}"<img src=x onerror=alert(1)>" = 1\n')
        page.wait_for_selector("sitegen-problems aside")
        said = overlay(page)
        assert "site.toml:4:1" in said
        assert "<img src=x onerror=alert(1)>" in said
        assert page.locator("sitegen-problems img").count() == 0
        link = page.locator("sitegen-problems a").first.get_attribute("href")
        assert link == f"vscode://file{root.resolve().as_posix()}/site.toml:4:1"
        expect(page.locator("sitegen-problems aside")).to_have_css("position", "fixed")
        save(root / "site.toml", f"{config}them = 1\n")
        expect(page.locator("sitegen-problems aside")).to_contain_text("them")
        assert is_marked(page)
        save(root / "site.toml", config)
        page.wait_for_selector("sitegen-problems", state="detached")
        assert is_marked(page)


def test_a_page_that_is_opened_while_a_mistake_stands_has_the_report(
    page: Page, root: Path
) -> None:
    with Running(root) as serve:
        save(root / "site.toml", "title = 1\n")
        serve.until("Not built")
        page.goto(f"{serve.address}posts/hello/")
        page.wait_for_selector("sitegen-problems aside")
        wait_for_text(page, "Some text.")
        page.keyboard.press("Escape")
        page.wait_for_selector("sitegen-problems", state="detached")


def test_the_report_of_a_failed_first_build_becomes_the_site(page: Page, root: Path) -> None:
    config = (root / "site.toml").read_text(encoding="utf-8")
    save(root / "site.toml", "title = <b>\n")
    with Running(root) as serve:
        connected(page, f"{serve.address}posts/hello/")
        wait_for_text(page, "site.toml:1:9")
        save(root / "site.toml", f"{config}them = 1\n")
        wait_for_text(page, "unknown key")
        save(root / "site.toml", config)
        wait_for_text(page, "Some text.")


def test_a_save_between_loading_and_connecting_is_not_lost(page: Page, root: Path) -> None:
    with Running(root) as serve:

        def late(route: Route) -> None:
            save(root / "content/posts/hello.md", POST.format(title="Hello", text="Just saved."))
            serve.until("Rebuilt")
            route.continue_()

        page.route("**/_sitegen/client.js", late, times=1)
        page.goto(f"{serve.address}posts/hello/")
        wait_for_text(page, "Just saved.")


def test_a_page_that_goes_and_comes_back_is_followed(page: Page, root: Path) -> None:
    post = root / "content/posts/hello.md"
    text = post.read_text(encoding="utf-8")
    with Running(root) as serve:
        connected(page, f"{serve.address}posts/hello/")
        with page.expect_response(lambda answer: answer.status == 404):
            post.unlink()
        save(post, text)
        wait_for_text(page, "Some text.")


def test_only_a_page_that_shows_an_image_is_loaded_again_for_it(
    page: Page, browser: Browser, root: Path
) -> None:
    image = root / "content/assets/img/dot.svg"
    dot = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'
    save(image, dot.format(10))
    text = "![A dot](../assets/img/dot.svg)"
    save(root / "content/posts/hello.md", POST.format(title="Hello", text=text))
    with Running(root) as serve:
        other = browser.new_page()
        connected(page, f"{serve.address}posts/hello/")
        connected(other, f"{serve.address}posts/long/")
        mark(page)
        mark(other)
        with page.expect_navigation():
            save(image, dot.format(20))
        assert is_marked(other)
        other.close()


def test_a_page_finds_the_server_again(page: Page, root: Path) -> None:
    with Running(root) as serve:
        connected(page, f"{serve.address}posts/hello/")
        port = serve.address.split(":")[-1].strip("/")
    save(root / "content/posts/hello.md", POST.format(title="Hello", text="Meanwhile."))
    with Running(root, "--port", port) as serve:
        assert serve.address.endswith(f":{port}/")
        wait_for_text(page, "Meanwhile.")


def test_many_saves_with_broken_ones_end_in_the_right_state(page: Page, root: Path) -> None:
    bibliography = root / "publications.bib"
    config = (root / "site.toml").read_text(encoding="utf-8")
    with Running(root) as serve:
        connected(page, f"{serve.address}publications/")
        for number in range(60):
            bibliography.write_text(PAPER.format(f"Paper {number}"), encoding="utf-8")
            if number % 10 == 5:
                save(root / "site.toml", "broken")
            if number % 10 == 7:
                save(root / "site.toml", config)
        wait_for_text(page, "Paper 59")
        page.wait_for_selector("sitegen-problems", state="detached")
