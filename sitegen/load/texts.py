"""Which publication each file of content/publications/ is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.model.text import CiteKey, slugify
from sitegen.problems import Outcome, Problem, near_miss

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.load.memo import Remembered
    from sitegen.model.pages import PublicationText
    from sitegen.model.publication import Publication


def match_texts(
    texts: Sequence[PublicationText], publications: Sequence[Publication], memo: Remembered
) -> Outcome[tuple[PublicationText, ...]]:
    """Return the texts with the keys of their publications.

    A file is named by the key. Where a disk does not take the key as it is, signs of it may be
    percent-encoded (`doi%3A10.1.md`), or the file has the last part of the paper's address
    (`doi-10-1.md`). Of two files for one publication the first one is taken.

    Problems: unknown-publication, publication-text-repeated.
    """
    names = _names(publications) if texts else {}
    found: dict[CiteKey, PublicationText] = {}
    problems: list[Problem] = []
    for text in texts:
        key = names.get(text.key) or names.get(unquote(text.key))
        if key is None:
            problems.append(_unknown(text, publications))
        elif key in found:
            problems.append(_repeated(text, found[key]))
        elif key == text.key:
            found[key] = text
        else:
            name = ("text", text.span.path)
            found[key] = memo.value(name, (text, key), lambda: replace(text, key=key))  # noqa: B023
    return Outcome(memo.items("matched", tuple(found.values())), tuple(problems))


def _names(publications: Sequence[Publication]) -> Mapping[str, CiteKey]:
    """Return what a file may be called; a key before other keys, and these before addresses."""
    return dict(
        (
            *_slugs(publications),
            *_aliases(publications),
            *((one.key, one.key) for one in publications),
        )
    )


def _slugs(publications: Sequence[Publication]) -> Iterator[tuple[str, CiteKey]]:
    return ((slugify(one.key), one.key) for one in reversed(publications))


def _aliases(publications: Sequence[Publication]) -> Iterator[tuple[str, CiteKey]]:
    return ((alias, one.key) for one in publications for alias in one.aliases)


def _unknown(text: PublicationText, publications: Sequence[Publication]) -> Problem:
    keys = [one.key for one in publications]
    hint = near_miss(text.key, keys) or "name the file by the citation key of the paper"
    message = f"there is no publication `{text.key}`"
    return Problem("unknown-publication", message, text.span, hint)


def _repeated(text: PublicationText, first: PublicationText) -> Problem:
    message = f"this file and {first.span.path} are both about `{first.key}`"
    return Problem("publication-text-repeated", message, text.span, "keep one of them")
