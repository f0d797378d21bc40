"""`sitegen new`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli.messages import exit_for, print_problems


@click.command()
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
    print_problems(problems, None, as_json=False)
    if problems:
        exit_for(problems)
    click.echo(
        f"Started a site in {folder}. See it in the browser, and every change that you save:\n\n"
        f"  sitegen serve -C {folder} --open\n\n"
        f"Make the site to publish:\n\n  sitegen build -C {folder}\n"
    )
