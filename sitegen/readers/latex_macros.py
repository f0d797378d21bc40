r"""The user's own macros, written out before anything else is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_EXPANSIONS: Final = 1_000
_MAX_GROWTH: Final = 100_000
"""Characters that macros may add to a text: nine copies of nine copies are soon a gigabyte."""

_COMMAND = late_pattern(r"\\(?:(?P<name>[A-Za-z]+)|.)", re.DOTALL)
_BRACE = late_pattern(r"\\.|[{}]", re.DOTALL)
_PARAMETER = late_pattern("#([1-9])")
_OPTION = late_pattern(r"\[([^\[\]]*+)\]")
_SPACES = late_pattern(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command stands for."""

    body: str
    """With `#1` to `#9` for its arguments."""
    arguments: int
    default: str | None = None
    """Of the first argument, which then may stand in `[…]`."""


def expand_macros(source: str, macros: Mapping[str, str | Macro]) -> tuple[str, bool]:
    r"""Return the source with macros written out, and whether the limits allowed all of them.

    Args:
        source: A text in LaTeX.
        macros: The name of each command, with or without its backslash, and what it stands
            for; where that is a text, `#1` to `#9` in it are its arguments.

    >>> expand_macros(r"\pair{a}{b} \& \R", {"pair": "(#1, #2)", r"\R": r"\mathbb{R}"})
    ('(a, b) \\& \\mathbb{R}', True)
    """
    made: list[str] = []
    position = expansions = growth = 0
    while command := _COMMAND.search(source, position):
        macro = _find(macros, command["name"])
        if macro is None:
            made.append(source[position : command.end()])
            position = command.end()
            continue
        arguments, end = _read_arguments(source, command.end(), macro)
        text = _PARAMETER.sub(lambda found: arguments[int(found[1]) - 1], macro.body)  # noqa: B023
        expansions += 1
        growth += len(text)
        if expansions > _MAX_EXPANSIONS or growth > _MAX_GROWTH:
            return "".join(made) + source[position:], False
        if text[-1:].isalpha() and source[end : end + 1].isalpha():
            text += " "  # `\alpha` must not run into the letter that follows
        made.append(source[position : command.start()])
        if "\\" in text:
            source, position = text + source[end:], 0
        else:
            made.append(text)
            position = end
    return "".join(made) + source[position:], True


def _find(macros: Mapping[str, str | Macro], name: str | None) -> Macro | None:
    body = macros.get(name, macros.get(f"\\{name}")) if name else None
    return Macro(body, arity(body)) if isinstance(body, str) else body


def arity(body: str) -> int:
    """Return how many arguments the body of a macro uses."""
    return max((int(found) for found in _PARAMETER.findall(body)), default=0)


def _read_arguments(source: str, start: int, macro: Macro) -> tuple[list[str], int]:
    """Return the arguments and where they end; those that are missing are empty."""
    arguments: list[str] = []
    end = _skip_spaces(source, start)
    if macro.default is not None and macro.arguments:
        option = _OPTION.match(source, end)
        arguments.append(option[1] if option else macro.default)
        end = option.end() if option else end
    for _ in range(macro.arguments - len(arguments)):
        start = _skip_spaces(source, end)
        if source[start : start + 1] == "{":
            inside, end = read_braced(source, start)
            arguments.append(inside)
        elif source[start : start + 1] not in {"", "}"}:
            found = _COMMAND.match(source, start)
            end = found.end() if found else start + 1
            arguments.append(source[start:end])
        else:
            arguments.append("")
    return arguments, end


def _skip_spaces(source: str, start: int) -> int:
    found = _SPACES.match(source, start)
    return found.end() if found else start


def read_braced(source: str, start: int) -> tuple[str, int]:
    r"""Return what is between the `{` at `start` and its `}`, and where that ends.

    A group that is never closed goes to the end of the source.

    >>> read_braced(r"{a{b}\}}c", 0)
    ('a{b}\\}', 8)
    """
    depth = 0
    for brace in _BRACE.finditer(source, start):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                return source[start + 1 : brace.start()], brace.end()
    return source[start + 1 :], len(source)
