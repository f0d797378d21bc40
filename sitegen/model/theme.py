"""What a theme says of itself: theme.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from sitegen.problems import Span
from sitegen.quick_dataclass import dataclass

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
    span: Span | None = field(default=None, compare=False, repr=False)
