"""LaTeX math -> MathML, through math-core behind guards; the only importer of that library.

math-core 0.9 is native code without limits of its own. It ends the process when it descends too
deep (seen from 2,000 levels on), and its time doubles with every bracket that is opened and not
closed: thirty of them take minutes. So formulas are measured before they are handed over.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Html
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from math_core import LatexToMathML

_MAX_LENGTH: Final = 10_000
_MAX_DEPTH: Final = 100
_MAX_COMMANDS: Final = 600
r"""Arguments nest without braces (`\frac1\frac1…`): this many fit into a stack of 2 MB."""
_MAX_RUN: Final = 200
_MAX_BRACKETS: Final = 10

_RUN = late_pattern(rf"(?:(?:\\[A-Za-z]+|[·\u2140-\u2aff])\s*){{{_MAX_RUN + 1}}}")
_COMMAND = late_pattern(r"\\[A-Za-z]+")
_LEVEL = late_pattern(r"\\\\|\\[{}]|(?P<down>\{|\\(?:begin|left)\b)|(?P<up>\}|\\(?:end|right)\b)")
_REFUSED = late_pattern(
    r"\\(?:(?P<define>newcommand|renewcommand|providecommand|[egx]?def|let|DeclareMathOperator)"
    r"|(?P<refer>eqref|ref)|mathchoice)(?![A-Za-z])"
)

_OPENING: Final = (
    r"\\(?:l(?:Angle|Brace|Vert|ang|angle|brace|brack|ceil|floor|group|langle|lbracket|lcorner"
    r"|lparenthesis|moustache|paren|vert)|ulcorner)(?![A-Za-z])"
)
_DELIMITER: Final = rf"\s*(?:{_OPENING}|\\[^A-Za-z]|[^\s\\])"
_BRACKET = late_pattern(
    # Not an opening bracket for the library: what follows these is one delimiter, or an option.
    rf"\\(?:left|right|middle|[bB]igg?[rm]?)(?![A-Za-z]){_DELIMITER}"
    r"|\\(?:text[a-z]*|mbox|operatorname\*?)\s*\{[^{}]*\}"
    r"|\\(?:sqrt|color|textcolor|x(?:[A-Za-z]*arrow|[A-Za-z]*harpoon[a-z]*|longequal|mapsto"
    r"|tofrom))\s*\[|\\\\\*?\s*\[\s*-?[\d.]+\s*[a-z]+\s*\]|\\begin\{array\}\s*\[[a-z]\]"
    # These are.
    rf"|(?P<open>\\[bB]igg?l(?![A-Za-z]){_DELIMITER}|{_OPENING}|\\\{{"
    r"|[(\[⌈⌊⌜⌞⎰❲⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼])"
    r"|(?P<half>\\(?:bra|ket|braket|pmod|pod|[bB]igg?l)(?![A-Za-z])(?!\s*\{))"
    r"|\\(?:[A-Za-z]+|.)",
    re.DOTALL,
)

_MACROS: Final = {
    "mbox": r"\text{#1}",
    "mathbbm": r"\mathbb{#1}",
    "textnormal": r"\text{#1}",
    "mathds": r"\mathbb{#1}",
}
_REWRITTEN = late_pattern(
    r"\\label\s*\{[^{}]*\}|\\(?:begin|end)\{(?P<name>split|smallmatrix|eqnarray\*?"
    r"|(?:equation|align|gather|multline|flalign|alignat)(?=\}))\}"
)
_ENVIRONMENTS: Final = {"split": "aligned", "smallmatrix": "matrix", "eqnarray": "array"}

_ACCENT_SIGNS: Final = {"\u20d7": "\u2192", "\u0332": "\u203e", "\u20db": "\u2026"}
"""Combining characters, which Chromium sets too far to the left, and signs of the same look."""
_AS_MATHML_3: Final = ' scriptlevel="0"'
"""Stands at every table; MathML 3, which validators know, has it elsewhere only."""

_ACCENT = late_pattern(f"(?<=>)[{''.join(_ACCENT_SIGNS)}](?=</mo>)")
_ERROR = late_pattern(r"(\d+): (.*)", re.DOTALL)

_TAG = late_pattern(
    r"<(?P<end>/?)(?P<name>[a-z]+)(?P<attributes>(?:\s[a-z-]+=\"[^\"<>]*\")*)\s*/?>"
)
_ATTRIBUTE = late_pattern(r"\s([a-z-]+)=\"([^\"<>]*)\"")
_STYLE = late_pattern(
    r"(?:(?:text-align|justify-items|(?:padding|margin)-(?:left|right|top|bottom)|width|color"
    r"|border-(?:left|right|top|bottom)|math-shift|font-size|font-variant-caps)"
    r": ?[A-Za-z0-9#.% -]+(?:;|$))*"
)
_ELEMENTS: Final = frozenset({
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mpadded",
    "mphantom", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "b", "i", "em", "code", "span", "s",
    "u",
})  # fmt: skip
_ATTRIBUTES: Final = frozenset({
    "accent", "accentunder", "class", "display", "displaystyle", "form", "height", "linethickness",
    "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rspace",
    "scriptlevel", "stretchy", "style", "symmetric", "voffset", "width",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class MathFault:
    """Why a formula can not be shown: the reason as a clause, and the 0-based place in it."""

    reason: str
    offset: int = 0


class _Source(NamedTuple):
    """A formula as it is handed over, and for each character where it comes from."""

    tex: str
    origin: Sequence[int]

    def replace(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> _Source:
        """Return the formula with every match replaced."""
        made: list[str] = []
        origin: list[int] = []
        position = 0
        for found in pattern.finditer(self.tex):
            text = new(found)
            made += (self.tex[position : found.start()], text)
            origin += self.origin[position : found.start()]
            origin += [self.origin[found.start()]] * len(text)
            position = found.end()
        tail = self.tex[position:]
        return _Source("".join(made) + tail, (*origin, *self.origin[position:]))

    def place(self, offset: int, end: int) -> int:
        """Return where a character of this formula stands in the user's; `end` is beyond it."""
        return self.origin[offset] if offset < len(self.origin) else end


@lru_cache(maxsize=4096)
def math_to_mathml(tex: str, *, is_display: bool) -> Html | MathFault:
    r"""Return a formula as MathML, or why that is not possible.

    >>> print(math_to_mathml("x^2", is_display=False))
    <math><msup><mi>x</mi><mn>2</mn></msup></math>
    >>> math_to_mathml(r"\frac{1}{x", is_display=False)
    MathFault(reason='expected closing token "}", but reached end of input', offset=10)
    """
    fault = _find_fault(tex)
    if fault:
        return fault
    source = _without_live_brackets(_rewritten(_Source(tex, range(len(tex)))))
    from math_core import LatexError  # noqa: PLC0415 only where there is math

    try:
        markup = _converter().convert_with_local_state(source.tex, displaystyle=is_display)
    except UnicodeEncodeError as error:
        return MathFault("it has a character that is none", source.place(error.start, len(tex)))
    except LatexError as error:
        found = _ERROR.fullmatch(str(error))
        if found is None:
            return MathFault(_clause(str(error)))
        return MathFault(_clause(found[2]), source.place(int(found[1]), len(tex)))
    if not is_harmless(markup):
        return MathFault("it makes markup that may not stand in a page")
    markup = markup.replace(_AS_MATHML_3, "")
    markup = markup.replace("&ApplyFunction;", "\u2061").replace("&InvisibleTimes;", "\u2062")
    return Html(_ACCENT.sub(lambda sign: _ACCENT_SIGNS[sign[0]], markup))


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML  # noqa: PLC0415 only where there is math

    return LatexToMathML(macros=dict(_MACROS), fancy_error=False)


def _clause(reason: str) -> str:
    reason = reason.strip().rstrip(".")
    return reason[:1].lower() + reason[1:]


def _find_fault(tex: str) -> MathFault | None:
    if len(tex) > _MAX_LENGTH:
        return MathFault(f"it is longer than {_MAX_LENGTH} characters", _MAX_LENGTH)
    if refused := _REFUSED.search(tex):
        what = "refer to another" if refused["refer"] else f"use `{refused[0]}`"
        what = "define commands" if refused["define"] else what
        return MathFault(f"a formula can not {what}", refused.start())
    depth = 0
    for level in _LEVEL.finditer(tex):
        depth += (level["down"] is not None) - (level["up"] is not None)
        if depth > _MAX_DEPTH:
            return MathFault(f"it is nested more than {_MAX_DEPTH} deep", level.start())
    if run := _RUN.search(tex):
        return MathFault(f"it has more than {_MAX_RUN} commands in a row", run.start())
    commands = [command.start() for command in _COMMAND.finditer(tex)]
    if len(commands) > _MAX_COMMANDS:
        return MathFault(f"it has more than {_MAX_COMMANDS} commands", commands[_MAX_COMMANDS])
    halves = [found.start() for found in _BRACKET.finditer(tex) if found["half"]]
    if len(halves) > _MAX_BRACKETS:
        return MathFault("it has too many commands without their braces", halves[_MAX_BRACKETS])
    return None


def _rewritten(source: _Source) -> _Source:
    """Return the formula in the environments that the library knows, without numbers.

    Each formula is converted alone, so that every number would be (1), and nothing could refer
    to it; an explicit tag stays.
    """

    def new(found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return ""
        command = found[0].partition("{")[0]
        known = _ENVIRONMENTS.get(name.removesuffix("*"), f"{name}*")
        columns = "{rcl}" if known == "array" and command == r"\begin" else ""
        return f"{command}{{{known}}}{columns}"

    return source.replace(_REWRITTEN, new)


def _without_live_brackets(source: _Source) -> _Source:
    """Return the formula with its opening brackets hidden from the library's search for pairs.

    A bracket that is not alone in its group opens nothing, and looks and is spaced the same. One
    group more is for commands that take their arguments out of the braces.
    """
    count = sum(found["open"] is not None for found in _BRACKET.finditer(source.tex))
    if count <= _MAX_BRACKETS:
        return source

    def new(found: re.Match[str]) -> str:
        return f"\\mathopen{{{{{{}}{found[0]}}}}}" if found["open"] else found[0]

    return source.replace(_BRACKET, new)


def is_harmless(markup: str) -> bool:
    """Say whether markup consists of known elements and attributes, and every tag is closed.

    >>> is_harmless('<math><mi>x</mi></math>'), is_harmless('<math href="javascript:x"></math>')
    (True, False)
    """
    text = _TAG.sub("", markup)
    if "<" in text or ">" in text:
        return False
    open_elements: list[str] = []
    for tag in _TAG.finditer(markup):
        name = tag["name"]
        if name not in _ELEMENTS:
            return False
        if tag["end"]:
            if not open_elements or open_elements.pop() != name:
                return False
        elif not tag[0].endswith("/>"):
            open_elements.append(name)
        for attribute, value in _ATTRIBUTE.findall(tag["attributes"]):
            if attribute not in _ATTRIBUTES or (
                attribute == "style" and not _STYLE.fullmatch(value)
            ):
                return False
    return not open_elements
