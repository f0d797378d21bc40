"""What every theme is judged by: the example site and a stress site, each built once.

Where the environment names a folder as `SITEGEN_JUDGED`, processes share what they build in it.
"""

from __future__ import annotations

import marshal
import os
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import build_files
from filelock import FileLock
from stress_site import stress_site

from sitegen.files import builtin_themes

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
SITES = ("example", "stress")
LANGUAGES = {"stress": "en-GB", "arabic": "ar"}
BASES = ("https://example.org/", "https://example.org/repo/")
SHARED = "SITEGEN_JUDGED"


def judged_themes() -> tuple[str, ...]:
    """Return the names of all built-in themes that can be chosen."""
    manifests = {
        path.parent.name: tomllib.loads(path.read_text("utf-8"))
        for path in sorted(builtin_themes().glob("*/theme.toml"))
    }
    return tuple(name for name, made in manifests.items() if not made.get("is_abstract"))


THEMES = judged_themes()


@lru_cache
def site_files(site: str, theme: str) -> dict[str, str | bytes]:
    if site in LANGUAGES:
        return stress_site(theme, LANGUAGES[site])
    names = ("site.toml", "content/**/*", "*.bib")
    found = {path for name in names for path in ROOT.glob(name) if path.is_file()}
    files: dict[str, str | bytes] = {
        path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(found)
    }
    settings = (ROOT / "site.toml").read_text("utf-8")
    files["site.toml"] = re.sub(r'(?m)^theme = ".*"$', f'theme = "{theme}"', settings)
    return files


@lru_cache
def outputs(site: str, theme: str, base: str = BASES[0]) -> Mapping[str, bytes]:
    """Return the files of a site by their path. Reads and writes the shared folder."""
    if not os.environ.get(SHARED):
        return _built(site, theme, base)
    name = "-".join((site, theme, *re.findall(r"\w+", base)))
    place = Path(os.environ[SHARED], name)
    with FileLock(f"{place}.lock"):
        if not place.exists():
            made = _built(site, theme, base)
            place.write_bytes(marshal.dumps(made))
            return made
    shared: dict[str, bytes] = marshal.loads(place.read_bytes())  # noqa: S302  # by these tests
    return shared


def _built(site: str, theme: str, base: str) -> dict[str, bytes]:
    built = build_files(site_files(site, theme), base_url=base, future=True)
    assert built.value is not None, built.problems
    return {str(path): content for path, content in built.value.outputs.items()}


@lru_cache
def page_types(site: str, theme: str) -> tuple[str, ...]:
    """Return one page of each type: of pages at places of one shape the longest.

    Pages of one's own may be anything, so all of them are taken.
    """
    longest: dict[tuple[str, ...], str] = {}
    made = outputs(site, theme)
    for path in sorted(path for path in made if path.endswith(".html")):
        *folders, last = path.split("/")[:-1] or [path]
        shape = (*folders, "*" if folders and not last.isdigit() else last.strip("0123456789"))
        if shape not in longest or len(made[path]) > len(made[longest[shape]]):
            longest[shape] = path
    return tuple(longest.values())
