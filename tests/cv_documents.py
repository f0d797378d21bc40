"""The CV of a site in memory, as a document."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from conftest import tree

from sitegen.load import LoadOptions, load_site
from sitegen.memo import CallMemo
from sitegen.plan.context import make_context
from sitegen.plan.cv import cv_document
from sitegen.routes import plan_routes
from sitegen.themes import load_theme

if TYPE_CHECKING:
    from sitegen.model.profile import Audience
    from sitegen.plan.context import Context
    from sitegen.views.documents import CvDocument, CvEntryView, CvSectionView

TODAY = dt.date(2026, 3, 1)
SITE = 'title = "Ada Lune"\nurl = "https://example.org/"\n'


def context_of(files: dict[str, str], audience: Audience = "web") -> Context:
    given = tree({"site.toml": SITE, **files})
    is_private = audience in ("private", "letter")
    loaded = load_site(given, TODAY, LoadOptions(is_private=is_private))
    assert loaded.value is not None, loaded.problems
    theme = load_theme(loaded.value.config, given)
    routes = plan_routes(loaded.value)
    assert theme.value is not None, theme.problems
    assert routes.value is not None
    words, languages = theme.value.words, theme.value.languages
    return make_context(loaded.value, routes.value, words, CallMemo(), languages)


def cv_of(files: dict[str, str], *, variant: str = "", audience: Audience = "pdf") -> CvDocument:
    context = context_of(files, audience)
    variants = {one.name: one for one in context.site.config.cv.variants}
    return cv_document(context, variants[variant] if variant else None, audience)  # type: ignore[index]


def sections_of(document: CvDocument) -> dict[str, CvSectionView]:
    return {section.title or section.anchor: section for section in document.sections}


def facts(entry: CvEntryView) -> dict[str, object]:
    """Return what an entry says, without what is empty."""
    found: dict[str, object] = {
        "title": str(entry.title),
        "href": entry.href,
        "subtitle": str(entry.subtitle),
        "detail": f"{entry.separator}{entry.detail}" if entry.detail else "",
        "place": str(entry.place),
        "when": entry.when,
        "lines": [str(line) for line in entry.lines],
        "summary": str(entry.summary),
        "notes": [str(note) for note in entry.notes],
        "counts": entry.counts,
        "links": [(link.label, link.href) for link in entry.links],
    }
    return {name: value for name, value in found.items() if value}


def titles(section: CvSectionView) -> list[str]:
    return [str(entry.title) for entry in section.entries]


def keys(section: CvSectionView) -> list[list[str]]:
    return [[one.key for one in group.publications] for group in section.groups]
