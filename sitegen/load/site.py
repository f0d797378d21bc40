"""Read site.toml, content/ and the .bib files; everything is read even when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, TypeVar

from sitegen.decode import decode
from sitegen.files import read_text
from sitegen.load.bibliography import Bibliography, BibliographyMemo, load_bibliography
from sitegen.load.pages import load_pages
from sitegen.model.collections import Collections
from sitegen.model.config import Config, SiteUrl
from sitegen.model.dates import PartialDate
from sitegen.model.profile import Profile
from sitegen.model.site import Site
from sitegen.model.text import Filled
from sitegen.places import place
from sitegen.problems import Outcome, Problem, SitePath, Span
from sitegen.readers.markdown import parse_markdown
from sitegen.readers.toml import read_toml

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.model.markdown import Markdown

CONFIG = SitePath("site.toml")
PROFILE = SitePath("content/profile.toml")
ASSETS = SitePath("content/assets")

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


@dataclass(slots=True, eq=False)
class SiteMemo:
    """What is remembered from one loading of a site to the next; each loading changes it."""

    bibliography: BibliographyMemo = field(default_factory=BibliographyMemo)


def load_site(
    files: FileTree,
    today: dt.date,
    options: LoadOptions | None = None,
    *,
    memo: SiteMemo | None = None,
) -> Outcome[Site]:
    """Return the site and every problem of every file.

    With errors the site lacks what could not be read; without settings or profile there is none.
    With a `memo` from an earlier call only those entries of the .bib files are made anew that have
    changed.

    Problems: missing-file, not-utf8, file-too-large, and those of the readers and of `decode`.
    """
    options = options or LoadOptions()
    problems: list[Problem] = []

    def take(outcome: Outcome[T]) -> T | None:
        problems.extend(outcome.problems)
        return outcome.value

    config = take(_load_config(files, options))
    profile = take(_load_profile(files, config))
    collections = take(_load_collections(files)) or Collections()
    pages = take(load_pages(files, today, options.drafts, options.future, collections.news))
    settings = (config or Config(title=Filled(""), url=SiteUrl(""))).publications
    known = profile or Profile(name=Filled(""))
    works = take(
        load_bibliography(files, settings, known, collections, memo.bibliography if memo else None)
    )
    works = works or Bibliography()
    bio = take(_load_bio(files, profile))
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
        assets=files.glob(ASSETS),
        today=PartialDate(today.year, today.month, today.day),
    )
    return Outcome(site, tuple(problems))


def _load_config(files: FileTree, options: LoadOptions) -> Outcome[Config]:
    if files.read_bytes(CONFIG) is None:
        hint = "run `sitegen new` to start a site, or name its folder with `-C`"
        problem = Problem(
            "missing-file", "there is no site.toml in this folder", Span(CONFIG), hint
        )
        return Outcome(None, (problem,))
    outcome = _load_table(files, CONFIG, Config)
    if outcome.value and options.base_url:
        return replace(outcome, value=replace(outcome.value, url=SiteUrl(options.base_url)))
    return outcome


def _load_profile(files: FileTree, config: Config | None) -> Outcome[Profile]:
    if files.read_bytes(PROFILE) is None:
        return Outcome(Profile(name=config.title if config else Filled(""), span=Span(CONFIG)))
    return _load_table(files, PROFILE, Profile)


def _load_table(files: FileTree, path: SitePath, cls: type[T]) -> Outcome[T]:
    text = read_text(files, path)
    if text.value is None:
        return Outcome(None, text.problems)
    read = read_toml(path, text.value)
    if read.value is None:
        return Outcome(None, read.problems)
    decoded = decode(cls, read.value)
    return replace(decoded, problems=read.problems + decoded.problems)


def _load_collections(files: FileTree) -> Outcome[Collections]:
    """Join the tables of all files, in the order of the files' names."""
    problems: list[Problem] = []
    joined = Collections()
    for path in _collection_files(files):
        one = _load_table(files, path, Collections)
        problems.extend(one.problems)
        if one.value:
            joined = Collections(
                **{
                    field.name: getattr(joined, field.name) + getattr(one.value, field.name)
                    for field in fields(Collections)
                }
            )
    return Outcome(joined, tuple(problems))


def _collection_files(files: FileTree) -> Iterator[SitePath]:
    for path in files.glob(SitePath("content")):
        if path.count("/") == 1 and path.endswith(".toml") and path != PROFILE:
            yield path


def _load_bio(files: FileTree, profile: Profile | None) -> Outcome[Markdown]:
    if profile is None or not profile.bio.strip():
        return Outcome(None)
    first_line = place(files, PROFILE, ("bio",)).line
    return parse_markdown(profile.bio, PROFILE, first_line)
