"""Count how often the owner is found in lists with one dominating author. Prints every miss.

Usage: `owner.py FOLDER`. In each .bib file below it the author of most entries is looked for: the
family name and initial that most entries hold, in the spelling in full that most of them have. A
profile with that one spelling is made; then an entry counts as a miss where the owner is not found
but some name has the owner's family name or comes near. A second figure is for a profile that has
those spellings, too, which `check` would propose at least three times.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.load.owner import OwnerMatcher
from sitegen.load.people import NO_PEOPLE, People, read_people
from sitegen.model.profile import Profile
from sitegen.problems import SitePath
from sitegen.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model.entry import RawEntry
    from sitegen.model.people import Author, Name

FEWEST = 8
SHARE = 0.6
OFTEN = 3
NOBODY = OwnerMatcher(Profile(name=""))


def folded(name: Name) -> tuple[str, str]:
    """Return family name and first initial, without case and accents."""
    family = "".join(filter(str.isalnum, (name.particle + name.family).casefold()))
    return family, name.given[:1].casefold()


def everybody(people: People) -> tuple[Author, ...]:
    """Return authors and editors."""
    return (*people.authors, *people.editors)


def dominating(works: Sequence[tuple[RawEntry, People]]) -> Profile | None:
    """Return a profile of the author of most entries, under the most frequent full spelling."""
    counts = Counter(
        key for _, people in works for key in {folded(one.name) for one in everybody(people)}
    )
    if not counts:
        return None
    (key, count), *_ = counts.most_common(1)
    if count < max(FEWEST, SHARE * len(works)):
        return None
    spellings = Counter(
        one.name for _, people in works for one in everybody(people) if folded(one.name) == key
    )
    full = [one for one in spellings if len(one.given.split(" ")[0].strip(".-")) > 1]
    best = max(full or spellings, key=lambda one: (spellings[one], len(one.given)))
    return Profile(name=str(best), family=f"{best.particle} {best.family}".strip())


class Found(NamedTuple):
    """What was found in one list."""

    profile: Profile
    wanted: int
    missed: tuple[tuple[RawEntry, Name], ...]
    """Entries without the owner, each with the name that was likely meant."""


def look(works: Sequence[tuple[RawEntry, People]], profile: Profile) -> Found:
    """Look for the owner in every entry."""
    matcher = OwnerMatcher(profile)
    family = "".join(filter(str.isalnum, profile.family.casefold()))
    wanted, missed = 0, []
    for entry, _ in works:
        people = everybody(read_people(entry, matcher).value or NO_PEOPLE)
        likely = [one.name for one in people if folded(one.name)[0] == family]
        near = matcher.near(people) or (likely[0] if likely else None)
        is_found = any(one.is_owner for one in people)
        wanted += is_found or near is not None
        if near and not is_found:
            missed.append((entry, near))
    return Found(profile, wanted, tuple(missed))


def with_spellings(found: Found) -> Profile:
    """Return the profile with the spellings that `check` would propose again and again."""
    times = Counter(str(name) for _, name in found.missed)
    often = tuple(name for name, count in times.items() if count >= OFTEN)
    return replace(found.profile, spellings=often)


def main(folder: Path) -> int:
    """Print the misses and the share of entries in which the owner was found."""
    lists = wanted = first = then = 0
    for path in sorted(folder.rglob("*.bib")):
        entries = read_bibtex(SitePath(path.name), path.read_bytes()).value or ()
        works = [(entry, read_people(entry, NOBODY).value or NO_PEOPLE) for entry in entries]
        profile = dominating([work for work in works if everybody(work[1])])
        if profile is None:
            continue
        found = look(works, profile)
        spelt = look(works, with_spellings(found))
        lists, wanted = lists + 1, wanted + found.wanted
        first, then = first + len(found.missed), then + len(spelt.missed)
        if found.missed:
            print(f"{path.name}: {profile.name}")
        if spelt.profile.spellings:
            print("  other spellings:", "; ".join(spelt.profile.spellings))
        for entry, name in spelt.missed:
            print(f"  {entry.key}: {name}")
    for words, missed in (("with one spelling", first), ("with the frequent spellings", then)):
        share = 100 * (wanted - missed) / max(wanted, 1)
        print(f"{lists} lists, {wanted} entries, {words}: {missed} misses, found in {share:.2f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
