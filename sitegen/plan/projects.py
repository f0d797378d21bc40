"""Projects: the page of each, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.model.text import Url, rich
from sitegen.plan import entries
from sitegen.plan.linked import linked, tag_links
from sitegen.plan.meta import page_meta
from sitegen.plan.texts import body_frames, is_numeric, render_body
from sitegen.views import FactView, ProjectView
from sitegen.words import show_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.pages import Project
    from sitegen.model.text import RichText
    from sitegen.plan.context import Basics, Context
    from sitegen.plan.texts import BodyLinks
    from sitegen.views import EntryView, ImageView, LinkView, PublicationView
    from sitegen.words import Words


class ProjectCompany(NamedTuple):
    """What a project's page shows of the site."""

    url: Url
    summary: RichText
    image: ImageView | None
    links: tuple[LinkView, ...]
    tags: tuple[LinkView, ...]
    publications: tuple[PublicationView, ...]
    others: tuple[EntryView, ...]


def project_company(project: Project, context: Context) -> ProjectCompany:
    """Return what stands beside a project on its page."""
    site, routes, views = context.site, context.routes, context.views
    return ProjectCompany(
        url=routes.pages[project.span.path],
        summary=linked(project.summary, routes),
        image=entries.image(project.image, project.image_alt, routes),
        links=entries.project_links(project, routes, context.words),
        tags=tag_links(project.tags, routes),
        publications=tuple(views[key] for key in project.publications if key in views),
        others=context.entries(
            entries.project, (one for one in site.projects if one is not project)
        ),
    )


def project_view(
    project: Project, known: BodyLinks, company: ProjectCompany, basics: Basics
) -> ProjectView:
    """Return the page of one project."""
    body = render_body(project.body, company.url, known, is_numeric=is_numeric(basics))
    words = basics.words
    return ProjectView(
        meta=page_meta(
            basics,
            company.url,
            "projects",
            str(project.title),
            description=str(project.summary),
            kind="article",
            image=company.image,
            has_card=True,
            has_math=project.body.has_math,
            frames=body_frames(project.body),
        ),
        title=project.title,
        summary=company.summary,
        when=show_range(project.date, words),
        institution=project.institution,
        badges=entries.project_badges(project, words),
        counts=entries.project_counts(project, words),
        tags=company.tags,
        body=body.html,
        headings=project.body.headings,
        facts=tuple(_facts(project, company, words)),
        links=company.links,
        image=company.image,
        publications=company.publications,
        references=body.references,
        others=company.others,
        list_href=Url("/projects/"),
    )


def _facts(project: Project, company: ProjectCompany, words: Words) -> Iterable[FactView]:
    if project.role:
        yield FactView(label=words["role"], value=rich(project.role))
    if project.collaborators:
        names = ", ".join(project.collaborators)
        yield FactView(label=words["collaborators"], value=rich(names))
    if project.status:
        yield FactView(label=words["status"], value=rich(words[f"status_{project.status}"]))
    counts = entries.project_counts(project, words)
    if counts:
        yield FactView(label=words["popularity"], value=rich(counts))
    for fact in project.facts:
        yield FactView(label=fact.label, value=fact.value)
    if company.tags:
        yield FactView(label=words["topics"], links=company.tags)
