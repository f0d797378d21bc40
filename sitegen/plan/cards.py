"""The pictures that links to pages bring along, for pages that have none of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from sitegen.model.cv import Talk, Teaching
from sitegen.model.pages import NewsItem, Page, Post, Project
from sitegen.model.publication import Publication
from sitegen.model.text import Url
from sitegen.plan.context import Basics
from sitegen.plan.icons import accent_of
from sitegen.plan.images import card_url, preview_image
from sitegen.plan.items import ItemCompany
from sitegen.plan.posts import Surroundings
from sitegen.plan.projects import ProjectCompany
from sitegen.plan.publication_page import OwnText
from sitegen.plan.publications import tape
from sitegen.plan.tasks import CardTask
from sitegen.routes import out_path
from sitegen.views import PublicationView
from sitegen.words.dates import show_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model.text import RichText
    from sitegen.plan.context import Context
    from sitegen.plan.tasks import PageTask
    from sitegen.themes import Theme
    from sitegen.views import HomeView, ImageView

_YEAR: Final = len("2024")


class _Look(NamedTuple):
    """What all cards of a site share."""

    name: str
    address: str
    accent: str


def card_tasks(
    pages: Sequence[PageTask], context: Context, theme: Theme, home: HomeView
) -> Iterator[CardTask]:
    """Yield the cards of a site: its own, and one for each page with a text or work of its own."""
    config = context.site.config
    if "cards" in config.build.skip:
        return
    parts = urlsplit(config.url)
    address = f"{parts.hostname or ''}{parts.path}".removesuffix("/")
    look = _Look(context.site.profile.name, address, accent_of(theme.options))
    role = ", ".join(filter(None, (str(home.role), str(home.affiliation))))
    years = tuple([len(year.marks) for year in reversed(tape(context.view_list(), ""))])
    yield CardTask(
        out_path(card_url(Url("/"))), look.name, "", role, "", look.address, look.accent, years
    )
    for task in context.memo.each(_card_task, ((page, look) for page in pages)):
        if task is not None:
            yield task


def _card_task(page: PageTask, look: _Look) -> CardTask | None:
    """Return the card of a page, None for one that has a picture, or shares the site's card."""
    said = _said(page)
    if said is None or (said.image and preview_image(said.image)):
        return None
    title, margin, label, _ = said
    return CardTask(
        out_path(card_url(page.url)), title, margin, label, look.name, look.address, look.accent
    )


class _Said(NamedTuple):
    """What a card says of its page, and the picture that the page has instead."""

    title: str
    margin: str
    label: str
    image: ImageView | None = None


def _said(page: PageTask) -> _Said | None:
    """Return what a card says, from what the page is made from; None for the page of a list."""
    match page.inputs:
        case (Publication() as one, PublicationView() as view, _, _, own, _):
            figure = own.figure if isinstance(own, OwnText) else None
            image = figure.image if figure else view.preview
            return _Said(str(one.title), view.year, str(one.venue) or view.kind_label, image)
        case (Post() as post, _, Surroundings() as around, Basics() as basics):
            day = show_date(post.date, basics.words)
            return _Said(str(post.title), str(post.date.year), day, around.image)
        case (Project() as project, _, ProjectCompany() as company, _):
            return _Said(str(project.title), "", str(project.summary), company.image)
        case (Talk() | Teaching(), _, ItemCompany() as company, _):
            entry = company.entry
            return _Said(str(entry.title), entry.datetime[:_YEAR], _line(entry.lines))
        case (NewsItem() as item, _, _, Basics() as basics):
            day = show_date(item.date, basics.words)
            return _Said(str(item.title), str(item.date.year), day)
        case (Page() as free, _, _, _):
            return _Said(str(free.title), "", str(free.summary))
        case _:
            return None


def _line(parts: Sequence[RichText]) -> str:
    return ", ".join(filter(None, map(str, parts)))
