"""The contacts of the owner on pages, and what contacts are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.text import rich
from sitegen.views import FactView, LinkView

if TYPE_CHECKING:
    from sitegen.model.profile import Contact
    from sitegen.plan.context import Context
    from sitegen.words import Words


def contacts(context: Context) -> tuple[FactView, ...]:
    """Return the ways to reach the owner that may stand on pages."""
    profile, words = context.site.profile, context.words
    found = []
    if profile.email:
        link = LinkView(label=profile.email, href=f"mailto:{profile.email}", kind="email")
        found.append(FactView(label=words["contact_email"], links=(link,)))
    for contact in profile.contacts:
        if "web" in contact.audiences:
            found.append(FactView(label=contact_label(contact, words), value=rich(contact.value)))
    return tuple(found)


def contact_label(contact: Contact, words: Words) -> str:
    """Return what a contact is called: by its own label, or by its kind."""
    return contact.label or words.get(f"contact_{contact.kind}") or contact.kind.capitalize()
