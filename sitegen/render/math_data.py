"""Formulas as data for Typst: LaTeX -> MathML -> a small tree of plain values.

`themes/base/documents/lib/math.typ` has a branch for each kind of node that is made here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Html
from sitegen.readers.math import math_to_mathml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

Node = dict[str, Any] | list[Any]
"""Plain data: a list is a row, a dictionary says by `kind` what it is."""

_ACCENTS: Final = {
    "ˆ": "hat", "^": "hat", "˜": "tilde", "~": "tilde", "˙": "dot", "¨": "ddot", "…": "dddot",
    "ˇ": "check", "´": "acute", "`": "grave", "˘": "breve", "˚": "ring",
    "→": "arrow", "←": "left-arrow", "↔": "both-arrow",
}  # fmt: skip
_STROKES: Final = {
    "‾": ("over", "under"), "¯": ("over", "under"), "_": ("over", "under"),
    "⏞": ("overbrace", ""), "⏟": ("", "underbrace"), "⎴": ("overbracket", ""),
    "⎵": ("", "underbracket"), "⏜": ("overparen", ""), "⏝": ("", "underparen"),
}  # fmt: skip
_APPLIED: Final = "\u2061"
"""Stands after an operator such as log."""
_UNSEEN: Final = frozenset("\u2061\u2062\u2063\u2064")
_AROUND_OPERATOR: Final = "0.1667em"
"""The space that the converter puts around an operator; Typst puts it there itself."""
_EM = late_pattern(r"(-?[0-9.]+)em")
_STRETCHED: Final = frozenset("()[]{}|‖⟨⟩⌈⌉⌊⌋⟮⟯⟦⟧/\\↑↓↕⇑⇓⇕∣∥⎰⎱⌜⌝⌞⌟")


class _CannotBeSetError(Exception):
    """An element that Typst has no like of."""


@lru_cache(maxsize=4096)
def formula(tex: str, *, is_display: bool) -> Node | None:
    r"""Return a formula as a tree, None for one that cannot be set. The value is shared.

    >>> formula("x^2", is_display=False)
    [{'kind': 'scripts', 'base': {'kind': 'sign', 'text': 'x'}, 't': {'kind': 'text', 'text': '2'}}]
    >>> formula(r"\nonsense", is_display=False) is None
    True
    """
    markup = math_to_mathml(tex, is_display=is_display)
    if not isinstance(markup, Html):
        return None
    from xml.etree.ElementTree import ParseError, fromstring  # noqa: PLC0415 where there is math

    try:
        root = fromstring(markup.text)  # noqa: S314 our own markup, of known elements
        return _row(list(root))
    except (_CannotBeSetError, ParseError):
        return None


def _row(elements: Sequence[Element]) -> list[Any]:
    made: list[Any] = []
    following = [*elements[1:], None]
    for element, after in zip(elements, following, strict=False):
        node = _node(element, is_operator=after is not None and after.text == _APPLIED)
        made += node if isinstance(node, list) else [node]
    return made


def _one(element: Element, *, is_operator: bool = False) -> Node:
    """Return an element as a single node where it is one."""
    node = _node(element, is_operator=is_operator)
    return node[0] if isinstance(node, list) and len(node) == 1 else node


def _node(element: Element, *, is_operator: bool = False) -> Node:
    """Return an element as data. Raises _CannotBeSetError."""
    children = list(element)
    text = "".join(element.itertext())
    match element.tag:
        case "mi":
            return _letters(text, element, is_operator=is_operator)
        case "mn" | "mtext":
            return {"kind": "text", "text": text} if text else []
        case "mo":
            return _operator(text, element)
        case "mspace":
            return _space(element)
        case "mrow" | "mpadded":
            return _group(children, is_operator=is_operator)
        case "mphantom":
            return {"kind": "hidden", "body": _row(children)}
        case "mfrac":
            return _fraction(element)
        case "msqrt":
            return {"kind": "root", "body": _row(children)}
        case "mroot":
            return {"kind": "root", "body": _one(children[0]), "index": _one(children[1])}
        case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover":
            return _scripts(element, is_operator=is_operator)
        case "mmultiscripts":
            return _scripts_around(children)
        case "mtable":
            return _table(element)
        case "menclose" if "strike" in element.get("notation", ""):
            is_down = "down" in element.get("notation", "")
            return {"kind": "struck", "body": _row(children), "inverted": is_down}
        case _:
            raise _CannotBeSetError(element.tag)


def _letters(text: str, element: Element, *, is_operator: bool) -> Node:
    if is_operator:
        return {"kind": "operator", "text": text}
    if not text:
        return []
    if len(text.rstrip("\ufe00\ufe01")) > 1:
        return {"kind": "text", "text": text}
    sign = {"kind": "sign", "text": text}
    return sign | {"upright": True} if element.get("mathvariant") == "normal" else sign


def _operator(text: str, element: Element) -> Node:
    if text in _UNSEEN or not text:
        return []
    if len(text) > 1:
        return {"kind": "text", "text": text}
    sign: Node = {"kind": "sign", "text": text}
    size = _em(element.get("minsize", ""))
    return {"kind": "sign", "text": text, "em": size} if size else sign


def _em(size: str) -> float | None:
    found = _EM.fullmatch(size)
    return float(found[1]) if found else None


def _space(element: Element) -> Node:
    width = element.get("width", "")
    size = _em(width)
    return [] if size is None or width == _AROUND_OPERATOR else {"kind": "space", "em": size}


def _is_fence(element: Element) -> bool:
    """Say whether an element is a delimiter that grows with what it encloses, or an empty one."""
    is_stretched = element.get("stretchy") != "false" and element.get("minsize") is None
    text = element.text or ""
    return element.tag == "mo" and is_stretched and (text in _STRETCHED or text in _UNSEEN)


def _group(children: list[Element], *, is_operator: bool) -> Node:
    inner = [child for child in children if child.tag != "mspace" or child.get("width")]
    if is_operator and len(inner) == 1:
        return _node(inner[0], is_operator=True)
    fences = len(children) > 2 and _is_fence(children[0]) and _is_fence(children[-1])  # noqa: PLR2004 two fences and what is in them
    if not fences:
        return _row(children)
    if len(children) == 3 and children[1].get("linethickness") == "0":  # noqa: PLR2004 likewise
        above, below = children[1]
        if (children[0].text, children[-1].text) == ("(", ")"):
            return {"kind": "binomial", "above": _one(above), "below": _one(below)}
    return {"kind": "fenced", "body": _row(children)}


def _fraction(element: Element) -> Node:
    above, below = element
    if element.get("linethickness") == "0":
        rows = [[_one(above)], [_one(below)]]
        return {"kind": "table", "rows": rows, "aligned": False, "left": False, "display": False}
    made: dict[str, Any] = {"kind": "fraction", "above": _one(above), "below": _one(below)}
    style = element.get("displaystyle")
    return made if style is None else {**made, "display": style == "true"}


def _scripts(element: Element, *, is_operator: bool) -> Node:
    base, *others = element
    tag = element.tag
    sign = others[0].text or ""
    if tag in ("mover", "munder") and others[0].tag == "mo" and len(others) == 1:
        name = _STROKES.get(sign, ("", ""))[tag == "munder"]
        if name:
            return {"kind": "stroke", "name": name, "body": _one(base)}
        if tag == "mover" and sign in _ACCENTS and element.get("accent") == "true":
            return {"kind": "accent", "name": _ACCENTS[sign], "body": _one(base)}
    names = {"msub": "b", "msup": "t", "munder": "b", "mover": "t"}.get(tag, "bt")
    made: dict[str, Any] = {"kind": "scripts", "base": _one(base, is_operator=is_operator)}
    made |= {name: _one(other) for name, other in zip(names, others, strict=True)}
    # A sum knows by itself where its limits belong; under anything else they are as said.
    is_large = base.tag == "mo" and (base.text or "") in _LARGE
    if tag.startswith("mu") or tag == "mover":
        return made if is_large else made | {"limits": True}
    return made | {"limits": False} if is_large else made


_LARGE: Final = frozenset("∑∏∐⋃⋂⨆⨅⋁⋀⨁⨂⨀⨄")


def _scripts_around(children: list[Element]) -> Node:
    """Return a base with scripts on both sides, each of a single level."""
    base, *others = children
    tags = [other.tag for other in others]
    cut = tags.index("mprescripts") if "mprescripts" in tags else len(others)
    made: dict[str, Any] = {"kind": "scripts", "base": _one(base)}
    for names, scripts in ((("b", "t"), others[:cut]), (("bl", "tl"), others[cut + 1 :])):
        if len(scripts) > len(names):
            raise _CannotBeSetError("mmultiscripts")
        made |= {name: _one(script) for name, script in zip(names, scripts, strict=False)}
    return made


def _table(element: Element) -> Node:
    rows = [[_row(list(cell)) for cell in row] for row in element]
    styles = [[cell.get("style", "") for cell in row] for row in element]
    first = styles[0] if styles else []
    is_aligned = len(first) > 1 and all(
        f"text-align: {('right', 'left')[column % 2]}" in style
        for column, style in enumerate(first)
    )
    return {
        "kind": "table",
        "rows": rows,
        "aligned": is_aligned,
        "left": all("text-align: left" in style for style in first) and bool(first),
        "display": element.get("displaystyle") == "true",
    }
