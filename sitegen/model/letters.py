"""Letters: the keys of their files in content/letters/, and one letter made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final, NewType

from sitegen.model.blocks import Block
from sitegen.model.config import LanguageTag
from sitegen.model.dates import PartialDate
from sitegen.model.text import NO_TEXT, RichText
from sitegen.problems import Place, SitePath, Span, span_at
from sitegen.quick_dataclass import dataclass

VariableName = NewType("VariableName", str)
"""A word: letters, digits and `_`, no digit first."""

ADDRESSEES: Final = ("company", "legal_name", "team")
"""The variables that say whom a letter is for: none of another letter may stand in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKeys:
    """A letter: front matter of a .md file, or a .toml file for one application.

    Texts may have variables: `{{ company }}`. A file that extends another one takes every key from
    it that it does not have itself.
    """

    extends: str | None = None
    """The letter that this one is made from, by its name: "internship"."""
    recipient: str | None = None
    """Whom it is to: "Dr. Ida Noether" or "{{ team }}"."""
    address: tuple[str, ...] | None = None
    """The lines of the address under the recipient."""
    date: PartialDate | None = None
    """The day on the letter; it also names the files."""
    title: str | None = None
    """The subject: "Application for an internship"."""
    opening: str | None = None
    """"Dear {{ team }},"."""
    closing: str | None = None
    """What stands above the name: "Yours sincerely,"; without it a usual one."""
    signed: str | None = None
    """The name under the letter; without it the whole name of the profile."""
    signature: str | None = None
    """An image of the signature, beside the letter or in content/: "signature.png"."""
    enclosures: tuple[str, ...] | None = None
    """What goes with the letter: `["Curriculum vitae"]`."""
    postscript: str | None = None
    """A text below all else, in inline Markdown."""
    language: LanguageTag | None = None
    """The language of the letter, where it is not that of the site."""
    letterhead: bool | None = None
    """Whether name and contacts stand at the top, as in the CV; true if nothing is said."""
    max_pages: int | None = None
    """Warn when it has more pages; 1 if nothing is said."""
    add: tuple[str, ...] = ()
    """Optional paragraphs that this letter has."""
    drop: tuple[str, ...] = ()
    """Named paragraphs that this letter does without."""
    allow: tuple[str, ...] = ()
    """Words that may stand in the letter, though they look like those of another one or like a
    place to fill in: `["Lune Labs"]`."""
    variables: Mapping[VariableName, str] = field(default_factory=dict)
    """What `{{ name }}` stands for. `company`, `legal_name` and `team` are also looked for in all
    other letters."""
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    """Other texts for named paragraphs, in Markdown: `why = "…"`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a letter as it is written, and the place of its first character."""

    text: str
    place: Place = field(compare=False, repr=False)

    def at(self, offset: int, width: int) -> Span:
        """Return the place of some characters of the text."""
        start = span_at(self.place)
        line, column = self.text.count("\n", 0, offset), start.column + offset
        if line:
            column = offset - self.text.rfind("\n", 0, offset)
        return Span(start.path, start.line + line, column, max(width, 1))

    def moved(self, span: Span) -> Span:
        """Return a place in the text, counted from 1, as one in its file."""
        start = span_at(self.place)
        column = span.column + (start.column - 1 if span.line == 1 else 0)
        return Span(start.path, start.line + span.line - 1, column, span.width)


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks of a letter that stand together; `name` is "" for those that have none."""

    name: str
    blocks: tuple[Block, ...]
    is_given: bool = False
    """`[paragraphs]` of a file has it, in place of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter with all its texts filled in; None where nothing was said."""

    name: str
    """Of its file: "lune-labs"."""
    recipient: str = ""
    address: tuple[str, ...] = ()
    date: PartialDate | None = None
    title: str = ""
    opening: str = ""
    closing: str | None = None
    signed: str | None = None
    signature: SitePath | None = None
    enclosures: tuple[str, ...] = ()
    postscript: RichText = NO_TEXT
    language: LanguageTag | None = None
    letterhead: bool = True
    max_pages: int = 1
    passages: tuple[Passage, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Whom other letters are for: companies and teams that this one must not name."""
    written: tuple[Written, ...] = field(default=(), compare=False, repr=False)
    """Everything that it is made from, without what was dropped or replaced."""
    span: Span = field(compare=False, repr=False)
    """The beginning of its file."""

    @property
    def body(self) -> tuple[Block, ...]:
        """All of its blocks."""
        return tuple(block for passage in self.passages for block in passage.blocks)
