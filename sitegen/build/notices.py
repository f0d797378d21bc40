"""What is said of an output folder: where it is, and the problems that writing to it may have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.output_dir import name_few, name_path
from sitegen.problems import Problem, Span, warning
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model.text import OutPath


@dataclass(frozen=True, slots=True)
class Place:
    """The output and the folder beside it, and how to speak of them to the user."""

    out: Path
    work: Path
    site_root: Path
    name: str
    span: Span


def foreign_file_in_the_way(blocking: Sequence[OutPath], place: Place) -> Problem:
    """Return what is said when files of others stand where the site needs a place."""
    message = (
        f"the site needs a place in `{place.name}` that is taken by {name_few(blocking)}, which "
        "sitegen did not write or which was changed since; nothing was changed"
    )
    hint = "move it out of the output or remove it, then build again"
    return Problem("foreign-file-in-the-way", message, place.span, hint)


def foreign_files(foreign: Sequence[OutPath], place: Place) -> tuple[Problem, ...]:
    """Return what is said of the files of others that stay."""
    if not foreign:
        return ()
    message = (
        f"`{place.name}` holds files that sitegen did not write, and they stay as they are: "
        f"{name_few(foreign)}"
    )
    hint = "remove them if they are not to be published"
    return (warning("foreign-files", message, place.span, hint),)


def kept_files(kept: Sequence[OutPath], place: Place) -> tuple[Problem, ...]:
    """Return what is said of files that sitegen wrote and somebody changed."""
    if not kept:
        return ()
    message = (
        f"files in `{place.name}` were kept, because sitegen did not write them or they were "
        f"changed since: {name_few(kept)}"
    )
    hint = "remove them if you do not need them"
    return (warning("kept-file", message, place.span, hint),)


def output_changed(lost: Sequence[OutPath], place: Place) -> Problem:
    """Return what is said when a file that was to stay is not as it was."""
    message = (
        f"`{place.name}` was changed while the site was made: {name_few(lost)}; nothing was written"
    )
    return Problem("output-changed", message, place.span, "build again")


def build_running(place: Place) -> Problem:
    """Return what is said when another run holds the lock."""
    message = f"another run of sitegen is writing to `{place.name}`"
    hint = "wait until it has finished, or stop it"
    return Problem("build-running", message, place.span, hint)


def cannot_write(error: OSError, place: Place) -> Problem:
    """Return what is said of an error of the disk."""
    named = error.filename if isinstance(error.filename, str) else None
    path = name_path(Path(named) if named else place.out, place.site_root)
    message = f"the output cannot be written: `{path}`: {error.strerror or error}"
    hint = (
        f"the next site is made in `{name_path(place.work, place.site_root)}`: that folder and "
        f"`{place.name}` must be writable, and the disk needs room for both"
    )
    return Problem("cannot-write", message, place.span, hint)
