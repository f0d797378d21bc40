"""The home page: who it is, and the sections that site.toml chooses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitegen.model.text import NO_TEXT, Url
from sitegen.plan import entries
from sitegen.plan.contacts import contacts
from sitegen.plan.labels import section_title
from sitegen.plan.lines import join
from sitegen.plan.meta import home_json_ld, in_other_languages, page_meta, profile_links
from sitegen.plan.positions import current_positions
from sitegen.plan.publications import legend, tape
from sitegen.plan.talks import sorted_talks
from sitegen.plan.texts import body_frames, body_links, render_prose
from sitegen.problems import SitePath
from sitegen.views import (
    EntryView,
    FactView,
    HomeView,
    LinkView,
    PositionView,
    QuestionView,
    SectionView,
)
from sitegen.words import show_range

if TYPE_CHECKING:
    from sitegen.model.config import HomeSection, HomeText, ListName
    from sitegen.model.markdown import Markdown
    from sitegen.model.profile import Position
    from sitegen.plan.context import Context
    from sitegen.routes import Routes
    from sitegen.words import Words

HOME_URL = Url("/")
PROFILE = SitePath("content/profile.toml")


def home_view(context: Context) -> HomeView:
    """Return the home page."""
    site, routes = context.site, context.routes
    profile = site.profile
    positions = tuple(
        _position_view(one, routes, context.words) for one in current_positions(context.site)
    )
    first = positions[0] if positions else PositionView(title=NO_TEXT)
    bodies = _bodies(context)
    photo = entries.image(profile.photo, profile.photo_alt, routes)
    return HomeView(
        meta=page_meta(
            context.basics,
            HOME_URL,
            "home",
            "",
            kind="profile",
            image=photo,
            json_ld=partial(home_json_ld, context.basics),
            alternates=in_other_languages(context.basics, HOME_URL, site.config.translations),
            has_math=any(body.has_math for body in bodies),
            frames=tuple(dict.fromkeys(one for body in bodies for one in body_frames(body))),
        ),
        name=profile.name,
        honorifics=profile.honorifics,
        native_name=profile.native_name,
        pronouns=profile.pronouns,
        role=profile.headline or first.title,
        affiliation=first.institution,
        affiliation_href=first.href,
        positions=positions,
        summary=profile.summary,
        photo=photo,
        photo_caption=profile.photo_caption,
        buttons=_buttons(context),
        sections=tuple(
            section
            for name in site.config.home.sections
            if (section := _section(name, context)) is not None
        ),
    )


def _position_view(position: Position, routes: Routes, words: Words) -> PositionView:
    return PositionView(
        title=position.title,
        institution=join((position.department, position.institution)),
        href=entries.resolve(position.url, routes),
        when=show_range(position.date, words),
    )


def _bodies(context: Context) -> tuple[Markdown, ...]:
    """Return the texts that the page shows."""
    site, chosen = context.site, context.site.config.home.sections
    texts = (text.body for text in site.home_texts if f"text:{text.slug}" in chosen)
    return (*((site.bio,) if site.bio and "bio" in chosen else ()), *texts)


def _buttons(context: Context) -> tuple[LinkView, ...]:
    """Return at most two: the CV, and the first link elsewhere."""
    buttons = []
    if "cv" in context.routes.lists:
        buttons.append(LinkView(label=context.words["list_cv"], href=context.routes.lists["cv"]))
    chosen = context.site.profile.extra_links[:1]
    buttons += [LinkView(label=link.label, href=link.url.value) for link in chosen]
    if not chosen:
        buttons += [link for link in profile_links(context.basics) if link.kind != "email"][:1]
    return tuple(buttons)


def _section(name: HomeSection | HomeText, context: Context) -> SectionView | None:
    """Return one section, or None when there is nothing to show."""
    if not name.startswith("text:"):
        return _known_section(name, context)  # type: ignore[arg-type]  # the only other names
    slug = name.removeprefix("text:")
    text = next((one for one in context.site.home_texts if one.slug == slug), None)
    if text is None:
        return None
    body = render_prose(text.body, HOME_URL, body_links(text.body, context))
    return SectionView(anchor=slug, kind="prose", title=str(text.title), body=body)


def _known_section(name: HomeSection, context: Context) -> SectionView | None:
    site, routes, words = context.site, context.routes, context.words
    limit = site.config.home.limit
    title = site.config.home.titles.get(name) or section_title("home", name, words)
    made = site.collections
    match name:
        case "tape":
            cells = tape(context.view_list(), routes.lists.get("publications", ""))
            return SectionView(anchor=name, kind="tape", title=title, tape=cells) if cells else None
        case "questions":
            found = tuple(_questions(context))
            if not found:
                return None
            return SectionView(anchor=name, kind="questions", title=title, questions=found)
        case "bio":
            if not site.bio:
                return None
            body = render_prose(site.bio, HOME_URL, body_links(site.bio, context))
            return SectionView(anchor=name, kind="prose", title=title, body=body)
        case "interests":
            items = site.profile.interests
            return (
                SectionView(anchor=name, kind="list", title=title, items=items) if items else None
            )
        case "selected":
            return _selected(context, title, limit)
        case "news":
            views = context.entries(entries.news, site.news[:limit])
            return _entries(context, name, title, views, len(site.news))
        case "posts":
            views = context.entries(entries.post, site.posts[:limit])
            return _entries(context, name, title, views, len(site.posts))
        case "projects":
            featured = [item for item in site.projects if item.featured]
            views = context.entries(entries.project, featured[:limit])
            return _entries(context, name, title, views, len(site.projects))
        case "talks":
            upcoming, past = sorted_talks(made.talks, site.today)
            coming = [entries.talk(item, routes, words, is_upcoming=True) for item in upcoming]
            views = (*coming, *(entries.talk(item, routes, words) for item in past))
            return _entries(context, name, title, views[:limit], len(made.talks))
        case "education":
            education = entries.newest_first(made.education)
            views = tuple(entries.education(one, routes, words) for one in education)
            return _entries(context, name, title, views)
        case "experience":
            experience = entries.newest_first(made.experience)
            views = tuple(entries.experience(one, routes, words) for one in experience)
            return _entries(context, name, title, views)
        case "awards":
            awards = entries.newest_first(made.awards)
            views = tuple(entries.award(one, routes, words) for one in awards)
            return _entries(context, name, title, views)
        case "teaching":
            courses = entries.newest_first(made.teaching)
            views = tuple(entries.teaching(one, routes, words) for one in courses[:limit])
            return _entries(context, name, title, views, len(courses))
        case "contact":
            return _facts(name, title, contacts(context))
        case "numbers":
            return _facts(name, title, _numbers(context), _stats_link(context))


def _facts(
    name: HomeSection, title: str, facts: tuple[FactView, ...], more: LinkView | None = None
) -> SectionView | None:
    return (
        SectionView(anchor=name, kind="facts", title=title, facts=facts, more=more)
        if facts
        else None
    )


def _numbers(context: Context) -> tuple[FactView, ...]:
    """Count what the site lists, each number with a link to its list."""
    site, lists = context.site, context.routes.lists
    counts: tuple[tuple[ListName, int], ...] = (
        ("publications", len(context.publications)),
        ("projects", len(site.projects)),
        ("talks", len(site.collections.talks)),
        ("posts", len(site.posts)),
    )
    return tuple(
        FactView(
            label=context.list_title(name),
            links=(LinkView(label=str(count), href=lists[name]),),
        )
        for name, count in counts
        if count and name in lists
    )


def _stats_link(context: Context) -> LinkView | None:
    href = context.routes.lists.get("stats")
    return LinkView(label=context.words["statistics"], href=href) if href else None


def _entries(
    context: Context,
    name: HomeSection,
    title: str,
    views: tuple[EntryView, ...],
    total: int = 0,
) -> SectionView | None:
    if not views:
        return None
    list_name: ListName | None = (
        name if name in ("news", "posts", "projects", "talks", "teaching") else None
    )
    more = None
    if list_name and total > len(views):
        more = LinkView(
            label=context.words[f"all_{list_name}"], href=context.routes.lists[list_name]
        )
    return SectionView(anchor=name, kind="entries", title=title, entries=views, more=more)


def _selected(context: Context, title: str, limit: int) -> SectionView | None:
    """Return the selected publications; without any, the newest ones."""
    views = context.view_list()
    chosen = tuple(view for view in views if view.is_selected) or views[:limit]
    if not chosen:
        return None
    keys = {view.key for view in chosen}
    more = None
    if len(views) > len(chosen):
        label = context.words.fill("all_publications", len(views))
        more = LinkView(label=label, href=context.routes.lists["publications"])
    return SectionView(
        anchor="selected",
        kind="publications",
        title=title,
        publications=chosen,
        legend=legend([one for one in context.marked if one.key in keys], context.words),
        more=more,
    )


def _questions(context: Context) -> list[QuestionView]:
    found = []
    for question in context.site.profile.questions:
        href = context.routes.find(question.link, PROFILE) if question.link else None
        link = (
            LinkView(label=question.label or context.words["read_on"], href=href) if href else None
        )
        found.append(QuestionView(question=question.question, text=question.text, link=link))
    return found
