"""One run of `sitegen serve`, from the first build to the end."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sitegen.quick_dataclass import dataclass
from sitegen.serve.access import access_for, is_loopback
from sitegen.serve.builder import Builder, Rebuilt, Sources
from sitegen.serve.changes import Changes
from sitegen.serve.letters import LETTERS
from sitegen.serve.responses import CLIENT, STYLE, Place, Response
from sitegen.serve.server import Server, bind, silence, until_stopped
from sitegen.serve.watch import Watched, Watcher

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    from sitegen.serve.preview import Preview


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve."""

    host: str = "127.0.0.1"
    port: int = 8000
    base: str = "/"
    """Begins and ends with a slash."""
    also: tuple[str, ...] = ()
    """More names that this computer goes by."""
    poll: bool = False
    themes: Path | None = None
    """The built-in themes, when they are to be watched too."""


@dataclass(frozen=True, slots=True)
class Started:
    """The preview can be asked for."""

    address: str
    taken: int | None
    """The port that was wanted and taken."""
    is_open: bool
    """Others than this computer may ask for it."""
    letters: str = ""
    """Where letters are shown, "" where they are not."""


@dataclass(frozen=True, slots=True)
class Polling:
    """The system does not tell of changes, so they are looked for."""

    reason: str


Said: TypeAlias = Started | Rebuilt | Polling
"""What is worth a line in the terminal."""


def serve_site(sources: Sources, settings: Settings, say: Callable[[Said], None]) -> None:
    """Serve a preview until Ctrl-C. Listens to the network and to the disk, writes nothing.

    `say` may be called from another thread.
    """
    silence()
    sockets, port = bind(settings.host, settings.port)
    address = f"http://{_shown_host(settings.host)}:{port}{settings.base}"
    options = sources.options
    options = replace(options, base_url=options.base_url or address)
    sources = replace(sources, options=options, style=settings.base + STYLE)
    taken = settings.port if settings.port not in (0, port) else None
    letters = f"{address}{LETTERS}" if sources.letters else ""
    say(Started(address, taken, is_open=not is_loopback(settings.host), letters=letters))
    asyncio.run(_serve(sources, settings, sockets, say))


async def _serve(
    sources: Sources, settings: Settings, sockets: list[socket.socket], say: Callable[[Said], None]
) -> None:
    loop = asyncio.get_running_loop()
    changes = Changes()

    def on_built(_: Preview, rebuilt: Rebuilt) -> None:
        with suppress(RuntimeError):  # The loop has ended meanwhile.
            loop.call_soon_threadsafe(server.tell)
        with suppress(OSError):  # The terminal has gone; the preview has not.
            say(rebuilt)

    builder = Builder(sources, changes, secrets.token_hex(4), on_built)
    place = Place(settings.base, access_for(settings.host, settings.also), own_files())
    server = Server(place, lambda: builder.preview)
    folders = [sources.root.resolve(), *([settings.themes.resolve()] if settings.themes else [])]
    watcher = Watcher(
        [Watched(folder) for folder in folders],
        changes.note,
        lambda reason: say(Polling(reason)),
        poll=settings.poll,
    )
    watcher.start()
    builder.start()
    server.listen(sockets)
    try:
        await until_stopped()
    finally:
        watcher.stop()
        await server.close()
        builder.stop()


def own_files() -> Mapping[str, Response]:
    """Return the server's own files by their path below the base. Reads them from the package."""
    here = Path(__file__).parent
    script = (here / "client.js").read_bytes()
    style = (here / "overlay.css").read_bytes()
    return {
        CLIENT: Response(200, script, "text/javascript; charset=utf-8"),
        STYLE: Response(200, style, "text/css; charset=utf-8"),
    }


def _shown_host(host: str) -> str:
    name = host.strip("[]")
    if name in ("", "0.0.0.0", "::"):  # noqa: S104 recognised, not bound
        return "127.0.0.1"
    return f"[{name}]" if ":" in name else name
