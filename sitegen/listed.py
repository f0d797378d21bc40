"""What of a site the pages of lists show: people, topics, posts by page and by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.tags import fold_tag, tag_slugs
from sitegen.model.text import Url
from sitegen.problems import warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model.cv import Talk
    from sitegen.model.dates import PartialDate
    from sitegen.model.pages import Project
    from sitegen.model.site import Site
    from sitegen.problems import Problem


def has_people(site: Site) -> bool:
    """Say whether there is anybody to show on a page of people."""
    return bool(site.collections.students) or any(one.group for one in site.collections.people)


def has_day(talk: Talk) -> bool:
    """Say whether the day of a talk is known."""
    return talk.date is not None and talk.date.start is not None and bool(talk.date.start.day)


def topics(site: Site) -> Iterator[str]:
    """Yield every tag that has a page, as it is written, as often as it is."""
    for post in site.posts:
        yield from post.tags
    for project in site.projects:
        yield from project.tags
    if site.config.tags.keywords:
        for publication in site.publications:
            yield from () if publication.is_hidden else publication.keywords


def post_lists(years: Sequence[int], per_page: int) -> tuple[tuple[Url, ...], dict[int, Url]]:
    """Return the pages of the list of posts, and where there are several, those of the years."""
    if not years:
        return (), {}
    count = -(-len(years) // per_page) if per_page > 0 else 1
    pages = (Url("/posts/"), *(Url(f"/posts/page/{number}/") for number in range(2, count + 1)))
    return pages, {year: Url(f"/posts/{year}/") for year in years} if count > 1 else {}


def repeated_tags(site: Site, tags: tuple[str, ...]) -> Iterator[Problem]:
    """Name tags that differ only in signs or accents: they may be meant to be one.

    Problems: tag-slug-repeated.
    """
    slugs = tag_slugs(tags)
    if not slugs.numbered:
        return
    tagged = [(one.keywords, one.span) for one in site.publications]
    tagged += [(one.tags, one.span) for one in site.projects]
    tagged += [(one.tags, one.span) for one in site.posts]
    places = {fold_tag(tag): span for tags, span in tagged for tag in tags}
    for tag, owner in slugs.numbered:
        message = f"the tags `{tag}` and `{owner}` differ only in signs or accents"
        hint = f"write both alike; the page of `{tag}` is /tags/{slugs.slugs[tag]}/"
        yield warning("tag-slug-repeated", message, places[tag], hint)


def told_day(one: Talk | Project, today: PartialDate) -> PartialDate | None:
    """Return the day on which a feed tells of something; None for what has none or is to come."""
    start = one.date.start if one.date else None
    return start if start and start.sort_key <= today.sort_key else None


def feed_names(site: Site) -> tuple[str, ...]:
    """Return the lists that have something to tell in a feed."""
    talks, today = site.collections.talks, site.today
    has = {
        "publications": any(one.date and not one.is_hidden for one in site.publications),
        "news": bool(site.news),
        "posts": bool(site.posts),
        "talks": any(told_day(one, today) for one in talks),
        "projects": any(told_day(one, today) for one in site.projects),
    }
    return tuple(name for name, is_told in has.items() if is_told)
