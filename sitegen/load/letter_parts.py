"""One letter from the files that it is made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sitegen.files import join
from sitegen.images.formats import raster_format
from sitegen.load.letter_files import moved_problem
from sitegen.load.letter_text import Filling, TextPlace
from sitegen.model.blocks import Paragraph
from sitegen.model.letters import ADDRESSEES, Letter, LetterKeys, Passage, Written
from sitegen.model.text import NO_TEXT
from sitegen.problems import Outcome, Problem, SitePath, Span, near_miss, span_at, warning
from sitegen.readers.markdown.inline_rules import VARIABLE
from sitegen.readers.markdown.passages import Stretch, fill_stretch, letter_stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.files import FileTree
    from sitegen.load.letter_files import LetterFile
    from sitegen.model.blocks import Block
    from sitegen.model.dates import PartialDate
    from sitegen.model.text import RichText
    from sitegen.readers.toml import Document

T = TypeVar("T")

START: Final = "\ue000"
"""Stands before what a variable brings, where it is marked; no text of people has it."""
END: Final = "\ue001"
"""Stands behind it."""


def joined(
    chain: Sequence[LetterFile],
    files: FileTree,
    others: tuple[str, ...],
    *,
    with_marks: bool = False,
) -> Outcome[Letter]:
    """Return the letter that files make, the nearest first; all of them have keys.

    Problems: letter-without-text, letter-paragraph, letter-date, letter-signature,
    undefined-variable, unused-variable, missing-file, and those of the texts of paragraphs.
    """
    values: dict[str, str] = {}
    for one in reversed(chain):
        values |= one.variables
    if with_marks:
        values = {name: value and f"{START}{value}{END}" for name, value in values.items()}
    return _Joined(chain, values).letter(files, others)


def asked_variables(chain: Sequence[LetterFile]) -> tuple[str, ...]:
    """Return the variables that the texts of a letter have, also in paragraphs left out."""
    named: list[str] = []
    for one in chain:
        keys = one.keys or LetterKeys()
        texts = (keys.recipient, *(keys.address or ()), keys.title, keys.opening)
        rest = (keys.closing, keys.signed, *(keys.enclosures or ()), keys.postscript)
        for text in (*texts, *rest, *keys.paragraphs.values()):
            named += (found["name"] for found in VARIABLE.finditer(text or ""))
        for stretch in letter_stretches(one.body or "")[0]:
            named += (name for name, _ in fill_stretch(stretch, {}).asked)
    return tuple(dict.fromkeys(named))


class _Found(NamedTuple):
    """A text, and the file that it is from."""

    file: LetterFile
    text: str


class _Joined:
    """One letter on its way."""

    def __init__(self, chain: Sequence[LetterFile], values: Mapping[str, str]) -> None:
        self.chain = chain
        self.filling = Filling(values, chain[0].span)
        self.problems: list[Problem] = []

    def letter(self, files: FileTree, others: tuple[str, ...]) -> Outcome[Letter]:
        passages = self._passages()
        first, text = self.chain[0], self._text
        letter = Letter(
            name=first.name,
            recipient=text("recipient"),
            address=self._lines("address"),
            date=self._date(),
            title=text("title"),
            opening=text("opening"),
            closing=self._optional("closing"),
            signed=self._optional("signed"),
            signature=self._signature(files),
            enclosures=self._lines("enclosures"),
            postscript=self._postscript(),
            language=self._nearest(lambda keys: keys.language),
            letterhead=self._nearest(lambda keys: keys.letterhead) is not False,
            max_pages=self._nearest(lambda keys: keys.max_pages) or 1,
            passages=passages,
            variables=self.filling.values,
            allow=tuple(word for one in self.chain for word in _keys(one).allow),
            others=others,
            written=(*self.filling.written, *self._values()),
            span=first.span,
        )
        self._unused()
        return Outcome(letter, (*self.problems, *self.filling.problems))

    def _nearest(self, pick: Callable[[LetterKeys], T | None]) -> T | None:
        found = (pick(_keys(one)) for one in self.chain)
        return next((value for value in found if value is not None), None)

    def _source(self, key: str) -> LetterFile | None:
        """Return the nearest file that has a key."""
        return next((one for one in self.chain if getattr(_keys(one), key) is not None), None)

    def _text(self, key: str) -> str:
        file = self._source(key)
        if file is None or file.document is None:
            return ""
        return self.filling.fill(getattr(_keys(file), key), file.document, (key,))

    def _optional(self, key: str) -> str | None:
        return None if self._source(key) is None else self._text(key)

    def _lines(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list, without those that are empty once they are filled in."""
        file = self._source(key)
        if file is None or file.document is None:
            return ()
        lines: tuple[str, ...] = getattr(_keys(file), key)
        document = file.document
        filled = (self.filling.fill(one, document, (key, n)) for n, one in enumerate(lines))
        return tuple(filter(None, filled))

    def _date(self) -> PartialDate | None:
        date = self._nearest(lambda keys: keys.date)
        file = self._source("date")
        if date is None or file is None:
            message = "the letter has no date"
            hint = "write the day: `date = 2024-05-01`; no letter is dated by itself"
            self.problems.append(Problem("letter-date", message, self.chain[0].span, hint))
        elif not date.day:
            message = f"the date of the letter is no day: {date.iso}"
            hint = "write the day, too: `date = 2024-05-01`"
            self.problems.append(Problem("letter-date", message, file.place("date"), hint))
        return date

    def _signature(self, files: FileTree) -> SitePath | None:
        """Return the image: beside the letter, or else in content/."""
        file = self._source("signature")
        written = self._nearest(lambda keys: keys.signature)
        if file is None or not written:
            return None
        found = (join(folder, written) for folder in ("content/letters", "content"))
        for path in filter(None, found):
            content = files.read_bytes(path)
            if content is None:
                continue
            if _is_image(path, content):
                return path
            message = f"`{path}` is no image that a letter can show"
            hint = "save it as PNG, JPEG or SVG, with the ending that belongs to it"
            self.problems.append(
                Problem("letter-signature", message, file.place("signature"), hint)
            )
            return None
        message = f"there is no image `{written}`"
        hint = "put it into content/letters/ and write its name: signature.png"
        self.problems.append(Problem("missing-file", message, file.place("signature"), hint))
        return None

    def _postscript(self) -> RichText:
        file = self._source("postscript")
        text = self._nearest(lambda keys: keys.postscript)
        if file is None or file.document is None or not text:
            return NO_TEXT
        blocks = self._markdown(text, file.document, ("postscript",))
        if not blocks:
            return NO_TEXT
        if len(blocks) > 1 or not isinstance(blocks[0], Paragraph):
            message = "the postscript is more than one paragraph"
            span = file.place("postscript")
            self.problems.append(Problem("letter-paragraph", message, span, "make it one"))
            return NO_TEXT
        return blocks[0].text

    def _passages(self) -> tuple[Passage, ...]:
        file = next((one for one in self.chain if one.body is not None), None)
        if file is None or file.body is None:
            message = "the letter has no text"
            hint = 'name the letter that it is made from: `extends = "…"`'
            self.problems.append(Problem("letter-without-text", message, self.chain[-1].span, hint))
            return ()
        stretches, _ = letter_stretches(file.body)
        given = self._given(stretches)
        shown = {one.name: not one.is_optional for one in stretches}
        for one in reversed(self.chain):
            keys = _keys(one)
            shown |= dict.fromkeys((*keys.paragraphs, *keys.add), True)
            shown |= dict.fromkeys(keys.drop, False)
        self._added(stretches, given)
        body = Written(file.body, Span(file.path, file.first_line))
        made = []
        for stretch in stretches:
            found = given.get(stretch.name)
            blocks: tuple[Block, ...] = ()
            if not shown[stretch.name]:
                self.filling.used |= _asked(stretch)
                continue
            if found and found.file.document:
                path = ("paragraphs", stretch.name)
                blocks = self._markdown(found.text, found.file.document, path)
            elif not found:
                blocks = self._stretch(stretch, body)
            if blocks:
                made.append(Passage(stretch.name, blocks, is_given=found is not None))
        return tuple(made)

    def _given(self, stretches: Iterable[Stretch]) -> dict[str, _Found]:
        """Return the texts that stand in place of those of the base; the nearest counts.

        Problems: letter-paragraph for names that no paragraph of the base has.
        """
        names = {one.name for one in stretches if one.name}
        given: dict[str, _Found] = {}
        for one in self.chain:
            keys = _keys(one)
            named = [
                *((name, one.place("paragraphs", name, what="key")) for name in keys.paragraphs),
                *((name, one.place("add", n)) for n, name in enumerate(keys.add)),
                *((name, one.place("drop", n)) for n, name in enumerate(keys.drop)),
            ]
            for name, place in named:
                if name not in names:
                    self._unknown(name, names, place)
            for name, text in keys.paragraphs.items():
                given.setdefault(name, _Found(one, text))
        return given

    def _unknown(self, name: str, names: Iterable[str], span: Span) -> None:
        listed = ", ".join(f"`{one}`" for one in sorted(names))
        hint = near_miss(name, names) or (
            f"paragraphs with a name: {listed}"
            if listed
            else f"write `::: {name}` above a paragraph of the text and `:::` below it"
        )
        message = f"the text has no paragraph `{name}`"
        self.problems.append(Problem("letter-paragraph", message, span, hint))

    def _added(self, stretches: Iterable[Stretch], given: Mapping[str, _Found]) -> None:
        """Report paragraphs that are added, but have no text."""
        empty = {one.name for one in stretches if not one.tokens} - set(given)
        for one in self.chain:
            for number, name in enumerate(_keys(one).add):
                if name in empty:
                    message = f"the paragraph `{name}` has no text"
                    hint = f'write it below `[paragraphs]`: `{name} = "…"`'
                    span = one.place("add", number)
                    self.problems.append(Problem("letter-paragraph", message, span, hint))

    def _stretch(self, stretch: Stretch, body: Written) -> tuple[Block, ...]:
        """Return a part of the text of the base."""
        start, lines = span_at(body.place), body.text.split("\n")
        self.filling.written += (
            Written(lines[row], Span(start.path, start.line + row)) for row in stretch.rows
        )
        return self._filled(stretch, body)

    def _markdown(
        self, text: str, document: Document, path: tuple[str | int, ...]
    ) -> tuple[Block, ...]:
        """Return a text of TOML in blocks."""
        written = self.filling.note(text, document, path)
        stretches, problems = letter_stretches(text)
        self.problems += (moved_problem(one, written) for one in problems)
        return tuple(block for one in stretches for block in self._filled(one, written))

    def _filled(self, stretch: Stretch, written: Written) -> tuple[Block, ...]:
        filled = fill_stretch(stretch, self.filling.values)
        for name, span in filled.asked:
            self.filling.ask(name, partial(written.moved, span))
        self.problems += (moved_problem(one, written) for one in filled.problems)
        return filled.blocks

    def _values(self) -> Iterator[Written]:
        """Return the values in use, each where it is written."""
        for name in sorted(self.filling.used):
            file = next((one for one in self.chain if name in one.variables), None)
            if file is not None and file.document is not None:
                yield Written(file.variables[name], TextPlace(file.document, ("variables", name)))

    def _unused(self) -> None:
        """Warn of values of the letter's own file that nothing asks for."""
        file = self.chain[0]
        for name in _keys(file).variables:
            if name not in self.filling.used and name not in ADDRESSEES:
                hint = (
                    near_miss(name, self.filling.used) or f"write `{{{{ {name} }}}}` or delete it"
                )
                span = file.place("variables", name, what="key")
                message = f"nothing in the letter asks for the variable `{name}`"
                self.problems.append(warning("unused-variable", message, span, hint))


def _keys(file: LetterFile) -> LetterKeys:
    if file.keys is None:
        raise ValueError(f"{file.path} could not be read")
    return file.keys


def _is_image(path: SitePath, content: bytes) -> bool:
    """Say whether a file is what its name says, in a format that letters can show."""
    ending = path.rpartition(".")[2].lower()
    if ending == "svg":
        return b"<svg" in content
    return raster_format(content) == {"jpg": "jpeg"}.get(ending, ending)


def _asked(stretch: Stretch) -> set[str]:
    """Return the variables of a part."""
    return {name for name, _ in fill_stretch(stretch, {}).asked}
