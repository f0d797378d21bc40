"""How the pieces of a reference are put together: full stops, commas, quotation marks, italics.

American typography, which all four styles share: a full stop or a comma stands inside the closing
quotation mark, and none follows a mark that ends a sentence already.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from sitegen.late_pattern import late_pattern
from sitegen.model.text import NO_TEXT, Cite, Link, Math, RichText, Styled, Text, plain, rich

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model.text import Inline

Piece: TypeAlias = RichText | str

_CLOSERS: Final = "’”"
_ENDS: Final = ".?!…"
_FEW: Final = 4
_ABBREVIATION = late_pattern(
    r"(?:\b[^\W\d_]|\b(?:inc|corp|ltd|co|bros|vs|etc|al|jr|sr|st|no|vol|dr|prof|ed|eds))\.$",
    re.IGNORECASE,
)
_OPENING_QUOTE = late_pattern(r"(?:^|(?<=[\s(\[–—-]))\"")


def text_of(piece: Piece) -> RichText:
    """Return a piece as rich text."""
    return rich(piece) if isinstance(piece, str) else piece


def join(pieces: Iterable[Piece], separator: str = ", ") -> RichText:
    """Return the pieces that are not empty, with the separator between them.

    >>> str(join(["Acta Maris", "", "vol. 3"]))
    'Acta Maris, vol. 3'
    >>> str(join([quoted(rich("Tides")), "Acta Maris"])), str(join(["Why?", "Who"], ". "))
    ('“Tides,” Acta Maris', 'Why? Who')
    """
    nodes: list[Inline] = []
    mark, rest = (separator[0], separator[1:]) if separator[:1] in (",", ".") else ("", separator)
    for piece in pieces:
        if not piece:
            continue
        if nodes:
            if mark:
                _add_mark(nodes, mark)
            nodes.append(_sign(rest))
        if isinstance(piece, str):
            nodes.append(Text(piece))
        else:
            nodes += piece.nodes
    return RichText(tuple(nodes)) if nodes else NO_TEXT


def sentences(*pieces: Piece) -> RichText:
    """Return the pieces that are not empty, each with a full stop.

    >>> str(sentences("Tallis, M.", "Why tides?", "", "Acta Maris"))
    'Tallis, M. Why tides? Acta Maris.'
    """
    return stopped(join(pieces, ". "))


def stopped(text: RichText) -> RichText:
    """Return a text with a full stop at its end."""
    if not text:
        return text
    nodes = list(text.nodes)
    _add_mark(nodes, ".")
    return RichText(tuple(nodes))


def _add_mark(nodes: list[Inline], mark: str) -> None:
    """Append a full stop or comma to a text: before the quotation marks at its end."""
    last = nodes[-1]
    is_quoted = isinstance(last, Text) and not last.value.strip(_CLOSERS)
    before = _end_of(nodes[:-1] if is_quoted else nodes)
    bare = before.rstrip(_CLOSERS) if mark == "." else before
    end = bare[-1:]
    if end == mark or (end in _ENDS and (mark == "." or (is_quoted and end in "?!"))):
        return
    nodes.insert(len(nodes) - is_quoted, _sign(mark))


@cache
def _sign(text: str) -> Text:
    """Return a mark or separator: there are few, and each stands in every reference."""
    return Text(text)


def _end_of(nodes: Sequence[Inline]) -> str:
    """Return the last characters of a text: a few are enough to know how it ends."""
    end = ""
    for node in reversed(nodes):
        text = node.value if isinstance(node, Text) else plain((node,))
        end = text[-_FEW:] + end
        if len(end) >= _FEW:
            break
    return end


def italic(piece: Piece) -> RichText:
    """Return a piece in italics; emphasis within it stands upright.

    >>> italic(RichText((Text("On "), Styled("emph", (Text("Fucus"),))))).nodes
    (Styled(style='emph', children=(Text(value='On '),)), Text(value='Fucus'))
    """
    made: list[Inline] = []
    run: list[Inline] = []
    for node in text_of(piece).nodes:
        if isinstance(node, Styled) and node.style == "emph" and len(text_of(piece).nodes) > 1:
            if run:
                made.append(Styled("emph", tuple(run)))
            made += node.children
            run = []
        elif isinstance(node, Styled) and node.style == "emph":
            run += node.children
        else:
            run.append(node)
    if run:
        made.append(Styled("emph", tuple(run)))
    return RichText(tuple(made))


def quoted(text: RichText) -> RichText:
    """Return a text in quotation marks; those within it turn single.

    >>> str(quoted(rich("The “Neap” Tides"))), str(quoted(rich("On “Spring”")))
    ('“The ‘Neap’ Tides”', '“On ‘Spring’”')
    """
    if not text:
        return text
    inner = tuple(_single_quotes(node) for node in text.nodes)
    match text.nodes[-1], inner[-1]:
        case Text(written), Text(value) if written.endswith("”"):
            inner = (*inner[:-1], Text(value[:-1]), Text("’”"))
        case Text(written), Text(value) if value.endswith("’") and "‘" in plain(inner):
            inner = (*inner[:-1], Text(value[:-1]), Text("’”"))
        case _:
            inner = (*inner, Text("”"))
    return RichText((Text("“"), *inner))


def _single_quotes(node: Inline) -> Inline:
    match node:
        case Text(value):
            return Text(value.replace("“", "‘").replace("”", "’"))
        case Styled("code"):
            return node
        case Styled(style, children):
            return Styled(style, tuple(map(_single_quotes, children)))
        case Link(href, children):
            return Link(href, tuple(map(_single_quotes, children)))
        case Math() | Cite():
            return node


def bracketed(piece: Piece, brackets: str = "()") -> RichText:
    """Return a piece in brackets; nothing stays nothing.

    >>> str(bracketed("2nd ed.")), str(bracketed(""))
    ('(2nd ed.)', '')
    """
    text = text_of(piece)
    if not text:
        return NO_TEXT
    return RichText((Text(brackets[0]), *text.nodes, Text(brackets[1])))


def spaced(*pieces: Piece) -> RichText:
    """Return the pieces that are not empty with a blank between them."""
    return join(pieces, " ")


def labelled(label: str, value: Piece) -> RichText:
    """Return a value after its label; without a value nothing.

    >>> str(labelled("vol.", "12")), str(labelled("vol.", ""))
    ('vol. 12', '')
    """
    return spaced(label, value) if value else NO_TEXT


@lru_cache(maxsize=256)
def clean(text: RichText) -> RichText:
    """Return a text as it may stand in a reference: without links, with curly quotation marks.

    >>> str(clean(rich('The "Neap" Tides')))
    'The “Neap” Tides'
    """
    return RichText(_clean(text.nodes))


@lru_cache(maxsize=256)
def clean_title(text: RichText) -> RichText:
    """Return a title without the full stop at its end, unless that is part of a word.

    >>> str(clean_title(rich("Tides."))), str(clean_title(rich("Tides of the U.S.")))
    ('Tides', 'Tides of the U.S.')
    """
    return RichText(_without_stop(_clean(text.nodes)))


def _clean(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for node in nodes:
        match node:
            case Link(_, children):
                made += _clean(children)
            case Styled("code"):
                made.append(node)
            case Styled(style, children):
                made.append(Styled(style, _clean(children)))
            case Text(value):
                if '"' in value:
                    value = _OPENING_QUOTE.sub("“", value).replace('"', "”")
                made.append(Text(value))
            case Math():
                made.append(node)
            case Cite():
                pass
    return tuple(made)


def _without_stop(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    while nodes:
        *before, last = nodes
        match last:
            case Text(value):
                value = value.rstrip(" ,;:")
                is_stop = value.endswith(".") and not value.endswith("..")
                if is_stop and not _ABBREVIATION.search(value):
                    value = value[:-1]
                if value:
                    return (*before, Text(value))
            case Styled(style, children):
                if inner := _without_stop(children):
                    return (*before, Styled(style, inner))
            case _:
                return nodes
        nodes = tuple(before)
    return nodes
