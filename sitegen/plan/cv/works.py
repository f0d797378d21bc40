"""The publications of a CV: which ones, in which groups, and with all of their authors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.plan.grouping import cv_groups
from sitegen.plan.publications import all_authors, legend
from sitegen.words import show_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model.config import CvSection
    from sitegen.model.dates import PartialDate
    from sitegen.model.publication import Publication
    from sitegen.plan.cv.edition import Edition
    from sitegen.views import AuthorView, LegendView, PublicationGroup, PublicationView

AUTHORS_AT_MOST: Final = 40
"""In documents longer lists of authors are cut."""


class Works(NamedTuple):
    """Publications for one section."""

    groups: tuple[PublicationGroup, ...]
    legend: tuple[LegendView, ...]
    dates: tuple[PartialDate, ...]


def find_works(section: CvSection, edition: Edition, *, only_selected: bool) -> Works | None:
    """Return the publications of a section, None without any."""
    context = edition.context
    chosen = _chosen(section, edition, only_selected=only_selected)
    if not chosen:
        return None
    views = {one.key: _view(one, edition) for one in chosen}
    groups = cv_groups(
        chosen,
        views,
        context.site.config.publications,
        context.words,
        numbering=edition.settings.numbering or ("none" if only_selected else None),
        is_divided=not only_selected,
    )
    keys = set(views)
    marked = [one for one in context.marked if one.key in keys]
    dates = tuple(one.date for one in chosen if one.date)
    return Works(groups, legend(marked, context.words), dates)


def _chosen(section: CvSection, edition: Edition, *, only_selected: bool) -> Sequence[Publication]:
    variant = edition.variant
    found = list(edition.context.publications)
    if only_selected or (variant and variant.selected):
        found = [one for one in found if one.is_selected]
    if variant and variant.keywords:
        wanted = {word.casefold() for word in variant.keywords}
        found = [
            one for one in found if not wanted.isdisjoint(word.casefold() for word in one.keywords)
        ]
    limits = (edition.limit("selected" if only_selected else "publications"), section.limit)
    return found[: min((one for one in limits if one is not None), default=None)]


def _view(one: Publication, edition: Edition) -> PublicationView:
    view = edition.context.views[one.key]
    if one.date:
        month, setting = replace(one.date, day=None), edition.setting
        view = replace(view, date_text=show_date(month, setting.words, setting.dates))
    if edition.audience != "web":
        view = _for_print(one, view, edition)
    if edition.settings.names == "initials":
        return view
    return replace(view, authors=_in_full(view.authors), more_authors=_in_full(view.more_authors))


def _in_full(authors: tuple[AuthorView, ...]) -> tuple[AuthorView, ...]:
    return tuple(replace(author, name=author.full_name) for author in authors)


def _for_print(one: Publication, view: PublicationView, edition: Edition) -> PublicationView:
    """Return a publication with all authors: on paper nothing can be unfolded."""
    people = one.authors or one.editors
    if not view.more_authors:
        return view
    if len(people) > AUTHORS_AT_MOST:
        return replace(view, more_authors=(), has_more_authors=True)
    authors = all_authors(one, edition.context.links[one.key])
    return replace(view, authors=authors, more_authors=())
