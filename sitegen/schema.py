"""JSON Schemas of the content files, generated from the models: editors complete and check."""

from __future__ import annotations

import ast
import inspect
import itertools
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, NewType, TypeAlias, Union, get_args, get_origin

from sitegen.decode import model_fields, strip_optional
from sitegen.model.collections import Collections
from sitegen.model.config import Config, CvText, HomeText
from sitegen.model.cv import Talk, Teaching
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.letters import LetterKeys
from sitegen.model.pages import (
    CvSectionText,
    HomeSectionText,
    NewsItem,
    Page,
    Post,
    Project,
    PublicationText,
)
from sitegen.model.private import PrivateFacts
from sitegen.model.profile import Profile
from sitegen.model.text import Href, RichText
from sitegen.model.theme import Manifest

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

SCHEMAS: Final[Mapping[str, type]] = {
    "site": Config,
    "profile": Profile,
    "content": Collections,
    "project": Project,
    "post": Post,
    "news": NewsItem,
    "page": Page,
    "publication": PublicationText,
    "home": HomeSectionText,
    "cv": CvSectionText,
    "talk": Talk,
    "course": Teaching,
    "letter": LetterKeys,
    "private": PrivateFacts,
    "theme": Manifest,
}
"""Name of a schema -> the model of the file."""

_DATE: Final[dict[str, Json]] = {
    "anyOf": [
        {"type": "string", "description": '"2024-05-01", "May 2024", "Fall 2024", "2021–present"'},
        {"type": "integer", "description": "a year"},
    ]
}
_LEAVES: Final[Mapping[object, dict[str, Json]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    object: {},
    RichText: {"type": "string", "description": "inline Markdown"},
    Href: {"type": "string", "description": "a web address, or a file in content/"},
    PartialDate: _DATE,
    DateRange: _DATE,
    CvText: {"type": "string", "pattern": "^text:[^\\s/]+$"},
    HomeText: {"type": "string", "pattern": "^text:[^\\s/]+$"},
}


def schema_files() -> dict[str, str]:
    """Return every schema by its path in a site."""
    return {f".sitegen/schema/{name}.json": schema_text(name) for name in SCHEMAS}


def schema_text(name: str) -> str:
    """Return one schema as JSON (draft-07, which TOML editors know best)."""
    definitions: dict[str, Json] = {}
    root = _table(SCHEMAS[name], definitions)
    document: dict[str, Json] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"sitegen: {name}",
        **root,
        "definitions": dict(sorted(definitions.items())),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _table(cls: type, definitions: dict[str, Json]) -> dict[str, Json]:
    known = model_fields(cls)
    properties: dict[str, Json] = {}
    for field in known:
        described = field_docs(cls).get(field.name, "")
        properties[field.name] = _with_text(_value(field.hint, definitions), described)
    if any(strip_optional(field.hint) is DateRange for field in known):
        properties["start"] = properties["end"] = _DATE
    return {
        "type": "object",
        "description": (inspect.getdoc(cls) or "").split("\n")[0],
        "properties": properties,
        "required": [field.name for field in known if field.is_required],
        "additionalProperties": False,
    }


def _value(hint: Any, definitions: dict[str, Json]) -> dict[str, Json]:
    hint = strip_optional(hint)
    if isinstance(hint, NewType) and hint not in _LEAVES:
        hint = hint.__supertype__
    if hint in _LEAVES:
        return dict(_LEAVES[hint])
    origin = get_origin(hint)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin in (Union, UnionType):
        return {"anyOf": [_value(one, definitions) for one in get_args(hint)]}
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], definitions)}
    if origin is Mapping:
        key, value = get_args(hint)
        made: dict[str, Json] = {"type": "object"}
        if get_origin(key) is Literal:
            made["propertyNames"] = {"enum": list(get_args(key))}
        return {**made, "additionalProperties": _value(value, definitions)}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = None
            definitions[hint.__name__] = _table(hint, definitions)
        return {"$ref": f"#/definitions/{hint.__name__}"}
    message = f"no schema for {hint}"
    raise TypeError(message)


def _with_text(schema: dict[str, Json], text: str) -> dict[str, Json]:
    """Return a schema with a description; beside `$ref` draft-07 ignores every other key."""
    if not text:
        return schema
    return (
        {"allOf": [schema], "description": text}
        if "$ref" in schema
        else {**schema, "description": text}
    )


@cache
def field_docs(cls: type) -> Mapping[str, str]:
    """Return the sentence that stands under each field in the source of a model."""
    tree = ast.parse(inspect.getsource(cls))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    names = {field.name for field in fields(cls)}
    docs: dict[str, str] = {}
    for pair in itertools.pairwise(body):
        match pair:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ) if name in names:
                docs[name] = inspect.cleandoc(text)
            case _:
                pass
    return docs
