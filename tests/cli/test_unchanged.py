"""A build without a change says so at once, and says nothing that a whole build would not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import start
from sitegen.build import stamp
from sitegen.cli import main
from sitegen.signature import is_settled, signature

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {
    "site.toml": 'title = "Ada"\nurl = "https://example.org/"\n',
    "content/posts/one.md": '+++\ntitle = "One"\ndate = 2024-01-02\n+++\nText.\n',
    "content/posts/two.md": '+++\ntitle = "Two"\ndate = 2024-01-03\ndraft = true\n+++\nText.\n',
    "content/assets/note.txt": "a note",
    "shared/picture.txt": "a file elsewhere in the site",
    "publications.bib": "@artcle{a1, title = {On Things}, author = {Lovelace, Ada}, year = 1843}",
}


PROGRAMS = stamp._programs


@pytest.fixture(autouse=True)
def _small_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the program itself, which pytest makes large and its authors change."""
    monkeypatch.setattr(stamp, "_programs", lambda: iter(()))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


def make_site(root: Path) -> Path:
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / "content/assets/linked.txt").symlink_to("../../shared/picture.txt")
    settle(root)
    build(root)
    if not is_answered(root):  # what was written just now is known from the second build on
        settle(root)
        build(root)
    return root


def settle(folder: Path) -> None:
    """Let the clock tick, so that whatever is changed from now on looks changed."""
    for place in (folder, *folder.rglob("*")):
        if ".sitegen" not in place.parts:
            seen = signature(place.lstat())
            while not is_settled(seen, time.time_ns()):
                pass


def build(root: Path, *options: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "-C", str(root), *options])
    assert ended.value.code == 0


def is_answered(root: Path, *options: str) -> bool:
    return start._is_answered(["build", "-C", str(root), *options])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ---- what a user, an editor or another program may do between two builds


def edit(place: Path) -> None:
    """Change a file so that its size and its time stay what they were."""
    known, text = place.stat(), place.read_text()
    place.write_text(text.replace("e", "E", 1) if "e" in text else text.swapcase())
    os.utime(place, ns=(known.st_atime_ns, known.st_mtime_ns))


def replace(place: Path) -> None:
    """Put another file, an older one of the same size, in the place of a file."""
    other = place.with_name("#other#")
    other.write_text(place.read_text().replace("T", "t"))
    os.utime(other, ns=(1, 1_500_000_000_123_456_789))
    other.rename(place)


def behind_a_link(place: Path) -> None:
    moved = place.with_name(f"{place.name}.bak")
    place.rename(moved)
    place.symlink_to(moved.name)


def relink(place: Path) -> None:
    place.unlink()
    place.symlink_to("note.txt")


def add(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("+++\ntitle = 'New'\ndate = 2024-02-02\n+++\nNew.\n")


NOTICED: dict[str, Callable[[Path], Any]] = {
    "edited": lambda root: edit(root / "content/posts/one.md"),
    "settings edited": lambda root: (root / "site.toml").write_text(
        FILES["site.toml"].replace("Ada", "Eve")
    ),
    "replaced by an older one": lambda root: replace(root / "content/posts/one.md"),
    "removed": lambda root: (root / "content/posts/one.md").unlink(),
    "renamed in case": lambda root: (root / "content/posts/one.md").rename(
        root / "content/posts/ONE.md"
    ),
    "new post": lambda root: add(root / "content/posts/new.md"),
    "new page in a new folder": lambda root: add(root / "content/pages/new.md"),
    "new asset": lambda root: (root / "content/assets/new.txt").write_text("new"),
    "looked for in vain": lambda root: (root / "content/profile.toml").write_text('name = "Ada"\n'),
    "new theme": lambda root: add(root / "themes/mine/theme.toml"),
    "target of a link edited": lambda root: edit(root / "shared/picture.txt"),
    "link led elsewhere": lambda root: relink(root / "content/assets/linked.txt"),
    "folder behind a link": lambda root: behind_a_link(root / "content/posts"),
    "content behind a link": lambda root: behind_a_link(root / "content"),
    "page edited": lambda root: edit(root / "output/index.html"),
    "page replaced": lambda root: replace(root / "output/index.html"),
    "page removed": lambda root: (root / "output/index.html").unlink(),
    "file of others": lambda root: (root / "output/CNAME").write_text("example.org\n"),
    "folder of others": lambda root: (root / "output/posts/drafts").mkdir(),
    "output removed": lambda root: shutil.rmtree(root / "output"),
    "output behind a link": lambda root: behind_a_link(root / "output"),
    "built with other options": lambda root: build(root, "--drafts"),
    "manifest edited": lambda root: edit(root / "output/.sitegen-output.json"),
    "cache removed": lambda root: shutil.rmtree(root / ".sitegen"),
    "killed build": lambda root: (root / ".sitegen-output/stage").mkdir(),
}
REFUSED = {"output behind a link", "manifest edited"}
HARMLESS: dict[str, Callable[[Path], Any]] = {
    "touched": lambda root: os.utime(root / "content/posts/one.md"),
    "written again": lambda root: (root / "publications.bib").write_text(FILES["publications.bib"]),
    "file that nobody reads": lambda root: (root / "notes.txt").write_text("x"),
    "built elsewhere": lambda root: build(root, "-o", str(root / "other")),
    "editor's file": lambda root: (root / "content/posts/.one.md.swp").write_text("x"),
}


@pytest.mark.parametrize("change", NOTICED)
def test_a_change_starts_a_whole_build(root: Path, change: str) -> None:
    assert is_answered(root)
    NOTICED[change](root)
    assert not is_answered(root)


def test_nothing_changed_is_said_as_by_a_whole_build(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for options in ((), ("-q",), ("-v",), ("--json",), ("--quiet", "--verbose")):
        capfd.readouterr()
        build(root, *options)
        expected = capfd.readouterr()
        assert is_answered(root, *options)
        assert capfd.readouterr() == expected
    assert "warning" in expected.err


def test_warnings_on_a_terminal_are_those_of_a_whole_build(
    root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    capfd.readouterr()
    build(root)
    expected = capfd.readouterr()
    assert is_answered(root)
    assert capfd.readouterr() == expected
    assert "\x1b[" in expected.err


@pytest.mark.parametrize(
    "options",
    [("--drafts",), ("--future",), ("--strict",), ("--base-url", "https://other.example/"),
     ("-o", "elsewhere"), ("--fresh",), ("-qv",), ("--output",), ("x",), ("-q", "-q")],
)  # fmt: skip
def test_other_options_are_other_builds(root: Path, options: tuple[str, ...]) -> None:
    assert is_answered(root)
    assert not is_answered(root, *options)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SITEGEN_BASE_URL", "https://other.example/"), ("SOURCE_DATE_EPOCH", "1000000000"),
     ("HOME", "/nowhere"), ("_SITEGEN_COMPLETE", "bash_source")],
)  # fmt: skip
def test_another_environment_is_another_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert is_answered(root)
    monkeypatch.setenv(name, value)
    assert not is_answered(root)


def test_a_site_moved_or_copied_is_built_again(root: Path, tmp_path: Path) -> None:
    subprocess.run(["cp", "-a", root, tmp_path / "copy"], check=True)
    assert is_answered(root)
    assert not is_answered(tmp_path / "copy")
    root.rename(tmp_path / "moved")
    assert not is_answered(tmp_path / "moved")


def test_two_outputs_are_known_apart(root: Path) -> None:
    other = ("-o", str(root / "other"))
    build(root, *other)
    settle(root)
    build(root, *other)
    assert is_answered(root)
    assert is_answered(root, *other)
    (root / "other/index.html").unlink()
    assert is_answered(root)
    assert not is_answered(root, *other)


def test_the_site_is_found_from_a_folder_in_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root / "content/posts")
    capfd.readouterr()
    assert start._is_answered(["build"])
    assert capfd.readouterr().out == "Built 39 files in ../../output (no change).\n"


def test_a_changed_program_starts_a_whole_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = tmp_path / "module.py"
    module.write_text("x = 1\n")
    monkeypatch.setattr(stamp, "_programs", lambda: iter([str(module)]))
    build(root)
    assert not is_answered(root)  # written during the build, for all that is known
    monkeypatch.setattr(stamp, "_START_UP_NS", 0)
    settle(module)
    build(root)
    assert is_answered(root)
    edit(module)
    assert not is_answered(root)


def test_the_whole_program_counts_and_the_libraries_that_ran() -> None:
    places = set(PROGRAMS())
    assert {str(path) for path in Path(start.__file__).parent.rglob("*.py")} <= places
    assert sys.modules["click"].__file__ in places
    assert os.__file__ not in places


def test_what_was_saved_during_the_build_is_not_trusted(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.files.disk.is_settled", lambda *_: False)
    build(root)
    assert not is_answered(root)


@pytest.mark.parametrize("damage", [b"", b"sitegen-stamp 1", b"\xff" * 300])
def test_a_damaged_stamp_is_none(root: Path, damage: bytes) -> None:
    (place,) = (root / ".sitegen/cache").glob("stamp-*")
    whole = place.read_bytes()
    assert is_answered(root)
    for content in (damage, whole[:-9], whole + b"\0", whole.replace(b"one.md", b"two.md")):
        place.write_bytes(content)
        assert not is_answered(root)


def test_a_cache_that_cannot_be_written_is_not_missed(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    build(root)
    expected = capfd.readouterr()
    shutil.rmtree(root / ".sitegen")
    (root / ".sitegen").write_text("a file in its place")
    build(root)
    assert capfd.readouterr() == expected
    assert not is_answered(root)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(sorted({*NOTICED, *HARMLESS} - REFUSED)), max_size=3))
def test_what_is_said_is_what_a_whole_build_says(changes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make_site(Path(folder, "site"))
        for change in changes:
            try:
                (NOTICED | HARMLESS)[change](root)
            except OSError:
                continue  # its file is gone
        if is_answered(root):
            said = tree(root / "output")
            shutil.rmtree(root / ".sitegen")
            build(root)
            assert tree(root / "output") == said
        settle(root)
        rebuild(root)
        if is_answered(root):
            said = tree(root / "output")
            build(root, "-o", str(Path(folder, "fresh")))
            mine = {path: said[path] for path in said if path != "CNAME"}
            assert tree(Path(folder, "fresh")) == mine


def rebuild(root: Path) -> None:
    with pytest.raises(SystemExit):
        main(["build", "-C", str(root)])


def test_nothing_slow_is_imported(root: Path) -> None:
    code = (
        "import sys, sitegen.start as start\n"
        "sys.argv = ['sitegen', 'build', '-q']\n"
        "try:\n    start.main()\n"
        "except SystemExit:\n    print(*sys.modules)\n"
    )
    prepare = f"import sitegen.build.stamp as stamp\nstamp._START_UP_NS = 0\n{code}"
    environment = {**os.environ, "PYTHONPATH": str(Path(start.__file__).parents[1])}
    runs = [
        subprocess.run(
            [sys.executable, "-c", text],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for text in (prepare, code)
    ]
    assert "click" in runs[0]
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert set(runs[1]) - set(bare) <= {
        "__future__",
        "sitegen",
        "sitegen.start",
        "sitegen.unchanged",
        "sitegen.packed",
        "sitegen.signature",
        "zlib",
    }
