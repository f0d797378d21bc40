"""What the browser sees: the last good build, what stands in the way of a newer one, and news."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.model.text import OutPath
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REMEMBERED: Final = 10
_STATE: Final = late_pattern(r"(\w+)\.(\d{1,9})", re.ASCII)
_FINGERPRINT: Final = late_pattern(r"\.[0-9a-f]{8}(?=\.css$)")


@dataclass(frozen=True, slots=True)
class Change:
    """How the outputs of one build differ from those of the build before."""

    pages: frozenset[OutPath] = frozenset()
    """Pages that are new, gone or other than by the address of a style."""
    styles: Mapping[OutPath, OutPath] = field(default_factory=dict)
    """Style -> the one that takes its place: itself, or one with another fingerprint."""
    files: frozenset[OutPath] = frozenset()
    """All other files that are new, gone or different."""
    count: int = 0
    """How many outputs are new, gone or different."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One state of the preview. It never changes; `advance` gives the next one."""

    run: str
    """Which run of the server this is: numbers of another run say nothing."""
    number: int = 0
    """How many states there were before."""
    outputs: Mapping[OutPath, bytes] | None = None
    """Every file of the last good build; None before the first."""
    report: str = ""
    """What stands in the way of a newer build, as HTML; "" when nothing does."""
    reports: Mapping[OutPath, str] = field(default_factory=dict)
    """What is wrong with single files, as HTML: letters. Other pages know nothing of it."""
    changes: tuple[Change, ...] = ()
    """How the latest states came about; the last one belongs to `number`."""

    @property
    def name(self) -> str:
        """Return what a page says it was made from."""
        return f"{self.run}.{self.number}"


def advance(
    preview: Preview,
    outputs: Mapping[OutPath, bytes] | None,
    report: str,
    reports: Mapping[OutPath, str] | None = None,
) -> tuple[Preview, Change]:
    """Return the preview after a build, and what the build changed.

    A build that failed has no outputs and a report: the last good ones stay, with the reports of
    single files. When a reader could see no difference the preview is the same one.
    """
    reports = preview.reports if outputs is None else reports or {}
    number = preview.number + 1
    if outputs is None or preview.outputs is None:
        if outputs is None and report == preview.report:
            return preview, Change()
        change = Change(count=len(outputs) if outputs else 0)
        # Whoever waited for the first good build must load anew, so there is no way from before.
        remembered = () if outputs is not None else (*preview.changes, change)
        kept = preview.outputs if outputs is None else outputs
        return replace(
            preview,
            number=number,
            outputs=kept,
            report=report,
            reports=reports,
            changes=_last(remembered),
        ), change
    change = compare(preview.outputs, outputs)
    if not change.count and (report, reports) == (preview.report, preview.reports):
        return replace(preview, outputs=outputs), change
    changes = _last((*preview.changes, change))
    return replace(
        preview, number=number, outputs=outputs, report=report, reports=reports, changes=changes
    ), change


def compare(old: Mapping[OutPath, bytes], new: Mapping[OutPath, bytes]) -> Change:
    """Return how two builds differ. Most outputs are the same objects, which is seen at once."""
    made = {
        path
        for path, content in new.items()
        if (before := old.get(path)) is not content and before != content
    }
    gone = old.keys() - new.keys()
    styles = _style_changes(made, gone, old)
    renamed = [(_name(was), _name(now)) for was, now in styles.items() if was != now]
    differing = made | gone
    pages = {path for path in differing if path.endswith((".html", ".htm"))}
    restyled = {path for path in pages if _is_restyled(old.get(path), new.get(path), renamed)}
    files = differing - pages - styles.keys() - set(styles.values())
    return Change(frozenset(pages - restyled), styles, frozenset(files), len(differing))


def since(preview: Preview, name: str) -> Change | None:
    """Return what changed since the state with this name; None when that is not known."""
    found = _STATE.fullmatch(name)
    if found is None or found[1] != preview.run:
        return None
    behind = preview.number - int(found[2])
    if not 0 <= behind <= len(preview.changes):
        return None
    return merge(preview.changes[len(preview.changes) - behind :])


def merge(changes: Iterable[Change]) -> Change:
    """Return several changes as one, oldest first."""
    pages: frozenset[OutPath] = frozenset()
    files: frozenset[OutPath] = frozenset()
    styles: dict[OutPath, OutPath] = {}
    count = 0
    for change in changes:
        pages |= change.pages
        files |= change.files
        followed = {was: change.styles.get(now, now) for was, now in styles.items()}
        styles = {**change.styles, **followed}
        count += change.count
    return Change(pages, styles, files, count)


def find_page(outputs: Mapping[OutPath, bytes], path: str) -> OutPath | None:
    """Return the output that answers a decoded path without its first slash, if there is one.

    >>> find_page({OutPath("cv/index.html"): b""}, "cv/")
    'cv/index.html'
    """
    name = OutPath(f"{path}index.html" if not path or path.endswith("/") else path)
    return name if name in outputs else None


def concerns(change: Change, path: str, outputs: Mapping[OutPath, bytes]) -> bool:
    """Say whether the page at a decoded path without its first slash is another one now."""
    names = {OutPath(path), OutPath(f"{path}index.html"), OutPath(f"{path}/index.html")}
    is_missing = find_page(outputs, path) is None
    others = {OutPath("404.html"), OutPath(path)}
    return not names.isdisjoint(change.pages) or (
        is_missing and not others.isdisjoint(change.pages | change.files)
    )


def _style_changes(
    made: set[OutPath], gone: set[OutPath], old: Mapping[OutPath, bytes]
) -> dict[OutPath, OutPath]:
    left = {_FINGERPRINT.sub("", path): path for path in gone if path.endswith(".css")}
    styles: dict[OutPath, OutPath] = {}
    for path in sorted(made):
        if not path.endswith(".css"):
            continue
        before = path if path in old else left.get(_FINGERPRINT.sub("", path))
        if before is not None:
            styles[before] = path
    return styles


def _is_restyled(
    old: bytes | None, new: bytes | None, renamed: Iterable[tuple[bytes, bytes]]
) -> bool:
    """Say whether two pages are the same but for the addresses of their styles."""
    if old is None or new is None:
        return False
    for was, now in renamed:
        old = old.replace(was, now)
    return old == new


def _name(path: OutPath) -> bytes:
    return path.rpartition("/")[2].encode()


def _last(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return changes[-_REMEMBERED:]
