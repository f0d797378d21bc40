"""Write the reference pages of docs/ from the program itself: keys, views, commands.

Run `.venv/bin/python scripts/reference.py`; a test fails when a page is stale.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import click

from sitegen import views
from sitegen.cli import cli
from sitegen.decode import model_fields, strip_optional
from sitegen.model.config import HomeText
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.text import Href, RichText
from sitegen.schema import SCHEMAS, field_docs
from sitegen.views.later import Later

DOCS = Path(__file__).parents[1] / "docs"
NOTE = "<!-- Made by scripts/reference.py: change the program, not this page. -->\n"

FILES = {
    "site": "site.toml",
    "profile": "content/profile.toml",
    "content": "content/*.toml",
    "project": "Front matter of content/projects/*.md",
    "post": "Front matter of content/posts/*.md",
    "news": "Front matter of content/news/*.md",
    "page": "Front matter of content/pages/*.md",
    "publication": "Front matter of content/publications/*.md",
    "home": "Front matter of content/home/*.md",
    "talk": "Front matter of content/talks/*.md",
    "course": "Front matter of content/teaching/*.md",
    "theme": "themes/*/theme.toml",
}

TYPES: Mapping[object, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    object: "any",
    RichText: "text with inline Markdown",
    Href: "address or file",
    PartialDate: "date",
    DateRange: "date or range",
    HomeText: '`"text:<name>"`',
}


def type_name(hint: Any) -> str:
    hint = strip_optional(hint)
    if isinstance(hint, NewType) and hint not in TYPES:
        hint = hint.__supertype__
    if hint in TYPES:
        return TYPES[hint]
    origin = get_origin(hint)
    if origin is Literal:
        return ", ".join(f'`"{choice}"`' for choice in get_args(hint))
    if origin in (Union, UnionType):
        return " or ".join(map(type_name, get_args(hint)))
    if origin is tuple:
        inner = get_args(hint)[0]
        if is_dataclass(inner):
            return f"tables [{inner.__name__}](#{inner.__name__.lower()})"
        return f"list: {type_name(inner)}"
    if origin is Mapping:
        key, value = get_args(hint)
        keys = f" (keys: {type_name(key)})" if get_origin(key) is Literal else ""
        return f"table: {type_name(value)}{keys}"
    return f"table [{hint.__name__}](#{hint.__name__.lower()})"


def nested(cls: type, seen: dict[str, type]) -> None:
    for field in model_fields(cls):
        for hint in (strip_optional(field.hint), *get_args(strip_optional(field.hint))):
            if is_dataclass(hint) and hint not in TYPES and hint.__name__ not in seen:
                seen[hint.__name__] = hint
                nested(hint, seen)


def key_table(cls: type) -> Iterator[str]:
    docs = field_docs(cls)
    yield "| key | value | meaning |"
    yield "| --- | --- | --- |"
    for field in model_fields(cls):
        name = f"**`{field.name}`**" if field.is_required else f"`{field.name}`"
        meaning = " ".join(docs.get(field.name, "").split()).replace("|", "\\|")
        yield f"| {name} | {type_name(field.hint)} | {meaning} |"


def content_page() -> str:
    lines = [
        "# Content: every file and key",
        "",
        NOTE,
        "Keys in bold must be there; any other key is an error with a near miss.",
        'A date is `"2024-05-01"`, `"2024-05"`, `"May 2024"`, `2024` or `"Fall 2024"`; a range is',
        '`"2019 – 2024"` or `"2021 – present"`, or two keys `start` and `end` in place of `date`.',
        "An address is `https://…`, or a file in content/ such as `assets/slides.pdf`.",
        "",
    ]
    for name, cls in SCHEMAS.items():
        lines += [f"## {FILES[name]}", "", (inspect.getdoc(cls) or "").split("\n")[0], ""]
        lines += [*key_table(cls), ""]
        seen: dict[str, type] = {}
        nested(cls, seen)
        for inner in seen.values():
            lines += [f"### {inner.__name__}", "", (inspect.getdoc(inner) or "").split("\n")[0], ""]
            lines += [*key_table(inner), ""]
    return "\n".join(lines).rstrip() + "\n"


def view_type(hint: Any) -> str:
    origin = get_origin(hint)
    if origin is Later:
        return view_type(get_args(hint)[0])
    if origin is tuple:
        args = [arg for arg in get_args(hint) if arg is not Ellipsis]
        return f"tuple of {', '.join(view_type(arg) for arg in args)}"
    if origin is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(hint))
    args = get_args(hint)
    if NoneType in args:
        return f"{view_type(strip_optional(hint))} or None"
    return f"`{getattr(hint, '__name__', hint)}`"


def views_page() -> str:
    lines = [
        "# Views: what a template may see",
        "",
        NOTE,
        f"This is theme contract {views.CONTRACT}.",
        "A template receives `site` (SiteView), `page` (the view of its page) and `theme` (the",
        "options), the functions `url` and `asset`, and the filters `rich` and `json_ld`.",
        "",
    ]
    for name in views.__all__:
        cls = getattr(views, name)
        if not is_dataclass(cls):
            continue
        docs = field_docs(cls)
        hints = get_type_hints(cls, vars(views) | _view_names())
        lines += [f"## {name}", "", " ".join((inspect.getdoc(cls) or "").split()), ""]
        lines += ["| field | type | meaning |", "| --- | --- | --- |"]
        for field in fields(cls):
            meaning = " ".join(docs.get(field.name, "").split()).replace("|", "\\|")
            lines.append(f"| `{field.name}` | {view_type(hints[field.name])} | {meaning} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _view_names() -> dict[str, object]:
    from sitegen.model import markdown, publication, text

    names = {"Heading": markdown.Heading, "Kind": publication.Kind, "Later": Later}
    return {**vars(text), **names}


def commands_page() -> str:
    lines = ["# Commands", "", NOTE]
    group = click.Context(cli, info_name="sitegen", terminal_width=96, **cli.context_settings)
    for name, command in cli.commands.items():
        lines += _command_lines(name, command, group, "##")
    return "\n".join(lines).rstrip() + "\n"


def _command_lines(
    name: str, command: click.Command, parent: click.Context, level: str
) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=96)
    yield from (f"{level} {context.command_path}", "")
    yield from ("```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for inner, one in command.commands.items():
            yield from _command_lines(inner, one, context, f"{level}#")


PAGES = {"content.md": content_page, "views.md": views_page, "commands.md": commands_page}

if __name__ == "__main__":
    for file, made in PAGES.items():
        (DOCS / file).write_text(made(), encoding="utf-8", newline="\n")
