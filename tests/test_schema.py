from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sitegen.decode import model_fields
from sitegen.schema import SCHEMAS, field_docs, schema_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from walk(one)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_closed_and_its_references_resolve(name: str) -> None:
    schema = json.loads(schema_text(name))
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for part in walk(schema):
        if "$ref" in part:
            target = str(part["$ref"]).removeprefix("#/definitions/")
            assert schema["definitions"][target]["type"] == "object"
        if "properties" in part and part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert set(part["required"]) <= set(part["properties"])  # type: ignore[call-overload]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_says_what_it_is(name: str) -> None:
    cls = SCHEMAS[name]
    fields = [field.name for field in model_fields(cls)]
    assert [field for field in fields if not field_docs(cls).get(field)] == []
    schema = json.loads(schema_text(name))
    bare = [
        key
        for key, value in schema["properties"].items()
        if not value.get("description") and key not in ("start", "end")
    ]
    assert bare == []


def test_the_keys_of_a_schema_are_those_that_are_read() -> None:
    schema = json.loads(schema_text("content"))
    talk = schema["definitions"]["Talk"]["properties"]
    assert {"title", "event", "date", "start", "end", "kind"} <= set(talk)
    assert "span" not in talk
    assert "keynote" in talk["kind"]["enum"]
    assert json.loads(schema_text("site"))["required"] == ["title", "url"]
