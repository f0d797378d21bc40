"""Built sites as a browser sees them at their own address: from memory, and nothing else."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import axe_playwright_python
from quality.judged import BASES, outputs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WIDE, HEIGHT = 1280, 900
OF_COLOURS = ["color-contrast", "link-in-text-block"]
OF_LOOKS = [*OF_COLOURS, "scrollable-region-focusable", "target-size"]
"""The rules of axe that depend on colours and sizes, for a second look at a page; paper is not
touched."""
KEPT, KEPT_AGAIN = 12, 5
"""So many elements of one kind in a row are looked at; hundreds of papers are all alike.
At a second look at the same page in other colours there are fewer."""
_THIN = """(kept) => {
  for (const parent of document.querySelectorAll("main, main *")) {
    const seen = {};
    for (const child of [...parent.children]) {
      seen[child.tagName] = (seen[child.tagName] ?? 0) + 1;
      if (seen[child.tagName] > kept) child.remove();
    }
  }
}"""
_RUN_AXE = """async (rules) => {
  const options = {resultTypes: ["violations"], runOnly: rules};
  if (!rules) delete options.runOnly;
  const found = await axe.run(document, options);
  return found.violations.map((one) => {
    const node = one.nodes[0];
    return `${one.id} (${one.nodes.length}): ${node.html.slice(0, 160)}: ${node.failureSummary}`;
  });
}"""


@dataclass
class Visit:
    """A tab on one built site, and what went wrong in it."""

    page: Page
    site: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Files that were fetched since the last page was opened."""

    def open(self, path: str) -> Page:
        self.asked.clear()
        self.page.goto(BASES[0] + path)
        return self.page

    def fault(self, text: str) -> None:
        self.faults.append(f"{urlsplit(self.page.url).path}: {text}")

    def answer(self, route: Route) -> None:
        url = route.request.url
        path = unquote(urlsplit(url).path).removeprefix("/")
        if not path or path.endswith("/"):
            path += "index.html"
        if url.startswith(BASES[0]) and path in self.site:
            self.asked.append(path)
            route.fulfill(body=self.site[path], content_type=mimetypes.guess_type(path)[0])
        else:
            self.fault(f"asks for {url}")
            route.abort()


def visit(
    browser: Browser, theme: str, site: str, *, has_script: bool = True
) -> tuple[BrowserContext, Visit]:
    """Open a tab; its transitions are over at once, so that colours can be measured."""
    context = browser.new_context(
        viewport={"width": WIDE, "height": HEIGHT},
        reduced_motion="reduce",
        java_script_enabled=has_script,
    )
    visited = Visit(context.new_page(), dict(outputs(site, theme)))
    context.route("**/*", visited.answer)
    visited.page.on("console", lambda message: visited.fault(f"console: {message.text}"))
    visited.page.on("pageerror", lambda error: visited.fault(f"error: {error}"))
    return context, visited


def thin_out(page: Page, kept: int = KEPT) -> None:
    """Leave of everything that there is much of some."""
    page.evaluate(_THIN, kept)


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds, by all of its rules or by some."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(_RUN_AXE, rules)
    return found
