"""The commands. The only place that prints or exits; every slow import waits until it is needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from sitegen.build.run import Build
    from sitegen.build.write import Written
    from sitegen.check.scholar import ScholarCount
    from sitegen.files import FileTree
    from sitegen.load import LoadOptions
    from sitegen.problems import Problem

EXIT_ERRORS = 1
EXIT_USAGE = 2
EXIT_BUG = 70
EXIT_INTERRUPTED = 130

_source = click.option(
    "-C",
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds site.toml.  [default: this folder, or the nearest one above]",
)
_output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the site goes.  [default: output/ beside site.toml]",
)
_base_url = click.option(
    "--base-url",
    default="",
    envvar="SITEGEN_BASE_URL",
    metavar="URL",
    help="Publish at this address instead of the `url` of site.toml.",
)
_strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
_as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print problems as JSON, one a line."
)
_drafts = click.option("--drafts", is_flag=True, help="Take in pages with `draft = true`.")
_future = click.option("--future", is_flag=True, help="Take in what is dated after today.")
_verbose = click.option("-v", "--verbose", is_flag=True, help="Name every file that changed.")
_quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(__version__, "-V", "--version", message="sitegen %(version)s")
def cli() -> None:
    """Make a researcher's web site, CV and letters from plain files.

    Your facts stand once, in site.toml, content/ and publications.bib; everything else is made
    from them. Start with `sitegen new`.
    """


@cli.command()
@_source
@_output
@_base_url
@_strict
@_as_json
@_drafts
@_future
@_verbose
@_quiet
def build(
    *,
    source: Path | None,
    output: Path | None,
    base_url: str,
    strict: bool,
    as_json: bool,
    drafts: bool,
    future: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Build the site into output/.

    Every problem of every file is reported in one run. An error stops the build before anything
    is written. The output is replaced in one step; files that sitegen did not write stay.
    """
    from sitegen.build.write import write_output  # noqa: PLC0415 slow

    root = _site_root(source)
    out_dir = output or root / "output"
    _refuse_unsafe(out_dir, root, as_json=as_json)
    options = _load_options(base_url, drafts=drafts, future=future)
    made, problems = _make(root, options, strict=strict)
    if made is None:
        _report(problems, _tree(root), as_json=as_json)
        if not as_json:
            click.echo("sitegen: nothing was written", err=True)
        _exit_for(problems)
    written = write_output(made.outputs, out_dir, site_root=root, protected=_protected(root))
    _report([*problems, *written.problems], _tree(root), as_json=as_json)
    if written.value is None:
        _exit_for(written.problems)
    elif not quiet and not as_json:
        _print_written(written.value, out_dir, len(made.outputs), verbose=verbose)


@cli.command()
@_source
@_base_url
@_strict
@click.option(
    "--scholar", is_flag=True, help="Also say what Google Scholar would miss, paper by paper."
)
@_as_json
@_drafts
@_future
@_quiet
def check(
    *,
    source: Path | None,
    base_url: str,
    strict: bool,
    scholar: bool,
    as_json: bool,
    drafts: bool,
    future: bool,
    quiet: bool,
) -> None:
    """Find every problem without writing anything.

    Runs the whole build in memory: content, bibliography, links, citations, templates. Beyond
    what a build reports it looks for papers that stand twice, spellings of venues, missing DOIs
    and the like; `[check] ignore` in site.toml names what it shall not say.
    """
    root = _site_root(source)
    options = _load_options(base_url, drafts=drafts, future=future)
    made, problems = _make(root, options, strict=strict, with_lint=True)
    count, gaps = _ask_scholar(root, options, strict=strict) if scholar else (None, ())
    problems = (*problems, *gaps)
    _report(problems, _tree(root), as_json=as_json)
    if not quiet and not as_json:
        if not problems:
            click.echo("No problems found.")
        if count:
            found = f"{count.complete} of {count.papers} papers"
            click.echo(f"{found} have all that Google Scholar reads.")
    if made is None or (strict and problems):
        _exit_for(problems)


@cli.command()
@_source
@_output
@_quiet
def clean(*, source: Path | None, output: Path | None, quiet: bool) -> None:
    """Remove what sitegen wrote into output/, and nothing else.

    Files that somebody else put there, or changed since, are named and kept.
    """
    from sitegen.build.write import clean_output  # noqa: PLC0415 slow

    root = _site_root(source)
    out_dir = output or root / "output"
    cleaned = clean_output(out_dir, site_root=root, protected=_protected(root))
    _report(cleaned.problems, _tree(root), as_json=False)
    if cleaned.value is None:
        _exit_for(cleaned.problems)
    elif not quiet:
        click.echo(f"Removed {_count(len(cleaned.value.removed), 'file')} from {out_dir}.")


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help='Your name: "Ada Lovelace".')
@click.option("--url", metavar="URL", help="Where the site will be: https://name.github.io/")
@click.option("--email", help="A public e-mail address.")
@click.option("--position", help='Your position: "PhD student".')
@click.option("--institution", help='Where you work: "University of Somewhere".')
@click.option("--bib", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A .bib file with your publications, to start with.")  # fmt: skip
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; leave out what is not given.")
def new(
    *,
    folder: Path,
    name: str | None,
    url: str | None,
    email: str | None,
    position: str | None,
    institution: str | None,
    bib: Path | None,
    yes: bool,
) -> None:
    """Start a site in FOLDER: yours from the first file, without demo text.

    Asks for what the options do not say (not with --yes, and not where nobody can answer).
    """
    from sitegen.scaffold import Answers, new_site, write_new_site  # noqa: PLC0415 slow

    asks = not yes and sys.stdin.isatty()

    def answer(given: str | None, question: str, default: str = "") -> str:
        if given is not None or not asks:
            return given if given is not None else default
        asked: str = click.prompt(question, default=default, show_default=bool(default))
        return asked

    name = answer(name, "Your name", folder.resolve().name if not asks else "")
    answers = Answers(
        name=name,
        url=answer(url, "Address of the site", "https://example.org/"),
        email=answer(email, "Public e-mail address (empty for none)"),
        position=answer(position, "Your position (empty for none)"),
        institution=answer(institution, "Your institution (empty for none)"),
        bibliography=bib.read_bytes() if bib else b"",
    )
    problems = write_new_site(new_site(answers), folder)
    _report(problems, None, as_json=False)
    if problems:
        _exit_for(problems)
    click.echo(f"Started a site in {folder}. Build it:\n\n  sitegen build -C {folder}\n")


@cli.command()
@click.argument("name", required=False)
@click.option("--write", is_flag=True, help="Write all schemas to .sitegen/schema/ of the site.")
@_source
def schema(*, name: str | None, write: bool, source: Path | None) -> None:
    """Print the JSON Schema of a content file, for editors.

    NAME is site, profile, content, theme, or a kind of page: project, post, news, page. Without
    a name the names are listed.
    """
    from sitegen.schema import SCHEMAS, schema_files, schema_text  # noqa: PLC0415 slow

    if write:
        root = _site_root(source)
        for path, text in schema_files().items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"Wrote {_count(len(SCHEMAS), 'schema')} to {root / '.sitegen/schema'}.")
    elif name is None:
        click.echo("\n".join(SCHEMAS))
    elif name in SCHEMAS:
        click.echo(schema_text(name), nl=False)
    else:
        known = ", ".join(SCHEMAS)
        raise click.BadParameter(f"there is no schema {name!r}; choose one of {known}")


def _site_root(source: Path | None) -> Path:
    """Return the folder of site.toml: the given one, else the nearest from here upwards."""
    if source is not None:
        return source
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "site.toml").is_file():
            return Path(os.path.relpath(folder))
    return Path()


def _protected(root: Path) -> tuple[Path, ...]:
    """Return the folders that no output may touch."""
    return tuple(root / name for name in ("content", "themes", ".git"))


def _tree(root: Path) -> FileTree:
    from sitegen.files import DiskTree, SiteTree, builtin_themes  # noqa: PLC0415 slow

    return SiteTree(DiskTree(root), DiskTree(builtin_themes()))


def _load_options(base_url: str, *, drafts: bool, future: bool) -> LoadOptions:
    from sitegen.load import LoadOptions  # noqa: PLC0415 slow
    from sitegen.value_rules import is_site_url  # noqa: PLC0415 slow

    if base_url and not is_site_url(base_url):
        hint = "write a whole address: https://example.org/"
        raise click.BadParameter(f"{base_url!r} is no address of a web site; {hint}")
    return LoadOptions(base_url=base_url, drafts=drafts, future=future)


def _make(
    root: Path, options: LoadOptions, *, strict: bool, with_lint: bool = False
) -> tuple[Build | None, Sequence[Problem]]:
    """Build in memory. Without a value when an error stands in the way."""
    from sitegen.app import build_day, build_site  # noqa: PLC0415 slow
    from sitegen.problems import as_errors  # noqa: PLC0415 slow

    built = build_site(_tree(root), build_day(os.environ), options, with_lint=with_lint)
    problems = as_errors(built.problems) if strict else built.problems
    return (None if strict and problems else built.value), problems


def _ask_scholar(
    root: Path, options: LoadOptions, *, strict: bool
) -> tuple[ScholarCount | None, Sequence[Problem]]:
    """Ask what Google Scholar would miss."""
    from sitegen.app import ask_scholar, build_day  # noqa: PLC0415 slow
    from sitegen.problems import as_errors  # noqa: PLC0415 slow

    found = ask_scholar(_tree(root), build_day(os.environ), options)
    return found.value, as_errors(found.problems) if strict else found.problems


def _refuse_unsafe(out_dir: Path, root: Path, *, as_json: bool) -> None:
    from sitegen.build.output_dir import check_output_dir  # noqa: PLC0415 slow

    problems = check_output_dir(out_dir, site_root=root, protected=_protected(root))
    if problems:
        _report(problems, None, as_json=as_json)
        _exit_for(problems)


def _report(problems: Sequence[Problem], files: FileTree | None, *, as_json: bool) -> None:
    """Print problems: JSON lines on standard output, else text on standard error."""
    if not problems:
        return
    from sitegen.files import read_text  # noqa: PLC0415 slow
    from sitegen.problems import sort_problems  # noqa: PLC0415 slow
    from sitegen.report import json_report, terminal_report  # noqa: PLC0415 slow

    problems = sort_problems(problems)
    if as_json:
        click.echo(json_report(problems), nl=False)
        return
    is_terminal = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    text = terminal_report(
        problems,
        lambda path: read_text(files, path).value if files else None,
        color=is_terminal,
    )
    click.echo(text.rstrip("\n"), err=True, color=is_terminal)


def _exit_for(problems: Sequence[Problem]) -> NoReturn:
    is_usage = any(problem.code == "unsafe-output" for problem in problems)
    sys.exit(EXIT_USAGE if is_usage else EXIT_ERRORS)


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
    click.echo(f"Built {_count(total, 'file')} in {out_dir} ({news}).")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit with its code; no traceback reaches a user."""
    try:
        code = cli.main(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("sitegen: interrupted", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"sitegen: error: {place}{error.strerror or error}", err=True)
        sys.exit(EXIT_ERRORS)
    except Exception as error:  # noqa: BLE001 the last line of defence
        _report_bug(error)
        sys.exit(EXIT_BUG)
    sys.exit(code if isinstance(code, int) else 0)


def _report_bug(error: Exception) -> None:
    if os.environ.get("SITEGEN_DEBUG") == "1":
        import traceback  # noqa: PLC0415 only for a bug

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".split("\n")[0]
    click.echo(
        f"sitegen: internal error ({what}). This is a bug of sitegen: please report it, "
        "with the output of `SITEGEN_DEBUG=1 sitegen …`.",
        err=True,
    )
