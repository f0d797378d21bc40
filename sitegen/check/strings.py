"""Strings of BibTeX that nothing uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.files import read_text
from sitegen.late_pattern import late_pattern
from sitegen.problems import SitePath, Span, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.files import FileTree
    from sitegen.problems import Problem

_DEFINITION = late_pattern(
    r"^[ \t]*+@string[ \t]*+[{(]\s*+([^\s={}()\"#,%]{1,200})\s*+=", re.MULTILINE | re.IGNORECASE
)
_USE = late_pattern(r"[=#]\s*+([^\s={}()\"#,%\d][^\s={}()\"#,%]{0,199})(?=\s*+(?:[,#})]|$))")


def find_unused_strings(files: FileTree, paths: Iterable[SitePath]) -> Iterator[Problem]:
    """Yield a warning for each `@string` whose name is no value in its file. Reads the files.

    Problems: unused-string.
    """
    for path in paths:
        text = read_text(files, path).value or ""
        if "@string" not in text.lower():
            continue
        used = {found[1].casefold() for found in _USE.finditer(text)}
        for found in _DEFINITION.finditer(text):
            name = found[1]
            if name.casefold() not in used:
                start = found.start(1)
                column = start - text.rfind("\n", 0, start)
                span = Span(path, text.count("\n", 0, start) + 1, column, len(name))
                message = f"no entry uses the string `{name}`"
                yield warning("unused-string", message, span, "delete it, or correct its name")
