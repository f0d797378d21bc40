"""The folder private/: documents that are for the person alone, never part of the output."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.build.manifest import MANIFEST
from sitegen.problems import Outcome, Problem, SitePath, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

PRIVATE_DIR: Final = "private"
_SOURCES: Final = ("content", "themes", ".git")


def write_private(files: Mapping[str, bytes], site_root: Path) -> Outcome[tuple[Path, ...]]:
    """Write files into private/ beside site.toml, each in one step. Writes to the disk.

    The folder is made if need be, for the owner alone (0700); so are the files (0600). Names are
    posix paths below private/ ("cv.pdf", "letters/2024-05-01-lune.pdf"). Without a value nothing
    was written. Returns the places of the files in the order of `files`.

    Problems: unsafe-private-folder.
    """
    folder = site_root / PRIVATE_DIR
    places = {name: folder.joinpath(*name.split("/")) for name in files}
    danger = next(filter(None, (_danger(place, site_root) for place in places.values())), None)
    if danger is not None:
        message = f"nothing private can be written to `{PRIVATE_DIR}/`: {danger}"
        hint = f"make `{PRIVATE_DIR}` a folder of its own beside site.toml, and no symbolic link"
        span = Span(SitePath(PRIVATE_DIR))
        return Outcome(None, (Problem("unsafe-private-folder", message, span, hint),))
    for name, place in places.items():
        _make_folders(folder, place.parent)
        _write(place, files[name])
    return Outcome(tuple(places.values()))


def _danger(place: Path, site_root: Path) -> str | None:
    """Return why a file must not be written to a place in private/. Looks at the disk."""
    root, real = site_root.resolve(), place.resolve()
    folder = root / PRIVATE_DIR
    if not real.is_relative_to(folder):
        if any(real.is_relative_to((root / name).resolve()) for name in ("output", *_SOURCES)):
            return "it lies in the output or among the sources"
        return "a symbolic link leads out of it"
    for parent in real.parents:
        if (parent / MANIFEST).exists():
            return f"`{parent.name}` is the output of a build"
        if parent == root:
            break
    for step in (*reversed(place.relative_to(site_root).parents), Path(PRIVATE_DIR)):
        found = site_root / step
        if found.exists() and not found.is_dir():
            return f"`{step.as_posix()}` is no folder"
    return None


def _make_folders(folder: Path, inner: Path) -> None:
    steps = [folder]
    for step in inner.relative_to(folder).parts:
        steps.append(steps[-1] / step)
    for one in steps:
        one.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)


def _write(place: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
