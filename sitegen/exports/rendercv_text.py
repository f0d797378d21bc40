"""Texts in the Markdown of RenderCV: Python-Markdown, of which it keeps emphasis, code and links.

What is left it takes for Typst, calls of functions included (`#name`), and has no way to write
their signs as such. So a word joiner, which shows nothing, stands between them and what follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.exports.cv_facts import one_line, web_address
from sitegen.late_pattern import late_pattern
from sitegen.model.blocks import (
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import Cite, Link, Math, RichText, Styled, Text, plain

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from sitegen.model.blocks import Block
    from sitegen.model.text import Inline, Style

_SIGNS: Final = late_pattern(r"[\\`*_\[\]]")
_CALLS: Final = late_pattern(r"[#<&](?=[A-Za-z/!?#])|\$(?=\$)|^!(?=!!)|^ {0,3}>")
_CONTROL: Final = late_pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_JOINER: Final = "\u2060"
_MARKS: Final[dict[Style, str]] = {"emph": "*", "strong": "**"}


def markdown(text: RichText) -> str:
    r"""Return a text with its emphasis and its links to the web, in one line.

    >>> from sitegen.model.text import rich
    >>> markdown(RichText((Styled("emph", rich("On C*-algebras").nodes), Text(", 2nd ed."))))
    '*On C\\*-algebras*, 2nd ed.'
    """
    return " ".join("".join(map(_node, text.nodes)).split())


def plain_markdown(text: str) -> str:
    r"""Return words that shall be nothing but words.

    >>> plain_markdown("my_tool [beta]")
    'my\\_tool \\[beta\\]'
    >>> plain_markdown("#read(1)") == "#\u2060read(1)"
    True
    """
    return _escaped(one_line(_CONTROL.sub(" ", text)))


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    """Return a text in blocks as entries of running text; lists keep their points alone."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                found.append(markdown(text))
            case BlockHeading(_, text):
                found.append(_marked("**", markdown(text)))
            case BlockList(items):
                found += [f"• {' '.join(paragraphs(item))}" for item in items]
            case BlockQuote(inner):
                found += paragraphs(inner)
            case CodeBlock(text):
                found += [f"`{words}`" for line in text.splitlines() if (words := _code(line))]
            case BlockTable(rows):
                found += [", ".join(filter(None, map(markdown, row))) for row in rows]
    return [text for text in found if text]


def _code(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).replace("`", "'").split())


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", _CALLS.sub(_joined, _CONTROL.sub(" ", text)))


def _joined(found: re.Match[str]) -> str:
    return f"{found[0]}{_JOINER}"


def _node(node: Inline) -> str:
    match node:
        case Text(value):
            return _escaped(value)
        case Styled("code", children):
            words = _code(plain(children))
            return f"`{words}`" if words else ""
        case Styled(style, children):
            return _marked(_MARKS.get(style, ""), "".join(map(_node, children)))
        case Link(href, children):
            words = "".join(map(_node, children))
            url = web_address(href) or _mail(href)
            return f"[{words}]({_in_brackets(url)})" if url and words.strip() else words
        case Math() | Cite():
            return _escaped(plain((node,)))


def _marked(mark: str, words: str) -> str:
    """Put words between marks, spaces outside of them."""
    inner = words.strip()
    return words.replace(inner, f"{mark}{inner}{mark}", 1) if inner else words


def _mail(href: str) -> str:
    return href if href.startswith("mailto:") and '"' not in href else ""


def _in_brackets(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace('"', "%22").replace("*", "%2A")
