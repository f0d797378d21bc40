"""`sitegen build`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.cli.messages import counted, exit_for, plain_reports, print_problems
from sitegen.cli.progress import progress_line
from sitegen.cli.site import load_options, make_site, protected, site_root, site_views
from sitegen.unchanged import Report, Request

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.build.run import Build
    from sitegen.build.write import Written


@click.command()
@options.source
@options.output
@options.base_url
@options.strict
@options.as_json
@options.drafts
@options.future
@options.fresh
@options.why
@options.verbose
@options.quiet
def build(
    *,
    source: Path | None,
    output: Path | None,
    base_url: str,
    strict: bool,
    as_json: bool,
    drafts: bool,
    future: bool,
    fresh: bool,
    why: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Build the site into output/.

    Every problem of every file is reported in one run. An error stops the build before anything
    is written. The output is replaced in one step; files that sitegen did not write stay.
    """
    from sitegen.app import BuildMemo  # noqa: PLC0415 slow
    from sitegen.build import state  # noqa: PLC0415 slow
    from sitegen.build.stamp import leave_stamp  # noqa: PLC0415 slow
    from sitegen.build.write import write_output  # noqa: PLC0415 slow
    from sitegen.files import SiteTree  # noqa: PLC0415 slow

    line = progress_line(is_wanted=not quiet and not as_json)
    root = site_root(source)
    out_dir = output or root / "output"
    request = Request(
        str(root), str(out_dir), base_url, strict=strict, drafts=drafts, future=future
    )
    asked, began_ns, views = request.describe(), time.time_ns(), site_views(root)
    _refuse_unsafe(out_dir, root, as_json=as_json)
    wanted = load_options(base_url, drafts=drafts, future=future)
    standing = state.read_standing(out_dir, root, is_fresh=fresh)
    memo = BuildMemo(leaks=state.read_searches(out_dir, root, is_fresh=fresh))
    if not fresh:
        memo.site = state.read_content(root, standing.versions)
        memo.images = state.known_images(root, writes=True)
    with line as progress:
        made, problems = make_site(
            SiteTree(*views),
            wanted,
            strict=strict,
            memo=memo,
            standing=standing,
            progress=progress,
        )
    if made is None:
        print_problems(problems, root, as_json=as_json)
        if not as_json:
            click.echo("sitegen: nothing was written", err=True)
        exit_for(problems)
    with line as progress:
        written = write_output(
            made.outputs,
            out_dir,
            site_root=root,
            protected=protected(root),
            kept=made.kept,
            progress=progress,
        )
    problems = (*problems, *written.problems)
    print_problems(problems, root, as_json=as_json)
    if written.value is None:
        exit_for(written.problems)
    state.save_searches(memo.leaks, out_dir, root)
    if made.outputs or written.value.removed:
        state.save_traces(made.traces, out_dir, root)
        state.save_content(memo.site, root, standing.versions)
        memo.images.tidy()
    if why and not as_json:
        _print_reasons(made, is_fresh=fresh)
    total = len(made.outputs) + len(made.kept)
    if not quiet and not as_json:
        _print_written(written.value, out_dir, total, verbose=verbose)
    if written.value.index_id:
        report = Report(total, *plain_reports(problems, root))
        leave_stamp(request, asked, views, report, written.value.index_id, began_ns)


def _print_reasons(made: Build, *, is_fresh: bool) -> None:
    from sitegen.build.reasons import NOTHING_KNOWN, SECRETS_CHANGED  # noqa: PLC0415 slow

    given = set(made.reasons.values())
    if not made.kept and given in ({NOTHING_KNOWN}, {SECRETS_CHANGED}):
        reason = "--fresh asks for it" if is_fresh else given.pop()
        click.echo(f"Every file is made: {reason}.")
        return
    for path, reason in sorted(made.reasons.items()):
        click.echo(f"{path}: {reason}")
    if made.kept:
        kept = counted(len(made.kept), "file")
        click.echo(f"Kept {kept}: nothing that they are made from has changed.")


def _refuse_unsafe(out_dir: Path, root: Path, *, as_json: bool) -> None:
    from sitegen.build.output_dir import check_output_dir  # noqa: PLC0415 slow

    problems = check_output_dir(out_dir, site_root=root, protected=protected(root))
    if problems:
        print_problems(problems, None, as_json=as_json)
        exit_for(problems)


def _print_written(written: Written, out_dir: Path, total: int, *, verbose: bool) -> None:
    if verbose:
        for mark, paths in (("+", written.created), ("~", written.changed), ("-", written.removed)):
            for path in paths:
                click.echo(f"{mark} {path}")
    parts = (
        (len(written.created), "new"),
        (len(written.changed), "changed"),
        (len(written.removed), "removed"),
    )
    news = ", ".join(f"{count} {word}" for count, word in parts if count) or "no change"
    click.echo(f"Built {counted(total, 'file')} in {out_dir} ({news}).")
