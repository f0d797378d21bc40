"""What every part of the plan needs: the site, its addresses, and its publications as views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.plan.grouping import newest_first
from sitegen.plan.labels import LISTS
from sitegen.plan.publications import publication_view
from sitegen.plan.relations import relate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.config import ListName
    from sitegen.model.publication import Publication
    from sitegen.model.site import Site
    from sitegen.model.text import CiteKey
    from sitegen.plan.relations import RelatedWork
    from sitegen.routes import Routes
    from sitegen.views import PublicationView


@dataclass(frozen=True, slots=True)
class Context:
    """A site on its way to pages."""

    site: Site
    routes: Routes
    publications: tuple[Publication, ...]
    """Those that are listed, newest first."""
    views: Mapping[CiteKey, PublicationView]
    """One for each of them, in the same order."""
    works: Mapping[CiteKey, Publication]
    """Everything that a text may cite, also under its other keys."""
    relations: Mapping[CiteKey, tuple[RelatedWork, ...]]
    """What the works are to each other."""

    def view_list(self) -> tuple[PublicationView, ...]:
        """Return every listed publication, newest first."""
        return tuple(self.views.values())

    def list_title(self, name: ListName) -> str:
        """Return the heading of a list."""
        return self.site.config.titles.get(name, LISTS[name])


def make_context(site: Site, routes: Routes) -> Context:
    """Return the context of a site."""
    listed = newest_first(one for one in site.publications if not one.is_hidden)
    views = {one.key: publication_view(one, routes.publications[one.key], routes) for one in listed}
    cited = (*site.references, *site.publications)
    works = {alias: one for one in cited for alias in one.aliases} | {one.key: one for one in cited}
    return Context(site, routes, listed, views, works, relate(listed))
