"""Two letters word by word: what is said of whom they are for, and what else differs."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.letter_parts import END, START
from sitegen.model.blocks import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model.letters import Letter, Passage

_WORD: Final = late_pattern(rf"[{START}{END}]|\s+|\w+|[^\w\s]")
_AROUND: Final = 8
"""Words and signs that are shown on either side of a difference."""
_ALIKE: Final = 0.35
"""Paragraphs with less in common are different ones."""


class Difference(NamedTuple):
    """A difference in one part of the letters, with some words before and after it."""

    part: str
    """"opening", "paragraph 2", or the name of a paragraph."""
    before: str
    old: str
    new: str
    after: str
    is_of_addressee: bool
    """A variable, a paragraph written for one application, the recipient, address or day."""


class Comparison(NamedTuple):
    """Two letters side by side."""

    differences: tuple[Difference, ...]
    same: tuple[str, ...]
    """The parts that say the same."""


class _Part(NamedTuple):
    label: str
    text: str
    name: str = ""
    is_given: bool = False
    """Of the recipient alone, or written for one application."""
    is_whole: bool = False
    """Not to be compared word by word."""


class _Word(NamedTuple):
    text: str
    is_value: bool


def compare_letters(one: Letter, other: Letter) -> Comparison:
    """Return how two letters differ, whose values are marked by `START` and `END`."""
    differences: list[Difference] = []
    same: list[str] = []
    pairs = [
        *zip(_head(one), _head(other), strict=True),
        *_aligned(_paragraphs(one), _paragraphs(other)),
        *zip(_foot(one), _foot(other), strict=True),
    ]
    for old, new in pairs:
        found = list(_differences(old, new))
        part = old or new
        if not found and part is not None and (part.text or part.name):
            same.append(part.label)
        differences += found
    return Comparison(tuple(differences), tuple(same))


def _head(letter: Letter) -> tuple[_Part, ...]:
    return (
        _Part("recipient", letter.recipient, is_given=True, is_whole=True),
        _Part("address", ", ".join(letter.address), is_given=True, is_whole=True),
        _Part("date", letter.date.iso if letter.date else "", is_given=True, is_whole=True),
        _Part("title", letter.title),
        _Part("opening", letter.opening),
    )


def _foot(letter: Letter) -> tuple[_Part, ...]:
    return (
        _Part("closing", letter.closing or ""),
        _Part("signed", letter.signed or ""),
        _Part("enclosures", ", ".join(letter.enclosures)),
        _Part("postscript", str(letter.postscript)),
    )


def _paragraphs(letter: Letter) -> tuple[_Part, ...]:
    texts = [
        (passage, str(text)) for passage in letter.passages for text in texts_of(passage.blocks)
    ]
    return tuple(_paragraph(n, passage, text) for n, (passage, text) in enumerate(texts, 1))


def _paragraph(number: int, passage: Passage, text: str) -> _Part:
    return _Part(passage.name or f"paragraph {number}", text, passage.name, passage.is_given)


def _aligned(
    old: Sequence[_Part], new: Sequence[_Part]
) -> Iterator[tuple[_Part | None, _Part | None]]:
    """Pair paragraphs that are alike, in their order, so that the pairs have most in common."""

    @cache
    def best(i: int, j: int) -> float:
        if i == len(old) or j == len(new):
            return 0.0
        return max(likeness(i, j) + best(i + 1, j + 1), best(i + 1, j), best(i, j + 1))

    @cache
    def likeness(i: int, j: int) -> float:
        if old[i].name or new[j].name:
            return 1.0 if old[i].name == new[j].name else 0.0
        words = [one.text for one in _words(old[i].text)], [one.text for one in _words(new[j].text)]
        ratio = SequenceMatcher(None, *words, autojunk=False).ratio()
        return ratio if ratio >= _ALIKE else 0.0

    i = j = 0
    while i < len(old) or j < len(new):
        is_pair = i < len(old) and j < len(new) and likeness(i, j) > 0
        if is_pair and best(i, j) == likeness(i, j) + best(i + 1, j + 1):
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and best(i, j) == best(i + 1, j):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


def _differences(old: _Part | None, new: _Part | None) -> Iterator[Difference]:
    part = old or new
    if part is None:
        return
    first, last = _words(old.text if old else ""), _words(new.text if new else "")
    is_alone = old is None or new is None
    is_given = any(one.is_given for one in (old, new) if one) or (bool(part.name) and is_alone)
    if part.is_whole and first != last:
        yield Difference(part.label, "", _joined(first), _joined(last), "", is_given)
        return
    matcher = SequenceMatcher(None, [w.text for w in first], [w.text for w in last], autojunk=False)
    for kind, i, k, j, m in _wider(matcher.get_opcodes(), first):
        if kind == "equal":
            continue
        changed = (*first[i:k], *last[j:m])
        yield Difference(
            part.label,
            ("…" if i > _AROUND else "") + _joined(first[max(i - _AROUND, 0) : i]),
            _joined(first[i:k]),
            _joined(last[j:m]),
            _joined(first[k : k + _AROUND]) + ("…" if k + _AROUND < len(first) else ""),
            is_given or all(word.is_value for word in changed),
        )


def _wider(
    codes: Sequence[tuple[str, int, int, int, int]], words: Sequence[_Word]
) -> list[tuple[str, int, int, int, int]]:
    """Join differences with nothing but a space between them."""
    made: list[tuple[str, int, int, int, int]] = []
    for code in codes:
        kind, i, k, j, m = code
        if (
            len(made) > 1
            and kind != "equal"
            and made[-1][0] == "equal"
            and not _joined(words[made[-1][1] : made[-1][2]]).strip()
        ):
            made.pop()
            _, first, _, last, _ = made.pop()
            made.append(("replace", first, k, last, m))
        else:
            made.append((kind, i, k, j, m))
    return made


def _words(text: str) -> list[_Word]:
    """Return words, spaces and signs, each with whether a variable brought it."""
    made: list[_Word] = []
    depth = 0
    for word in _WORD.findall(text):
        if word in (START, END):
            depth += 1 if word == START else -1
        else:
            made.append(_Word(" " if word.isspace() else word, depth > 0))
    return made


def _joined(words: Sequence[_Word]) -> str:
    return "".join(word.text for word in words)
