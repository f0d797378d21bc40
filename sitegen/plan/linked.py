"""Links as entries show them: in their texts, to what belongs to them, to their topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.tags import fold_tag
from sitegen.model.text import Link, RichText, Styled
from sitegen.routes import FROM_CONTENT
from sitegen.views import LinkView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.text import Inline
    from sitegen.problems import SitePath
    from sitegen.routes import Routes
    from sitegen.words import Words


def linked(text: RichText, routes: Routes) -> RichText:
    """Return a text whose links lead to pages and files of the site, or elsewhere.

    A link that leads nowhere becomes plain text; check has reported it.
    """
    if not any(isinstance(node, (Link, Styled)) for node in text.nodes):
        return text
    source = text.span.path if text.span else FROM_CONTENT
    nodes = _linked(text.nodes, routes, source)
    return text if nodes == text.nodes else RichText(nodes, text.place)


def _linked(nodes: tuple[Inline, ...], routes: Routes, source: SitePath) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for node in nodes:
        match node:
            case Link(href, children):
                target = routes.find(href, source)
                made += [Link(target, children)] if target else children
            case Styled(style, children):
                made.append(Styled(style, _linked(children, routes, source)))
            case _:
                made.append(node)
    return tuple(made)


def named_links(
    made: Iterable[tuple[str, str]], title: RichText, words: Words
) -> tuple[LinkView, ...]:
    """Return links to what belongs to a thing of this title, from their kinds and addresses."""
    return tuple(
        LinkView(
            label=words[f"link_{kind}"],
            href=href,
            kind=kind,
            title=words.fill("named", label=words[f"link_{kind}"], title=title),
        )
        for kind, href in made
        if href
    )


def tag_links(
    tags: Iterable[str], routes: Routes, *, only_known: bool = False
) -> tuple[LinkView, ...]:
    """Return tags with their pages, each once; `only_known` leaves out those without one."""
    made = {fold_tag(tag): tag.strip() for tag in reversed(tuple(tags))}
    found = [(tag, routes.tags.get(folded, "")) for folded, tag in reversed(made.items())]
    return tuple(
        LinkView(label=tag, href=href, kind="tag")
        for tag, href in found
        if tag and (href or not only_known)
    )
