"""The words of inline Markdown, without its signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_KEPT = frozenset({"text", "text_special", "code_inline", "math_inline"})


def words(tokens: Iterable[Token]) -> str:
    """Return text, code and formulas; a citation as its keys; nothing of images and footnotes."""
    parts: list[str] = []
    for token in tokens:
        if token.type in _KEPT:
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "named_link":
            parts.append(token.content or str(token.attrs["href"]).rpartition(":")[2])
        elif token.type == "citation":
            keys = ", ".join(one.key for one in token.meta["keys"])
            parts.append(keys if token.meta["keys"][0].is_textual else f"[{keys}]")
    return "".join(parts)
