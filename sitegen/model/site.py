"""The whole content of one site."""

from __future__ import annotations

from dataclasses import field

from sitegen.model.collections import Collections
from sitegen.model.config import Config
from sitegen.model.dates import PartialDate
from sitegen.model.entry import RawEntry
from sitegen.model.markdown import Markdown
from sitegen.model.pages import (
    CvSectionText,
    HomeSectionText,
    NewsItem,
    Page,
    Post,
    Project,
    PublicationText,
)
from sitegen.model.private import Secret
from sitegen.model.profile import Profile
from sitegen.model.publication import Publication
from sitegen.problems import SitePath
from sitegen.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One person's content and settings. Lists are in the order in which they are shown."""

    config: Config
    profile: Profile
    bio: Markdown | None = None
    publications: tuple[Publication, ...] = ()
    """The person's own work, in file order; hidden ones included."""
    references: tuple[Publication, ...] = ()
    """Other people's work, for citations."""
    entries: tuple[RawEntry, ...] = ()
    """What the publications and then the references were made from, for checks."""
    collections: Collections = field(default_factory=Collections)
    projects: tuple[Project, ...] = ()
    posts: tuple[Post, ...] = ()
    """Newest first."""
    news: tuple[NewsItem, ...] = ()
    """Newest first."""
    pages: tuple[Page, ...] = ()
    texts: tuple[PublicationText, ...] = ()
    """What the pages of publications show besides their entries; each of another publication."""
    home_texts: tuple[HomeSectionText, ...] = ()
    cv_texts: tuple[CvSectionText, ...] = ()
    assets: tuple[SitePath, ...] = ()
    """Files under content/assets/ and the site's own static files, sorted."""
    today: PartialDate
    """The day of the build: tells upcoming talks from past ones."""
    secrets: tuple[Secret, ...] = field(default=(), compare=False, repr=False)
    """What nothing that is published may hold; () for private documents."""
