"""Capitals of titles: sentence case and headline case.

Sentence case follows citation processors (CSL's `text-case="sentence"`, Zotero): a title written
In Title Case loses its capitals, also those of proper nouns that no braces protect; names of
months, languages and often cited people are known. Kept are what braces protect (`{North Sea}`),
words with capitals or figures inside (DNA, mRNA, iPhone), single letters (vitamin C), emphasised
words (species, ships) and the word after a colon. A title of mostly small words is taken to be in
sentence case already; neither case is applied to titles in other languages than English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.citations.words import ENGLISH, FOREIGN, PROPER, SMALL, SOMETIMES_SMALL
from sitegen.late_pattern import late_pattern
from sitegen.model.text import Cite, Link, Math, RichText, Styled, Text, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.model.text import Inline

_WORD: Final = late_pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_OPENERS: Final = "\"“‘'(["
_CLOSERS: Final = "\"”’')]"
_KEPT_STYLES: Final = frozenset({"protected", "code", "sub", "sup"})
_SHOWN: Final = 40
"""Characters before a word that may say whether a sentence begins with it."""


class _Word(NamedTuple):
    """A word of a title: its letters, and where it stands."""

    text: str
    is_first: bool
    is_last: bool
    is_after_colon: bool
    follows_hyphen: bool
    is_name: bool
    """It stands before a colon, at the beginning: `tidecalc: a calculator`."""


class _Manner(NamedTuple):
    """How the words of a title are written."""

    is_english: bool
    is_shouted: bool
    """It is in capitals throughout."""
    is_sentence: bool


@lru_cache(maxsize=64)
def sentence_case(
    title: RichText, *, language: str = "", capital_after_colon: bool = True
) -> RichText:
    """Return a title with capitals as a sentence has them.

    >>> from sitegen.model.text import rich
    >>> str(sentence_case(rich("Deep Learning of DNA: A Review for French T Cells")))
    'Deep learning of DNA: A review for French T cells'
    >>> str(sentence_case(rich("The tides of Port Lune: a study")))
    'The tides of Port Lune: A study'
    """
    is_english, is_shouted, is_sentence = _manner(title, language)
    if not is_english:
        return title

    def changed(word: _Word) -> str:
        text = word.text
        if word.is_name and not is_shouted:
            return text
        if word.is_first or word.is_after_colon:
            if not (word.is_first or capital_after_colon):
                return text
            if is_shouted:
                text = text.capitalize()
            return text[:1].upper() + text[1:] if text.islower() else text
        if is_sentence or text[:1].islower() or _is_kept(word, is_shouted=is_shouted):
            return text
        return text.lower()

    return _recased(title, changed, keeps_emphasis=True)


@lru_cache(maxsize=64)
def headline_case(title: RichText, *, language: str = "") -> RichText:
    """Return a title with capitals as a headline has them.

    >>> from sitegen.model.text import rich
    >>> str(headline_case(rich("The self-made tides of iPhone: a study to rely on")))
    'The Self-Made Tides of iPhone: A Study to Rely On'
    """
    is_english, is_shouted, _ = _manner(title, language)
    if not is_english:
        return title

    def changed(word: _Word) -> str:
        text = word.text.lower() if is_shouted else word.text
        lowered = text.lower()
        at_edge = word.is_first or word.is_last or word.is_after_colon
        if word.is_name or not (text.islower() or text.istitle()):
            return text
        if lowered in SMALL and not at_edge:
            return lowered
        if text.islower() and (at_edge or not (lowered in SOMETIMES_SMALL or len(text) == 1)):
            return text[:1].upper() + text[1:]
        return text

    return _recased(title, changed, keeps_emphasis=False)


def _is_kept(word: _Word, *, is_shouted: bool) -> bool:
    """Say whether sentence case leaves a capitalised word as it is."""
    text = word.text
    if text.capitalize() in PROPER:
        return True
    if is_shouted:
        return False
    if len(text) == 1:
        return text != "A"
    rest = re.split("['’]", text[1:])[0]
    return not (rest.islower() or not rest)


@lru_cache(maxsize=64)
def _manner(title: RichText, language: str) -> _Manner:
    words = _WORD.findall(plain(title.nodes))
    is_shouted = len(words) > 2 and all(word.isupper() for word in words)  # noqa: PLR2004 an acronym
    is_english = _is_english(words, language)
    return _Manner(
        is_english=is_english,
        is_shouted=is_shouted,
        is_sentence=is_english and not is_shouted and _is_sentence(title),
    )


def _is_sentence(title: RichText) -> bool:
    """Say whether most of the words that Title Case would capitalise begin with a small letter."""
    capitals = small = 0
    for word in _iter_words(title.nodes):
        if word.is_first or word.is_after_colon:
            continue
        if word.text.islower():
            if word.text in SMALL or word.text in SOMETIMES_SMALL:
                continue
            small += not word.follows_hyphen
        elif word.text.istitle() and len(word.text) > 1:
            capitals += 1
    return small >= capitals


def _is_english(words: list[str], language: str) -> bool:
    if language:
        return language.lower().startswith("en")
    folded = {word.lower() for word in words}
    return not folded & FOREIGN or bool(folded & ENGLISH)


def _iter_words(nodes: tuple[Inline, ...]) -> Iterator[_Word]:
    """Yield the words whose case may change."""
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        yield from (word for _, word in _laid_out(nodes[0].value))
        return
    found: list[_Word] = []

    def collect(word: _Word) -> str:
        found.append(word)
        return word.text

    _recased(RichText(nodes), collect, keeps_emphasis=True)
    yield from found


def _recased(title: RichText, changed: Callable[[_Word], str], *, keeps_emphasis: bool) -> RichText:
    """Return a title with each word that may change replaced."""
    if len(title.nodes) == 1 and isinstance(title.nodes[0], Text):
        return _recased_text(title.nodes[0].value, changed)
    whole = plain(title.nodes)
    starts = [found.start() for found in _WORD.finditer(whole)] or [0]
    first, last = starts[0], starts[-1]
    position = 0
    is_whole = len(title.nodes) == 1

    def text(value: str) -> str:
        start = position

        def word(found: re.Match[str]) -> str:
            place = start + found.start()
            if _is_inside_word(whole, place, start + found.end(), found.start(), value):
                return found[0]
            return changed(_word(found[0], whole, place, first, last))

        return _WORD.sub(word, value)

    def walk(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        nonlocal position
        made: list[Inline] = []
        for node in nodes:
            match node:
                case Text(value):
                    made.append(Text(text(value)))
                    position += len(value)
                case Styled(style, children) if style in _KEPT_STYLES or (
                    keeps_emphasis and not is_whole
                ):
                    made.append(Styled(style, children))
                    position += len(plain((node,)))
                case Styled(style, children):
                    made.append(Styled(style, walk(children)))
                case Link(href, children):
                    made.append(Link(href, walk(children)))
                case Math() | Cite():
                    made.append(node)
                    position += len(plain((node,)))
        return tuple(made)

    return RichText(walk(title.nodes))


def _recased_text(text: str, changed: Callable[[_Word], str]) -> RichText:
    """Return a title without any styles, as most are, with its words replaced."""
    made: list[str] = []
    end = 0
    for place, word in _laid_out(text):
        made += (text[end:place], changed(word))
        end = place + len(word.text)
    return RichText((Text("".join((*made, text[end:]))),))


@lru_cache(maxsize=64)
def _laid_out(text: str) -> tuple[tuple[int, _Word], ...]:
    """Return the words of a text, each with the offset at which it begins."""
    found = [(one.start(), one[0]) for one in _WORD.finditer(text)]
    return tuple(
        (place, _word(letters, text, place, found[0][0], found[-1][0])) for place, letters in found
    )


def _word(letters: str, whole: str, place: int, first: int, last: int) -> _Word:
    """Return the word at an offset of a text whose first and last words begin at two others."""
    is_plain = whole[place - 1 : place] == " " and whole[place - 2 : place - 1].isalnum()
    before = "" if is_plain else whole[max(0, place - _SHOWN) : place]
    return _Word(
        letters,
        is_first=place == first,
        is_last=place == last,
        is_after_colon=not is_plain and _starts_anew(before),
        follows_hyphen=before.endswith(("-", "‐", "–")),
        is_name=place == first and whole.startswith(":", place + len(letters)),
    )


def _starts_anew(before: str) -> bool:
    """Say whether a sentence, or what follows a colon or dash, begins after this text."""
    before = before.rstrip(_OPENERS)
    if before.endswith("—"):
        return True
    end = before.rstrip()
    if end == before:
        return False
    end = end.rstrip(_CLOSERS)
    is_initial = end[-2:-1].isupper()
    is_stop = end.endswith(".") and not is_initial and not end.lower().endswith(" vs.")
    return is_stop or end.endswith((":", "?", "!", "—"))


def _is_inside_word(whole: str, start: int, end: int, offset: int, value: str) -> bool:
    """Say whether letters in another style stand directly before or after: `{D}eep`."""
    touches_before = offset == 0 and whole[start - 1 : start].isalnum() and start > 0
    touches_after = offset + end - start == len(value) and whole[end : end + 1].isalnum()
    return touches_before or touches_after
