"""The published schema of JSON Resume (npm: @jsonresume/schema 1.3.1, MIT), and its checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jsonschema import Draft7Validator, FormatChecker

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEMA = json.loads(Path(__file__).with_name("json-resume-1.3.1.schema.json").read_text("utf-8"))
_FORMATS = FormatChecker(("email",))


@_FORMATS.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    """Say whether a value is an address by RFC 3986; jsonschema looks only with more libraries."""
    if not isinstance(value, str):
        return True
    parts = urlsplit(value)
    is_clean = value.isascii() and not set(value) & set(' "<>\\^`{|}')
    return is_clean and bool(parts.scheme and parts.netloc)


_VALIDATOR = Draft7Validator(_SCHEMA, format_checker=_FORMATS)


def check_resume(text: str | bytes) -> Mapping[str, object]:
    """Return a file of JSON Resume; fails where it breaks the schema, or has an empty value."""
    made = json.loads(text)
    errors = [
        f"{'/'.join(map(str, one.path))}: {one.message}" for one in _VALIDATOR.iter_errors(made)
    ]
    assert errors == []
    assert list(_empty(made, "")) == []
    assert isinstance(made, dict)
    return made


def _empty(value: object, path: str) -> list[str]:
    if value in ("", [], {}, None):
        return [path]
    if isinstance(value, dict):
        return [found for key, one in value.items() for found in _empty(one, f"{path}/{key}")]
    if isinstance(value, list):
        return [
            found for place, one in enumerate(value) for found in _empty(one, f"{path}/{place}")
        ]
    return []
