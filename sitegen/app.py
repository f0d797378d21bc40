"""The whole program on one screen: files -> Site -> Plan -> bytes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sitegen.build.run import Build, run_plan
from sitegen.check import check_site
from sitegen.load import LoadOptions, load_site
from sitegen.plan import plan_site
from sitegen.problems import Outcome, has_errors, sort_problems
from sitegen.routes import plan_routes
from sitegen.themes import load_theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.files import FileTree


def build_site(
    files: FileTree, today: dt.date, options: LoadOptions | None = None
) -> Outcome[Build]:
    """Return every file of the output, or every problem of the site.

    Nothing is written. Warnings come with a value, errors come without one.
    """
    loaded = load_site(files, today, options)
    problems = loaded.problems
    site = loaded.value
    if site is None:
        return Outcome(None, sort_problems(problems))
    theme = load_theme(site.config, files)
    routed = plan_routes(site)
    problems += theme.problems + routed.problems
    if theme.value is None or routed.value is None:
        return Outcome(None, sort_problems(problems))
    is_complete = not has_errors(loaded.problems)
    problems += check_site(site, routed.value, theme.value, files, is_complete=is_complete)
    if has_errors(problems):
        return Outcome(None, sort_problems(problems))
    plan = plan_site(site, routed.value, theme.value, files)
    built = run_plan(plan, theme.value, files)
    return Outcome(built.value, sort_problems(problems + built.problems))


def build_day(environment: Mapping[str, str]) -> dt.date:
    """Return the day of the build: `SOURCE_DATE_EPOCH` if it is set, else today. Asks the clock.

    Source: reproducible-builds.org/specs/source-date-epoch.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now(dt.UTC).date()
