"""The text of a .bib file: its bytes decoded, with the place of every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field

from sitegen.files import TEXT_LIMIT_BYTES
from sitegen.late_pattern import late_pattern
from sitegen.problems import Outcome, Problem, SitePath, Span, warning
from sitegen.quick_dataclass import dataclass

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = late_pattern(
    rb"^%[ \t]*Encoding:[ \t]*"
    rb"((?:utf|us-ascii|iso|latin|cp|windows|mac|gb|big5|euc|shift|koi8)[\w-]*)",
    re.IGNORECASE | re.MULTILINE,
)
"""The line that JabRef writes. Python also has codecs that are no encodings of files: `idna`."""
_HEADER_BYTES = 2_000
_FRONT_MATTER = late_pattern(r"\A---[ \t]*\n(?:(?![ \t]*@).*\n)*?---[ \t]*(?:\n|\Z)")
_CONTROL = late_pattern(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes((*range(9), *range(14, 32), 127))
_SAVE_AS_UTF8 = "save the file as UTF-8"


@dataclass(slots=True, eq=False)
class BibText:
    """A decoded file with Unix newlines, or a part of one, which may move when the file changes.

    Offsets are 0-based, count characters, and begin at the part.
    """

    path: SitePath
    text: str
    line: int = 1
    """Of the first character, as `column`."""
    column: int = 1
    _line_starts: tuple[int, ...] = field(default=(), repr=False)

    def span(self, offset: int, width: int = 1) -> Span:
        """Return the place of `width` characters from `offset` on."""
        starts = self._line_starts = self._line_starts or _line_starts(self.text)
        row = bisect_right(starts, offset) - 1
        indent = 0 if row else self.column - 1
        return Span(self.path, self.line + row, offset - starts[row] + indent + 1, width)


def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(newline.end() for newline in re.finditer("\n", text)))


def decode_bibtex(path: SitePath, content: bytes) -> Outcome[BibText]:
    """Return the text of a file in whatever encoding it is.

    The front matter that Jekyll asks for (`---` twice) and control characters become blanks,
    so that every other character keeps its line and column.

    Problems: file-too-large (error), bib-encoding, bib-control-character.
    """
    if len(content) > TEXT_LIMIT_BYTES:
        limit = f"{TEXT_LIMIT_BYTES // 1_000_000} MB"
        problem = Problem("file-too-large", f"the file is larger than {limit}", Span(path))
        return Outcome(None, (problem,))
    text, problems = _decode(path, content)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", " ")
    text = _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text)
    source = BibText(path, text)
    if control := _first_control(content, text):
        problems += (_control_characters(source, control),)
        source = BibText(path, _CONTROL.sub(" ", text))
    return Outcome(source, problems)


def _decode(path: SitePath, content: bytes) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_as(path, content.removeprefix(mark), encoding)
    if guess := _guess_unmarked(content):
        message = f"the file looks like {guess.upper()} and is read as such"
        text = content.decode(guess, "replace")
        return text, (warning("bib-encoding", message, Span(path), _SAVE_AS_UTF8),)
    return _decode_as(path, content, "utf-8")


def _decode_as(path: SitePath, content: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _decode_legacy(path, content, error)
        before = content[: error.start].decode(encoding, "replace")
        text = content.decode(encoding, "replace")
        message = "the file is not valid UTF-16; what cannot be read is shown as `\ufffd`"
        return text, (warning("bib-encoding", message, _place_after(path, before), _SAVE_AS_UTF8),)


def _decode_legacy(
    path: SitePath, content: bytes, error: UnicodeDecodeError
) -> tuple[str, tuple[Problem, ...]]:
    """Read a file as the encoding it declares, else line by line as UTF-8 or Windows-1252.

    By lines, because in a collected file one pasted entry must not spoil the names of all others.
    """
    if declared := _DECLARED.search(content, 0, _HEADER_BYTES):
        name = declared[1].decode("ascii")
        try:
            return content.decode(name), ()
        except (UnicodeDecodeError, LookupError):
            pass
    lines: list[str] = []
    odd_lines = 0
    for line in re.split(rb"(?<=[\r\n])", content):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            odd_lines += 1
            lines.append(line.decode("cp1252", "replace"))
    message = (
        f"byte 0x{content[error.start]:02x} is not UTF-8; "
        f"{odd_lines} {'line is' if odd_lines == 1 else 'lines are'} read as Windows-1252"
    )
    place = _place_after(path, content[: error.start].decode("utf-8"))
    return "".join(lines), (warning("bib-encoding", message, place, _SAVE_AS_UTF8),)


def _guess_unmarked(content: bytes) -> str | None:
    """Return an encoding whose bytes would also pass for UTF-8.

    ASCII in UTF-16 has a NUL in every other byte, and is no NUL itself; ISO-2022-JP switches to
    Japanese with `ESC $ B`.
    """
    head = content[:_HEADER_BYTES]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > len(head) // 4 and "\0" not in head.decode(encoding, "replace"):
            return encoding
    return "iso-2022-jp" if b"\x1b$B" in content else None


def _place_after(path: SitePath, before: str) -> Span:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return Span(path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def _first_control(content: bytes, text: str) -> re.Match[str] | None:
    """Return the first control character; bytes are searched faster, where they tell."""
    declared = _DECLARED.search(content, 0, _HEADER_BYTES)
    is_like_ascii = declared is None or declared[1].lower() in {b"utf8", b"utf-8"}
    if is_like_ascii and len(content.translate(None, _CONTROL_BYTES)) == len(content):
        return None
    return _CONTROL.search(text)


def _control_characters(source: BibText, first: re.Match[str]) -> Problem:
    message = f"the character U+{ord(first[0]):04X} cannot be shown; it is read as a space"
    others = len(_CONTROL.findall(source.text)) - 1
    if others:
        message += f", and so are {others} more like it"
    return warning("bib-control-character", message, source.span(first.start()), "delete it")
