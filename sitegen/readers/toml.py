"""TOML text to plain data, what is wrong with it, and where each key and value stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from sitegen.problems import Outcome, Problem, SitePath, Span
from sitegen.quick_dataclass import dataclass
from sitegen.readers.toml_faults import Fault, diagnose, too_deep, too_long
from sitegen.readers.toml_scan import TOKEN, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tree_sitter import Node

    from sitegen.readers.toml_scan import Range, Scan


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML text that could be read. `first_line` is the line of the file where `text` starts."""

    path: SitePath
    text: str
    data: Mapping[str, object]
    first_line: int = 1


def read_toml(path: SitePath, text: str, first_line: int = 1) -> Outcome[Document]:
    """Read TOML 1.1; front matter, which begins below its fence, passes `first_line=2`.

    Problems, at most one: toml-syntax, toml-duplicate-key, toml-too-deep.
    """
    import tomli  # noqa: PLC0415 slow; not every command reads TOML

    try:
        return Outcome(Document(path, text, tomli.loads(text), first_line))
    except tomli.TOMLDecodeError as error:
        text = error.doc
        fault = _fault(text, error.msg, error.pos)
    except RecursionError:
        fault = too_deep(text)
    except ValueError:  # from int(), which refuses more than 4,300 digits
        fault = too_long(text)
    lines = _line_starts(text)
    span = _span(path, lines, first_line, fault.place)
    related: tuple[tuple[Span, str], ...] = ()
    if fault.first:
        related = ((_span(path, lines, first_line, fault.first), "first defined here"),)
    return Outcome(None, (Problem(fault.code, fault.message, span, fault.hint, related),))


def locate(document: Document, path: Sequence[str | int], *, what: Literal["key", "value"]) -> Span:
    r"""Return where the key or the value at a path into `document.data` stands.

    A table has no value of its own: its place is the name in its header. So has a list of
    tables and each of its elements. An element of an array has no key: its value stands for it.
    For a path that does not exist, the place of the nearest table or list around it.

    >>> document = read_toml(SitePath("a.toml"), '[[talks]]\ncity = "Ulm"').value
    >>> locate(document, ("talks", 0, "city"), what="value")
    Span(path='a.toml', line=2, column=8, width=5)
    """
    if not path:
        return Span(document.path, document.first_line)
    outline = _outline(document.text)
    place = outline.root
    for step in path:
        inner = place.inside.get(step)
        if inner is None:
            what = "key"
            break
        place = inner
    found = (place.key, place.value) if what == "key" else (place.value, place.key)
    return _span(document.path, outline.lines, document.first_line, found[0] or found[1] or (0, 1))


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """The place of a key or value, found when it is asked for: that takes a second parser."""

    document: Document
    path: tuple[str | int, ...]
    what: Literal["key", "value"]

    @property
    def span(self) -> Span:
        """The place."""
        return locate(self.document, self.path, what=self.what)


def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1)


def _span(path: SitePath, lines: Sequence[int], first_line: int, place: Range) -> Span:
    row = bisect_right(lines, place[0]) - 1
    width = min(place[1], lines[row + 1] - 1) - place[0]
    return Span(path, first_line + row, place[0] - lines[row] + 1, max(width, 1))


# --- where keys and values stand


@dataclass(slots=True)
class _Place:
    """A key with its value, or an element of a list, and what is inside it."""

    key: Range | None = None
    value: Range | None = None
    inside: dict[str | int, _Place] = field(default_factory=dict)


class _Outline(NamedTuple):
    root: _Place
    table: _Place  # of the last header
    lines: tuple[int, ...]


@lru_cache(maxsize=64)
def _outline(text: str) -> _Outline:
    import tree_sitter_toml  # noqa: PLC0415 slow; only places need it
    from tree_sitter import Language, Parser  # noqa: PLC0415

    parser = Parser(Language(tree_sitter_toml.language()))
    # One byte for each character, so that the offsets of the tree are those of the text.
    tree = parser.parse(text.encode("ascii", "replace"))
    if tree.root_node.has_error:
        tree = parser.parse(_simplified(text).encode("ascii", "replace"))
    root = table = _Place()
    for node in _parts(tree.root_node):
        if node.type == "pair":
            _add_pairs(text, table, [node])
            continue
        header, *pairs = _parts(node)
        keys = _key_parts(text, header)
        table = _reach(root, keys)
        if node.type == "table_array_element":
            table.inside[len(table.inside)] = table = _Place()
        table.key = keys[-1][1]
        _add_pairs(text, table, pairs)
    return _Outline(root, table, _line_starts(text))


def _simplified(text: str) -> str:
    """Return a TOML 1.1 text as TOML 1.0, which the grammar knows, everything at its old place.

    Texts lose their content, comments go; so do line ends and last commas in inline tables.
    """
    pieces: list[str] = []
    end = comma = 0
    opened = [""]
    for token in TOKEN.finditer(text):
        word = token[0]
        pieces.append(" " * (token.start() - end))
        end = token.end()
        if word[0] in "\"'":
            word = f'"{"x" * (len(word) - 2)}"'
        elif word[0] == "#" or (word == "\n" and opened[-1] == "{"):
            word = " " * len(word)
        elif ":" in word:  # a time, in TOML 1.1 perhaps without seconds
            word = "1" * len(word)
        elif word in "[{":
            opened.append(word)
        elif word in "]}":
            opened = opened[:-1] or [""]
            if comma:
                pieces[comma] = " "
        pieces.append(word)
        if not word.isspace():
            comma = len(pieces) - 1 if word == "," else 0
    return "".join(pieces)


def _parts(node: Node) -> list[Node]:
    return [part for part in node.named_children if part.type != "comment"]


def _add_pairs(text: str, table: _Place, pairs: Sequence[Node]) -> None:
    """Note the pairs and all that is inside them; a loop, because arrays nest 400 deep."""
    work = [(table, pair) for pair in reversed(pairs)]
    while work:
        place, node = work.pop()
        if node.type == "pair":
            key, node = _parts(node)
            keys = _key_parts(text, key)
            place = _reach(place, keys)
            place.key = keys[-1][1]
        place.value = node.byte_range
        if node.type == "array":
            place.inside = {index: _Place() for index, _ in enumerate(_parts(node))}
            work.extend(zip(place.inside.values(), _parts(node), strict=True))
        elif node.type == "inline_table":
            work.extend((place, pair) for pair in reversed(_parts(node)))


def _key_parts(text: str, node: Node) -> list[tuple[str, Range]]:
    nodes: list[Node] = []
    while node.type == "dotted_key":
        node, last = node.named_children
        nodes.insert(0, last)
    ranges = [part.byte_range for part in (node, *nodes)]
    return [(_key_names(text[start:end])[0], (start, end)) for start, end in ranges]


def _reach(place: _Place, parts: Iterable[tuple[str, Range]]) -> _Place:
    for name, key in parts:
        place = _last(place).inside.setdefault(name, _Place(key))
    return place


def _last(place: _Place) -> _Place:
    """Return the last element of a list of tables; any other place as it is."""
    is_list = place.value is None and 0 in place.inside
    return place.inside[len(place.inside) - 1] if is_list else place


# --- what is said twice


def _fault(text: str, reason: str, at: int) -> Fault:
    if not reason.startswith(("Cannot", "Duplicate")):
        return diagnose(text, reason, at)
    found = scan(text, at)
    top = found.levels[-1]
    start = found.statement if top.start is None else top.start
    key = text[start : at if top.equals is None else top.equals].rstrip()
    place, shift = _outline(text[: found.statement]).table, 0
    if found.in_header:
        place = _outline(text[: found.statement]).root
    elif top.kind == "{":  # what was read of an inline table, as a text of its own
        place = _outline(f"_={text[top.bracket : start]}}}").root.inside["_"]
        shift = top.bracket - len("_=")
    names = _key_names(key)
    depth = 0
    while depth < len(names) and (inner := _last(place).inside.get(names[depth])):
        place, depth = inner, depth + 1
    message, hint = _said_twice(found, place, key, names[depth - 1] if depth < len(names) else "")
    first = (place.key[0] + shift, place.key[1] + shift) if place.key else None
    return Fault((start, start + len(key)), message, hint, "toml-duplicate-key", first)


def _said_twice(found: Scan, first: _Place, key: str, parent: str) -> tuple[str, str]:
    """Say how `key` clashes with what came first: itself, or else the `parent` it would go into."""
    rename = "delete one of the two, or rename it"
    if first.value is not None and (found.in_header or parent):
        return f"`{parent or key}` has a value already", rename
    if not found.in_header and parent:
        return f"the table `{parent}` has a header of its own", "write this line below that header"
    if not found.in_header:
        return f"the key `{key}` is set twice", rename
    header = f"[[{key}]]" if found.text.startswith("[[", found.statement) else f"[{key}]"
    if 0 in first.inside:
        return f"`{key}` is a list of tables already", f"write `[{header}]` here too"
    if header.startswith("[["):
        return f"`{key}` is a table already", f"for a list of tables, write `{header}` both times"
    hint = f"put all its keys below one header; a list of tables has `[{header}]` each time"
    return f"the table `{key}` is defined twice", hint


def _key_names(key: str) -> list[str]:
    if key.replace("-", "").replace("_", "").isalnum():
        return [key]
    import tomli  # noqa: PLC0415

    names: list[str] = []
    inside: object = tomli.loads(f"{key} = 0")
    while isinstance(inside, dict):
        step, inside = next(iter(inside.items()))
        names.append(step)
    return names
