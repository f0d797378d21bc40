"""Read site.toml, content/ and the .bib files; everything is read even when something is wrong."""

from __future__ import annotations

import re
from dataclasses import field, fields, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.decode import decode
from sitegen.files import MemoryTree, read_text
from sitegen.late_pattern import late_pattern
from sitegen.load.addresses import with_pages
from sitegen.load.bibliography import Bibliography, BibliographyMemo, load_bibliography
from sitegen.load.memo import Remembered
from sitegen.load.pages import load_pages
from sitegen.load.private import NOTHING_PRIVATE, Variables, with_private
from sitegen.load.texts import match_texts
from sitegen.model.collections import Collections
from sitegen.model.config import Config, SiteUrl
from sitegen.model.dates import PartialDate
from sitegen.model.private import PRIVATE_FILE, PrivateFacts
from sitegen.model.profile import Profile
from sitegen.model.site import Site
from sitegen.model.text import Filled
from sitegen.places import place
from sitegen.problems import Outcome, Problem, SitePath, Span
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown import parse_markdown
from sitegen.readers.toml import read_toml

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.model.markdown import Markdown
    from sitegen.progress import Progress

CONFIG = SitePath("site.toml")
PROFILE = SitePath("content/profile.toml")
ASSETS = SitePath("content/assets")

_BIO = late_pattern(r"(?P<is_key>^bio[ \t]*=)|\bbio\b", re.MULTILINE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOptions:
    """What the command line may change about a site."""

    base_url: str = ""
    """Published at another address than site.toml says."""
    drafts: bool = False
    """Take in drafts."""
    future: bool = False
    """Take in what is dated after today."""
    variables: Variables = ()
    """Private values that the environment has."""
    is_private: bool = False
    """Take in what only private documents and letters may show."""


@dataclass(slots=True, eq=False)
class SiteMemo:
    """What is remembered from one loading of a site to the next; each loading changes it."""

    files: Remembered = field(default_factory=Remembered)
    shared: list[Any] = field(default_factory=list)
    """What the rows of the cache on disk refer to."""
    bibliography: BibliographyMemo = field(default_factory=BibliographyMemo)


def load_site(
    files: FileTree,
    today: dt.date,
    options: LoadOptions | None = None,
    *,
    memo: SiteMemo | None = None,
    progress: Progress | None = None,
) -> Outcome[Site]:
    """Return the site and every problem of every file.

    With errors the site lacks what could not be read; without settings or profile there is none.
    With a `memo` from an earlier call only what has changed is read, and what has not is the very
    same object.

    Problems: missing-file, not-utf8, file-too-large, and those of `match_texts`, the readers and
    `decode`.
    """
    options = options or LoadOptions()
    memo = memo or SiteMemo()
    known = memo.files
    known.begin()
    problems: list[Problem] = []

    def take(outcome: Outcome[T]) -> T | None:
        problems.extend(outcome.problems)
        return outcome.value

    drafts = options.drafts
    config = take(_load_config(files, options, known))
    profile = take(_load_profile(files, config, known))
    collections = take(_load_collections(files, known)) or Collections()
    private = take(_load_private(files, known)) or NOTHING_PRIVATE
    facts = (profile, private, collections, options.variables, options.is_private)
    people = known.value("people", facts, lambda: with_private(*facts))
    problems.extend(people.problems)
    profile, collections = people.profile, people.collections
    pages = take(
        load_pages(files, today, options.drafts, options.future, collections.news, known, progress)
    )
    if pages is not None:
        found = (collections, pages.talks, pages.teaching, drafts)
        collections = known.value("all", found, lambda: with_pages(*found))
    settings = (config or Config(title=Filled(""), url=SiteUrl(""))).publications
    owner = profile or Profile(name=Filled(""))
    works = take(
        load_bibliography(files, settings, owner, collections, memo.bibliography, progress)
    )
    works = works or Bibliography()
    texts = take(match_texts(pages.texts if pages else (), works.publications, known)) or ()
    bio = take(known.value("bio", (profile,), lambda: _load_bio(files, profile)))
    if config is None or profile is None or pages is None:
        return Outcome(None, tuple(problems))
    site = Site(
        config=config,
        profile=profile,
        bio=bio,
        publications=works.publications,
        references=works.references,
        entries=works.entries,
        collections=collections,
        projects=pages.projects,
        posts=pages.posts,
        news=pages.news,
        pages=pages.pages,
        texts=texts,
        home_texts=pages.home_texts,
        cv_texts=pages.cv_texts,
        assets=known.items("assets", files.glob(ASSETS)),
        today=known.value("today", (today.isoformat(),), lambda: _day(today)),
        secrets=people.secrets,
    )
    parts = tuple(getattr(site, field.name) for field in fields(Site))
    return Outcome(known.value("site", parts, lambda: site), tuple(problems))


def _day(today: dt.date) -> PartialDate:
    return PartialDate(today.year, today.month, today.day)


def _load_config(files: FileTree, options: LoadOptions, memo: Remembered) -> Outcome[Config]:
    if files.read_bytes(CONFIG) is None:
        hint = "run `sitegen new` to start a site, or name its folder with `-C`"
        problem = Problem(
            "missing-file", "there is no site.toml in this folder", Span(CONFIG), hint
        )
        return Outcome(None, (problem,))
    outcome = _load_table(files, CONFIG, Config, memo)
    config, url = outcome.value, options.base_url
    if config is None or not url:
        return outcome
    moved = memo.value("moved", (config, url), lambda: replace(config, url=SiteUrl(url)))
    return replace(outcome, value=moved)


def _load_profile(files: FileTree, config: Config | None, memo: Remembered) -> Outcome[Profile]:
    if files.read_bytes(PROFILE) is not None:
        return _load_table(files, PROFILE, Profile, memo)
    name = config.title if config else Filled("")
    profile = memo.value("nobody", (name,), lambda: Profile(name=name, span=Span(CONFIG)))
    return Outcome(profile)


def _load_private(files: FileTree, memo: Remembered) -> Outcome[PrivateFacts]:
    if files.read_bytes(PRIVATE_FILE) is None:
        return Outcome(None)
    read = _load_table(files, PRIVATE_FILE, PrivateFacts, memo)
    # Hints show how a value is to be written: here that would print what nobody shall read.
    problems = tuple(
        replace(one, hint=(one.hint or "").partition(":")[0]) if one.code == "wrong-type" else one
        for one in read.problems
    )
    return replace(read, problems=problems)


def _load_table(files: FileTree, path: SitePath, cls: type[T], memo: Remembered) -> Outcome[T]:
    content = files.read_bytes(path)
    alone = MemoryTree({} if content is None else {path: content})
    return memo.value(path, (content,), lambda: _read_table(alone, path, cls))


def _read_table(files: FileTree, path: SitePath, cls: type[T]) -> Outcome[T]:
    text = read_text(files, path)
    if text.value is None:
        return Outcome(None, text.problems)
    read = read_toml(path, text.value)
    if read.value is None:
        return Outcome(None, read.problems)
    decoded = decode(cls, read.value)
    return replace(decoded, problems=read.problems + decoded.problems)


def _load_collections(files: FileTree, memo: Remembered) -> Outcome[Collections]:
    """Join the tables of all files, in the order of the files' names."""
    read = [_load_table(files, path, Collections, memo) for path in _collection_files(files)]
    problems = tuple(problem for one in read for problem in one.problems)
    tables = tuple(one.value for one in read if one.value)
    return Outcome(memo.value("collections", tables, lambda: _joined(tables)), problems)


def _joined(tables: tuple[Collections, ...]) -> Collections:
    return Collections(
        **{
            field.name: tuple(chain.from_iterable(getattr(one, field.name) for one in tables))
            for field in fields(Collections)
        }
    )


def _collection_files(files: FileTree) -> Iterator[SitePath]:
    for path in files.glob(SitePath("content")):
        if path.count("/") == 1 and path.endswith(".toml") and path != PROFILE:
            yield path


def _load_bio(files: FileTree, profile: Profile | None) -> Outcome[Markdown]:
    if profile is None or not profile.bio.strip():
        return Outcome(None)
    return parse_markdown(profile.bio, PROFILE, _line_of_bio(files))


def _line_of_bio(files: FileTree) -> int:
    """Return the line where the text of the key `bio` begins.

    Where the word stands but once in the file, there is no need of a second parser.
    """
    text = read_text(files, PROFILE).value or ""
    words = list(_BIO.finditer(text))
    if len(words) == 1 and words[0]["is_key"]:
        return text.count("\n", 0, words[0].end()) + 1
    return place(files, PROFILE, ("bio",)).line
