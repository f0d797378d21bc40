"""The tree of a text: groups with the styles open in them, accents on letters, white space."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Inline, Link, Styled, Text
from sitegen.quick_dataclass import dataclass
from sitegen.readers.latex_tables import MARKS_BELOW, SPACING_ACCENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model.text import Style

_DOTTED: Final = {"ı": "i", "ȷ": "j"}
_SPACES = late_pattern(r"[\t\r\n\f\v][ \t\r\n\f\v]*+| [ \t\r\n\f\v]++")
"""White space that is more than one blank."""
_NOT_TEXT = late_pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_MAX_ACCENTS: Final = 8
"""On one letter; Vietnamese has two."""
_MAX_WORD: Final = 200
"""The library composes a run of accents in the square of its length; no word is longer."""


@dataclass(slots=True)
class _Frame:
    r"""What is open in a group: a tag (`<b>`), or with `tag` empty a switch (`\bf`)."""

    tag: str = ""
    style: Style | None = None
    href: str = ""
    nodes: list[Inline] = field(default_factory=list)


class Group:
    """The nodes between two braces, while they are read."""

    def __init__(self) -> None:
        self._frames = [_Frame()]

    @property
    def depth(self) -> int:
        """How many styles are open."""
        return len(self._frames) - 1

    def add(self, nodes: Iterable[Inline]) -> None:
        """Append nodes in the styles that are open."""
        self._frames[-1].nodes += nodes

    def switch(self, style: Style | None) -> None:
        """Begin a style that lasts to the end of the group; None ends those begun so."""
        if style is None:
            while self.depth and not self._frames[-1].tag:
                self._pop(is_closed=True)
        elif all(frame.tag or frame.style != style for frame in self._frames):
            self._frames.append(_Frame(style=style))

    def open_tag(self, tag: str, style: Style | None = None, href: str = "") -> None:
        """Begin what `</tag>` ends. Without style and address the tag leaves nothing."""
        self._frames.append(_Frame(tag, style, href))

    def close_tag(self, tag: str) -> None:
        """End the innermost of these tags; a closing tag without an opening one is nothing."""
        if any(frame.tag == tag for frame in self._frames):
            while self._frames[-1].tag != tag:
                self._pop(is_closed=not self._frames[-1].tag)
            self._pop(is_closed=True)

    def finish(self) -> list[Inline]:
        """Return the nodes; tags that were never closed leave only their text."""
        while self.depth:
            self._pop(is_closed=not self._frames[-1].tag)
        return self._frames[0].nodes

    def _pop(self, *, is_closed: bool) -> None:
        frame = self._frames.pop()
        if is_closed and frame.style:
            self.add([Styled(frame.style, tuple(frame.nodes))])
        elif is_closed and frame.href:
            self.add([Link(frame.href, tuple(frame.nodes))])
        else:
            self.add(frame.nodes)


def accented(nodes: Sequence[Inline], mark: str) -> list[Inline]:
    """Put an accent on the first letter; without a letter it stands for itself.

    >>> accented([Text("ecole")], chr(0x301))
    [Text(value='é'), Text(value='cole')]
    >>> accented([], chr(0x303))
    [Text(value='~')]
    """
    for index, node in enumerate(nodes):
        match node:
            case Text(value) if letters := value.lstrip():
                end = 1
                while end <= _MAX_ACCENTS and unicodedata.combining(letters[end : end + 1] or " "):
                    end += 1
                letter = letters[0] if mark in MARKS_BELOW else _DOTTED.get(letters[0], letters[0])
                with_mark = unicodedata.normalize("NFC", letter + letters[1:end] + mark)
                rest = [Text(letters[end:])] if letters[end:] else []
                return [Text(with_mark), *rest, *nodes[index + 1 :]]
            case Styled(style, children):
                return [Styled(style, tuple(accented(children, mark))), *nodes[index + 1 :]]
            case Link(href, children):
                return [Link(href, tuple(accented(children, mark))), *nodes[index + 1 :]]
            case _:
                pass
    return [Text(SPACING_ACCENTS.get(mark, "")), *(n for n in nodes if not isinstance(n, Text))]


def tidy(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the nodes with text joined and composed, white space made one blank, edges trimmed."""
    return _trimmed(_joined(nodes))[1]


def _joined(nodes: Iterable[Inline]) -> list[Inline]:
    made: list[Inline] = []
    words: list[str] = []
    for node in _with_blanks_outside(nodes):
        if isinstance(node, Text):
            words.append(node.value)
            continue
        made += _as_text(words)
        made.append(node)
        words = []
    return made + _as_text(words)


def _as_text(words: Sequence[str]) -> list[Inline]:
    if not words:
        return []
    text = "".join(words)
    if not text.isprintable():
        text = _NOT_TEXT.sub("", text)
    text = _SPACES.sub(" ", text)
    return [Text(composed(text))] if text else []


def _with_blanks_outside(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the nodes with the blanks at the edges of a style moved out of it."""
    for node in nodes:
        if not isinstance(node, Styled | Link):
            yield node
            continue
        before, children, after = _trimmed(_joined(node.children))
        yield Text(before)
        if isinstance(node, Styled) and children:
            yield Styled(node.style, children)
        elif isinstance(node, Link) and children:
            yield Link(node.href, children)
        yield Text(after)


def _trimmed(nodes: list[Inline]) -> tuple[str, tuple[Inline, ...], str]:
    """Return the blank before, the nodes without the blanks at both ends, the blank after."""
    before = after = ""
    if nodes and isinstance(nodes[0], Text) and nodes[0].value.startswith(" "):
        before = " "
        nodes[0] = Text(nodes[0].value[1:])
    if nodes and isinstance(nodes[-1], Text) and nodes[-1].value.endswith(" "):
        after = " "
        nodes[-1] = Text(nodes[-1].value[:-1])
    filled = (node for node in nodes if not isinstance(node, Text) or node.value)
    return before, tuple(filled), after


def composed(text: str) -> str:
    """Return a text in Unicode's composed form (NFC), word by word.

    >>> composed("e" + chr(0x301))
    'é'
    """
    if text.isascii():
        return text
    return " ".join(
        word if word.isascii() or len(word) > _MAX_WORD else unicodedata.normalize("NFC", word)
        for word in text.split(" ")
    )
