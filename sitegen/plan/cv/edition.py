"""Which CV it is: for whom, which variant, in which language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar, cast

from sitegen.memo import CallMemo
from sitegen.model.tags import fold_tag
from sitegen.plan.context import Basics, publication_views
from sitegen.plan.cv.kinds import Setting
from sitegen.plan.labels import section_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.config import CvInclude, CvSection, CvSettings, CvText, CvVariant
    from sitegen.model.pages import CvSectionText
    from sitegen.model.profile import Audience
    from sitegen.plan.context import Context
    from sitegen.words import Words


class _Tagged(Protocol):
    @property
    def tags(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=_Tagged)


class Edition(NamedTuple):
    """One CV of the site: `context` is in its language."""

    context: Context
    setting: Setting
    audience: Audience
    variant: CvVariant | None
    is_foreign: bool
    """Its language is not that of the site."""

    @property
    def settings(self) -> CvSettings:
        """`[cv]`."""
        return self.context.site.config.cv

    @property
    def is_private(self) -> bool:
        """Whether what nobody else shall see may be shown."""
        return self.audience in ("private", "letter")

    def sections(self) -> tuple[CvSection, ...]:
        """Return the sections that site.toml names for it, () for the usual ones."""
        own = self.variant.sections if self.variant else ()
        return own or self.settings.sections

    def limit(self, name: CvInclude) -> int | None:
        """Return how many entries of a collection it shows at most."""
        return self.variant.limits.get(name) if self.variant else None

    def tagged(self, entries: Iterable[T]) -> list[T]:
        """Return the entries without tags, and those with one of the tags of the variant."""
        wanted = {fold_tag(tag) for tag in self.variant.tags} if self.variant else set()
        return [
            one
            for one in entries
            if not wanted or not one.tags or not wanted.isdisjoint(map(fold_tag, one.tags))
        ]

    def text(self, name: str) -> CvSectionText | None:
        """Return the text that `text:<name>` means."""
        slug = name.removeprefix("text:")
        return next((one for one in self.context.site.cv_texts if one.slug == slug), None)

    def title(self, section: CvSection, name: CvInclude | CvText) -> str:
        """Return the heading of a section whose first collection is `name`.

        In another language what site.toml says for all CVs counts less than the words of that
        language.
        """
        if name.startswith("text:"):
            text = self.text(name)
            return section.title or (str(text.title) if text else "")
        known = cast("CvInclude", name)
        own = self.variant.titles.get(known, "") if self.variant else ""
        is_own = self.variant is not None and section in self.variant.sections
        for_all = self.settings.titles.get(known, "")
        usual = section_title("cv", known, self.context.words)
        usual = usual or for_all if self.is_foreign else for_all or usual
        if is_own:
            return section.title or own or usual or section.section
        if self.is_foreign:
            return own or usual or section.title or section.section
        return own or section.title or usual or section.section


def make_edition(context: Context, variant: CvVariant | None, audience: Audience) -> Edition:
    """Return what the CV for an audience is made from."""
    language = variant.language if variant else ""
    words = context.languages.get(language)
    here = context if words is None else in_language(context, words)
    dates = None if audience == "web" else context.site.config.documents.dates
    setting = Setting(here.routes, here.words, dates)
    return Edition(here, setting, audience, variant, words is not None)


def in_language(context: Context, words: Words) -> Context:
    """Return the context of documents in another language than that of the site."""
    memo = CallMemo()
    return replace(
        context,
        basics=Basics(context.site.config, context.site.profile, words),
        views=publication_views(context.publications, context.links, context.routes, words, memo),
        memo=memo,
    )
