"""What a theme says of itself: theme.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, NewType, TypeAlias

from sitegen.problems import SitePath, Span
from sitegen.quick_dataclass import dataclass

FamilyName = NewType("FamilyName", str)
"""The name of a family of fonts: letters, digits, spaces and hyphens."""

FontWeight = NewType("FontWeight", str)
"""One weight or the first and the last: "400", "400 700"."""

Characters = NewType("Characters", str)
"""A set of characters by its name, or `unicode-range` of CSS: "greek", "U+370-3FF, U+20AC"."""

OptionType: TypeAlias = Literal["color", "string", "number", "boolean", "choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a theme, as theme.toml declares it."""

    type: OptionType
    """What its value is."""
    default: object
    """The value without a choice."""
    help: str
    """What it changes, in a sentence."""
    choices: tuple[str, ...] = ()
    """For `choice`: the values."""
    minimum: float | None = None
    """For `number`: the least."""
    maximum: float | None = None
    """For `number`: the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One face of a family of fonts, in files that share its characters."""

    family: FamilyName
    """The name that styles call it by; a face of a child theme takes the place of all of its
    parent's of that family."""
    style: Literal["normal", "italic"] = "normal"
    """Upright or italic."""
    weight: FontWeight = FontWeight("400")
    """One weight, or the first and the last of a variable font: "400 700"."""
    files: Mapping[Characters, SitePath]
    """For each set of characters the file in static/fonts/ that has them: `latin`, `latin-ext`,
    `vietnamese`, `phonetic`, `greek`, `cyrillic`, `symbols`, `math`, `math-fraktur` and
    `math-more` (of a font for formulas), or a `unicode-range` of CSS."""
    is_preloaded: bool = False
    """Whether every page asks for its first file at once."""
    when: Mapping[str, object] = field(default_factory=dict)
    """Options of the theme and the values with which the face is used: `{ font = "theme" }`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """theme.toml."""

    name: str
    """The name of its folder."""
    contract: int
    """The version of the theme contract that it was written for."""
    version: str = ""
    """Its own version."""
    description: str = ""
    """What it looks like, in a sentence."""
    parent: str = ""
    """The theme that has every file which this one lacks."""
    is_abstract: bool = False
    """Is there for other themes to build on, and no look by itself."""
    options: Mapping[str, Option] = field(default_factory=dict)
    """What a site may choose."""
    fonts: tuple[Font, ...] = ()
    """The faces that its styles use."""
    span: Span | None = field(default=None, compare=False, repr=False)
