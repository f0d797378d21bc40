"""Rules of the CV: its sections, its variants, and the texts of content/cv/."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from sitegen.model.tags import fold_tag
from sitegen.places import place
from sitegen.problems import Problem, SitePath, near_miss, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.files import FileTree
    from sitegen.model.config import CvSection, CvVariant
    from sitegen.model.site import Site

_CONFIG: Final = SitePath("site.toml")
_Keys = tuple[str | int, ...]

_UNSTYLED: Final = frozenset({"publications", "selected", "summary", "interests"})
"""What a section shows in one way only."""


def check_cv(site: Site, files: FileTree) -> Iterator[Problem]:
    """Yield what is wrong with the settings of the CV.

    Problems: empty-section, unknown-section, bad-limit, variant-repeated, unknown-tag; as warnings
    unused-section, unused-style.
    """
    settings = site.config.cv
    for keys, section in _sections(site):
        yield from _check_section(section, keys, site, files)
    seen: set[str] = set()
    for number, variant in enumerate(settings.variants):
        keys = ("cv", "variants", number)
        if variant.name in seen:
            message = f"there are two variants of the CV called `{variant.name}`"
            span = place(files, _CONFIG, (*keys, "name"))
            yield Problem("variant-repeated", message, span, "give one of them another name")
        seen.add(variant.name)
        yield from _check_variant(variant, keys, site, files)
    yield from _check_limits([("max_pages", settings.max_pages)], ("cv",), files)
    yield from _unused_texts(site)


def _sections(site: Site) -> Iterator[tuple[_Keys, CvSection]]:
    """Yield every section with the keys that lead to it."""
    settings = site.config.cv
    for number, section in enumerate(settings.sections):
        yield ("cv", "sections", number), section
    for which, variant in enumerate(settings.variants):
        for number, section in enumerate(variant.sections):
            yield ("cv", "variants", which, "sections", number), section


def _check_section(
    section: CvSection, keys: _Keys, site: Site, files: FileTree
) -> Iterator[Problem]:
    if not section.include:
        span = place(files, _CONFIG, (*keys, "include"))
        hint = 'name what it shall show: include = ["awards"]'
        yield Problem("empty-section", "this section of the CV includes nothing", span, hint)
    texts = [f"text:{text.slug}" for text in site.cv_texts]
    for number, name in enumerate(section.include):
        if name.startswith("text:") and name not in texts:
            message = f"there is no file content/cv/{name.removeprefix('text:')}.md"
            hint = near_miss(name, texts) or "write one, or take the section out"
            span = place(files, _CONFIG, (*keys, "include", number))
            yield Problem("unknown-section", message, span, hint)
    known = list(dict.fromkeys(entry.section for entry in site.collections.entries))
    if section.section and section.section not in known:
        message = f"no entry has the section `{section.section}`"
        hint = near_miss(section.section, known) or (
            f"sections of the entries: {', '.join(known)}"
            if known
            else f'write entries of it: [[entries]] with section = "{section.section}"'
        )
        span = place(files, _CONFIG, (*keys, "section"))
        yield Problem("unknown-section", message, span, hint)
    elif section.section and "entries" not in section.include:
        span = place(files, _CONFIG, (*keys, "section"))
        hint = 'write include = ["entries"], or take `section` out'
        yield warning("unused-section", "this section of the CV shows no entries", span, hint)
    is_styled = any(
        name not in _UNSTYLED and not name.startswith("text:") for name in section.include
    )
    if section.style and section.include and not is_styled:
        message = f"`style` means nothing for {', '.join(section.include)}"
        span = place(files, _CONFIG, (*keys, "style"))
        yield warning("unused-style", message, span, "take it out; it is for dated entries")
    yield from _check_limits([("limit", section.limit)], keys, files)


def _check_variant(
    variant: CvVariant, keys: _Keys, site: Site, files: FileTree
) -> Iterator[Problem]:
    yield from _check_limits([("max_pages", variant.max_pages)], keys, files)
    yield from _check_limits(variant.limits.items(), (*keys, "limits"), files)
    tags = {fold_tag(tag): tag for tag in _tags(site)}
    for number, tag in enumerate(variant.tags):
        if fold_tag(tag) not in tags:
            span = place(files, _CONFIG, (*keys, "tags", number))
            hint = near_miss(tag, tags.values()) or 'give it to entries: tags = ["…"]'
            yield Problem("unknown-tag", f"no entry of the CV has the tag `{tag}`", span, hint)
    words = {word.casefold(): word for one in site.publications for word in one.keywords}
    for number, word in enumerate(variant.keywords):
        if word.casefold() not in words:
            span = place(files, _CONFIG, (*keys, "keywords", number))
            hint = near_miss(word, words.values()) or "add it to `keywords` in the .bib file"
            yield Problem("unknown-tag", f"no publication has the keyword `{word}`", span, hint)


def _tags(site: Site) -> Iterator[str]:
    """Yield the tags of all that a CV may show."""
    made = site.collections
    lists = (
        (one.tags for one in made.experience),
        (one.tags for one in made.education),
        (one.tags for one in made.awards),
        (one.tags for one in made.grants),
        (one.tags for one in made.talks),
        (one.tags for one in made.teaching),
        (one.tags for one in made.service),
        (one.tags for one in made.memberships),
        (one.tags for one in made.skills),
        (one.tags for one in made.entries),
        (one.tags for one in site.projects),
    )
    return (tag for tags in chain.from_iterable(lists) for tag in tags)


def _check_limits(
    limits: Iterable[tuple[str, int | None]], keys: _Keys, files: FileTree
) -> Iterator[Problem]:
    for name, limit in limits:
        if limit is not None and limit < 1:
            span = place(files, _CONFIG, (*keys, name))
            hint = "write a number from 1 on, or take it out"
            yield Problem("bad-limit", f"`{name}` = {limit} leaves nothing", span, hint)


def _unused_texts(site: Site) -> Iterator[Problem]:
    """Yield texts that neither the CV nor a variant shows."""
    shown = set(_shown(section for _, section in _sections(site)))
    for text in site.cv_texts:
        if f"text:{text.slug}" not in shown:
            hint = f'add "text:{text.slug}" to the `include` of a section below `[cv]` in site.toml'
            yield warning("unused-section", "the CV does not show this text", text.span, hint)


def _shown(sections: Iterable[CvSection]) -> Iterator[str]:
    return chain.from_iterable(section.include for section in sections)
