"""The search dialog in a real browser, and the letters that it takes for equal."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from browser.served import visit

from sitegen.files import builtin_themes
from sitegen.plan.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.served import Visit
    from playwright.sync_api import Browser, Page

SCRIPT = builtin_themes() / "base/static/site.js"
SCRIPT_LIMIT = 10_000


@pytest.fixture
def visited(browser: Browser) -> Iterator[Visit]:
    context, made = visit(browser, "scholar", "stress")
    yield made
    context.close()
    assert not made.faults, made.faults


def ask(page: Page, words: str) -> list[str]:
    """Type into the open dialog; return the titles of the hits."""
    page.locator("dialog [role=combobox]").fill(words)
    page.wait_for_function(
        "() => document.querySelector('dialog output').textContent ==="
        " document.querySelector('dialog').dataset.found.replace('#', document.querySelectorAll("
        "'[role=option]').length) || document.querySelectorAll('[role=option]').length === 40"
    )
    return page.locator("[role=option] > span").all_inner_texts()


def opened(visited: Visit) -> Page:
    page = visited.open("talks/index.html")
    page.keyboard.press("Control+k")
    return page


def test_python_and_script_fold_alike(browser: Browser) -> None:
    """Every character that this Python knows; a newer browser may know more."""
    source = SCRIPT.read_text(encoding="utf-8")
    found = re.search(r"const letters = .*?const fold = (?:.*?);\n", source, re.DOTALL)
    assert found is not None
    known = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) not in ("Cn", "Cs", "Co")
    ]
    page = browser.new_page()
    made = page.evaluate(f"(known) => {{ {found[0]} return known.map(fold); }}", known)
    page.close()
    assert [
        (char, fold(char), other)
        for char, other in zip(known, made, strict=True)
        if fold(char) != other
    ] == []


def test_the_index_is_loaded_when_it_is_needed_and_once(visited: Visit) -> None:
    page = visited.open("talks/index.html")
    assert "search.json" not in visited.asked
    page.locator("[data-open-search]").click()
    page.locator("dialog[open]").wait_for()
    titles = ask(page, "a")
    assert titles
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    assert ask(page, "a") == titles
    assert visited.asked.count("search.json") == 1


def test_a_hit_says_its_kind_and_marks_what_was_asked(visited: Visit) -> None:
    page = opened(visited)
    title = ask(page, "a")[0]
    word = max(re.findall(r"[A-Za-z]+", title), key=len)
    assert title in ask(page, word.upper())
    hit = page.locator("[role=option]").first
    assert word.lower() in hit.locator("mark").first.inner_text().lower()
    assert hit.locator("small").inner_text()


def test_the_keyboard_chooses_and_follows_a_hit(visited: Visit) -> None:
    page = opened(visited)
    ask(page, "a")
    box, hits = page.locator("dialog [role=combobox]"), page.locator("[role=option]")
    assert hits.nth(0).get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert hits.nth(1).get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == hits.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert hits.last.get_attribute("aria-selected") == "true"
    wanted = hits.last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))


def test_nothing_is_found_for_what_is_nowhere(visited: Visit) -> None:
    assert ask(opened(visited), "qqqqqqqq") == []


def test_an_index_that_does_not_load_is_said(visited: Visit) -> None:
    visited.site = {path: one for path, one in visited.site.items() if path != "search.json"}
    page = visited.open("talks/index.html")
    page.keyboard.press("Control+k")
    said = page.locator("dialog").get_attribute("data-failed")
    page.locator("dialog output", has_text=str(said)).wait_for()
    visited.faults.clear()


def test_the_key_can_be_turned_off(visited: Visit) -> None:
    """WCAG 2.2, 2.1.4: a shortcut of one character can be turned off."""
    page = opened(visited)
    page.locator("[data-key]").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Control+k")
    assert page.locator("dialog[open]").count() == 1


def test_a_slip_and_latex_are_understood(visited: Visit) -> None:
    page = opened(visited)
    title = ask(page, "a")[0]
    word = max(re.findall(r"[a-z]{6,}", " ".join(ask(page, "a"))), key=len)
    assert title
    slipped = word[:2] + word[3] + word[2] + word[4:]
    assert any(word in one for one in ask(page, slipped))
    assert ask(page, f'{word[:2]}\\"{{{word[2]}}}{word[3:]}') == ask(page, word)


def test_the_script_stays_small() -> None:
    assert len(SCRIPT.read_bytes()) <= SCRIPT_LIMIT
