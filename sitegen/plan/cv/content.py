"""The sections of a CV: what each shows, in the order of site.toml or the usual one."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sitegen.model.blocks import Paragraph
from sitegen.model.config import CvSection
from sitegen.model.text import NO_TEXT, rich, slugify
from sitegen.plan.cv.kinds import in_style
from sitegen.plan.cv.rows import STYLES, find_rows, newest
from sitegen.plan.cv.texts import text_blocks
from sitegen.plan.cv.works import find_works
from sitegen.views.documents import CvSectionView
from sitegen.words import show_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.exports.cv_facts import CvFact
    from sitegen.model.blocks import Block
    from sitegen.model.config import CvInclude, CvStyle
    from sitegen.model.cv import Reference
    from sitegen.model.dates import PartialDate
    from sitegen.model.text import RichText
    from sitegen.plan.cv.edition import Edition
    from sitegen.plan.cv.rows import Row

USUAL: Final[tuple[CvInclude, ...]] = (
    "summary", "interests", "experience", "education", "awards", "grants", "publications",
    "projects", "talks", "teaching", "service", "students", "memberships", "skills", "languages",
)  # fmt: skip
"""The sections of a CV whose site.toml names none. References follow in private ones."""


class CvContent(NamedTuple):
    """What a CV shows, and every date in it."""

    sections: tuple[CvSectionView, ...]
    dates: tuple[PartialDate, ...]
    facts: tuple[tuple[CvFact | Reference, ...], ...]
    """What the entries of each section were made from; () for sections without entries."""


class _Part(NamedTuple):
    """A piece of a section, without heading."""

    view: CvSectionView
    dates: tuple[PartialDate, ...] = ()
    facts: tuple[CvFact | Reference, ...] = ()


def cv_content(edition: Edition) -> CvContent:
    """Return the sections of a CV; those without anything to show are left out.

    A section whose collections are shown in different ways is several views, of which the first
    has the heading.
    """
    made: list[_Part] = []
    taken: set[str] = set()
    for section in edition.sections() or _usual(edition):
        parts = list(_parts(section, edition))
        if not parts:
            continue
        title = edition.title(section, section.include[0])
        anchor = _free(slugify(title or section.include[0]), taken)
        lead = edition.setting.link(section.lead)
        first = replace(parts[0].view, anchor=anchor, title=title, lead=lead)
        made.append(parts[0]._replace(view=first))
        for part in parts[1:]:
            view = replace(part.view, anchor=_free(anchor, taken))
            made.append(part._replace(view=view))
    return CvContent(
        tuple(part.view for part in made),
        tuple(date for part in made for date in part.dates),
        tuple(part.facts for part in made),
    )


def _free(anchor: str, taken: set[str]) -> str:
    """Return an anchor that no other section has, and note it."""
    found, number = anchor, 2
    while found in taken:
        found = f"{anchor}-{number}"
        number += 1
    taken.add(found)
    return found


def _usual(edition: Edition) -> tuple[CvSection, ...]:
    own = dict.fromkeys(entry.section for entry in edition.context.site.collections.entries)
    references: tuple[CvInclude, ...] = ("references",) if edition.is_private else ()
    return (
        *(CvSection(include=(name,)) for name in USUAL),
        *(CvSection(include=("entries",), section=name) for name in own),
        *(CvSection(include=(name,)) for name in references),
    )


def _parts(section: CvSection, edition: Edition) -> Iterator[_Part]:
    """Yield the pieces of a section: neighbouring collections of one style are one piece."""
    for kind, group in groupby(section.include, key=lambda name: _kind(name, section)):
        names = cast("tuple[CvInclude, ...]", tuple(group))
        match kind:
            case "prose":
                blocks = tuple(block for name in names for block in _prose(name, edition))
                if blocks:
                    yield _Part(CvSectionView(anchor="", kind="prose", blocks=blocks))
            case "list":
                items = edition.context.site.profile.interests[: _least(section, edition)]
                if items:
                    shown = tuple(map(rich, items))
                    yield _Part(CvSectionView(anchor="", kind="list", items=shown))
            case "publications":
                for name in names:
                    yield from _publications(name, section, edition)
            case "entries" | "rows" | "points":
                rows = [row for name in names for row in find_rows(name, section, edition)]
                if section.limit is not None:
                    rows = newest(rows, section.limit)
                if rows:
                    yield _entries(rows, kind, edition)


def _prose(name: str, edition: Edition) -> tuple[Block, ...]:
    """Return the summary of the profile, or a text of content/cv/."""
    if name == "summary":
        summary = edition.setting.link(edition.context.site.profile.summary)
        return (Paragraph(summary),) if summary else ()
    text = edition.text(name)
    return text_blocks(text, edition.context) if text else ()


def _kind(name: str, section: CvSection) -> str:
    if name.startswith("text:"):
        return "prose"
    match name:
        case "summary":
            return "prose"
        case "interests":
            return "list"
        case "publications" | "selected":
            return "publications"
        case _:
            return section.style or STYLES[cast("CvInclude", name)]


def _least(section: CvSection, edition: Edition) -> int | None:
    limits = (section.limit, edition.limit("interests"))
    return min((limit for limit in limits if limit is not None), default=None)


def _publications(name: CvInclude, section: CvSection, edition: Edition) -> Iterator[_Part]:
    works = find_works(section, edition, only_selected=name == "selected")
    if works:
        view = CvSectionView(
            anchor="", kind="publications", groups=works.groups, legend=works.legend
        )
        yield _Part(view, works.dates)


def _entries(rows: Sequence[Row], style: CvStyle, edition: Edition) -> _Part:
    """Return entries; the day of counting stands below them if it is the same for all."""
    days = {row.counted for row in rows if row.view.counts}
    day = next(iter(days)) if len(days) == 1 else None
    words, form = edition.setting.words, edition.setting.dates
    note: RichText = NO_TEXT
    if day:
        note = rich(words.fill("counted_on", date=show_date(day, words, form)))
    views = []
    for row in rows:
        view = in_style(row.view, style)
        if row.counted and not day:
            counts = f"{view.counts} ({show_date(row.counted, words, form)})"
            view = replace(view, counts=counts)
        views.append(view)
    section = CvSectionView(anchor="", kind=style, entries=tuple(views), note=note)
    dates = tuple(date for row in rows for date in _dates(row))
    return _Part(section, dates, tuple(row.fact for row in rows))


def _dates(row: Row) -> Iterator[PartialDate]:
    dates = (row.date.start, row.date.end, row.counted) if row.date else (row.counted,)
    yield from (date for date in dates if date)
