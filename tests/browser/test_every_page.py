"""Every type of page of every theme, over the example and the stress site, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.served import (
    HEIGHT,
    KEPT_AGAIN,
    OF_COLOURS,
    OF_LOOKS,
    WIDE,
    thin_out,
    violations,
    visit,
)
from quality.judged import SITES, THEMES, page_types
from quality.test_sizes import HOME_BYTES, on_the_wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser.served import Visit
    from playwright.sync_api import Browser

WIDTHS = (320, 390, 768, 1280, 1600)
NARROW = 320
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const scrolls = (el) => el && el !== document.body
    && (getComputedStyle(el).overflowX !== "visible" || scrolls(el.parentElement));
  const wide = [...document.querySelectorAll("body *")].filter((el) => {
    const {left, right} = el.getBoundingClientRect();
    return (right > width + 1 || left < -1) && !scrolls(el.parentElement);
  });
  return wide.map((el) => el.outerHTML.slice(0, 120)).slice(0, 3).join(" | ") || "something";
}"""
LIST_FOCUSABLE = """() => {
  const query = "a[href], button, input, select, textarea, summary, [tabindex]";
  const shown = (el) => el.checkVisibility({visibilityProperty: true}) && !el.disabled;
  const groups = new Map();
  const all = [...document.querySelectorAll(query)].filter((el) => {
    if (el.tabIndex < 0 || !shown(el) || el.closest("[inert]")) return false;
    if (el.type !== "radio") return true;
    const key = `${el.form?.id}/${el.name}`, group = groups.get(key) ?? [];
    groups.set(key, [...group, el]);
    return el.checked;
  });
  window.toReach = all;
  window.reached = [];
  addEventListener("focusin", ({target}) => {
    const marked = [target, target.parentElement, target.nextElementSibling];
    const ring = marked.some((el) => el && getComputedStyle(el).outlineStyle !== "none"
      && parseFloat(getComputedStyle(el).outlineWidth) >= 1);
    const box = (target.closest("label") ?? target).getBoundingClientRect();
    const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    window.reached.push([all.indexOf(target), ring, seen, target.outerHTML.slice(0, 160)]);
  });
  return all.length;
}"""
HIDDEN = """() => {
  const faults = [];
  const own = (el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  const texts = [...document.querySelectorAll("body *")].filter((el) => own(el) &&
    !el.closest("script, style, template, noscript, [hidden], dialog, math annotation, svg"));
  for (const el of document.querySelectorAll("details")) el.open = true;
  const unseen = new Set(texts), range = document.createRange();
  const takesRoom = (el) => { range.selectNodeContents(el); return range.getClientRects().length; };
  const look = () => unseen.forEach((el) => { if (takesRoom(el)) unseen.delete(el); });
  look();
  for (const radio of document.querySelectorAll("input[type=radio]")) {
    radio.checked = true;
    look();
  }
  unseen.forEach((el) => faults.push(`is never seen: ${el.outerHTML.slice(0, 160)}`));
  for (const el of document.querySelectorAll("[hidden]"))
    if (el.querySelector("a[href], h1, h2, h3, h4"))
      faults.push(`waits for script: ${el.outerHTML.slice(0, 160)}`);
  for (const el of document.querySelectorAll("button, input:not([type=radio]), select, textarea")) {
    const works = el.form && (el.type === "reset" || el.form.getAttribute("action"));
    const list = el.type === "checkbox" && el.disabled;
    if (el.checkVisibility() && !works && !list)
      faults.push(`does nothing: ${el.outerHTML.slice(0, 160)}`);
  }
  return faults;
}"""

Open = "Callable[..., Visit]"

each = pytest.mark.parametrize(
    ("theme", "site"), [(theme, site) for theme in THEMES for site in SITES]
)
each_theme = pytest.mark.parametrize("theme", THEMES)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def made(theme: str, site: str, *, has_script: bool = True) -> Visit:
        context, visited = visit(browser, theme, site, has_script=has_script)
        contexts.append(context)
        return visited

    yield made
    for context in contexts:
        context.close()


@each
def test_axe_finds_nothing(theme: str, site: str, opened: Open) -> None:
    """In light, in dark on a small telephone, and on paper."""
    visited = opened(theme, site)
    for path in page_types(site, theme):
        page = visited.open(path)
        thin_out(page)
        found = [("light", violations(page))]
        thin_out(page, KEPT_AGAIN)
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        page.emulate_media(color_scheme="dark")
        found.append(("dark, narrow", violations(page, OF_LOOKS)))
        page.emulate_media(color_scheme="light", media="print")
        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        found.append(("print", violations(page, OF_COLOURS)))
        page.emulate_media(media="screen")
        for look, faults in found:
            for one in faults:
                visited.fault(f"{look}: {one}")
    assert not visited.faults, "\n".join(visited.faults)


@each
def test_pages_fit_every_width_and_stand_alone(theme: str, site: str, opened: Open) -> None:
    """Without a message in the console or a request to anybody else."""
    visited = opened(theme, site)
    for path in page_types(site, theme):
        page = visited.open(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if wide := page.evaluate(OVERFLOW):
                visited.fault(f"is too wide at {width} px: {wide}")
    assert not visited.faults, "\n".join(visited.faults)


@each_theme
def test_pages_from_right_to_left_fit_every_width(theme: str, opened: Open) -> None:
    visited = opened(theme, "arabic")
    for path in ("index.html", "publications/index.html", "cv/index.html", "talks/index.html"):
        page = visited.open(path)
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if wide := page.evaluate(OVERFLOW):
                visited.fault(f"is too wide at {width} px: {wide}")
    assert not visited.faults, "\n".join(visited.faults)


@each
def test_without_script_nothing_is_hidden_for_good(theme: str, site: str, opened: Open) -> None:
    visited = opened(theme, site, has_script=False)
    for path in page_types(site, theme):
        page = visited.open(path)
        thin_out(page)
        for fault in page.evaluate(HIDDEN):
            visited.fault(fault)
    assert not visited.faults, "\n".join(visited.faults)


@each_theme
def test_the_keyboard_reaches_everything_in_order(theme: str, opened: Open) -> None:
    visited = opened(theme, "stress")
    for path in page_types("stress", theme):
        page = visited.open(path)
        thin_out(page)
        count = page.evaluate(LIST_FOCUSABLE)
        for _ in range(count):
            page.keyboard.press("Tab")
        reached = page.evaluate("window.reached")
        for _, has_ring, is_seen, element in reached:
            if not has_ring or not is_seen:
                visited.fault(f"{'no ring' if is_seen else 'out of sight'}: {element}")
        order = [number for number, *_ in reached]
        if order != list(range(count)):
            missed = page.evaluate(
                "(numbers) => numbers.map((n) => window.toReach[n].outerHTML.slice(0, 160))",
                sorted(set(range(count)) - set(order))[:3],
            )
            visited.fault(f"is not gone through in order; missed: {missed}")
    assert not visited.faults, "\n".join(visited.faults)


@each_theme
def test_the_home_page_is_light_with_its_fonts(theme: str, opened: Open) -> None:
    visited = opened(theme, "example")
    page = visited.open("index.html")
    page.wait_for_function("document.fonts.status === 'loaded'")
    sizes = {path: on_the_wire(visited.site, path) for path in visited.asked}
    assert any(path.endswith((".woff2", ".html")) for path in sizes)
    assert sum(sizes.values()) <= HOME_BYTES, sizes


@each_theme
def test_the_skip_link_leads_into_the_page(theme: str, opened: Open) -> None:
    page = opened(theme, "stress").open("publications/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@each_theme
def test_disclosures_and_choices_work_by_keyboard(theme: str, opened: Open) -> None:
    page = opened(theme, "stress").open("publications/talis2024crowd/index.html")
    summaries = page.locator("summary:visible")
    for number in range(summaries.count()):
        summaries.nth(number).focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open")
    radio = page.locator("input[type=radio]:checked").first
    before = radio.input_value() if radio.count() else ""
    if radio.count():
        radio.focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("input[type=radio]:checked").first.input_value() != before


@each_theme
@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_the_search_opens_by_its_key_and_gives_the_focus_back(
    theme: str, key: str, opened: Open
) -> None:
    visited = opened(theme, "stress")
    page = visited.open("talks/index.html")
    link = page.locator("main a[href]").first
    link.focus()
    page.keyboard.press(key)
    page.locator("dialog[open]").wait_for()
    assert page.evaluate("document.activeElement.closest('dialog[open]') !== null")
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    assert link.evaluate("(el) => el === document.activeElement")
    assert not visited.faults, "\n".join(visited.faults)
