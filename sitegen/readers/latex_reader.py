"""A walk over the tokens of a text that makes its tree."""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Cite, CiteKey, Inline, Link, Math, Styled, Text
from sitegen.readers.latex_macros import read_braced
from sitegen.readers.latex_math import read_formula
from sitegen.readers.latex_math_tables import MATH_SYMBOLS
from sitegen.readers.latex_tables import (
    ACCENTS,
    BLOCK_TAGS,
    CITATIONS,
    CONTROL_SYMBOLS,
    DROPPED,
    FORMULA_ENVIRONMENTS,
    KEPT,
    KEPT_SECOND,
    LIGATURES,
    STYLES,
    SWITCHES,
    SYMBOLS,
    TAG_STYLES,
)
from sitegen.readers.latex_tokens import ENTITY, TOKEN
from sitegen.readers.latex_tree import Group, accented

if TYPE_CHECKING:
    from sitegen.model.text import Style

_MAX_DEPTH: Final = 100

_BLANKS = late_pattern(r"[ \t\r\n]*+")
_OPTIONS = late_pattern(r"\*?\s*(?:\[[^\[\]{}]*\]\s*)*")
_BRACE = late_pattern(r"\\.|[{}]", re.DOTALL)
_LETTER = late_pattern(r"[^\W\d_]")
_LENGTH = late_pattern(r"\s*-?[\d.]+\s*(?:em|ex|pt|pc|cm|mm|in|mu)\b")
_CHARACTER_CODE = late_pattern(
    r"\s*\{?\s*(?:\"(?P<hex>[0-9A-Fa-f]{1,6})|'(?P<oct>[0-7]{1,7})|(?P<dec>\d{1,7}))\s*\}?"
)
_HREF = late_pattern(r"\bhref\s*=\s*[\"']?\s*([^\"'\s]+)", re.IGNORECASE)
_WEB = late_pattern(r"https?://", re.IGNORECASE)
_URL_ESCAPE = late_pattern(r"\\textasciitilde(?:\{\}|\s*)|\\([%#&_~{}$^-])|[{}\s]")
_CHEMICAL = late_pattern(r"(?<=[A-Za-z)\]])(\d+)|\^\{?([^{}\s]+)\}?")


class Reader:
    """Reads a source from left to right; `position` is where the next token begins.

    `depth` counts everything that is open: groups, arguments, styles. Beyond the limit braces are
    passed over and styles are left out, so the text stays.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.depth = 0
        self.braces_passed_over = 0
        self.is_protected = False
        self.unknown: dict[str, None] = {}
        self.environments_without_end: set[str] = set()

    def group(self) -> list[Inline]:
        """Read to the brace that closes the group at hand; at depth 0 to the end."""
        depth = self.depth
        group = Group()
        while token := TOKEN.match(self.source, self.position):
            self.position = token.end()
            match token.lastgroup:
                case "close" if self.braces_passed_over:
                    self.braces_passed_over -= 1
                case "close" if depth:
                    break
                case "close":
                    pass
                case "tag":
                    self._tag(token, group)
                case "command" if token["command"] in SWITCHES:
                    if not self._is_at_limit():
                        group.switch(SWITCHES[token["command"]])
                case _:
                    group.add(self._nodes(token))
            self.depth = depth + group.depth
        self.depth = depth
        return group.finish()

    def _is_at_limit(self) -> bool:
        return self.depth >= _MAX_DEPTH

    def _tag(self, token: re.Match[str], group: Group) -> None:
        name = token["tag_name"].lower().removeprefix("jats:")
        attributes = token["attributes"] or ""
        if name in BLOCK_TAGS:
            group.add([Text(" ")])
        elif token["tag_end"]:
            group.close_tag(name)
        elif self._is_at_limit():
            pass
        elif name == "a":
            group.open_tag(name, href=_web_address(attributes))
        elif name == "span" and "small-caps" in attributes:
            group.open_tag(name, "small-caps")
        else:
            group.open_tag(name, TAG_STYLES.get(name))

    def _nodes(self, token: re.Match[str]) -> list[Inline]:
        """Return what a token and its arguments mean; the token has been passed."""
        match token.lastgroup:
            case "open":
                return self._group_in_text()
            case "command":
                return self._command(token["command"])
            case "symbol":
                return self._symbol(token["symbol"])
            case "math":
                return self._math(token)
            case "entity":
                return [Text(_entity(token))]
            case "ligature":
                return [Text(LIGATURES[token[0]])]
        return [Text(token[0])]

    def _group_in_text(self) -> list[Inline]:
        """Read a group; unless it begins with a command, it keeps its letters as they are.

        This is BibTeX's rule, and biblatex's. A group inside such a group adds nothing.
        """
        start = self.position
        if self.is_protected or self.source.startswith("\\", start):
            return self._braced()
        self.is_protected = True
        nodes = self._braced()
        self.is_protected = False
        if not nodes or not _LETTER.search(self.source, start, self.position):
            return nodes
        return [Styled("protected", tuple(nodes))]

    def _braced(self) -> list[Inline]:
        if self._is_at_limit():
            self.braces_passed_over += 1
            return []
        self.depth += 1
        nodes = self.group()
        self.depth -= 1
        return nodes

    def _argument(self) -> list[Inline]:
        """Read what a command applies to: a group, a command with its own argument, a letter."""
        self._skip(_BLANKS)
        token = TOKEN.match(self.source, self.position)
        if token is None or token.lastgroup in {"close", "tag"} or self._is_at_limit():
            return []
        if token.lastgroup == "text":
            return [Text(self._letter())]
        self.position = token.end()
        if token.lastgroup == "open":
            return self._braced()
        self.depth += 1
        nodes = self._nodes(token)
        self.depth -= 1
        return nodes

    def _letter(self) -> str:
        start = self.position
        self.position += 1
        while unicodedata.combining(self.source[self.position : self.position + 1] or " "):
            self.position += 1
        return self.source[start : self.position]

    def _raw_argument(self) -> str:
        """Read the source of a group; "" when there is none."""
        self._skip(_BLANKS)
        if not self.source.startswith("{", self.position):
            return ""
        inside, self.position = read_braced(self.source, self.position)
        return inside

    def _skip(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.source, self.position)
        if found:
            self.position = found.end()
        return found

    def _symbol(self, character: str) -> list[Inline]:
        if character in ACCENTS:
            return accented(self._argument(), ACCENTS[character])
        if character == "\\":
            self._skip(_OPTIONS)
        return [Text(CONTROL_SYMBOLS.get(character, character))]

    def _command(self, name: str) -> list[Inline]:
        if name in ACCENTS:
            return accented(self._argument(), ACCENTS[name])
        if name in SYMBOLS:
            return [Text(SYMBOLS[name])]
        if name in STYLES:
            return [Styled(STYLES[name], tuple(self._argument()))]
        if name in KEPT or name in KEPT_SECOND:
            self._skip(_OPTIONS)
            if name in KEPT_SECOND:
                self._raw_argument()
            return self._argument()
        if name in DROPPED:
            for _ in range(DROPPED[name]):
                self._skip(_OPTIONS)
                self._raw_argument()
            return []
        if name in CITATIONS:
            self._skip(_OPTIONS)
            keys = (key.strip() for key in self._raw_argument().split(","))
            cited = tuple(CiteKey(key) for key in keys if key)
            return [Cite(cited)] if cited else []
        return self._other_command(name)

    def _other_command(self, name: str) -> list[Inline]:
        match name:
            case "url" | "href" | "doi":
                return self._link(name)
            case "enquote" | "mkbibquote" | "textquote":
                return [Text("“"), *self._argument(), Text("”")]
            case "footnote":
                return [Text(" ("), *self._argument(), Text(")")]
            case "ensuremath":
                return list(read_formula(self._raw_argument()))
            case "ce":
                return _chemical(self._raw_argument())
            case "texorpdfstring":
                nodes = self._argument()
                self._raw_argument()
                return nodes
            case "begin":
                return self._environment(self._raw_argument())
            case "end":
                self._raw_argument()
                return [Text(" ")]
            case "item":
                label = self._skip(_OPTIONS)
                return [Text(f" {label[0].strip(' []') or '•'} " if label else " • ")]
            case "char" | "symbol":
                return [Text(self._character_by_code())]
            case "hskip" | "vskip" | "kern":
                self._skip(_LENGTH)
                return [Text(" ")]
        if name in MATH_SYMBOLS:
            return [Text(MATH_SYMBOLS[name])]
        self.unknown[name] = None
        return []

    def _link(self, name: str) -> list[Inline]:
        address = _address(self._raw_argument())
        if not address:
            return []
        if name == "doi":
            return [Link(f"https://doi.org/{address}", (Text(address),))]
        text = self._argument() if name == "href" else []
        return [Link(address, tuple(text) or (Text(address),))]

    def _environment(self, name: str) -> list[Inline]:
        r"""Return a displayed formula whole; other environments leave what is in them."""
        end = f"\\end{{{name}}}"
        if name not in FORMULA_ENVIRONMENTS or name in self.environments_without_end:
            return [Text(" ")]
        place = self.source.find(end, self.position)
        if place < 0:
            self.environments_without_end.add(name)
            return [Text(" ")]
        body = self.source[self.position : place]
        self.position = place + len(end)
        if name.removesuffix("*") in {"math", "displaymath"}:
            return list(read_formula(body))
        return [Math(f"\\begin{{{name}}}{body}{end}")]

    def _math(self, token: re.Match[str]) -> list[Inline]:
        """Return a formula; dollar signs that are money, or not of one group, stay as they are.

        Every formula is set in the line: publishers write `$$` for those too.
        """
        is_dollar = token[0][0] == "$"
        sign = 1 if is_dollar and not token[0].startswith("$$") else 2
        body = token[0][sign:-sign]
        follower = self.source[token.end() : token.end() + 1]
        is_money = is_dollar and body[:1].isdigit() and follower.isdigit()
        if body.strip() and _is_balanced(body) and not is_money:
            return list(read_formula(ENTITY.sub(_entity, body)))
        # Only the sign before it is text: what follows is read anew.
        self.position = token.start() + (1 if is_dollar else 2)
        return [Text("$" if is_dollar else token[0][1])]

    def _character_by_code(self) -> str:
        found = self._skip(_CHARACTER_CODE)
        if found is None:
            return ""
        code = int(
            found["dec"] or found["hex"] or found["oct"],
            10 if found["dec"] else 16 if found["hex"] else 8,
        )
        return chr(code) if code <= sys.maxunicode and chr(code).isprintable() else ""


def _entity(token: re.Match[str]) -> str:
    return html.unescape(f"&{token['entity_name'].lstrip(chr(92))};")


def _is_balanced(body: str) -> bool:
    depth = 0
    for brace in _BRACE.finditer(body):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return False
    return depth == 0


def _address(raw: str) -> str:
    r"""Return an address without LaTeX's escapes.

    >>> _address(r"https://example.org/a\_b\%20c{\_}d")
    'https://example.org/a_b%20c_d'
    """
    return _URL_ESCAPE.sub(lambda found: found[1] or ("~" if found[0][0] == "\\" else ""), raw)


def _web_address(attributes: str) -> str:
    found = _HREF.search(attributes)
    address = _address(html.unescape(found[1])) if found else ""
    return address if _WEB.match(address) else ""


def _chemical(formula: str) -> list[Inline]:
    """Return a chemical formula as the package mhchem sets it: figures low, charges high."""
    nodes: list[Inline] = []
    position = 0
    for found in _CHEMICAL.finditer(formula):
        nodes.append(Text(formula[position : found.start()]))
        style: Style = "sub" if found[1] else "sup"
        nodes.append(Styled(style, (Text((found[1] or found[2]).replace("-", "−")),)))
        position = found.end()
    return [*nodes, Text(formula[position:])]
