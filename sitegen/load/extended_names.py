"""biblatex's extended format of names (manual, 3.6): `family=Lune, given=Ada, prefix=van der`."""

from __future__ import annotations

import re

from sitegen.late_pattern import late_pattern
from sitegen.load.braces import COMMA, hide_braces, without_outer_braces

_PART = late_pattern(r"\s*\"?\s*([a-z]+(?:-i)?)\s*=(.*)", re.IGNORECASE | re.DOTALL)
"""A part of the name, its initials (`given-i`), or an option such as `useprefix`."""
_QUOTED = late_pattern(r'"[^"]*"')


def is_extended(name: str) -> bool:
    """Say whether a name is in the extended format, which BibTeX does not know."""
    return bool(extended_parts(name))


def extended_parts(name: str) -> dict[str, str]:
    r"""Return the parts in LaTeX; none for a name in another format.

    >>> extended_parts('"family={Kelp, Inc.}", useprefix=true'), extended_parts("a=b")
    ({'family': 'Kelp, Inc.', 'useprefix': 'true'}, {})
    """
    if "=" not in name:
        return {}
    found = [_PART.fullmatch(part) for part in _between_commas(without_outer_braces(name.strip()))]
    parts = {part[1].lower(): _value(part[2]) for part in found if part}
    return parts if all(found) and not parts.keys().isdisjoint(("family", "given")) else {}


def _between_commas(name: str) -> list[str]:
    """Return what stands between commas outside braces and quotes."""
    hidden = hide_braces(name)
    if '"' in hidden:
        hidden = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), hidden)
    ends = [*(comma.start() for comma in COMMA.finditer(hidden)), len(name)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [name[start:end] for start, end in zip(starts, ends, strict=True)]


def _value(value: str) -> str:
    return " ".join(without_outer_braces(value.strip(' "')).split())
