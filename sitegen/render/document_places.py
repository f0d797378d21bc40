"""Where in site.toml the look and the limits of a document are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.files import read_text
from sitegen.places import place
from sitegen.problems import SitePath
from sitegen.readers.toml import read_toml

if TYPE_CHECKING:
    from sitegen.files import FileTree
    from sitegen.plan.tasks import DocumentTask
    from sitegen.problems import Span

_CONFIG: Final = SitePath("site.toml")


def theme_place(task: DocumentTask, files: FileTree) -> Span:
    """Return where the theme of a document is named: at its variant, or for all documents."""
    number = _variant(task, files)
    if number is not None and _has(files, ("cv", "variants", number, "theme")):
        return place(files, _CONFIG, ("cv", "variants", number, "theme"))
    return place(files, _CONFIG, ("documents", "theme"))


def pages_place(task: DocumentTask, files: FileTree) -> Span:
    """Return where it is said how many pages a document may have."""
    number = _variant(task, files)
    if number is not None and _has(files, ("cv", "variants", number, "max_pages")):
        return place(files, _CONFIG, ("cv", "variants", number, "max_pages"))
    return place(files, _CONFIG, ("cv", "max_pages"))


def font_place(files: FileTree) -> Span:
    """Return where the font of the documents is named."""
    return place(files, _CONFIG, ("documents", "font"))


def _variant(task: DocumentTask, files: FileTree) -> int | None:
    """Return which variant of the CV a document is, from 0; None for any other document."""
    stem = task.out.rpartition("/")[2].removesuffix(".pdf")
    variants = _value(files, ("cv", "variants"))
    if not stem.startswith("cv-") or not isinstance(variants, list):
        return None
    names = [one.get("name") if isinstance(one, dict) else None for one in variants]
    name = stem.removeprefix("cv-")
    return names.index(name) if name in names else None


def _has(files: FileTree, keys: tuple[str | int, ...]) -> bool:
    return _value(files, keys) is not None


def _value(files: FileTree, keys: tuple[str | int, ...]) -> object:
    text = read_text(files, _CONFIG).value
    document = read_toml(_CONFIG, text).value if text is not None else None
    value: object = document.data if document else None
    for key in keys:
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key] if key < len(value) else None
        else:
            return None
    return value
