"""The files of the CV beside its page: PDFs, plain text, forms for other programs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.plan.cv.document import cv_document
from sitegen.plan.cv.facts import cv_facts
from sitegen.plan.letterhead import letterhead
from sitegen.plan.tasks import CvExportTask, DocumentTask, DocumentTextTask
from sitegen.routes import CV_EXPORTS, out_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.config import CvVariant
    from sitegen.plan.context import Context
    from sitegen.plan.tasks import Task
    from sitegen.views.documents import CvDocument


def cv_files(context: Context) -> Iterator[Task]:
    """Yield every file of a CV that the site has, but for its page."""
    whole = cv_document(context)
    yield from _pdfs(context, whole)
    if CV_EXPORTS[0] in context.routes.urls:
        yield from _exports(context, whole)


def _pdfs(context: Context, whole: CvDocument) -> Iterator[DocumentTask]:
    """Yield the CV and its public variants."""
    settings = context.site.config.cv
    variants: dict[str, CvVariant] = {variant.name: variant for variant in settings.variants}
    for name, url in context.routes.documents.items():
        variant = variants.get(name)
        document = cv_document(context, variant) if variant else whole
        most = variant.max_pages if variant else settings.max_pages
        yield DocumentTask(out_path(url), document, most)


def _exports(context: Context, whole: CvDocument) -> Iterator[Task]:
    """Yield the CV for forms and for other programs, with what may stand on the web."""
    facts = cv_facts(context, whole.date)
    text, json, yaml = CV_EXPORTS
    yield DocumentTextTask(out_path(text), replace(whole, letterhead=letterhead(context, "web")))
    yield CvExportTask(out_path(json), "json", facts)
    yield CvExportTask(out_path(yaml), "yaml", facts)
