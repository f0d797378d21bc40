"""The files of a site behind one small protocol, so that every stage runs without a disk."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sitegen.problems import Outcome, Problem, SitePath, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT_LIMIT_BYTES = 10_000_000
BUILTIN_THEMES = SitePath("@themes")


class FileTree(Protocol):
    """Files under one root. Paths are posix and relative; nothing outside the root is reachable."""

    def read_bytes(self, path: SitePath) -> bytes | None:
        """Return a file's bytes, or None when there is no such regular file."""
        ...

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return every content file under `folder` ("" for all), sorted."""
        ...


def is_content_name(name: str) -> bool:
    """Say whether a file or folder is content: not hidden, no editor's backup or swap file.

    >>> [name for name in (".git", "a.md~", "a.md", "#a#", "b.swp") if is_content_name(name)]
    ['a.md']
    """
    return not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".bak", ".orig"))


def join(*parts: str) -> SitePath | None:
    """Join paths; None when the result would leave the root or is no plain relative path.

    >>> join("content/posts", "../assets/a.png"), join("a", "../../b"), join("a", "/etc/passwd")
    ('content/assets/a.png', None, None)
    """
    stack: list[str] = []
    for part in parts:
        if part.startswith("/") or "\0" in part or "\\" in part or ":" in part:
            return None
        for step in part.split("/"):
            if step in ("", "."):
                continue
            if step == "..":
                if not stack:
                    return None
                stack.pop()
            else:
                stack.append(step)
    return SitePath("/".join(stack))


@dataclass(frozen=True, slots=True)
class MemoryTree:
    """A site as a dictionary from path to text or bytes: what tests are written with."""

    files: Mapping[str, str | bytes]

    def read_bytes(self, path: SitePath) -> bytes | None:
        """Return a file's bytes, or None."""
        content = self.files.get(path)
        return content.encode() if isinstance(content, str) else content

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return every content file under `folder`, sorted."""
        prefix = f"{folder}/" if folder else ""
        return tuple(
            SitePath(path)
            for path in sorted(self.files)
            if path.startswith(prefix)
            and all(is_content_name(name) for name in path.removeprefix(prefix).split("/"))
        )


@dataclass(frozen=True, slots=True)
class DiskTree:
    """A folder on disk. Reads the disk; symlinks are followed only inside the folder."""

    root: Path
    _real_root: Path = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_real_root", self.root.resolve())

    def read_bytes(self, path: SitePath) -> bytes | None:
        """Return a file's bytes, or None when it is missing, not regular, or outside the root."""
        if join(path) != path:
            return None
        place = self.root / path
        try:
            real = place.resolve(strict=True)
            if not real.is_relative_to(self._real_root) or not stat.S_ISREG(real.stat().st_mode):
                return None
            return real.read_bytes()
        except (FileNotFoundError, NotADirectoryError, RuntimeError):
            return None

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return every content file under `folder`, sorted. Symlinked folders are not entered."""
        found: list[SitePath] = []
        for parent, folders, names in os.walk(self.root / folder):
            folders[:] = [name for name in folders if is_content_name(name)]
            for name in filter(is_content_name, names):
                found.append(SitePath(Path(parent, name).relative_to(self.root).as_posix()))
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class SiteTree:
    """A site's own files, and the built-in themes under `@themes/`."""

    site: FileTree
    themes: FileTree

    def read_bytes(self, path: SitePath) -> bytes | None:
        """Return a file's bytes, or None."""
        tree, inner, _ = self._find(path)
        return tree.read_bytes(inner)

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return every content file under `folder`, sorted."""
        tree, inner, prefix = self._find(folder)
        return tuple(SitePath(prefix + path) for path in tree.glob(inner))

    def _find(self, path: SitePath) -> tuple[FileTree, SitePath, str]:
        prefix = f"{BUILTIN_THEMES}/"
        if path.startswith(prefix):
            return self.themes, SitePath(path.removeprefix(prefix)), prefix
        return self.site, path, ""


def builtin_themes() -> Path:
    """Return the folder of the built-in themes: in the wheel beside this file, else one level up.

    Looks at the disk: an editable installation leaves `themes/` at the top of the repository.
    """
    package = Path(__file__).parent
    packed = package / "themes"
    return packed if packed.is_dir() else package.parent / "themes"


def read_text(files: FileTree, path: SitePath) -> Outcome[str]:
    """Return a UTF-8 text file with Unix newlines and without a byte order mark.

    Problems: missing-file, file-too-large, not-utf8.
    """
    content = files.read_bytes(path)
    if content is None:
        return Outcome(None, (Problem("missing-file", f"there is no file `{path}`", Span(path)),))
    if len(content) > TEXT_LIMIT_BYTES:
        limit = f"{TEXT_LIMIT_BYTES // 1_000_000} MB"
        problem = Problem("file-too-large", f"the file is larger than {limit}", Span(path))
        return Outcome(None, (problem,))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Outcome(None, (_not_utf8(path, content, error),))
    return Outcome(text.replace("\r\n", "\n").replace("\r", "\n"))


def _not_utf8(path: SitePath, content: bytes, error: UnicodeDecodeError) -> Problem:
    before = content[: error.start]
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    looks = "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "Latin-1 or Windows-1252"
    return Problem(
        "not-utf8",
        f"byte 0x{content[error.start]:02x} is not UTF-8",
        Span(path, before.count(b"\n") + 1, column),
        f"the file looks like {looks}: save it as UTF-8",
    )
