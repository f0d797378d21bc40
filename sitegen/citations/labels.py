"""What stands in a text where a work is cited: names and year, or a number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.citations.people import creators
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey

_LONGEST_TITLE: Final = 40
_ARTICLES: Final = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class WorkLabel:
    """How a work is cited by names and year. `suffix` is the letter that tells works apart.

    >>> label = WorkLabel("Tallis and Lune", "2024", "a")
    >>> str(label), label.textual
    ('Tallis and Lune, 2024a', 'Tallis and Lune (2024a)')
    """

    names: str
    year: str
    suffix: str = ""

    @property
    def date(self) -> str:
        """The year with its letter: `2024a`, `n.d.-a`."""
        if not self.suffix:
            return self.year
        return f"{self.year}{'' if self.year.isdecimal() else '-'}{self.suffix}"

    @property
    def textual(self) -> str:
        """The label as part of a sentence."""
        return f"{self.names} ({self.date})"

    def __str__(self) -> str:
        return f"{self.names}, {self.date}"


def label_works(publications: Iterable[Publication]) -> Mapping[CiteKey, WorkLabel]:
    """Return the label of each work; works that would share one get letters, in order of title."""
    plain = {work.key: (work, WorkLabel(_names(work), _year(work))) for work in publications}
    alike: dict[tuple[str, str], list[Publication]] = defaultdict(list)
    for work, label in plain.values():
        alike[label.names.casefold(), label.year].append(work)
    labels = {key: label for key, (_, label) in plain.items()}
    for works in alike.values():
        if len(works) > 1:
            for place, work in enumerate(sorted(works, key=_title_order)):
                label = labels[work.key]
                labels[work.key] = WorkLabel(label.names, label.year, letters(place))
    return labels


def letters(place: int) -> str:
    """Return the letters that tell works of one year apart, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(27)
    ('a', 'z', 'aa', 'ab')
    """
    found = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        found = chr(ord("a") + letter) + found
    return found


def _names(work: Publication) -> str:
    """Return one or two family names, else the first with "et al."; without people the title."""
    people = creators(work)
    families = [f"{name.particle} {name.family}".strip() for name in people.names]
    if not families:
        title = str(work.title)
        return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()}…"
    if people.has_more or len(families) > 2:  # noqa: PLR2004 as in APA
        return f"{families[0]} et al."
    return " and ".join(families)


def _year(work: Publication) -> str:
    if work.date:
        return str(work.date.year)
    if work.status in ("accepted", "in press", "forthcoming"):
        return "in press"
    return "n.d."


def _title_order(work: Publication) -> tuple[str, str]:
    title = str(work.title).casefold()
    for article in _ARTICLES:
        title = title.removeprefix(article)
    return title, work.key
