"""The disk -> "something changed". What changed is not said: a build finds that out by itself.

What kind of event it was is not believed either, as editors save in a dozen ways; but only ends
of writing are listened to where the system tells them apart (Linux), so that a file that is
still being written is not read.
"""

from __future__ import annotations

import errno
import logging
import os
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserverVFS
from watchdog.utils.dirsnapshot import DirectorySnapshot

from sitegen.build.manifest import MANIFEST
from sitegen.files import is_content_name
from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver, ObservedWatch

POLL_SECONDS: Final = 0.5
_LONGEST_POLL_SECONDS: Final = 5
_REST_PER_LOOK: Final = 20

_NEVER: Final = frozenset({"output", "private", "node_modules", "__pycache__", "venv"})
# 4913 is vim's test for a writable folder, the others are files on their way to their own name.
_PASSING = late_pattern(
    r"4913|.*\.(?:tmp|temp|part|crdownload|crswap|sw[a-px])|.*___jb_(?:tmp|old)___"
)

_LIMITS: Final = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)
_HELD_SECONDS: Final = 0.01
_INOTIFY: Final = "InotifyObserver"


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder to watch, without what in it is nobody's content."""

    root: Path
    """Absolute."""

    def heeds(self, path: str) -> bool:
        """Say whether a change of this absolute path can matter.

        >>> site = Watched(Path("/site"))
        >>> [site.heeds(f"/site/{path}") for path in ("a.bib", "content/.a.md.swp", "output/a")]
        [True, False, False]
        """
        with suppress(ValueError):
            steps = Path(path).relative_to(self.root).parts
            return bool(steps) and steps[0] not in _NEVER and all(map(_is_heeded, steps))
        return False

    def folders(self) -> tuple[Path, ...]:
        """Return the folders at the top that are to be watched with all they hold. Reads the disk.

        The root itself is watched without its folders: a virtual environment or the history of a
        repository would cost thousands of watches.
        """
        return tuple(path for path in sorted(self.root.iterdir()) if self.takes_in(path))

    def takes_in(self, path: Path) -> bool:
        """Say whether a path is a folder at the top that can hold content. Looks at the disk."""
        return (
            path.parent == self.root
            and self.heeds(str(path))
            and path.is_dir()
            and not path.is_symlink()
            and not (path / MANIFEST).exists()
        )


def _is_heeded(name: str) -> bool:
    return (
        is_content_name(name)
        and name not in ("node_modules", "__pycache__")
        and (_PASSING.fullmatch(name) is None)
    )


class Watcher:
    """Watches folders until it is stopped.

    `on_change` is called from another thread, once or more for every change. `on_poll` is called
    with a reason when the system cannot watch as many folders, and looking again and again takes
    the place of being told.
    """

    def __init__(
        self,
        watched: Sequence[Watched],
        on_change: Callable[[], None],
        on_poll: Callable[[str], None],
        *,
        poll: bool = False,
    ) -> None:
        self._watched = tuple(watched)
        self._on_change = on_change
        self._on_poll = on_poll
        self._poll = poll
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, ObservedWatch] = {}
        self._lost = _LostEvents(on_change)

    def start(self) -> None:
        """Begin. Raises OSError when a folder cannot be read at all."""
        # A folder that appears while its parent is looked at is announced twice; that is fine.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
        logging.getLogger("watchdog").addHandler(self._lost)
        if not self._poll:
            try:
                self._listen()
            except OSError as error:
                if error.errno not in _LIMITS:
                    raise
                self._stop_observer()
                self._on_poll(_limit(error))
            else:
                return
        self._look()

    def stop(self) -> None:
        """End, and wait for the end."""
        logging.getLogger("watchdog").removeHandler(self._lost)
        self._stop_observer()

    def _listen(self) -> None:
        _shorten_hold()
        self._observer = Observer()
        self._observer.start()
        for watched in self._watched:
            self._observe(watched, watched.root, recursive=False)
            for folder in watched.folders():
                self._observe(watched, folder, recursive=True)
        self._try_another()

    def _observe(self, watched: Watched, folder: Path, *, recursive: bool) -> None:
        if self._observer is None or folder in self._watches:
            return
        self._watches[folder] = self._observer.schedule(
            _Handler(watched, self._on_change, self._follow),
            str(folder),
            recursive=recursive,
            event_filter=_events(self._observer),
        )

    def _follow(self, watched: Watched, event: FileSystemEvent) -> None:
        """Watch a new folder, and no more one that has gone."""
        if self._poll or self._observer is None:
            return
        for path in (Path(os.fsdecode(event.src_path)), Path(os.fsdecode(event.dest_path or ""))):
            if path.parent == watched.root and path in self._watches:
                with suppress(KeyError):
                    self._observer.unschedule(self._watches.pop(path))
        try:
            for folder in watched.folders():
                with suppress(FileNotFoundError, NotADirectoryError):
                    self._observe(watched, folder, recursive=True)
            self._try_another()
        except OSError as error:
            if error.errno in _LIMITS:
                self._give_up(error)

    def _try_another(self) -> None:
        """Raise OSError when the system has no watch left.

        watchdog says nothing when it cannot watch a folder inside another, so a last watch is
        tried: if there is room for it, there was for all before.
        """
        if type(self._observer).__name__ == _INOTIFY and self._observer is not None:
            self._observer.unschedule(self._observer.schedule(FileSystemEventHandler(), os.sep))

    def _give_up(self, error: OSError) -> None:
        """Look instead of listening, from within the observer's own thread."""
        listening, self._observer = self._observer, None
        self._poll = True
        self._on_poll(_limit(error))
        self._look()
        if listening is not None:
            listening.stop()

    def _look(self) -> None:
        self._poll = True
        self._watches.clear()
        pause = _pause_seconds(self._watched)
        self._observer = PollingObserverVFS(os.stat, self._entries, polling_interval=pause)
        for watched in self._watched:
            self._observer.schedule(
                _Handler(watched, self._on_change, self._follow),
                str(watched.root),
                recursive=True,
                event_filter=_events(self._observer),
            )
        self._observer.start()

    def _entries(self, folder: str | None) -> Iterator[os.DirEntry[str]]:
        return _entries(folder or "", self._watched)

    def _stop_observer(self) -> None:
        observer, self._observer = self._observer, None
        self._watches.clear()
        if observer is not None and observer.is_alive():
            observer.stop()
            observer.join()


class _Handler(FileSystemEventHandler):
    """Hands on the events that matter."""

    def __init__(
        self,
        watched: Watched,
        on_change: Callable[[], None],
        follow: Callable[[Watched, FileSystemEvent], None],
    ) -> None:
        self._watched = watched
        self._on_change = on_change
        self._follow = follow

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if not any(self._watched.heeds(path) for path in paths):
            return
        if event.is_directory:
            self._follow(self._watched, event)
        self._on_change()


class _LostEvents(logging.Handler):
    """Takes what watchdog logs for a change: it warns when the system has dropped events."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._on_change = on_change

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self._on_change()


def _events(observer: BaseObserver) -> list[type[FileSystemEvent]]:
    """Return the events to be told: where one says that a file was closed, not each writing."""
    written = FileClosedEvent if type(observer).__name__ == _INOTIFY else FileModifiedEvent
    return [
        DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
        FileCreatedEvent, FileDeletedEvent, FileMovedEvent, written,
    ]  # fmt: skip


def _shorten_hold() -> None:
    """Let watchdog hold a file that is moved out of the tree for 10 ms, not 500.

    It waits for the other half of a rename, and everything after it waits too: vim's `backupdir`
    moves the old file away before it writes the new one. Both halves of a rename come together.
    """
    with suppress(ImportError):
        from watchdog.observers.inotify_move_event_grouper import (  # noqa: PLC0415 Linux only
            InotifyMoveEventGrouper,
        )

        InotifyMoveEventGrouper.delay = _HELD_SECONDS


def _entries(folder: str, watched: Sequence[Watched]) -> Iterator[os.DirEntry[str]]:
    """Return what is to be watched in one folder. Reads the disk."""
    at_top = any(folder == str(each.root) for each in watched)
    with os.scandir(folder) as found:
        heeded = [entry for entry in found if _is_heeded(entry.name)]
    return iter([entry for entry in heeded if not (at_top and entry.name in _NEVER)])


def _pause_seconds(watched: Sequence[Watched]) -> float:
    """Return how long to rest between two looks, so that looking costs little. Asks the clock."""
    began = time.monotonic()
    for each in watched:
        DirectorySnapshot(str(each.root), listdir=lambda folder: _entries(folder or "", watched))
    took = time.monotonic() - began
    return min(max(POLL_SECONDS, took * _REST_PER_LOOK), _LONGEST_POLL_SECONDS)


def _limit(error: OSError) -> str:
    name = "max_user_watches" if error.errno == errno.ENOSPC else "max_user_instances"
    return f"the system watches no more folders (fs.inotify.{name})"
