"""Who somebody is and how to reach them: the head of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.model.profile import SERVICES
from sitegen.model.text import NO_TEXT, safe_href
from sitegen.plan.contacts import contact_label
from sitegen.plan.lines import join
from sitegen.plan.linked import linked
from sitegen.plan.meta import service_address
from sitegen.views.documents import ContactView, LetterheadView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.profile import Audience, Contact, Profile
    from sitegen.model.text import RichText
    from sitegen.plan.context import Context

_TELLING: Final = frozenset(
    {"orcid", "github", "gitlab", "codeberg", "huggingface", "kaggle", "mastodon", "bluesky",
     "linkedin", "x", "youtube"}
)  # fmt: skip
"""Services whose identifiers say something to a reader; others are called by their names."""


def letterhead(context: Context, audience: Audience) -> LetterheadView:
    """Return the head of a document for this audience."""
    profile = context.site.profile
    shown = [one for one in profile.contacts if audience in one.audiences]
    name = whole_name(profile)
    parts = _name_parts(profile, name)
    return LetterheadView(
        name=name,
        given=parts.given,
        family=parts.family,
        native_name=profile.native_name if profile.native_name != name else "",
        honorifics=profile.honorifics,
        headline=linked(profile.headline, context.routes) or _position(context),
        address=tuple(
            line.strip()
            for one in shown
            if one.kind == "address"
            for line in one.value.splitlines()
            if line.strip()
        ),
        contacts=tuple(_contacts(context, shown)),
    )


def whole_name(profile: Profile) -> str:
    """Return the name as documents print it: "Ada Lune", not "Lune, Ada"."""
    return profile.full_name or _in_order(profile.name)


def _in_order(name: str) -> str:
    family, _, given = name.partition(", ")
    return f"{given} {family}" if given else family


class _Parts(NamedTuple):
    given: str = ""
    family: str = ""


def _name_parts(profile: Profile, name: str) -> _Parts:
    """Return given and family name, where the whole name is nothing but these."""
    if profile.given and profile.family:
        is_whole = f"{profile.given} {profile.family}" == name
        return _Parts(profile.given, profile.family) if is_whole else _Parts()
    family, _, given = profile.name.partition(", ")
    family = profile.family or (family if given else name.rpartition(" ")[2])
    given = name.removesuffix(family).strip()
    return _Parts(given, family) if given and name.endswith(f" {family}") else _Parts()


def _position(context: Context) -> RichText:
    position = next(iter(context.site.profile.positions), None)
    if position is None:
        return NO_TEXT
    line = join((position.title, position.department, position.institution))
    return linked(line, context.routes)


def _contacts(context: Context, shown: list[Contact]) -> Iterator[ContactView]:
    profile, words = context.site.profile, context.words
    if profile.email:
        label = words["contact_email"]
        yield ContactView(
            kind="email", label=label, text=profile.email, href=f"mailto:{profile.email}"
        )
    for one in shown:
        if one.kind != "address":
            text = " ".join(one.value.split())
            yield ContactView(
                kind=one.kind,
                label=contact_label(one, words),
                text=text,
                href=_href(one.kind, text),
            )
    home = context.site.config.url
    yield ContactView(kind="website", label=SERVICES["website"][0], text=_bare(home), href=home)
    for key, (label, form) in SERVICES.items():
        value: str = getattr(profile.links, key)
        href = service_address(key, form, value) if value else None
        if href and href.rstrip("/") != home.rstrip("/"):
            yield ContactView(kind=key, label=label, text=_text(key, label, value), href=href)


def _text(key: str, label: str, value: str) -> str:
    """Return what is printed of a profile elsewhere."""
    if key == "website":
        return _bare(value)
    if key not in _TELLING:
        return label
    name = value.rstrip("/").rpartition("/")[2] if "://" in value else value
    return name if key == "mastodon" else name.removeprefix("@")


def _bare(url: str) -> str:
    """Return an address as people say it.

    >>> _bare("https://example.org/~ada/")
    'example.org/~ada'
    """
    return url.partition("://")[2].rstrip("/") if "://" in url else url


def _href(kind: str, text: str) -> str:
    """Return where a contact leads: e-mail addresses and telephone numbers can be clicked."""
    if kind == "email":
        return safe_href(f"mailto:{text}") or ""
    if kind == "phone":
        number = "".join(one for one in text if one.isdigit())
        return f"tel:{'+' if text.lstrip('( ').startswith('+') else ''}{number}" if number else ""
    return ""
