"""`sitegen letter`: cover letters, as PDF and as plain text."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

from sitegen.cli import options
from sitegen.cli.messages import counted, exit_for, print_problems
from sitegen.cli.site import load_options, site_root, site_tree, site_views

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import NoReturn

    from sitegen.letters import Difference, MadeLetter
    from sitegen.model.letters import Letter
    from sitegen.problems import Problem

_HELP: Final = ("-h", "--help")


class _LetterGroup(click.Group):
    """A group whose first word may also be the name of a letter: that means `make`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in _HELP:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_LetterGroup)
def letter() -> None:
    """Make cover letters from content/letters/: `sitegen letter NAME`, or `--all`.

    They are written to private/letters/, never to the site.
    """


@letter.command("make")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--all", "is_all", is_flag=True, help="Every letter.")
@options.source
@options.strict
@options.as_json
@options.quiet
def make(
    *,
    names: tuple[str, ...],
    is_all: bool,
    source: Path | None,
    strict: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Typeset letters: a PDF and a plain text each. `make` itself may be left out.

    A letter that is wrong is not written, and does not stand in the way of the others.
    """
    if bool(names) is is_all:
        raise click.UsageError("name the letters, or write --all")
    from sitegen.app import build_day  # noqa: PLC0415 slow
    from sitegen.files import SiteTree  # noqa: PLC0415 slow
    from sitegen.letters import make_letters  # noqa: PLC0415 slow
    from sitegen.private_dir import write_private  # noqa: PLC0415 slow
    from sitegen.problems import as_errors, has_errors  # noqa: PLC0415 slow

    root = site_root(source)
    asked = load_options("", drafts=False, future=False)
    files = SiteTree(*site_views(root))
    made = make_letters(files, build_day(os.environ), None if is_all else names, asked)
    problems = as_errors(made.all_problems) if strict else made.all_problems
    good = [
        one.value for one in made.letters.values() if one.value and not (strict and one.problems)
    ]
    written = write_private(_files(good), root)
    problems = (*problems, *written.problems)
    print_problems(problems, root, as_json=as_json)
    if not quiet and not as_json:
        for place in written.value or ():
            click.echo(place)
        if is_all and not made.letters and not problems:
            click.echo("There are no letters in content/letters/.")
    if has_errors(problems):
        exit_for(problems)


@letter.command("list")
@options.source
def list_(*, source: Path | None) -> None:
    """Name the letters, and the texts that they are made from."""
    from sitegen.load.letter_files import read_letters  # noqa: PLC0415 slow
    from sitegen.load.letters import letter_names  # noqa: PLC0415 slow

    root = site_root(source)
    read = read_letters(site_tree(root))
    letters = letter_names(read)
    for name, one in read.items():
        keys = one.keys
        facts = [keys.date.iso] if keys and keys.date else []
        facts += [f"from {keys.extends}"] if keys and keys.extends else []
        facts += [] if name in letters else ["to make letters from"]
        click.echo(f"{name} ({', '.join(facts)})" if facts else name)
    if not read:
        click.echo("There are no letters in content/letters/.")


@letter.command("new")
@click.argument("name")
@click.option("--from", "base", metavar="BASE", help="The letter that it is made from.")
@options.source
def new(*, name: str, base: str | None, source: Path | None) -> None:
    """Begin an application: content/letters/NAME.toml, with what is to be filled in.

    What you have is never written over.
    """
    from sitegen.app import build_day  # noqa: PLC0415 slow
    from sitegen.letters import begin_letter  # noqa: PLC0415 slow

    root = site_root(source)
    begun = begin_letter(name, base, build_day(os.environ), site_tree(root))
    if begun.value is None:
        _stop(begun.problems, root)
    place = root.joinpath(*begun.value.path.split("/"))
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("x", encoding="utf-8", newline="\n") as file:
        file.write(begun.value.text)
    click.echo(f"Wrote {place}. Fill it in, and make the letter:\n\n  sitegen letter {name}\n")


@letter.command("diff")
@click.argument("one")
@click.argument("other")
@options.source
def diff(*, one: str, other: str, source: Path | None) -> None:
    """Compare two letters word by word: what is said of whom they are for, and what else differs.

    What else differs is mostly what was improved in one of them: it belongs into the text that
    both are made from.
    """
    from sitegen.letters import compare_letters  # noqa: PLC0415 slow

    root = site_root(source)
    first, last = _read(one, other, root)
    found = compare_letters(first, last)
    has_color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(f"{_removed(one, color=has_color)} {_added(other, color=has_color)}")
    for title, is_wanted in (("For whom it is", True), ("What else differs", False)):
        shown = [each for each in found.differences if each.is_of_addressee is is_wanted]
        click.echo(f"\n{title}: {counted(len(shown), 'difference')}")
        for each in shown:
            click.echo(f"  {_line(each, color=has_color)}")
    click.echo(f"\nThe same: {', '.join(found.same) or 'nothing'}")


def _files(letters: Sequence[MadeLetter]) -> dict[str, bytes]:
    return {
        f"letters/{one.file_name}.{ending}": content
        for one in letters
        for ending, content in (("pdf", one.pdf), ("txt", one.text.encode()))
    }


def _read(one: str, other: str, root: Path) -> tuple[Letter, Letter]:
    """Return two letters, or end with what is wrong with them."""
    from sitegen.letters import marked_letters  # noqa: PLC0415 slow

    made = marked_letters((one, other), site_tree(root))
    if made.value is None:
        _stop(made.problems, root)
    first, last = made.value
    return first, last


def _stop(problems: Sequence[Problem], root: Path) -> NoReturn:
    print_problems(problems, root, as_json=False)
    exit_for(problems)


def _line(one: Difference, *, color: bool) -> str:
    old = _removed(one.old, color=color) if one.old else ""
    new = _added(one.new, color=color) if one.new else ""
    return f"{one.part}: {one.before}{old}{new}{one.after}"


def _removed(text: str, *, color: bool) -> str:
    return click.style(text, fg="red", strikethrough=True) if color else f"[-{text}-]"


def _added(text: str, *, color: bool) -> str:
    return click.style(text, fg="green") if color else f"{{+{text}+}}"
