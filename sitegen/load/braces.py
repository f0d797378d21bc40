"""Separators and braces in lists of names, as BibTeX counts them."""

from __future__ import annotations

import re
from typing import Final

from sitegen.late_pattern import late_pattern

COMMA: Final = late_pattern(",")
_AND = late_pattern(r" and ", re.IGNORECASE)
_AND_AND = late_pattern(r" and(?= and )", re.IGNORECASE)
_BRACE = late_pattern(r"[{}]")


def split_list(names: str) -> list[str]:
    """Return the names of a list, split at ` and ` outside braces.

    >>> split_list("Tallis, Mira and {Kelpstone and Sons} and and Lune, Ada")
    ['Tallis, Mira', '{Kelpstone and Sons}', 'Lune, Ada']
    """
    text = _AND_AND.sub("", f" {' '.join(names.split())} ")
    return [name for name in split_at(text, _AND) if name]


def split_at(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return the stripped parts of a text between separators outside braces."""
    parts: list[str] = []
    end = 0
    for found in separator.finditer(hide_braces(text)):
        parts.append(text[end : found.start()].strip())
        end = found.end()
    last = text[end:].strip()
    return [*parts, last] if parts or last else []


def hide_braces(text: str) -> str:
    """Return a text of the same length in which what stands in braces cannot be mistaken.

    >>> hide_braces("a {b, {c}}, d")
    'a xxxxxxxx, d'
    """
    if "{" not in text:
        return text
    depth, end = 0, 0
    parts: list[str] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            if depth == 0:
                parts.append(text[end : brace.start()])
                end = brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                parts.append("x" * (brace.end() - end))
                end = brace.end()
    rest = text[end:]
    return "".join((*parts, "x" * len(rest) if depth else rest))


def without_outer_braces(text: str) -> str:
    """Return a text without the braces around all of it.

    >>> without_outer_braces("{a {b}}"), without_outer_braces("{a}{b}")
    ('a {b}', '{a}{b}')
    """
    if not (text.startswith("{") and text.endswith("}")):
        return text
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return text[1:-1] if brace.end() == len(text) else text
    return text


def without_empty_ends(value: str) -> str:
    """Return a list of names without an `and` before the first name or after the last.

    >>> without_empty_ends("and Mira Tallis and Ada Lune and")
    'Mira Tallis and Ada Lune'
    """
    while value[:4].lower() == "and ":
        value = value[4:]
    while value[-4:].lower() == " and":
        value = value[:-4]
    return value
