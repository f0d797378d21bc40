"""One build of the preview, and the thread that makes one after another."""

from __future__ import annotations

import gc
import os
import threading
import time
import traceback
from typing import TYPE_CHECKING, TypeVar

from sitegen.app import BuildMemo, build_day, build_site
from sitegen.build.leaks import LeakMemo
from sitegen.files import source_text
from sitegen.images.store import ImageStore
from sitegen.load import SiteMemo
from sitegen.problems import Outcome, Problem, SitePath, Span
from sitegen.quick_dataclass import dataclass
from sitegen.report import count_line, html_report
from sitegen.serve.letters import LetterFiles, LetterMaker, letter_files
from sitegen.serve.preview import Change, Preview, advance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sitegen.build.run import Build
    from sitegen.files import FileTree
    from sitegen.load import LoadOptions
    from sitegen.report import Links
    from sitegen.serve.changes import Changes

T = TypeVar("T")

_SHOWN_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Sources:
    """What the preview is made from."""

    root: Path
    files: Callable[[], FileTree]
    """Asked for each build."""
    options: LoadOptions
    links: Links | None = None
    """Where a place in the report leads to."""
    known: Callable[[], SiteMemo] = SiteMemo
    """Asked once, for what earlier builds made of the files."""
    images: Callable[[], ImageStore] = ImageStore
    """Asked once, for what they made of images."""
    letters: LetterMaker | None = None
    """Asked once for each good build; None where no letters are shown."""
    style: str = ""
    """The address of the style of pages that are not of the site."""
    searches: Callable[[], LeakMemo] = LeakMemo
    """Asked once, for what the output was searched for."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What one build came to."""

    problems: tuple[Problem, ...]
    is_good: bool
    change: Change
    total: int
    """How many files there are in the preview now."""
    seconds: float
    is_first: bool
    of_letters: tuple[Problem, ...] = ()
    """What is wrong with letters; no part of `problems`."""


class Builder:
    """Builds in one thread: at the start, and after every burst of changes.

    `on_built` is called in that thread with each new preview. `preview` is the newest one; it is
    replaced as a whole, so any thread may read it.
    """

    def __init__(
        self,
        sources: Sources,
        changes: Changes,
        run: str,
        on_built: Callable[[Preview, Rebuilt], None],
    ) -> None:
        self._sources = sources
        self._changes = changes
        self._on_built = on_built
        self._memo = BuildMemo(sources.known(), images=sources.images(), leaks=sources.searches())
        self._thread = threading.Thread(target=self._work, name="sitegen-build", daemon=True)
        self.preview = Preview(run)

    def start(self) -> None:
        """Begin with the first build."""
        self._thread.start()

    def stop(self, patience_s: float = 0.5) -> None:
        """End after the running build; one that takes longer is given up: it writes nothing."""
        self._changes.close()
        self._thread.join(patience_s)

    def _work(self) -> None:
        self._rebuild(is_first=True)
        # What the first build made mostly stays: looking through it for garbage after every other
        # one takes longer than building.
        gc.collect()
        gc.freeze()
        while self._changes.wait():
            self._rebuild(is_first=False)

    def _rebuild(self, *, is_first: bool) -> None:
        began = time.perf_counter()
        built = self._build()
        outputs = built.value.outputs if built.value else None
        of_letters: tuple[Problem, ...] = ()
        if outputs is None:
            report = self._report(_errors(built.problems), self._sources.files())
            self.preview, change = advance(self.preview, None, report)
        elif self._sources.letters is None:
            self.preview, change = advance(self.preview, outputs, "")
        else:
            letters, of_letters = self._letters(self._sources.letters)
            outputs = {**outputs, **letters.outputs}
            self.preview, change = advance(self.preview, outputs, "", letters.reports)
        total = len(self.preview.outputs or ())
        seconds = time.perf_counter() - began
        self._on_built(
            self.preview,
            Rebuilt(
                built.problems, outputs is not None, change, total, seconds, is_first, of_letters
            ),
        )

    def _build(self) -> Outcome[Build]:
        """Build the site."""
        files, options = self._sources.files(), self._sources.options
        day = build_day(os.environ)
        return self._tried(
            lambda: build_site(files, day, options, memo=self._memo, with_cards=False)
        )

    def _letters(self, ask: LetterMaker) -> tuple[LetterFiles, tuple[Problem, ...]]:
        """Return what the preview shows of letters, and all that is wrong with them."""
        files, options = self._sources.files(), self._sources.options
        asked = self._tried(lambda: ask(files, build_day(os.environ), options))
        letters = asked.value or ()
        shown = letter_files(
            letters,
            asked.problems,
            self.preview.outputs or {},
            style=self._sources.style,
            report=lambda problems: self._report(problems, files),
        )
        found = (problem for letter in letters for problem in letter.problems)
        return shown, (*asked.problems, *found)

    def _tried(self, make: Callable[[], Outcome[T]]) -> Outcome[T]:
        """Return what is made. What goes wrong in any other way is a problem of the preview too."""
        try:
            return make()
        except OSError as error:
            self._memo = BuildMemo()
            place = _site_path(error.filename, self._sources.root)
            words = f"the file cannot be read: {error.strerror or error}"
            return Outcome(None, (Problem("unreadable-file", words, Span(place)),))
        except Exception as error:  # noqa: BLE001 a bug must not end the preview
            self._memo = BuildMemo()
            if os.environ.get("SITEGEN_DEBUG") == "1":
                traceback.print_exception(error)
            what = f"{type(error).__name__}: {error}".split("\n")[0]
            hint = (
                "this is a bug of sitegen: please report it, with the output of `SITEGEN_DEBUG=1`"
            )
            bug = Problem("internal-error", f"internal error ({what})", Span(SitePath("")), hint)
            return Outcome(None, (bug,))

    def _report(self, problems: Sequence[Problem], files: FileTree) -> str:
        shown = html_report(
            problems[:_SHOWN_PROBLEMS],
            lambda path: source_text(files, path),
            links=self._sources.links,
        )
        if len(problems) <= _SHOWN_PROBLEMS:
            return shown
        return f"{shown}<p>The first {_SHOWN_PROBLEMS} of {count_line(problems)}.</p>\n"


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _site_path(name: object, root: Path) -> SitePath:
    path = os.path.relpath(os.fsdecode(name), root) if isinstance(name, (str, bytes)) else ""
    return SitePath(path.replace(os.sep, "/"))
