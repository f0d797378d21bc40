"""The `@string`s of a file while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTH_STRINGS = {word.lower(): name for name in MONTHS for word in (name, name[:3])}
_KNOWN_STRINGS = {**_MONTH_STRINGS, "sept": "September"}


class Strings:
    """What each string stands for so far, and what the current part of the file does with them."""

    def __init__(self) -> None:
        self.expanded = 0
        """Characters to which all uses in the file expanded."""
        self.used: dict[str, str | None] = {}
        """What the part found under the names that it does not define itself."""
        self.defined: dict[str, str] = {}
        """What the part defines."""
        self.values = dict(_KNOWN_STRINGS)
        self._before: dict[str, str | None] = {}
        self._expanded_before = 0

    def begin_part(self) -> None:
        """Forget what was noted of the part before."""
        self.used, self.defined, self._before = {}, {}, {}
        self._expanded_before = self.expanded

    def redo_part(self, defined: Mapping[str, str], expanded: int) -> None:
        """Do what a part did when it was read before."""
        self.values.update(defined)
        self.expanded += expanded

    def undo_part(self) -> None:
        """Take back what the part did."""
        for name, value in self._before.items():
            if value is None:
                del self.values[name]
            else:
                self.values[name] = value
        self.expanded = self._expanded_before
        self.begin_part()

    def expanded_in_part(self) -> int:
        """Return the characters to which the uses in this part expanded."""
        return self.expanded - self._expanded_before

    def expand(self, name: str) -> str | None:
        """Return what a string stands for; None when nothing defines it."""
        lower = name.lower()
        value = self.values.get(lower)
        if lower not in self.defined:
            self.used[lower] = value
        if value is not None:
            self.expanded += len(value)
        return value

    def define(self, name: str, value: str) -> None:
        """Let a string stand for a value from here on."""
        lower = name.lower()
        self._before.setdefault(lower, self.values.get(lower))
        self.values[lower] = self.defined[lower] = value
