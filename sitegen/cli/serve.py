"""`sitegen serve`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from sitegen.cli import options
from sitegen.cli.messages import counted, editor_links, print_problems
from sitegen.cli.site import load_options, site_root, site_views
from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.files import FileTree
    from sitegen.problems import Problem
    from sitegen.serve.builder import Rebuilt
    from sitegen.serve.session import Said, Started

_BASE_PATH = late_pattern(r"/?(?:[\w.~-]+/)*(?:[\w.~-]+)?/?", re.ASCII)


@click.command()
@options.source
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="NAME",
    help="Listen on this address; another than the default lets others see the preview.",
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65_535),
    help="Listen on this port, or the next one that is free; 0 for any.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@options.drafts
@options.future
@click.option(
    "--poll",
    is_flag=True,
    help="Look for changes every now and then: for network disks and containers.",
)
@click.option(
    "--base-path", metavar="PATH", help="Serve below this path, as a project page is: /repository/"
)
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="Write this address into pages and feeds instead of the preview's own.",
)
@click.option(
    "--allow-host",
    "also",
    multiple=True,
    metavar="NAME",
    envvar="SITEGEN_ALLOWED_HOSTS",
    help="Also answer to this name of the computer.",
)
@click.option(
    "--letters",
    "with_letters",
    is_flag=True,
    help="Show the letters too, at /_sitegen/letters/: to this computer alone.",
)
def serve(
    *,
    source: Path | None,
    host: str,
    port: int,
    opens: bool,
    drafts: bool,
    future: bool,
    poll: bool,
    base_path: str | None,
    base_url: str,
    also: tuple[str, ...],
    with_letters: bool,
) -> None:
    """Show the site in the browser, and every change as soon as a file is saved.

    Everything is watched. A mistake is shown over the last good page until it is mended. Nothing
    is written into your folder; `sitegen build` makes the site to publish. Ctrl-C ends.
    """
    from sitegen.build.state import known_content, known_images, read_searches  # noqa: PLC0415 slow
    from sitegen.serve.builder import Sources  # noqa: PLC0415 slow
    from sitegen.serve.letters import letter_maker  # noqa: PLC0415 slow
    from sitegen.serve.session import Settings, serve_site  # noqa: PLC0415 slow

    root = site_root(source)
    if with_letters:
        _refuse_others(host, also)
    asked = load_options(base_url, drafts=drafts, future=future)
    known, images = partial(known_content, root), partial(known_images, root)
    searches = partial(read_searches, root / "output", root)
    sources = Sources(
        root,
        _views(root),
        asked,
        editor_links(root),
        known,
        images,
        searches=searches,
        letters=letter_maker() if with_letters else None,
    )
    settings = Settings(
        host, port, _base(base_path, base_url), also, poll=poll, themes=_themes_to_watch(root)
    )
    serve_site(sources, settings, _announcer(root, opens=opens))


def _refuse_others(host: str, also: tuple[str, ...]) -> None:
    """Raise click's error where others than this computer could ask for the preview."""
    from sitegen.serve.access import is_loopback  # noqa: PLC0415 slow

    if not is_loopback(host):
        message = f"letters are shown to this computer alone; leave out --host {host}"
        raise click.UsageError(message)
    if also:
        names = " ".join(also)
        message = (
            "letters are shown to this computer alone; leave out --allow-host"
            f" and SITEGEN_ALLOWED_HOSTS ({names})"
        )
        raise click.UsageError(message)


def _views(root: Path) -> Callable[[], FileTree]:
    """Return a function that returns the files as they are when it is called."""
    from sitegen.files import SiteTree  # noqa: PLC0415 slow

    views = list(site_views(root))

    def look() -> FileTree:
        views[:] = [view.again() for view in views]
        return SiteTree(*views)

    return look


def _base(base_path: str | None, base_url: str) -> str:
    """Return the path to serve below; it begins and ends with a slash."""
    of_url = urlsplit(base_url).path
    path = of_url if base_path is None else base_path
    if not _BASE_PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        message = f"{path!r} is no path to serve below; write it as in /repository/"
        raise click.BadParameter(message)
    if base_url and path.strip("/") != of_url.strip("/"):
        message = "--base-path is not the path of --base-url; say one of them"
        raise click.BadParameter(message)
    inner = path.strip("/")
    return f"/{inner}/" if inner else "/"


def _themes_to_watch(root: Path) -> Path | None:
    """Return the built-in themes where somebody may be at work on them. Looks at the disk."""
    from sitegen.files import builtin_themes  # noqa: PLC0415 slow

    themes = builtin_themes().resolve()
    is_installed = "site-packages" in themes.parts
    return None if is_installed or themes.is_relative_to(root.resolve()) else themes


def _announcer(root: Path, *, opens: bool) -> Callable[[Said], None]:
    """Return what prints the news of a preview. Warnings are printed when they are new."""
    from sitegen.serve.builder import Rebuilt  # noqa: PLC0415 slow
    from sitegen.serve.session import Polling, Started  # noqa: PLC0415 slow

    known: tuple[Problem, ...] = ()
    address = ""

    def announce(said: Said) -> None:
        nonlocal known, address
        match said:
            case Started():
                address = said.address
                _print_start(said)
            case Polling():
                words = f"warning: {said.reason}: looking for changes every now and then instead"
                click.echo(words, err=True)
            case Rebuilt():
                new = [one for one in said.problems if one.severity == "error" or one not in known]
                new += [one for one in said.of_letters if one not in known]
                known = (*said.problems, *said.of_letters)
                print_problems(new, root, as_json=False)
                click.echo(_rebuilt_line(said))
                if said.is_first and opens:
                    click.launch(address)

    return announce


def _print_start(started: Started) -> None:
    if started.taken is not None:
        click.echo(f"Port {started.taken} is taken.", err=True)
    if started.is_open:
        words = "warning: whoever can reach this computer can see the preview, with its drafts"
        click.echo(words, err=True)
    click.echo(f"Serving {started.address} (Ctrl-C ends)")
    if started.letters:
        click.echo(f"Letters are at {started.letters}")


def _rebuilt_line(rebuilt: Rebuilt) -> str:
    """Return what a build came to, in a line."""
    took = f"in {rebuilt.seconds * 1000:.0f} ms"
    if not rebuilt.is_good:
        kept = "the last good pages stay" if rebuilt.total else "no pages yet"
        return f"Not built ({took[3:]}); {kept}."
    files = counted(rebuilt.total, "file")
    if rebuilt.is_first:
        return f"Built {files} {took}."
    return f"Rebuilt {rebuilt.change.count} of {files} {took}."
