"""Code in colours, as classes for the theme's style sheet.

Pygments ships no types.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.problems import near_miss

if TYPE_CHECKING:
    from pygments.formatters.html import HtmlFormatter  # type: ignore[import-untyped]
    from pygments.lexer import Lexer  # type: ignore[import-untyped]

LIMIT = 200_000
"""Longer code, in characters, stays plain."""

_PLAIN = frozenset({"", "text", "plain", "plaintext", "txt"})


@lru_cache(maxsize=256)
def known_language(name: str) -> tuple[bool, str | None]:
    """Say whether code in a language can be highlighted; if not, with the hint of a near miss."""
    if name.lower() in _PLAIN:
        return True, None
    from pygments import lexers  # type: ignore[import-untyped] # noqa: PLC0415 slow
    from pygments.util import ClassNotFound  # type: ignore[import-untyped] # noqa: PLC0415

    try:
        lexers.find_lexer_class_by_name(name)
    except ClassNotFound:
        known = (
            alias for _, aliases, _, _ in lexers.get_all_lexers(plugins=False) for alias in aliases
        )
        return False, near_miss(name, known)
    return True, None


@lru_cache(maxsize=1024)
def highlight(code: str, language: str) -> str | None:
    """Return code as markup that goes inside `<code>`; None when it stays plain."""
    if language.lower() in _PLAIN or len(code) > LIMIT or not known_language(language)[0]:
        return None
    from pygments import highlight as print_code  # noqa: PLC0415 slow

    return str(print_code(code, _lexer(language), _formatter()))


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer:
    from pygments import lexers  # noqa: PLC0415 slow

    return lexers.get_lexer_by_name(language, stripnl=False, ensurenl=False)


@lru_cache(maxsize=1)
def _formatter() -> HtmlFormatter:
    from pygments.formatters.html import HtmlFormatter  # noqa: PLC0415 slow

    return HtmlFormatter(nowrap=True)
