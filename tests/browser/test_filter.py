"""The filter of the publications in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.served import visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.served import Visit
    from playwright.sync_api import Browser, Page

PAGE = "publications/index.html"


@pytest.fixture
def visited(browser: Browser) -> Iterator[Visit]:
    context, made = visit(browser, "scholar", "stress")
    yield made
    context.close()
    assert not made.faults, made.faults


def shown(page: Page) -> int:
    return page.locator(".pub:not([hidden])").count()


def choose(page: Page, facet: str) -> tuple[str, int]:
    """Choose the first value of a facet that is left; return its name and its count."""
    choice = page.locator(f"[data-filter] [name={facet}]:enabled:not(:checked, [value=all])").first
    count = int(choice.locator("xpath=..").locator("[data-count]").inner_text())
    name = str(choice.get_attribute("value"))
    page.locator(f"[name={facet}][value='{name}']").check(force=True)
    return name, count


def test_counts_say_what_a_choice_leaves(visited: Visit) -> None:
    page = visited.open(PAGE)
    everything = shown(page)
    page.locator(".refine > summary").click()
    _, count = choose(page, "year")
    assert shown(page) == count < everything
    kind, count = choose(page, "kind")
    assert shown(page) == count == page.locator(f".pub.{kind}:not([hidden])").count()
    assert page.locator("#_said").inner_text().startswith(f"{count} ")


def test_choices_of_one_facet_add_up(visited: Visit) -> None:
    page = visited.open(PAGE)
    page.locator(".refine > summary").click()
    counts = [choose(page, "year")[1] for _ in range(2)]
    assert shown(page) == sum(counts)


def test_the_address_keeps_the_choice_and_history_leads_back(visited: Visit) -> None:
    page = visited.open(PAGE)
    everything = shown(page)
    page.locator(".refine > summary").click()
    year, count = choose(page, "year")
    page.wait_for_url(f"**/{PAGE}?year={year}")
    page.locator("[name=q]").fill("qqqq")
    assert shown(page) == 0
    assert "“qqqq, " in page.locator("[data-empty]").inner_text()
    page.locator("[data-empty] [type=reset]").click()
    page.wait_for_url(f"**/{PAGE}")
    assert shown(page) == everything
    page.go_back()
    page.wait_for_url("**q=qqqq**")
    page.wait_for_function("() => document.querySelector('[name=q]').value === 'qqqq'")
    page.go_back()
    page.wait_for_url(f"**/{PAGE}")
    page.wait_for_function(
        "(all) => document.querySelectorAll('.pub:not([hidden])').length === all", arg=everything
    )
    page.goto(f"{page.url}?year={year}")
    assert shown(page) == count
    assert page.locator(".refine[open]").count() == 1


def test_years_without_a_work_go_away(visited: Visit) -> None:
    page = visited.open(PAGE)
    page.locator(".refine > summary").click()
    choose(page, "year")
    assert page.locator(".year:visible").count() == 1


def test_a_link_to_what_is_filtered_away_shows_it(visited: Visit) -> None:
    page = visited.open(PAGE)
    page.locator("[name=q]").fill("qqqq")
    anchor = page.locator(".pub").first.get_attribute("id")
    page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
    page.locator(f"#{anchor}").wait_for(state="visible")


def test_the_source_of_an_entry_is_not_searched(visited: Visit) -> None:
    page = visited.open(PAGE)
    page.locator("[name=q]").fill("journal = {")
    assert shown(page) < page.locator(".pub").count()


def test_kinds_are_chosen_without_script(browser: Browser) -> None:
    context, visited = visit(browser, "scholar", "stress", has_script=False)
    page = visited.open(PAGE)
    radio = page.locator("[name=kind]").nth(1)
    radio.check(force=True)
    kind = radio.get_attribute("value")
    assert page.locator(".pub:visible").count() == page.locator(f".pub.{kind}").count()
    assert page.locator(".refine:visible, [name=q]:visible").count() == 0
    context.close()
