"""Text files as text: decoded, with Unix newlines, or a problem that says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Outcome, Problem, SitePath, Span

if TYPE_CHECKING:
    from sitegen.files.trees import FileTree

TEXT_LIMIT_BYTES = 10_000_000


def read_text(files: FileTree, path: SitePath) -> Outcome[str]:
    """Return a UTF-8 text file with Unix newlines and without a byte order mark.

    Problems: missing-file, file-too-large, not-utf8.
    """
    content = files.read_bytes(path)
    if content is None:
        return Outcome(None, (Problem("missing-file", f"there is no file `{path}`", Span(path)),))
    if len(content) > TEXT_LIMIT_BYTES:
        limit = f"{TEXT_LIMIT_BYTES // 1_000_000} MB"
        problem = Problem("file-too-large", f"the file is larger than {limit}", Span(path))
        return Outcome(None, (problem,))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Outcome(None, (_not_utf8(path, content, error),))
    return Outcome(text.replace("\r\n", "\n").replace("\r", "\n"))


def source_text(files: FileTree, path: SitePath) -> str | None:
    """Return the text of a file to show a line of it; None where there is none to be had."""
    try:
        return read_text(files, path).value
    except OSError:
        return None


def _not_utf8(path: SitePath, content: bytes, error: UnicodeDecodeError) -> Problem:
    before = content[: error.start]
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    looks = "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "Latin-1 or Windows-1252"
    return Problem(
        "not-utf8",
        f"byte 0x{content[error.start]:02x} is not UTF-8",
        Span(path, before.count(b"\n") + 1, column),
        f"the file looks like {looks}: save it as UTF-8",
    )
