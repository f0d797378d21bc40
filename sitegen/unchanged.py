"""Whether anything has changed since the last build: what it read, what ran, what it wrote.

The stamp that a build leaves behind says so (`sitegen/build/stamp.py` writes it). Nothing slow is
imported here: this check is all that a build without a change has time for.
"""

from __future__ import annotations

import os
import stat
import sys
import time

from sitegen import __version__, packed

TYPE_CHECKING = False  # importing typing costs more than the whole check
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

KIND = "stamp"
INDEX_KIND = "output"
PRIVATE_VARIABLES = "SITEGEN_PRIVATE_"
"""How the names of variables begin that have private values."""
HEADINGS = 4
"""Texts at the head of a stamp: the request, the index, problems as JSON and as plain text."""

_SIGNATURE_NUMBERS = 4


class Request:
    """What a build is asked for. Paths are as the user wrote them."""

    __slots__ = ("base_url", "drafts", "future", "out_dir", "root", "strict")

    def __init__(
        self, root: str, out_dir: str, base_url: str, *, strict: bool, drafts: bool, future: bool
    ) -> None:
        self.root = root
        self.out_dir = out_dir
        self.base_url = base_url
        self.strict = strict
        self.drafts = drafts
        self.future = future

    def describe(self) -> str:
        """Return all that decides about a build but files. Asks the clock and the environment."""
        parts = (
            __version__,
            sys.version,
            sys.prefix,
            sys.flags,
            sys.path,
            os.path.realpath(self.root),
            os.path.realpath(self.out_dir),
            os.environ.get("HOME"),
            self.base_url,
            self.strict,
            self.drafts,
            self.future,
            _day(),
        )
        return repr(parts)


class Report:
    """What the last build had to say, and how many files it made."""

    __slots__ = ("file_count", "problems_json", "problems_text")

    def __init__(self, file_count: int, problems_json: str, problems_text: str) -> None:
        self.file_count = file_count
        self.problems_json = problems_json
        self.problems_text = problems_text


def last_report(request: Request) -> Report | None:
    """Return what the last build said if another one could only say the same. Reads the disk.

    With private values in the environment none is: a stamp would have to hold them, or a digest
    that gives a phone number away.
    """
    if has_private_values():
        return None
    stamp = packed.load(stamp_path(request), KIND)
    if stamp is None or len(stamp.texts) < HEADINGS or len(stamp.numbers) < len(PARTS) + 1:
        return None
    asked, index_id, problems_json, problems_text = stamp.texts[:HEADINGS]
    if asked != request.describe() or _is_being_written(request.out_dir):
        return None
    index = packed.load(packed.cache_path(request.root, INDEX_KIND, request.out_dir), INDEX_KIND)
    if index is None or index.identity != index_id:
        return None
    try:
        if not (_inputs_hold(stamp, f"{request.root}/") and _output_holds(index, request.out_dir)):
            return None
    except OSError:
        return None
    return Report(stamp.numbers[0], problems_json, problems_text)


def has_private_values() -> bool:
    """Say whether the environment has values of contacts. Asks the environment."""
    return any(name.startswith(PRIVATE_VARIABLES) for name in os.environ)


def stamp_path(request: Request) -> str:
    """Return where the stamp of an output is kept."""
    return packed.cache_path(request.root, KIND, request.out_dir)


PARTS = ("files", "listings", "folders", "missing", "links")
"""What the other texts of a stamp name, in this order.

Files and listed folders come with signatures: the numbers after the number of files made and
those of each part. Folders are real ones, missing is what was not there; links are
symlinks, each followed by what `describe_link` says. A path that is not absolute is of the site.
"""


def _inputs_hold(stamp: packed.Packed, base: str) -> bool:
    counts = stamp.numbers[1 : len(PARTS) + 1]
    paths = iter([path if path[:1] == "/" else base + path for path in stamp.texts[HEADINGS:]])
    files, listings, folders, missing = (_take(paths, count) for count in counts[:4])
    signatures = stamp.numbers[len(PARTS) + 1 :]
    split = len(files) * _SIGNATURE_NUMBERS
    return (
        looks_the_same(os.lstat, files, signatures[:split])
        and looks_the_same(os.stat, listings, signatures[split:])
        and all(stat.S_ISDIR(os.lstat(path).st_mode) for path in folders)
        and not any(map(os.path.lexists, missing))
        and _links_hold(stamp.texts[len(stamp.texts) - 2 * counts[4] :] if counts[4] else [], base)
    )


def _output_holds(index: packed.Packed, out_dir: str) -> bool:
    files, folders = index.numbers[:2]
    prefix = f"{out_dir}/"
    paths = [prefix + path for path in index.texts[: files + folders]]
    return looks_the_same(os.lstat, paths, index.numbers[2:])


def looks_the_same(
    look: Callable[[str], os.stat_result], paths: list[str], numbers: list[int]
) -> bool:
    """Say whether all look as they did. Raises OSError for what is gone."""
    if len(paths) * _SIGNATURE_NUMBERS != len(numbers):
        return False
    each = iter(numbers)
    for found, size, changed, touched, inode in zip(
        map(look, paths), each, each, each, each, strict=False
    ):
        if (
            found.st_ctime_ns != touched
            or found.st_mtime_ns != changed
            or found.st_size != size
            or found.st_ino != inode
        ):
            return False
    return True


def describe_link(path: str) -> str:
    """Return the kind of what a symlink leads to, and where that is. Reads the disk."""
    target = os.path.realpath(path)
    kind = "d" if os.path.isdir(target) else "f" if os.path.isfile(target) else "-"
    return f"{kind} {target}"


def _links_hold(texts: list[str], base: str) -> bool:
    paths, targets = texts[::2], texts[1::2]
    return all(
        describe_link(path if path[:1] == "/" else base + path) == target
        for path, target in zip(paths, targets, strict=True)
    )


def _is_being_written(out_dir: str) -> bool:
    """Say whether a build is at work beside the output, or was killed there."""
    parent, name = os.path.split(os.path.realpath(out_dir))
    work = os.path.join(parent, f".sitegen-{name}")
    return any(os.path.lexists(os.path.join(work, step)) for step in ("stage", "old"))


def epoch_of(environment: Mapping[str, str]) -> int | None:
    """Return `SOURCE_DATE_EPOCH` in seconds; None without one, or for what is none before 5138."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    is_number = epoch.isascii() and epoch.isdigit() and len(epoch) <= _EPOCH_DIGITS
    return int(epoch) if is_number else None


_EPOCH_DIGITS = 11


def _take(paths: Iterator[str], count: int) -> list[str]:
    return [path for _, path in zip(range(count), paths, strict=False)]


def _day() -> str:
    """Return the day of the build, as `build_day` does."""
    epoch = epoch_of(os.environ)
    moment = time.time() if epoch is None else epoch
    return time.strftime("%Y-%m-%d", time.gmtime(moment))
