"""What Google Scholar would miss on the pages of the papers.

Source: Google Scholar's Inclusion Guidelines for Webmasters, "Indexing" and "Content".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.check.entries import listed_works
from sitegen.model.text import Url, is_external
from sitegen.problems import Outcome, warning
from sitegen.routes import FROM_CONTENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.check.entries import Work
    from sitegen.files import FileTree
    from sitegen.model.publication import Kind
    from sitegen.model.site import Site
    from sitegen.model.text import Href
    from sitegen.problems import Problem
    from sitegen.routes import Routes

_INDEXED: Final[frozenset[Kind]] = frozenset(
    {"article", "conference", "chapter", "thesis", "report", "preprint"}
)
"""What Google Scholar takes in: papers, theses, reports and drafts."""

_VENUES: Final[Mapping[Kind, tuple[str, str]]] = {
    "article": ("citation_journal_title", "journal"),
    "conference": ("citation_conference_title", "booktitle"),
    "thesis": ("citation_dissertation_institution", "school"),
    "report": ("citation_technical_report_institution", "institution"),
}
_PAGED: Final[frozenset[Kind]] = frozenset({"article", "conference", "chapter"})
_LARGEST_PDF_BYTES: Final = 5_000_000
_TEXT_IN_PDF: Final = (b"/Font", b"/ObjStm")
"""A PDF with neither of these holds pictures of pages, and no words."""


class ScholarCount(NamedTuple):
    """Of how many papers Google Scholar finds all that it reads."""

    complete: int
    papers: int


def check_scholar(site: Site, routes: Routes, files: FileTree) -> Outcome[ScholarCount]:
    """Return what Google Scholar would miss, paper by paper, and how many lack nothing.

    Reads the PDFs in content/. Problems, all of them warnings: scholar-no-title,
    scholar-no-author, scholar-no-date, scholar-no-venue, scholar-no-pages, scholar-no-abstract,
    scholar-no-pdf, scholar-pdf-elsewhere, scholar-pdf-large, scholar-pdf-scanned.
    """
    works = [work for work in listed_works(site) if work.publication.kind in _INDEXED]
    paths = {url: path for path, url in routes.files.items()}

    def content(href: Href) -> bytes | None:
        path = paths.get(Url(routes.find(href.value, FROM_CONTENT) or ""))
        return files.read_bytes(path) if path else None

    found = [(*_text_gaps(work), *_pdf_gaps(work, content)) for work in works]
    count = ScholarCount(sum(not gaps for gaps in found), len(works))
    return Outcome(count, tuple(gap for gaps in found for gap in gaps))


def _text_gaps(work: Work) -> Iterator[Problem]:
    """Yield what is missing from the tags of a page, and from its text."""
    one, entry = work
    key, span = one.key, one.span
    if not entry.get("title"):
        message = f"`{key}` has no title: Google Scholar leaves it out"
        yield warning("scholar-no-title", message, span, "add `title = {…}`")
    if not one.authors:
        message = f"`{key}` has no author: Google Scholar leaves it out"
        yield warning("scholar-no-author", message, span, "add `author = {…}`")
    if one.date is None:
        message = f"`{key}` has no date: Google Scholar leaves it out"
        yield warning("scholar-no-date", message, span, "add `year = {…}`")
    if one.kind in _VENUES and not one.venue:
        tag, field = _VENUES[one.kind]
        message = f"the page of `{key}` has no `{tag}`"
        yield warning("scholar-no-venue", message, span, f"add `{field} = {{…}}`")
    if one.kind in _PAGED and not (one.pages or one.article_number or one.status):
        message = f"the page of `{key}` has no `citation_firstpage`"
        hint = "add `pages = {12--34}`, or `eid = {…}` for an article number"
        yield warning("scholar-no-pages", message, span, hint)
    if not one.abstract:
        message = f"the page of `{key}` has no abstract, which Google Scholar wants to see"
        yield warning("scholar-no-abstract", message, span, "add `abstract = {…}`")


def _pdf_gaps(work: Work, content_of: Callable[[Href], bytes | None]) -> Iterator[Problem]:
    """Yield what is wrong with the full text of a paper."""
    one = work.publication
    href = next((link.href for link in one.links if link.kind == "pdf"), None)
    if href is None:
        message = f"`{one.key}` has no PDF: Google Scholar wants the full text"
        hint = "put the file into content/assets/pdf/ and add `pdf = {name.pdf}`"
        yield warning("scholar-no-pdf", message, one.span, hint)
        return
    span = href.span or one.span
    if is_external(href.value):
        message = f"the PDF of `{one.key}` is on another site, where Google Scholar ignores it"
        hint = "if you may, put the file into content/assets/pdf/ and write its name"
        yield warning("scholar-pdf-elsewhere", message, span, hint)
        return
    content = content_of(href)
    if content is None:  # reported as missing-asset
        return
    if len(content) > _LARGEST_PDF_BYTES:
        size = f"{len(content) / 1_000_000:.1f} MB"
        message = f"the PDF of `{one.key}` has {size}; Google Scholar reads at most 5 MB"
        yield warning("scholar-pdf-large", message, span, "save it with smaller pictures")
    if not any(sign in content for sign in _TEXT_IN_PDF):
        message = f"the PDF of `{one.key}` has no text that can be searched"
        hint = "run it through text recognition (OCR), or is it no PDF?"
        yield warning("scholar-pdf-scanned", message, span, hint)
