"""The tokens of BibTeX, as regular expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    import re

NAME = r"[^\s\d\"#%'(),={}@][^\s\"#%'(),={}@]*+"
"""A name as BibTeX reads it; letters of any script."""
LIKELY_NAME = r"[A-Za-z][\w+:.-]*+"
"""A name as people choose it: for guesses."""

OPENERS = frozenset('{"')
CLOSERS = frozenset("})")
BLANKS = r"(?:\s+|%[^\n]*)*+"
"""Blanks and `%` comments, which may stand wherever no value does."""
SEPARATORS = late_pattern(r"(?:[\s,]+|%[^\n]*)*+")
COMMA = late_pattern(",")

KEY = late_pattern(rf"(?![A-Za-z]+\s*=)[^\s,{{}}\"]++(?={BLANKS},)")
KEY_WITHOUT_COMMA = late_pattern(rf"[^\s,{{}}()=]++(?={BLANKS}(?:{NAME}\s*=|[}})]|\Z))")
ODD_KEY = late_pattern(r"[^\n,=]++(?=,)")
"""A key with blanks, braces or quotes in it."""

FIELD = late_pattern(rf"({NAME}){BLANKS}=\s*")
_NAME_WITHOUT_COLON = r"[^\s\d\"#%'(),={}@:][^\s\"#%'(),={}@:]*+(?::[^\s\"#%'(),={}@:]++)*+"
FIELD_WITHOUT_EQUALS = late_pattern(rf"({_NAME_WITHOUT_COLON}):?[ \t]*(?=[\"{{]|\d+[ \t]*[,}}\n])")
NOTHING = late_pattern(rf"[,}})]|{LIKELY_NAME}\s*=|\Z")
"""What follows where a key or a value is missing."""


def _bare_text(stops: str) -> re.Pattern[str]:
    url = rf"[A-Za-z][\w+.-]*+://[^\s,\"{stops}]++"
    word = rf"[^\s,\"#%={stops}]++(?!\s*=)"
    return late_pattern(rf"{url}|{word}(?:[ \t]+{word})*+")


BARE_TEXT = {"}": _bare_text("{}"), ")": _bare_text("{})")}
"""A number, the name of a string, or text on one line that should stand in braces; by the brace
that closes the entry."""

AFTER_LOST_OPENING = late_pattern(rf"[ \t]*}}\s*,?\s*(?:{NAME}\s*=|[}})])")
"""The rest of `year = 2020},`: its brace does not close the entry."""
EXTRA_CLOSER = late_pattern(rf"[}})](?=\s*,\s*{LIKELY_NAME}\s*=\s*[\"{{\w])")
"""The second brace of `title = {Tides}},` with further fields after it."""
STRAY_OPENING = late_pattern(rf"[\s{{(\"']++(?={NAME}\s*=)")
"""What should not stand before a field."""
LAST_CLOSER = late_pattern(r"[})]\s*\Z")
