"""The field of a list of names -> its single names, also where it is not written as it should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.author_marks import Marked, take_marks, with_signs
from sitegen.load.braces import COMMA, hide_braces, split_at, split_list
from sitegen.load.extended_names import is_extended
from sitegen.load.name_parts import is_suffix, parse_name, standard_name
from sitegen.load.name_styles import unstyle

if TYPE_CHECKING:
    from collections.abc import Sequence

_ET_AL = late_pattern(
    r"(?<![,\s])[,\s]*\{?\b(?:et\.?\s*al\b\.?|et\s+alii\b)\}?[.,\s]*$", re.IGNORECASE
)
_OTHERS = late_pattern(r"\{?others\}?\.?", re.IGNORECASE)
_SEPARATOR = late_pattern(
    r",?\s\\?&\s+(?!(?:Co|Cie|Company|Sons?|Söhne)\b)(?:and\s+)?|\s*[;；、]\s*(?:and\s+|\\?&\s+)?(?=\S)"
)
_ENTITY = late_pattern(r"&#?\w+;")
_MOST_ET_AL: Final = 3
_INITIALS = late_pattern(r"[^\W\d_]{1,3}(?:[\s.-]+[^\W\d_]\b)*\.?")
_INITIAL_FIRST = late_pattern(r"[^\W\d_]\.\s*(?:\S+\s)*[^\W\d_]{2}\S*")
_PUBMED = late_pattern(r"(\S.*?)\s+([A-Z]{1,3})")


class Fault(NamedTuple):
    """What is wrong with a list of names."""

    message: str
    hint: str


class Split(NamedTuple):
    """The single names of a list, as they are written."""

    names: list[str]
    faults: list[Fault]


class Listed(NamedTuple):
    """The names of a list, without `others` and `et al.`, and with their marks taken off."""

    names: list[Marked]
    faults: list[Fault]
    has_more: bool


def split_field(value: str) -> Split:
    """Return the single names of a field, also where it does not write ` and ` between them."""
    text = " ".join(value.replace("&amp;", "\\&").split())
    separated = _with_and(text)
    faults: list[Fault] = []
    names: list[str] = []
    has_commas = False
    for chunk in split_list(separated):
        if is_extended(chunk):
            names.append(chunk)
            continue
        pieces = split_at(chunk, COMMA)
        parts = [part for part in pieces if part]
        if len(parts) < len(pieces):
            hint = f"leave it out: `{', '.join(parts)}`"
            faults.append(Fault("there is a comma too many", hint))
        several = _people_between_commas(parts)
        if len(several) == 1 and _has_needless_comma(parts):
            hint = f"write `{parts[0]}, {parts[1]} {parts[2]}` with one comma"
            faults.append(Fault(f"`{chunk}` has two commas", hint))
        has_commas = has_commas or len(several) > 1
        names.extend(several)
    if separated != text:
        faults = [Fault("the names are separated by `;` or `&`", _and_hint(names))]
    elif has_commas:
        faults = [Fault("the names are separated by commas", _and_hint(names))]
    return Split(names, faults)


def _has_needless_comma(parts: Sequence[str]) -> bool:
    """Say whether there are three parts, and none is the `Jr.` that BibTeX has three for."""
    if len(parts) != 3:  # noqa: PLR2004 what the name of this function says
        return False
    return not any(map(is_suffix, parts))


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
    if len(parts) < 2:  # noqa: PLR2004
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


def is_others(name: str) -> bool:
    """Say whether a name is the `others` that ends an incomplete list."""
    return _OTHERS.fullmatch(name) is not None


def et_al(name: str) -> re.Match[str] | None:
    """Return where `et al.` begins at the end of a name."""
    is_likely = name.rstrip(" .,}").endswith(("al", "AL", "Al", "alii"))
    return _ET_AL.search(name) if is_likely else None


def read_list(text: str) -> Listed:
    """Return the names of a list in which signs are signs and styles are `BOLD_START`."""
    split = split_field(text)
    faults = list(split.faults)
    names: list[Marked] = []
    has_more = False
    for written in split.names:
        name, is_open = _without_et_al(written)
        marked = take_marks(name)
        if is_others(marked.name):
            has_more = True
            continue
        bare, has_marked_end = _without_et_al(marked.name)  # "Lune et al.*"
        if is_open or has_marked_end:
            has_more = True
            faults.append(Fault("`et al.` is no name", "end the list with `and others`"))
        names.append(marked._replace(name=take_marks(bare).name if has_marked_end else bare))
    return Listed(names, faults, has_more)


def _without_et_al(name: str) -> tuple[str, bool]:
    """Return a name without what separates it from others, and whether `et al.` stood after it."""
    found = [name]
    while len(found) <= _MOST_ET_AL and (ending := et_al(found[-1])):
        found.append(name[: ending.start()])
    bare = found[-1].strip(" ,;").removeprefix("& ").removesuffix(" &").strip(" ,;")
    return bare, len(found) > 1


def tidy_names(value: str) -> str:
    r"""Return a list of names as BibTeX wants it: without marks and styles, ` and ` in between.

    >>> tidy_names(r"\textbf{M. Tallis}*; {\O}rs{\o}e, Ada et al.")
    'M. Tallis and {\\O}rs{\\o}e, Ada and others'
    """
    listed = read_list(unstyle(with_signs(value)))
    names = [standard_name(one.name) for one in listed.names if parse_name(one.name)]
    return " and ".join((*names, *(["others"] if listed.has_more else [])))
