"""The head of a Markdown file: TOML between two lines of `+++`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.problems import Outcome, Problem, SitePath, Span
from sitegen.readers.toml import read_toml

if TYPE_CHECKING:
    from sitegen.readers.toml import Document

FENCE = "+++"

_YAML_LINE = late_pattern(
    r"(?P<key>[A-Za-z_][\w-]*):[ \t]*(?P<quote>[\"']?)(?P<value>\S.*?)(?P=quote)[ \t]*"
)


def split_front_matter(path: SitePath, text: str) -> Outcome[tuple[Document, str, int]]:
    """Return the front matter, the body, and the line of the file on which the body starts.

    Problems: front-matter-missing, front-matter-yaml, front-matter-unclosed, and those of
    `read_toml`.
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    head = lines[start].rstrip()
    if head != FENCE:
        problem = _yaml(path, lines, start) if head == "---" else _missing(path, start)
        return Outcome(None, (problem,))
    end = next((n for n, line in enumerate(lines) if n > start and line.rstrip() == FENCE), None)
    if end is None:
        return Outcome(None, (_unclosed(path, start),))
    document = read_toml(path, "\n".join(lines[start + 1 : end]), first_line=start + 2)
    if document.value is None:
        return Outcome(None, document.problems)
    body = "\n".join(lines[end + 1 :])
    return Outcome((document.value, body, end + 2), document.problems)


def _missing(path: SitePath, start: int) -> Problem:
    return Problem(
        "front-matter-missing",
        f"the file does not begin with front matter between two lines `{FENCE}`",
        Span(path, start + 1),
        f'begin the file with three lines: `{FENCE}`, `title = "…"`, `{FENCE}`',
    )


def _unclosed(path: SitePath, start: int) -> Problem:
    return Problem(
        "front-matter-unclosed",
        f"the front matter that begins here has no closing line `{FENCE}`",
        Span(path, start + 1, width=len(FENCE)),
        f"write a line `{FENCE}` after its last key",
    )


def _yaml(path: SitePath, lines: list[str], start: int) -> Problem:
    first = next(filter(None, map(_YAML_LINE.fullmatch, lines[start + 1 :])), None)
    key, value = first.group("key", "value") if first else ("title", "…")
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return Problem(
        "front-matter-yaml",
        "front matter is TOML here, not YAML",
        Span(path, start + 1, width=3),
        f'put `{FENCE}` in place of `---`, and write each key like `{key} = "{quoted}"`',
    )
