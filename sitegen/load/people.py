"""The people of an entry: authors, editors, and those who did something else for the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.load.annotations import NO_ANNOTATIONS, ROLE_FIELDS, read_annotations
from sitegen.load.names import NO_NAMES, NameList, read_names
from sitegen.model.publication import Contribution, ContributorRole, MarkMeaning
from sitegen.problems import Outcome, Problem, warning
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from sitegen.load.owner import OwnerMatcher
    from sitegen.model.entry import RawEntry
    from sitegen.model.people import Author

_FIELDS: Final[tuple[tuple[str, ContributorRole], ...]] = (
    ("bookauthor", "book author"),
    ("translator", "translator"),
    ("advisor", "advisor"),
    ("adviser", "advisor"),
    ("supervisor", "advisor"),
    ("promotor", "advisor"),
    ("annotator", "annotator"),
    ("commentator", "commentator"),
    ("introduction", "introduction"),
    ("foreword", "foreword"),
    ("afterword", "afterword"),
    ("compiler", "compiler"),
    ("organizer", "organizer"),
    ("organiser", "organizer"),
    ("collaborator", "collaborator"),
    ("holder", "holder"),
)
"""Fields of names, in the order in which pages show them (biblatex manual, 2.2.2, and others)."""

_EDITOR_TYPES: Final[dict[str, ContributorRole | None]] = {
    "editor": None,
    "compiler": "compiler",
    "founder": "founder",
    "continuator": "continuator",
    "redactor": "redactor",
    "reviser": "reviser",
    "collaborator": "collaborator",
    "organizer": "organizer",
    "organiser": "organizer",
    "translator": "translator",
    "annotator": "annotator",
    "commentator": "commentator",
}
"""What `editortype` may say (biblatex manual, 2.3.6); of other words we know no more than that
these people collaborated. None is an editor."""

_OTHERS: Final = frozenset(name for name, _ in _FIELDS)
_ROLE_NAMES: Final = frozenset(name for name, _ in ROLE_FIELDS)
_EDITORS: Final = ("editor", "editora", "editorb", "editorc")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The people of one entry, with owner and links marked."""

    author_names: NameList = NO_NAMES
    editor_names: NameList = NO_NAMES
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    legend: tuple[MarkMeaning, ...] = ()
    signs: frozenset[str] = frozenset()
    """The marks at all names, as the source writes them."""


NO_PEOPLE: Final = People()


def read_people(entry: RawEntry, matcher: OwnerMatcher) -> Outcome[People]:
    """Return the people of an entry.

    Problems: bib-author-list, bib-annotation, bib-two-owners.
    """
    reader = _PeopleReader(entry, matcher)
    authors, author_names = reader.people("author")
    if reader.is_doubtful:
        reader.report_doubt(authors)
    editors: list[Author] = []
    made: dict[ContributorRole, list[Author]] = {}
    editor_names = NO_NAMES
    for name in _EDITORS:
        if name not in entry.fields:
            continue
        found, names = reader.people(name)
        if name == "editor":
            editor_names = names
        role = _editor_role(entry, name)
        (made.setdefault(role, []) if role else editors).extend(found)
    for name, role in () if _OTHERS.isdisjoint(entry.fields) else _FIELDS:
        if name in entry.fields:
            made.setdefault(role, []).extend(reader.people(name)[0])
    contributions = tuple(
        Contribution(role=role, people=tuple(dict.fromkeys(people)))
        for role, people in sorted(made.items(), key=lambda one: _ORDER.index(one[0]))
        if people and not (role == "book author" and _names(people) == _names(authors))
    )
    return Outcome(
        People(
            author_names=author_names,
            editor_names=editor_names,
            authors=authors,
            editors=tuple(dict.fromkeys(editors)),
            contributions=contributions,
            legend=tuple(reader.legend.values()),
            signs=frozenset(reader.signs),
        ),
        tuple(reader.problems),
    )


_ORDER: Final[tuple[ContributorRole, ...]] = tuple(
    dict.fromkeys(
        (*(role for _, role in _FIELDS), *(role for role in _EDITOR_TYPES.values() if role))
    )
)


def _editor_role(entry: RawEntry, name: str) -> ContributorRole | None:
    """Return what the people in `editor`, `editora` … did, or None when they edited."""
    found = entry.get(f"{name}type")
    return (
        _EDITOR_TYPES.get(found.value.strip("{} \t\n").casefold(), "collaborator")
        if found
        else None
    )


def _names(people: tuple[Author, ...] | list[Author]) -> list[str]:
    return [str(author.name) for author in people]


class _PeopleReader:
    """Reads one field of names after another, and gathers what concerns all of them."""

    __slots__ = (
        "entry",
        "has_annotations",
        "is_doubtful",
        "legend",
        "matcher",
        "notes",
        "problems",
        "signs",
    )

    def __init__(self, entry: RawEntry, matcher: OwnerMatcher) -> None:
        self.entry = entry
        self.matcher = matcher
        self.notes = tuple(
            found.value for name in ("annotation", "note") if (found := entry.get(name))
        )
        self.legend: dict[str, MarkMeaning] = {}
        self.signs: set[str] = set()
        self.problems: list[Problem] = []
        self.is_doubtful = False
        fields = entry.fields
        self.has_annotations = "+an" in "".join(fields) or not _ROLE_NAMES.isdisjoint(fields)

    def people(self, name: str) -> tuple[tuple[Author, ...], NameList]:
        """Return the people in a field, and its names."""
        found = self.entry.get(name)
        if found is None:
            return (), NO_NAMES
        annotations = read_annotations(self.entry, name) if self.has_annotations else NO_ANNOTATIONS
        outcome = read_names(found, annotations=annotations, notes=self.notes)
        self.problems += outcome.problems
        names = outcome.value or NO_NAMES
        for one in names.legend:
            self.legend.setdefault(one.mark, one)
        self.signs |= names.signs
        authors, self.is_doubtful = self.matcher.mark(names, self.entry.key)
        return authors, names

    def report_doubt(self, authors: tuple[Author, ...]) -> None:
        """Say that two of the authors may be the owner. Problems: bib-two-owners."""
        found = self.entry.get("author")
        place = next(place for place, author in enumerate(authors, 1) if author.is_owner)
        message = f"two authors of `{self.entry.key}` may be you; number {place} is taken"
        hint = f"say which one: `author+an = {{{place}=highlight}}`"
        span = found.span if found else self.entry.span
        self.problems.append(warning("bib-two-owners", message, span, hint))
