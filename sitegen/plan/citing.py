"""Citations in running text: `(Lune, 2024a, p. 3)`, or `[1, p. 3]`."""

from __future__ import annotations

from html import escape
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen.plan.lines import citation_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey
    from sitegen.readers.markdown import CitedKey


class Cited(NamedTuple):
    """One work of a citation, and where the citation leads."""

    one: CitedKey
    work: Publication
    href: str


CitationPrinter: TypeAlias = "Callable[[list[Cited]], str]"
"""Prints one citation as markup."""


def numeric_style(order: Mapping[CiteKey, Publication]) -> CitationPrinter:
    """Return the style `[1, p. 3; 2]`; works are numbered as `order` has them."""

    def number(cited: Cited) -> str:
        return str(list(order).index(cited.work.key) + 1)

    def print_all(all_cited: list[Cited]) -> str:
        parts = [f"{_linked(number(cited), cited.href)}{_locator(cited)}" for cited in all_cited]
        has_locators = any(cited.one.locator for cited in all_cited)
        text = f"[{('; ' if has_locators else ', ').join(parts)}]"
        if _is_textual(all_cited):
            return f"{escape(citation_label(all_cited[0].work))} {text}"
        return text

    return print_all


def author_year_style(suffixes: Mapping[CiteKey, str]) -> CitationPrinter:
    """Return the style `(Lune & Corvo, 2024a, p. 3)`."""

    def print_one(cited: Cited) -> str:
        work = cited.work
        year = str(work.date.year) if work.date else "n. d."
        year += suffixes.get(work.key, "")
        label = citation_label(work)
        text = f"{label} ({year})" if cited.one.is_textual else f"{label}, {year}"
        return f"{_linked(text, cited.href)}{_locator(cited)}"

    def print_all(all_cited: list[Cited]) -> str:
        parts = "; ".join(map(print_one, all_cited))
        return parts if _is_textual(all_cited) else f"({parts})"

    return print_all


def _is_textual(all_cited: list[Cited]) -> bool:
    return len(all_cited) == 1 and all_cited[0].one.is_textual


def _locator(cited: Cited) -> str:
    return f", {escape(cited.one.locator)}" if cited.one.locator else ""


def _linked(text: str, href: str) -> str:
    if not href:
        return escape(text)
    return f'<a class="citation" href="{escape(href)}">{escape(text)}</a>'


def year_suffixes(works: Iterable[Publication]) -> dict[CiteKey, str]:
    """Return the letters that tell works of one label and year apart, in the order of titles."""
    alike: dict[tuple[str, int | None], dict[CiteKey, Publication]] = {}
    for work in works:
        label = (citation_label(work), work.date.year if work.date else None)
        alike.setdefault(label, {})[work.key] = work
    return {
        work.key: letter
        for found in alike.values()
        if len(found) > 1
        for letter, work in zip(ascii_lowercase, sorted(found.values(), key=_title), strict=False)
    }


def _title(work: Publication) -> str:
    return str(work.title).casefold()
