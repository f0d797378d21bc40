"""A field of a view that is made when a template asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Later(Generic[T]):
    """A field that takes a value, or a function that makes it; reading it gives the value.

    What a theme does not show costs nothing. A dataclass with such a field has no slots.
    """

    def __init__(self, default: T) -> None:
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_{name}"

    def __get__(self, view: object | None, owner: type) -> T:
        if view is None:  # a dataclass asks for the default
            return self._default
        value: T | Callable[[], T] = view.__dict__[self._name]
        if callable(value):
            value = value()
            view.__dict__[self._name] = value
        return value

    def __set__(self, view: object, value: T | Callable[[], T]) -> None:
        view.__dict__[self._name] = value
