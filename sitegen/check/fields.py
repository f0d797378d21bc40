"""Fields that are read, but are not written as BibTeX and other readers want them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.fields import read_date, read_status, read_text, read_url
from sitegen.model.dates import MONTHS
from sitegen.problems import warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.check.entries import Work
    from sitegen.model.publication import Kind
    from sitegen.problems import Problem, Span

_OPEN_PAGES = late_pattern(r"\bEP\b[\s–—-]{0,9}$|\d\s{0,9}[–—-]{1,9}$")
_ROMAN = late_pattern(r"[ivxlcdm]+", re.IGNORECASE)
_FIRST_AND_LAST = late_pattern(r"(\D{0,9})(\d{1,12})–(\D{0,9})(\d{1,12})")
_ARTICLE_AND_PAGES = late_pattern(r"(\d{1,9}):(\d{1,9})–\1:(\d{1,9})")
_YEAR = late_pattern(r"\d{3,4}")
_DIGIT = late_pattern(r"\d")
_DIGIT_IN_NAME = late_pattern(r"[^\W\d_]\d")
_WORD = late_pattern(r"[^\W\d_]+")
_NAMED_IN_CODE: Final[frozenset[Kind]] = frozenset({"software", "dataset", "web"})
_YEARS_AHEAD: Final = 2
_SHOWN: Final = 60
_SHORTEST_SHOUT: Final = 10
_WORDS_OF_A_TITLE: Final = 3


def find_odd_fields(works: Iterable[Work], *, year: int) -> Iterator[Problem]:
    """Yield a warning for each odd field of the entries; `year` is that of the build.

    What an entry inherits is looked at once.

    Problems: doi-form, odd-pages, odd-year, odd-month, odd-name, title-capitals.
    """
    seen: set[Span] = set()
    for work in works:
        for name, field in work.entry.fields.items():
            if name in _RULES and field.span not in seen and field.value.strip():
                seen.add(field.span)
                yield from _RULES[name](work, year)


def _doi(work: Work, _: int) -> Iterator[Problem]:
    field, doi = work.entry.fields["doi"], work.publication.doi
    written = read_url(field.value).strip()
    if doi and not written.startswith(("10.", "10/")):
        message = f"`doi` holds more than the DOI: `{written[:_SHOWN]}`"
        yield warning("doi-form", message, field.span, f"write `doi = {{{doi}}}`")


def _pages(work: Work, _: int) -> Iterator[Problem]:
    field, pages = work.entry.fields["pages"], work.publication.pages
    written = " ".join(field.value.split())
    if not pages or read_status(written):
        return
    if _OPEN_PAGES.search(written):
        message = f"`pages` has no last page: `{written[:_SHOWN]}`"
        hint = f"write `pages = {{{pages}--…}}`, or `eid = {{{pages}}}` if it is an article number"
        yield warning("odd-pages", message, field.span, hint)
        return
    for part in pages.split(", "):
        if fault := _page_fault(part, written):
            message, hint = fault
            yield warning("odd-pages", message, field.span, hint)
            return


def _page_fault(part: str, written: str) -> tuple[str, str] | None:
    """Return what is wrong with one range, and what to write."""
    if article := _ARTICLE_AND_PAGES.fullmatch(part):
        number, first, last = article.groups()
        if int(last) >= int(first) and ":" not in written:
            hint = f"write `pages = {{{number}:{first}--{number}:{last}}}`"
            return f"`pages` has three dashes: `{written[:_SHOWN]}`", hint
        return None
    if found := _FIRST_AND_LAST.fullmatch(part):
        prefix, first, other_prefix, last = found.groups()
        is_article_number = bool(prefix) and len(last) < len(first)  # "e01786-19"
        if other_prefix not in ("", prefix) or is_article_number:
            return None
        whole = first[: len(first) - len(last)] + last
        if int(whole) < int(first):
            message = f"`pages` end before they begin: `{part}`"
            return message, "write the first and the last page: `pages = {99--120}`"
        return None
    if part.count("–") > 1:
        return f"`pages` has several dashes: `{part[:_SHOWN]}`", "write `pages = {first--last}`"
    if not any(map(str.isdigit, part)) and not all(map(_ROMAN.fullmatch, part.split("–"))):
        hint = "leave `pages` out; `note = {…}` takes what is no number"
        return f"`pages` holds no page: `{part[:_SHOWN]}`", hint
    return None


def _year(work: Work, this_year: int) -> Iterator[Problem]:
    field, date = work.entry.fields["year"], work.publication.date
    written = read_text(field.value)
    if date is None or read_status(written):
        return
    if not _YEAR.fullmatch(written):
        hint = f"write `year = {{{date.year}}}`"
        if date.month and not work.entry.get("month"):
            hint += f" and `month = {MONTHS[date.month - 1][:3].lower()}`"
        message = f"`year` holds more than a year: `{written[:_SHOWN]}`"
        yield warning("odd-year", message, field.span, hint)
    elif int(written) > this_year + _YEARS_AHEAD:
        message = f"the year {written} is far ahead"
        hint = "is it a slip? What is not yet out may say `status = {forthcoming}`"
        yield warning("odd-year", message, field.span, hint)


def _month(work: Work, _: int) -> Iterator[Problem]:
    field = work.entry.fields["month"]
    date = read_date("", "2000", field.value)
    if date and not date.month and not date.term and (written := read_text(field.value)):
        message = f"`{written[:_SHOWN]}` is no month"
        hint = "write one of jan, feb, mar … without braces: `month = jun`"
        yield warning("odd-month", message, field.span, hint)


def _names(field: str, work: Work) -> Iterator[Problem]:
    found = work.entry.fields[field]
    publication = work.publication
    people = publication.authors if field == "author" else publication.editors
    names = [person.name for person in people]
    if _DIGIT.search(found.value):
        for name in names:
            if name.given and _DIGIT_IN_NAME.search(str(name)):
                message = f"there is a digit in the name `{name}`"
                hint = "correct it; marks such as `*` are read, and `author+an` explains others"
                yield warning("odd-name", message, found.span, hint)
                return
    bare = [name for name in names if not name.given]
    if not bare or len(bare) * 2 >= len(names):
        return
    for name in bare:
        is_word = " " not in name.family and name.family.istitle()
        if is_word and f"{{{name.family}" not in found.value:
            message = f"`{name}` has no given name"
            hint = f"write `{name}, …`, or `{{{name}}}` if it is no person"
            yield warning("odd-name", message, found.span, hint)
            return


def _author(work: Work, _: int) -> Iterator[Problem]:
    yield from _names("author", work)


def _editor(work: Work, _: int) -> Iterator[Problem]:
    yield from _names("editor", work)


def _title(work: Work, _: int) -> Iterator[Problem]:
    field = work.entry.fields["title"]
    title = str(work.publication.title)
    words = _WORD.findall(title)
    if work.publication.kind in _NAMED_IN_CODE or len(words) < _WORDS_OF_A_TITLE:
        return
    if title.isupper() and sum(map(len, words)) >= _SHORTEST_SHOUT:
        message = "the title is written in capitals only"
        yield warning("title-capitals", message, field.span, "write it as it shall be shown")
    elif title.islower():
        message = "the title is written without capitals"
        yield warning("title-capitals", message, field.span, "write it as it shall be shown")


_RULES: Final = {
    "doi": _doi,
    "pages": _pages,
    "year": _year,
    "month": _month,
    "author": _author,
    "editor": _editor,
    "title": _title,
}
