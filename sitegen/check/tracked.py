"""Values of private.toml in files that git would publish with the source of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.check.git_ignore import is_ignored, read_rules
from sitegen.files import source_text
from sitegen.model.private import PRIVATE_FILE
from sitegen.problems import SitePath, Span, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.leaks import Wanted
    from sitegen.model.site import Site
    from sitegen.problems import Problem

_RULES = SitePath(".gitignore")
_NEVER = ("output/", "private/", "node_modules/", "venv/")


def find_tracked_secrets(site: Site, files: FileTree) -> Iterator[Problem]:
    """Name text files with values of private.toml that .gitignore does not cover. Reads files.

    Problems: tracked-secret.
    """
    if files.read_bytes(PRIVATE_FILE) is None:
        return
    rules = read_rules(source_text(files, _RULES) or "")
    if not is_ignored(PRIVATE_FILE, rules):
        message = "git would publish private.toml with the source of the site"
        yield warning(
            "tracked-secret", message, Span(PRIVATE_FILE), "write `private.toml` in .gitignore"
        )
    from sitegen.leaks import wanted_of  # noqa: PLC0415 who has no secrets does without

    kept = [one for one in site.secrets if one.place.path == PRIVATE_FILE and not one.variable]
    wanted = [one for secret in kept if (one := wanted_of(secret)) is not None]
    for path in files.glob(SitePath("")) if wanted else ():
        if path != PRIVATE_FILE and not path.startswith(_NEVER) and not is_ignored(path, rules):
            yield from _secrets_in(path, files, wanted)


def _secrets_in(path: SitePath, files: FileTree, wanted: list[Wanted]) -> Iterator[Problem]:
    from sitegen.leaks import folded, holds, texts_of  # noqa: PLC0415 likewise

    text = source_text(files, path)
    if text is None or "\0" in text:
        return
    for one in wanted:
        if not any(holds(read, one) for read in texts_of(path, text.encode()).texts):
            continue
        lines = enumerate(text.split("\n"), 1)
        line = next((number for number, said in lines if holds(folded(said), one)), 1)
        message = f"the private {one.secret.name} of private.toml stands in a file that git keeps"
        hint = "take it out, and leave `value` to private.toml; git keeps earlier versions too"
        yield warning("tracked-secret", message, Span(path, line), hint)
