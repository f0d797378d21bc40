"""Citations: in running text, `(Lune, 2024a, p. 3)` or `[1, p. 3]`, and for others to copy."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen.citations import CITATION_FORMATS, cite
from sitegen.exports import ris_export
from sitegen.views import CitationView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.citations import WorkLabel
    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey
    from sitegen.readers.markdown import CitedKey


def citations(publication: Publication) -> tuple[CitationView, ...]:
    """Return a publication in every format in which others may cite it."""
    styled = tuple(
        CitationView(format=name, label=label, text=cite(publication, name))
        for name, label in CITATION_FORMATS.items()
    )
    bibtex = CitationView(format="bibtex", label="BibTeX", source=publication.bibtex)
    ris = CitationView(format="ris", label="RIS", source=ris_export((publication,)))
    return (*((bibtex,) if publication.shows_bibtex else ()), *styled, ris)


class Cited(NamedTuple):
    """One work of a citation, and where the citation leads."""

    one: CitedKey
    work: Publication
    href: str


CitationPrinter: TypeAlias = "Callable[[list[Cited]], str]"
"""Prints one citation as markup."""


def numeric_style(order: Iterable[CiteKey], labels: Mapping[CiteKey, WorkLabel]) -> CitationPrinter:
    """Return the style `[1, p. 3; 2]`; works are numbered as `order` has them by then."""

    def print_all(all_cited: list[Cited]) -> str:
        numbers = {key: number for number, key in enumerate(order, 1)}
        parts = [
            f"{_linked(str(numbers[cited.work.key]), cited.href)}{_locator(cited)}"
            for cited in all_cited
        ]
        has_locators = any(cited.one.locator for cited in all_cited)
        text = f"[{('; ' if has_locators else ', ').join(parts)}]"
        if _is_textual(all_cited):
            return f"{escape(labels[all_cited[0].work.key].names)} {text}"
        return text

    return print_all


def author_year_style(labels: Mapping[CiteKey, WorkLabel]) -> CitationPrinter:
    """Return the style `(Lune and Corvo, 2024a, p. 3)`."""

    def print_one(cited: Cited) -> str:
        label = labels[cited.work.key]
        text = label.textual if cited.one.is_textual else str(label)
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
