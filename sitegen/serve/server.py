"""Previews over HTTP, news over the WebSocket of livereload: the only module that knows tornado.

livereload is used for its protocol and its list of open pages (`LiveReloadHandler`). Its server
is not: it looks for changes every 800 ms, drops those within 3 s of a reload, and answers any page.
"""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import signal
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from sitegen.serve.news import news
from sitegen.serve.pdf_page import Asker
from sitegen.serve.responses import SOCKET, Request, refusal, request_path, respond

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.serve.preview import Preview
    from sitegen.serve.responses import Place, Response

_PORTS_TRIED: Final = 20
_MESSAGE_BYTES: Final = 65_536
_BODY_BYTES: Final = 1024
_HEADER_BYTES: Final = 65_536
_PING_SECONDS: Final = 30
_NOT_UNDERSTOOD: Final = 1007
_GOING_AWAY: Final = 1001


class Server:
    """Serves the newest preview until it is stopped. Lives in the thread of its event loop."""

    def __init__(self, place: Place, preview: Callable[[], Preview]) -> None:
        self.place = place
        self.preview = preview
        self.is_built = asyncio.Event()
        settings: dict[str, Any] = {
            "default_handler_class": _Page,
            "default_handler_args": {"server": self},
            "log_function": lambda _: None,
            "websocket_max_message_size": _MESSAGE_BYTES,
            "websocket_ping_interval": _PING_SECONDS,
        }
        self._application = Application(
            [(f"{place.base}{SOCKET}".replace(".", r"\."), _Live, {"server": self})], **settings
        )
        self._http = HTTPServer(
            self._application, max_body_size=_BODY_BYTES, max_header_size=_HEADER_BYTES
        )

    def listen(self, sockets: Sequence[socket.socket]) -> None:
        """Answer requests to these sockets."""
        self._http.add_sockets(sockets)

    def tell(self) -> None:
        """Tell every open page what it has to know about the newest preview."""
        self.is_built.set()
        for page in self._pages():
            page.tell()

    async def close(self) -> None:
        """End all connections."""
        self._http.stop()
        for page in self._pages():
            page.close(_GOING_AWAY)
        await self._http.close_all_connections()

    def _pages(self) -> list[_Live]:
        return [
            page
            for page in tuple(LiveReloadHandler.waiters)
            if isinstance(page, _Live) and page.application is self._application
        ]


class _Page(RequestHandler):
    """Everything but the socket. Which method may be asked for is tornado's business: GET, HEAD."""

    def initialize(self, server: Server) -> None:
        self._server = server

    async def get(self) -> None:
        await self._server.is_built.wait()
        headers = self.request.headers
        asker = Asker(
            self.request.method or "",
            self.request.query,
            headers.get("Sec-Fetch-Dest"),
            headers.get("Accept"),
        )
        asked = Request(
            self.request.path,
            headers.get("Host"),
            headers.get("Origin"),
            headers.get("Range"),
            asker,
        )
        self._answer(respond(asked, self._server.preview(), self._server.place))

    async def head(self) -> None:
        await self.get()

    def compute_etag(self) -> None:
        """Return none: a preview is never stored."""

    def write_error(self, status_code: int, **_: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")

    def log_exception(self, *_: object) -> None:
        """Say nothing: the answer says it."""

    def _answer(self, response: Response) -> None:
        self.set_status(response.status)
        for name, value in response.headers:
            self.set_header(name, value)
        self.set_header("Server", "sitegen")
        self.finish(response.content)


class _Live(LiveReloadHandler):  # type: ignore[misc]  # the library has no types
    """The socket of an open page: what it shows, and the way to tell it what is new."""

    def initialize(self, server: Server) -> None:
        self._server = server
        self._build = ""
        self._path: str | None = None

    def prepare(self) -> None:
        headers = self.request.headers
        if not self._server.place.access.allows(headers.get("Host"), headers.get("Origin")):
            refused = refusal()
            self.set_status(refused.status)
            self.set_header("Content-Type", refused.type)
            self.finish(refused.content)

    def check_origin(self, origin: str) -> bool:
        return self._server.place.access.allows(self.request.headers.get("Host"), origin)

    def on_message(self, message: str | bytes) -> None:
        try:
            said = json.loads(message)
        except (ValueError, RecursionError):
            said = None
        command = said.get("command") if isinstance(said, dict) else None
        if command == "hello":
            super().on_message(message)
        elif command == "info" and isinstance(said.get("url"), str):
            build = said.get("build")
            self._build = build if isinstance(build, str) else ""
            self._path = request_path(said["url"], self._server.place.base)
            super().on_message(message)
            self.tell()
        else:
            self.close(_NOT_UNDERSTOOD)

    def tell(self) -> None:
        """Send what the page has to know."""
        preview = self._server.preview()
        self.send_message(news(preview, self._build, self._path, self._server.place.base))
        self._build = preview.name

    def log_exception(self, *_: object) -> None:
        """Say nothing: the connection is closed."""


def bind(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Return open sockets and their port: the given one, or the next one that is free.

    Raises OSError when there is none, or when the host is none of this computer.
    """
    tried = [port] if port == 0 else range(port, min(port + _PORTS_TRIED, 65_536))
    for candidate in tried:
        try:
            sockets = _listening(host.strip("[]"), candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            continue
        return sockets, sockets[0].getsockname()[1]
    words = f"ports {port} to {tried[-1]} are taken; choose another with --port"
    raise OSError(errno.EADDRINUSE, words)


def _listening(host: str, port: int) -> list[socket.socket]:
    """Return a socket for each address of a host, all at one port."""
    sockets: list[socket.socket] = []
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    try:
        for family, _, _, _, address in dict.fromkeys(found):
            place = (str(address[0]), sockets[0].getsockname()[1] if sockets else port)
            opened = _listen(place, family)
            if opened is not None:
                sockets.append(opened)
    except OSError:
        for opened in sockets:
            opened.close()
        raise
    if not sockets:
        raise OSError(errno.EADDRNOTAVAIL, f"{host} is no address of this computer")
    return sockets


def _listen(place: tuple[str, int], family: int) -> socket.socket | None:
    try:
        opened = socket.create_server(place, family=family)
    except OSError as error:
        # A system may know a name of IPv6 and have none.
        if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            return None
        raise
    opened.settimeout(0)
    return opened


async def until_stopped() -> None:
    """Wait for Ctrl-C or a request to end."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        # Windows knows no handlers in a loop; there Ctrl-C raises KeyboardInterrupt.
        with suppress(NotImplementedError):
            loop.add_signal_handler(wanted, stopped.set)
    await stopped.wait()


def silence() -> None:
    """Keep the logs of the libraries from the terminal: they would print tracebacks there."""
    for name in ("tornado", "livereload", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
