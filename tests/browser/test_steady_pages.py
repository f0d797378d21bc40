"""Pages stand still while they come: what moved, and by how much, as browsers count it."""

from __future__ import annotations

import functools
import mimetypes
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from browser.served import visit
from quality.judged import BASES, THEMES, outputs

from sitegen.files import builtin_themes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Browser, Route

PAGES = (
    "",
    "publications/",
    "publications/turing1936computable/",
    "posts/a-first-machine/",
    "talks/",
    "cv/",
)
SCREENS = ((412, 823), (1280, 900))
MOST, MEAN = 0.1, 0.02
"""What counts as good (https://web.dev/articles/cls) of one page, where the end of one line may
go to the next; and much less of most."""
ALIKE = 0.03
"""So much longer or shorter is a line of a font that stands in."""
SCRIPT, FONT = ".js", ".woff2"

WATCH = """window.moved = [];
new PerformanceObserver((list) => {
  for (const {value, sources} of list.getEntries())
    moved.push([value, ...sources.map(({node}) => node?.outerHTML?.slice(0, 80))]);
}).observe({type: "layout-shift", buffered: true});"""
WHEN_PAINTED = """() => new Promise((done) => {
  new PerformanceObserver(() => requestAnimationFrame(() => requestAnimationFrame(done)))
    .observe({type: "paint", buffered: true});
})"""
WHEN_SHOWN = """async () => {
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
LENGTHS = """async () => {
  const there = new Set();
  for (const face of document.fonts) {
    const has = await face.load().then(() => true, () => false);
    if (has) there.add(`${face.style} ${face.family.replaceAll('"', "")}`);
  }
  const length = (family, style, size) => {
    const line = document.body.appendChild(document.createElement("span"));
    line.textContent = "The uses of public archives in the study of coastal towns, 1936 and 2024";
    line.style.cssText = "position:absolute;white-space:nowrap;font-kerning:none";
    line.style.font = `${style} ${size}px "${family}"`;
    const {width} = line.getBoundingClientRect();
    line.remove();
    return width;
  };
  const root = getComputedStyle(document.documentElement), found = [];
  for (const [name, size] of [["--serif", 20], ["--display", 44], ["--sans", 20]]) {
    const stack = root.getPropertyValue(name).replaceAll('"', "").split(",");
    const [own, ...others] = stack.map((one) => one.trim());
    for (const style of ["normal", "italic"]) for (const other of others)
      if (there.has(`${style} ${own}`) && there.has(`${style} ${other}`))
        found.push([`${style} ${other}`, length(other, style, size) / length(own, style, size)]);
  }
  return found;
}"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("script", ["with script", "without script"])
def test_nothing_moves_while_a_page_comes(theme: str, script: str, browser: Browser) -> None:
    """The fonts come after the page is shown."""
    made = dict(outputs("example", theme))
    if script == "without script":
        made |= {path: b"" for path in made if path.endswith(SCRIPT)}
    found = {
        (path, screen): movements(browser, made, path, screen)
        for screen in SCREENS
        for path in PAGES
    }
    assert {place: moved for place, moved in found.items() if total(moved) > MOST} == {}
    assert sum(map(total, found.values())) / len(found) <= MEAN, found


def total(moved: list[list[Any]]) -> float:
    return sum(value for value, *_ in moved)


def movements(
    browser: Browser, made: Mapping[str, bytes], path: str, screen: tuple[int, int]
) -> list[list[Any]]:
    """Return how much each movement counts, and what moved."""
    context = browser.new_context(viewport={"width": screen[0], "height": screen[1]})
    held: list[Callable[[], None]] = []

    def answer(route: Route) -> None:
        name = unquote(urlsplit(route.request.url).path).removeprefix("/")
        name += "index.html" if not name or name.endswith("/") else ""
        kind = mimetypes.guess_type(name)[0]
        give = functools.partial(route.fulfill, body=made[name], content_type=kind)
        if name.endswith(FONT):
            held.append(give)
        else:
            give()

    context.route("**/*", answer)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(BASES[0] + path, wait_until="domcontentloaded")
    page.evaluate(WHEN_PAINTED)
    while held:
        held.pop()()
        page.evaluate("() => 0")
    page.wait_for_load_state()
    page.evaluate(WHEN_SHOWN)
    moved: list[list[Any]] = page.evaluate("moved")
    context.close()
    return moved


def has_own_fonts(theme: str) -> bool:
    return any(builtin_themes().joinpath(theme, "static").rglob(f"*{FONT}"))


@pytest.mark.parametrize("theme", [theme for theme in THEMES if has_own_fonts(theme)])
def test_fonts_that_stand_in_take_the_same_room(theme: str, browser: Browser) -> None:
    context, visited = visit(browser, theme, "example")
    found = visited.open("index.html").evaluate(LENGTHS)
    context.close()
    assert found
    assert {name: ratio for name, ratio in found if abs(ratio - 1) > ALIKE} == {}
