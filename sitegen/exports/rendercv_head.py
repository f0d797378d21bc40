"""The head of RenderCV's file: name, contacts, profiles elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from sitegen.exports.cv_facts import one_line, web_address
from sitegen.exports.rendercv_text import plain_markdown
from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from sitegen.exports.cv_facts import CvFacts, ProfileFact

Yaml: TypeAlias = "str | int | dt.date | Sequence[Yaml] | Mapping[str, Yaml] | None"

_NETWORKS: Final = {
    "linkedin": ("LinkedIn", late_pattern(r"[^\s/?#]+")),
    "github": ("GitHub", late_pattern(r"[\w.-]+")),
    "gitlab": ("GitLab", late_pattern(r"[\w./-]+")),
    "orcid": ("ORCID", late_pattern(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")),
    "mastodon": ("Mastodon", late_pattern(r"@[\w.-]+@[\w.-]+")),
    "stackoverflow": ("StackOverflow", late_pattern(r"\d+/[\w-]+")),
    "researchgate": ("ResearchGate", late_pattern(r"[\w-]+")),
    "youtube": ("YouTube", late_pattern(r"[\w.-]+")),
    "google_scholar": ("Google Scholar", late_pattern(r"[\w-]+")),
    "x": ("X", late_pattern(r"\w+")),
    "bluesky": ("Bluesky", late_pattern(r"[\w.-]+")),
}
"""Our key of a profile -> the name that RenderCV has for the network, and its user names."""


def head(facts: CvFacts) -> dict[str, Yaml]:
    """Return name and contacts; RenderCV shows them in this order."""
    found: dict[str, list[str]] = {}
    for contact in facts.contacts:
        found.setdefault(contact.kind, []).append(contact.value)
    networks: list[Yaml] = []
    others: list[Yaml] = []
    for profile in facts.profiles:
        network = _network(profile)
        if network:
            networks.append(network)
        elif url := web_address(profile.url):
            others.append({"fontawesome_icon": "link", "placeholder": profile.network, "url": url})
    for phone in found.get("phone", ()):
        # A number that RenderCV takes for none would make it refuse the whole file.
        others.insert(0, {"fontawesome_icon": "phone", "placeholder": phone, "url": None})
    emails = found.get("email", [])
    return given(
        name=plain_markdown(facts.name),
        headline=plain_markdown(facts.headline),
        location=plain_markdown(one_line(", ".join(found.get("address", [""])[0].splitlines()))),
        email=emails[0] if len(emails) == 1 else emails,
        website=web_address(facts.home),
        social_networks=networks,
        custom_connections=others,
    )


def _network(profile: ProfileFact) -> dict[str, Yaml]:
    """Return a profile at one of the networks that RenderCV knows."""
    name, users = _NETWORKS.get(profile.key, ("", None))
    username = profile.username if profile.key == "mastodon" else profile.username.lstrip("@")
    if users is None or not users.fullmatch(username):
        return {}
    return {"network": name, "username": username}


def given(**values: Yaml) -> dict[str, Yaml]:
    """Return the keys that have a value."""
    return {name: value for name, value in values.items() if value}
