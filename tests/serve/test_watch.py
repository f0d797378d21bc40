from __future__ import annotations

import errno
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from sitegen.serve.watch import Watched, Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60


class Noticed:
    """Counts changes and reasons for polling; waits for the next change."""

    def __init__(self) -> None:
        self.changed = threading.Event()
        self.reasons: list[str] = []

    def after(self, change: Callable[[], object]) -> bool:
        self.changed.clear()
        change()
        return self.changed.wait(PATIENCE)


@pytest.fixture
def noticed() -> Noticed:
    return Noticed()


@pytest.fixture
def watching(tmp_path: Path, noticed: Noticed, request: pytest.FixtureRequest) -> Iterator[Watcher]:
    (tmp_path / "content").mkdir()
    poll = getattr(request, "param", False)
    watcher = Watcher([Watched(tmp_path)], noticed.changed.set, noticed.reasons.append, poll=poll)
    watcher.start()
    yield watcher
    watcher.stop()


@pytest.mark.parametrize("watching", [False, True], indirect=True)
def test_changes_are_noticed(watching: Watcher, noticed: Noticed, tmp_path: Path) -> None:
    del watching
    file, other = tmp_path / "content/a.md", tmp_path / "content/b.md"
    assert noticed.after(lambda: file.write_text("one"))
    assert noticed.after(lambda: file.write_text("three"))
    assert noticed.after(lambda: file.rename(other))
    assert noticed.after(other.unlink)
    assert noticed.after((tmp_path / "content/deep").mkdir)
    assert noticed.after(lambda: (tmp_path / "content/deep/c.md").write_text("x"))
    assert noticed.after(lambda: (tmp_path / "site.toml").write_text("x"))
    assert noticed.after((tmp_path / "themes").mkdir)
    assert noticed.after(lambda: (tmp_path / "themes/x.css").write_text("x"))
    assert noticed.after(lambda: (tmp_path / "themes").rename(tmp_path / "other"))
    assert noticed.after(lambda: (tmp_path / "other/x.css").write_text("other"))
    assert noticed.reasons == []


def test_a_folder_that_was_away_is_watched_again(
    watching: Watcher, noticed: Noticed, tmp_path: Path
) -> None:
    del watching
    for number in range(3):
        (tmp_path / "content").rename(tmp_path.parent / f"{tmp_path.name}-away")
        assert noticed.after(lambda: (tmp_path / "site.toml").write_text("x"))
        back = (tmp_path.parent / f"{tmp_path.name}-away").rename
        assert noticed.after(lambda back=back: back(tmp_path / "content"))
        path = tmp_path / f"content/{number}.md"
        assert noticed.after(lambda path=path: path.write_text("x"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE])
def test_at_the_limit_of_the_system_polling_takes_over_with_one_warning(
    tmp_path: Path, noticed: Noticed, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    (tmp_path / "content").mkdir()

    def full(_: object) -> None:
        raise OSError(code, "inotify watch limit reached")

    monkeypatch.setattr(Watcher, "_try_another", full)
    watcher = Watcher([Watched(tmp_path)], noticed.changed.set, noticed.reasons.append)
    watcher.start()
    try:
        assert len(noticed.reasons) == 1
        assert "fs.inotify.max_user_" in noticed.reasons[0]
        assert noticed.after(lambda: (tmp_path / "content/a.md").write_text("x"))
    finally:
        watcher.stop()


def test_the_limit_may_be_reached_later(
    watching: Watcher, tmp_path: Path, noticed: Noticed, monkeypatch: pytest.MonkeyPatch
) -> None:
    del watching

    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Watcher, "_try_another", full)
    assert noticed.after((tmp_path / "content/new").mkdir)
    assert noticed.after(lambda: (tmp_path / "content/new/a.md").write_text("x"))
    assert noticed.after(lambda: (tmp_path / "content/new/a.md").write_text("other"))
    assert len(noticed.reasons) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="inotify alone holds events")
def test_a_file_that_is_moved_out_is_not_held(watching: Watcher) -> None:
    observer = watching._observer
    assert observer is not None
    for emitter in observer.emitters:
        held = emitter._inotify._move_event_grouper._queue.delay  # type: ignore[attr-defined]
        assert held <= 0.02


def test_what_can_hold_no_content_is_not_watched(tmp_path: Path) -> None:
    names = (
        "content",
        "themes",
        "bib",
        ".git",
        ".venv",
        "venv",
        "node_modules",
        "output",
        "private",
    )
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / "public").mkdir()
    (tmp_path / "public/.sitegen-output.json").touch()
    (tmp_path / "link").symlink_to("content")
    watched = Watched(tmp_path)
    assert [folder.name for folder in watched.folders()] == ["bib", "content", "themes"]


@pytest.mark.parametrize(
    ("path", "heeded"),
    [
        ("site.toml", True), ("content/posts/a.md", True), ("content/output/a.md", True),
        ("themes/mine/static/a.css", True), ("content/a.swift", True),
        ("output/index.html", False), ("content/.a.md.swp", False), ("content/a.md~", False),
        ("content/4913", False), ("content/a.md.tmp", False), ("content/#a.md#", False),
        (".git/index", False), ("content/.git/a", False), (".sitegen-output/a", False),
        ("content/a.md___jb_tmp___", False), ("content/a.bak", False), ("", False),
        ("content/a.crswap", False), ("node_modules/a.js", False), ("../a.md", False),
    ],
)  # fmt: skip
def test_which_changes_matter(tmp_path: Path, path: str, *, heeded: bool) -> None:
    assert Watched(tmp_path).heeds(str(tmp_path / path)) is heeded
