"""Tokens of Markdown -> parts of markup: finished text, and holes for what depends on the page.

All text is escaped here. Parts are small and never change, so a parsed text is kept as its parts.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from sitegen.model.text import Html
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown.words import words
from sitegen.readers.math import math_to_mathml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from sitegen.readers.markdown.citations import CitedKey


@dataclass(frozen=True, slots=True)
class Anchor:
    """The beginning of a link; `attributes` are markup."""

    href: str
    attributes: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image; `alt` and `attributes`, which has the alt text too, are markup."""

    src: str
    alt: str
    attributes: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The works that are cited in one place."""

    keys: tuple[CitedKey, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code, not escaped, to be highlighted when a page shows it; `attributes` are its box's."""

    code: str
    language: str
    attributes: str


Part: TypeAlias = str | Anchor | Picture | Cited | CodeBlock


def make_parts(tokens: Sequence[Token], options: OptionsDict) -> tuple[Part, ...]:
    """Return the parts of a text; strings next to each other are one."""
    parts: list[Part] = []
    texts: list[str] = []
    for part in _parts(tokens, options):
        if isinstance(part, str):
            texts.append(part)
        else:
            parts += ["".join(texts), part]
            texts = []
    return (*parts, "".join(texts))


def _parts(tokens: Sequence[Token], options: OptionsDict) -> Iterator[Part]:
    for index, token in enumerate(tokens):
        if token.type == "inline":
            yield from _parts(token.children or (), options)
        elif token.type in _MAKERS:
            yield _MAKERS[token.type](token)
        else:
            yield _tags().renderToken(tokens, index, options, {})


@lru_cache(maxsize=1)
def _tags() -> RendererHTML:
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415 slow

    return RendererHTML()


def _text(token: Token) -> Part:
    return escape(token.content, quote=False)


def _attributes(attributes: Mapping[str, str | float]) -> str:
    return "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())


def _link(token: Token) -> Part:
    attributes = dict(token.attrs)
    return Anchor(str(attributes.pop("href", "")), _attributes(attributes))


def _image(token: Token) -> Part:
    alt = words(token.children or ())
    lazily = {"alt": alt, "loading": "lazy", "decoding": "async"}
    attributes = lazily | token.attrs | {"alt": alt}
    return Picture(str(attributes.pop("src")), escape(alt, quote=False), _attributes(attributes))


def _code(token: Token) -> Part:
    return f"<code{_attributes(token.attrs)}>{escape(token.content, quote=False)}</code>"


def _code_block(token: Token) -> Part:
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    given = dict(token.attrs)
    box = {"class": f"highlight {given.pop('class', '')}".rstrip()} | given
    return CodeBlock(token.content, language, _attributes(box))


def _citation(token: Token) -> Part:
    return Cited(token.meta["keys"])


def _table(token: Token) -> Part:
    """Open a table inside a box that scrolls; a region needs a name of its own."""
    number = token.meta["number"]
    label = "Table" if number == 1 else f"Table {number}"
    box = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": label}
    return f"<div{_attributes(box)}>\n<table{_attributes(token.attrs)}>\n"


def _table_end(token: Token) -> Part:
    del token
    return "</table>\n</div>\n"


def _footnote(token: Token) -> Part:
    number, again = token.meta["id"] + 1, _again(token)
    link = f'<a href="#fn:{number}" id="fnref:{number}{again}" role="doc-noteref">{number}</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def _footnotes(token: Token) -> Part:
    del token
    return '<section class="footnotes" role="doc-endnotes">\n<ol>\n'


def _footnotes_end(token: Token) -> Part:
    del token
    return "</ol>\n</section>\n"


def _footnote_text(token: Token) -> Part:
    return f'<li id="fn:{token.meta["id"] + 1}">'


def _footnote_text_end(token: Token) -> Part:
    del token
    return "</li>\n"


def _footnote_back(token: Token) -> Part:
    target = f"#fnref:{token.meta['id'] + 1}{_again(token)}"
    label = "Back to the text" + _again(token).replace(":", " ")
    attributes = {"href": target, "class": "footnote-backref", "role": "doc-backlink"}
    return f" <a{_attributes(attributes | {'aria-label': label})}>↩\ufe0e</a>"


def _again(token: Token) -> str:
    """Return what tells the second reference to a footnote from the first: ":2"."""
    count = token.meta.get("subId", 0)
    return f":{count + 1}" if count else ""


def _break(token: Token) -> Part:
    return "<br>\n" if token.type == "hardbreak" else "\n"


def _check_box(token: Token) -> Part:
    """Print the markup of a task list: HTML in the source never becomes such a token."""
    return token.content


def _math(token: Token) -> Part:
    is_display = token.type == "math_block" or token.meta["is_display"]
    made = math_to_mathml(token.content, is_display=is_display)
    if isinstance(made, Html):
        return f"{made}\n" if token.block else made.text
    source = f'<code class="math-error">{escape(token.content.strip(), quote=False)}</code>'
    return f"<p>{source}</p>\n" if token.block else source


_MAKERS: Mapping[str, Callable[[Token], Part]] = {
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
