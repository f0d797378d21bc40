"""A located TOML table -> a frozen dataclass; every fault becomes a Problem with its place.

The fields of the dataclass are the keys; their types say what may stand there. `span` is filled
with the place of the table; fields marked as given come from the caller.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NamedTuple,
    NewType,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from sitegen.model.dates import DateRange, PartialDate, is_open_end, parse_date, parse_range
from sitegen.model.text import Href, RichText, is_external, safe_href
from sitegen.problems import Outcome, Problem, near_miss
from sitegen.readers.markdown import inline_markdown
from sitegen.readers.toml import Document, KeyPlace, locate
from sitegen.value_rules import RULES

if TYPE_CHECKING:
    from sitegen.problems import Span

T = TypeVar("T")

Path = tuple[str | int, ...]

_DATE_HINT = 'write "2024-05-01", "2024-05", "May 2024", 2024, "Fall 2024" or "2021–present"'
_WORDS = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list in [ ]",
    dict: "a table",
    RichText: "text in quotes",
    Href: "an address in quotes",
    PartialDate: "a date",
    DateRange: "a date or a range of dates",
}


def decode(
    cls: type[T],
    document: Document,
    path: Path = (),
    *,
    given: Mapping[str, object] | None = None,
) -> Outcome[T]:
    """Return the table at `path` as a `cls`, or all that is wrong with it.

    Problems: unknown-key, missing-key, wrong-type, bad-choice, bad-date, bad-url, and those of
    `value_rules`.
    """
    table: object = document.data
    for step in path:
        table = table[step]  # type: ignore[index]  # the caller names a path that is there
    decoder = _Decoder(document)
    value = decoder.table(cls, table, path, given or {})
    return Outcome(value, tuple(decoder.problems))


class _Field(NamedTuple):
    name: str
    hint: Any  # a type as `typing` gives it
    is_required: bool


class _Fault(Exception):  # noqa: N818 never leaves this module
    """The value at hand is of no use; its problem is noted already."""


@cache
def model_fields(cls: type) -> tuple[_Field, ...]:
    """Return the fields of a dataclass that are keys in TOML."""
    hints = get_type_hints(cls)
    return tuple(
        _Field(
            field.name,
            hints[field.name],
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(cls)
        if field.name != "span" and not field.metadata.get("given")
    )


def strip_optional(hint: Any) -> Any:
    """Return `X` for `X | None`."""
    if get_origin(hint) in (Union, UnionType):
        left = [arg for arg in get_args(hint) if arg is not NoneType]
        if len(left) == 1:
            return left[0]
    return hint


class _Decoder:
    """One table being decoded: its document, and the problems found so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def table(
        self, cls: type[T], table: object, path: Path, given: Mapping[str, object]
    ) -> T | None:
        if not isinstance(table, dict):
            self.wrong_type(dict, table, path)
            return None
        known = {field.name: field for field in model_fields(cast("type", cls))}
        has_range = "date" in known and strip_optional(known["date"].hint) is DateRange
        allowed = {*known, "start", "end"} if has_range else set(known)
        before = len(self.problems)
        for key in table:
            if key not in allowed:
                self.unknown_key(key, allowed, (*path, key))
        values = dict(given)
        for name, field in known.items():
            if name == "date" and has_range and ("start" in table or "end" in table):
                values[name] = self.start_and_end(table, path)
            elif name in table:
                values[name] = self.guarded(field.hint, table[name], (*path, name))
            elif field.is_required and name not in values:
                self.missing_key(name, path)
        if len(self.problems) > before and any(
            problem.severity == "error" for problem in self.problems[before:]
        ):
            return None
        if any(field.name == "span" for field in fields(cls)):  # type: ignore[arg-type]
            values.setdefault("span", self.place(path, "key"))
        return cls(**values)

    def guarded(self, hint: Any, value: object, path: Path) -> object:
        try:
            return self.value(strip_optional(hint), value, path)
        except _Fault:
            return None

    def value(self, hint: Any, value: object, path: Path) -> object:
        origin = get_origin(hint)
        if is_dataclass(hint) and isinstance(hint, type) and hint not in _WORDS:
            found = self.table(hint, value, path, {})
            if found is None:
                raise _Fault
            return found
        if origin is tuple:
            if not isinstance(value, list):
                raise self.wrong_type(list, value, path)
            item = get_args(hint)[0]
            return tuple(self.guarded(item, one, (*path, n)) for n, one in enumerate(value))
        if origin is Mapping:
            return self.mapping(hint, value, path)
        if origin is Literal:
            return self.choice(get_args(hint), value, path)
        if origin in (Union, UnionType):
            return self.choice_or_form(hint, value, path)
        if isinstance(hint, NewType):
            return self.new_type(hint, value, path)
        if hint is object:
            return value
        return self.leaf(hint, value, path)

    def leaf(self, hint: Any, value: object, path: Path) -> object:
        if hint in (PartialDate, DateRange):
            return self.date(hint, value, path)
        if hint is float and type(value) is int:
            return _float(value)
        if hint in (RichText, Href):
            if not isinstance(value, str):
                raise self.wrong_type(hint, value, path)
            return self.rich(value, path) if hint is RichText else self.href(value, path)
        if type(value) is not hint:
            raise self.wrong_type(hint, value, path)
        return value

    def mapping(self, hint: Any, value: object, path: Path) -> object:
        key_hint, value_hint = get_args(hint)
        if not isinstance(value, dict):
            raise self.wrong_type(dict, value, path)
        if get_origin(key_hint) is Literal:
            for key in value:
                if key not in get_args(key_hint):
                    self.unknown_key(key, get_args(key_hint), (*path, key))
        if isinstance(key_hint, NewType):
            for key in value:
                self.guarded(key_hint, key, (*path, key))
        return {key: self.guarded(value_hint, one, (*path, key)) for key, one in value.items()}

    def choice(self, choices: tuple[str, ...], value: object, path: Path) -> object:
        if value in choices:
            return value
        listed = ", ".join(f'"{choice}"' for choice in choices)
        hint = near_miss(str(value), choices) or f"choose one of {listed}"
        shown = f'"{value}"' if isinstance(value, str) else str(value)
        raise self.fault("bad-choice", f"{shown} is no value for `{path_name(path)}`", path, hint)

    def choice_or_form(self, hint: Any, value: object, path: Path) -> object:
        """Return one of the choices of a union's `Literal`, or a text of its `NewType`'s form."""
        choices, form = get_args(hint)
        if isinstance(value, str) and RULES[form].is_right(value):
            return value
        return self.choice(get_args(choices), value, path)

    def new_type(self, hint: NewType, value: object, path: Path) -> object:
        text = self.leaf(hint.__supertype__, value, path)
        rule = RULES.get(hint)
        if rule and not rule.is_right(str(text)):
            message = f"`{text}` is {rule.message}" if text else f"`{path_name(path)}` is empty"
            raise self.fault(rule.code, message, path, rule.hint)
        return text

    def date(self, hint: Any, value: object, path: Path) -> object:
        found = date_from_toml(value)
        if hint is PartialDate and found and (found.end or found.is_ongoing):
            raise self.fault("bad-date", "one date is wanted here, not a range", path, _DATE_HINT)
        if found is None:
            if not isinstance(value, (str, int)):
                raise self.wrong_type(hint, value, path)
            raise self.fault("bad-date", f"`{value}` is no date", path, _DATE_HINT)
        return found.start if hint is PartialDate else found

    def start_and_end(self, table: Mapping[str, object], path: Path) -> DateRange | None:
        if "date" in table:
            message = "`date` and `start`/`end` say the same thing twice"
            self.note("bad-date", message, self.place((*path, "date"), "key"), "keep one of them")
            return None
        start = (
            self.guarded(PartialDate, table["start"], (*path, "start"))
            if "start" in table
            else None
        )
        last = table.get("end")
        if "start" not in table:
            hint = "add `start`, or write `date` in place of `end`"
            self.note(
                "bad-date",
                "there is an end without a start",
                self.place((*path, "end"), "key"),
                hint,
            )
            return None
        if isinstance(last, str) and is_open_end(last):
            return DateRange(start, is_ongoing=True)  # type: ignore[arg-type]
        end = self.guarded(PartialDate, last, (*path, "end")) if last is not None else None
        if (
            isinstance(start, PartialDate)
            and isinstance(end, PartialDate)
            and end.sort_key[0] < start.year
        ):
            place = self.place((*path, "end"), "value")
            self.note("bad-date", "the end is before the start", place, "exchange the two dates")
        return DateRange(start, end)  # type: ignore[arg-type]

    def rich(self, value: str, path: Path) -> RichText:
        return inline_markdown(value, KeyPlace(self.document, path, "value"))

    def href(self, value: str, path: Path) -> Href:
        href = safe_href(value)
        if href is None:
            message = f"`{value}` is no address that a page may link to"
            hint = 'write "https://…", or a file in content/ such as "assets/pdf/paper.pdf"'
            raise self.fault("bad-url", message, path, hint)
        if not is_external(href) and href.startswith("www."):
            message = f"`{value}` has no scheme"
            raise self.fault("bad-url", message, path, f'write "https://{value}"')
        return Href(href, KeyPlace(self.document, path, "value"))

    def place(self, path: Path, what: Literal["key", "value"]) -> Span:
        return locate(self.document, path, what=what)

    def note(self, code: str, message: str, span: Span, hint: str | None) -> None:
        self.problems.append(Problem(code, message, span, hint))

    def fault(self, code: str, message: str, path: Path, hint: str) -> _Fault:
        self.note(code, message, self.place(path, "value"), hint)
        return _Fault()

    def wrong_type(self, wanted: type, value: object, path: Path) -> _Fault:
        found = _WORDS.get(type(value), "a date")
        message = f"`{path_name(path)}` must be {_WORDS[wanted]}, not {found}"
        return self.fault("wrong-type", message, path, _type_hint(wanted, value))

    def unknown_key(self, key: str, allowed: Any, path: Path) -> None:
        hint = near_miss(key, allowed) or f"keys allowed here: {', '.join(sorted(allowed))}"
        self.note("unknown-key", f"unknown key `{key}`", self.place(path, "key"), hint)

    def missing_key(self, name: str, path: Path) -> None:
        message = f"the key `{name}` is missing"
        where = f" in `{path_name(path)}`" if path else ""
        hint = f"add a line `{name} = …`"
        self.note("missing-key", message + where, self.place(path, "key"), hint)


def path_name(path: Path) -> str:
    """Return a path as a user would say it.

    >>> path_name(("talks", 1, "title"))
    'talks.title'
    """
    return ".".join(step for step in path if isinstance(step, str))


def date_from_toml(value: object) -> DateRange | None:
    """Return the date or range that a TOML value means, or None.

    >>> date_from_toml(2019).start.year, date_from_toml("1936–1938").end.year
    (2019, 1938)
    """
    if isinstance(value, dt.date):
        return DateRange(PartialDate(value.year, value.month, value.day))
    if type(value) is int:
        value = str(value)
    if not isinstance(value, str):
        return None
    single = parse_date(value)
    return DateRange(single) if single else parse_range(value)


def _float(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _type_hint(wanted: type, value: object) -> str:
    if wanted in (str, RichText, Href) and not isinstance(value, (dict, list)):
        return f'put it in quotes: "{value}"'
    if wanted is list and isinstance(value, (str, int)):
        shown = f'"{value}"' if isinstance(value, str) else str(value)
        return f"put it in brackets: [{shown}]"
    if wanted is list and isinstance(value, dict):
        return "write its name in [[ ]] in place of [ ], once for each"
    if wanted in (int, float) and isinstance(value, str) and value.strip().isdigit():
        return f"leave the quotes out: {value.strip()}"
    if wanted is bool and str(value).lower() in ("yes", "true", "1", "on"):
        return "write true, without quotes"
    if wanted is bool and str(value).lower() in ("no", "false", "0", "off"):
        return "write false, without quotes"
    if wanted is dict:
        return "begin a table: a line with its name in [ ], its keys below"
    return f"write {_WORDS[wanted]}"
