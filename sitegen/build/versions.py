"""Which programs a build is made with: what other ones made is not used again."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from pathlib import Path

from sitegen import __version__


def program_versions() -> str:
    """Return the versions of sitegen, Python and every library at hand. Looks at the disk.

    The names of the folders that installers write beside a library (`jinja2-3.1.6.dist-info`) say
    it without an import. Of sitegen itself the files count, so that a developer's edit does.
    """
    libraries: set[str] = set()
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 sys.path holds texts
            libraries |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH208
    package = Path(__file__).parents[1]
    sources = sorted(
        (path.name, (seen := path.stat()).st_size, seen.st_mtime_ns)
        for path in package.rglob("*.py")
    )
    facts = repr((__version__, sys.version, sorted(libraries), sources))
    return blake2b(facts.encode(), digest_size=16).hexdigest()
