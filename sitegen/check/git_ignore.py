"""What a .gitignore at the top of a site covers. Source: gitignore(5), "PATTERN FORMAT"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Rule(NamedTuple):
    """One line: what it matches, and whether that is ignored or, after `!`, kept after all."""

    pattern: re.Pattern[str]
    is_ignored: bool


def read_rules(text: str) -> tuple[Rule, ...]:
    """Return the rules of a .gitignore, in the order of its lines."""
    return tuple(_rules(text))


def is_ignored(path: str, rules: Sequence[Rule]) -> bool:
    """Say whether git would not track a file by itself: the last rule that matches decides.

    >>> [is_ignored(path, read_rules("/private/")) for path in ("private/cv.pdf", "a/private")]
    [True, False]
    """
    steps = path.split("/")
    for end in range(1, len(steps) + 1):
        tried = "/".join(steps[:end]) + ("" if end == len(steps) else "/")
        decided = [rule.is_ignored for rule in rules if rule.pattern.fullmatch(tried)]
        if decided and decided[-1]:
            return True  # what is in an ignored folder cannot be kept after all
    return False


def _rules(text: str) -> Iterator[Rule]:
    for line in text.splitlines():
        written = re.sub(r"(?<!\\) +$", "", line)
        if not written or written.startswith("#"):
            continue
        is_kept = written.startswith("!")
        body = written[is_kept:]
        is_folder = body.endswith("/")
        body = body.removesuffix("/")
        is_anchored = "/" in body
        start = "" if is_anchored else "(?:.*/)?"
        end = "/" if is_folder else "/?"
        yield Rule(re.compile(start + _expression(body.removeprefix("/")) + end), not is_kept)


_TOKEN = late_pattern(r"\*\*/|/\*\*$|\*+|\?|\[!?\]?[^\]]*\]|\\.|.")


def _expression(body: str) -> str:
    return "".join(_part(token) for token in _TOKEN.findall(body))


def _part(token: str) -> str:
    match token:
        case "**/":
            return "(?:.*/)?"
        case "/**":
            return "/.*"
        case "?":
            return "[^/]"
        case _ if token.startswith("*"):
            return "[^/]*"
        case _ if token.startswith("[") and len(token) > 1:
            inner = token[1:-1].replace("\\", r"\\")
            return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
        case _ if token.startswith("\\") and len(token) > 1:
            return re.escape(token[1])
        case _:
            return re.escape(token)
