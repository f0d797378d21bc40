"""Words of one language, as plain texts, texts with holes, and texts for numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass
from sitegen.words.cldr import ordinal_form, plural_form

_HOLE: Final = late_pattern(r"\{(\w+)\}")

Text: TypeAlias = str | Mapping[str, str]
"""A text, or one for each plural form of CLDR that the language has ("one", "few", "other")."""


def holes(text: Text) -> frozenset[str]:
    """Return the names of what is filled in.

    >>> sorted(holes({"one": "{count} of {total}", "other": "{count}"}))
    ['count', 'total']
    """
    forms = text.values() if isinstance(text, Mapping) else (text,)
    return frozenset(name for form in forms for name in _HOLE.findall(form))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with holes: `{label}` is filled by the value of that name, `{count}` by the number.

    >>> Phrase({"one": "{count} work", "other": "{count} works"}, "en")(3)
    '3 works'
    """

    text: Text
    language: str

    def __call__(self, count: int | None = None, /, **values: object) -> str:
        """Return the text with its holes filled; a count chooses the plural form."""
        text = self.text
        if isinstance(text, Mapping):
            if count is None:
                raise TypeError("a text with plural forms wants a number")
            text = text.get(plural_form(count, self.language)) or text["other"]
        if count is not None:
            values["count"] = count
        return _HOLE.sub(lambda hole: str(values[hole[1]]), text)


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the interface in one language."""

    language: str
    texts: Mapping[str, Text]

    def __getitem__(self, name: str) -> str:
        """Return a plain text."""
        text = self.texts[name]
        if not isinstance(text, str):
            raise TypeError(f"the text `{name}` wants a number")
        return text

    def get(self, name: str) -> str:
        """Return a plain text, "" where there is none of that name."""
        return self[name] if name in self.texts else ""

    def fill(self, name: str, count: int | None = None, /, **values: object) -> str:
        """Return a text with holes or plural forms."""
        return Phrase(self.texts[name], self.language)(count, **values)

    def ordinal(self, number: int) -> str:
        """Return a number in order: "2nd"."""
        text = self.texts["ordinal"]
        if isinstance(text, Mapping):
            text = text.get(ordinal_form(number, self.language)) or text["other"]
        return text.replace("{count}", str(number))

    def pieces(self, name: str) -> tuple[str, ...]:
        """Return what stands around the holes of a text, and their names: every second piece.

        >>> Words("en", {"in_book": "In {book}."}).pieces("in_book")
        ('In ', 'book', '.')
        """
        text = self.texts[name]
        if not isinstance(text, str):
            raise TypeError(f"the text `{name}` wants a number")
        return tuple(_HOLE.split(text))

    def named(self, name: str) -> str | Phrase:
        """Return what `words.name` means in a template; raises KeyError."""
        text = self.texts[name]
        if isinstance(text, str) and "{" not in text:
            return text
        return Phrase(text, self.language)
