"""The head of a page: title, description, canonical address, scholarly metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, TypeAlias

from sitegen.model.profile import SERVICES
from sitegen.model.text import safe_href
from sitegen.routes import absolute_url
from sitegen.views import AlternateView, LinkView, Meta

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.model.text import Url
    from sitegen.plan.context import Basics

DESCRIPTION_LIMIT = 200

Json: TypeAlias = "str | int | bool | list[Json] | Mapping[str, Json] | None"


def page_meta(
    site: Basics,
    url: Url,
    section: str,
    title: str,
    *,
    description: str = "",
    kind: Literal["website", "profile", "article"] = "website",
    published: str = "",
    modified: str = "",
    image: str = "",
    tags: Callable[[], tuple[tuple[str, str], ...]] = tuple,
    json_ld: Callable[[], Json] | None = None,
    alternates: tuple[AlternateView, ...] = (),
    has_math: bool = False,
    frames: tuple[str, ...] = (),
) -> Meta:
    """Return the head of a page; `title` is "" for the home page."""
    config = site.config
    text = description or site_description(site)
    return Meta(
        title=f"{title} · {config.title}" if title else config.title,
        description=shorten(text),
        url=url,
        canonical=absolute_url(url, config.url),
        section=section,
        type=kind,
        published=published,
        modified=modified,
        image=absolute_url(image, config.url) if image else "",
        tags=tags,
        json_ld=(lambda: _json_text(json_ld())) if json_ld else "",
        alternates=alternates,
        has_math=has_math,
        frames=frames,
    )


def _json_text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def site_description(site: Basics) -> str:
    """Return what the site says of itself to search engines."""
    return site.config.description or str(site.profile.summary) or site.config.title


def shorten(text: str) -> str:
    """Return a text of at most 200 characters, cut after a word.

    >>> shorten("word " * 50)[-10:]
    'word word…'
    """
    text = " ".join(text.split())
    if len(text) <= DESCRIPTION_LIMIT:
        return text
    return text[:DESCRIPTION_LIMIT].rpartition(" ")[0].rstrip(",;: ") + "…"


def profile_links(site: Basics) -> tuple[LinkView, ...]:
    """Return the profiles elsewhere and the public e-mail address, checked."""
    found: list[LinkView] = []
    if site.profile.email:
        found.append(LinkView(label="E-mail", href=f"mailto:{site.profile.email}", kind="email"))
    for key, (label, form) in SERVICES.items():
        value: str = getattr(site.profile.links, key)
        href = service_address(key, form, value) if value else None
        if href:
            found.append(LinkView(label=label, href=href, kind=key))
    for link in site.profile.extra_links:
        found.append(LinkView(label=link.label, href=link.url.value, kind="other"))
    return tuple(found)


def service_address(key: str, form: str, value: str) -> str | None:
    """Return the address of a profile from an identifier or a whole address.

    >>> service_address("github", "https://github.com/{}", "octocat")
    'https://github.com/octocat'
    >>> service_address("mastodon", "https://{1}/@{0}", "@ada@example.social")
    'https://example.social/@ada'
    """
    if value.startswith(("https://", "http://")):
        return safe_href(value)
    if key == "mastodon":
        name, _, host = value.lstrip("@").partition("@")
        return safe_href(form.format(name, host)) if host else None
    if key == "wikipedia":
        language, _, article = value.partition(":")
        pair = (language, article) if article else ("en", value)
        return safe_href(form.format(pair[0], pair[1].replace(" ", "_")))
    return safe_href(form.format(value.removeprefix("@")))


def person(site: Basics) -> dict[str, Json]:
    """Return the owner as JSON-LD (schema.org/Person)."""
    profile = site.profile
    same_as: list[Json] = [
        link.href for link in profile_links(site) if link.href.startswith("http")
    ]
    position = profile.positions[0] if profile.positions else None
    made: dict[str, Json] = {
        "@type": "Person",
        "name": profile.name,
        "alternateName": profile.full_name or profile.native_name,
        "url": absolute_url("/", site.config.url),
        "jobTitle": str(position.title) if position else str(profile.headline),
        "affiliation": {"@type": "Organization", "name": str(position.institution)}
        if position and position.institution
        else None,
        "description": str(profile.summary),
        "knowsAbout": list(profile.interests),
        "sameAs": same_as,
    }
    return {key: value for key, value in made.items() if value}


def home_json_ld(site: Basics) -> Json:
    """Return the owner and the web site."""
    web_site: dict[str, Json] = {
        "@type": "WebSite",
        "name": site.config.title,
        "url": absolute_url("/", site.config.url),
        "inLanguage": site.config.language,
    }
    return {"@context": "https://schema.org", "@graph": [person(site), web_site]}
