"""Rich text -> HTML. Everything is escaped here, and every address is checked here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from sitegen.model.text import (
    Cite,
    Html,
    Inline,
    Link,
    Math,
    RichText,
    Style,
    Styled,
    Text,
    safe_href,
)
from sitegen.readers.math import math_to_mathml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MARKUP: Final[Mapping[Style, tuple[str, str]]] = {
    "emph": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "code": ("<code>", "</code>"),
    "small-caps": ('<span class="sc">', "</span>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "underline": ("<u>", "</u>"),
    "strike": ("<s>", "</s>"),
    "protected": ("", ""),
}


def html(text: RichText, link: Callable[[str], str | None] = safe_href) -> Html:
    """Return rich text as markup.

    Args:
        text: The text.
        link: Turns an address into the one to print, or refuses it: then only its text is printed.

    >>> from sitegen.model.text import rich
    >>> print(html(rich("a < b")))
    a &lt; b
    """
    return Html(_print(text.nodes, link))


def _print(nodes: tuple[Inline, ...], link: Callable[[str], str | None]) -> str:
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return escape(nodes[0].value, quote=False)
    parts: list[str] = []
    run: list[str] = []
    for node in nodes:
        # References are made of many small pieces: those side by side are escaped at once.
        if isinstance(node, Text):
            run.append(node.value)
            continue
        if run:
            parts.append(escape("".join(run), quote=False))
            run.clear()
        match node:
            case Styled(style, children):
                before, after = _MARKUP[style]
                parts.append(f"{before}{_print(children, link)}{after}")
            case Link(href, children):
                parts.append(_print_link(link(href), children, link))
            case Cite(keys):
                parts.append(escape(f"[{', '.join(keys)}]", quote=False))
            case Math(tex, is_display):
                parts.append(math_markup(tex, is_display=is_display))
    parts.append(escape("".join(run), quote=False))
    return "".join(parts)


def _print_link(
    address: str | None, children: tuple[Inline, ...], link: Callable[[str], str | None]
) -> str:
    if not address:
        return _print(children, link)
    return f'<a href="{escape(address)}">{_print(children, _no_link)}</a>'


def _no_link(_: str) -> None:
    """Refuse every address: HTML has no links inside links."""


def math_markup(tex: str, *, is_display: bool) -> str:
    """Return a formula as MathML; where that fails, its source as code."""
    made = math_to_mathml(tex, is_display=is_display)
    if isinstance(made, Html):
        return made.text
    return f'<code class="math-error">{escape(tex, quote=False)}</code>'
