"""The files of letters: front matter or TOML, and a text in Markdown."""

from __future__ import annotations

import posixpath
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, Literal

from sitegen.decode import decode
from sitegen.files import read_text
from sitegen.model.letters import LetterKeys, Written
from sitegen.problems import Problem, SitePath, Span
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown import split_front_matter
from sitegen.readers.markdown.passages import letter_stretches
from sitegen.readers.toml import Document, locate, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.files import FileTree

LETTERS: Final = SitePath("content/letters")
COMMANDS: Final = frozenset({"diff", "list", "make", "new"})
"""What follows `sitegen letter` and is no name of a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """One file in content/letters/. Without keys when something in it is wrong."""

    name: str
    path: SitePath
    keys: LetterKeys | None = None
    document: Document | None = None
    body: str | None = None
    """The text of a .md file; None for a .toml file."""
    first_line: int = 1
    """The line of the file on which the body begins."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def variables(self) -> Mapping[str, str]:
        """Its own values of variables."""
        given = self.keys.variables if self.keys else {}
        return {str(name): value for name, value in given.items()}

    @property
    def span(self) -> Span:
        """The beginning of the file."""
        return Span(self.path)

    def place(self, *path: str | int, what: Literal["key", "value"] = "value") -> Span:
        """Return where a key stands, or its value."""
        return locate(self.document, path, what=what) if self.document else self.span


def moved_problem(problem: Problem, written: Written) -> Problem:
    """Return a problem of a text as one of the file that holds it."""
    related = tuple((written.moved(span), words) for span, words in problem.related)
    return replace(problem, span=written.moved(problem.span), related=related)


def read_letters(files: FileTree) -> dict[str, LetterFile]:
    """Return every file of letters by its name, sorted."""
    found: dict[str, LetterFile] = {}
    for path in files.glob(LETTERS):
        name, ending = posixpath.splitext(path.removeprefix(f"{LETTERS}/"))
        if ending not in (".md", ".toml") or "/" in name:
            continue
        one = _read_file(files, path, name)
        if name in found:
            message = f"two files are the letter `{name}`"
            one = _with(one, Problem("letter-name", message, one.span, "rename one of them",
                                     ((found[name].span, "the other one"),)))  # fmt: skip
        elif name in COMMANDS:
            message = f"`sitegen letter {name}` is a command: no letter can be called so"
            one = _with(one, Problem("letter-name", message, one.span, "rename the file"))
        found[name] = one
    return dict(sorted(found.items()))


def _read_file(files: FileTree, path: SitePath, name: str) -> LetterFile:
    text = read_text(files, path)
    if text.value is None:
        return LetterFile(name=name, path=path, problems=text.problems)
    body, first_line = None, 1
    if path.endswith(".md"):
        split = split_front_matter(path, text.value)
        problems = split.problems
        if split.value is None:
            return LetterFile(name=name, path=path, problems=problems)
        document, body, first_line = split.value
    else:
        read = read_toml(path, text.value)
        problems = read.problems
        if read.value is None:
            return LetterFile(name=name, path=path, problems=problems)
        document = read.value
    keys = decode(LetterKeys, document)
    return LetterFile(
        name=name,
        path=path,
        keys=keys.value,
        document=document,
        body=body,
        first_line=first_line,
        problems=(*problems, *keys.problems, *_body_problems(body, path, first_line)),
    )


def _body_problems(body: str | None, path: SitePath, first_line: int) -> Iterator[Problem]:
    if body is not None:
        written = Written(body, Span(path, first_line))
        for problem in letter_stretches(body)[1]:
            yield moved_problem(problem, written)


def _with(one: LetterFile, problem: Problem) -> LetterFile:
    return replace(one, problems=(*one.problems, problem))
