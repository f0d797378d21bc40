"""Lists of names, as a BibTeX field holds them -> authors with their roles and marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.load.author_marks import (
    Marked,
    read_legend,
    role_in,
    role_of,
    take_marks,
    without_marks,
)
from sitegen.load.name_parts import (
    COMMA,
    hide_braces,
    is_extended,
    is_suffix,
    parse_name,
    split_at,
    split_list,
)
from sitegen.load.name_styles import BOLD_END, BOLD_START, unstyle
from sitegen.model.people import Author, Name, Role
from sitegen.problems import Outcome, Problem, warning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.model.entry import RawField

ROLES: Final[tuple[Role, ...]] = ("equal", "corresponding", "student")
"""The order in which roles stand at an author."""

_HIGHLIGHT: Final = frozenset({"highlight", "self", "me", "own", "owner", "bold"})
_ANNOTATION = re.compile(r"(?<![\w:])(\d{1,6})\s*=\s*(\"[^\"]*\"|[^;]*)")

_ET_AL = re.compile(
    r"(?<![,\s])[,\s]*\{?\b(?:et\.?\s*al\b\.?|et\s+alii\b)\}?[.,\s]*$", re.IGNORECASE
)
_OTHERS = re.compile(r"\{?others\}?\.?", re.IGNORECASE)
_SEPARATOR = re.compile(r",?\s\\?&\s+(?:and\s+)?|\s*[;；、]\s*(?:and\s+|\\?&\s+)?(?=\S)")
_ENTITY = re.compile(r"&#?\w+;")
_INITIALS = re.compile(r"[^\W\d_]{1,3}(?:[\s.-]+[^\W\d_]\b)*\.?")
_INITIAL_FIRST = re.compile(r"[^\W\d_]\.\s*(?:\S+\s)*[^\W\d_]{2}\S*")
_PUBMED = re.compile(r"(\S.*?)\s+([A-Z]{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """The names of one field. The two sets hold places in `authors`, from 0."""

    authors: tuple[Author, ...] = ()
    has_more: bool = False
    highlighted: frozenset[int] = frozenset()
    """Marked as the owner by `author+an`."""
    set_off: frozenset[int] = frozenset()
    """Underlined, bold or in another colour."""
    is_sound: bool = True
    """Written as BibTeX wants it."""


def read_names(
    names: RawField, *, annotations: RawField | None = None, notes: Sequence[str] = ()
) -> Outcome[NameList]:
    """Return the authors of a field; `notes` may explain the marks. Owner and links come later.

    Problems: bib-author-list.
    """
    split = _split_field(_across_names(unstyle(names.value)))
    faults = list(split.faults)
    has_more = False
    pairs: list[tuple[Name, Marked]] = []
    for written in split.names:
        if _OTHERS.fullmatch(written):
            has_more = True
            continue
        et_al = _et_al(written)
        if et_al:
            has_more = True
            faults.append(_Fault("`et al.` is no name", "end the list with `and others`"))
        marked = take_marks((written[: et_al.start()] if et_al else written).strip(" ,"))
        if name := parse_name(marked.name):
            pairs.append((name, marked))
    noted = _annotations(annotations.value if annotations else "")
    signs = [sign for _, marked in pairs for sign in marked.signs]
    has_signs = bool(signs) or any(marked.leading for _, marked in pairs)
    legends = [marked.legend for _, marked in pairs if marked.legend]
    legend = read_legend(*notes, *legends) if has_signs else {}
    found = NameList(
        authors=_authors(pairs, noted, legend, Counter(signs)),
        has_more=has_more,
        is_sound=not faults and "=" not in names.value,
        highlighted=frozenset(
            place for place in range(len(pairs)) if noted.get(place + 1, set()) & _HIGHLIGHT
        ),
        set_off=frozenset(place for place, (_, marked) in enumerate(pairs) if marked.is_set_off),
    )
    once = {fault.message: fault for fault in reversed(faults)}
    return Outcome(found, tuple(_problem(names, fault) for fault in reversed(once.values())))


def _et_al(name: str) -> re.Match[str] | None:
    """Return where `et al.` begins at the end of a name."""
    is_likely = name.rstrip(" .,}").endswith(("al", "AL", "Al", "alii"))
    return _ET_AL.search(name) if is_likely else None


def tidy_names(value: str) -> str:
    r"""Return a list of names as BibTeX wants it: without marks and styles, ` and ` in between.

    >>> tidy_names(r"\textbf{M. Tallis}*; {\O}rs{\o}e, Ada et al.")
    'M. Tallis and {\\O}rs{\\o}e, Ada and others'
    """
    bare = without_marks(value)
    split = _split_field(bare)
    if not split.faults and not any(map(_needs_writing_anew, split.names)):
        return bare
    names: list[str] = []
    has_more = False
    for name in split.names:
        et_al = _et_al(name)
        has_more = has_more or bool(_OTHERS.fullmatch(name) or et_al)
        if is_extended(name) and (parsed := parse_name(name)):
            names.append(parsed.sort_form)
        elif not _OTHERS.fullmatch(name):
            names.append(name[: et_al.start()] if et_al else name)
    return " and ".join((*filter(None, names), *(["others"] if has_more else [])))


def _needs_writing_anew(name: str) -> bool:
    return is_extended(name) or _et_al(name) is not None


def _problem(names: RawField, fault: _Fault) -> Problem:
    message = f"`{names.name}`: {fault.message}"
    return warning("bib-author-list", message, names.span, fault.hint)


def _authors(
    pairs: Sequence[tuple[Name, Marked]],
    noted: Mapping[int, set[str]],
    legend: Mapping[str, str],
    times: Mapping[str, int],
) -> tuple[Author, ...]:
    authors: list[Author] = []
    for place, (name, marked) in enumerate(pairs, 1):
        if place not in noted and not marked.signs and not marked.leading:
            authors.append(Author(name=name))
            continue
        notes = sorted(noted.get(place, ()))
        roles = {role_in(words) for words in notes}
        marks = [words for words in notes if len(words) == 1 and not words.isalnum()]
        # A mark before the name is the list's own (often a student): never "equal" unsaid.
        for sign, count in (
            *((sign, 0) for sign in marked.leading),
            *((sign, times[sign]) for sign in marked.signs),
        ):
            role = role_of(sign, legend, times=count)
            roles.add(role)
            if role is None:
                marks.append(sign)
        ordered = tuple(role for role in ROLES if role in roles)
        authors.append(Author(name=name, roles=ordered, marks=tuple(dict.fromkeys(marks))))
    return tuple(authors)


def _annotations(value: str) -> dict[int, set[str]]:
    """Return biblatex's data annotations by the number of the name, from 1."""
    found: dict[int, set[str]] = {}
    for number, words in _ANNOTATION.findall(value):
        notes = {word.strip(' "{}').casefold() for word in words.split(",")}
        found.setdefault(int(number), set()).update(notes - {""})
    return found


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


# Splitting ---------------------------------------------------------------------------------------


class _Fault(NamedTuple):
    message: str
    hint: str


class _Split(NamedTuple):
    names: list[str]
    faults: list[_Fault]


def _split_field(value: str) -> _Split:
    """Return the single names of a field, also where it does not write ` and ` between them."""
    text = " ".join(value.replace("&amp;", "\\&").split())
    separated = _with_and(text)
    faults: list[_Fault] = []
    names: list[str] = []
    has_commas = False
    for chunk in split_list(separated):
        pieces = split_at(chunk, COMMA)
        parts = [part for part in pieces if part]
        if len(parts) < len(pieces):
            hint = f"leave it out: `{', '.join(parts)}`"
            faults.append(_Fault("there is a comma too many", hint))
        several = _people_between_commas(parts)
        if len(several) == 1 and _has_needless_comma(parts):
            hint = f"write `{parts[0]}, {parts[1]} {parts[2]}` with one comma"
            faults.append(_Fault(f"`{chunk}` has two commas", hint))
        has_commas = has_commas or len(several) > 1
        names.extend(several)
    if separated != text:
        faults = [_Fault("the names are separated by `;` or `&`", _and_hint(names))]
    elif has_commas:
        faults = [_Fault("the names are separated by commas", _and_hint(names))]
    return _Split(names, faults)


def _has_needless_comma(parts: Sequence[str]) -> bool:
    """Say whether there are three parts, and none is the `Jr.` that BibTeX has three for."""
    if len(parts) != 3:  # noqa: PLR2004 what the name of this function says
        return False
    return not any(map(is_suffix, parts)) and not is_extended(", ".join(parts))


def _and_hint(names: Sequence[str]) -> str:
    shown = " and ".join(take_marks(name).name for name in names[:2])
    return f"write ` and ` between them: `{shown}{' and …' if len(names) > 2 else ''}`"  # noqa: PLR2004


def _with_and(text: str) -> str:
    """Return the list with ` and ` for `;` and `&` that stand outside braces."""
    if ";" not in text and "&" not in text and "；" not in text and "、" not in text:
        return text
    hidden = _ENTITY.sub(lambda entity: "x" * len(entity[0]), hide_braces(text))
    made, end = [], 0
    for separator in _SEPARATOR.finditer(hidden):
        made += [text[end : separator.start()], " and "]
        end = separator.end()
    return "".join((*made, text[end:]))


def _people_between_commas(parts: Sequence[str]) -> list[str]:
    """Return the people in a text without ` and `, given as what stands between its commas."""
    whole = [", ".join(parts)]
    if len(parts) < 2 or is_extended(whole[0]):  # noqa: PLR2004
        return whole
    if len(parts) == 2:  # noqa: PLR2004 "A. Lune, B. Corvo", but not "Lune Corvo, Ada B."
        return list(parts) if all(map(_INITIAL_FIRST.fullmatch, parts)) else whole
    several = [" " in part and not _INITIALS.fullmatch(part) for part in parts]
    if not several[0] and all(several[2:]) and not is_suffix(parts[1]):
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]  # MLA: "Lune, Ada, Rosa Corvo, and …"
    if len(parts) == 3:  # noqa: PLR2004 BibTeX's "Family, Jr., Given" has three parts, too
        return _each(parts) if all(several) else whole
    if len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return _pairs(parts)
    if sum(several) * 2 > len(parts) or len(parts) % 2:
        return _each(parts)
    return _pairs(parts)


def _pairs(parts: Sequence[str]) -> list[str]:
    return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _each(parts: Sequence[str]) -> list[str]:
    """Return each part as a name, turned round where all are written as PubMed does: `Lune AB`."""
    found = [_PUBMED.fullmatch(part) for part in parts]
    if all(found):
        return [f"{one[1]}, {one[2]}" for one in found if one]
    return list(parts)
