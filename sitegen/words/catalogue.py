"""The catalogues: one file a language beside this module."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.problems import SitePath
from sitegen.readers.toml import read_toml
from sitegen.words.phrases import Words

if TYPE_CHECKING:
    from sitegen.words.phrases import Text

SOURCE: Final = "en"
"""The language that has every text."""


@lru_cache(maxsize=4)
def load_words(language: str) -> Words:
    """Return the words of a language (BCP 47); those that it lacks are English.

    Reads files of the program, which do not change while it runs.
    """
    texts: dict[str, Text] = {}
    for tag in dict.fromkeys((SOURCE, language.split("-", maxsplit=1)[0].lower(), language)):
        path = Path(__file__).parent / f"{tag}.toml"
        if tag.replace("-", "").isalnum() and path.is_file():
            read = read_toml(SitePath(path.name), path.read_text(encoding="utf-8"))
            if read.value is None:
                raise ValueError(f"the catalogue {path.name} can not be read")
            texts |= read.value.data  # type: ignore[arg-type]  # a test reads every catalogue
    return Words(language, texts)
