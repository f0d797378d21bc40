"""The output folder before anything is written: is it safe, and what does the user call it?"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.manifest import REPLACEMENTS, read_manifest
from sitegen.problems import Problem, SitePath, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORK_PREFIX = ".sitegen-"
_NAMED_AT_MOST = 3


def check_output_dir(
    out_dir: Path, *, site_root: Path, protected: Sequence[Path]
) -> tuple[Problem, ...]:
    """Return why sitegen must not write to this folder, if so. Looks at the disk and at $HOME.

    `protected` are the folders of sources, such as content/ and themes/.

    Problems: unsafe-output.
    """
    try:
        danger = _danger(out_dir, site_root, protected)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symlinks, up to Python 3.12
        danger = f"cannot be looked at ({error})"
    if danger is None:
        return ()
    name = name_path(out_dir, site_root)
    message = f"the output `{name}` {danger}; nothing was changed"
    hint = "choose a new or an empty folder, such as `output`"
    return (Problem("unsafe-output", message, Span(SitePath(name)), hint),)


def work_folder(out_dir: Path) -> Path:
    """Return the folder beside the output in which the next site is made. Follows symlinks."""
    out = out_dir.resolve()
    return out.with_name(f"{_WORK_PREFIX}{out.name}")


def name_path(path: Path, site_root: Path) -> str:
    """Return a path as the user knows it: relative if it is inside the site, else absolute."""
    path = path.absolute()
    for root in (site_root.absolute(), site_root.resolve()):
        if path.is_relative_to(root):
            path = path.relative_to(root)
            break
    return _printable(path.as_posix())


def name_few(paths: Sequence[str]) -> str:
    """Name three files, and count the others.

    >>> name_few(["a", "b", "c", "d", "e"])
    '`a`, `b`, `c` and 2 more (5 in all)'
    """
    names = ", ".join(f"`{_printable(path)}`" for path in paths[:_NAMED_AT_MOST])
    more = len(paths) - _NAMED_AT_MOST
    return f"{names} and {more} more ({len(paths)} in all)" if more > 0 else names


def _printable(path: str) -> str:
    """Replace what stands for bytes that are not UTF-8 in a file name."""
    return path.encode("utf-8", "replace").decode()


def _danger(out_dir: Path, site_root: Path, protected: Sequence[Path]) -> str | None:
    if out_dir.is_symlink():
        return "is a symbolic link"
    out = out_dir.resolve()
    if out == Path(out.anchor):
        return "is the root of a file system"
    with suppress(RuntimeError):  # there are users without a home folder
        if _is_inside(Path.home().resolve(), out):
            return "is or contains your home folder"
    if _is_inside(site_root.resolve(), out):
        return "is or contains the folder of the site"
    for folder in protected:
        if _is_inside(out, folder.resolve()):
            return f"is or lies inside the source folder `{name_path(folder, site_root)}`"
        if _is_inside(folder.resolve(), out):
            return f"contains the source folder `{name_path(folder, site_root)}`"
    if out.name.startswith(_WORK_PREFIX):
        return f"begins with `{_WORK_PREFIX}`, a name that sitegen keeps for its own work"
    return _danger_of_losing_files(out)


def _danger_of_losing_files(out: Path) -> str | None:
    if not out.exists():
        return None
    if not out.is_dir():
        return "is not a folder"
    names = sorted(path.name for path in out.iterdir() if path.name != REPLACEMENTS)
    if names and read_manifest(out) is None:
        return f"is not empty and was not made by sitegen: it contains {name_few(names)}"
    return None


def _is_inside(inner: Path, outer: Path) -> bool:
    """Say whether a folder is another or lies in it, in whatever case its name is written."""
    return any(_is_same(folder, outer) for folder in (inner, *inner.parents))


def _is_same(first: Path, second: Path) -> bool:
    if first == second:
        return True
    try:
        return first.samefile(second)
    except OSError:
        return False
