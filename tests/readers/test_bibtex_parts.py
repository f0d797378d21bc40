"""Short cuts of the BibTeX reader: they change how long it takes, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from collected import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.problems import Outcome, SitePath
from sitegen.readers import bibtex_parser, bibtex_parts
from sitegen.readers.bibtex import read_bibtex
from sitegen.readers.bibtex_parts import BibtexMemo

if TYPE_CHECKING:
    from sitegen.model.entry import RawEntry

PATH = SitePath("publications.bib")


def described(outcome: Outcome[tuple[RawEntry, ...]]) -> object:
    """Return everything that a reading says, places as well."""
    entries = (
        None
        if outcome.value is None
        else [
            (
                entry.entry_type,
                entry.key,
                entry.span,
                [(name, f.name, f.value, f.span) for name, f in entry.fields.items()],
            )
            for entry in outcome.value
        ]
    )
    return entries, outcome.problems


def read_without_short_cuts(content: bytes) -> Outcome[tuple[RawEntry, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bibtex_parts, "find_certain_heads", lambda *_: [])
        patch.setattr(bibtex_parts, "read_sound_entry", lambda *_: None)
        patch.setattr(bibtex_parts, "read_sound_string", lambda *_: False)
        patch.setattr(bibtex_parts, "is_silent", lambda _: False)
        return read_bibtex(PATH, content)


# --- files

SOUND = (
    "@article{gale1901,\n  author = {Gale, Ada},\n  title = {On {\\ys}},\n  year = 1901}\n\n",
    '@Book{reed,title="The {"}sea{"}",month=jan,journal = jot,}\n',
    (
        "@inproceedings{hill:1,\n\ttitle = {{Deep {er {and {deeper {still}}}}}},\n"
        "\tabstract = {One.\n\n  Two é  \u00a0.}\n}\nSome text, no entry.\n"
    ),
    "  @misc{wren, note = {see\n@foo{bar}\n}, year = {1903}}\n",
    "@misc{ford, url = {https://example.org/a%20b@c}, year = 1904 }\n\n",
    "@article{shaw,\n title = {A\n  B}, YEAR = {1905} , }",
    '@article{month, month = "10~" # feb, title = jot # {:} #"A {#}" # 2}\n',
)
ODD = (
    "@string{jot = {Journal of Tides}}\n",
    "@string{jan = {J.}, jot = jan # {!}}\n",
    "@article{month, month = {10~} # feb # moon, title = Jot}\n",
    '@string(jot = "J.")\n',
    '@string{jot = "J", }\n',
    "@STRING{\n jot={A} }, x\n",
    "50% = {no}\n",
    "@article(round, title = {Tides},\n)\n",
    "@article{percent, % a comment\n title = {50% of them}, % }\n}\n",
    "@article{twice, title = {A}, title = {B}}\n",
    "@inproceeedings{slip, title = {A}, year = 1906}\n",
    "@article{open, title = {A, year = 1907\n}\n",
    "@article{early, year = 1908},\n title = {late}\n}\n",
    "@article{bare, title = Tides of Ys, year = 2021b\n}\n",
    "@article{child, crossref = {gale1901}, pages = {1--2}}\n",
    "@article\n\n{ far, title = {A} }\n",
    "@comment{@article{gone,\n title = {A}}\n",
    "@comment{\n@article{gone,\n title = {A}}\n\n@book{gone2, title = {B}}\n}\n",
    "@comment(\n@article{gone3, title = {A}}\n)\n",
    "@preamble{ {\\newcommand{\\ys}{Ys}} }\n",
    "% @article{hidden, title = {A}}\n",
    "title = {orphan},\n}\n",
    "article{lost, title = {A}}\n",
)
FILES = st.lists(st.sampled_from((*SOUND, *SOUND, *ODD)), max_size=8).map("".join)
SHARDS = st.sampled_from(
    [
        *(
            "@article{k,",
            "@comment{",
            "@comment(",
            "@string{jot = {X}}",
            "@",
            "{",
            "}",
            '"',
            "(",
            ")",
        ),
        *(",", "=", "#", "%", "\\", "\n", "\n\n", " ", "\r\n", "é", "jot", "1910", " title = "),
    ]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), SHARDS), max_size=4)


def edited(text: str, edits: list[tuple[float, int, str]]) -> str:
    for place, cut, shard in edits:
        at = int(place * len(text))
        text = text[:at] + shard + text[at + cut :]
    return text


@settings(max_examples=300, deadline=None)
@given(FILES, EDITS)
def test_short_cuts_change_nothing(text: str, edits: list[tuple[float, int, str]]) -> None:
    content = edited(text, edits).encode()
    assert described(read_bibtex(PATH, content)) == described(read_without_short_cuts(content))


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_entry_is_read_quickly(text: str) -> None:
    """Without pybtex, and so without waiting for it."""
    text = "Tides, 2020\n\n@String{jot = {Journal of Tides}}\n" + text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bibtex_parser, "BibtexParser", None)
        entries = read_bibtex(PATH, text.encode()).value
    assert entries is not None
    assert len(entries) == 1


# --- remembered readings


@settings(max_examples=150, deadline=None)
@given(st.lists(FILES, min_size=1, max_size=3), st.lists(EDITS, min_size=1, max_size=5), st.data())
def test_what_is_remembered_changes_nothing(
    texts: list[str], history: list[list[tuple[float, int, str]]], data: st.DataObject
) -> None:
    memo = BibtexMemo()
    for edits in history:
        text = edited(data.draw(st.sampled_from(texts)), edits)
        texts.append(text)
        content = text.encode()
        assert described(read_bibtex(PATH, content, memo=memo)) == described(
            read_bibtex(PATH, content)
        )


def test_unchanged_entries_keep_their_fields_and_move() -> None:
    memo = BibtexMemo()
    before = read_bibtex(PATH, "".join(SOUND).encode(), memo=memo).value
    text = "% new lines\n\n" + "".join(SOUND).replace("1904", "1914")
    after = read_bibtex(PATH, text.encode(), memo=memo).value
    assert before is not None
    assert after is not None
    same = [new.key for old, new in zip(before, after, strict=True) if old.fields is new.fields]
    assert same == ["gale1901", "reed", "hill:1", "wren", "shaw", "month"]
    assert [entry.span.line for entry in after] == [3, 8, 9, 16, 19, 21, 23]


def test_a_changed_string_changes_the_entries_that_use_it() -> None:
    memo = BibtexMemo()
    text = "@string{jot = {Tides}}\n@book{a, title = jot}\n@book{b, title = {B}}\n"
    read_bibtex(PATH, text.encode(), memo=memo)
    after = read_bibtex(PATH, text.replace("Tides", "Reefs").encode(), memo=memo).value
    assert after is not None
    assert [entry.fields["title"].value for entry in after] == ["Reefs", "B"]


@pytest.mark.parametrize("opened", ["@comment{\n", "@comment{\n@comment{\n"])
def test_a_comment_may_end_after_what_changed(opened: str) -> None:
    memo = BibtexMemo()
    papers = [f"@article{{k{number}, title = {{A}}}}\n" for number in range(6)]
    for text in (
        "".join([*papers, "}\n", *papers]),
        "".join([opened, *papers, "}\n", *papers]),
        "".join([papers[0], opened, *papers, "}\n", *papers]),
    ):
        content = text.encode()
        assert described(read_bibtex(PATH, content, memo=memo)) == described(
            read_bibtex(PATH, content)
        )


def test_files_are_remembered_apart() -> None:
    memo = BibtexMemo()
    text = b"@book{a, title = {A}}"
    other = SitePath("other.bib")
    read_bibtex(PATH, text, memo=memo)
    entries = read_bibtex(other, text, memo=memo).value
    assert entries is not None
    assert entries[0].span.path == other


# --- files of other tools and people

COLLECTED = sorted(CORPUS.glob("*/*.bib"))

if COLLECTED:

    @pytest.mark.parametrize("start", range(0, len(COLLECTED), 50))
    def test_short_cuts_change_nothing_in_collected_files(start: int) -> None:
        memo = BibtexMemo()
        for path in COLLECTED[start : start + 50]:
            content = path.read_bytes()
            expected = described(read_without_short_cuts(content))
            assert described(read_bibtex(PATH, content)) == expected, path.name
            assert described(read_bibtex(PATH, content, memo=memo)) == expected, path.name
            moved = b"\n" + content
            again = described(read_bibtex(PATH, moved, memo=memo))
            assert again == described(read_bibtex(PATH, moved)), path.name
