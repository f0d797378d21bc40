"""Markdown files with front matter: one folder of content/ for each sort of page."""

from __future__ import annotations

import posixpath
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from sitegen.decode import decode
from sitegen.files import MemoryTree, read_text
from sitegen.late_pattern import late_pattern
from sitegen.model.cv import Talk, Teaching
from sitegen.model.dates import DateRange, PartialDate, parse_date
from sitegen.model.pages import (
    CvSectionText,
    HomeSectionText,
    NewsItem,
    Page,
    Post,
    Project,
    PublicationText,
)
from sitegen.model.text import slugify
from sitegen.problems import Outcome, Problem, SitePath, Span, near_miss
from sitegen.progress import told
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown import parse_markdown, split_front_matter

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sitegen.files import FileTree
    from sitegen.load.memo import Remembered
    from sitegen.model.collections import NewsLine
    from sitegen.progress import Progress

P = TypeVar(
    "P",
    bound=Project
    | Post
    | NewsItem
    | Page
    | Talk
    | Teaching
    | PublicationText
    | HomeSectionText
    | CvSectionText,
)

CONTENT = SitePath("content")
FOLDERS = ("projects", "posts", "news", "pages", "publications", "home", "cv", "talks", "teaching")
OTHER_FOLDERS = ("assets", "letters")

_DATED_NAME = late_pattern(r"(\d{4}-\d\d-\d\d)-(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """All pages from Markdown, in the order in which they are shown."""

    projects: tuple[Project, ...]
    posts: tuple[Post, ...]
    news: tuple[NewsItem, ...]
    pages: tuple[Page, ...]
    texts: tuple[PublicationText, ...]
    """Each with the name of its file in place of a key."""
    home_texts: tuple[HomeSectionText, ...]
    cv_texts: tuple[CvSectionText, ...]
    talks: tuple[Talk, ...]
    """In the order of their files."""
    teaching: tuple[Teaching, ...]
    """In the order of their files."""


def load_pages(
    files: FileTree,
    today: dt.date,
    drafts: bool,  # noqa: FBT001 called once, beside its name
    future: bool,  # noqa: FBT001
    news_lines: Sequence[NewsLine],
    memo: Remembered,
    progress: Progress | None = None,
) -> Outcome[Pages]:
    """Return every page; drafts and what is dated after `today` only when asked for.

    What a file held when the `memo` was last used is not read again.

    Problems: unknown-folder, and those of front matter, Markdown and `decode`.
    """
    problems: list[Problem] = []
    found: dict[str, list[SitePath]] = {folder: [] for folder in FOLDERS}
    for path in files.glob(CONTENT):
        folder = path.split("/")[1]
        if folder in found and path.endswith(".md"):
            found[folder].append(path)
        elif path.endswith(".md") and folder not in OTHER_FOLDERS:
            problems.append(_unknown_folder(path, folder))

    paths = iter(told(progress, "Reading page", tuple(chain.from_iterable(found.values()))))

    def load(folder: str, cls: type[P]) -> list[P]:
        """Load the next folder, in the order of FOLDERS."""
        mine = islice(paths, len(found[folder]))
        loaded = [_load_page(files, path, folder, cls, memo) for path in mine]
        problems.extend(problem for one in loaded for problem in one.problems)
        made = [one.value for one in loaded if one.value is not None]
        return [page for page in made if _is_shown(page, today, drafts=drafts, future=future)]

    projects, posts = load("projects", Project), load("posts", Post)
    news = load("news", NewsItem)
    news += [
        item
        for item in (_news_item(line, memo) for line in news_lines)
        if item and (future or item.date.first_day <= today)
    ]
    projects.sort(
        key=lambda project: project.date.sort_key if project.date else _NEVER, reverse=True
    )
    projects.sort(key=lambda project: project.weight)
    for dated in (posts, news):
        dated.sort(key=lambda page: page.date.sort_key, reverse=True)
    value = Pages(
        projects=memo.items("projects", tuple(projects)),
        posts=memo.items("posts", tuple(posts)),
        news=memo.items("news", tuple(news)),
        pages=memo.items("pages", tuple(load("pages", Page))),
        texts=memo.items("texts", tuple(load("publications", PublicationText))),
        home_texts=memo.items("home", tuple(load("home", HomeSectionText))),
        cv_texts=memo.items("cv texts", tuple(load("cv", CvSectionText))),
        talks=memo.items("talk pages", tuple(load("talks", Talk))),
        teaching=memo.items("course pages", tuple(load("teaching", Teaching))),
    )
    return Outcome(value, tuple(problems))


_NEVER = ((0, 0, 0), (0, 0, 0))


def _news_item(line: NewsLine, memo: Remembered) -> NewsItem | None:
    start = line.date.start
    if start is None:
        return None
    return memo.value(
        ("news", id(line)),
        (line,),
        lambda: NewsItem(title=line.text, date=start, slug=None, body=None, span=line.span),
    )


def _load_page(
    files: FileTree, path: SitePath, folder: str, cls: type[P], memo: Remembered
) -> Outcome[P]:
    content = files.read_bytes(path)
    alone = MemoryTree({} if content is None else {path: content})
    return memo.value(path, (content,), lambda: _read_page(alone, path, folder, cls))


def _read_page(files: FileTree, path: SitePath, folder: str, cls: type[P]) -> Outcome[P]:
    text = read_text(files, path)
    if text.value is None:
        return Outcome(None, text.problems)
    split = split_front_matter(path, text.value)
    if split.value is None:
        return Outcome(None, split.problems)
    document, source, first_line = split.value
    body = parse_markdown(source, path, first_line)
    name = path.removeprefix(f"{CONTENT}/{folder}/").removesuffix(".md")
    given: dict[str, object] = {"body": body.value, "span": Span(path)}
    dated = _DATED_NAME.fullmatch(posixpath.basename(name))
    if dated and cls in (Project, Post, NewsItem, Talk, Teaching):
        name = dated[2]
        if cls is not Project and not {"date", "start"} & set(document.data):
            date = parse_date(dated[1])
            is_range = cls is Talk or cls is Teaching
            given["date"] = DateRange(date) if is_range and date else date
    if cls is PublicationText:
        given["key"] = name
    elif cls is HomeSectionText or cls is CvSectionText:
        given["slug"] = name
    else:
        given["slug"] = "/".join(slugify(step) for step in name.split("/"))
    decoded = decode(cls, document, given=given)
    problems = (*split.problems, *body.problems, *decoded.problems)
    if cls is CvSectionText:
        from sitegen.readers.markdown.documents import markdown_blocks  # noqa: PLC0415 rarely needed

        blocks = markdown_blocks(source, path, first_line)
        problems += tuple(one for one in blocks.problems if one.code == "not-in-documents")
    return Outcome(decoded.value, problems)


def _is_shown(page: P, today: dt.date, *, drafts: bool, future: bool) -> bool:
    if page.draft and not drafts:
        return False
    is_dated = isinstance(page, (Post, NewsItem)) and isinstance(page.date, PartialDate)
    return future or not is_dated or page.date.first_day <= today  # type: ignore[union-attr]


def _unknown_folder(path: SitePath, folder: str) -> Problem:
    name = folder if "/" in path.removeprefix("content/") else "content"
    hint = near_miss(folder, FOLDERS) or f"put it into content/{', content/'.join(FOLDERS)}"
    return Problem("unknown-folder", f"Markdown in `{name}` belongs to no page", Span(path), hint)
