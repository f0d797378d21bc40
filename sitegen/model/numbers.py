"""Numbers as English texts write them."""

from __future__ import annotations

from typing import Final

_TEENS: Final = ("11", "12", "13")
_ENDINGS: Final = {"1": "st", "2": "nd", "3": "rd"}


def ordinal(number: str) -> str:
    """Return figures as a number in order.

    >>> ordinal("1"), ordinal("12"), ordinal("23")
    ('1st', '12th', '23rd')
    """
    ending = "th" if number.endswith(_TEENS) else _ENDINGS.get(number[-1:], "th")
    return number + ending
