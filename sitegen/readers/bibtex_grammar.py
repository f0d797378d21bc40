"""The tokens of BibTeX, as regular expressions."""

from __future__ import annotations

import re

NAME = r"[^\s\d\"#%'(),={}@][^\s\"#%'(),={}@]*+"
"""A name as BibTeX reads it; letters of any script."""
LIKELY_NAME = r"[A-Za-z][\w+:.-]*+"
"""A name as people choose it: for guesses."""

OPENERS = frozenset('{"')
CLOSERS = frozenset("})")
BLANKS = r"(?:\s+|%[^\n]*)*+"
"""Blanks and `%` comments, which may stand wherever no value does."""
SEPARATORS = re.compile(r"(?:[\s,]+|%[^\n]*)*+")
COMMA = re.compile(",")

KEY = re.compile(rf"(?![A-Za-z]+\s*=)[^\s,{{}}\"]++(?={BLANKS},)")
KEY_WITHOUT_COMMA = re.compile(rf"[^\s,{{}}()=]++(?={BLANKS}(?:{NAME}\s*=|[}})]|\Z))")
ODD_KEY = re.compile(r"[^\n,=]++(?=,)")
"""A key with blanks, braces or quotes in it."""

FIELD = re.compile(rf"({NAME}){BLANKS}=\s*")
_NAME_WITHOUT_COLON = r"[^\s\d\"#%'(),={}@:][^\s\"#%'(),={}@:]*+(?::[^\s\"#%'(),={}@:]++)*+"
FIELD_WITHOUT_EQUALS = re.compile(rf"({_NAME_WITHOUT_COLON}):?[ \t]*(?=[\"{{]|\d+[ \t]*[,}}\n])")
NOTHING = re.compile(rf"[,}})]|{LIKELY_NAME}\s*=|\Z")
"""What follows where a key or a value is missing."""


def _bare_text(stops: str) -> re.Pattern[str]:
    url = rf"[A-Za-z][\w+.-]*+://[^\s,\"{stops}]++"
    word = rf"[^\s,\"#%={stops}]++(?!\s*=)"
    return re.compile(rf"{url}|{word}(?:[ \t]+{word})*+")


BARE_TEXT = {"}": _bare_text("{}"), ")": _bare_text("{})")}
"""A number, the name of a string, or text on one line that should stand in braces; by the brace
that closes the entry."""

AFTER_LOST_OPENING = re.compile(rf"[ \t]*}}\s*,?\s*(?:{NAME}\s*=|[}})])")
"""The rest of `year = 2020},`: its brace does not close the entry."""
EXTRA_CLOSER = re.compile(rf"[}})](?=\s*,\s*{LIKELY_NAME}\s*=\s*[\"{{\w])")
"""The second brace of `title = {Tides}},` with further fields after it."""
STRAY_OPENING = re.compile(rf"[\s{{(\"']++(?={NAME}\s*=)")
"""What should not stand before a field."""
LAST_CLOSER = re.compile(r"[})]\s*\Z")
