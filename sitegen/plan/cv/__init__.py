"""The CV: one content for the page, the PDFs and the plain text."""

from sitegen.plan.cv.content import cv_content
from sitegen.plan.cv.document import CV_URL, cv_document, cv_view
from sitegen.plan.cv.edition import make_edition
from sitegen.plan.cv.facts import cv_facts
from sitegen.plan.cv.pdfs import cv_pdfs

__all__ = [
    "CV_URL", "cv_content", "cv_document", "cv_facts", "cv_pdfs", "cv_view", "make_edition",
]  # fmt: skip
