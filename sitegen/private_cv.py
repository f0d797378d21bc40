"""The CV for the person alone: with private contacts and references, in all variants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.check import without_ignored
from sitegen.load import LoadOptions, load_site
from sitegen.load.site import CONFIG
from sitegen.memo import CallMemo
from sitegen.model.text import OutPath
from sitegen.plan.context import make_context
from sitegen.plan.cv import cv_document
from sitegen.plan.tasks import DocumentTask
from sitegen.problems import Outcome, Problem, Span, has_errors, near_miss
from sitegen.render.documents import Typesetter, typeset
from sitegen.routes import plan_routes
from sitegen.themes import load_theme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sitegen.files import FileTree
    from sitegen.model.config import CvVariant

WHOLE: Final = "cv"
"""The name of the CV that is no variant."""


def make_private_cvs(
    files: FileTree, today: dt.date, name: str = "", options: LoadOptions | None = None
) -> Outcome[dict[str, bytes]]:
    """Return PDFs by the names of their files: the CV and its variants, or the one of this name.

    Nothing of them may be published. Without a value there is an error; warnings of the content
    that have nothing to do with private documents are left to `build`.

    Problems: unknown-variant, missing-private-value, those of `typeset`, and errors of the site.
    """
    loaded = load_site(files, today, replace(options or LoadOptions(), is_private=True))
    site = loaded.value
    if site is None or has_errors(loaded.problems):
        return Outcome(None, loaded.problems)
    theme, routes = load_theme(site.config, files), plan_routes(site)
    problems = [one for one in loaded.problems if one.code == "missing-private-value"]
    problems += (*theme.problems, *routes.problems)
    if theme.value is None or routes.value is None:
        return Outcome(None, tuple(problems))
    settings = site.config.cv
    known: dict[str, CvVariant | None] = {WHOLE: None}
    known |= {variant.name: variant for variant in settings.variants}
    if name and name not in known:
        return Outcome(None, (_unknown(name, known),))
    context = make_context(site, routes.value, theme.value.words, CallMemo(), theme.value.languages)
    made: dict[str, bytes] = {}
    typesetter = Typesetter()
    for variant in known.values() if not name else (known[name],):
        out = OutPath(f"cv-{variant.name}.pdf" if variant else "cv.pdf")
        most = variant.max_pages if variant else settings.max_pages
        task = DocumentTask(out, cv_document(context, variant, "private"), most)
        pdf = typeset(task, theme.value, files, site.config.url, typesetter)
        problems += pdf.problems
        if pdf.value is not None:
            made[out] = pdf.value
    heard = tuple(without_ignored(problems, site))
    return Outcome(None if has_errors(heard) else made, heard)


def _unknown(name: str, known: Iterable[str]) -> Problem:
    hint = near_miss(name, known) or f"there are: {', '.join(known)}"
    return Problem("unknown-variant", f"there is no variant `{name}` of the CV", Span(CONFIG), hint)
