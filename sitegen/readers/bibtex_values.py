"""The text of BibTeX values: braces and blanks."""

from __future__ import annotations

from array import array

from sitegen.late_pattern import late_pattern

FIELD_LIMIT = 1_000_000
"""Characters of one value, its strings expanded."""
EXPANSION_LIMIT = 50_000_000
"""Characters to which all uses of strings in a file may expand."""
COMMENT_LIMIT = 10_000
"""Characters of one `@comment(…)` with parentheses, whose end has to be searched."""

_BRACE = late_pattern("[{}]")
_QUOTE_OR_BRACE = late_pattern('["{}]')
_BLANKS = late_pattern(r" *+[\t\n\v\f][ \t\n\v\f]*+|  ++")
"""Blanks that are more than one space."""
_BLANK_LINES = late_pattern(r"\n[ \t]*\n\s*")
_WITH_PARAGRAPHS = frozenset({"abstract", "note"})


def pair_braces(text: str) -> array[int]:
    """Return, for the offset of every `{`, the offset of its `}`; 0 where there is none.

    As in BibTeX, a backslash does not protect a brace. One pass for the whole file keeps the
    reading linear, however many values are not closed.

    >>> list(pair_braces("{a{}} {"))
    [4, 0, 3, 0, 0, 0, 0]
    """
    pairs = array("i", bytes(4 * len(text)))
    open_braces = array("i")
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            open_braces.append(brace.start())
        elif open_braces:
            pairs[open_braces.pop()] = brace.start()
    return pairs


class Delimiters:
    """The braces and quotes of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs = pair_braces(text)

    def closing_brace(self, start: int, stop: int) -> int | None:
        """Return where the `{` at `start` is closed, if that is before `stop`."""
        end = self._pairs[start]
        return end if 0 < end < stop else None

    def closing_quote(self, start: int, stop: int) -> int | None:
        """Return where the `"` at `start` is closed: by the next one that stands in no braces."""
        offset = start + 1
        while mark := _QUOTE_OR_BRACE.search(self._text, offset, stop):
            if mark[0] == '"':
                return mark.start()
            inner = self.closing_brace(mark.start(), stop) if mark[0] == "{" else None
            if inner is None:
                return None
            offset = inner + 1
        return None

    def closing_of_body(self, start: int) -> int | None:
        """Return where the `{` or `(` of a comment or preamble is closed."""
        if self._text[start] == "{":
            return self.closing_brace(start, len(self._text))
        end = self._text.find(")", start, start + COMMENT_LIMIT)
        return end if end > 0 else None


def drop_unmatched_braces(value: str) -> str:
    """Return a value without the braces that have no counterpart.

    >>> drop_unmatched_braces("{A {NASA} mission")
    'A {NASA} mission'
    """
    pairs = pair_braces(value)
    matched = {*(start for start, end in enumerate(pairs) if end), *filter(None, pairs)}
    return "".join(
        char for offset, char in enumerate(value) if char not in "{}" or offset in matched
    )


def brace_depth(value: str) -> int:
    """Return how deep the braces of a balanced value are nested.

    >>> brace_depth("{A {{B}}}")
    3
    """
    depth = deepest = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def collapse_blanks(value: str, name: str = "") -> str:
    r"""Return a value on one line; abstracts and notes keep their paragraphs.

    >>> collapse_blanks(" A\n  title "), collapse_blanks("a\n\n b", "abstract")
    ('A title', 'a\n\nb')
    """
    if name in _WITH_PARAGRAPHS:
        paragraphs = map(collapse_blanks, _BLANK_LINES.split(value))
        return "\n\n".join(filter(None, paragraphs))
    if value.isascii():
        return " ".join(
            value.split()
        )  # the same, and faster; else it would take U+00A0 for a blank
    return _BLANKS.sub(" ", value).strip(" ")
