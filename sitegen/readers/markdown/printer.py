"""Parts of markup -> HTML for one page. Every address goes through `resolve` and is checked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol

from sitegen.model.text import Html, safe_href
from sitegen.readers.markdown.body import parse
from sitegen.readers.markdown.findings import is_allowed
from sitegen.readers.markdown.highlight import highlight
from sitegen.readers.markdown.images import print_picture
from sitegen.readers.markdown.markup import (
    Anchor,
    Cited,
    CodeBlock,
    Film,
    HeadingLink,
    Named,
    Part,
    Picture,
    Recording,
    Say,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model.films import Player
    from sitegen.model.markdown import Markdown
    from sitegen.readers.markdown.citations import CitedKey
    from sitegen.readers.markdown.images import Depiction


class Words(Protocol):
    """What the interface says, by names."""

    def __getitem__(self, name: str) -> str:
        """Return a plain text."""
        ...

    def get(self, name: str) -> str:
        """Return a plain text, "" where there is none of that name."""
        ...

    def fill(self, name: str, count: int | None = None, /, **values: object) -> str:
        """Return a text with its holes filled."""
        ...


def markdown_html(
    body: Markdown,
    *,
    resolve: Callable[[str], str],
    cite: Callable[[tuple[CitedKey, ...]], Html],
    title: Callable[[str], str],
    words: Words,
    depict: Callable[[str], Depiction | None] = lambda _: None,
    has_heading_links: bool = True,
) -> Html:
    """Return a body as markup.

    Args:
        body: The text.
        resolve: From each address as it is written to the one for the page.
        cite: From the works of one citation to its markup.
        title: From a link by name, as it is written, to the title of what it names.
        words: What the interface says.
        has_heading_links: Headings are links to themselves.
        depict: From the address of an image as it is written to what is known of the image.
    """

    def address(href: str) -> str | None:
        final = safe_href(resolve(href)) if href and is_allowed(href) else None
        return escape(final) if final else None

    def markup(part: Part) -> str:
        match part:
            case str():
                return part
            case Anchor(href, attributes):
                target = address(href)
                return f'<a href="{target}"{attributes}>' if target else f"<a{attributes}>"
            case Picture(src, attributes):
                target = address(src)
                if target is None:
                    return escape(dict(attributes)["alt"], quote=False)
                return print_picture(target, dict(attributes), depict(src))
            case Recording():
                return _recording(part, address(part.src), address(part.captions), words)
            case Film(href, alt, film):
                return _film(address(href), alt, film, words)
            case Named(href, text):
                target = address(href)
                shown = escape(text or title(href), quote=False)
                return f'<a href="{target}">{shown}</a>' if target else shown
            case HeadingLink(link):
                return link if has_heading_links else ""
            case Say(name, number, fallback):
                return escape(_said(name, number, fallback, words))
            case Cited(keys):
                return cite(keys).text
            case CodeBlock():
                return _code_block(part)

    return Html("".join(map(markup, parse(body.source).parts)))


def _said(name: str, number: int | None, fallback: str, words: Words) -> str:
    if fallback:
        return words.get(name) or fallback
    return words[name] if number is None else words.fill(name, number=number)


def _recording(part: Recording, src: str | None, captions: str | None, words: Words) -> str:
    if src is None:
        return escape(part.alt, quote=False)
    track = f'<track kind="captions" src="{captions}" default>' if captions else ""
    inside = f'{track}<a href="{src}">{escape(part.alt or words[part.medium], quote=False)}</a>'
    player = f'<{part.medium} controls preload="none" src="{src}"{part.attributes}>'
    return f"{player}{inside}</{part.medium}>"


def _film(href: str | None, alt: str, film: Player, words: Words) -> str:
    if href is None:
        return alt
    note = escape(words.fill("plays_at", host=film.host), quote=False)
    inside = f'<a href="{href}">{alt or escape(film.host)}</a> <small>{note}</small>'
    return f'<span class="embed" data-embed="{escape(film.frame)}">{inside}</span>'


def _code_block(block: CodeBlock) -> str:
    code = highlight(block.code, block.language) or escape(block.code, quote=False)
    language = f' class="language-{escape(block.language)}"' if block.language else ""
    inner = f'<pre tabindex="0"><code{language}>{code}</code></pre>'
    return f"<div{block.attributes}>{inner}</div>\n"
