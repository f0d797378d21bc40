from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.files import (
    TEXT_LIMIT_BYTES,
    DiskTree,
    DiskView,
    MemoryTree,
    SiteTree,
    builtin_themes,
    join,
    read_text,
)
from sitegen.problems import SitePath
from sitegen.signature import is_settled

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


@given(st.lists(st.text("ab./\\:\0", max_size=8), max_size=4))
def test_a_joined_path_never_leaves_the_root(parts: list[str]) -> None:
    joined = join(*parts)
    if joined is not None:
        assert not joined.startswith("/")
        assert ".." not in joined.split("/")
        assert not set(joined) & {"\0", "\\", ":"}
        assert join(joined) == joined


def test_a_symlink_out_of_the_site_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "content/inside.txt").write_text("open")
    (site / "content/link.txt").symlink_to(outside)
    (site / "content/folder").symlink_to(tmp_path)
    (site / "content/alias.txt").symlink_to("inside.txt")
    tree = DiskTree(site)
    assert tree.read_bytes(SitePath("content/link.txt")) is None
    assert tree.read_bytes(SitePath("content/folder/secret.txt")) is None
    assert tree.read_bytes(SitePath("content/alias.txt")) == b"open"
    assert tree.read_bytes(SitePath("../secret.txt")) is None


def test_dead_ends_of_symlinks_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/content/file.txt").write_text("x")
    (tmp_path / "site-notes").mkdir()
    (tmp_path / "site-notes/file.txt").write_text("not of the site")
    for name, target in {
        "loop": "loop",
        "gone": "nowhere",
        "near": "../site-notes",
        "dots": "../site/content",
        "again": "near",
    }.items():
        (tmp_path / "site" / name).symlink_to(target)
    tree = DiskTree(tmp_path / "site")
    found = {path: tree.read_bytes(SitePath(path)) for path in (
        "loop", "loop/file.txt", "gone", "near/file.txt", "again/file.txt", "content/file.txt/x",
        "dots/file.txt", "content/../content/file.txt", "/content/file.txt", "",
    )}  # fmt: skip
    assert [path for path, content in found.items() if content is not None] == ["dots/file.txt"]


def test_a_site_reached_through_a_symlink_is_read(tmp_path: Path) -> None:
    (tmp_path / "real/content").mkdir(parents=True)
    (tmp_path / "real/content/a.md").write_text("x")
    (tmp_path / "real/b.md").symlink_to("content/a.md")
    (tmp_path / "site").symlink_to("real")
    tree = DiskTree(tmp_path / "site")
    assert tree.read_bytes(SitePath("content/a.md")) == b"x"
    assert tree.read_bytes(SitePath("b.md")) == b"x"


def test_a_view_keeps_what_it_has_seen(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("first")
    view = DiskView(DiskTree(tmp_path))
    paths = [SitePath("content/a.md"), SitePath("content/b.md")]
    assert [view.read_bytes(path) for path in paths] == [b"first", None]
    assert view.glob(SitePath("content")) == ("content/a.md",)
    (tmp_path / "content/a.md").write_text("second")
    (tmp_path / "content/b.md").write_text("new")
    assert [view.read_bytes(path) for path in paths] == [b"first", None]
    assert view.glob(SitePath("content")) == ("content/a.md",)
    assert DiskView(view.tree).glob(SitePath("content")) == ("content/a.md", "content/b.md")


def test_the_next_view_reads_only_what_looks_different(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        write(tmp_path / "content" / name, "long ago")
    view = DiskView(DiskTree(tmp_path))
    content = SitePath("content")
    before = {path: view.read_bytes(path) for path in view.glob(content)}
    write(tmp_path / "content/b.md", "just now")
    write(tmp_path / "content/c.md", "new")
    (tmp_path / "content/a.md").rename(tmp_path / "content/d.md")
    after = view.again()
    found = {path: after.read_bytes(path) for path in after.glob(content)}
    assert list(found.values()) == [b"just now", b"new", b"long ago"]
    assert after.read_bytes(SitePath("content/a.md")) is None
    assert before[SitePath("content/b.md")] == b"long ago"


def test_what_looks_the_same_in_the_next_view_is_the_same_object(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "long ago")
    os.utime(tmp_path / "a.md", (1, 1))
    tree = DiskTree(tmp_path)
    seen = replace(tree.look_up(SitePath("a.md")), is_settled=True)
    view = DiskView(tree, {SitePath("a.md"): seen}).again()
    assert view.read_bytes(SitePath("a.md")) is seen.content
    unsettled = DiskView(tree, {SitePath("a.md"): replace(seen, is_settled=False)}).again()
    assert unsettled.read_bytes(SitePath("a.md")) is not seen.content


def test_a_signature_is_settled_when_the_clock_has_ticked_since() -> None:
    second = 1_000_000_000
    assert not is_settled((1, 5 * second + 3, 5 * second + 3, 7), 5 * second + 4)
    assert is_settled((1, 5 * second + 3, 5 * second + 3, 7), 5 * second + 30_000_000)
    assert not is_settled((1, 1, 5 * second + 3, 7), 5 * second + 4)  # its time was set back
    assert not is_settled((1, 5 * second, 5 * second, 7), 6 * second)  # FAT knows even seconds
    assert not is_settled((1, 9 * second + 3, 9 * second + 3, 7), 5 * second)  # of another clock


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    tree = DiskTree(tmp_path)
    assert tree.read_bytes(SitePath("pipe")) is None
    assert tree.read_bytes(SitePath("folder")) is None
    assert tree.read_bytes(SitePath("missing/file")) is None


def test_symlinked_folders_are_listed_only_by_name(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.md").write_text("x")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/folder").symlink_to("../real")
    (tmp_path / "content/b.md").symlink_to("../real/a.md")
    (tmp_path / "content/c.md").symlink_to("nowhere")
    tree = DiskTree(tmp_path)
    assert tree.glob(SitePath("content")) == ("content/b.md", "content/c.md")
    assert tree.glob(SitePath("content/folder")) == ("content/folder/a.md",)


def test_both_trees_list_the_same_content_files(tmp_path: Path) -> None:
    names = ["content/b.md", "content/a/z.md", "content/.git/x", "content/a.md~", "content/#a#"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    wanted = (SitePath("content/a/z.md"), SitePath("content/b.md"))
    assert DiskTree(tmp_path).glob(SitePath("content")) == wanted
    assert MemoryTree(dict.fromkeys(names, "x")).glob(SitePath("content")) == wanted
    assert DiskTree(tmp_path).glob(SitePath("missing")) == ()


def test_built_in_themes_are_mounted_beside_the_site() -> None:
    site = MemoryTree({"site.toml": "x", "themes/mine/theme.toml": "mine"})
    tree = SiteTree(site, MemoryTree({"scholar/theme.toml": "built in"}))
    assert tree.read_bytes(SitePath("@themes/scholar/theme.toml")) == b"built in"
    assert tree.read_bytes(SitePath("themes/mine/theme.toml")) == b"mine"
    assert tree.glob(SitePath("@themes/scholar")) == ("@themes/scholar/theme.toml",)


def test_the_built_in_themes_are_there() -> None:
    assert (builtin_themes() / "scholar/theme.toml").is_file()


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"a = 1\nb = \xff\n", "not-utf8", 2, 5),
        ("ä = \xff".encode("latin-1"), "not-utf8", 1, 1),
        (b"\xff\xfea\0", "not-utf8", 1, 1),
        (b"x" * (TEXT_LIMIT_BYTES + 1), "file-too-large", 1, 1),
    ],
)
def test_text_that_can_not_be_read_is_named(
    content: bytes, code: str, line: int, column: int
) -> None:
    read = read_text(MemoryTree({"a.toml": content}), SitePath("a.toml"))
    assert read.value is None
    (problem,) = read.problems
    assert (problem.code, problem.span.line, problem.span.column) == (code, line, column)


def test_newlines_and_byte_order_marks_are_those_of_unix() -> None:
    read = read_text(MemoryTree({"a": b"\xef\xbb\xbfa\r\nb\rc\n"}), SitePath("a"))
    assert read.value == "a\nb\nc\n"
