"""Regular expressions that are compiled when they are first asked.

Compiling the 300 of sitegen takes longer than all else about a small site, which needs few of them.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast


def late_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does, or at least something that behaves so.

    >>> late_pattern(r"[a-z]+").findall("Ada Lovelace")
    ['da', 'ovelace']
    """
    return cast("re.Pattern[AnyStr]", _LatePattern(pattern, flags))


class _LatePattern:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """Compile the pattern; the method that was asked for is at hand from now on."""
        method = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, method)
        return method
