"""The home page: who it is, and the sections that site.toml chooses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitegen.model.profile import Position
from sitegen.model.text import NO_TEXT, Url
from sitegen.plan import entries
from sitegen.plan.labels import HOME
from sitegen.plan.lines import join
from sitegen.plan.meta import home_json_ld, page_meta, profile_links
from sitegen.plan.publications import legend, tape
from sitegen.plan.talks import sorted_talks
from sitegen.plan.texts import body_links, render_prose
from sitegen.problems import SitePath
from sitegen.views import EntryView, HomeView, LinkView, QuestionView, SectionView

if TYPE_CHECKING:
    from sitegen.model.config import HomeSection, ListName
    from sitegen.plan.context import Context

HOME_URL = Url("/")
PROFILE = SitePath("content/profile.toml")


def home_view(context: Context) -> HomeView:
    """Return the home page."""
    site, routes = context.site, context.routes
    profile = site.profile
    position = _position(context)
    role = position.title if position else NO_TEXT
    affiliation = join((position.department, position.institution)) if position else NO_TEXT
    photo = entries.image(profile.photo, profile.photo_alt, routes)
    return HomeView(
        meta=page_meta(
            context.basics,
            HOME_URL,
            "home",
            "",
            kind="profile",
            image=photo.href if photo else "",
            json_ld=partial(home_json_ld, context.basics),
        ),
        name=profile.name,
        honorifics=profile.honorifics,
        native_name=profile.native_name,
        pronouns=profile.pronouns,
        role=profile.headline or role,
        affiliation=affiliation,
        affiliation_href=entries.resolve(position.url, routes) if position else "",
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


def _position(context: Context) -> Position | None:
    """Return the current position; without one in the profile, the ongoing experience."""
    if context.site.profile.positions:
        return context.site.profile.positions[0]
    for entry in context.site.collections.experience:
        if entry.date and entry.date.is_ongoing:
            return Position(
                title=entry.title, institution=entry.institution, department=entry.department
            )
    return None


def _buttons(context: Context) -> tuple[LinkView, ...]:
    """Return at most two: the CV, and the first link elsewhere."""
    buttons = []
    if "cv" in context.routes.lists:
        buttons.append(LinkView(label="Curriculum vitae", href=context.routes.lists["cv"]))
    chosen = context.site.profile.extra_links[:1]
    buttons += [LinkView(label=link.label, href=link.url.value) for link in chosen]
    if not chosen:
        buttons += [link for link in profile_links(context.basics) if link.kind != "email"][:1]
    return tuple(buttons)


def _section(name: HomeSection, context: Context) -> SectionView | None:
    """Return one section, or None when there is nothing to show."""
    site, routes = context.site, context.routes
    limit = site.config.home.limit
    title = site.config.home.titles.get(name, HOME[name])
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
            return _entries(context, name, title, views, len(site.news), "All news")
        case "posts":
            views = context.entries(entries.post, site.posts[:limit])
            return _entries(context, name, title, views, len(site.posts), "All posts")
        case "projects":
            featured = [item for item in site.projects if item.featured]
            views = context.entries(entries.project, featured[:limit])
            return _entries(context, name, title, views, len(site.projects), "All projects")
        case "talks":
            upcoming, past = sorted_talks(made.talks, site.today)
            coming = [entries.talk(item, routes, is_upcoming=True) for item in upcoming]
            views = (*coming, *(entries.talk(item, routes) for item in past))
            label = f"All {context.list_title('talks').lower()}"
            return _entries(context, name, title, views[:limit], len(made.talks), label)
        case "education":
            education = entries.newest_first(made.education)
            views = tuple(entries.education(one, routes) for one in education)
            return _entries(context, name, title, views, 0, "")
        case "experience":
            experience = entries.newest_first(made.experience)
            views = tuple(entries.experience(one, routes) for one in experience)
            return _entries(context, name, title, views, 0, "")


def _entries(
    context: Context,
    name: HomeSection,
    title: str,
    views: tuple[EntryView, ...],
    total: int,
    label: str,
) -> SectionView | None:
    if not views:
        return None
    list_name: ListName | None = name if name in ("news", "posts", "projects", "talks") else None
    more = None
    if list_name and total > len(views):
        more = LinkView(label=label, href=context.routes.lists[list_name])
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
        label = f"All {len(views)} publications"
        more = LinkView(label=label, href=context.routes.lists["publications"])
    return SectionView(
        anchor="selected",
        kind="publications",
        title=title,
        publications=chosen,
        legend=legend([one for one in context.marked if one.key in keys]),
        more=more,
    )


def _questions(context: Context) -> list[QuestionView]:
    found = []
    for question in context.site.profile.questions:
        href = context.routes.find(question.link, PROFILE) if question.link else None
        link = LinkView(label=question.label or "Read on", href=href) if href else None
        found.append(QuestionView(question=question.question, text=question.text, link=link))
    return found
