"""Where a value stands in a source file, found again when there is something to report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sitegen.files import read_text
from sitegen.problems import SitePath, Span
from sitegen.readers.toml import locate, read_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.files import FileTree


def place(
    files: FileTree,
    path: SitePath,
    keys: Sequence[str | int],
    *,
    what: Literal["key", "value"] = "value",
) -> Span:
    """Return the place of a key or value in a TOML file; the nearest table where it is not."""
    text = read_text(files, path).value
    document = read_toml(path, text).value if text is not None else None
    return locate(document, keys, what=what) if document else Span(path)


def point_at(files: FileTree, span: Span, text: str) -> Span:
    """Return the first place of a text from the line of `span` on; `span` where there is none."""
    source = read_text(files, span.path).value or ""
    for number, line in enumerate(source.split("\n")[span.line - 1 :], span.line):
        column = line.find(text)
        if column >= 0:
            return Span(span.path, number, column + 1, len(text))
    return span
