"""One task -> the bytes of its file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen.exports import bibtex_part, csl_part, join_bibtex, join_csl, join_ris, ris_part
from sitegen.images.cards import RECIPE, Card, draw_card
from sitegen.images.icons import draw_icon
from sitegen.images.metadata import without_metadata
from sitegen.plan.tasks import (
    CalendarTask,
    CardTask,
    CleanCopyTask,
    CopyTask,
    CvExportTask,
    DocumentTextTask,
    ExportTask,
    FeedTask,
    IconTask,
    ImageTask,
    PageTask,
    SearchTask,
    SitemapTask,
    TextTask,
)
from sitegen.problems import Outcome
from sitegen.render.feeds import atom_feed, calendar, search_index, sitemap

if TYPE_CHECKING:
    from sitegen.exports.cv_facts import CvFacts
    from sitegen.files import FileTree
    from sitegen.images.store import ImageStore
    from sitegen.memo import CallMemo
    from sitegen.plan.tasks import CvFormat, FileTask
    from sitegen.render.html import HtmlRenderer

_EXPORTS: Final = {
    "bib": (bibtex_part, join_bibtex),
    "json": (csl_part, join_csl),
    "ris": (ris_part, join_ris),
}


def content_of(
    task: FileTask, renderer: HtmlRenderer, files: FileTree, parts: CallMemo, images: ImageStore
) -> Outcome[bytes]:
    """Return the bytes of a file that is no PDF of ours; without a value when a template fails.

    Problems: those of `HtmlRenderer.render`.
    """
    match task:
        case PageTask():
            page = renderer.render(task)
            return Outcome(page.value.encode() if page.value is not None else None, page.problems)
        case FeedTask():
            return Outcome(atom_feed(task))
        case CalendarTask():
            return Outcome(calendar(task))
        case ExportTask(_, name, publications):
            part, join = _EXPORTS[name]
            entries = parts.each(part, ((publication,) for publication in publications))
            return Outcome(join(entries).encode())
        case CvExportTask(_, name, facts):
            return Outcome(_cv_export(name, facts).encode())
        case DocumentTextTask(_, document):
            from sitegen.render.document_text import cv_text  # noqa: PLC0415 seldom stale

            return Outcome(cv_text(document).encode())
        case SitemapTask():
            return Outcome(sitemap(task))
        case SearchTask():
            return Outcome(search_index(task))
        case TextTask(_, text):
            return Outcome(text.encode())
        case CopyTask(_, source):
            return Outcome(files.read_bytes(source))
        case CleanCopyTask(_, source):
            return Outcome(without_metadata(files.read_bytes(source) or b""))
        case ImageTask(_, source, key, number):
            return Outcome(images.copy(key, number, files.read_bytes(source) or b""))
        case IconTask(_, form, name, accent, source, key):
            content = files.read_bytes(source) if source else None
            draw = partial(draw_icon, form, name, accent, content)
            return Outcome(images.drawn(("icon", form, name, accent, key), draw))
        case CardTask(_, title, margin, label, name, address, accent, tape):
            card = Card(title, margin, label, name, address, accent, tape)
            return Outcome(
                images.drawn(("card", RECIPE, *card[:-1], *tape), partial(draw_card, card))
            )


def _cv_export(name: CvFormat, facts: CvFacts) -> str:
    match name:
        case "json":
            from sitegen.exports.json_resume import json_resume  # noqa: PLC0415 seldom stale

            return json_resume(facts)
        case "yaml":
            from sitegen.exports.rendercv import rendercv  # noqa: PLC0415 likewise

            return rendercv(facts)
