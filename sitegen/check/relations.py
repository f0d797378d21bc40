"""Works that an entry names and no .bib file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.load.relations import read_keys
from sitegen.problems import near_miss, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.check.entries import Work
    from sitegen.model.site import Site
    from sitegen.problems import Problem


def find_unknown_relations(site: Site, works: Iterable[Work]) -> Iterator[Problem]:
    """Yield a warning for each key in `related` and `version_of` that names no work.

    Problems: unknown-relation.
    """
    known = {
        key for one in (*site.publications, *site.references) for key in (one.key, *one.aliases)
    }
    folded = {key.casefold() for key in known}
    for _, entry in works:
        for name in ("related", "version_of"):
            field = entry.fields.get(name)
            for key in read_keys(field) if field else ():
                if field and key.casefold() not in folded:
                    message = f"`{name}` names `{key}`, which is the key of no entry"
                    hint = near_miss(key, known) or "add the entry, or delete its key here"
                    yield warning("unknown-relation", message, field.span, hint)
