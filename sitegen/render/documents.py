"""Documents -> PDF, through Typst; the only importer of that library.

Typst sees a private folder with the templates of the theme and the pictures of the document, and
the data as a file in JSON. Nothing of the data is ever code.
"""

from __future__ import annotations

import datetime as dt
import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.problems import Outcome, as_errors
from sitegen.render.document_faults import faults_of, no_typst, too_many_pages, unknown_font
from sitegen.render.document_places import font_place, theme_place
from sitegen.render.document_sources import (
    OWN_FONTS,
    document_sources,
    kind_of,
    template_faults,
    template_of,
    unknown_theme,
)
from sitegen.views.documents import CvDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typst import Compiler, Fonts

    from sitegen.files import FileTree
    from sitegen.model.text import OutPath
    from sitegen.plan.tasks import DocumentTask
    from sitegen.problems import SitePath
    from sitegen.render.document_sources import DocumentSources
    from sitegen.themes import Theme

STANDARDS: Final = ("ua-1", "a-2a")
"""PDF/UA-1 for readers of all kinds, PDF/A-2a for archives: Typst checks both."""

DATA: Final = "data.json"
"""Where a template finds its data. As `sys_inputs` they would be part of what all that Typst
remembers depends on, and every edit would begin anew."""

_PAGES = late_pattern(rb"/Type\s*/Pages\s*/Count (\d+)")
_DIGEST_BYTES: Final = 8
_REMEMBERED: Final = 1000
"""So many files: of the fonts and templates of a site there are some thirty."""


class Reads(NamedTuple):
    """What a document reads besides its view, as digests."""

    templates: str
    fonts: str
    pictures: str


class Typeset(NamedTuple):
    """What Typst made of a document: a PDF, or what it said against it."""

    pdf: bytes | None
    said: str = ""
    """Its report, "" for none."""
    families: tuple[str, ...] = ()
    """The names of the fonts at hand, where the one that was asked for is not among them."""


class Typesetter:
    """Sets documents, and remembers fonts, templates and the last results.

    One serves a process: the second document is many times faster than the first. Its folder goes
    when it does.
    """

    def __init__(self) -> None:
        self._folder = ""
        self._written: dict[str, str] = {}
        self._fonts: Fonts | None = None
        self._compiler: Compiler | None = None
        self._digests: dict[int, tuple[bytes, str]] = {}
        self._results: dict[OutPath, tuple[tuple[object, ...], Typeset]] = {}

    def reads(self, task: DocumentTask, sources: DocumentSources, files: FileTree) -> Reads:
        """Return what a document depends on besides its view."""
        listed = (
            [(name, path, self._digest(path, files)) for name, path in sources.templates.items()],
            [(path, self._digest(path, files)) for path in sources.fonts],
            [(path, self._digest(path, files)) for path in _pictures(task)],
        )
        return Reads(*(_digest_of(repr(one).encode()) for one in listed))

    def begin(
        self, task: DocumentTask, sources: DocumentSources, files: FileTree, site_url: str
    ) -> Callable[[], Typeset]:
        """Return a call that has Typst set a document, whose theme is known. Uses the disk.

        The call touches nothing of ours, and lets other threads run meanwhile. Raises
        ModuleNotFoundError where there is no Typst.
        """
        inputs = (task, self.reads(task, sources, files), site_url)
        known = self._results.get(task.out)
        if known is not None and known[0] == inputs:
            made = known[1]
            return lambda: made
        call = self._begin(task, sources, files, site_url)

        def remembered() -> Typeset:
            made = call()
            self._results[task.out] = inputs, made
            return made

        return remembered

    def _begin(
        self, task: DocumentTask, sources: DocumentSources, files: FileTree, site_url: str
    ) -> Callable[[], Typeset]:
        import json  # noqa: PLC0415 only where a document is stale

        from typst import TypstError  # noqa: PLC0415 slow, and not on every system

        from sitegen.render.typst_data import DataWriter  # noqa: PLC0415 only where one is stale

        document = task.document
        pictures = {path: f"pictures/{self._name(path, files)}" for path in _pictures(task)}
        wanted = {f"root/{name}": path for name, path in sources.templates.items()}
        wanted |= {f"root/{place}": path for path, place in pictures.items()}
        fonts = {f"fonts/{self._name(path, files)}": path for path in sources.fonts}
        compiler, families, known = self._prepare(wanted, fonts, files)
        if document.design.font.casefold() not in ("", *map(str.casefold, known)):
            return lambda: Typeset(None, families=known)
        writer = DataWriter(site_url, {path: f"/{place}" for path, place in pictures.items()})
        data = json.dumps(
            {"document": writer.document(document), "fonts": families}, ensure_ascii=False
        ).encode()
        template = template_of(sources, document.design.theme, kind_of(task)) or ""
        place, timestamp = self._path(f"root/{template}"), _timestamp(document.date)
        data_place = self._path(f"root/{DATA}")

        def call() -> Typeset:
            with open(data_place, "wb") as file:  # noqa: PTH123 Typst takes texts
                file.write(data)
            try:
                pdf = compiler.compile(
                    input=place,
                    format="pdf",
                    pdf_standards=list(STANDARDS),
                    timestamp=timestamp,
                )
            except TypstError as error:
                return Typeset(None, error.diagnostic or f"error: {error.message}")
            finally:
                # A letter may hold what only its reader shall see.
                os.remove(data_place)  # noqa: PTH107 Typst takes texts
            return Typeset(pdf if isinstance(pdf, bytes) else None)

        return call

    def _prepare(
        self, wanted: Mapping[str, SitePath], fonts: Mapping[str, SitePath], files: FileTree
    ) -> tuple[Compiler, tuple[str, ...], tuple[str, ...]]:
        """Return Typst with these files, the families of the site and its themes, and all."""
        import typst  # noqa: PLC0415 slow, and not on every system

        if not self._folder:
            from shutil import rmtree  # noqa: PLC0415 only where there are documents
            from tempfile import mkdtemp  # noqa: PLC0415 likewise
            from weakref import finalize  # noqa: PLC0415 likewise

            self._folder = mkdtemp(prefix="sitegen-")
            finalize(self, rmtree, self._folder, ignore_errors=True)
            for name in ("root", "fonts"):
                os.mkdir(self._path(name))  # noqa: PTH102 Typst takes texts
        has_fonts = self._fonts is not None and fonts.keys() == {
            place for place in self._written if place.startswith("fonts/")
        }
        self._write({**wanted, **fonts}, files)
        if self._fonts is None or not has_fonts:
            self._fonts = typst.Fonts(include_system_fonts=False, font_paths=[self._path("fonts")])
            self._compiler = None
        if self._compiler is None:
            nowhere = self._path("packages")
            self._compiler = typst.Compiler(
                root=self._path("root"),
                font_paths=self._fonts,
                package_path=nowhere,
                package_cache_path=nowhere,
            )
        # Those of the site come last among its fonts, and first in use.
        order = {place.split("/")[-1]: number for number, place in enumerate(reversed(list(fonts)))}
        found = sorted(
            (order[os.path.basename(font.path)], font.family)  # noqa: PTH119 Typst gives texts
            for font in self._fonts.fonts()
            if font.path and os.path.basename(font.path) in order  # noqa: PTH119
        )
        families = tuple(dict.fromkeys(family for _, family in found))
        return self._compiler, families, tuple(sorted(self._fonts.families()))

    def _write(self, wanted: Mapping[str, SitePath], files: FileTree) -> None:
        """Write files to the folder, where they are not there yet; remove all but pictures.

        Another document that has begun may still show one.
        """
        for place in self._written.keys() - wanted.keys():
            if place.startswith("root/pictures/"):
                continue
            os.remove(self._path(place))  # noqa: PTH107 Typst takes texts
            del self._written[place]
        for place, path in wanted.items():
            digest = self._digest(path, files)
            if self._written.get(place) != digest:
                os.makedirs(os.path.dirname(self._path(place)), exist_ok=True)  # noqa: PTH103, PTH120
                with open(self._path(place), "wb") as file:  # noqa: PTH123
                    file.write(files.read_bytes(path) or b"")
                self._written[place] = digest

    def _path(self, place: str) -> str:
        return os.path.join(self._folder, *place.split("/"))  # noqa: PTH118 Typst takes texts

    def _name(self, path: SitePath, files: FileTree) -> str:
        """Return a name for a file by what it holds."""
        return f"{self._digest(path, files)}.{path.rpartition('.')[2].lower()}"

    def _digest(self, path: SitePath, files: FileTree) -> str:
        content = files.read_bytes(path) or b""
        # The content is kept with its digest, so its identity is nobody else's.
        if len(self._digests) > _REMEMBERED:
            self._digests.clear()
        known = self._digests.get(id(content))
        if known is None:
            known = self._digests[id(content)] = content, _digest_of(content)
        return known[1]


def begin_document(
    task: DocumentTask, theme: Theme, files: FileTree, site_url: str, typesetter: Typesetter
) -> Outcome[Callable[[], Typeset]]:
    """Return a call that has a document set, to be given to `finish_document`. Uses the disk.

    Problems: unknown-document-theme, document-package, no-typst.
    """
    sources = document_sources(theme, files)
    name = task.document.design.theme
    if template_of(sources, name, kind_of(task)) is None:
        span = theme_place(task, files)
        return Outcome(None, (unknown_theme(sources, name, kind_of(task), span),))
    faults = tuple(template_faults(sources, files))
    if faults:
        return Outcome(None, faults)
    try:
        return Outcome(typesetter.begin(task, sources, files, site_url))
    except ModuleNotFoundError as error:
        if error.name != "typst":
            raise
        return Outcome(None, (no_typst(),))


def finish_document(
    task: DocumentTask, made: Typeset, theme: Theme, files: FileTree
) -> Outcome[bytes]:
    """Return a document as PDF, and what is to be said of it.

    A character that no font has is a warning, as a .bib file alone must not keep a site from being
    built; the document is left out.

    Problems: unknown-document-font, document-template, missing-glyph, too-many-pages.
    """
    if made.families:
        name, span = task.document.design.font, font_place(files)
        return Outcome(None, (unknown_font(name, made.families, span, OWN_FONTS),))
    if made.pdf is None:
        sources = document_sources(theme, files)
        return Outcome(None, tuple(faults_of(made.said, task, sources, files)))
    pages = page_count(made.pdf)
    if task.max_pages is not None and pages > task.max_pages:
        return Outcome(made.pdf, (too_many_pages(task, pages, files),))
    return Outcome(made.pdf)


def typeset(
    task: DocumentTask,
    theme: Theme,
    files: FileTree,
    site_url: str,
    typesetter: Typesetter | None = None,
) -> Outcome[bytes]:
    """Return a document as PDF; without a value when something stands against it. Uses the disk.

    For one that somebody asked for by itself, a value is missing with an error (`as_errors`).

    Problems: those of `begin_document` and `finish_document`.
    """
    begun = begin_document(task, theme, files, site_url, typesetter or Typesetter())
    if begun.value is None:
        return Outcome(None, as_errors(begun.problems))
    made = finish_document(task, begun.value(), theme, files)
    return made if made.value is not None else Outcome(None, as_errors(made.problems))


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of Typst has; 0 for any other."""
    found = _PAGES.search(pdf)
    return int(found[1]) if found else 0


def _pictures(task: DocumentTask) -> tuple[SitePath, ...]:
    document = task.document
    if isinstance(document, CvDocument) or document.signature is None:
        return ()
    return (document.signature,)


def _timestamp(date: str) -> int:
    """Return the first second of an ISO day, month or year, in UTC; 0 for none."""
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3] if date else (1970, 1, 1)
    return int(dt.datetime(year, month, day, tzinfo=dt.UTC).timestamp())


def _digest_of(content: bytes) -> str:
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()
