"""The page of one publication: what its entry says, and what its own text adds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.model.films import medium, player
from sitegen.model.text import NO_TEXT, Html, Url, is_external
from sitegen.plan import entries
from sitegen.plan.citing import citations
from sitegen.plan.facts import publication_facts
from sitegen.plan.meta import page_meta
from sitegen.plan.publications import exports, legend
from sitegen.plan.scholarly import citation_tags, publication_json_ld, signposts
from sitegen.plan.texts import Rendered, body_frames, body_links, is_numeric, render_body
from sitegen.views import FigureView, LinkView, PublicationPageView, VideoView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.markdown import Markdown
    from sitegen.model.pages import PublicationText
    from sitegen.model.publication import Publication
    from sitegen.model.text import Href, RichText
    from sitegen.plan.company import Company
    from sitegen.plan.context import Basics, Context
    from sitegen.plan.texts import BodyLinks
    from sitegen.routes import Links, Routes
    from sitegen.views import PublicationView
    from sitegen.words import Words

PUBLICATIONS_URL: Final = Url("/publications/")


class OwnText(NamedTuple):
    """What content/publications/<key>.md says of a publication, with its addresses."""

    summary: RichText = NO_TEXT
    figure: FigureView | None = None
    figures: tuple[FigureView, ...] = ()
    video: VideoView | None = None
    links: tuple[LinkView, ...] = ()
    """What the entry does not link to: poster, video."""
    body: Markdown | None = None
    known: BodyLinks | None = None

    def rendered(self, page: Url, basics: Basics) -> Rendered:
        """Return the body for its page."""
        if self.body is None or self.known is None:
            return Rendered(Html(""))
        return render_body(self.body, page, self.known, is_numeric=is_numeric(basics))

    @property
    def has_math(self) -> bool:
        """Whether the body has formulas."""
        return self.body is not None and self.body.has_math

    def frames(self) -> tuple[str, ...]:
        """Return the origins of all players."""
        film = player(self.video.href) if self.video else None
        origins = (*((film.origin,) if film else ()), *body_frames(self.body))
        return tuple(dict.fromkeys(origins))


NO_OWN_TEXT: Final = OwnText()


def own_text(text: PublicationText | None, context: Context) -> OwnText | None:
    """Return what a text adds to the page of its publication."""
    if text is None:
        return None
    routes = context.routes
    figures = [(one.image, one.alt, one.caption) for one in text.figures]
    shown = (_figure(*figure, routes) for figure in figures)
    return OwnText(
        summary=text.summary,
        figure=_figure(text.image, text.image_alt, text.image_caption, routes),
        figures=tuple(one for one in shown if one),
        video=_video(text, routes),
        links=tuple(_links(text, context)),
        body=text.body or None,
        known=body_links(text.body, context) if text.body else None,
    )


def _figure(href: Href | None, alt: str, caption: RichText, routes: Routes) -> FigureView | None:
    image = entries.image(href, alt, routes)
    return FigureView(image=image, caption=caption) if image else None


def _video(text: PublicationText, routes: Routes) -> VideoView | None:
    """Return the film of a text; None for an address that has no player here."""
    href = entries.resolve(text.video, routes)
    title = text.video_title
    film = player(href)
    if film:
        return VideoView(href=href, title=title, kind="frame", frame=film.frame, host=film.host)
    kind = medium(href)
    return VideoView(href=href, title=title, kind=kind) if kind and not is_external(href) else None


def _links(text: PublicationText, context: Context) -> Iterator[LinkView]:
    for kind, href in (("poster", text.poster), ("video", text.video)):
        if found := entries.resolve(href, context.routes):
            yield LinkView(label=context.words[kind], href=found, kind=kind)


def _with_links(view: PublicationView, own: OwnText, words: Words) -> PublicationView:
    """Return a publication with the links of its text that lead where none of its entry leads."""
    known = {link.href for link in view.links}
    more = [
        replace(link, title=words.fill("named", label=link.label, title=view.title))
        for link in own.links
        if link.href not in known
    ]
    return replace(view, links=(*view.links, *more)) if more else view


def publication_page(
    publication: Publication,
    view: PublicationView,
    links: Links,
    company: Company,
    own: OwnText | None,
    basics: Basics,
) -> PublicationPageView:
    """Return the page of one publication, with what its own text adds to its entry."""
    own = own or NO_OWN_TEXT
    people = ", ".join(str(one.name) for one in publication.authors or publication.editors)
    byline = str(publication.title)
    if people:
        byline = basics.words.fill("work_said", title=publication.title, names=people)
    description = str(own.summary or publication.abstract) or byline.rstrip(".") + "."
    body = own.rendered(view.href, basics)
    preview = own.figure.image if own.figure else view.preview
    has_exports = "exports" not in basics.config.build.skip
    return PublicationPageView(
        meta=page_meta(
            basics,
            view.href,
            "publications",
            f"{publication.title} ({view.year})" if view.year else str(publication.title),
            description=description,
            kind="article",
            published=publication.date.iso if publication.date else "",
            image=preview,
            has_card=True,
            tags=partial(citation_tags, basics, publication, view.href, links),
            json_ld=partial(publication_json_ld, basics, publication, view.href, links),
            alternates=signposts(publication, view.href, view.anchor, has_exports=has_exports),
            has_math=own.has_math,
            frames=own.frames(),
        ),
        publication=_with_links(view, own, basics.words),
        legend=legend([publication], basics.words),
        facts=partial(publication_facts, publication, company.versions, basics.words),
        citations=partial(citations, publication),
        exports=exports(view.href, view.anchor) if has_exports else (),
        related=company.related,
        mentions=company.mentions,
        list_href=PUBLICATIONS_URL,
        summary=own.summary,
        figure=own.figure,
        figures=own.figures,
        video=own.video,
        body=body.html,
        headings=own.body.headings if own.body else (),
        references=body.references,
    )
