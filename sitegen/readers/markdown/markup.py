"""Tokens of Markdown -> parts of markup: finished text, and holes for what depends on the page.

All text is escaped here. Parts are small and never change, so a parsed text is kept as its parts.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

from sitegen.model.films import medium, player
from sitegen.model.text import Html
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown.words import words
from sitegen.readers.math import math_to_mathml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from sitegen.model.films import Medium, Player
    from sitegen.readers.markdown.citations import CitedKey


@dataclass(frozen=True, slots=True)
class Anchor:
    """The beginning of a link; `attributes` are markup."""

    href: str
    attributes: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image. `attributes` are as the text gives them, not escaped, with the alt text."""

    src: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """A film or a recording that is a file; `attributes` are markup, `captions` an address."""

    src: str
    medium: Medium
    alt: str
    attributes: str
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """A film elsewhere: a link, and the address of its player; `alt` is markup."""

    href: str
    alt: str
    player: Player


@dataclass(frozen=True, slots=True)
class Named:
    """A link by name; without a text of its own it has the title of what is named."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadingLink:
    """The beginning or the end of the link that a heading is to itself."""

    markup: str


@dataclass(frozen=True, slots=True)
class Say:
    """A text of the interface, with the number that fills it; `fallback` where there is none."""

    name: str
    number: int | None = None
    fallback: str = ""


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


Part: TypeAlias = (
    str | Anchor | Picture | Recording | Film | Named | HeadingLink | Say | Cited | CodeBlock
)


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
        if token.type == "inline" and "kind" in token.meta:
            yield Say(f"admonition_{token.meta['kind']}", fallback=token.content)
        elif token.type == "inline" and _is_linked(tokens, index):
            yield HeadingLink(f'<a class="anchor" href="#{escape(_heading_id(tokens, index))}">')
            yield from _parts(token.children or (), options)
            yield HeadingLink("</a>")
        elif token.type == "inline":
            yield from _parts(token.children or (), options)
        elif token.type in _MAKERS:
            made = _MAKERS[token.type](token)
            if isinstance(made, tuple):
                yield from made
            else:
                yield made
        else:
            yield _tags().renderToken(tokens, index, options, {})


def _heading_id(tokens: Sequence[Token], index: int) -> str:
    return str(tokens[index - 1].attrs.get("id", ""))


def _is_linked(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a heading links to itself: it has an anchor, and no link inside."""
    if not index or tokens[index - 1].type != "heading_open" or not _heading_id(tokens, index):
        return False
    inside = {child.type for child in tokens[index].children or ()}
    return bool(inside) and not inside & _INTERACTIVE


@lru_cache(maxsize=1)
def _tags() -> RendererHTML:
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415 slow

    return RendererHTML()


_INTERACTIVE: Final = frozenset({"link_open", "citation", "named_link", "footnote_ref", "image"})


def _text(token: Token) -> Part:
    return escape(token.content, quote=False)


_SCROLL: Final = '<div class="scroll" tabindex="0" role="region"'


def print_attributes(attributes: Mapping[str, str | float]) -> str:
    """Return attributes as markup."""
    return "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())


def _link(token: Token) -> Part:
    attributes = dict(token.attrs)
    return Anchor(str(attributes.pop("href", "")), print_attributes(attributes))


def _image(token: Token) -> Part:
    alt = words(token.children or ())
    src = str(token.attrs["src"])
    if film := player(src):
        return Film(src, escape(alt, quote=False), film)
    if kind := medium(src):
        return _recording(token, src, kind, alt)
    lazily = {"alt": alt, "loading": "lazy", "decoding": "async"}
    attributes = lazily | token.attrs | {"alt": alt}
    source = str(attributes.pop("src"))
    return Picture(source, tuple((name, str(value)) for name, value in attributes.items()))


def _recording(token: Token, src: str, kind: Medium, alt: str) -> Part:
    given = dict(token.attrs)
    for name in ("src", "alt", "loading"):
        given.pop(name, None)
    captions = str(given.pop("captions", ""))
    label = {"aria-label": alt} if alt else {}
    return Recording(src, kind, alt, print_attributes(label | given), captions)


def _named(token: Token) -> Part:
    return Named(str(token.attrs["href"]), token.content)


def _code(token: Token) -> Part:
    return f"<code{print_attributes(token.attrs)}>{escape(token.content, quote=False)}</code>"


def _code_block(token: Token) -> Part:
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    given = dict(token.attrs)
    box = {"class": f"highlight {given.pop('class', '')}".rstrip()} | given
    return CodeBlock(token.content, language, print_attributes(box))


def _citation(token: Token) -> Part:
    return Cited(token.meta["keys"])


def _table(token: Token) -> tuple[Part, ...]:
    """Open a table inside a box that scrolls; a region needs a name of its own."""
    table = f"<table{print_attributes(token.attrs)}>\n"
    if "caption" in token.meta:
        return (f'{_SCROLL} aria-labelledby="table:{token.meta["caption"]}">\n{table}',)
    number = token.meta["number"]
    name = Say("table") if number == 1 else Say("table_number", number)
    return (f'{_SCROLL} aria-label="', name, f'">\n{table}')


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


def _footnote_back(token: Token) -> tuple[Part, ...]:
    target = f"#fnref:{token.meta['id'] + 1}{_again(token)}"
    attributes = {"href": target, "class": "footnote-backref", "role": "doc-backlink"}
    again = token.meta.get("subId", 0)
    label = Say("back_to_text_number", again + 1) if again else Say("back_to_text")
    return (f' <a{print_attributes(attributes)} aria-label="', label, '">↩\ufe0e</a>')


def _again(token: Token) -> str:
    """Return what tells the second reference to a footnote from the first: ":2"."""
    count = token.meta.get("subId", 0)
    return f":{count + 1}" if count else ""


def _box(token: Token) -> Part:
    """Open a box; one that folds is a disclosure."""
    attributes = dict(token.attrs)
    if not token.markup.startswith("?"):
        return f"<div{print_attributes(attributes)}>\n"
    tag = str(token.meta["tag"])
    opened = " open" if token.markup.endswith("+") else ""
    summary = "" if token.content else f"<summary>{escape(tag)}</summary>\n"
    names = str(attributes.pop("class", "")).split()
    kept = [name for name in names if "collapsible" not in name]
    return f"<details{print_attributes({'class': ' '.join(kept)} | attributes)}{opened}>\n{summary}"


def _box_end(token: Token) -> Part:
    return "</details>\n" if token.markup.startswith("?") else "</div>\n"


def _box_title(token: Token) -> Part:
    tag = "summary" if token.markup.startswith("?") else "p"
    return f"<{tag}{print_attributes(token.attrs)}>"


def _box_title_end(token: Token) -> Part:
    return "</summary>\n" if token.markup.startswith("?") else "</p>\n"


def _break(token: Token) -> Part:
    return "<br>\n" if token.type == "hardbreak" else "\n"


def _check_box(token: Token) -> Part:
    """Print the markup of a task list: HTML in the source never becomes such a token."""
    return token.content


def _math(token: Token) -> Part:
    """Print a formula; one in a line of its own in a box that scrolls, so it takes the focus.

    MathML Core has `tabindex`, but validators do not know it on `math`.
    """
    is_display = token.type == "math_block" or token.meta["is_display"]
    made = math_to_mathml(token.content, is_display=is_display)
    if isinstance(made, Html):
        box = "div" if token.block else "span"
        markup = f'<{box} class="formula" tabindex="0">{made}</{box}>' if is_display else made.text
        return f"{markup}\n" if token.block else markup
    source = f'<code class="math-error">{escape(token.content.strip(), quote=False)}</code>'
    return f"<p>{source}</p>\n" if token.block else source


_MAKERS: Mapping[str, Callable[[Token], Part | tuple[Part, ...]]] = {
    "text": _text,
    "text_special": _text,
    "softbreak": _break,
    "hardbreak": _break,
    "code_inline": _code,
    "link_open": _link,
    "image": _image,
    "named_link": _named,
    "admonition_open": _box,
    "admonition_close": _box_end,
    "admonition_title_open": _box_title,
    "admonition_title_close": _box_title_end,
    "citation": _citation,
    "math_inline": _math,
    "math_block": _math,
    "fence": _code_block,
    "code_block": _code_block,
    "table_open": _table,
    "table_close": _table_end,
    "caption_close": lambda _: "</caption>\n",
    "html_inline": _check_box,
    "footnote_ref": _footnote,
    "footnote_block_open": _footnotes,
    "footnote_block_close": _footnotes_end,
    "footnote_open": _footnote_text,
    "footnote_close": _footnote_text_end,
    "footnote_anchor": _footnote_back,
}
