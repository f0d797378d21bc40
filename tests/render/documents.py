"""Documents of invented people, and what their PDFs say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from sitegen.files import DiskTree, MemoryTree, SiteTree, builtin_themes
from sitegen.load import load_site
from sitegen.model.blocks import Paragraph
from sitegen.model.text import OutPath, rich
from sitegen.plan.tasks import DocumentTask
from sitegen.render.documents import Typesetter, typeset
from sitegen.themes import load_theme
from sitegen.views.documents import (
    CvDocument,
    CvEntryView,
    CvSectionView,
    DesignView,
    LetterDocument,
    LetterheadView,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.files import FileTree
    from sitegen.problems import Outcome
    from sitegen.themes import Theme

URL = "https://lune.example/"
SITE: Mapping[str, str | bytes] = {
    "site.toml": f'title = "Ada Lune"\nurl = "{URL}"\n',
    "content/profile.toml": 'name = "Ada Lune"\n',
}
DESIGN = DesignView(theme="classic", paper="a4", accent="#7a1f2b", size_pt=10, margin_mm=20)
CV = CvDocument(
    title="Ada Lune – Curriculum vitae",
    author="Ada Lune",
    label="Curriculum vitae",
    language="en",
    date="2031-05",
    date_text="May 2031",
    site_url=URL,
    letterhead=LetterheadView(name="Ada Lune", given="Ada", family="Lune"),
    sections=(
        CvSectionView(
            anchor="about", kind="prose", title="About", blocks=(Paragraph(rich("I watch tides.")),)
        ),
        CvSectionView(
            anchor="education",
            kind="entries",
            title="Education",
            entries=(CvEntryView(title=rich("University of the Coast"), subtitle=rich("PhD")),),
        ),
    ),
    order="authors-first",
    design=DESIGN,
    words=(),
)
LETTER = LetterDocument(
    title="Application – Ada Lune",
    author="Ada Lune",
    subject="Application",
    language="en",
    date="2031-05-02",
    date_text="2 May 2031",
    letterhead=CV.letterhead,
    recipient="Harbour Office",
    address=("Quay 1",),
    opening="Dear all,",
    body=(Paragraph(rich("The sea is calm.")),),
    closing="Yours",
    signature=None,
    signed="Ada Lune",
    enclosures=(),
    postscript=rich(""),
    design=DESIGN,
    words=(),
)
PLAIN = """
#let data = json("/data.json")
#let cv = data.document
#set document(title: cv.title, author: cv.author)
#set text(lang: "en", font: data.fonts + ("Libertinus Serif",))
= #cv.letterhead.name
"""
"""The smallest template."""


def tree(files: Mapping[str, str | bytes]) -> FileTree:
    return SiteTree(MemoryTree({**SITE, **files}), DiskTree(builtin_themes()))


def own_theme(**templates: str) -> dict[str, str | bytes]:
    """Return a theme of the site, child of scholar, with document themes of these names."""
    files: dict[str, str | bytes] = {
        "site.toml": f'title = "Ada Lune"\nurl = "{URL}"\ntheme = "mine"\n',
        "themes/mine/theme.toml": 'name = "mine"\ncontract = 1\nparent = "scholar"\n',
    }
    for name, source in templates.items():
        files[f"themes/mine/documents/{name}/cv.typ"] = source
    return files


@lru_cache(maxsize=1)
def shared() -> Typesetter:
    return Typesetter()


def theme_of(files: FileTree) -> Theme:
    site = load_site(files, dt.date(2031, 6, 1)).value
    assert site is not None
    theme = load_theme(site.config, files)
    assert theme.value is not None, theme.problems
    return theme.value


def pdf_of(
    document: CvDocument | LetterDocument = CV,
    files: Mapping[str, str | bytes] | None = None,
    *,
    theme: str = "",
    max_pages: int | None = None,
    out: str = "cv.pdf",
    typesetter: Typesetter | None = None,
) -> Outcome[bytes]:
    """Return a document set with the theme of a site, through one typesetter for all tests."""
    there = tree(files or {})
    if theme:
        document = replace(document, design=replace(document.design, theme=theme))
    task = DocumentTask(OutPath(out), document, max_pages)
    return typeset(task, theme_of(there), there, URL, typesetter or shared())


def text_of(outcome: Outcome[bytes]) -> str:
    """Return the text of a PDF, as pdfminer reads it."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415 slow

    assert outcome.value is not None, outcome.problems
    return extract_text(BytesIO(outcome.value))
