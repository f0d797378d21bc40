"""The head of documents: name, position, and the contacts that the reader may see."""

from __future__ import annotations

import pytest
from cv_documents import SITE, context_of

from sitegen.plan.design import design
from sitegen.plan.letterhead import letterhead

PROFILE = """
name = "Ada Lune"
email = "ada@example.org"
honorifics = "FRS"
native_name = "아다"
[[contacts]]
kind = "phone"
value = "+1 (555) 010-0199"
[[contacts]]
kind = "address"
value = \"\"\"1 Harbour Street
Porto Novo\"\"\"
[[contacts]]
kind = "office"
value = "Room 12"
[[positions]]
title = "Reader"
institution = "University of Porto Novo"
[links]
orcid = "0000-0002-1825-0097"
google_scholar = "abc"
github = "https://github.com/adalune/"
mastodon = "@ada@example.social"
"""
PUBLIC = [
    ("email", "E-mail", "ada@example.org", "mailto:ada@example.org"),
    ("office", "Office", "Room 12", ""),
    ("website", "Website", "example.org", "https://example.org/"),
    ("orcid", "ORCID", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    (
        "google_scholar",
        "Google Scholar",
        "Google Scholar",
        "https://scholar.google.com/citations?user=abc",
    ),
    ("github", "GitHub", "adalune", "https://github.com/adalune/"),
    ("mastodon", "Mastodon", "@ada@example.social", "https://example.social/@ada"),
]
PHONE = ("phone", "Phone", "+1 (555) 010-0199", "tel:+15550100199")


def test_everybody_sees_what_is_public() -> None:
    context = context_of({"content/profile.toml": PROFILE})
    for audience in ("web", "pdf"):
        head = letterhead(context, audience)  # type: ignore[arg-type]
        assert [(one.kind, one.label, one.text, one.href) for one in head.contacts] == PUBLIC
        assert head.address == ()
    assert (head.name, head.given, head.family) == ("Ada Lune", "Ada", "Lune")
    assert (head.native_name, head.honorifics) == ("아다", "FRS")
    assert str(head.headline) == "Reader, University of Porto Novo"


@pytest.mark.parametrize("audience", ["private", "letter"])
def test_private_documents_show_telephone_and_address(audience: str) -> None:
    context = context_of({"content/profile.toml": PROFILE}, audience)  # type: ignore[arg-type]
    head = letterhead(context, audience)  # type: ignore[arg-type]
    shown = [(one.kind, one.label, one.text, one.href) for one in head.contacts]
    assert shown == [PUBLIC[0], PHONE, *PUBLIC[1:]]
    assert head.address == ("1 Harbour Street", "Porto Novo")


@pytest.mark.parametrize(
    ("profile", "parts"),
    [
        ('name = "Lune, Ada"', ("Ada Lune", "Ada", "Lune")),
        ('name = "Ada Maria Lune"', ("Ada Maria Lune", "Ada Maria", "Lune")),
        ('name = "Ada de Lune"\nfamily = "de Lune"', ("Ada de Lune", "Ada", "de Lune")),
        ('name = "Lune Ada"\ngiven = "Ada"\nfamily = "Lune"', ("Lune Ada", "", "")),
        ('name = "Plato"', ("Plato", "", "")),
        ('name = "A. Lune"\nfull_name = "Ada Lune"', ("Ada Lune", "Ada", "Lune")),
    ],
)
def test_given_and_family_name_are_told_apart(profile: str, parts: tuple[str, str, str]) -> None:
    head = letterhead(context_of({"content/profile.toml": profile + "\n"}), "pdf")
    assert (head.name, head.given, head.family) == parts


def test_a_web_site_stands_once() -> None:
    profile = 'name = "Ada Lune"\n[links]\nwebsite = "https://example.org"\n'
    head = letterhead(context_of({"content/profile.toml": profile}), "pdf")
    assert [one.href for one in head.contacts] == ["https://example.org/"]


def test_a_headline_counts_more_than_the_position() -> None:
    context = context_of({"content/profile.toml": 'headline = "Sailor"\n' + PROFILE})
    assert str(letterhead(context, "pdf").headline) == "Sailor"


def test_a_design_is_that_of_the_settings() -> None:
    settings = '[documents]\naccent = "#0395de"\npaper = "us-letter"\n'
    made = design(context_of({"site.toml": SITE + settings}))
    assert (made.theme, made.paper, made.accent) == ("awesome", "us-letter", "#0395de")
    assert (design(context_of({})).paper, design(context_of({})).accent) == ("a4", "")
    assert design(context_of({}), "classic").theme == "classic"
