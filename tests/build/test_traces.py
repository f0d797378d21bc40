"""Traces come back as they were written, or not at all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import packed
from sitegen.build.traces import KIND, Trace, Traces, decode_traces, encode_traces
from sitegen.model.text import OutPath

NUMBERS = st.integers(0, 2**64 - 1)
# What the names of files on a disk may hold: bytes that are no UTF-8 come as lone surrogates.
NAMES = st.text(
    st.characters(exclude_characters="\0", exclude_categories=("Cs",)) | st.just("\udcff")
)
TRACES = st.builds(
    Trace,
    st.lists(NUMBERS, max_size=6).map(tuple),
    st.binary(min_size=32, max_size=32).map(bytes.hex),
)
ALL = st.builds(
    Traces,
    NAMES,
    st.dictionaries(NAMES, NUMBERS, max_size=4),
    st.dictionaries(NAMES, NUMBERS, max_size=4),
    st.dictionaries(NAMES.map(OutPath), TRACES, max_size=4),
)
SOME = Traces(
    "1",
    {"the site": 5},
    {"a.html": 6, "b.html": 7},
    {
        OutPath("index.html"): Trace((1, 2**64 - 1), "ab" * 32),
        OutPath("a.css"): Trace((), "cd" * 32),
    },
)


def read(content: bytes, versions: str = "1") -> Traces:
    return decode_traces(packed.unpack(KIND, content), versions)


@given(ALL)
def test_traces_come_back(traces: Traces) -> None:
    assert read(encode_traces(traces), traces.versions) == traces


def test_traces_of_other_programs_are_none() -> None:
    assert read(encode_traces(SOME)) == SOME
    assert read(encode_traces(SOME), "2") == Traces()
    assert read(encode_traces(SOME), "") == Traces()


def test_no_file_is_no_traces() -> None:
    assert decode_traces(None, "1") == Traces()


def test_a_file_cut_short_is_no_traces() -> None:
    content = encode_traces(SOME)
    for end in range(len(content)):
        assert read(content[:end]) == Traces()
    assert read(content + b"\0") == Traces()


def test_a_flipped_bit_is_noticed() -> None:
    content = encode_traces(SOME)
    for place in range(len(content)):
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            assert read(bytes(flipped)) in (Traces(), SOME)  # the checksum in capitals is the same


def test_a_cache_of_another_kind_is_no_traces() -> None:
    content = packed.pack("output", ["1", "index.html"], [1, 2, 3])
    assert packed.unpack("output", content) is not None
    assert read(content) == Traces()


NO_TRACES = {
    "nothing at all": ([], []),
    "no counts": (["1"], [0]),
    "more settings than names": (["1", "a"], [5, 0, 1, 2, 3, 4, 5]),
    "more templates than names": (["1", "a"], [0, 5, 1, 2, 3, 4, 5]),
    "fewer digests than names": (["1", "a", "b"], [1, 1, 7]),
    "a count beyond all memory": (["1"], [2**64 - 1, 0]),
    "an output without a count": (["1", "a.html"], [0, 0]),
    "fewer inputs than counted": (["1", "a.html"], [0, 0, 3, 1]),
    "more inputs than counted": (["1", "a.html"], [0, 0, 1, 1, 1]),
    "inputs beyond all memory": (["1", "a.html"], [0, 0, 2**64 - 1]),
}


@pytest.mark.parametrize("what", NO_TRACES)
@pytest.mark.parametrize("blob", [b"", bytes(32), bytes(33), bytes(64)])
def test_a_whole_file_with_nonsense_in_it_is_no_traces(what: str, blob: bytes) -> None:
    texts, numbers = NO_TRACES[what]
    found = read(packed.pack(KIND, texts, numbers, blob))
    assert found in (Traces(), Traces("1"))


@given(
    st.lists(NAMES, max_size=6),
    st.lists(st.integers(0, 3) | NUMBERS, max_size=12),
    st.integers(0, 3),
)
def test_no_file_makes_the_reader_stumble(
    texts: list[str], numbers: list[int], digests: int
) -> None:
    read(packed.pack(KIND, ["1", *texts], numbers, bytes(32 * digests)))


def test_a_path_with_a_nul_is_no_traces() -> None:
    """No output has such a path; what would be read of it must not be taken for another."""
    for path in ("a\0b", "\0", "a\0"):
        traces = Traces("1", {}, {}, {OutPath(path): Trace((1,), "ab" * 32)})
        assert read(encode_traces(traces)) == Traces()


def test_many_files_come_back_in_order() -> None:
    chance = random.Random(1)  # noqa: S311 no secret
    outputs = {
        OutPath(f"{chance.random()}.html"): Trace((chance.getrandbits(64),) * 5, "ef" * 32)
        for _ in range(1000)
    }
    assert list(read(encode_traces(Traces("1", {}, {}, outputs))).outputs.items()) == list(
        outputs.items()
    )
