"""Values of the model as plain lists, for the cache on disk, and back."""

from __future__ import annotations

import operator
from dataclasses import MISSING, Field, fields
from itertools import compress
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sitegen.load.memo import Made
from sitegen.model.cv import Talk, Teaching
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.entry import RawEntry, RawField, Source, Spot
from sitegen.model.markdown import Citation, Heading, Markdown, Target
from sitegen.model.pages import (
    CvSectionText,
    Fact,
    Figure,
    HomeSectionText,
    NewsItem,
    Page,
    Post,
    Project,
    PublicationText,
)
from sitegen.model.people import Author, Name
from sitegen.model.publication import (
    Contribution,
    MarkMeaning,
    Publication,
    PublicationLink,
    Relation,
)
from sitegen.model.text import (
    Cite,
    Href,
    Link,
    Math,
    RichText,
    Styled,
    Text,
    is_by_name,
    safe_href,
)
from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.toml import Document, KeyPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.problems import Place

Plain: TypeAlias = Any
"""What JSON can hold. A list begins with a number that says what it stands for."""

_CLASSES: Final[tuple[type, ...]] = (
    Text, Styled, Math, Link, Cite, RichText, Href, PartialDate, DateRange, Name, Author,
    Contribution, MarkMeaning, PublicationLink, Relation, Span, Problem, Target, Citation, Heading,
    Markdown, Fact, Project, Post, NewsItem, Page, Figure, PublicationText, HomeSectionText, Talk,
    Teaching, CvSectionText,
)  # fmt: skip
_TUPLE, _SPOT, _WORDS, _AUTHORS, _KEY = range(5)
_FIRST_CLASS: Final = 5
"""Numbers below it stand for tuples, places in an entry, rich text that is one text, authors of
the table, and places in front matter."""
_ATOMS: Final = frozenset({str, int, bool, type(None)})

_SOURCE: Final = "source"


class Unstorable(ValueError):  # noqa: N818 leaves this package as the absence of a row
    """A value that the cache does not hold."""


def _default(one: Field[Any]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


_FIELDS: Final = tuple(one for one in fields(Publication) if one.name != _SOURCE)
_PUBLICATION_FIELDS: Final = tuple(one.name for one in _FIELDS)
_PUBLICATION_DEFAULTS: Final = tuple(map(_default, _FIELDS))
_PUBLICATION_VALUES: Final = operator.attrgetter(*_PUBLICATION_FIELDS)


class Table:
    """Values that many rows share, each once: authors, and which fields a publication has."""

    def __init__(self, rows: list[Plain]) -> None:
        self.rows = rows
        self._numbers: dict[object, int] = {}
        self._made: dict[int, object] = {}

    def number(self, value: object, make: Callable[[], Plain]) -> int:
        """Return the row of a value; `make` makes it when there is none."""
        known = self._numbers.get(value)
        if known is None:
            self.rows.append(make())
            known = self._numbers[value] = len(self.rows) - 1
        return known

    def value(self, number: int, make: Callable[[Plain], object]) -> Any:
        """Return what a row stands for, the same object each time."""
        known = self._made.get(number)
        if known is None:
            known = self._made[number] = make(self.rows[number])
        return known


class Packer:
    """Makes plain lists. Places are those of entries in `source`, relative to it."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._source: object = None
        self._authors: dict[int, tuple[Author, int]] = {}
        self._packers: dict[type, Callable[[Any], Plain]] = {
            tuple: self._tuple,
            Spot: lambda spot: self._spot(spot.source, spot.offset, spot.width),
            RawField: lambda found: self._spot(found.place, found.offset, len(found.name)),
            KeyPlace: _packed_key,
            RawEntry: lambda entry: self._spot(entry.place, entry.offset, entry.width),
        }
        for number, cls in enumerate(_CLASSES, _FIRST_CLASS):
            self._packers[cls] = self._packer(number, cls)
        self._packers[RichText] = self._rich(self._packers[RichText])

    def publication(self, known: Made) -> Plain:
        """Return a publication with the problems of its entry.

        Raises:
            Unstorable: A place in it is not in the text of the entry.
        """
        self._source = known.entry.place
        found = _PUBLICATION_VALUES(known.publication)
        given = tuple(map(operator.is_not, found, _PUBLICATION_DEFAULTS))
        shape = self._table.number(given, lambda: list(compress(_PUBLICATION_FIELDS, given)))
        problems = [self.value(one) for one in known.problems]
        return [shape, list(known.lines), problems, *map(self.value, compress(found, given))]

    def value(self, value: object) -> Plain:
        """Return any value of the model."""
        cls = type(value)
        if cls is str or cls in _ATOMS:
            return value
        pack = self._packers.get(cls)
        if pack is None:
            raise Unstorable
        return pack(value)

    def _tuple(self, values: tuple[object, ...]) -> Plain:
        if values and type(values[0]) is Author:
            return [_AUTHORS, *map(self._author, values)]
        return [_TUPLE, *map(self.value, values)]

    def _packer(self, number: int, cls: type) -> Callable[[Any], Plain]:
        names = [one.name for one in fields(cls)]
        if len(names) == 1:
            (name,) = names
            return lambda made: [number, self.value(getattr(made, name))]
        values = operator.attrgetter(*names)
        return lambda made: [number, *map(self.value, values(made))]

    def _rich(self, pack: Callable[[Any], Plain]) -> Callable[[RichText], Plain]:
        def packed(made: RichText) -> Plain:
            nodes = made.nodes
            if len(nodes) == 1 and type(nodes[0]) is Text:
                return [_WORDS, nodes[0].value, self.value(made.place)]
            return pack(made)

        return packed

    def _author(self, author: object) -> int:
        known = self._authors.get(id(author))
        if known is None:
            if not isinstance(author, Author):
                raise Unstorable
            key = (author, author.href.span if author.href else None)
            number = self._table.number(key, lambda: self._packers[Author](author))
            known = self._authors[id(author)] = (author, number)
        return known[1]

    def _spot(self, source: object, offset: int, width: int) -> Plain:
        if source is not self._source:
            raise Unstorable
        return [_SPOT, offset, width]


def _packed_key(place: KeyPlace) -> Plain:
    document = place.document
    return [_KEY, document.path, document.text, document.first_line, place.what, *place.path]


class Unpacker:
    """Makes values of plain lists."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._source: Source
        self._makers: list[Callable[[Plain], Any]] = [
            lambda row: tuple([self.value(one) for one in row[1:]]),
            lambda row: Spot(self._source, row[1], row[2]),
            self._words,
            lambda row: tuple([self._table.value(number, self.value) for number in row[1:]]),
            lambda row: KeyPlace(
                Document(SitePath(row[1]), row[2], {}, row[3]), tuple(row[5:]), row[4]
            ),
            *map(self._maker, _CLASSES),
        ]

    def _words(self, row: Plain) -> RichText:
        place = row[2]
        if place is None:
            return RichText((Text(row[1]),))
        if place[0] == _SPOT:
            return RichText((Text(row[1]),), Spot(self._source, place[1], place[2]))
        return RichText((Text(row[1]),), self.value(place))

    def publication(self, row: Plain, entry: RawEntry) -> Made:
        """Return the publication of an entry, and the problems of the entry."""
        if isinstance(entry.place, Span):
            raise Unstorable
        self._source = entry.place
        shape, lines, problems, *values = row
        names: tuple[str, ...] = self._table.value(shape, tuple)
        makers = self._makers
        known = dict(
            zip(names, [makers[v[0]](v) if type(v) is list else v for v in values], strict=True)
        )
        made = Publication(**known, source=entry)
        return Made(entry, made, tuple(map(self.value, problems)), tuple(lines))

    def value(self, row: Plain) -> Any:
        """Return any value of the model."""
        return self._makers[row[0]](row) if type(row) is list else row

    def _maker(self, cls: type) -> Callable[[Plain], Any]:
        value = self.value
        if cls is Href:
            return lambda row: _href(row[1], value(row[2]))
        if cls is Text:
            return lambda row: Text(row[1])
        names = tuple(one.name for one in fields(cls))
        if any(one.kw_only for one in fields(cls)):
            return lambda row: cls(**dict(zip(names, map(value, row[1:]), strict=True)))
        return lambda row: cls(*map(value, row[1:]))


def _href(value: str, place: Place | None) -> Href:
    if not is_by_name(value) and safe_href(value) != value:
        message = "no address that a page may link to"
        raise ValueError(message)
    return Href(value, place)
