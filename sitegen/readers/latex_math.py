"""Formulas that HTML shows without MathML: letters, digits, Greek, sub- and superscripts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Inline, Math, Styled, Text
from sitegen.readers.latex_math_tables import (
    ESCAPES,
    FUNCTIONS,
    LETTERS,
    OTHER_SYMBOLS,
    RELATIONS,
    SMALL_GREEK,
    UPRIGHT,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAX_LENGTH: Final = 80
"""A longer formula reads better in MathML, which also bounds how deep this module descends."""

_TOKEN = late_pattern(
    r"\\(?P<command>[A-Za-z]+)\*?\s*|\\(?P<escape>.)|(?P<brace>[{}])|(?P<script>[\^_])\s*"
    r"|(?P<prime>')|(?P<letter>[A-Za-z])|(?P<number>\d(?:[\d.,]*\d)?)|(?P<space>\s+)"
    r"|(?P<relation>[<>=])|(?P<other>.)",
    re.DOTALL,
)
_CHARACTERS: Final = {"-": "−", "*": "∗", "~": "\u00a0"}
_NO_SPACE_AFTER_FUNCTION: Final = frozenset("([{^_)]}|")
_OPENING: Final = frozenset("([{|/⟨⌊⌈ ")


class _NeedsMathml(Exception):  # noqa: N818 no error, but the answer to the question
    """The formula has something that HTML can not show."""


@lru_cache(maxsize=4096)
def read_formula(tex: str) -> tuple[Inline, ...]:
    r"""Return a formula as text and styles where that shows it well, else as `Math`.

    >>> read_formula("10^{3}")
    (Text(value='10'), Styled(style='sup', children=(Text(value='3'),)))
    >>> read_formula(r"\frac{1}{2}")
    (Math(tex='\\frac{1}{2}', is_display=False),)
    """
    tex = tex.strip()
    if len(tex) <= _MAX_LENGTH:
        try:
            return tuple(_Formula(tex).items())
        except _NeedsMathml:
            pass
    return (Math(tex),)


class _Formula:
    """Reads a formula from left to right; `position` is the next of its tokens."""

    def __init__(self, tex: str) -> None:
        self.tokens = tuple(_TOKEN.finditer(tex))
        self.position = 0
        self.script_depth = 0

    def items(self, *, in_braces: bool = False) -> list[Inline]:
        """Return what follows, up to the closing brace or to the end."""
        made: list[Inline] = []
        while self.position < len(self.tokens):
            token = self._next()
            if token[0] == "}":
                if in_braces:
                    return made
                raise _NeedsMathml
            made += self._item(token, made)
        if in_braces:
            raise _NeedsMathml
        return _with_whole_words(made)

    def _next(self) -> re.Match[str]:
        if self.position == len(self.tokens):
            raise _NeedsMathml
        self.position += 1
        return self.tokens[self.position - 1]

    def _item(self, token: re.Match[str], before: Sequence[Inline]) -> list[Inline]:
        match token.lastgroup:
            case "script":
                return self._script(token["script"])
            case "prime":
                return [Text("′")]
            case "relation":
                return [Text(token[0] if self.script_depth else f" {token[0]} ")]
            case "command" if token["command"] in RELATIONS:
                return [Text(self._relation(RELATIONS[token["command"]], before))]
            case "command" if token["command"] in FUNCTIONS:
                return [Text(self._function(token["command"], before))]
        return self._atom(token)

    def _atom(self, token: re.Match[str]) -> list[Inline]:
        """Return one thing that may also stand as a script without braces."""
        match token.lastgroup:
            case "command":
                return self._command(token["command"])
            case "escape":
                if token["escape"] == "\\":
                    raise _NeedsMathml
                return [Text(ESCAPES.get(token["escape"], token["escape"]))]
            case "brace":
                if token[0] == "}":
                    raise _NeedsMathml
                return self.items(in_braces=True)
            case "letter":
                return [Styled("emph", (Text(token[0]),))]
            case "space":
                return [Text(" ")] if self._follows_comma() else []
            case "script" | "prime":
                raise _NeedsMathml
        if token[0] in "&#":
            raise _NeedsMathml
        return [Text(_CHARACTERS.get(token[0], token[0]))]

    def _follows_comma(self) -> bool:
        return self.position > 1 and self.tokens[self.position - 2][0] in {",", ";"}

    def _command(self, name: str) -> list[Inline]:
        if name in SMALL_GREEK:
            return [Styled("emph", (Text(SMALL_GREEK[name]),))]
        if name in UPRIGHT:
            return self._words(name)
        if name in LETTERS:
            return [Text(self._letter_of(LETTERS[name]))]
        if name in {"left", "right"} and self.position < len(self.tokens):
            if self.tokens[self.position][0] == ".":
                raise _NeedsMathml
            return []
        if name in {"quad", "qquad"}:
            return [Text(" ")]
        text = RELATIONS.get(name) or OTHER_SYMBOLS.get(name)
        if text is None and name in FUNCTIONS:
            text = name
        if text is None:
            raise _NeedsMathml
        return [Text(text)]

    def _script(self, sign: str) -> list[Inline]:
        self.script_depth += 1
        children = tuple(_with_whole_words(self._atom(self._next())))
        self.script_depth -= 1
        if sign == "^" and children == (Text("∘"),):
            return [Text("°")]
        if sign == "^" and children == (Text("′"),):
            return [Text("′")]
        return [Styled("sup" if sign == "^" else "sub", children)] if children else []

    def _relation(self, sign: str, before: Sequence[Inline]) -> str:
        """Return the sign with room around it where it stands between two things."""
        if self.script_depth:
            return sign
        return f" {sign} " if before and self.position < len(self.tokens) else sign

    def _function(self, name: str, before: Sequence[Inline]) -> str:
        after = self.tokens[self.position][0][0] if self.position < len(self.tokens) else "("
        left = "" if not before or _last_character(before) in _OPENING else " "
        return left + name + ("" if after in _NO_SPACE_AFTER_FUNCTION else " ")

    def _words(self, name: str) -> list[Inline]:
        r"""Return the argument of `\mathrm` and the like: letters upright, spaces kept."""
        if self._next()[0] != "{":
            raise _NeedsMathml
        words: list[Inline] = []
        while (token := self._next())[0] != "}":
            if token.lastgroup in {"letter", "space"}:
                words.append(Text(token[0]))
            elif token.lastgroup == "prime":
                words.append(Text("’"))
            elif token.lastgroup == "brace":
                raise _NeedsMathml
            elif token.lastgroup == "script":
                words += self._script(token["script"])
            else:
                words += self._atom(token)
        style = UPRIGHT[name]
        return [Styled(style, tuple(words))] if style and words else words

    def _letter_of(self, alphabet: Mapping[str, str]) -> str:
        token = self._next()
        is_braced = token[0] == "{"
        letter = (self._next() if is_braced else token)[0]
        if letter not in alphabet or (is_braced and self._next()[0] != "}"):
            raise _NeedsMathml
        return alphabet[letter]


def _with_whole_words(nodes: Sequence[Inline]) -> list[Inline]:
    """Join letters that stand side by side: `<em>ab</em>`, not `<em>a</em><em>b</em>`."""
    made: list[Inline] = []
    for node in nodes:
        last = made[-1] if made else None
        match last, node:
            case Styled("emph", before), Styled("emph", after):
                made[-1] = Styled("emph", (*before, *after))
            case _:
                made.append(node)
    return made


def _last_character(nodes: Sequence[Inline]) -> str:
    match nodes[-1]:
        case Text(value):
            return value[-1:] or " "
        case _:
            return "a"
