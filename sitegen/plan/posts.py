"""Posts: the page of each, and the pages of their list."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model.tags import fold_tag
from sitegen.model.text import Url
from sitegen.plan import entries
from sitegen.plan.linked import linked, tag_links
from sitegen.plan.linked_data import post_json_ld
from sitegen.plan.meta import in_other_languages, page_meta
from sitegen.plan.texts import body_frames, is_numeric, render_body
from sitegen.views import (
    AlternateView,
    ChoiceView,
    LinkView,
    ListView,
    PaginationView,
    PostView,
    SeriesView,
)
from sitegen.words import show_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.model.pages import Post
    from sitegen.model.text import RichText
    from sitegen.plan.context import Basics, Context
    from sitegen.plan.texts import BodyLinks
    from sitegen.plan.topics import Topics
    from sitegen.routes import Routes
    from sitegen.views import ImageView

POSTS_URL = Url("/posts/")
_AROUND = 1
"""How many pages of a list are named on either side of the current one."""


class Surroundings(NamedTuple):
    """What a post's page shows of the site."""

    url: Url
    summary: RichText
    image: ImageView | None
    tags: tuple[LinkView, ...]
    series: SeriesView | None
    newer: LinkView | None
    older: LinkView | None
    feed: tuple[AlternateView, ...]


def posts_surroundings(context: Context) -> Iterator[Surroundings]:
    """Yield what stands around each post, in their order."""
    posts, routes = context.site.posts, context.routes
    feed = context.feed_links("posts")
    links = [_link(post, routes) for post in posts]
    series = _series(posts, routes)
    for post, newer, link, older in zip(
        posts, (None, *links), links, (*links[1:], None), strict=False
    ):
        image = entries.image(post.image, post.image_alt, routes)
        tags = tag_links(post.tags, routes)
        part = series.get(link.href)
        summary = linked(post.summary, routes)
        yield Surroundings(Url(link.href), summary, image, tags, part, newer, older, feed)


def _link(post: Post, routes: Routes) -> LinkView:
    return LinkView(label=str(post.title), href=routes.pages[post.span.path])


def _series(posts: Sequence[Post], routes: Routes) -> Mapping[str, SeriesView]:
    """Return the address of each post that is part of a series, and the series.

    Spellings that are one tag are one series, called as its first part calls it. A part alone is
    none yet.
    """
    members: defaultdict[str, list[Post]] = defaultdict(list)
    for post in reversed(posts):
        if name := fold_tag(post.series):
            members[name].append(post)
    found: dict[str, SeriesView] = {}
    for parts in members.values():
        links = tuple(_link(part, routes) for part in parts)
        if len(links) == 1:
            continue
        for number, link in enumerate(links, 1):
            title = parts[0].series.strip()
            found[link.href] = SeriesView(title=title, number=number, parts=links)
    return found


def post_view(post: Post, known: BodyLinks, around: Surroundings, basics: Basics) -> PostView:
    """Return the page of one post."""
    body = render_body(post.body, around.url, known, is_numeric=is_numeric(basics))
    return PostView(
        meta=page_meta(
            basics,
            around.url,
            "posts",
            str(post.title),
            description=str(post.summary),
            kind="article",
            published=post.date.iso,
            modified=post.updated.iso if post.updated else "",
            image=around.image,
            has_card=True,
            json_ld=partial(post_json_ld, basics, post, around.url),
            alternates=(
                *around.feed,
                *in_other_languages(basics, around.url, post.translations),
            ),
            has_math=post.body.has_math,
            frames=body_frames(post.body),
        ),
        title=post.title,
        summary=around.summary,
        when=show_date(post.date, basics.words),
        datetime=post.date.iso,
        updated=show_date(post.updated, basics.words) if post.updated else "",
        tags=around.tags,
        series=around.series,
        reading_minutes=entries.reading_minutes(post.body),
        body=body.html,
        headings=post.body.headings,
        references=body.references,
        newer=around.newer,
        older=around.older,
        list_href=POSTS_URL,
    )


def post_lists(context: Context, topics: Topics) -> Iterator[tuple[Url, ListView]]:
    """Yield the pages of the list of posts, then one for each year where there are several."""
    posts, routes, words = context.site.posts, context.routes, context.words
    title = context.list_title("posts")
    size = max(context.site.config.posts.per_page, 1) if len(routes.posts) > 1 else len(posts)
    for number, url in enumerate(routes.posts, 1):
        shown = posts[(number - 1) * size : number * size]
        name = words.fill("titled_page", title=title, number=number) if number > 1 else title
        turn = _pagination(routes.posts, number) if len(routes.posts) > 1 else None
        yield url, _list(context, topics, url, name, shown, turn)
    for year, url in routes.years.items():
        shown = tuple(post for post in posts if post.date.year == year)
        name = words.fill("titled_year", title=title, year=year)
        yield url, _list(context, topics, url, name, shown, None)


def _list(
    context: Context,
    topics: Topics,
    url: Url,
    title: str,
    posts: Sequence[Post],
    turn: PaginationView | None,
) -> ListView:
    """Return one page of the list of posts."""
    site, routes = context.site, context.routes
    lead = site.config.leads.get("posts", "") if url == POSTS_URL else ""
    lines = context.entries(entries.post, posts)
    feed = context.feed_links("posts")
    near = (("prev", turn.newer), ("next", turn.older)) if turn else ()
    return ListView(
        meta=page_meta(
            context.basics,
            url,
            "posts",
            title,
            description=site.config.leads.get("posts") or context.said_of_list(title),
            alternates=(*(AlternateView(rel=rel, href=href) for rel, href in near if href), *feed),
        ),
        title=title,
        lead=lead,
        groups=entries.by_year(
            [*zip([one.date for one in posts], lines, strict=True)], context.words
        ),
        exports=tuple(
            LinkView(label=context.words["link_feed"], href=one.href, kind="feed") for one in feed
        ),
        pagination=turn,
        years=_years(context, url),
        tags=topics.of_posts,
        list_href="" if turn or not routes.years else POSTS_URL,
    )


def _years(context: Context, here: Url) -> tuple[ChoiceView, ...]:
    counts = Counter([post.date.year for post in context.site.posts])
    return tuple(
        ChoiceView(label=str(year), href=url, count=counts[year], is_current=url == here)
        for year, url in context.routes.years.items()
    )


def _pagination(pages: Sequence[Url], number: int) -> PaginationView:
    """Return the way from page `number`, 1 for the first, to the others."""
    total = len(pages)
    near = {1, total, *range(number - _AROUND, number + _AROUND + 1)}
    shown = [one for one in range(1, total + 1) if one in near]
    return PaginationView(
        number=number,
        total=total,
        newer=pages[number - 2] if number > 1 else "",
        older=pages[number] if number < total else "",
        pages=tuple(
            ChoiceView(
                label=str(one),
                href=pages[one - 1],
                is_current=one == number,
                is_after_gap=one > before + 1,
            )
            for before, one in zip((0, *shown), shown, strict=False)
        ),
    )
