"""The first lines of an application: its variables, to be filled in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.letter_files import COMMANDS, LETTERS, read_letters
from sitegen.load.letters import wanted_variables
from sitegen.problems import Outcome, Problem, SitePath, Span, near_miss
from sitegen.readers.markdown.passages import letter_stretches

if TYPE_CHECKING:
    import datetime as dt

    from sitegen.files import FileTree
    from sitegen.load.letter_files import LetterFile

_NAME: Final = late_pattern(r"[^\W_][\w-]*")
_BLANK: Final = "TODO"
"""What stands for a value that is still to be written; a letter that has it is not made."""


class Begun(NamedTuple):
    """A file that is to be written."""

    path: SitePath
    text: str


def begin_letter(name: str, base: str | None, today: dt.date, files: FileTree) -> Outcome[Begun]:
    """Return the file of a new application of the letter `base`; of the only text without one.

    Problems: letter-name, letter-exists, unknown-letter.
    """
    read = read_letters(files)
    problem = _name_problem(name, read) or _base_problem(base, read)
    if problem is not None:
        return Outcome(None, (problem,))
    extended = base or next(one.name for one in read.values() if one.body is not None)
    lines = [
        "#:schema ../../.sitegen/schema/letter.json",
        f"extends = {_quoted(extended)}",
        f"# date = {today.isoformat()}  # the day on the letter",
        *_paragraph_lines(read[extended], read),
        "",
        "[variables]",
    ]
    for variable, value in wanted_variables(extended, read).items():
        sign = "# " if value is not None else ""
        lines.append(f"{sign}{variable} = {_quoted(_BLANK if value is None else value)}")
    return Outcome(Begun(SitePath(f"{LETTERS}/{name}.toml"), "\n".join((*lines, ""))))


def _name_problem(name: str, read: dict[str, LetterFile]) -> Problem | None:
    span = Span(LETTERS)
    if name in COMMANDS:
        message = f"`sitegen letter {name}` is a command: no letter can be called so"
        return Problem("letter-name", message, span, "choose another name")
    if not _NAME.fullmatch(name):
        hint = "write letters, digits, hyphens and `_`: lune-labs"
        return Problem("letter-name", f"`{name}` is no name of a letter", span, hint)
    if name in read:
        message = f"there is a letter `{name}` already"
        return Problem("letter-exists", message, read[name].span, "choose another name")
    return None


def _base_problem(base: str | None, read: dict[str, LetterFile]) -> Problem | None:
    span = Span(LETTERS)
    if base is None:
        texts = [one.name for one in read.values() if one.body is not None]
        if len(texts) == 1:
            return None
        message = f"there are {len(texts) or 'no'} letters to begin with"
        hint = f"choose one: `--from {texts[0]}`" if texts else "write content/letters/<name>.md"
        return Problem("unknown-letter", message, span, hint)
    if base in read:
        return None
    hint = near_miss(base, read) or f"letters are: {', '.join(read) or 'none'}"
    return Problem("unknown-letter", f"there is no letter `{base}`", span, hint)


def _paragraph_lines(base: LetterFile, read: dict[str, LetterFile]) -> list[str]:
    """Return lines for the paragraphs with a name, to be taken into use."""
    seen = {base.name}
    while base.body is None and base.keys and base.keys.extends in read:
        base = read[base.keys.extends]
        if base.name in seen:
            break
        seen.add(base.name)
    named = [one for one in letter_stretches(base.body or "")[0] if one.name]
    optional = ", ".join(_quoted(one.name) for one in named if one.is_optional)
    usual = ", ".join(_quoted(one.name) for one in named if not one.is_optional)
    return [
        *([f"# add = [{optional}]"] if optional else []),
        *([f"# drop = [{usual}]"] if usual else []),
    ]


def _quoted(text: str) -> str:
    """Return a TOML basic string; its escapes are those of JSON (TOML 1.0, "String")."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
