"""Digests of what an output is made from: equal numbers mean equal values, in any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, is_dataclass
from functools import cache
from hashlib import blake2b
from types import FunctionType
from typing import TYPE_CHECKING, Final

from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGEST_BYTES: Final = 8
_MANY_FIELDS: Final = 6
_MANY_ENTRIES: Final = 32
"""A value with so many fields or entries is digested once, wherever it is met again."""


def digest_bytes(content: bytes) -> int:
    """Return a number of 64 bits for a text."""
    return int.from_bytes(blake2b(content, digest_size=_DIGEST_BYTES).digest(), "little")


@dataclass(slots=True, eq=False)
class Digester:
    """Digests the values of one build, which do not change meanwhile.

    `origin_of` returns what a value was made from by a pure function, always the same for its
    type; None for a value that has to be looked into.
    """

    origin_of: Callable[[object], tuple[object, ...] | None] = lambda _: None
    _known: dict[int, tuple[object, bytes]] = field(default_factory=dict)

    def number(self, value: object) -> int:
        """Return a number of 64 bits for a value: text, numbers, tuples, mappings, dataclasses.

        Of a function the name counts, and of a mapping the order, as what is printed of it has
        one. Fields that take no part in comparing, such as places in
        files, do not. Raises TypeError for anything else.
        """
        parts: list[bytes] = []
        self._add(value, parts)
        return digest_bytes(b"".join(parts))

    def _add(self, value: object, parts: list[bytes]) -> None:
        kind = type(value)
        if kind is str:
            text = value.encode("utf-8", "surrogatepass")  # type: ignore[attr-defined]
            parts += (b"s%d:" % len(text), text)
        elif isinstance(value, tuple):
            parts.append(b"%s(%d:" % (kind.__name__.encode(), len(value)))
            for one in value:
                self._add(one, parts)
        elif value is None or isinstance(value, (bool, int, float)):
            parts.append(f"{value!r};".encode())
        elif is_dataclass(kind):
            self._add_fields(value, kind, parts)
        elif isinstance(value, str):
            self._add(str(value), parts)
        elif isinstance(value, bytes):
            parts += (b"b%d:" % len(value), value)
        elif isinstance(value, Mapping):
            parts.append(b"m")
            if len(value) < _MANY_ENTRIES:
                self._add(tuple(value.items()), parts)
                return
            known = self._known.get(id(value))
            if known is None:
                inner: list[bytes] = []
                self._add(tuple(value.items()), inner)
                known = value, blake2b(b"".join(inner), digest_size=2 * _DIGEST_BYTES).digest()
                self._known[id(value)] = known
            parts.append(known[1])
        elif kind is FunctionType:
            parts.append(f"{value.__module__}.{value.__qualname__};".encode())  # type: ignore[attr-defined]
        elif isinstance(value, frozenset):
            parts.append(b"f")
            self._add(tuple(sorted(value)), parts)
        else:
            raise TypeError(f"a value of {kind} has no digest")

    def _add_mapping(self, value: Mapping[object, object], parts: list[bytes]) -> None:
        known = self._known.get(id(value))
        if known is None:
            inner = [b"m"]
            self._add(tuple(value.items()), inner)
            if len(value) < _MANY_FIELDS:
                parts += inner
                return
            known = value, blake2b(b"".join(inner), digest_size=2 * _DIGEST_BYTES).digest()
            self._known[id(value)] = known
        parts.append(known[1])

    def _add_fields(self, value: object, kind: type, parts: list[bytes]) -> None:
        name, compared = _compared(kind)
        if len(compared) < _MANY_FIELDS:
            parts.append(name)
            self._add_compared(value, compared, parts)
            return
        known = self._known.get(id(value))
        if known is None:
            inner = [name]
            origin = self.origin_of(value)
            if origin is None:
                self._add_compared(value, compared, inner)
            else:
                self._add(origin, inner)
            known = value, blake2b(b"".join(inner), digest_size=2 * _DIGEST_BYTES).digest()
            self._known[id(value)] = known
        parts.append(known[1])

    def _add_compared(
        self, value: object, compared: tuple[tuple[str, bytes, object], ...], parts: list[bytes]
    ) -> None:
        for name, mark, default in compared:
            one = getattr(value, name)
            # Most fields of most values hold what they hold without being set.
            if one is default or (not one and type(one) is type(default) and one == default):
                continue
            parts.append(mark)
            self._add(one, parts)
        parts.append(b".")


@cache
def _compared(kind: type) -> tuple[bytes, tuple[tuple[str, bytes, object], ...]]:
    """Return the name of a type, and the fields that its values are compared by.

    Each field comes with a mark and its default; without one, with MISSING.
    """
    compared = tuple(
        (one.name, b"%d=" % place, one.default)
        for place, one in enumerate(fields(kind))
        if one.compare
    )
    return f"{kind.__qualname__}{{{len(compared)}:".encode(), compared
