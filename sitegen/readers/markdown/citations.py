"""Citations in Markdown: `[@key]`, `[@one, p. 3; @two]`, and `@key` as part of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.model.text import CiteKey
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown.places import is_plain

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


@dataclass(frozen=True, slots=True)
class CitedKey:
    """One work in a citation. `locator` is what follows the comma: "p. 3".

    `is_textual`: the authors are part of the sentence, as in "@key shows that".
    """

    key: CiteKey
    locator: str = ""
    is_textual: bool = False


_KEY = r"[^\W_](?:[\w:./+-]*[^\W_])?"
_ONE = rf"@({_KEY})(?:,([^\[\];@`]*)|\s*)"
_GROUP = late_pattern(rf"\[\s*{_ONE}(?:;\s*{_ONE})*\](?!\()")
_EACH = late_pattern(_ONE)
_TEXTUAL = late_pattern(f"@({_KEY})")


def citation_group(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
    """Read `[@key, p. 3]`. In silent mode it is no token, so that links may stand around it."""
    if silent or not state.src.startswith("[", state.pos) or is_plain(state):
        return False
    found = _GROUP.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    each = tuple(_EACH.finditer(found[0]))
    keys = tuple(CitedKey(CiteKey(one[1]), _locator(one[2] or "")) for one in each)
    starts = tuple(state.pos + one.start() for one in each)
    _push(state, found[0], keys, starts)
    return True


def textual_citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
    """Read `@key` after white space: what follows a letter is an e-mail address."""
    pos = state.pos
    if silent or not state.src.startswith("@", pos) or is_plain(state):
        return False
    if pos and not state.src[pos - 1].isspace():
        return False
    found = _TEXTUAL.match(state.src, pos, state.posMax)
    if not found:
        return False
    _push(state, found[0], (CitedKey(CiteKey(found[1]), is_textual=True),), (pos,))
    return True


def _locator(text: str) -> str:
    return " ".join(text.split()).replace("--", "–")


def _push(
    state: StateInline, source: str, keys: tuple[CitedKey, ...], starts: tuple[int, ...]
) -> None:
    token = state.push("citation", "", 0)
    token.content = source
    token.meta = {"keys": keys, "starts": starts}
    state.pos += len(source)
