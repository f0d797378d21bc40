"""People: names with their parts, and the authors of a publication."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from sitegen.model.text import Href
from sitegen.quick_dataclass import dataclass

Role: TypeAlias = Literal["equal", "corresponding", "student"]

ROLE_SIGNS: Final[Mapping[Role, str]] = {"equal": "*", "corresponding": "†", "student": "‡"}
"""The roles in the order in which they stand at an author, each with the sign that pages show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the parts of CSL. A corporate or single name has only `family`."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        parts = (self.given, self.particle, self.family)
        text = " ".join(part for part in parts if part)
        return f"{text}, {self.suffix}" if self.suffix else text

    @property
    def sort_form(self) -> str:
        """The name as a list of references wants it: `van Gogh, Vincent`."""
        family = f"{self.particle} {self.family}" if self.particle else self.family
        return ", ".join(part for part in (family, self.suffix, self.given) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One author or editor of a publication. `marks` are custom marks that are no known role."""

    name: Name
    is_owner: bool = False
    roles: tuple[Role, ...] = ()
    marks: tuple[str, ...] = ()
    href: Href | None = None
