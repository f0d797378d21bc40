"""The head of a page: title, description, canonical address, scholarly metadata."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from sitegen.addresses import absolute_url
from sitegen.images.cards import CARD_HEIGHT, CARD_WIDTH
from sitegen.model.profile import SERVICES
from sitegen.model.text import Url, safe_href
from sitegen.plan.images import card_url, preview_image
from sitegen.plan.labels import list_titles
from sitegen.views import AlternateView, ImageView, LinkView, Meta

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.model.config import Translation
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
    image: ImageView | None = None,
    has_card: bool = False,
    tags: Callable[[], tuple[tuple[str, str], ...]] = tuple,
    json_ld: Callable[[], Json] | None = None,
    alternates: tuple[AlternateView, ...] = (),
    has_math: bool = False,
    frames: tuple[str, ...] = (),
) -> Meta:
    """Return the head of a page; `title` is "" for the home page.

    A page without an image has a card: one of its own if it `has_card`, else that of the site.
    """
    config = site.config
    shown = preview_image(image) if image else None
    card = None if shown else _card(site, url, title, has_card=has_card)
    shown = shown or card
    text = description or site_description(site)
    graph = partial(_graph, site, url, section, title, json_ld)
    return Meta(
        title=f"{title} · {config.title}" if title else config.title,
        description=shorten(text),
        url=url,
        canonical=absolute_url(url, config.url),
        section=section,
        type=kind,
        published=published,
        modified=modified,
        image=absolute_url(shown.href, config.url) if shown else "",
        image_alt=(shown.alt or title) if shown else "",
        image_width=shown.width if shown else None,
        image_height=shown.height if shown else None,
        is_card=card is not None,
        tags=tags,
        json_ld=lambda: _json_text(graph()),
        alternates=alternates,
        has_math=has_math,
        frames=frames,
    )


def _card(site: Basics, url: Url, title: str, *, has_card: bool) -> ImageView | None:
    """Return the picture that is drawn for links to a page."""
    if "cards" in site.config.build.skip:
        return None
    return ImageView(
        href=card_url(url if has_card else Url("/")),
        alt=title if has_card else site.profile.name,
        width=CARD_WIDTH,
        height=CARD_HEIGHT,
    )


def in_other_languages(
    site: Basics, url: Url, translations: tuple[Translation, ...]
) -> tuple[AlternateView, ...]:
    """Return the links between a page and its translations; the page itself is one of them.

    Source: developers.google.com/search/docs/specialty/international/localized-versions.
    """
    if not translations:
        return ()
    own = (site.config.language, absolute_url(url, site.config.url))
    named = (own, *((one.language, one.url) for one in translations))
    return tuple(AlternateView(rel="alternate", href=href, language=tag) for tag, href in named)


def _graph(
    site: Basics, url: Url, section: str, title: str, main: Callable[[], Json] | None
) -> Json:
    """Return what a page is about, and where it stands in the site (schema.org)."""
    made = main() if main else None
    about: list[Json] = made if isinstance(made, list) else [made] if made else []
    if title:
        about.append(_breadcrumbs(site, url, section, title))
    return {"@context": "https://schema.org", "@graph": about}


def _breadcrumbs(site: Basics, url: Url, section: str, title: str) -> Json:
    """Return the way to a page: home, the list that it belongs to, itself."""
    way: list[tuple[str, str]] = [(site.config.title, "/")]
    way += [
        (label, f"/{name}/")
        for name, label in list_titles(site.config, site.words)
        if name == section and url != f"/{name}/"
    ]
    way.append((title, url))
    items: list[Json] = [
        {
            "@type": "ListItem",
            "position": place,
            "name": name,
            "item": absolute_url(target, site.config.url),
        }
        for place, (name, target) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


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
        found.append(
            LinkView(
                label=site.words["contact_email"], href=f"mailto:{site.profile.email}", kind="email"
            )
        )
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
        "@id": f"{absolute_url('/', site.config.url)}#owner",
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
    home = absolute_url("/", site.config.url)
    owner: Json = {"@id": f"{home}#owner"}
    web_site: dict[str, Json] = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": site.config.title,
        "url": home,
        "inLanguage": site.config.language,
        "author": owner,
    }
    profile: dict[str, Json] = {"@type": "ProfilePage", "url": home, "mainEntity": owner}
    return [person(site), web_site, profile]
