"""A Markdown text as it stands in content: its source, and what in it must be checked."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from sitegen.model.text import CiteKey
from sitegen.problems import SitePath, Span
from sitegen.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A link or an image in Markdown, as written. `alt` is None for links."""

    kind: Literal["link", "image"]
    href: str
    span: Span = field(compare=False)
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One `[@key]` in Markdown."""

    key: CiteKey
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its anchor; `level` counts from 2."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown text. `first_line` is the line of the file on which `source` begins."""

    source: str
    path: SitePath = field(compare=False)
    first_line: int = field(compare=False)
    targets: tuple[Target, ...] = field(default=(), compare=False)
    citations: tuple[Citation, ...] = field(default=(), compare=False)
    headings: tuple[Heading, ...] = field(default=(), compare=False)
    has_math: bool = field(default=False, compare=False)
    text: str | None = field(default=None, compare=False, repr=False)
    """Its words, a line for each block, if they are known already."""

    def __bool__(self) -> bool:
        return bool(self.source.strip())
