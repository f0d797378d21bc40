"""Letters in the preview: a list, the PDFs, and what is wrong with each. No build has them."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import quote

from sitegen.letters import make_letters
from sitegen.load import SiteMemo
from sitegen.model.text import OutPath
from sitegen.problems import Outcome
from sitegen.quick_dataclass import dataclass
from sitegen.render.documents import Typesetter
from sitegen.report import count_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.files import FileTree
    from sitegen.letters import MadeLetter
    from sitegen.load import LoadOptions
    from sitegen.problems import Problem

LetterMaker: TypeAlias = (
    "Callable[[FileTree, dt.date, LoadOptions], Outcome[tuple[ShownLetter, ...]]]"
)
"""Files -> the letters as they are now, and the problems that belong to none of them."""

LETTERS: Final = OutPath("_sitegen/letters/")
"""Where they are, below the base path: among the server's own files, where no output is."""
LIST: Final = OutPath(f"{LETTERS}index.html")


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter as it is now, or what stands in its way."""

    name: str
    """That of its file, "lune-labs"; no two letters have the same."""
    title: str
    pdf: bytes | None
    problems: tuple[Problem, ...] = ()


def letter_maker() -> LetterMaker:
    """Return what makes all letters of a site; from one call to the next it remembers."""
    typesetter, memo = Typesetter(), SiteMemo()

    def make(
        files: FileTree, today: dt.date, options: LoadOptions
    ) -> Outcome[tuple[ShownLetter, ...]]:
        # A letter names the published site, not the preview: it must look as it is sent.
        options = replace(options, base_url="")
        made = make_letters(files, today, None, options, typesetter, memo)
        shown = tuple(_shown(name, one) for name, one in made.letters.items())
        known = {problem for one in shown for problem in one.problems}
        return Outcome(shown, tuple(one for one in made.problems if one not in known))

    return make


def _shown(name: str, made: Outcome[MadeLetter]) -> ShownLetter:
    letter = made.value
    if letter is None:
        return ShownLetter(name, "", None, made.problems)
    return ShownLetter(name, letter.document.subject, letter.pdf, made.problems)


class LetterFiles(NamedTuple):
    """What the preview has more than the site: files by path, and reports by that of a PDF."""

    outputs: Mapping[OutPath, bytes]
    reports: Mapping[OutPath, str]


def letter_files(
    letters: Iterable[ShownLetter],
    others: Sequence[Problem],
    before: Mapping[OutPath, bytes],
    *,
    style: str,
    report: Callable[[Sequence[Problem]], str],
) -> LetterFiles:
    """Return the list of letters, a PDF for each, and what is wrong with each.

    `others` are problems that belong to no letter: the list has them. A letter that cannot be
    typeset keeps the PDF that it had `before`. `style` is an address; `report` gives HTML.
    """
    outputs: dict[OutPath, bytes] = {}
    reports: dict[OutPath, str] = {}
    rows = []
    for letter in letters:
        path = OutPath(f"{LETTERS}{letter.name}.pdf")
        pdf = before.get(path) if letter.pdf is None else letter.pdf
        if pdf is not None:
            outputs[path] = pdf
        if letter.problems:
            reports[path] = report(letter.problems)
        rows.append(_row(letter))
    outputs[LIST] = _list_page(rows, report(others), style)
    return LetterFiles(outputs, reports)


def _row(letter: ShownLetter) -> str:
    address = quote(f"{letter.name}.pdf")
    said = escape(count_line(letter.problems).partition(" in ")[0])
    title = f" <span>{escape(letter.title)}</span>" if letter.title else ""
    found = f" <strong>{said}</strong>" if said else ""
    return f'<li><a href="{escape(address)}">{escape(letter.name)}</a>{title}{found}</li>\n'


def _list_page(rows: Sequence[str], report: str, style: str) -> bytes:
    letters = f"<ul>\n{''.join(rows)}</ul>" if rows else "<p>There are no letters yet.</p>"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>Letters</title>\n<link rel="stylesheet" href="{escape(style)}">\n</head>\n'
        f'<body class="sitegen-page">\n<h1>Letters</h1>\n{letters}\n{report}</body>\n</html>\n'
    ).encode()
