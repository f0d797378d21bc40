"""Reading built pages: links, ids, text, heads."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)


@dataclass
class Page(HTMLParser):
    links: list[tuple[str, str]] = field(default_factory=list)  # attribute, address
    ids: list[str] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    rels: list[tuple[str, str]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    text: str = ""
    unbalanced: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.attributes |= set(values)
        if tag not in VOID:
            self._open.append(tag)
        for name in ("href", "src"):
            if name in values and not (tag == "link" and values.get("rel") == "canonical"):
                self.links.append((f"{tag}.{name}", values[name]))
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "meta":
            self.metas.append(
                (values.get("name", values.get("property", "")), values.get("content", ""))
            )
        if tag == "link":
            self.rels.append((values["rel"], values["href"]))
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["script"]:
            self.scripts[-1] += data
        elif self._open[-1:] == ["title"] and "head" in self._open:
            self.title += data
        else:
            self.text += data

    def close(self) -> None:
        super().close()
        self.unbalanced += [tag for tag in self._open if tag not in ("html", "body")]


def read_page(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def broken_links(outputs: Mapping[str, bytes], site_url: str) -> Iterator[str]:
    """Name every link of every page that does not lead to a file of the output."""
    base = urlsplit(site_url).path
    pages = {
        path: read_page(content.decode())
        for path, content in outputs.items()
        if path.endswith(".html")
    }
    for path, page in pages.items():
        here = base + path
        for where, href in page.links:
            target = urljoin(here, href)
            parts = urlsplit(target)
            if parts.scheme:
                continue
            if not parts.path.startswith(base):
                yield f"{path}: {where}={href} leaves {base}"
                continue
            file = unquote(parts.path).removeprefix(base)
            if not file or file.endswith("/"):
                file = posixpath.join(file, "index.html")
            if file not in outputs:
                yield f"{path}: {where}={href}: no {file}"
            elif (
                parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids
            ):
                yield f"{path}: {where}={href}: no id {parts.fragment}"
