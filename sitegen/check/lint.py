"""The lint, most of it of the bibliography: what `check` says and `build` does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.check.duplicates import find_duplicates, find_in_references
from sitegen.check.entries import listed_works
from sitegen.check.fields import find_odd_fields
from sitegen.check.gaps import find_gaps
from sitegen.check.owner import find_missing_owner
from sitegen.check.relations import find_unknown_relations
from sitegen.check.strings import find_unused_strings
from sitegen.check.tracked import find_tracked_secrets
from sitegen.check.venues import find_venue_spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.model.site import Site
    from sitegen.problems import Problem


def lint_site(site: Site, files: FileTree) -> Iterator[Problem]:
    """Yield what could be better in the .bib files, and secrets in others: warnings. Reads them.

    Problems: duplicate-paper, repeated-doi, repeated-reference, venue-spelling, doi-form,
    odd-pages, odd-year, odd-month, odd-name, title-capitals, missing-venue, missing-doi,
    unknown-relation, unused-string, owner-not-found, tracked-secret.
    """
    works = listed_works(site)
    settings = site.config.publications
    yield from find_duplicates(site)
    yield from find_in_references(site)
    yield from find_venue_spellings(site)
    yield from find_odd_fields(works, year=site.today.year)
    yield from find_gaps(works)
    yield from find_unknown_relations(site, works)
    yield from find_unused_strings(files, settings.files)
    yield from find_missing_owner(site, works, files)
    yield from find_tracked_secrets(site, files)
