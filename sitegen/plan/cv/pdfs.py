"""The PDFs of the CV that the site publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.plan.cv.document import cv_document
from sitegen.plan.tasks import DocumentTask
from sitegen.routes import out_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.config import CvVariant
    from sitegen.plan.context import Context


def cv_pdfs(context: Context) -> Iterator[DocumentTask]:
    """Yield the CV and its public variants as PDFs."""
    settings = context.site.config.cv
    variants: dict[str, CvVariant] = {variant.name: variant for variant in settings.variants}
    for name, url in context.routes.documents.items():
        variant = variants.get(name)
        most = variant.max_pages if variant else settings.max_pages
        yield DocumentTask(out_path(url), cv_document(context, variant), most)
