"""The order of publications in a list, the groups they are divided into, their numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.model.text import slugify
from sitegen.plan.labels import KINDS
from sitegen.views import KindCount, PublicationGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.memo import CallMemo
    from sitegen.model.config import GroupRule, Numbering, PublicationSettings
    from sitegen.model.publication import Kind, Publication
    from sitegen.model.text import CiteKey
    from sitegen.views import PublicationView
    from sitegen.words import Words

_FUTURE: Final = 9999
_PAST: Final = 0


class _Group(NamedTuple):
    label: str
    anchor: str
    members: Sequence[Publication]


def newest_first(publications: Iterable[Publication], memo: CallMemo) -> tuple[Publication, ...]:
    """Sort by date; what is not yet out comes first in its year; equals stay in file order.

    Without a year, what is not yet out stands before all others, and the rest after them.

    An entry may say otherwise: `presort` comes before everything, `sortyear` takes the place of
    the year, `sortkey` orders works of one date (biblatex manual, 3.5).
    """
    found = list(publications)
    keys = memo.each(_sort_key, ((one,) for one in found))
    ordered = sorted(zip(keys, count(), found, strict=False))
    return tuple([one for _, _, one in ordered])


def _sort_key(publication: Publication) -> tuple[str, int, int, int, int, str]:
    date = publication.date
    no_year = _FUTURE if _is_forthcoming(publication) else _PAST
    year, month, day = date.sort_key if date else (no_year, 0, 0)
    if publication.sort_year is not None:
        year = publication.sort_year
    is_out = 0 if publication.status else 1
    return (publication.presort, -year, is_out, -month, -day, publication.sort_key)


def group_publications(
    publications: Sequence[Publication],
    views: Mapping[CiteKey, PublicationView],
    settings: PublicationSettings,
    words: Words,
) -> tuple[PublicationGroup, ...]:
    """Divide a sorted list as the settings want it.

    Groups are numbered each by itself; only years are numbered through.
    """
    if settings.groups:
        divided = _by_rules(publications, settings.groups, words)
    elif settings.group_by == "kind":
        divided = _by_kind(publications, words)
    elif settings.group_by == "year":
        divided = _by_year(publications, words)
    else:
        divided = [_Group("", "all", publications)] if publications else []
    is_through = settings.group_by == "year" and not settings.groups
    return _viewed(divided, views, settings.numbering, is_through=is_through)


def cv_groups(
    publications: Sequence[Publication],
    views: Mapping[CiteKey, PublicationView],
    settings: PublicationSettings,
    words: Words,
    *,
    numbering: Numbering | None = None,
    is_divided: bool = True,
) -> tuple[PublicationGroup, ...]:
    """Divide a sorted list for a CV: by the site's own groups, else by kind, or not at all.

    It is numbered as the list of publications is, and where that has no numbers, up; unless
    `numbering` says otherwise.
    """
    rules = settings.groups
    if not is_divided or (settings.group_by == "none" and not rules):
        divided = [_Group("", "all", publications)] if publications else []
    else:
        divided = _by_rules(publications, rules, words) if rules else _by_kind(publications, words)
    usual = "up" if settings.numbering == "none" else settings.numbering
    return _viewed(divided, views, numbering or usual, is_through=False)


def kind_counts(views: Sequence[PublicationView], words: Words) -> tuple[KindCount, ...]:
    """Count the kinds, in the order of their labels."""
    counts = Counter([view.kind for view in views])
    return tuple(
        KindCount(kind=kind, label=words[f"kinds_{kind}"], count=counts[kind])
        for kind in KINDS
        if counts[kind]
    )


def _by_kind(publications: Sequence[Publication], words: Words) -> list[_Group]:
    members: defaultdict[Kind, list[Publication]] = defaultdict(list)
    for one in publications:
        members[one.kind].append(one)
    return [
        _Group(words[f"kinds_{kind}"], kind, members[kind]) for kind in KINDS if kind in members
    ]


def _by_year(publications: Sequence[Publication], words: Words) -> list[_Group]:
    groups: dict[tuple[str, str], list[Publication]] = {}
    for one in publications:
        if one.date:
            heading = (str(one.date.year), f"y{one.date.year}")
        elif _is_forthcoming(one):
            heading = (words["group_forthcoming"], "forthcoming")
        else:
            heading = (words["group_undated"], "undated")
        groups.setdefault(heading, []).append(one)
    return [_Group(*heading, members) for heading, members in groups.items()]


def _is_forthcoming(publication: Publication) -> bool:
    """Say whether a work is not yet out; a manuscript without a year is taken for one."""
    return publication.status is not None or publication.kind == "preprint"


def _by_rules(
    publications: Sequence[Publication], rules: Sequence[GroupRule], words: Words
) -> list[_Group]:
    """Put each work into the first group that fits; the others stand last."""
    left = list(publications)
    groups: list[_Group] = []
    for rule in rules:
        taken = [one for one in left if _fits(one, rule)]
        left = [one for one in left if not _fits(one, rule)]
        groups.append(_Group(rule.title, slugify(rule.title), taken))
    groups.append(_Group(words["group_other"], "other", left))
    return [group for group in groups if group.members]


def _fits(publication: Publication, rule: GroupRule) -> bool:
    """Say whether a work has one of each kind of thing that the rule names, whatever the case."""
    venue = (str(publication.venue), publication.abbr)
    facts = (
        (rule.types, (publication.kind, publication.entry_type)),
        (rule.keywords + rule.tags, publication.keywords),
        (rule.venues, venue),
    )
    return all(
        not wanted or not _folded(wanted).isdisjoint(_folded(found)) for wanted, found in facts
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words if word)


def _viewed(
    groups: Sequence[_Group],
    views: Mapping[CiteKey, PublicationView],
    numbering: Numbering,
    *,
    is_through: bool,
) -> tuple[PublicationGroup, ...]:
    """Return the groups as a page shows them; every anchor is the only one of its name."""
    taken = {view.anchor for view in views.values()}
    done, total = 0, sum(len(group.members) for group in groups)
    made: list[PublicationGroup] = []
    for group in groups:
        anchor = next(name for name in _candidates(group.anchor) if name not in taken)
        taken.add(anchor)
        size = len(group.members)
        first, whole = (done, total) if is_through else (0, size)
        up = range(first + 1, first + size + 1)
        down = range(whole - first, whole - first - size, -1)
        numbers = {"none": (), "up": tuple(up), "down": tuple(down)}[numbering]
        publications = tuple(views[one.key] for one in group.members)
        made.append(
            PublicationGroup(
                label=group.label, anchor=anchor, publications=publications, numbers=numbers
            )
        )
        done += size
    return tuple(made)


def _candidates(anchor: str) -> Iterable[str]:
    yield anchor
    yield from (f"{anchor}-{number}" for number in count(2))
