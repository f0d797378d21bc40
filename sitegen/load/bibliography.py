"""Read the .bib files of a site: the person's own work, and what the pages cite."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from sitegen.load.memo import PublicationMemo, Remembered, hidden
from sitegen.load.publications import load_publications
from sitegen.model.config import PublicationSettings
from sitegen.places import point_at
from sitegen.problems import Outcome, Problem, SitePath, Span
from sitegen.quick_dataclass import dataclass
from sitegen.readers.bibtex import read_bibtex
from sitegen.readers.bibtex_parts import BibtexMemo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.model.collections import Collections
    from sitegen.model.entry import RawEntry
    from sitegen.model.people import Author
    from sitegen.model.profile import Profile
    from sitegen.model.publication import Publication
    from sitegen.progress import Progress

_CONFIG = SitePath("site.toml")
_DEFAULTS = PublicationSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """Publications in file order, and the entries of all files."""

    publications: tuple[Publication, ...] = ()
    references: tuple[Publication, ...] = ()
    entries: tuple[RawEntry, ...] = ()


@dataclass(slots=True, eq=False)
class BibliographyMemo:
    """What is remembered from one loading of a site to the next; each loading changes it."""

    bibtex: BibtexMemo = field(default_factory=BibtexMemo)
    publications: PublicationMemo = field(default_factory=PublicationMemo)
    references: PublicationMemo = field(default_factory=PublicationMemo)
    lists: Remembered = field(default_factory=Remembered)


def load_bibliography(
    files: FileTree,
    settings: PublicationSettings,
    profile: Profile,
    collections: Collections,
    memo: BibliographyMemo | None = None,
    progress: Progress | None = None,
) -> Outcome[Bibliography]:
    """Return all works, and every problem of every file.

    Problems: missing-file, and those of `read_bibtex` and `load_publications`.
    """
    memo = memo or BibliographyMemo()
    lists = memo.lists
    lists.begin()
    problems: list[Problem] = []

    def read(name: str, paths: tuple[SitePath, ...]) -> tuple[RawEntry, ...]:
        entries: list[RawEntry] = []
        for path in paths:
            content = files.read_bytes(path)
            if content is None:
                problems.extend(_missing(files, path))
                continue
            found = read_bibtex(path, content, macros=settings.macros, memo=memo.bibtex)
            problems.extend(found.problems)
            entries.extend(found.value or ())
        return lists.items(name, tuple(entries))

    def make(entries: tuple[RawEntry, ...], known: PublicationMemo) -> tuple[Publication, ...]:
        made = load_publications(
            entries,
            profile=profile,
            people=collections.people,
            venues=collections.venues,
            extra_links=settings.extra_links,
            kinds=settings.kinds,
            memo=known,
            progress=progress,
        )
        problems.extend(made.problems)
        return made.value or ()

    own, cited = read("own", settings.files), read("cited", settings.references)
    publications = make(own, memo.publications)
    if settings.mine_only:
        publications = lists.items("mine", _only_own(publications, lists))
    found = Bibliography(
        publications=publications,
        references=make(cited, memo.references),
        entries=lists.items("all", own + cited),
    )
    return Outcome(found, tuple(problems))


def _missing(files: FileTree, path: SitePath) -> Iterator[Problem]:
    """Yield a problem for a file that is named in site.toml; those of the usual names may lack."""
    if path not in (*_DEFAULTS.files, *_DEFAULTS.references):
        hint = "write its path from the folder of site.toml"
        span = point_at(files, Span(_CONFIG), path)
        yield Problem("missing-file", f"there is no `{path}`", span, hint)


def _only_own(publications: tuple[Publication, ...], memo: Remembered) -> tuple[Publication, ...]:
    """Return the works with those hidden in which the owner did nothing."""
    return tuple(
        one if any(person.is_owner for person in _makers(one)) else hidden(one, memo)
        for one in publications
    )


def _makers(publication: Publication) -> Iterator[Author]:
    yield from publication.authors
    yield from publication.editors
    for contribution in publication.contributions:
        yield from contribution.people
