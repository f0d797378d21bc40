"""Our `dataclass` makes what the standard one makes, only later."""

from __future__ import annotations

import dataclasses
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from sitegen.quick_dataclass import dataclass


def _class(decorator: Any) -> Any:
    class Place:
        """A place."""

        name: str
        tags: tuple[str, ...] = ()
        notes: list[str] = field(default_factory=list, compare=False)
        line: int = field(default=1, repr=False)

        def __len__(self) -> int:
            return self.line

    return decorator(Place)


SHAPES = (
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True, "kw_only": True},
    {"slots": True},
    {"slots": True, "eq": False},
    {"slots": True, "unsafe_hash": True},
)


@pytest.mark.parametrize("shape", SHAPES, ids="-".join)
def test_values_are_those_of_the_standard_decorator(shape: dict[str, bool]) -> None:
    pair = _class(dataclass(**shape)), _class(dataclasses.dataclass(**shape))
    said = []
    for cls in pair:
        one, same, other = cls(name="a"), cls(name="a", notes=["x"]), cls(name="b", line=3)
        facts = [
            repr(one), repr(other), one == same, one == other, one != other, one == "a",
            [item.name for item in fields(cls)], cls.__match_args__, len(other),
            cls.__doc__, replace(one, line=2).line, one.notes is same.notes,
            hasattr(one, "__dict__"), cls.__hash__ is None,
        ]  # fmt: skip
        if cls.__hash__ is not None and shape.get("eq", True):
            facts += [hash(one) == hash(same), hash(one), len({one, same, other})]
        if shape.get("order"):
            facts += [one < other, one <= other, one > other, one >= same, min(one, other)]
        said.append([str(fact) for fact in facts])
    assert said[0] == said[1]


@pytest.mark.parametrize("shape", SHAPES, ids="-".join)
def test_arguments_are_taken_as_by_the_standard_decorator(shape: dict[str, bool]) -> None:
    for cls in (_class(dataclass(**shape)), _class(dataclasses.dataclass(**shape))):
        for given, named in (((), {}), ((), {"name": "a", "nme": 1}), (("a", (), [], 1, 2), {})):
            with pytest.raises(TypeError, match=r"__init__\(\)"):
                cls(*given, **named)
        if shape.get("kw_only"):
            with pytest.raises(TypeError, match="positional"):
                cls("a")
        else:
            assert cls("a", ("t",)).tags == ("t",)


def test_a_frozen_value_can_not_be_changed() -> None:
    value = _class(dataclass(frozen=True, slots=True))("a")
    with pytest.raises(FrozenInstanceError):
        value.name = "b"
    with pytest.raises(FrozenInstanceError):
        del value.name
    assert value.name == "a"


def test_a_method_is_compiled_when_it_is_first_called() -> None:
    cls = _class(dataclass(frozen=True, slots=True))
    before = cls.__init__, cls.__eq__, cls.__hash__
    value = cls("a")
    assert (cls.__init__ is before[0], cls.__eq__ is before[1]) == (False, True)
    assert value == cls("a")
    assert cls.__eq__ is not before[1]
    assert cls.__hash__ is before[2]


def test_methods_of_the_class_itself_stay() -> None:
    @dataclass(frozen=True, slots=True)
    class Word:
        text: str
        size: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "size", len(self.text))

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Word) and self.size == other.size

        def __hash__(self) -> int:
            return self.size

        def __repr__(self) -> str:
            return "a word"

    assert (Word("ab") == Word("cd"), hash(Word("ab")), str(Word("a"))) == (True, 2, "a word")


def test_a_class_without_fields_has_one_value() -> None:
    @dataclass(frozen=True, slots=True)
    class Nothing:
        pass

    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(())
