"""Whether a text holds a private value, and not something that only looks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.leaks.patterns import CERTAIN_DIGITS

if TYPE_CHECKING:
    from sitegen.leaks.patterns import Number, Wanted

_LOOK_BACK: Final = 200
_LONGEST_PREFIX: Final = 40
_DOI = late_pattern(r"(?:^|[^\d.])10\.\d{4,9}/[^\s\"<>\0]*$")
_JOINED_BEFORE = late_pattern(r"\d[-–.,/:]$")
_JOINED_AFTER = late_pattern(r"[-–.,/:]\d")
_PAGES = late_pattern(r"([1-9]\d*)[-–]([1-9]\d*)")


def holds(text: str, wanted: Wanted) -> bool:
    """Say whether a folded text holds a private value."""
    return any(pattern.search(text) for pattern in wanted.patterns) or any(
        _holds_number(text, number) for number in wanted.numbers
    )


def _holds_number(text: str, number: Number) -> bool:
    for found in number.digits.finditer(text):
        before = text[max(0, found.start() - _LONGEST_PREFIX) : found.start()]
        prefix = number.prefix.search(before)
        if prefix is not None:
            start = found.start() - len(prefix[0])
            if _is_by_itself(text, start, found.end(), number):
                return True
    return False


def _is_by_itself(text: str, start: int, end: int, number: Number) -> bool:
    """Say whether digits are a phone number: no part of a DOI, of another number or pages."""
    before, written = text[max(0, start - _LOOK_BACK) : start], text[start:end]
    if _DOI.search(before):
        return False
    if _JOINED_BEFORE.search(before) and not written.startswith(("+", "00")):
        is_list = before.endswith("/") and written.lstrip("(").startswith("0")
        if not is_list:
            return False
    digits = sum(map(str.isdigit, written))
    if digits < CERTAIN_DIGITS and _JOINED_AFTER.match(text, end):
        return False
    pages = _PAGES.fullmatch(written)
    return not pages or tuple(map(len, pages.groups())) == number.groups
