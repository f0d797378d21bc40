"""Plan -> bytes: every task rendered, all problems of all templates collected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports import bibtex_export, csl_json, ris_export
from sitegen.plan.tasks import (
    CalendarTask,
    CopyTask,
    ExportTask,
    FeedTask,
    PageTask,
    SearchTask,
    SitemapTask,
    TextTask,
)
from sitegen.problems import Outcome, Problem, has_errors
from sitegen.render.feeds import atom_feed, calendar, search_index, sitemap
from sitegen.render.html import HtmlRenderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.files import FileTree
    from sitegen.model.text import OutPath
    from sitegen.plan.tasks import Plan, Task
    from sitegen.themes import Theme


@dataclass(frozen=True, slots=True)
class Build:
    """Every file of the output, by path."""

    outputs: Mapping[OutPath, bytes]


def run_plan(plan: Plan, theme: Theme, files: FileTree) -> Outcome[Build]:
    """Return every file of the output; without a value when a template fails.

    Problems: those of `HtmlRenderer.render`.
    """
    renderer = HtmlRenderer(theme, files, plan.site, plan.assets, plan.site_url)
    problems: list[Problem] = []
    outputs: dict[OutPath, bytes] = {}
    for task in plan.tasks:
        rendered = _render(task, renderer, files)
        problems.extend(rendered.problems)
        if rendered.value is not None:
            outputs[task.out] = rendered.value
    return Outcome(None if has_errors(problems) else Build(outputs), tuple(problems))


def _render(task: Task, renderer: HtmlRenderer, files: FileTree) -> Outcome[bytes]:
    match task:
        case PageTask():
            page = renderer.render(task)
            return Outcome(page.value.encode() if page.value is not None else None, page.problems)
        case FeedTask():
            return Outcome(atom_feed(task))
        case CalendarTask():
            return Outcome(calendar(task))
        case ExportTask(_, name, publications):
            export = {"bib": bibtex_export, "json": csl_json, "ris": ris_export}[name]
            return Outcome(export(publications).encode())
        case SitemapTask():
            return Outcome(sitemap(task))
        case SearchTask():
            return Outcome(search_index(task))
        case TextTask(_, text):
            return Outcome(text.encode())
        case CopyTask(_, source):
            return Outcome(files.read_bytes(source))
