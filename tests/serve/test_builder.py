from __future__ import annotations

import queue
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from conftest import SMALLEST, tree

from sitegen.files import MemoryTree
from sitegen.load import LoadOptions
from sitegen.model.text import OutPath
from sitegen.problems import Outcome, Problem, SitePath, Span
from sitegen.serve import builder as module
from sitegen.serve.builder import Builder, Rebuilt, Sources
from sitegen.serve.changes import Changes
from sitegen.serve.letters import LIST, ShownLetter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Files

    from sitegen.build.run import Build
    from sitegen.files import FileTree
    from sitegen.serve.letters import LetterMaker
    from sitegen.serve.preview import Preview

PATIENCE = 60


class Bench:
    """A builder of sites in memory."""

    def __init__(self, letters: LetterMaker | None = None) -> None:
        self.files: Files | FileTree = dict(SMALLEST)
        self.changes = Changes()
        self.built: queue.Queue[tuple[Preview, Rebuilt]] = queue.Queue()
        sources = Sources(Path("/site"), lambda: tree(self.files), LoadOptions(), letters=letters)
        self.builder = Builder(
            sources, self.changes, "r", lambda preview, rebuilt: self.built.put((preview, rebuilt))
        )

    def next(self) -> tuple[Preview, Rebuilt]:
        return self.built.get(timeout=PATIENCE)

    def save(self, **files: str) -> tuple[Preview, Rebuilt]:
        assert isinstance(self.files, dict)
        self.files = {**self.files, **{f"{name}.toml": text for name, text in files.items()}}
        self.changes.note()
        return self.next()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    made.builder.start()
    yield made
    made.builder.stop(PATIENCE)


def test_the_first_build_comes_by_itself_and_the_next_after_a_change(bench: Bench) -> None:
    preview, first = bench.next()
    assert first.is_first
    assert first.is_good
    assert first.total == first.change.count == len(preview.outputs or ())
    preview, second = bench.save(site='title = "Other"\nurl = "https://example.org/"\n')
    assert not second.is_first
    assert 0 < second.change.count <= second.total
    assert b"Other" in (preview.outputs or {})["index.html"]  # type: ignore[index]
    _, third = bench.save()
    assert third.change.count == 0


def test_changes_during_a_build_make_exactly_one_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, released = threading.Semaphore(0), threading.Semaphore(0)

    def slow(*_: object, **__: object) -> Outcome[Build]:
        begun.release()
        assert released.acquire(timeout=PATIENCE)
        return Outcome(None)

    monkeypatch.setattr(module, "build_site", slow)
    bench = Bench()
    bench.builder.start()
    try:
        for _ in range(3):
            assert begun.acquire(timeout=PATIENCE)
            for _ in range(3):
                bench.changes.note()
            assert bench.built.empty()
            released.release()
            bench.next()
        assert begun.acquire(timeout=PATIENCE)
        released.release()
        bench.next()
        assert bench.changes._burst is None
    finally:
        bench.builder.stop(PATIENCE)


def test_a_file_that_cannot_be_read_is_reported_without_its_line(bench: Bench) -> None:
    bench.next()

    class Locked(MemoryTree):
        def read_bytes(self, path: SitePath) -> bytes | None:
            if path == "site.toml":
                raise PermissionError(13, "Permission denied", "/site/site.toml")
            return None

    bench.files = Locked({})
    bench.changes.note()
    preview, rebuilt = bench.next()
    assert not rebuilt.is_good
    assert "site.toml:1:1" in preview.report
    assert "Permission denied" in preview.report


def test_a_report_names_errors_and_no_warnings(bench: Bench) -> None:
    bench.next()
    preview, rebuilt = bench.save(site='title = "<b>"\nurl = "https://example.org/"\nthem = 1\n')
    assert not rebuilt.is_good
    assert "site.toml:3:1" in preview.report
    assert "unknown-key" in preview.report
    assert preview.outputs is not None
    preview, rebuilt = bench.save(site=str(SMALLEST["site.toml"]))
    assert (preview.report, rebuilt.is_good) == ("", True)


def test_a_report_of_very_many_problems_is_cut(bench: Bench) -> None:
    bench.next()
    keys = "\n".join(f"key{number} = 1" for number in range(200))
    preview, rebuilt = bench.save(site=f'title = "A"\nurl = "https://example.org/"\n{keys}\n')
    assert len(rebuilt.problems) == 200
    assert preview.report.count("<li") == 50
    assert "The first 50 of 200 errors" in preview.report


@pytest.mark.parametrize(
    ("fault", "code", "place"),
    [
        (PermissionError(13, "Denied", "/site/content/a.md"), "unreadable-file", "content/a.md:1"),
        (OSError(5, "Input/output error"), "unreadable-file", ".:1:1"),
        (ZeroDivisionError("<script>"), "internal-error", "&lt;script&gt;"),
        (RecursionError(), "internal-error", "RecursionError"),
    ],
)  # fmt: skip
def test_a_fault_of_the_disk_or_of_ours_is_reported_and_passes(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    fault: Exception, code: str, place: str,
) -> None:  # fmt: skip
    bench.next()

    def fail(*_: object, **__: object) -> NoReturn:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(module, "build_site", fail)
        preview, rebuilt = bench.save()
    assert [problem.code for problem in rebuilt.problems] == [code]
    assert place in preview.report
    assert preview.outputs is not None
    preview, rebuilt = bench.save()
    assert (rebuilt.is_good, preview.report) == (True, "")
    assert capfd.readouterr().err == ""


LUNE = OutPath("_sitegen/letters/lune.pdf")


def written(files: FileTree, *_: object) -> Outcome[tuple[ShownLetter, ...]]:
    """Return the one letter that there is, wrong where its text says so."""
    text = files.read_bytes(SitePath("lune.toml")) or b""
    if text == b"bug":
        raise ZeroDivisionError
    if text == b"wrong":
        wrong = Problem("letter-date", "no date", Span(SitePath("lune.toml")))
        return Outcome((ShownLetter("lune", "", None, (wrong,)),))
    return Outcome((ShownLetter("lune", "", text),))


def test_letters_are_made_with_every_good_build_and_no_part_of_it() -> None:
    bench = Bench(written)
    bench.builder.start()
    try:
        preview, first = bench.next()
        assert {path for path in preview.outputs or () if path.startswith("_")} == {LUNE, LIST}
        preview, good = bench.save(lune="Dear")
        assert (preview.outputs or {})[LUNE] == b"Dear"
        assert good.change.count == 1
        preview, bad = bench.save(lune="wrong")
        assert (bad.is_good, bad.problems, [one.code for one in bad.of_letters]) == (
            True,
            first.problems,
            ["letter-date"],
        )
        assert (preview.outputs or {})[LUNE] == b"Dear"
        assert "lune.toml:1:1" in preview.reports[LUNE]
        assert preview.report == ""
        preview, _ = bench.save(site="title = 1")
        assert "lune.toml" not in preview.report
        assert LUNE in (preview.outputs or {})
        preview, _ = bench.save(site=str(SMALLEST["site.toml"]), lune="bug")
        assert b"ZeroDivisionError" in (preview.outputs or {})[LIST]
        assert preview.report == ""
    finally:
        bench.builder.stop(PATIENCE)


def test_without_letters_there_is_none(bench: Bench) -> None:
    preview, _ = bench.save(lune="Dear")
    assert not [path for path in preview.outputs or () if path.startswith("_")]


def test_a_private_value_is_shown_over_the_last_good_page_until_it_is_gone(bench: Bench) -> None:
    good, _ = bench.next()
    private = '[[contacts]]\nkind = "phone"\nvalue = "+44 20 7946 0958"\n'
    title = 'title = "Call {}"\nurl = "https://example.org/"\n'
    bad, rebuilt = bench.save(private=private, site=title.format("020 7946-0958"))
    assert not rebuilt.is_good
    assert bad.outputs == good.outputs
    assert "the private phone number would be published in `index.html`" in bad.report
    assert "7946" not in bad.report
    _, again = bench.save()
    assert not again.is_good
    preview, mended = bench.save(site=title.format("the office"))
    assert mended.is_good
    assert preview.report == ""
