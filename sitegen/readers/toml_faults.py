"""What is wrong with a TOML text that the parser refused: the cause, and what to type instead.

The parser says where it gave up. The cause is often earlier (a quote or bracket that was never
closed), and the words are its own; here both are turned into the user's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, name

from sitegen.late_pattern import late_pattern
from sitegen.readers.toml_scan import TOKEN, Scan, scan

if TYPE_CHECKING:
    from sitegen.readers.toml_scan import Range

_PAIR = late_pattern(r"""[ \t]*[\w.\-"']+[ \t]*=(?!=)""")
_HEADER = late_pattern(r"[ \t]*\[\[?[ \t]*[A-Za-z_][\w.\- ]*\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)
_MERGE_MARKER = late_pattern(r"<{7}|={7}|>{7}|\|{7}")
_PLAIN_TEXT = late_pattern(r'"(?!"")([^"\n\']*)"')
_COMMENT_HABIT = late_pattern(r"//|/\*|;|--(?!-)|%")
_CURLY = "“”„‟«»‘’‚‛`´"
_KEY_WORDS = late_pattern(r"[^\n=:#\[\]{},]*")
_VALUE_WORDS = {
    "": late_pattern(r"#[0-9A-Fa-f]{3,8}\b|[^\n#]*"),
    "[": late_pattern(r"[^\n#,\]]*"),
    "{": late_pattern(r"[^\n#,}]*"),
}
_SHOWN_CHARACTERS = 50
_TOO_DEEP = 400  # brackets that tomli reads; dotted keys may go deeper
_SHAPES = "a line is `key = value`, `[table]`, `[[list]]` or `# comment`"

_YEAR_FIRST = "a date is written year-month-day, such as `2024-12-31`"

# What people write in place of a value: its whole text, what is wrong with it, what to type.
# `{0}` is the text, `{1}` and `{2}` are the groups.
_NO_VALUES = (
    ("(?i:true|yes|on)", "`{0}` is not a TOML value", "write `true`"),
    ("(?i:false|no|off)", "`{0}` is not a TOML value", "write `false`"),
    ("(?i:none|null|nil|~)", "TOML has no `{0}`", "leave the key out"),
    (r"([+-]?)0+(\d[\d_.]*)", "`{0}` starts with a zero", 'write `{1}{2}`, or a text: `"{0}"`'),
    (r"\d{4}-(0[1-9]|1[012])", "a date without a day needs quotes", 'write `"{0}"`'),
    (r"\d{4}-(00|1[3-9]|[2-9]\d)(-\d\d.*)?", "there is no month {1}", _YEAR_FIRST),
    (r"(\d{4})-(\d\d)-(\d\d)", "month {2} of {1} has no day {3}", _YEAR_FIRST),
    (r"\d{4}-\d\d?-\d\d?", "month and day have two digits each", _YEAR_FIRST),
    (r"\d{1,4}([./])\d\d?\1\d{1,4}", "`{0}` is not a date that TOML knows", _YEAR_FIRST),
    (r"(?:[\d-]{10}[Tt ])?\d+:\d+[\d:.]*", "`{0}` is not a time", "a time is written `09:30:00`"),
    (r"[+-]?\d{1,3}(?:,\d{3})+", "a number has no commas", "write the digits only"),
    (r"([+-]?)(\.\d+)", "a number needs a digit before the point", "write `{1}0{2}`"),
    (r"([+-]?\d+)\.", "a number needs a digit after the point", "write `{1}.0`"),
    ("=.*", "there is one `=` too many", "delete it"),
    (r"\(.*", "a list does not stand in round brackets", "write `[` and `]`"),
)


class Fault(NamedTuple):
    """What is wrong, and where. `first` is the place that came before, of something told twice."""

    place: Range
    message: str
    hint: str
    code: str = "toml-syntax"
    first: Range | None = None


def diagnose(text: str, reason: str, at: int) -> Fault:
    """Return the fault behind the parser's message `reason` for the offset `at`."""
    found = scan(text, at)
    for rule in (_merge_marker, _character, _open_text, _escape, _unclosed, _comma, _header, _key):
        if fault := rule(found, reason):
            return fault
    return _after_value(found) or _value(found)


def too_deep(text: str) -> Fault:
    """Return the fault of brackets, or of a dotted key, that the parser found too deep."""
    depth, deepest, place = 0, 0, 0
    for token in TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if max(depth, token[0].count(".")) > deepest:
            deepest, place = max(depth, token[0].count(".")), token.start()
        if deepest >= _TOO_DEEP:
            break
    return Fault((place, place + 1), "this is nested too deep", "use fewer levels", "toml-too-deep")


def too_long(text: str) -> Fault:
    """Return the fault of a whole number with more digits than Python reads."""
    digits = re.search(r"[0-9_]{4000,}", text)
    place = digits.span() if digits else (0, 1)
    return Fault(place, "this number has too many digits", "put it in quotes")


def _merge_marker(found: Scan, _: str) -> Fault | None:
    marker = _MERGE_MARKER.match(found.text, found.text.rfind("\n", 0, found.at) + 1)
    if not marker:
        return None
    message = f"a merge left the conflict marker `{marker[0]}` here"
    hint = "keep one of the two versions, delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
    return Fault(marker.span(), message, hint)


def _open_text(found: Scan, reason: str) -> Fault | None:
    start = found.swallowed if found.string is None else found.string
    is_cut = found.text.endswith("\\\n", 0, found.at) or reason.endswith(r"'\n'")
    is_open = is_cut or reason.startswith(("Unterminated", "Expected"))
    if start is None or (found.string is not None and not is_open):
        return None
    end = found.line_end(start)
    line = found.text[start:end].rstrip()
    mark = line[0] * 3 if line.startswith(line[0] * 3) else line[0]
    message = f"this text has no closing `{mark}`"
    if len(mark) == 3:  # noqa: PLR2004
        return Fault((start, end), message, f"write `{mark}` where the text ends")
    if line[-1] in _CURLY:
        return _curly(start + len(line) - 1, line[-1], line[1:-1])
    if mark == '"' and line.endswith('\\"'):
        hint = f"`\\\"` does not end a text: use single quotes, `'{_short(line[1:-1])}'`"
        return Fault((start, end), message, hint)
    hint = f"write `{mark}` where it ends; only a text in `{mark * 3}` may have several lines"
    return Fault((start, end), message, hint)


def _curly(place: int, mark: str, text: str) -> Fault:
    message = f"{mark} is not a quotation mark that TOML knows"
    return Fault((place, place + 1), message, f"use straight quotes: `{_quoted(text)}`")


def _character(found: Scan, reason: str) -> Fault | None:
    char = found.text[found.at : found.at + 1]
    is_meant = found.string is None or reason.startswith(("Illegal", "Found"))
    if not char or char in " \t\n" or category(char)[0] not in "CZ" or not is_meant:
        return None
    code = f"U+{ord(char):04X}"
    if category(char) == "Cc":
        hint = f"delete it; a text in double quotes may hold it as `\\u{ord(char):04X}`"
        return Fault((found.at, found.at + 1), f"there is a control character here, {code}", hint)
    message = f"there is an invisible character here, {name(char, 'without a name')} ({code})"
    return Fault((found.at, found.at + 1), message, "delete it, or type a plain space")


def _escape(found: Scan, _: str) -> Fault | None:
    if found.string is None:
        return None
    text, start = found.text, found.string
    place = text.rfind("\\", start, found.at)
    message = f"`{text[place : place + 2].strip()}` is not a valid escape code"
    content = _PLAIN_TEXT.match(text, start)
    hint = "write `\\\\` for a backslash"
    if content:
        hint = f"for backslashes as they stand, use single quotes: `'{_short(content[1])}'`"
    return Fault((place, place + 2), message, hint)


def _unclosed(found: Scan, _: str) -> Fault | None:
    text, at, top = found.text, found.at, found.levels[-1]
    if not top.kind or found.in_header:
        return None
    line_start = text.rfind("\n", 0, at) + 1
    above = [level for level in found.levels if -1 < level.bracket < line_start]
    if not text[at:].strip():
        culprit = top
    elif above and _HEADER.match(text, line_start):
        culprit = above[-1]
    elif top not in above or not _PAIR.match(text, line_start):
        return None
    elif top.kind == "[" or (not text[line_start:at].strip() and not _closes(text, at)):
        culprit = top
    else:
        return None
    closing = "]" if culprit.kind == "[" else "}"
    what = "list" if culprit.kind == "[" else "table"
    message = f"this `{culprit.kind}` has no closing `{closing}`"
    place = culprit.bracket, culprit.bracket + 1
    return Fault(place, message, f"write `{closing}` at the end of the {what}")


def _closes(text: str, at: int) -> bool:
    """Say whether the bracket around `at` is closed before the next header."""
    depth = 0
    for token in TOKEN.finditer(text, at):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth < 0:
            return True
        if token[0] == "\n" and _HEADER.match(text, token.end()):
            return False
    return False


def _comma(found: Scan, reason: str) -> Fault | None:
    text, at, top = found.text, found.at, found.levels[-1]
    if not reason.startswith("Unclosed"):
        return None
    is_value = text[at] in "\"'[{" or (text[at - 1].isspace() and text[at] in "+-0123456789")
    if not (_PAIR.match(text, at) if top.kind == "{" else is_value):
        return None
    token = TOKEN.match(text, at)
    place = token.span() if token else (at, at + 1)
    return Fault(place, "there is no `,` before this", "write `,` after what stands before it")


def _header(found: Scan, _: str) -> Fault | None:
    if not found.in_header or len(found.levels) == 1:
        return None
    line = found.text[found.statement : found.line_end(found.statement)]
    opening = "[[" if line.startswith("[[") else "["
    closing = opening.replace("[", "]")
    words = re.match(r"[^\]\n#=]*", line[len(opening) :])
    title = words[0].strip() if words else ""
    start = found.statement + line.find(title)
    place = (start, start + len(title))
    if not title:
        message, hint = "this header has no name", "write the name of a table, such as `[profile]`"
        return Fault((found.statement, found.statement + len(opening)), message, hint)
    if closing not in line:
        message = f"this header has no closing `{closing}`"
        end = found.statement + len(line.rstrip())
        return Fault((found.statement, end), message, f"write `{opening}{title}{closing}`")
    if "" in (part.strip() for part in title.split(".")):
        return Fault(place, "a name is missing before or after a `.`", "delete the `.`")
    hint = f'write `{opening}"{title.strip(_CURLY)}"{closing}`'
    return Fault(place, f"the name `{title}` needs straight quotes", hint)


def _key(found: Scan, reason: str) -> Fault | None:
    if not reason.startswith(("Invalid statement", "Expected '='", "Invalid initial")):
        return None
    text, at = found.text, found.at
    start = at if found.levels[-1].start is None else found.levels[-1].start
    words = _words(_KEY_WORDS, text, start)
    end = start + len(words)
    after = text[end : found.line_end(end)].lstrip()
    if habit := _COMMENT_HABIT.match(text, start):
        message = f"`{habit[0]}` does not start a comment"
        return Fault(habit.span(), message, "a comment starts with `#`")
    if words in ("---", "+++"):
        hint = "delete this line: front matter is for .md files, and TOML has `+++` around it"
        return Fault((start, end), f"`{words}` has no meaning here", hint)
    if words.startswith(("- ", "* ")):
        hint = 'write a list as `name = ["one", "two"]`'
        return Fault((start, start + 1), f"`{words[0]}` does not start an element of a list", hint)
    if not words:
        return _no_key(text[start : start + 1], start)
    if after.startswith(":"):
        colon = text.index(":", end)
        hint = f"write `{_short(words)} = …`"
        return Fault((colon, colon + 1), "there is a `:` in the place of `=`", hint)
    for place, char in enumerate(words, start):
        if char in _CURLY:
            return _curly(place, char, words.strip(_CURLY))
    if not after.startswith("="):
        key = text[start:at].strip() or words
        hint = "write `key = value`, or start the line with `#`"
        value = found.rest.strip("\"' \t,]}") or "…"
        if " " not in value or found.rest[0] in "\"'":
            hint = f"write `{_short(key)} = {_quoted(value)}`"
        return Fault((start, start + len(key)), f"there is no `=` after `{_short(key)}`", hint)
    if "" in (part.strip() for part in words.split(".")):
        return Fault((start, end), "a name is missing before or after a `.`", "delete the `.`")
    message = f"the key `{_short(words)}` needs quotes: only A–Z, a–z, 0–9, - and _ do without"
    return Fault((start, end), message, f"write `{_quoted(words)} = …`")


def _no_key(char: str, place: int) -> Fault:
    if char in ("]", "}"):
        message, hint = (
            f"this `{char}` closes nothing",
            "delete it, or look for its other half above",
        )
    elif char == "=":
        message, hint = "there is no key before this `=`", "write `key = value`"
    elif char == ",":
        message, hint = "there is nothing before this `,`", "delete it"
    else:
        message, hint = "a key is expected here", _SHAPES
    return Fault((place, place + 1), message, hint)


def _after_value(found: Scan) -> Fault | None:
    """Return the fault of what follows a header, or a value that is complete."""
    text, at, top = found.text, found.at, found.levels[-1]
    start = top.value
    if start is None and not (found.in_header and not top.kind):
        return None
    rest = found.rest.rstrip()
    if rest[:1] in ("]", "}"):
        return Fault((at, at + 1), f"this `{rest[0]}` closes nothing", "delete it")
    if rest in (",", ";"):
        return Fault((at, at + 1), f"a line does not end in `{rest}`", "delete it")
    if _PAIR.match(text, at):
        hint = "write each key on a line of its own"
        return Fault((at, at + len(rest)), "a second key starts on the same line", hint)
    if start is not None and text[start] in "\"'" and (fault := _early_end(found, start, rest)):
        return fault
    if start is None or text[start] in "\"'[{":
        message = f"nothing may follow here but a comment, not `{_short(rest)}`"
        return Fault((at, at + len(rest)), message, "delete it, or start it with `#`")
    return None


def _early_end(found: Scan, start: int, rest: str) -> Fault | None:
    """Return the fault of a text in quotes that goes on after a quote."""
    text, at, quote = found.text, found.at, found.text[start]
    token = TOKEN.match(text, start)
    end = token.end() if token else at
    if found.levels[-1].kind and text[start : end - 1].rstrip().endswith(","):
        message = f"this text has no closing `{quote}`"
        return Fault((start, end), message, f"write `{quote}` before the `,`")
    if rest.startswith(quote) or (end < at and quote not in rest):
        return None
    last = at + rest.rfind(quote) if quote in rest else at + len(rest)
    hint = f"write `{_quoted(text[start + 1 : last])}`"
    return Fault((end - 1, end), f"this `{quote}` ends the text early", hint)


def _value(found: Scan) -> Fault:
    text, at, top = found.text, found.at, found.levels[-1]
    start = at if top.value is None else top.value
    words = _words(_VALUE_WORDS[top.kind], text, start)
    place = (start, start + len(words))
    if not words:
        char = text[at : at + 1]
        if top.kind == "[" and char == ",":
            return Fault((at, at + 1), "there is no value before this `,`", "delete it")
        equals = at if top.equals is None else top.equals
        message = "there is no value after this `=`"
        return Fault((equals, equals + 1), message, "write a value, or leave the line out")
    if words[0] in _CURLY:
        return _curly(start, words[0], words.strip(_CURLY))
    for pattern, message, hint in _NO_VALUES:
        if match := re.fullmatch(pattern, words):
            groups = (words, *match.groups())
            return Fault(place, message.format(*groups), hint.format(*groups))
    return Fault(place, "this text is not in quotes", f"write `{_quoted(words)}`")


def _words(pattern: re.Pattern[str], text: str, start: int) -> str:
    match = pattern.match(text, start)
    return match[0].rstrip() if match else ""


def _quoted(text: str) -> str:
    """Return a text as TOML would write it: `_quoted('the "best"')` is `'the "best"'`."""
    text = _short(text.strip("\"'") if text.count('"') == 1 else text)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 1]}…"
