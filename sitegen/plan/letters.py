"""Letters as documents to be typeset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.addresses import absolute_url
from sitegen.citations.labels import label_works
from sitegen.model.blocks import Paragraph, inline_nodes, texts_of, with_texts
from sitegen.model.text import Cite, Link, RichText, Styled, Text, is_external
from sitegen.plan.context import Basics
from sitegen.plan.cv.document import document_words
from sitegen.plan.design import design
from sitegen.plan.letterhead import letterhead
from sitegen.views.documents import LetterDocument
from sitegen.words import show_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.citations import WorkLabel
    from sitegen.model.blocks import Block
    from sitegen.model.config import DateForm
    from sitegen.model.dates import PartialDate
    from sitegen.model.letters import Letter
    from sitegen.model.text import CiteKey, Inline
    from sitegen.plan.context import Context
    from sitegen.problems import SitePath
    from sitegen.words import Words


def letter_document(letter: Letter, context: Context, words: Words) -> LetterDocument:
    """Return a letter with its head and its look; `words` are those of its language.

    Raises ValueError for a letter without a date, which is no letter yet.
    """
    if letter.date is None:
        raise ValueError(f"the letter {letter.name} has no date")
    config, profile = context.site.config, context.site.profile
    here = replace(context, basics=Basics(config, profile, words))
    head = letterhead(here, "letter")
    labels = _labels((*letter.body, Paragraph(letter.postscript)), context)
    setter = _Setter(here, labels, letter.span.path)
    return LetterDocument(
        title=f"{letter.title or words['letter']} – {head.name}",
        author=head.name,
        subject=letter.title,
        language=words.language,
        date=letter.date.iso,
        date_text=letter_date(letter.date, words, config.documents.dates),
        letterhead=head if letter.letterhead else None,
        recipient=letter.recipient,
        address=letter.address,
        opening=letter.opening,
        body=with_texts(letter.body, setter.text),
        closing=words["letter_closing"] if letter.closing is None else letter.closing,
        signature=letter.signature,
        signed=head.name if letter.signed is None else letter.signed,
        enclosures=letter.enclosures,
        postscript=setter.text(letter.postscript),
        design=design(here),
        words=(
            *document_words(words),
            ("enclosures", words["enclosures"]),
            ("postscript", words["postscript"]),
        ),
    )


def letter_date(date: PartialDate, words: Words, form: DateForm) -> str:
    """Return the day as letters write it: in full, in the order of the country.

    >>> from sitegen.model.dates import PartialDate
    >>> from sitegen.words import load_words
    >>> day = PartialDate(2026, 11, 20)
    >>> [letter_date(day, load_words(language), "short") for language in ("en", "en-US", "de")]
    ['20 November 2026', 'November 20, 2026', '20. November 2026']
    """
    return show_date(date, words, "iso" if form == "iso" else "long")


def _labels(blocks: Iterable[Block], context: Context) -> Mapping[CiteKey, WorkLabel]:
    """Return how works are cited, where a letter cites any."""
    nodes = (node for text in texts_of(blocks) for node in inline_nodes(text.nodes))
    if not any(isinstance(node, Cite) for node in nodes):
        return {}
    return label_works(context.works.values())


class _Setter:
    """Turns what a text names into what it says: addresses in full, works by name and year."""

    def __init__(
        self, context: Context, labels: Mapping[CiteKey, WorkLabel], source: SitePath
    ) -> None:
        self.context = context
        self.labels = labels
        self.source = source

    def text(self, text: RichText) -> RichText:
        return RichText(tuple(self._nodes(text.nodes)))

    def _nodes(self, nodes: Iterable[Inline]) -> Iterator[Inline]:
        for node in nodes:
            match node:
                case Link(href, children):
                    inner = tuple(self._nodes(children))
                    target = self.context.routes.find(href, self.source)
                    if target is None:
                        yield from inner
                    elif is_external(target):
                        yield Link(target, inner)
                    else:
                        yield Link(absolute_url(target, self.context.site.config.url), inner)
                case Styled(style, children):
                    yield Styled(style, tuple(self._nodes(children)))
                case Cite(keys):
                    known = (self.labels.get(self.context.key_of(key)) for key in keys)
                    yield Text(f"({'; '.join(str(label) for label in known if label)})")
                case _:
                    yield node
