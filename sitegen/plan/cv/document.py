"""The CV as a page, and as a document to be typeset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.model.text import Url, rich
from sitegen.plan.contacts import contacts
from sitegen.plan.cv.content import cv_content
from sitegen.plan.cv.edition import make_edition
from sitegen.plan.design import design
from sitegen.plan.letterhead import letterhead, whole_name
from sitegen.plan.lines import join
from sitegen.plan.meta import page_meta
from sitegen.views import AlternateView, CvView
from sitegen.views.documents import CvDocument
from sitegen.words import show_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.config import CvVariant
    from sitegen.model.dates import PartialDate
    from sitegen.model.profile import Audience
    from sitegen.plan.context import Context
    from sitegen.words import Words

CV_URL = Url("/cv/")

SAID: Final = ("acceptance", "contact", "et_al", "page_of")
"""The words that document themes say by themselves, apart from those with plural forms."""
SAID_OF_MANY: Final = ("editors",)

_FIRST_YEAR: Final = 1000
"""Files say of what day they are with four digits for the year (ISO 32000-1, 7.9.4)."""


def cv_view(context: Context) -> CvView:
    """Return the CV as a page; what is private is left out."""
    edition = make_edition(context, None, "web")
    profile, words = context.site.profile, context.words
    title = context.list_title("cv")
    name = ", ".join(part for part in (whole_name(profile), profile.honorifics) if part)
    return CvView(
        meta=page_meta(
            context.basics,
            CV_URL,
            "cv",
            title,
            description=words.fill("cv_said", name=profile.name),
            alternates=_forms(context),
        ),
        title=title,
        name=name,
        lead=join((rich(f"{name}."), rich(profile.born)), " "),
        contacts=contacts(context),
        sections=cv_content(edition).sections,
        order=context.site.config.cv.publications,
    )


def _forms(context: Context) -> tuple[AlternateView, ...]:
    """Return the other forms of the CV: PDFs, plain text, JSON Resume, RenderCV."""
    routes, words = context.routes, context.words
    titles: dict[str, str] = {
        one.name: one.title or one.name for one in context.site.config.cv.variants
    }
    pdfs = [
        (url, "application/pdf", titles.get(name) or words["cv_pdf"])
        for name, url in routes.documents.items()
    ]
    others = (
        (Url("/cv.txt"), "text/plain", words["cv_text"]),
        (Url("/cv.json"), "application/json", "JSON Resume"),
        (Url("/cv.yaml"), "application/yaml", "RenderCV"),
    )
    known = [one for one in (*pdfs, *others) if one[0] in routes.urls]
    return tuple(
        AlternateView(rel="alternate", href=url, type=kind, title=title)
        for url, kind, title in known
    )


def cv_document(
    context: Context, variant: CvVariant | None = None, audience: Audience = "pdf"
) -> CvDocument:
    """Return the CV as a document, with what this audience may see."""
    site, settings = context.site, context.site.config.cv
    edition = make_edition(context, variant, audience)
    content = cv_content(edition)
    here, form = edition.context, site.config.documents.dates
    head = letterhead(here, audience)
    label = variant.title if variant else ""
    if not label:
        label = here.words["list_cv"] if edition.is_foreign else context.list_title("cv")
    date = settings.date or _newest(content.dates, site.today)
    return CvDocument(
        title=f"{head.name} – {label}",
        author=head.name,
        label=label,
        language=here.words.language,
        date=date.iso if date and date.year >= _FIRST_YEAR else "",
        date_text=show_date(date, here.words, form) if date else "",
        site_url=site.config.url,
        letterhead=head,
        sections=content.sections,
        order=settings.publications,
        has_footer=settings.footer,
        design=design(here, variant.theme if variant else ""),
        words=document_words(here.words),
    )


def _newest(dates: Iterable[PartialDate], today: PartialDate) -> PartialDate | None:
    """Return the newest date that has come and that a file may be of."""
    known = (date for date in dates if date.year >= _FIRST_YEAR and date.sort_key <= today.sort_key)
    return max(known, key=lambda date: date.sort_key, default=None)


def document_words(words: Words) -> tuple[tuple[str, str], ...]:
    """Return what document themes say by themselves; of plural forms that for one and for many."""
    plain = ((name, words[name]) for name in SAID)
    forms = ((f"{name}_one", words.fill(name, 1)) for name in SAID_OF_MANY)
    many = ((f"{name}_many", words.fill(name, 2)) for name in SAID_OF_MANY)
    return (*plain, *forms, *many)
