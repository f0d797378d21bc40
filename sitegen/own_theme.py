"""A theme of the site's own: how it begins, copies of files to change, which file counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.decode import decode
from sitegen.files import BUILTIN_THEMES, join, read_text
from sitegen.late_pattern import late_pattern
from sitegen.model.config import Config
from sitegen.problems import Outcome, Problem, SitePath, Span, near_miss
from sitegen.readers.toml import read_toml
from sitegen.themes import (
    Layer,
    find_layer,
    load_manifest,
    load_theme,
    manifest_path,
    theme_names,
)
from sitegen.views import CONTRACT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.files import FileTree
    from sitegen.themes import Theme

_CONFIG: Final = SitePath("site.toml")
_NAME = late_pattern(r"[a-z0-9][a-z0-9_-]{0,40}")
_FOLDERS: Final = ("templates", "static")
_EXAMPLES: Final = ("partials/footer.html", "partials/foot.html", "partials/legend.html")
"""Partials that may begin a theme; the first one that the parent has."""


class ThemeFact(NamedTuple):
    """A theme that a site may have."""

    name: str
    description: str
    parent: str
    is_own: bool
    is_used: bool


class ThemeFile(NamedTuple):
    """A template or a static file, with the places where it stands: the first one counts."""

    name: str
    """With its folder: `templates/partials/footer.html`."""
    places: tuple[tuple[Layer, SitePath], ...]


class Change(NamedTuple):
    """Files to write, and the theme that they make."""

    theme: str
    files: Mapping[SitePath, bytes]
    is_used: bool


def site_config(files: FileTree) -> Outcome[Config]:
    """Return the settings. Problems: those of reading site.toml."""
    text = read_text(files, _CONFIG)
    read = read_toml(_CONFIG, text.value) if text.value is not None else None
    if read is None or read.value is None:
        return Outcome(None, read.problems if read else text.problems)
    return decode(Config, read.value)


def list_themes(used: str, files: FileTree) -> Iterator[ThemeFact]:
    """Yield every theme that a site may have, by name."""
    for name in theme_names(files):
        layer = find_layer(name, files)
        manifest = load_manifest(layer, files).value if layer else None
        yield ThemeFact(
            name,
            manifest.description if manifest else "",
            manifest.parent if manifest else "",
            is_own=layer is not None and _is_own(layer),
            is_used=name == used,
        )


def new_theme(name: str, parent: str, config: Config, files: FileTree) -> Outcome[Change]:
    """Return a child theme that changes nothing yet: theme.toml and one partial to begin with.

    Problems: bad-theme-name, theme-exists, and those of the parent.
    """
    if not _NAME.fullmatch(name):
        return _refused(
            "bad-theme-name",
            f"`{name}` is no name for a theme",
            _CONFIG,
            "use small letters, digits and hyphens: my-theme",
        )
    own = Layer(name=name, folder=SitePath(f"themes/{name}"))
    if find_layer(name, files) or files.glob(own.folder):
        return _refused(
            "theme-exists",
            f"there is a theme `{name}` already",
            manifest_path(own),
            "choose another name",
        )
    theme = load_theme(replace(config, theme=parent, theme_options={}), files)
    if theme.value is None:
        return Outcome(None, theme.problems)
    made = {manifest_path(own): _manifest(name, parent)}
    for example in _EXAMPLES:
        known = find_file(f"templates/{example}", theme.value, files).value
        if known:
            owner = known.places[0][0].name
            made[SitePath(f"{own.folder}/templates/{example}")] = _example(owner, example)
            break
    return Outcome(Change(name, made, is_used=config.theme == name))


def copy_files(names: Sequence[str], to: str, config: Config, files: FileTree) -> Outcome[Change]:
    """Return copies of files of the theme in use, in the site's own theme `to`.

    `to` is "" for the theme in use if that is the site's own, else `mine`; it begins as a child
    of the theme in use.

    Problems: unknown-theme-file, file-exists, bad-theme-name, and those of the theme.
    """
    used = find_layer(config.theme, files)
    target = to or (config.theme if used and _is_own(used) else "mine")
    layer = find_layer(target, files)
    made: dict[SitePath, bytes] = {}
    if layer is None:
        begun = new_theme(target, config.theme, config, files)
        if begun.value is None:
            return begun
        manifest = SitePath(f"themes/{target}/theme.toml")
        made[manifest] = begun.value.files[manifest]
    elif not _is_own(layer):
        return _refused(
            "theme-exists",
            f"`{target}` is a built-in theme",
            manifest_path(layer),
            "name a theme of your own with --to",
        )
    source = config.theme if layer is None else target
    theme = load_theme(replace(config, theme=source, theme_options={}), files)
    if theme.value is None:
        return Outcome(None, theme.problems)
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        found = find_file(name, theme.value, files)
        problems.extend(found.problems)
        if found.value is None:
            continue
        path = SitePath(f"themes/{target}/{found.value.name}")
        if files.read_bytes(path) is not None:
            message = f"`{target}` has its own `{found.value.name}` already"
            problems.append(Problem("file-exists", message, Span(path), "change that file"))
        else:
            made[path] = files.read_bytes(found.value.places[0][1]) or b""
    if problems:
        return Outcome(None, tuple(problems))
    return Outcome(Change(target, made, is_used=config.theme == target))


def find_file(name: str, theme: Theme, files: FileTree) -> Outcome[ThemeFile]:
    """Return where a file of the chain stands; `partials/footer.html` may do without its folder.

    Problems: unknown-theme-file.
    """
    wanted = join(name)
    if wanted is not None:
        folder, _, _ = wanted.partition("/")
        names = [wanted] if folder in _FOLDERS else [f"{one}/{wanted}" for one in _FOLDERS]
        for candidate in names:
            places = tuple(
                (layer, path)
                for layer in theme.layers
                if files.read_bytes(path := SitePath(f"{layer.folder}/{candidate}")) is not None
            )
            if places:
                return Outcome(ThemeFile(candidate, places))
    known = {
        path.removeprefix(f"{layer.folder}/")
        for layer in theme.layers
        for one in _FOLDERS
        for path in files.glob(SitePath(f"{layer.folder}/{one}"))
    }
    short = {one.partition("/")[2] for one in known}
    hint = near_miss(name, known | short) or f"templates: {', '.join(_pages(known))}"
    message = f"the theme `{theme.name}` has no file `{name}`"
    return Outcome(None, (Problem("unknown-theme-file", message, Span(_CONFIG), hint),))


def write_change(change: Change, root: Path) -> tuple[Problem, ...]:
    """Write the files of a change, none over another. Writes to the disk.

    Problems: file-exists, theme-outside.
    """
    for path in change.files:
        place = root / path
        if not place.resolve().is_relative_to(root.resolve()):
            message = "the folder leads out of the site"
            hint = "take the symlink away, or write the file where it leads to"
            return (Problem("theme-outside", message, Span(path), hint),)
        if place.exists():
            return (Problem("file-exists", "the file is there", Span(path), "change that file"),)
    for path, content in change.files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(content)
    return ()


def _is_own(layer: Layer) -> bool:
    return not layer.folder.startswith(f"{BUILTIN_THEMES}/")


def _pages(known: set[str]) -> list[str]:
    """Return the templates of whole pages."""
    names = (name.removeprefix("templates/") for name in known if name.startswith("templates/"))
    return sorted(name for name in names if "/" not in name)


def _refused(code: str, message: str, path: SitePath, hint: str) -> Outcome[Change]:
    return Outcome(None, (Problem(code, message, Span(path), hint),))


def _manifest(name: str, parent: str) -> bytes:
    return f"""#:schema ../../.sitegen/schema/theme.json
# Every template and static file that this theme lacks is that of its parent.
name = "{name}"
contract = {CONTRACT}
parent = "{parent}"
description = "{parent}, with changes of my own."
""".encode()


def _example(owner: str, name: str) -> bytes:
    return f"""{{#-
  This partial stands in for the one of the theme `{owner}`, and so far prints just that one.
  Write before or after it, or take the line away and write your own. To begin with a copy:
  delete this file, then `sitegen theme copy {name}`.
-#}}
{{% include "@{owner}/{name}" %}}
""".encode()
