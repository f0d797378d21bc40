"""The content security policy of a page: what it uses is allowed, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

POLICY: Final = Markup("(policy)")
"""Stands in a page for its policy, which is known when all of the page is."""

_PLACE: Final = f'content="{POLICY}"'
_STYLE: Final = late_pattern(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def with_policy(page: str, frames: Iterable[str] = ()) -> str:
    """Return a page with its policy in the place that the template left for it.

    `frames` are the origins whose players it shows in a frame when the reader asks for it.

    Source: Content Security Policy Level 3 (w3.org/TR/CSP3).
    """
    head, is_there, body = page.partition(_PLACE)
    if not is_there:
        return page
    policy = "; ".join(_directives(page, frames))
    return f'{head}content="{escape(policy)}"{body}'


def _directives(page: str, frames: Iterable[str]) -> Iterator[str]:
    """Yield what is allowed.

    A style inside the page counts only in the head, where nothing of the content stands, and a
    script inside the page never: markup that slips in brings neither.
    """
    head = page.partition("</head>")[0]
    yield "default-src 'none'"
    yield "img-src 'self'"
    yield "font-src 'self'"
    yield " ".join(("style-src 'self'", *map(_hash, _STYLE.findall(head))))
    if ' style="' in page:  # of a formula
        yield "style-src-attr 'unsafe-inline'"
    if "<script src=" in head:
        yield "script-src 'self'"
        yield "connect-src 'self'"
    if "<video" in page or "<audio" in page:
        yield "media-src 'self'"
    if 'rel="manifest"' in head:
        yield "manifest-src 'self'"
    if origins := sorted(frames):
        yield " ".join(("frame-src", *origins))
    yield "base-uri 'none'"
    yield "form-action 'none'"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
