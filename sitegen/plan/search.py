"""What the search dialog looks through: one item for each page, and for each talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Link, Math, OutPath, RichText, Styled, Url, plain
from sitegen.plan.tasks import SearchItem, SearchTask
from sitegen.readers.markdown import plain_text

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from sitegen.model.cv import Talk
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.publication import Publication
    from sitegen.model.text import Inline
    from sitegen.plan.context import Context
    from sitegen.routes import Routes
    from sitegen.views import PublicationView
    from sitegen.words import Words

INDEX_URL: Final = Url("/search.json")
TEXT_LIMIT: Final = 280
"""Characters of an abstract or a page that are searched: the index of 300 works stays small."""
PEOPLE_LIMIT: Final = 400
"""Characters of names: a collaboration has thousands."""

_GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
_NAMES: Final = {letter: name for name, letter in _GREEK.items()}
_COMMAND = late_pattern(r"\\([A-Za-z]+)\s?|\\.|[{}$~]")
_SILENT: Final = ("math", "text", "operatorname", "left", "right", "big", "Big", "display", "mbox")
_LONE_GREEK = late_pattern(r"(?<![^\W_])[Α-ω](?![^\W_])")


def search_task(context: Context) -> SearchTask:
    """Return the index of everything that has an address."""
    return SearchTask(OutPath(INDEX_URL.strip("/")), tuple(_items(context)))


def _items(context: Context) -> Iterator[SearchItem]:
    site, memo, routes = context.site, context.memo, context.routes

    def addressed(
        pages: Iterable[Project | Post | Page | NewsItem],
    ) -> Iterator[tuple[object, ...]]:
        return ((page, routes.pages.get(page.span.path), context.words) for page in pages)

    works = (
        (one, view, context.words)
        for one, view in zip(context.publications, context.view_list(), strict=True)
    )
    yield from memo.each(_publication, works)
    yield from memo.each(_project, addressed(site.projects))
    yield from memo.each(_post, addressed(site.posts))
    yield from _talks(site.collections.talks, routes, context.words)
    yield from memo.each(_news, addressed(site.news))
    yield from memo.each(_page, addressed(site.pages))


def _publication(publication: Publication, view: PublicationView, words: Words) -> SearchItem:
    people = publication.authors or publication.editors
    return SearchItem(
        title=readable(publication.title),
        url=_relative(view.href),
        kind=words[f"kind_{publication.kind}"],
        year=view.year,
        people=_cut(", ".join(str(one.name) for one in people), PEOPLE_LIMIT),
        about=_about(
            publication.title, readable(publication.venue), view.abbr, *publication.keywords
        ),
        text=_cut(readable(publication.abstract)),
    )


def _project(project: Project, url: Url, words: Words) -> SearchItem:
    return SearchItem(
        title=readable(project.title),
        url=_relative(url),
        kind=words["search_project"],
        year=str(project.date.start.year) if project.date and project.date.start else "",
        people=_cut(", ".join(project.collaborators), PEOPLE_LIMIT),
        about=_about(project.title, readable(project.institution), *project.tags),
        text=_cut(f"{readable(project.summary)} {plain_text(project.body)}"),
    )


def _post(post: Post, url: Url, words: Words) -> SearchItem:
    return SearchItem(
        title=readable(post.title),
        url=_relative(url),
        kind=words["search_post"],
        year=str(post.date.year),
        about=_about(post.title, *post.tags),
        text=_cut(f"{readable(post.summary)} {plain_text(post.body)}"),
    )


def _talks(talks: Iterable[Talk], routes: Routes, words: Words) -> Iterator[SearchItem]:
    for talk in talks:
        year = str(talk.date.start.year) if talk.date and talk.date.start else ""
        list_url = routes.lists["talks"]
        yield SearchItem(
            title=readable(talk.title),
            url=_relative(f"{list_url}#y{year}" if year else list_url),
            kind=words["search_talk"],
            year=year,
            people=_cut(", ".join(talk.speakers), PEOPLE_LIMIT),
            about=_about(talk.title, readable(talk.event), readable(talk.host), talk.place),
            text=_cut(readable(talk.abstract)),
        )


def _news(item: NewsItem, url: Url | None, words: Words) -> SearchItem:
    """A line of news without a text has no page: it is found in the list."""
    year = str(item.date.year)
    return SearchItem(
        title=readable(item.title),
        url=_relative(url or f"/news/#y{year}"),
        kind=words["search_news"],
        year=year,
        about=_about(item.title),
        text=_cut(plain_text(item.body)) if item.body else "",
    )


def _page(page: Page, url: Url, words: Words) -> SearchItem:
    return SearchItem(
        title=readable(page.title),
        url=_relative(url),
        kind=words["search_page"],
        about=_about(page.title),
        text=_cut(f"{readable(page.summary)} {plain_text(page.body)}"),
    )


def _relative(url: str) -> str:
    """Return an address as it is from search.json."""
    return url.removeprefix("/")


def _cut(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return the first words of a text, whole ones.

    >>> _cut("one  two three", 9)
    'one two'
    """
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit + 1].rpartition(" ")[0] or text[:limit]


def _about(title: RichText, *words: str) -> str:
    """Return venue, tags and the like, and the names of Greek letters that stand alone."""
    greek = (_NAMES.get(letter.lower(), "") for letter in _LONE_GREEK.findall(readable(title)))
    found = dict.fromkeys(" ".join(word.split()) for word in (*words, *greek))
    return ", ".join(word for word in found if word)


def readable(text: RichText) -> str:
    r"""Return plain text in which a formula is as near to what it shows as letters are.

    >>> from sitegen.model.text import Text
    >>> readable(RichText((Text("The "), Math(r"\lambda"), Text("-calculus"))))
    'The λ-calculus'
    >>> readable(RichText((Math(r"\mathcal{O}(n\log n)"),)))
    'O(n log n)'
    """
    return _without_tex(text.nodes) if has_math(text.nodes) else str(text)


def has_math(nodes: tuple[Inline, ...]) -> bool:
    """Say whether a formula is among them."""
    return any(
        isinstance(node, Math) or (isinstance(node, Styled | Link) and has_math(node.children))
        for node in nodes
    )


def _without_tex(nodes: tuple[Inline, ...]) -> str:
    parts: list[str] = []
    for node in nodes:
        match node:
            case Math(tex):
                parts.append(" ".join(_COMMAND.sub(_meaning, tex).split()))
            case Styled(_, children) | Link(_, children):
                parts.append(_without_tex(children))
            case _:
                parts.append(plain((node,)))
    return "".join(parts)


def _meaning(found: re.Match[str]) -> str:
    """Return what a command shows, as far as letters can; commands of style show nothing."""
    name = found[1] or ""
    letter = _GREEK.get(name.lower(), "").upper() if name.istitle() else _GREEK.get(name, "")
    if letter or not name or name.startswith(_SILENT):
        return letter
    return f" {name} "
