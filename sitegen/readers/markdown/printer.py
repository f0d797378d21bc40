"""Tokens of Markdown -> HTML. All text is escaped here, and every address goes through `resolve`.

The tokens are shared by everyone who shows the same text: a printer reads them only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from sitegen.model.text import Html, safe_href
from sitegen.readers.markdown.body import parse
from sitegen.readers.markdown.findings import is_allowed
from sitegen.readers.markdown.highlight import highlight
from sitegen.readers.markdown.syntax import body_parser
from sitegen.readers.markdown.words import words
from sitegen.readers.math import math_to_mathml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

    from sitegen.model.markdown import Markdown
    from sitegen.readers.markdown.citations import CitedKey


@dataclass(frozen=True, slots=True)
class _Page:
    """What depends on the page that shows a body."""

    resolve: Callable[[str], str]
    cite: Callable[[tuple[CitedKey, ...]], Html]


def markdown_html(
    body: Markdown,
    *,
    resolve: Callable[[str], str],
    cite: Callable[[tuple[CitedKey, ...]], Html],
) -> Html:
    """Return a body as markup.

    Args:
        body: The text.
        resolve: From each address as it is written to the one for the page.
        cite: From the works of one citation to its markup.
    """
    return Html(_print(parse(body.source).tokens, _Page(resolve, cite)))


def _print(tokens: Sequence[Token], page: _Page) -> str:
    parts: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "inline":
            parts.append(_print(token.children or (), page))
        elif token.type in _PRINTERS:
            parts.append(_PRINTERS[token.type](token, page))
        else:
            parts.append(_tags().renderToken(tokens, index, body_parser().options, {}))
    return "".join(parts)


@lru_cache(maxsize=1)
def _tags() -> RendererHTML:
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415 slow

    return RendererHTML()


def _text(token: Token, page: _Page) -> str:
    del page
    return escape(token.content, quote=False)


def _attributes(attributes: Mapping[str, str | float]) -> str:
    return "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())


def _address(href: str, page: _Page) -> str | None:
    return safe_href(page.resolve(href)) if is_allowed(href) else None


def _link(token: Token, page: _Page) -> str:
    attributes = dict(token.attrs)
    href = _address(str(attributes.pop("href", "")), page)
    return f"<a{_attributes({'href': href} if href else {})}{_attributes(attributes)}>"


def _image(token: Token, page: _Page) -> str:
    alt = words(token.children or ())
    src = _address(str(token.attrs["src"]), page)
    if src is None:
        return escape(alt, quote=False)
    lazily = {"loading": "lazy", "decoding": "async"}
    return f"<img{_attributes(lazily | token.attrs | {'src': src, 'alt': alt})}>"


def _code(token: Token, page: _Page) -> str:
    del page
    return f"<code{_attributes(token.attrs)}>{escape(token.content, quote=False)}</code>"


def _code_block(token: Token, page: _Page) -> str:
    del page
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    code = highlight(token.content, language) or escape(token.content, quote=False)
    given = dict(token.attrs)
    box = {"class": f"highlight {given.pop('class', '')}".rstrip()} | given
    language_class = _attributes({"class": f"language-{language}"}) if language else ""
    inner = f'<pre tabindex="0"><code{language_class}>{code}</code></pre>'
    return f"<div{_attributes(box)}>{inner}</div>\n"


def _citation(token: Token, page: _Page) -> str:
    return page.cite(token.meta["keys"]).text


def _table(token: Token, page: _Page) -> str:
    """Open a table inside a box that scrolls; a region needs a name of its own."""
    del page
    number = token.meta["number"]
    label = "Table" if number == 1 else f"Table {number}"
    box = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": label}
    return f"<div{_attributes(box)}>\n<table{_attributes(token.attrs)}>\n"


def _table_end(token: Token, page: _Page) -> str:
    del token, page
    return "</table>\n</div>\n"


def _footnote(token: Token, page: _Page) -> str:
    del page
    number, again = token.meta["id"] + 1, _again(token)
    link = f'<a href="#fn:{number}" id="fnref:{number}{again}" role="doc-noteref">{number}</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def _footnotes(token: Token, page: _Page) -> str:
    del token, page
    return '<section class="footnotes" role="doc-endnotes">\n<ol>\n'


def _footnotes_end(token: Token, page: _Page) -> str:
    del token, page
    return "</ol>\n</section>\n"


def _footnote_text(token: Token, page: _Page) -> str:
    del page
    return f'<li id="fn:{token.meta["id"] + 1}">'


def _footnote_text_end(token: Token, page: _Page) -> str:
    del token, page
    return "</li>\n"


def _footnote_back(token: Token, page: _Page) -> str:
    del page
    target = f"#fnref:{token.meta['id'] + 1}{_again(token)}"
    label = "Back to the text" + _again(token).replace(":", " ")
    attributes = {"href": target, "class": "footnote-backref", "role": "doc-backlink"}
    return f" <a{_attributes(attributes | {'aria-label': label})}>↩\ufe0e</a>"


def _again(token: Token) -> str:
    """Return what tells the second reference to a footnote from the first: ":2"."""
    count = token.meta.get("subId", 0)
    return f":{count + 1}" if count else ""


def _break(token: Token, page: _Page) -> str:
    del page
    return "<br>\n" if token.type == "hardbreak" else "\n"


def _check_box(token: Token, page: _Page) -> str:
    """Print the markup of a task list: HTML in the source never becomes such a token."""
    del page
    return token.content


def _math(token: Token, page: _Page) -> str:
    del page
    is_display = token.type == "math_block" or token.meta["is_display"]
    made = math_to_mathml(token.content, is_display=is_display)
    if isinstance(made, Html):
        return f"{made}\n" if token.block else made.text
    source = f'<code class="math-error">{escape(token.content.strip(), quote=False)}</code>'
    return f"<p>{source}</p>\n" if token.block else source


_PRINTERS: Mapping[str, Callable[[Token, _Page], str]] = {
    "text": _text,
    "text_special": _text,
    "softbreak": _break,
    "hardbreak": _break,
    "code_inline": _code,
    "link_open": _link,
    "image": _image,
    "citation": _citation,
    "math_inline": _math,
    "math_block": _math,
    "fence": _code_block,
    "code_block": _code_block,
    "table_open": _table,
    "table_close": _table_end,
    "html_inline": _check_box,
    "footnote_ref": _footnote,
    "footnote_block_open": _footnotes,
    "footnote_block_close": _footnotes_end,
    "footnote_open": _footnote_text,
    "footnote_close": _footnote_text_end,
    "footnote_anchor": _footnote_back,
}
