"""Facts of a work in the forms that references share: pages, editions, dates, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.exports.csl import landing_page
from sitegen.late_pattern import late_pattern
from sitegen.model.dates import MONTHS
from sitegen.model.numbers import ordinal
from sitegen.model.text import NO_TEXT, Link, RichText, Text, rich

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.model.dates import PartialDate
    from sitegen.model.publication import Publication, Status

_EDITIONS: Final[Mapping[str, int]] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_EDITION_WORDS: Final = frozenset({"edition", "edn", "ed"})
_ORDINAL = late_pattern(r"(\d{1,3})(?:st|nd|rd|th)?\.?", re.IGNORECASE)
_RANGE = late_pattern(r"(?<![\d:.])(\d{1,9})–(\d{1,9})(?![\d:.])")
_SEVERAL = late_pattern(r"[–,&;]|\bff?\b")
_TWO_NUMBERS = late_pattern(r"(\d+)[-–]+(\d+)")
_ROMAN = late_pattern(r"[IVXLCDM]+|[ivxlcdm]+")

FINISHED: Final[frozenset[Status]] = frozenset({"accepted", "in press", "forthcoming"})
"""States of works that have a place to appear in."""


def edition(publication: Publication) -> str:
    """Return the edition as `2nd ed.`, or ""; a first edition is not named.

    >>> from sitegen.citations.facts import edition_label
    >>> edition_label("2"), edition_label("Third"), edition_label("Revised edition")
    ('2nd ed.', '3rd ed.', 'Revised ed.')
    """
    return edition_label(publication.edition)


def edition_label(text: str) -> str:
    """Return an edition with its label."""
    words = text.split()
    if words and words[-1].lower().strip(".,") in _EDITION_WORDS:
        words.pop()
    bare = " ".join(words).strip(" .,")
    if not bare:
        return ""
    found = _ORDINAL.fullmatch(bare)
    number = int(found[1]) if found else _EDITIONS.get(bare.lower())
    if number is None:
        return f"{bare[0].upper()}{bare[1:]} ed."
    return f"{ordinal(str(number))} ed." if number > 1 else ""


# Pages -------------------------------------------------------------------------------------------


def full_pages(pages: str) -> str:
    """Return pages with every last page written out.

    >>> full_pages("1145–67"), full_pages("e1–e9, 12–19")
    ('1145–1167', 'e1–e9, 12–19')
    """
    return _RANGE.sub(lambda found: f"{found[1]}–{_written_out(found[1], found[2])}", pages)


def chicago_pages(pages: str) -> str:
    """Return pages as CMOS 17, 9.61, abbreviates them.

    >>> chicago_pages("3–10"), chicago_pages("100–104"), chicago_pages("1103–1108")
    ('3–10', '100–104', '1103–8')
    >>> chicago_pages("321–328"), chicago_pages("1496–1504"), chicago_pages("e45–e67")
    ('321–28', '1496–504', 'e45–e67')
    """

    def shorter(first: str, last: str) -> str:
        number = int(first)
        if number < 100 or number % 100 == 0 or len(first) != len(last):  # noqa: PLR2004 the rule
            return last
        return _changed_part(first, last, 1 if number % 100 < 10 else 2)  # noqa: PLR2004 the rule

    return _abbreviated(pages, shorter)


def mla_pages(pages: str) -> str:
    """Return pages with at least two figures of the last one.

    >>> mla_pages("1103–1108"), mla_pages("12–19"), mla_pages("95–105"), mla_pages("395–401")
    ('1103–08', '12–19', '95–105', '395–401')
    """
    return _abbreviated(
        pages, lambda one, two: two if len(one) != len(two) else _changed_part(one, two, 2)
    )


def _abbreviated(pages: str, shorter: Callable[[str, str], str]) -> str:
    def one_range(found: re.Match[str]) -> str:
        first, last = found[1], _written_out(found[1], found[2])
        return f"{first}–{shorter(first, last) if int(first) < int(last) else last}"

    return _RANGE.sub(one_range, pages)


def _written_out(first: str, last: str) -> str:
    full = first[: len(first) - len(last)] + last
    return full if len(last) < len(first) and int(full) > int(first) else last


def _changed_part(first: str, last: str, least: int) -> str:
    same = next((n for n in range(len(first)) if first[n] != last[n]), len(first))
    return last[min(same, len(last) - least) :]


def count(number: str) -> str:
    """Return a volume or issue without zeros before it, and with an en dash between two.

    >>> count("03"), count("3-4"), count("s2-42")
    ('3', '3–4', 's2-42')
    """
    number = number.lstrip("0") or number
    both = _TWO_NUMBERS.fullmatch(number)
    return f"{both[1]}–{both[2]}" if both else number


def counted(one: str, several: str, number: str) -> RichText:
    """Return a volume or issue after its label; a word needs none.

    >>> str(counted("no.", "nos.", "3-4")), str(counted("vol.", "vols.", "Summer"))
    ('nos. 3–4', 'Summer')
    """
    value = count(number)
    if not (_ROMAN.fullmatch(value) or any(sign.isdigit() for sign in value) or len(value) == 1):
        return rich(value)
    return rich(f"{several if '–' in value else one} {value}")


def page_label(pages: str) -> str:
    """Return `pp.` for several pages, `p.` for one, and "" for what is no page.

    >>> page_label("12–19"), page_label("7"), page_label("")
    ('pp.', 'p.', '')
    """
    if not pages:
        return ""
    return "pp." if _SEVERAL.search(pages) else "p."


# Dates -------------------------------------------------------------------------------------------


def month_name(date: PartialDate) -> str:
    """Return the month in full, or the term of the year."""
    return MONTHS[date.month - 1] if date.month else (date.term or "")


def short_month(date: PartialDate, *, longest: int) -> str:
    """Return the month with three letters, unless it has at most `longest` of them.

    >>> from sitegen.model.dates import PartialDate
    >>> short_month(PartialDate(2024, 6), longest=4), short_month(PartialDate(2024, 9), longest=4)
    ('June', 'Sept.')
    """
    name = month_name(date)
    if not date.month or len(name) <= longest:
        return name
    if name == "September" and longest > 3:  # noqa: PLR2004 MLA writes four letters
        return "Sept."
    return f"{name[:3]}."


# Addresses ---------------------------------------------------------------------------------------


def doi_href(doi: str) -> str:
    """Return the address of a DOI; some hold characters that an address may not.

    >>> doi_href("10.1002/(SICI)1<1:A>2.0.CO;2")
    'https://doi.org/10.1002/(SICI)1%3C1:A%3E2.0.CO;2'
    """
    return "https://doi.org/" + quote(doi, safe="/:;().,-_+~@!$&'*=")


def address(publication: Publication) -> RichText:
    """Return the link that a reference ends with: the DOI, or else the work's own page."""
    if publication.doi:
        shown = f"https://doi.org/{publication.doi}"
        return RichText((Link(doi_href(publication.doi), (Text(shown),)),))
    page = landing_page(publication)
    return RichText((Link(page, (Text(page),)),)) if page else NO_TEXT


def numbered(label: str, number: str, *, sign: str = "no.") -> RichText:
    """Return a number after its label, with `sign` where it is a figure only.

    >>> str(numbered("Technical report", "12")), str(numbered("Report", "TR-12"))
    ('Technical report no. 12', 'Report TR-12')
    """
    if not number:
        return rich(label)
    return rich(
        " ".join(part for part in (label, sign if number.isdecimal() else "", number) if part)
    )


def patent(publication: Publication) -> tuple[str, str]:
    """Return the kind of a patent and its number without the country before it."""
    return patent_parts(publication.thesis_type, publication.number)


def patent_parts(kind: str, number: str) -> tuple[str, str]:
    """Return kind and number of a patent as references write them.

    >>> patent_parts("U.S. patent", "US 1234567"), patent_parts("", "EP 12")
    (('U.S. Patent', '1234567'), ('Patent', 'EP 12'))
    """
    bare = number.removeprefix("US").strip(" .")
    if number.startswith("US") and bare[:1].isdecimal():
        return "U.S. Patent", bare
    return kind.replace("patent", "Patent") or "Patent", number


def own_volume(publication: Publication) -> str:
    """Return the volume, unless it counts the books of a series."""
    return "" if publication.series and not publication.number else publication.volume


def series_number(publication: Publication) -> str:
    """Return which book of its series a work is or is in."""
    return publication.number or publication.volume if publication.series else ""


def has_other_pages(publication: Publication) -> bool:
    """Say whether the pages tell more than the number of the article."""
    return bool(publication.pages) and publication.pages != publication.article_number


def is_unpublished(publication: Publication) -> bool:
    """Say whether a work is a manuscript that can be found nowhere."""
    one = publication
    is_found = one.venue or one.publisher or one.arxiv or one.doi
    return one.entry_type == "unpublished" and one.status is None and not is_found
