"""Letters as PDF and as plain text, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sitegen.check import without_ignored
from sitegen.check.letters import check_letter
from sitegen.load import LoadOptions, load_site
from sitegen.load.letter_files import read_letters
from sitegen.load.letters import file_problems, letter_names, make_letter
from sitegen.memo import CallMemo
from sitegen.model.text import OutPath
from sitegen.plan.context import make_context
from sitegen.plan.letters import letter_document
from sitegen.plan.tasks import DocumentTask
from sitegen.problems import Outcome, Problem, SitePath, Span, has_errors, near_miss, warning
from sitegen.quick_dataclass import dataclass
from sitegen.render.document_text import letter_text
from sitegen.render.documents import Typesetter, page_count, typeset
from sitegen.routes import plan_routes
from sitegen.themes import load_theme, words_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from sitegen.files import FileTree
    from sitegen.load import SiteMemo
    from sitegen.load.letter_files import LetterFile
    from sitegen.model.letters import Letter
    from sitegen.plan.context import Context
    from sitegen.themes import Theme
    from sitegen.views.documents import LetterDocument
    from sitegen.words import Words


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter as PDF and as plain text."""

    name: str
    document: LetterDocument
    text: str
    pdf: bytes

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
    typesetter: Typesetter | None = None,
    memo: SiteMemo | None = None,
) -> MadeLetters:
    """Return the letters of these names, or all of them with everything wrong in content/letters/.

    One that is wrong does not stand in the way of the others. With the `typesetter` and the
    `memo` of an earlier call only what has changed is read and set anew.

    Problems: unknown-letter, letter-pages, and those of `file_problems`, `make_letter`,
    `check_letter` and `typeset`; those of the site where they leave nothing to make a letter with.
    """
    read = read_letters(files)
    wanted = letter_names(read) if names is None else tuple(dict.fromkeys(names))
    problems = list(file_problems(read)) if names is None else []
    if not read and names is None:
        return MadeLetters({}, ())
    unknown = [name for name in wanted if name not in read]
    problems += (_unknown(name, read) for name in unknown)
    desk = open_desk(files, today, options, typesetter, memo)
    if desk.value is None:
        return MadeLetters({}, (*problems, *desk.problems))
    made = {name: desk.value.make(name, read) for name in wanted if name in read}
    return MadeLetters(made, desk.value.heard((*desk.problems, *problems)))


def open_desk(
    files: FileTree,
    today: dt.date,
    options: LoadOptions | None = None,
    typesetter: Typesetter | None = None,
    memo: SiteMemo | None = None,
) -> Outcome[Desk]:
    """Return what letters are made with, or what is wrong with the site.

    Content that no letter needs may be wrong; `check` and `build` say so.

    Problems, with a value: missing-private-value.
    """
    loaded = load_site(files, today, replace(options or LoadOptions(), is_private=True), memo=memo)
    site = loaded.value
    if site is None:
        return Outcome(None, loaded.problems)
    theme, routes = load_theme(site.config, files), plan_routes(site)
    if theme.value is None or routes.value is None:
        return Outcome(None, (*theme.problems, *routes.problems))
    context = make_context(site, routes.value, theme.value.words, CallMemo())
    missing = tuple(one for one in loaded.problems if one.code == "missing-private-value")
    return Outcome(Desk(context, theme.value, files, typesetter or Typesetter()), missing)


@dataclass(frozen=True, slots=True)
class Desk:
    """A site ready to write letters."""

    context: Context
    theme: Theme
    files: FileTree
    typesetter: Typesetter

    def make(self, name: str, read: Mapping[str, LetterFile]) -> Outcome[MadeLetter]:
        """Return one letter, as PDF and as text."""
        written = make_letter(name, read, self.files)
        letter, problems = written.value, list(written.problems)
        if letter is None:
            return Outcome(None, self.heard(problems))
        undefined = {one.span for one in problems if one.code == "undefined-variable"}
        checked = check_letter(letter, self.context.site, self.context.routes)
        problems += (one for one in checked if one.span not in undefined)
        words = self._words(letter)
        problems += words.problems
        if words.value is None or has_errors(problems):
            return Outcome(None, self.heard(problems))
        document = letter_document(letter, self.context, words.value)
        task = DocumentTask(OutPath(f"letters/{name}.pdf"), document)
        url = self.context.site.config.url
        pdf = typeset(task, self.theme, self.files, url, typesetter=self.typesetter)
        problems += pdf.problems
        if pdf.value is None:
            return Outcome(None, self.heard(problems))
        problems += _too_long(letter, page_count(pdf.value))
        made = MadeLetter(name, document, letter_text(document), pdf.value)
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


def _too_long(letter: Letter, pages: int) -> tuple[Problem, ...]:
    if pages <= letter.max_pages:
        return ()
    message = f"the letter has {pages} pages, not {letter.max_pages}"
    hint = f"shorten it, or write `max_pages = {pages}`"
    return (warning("letter-pages", message, letter.span, hint),)


def marked_letters(names: Sequence[str], files: FileTree) -> Outcome[tuple[Letter, ...]]:
    """Return letters to be compared, with marks around what variables bring.

    Problems: unknown-letter, and those of `make_letter`.
    """
    read = read_letters(files)
    problems = [_unknown(name, read) for name in names if name not in read]
    made = [make_letter(name, read, files, with_marks=True) for name in names if name in read]
    problems += (problem for one in made for problem in one.problems)
    letters = tuple(one.value for one in made if one.value is not None)
    is_whole = len(letters) == len(names) and not has_errors(problems)
    return Outcome(letters if is_whole else None, tuple(problems))
