"""The catalogues: one file a language beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.problems import SitePath
from sitegen.readers.toml import read_toml
from sitegen.words.phrases import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.words.phrases import Text

SOURCE: Final = "en"
"""The language that has every text."""


@lru_cache(maxsize=4)
def load_words(language: str) -> Words:
    """Return the words of a language (BCP 47); those that it lacks are English."""
    texts: dict[str, Text] = {}
    for tag in tags_of(language):
        texts |= catalogue(tag)
    return Words(language, texts)


def tags_of(language: str) -> tuple[str, ...]:
    """Return the names of catalogues that a language draws from, the last one first of all.

    >>> tags_of("de-AT"), tags_of("en")
    (('en', 'de', 'de-AT'), ('en',))
    """
    tags = (SOURCE, language.split("-", maxsplit=1)[0].lower(), language)
    return tuple(tag for tag in dict.fromkeys(tags) if tag.replace("-", "").isalnum())


@lru_cache(maxsize=8)
def catalogue(tag: str) -> Mapping[str, Text]:
    """Return the texts of one catalogue of the program, none where it has no such file.

    Reads a file of the program, which does not change while it runs.
    """
    path = Path(__file__).parent / f"{tag}.toml"
    if not path.is_file():
        return {}
    read = read_toml(SitePath(path.name), path.read_text(encoding="utf-8"))
    if read.value is None:
        raise ValueError(f"the catalogue {path.name} can not be read")
    return read.value.data  # type: ignore[return-value]  # a test reads every catalogue
