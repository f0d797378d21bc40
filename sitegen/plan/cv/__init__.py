"""The CV: one content for the page, the PDFs and the plain text."""

from sitegen.plan.cv.document import CV_URL, cv_document, cv_view
from sitegen.plan.cv.files import cv_files

__all__ = ["CV_URL", "cv_document", "cv_files", "cv_view"]
