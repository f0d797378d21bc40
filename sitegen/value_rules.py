"""What texts of special meaning must look like: addresses, names of zones and languages, paths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from sitegen.files import join
from sitegen.late_pattern import late_pattern
from sitegen.model.characters import is_character_set
from sitegen.model.config import (
    Color,
    CvText,
    DomainName,
    FontSize,
    HomeText,
    LanguageTag,
    Margin,
    SiteUrl,
    VariantName,
    ZoneName,
)
from sitegen.model.cv import ClockTime
from sitegen.model.letters import VariableName
from sitegen.model.text import Filled
from sitegen.model.theme import Characters, FamilyName, FontWeight
from sitegen.problems import SitePath

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Rule(NamedTuple):
    """When a value is right, and what is said when it is not: `it` is `message`."""

    is_right: Callable[[str], object]
    code: str
    message: str
    hint: str


def is_site_url(text: str) -> bool:
    """Say whether a text is the whole address of a web site."""
    try:
        parts = urlsplit(text)
        is_plain = not (parts.query or parts.fragment or parts.username) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_plain


def _is_clock_time(text: str) -> bool:
    return _CLOCK.fullmatch(text) is not None


def _is_language_tag(text: str) -> bool:
    return _LANGUAGE.fullmatch(text) is not None


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 rarely needed

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_LANGUAGE = late_pattern(r"[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|\d{3}))?(-[a-zA-Z0-9]{5,8})*")

_CLOCK = late_pattern(r"(?:[01]\d|2[0-3]):[0-5]\d")

_OWN_TEXT = late_pattern(r"text:[^\s/]+")

_VARIANT = late_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_VARIABLE = late_pattern(r"[^\W\d]\w*")

_COLOR = late_pattern(r"#[0-9a-fA-F]{6}")

_FAMILY = late_pattern(r"[A-Za-z0-9][A-Za-z0-9 -]*")

_WEIGHT = late_pattern(r"[1-9]\d{0,2}(?: [1-9]\d{0,2})?")

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_DOMAIN = late_pattern(rf"(?:{_LABEL}\.)+{_LABEL}", re.IGNORECASE)
_LONGEST_DOMAIN: Final = 253


def _is_domain(name: str) -> bool:
    """Say whether a text is the name of a host as DNS knows it; "" is none at all (RFC 1035)."""
    return not name or (len(name) <= _LONGEST_DOMAIN and _DOMAIN.fullmatch(name) is not None)


RULES: Final[Mapping[object, Rule]] = {
    ClockTime: Rule(
        _is_clock_time,
        "bad-time",
        "no time of the day",
        'write hours and minutes: "14:00"',
    ),
    SitePath: Rule(
        lambda text: join(text) == text,
        "bad-path",
        "no path inside the site",
        "write it from the folder of site.toml",
    ),
    SiteUrl: Rule(
        is_site_url,
        "bad-url",
        "no address of a web site",
        'write the whole address of the published site: "https://example.org/"',
    ),
    DomainName: Rule(
        _is_domain,
        "bad-domain",
        "no domain",
        'write the name alone, as DNS knows it: "www.example.org"',
    ),
    HomeText: Rule(
        lambda text: _OWN_TEXT.fullmatch(text) is not None,
        "bad-choice",
        "no text of the home page",
        'write "text:" and the name of a file in content/home/ without its ending',
    ),
    CvText: Rule(
        lambda text: _OWN_TEXT.fullmatch(text) is not None,
        "bad-choice",
        "no text of the CV",
        'write "text:" and the name of a file in content/cv/ without its ending',
    ),
    VariantName: Rule(
        lambda text: _VARIANT.fullmatch(text) is not None,
        "bad-choice",
        "no name of a variant",
        'write letters from a to z, digits and hyphens: "short"',
    ),
    VariableName: Rule(
        lambda text: _VARIABLE.fullmatch(text) is not None,
        "bad-choice",
        "no name of a variable",
        'write letters, digits and "_": "legal_name"',
    ),
    Color: Rule(
        lambda text: _COLOR.fullmatch(text) is not None,
        "bad-color",
        "no colour",
        'write "#" and six hexadecimal digits: "#8c1f2f"',
    ),
    FontSize: Rule(
        lambda text: float(text) == 0 or 6 <= float(text) <= 24,  # noqa: PLR2004 said in the hint
        "bad-size",
        "no size for a text",
        "write points: 6 to 24, or 0 for that of the document theme",
    ),
    Margin: Rule(
        lambda text: float(text) == 0 or 5 <= float(text) <= 60,  # noqa: PLR2004 said in the hint
        "bad-size",
        "no margin for a page",
        "write millimetres: 5 to 60, or 0 for those of the document theme",
    ),
    FamilyName: Rule(
        lambda text: _FAMILY.fullmatch(text) is not None,
        "bad-font",
        "no name of a family",
        "write letters, digits, spaces and hyphens",
    ),
    FontWeight: Rule(
        lambda text: _WEIGHT.fullmatch(text) is not None,
        "bad-font",
        "no weight",
        'write one, or the first and the last: "400", "400 700"',
    ),
    Characters: Rule(
        is_character_set,
        "bad-font",
        "no set of characters",
        'write a name such as "latin-ext" or "greek", or "U+370-3FF"',
    ),
    Filled: Rule(str.strip, "empty-value", "blank", "fill it in"),
    LanguageTag: Rule(
        _is_language_tag,
        "bad-language",
        "no language tag",
        'write a tag such as "en", "de" or "pt-BR"',
    ),
    ZoneName: Rule(
        _is_zone, "bad-timezone", "no time zone", 'write a name such as "Europe/London"'
    ),
}
"""Type of a value -> its rule.

Problems: bad-choice, bad-color, bad-size, bad-font, bad-time, bad-path, bad-url, bad-domain,
bad-language, bad-timezone, empty-value.
"""
