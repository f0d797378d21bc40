"""BibTeX under stress: generated, damaged and collected files."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from collected import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model.entry import RawEntry

PATH = SitePath("publications.bib")


def read(text: str) -> tuple[tuple[RawEntry, ...], tuple[Problem, ...]]:
    outcome = read_bibtex(PATH, text.encode())
    return outcome.value or (), outcome.problems


def spans_of(entries: tuple[RawEntry, ...], problems: tuple[Problem, ...]) -> list[Span]:
    spans = [entry.span for entry in entries]
    spans += [field.span for entry in entries for field in entry.fields.values()]
    spans += [problem.span for problem in problems]
    return spans + [span for problem in problems for span, _ in problem.related]


def check_result(text: str) -> None:
    """Check what holds of every file, however broken."""
    entries, problems = read(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for span in spans_of(entries, problems):
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert span.width >= 1
    keys = [entry.key.lower() for entry in entries]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    for entry in entries:
        for name, field in entry.fields.items():
            assert name == field.name == name.lower()
            assert field.value == field.value.strip(" \t\n")
    assert len(set(problems)) == len(problems)


# --- sound files round-trip

WORDS = st.text("abzÉß0-9_'`~.:;!?/\\@#%=,()&$^*+<>|[]", min_size=1, max_size=8)


def braced(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, max_size=3).map(lambda parts: "{" + " ".join(parts) + "}")


PIECES = WORDS | braced(WORDS) | braced(WORDS | braced(WORDS | braced(WORDS)))
VALUES = st.lists(PIECES, max_size=5).map(" ".join)
BLANKS = st.sampled_from(["", " ", "\n", "\t ", "\n  ", " % a { comment\n", "\r\n"])
NAMES = st.from_regex(r"[a-z][a-z0-9_+-]{0,8}", fullmatch=True).filter(
    lambda name: name not in {"crossref", "xdata", "ids"}
)
KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9:_./+-]{0,12}", fullmatch=True)
TYPES = st.sampled_from(["article", "Book", "INPROCEEDINGS", "misc", "phdthesis", "online"])


@st.composite
def written_values(draw: st.DrawFn) -> tuple[str, str]:
    """Return a value and one way to write it."""
    value = draw(VALUES)
    match draw(st.sampled_from(["braces", "quotes", "number", "string", "sum"])):
        case "quotes":
            return value, f'"{value}"'
        case "number":
            number = str(draw(st.integers(0, 9999)))
            return number, number
        case "string":
            return "Journal of Tides", "jot"
        case "sum":
            return f"{value}, Journal of Tides", f'{{{value}}} # ", " # JOT'
        case _:
            return value, f"{{{value}}}"


@st.composite
def sound_files(draw: st.DrawFn) -> tuple[str, dict[str, dict[str, str]]]:
    """Return a text without flaws, and the fields of its entries."""
    blank = lambda: draw(BLANKS)  # noqa: E731 it reads like a token below
    parts = ["@string{jot = {Journal of Tides}}\n"]
    expected: dict[str, dict[str, str]] = {}
    for key in draw(st.lists(KEYS, unique_by=str.lower, max_size=4)):
        fields = draw(st.dictionaries(NAMES, written_values(), max_size=5))
        opener, closer = draw(st.sampled_from(["{}", "()"]))
        written = [
            f"{blank()}{name}{blank()}={blank()}{text}{blank()}"
            for name, (_, text) in fields.items()
        ]
        body = ",".join([f"{blank()}{key}{blank()}", *written])
        parts.append(f"@{draw(TYPES)}{opener}{body}{closer}{draw(BLANKS)}\n")
        expected[key] = {
            name: re.sub(r"[ \t\n]+", " ", value).strip() for name, (value, _) in fields.items()
        }
    return "".join(parts), expected


@settings(max_examples=60, deadline=None)
@given(sound_files())
def test_a_sound_file_round_trips_without_problems(
    made: tuple[str, dict[str, dict[str, str]]],
) -> None:
    text, expected = made
    entries, problems = read(text)
    assert problems == ()
    assert {
        entry.key: {name: field.value for name, field in entry.fields.items()} for entry in entries
    } == expected
    check_result(text)


# --- broken files

SHARDS = st.lists(
    st.sampled_from(
        [
            *("@article{", "@book(", "@string{", "@comment{", "@", "---\n", "\ufeff"),
            *("{", "}", '"', "(", ")", ",", "=", "#", "%", "\\", "\n", "\r", " ", "\0", "é"),
            *("key", "title", " = {x},\n", "2020", "jan", "crossref = {key}", "ids={a}"),
            *("@xdata{", "xdata={key}", "xdata=key-title-1"),
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(SHARDS)
def test_no_text_breaks_the_reader(text: str) -> None:
    check_result(text)


@settings(max_examples=60, deadline=None)
@given(sound_files(), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 5), SHARDS), max_size=4))
def test_no_edit_breaks_the_reader(
    made: tuple[str, dict[str, dict[str, str]]], edits: list[tuple[float, int, str]]
) -> None:
    text, _ = made
    for place, cut, shard in edits:
        at = int(place * len(text))
        text = text[:at] + shard[:10] + text[at + cut :]
    check_result(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for prefix in (b"", b"@article{k, title = {", b"\xff\xfe", b"% Encoding: big5\n@book{k,"):
        read_bibtex(PATH, prefix + content)


def test_a_wrong_brace_alone_on_its_line_is_passed() -> None:
    entries, problems = read("@article{k, title = {A}, #\n)\n,")
    assert [entry.key for entry in entries] == ["k"]
    assert ")" in [problem.message[1] for problem in problems]
    check_result("@article{k,\n)\n,")


# --- one damaged character in a sound file

FAMILIES = ["Gale", "Reed", "Shaw", "Hill", "Ford", "Wren", "Ørsted", "Núñez"]
NOUNS = ["tides", "reefs", "{Ys}", "wrecks", "sand", "wind", "{\\'e}tangs", "moons"]


def make_file(random: Random, entry_count: int) -> str:
    """Return a list of publications in one of the layouts that people use."""
    opener, closer = random.choice(["{}", "{}", '""'])
    layout = random.choice(["  {0:<10}= {1},\n", " {0}={1},\n", "\t{0} = {1},\n"])
    entries = []
    for number in range(entry_count):
        title = f"On {' and '.join(random.choices(NOUNS, k=3))} {number}"
        fields = {
            "author": f"{random.choice(FAMILIES)}, Ada and Ben {random.choice(FAMILIES)}",
            "title": title,
            "journal": "Journal of {Seas}, Series B",
            "pages": f"{number}--{number + 9}",
            "url": f"https://example.org/a?n={number}&b=%20",
            "abstract": f"We look at {title},\n    and at (x = {number}) more.",
        }
        lines = [layout.format(name, f"{opener}{text}{closer}") for name, text in fields.items()]
        lines.append(layout.format("year", 1900 + number))
        entries.append(f"@article{{{random.choice(FAMILIES)}{number},\n{''.join(lines)}}}\n")
    return "\n".join(entries)


class Damage(NamedTuple):
    """A file with one character deleted or inserted, and what came of it."""

    line: int
    lost: set[str]
    problems: tuple[Problem, ...]

    def is_near(self) -> bool:
        return bool(self.problems) and abs(self.problems[0].span.line - self.line) <= 1


def damages(kind: str, char: str, seed: int) -> list[Damage]:
    random = Random(seed)  # noqa: S311 no secret
    made: list[Damage] = []
    for _ in range(12):
        text = make_file(random, 8)
        keys = {entry.key for entry in read(text)[0]}
        assert len(keys) == 8
        places = [at for at, found in enumerate(text) if kind == "insert" or found == char]
        for at in random.sample(places, min(10, len(places))):
            rest = text[at:] if kind == "insert" else text[at + 1 :]
            entries, problems = read(text[:at] + char * (kind == "insert") + rest)
            line = text.count("\n", 0, at) + 1
            made.append(Damage(line, keys - {entry.key for entry in entries}, problems))
    return made


ALL_DAMAGE = [
    *(("delete", char) for char in '{}@,="'),
    *(("insert", char) for char in '{}"'),
]


@pytest.mark.parametrize(("kind", "char"), ALL_DAMAGE)
def test_one_damaged_character_costs_one_entry_at_most(kind: str, char: str) -> None:
    made = damages(kind, char, seed=1901)
    losses = [damage for damage in made if damage.lost]
    reported = [damage for damage in losses if damage.problems]
    assert len(made) >= 12
    assert max((len(damage.lost) for damage in losses), default=0) <= 1
    assert len(reported) >= 0.95 * len(losses)
    if (kind, char) not in {("delete", "@"), ("insert", "{"), ("insert", "}"), ("insert", '"')}:
        assert losses == []


@pytest.mark.parametrize(
    ("kind", "char", "share"),
    [("delete", "}", 0.75), ("delete", "@", 0.95), ("insert", "{", 0.75)],
)
def test_damage_is_reported_within_a_line(kind: str, char: str, share: float) -> None:
    made = damages(kind, char, seed=1902)
    assert sum(damage.is_near() for damage in made) >= share * len(made)


def test_a_large_file_takes_time_in_proportion_to_its_size() -> None:
    random = Random(1903)  # noqa: S311 no secret
    text = make_file(random, 2000)
    entries, problems = read(text)
    assert (len(entries), problems) == (2000, ())


# --- files of other tools and people


FILES = sorted(CORPUS.glob("*/*.bib"))

if FILES:

    @pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
    def test_a_collected_file_is_read(path: Path) -> None:
        content = path.read_bytes().replace(b"\0", b"")
        outcome = read_bibtex(PATH, path.read_bytes())
        heads = rb"(?im)^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]\s*[^\s,{}=]+,"
        assert len(outcome.value or ()) + len(outcome.problems) >= len(re.findall(heads, content))
