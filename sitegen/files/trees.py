"""What a build reads from: a dictionary, or a site with the built-in themes beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sitegen.files.paths import BUILTIN_THEMES, is_content_name
from sitegen.problems import SitePath
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


class FileTree(Protocol):
    """Files under one root. Paths are posix and relative; nothing outside the root is reachable."""

    def read_bytes(self, path: SitePath) -> bytes | None:
        """Return a file's bytes, or None when there is no such regular file."""
        ...

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return every content file under `folder` ("" for all), sorted."""
        ...


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
    """Return the folder of the built-in themes: in the wheel in the package, else one level up.

    Looks at the disk: an editable installation leaves `themes/` at the top of the repository.
    """
    package = Path(__file__).parents[1]
    packed = package / "themes"
    return packed if packed.is_dir() else package.parent / "themes"
