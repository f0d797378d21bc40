"""Letters: content/letters/*.md and *.toml. Only commands about letters call this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.load.letter_parts import asked_variables, joined
from sitegen.model.letters import ADDRESSEES, Letter
from sitegen.problems import Outcome, Problem, has_errors, near_miss

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.files import FileTree
    from sitegen.load.letter_files import LetterFile


def letter_names(read: Mapping[str, LetterFile]) -> tuple[str, ...]:
    """Return the names of what is a letter by itself.

    These are the files with a date, and the .toml files that no other file extends; all else is
    there to make letters from.
    """
    extended = {one.keys.extends for one in read.values() if one.keys}
    return tuple(
        name
        for name, one in read.items()
        if (one.keys and one.keys.date) or (one.path.endswith(".toml") and name not in extended)
    )


def file_problems(read: Mapping[str, LetterFile]) -> Iterator[Problem]:
    """Return what is wrong with the files, whether a letter is made of them or not.

    Problems: letter-base, letter-cycle, letter-name, and those of reading files.
    """
    for one in read.values():
        yield from one.problems
        yield from _chain(one, read)[1]


def make_letter(
    name: str, read: Mapping[str, LetterFile], files: FileTree, *, with_marks: bool = False
) -> Outcome[Letter]:
    """Return one letter with all its texts filled in, and everything that is wrong with it.

    Without a value when its files cannot be read or found.

    `with_marks` puts `START` and `END` around what variables bring, for comparisons.

    Problems: letter-base, letter-cycle, letter-without-text, letter-paragraph, letter-date,
    undefined-variable, unused-variable, missing-file, and those of its files.
    """
    chain, problems = _chain(read[name], read)
    for one in chain:
        problems += one.problems
    if any(one.keys is None for one in chain) or has_errors(problems):
        return Outcome(None, tuple(problems))
    made = joined(chain, files, _others(chain, read), with_marks=with_marks)
    return Outcome(made.value, (*problems, *made.problems))


def wanted_variables(name: str, read: Mapping[str, LetterFile]) -> Mapping[str, str | None]:
    """Return each variable that a letter has anywhere, with its value; None where it has none.

    In the order of the letter; of a letter whose files are wrong, what can be told.
    """
    chain, _ = _chain(read[name], read)
    values: dict[str, str] = {}
    for one in reversed(chain):
        values |= one.variables
    return {asked: values.get(asked) for asked in asked_variables(chain)}


def _chain(
    first: LetterFile, read: Mapping[str, LetterFile]
) -> tuple[tuple[LetterFile, ...], list[Problem]]:
    """Return a file and what it extends, nearest first, as far as that is there.

    Problems: letter-base, letter-cycle.
    """
    chain = [first]
    while (last := chain[-1]).keys and last.keys.extends is not None:
        wanted = last.keys.extends
        if any(one.name == wanted for one in chain):
            names = " → ".join((*(one.name for one in chain), wanted))
            message = f"letters extend each other in a circle: {names}"
            hint = "take `extends` out of one of them"
            return tuple(chain), [Problem("letter-cycle", message, last.place("extends"), hint)]
        if wanted not in read:
            names = ", ".join(read)
            hint = near_miss(wanted, read) or f"letters are: {names}"
            message = f"there is no letter `{wanted}` to extend"
            return tuple(chain), [Problem("letter-base", message, last.place("extends"), hint)]
        chain.append(read[wanted])
    return tuple(chain), []


def _others(chain: tuple[LetterFile, ...], read: Mapping[str, LetterFile]) -> tuple[str, ...]:
    """Return whom all letters are for that have no part in this one."""
    own = {one.name for one in chain}
    return tuple(
        dict.fromkeys(
            one.variables[name]
            for one in read.values()
            if one.name not in own
            for name in ADDRESSEES
            if one.variables.get(name, "").strip()
        )
    )
