"""The documents of one run: what they read, and their making beside that of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.build.beside import Beside
from sitegen.render.document_sources import document_sources, font_faults
from sitegen.render.documents import Typesetter, begin_document, finish_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.files import FileTree
    from sitegen.plan.tasks import DocumentTask
    from sitegen.problems import Outcome, Problem
    from sitegen.render.documents import Typeset
    from sitegen.themes import Theme


class DocumentRun:
    """Documents on their way: `begin`, then `start`, then `finish`.

    Between the last two nothing of a site is read, and the pages can be rendered.
    """

    def __init__(
        self, theme: Theme, files: FileTree, site_url: str, typesetter: Typesetter | None
    ) -> None:
        self.typesetter = typesetter or Typesetter()
        self._theme = theme
        self._files = files
        self._site_url = site_url
        self._sources = document_sources(theme, files)
        self._begun: list[tuple[DocumentTask, Callable[[], Typeset]]] = []
        self._beside: Beside[Typeset] | None = None

    def font_faults(self) -> Iterator[Problem]:
        """Yield a warning for each file among the fonts that documents cannot use."""
        return font_faults(self._sources, self._files)

    def reads(self, task: DocumentTask) -> tuple[str, ...]:
        """Return what a document depends on besides its view, as `reasons.READS` names it."""
        return (*self.typesetter.reads(task, self._sources, self._files), self._site_url)

    def begin(self, tasks: Sequence[DocumentTask]) -> Iterator[Problem]:
        """Get everything ready; yield why documents cannot be made."""
        for task in tasks:
            begun = begin_document(task, self._theme, self._files, self._site_url, self.typesetter)
            yield from begun.problems
            if begun.value is not None:
                self._begun.append((task, begun.value))

    def start(self) -> None:
        """Begin to set what was begun, in a thread."""
        self._beside = Beside([call for _, call in self._begun])

    def finish(self) -> Iterator[tuple[DocumentTask, Outcome[bytes]]]:
        """Wait for the documents; yield each with what is to be said of it."""
        made = self._beside.results() if self._beside else ()
        for (task, _), one in zip(self._begun, made, strict=True):
            yield task, finish_document(task, one, self._theme, self._files)
