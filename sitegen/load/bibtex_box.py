"""The entry as readers may copy it: standard fields only, without marks, aligned."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.author_marks import without_marks
from sitegen.load.braces import without_empty_ends
from sitegen.load.fields import read_arxiv
from sitegen.load.kinds import meant_type
from sitegen.load.links import LINK_FIELDS
from sitegen.load.name_lists import tidy_names
from sitegen.load.vocabulary import LOCAL_FIELDS, SITE_FIELDS, is_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sitegen.model.entry import RawEntry, RawField

_NAMES: Final = frozenset({"author", "editor", "translator", "advisor", "bookauthor"})
_DATABASES: Final = frozenset(
    {"url", "ee", "adsurl", "jstor", "hdl", "handle", "mrnumber", "zbl", "zblnumber"}
)
"""Fields with a link that other programs know, too."""
_LEFT_OUT: Final = SITE_FIELDS | (LINK_FIELDS - _DATABASES) | LOCAL_FIELDS
_FIELD_NAME = late_pattern(r"[a-z_][\w:+.*/-]*", re.ASCII)
_NOT_IN_KEY = late_pattern(r"[\s,{}\"#%~\\]+")
_ODD_IN_KEY = late_pattern(r"[\s,{}\"#%~\\\x00-\x1f\x7f]")
_ON_THE_MACHINE = late_pattern(
    r"(?:^|[{\s])(?:(?:file|papers\d?|x-bdsk|zotero|mendeley):/|[a-z]:\\)", re.IGNORECASE
)
"""Addresses that lead to a file on its owner's machine."""
_BRACE = late_pattern(r"[{}]")
_CONTROL = late_pattern(r"[\x00-\x08\x0e-\x1f\x7f]")


def bibtex_box(
    entry: RawEntry,
    *,
    hidden: AbstractSet[str] = frozenset(),
    sound: AbstractSet[str] = frozenset(),
    plain: AbstractSet[str] = frozenset(),
) -> str:
    """Return an entry as BibTeX without what is private or meant for the site only.

    The entry stands alone: what a crossref or xdata gave it is in it. `hidden` are more fields to
    leave out, `sound` are lists of names that need no mending, `plain` those without marks.
    """
    fields: list[tuple[str, str]] = []
    for name, field in entry.fields.items():
        if name == "arxiv" and name not in hidden:
            fields += _eprint(entry, field)
        if name in hidden or not _is_standard(name):
            continue
        value = field.value
        if not value.isprintable() or "  " in value:
            value = _CONTROL.sub("", " ".join(value.split()))
        if "{" in value or "}" in value:
            value = balance(value)
        if name in _NAMES and name not in plain:
            value = without_empty_ends(value)
            is_sound = name in sound and without_marks(value) == value
            value = value if is_sound else balance(tidy_names(value))
        if value and not (":" in value and _ON_THE_MACHINE.search(value)):
            fields.append((name, value))
    width = max([len(name) for name, _ in fields], default=0)
    lines = [f"  {name.ljust(width)} = {{{value}}},\n" for name, value in fields]
    return f"@{meant_type(entry.entry_type)}{{{_sound_key(entry.key)},\n{''.join(lines)}}}\n"


def _eprint(entry: RawEntry, field: RawField) -> Iterator[tuple[str, str]]:
    """Yield the number of arXiv in the standard fields, where the entry has it in `arxiv` only."""
    archive = entry.get("archiveprefix", "eprinttype")
    if entry.get("eprint") or (archive and "arxiv" not in archive.value.casefold()):
        return
    primary_class = entry.get("primaryclass", "eprintclass")
    if number := read_arxiv(field.value, primary_class.value if primary_class else ""):
        yield "eprint", number
        if archive is None:
            yield "archiveprefix", "arXiv"


def _sound_key(key: str) -> str:
    """Return a key without what ends one.

    >>> _sound_key("tallis2031"), _sound_key(" {On} Tides,")
    ('tallis2031', 'On-Tides')
    """
    if not _ODD_IN_KEY.search(key):
        return key or "entry"
    return _NOT_IN_KEY.sub("-", _CONTROL.sub("", key)).strip("-") or "entry"


@lru_cache(maxsize=4096)
def _is_standard(name: str) -> bool:
    """Say whether a field is for everybody and has a name that every program can read."""
    is_kept = name not in _LEFT_OUT and not is_private(name)
    return is_kept and _FIELD_NAME.fullmatch(name) is not None


def balance(value: str) -> str:
    r"""Return a value with every brace closed; BibTeX counts a brace after a backslash, too.

    >>> balance("a {b}"), balance("{a"), balance("a}{")
    ('a {b}', '{a}', 'a{}')
    """
    depth, end = 0, 0
    kept: list[str] = []
    for brace in _BRACE.finditer(value):
        if brace[0] == "{":
            depth += 1
        elif depth:
            depth -= 1
        else:
            kept.append(value[end : brace.start()])
            end = brace.end()
    return "".join((*kept, value[end:], "}" * depth))
