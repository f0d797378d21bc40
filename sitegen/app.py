"""The whole program on one screen: files -> Site -> Plan -> bytes."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from sitegen.build.digest import Digester
from sitegen.build.leaks import LeakMemo
from sitegen.build.reasons import SECRETS_CHANGED
from sitegen.build.run import Build, RunMemo, Standing, run_plan
from sitegen.check import check_site, summarise, without_ignored
from sitegen.images.store import ImageStore
from sitegen.load import LoadOptions, SiteMemo, load_site
from sitegen.memo import CallMemo
from sitegen.plan import plan_site
from sitegen.plan.images import look_at_images
from sitegen.plan.publications import publication_view
from sitegen.problems import Outcome, has_errors, sort_problems
from sitegen.quick_dataclass import dataclass
from sitegen.routes import out_path, plan_routes
from sitegen.themes import load_theme
from sitegen.unchanged import epoch_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.check.scholar import ScholarCount
    from sitegen.files import FileTree
    from sitegen.model.site import Site
    from sitegen.model.text import Url
    from sitegen.problems import Problem
    from sitegen.progress import Progress
    from sitegen.routes import Routes
    from sitegen.themes import Theme


@dataclass(slots=True, eq=False)
class BuildMemo:
    """What is remembered from one build to the next of a process; each build changes it."""

    site: SiteMemo = field(default_factory=SiteMemo)
    plan: CallMemo = field(default_factory=CallMemo)
    run: RunMemo = field(default_factory=RunMemo)
    images: ImageStore = field(default_factory=ImageStore)
    leaks: LeakMemo = field(default_factory=LeakMemo)
    unmade: frozenset[Url] = frozenset()
    """The documents that could not be made."""


def build_site(
    files: FileTree,
    today: dt.date,
    options: LoadOptions | None = None,
    *,
    memo: BuildMemo | None = None,
    standing: Standing | None = None,
    progress: Progress | None = None,
    with_lint: bool = False,
    with_cards: bool = True,
) -> Outcome[Build]:
    """Return every file of the output, or every problem of the site.

    Nothing is written, and no private value is in what is returned. Warnings come with a value,
    errors come without one. `with_lint` also says what could be better in the .bib files. With the
    `memo` of an earlier build only what has changed is made anew, and what has not is the very
    same object; with what is `standing` in the output only what is stale is rendered. `progress`
    is told what is being done. Without `with_cards` the pictures that links bring along are left
    out, though pages name them.
    """
    memo = memo or BuildMemo()
    memo.plan.begin()
    loaded = load_site(files, today, options, memo=memo.site, progress=progress)
    problems = loaded.problems
    site = loaded.value
    if site is None:
        return Outcome(None, sort_problems(problems))
    if progress is not None:
        progress("Checking", 0, 0)
    theme = load_theme(site.config, files)
    routed = plan_routes(site, memo.plan)
    problems += theme.problems + routed.problems
    if with_lint:
        from sitegen.check.lint import lint_site  # noqa: PLC0415 a build does without

        problems += tuple(lint_site(site, files))
    if theme.value is None or routed.value is None:
        return Outcome(None, _reported(problems, site))
    is_complete = not has_errors(loaded.problems)
    problems += check_site(site, routed.value, theme.value, files, is_complete=is_complete)
    if has_errors(problems):
        return Outcome(None, _reported(problems, site))
    if progress is not None:
        progress("Planning", 0, 0)
    seen = look_at_images(site, routed.value, files, memo.images, memo.plan, progress)
    problems += seen.problems
    routes = seen.value or routed.value
    if not memo.leaks.begin(site.secrets) and standing is not None:
        standing = Standing(standing.versions, lacking=SECRETS_CHANGED)
    built = _make(routes, site, theme.value, files, memo, standing, progress, with_cards=with_cards)
    problems += built.problems
    if memo.unmade:
        linked = routes.without(memo.unmade)
        problems += check_site(site, linked, theme.value, files, is_complete=True)
    if built.value is None or has_errors(problems):
        return Outcome(None, _reported(problems, site))
    leaks = memo.leaks.search(built.value, progress)
    is_sound = not has_errors(leaks)
    return Outcome(built.value if is_sound else None, _reported(problems + leaks, site))


def _make(
    routes: Routes,
    site: Site,
    theme: Theme,
    files: FileTree,
    memo: BuildMemo,
    standing: Standing | None,
    progress: Progress | None,
    *,
    with_cards: bool,
) -> Outcome[Build]:
    """Return the outputs of a site, none of which links to a document that cannot be made.

    Which those are is known when Typst has set them; then all is planned once more without them,
    unless that was supposed from the last build. It ends, whatever Typst says.
    """
    built: Outcome[Build] = Outcome(None)
    for _ in range(len(routes.documents) + 2):
        supposed = memo.unmade
        linked = routes.without(supposed)
        plan = plan_site(site, linked, theme, files, memo.plan, with_cards=with_cards)
        origins = memo.plan.origins(publication_view) if standing else {}
        memo.plan.end()
        built = run_plan(
            plan,
            theme,
            files,
            memo=memo.run,
            images=memo.images,
            standing=standing,
            digester=Digester(partial(_origin, origins)),
            progress=progress,
        )
        if built.value is None:
            break
        there = built.value.outputs.keys() | built.value.kept.keys()
        memo.unmade = frozenset(
            url for url in routes.documents.values() if out_path(url) not in there
        )
        if memo.unmade == supposed:
            break
    return built


def _origin(known: Mapping[int, tuple[object, ...]], value: object) -> tuple[object, ...] | None:
    return known.get(id(value))


def ask_scholar(
    files: FileTree, today: dt.date, options: LoadOptions | None = None
) -> Outcome[ScholarCount]:
    """Return what Google Scholar would miss on the pages of the papers, and of how many nothing.

    Other problems are left to `build_site`; without a value there is no site to ask about.
    """
    from sitegen.check.scholar import check_scholar  # noqa: PLC0415 a build does without

    site = load_site(files, today, options).value
    routes = plan_routes(site).value if site else None
    if site is None or routes is None:
        return Outcome(None)
    found = check_scholar(site, routes, files)
    return Outcome(found.value, _reported(found.problems, site))


def _reported(problems: Iterable[Problem], site: Site) -> tuple[Problem, ...]:
    """Return what the user shall see, in order."""
    return sort_problems(summarise(without_ignored(problems, site), site))


def build_day(environment: Mapping[str, str]) -> dt.date:
    """Return the day of the build: `SOURCE_DATE_EPOCH` if it is set, else today. Asks the clock.

    Source: reproducible-builds.org/specs/source-date-epoch.
    """
    epoch = epoch_of(environment)
    if epoch is not None:
        return dt.datetime.fromtimestamp(epoch, dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()
