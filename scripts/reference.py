"""Write the reference pages of docs/ from the program itself: keys, views, commands.

Run `.venv/bin/python scripts/reference.py`; a test fails when a page is stale.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import click

from sitegen import views
from sitegen.cli import cli
from sitegen.decode import model_fields, strip_optional
from sitegen.model import blocks
from sitegen.model.config import CvText, HomeText
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.text import Href, RichText
from sitegen.problems import SitePath
from sitegen.schema import SCHEMAS, field_docs
from sitegen.views.later import Later
from sitegen.words import load_words

DOCS = Path(__file__).parents[1] / "docs"
THEMES = DOCS.parent / "themes"
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
    "cv": "Front matter of content/cv/*.md",
    "talk": "Front matter of content/talks/*.md",
    "course": "Front matter of content/teaching/*.md",
    "letter": "content/letters/*.toml, front matter of content/letters/*.md",
    "private": "private.toml",
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
    CvText: '`"text:<name>"`',
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
    if origin is UnionType or origin is Union:
        return " or ".join(view_type(arg) for arg in args)
    return f"`{getattr(hint, '__name__', hint)}`"


def views_page() -> str:
    lines = [
        "# Views: what a template may see",
        "",
        NOTE,
        f"This is theme contract {views.CONTRACT}.",
        "A template receives `site` ([SiteView](#siteview)), `page` (the view of its page),",
        "`theme` (the options) and `words`; functions and filters: [templates.md](templates.md).",
        "",
        "Texts are `RichText` (print them with the filter `rich`), `Html` or `str`; an `href` is",
        'printed with `url`. A tuple may be empty, a `str` may be "": ask before printing markup',
        "around it. Fields may be added at any time; what is here stays.",
        "",
        *_contents(),
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


def _contents() -> Iterator[str]:
    """Yield links to the views of pages, of charts, and of all that they are made of."""
    groups = {
        "Pages": views.pages,
        "Publications": views.publications,
        "Charts": views.charts,
        "Documents": views.documents,
        "Text in blocks": blocks,
        "Parts": views.parts,
    }
    for title, module in groups.items():
        names = [
            name
            for name in views.__all__
            if getattr(getattr(views, name), "__module__", "") == module.__name__
        ]
        yield f"- {title}: {', '.join(f'[{name}](#{name.lower()})' for name in names)}"


def _view_names() -> dict[str, object]:
    from sitegen.model import markdown, publication, text

    names = {"Heading": markdown.Heading, "Kind": publication.Kind, "Later": Later}
    documents = {
        name: getattr(views.documents, name)
        for name in ("CvEntryStyle", "CvSectionKind", "PublicationOrder")
    }
    return {**vars(text), **documents, "Block": blocks.Block, "SitePath": SitePath, **names}


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


FUNCTIONS = {
    "url(href)": "The way from this page to an address of the site, or the whole address of "
    "another one; unsafe addresses come out empty. Every link goes through it.",
    "asset(name)": "The way to a static file of the theme or its parents; styles and scripts get "
    "a fingerprint.",
    "part(name, …)": "A partial that sees `site`, `theme`, `words` and the values it is given, but "
    "not `page`; printed once for the same values. For the entries of long lists.",
    "words.name": "What the interface says; with a number `words.works(3)`, with names "
    "`words.named(label=…, title=…)`.",
    "policy": "The content security policy of the page, made from what it uses; "
    "`partials/head.html` prints it.",
    "value\\|rich": "Rich text as markup; without the filter it is plain text.",
    "value\\|lang": "`lang` of an element whose text is in another language than the page, "
    "with `dir` where that turns: `<a {{ publication.language\\|lang }}>`.",
    "value\\|json_ld": "JSON in a script element.",
}

SCRIPT = {
    "data-js": "with `hidden`: needs script; where there is one it is shown before anything is "
    "painted, so that nothing moves",
    "data-toggle-scheme": "a button that changes between light and dark, and remembers it",
    "data-copy": "a button that copies the text of the element with this id",
    "data-filter": "a form (see `partials/filter.html`) that filters the list with this id; "
    "`data-entries` and `data-groups` are selectors of what is in it, `data-said` the sentence for "
    "its `output`, with `#` for the number; its search field is named `q`",
    "data-places": "a choice of that form: the places of its entries in the list, from 0 "
    "(`0-4 7`); its name is the facet, its value stands in the address, `data-label` is what it is "
    "called, and an element with `data-count` beside it shows the count",
    "data-empty": "in the list: what is shown when nothing fits; its first `span` says what was "
    "asked",
    "data-search": "a `dialog` with the address of the index (see `partials/search.html`)",
    "data-open-search": "a button that opens it; so do Ctrl-K and, unless a page has a filter to "
    "go to, `/`",
    "data-key": "in that dialog: a checkbox that turns `/` off",
}


def templates_page() -> str:
    """Return what themes have: blocks, partials, words, attributes for the script."""
    lines = [
        "# Templates: blocks, partials, functions, words",
        "",
        NOTE,
        "What a template may print is in [views.md](views.md); how to write one in",
        "[themes.md](themes.md). Jinja's own tags and filters are all there.",
        "",
        "## Functions and filters",
        "",
        "| name | meaning |",
        "| --- | --- |",
        *(f"| `{name}` | {meaning} |" for name, meaning in FUNCTIONS.items()),
        "",
        "## Blocks",
        "",
        "A child theme replaces a block with `{% block main %}…{% endblock %}`.",
        "A template that is not named has the blocks of the one that it extends.",
        "",
        "| theme | template | extends | blocks |",
        "| --- | --- | --- | --- |",
    ]
    folders = sorted(path.parent for path in THEMES.glob("*/theme.toml"))
    for folder in folders:
        for path in sorted((folder / "templates").glob("*.html")):
            text = path.read_text(encoding="utf-8")
            parent = re.search(r'{%-? extends "([^"]+)"', text)
            blocks = dict.fromkeys(re.findall(r"{%-? block (\w+)", text))
            if blocks:
                shown = ", ".join(f"`{name}`" for name in blocks)
                above = f"`{parent[1]}`" if parent else ""
                lines.append(f"| {folder.name} | `{path.name}` | {above} | {shown} |")
    lines += [
        "",
        "## Partials",
        "",
        "Partials have no blocks; a child theme replaces them whole.",
        "",
    ]
    for folder in folders:
        lines += [f"### {folder.name}", "", "| partial | what it is |", "| --- | --- |"]
        for path in sorted((folder / "templates/partials").glob("*.html")):
            said = re.match(r"{#-?(.*?)-?#}", path.read_text(encoding="utf-8"), re.DOTALL)
            meaning = " ".join(said[1].split()).replace("|", "\\|") if said else ""
            lines.append(f"| `partials/{path.name}` | {meaning} |")
        lines.append("")
    lines += ["## What site.js looks for", "", "| attribute | meaning |", "| --- | --- |"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in SCRIPT.items()]
    lines += [
        "",
        "## Words",
        "",
        "In English; a table of plural forms is shown by its last one.",
        "",
    ]
    lines += ["| name | English |", "| --- | --- |"]
    for name, text in sorted(load_words("en").texts.items()):
        shown = text if isinstance(text, str) else text["other"]
        call = "" if isinstance(text, str) and "{" not in text else "(…)"
        lines.append(f"| `words.{name}{call}` | {shown.replace('|', '/')} |")
    return "\n".join(lines).rstrip() + "\n"


PAGES = {
    "content.md": content_page,
    "views.md": views_page,
    "commands.md": commands_page,
    "templates.md": templates_page,
}

if __name__ == "__main__":
    for file, made in PAGES.items():
        (DOCS / file).write_text(made(), encoding="utf-8", newline="\n")
