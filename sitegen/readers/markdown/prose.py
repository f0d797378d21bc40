"""Markdown in one line, as it stands in fields of TOML -> `RichText`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Cite, Inline, Link, Math, RichText, Style, Styled, Text
from sitegen.readers.markdown.syntax import prose_parser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from sitegen.problems import Place
    from sitegen.readers.markdown.citations import CitedKey

MAX_DEPTH = 20
"""Styles in styles: what is deeper loses its style, so that no printer recurses without end."""

_SIGNS = late_pattern(r"[\\`*_~\[\]<>&$@\"'\0\r\n\t]|--|\.\.\.")
_STYLES: dict[str, Style] = {"em_open": "emph", "strong_open": "strong", "s_open": "strike"}


def inline_markdown(source: str, place: Place) -> RichText:
    """Read emphasis, code, links, `$math$` and citations; line breaks become spaces."""
    text = source.strip()
    if not _SIGNS.search(text):
        return RichText((Text(text),) if text else (), place)
    return RichText(_nodes(text), place)


@lru_cache(maxsize=4096)
def _nodes(text: str) -> tuple[Inline, ...]:
    (block,) = prose_parser().parseInline(re.sub(r"\s*\n\s*", "\n", text), {})
    return inline_tree(block.children or ())


def inline_tree(tokens: Iterable[Token]) -> tuple[Inline, ...]:
    """Nest inline tokens of text, code, math, styles, links and citations."""
    # The stack holds what is open and the children that each has so far.
    stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    for token in tokens:
        if token.nesting == 1:
            stack.append((token, []))
        elif token.nesting == -1:
            opening, children = stack.pop()
            if opening is not None and len(stack) <= MAX_DEPTH:
                children = [_wrap(opening, children)]
            _extend(stack[-1][1], children)
        else:
            _extend(stack[-1][1], _leaf(token))
    return tuple(stack[0][1])


def _wrap(opening: Token, children: list[Inline]) -> Inline:
    if opening.type == "link_open":
        return Link(str(opening.attrs["href"]), tuple(children))
    return Styled(_STYLES[opening.type], tuple(children))


def _leaf(token: Token) -> tuple[Inline, ...]:
    match token.type:
        case "code_inline":
            return (Styled("code", (Text(token.content),)),)
        case "math_inline":
            return (Math(token.content, is_display=token.meta["is_display"]),)
        case "citation":
            return _cite(token.meta["keys"])
        case "softbreak" | "hardbreak":
            return (Text(" "),)
    return (Text(token.content),) if token.content else ()


def _cite(keys: tuple[CitedKey, ...]) -> tuple[Inline, ...]:
    """Return one citation; a place in a work follows it as text, and splits the citation."""
    nodes: list[Inline] = []
    group: list[CitedKey] = []
    for number, one in enumerate(keys, start=1):
        group.append(one)
        is_last = number == len(keys)
        if one.locator or is_last:
            nodes.append(Cite(tuple(cited.key for cited in group)))
            after = (f", {one.locator}" if one.locator else "") + ("" if is_last else "; ")
            nodes.extend((Text(after),) if after else ())
            group = []
    return tuple(nodes)


def _extend(nodes: list[Inline], more: Iterable[Inline]) -> None:
    """Append nodes; text next to text becomes one."""
    for node in more:
        last = nodes[-1] if nodes else None
        if isinstance(last, Text) and isinstance(node, Text):
            nodes[-1] = Text(last.value + node.value)
        else:
            nodes.append(node)
