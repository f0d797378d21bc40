"""A private value -> expressions that match it in whatever way it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.leaks.texts import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.private import Secret

SHORTEST: Final = 6
"""Values of fewer characters or digits are not searched: they occur anywhere."""
_SHORTEST_LINE: Final = 8
CERTAIN_DIGITS: Final = 9
"""So many digits in this order are no accident."""


class Number(NamedTuple):
    """A phone number: the national digits, and what may stand before them."""

    digits: re.Pattern[str]
    prefix: re.Pattern[str]
    groups: tuple[int, ...]
    """The lengths of its groups of digits, as the user writes it."""


class Wanted(NamedTuple):
    """What to look for: a secret, and the expressions and numbers that it may show as."""

    secret: Secret
    patterns: tuple[re.Pattern[str], ...] = ()
    numbers: tuple[Number, ...] = ()


# Between two digits: spaces of all kinds, dashes, brackets, what stands for a tag.
_GAP: Final = r"[\s\0\u00ad\u200b-\u200f\u2060\ufeff()\[\]{}.,:;_/*·•‐-―−+\"'|-]{0,6}"
_SHORT_GAP: Final = r"[ \u00a0\u2009\u202f\u00ad\u2011().–-]{0,2}"
_WORD_GAP: Final = r"[\W_]{0,8}"
_LETTER_GAP: Final = r"[\s\0\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"

# Source: ITU-T E.164, list of country codes (2016); 97x stands before national numbers with a
# plus only, as 978 and 979 begin the numbers of books.
_COUNTRY: Final = (
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2[1-6]\d|29\d|3[578]\d|42\d|5[09]\d|6[789]\d|8[0578]\d|9[69]\d"
)
_COUNTRY_CODE = late_pattern(f"{_COUNTRY}|97\\d")
_EXTENSION = late_pattern(r"(?:ext|extn|extension|x|durchwahl|poste|#|;|,).*", re.DOTALL)
_SCHEME = late_pattern(r"\s*(?:tel|callto|sms|mailto|xmpp|matrix|sgnl)\s*:\s*/*", re.IGNORECASE)
_BETWEEN = late_pattern(r"[/;,\n]|\bor\b|\bund\b")
_TRUNK = late_pattern(r"\(\s*0\s*\)")

_AT: Final = r"(?:@|at|arroba|ät|bei|chez|\(a\))"
_DOT: Final = r"(?:\.|dot|punkt|point|punto|ponto|\(\.\))"
_MARK_GAP: Final = r"[\W_]{0,6}"


def wanted_of(secret: Secret) -> Wanted | None:
    """Return how a secret is found; None for one that is too short to be told from other text."""
    match secret.form:
        case "phone":
            return _phone(secret)
        case "email":
            return _email(secret)
        case "text":
            return _text(secret)


def _phone(secret: Secret) -> Wanted | None:
    written = folded(_SCHEME.sub("", secret.value, count=1))
    parts = [part for part in _BETWEEN.split(written) if _count(part)]
    if min(map(_count, parts), default=0) < SHORTEST:
        parts = [written]
    numbers = tuple(filter(None, map(_number, parts)))
    return Wanted(secret, numbers=numbers) if numbers else None


def _number(written: str) -> Number | None:
    main = _EXTENSION.sub("", written)
    main = _TRUNK.sub(" ", main if _count(main) >= SHORTEST else written)
    groups = tuple(len(group) for group in re.findall(r"\d+", main))
    digits = re.sub(r"\D", "", main)
    is_international = main.lstrip("( ").startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if is_international else digits
    country, national = "", digits
    if is_international and (code := _COUNTRY_CODE.match(digits)):
        country, national = code[0], digits[code.end() :]
    elif digits.startswith("0"):
        national = digits[1:]
    if len(national) < SHORTEST < len(digits):  # few digits within a country: all of them tell
        country, national = "", digits
    if len(national) < SHORTEST:
        return None
    gap = _GAP if len(national) >= CERTAIN_DIGITS else _SHORT_GAP
    if country:
        before = f"(?:(?:\\+|00|011)?{gap}{gap.join(country)}{gap})?"
    else:
        before = f"(?:(?:\\+|00|011){gap}\\d{{1,3}}{gap}|(?:{_COUNTRY}){gap})?"
    prefix = f"(?<!\\d){before}(?:\\(?0\\)?{gap})?$"
    return Number(re.compile(f"{gap.join(national)}(?!\\d)"), re.compile(prefix), groups)


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))


def _email(secret: Secret) -> Wanted | None:
    written = folded(_SCHEME.sub("", secret.value.strip(), count=1))
    local, at, domain = written.partition("@")
    if not at or not local or len(written) < SHORTEST:
        return _text(secret)
    parts = [_dotted(part) for part in (local, domain)]
    first, rest = parts[0][:1], parts[0][1:]
    after = f"{_MARK_GAP}{_AT}{_MARK_GAP}{parts[1]}(?![\\w-])(?!\\.\\w)"
    pattern = f"{first}(?<![\\w.+-]{first}){rest}{after}"
    return Wanted(secret, (re.compile(pattern),))


def _dotted(text: str) -> str:
    """Return the expression for one side of an @."""
    labels = [_LETTER_GAP.join(map(re.escape, label)) for label in text.split(".")]
    return f"{_MARK_GAP}{_DOT}{_MARK_GAP}".join(labels)


def _text(secret: Secret) -> Wanted | None:
    whole = _words(secret.value)
    if len(whole) < SHORTEST:
        return None
    patterns = dict.fromkeys((whole, *_telling_lines(secret.value)))
    return Wanted(secret, tuple(re.compile(_spaced(letters)) for letters in patterns))


def _telling_lines(value: str) -> Iterator[str]:
    """Yield those lines of an address that say where it is: they have a number and words."""
    for line in value.splitlines():
        letters = _words(line)
        has_both = any(map(str.isdigit, letters)) and any(map(str.isalpha, letters))
        if has_both and len(letters) >= _SHORTEST_LINE:
            yield letters


def _words(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(letter for letter in folded(text) if letter.isalnum())


def _spaced(letters: str) -> str:
    """Return the expression for a text. It begins with a letter, which is found fastest."""
    first = letters[0]
    return f"{first}(?<![^\\W_]{first}){_WORD_GAP}{_WORD_GAP.join(letters[1:])}(?![^\\W_])"
