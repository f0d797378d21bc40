"""Reading many built pages quickly: their elements with attributes, as they stand in the source.

The validator says whether pages are well-formed; here they are taken to be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RAW = re.compile(r"(<(script|style)\b[^>]*>).*?</\2>", re.DOTALL)
_ELEMENT = re.compile(r"""<([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_ADDRESSES = ("href", "src", "poster", "data", "action")


@dataclass(frozen=True, slots=True)
class Elements:
    """What the tests ask of one page."""

    ids: tuple[str, ...]
    addresses: frozenset[str]
    candidates: frozenset[str]
    """Addresses in `srcset`."""
    headings: tuple[int, ...]
    referenced: frozenset[str]
    """Ids that `for` or an `aria-` attribute names."""
    json_ld: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_elements(html: bytes) -> Elements:
    text = html.decode()
    ids: list[str] = []
    addresses, candidates, referenced = set(), set(), set()
    headings = []
    for tag, attributes in _elements(_RAW.sub(r"\1", text)):
        if "id" in attributes:
            ids.append(attributes["id"])
        if attributes.get("rel") not in ("canonical", "alternate"):
            addresses.update(attributes[name] for name in _ADDRESSES if name in attributes)
        for name in ("srcset", "imagesrcset"):
            parts = attributes.get(name, "").split(",")
            candidates.update(part.split()[0] for part in parts if part.strip())
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            referenced.update(attributes.get(name, "").split())
        if re.fullmatch("h[1-6]", tag):
            headings.append(int(tag[1]))
    return Elements(
        ids=tuple(ids),
        addresses=frozenset(addresses),
        candidates=frozenset(candidates),
        headings=tuple(headings),
        referenced=frozenset(referenced),
        json_ld=tuple(_JSON_LD.findall(text)),
    )


def _elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    for match in _ELEMENT.finditer(html):
        if not match[2]:
            yield match[1], {}
            continue
        attributes = {
            name: unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match[2])
        }
        yield match[1], attributes
