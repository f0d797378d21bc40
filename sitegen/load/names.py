"""Lists of names, as a BibTeX field holds them -> authors with their roles and marks."""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.annotations import NO_ANNOTATIONS, Annotations
from sitegen.load.author_marks import Marked, take_marks, with_signs
from sitegen.load.author_notes import is_highlight, places_named, with_notes
from sitegen.load.braces import without_empty_ends
from sitegen.load.legends import explain
from sitegen.load.name_lists import Fault, et_al, is_others, read_list, split_field
from sitegen.load.name_parts import parse_easy_name, parse_name
from sitegen.load.name_styles import BOLD_END, BOLD_START, unstyle
from sitegen.model.people import Author, Name, Role
from sitegen.problems import Outcome, Problem, warning
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.model.entry import RawField
    from sitegen.model.publication import MarkMeaning

_LONGEST_CACHED: Final = 200
_BRACE = late_pattern(r"[{}]")
_SPACES = late_pattern(r"[\t\n\r\f\v]|  ")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """The names of one field. Places are places in `authors`, from 0."""

    authors: tuple[Author, ...] = ()
    has_more: bool = False
    legend: tuple[MarkMeaning, ...] = ()
    """What the custom marks of the authors mean, as far as the entry says so."""
    signs: frozenset[str] = frozenset()
    """The marks at the names, as the source writes them."""
    highlighted: frozenset[int] = frozenset()
    """Marked as the owner by `author+an`."""
    orcids: Mapping[int, str] = field(default_factory=dict)
    """ORCID iDs from `author+an:orcid`, by place."""
    set_off: frozenset[int] = frozenset()
    """Underlined, bold or in another colour."""
    is_sound: bool = True
    """Written as BibTeX wants it."""
    is_plain: bool = False
    """Sound, and nothing but names: no marks, no LaTeX, no annotations."""


NO_NAMES: Final = NameList()


def read_names(
    names: RawField, *, annotations: Annotations = NO_ANNOTATIONS, notes: Sequence[str] = ()
) -> Outcome[NameList]:
    """Return the authors of a field; `notes` may explain the marks. Owner and links come later.

    Problems: bib-author-list, bib-annotation.
    """
    if annotations is NO_ANNOTATIONS and (plain := _plain_list(names.value)):
        return Outcome(plain)
    text = without_empty_ends(" ".join(names.value.split()))
    listed = read_list(_across_names(unstyle(with_signs(text))))
    pairs = [(name, marked) for marked in listed.names if (name := parse_name(marked.name))]
    problems: list[Problem] = []
    signs = frozenset(sign for _, marked in pairs for sign in (*marked.signs, *marked.leading))
    meanings: dict[str, str] = {}
    for note in (*notes, *(marked.legend for _, marked in pairs)):
        for sign, words in explain(note, signs).meanings.items():
            meanings.setdefault(sign, words)
    roles = _roles_by_field(annotations, [name for name, _ in pairs], problems)
    _check_numbers(annotations, len(pairs), problems, has_more=listed.has_more)
    noted = with_notes(pairs, annotations.said, roles, meanings)
    found = NameList(
        authors=noted.authors,
        has_more=listed.has_more,
        legend=noted.legend,
        signs=signs,
        is_sound=not listed.faults and "=" not in names.value,
        highlighted=frozenset(
            place - 1
            for place, words in annotations.said.items()
            if place <= len(pairs) and any(map(is_highlight, words))
        ),
        orcids={place - 1: orcid for place, orcid in annotations.orcids.items()},
        set_off=frozenset(place for place, (_, marked) in enumerate(pairs) if marked.is_set_off),
    )
    once = {fault.message: fault for fault in reversed(listed.faults)}
    reported = [_problem(names, fault) for fault in reversed(once.values())]
    return Outcome(found, (*reported, *problems))


def _problem(names: RawField, fault: Fault) -> Problem:
    message = f"`{names.name}`: {fault.message}"
    return warning("bib-author-list", message, names.span, fault.hint)


# Plain lists -------------------------------------------------------------------------------------


def _plain_list(value: str) -> NameList | None:
    """Return the names of a list that is nothing but names and ` and `, as most are."""
    text = " ".join(value.split()) if _SPACES.search(value) else value.strip(" ")
    written = text.split(" and ")
    has_more = written[-1] == "others"
    if has_more:
        written.pop()
    authors = [_cached_author(name) for name in written if len(name) <= _LONGEST_CACHED]
    sound = tuple(author for author in authors if author)
    if len(sound) != len(written):
        return None
    is_plain = "\\" not in text and "$" not in text and "<" not in text
    return NameList(authors=sound, has_more=has_more, is_plain=is_plain)


@lru_cache(maxsize=100_000)
def _cached_author(written: str) -> Author | None:
    """Return a name that means the same in every list; None where marks or faults may be."""
    name = parse_easy_name(written)
    if name is None and "=" not in written and _is_balanced(written):
        split = split_field(unstyle(with_signs(written)))
        if split.faults or len(split.names) != 1:
            return None
        (single,) = split.names
        marked = take_marks(single)
        if is_others(single) or et_al(single) or marked != Marked(marked.name):
            return None
        name = parse_name(marked.name)
    return Author(name=name) if name else None


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


# What other fields say ---------------------------------------------------------------------------


def _roles_by_field(
    annotations: Annotations, names: Sequence[Name], problems: list[Problem]
) -> Mapping[int, frozenset[Role]]:
    """Return the roles from fields like `corresponding`, by the place of the name, from 1."""
    roles: dict[int, frozenset[Role]] = {}
    for role, found in annotations.role_fields:
        places = places_named(found.value, names, is_count=role == "equal")
        if not names or (places and max(places) <= len(names)):
            for place in places:
                roles[place] = roles.get(place, frozenset()) | {role}
            continue
        message = f"`{found.name}` names none of the authors: `{found.value.strip()[:40]}`"
        hint = f"write the number of an author, 1 to {len(names)}, or the name"
        problems.append(warning("bib-annotation", message, found.span, hint))
    return roles


def _check_numbers(
    annotations: Annotations, count: int, problems: list[Problem], *, has_more: bool
) -> None:
    """Report annotations of names that are not there."""
    source = annotations.source
    if source is None or has_more:
        return
    wrong = [place for place in (*annotations.said, *annotations.orcids) if not 0 < place <= count]
    if wrong:
        message = f"`{source.name}` speaks of name {min(wrong)}, but there "
        message += "is one name" if count == 1 else f"are {count or 'no'} names"
        hint = "names are counted from 1: `author+an = {1=equal}`"
        problems.append(warning("bib-annotation", message, source.span, hint))


def _across_names(names: str) -> str:
    """Return the list with the sign of a style repeated in every name that the style spans."""
    if BOLD_START not in names:
        return names
    depth = 0
    made: list[str] = []
    for name in re.split(r"(\sand\s)", names, flags=re.IGNORECASE):
        made.append(BOLD_START + name if depth and name.strip().lower() != "and" else name)
        depth = max(0, depth + name.count(BOLD_START) - name.count(BOLD_END))
    return "".join(made)
