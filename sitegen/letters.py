"""Letters from the files of a site: as documents, as plain text, and what is wrong with them.

`build_site` knows nothing of letters; only commands about letters come here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.check import without_ignored
from sitegen.check.letters import check_letter
from sitegen.load import load_site
from sitegen.load.letter_files import read_letters
from sitegen.load.letters import file_problems, letter_names, make_letter
from sitegen.memo import CallMemo
from sitegen.plan.context import make_context
from sitegen.plan.letters import letter_document
from sitegen.problems import Outcome, Problem, SitePath, Span, has_errors, near_miss
from sitegen.quick_dataclass import dataclass
from sitegen.render.document_text import letter_text
from sitegen.routes import plan_routes
from sitegen.themes import load_theme, words_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from sitegen.files import FileTree
    from sitegen.load import LoadOptions
    from sitegen.load.letter_files import LetterFile
    from sitegen.model.letters import Letter
    from sitegen.plan.context import Context
    from sitegen.themes import Theme
    from sitegen.views.documents import LetterDocument
    from sitegen.words import Words


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter as a document and as plain text."""

    name: str
    letter: Letter
    document: LetterDocument
    text: str

    @property
    def file_name(self) -> str:
        """What its files are called, without their endings: "2026-11-20-lune-labs"."""
        return f"{self.document.date}-{self.name}"


class MadeLetters(NamedTuple):
    """Letters by name, each with what is wrong with it, and what is wrong with other files."""

    letters: Mapping[str, Outcome[MadeLetter]]
    problems: tuple[Problem, ...]

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What is wrong anywhere."""
        return (*self.problems, *(one for made in self.letters.values() for one in made.problems))


def make_letters(
    files: FileTree,
    today: dt.date,
    names: Sequence[str] | None = None,
    options: LoadOptions | None = None,
) -> MadeLetters:
    """Return the letters of these names, or all of them with everything wrong in content/letters/.

    One that is wrong does not stand in the way of the others.

    Problems: unknown-letter, and those of `file_problems`, `make_letter` and `check_letter`; those
    of the site where they leave nothing to make a letter with.
    """
    read = read_letters(files)
    wanted = letter_names(read) if names is None else tuple(dict.fromkeys(names))
    problems = list(file_problems(read)) if names is None else []
    if not read and names is None:
        return MadeLetters({}, ())
    unknown = [name for name in wanted if name not in read]
    problems += (_unknown(name, read) for name in unknown)
    desk = open_desk(files, today, options)
    if desk.value is None:
        return MadeLetters({}, (*problems, *desk.problems))
    made = {name: desk.value.make(name, read) for name in wanted if name in read}
    return MadeLetters(made, desk.value.heard(problems))


def open_desk(files: FileTree, today: dt.date, options: LoadOptions | None = None) -> Outcome[Desk]:
    """Return what letters are made with, or what is wrong with the site.

    Content that no letter needs may be wrong; `check` and `build` say so.
    """
    loaded = load_site(files, today, options)
    site = loaded.value
    if site is None:
        return Outcome(None, loaded.problems)
    theme, routes = load_theme(site.config, files), plan_routes(site)
    if theme.value is None or routes.value is None:
        return Outcome(None, (*theme.problems, *routes.problems))
    context = make_context(site, routes.value, theme.value.words, CallMemo())
    return Outcome(Desk(context, theme.value, files))


@dataclass(frozen=True, slots=True)
class Desk:
    """A site ready to write letters."""

    context: Context
    theme: Theme
    files: FileTree

    def make(self, name: str, read: Mapping[str, LetterFile]) -> Outcome[MadeLetter]:
        """Return one letter, as a document and as text."""
        written = make_letter(name, read, self.files)
        letter, problems = written.value, list(written.problems)
        if letter is None:
            return Outcome(None, self.heard(problems))
        problems += check_letter(letter, self.context.site, self.context.routes)
        words = self._words(letter)
        problems += words.problems
        if words.value is None or has_errors(problems):
            return Outcome(None, self.heard(problems))
        document = letter_document(letter, self.context, words.value)
        made = MadeLetter(name, letter, document, letter_text(document))
        return Outcome(made, self.heard(problems))

    def heard(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return the problems that site.toml does not silence."""
        return tuple(without_ignored(problems, self.context.site))

    def _words(self, letter: Letter) -> Outcome[Words]:
        words = self.context.words
        if letter.language in (None, words.language):
            return Outcome(words)
        folders = [layer.folder for layer in self.theme.layers]
        return words_in(letter.language, folders, self.files)


def _unknown(name: str, read: Mapping[str, LetterFile]) -> Problem:
    hint = near_miss(name, read) or (
        f"letters are: {', '.join(read)}" if read else "write it: content/letters/<name>.md"
    )
    message = f"there is no letter `{name}`"
    return Problem("unknown-letter", message, Span(SitePath("content/letters")), hint)
