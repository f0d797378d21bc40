"""What is for private documents and letters alone: private.toml, and values to be kept secret."""

from __future__ import annotations

from dataclasses import field
from typing import Final, Literal, TypeAlias

from sitegen.model.cv import Reference
from sitegen.model.profile import Contact
from sitegen.problems import SitePath, Span
from sitegen.quick_dataclass import dataclass

PRIVATE_FILE: Final = SitePath("private.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFacts:
    """What is not to be published: private.toml, beside site.toml and ignored by git."""

    contacts: tuple[Contact, ...] = ()
    """Ways to reach the person; a value fills the contact of profile.toml that has none."""
    references: tuple[Reference, ...] = ()
    """People who can be asked about the person."""


SecretForm: TypeAlias = Literal["phone", "email", "text"]
"""How a value may be written: in digits, with an @, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A value that may be in nothing that is published."""

    name: str
    """What it is, in words: "phone number", "e-mail address of a reference"."""
    is_of_reference: bool = False
    """Whether it is of somebody who can be asked, which is never public."""
    form: SecretForm
    value: str = field(repr=False)
    place: Span
    """The table that says it, or that lacks a value."""
    variable: str = ""
    """The variable of the environment that the value comes from."""
