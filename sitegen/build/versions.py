"""Which programs a build is made with: what other ones made is not used again."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from typing import TYPE_CHECKING

from sitegen import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator


def program_versions() -> str:
    """Return the versions of sitegen, Python and every library at hand. Looks at the disk.

    The names of the folders that installers write beside a library (`jinja2-3.1.6.dist-info`) say
    it without an import. Of sitegen itself the files count, so that a developer's edit does.
    """
    libraries: set[str] = set()
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 sys.path holds texts
            libraries |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH208
    sources = sorted(_sources(os.path.dirname(os.path.dirname(__file__))))  # noqa: PTH120
    facts = repr((__version__, sys.version, sorted(libraries), sources))
    return blake2b(facts.encode(), digest_size=16).hexdigest()


def library_version(name: str) -> str:
    """Return the version of a library, without importing it; "" if none is there. Uses the disk."""
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 sys.path holds texts
            for entry in os.listdir(folder):  # noqa: PTH208
                found, _, version = entry.removesuffix(".dist-info").partition("-")
                if entry.endswith(".dist-info") and found.lower() == name:
                    return version
    return ""


def _sources(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of the modules in a folder and those inside it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                seen = entry.stat()
                yield entry.name, seen.st_size, seen.st_mtime_ns
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _sources(entry.path)
