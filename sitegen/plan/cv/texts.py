"""Texts of one's own in the CV, as blocks whose links and citations lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.citations import label_works
from sitegen.model.blocks import with_texts
from sitegen.model.text import Cite, Link, RichText, Styled, Text
from sitegen.plan.publications import doi_url
from sitegen.readers.markdown.documents import markdown_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.citations import WorkLabel
    from sitegen.model.blocks import Block
    from sitegen.model.pages import CvSectionText
    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey, Inline
    from sitegen.plan.context import Context


def text_blocks(text: CvSectionText, context: Context) -> tuple[Block, ...]:
    """Return a text for every form of the CV; check has named what does not fit in."""
    body = text.body
    made = markdown_blocks(body.source, body.path, body.first_line).value or ()
    works = [work for one in body.citations if (work := context.works.get(one.key))]
    return with_texts(made, _Linker(text, context, label_works(works)).text)


class _Linker:
    """Finds where the links and citations of one text lead."""

    def __init__(
        self, text: CvSectionText, context: Context, labels: Mapping[CiteKey, WorkLabel]
    ) -> None:
        self._source = text.body.path
        self._context = context
        self._labels = labels

    def text(self, text: RichText) -> RichText:
        return RichText(tuple(self._nodes(text.nodes)))

    def _nodes(self, nodes: tuple[Inline, ...]) -> Iterator[Inline]:
        for node in nodes:
            match node:
                case Link(href, children):
                    target = self._context.routes.find(href, self._source)
                    inner = tuple(self._nodes(children))
                    yield from (Link(target, inner),) if target else inner
                case Styled(style, children):
                    yield Styled(style, tuple(self._nodes(children)))
                case Cite(keys):
                    yield from self._citation(keys)
                case _:
                    yield node

    def _citation(self, keys: tuple[CiteKey, ...]) -> Iterator[Inline]:
        """Yield `(Lune, 2024; Corvo, 2025)`."""
        for number, key in enumerate(keys):
            yield Text("; " if number else "(")
            work = self._context.works.get(key)
            if work is None:
                yield Text(key)
                continue
            label = Text(str(self._labels[work.key]))
            target = self._target(work)
            yield Link(target, (label,)) if target else label
        yield Text(")")

    def _target(self, work: Publication) -> str:
        page = self._context.routes.publications.get(work.key, "")
        return page or (doi_url(work.doi) if work.doi else "")
