"""Marks after authors' names (`*`, `†`, superscripts), taken off the names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.name_styles import BOLD_END, BOLD_START, unstyle

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS: Final = {
    "∗": "*", "⁎": "*", "＊": "*", "\\ast": "*", "\\textasteriskcentered": "*",
    "\\dag": "†", "\\dagger": "†", "\\textdagger": "†", "✝": "†",
    "\\ddag": "‡", "\\ddagger": "‡", "\\textdaggerdbl": "‡",
    "\\S": "§", "\\textsection": "§", "\\P": "¶", "\\textparagraph": "¶",
    "\\parallel": "‖", "\\|": "‖", "\\#": "#", "\\&": "&", "\\star": "⋆", "★": "⋆", "☆": "⋆",
    "\\Letter": "✉", "\\faEnvelope": "✉", "\\faEnvelopeO": "✉", "🖂": "✉", "📧": "✉",
    "\\*": "*",
}  # fmt: skip
"""Other spellings of a mark -> the mark."""

_PLAIN: Final = "*∗⁎＊†✝‡§¶‖#✉🖂📧⋆★☆"
_COMMANDS = "|".join(
    sorted((name[1:] for name in _SIGNS if re.fullmatch(r"\\[A-Za-z]+", name)), key=len)[::-1]
)
_COMMAND = rf"\\(?:{_COMMANDS})(?![A-Za-z])(?:\s*\{{\}})?"
_SIGN = late_pattern(rf"\\(?:{_COMMANDS})(?![A-Za-z])|\\[#&*|]|[{_PLAIN}^&+]")

_RAISED = (
    r"\\textsuperscript\s*\*?\s*\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\\textsuperscript\s*[^\s{}\\]"
    r"|\$(?:[^$]){0,60}\$"
    r"|(?<!\\)\^\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|<sup>[^<]{0,60}</sup>"
    r"|\\footnotemark\s*(?:\[[^\]]*\])?"
)
_ATTACHED = r"(?:\\[&|]|[&^+])+(?=[\s,{}\ue000\ue001]|$)"
_MARK = late_pattern(
    rf"\s*(?:\{{\s*(?:{_RAISED}|{_COMMAND}|\\?[{_PLAIN}]+)\s*\}}|{_RAISED}|{_COMMAND}|\\?[{_PLAIN}]+"
    rf"|(?<=[^\s\\&^+]){_ATTACHED})"
)
_FREE_MARK = late_pattern(
    rf"(?<![^\s.,;:()>\"'/{{}}{_PLAIN}])"
    rf"(?:\{{\s*(?:{_RAISED}|{_COMMAND}|\\?[{_PLAIN}+^]+)\s*\}}|{_RAISED}|{_COMMAND}"
    rf"|(?:\\[*#&]|[{_PLAIN}+^])+|&(?!\w+;))"
)
_LEADING = late_pattern(rf"\s*(?:[{_PLAIN}]|\\[*#])+\s*")
_LIST_LEADING = late_pattern(rf"((?:^|\sand\s)\s*)(?:[{_PLAIN}]|\\[*#])+\s*", re.IGNORECASE)
_LEGEND_TAIL = late_pattern(rf"\s*\((\s*[{_PLAIN}][^()]*)\)\s*$")
_NUMBERS = late_pattern(r"(?<=[^\W\d_])\d{1,2}(?=[\s,}]|$)|\s\d{4}(?=\s?(?:,|$))")
_SAYING = late_pattern(
    r"\\(?:thanks|footnote)\s*(?:\[[^\]]*\])?\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_ENTITIES: Final = {
    "dagger": "†", "Dagger": "‡", "sect": "§", "para": "¶", "ast": "*", "lowast": "*", "num": "#",
    "star": "⋆", "starf": "⋆",
}  # fmt: skip
_ENTITY = late_pattern(rf"&({'|'.join(_ENTITIES)});")
_MAY_HOLD_MARKS = late_pattern(rf"[{_PLAIN}$^&+<]|\\[*#A-Zdft&]|\d")


class Marked(NamedTuple):
    """A name, what stood with it (`*†`), and a legend that was written into the name."""

    name: str
    signs: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    """Signs before the name, which in some fields mark students."""
    legend: str = ""
    said: tuple[str, ...] = ()
    r"""The texts of `\thanks{…}`, in LaTeX."""
    is_set_off: bool = False


def take_marks(name: str) -> Marked:
    r"""Return one name without its marks, and the marks.

    >>> take_marks(r"Tallis\textsuperscript{1,*}, Mira")[:2], take_marks("Ada Lune*†")[:2]
    (('Tallis, Mira', ('*',)), ('Ada Lune', ('*', '†')))
    """
    is_set_off = BOLD_START in name
    name = name.replace(BOLD_START, "").replace(BOLD_END, "")
    if not _MAY_HOLD_MARKS.search(name):
        return Marked(name.strip(), is_set_off=is_set_off)
    said: tuple[str, ...] = ()
    if "\\" in name and (found := _SAYING.findall(name)):
        name, said = _SAYING.sub("", name), tuple(text.strip() for text in found)
    legend = ""
    if tail := _LEGEND_TAIL.search(name):
        name, legend = name[: tail.start()], tail[1]
    leading = _LEADING.match(name)
    if leading:
        name = name[leading.end() :]
    signs = tuple(sign for found in _MARK.finditer(name) for sign in _signs(found[0]))
    name = _NUMBERS.sub("", _MARK.sub("", name)).strip()
    before = tuple(_signs(leading[0])) if leading else ()
    return Marked(name, tuple(dict.fromkeys(signs)), before, legend, said, is_set_off)


def with_signs(text: str) -> str:
    """Return a text with the sign for an entity of HTML.

    >>> with_signs("Tallis&dagger; and Lune &amp; Corvo")
    'Tallis† and Lune &amp; Corvo'
    """
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], text) if "&" in text else text


class FoundMark(NamedTuple):
    """A mark in a text that is no name: its place and its signs."""

    start: int
    end: int
    signs: tuple[str, ...]


def find_marks(text: str) -> Iterator[FoundMark]:
    """Yield the marks that stand by themselves in a text, as in `* equal contribution`."""
    for found in _FREE_MARK.finditer(text):
        if signs := tuple(dict.fromkeys(_signs(found[0]))):
            yield FoundMark(found.start(), found.end(), signs)


def without_marks(names: str) -> str:
    r"""Return a whole list of names without marks and styles, the rest of its LaTeX as it was.

    >>> without_marks(r"\textbf{Tallis*, Mira} and {\O}rs{\o}e$^\dagger$, Ada")
    'Tallis, Mira and {\\O}rs{\\o}e, Ada'
    """
    text = unstyle(with_signs(names)).replace(BOLD_START, "").replace(BOLD_END, "")
    if "\\" in text:
        text = _SAYING.sub("", text)
    if not _MAY_HOLD_MARKS.search(text):
        return text.strip()
    text = _LEGEND_TAIL.sub("", text)
    return _MARK.sub("", _LIST_LEADING.sub(r"\1", text)).strip()


def _signs(mark: str) -> Iterator[str]:
    for found in _SIGN.finditer(mark):
        sign = _SIGNS.get(found[0], found[0])
        # The caret and the braces of `$^{*}$` are notation; a bare caret is a mark.
        if sign != "^" or mark.strip("^ ") == "":
            yield sign
