"""Equal numbers mean equal values, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import sitegen
from sitegen.build.digest import Digester, digest_bytes
from sitegen.model.text import Html


def number(value: object) -> int:
    return Digester().number(value)


class Pair(NamedTuple):
    one: object
    other: object


@dataclass(frozen=True, slots=True)
class Small:
    one: object
    other: object = ""
    place: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Twin:
    one: object
    other: object = ""


@dataclass(frozen=True, slots=True)
class Large:
    a: object = ""
    b: object = ()
    c: object = None
    d: object = False
    e: object = 0
    f: object = None
    g: object = field(default=None, compare=False)


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.frozensets(st.text(max_size=3), max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.builds(Pair, inner, inner)
        | st.builds(Small, inner, inner)
        | st.builds(Twin, inner, inner)
        | st.builds(Large, inner, inner, inner, inner, inner, inner)
    ),
    max_leaves=12,
)


def spelled(value: object) -> object:
    """Return what is the same for two values only if they are, down to the types and the order."""
    if isinstance(value, (Small, Twin)):
        return type(value).__name__, spelled(value.one), spelled(value.other)
    if isinstance(value, Large):
        return "Large", *(spelled(getattr(value, name)) for name in "abcdef")
    if isinstance(value, tuple):
        return type(value).__name__, *map(spelled, value)
    if isinstance(value, dict):
        return "dict", *(spelled(item) for item in value.items())
    if isinstance(value, frozenset):
        return "set", *sorted(value)
    return type(value).__name__, repr(value)


def copied(value: object) -> object:
    """Return an equal value that shares as little as possible with the first."""
    if isinstance(value, (Small, Twin)):
        return type(value)(copied(value.one), copied(value.other))
    if isinstance(value, Large):
        return Large(*(copied(getattr(value, name)) for name in "abcdef"), g="elsewhere")
    if isinstance(value, Pair):
        return Pair(*map(copied, value))
    if isinstance(value, tuple):
        return tuple(map(copied, value))
    if isinstance(value, dict):
        return {key: copied(one) for key, one in value.items()}
    if isinstance(value, str):
        return "".join(list(value))
    return value


@given(PLAIN)
def test_equal_values_have_equal_numbers(value: object) -> None:
    assert number(value) == number(copied(value))
    one = Digester()
    assert one.number(value) == one.number(copied(value)) == one.number(value)


@given(PLAIN, PLAIN)
def test_different_values_have_different_numbers(one: object, other: object) -> None:
    assume(spelled(one) != spelled(other))
    assert number(one) != number(other)


@given(PLAIN)
def test_nesting_counts(value: object) -> None:
    shapes = [value, (value,), ((value,),), (value, ()), ((), value), Pair(value, ()),
              Small(value), Twin(value), {"": value}]  # fmt: skip
    assert len({number(shape) for shape in shapes}) == len({spelled(shape) for shape in shapes})


@pytest.mark.parametrize(
    "values",
    [
        (1, 1.0, True, "1", b"1", (1,), "True"),
        (0, 0.0, False, None, "", b"", (), frozenset(), {}, "None"),
        (("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), "abc", ("a", "b", "c")),
        ((("a",), "b"), ("a", ("b",)), (("a", "b"),), ("a", "b")),
        (("s1:a",), ("a",), "tuple(1:s1:a"),
        (("a", "bs:c"), ("as:b", "c"), (b"a", b"bb:c"), (b"ab:b", b"c")),
        ({"a": 1}, (("a", 1),), {"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (frozenset({"a"}), ("a",)),
        ("é", "e\u0301", "\udce9"),
        (Small(""), Twin(""), Large(), Small(1), Small("", 1), Small(1, 1)),
        (Large("a"), Large(b="a"), Large(c="a"), Large("a", "a")),
        (Large(c=False), Large(c=None), Large(c=0), Large(c="")),
        (number, spelled, "number"),
    ],
)
def test_look_alikes_are_told_apart(values: tuple[object, ...]) -> None:
    assert len({number(value) for value in values}) == len(values)


class Word(str):
    __slots__ = ()


def test_a_kind_of_str_is_text_as_it_is_equal_to_it() -> None:
    assert number(Word("a")) == number("a")
    assert number(Html("a")) != number("a")


def test_what_takes_no_part_in_comparing_does_not_count() -> None:
    assert number(Small(1, 2, 3)) == number(Small(1, 2, 4))
    assert number(Large(g=1)) == number(Large(g=2))


@pytest.mark.parametrize(
    "value", [[1], {1}, object(), 1j, Path(), (1, [2]), {"a": [1]}, Large(a=[1]), Small, len]
)
def test_anything_else_has_no_number(value: object) -> None:
    with pytest.raises(TypeError, match="has no digest"):
        number(value)


def test_a_value_made_by_a_pure_function_is_what_it_was_made_from() -> None:
    made, like_it, other = Large("made"), Large("made"), Large("other")
    origins = {id(made): ("source", 1), id(like_it): ("source", 1), id(other): ("source", 2)}
    digester = Digester(lambda value: origins.get(id(value)))
    assert digester.number(made) == digester.number(like_it)
    assert digester.number(made) != digester.number(other)
    assert digester.number((made,)) != number((made,))


def test_another_process_has_the_same_numbers() -> None:
    code = (
        "from sitegen.build.digest import Digester\n"
        "print(Digester().number(('a', frozenset({'b', 'c', 'd'}), {'e': 1.5, 'f': None})))"
    )
    here = number(("a", frozenset({"b", "c", "d"}), {"e": 1.5, "f": None}))
    for seed in ("1", "2"):
        said = subprocess.run(
            [sys.executable, "-c", code],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(sitegen.__file__).parents[1]),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert int(said) == here


def test_a_number_has_64_bits() -> None:
    assert {digest_bytes(bytes([byte])) >> 64 for byte in range(256)} == {0}
    assert len({digest_bytes(bytes([byte])) for byte in range(256)}) == 256
