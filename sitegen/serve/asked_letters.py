"""The letters of a site as the preview shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.letters import make_letters
from sitegen.problems import Outcome
from sitegen.render.documents import Typesetter
from sitegen.serve.letters import ShownLetter

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from sitegen.files import FileTree
    from sitegen.letters import MadeLetter
    from sitegen.load import LoadOptions


def letters_to_show() -> Callable[
    [FileTree, dt.date, LoadOptions], Outcome[tuple[ShownLetter, ...]]
]:
    """Return a function that makes all letters, each anew only where it has changed.

    They are called as their files are in content/letters/, so that one that breaks keeps its place.
    """
    typesetter = Typesetter()

    def ask(
        files: FileTree, today: dt.date, options: LoadOptions
    ) -> Outcome[tuple[ShownLetter, ...]]:
        made = make_letters(files, today, options=options, typesetter=typesetter)
        shown = tuple(_shown(name, one) for name, one in made.letters.items())
        of_letters = {problem for one in made.letters.values() for problem in one.problems}
        others = tuple(problem for problem in made.problems if problem not in of_letters)
        return Outcome(shown, others)

    return ask


def _shown(name: str, made: Outcome[MadeLetter]) -> ShownLetter:
    one = made.value
    title = one.document.subject if one else ""
    return ShownLetter(name, title, one.pdf if one else None, made.problems)
