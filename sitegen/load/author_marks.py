"""Marks after authors' names (`*`, `†`, superscripts), and what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.load.name_styles import BOLD_END, BOLD_START, unstyle
from sitegen.readers.latex import plain_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model.people import Role

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
_SIGN = re.compile(rf"\\(?:{_COMMANDS})(?![A-Za-z])|\\[#&*|]|[{_PLAIN}^&+]")

_RAISED = (
    r"\\textsuperscript\s*\*?\s*\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\\textsuperscript\s*[^\s{}\\]"
    r"|\$(?:[^$]){0,60}\$"
    r"|(?<!\\)\^\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|<sup>[^<]{0,60}</sup>"
    r"|\\(?:thanks|footnote)\s*\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|\\footnotemark\s*(?:\[[^\]]*\])?"
)
_ATTACHED = r"(?:\\[&|]|[&^+])+(?=[\s,{}\ue000\ue001]|$)"
_MARK = re.compile(
    rf"\s*(?:\{{\s*(?:{_RAISED}|{_COMMAND}|\\?[{_PLAIN}]+)\s*\}}|{_RAISED}|{_COMMAND}|\\?[{_PLAIN}]+"
    rf"|(?<=[^\s\\&^+]){_ATTACHED})"
)
_LEADING = re.compile(rf"\s*(?:[{_PLAIN}]|\\[*#])+\s*")
_LIST_LEADING = re.compile(rf"((?:^|\sand\s)\s*)(?:[{_PLAIN}]|\\[*#])+\s*", re.IGNORECASE)
_LEGEND_TAIL = re.compile(rf"\s*\((\s*[{_PLAIN}][^()]*)\)\s*$")
_NUMBERS = re.compile(r"(?<=[^\W\d_])\d{1,2}(?=[\s,}]|$)|\s\d{4}(?=,|$)")
_MAY_HOLD_MARKS = re.compile(rf"[{_PLAIN}$^&+<]|\\[*#A-Zdft&]|\d")


class Marked(NamedTuple):
    """A name, what stood with it (`*†`), and a legend that was written into the name."""

    name: str
    signs: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    """Signs before the name, which in some fields mark students."""
    legend: str = ""
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
    legend = ""
    if tail := _LEGEND_TAIL.search(name):
        name, legend = name[: tail.start()], tail[1]
    leading = _LEADING.match(name)
    if leading:
        name = name[leading.end() :]
    signs = tuple(sign for found in _MARK.finditer(name) for sign in _signs(found[0]))
    name = _NUMBERS.sub("", _MARK.sub("", name)).strip()
    before = tuple(_signs(leading[0])) if leading else ()
    return Marked(name, tuple(dict.fromkeys(signs)), before, legend, is_set_off)


def without_marks(names: str) -> str:
    r"""Return a whole list of names without marks and styles, the rest of its LaTeX as it was.

    >>> without_marks(r"\textbf{Tallis*, Mira} and {\O}rs{\o}e$^\dagger$, Ada")
    'Tallis, Mira and {\\O}rs{\\o}e, Ada'
    """
    text = unstyle(names).replace(BOLD_START, "").replace(BOLD_END, "")
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


# What a mark means -------------------------------------------------------------------------------

_MEANINGS: Final[tuple[tuple[str, Role], ...]] = (
    (r"equal|contribut|joint|co-?\s?first|shared first", "equal"),
    (r"correspond", "corresponding"),
    (r"student|mentee|trainee|advisee|undergrad|supervis", "student"),
)
_LEGEND_ITEM = re.compile(rf"([{_PLAIN}+])\s*[:=–-]?\s*([^{_PLAIN}+]*)")


def read_legend(*texts: str) -> Mapping[str, str]:
    r"""Return what each mark means in the words of the notes, as far as they explain marks.

    >>> read_legend(r"\textsuperscript{*} Equal contribution, † now elsewhere")
    {'*': 'Equal contribution,', '†': 'now elsewhere'}
    """
    legend: dict[str, str] = {}
    for text in texts:
        for sign, words in _LEGEND_ITEM.findall(plain_latex(text)):
            if words.strip():
                legend.setdefault(_SIGNS.get(sign, sign), words.strip())
    return legend


def explains_roles_only(note: str) -> bool:
    """Say whether a note does nothing but explain marks that are known roles.

    >>> explains_roles_only("* equal contribution"), explains_roles_only("* now elsewhere")
    (True, False)
    """
    text = plain_latex(note).strip()
    if not text.startswith(tuple(_PLAIN)):
        return False
    legend = read_legend(note)
    return bool(legend) and all(map(role_in, legend.values()))


def role_of(sign: str, legend: Mapping[str, str], *, times: int) -> Role | None:
    """Return the role that a mark stands for, or None for a mark of the list's own.

    Without a legend, `*` on several authors means equal contribution; on a single one it may mean
    anything.
    """
    if words := legend.get(sign):
        return role_in(words)
    if sign == "✉":
        return "corresponding"
    return "equal" if sign == "*" and times > 1 else None


def role_in(words: str) -> Role | None:
    """Return the role that some words name.

    >>> role_in("contributed equally"), role_in("corresponding author"), role_in("deceased")
    ('equal', 'corresponding', None)
    """
    for pattern, role in _MEANINGS:
        if re.search(pattern, words, re.IGNORECASE):
            return role
    return None
