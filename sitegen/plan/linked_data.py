"""What pages say of people, posts and talks to search engines (JSON-LD of schema.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import absolute_url

if TYPE_CHECKING:
    from sitegen.model.cv import Talk
    from sitegen.model.pages import Post
    from sitegen.model.text import Url
    from sitegen.plan.context import Basics
    from sitegen.plan.meta import Json


def owner_name(site: Basics) -> Json:
    """Return the owner, as far as another thing names them."""
    return {
        "@type": "Person",
        "@id": f"{absolute_url('/', site.config.url)}#owner",
        "name": site.profile.name,
    }


def post_json_ld(site: Basics, post: Post, url: Url) -> Json:
    """Return a post."""
    address = absolute_url(url, site.config.url)
    made: dict[str, Json] = {
        "@type": "BlogPosting",
        "@id": address,
        "headline": str(post.title),
        "description": str(post.summary),
        "datePublished": post.date.iso,
        "dateModified": (post.updated or post.date).iso,
        "author": owner_name(site),
        "keywords": list(post.tags),
        "inLanguage": site.config.language,
        "url": address,
    }
    return _given(made)


def talk_json_ld(site: Basics, talk: Talk, url: Url) -> Json:
    """Return a talk whose day is known, as an event."""
    start = talk.date.start if talk.date else None
    if talk.date is None or start is None:
        raise ValueError("a talk without a day is no event")
    address = absolute_url(url, site.config.url)
    place = ", ".join(part for part in (str(talk.host), talk.place) if part)
    made: dict[str, Json] = {
        "@type": "Event",
        "@id": address,
        "name": str(talk.title),
        "description": str(talk.abstract),
        "startDate": start.iso,
        "endDate": talk.date.end.iso if talk.date.end else None,
        "location": {"@type": "Place", "name": place, "address": talk.place or place}
        if place
        else None,
        "performer": owner_name(site),
        "superEvent": {"@type": "Event", "name": str(talk.event)} if talk.event else None,
        "url": address,
    }
    return _given(made)


def _given(made: dict[str, Json]) -> Json:
    return {key: value for key, value in made.items() if value}
