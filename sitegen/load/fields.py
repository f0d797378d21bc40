"""What single BibTeX fields mean: pages, identifiers, dates, states, addresses, keywords."""

from __future__ import annotations

import html
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from sitegen.late_pattern import late_pattern
from sitegen.model.dates import MONTHS, PartialDate
from sitegen.readers.latex import plain_latex

if TYPE_CHECKING:
    from sitegen.model.publication import Status

_NO_VALUE: Final = frozenset(
    {"", "-", "–", "—", "n/a", "n/a–n/a", "nil", "none", "null", "tbd", "?", "."}
)
_SIMPLE: Final = late_pattern(r"(?:[\w\s,.:;()/]|-(?!-))*")
_FALSE: Final = frozenset({"", "false", "no", "0", "off", "none"})


@lru_cache(maxsize=10_000)
def read_text(value: str) -> str:
    """Return a short value as plain text on one line; "" for placeholders such as `n/a`.

    >>> read_text("{LNCS}"), read_text(" n/a ")
    ('LNCS', '')
    """
    text = value if _SIMPLE.fullmatch(value) else plain_latex(value)
    text = " ".join(text.split())
    return "" if text.casefold() in _NO_VALUE else text


def is_placeholder(value: str) -> bool:
    """Say whether a field is there for its name only.

    >>> is_placeholder("{}"), is_placeholder("~"), is_placeholder("12")
    (True, True, False)
    """
    return value.strip('{}"~ \t\n').casefold() in _NO_VALUE


def is_true(value: str) -> bool:
    """Say whether a switch such as `selected` is on.

    >>> is_true("{true}"), is_true("yes"), is_true("false"), is_true("0")
    (True, True, False, False)
    """
    return value.strip('{}" \t\n').casefold() not in _FALSE


# Pages -------------------------------------------------------------------------------------------

_PLAIN_PAGES = late_pattern(r"(\d+)(?:(?:-{1,3}|–)(\d+))?")
_PAGES_PREFIX = late_pattern(r"^(?:(?:pp?|pages?|s)\.?\s+(?=\S*\d)|pp?\.(?=\d))", re.IGNORECASE)
_PAGES_OPEN = late_pattern(r"\s+EP\s*[-–—]?\s*$|(?<![\s–—-])\s*[–—-]+\s*$")
_STRONG_DASH = late_pattern(r"\s*(?:[‐‑-]{2,}|[–—―−]+[‐‑-]*)\s*")
_WEAK_DASH = late_pattern(r"\s*[‐‑-]\s*")


def read_pages(value: str) -> str:
    """Return pages with one en dash between first and last.

    >>> read_pages("12--34"), read_pages("e7-e9, 11---13"), read_pages("5--5")
    ('12–34', 'e7–e9, 11–13', '5')
    >>> read_pages("3:1--3:25"), read_pages("7--1--7--5"), read_pages("180101 EP -")
    ('3:1–3:25', '7:1–7:5', '180101')
    """
    if plain := _PLAIN_PAGES.fullmatch(value):
        first, last = plain.groups()
        return first if last in (first, None) else f"{first}–{last}"
    text = _PAGES_PREFIX.sub("", read_text(value))
    text = _PAGES_OPEN.sub("", text)
    return ", ".join(filter(None, map(_page_range, re.split(r"\s*;\s*|,\s+", text))))


def _page_range(text: str) -> str:
    """Return one range; where a strong dash stands, a hyphen belongs to the page: `12-1--12-9`."""
    text = text.strip()
    dash = _STRONG_DASH if _STRONG_DASH.search(text) else _WEAK_DASH
    match dash.split(text):
        case [first, last]:
            return first if first == last else f"{first}–{last}"
        case [paper, first, same, last] if paper == same:
            return f"{paper}:{first}–{paper}:{last}"  # ACM: article 7, pages 1 to 5 of it
        case _:
            return text


# Identifiers -------------------------------------------------------------------------------------

_CLEAN_DOI = late_pattern(r"10\.\d{4,9}/[\w./-]{0,200}\w", re.ASCII)
"""Nothing in it may belong to LaTeX, to HTML, or to a sentence around it."""
_DOI = late_pattern(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_SHORT_DOI = late_pattern(r"10/[a-z0-9]{3,}", re.IGNORECASE)
_DOI_ADDRESS = late_pattern(r"https?://(?:dx\.)?doi\.org/(.+)", re.IGNORECASE)
_LONGEST_DOI: Final = 1000
_DOI_LABEL = late_pattern(r"(?:doi:?\s*)?10\.\d{4,9}/", re.IGNORECASE)
_DOI_TAIL = late_pattern(r"(?:/(?:full|abstract|pdf|epdf|html)|\.pdf)$", re.IGNORECASE)
_BRACKETS: Final = {")": "(", "]": "[", ">": "<", "}": "{"}
_ARXIV = late_pattern(
    r"(?<!\d)(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?!\d)"
)
_ARXIV_PATH = late_pattern(r"(?:abs|pdf|html|format)/", re.IGNORECASE)
_OLD_ARXIV = late_pattern(r"\d{7}(?:v\d+)?")
_ARXIV_DOI = late_pattern(r"10\.48550/arxiv\.", re.IGNORECASE)


def read_doi(value: str) -> str | None:
    r"""Return the bare DOI of a value in any usual spelling.

    >>> read_doi(r"https://dx.doi.org/10.1000/ab\_c"), read_doi("doi: 10.1000/182."), read_doi("10")
    ('10.1000/ab_c', '10.1000/182', None)
    """
    if _CLEAN_DOI.fullmatch(value):
        return value
    text = html.unescape(read_url(value)).replace("\u200b", "")
    is_address = "://" in text
    if is_address or "%2F" in text.upper():
        text = unquote(text)
    if found := _DOI.search(text):
        doi = found[0]
        if is_address:
            doi = re.split(r"[?#]", doi, maxsplit=1)[0]
            doi = doi if _DOI_ADDRESS.match(text) else _DOI_TAIL.sub("", doi)
        return _without_tail(doi) if len(doi) <= _LONGEST_DOI else None
    short = _SHORT_DOI.search(text)
    return short[0] if short and short.end() == len(text) else None


def doi_of_address(address: str) -> str | None:
    """Return the DOI that an address at doi.org leads to, or that stands in its place."""
    return read_doi(address) if _DOI_ADDRESS.match(address) or _DOI_LABEL.match(address) else None


def _without_tail(doi: str) -> str | None:
    """Return a DOI without what the sentence around it left at its end."""
    while doi[-1] in ".,;:'\"" or (
        doi[-1] in _BRACKETS and doi.count(doi[-1]) > doi.count(_BRACKETS[doi[-1]])
    ):
        doi = doi[:-1]
    return None if doi.endswith("/") else doi


def read_arxiv(value: str, primary_class: str = "") -> str | None:
    """Return the arXiv identifier in a value: new, old, as an address or a DOI.

    >>> read_arxiv("arXiv:1412.6980v2 [cs.LG]"), read_arxiv("https://arxiv.org/abs/hep-th/9901001")
    ('1412.6980v2', 'hep-th/9901001')
    >>> read_arxiv("0307200", "math.GT"), read_arxiv("10.48550/arXiv.1412.6980")
    ('math/0307200', '1412.6980')
    """
    text = _ARXIV_PATH.sub(" ", read_url(value)).removesuffix(".pdf")
    if found := _ARXIV.search(_ARXIV_DOI.sub("", text)):
        return found[0]
    archive = primary_class.strip("{} ").partition(".")[0]
    bare = text.casefold().removeprefix("arxiv:").strip()
    return f"{archive}/{bare}" if archive and _OLD_ARXIV.fullmatch(bare) else None


# Addresses ---------------------------------------------------------------------------------------

_CLEAN_URL = late_pattern(r"https?://[\w./~:?=%+@#-]+", re.ASCII)
"""Nothing in it has a meaning in LaTeX or HTML."""
_WRAPPED = late_pattern(
    r"""\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}
    |<a\s[^<>]{0,200}?href\s*=\s*["']?([^"'>\s]+)|^<([^<>\s]+)>$""",
    re.VERBOSE | re.IGNORECASE,
)
_TILDE = late_pattern(
    r"\{?\\(?:textasciitilde|~)\s*\{\s*\}\}?|\{\\textasciitilde\s*\}|\\textasciitilde\b\s*|\$\\sim\$|\\~"
)
_ESCAPED = late_pattern(r"\{?\\([_%&#$])\}?")
_NEXT_ADDRESS = late_pattern(r"(?<![\s;,])[\s;,]++(?=https?://|www\.)", re.IGNORECASE)
_HOST = late_pattern(
    r"(?:www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|edu|ai|dev|gov|int|info|me|app|co|eu|uk|de|fr|ch|at"
    r"|nl|be|it|es|pt|se|no|dk|fi|pl|cz|ca|au|nz|jp|kr|cn|in|br|us)(?:/\S*)?)",
    re.IGNORECASE,
)


def is_clean_url(value: str) -> bool:
    r"""Say whether a value is a web address and nothing else, without any LaTeX or HTML.

    >>> is_clean_url("https://example.org/~a?b=1"), is_clean_url(r"https://example.org/a\_b")
    (True, False)
    """
    return _CLEAN_URL.fullmatch(value) is not None


def read_url(value: str) -> str:
    r"""Return an address without the LaTeX around and in it.

    >>> read_url(r"\url{https://example.org/a\_b}"), read_url("www.example.org/~a")
    ('https://example.org/a_b', 'https://www.example.org/~a')
    """
    if is_clean_url(value):
        return value
    text = "".join(line.strip() for line in value.split("\n"))
    if wrapped := _WRAPPED.search(text):
        text = next(group for group in wrapped.groups() if group is not None)
    text = _ESCAPED.sub(r"\1", _TILDE.sub("~", text))
    text = text.replace("\\textunderscore", "_").replace("&amp;", "&")
    text = text.replace("{", "").replace("}", "").strip().strip('"')
    return f"https://{text}" if _HOST.fullmatch(text) else text


def read_urls(value: str) -> tuple[str, ...]:
    """Return every address of a value that holds several, one after the other.

    >>> read_urls("https://example.org/a; https://example.org/b")
    ('https://example.org/a', 'https://example.org/b')
    """
    if is_clean_url(value):
        return (value,)
    found = (read_url(part) for part in _NEXT_ADDRESS.split(value.strip()))
    return tuple(address for address in found if address)


# Dates and states --------------------------------------------------------------------------------

_EDTF = late_pattern(r"(?:\.\./|/)?(-?\d{4})(?:[-/](\d{1,2})(?!\d)(?:[-/](\d{1,2})(?!\d))?)?")
_YEAR = late_pattern(r"(?<!\d)([12]\d{3})(?!\d)")
_EARLY_YEAR = late_pattern(r"[1-9]\d{2,3}")
_NUMBER = late_pattern(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = late_pattern(r"[^\W\d_]+")
_SEASONS: Final = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_TERMS: Final = frozenset({"spring", "summer", "fall", "autumn", "winter"})
_MONTH_STARTS: Final = {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)} | {
    "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12,
    "fév": 2, "fev": 2, "avr": 4, "juin": 6, "juil": 7, "aoû": 8, "aou": 8, "déc": 12,
    "ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9,
    "ott": 10, "out": 10, "maj": 5, "mei": 5,
}  # fmt: skip
_A_LEAP_YEAR: Final = 4
"""Stands for the years before our era, for which there is no calendar."""


class _Moment(NamedTuple):
    month: int | None = None
    day: int | None = None
    term: str | None = None


@lru_cache(maxsize=10_000)
def read_date(date_: str, year: str = "", month: str = "", day: str = "") -> PartialDate | None:
    """Return the date of an entry from `date`, or else from `year`, `month` and `day`.

    >>> read_date("2015-06-01/2015-07-02").iso, read_date("", "2021b", "04--06 Jun").iso
    ('2015-06-01', '2021-06-04')
    >>> read_date("", "18-20 November 2014").iso, read_date("", "forthcoming")
    ('2014-11-18', None)
    """
    if found := _EDTF.match(date_.strip("{} \n")):
        number = int(found[2] or 0)
        if number in _SEASONS:
            return _date(int(found[1]), _Moment(term=_SEASONS[number]))
        return _date(int(found[1]), _Moment(number or None, int(found[3] or 0) or None))
    text = read_text(year)
    years = _YEAR.search(text) or _EARLY_YEAR.fullmatch(text) or _YEAR.search(date_)
    if years is None:
        return None
    moment = _moment(read_text(month)) or _moment(_YEAR.sub("", text)) or _moment(read_text(date_))
    if moment and moment.month and moment.day is None and _NUMBER.fullmatch(day.strip("{} ")):
        moment = moment._replace(day=int(day.strip("{} ")))
    return _date(int(years[0]), moment or _Moment())


def _moment(text: str) -> _Moment | None:
    """Return what the text of a month says: a month, perhaps with a day, or a term."""
    numbers = [int(number) for number in _NUMBER.findall(text)]
    for word in _WORD.findall(text.casefold()):
        if word in _TERMS:
            return _Moment(term=word.capitalize())
        if month := _month_number(word):
            return _Moment(month, next((n for n in numbers if 1 <= n <= 31), None))  # noqa: PLR2004
    if numbers and 1 <= numbers[0] <= len(MONTHS) and not _WORD.search(text):
        return _Moment(numbers[0])
    return None


def _month_number(word: str) -> int | None:
    for length in (4, 3):
        if number := _MONTH_STARTS.get(word[:length]):
            return number
    return None


def _date(year: int, moment: _Moment) -> PartialDate | None:
    """Return the date as far as the calendar knows it."""
    month, day, term = moment
    in_calendar = year if year > 0 else _A_LEAP_YEAR
    for known in ((month, day), (month, None), (None, None)):
        try:
            date(
                in_calendar,
                1 if known[0] is None else known[0],
                1 if known[1] is None else known[1],
            )
        except ValueError:
            continue
        return PartialDate(year, known[0], known[1], term)
    return None


_STATES: Final[tuple[tuple[str, Status], ...]] = (
    (
        r"(?:manuscript |work )?in prep(?:aration|\.)?|inpreparation|work in progress",
        "in preparation",
    ),
    (
        r"(?:manuscript )?(?:currently )?(?:under|in) (?:peer )?review|(?:minor |major )?revision",
        "under review",
    ),
    (r"(?:manuscript )?submitted|under submission", "submitted"),
    (r"(?:conditionally |provisionally )?accepted(?: for publication)?", "accepted"),
    (r"in[ -]?press|(?:article )?in print", "in press"),
    (
        r"forthcoming|to appear|to be published|ahead of print|online first|prepublished",
        "forthcoming",
    ),
)
_STATE = late_pattern(
    r"[(\[]?(?:"
    + "|".join(f"({words})" for words, _ in _STATES)
    + r")[)\]]?(?:(?:\s+(?:in|to|at|for|by)\b|,\s).*)?[.!]?",
    re.IGNORECASE | re.DOTALL,
)


def read_status(value: str) -> Status | None:
    """Return the state that a value names, if it says nothing else.

    >>> read_status("to appear in Acta Maris"), read_status("Accepted papers of 2019")
    ('forthcoming', None)
    """
    found = _STATE.fullmatch(read_text(value))
    return _STATES[found.lastindex - 1][1] if found and found.lastindex else None


# Lists and languages -----------------------------------------------------------------------------

_LANGUAGES: Final = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU", "newzealand": "en-NZ",
    "german": "de", "ngerman": "de", "deutsch": "de", "austrian": "de-AT", "naustrian": "de-AT",
    "swissgerman": "de-CH", "nswissgerman": "de-CH", "french": "fr", "francais": "fr",
    "français": "fr", "acadian": "fr-CA", "canadien": "fr-CA", "italian": "it", "spanish": "es",
    "español": "es", "portuguese": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "portuges": "pt",
    "catalan": "ca", "galician": "gl", "basque": "eu", "dutch": "nl", "danish": "da",
    "swedish": "sv", "norwegian": "no", "norsk": "nb", "nynorsk": "nn", "finnish": "fi",
    "icelandic": "is", "estonian": "et", "latvian": "lv", "lithuanian": "lt", "polish": "pl",
    "czech": "cs", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "croatian": "hr",
    "serbian": "sr", "bulgarian": "bg", "romanian": "ro", "hungarian": "hu", "magyar": "hu",
    "greek": "el", "turkish": "tr", "russian": "ru", "ukrainian": "uk", "hebrew": "he",
    "arabic": "ar", "persian": "fa", "farsi": "fa", "hindi": "hi", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "latin": "la", "irish": "ga", "welsh": "cy",
}  # fmt: skip
_LANGUAGE_TAG = late_pattern(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?", re.IGNORECASE)


def read_keywords(value: str) -> tuple[str, ...]:
    """Return keywords, each once. A semicolon separates, or else a comma.

    >>> read_keywords("tides, moon, Tides"), read_keywords("Tides, global; moon")
    (('tides', 'moon'), ('Tides, global', 'moon'))
    """
    text = plain_latex(value)
    words = (" ".join(word.split()) for word in text.split(";" if ";" in text else ","))
    folded: dict[str, str] = {}
    for word in words:
        if word:
            folded.setdefault(word.casefold(), word)
    return tuple(folded.values())


def read_language(value: str) -> str:
    """Return the BCP 47 tag of a language's name in babel, English or as a tag; "" if unknown.

    >>> read_language("ngerman"), read_language("en_GB"), read_language("Elvish")
    ('de', 'en-GB', '')
    """
    name = read_text(value).partition(",")[0].strip()
    if known := _LANGUAGES.get(name.casefold()):
        return known
    tag = _LANGUAGE_TAG.fullmatch(name)
    if tag is None:
        return ""
    return f"{tag[1].lower()}-{tag[2].upper()}" if tag[2] else tag[1].lower()
