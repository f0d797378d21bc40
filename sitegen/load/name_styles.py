r"""Styles in lists of names (`\textbf`, `<b>`): taken off, with a note of what they set off."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sitegen.late_pattern import late_pattern

BOLD_START: Final = "\ue000"
BOLD_END: Final = "\ue001"
"""Around what was set off in the source; they take no part in a name and never reach a page."""

_TOKEN = late_pattern(
    r"""
    \\(?:textbf|textit|textsc|textrm|texttt|textsf|textmd|textup|emph|underline|uline|mathbf|mbox
        |textcolor\s*\{[^{}]*\}|color\s*\{[^{}]*\}|href\s*\{[^{}]*\}|myname|me)\s*\{
    |\{\s*\\(?:bf|it|em|sc|rm|bfseries|itshape|scshape|color\s*\{[^{}]*\})(?![A-Za-z])\s*
    |<(?P<closing>/?)(?P<tag>b|strong|u|i|em|span)(?:\s[^<>]*)?>
    |[{}]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAY_HOLD = late_pattern(r"\\(?:text|emph|ul|under|math|mbox|color|href|my|me|bf|it|em|sc|rm)|<")
_SETS_OFF = late_pattern(r"\{?\s*\\(?:textbf|mathbf|underline|uline|bf|textcolor|color|myname|me)")
_BEGINS_NAME = late_pattern(r"(?:^|\sand)\s*\{?\s*$", re.IGNORECASE)
_ENDS_NAME = late_pattern(r"\s*\}?\s*(?:$|and\s|[^\w\s{}.~'-])", re.IGNORECASE)
_PIECES_BACK: Final = 8


class _Group(NamedTuple):
    """A group that is open: the place of its beginning in the pieces made so far."""

    place: int
    style: str
    """The command that opened it, or "" for a mere brace."""
    begins_name: bool


def unstyle(names: str) -> str:
    r"""Return names without their styles; what was set off stands between two private characters.

    The braces of a style stay where they hold several words of one name together.

    >>> unstyle(r"\emph{Ada Lune} and Rosa \textsc{de Corvo}")
    'Ada Lune and Rosa {de Corvo}'
    """
    text = names.replace(BOLD_START, "").replace(BOLD_END, "")
    if not _MAY_HOLD.search(text):
        return text
    made: list[str] = []
    groups: list[_Group] = []
    end = 0
    for token in _TOKEN.finditer(text):
        made.append(text[end : token.start()])
        end = token.end()
        if token["tag"]:
            sets_off = token["tag"].casefold() in ("b", "strong", "u")
            made.append((BOLD_END if token["closing"] else BOLD_START) if sets_off else "")
        elif token[0] == "}":
            _close(made, groups, text, end)
        else:
            style = "" if token[0] == "{" else token[0]
            before = "".join(made[-_PIECES_BACK:])[-16:]
            groups.append(_Group(len(made), style, bool(_BEGINS_NAME.search(before))))
            made.append("" if style else "{")
    for group in groups:
        if _SETS_OFF.match(group.style):
            made[group.place] = BOLD_START
    return "".join((*made, text[end:]))


def _close(made: list[str], groups: list[_Group], text: str, end: int) -> None:
    """Write the end of the innermost group, whose brace stands before `end` in the text."""
    if not groups:
        made.append("}")
        return
    group = groups.pop()
    if not group.style:
        made.append("}" if made[group.place] else "")
        return
    inside = "".join(made[group.place :])
    kept = f"{{{inside}}}" if _keeps_together(group, inside, text, end) else inside
    set_off = f"{BOLD_START}{kept}{BOLD_END}" if _SETS_OFF.match(group.style) else kept
    made[group.place :] = [set_off]
    outer = groups[-1] if groups and text.startswith("}", end) else None
    # {\textbf{Ada Lune}}: the outer braces are for the style, too.
    if outer and not outer.style and group.place == outer.place + 2 and not made[-2].strip():
        made[outer.place] = ""


def _keeps_together(group: _Group, inside: str, text: str, end: int) -> bool:
    r"""Say whether the braces make one word of several: `Rosa \textbf{de Corvo}`."""
    if group.style.startswith("{"):  # {\bf Ada}: the group is there for the style only
        return False
    is_whole_name = group.begins_name and _ENDS_NAME.match(text, end)
    is_one_word = " " not in inside.strip() or "," in inside or " and " in inside
    return not is_whole_name and not is_one_word
