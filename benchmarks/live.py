"""From a save to what is served, to what a browser is told, and to what it shows.

Each server runs alone, and is saved to as often as there are runs and twice more to warm up. The
clock starts when the file is written; a paper is watched on its own page where it has one.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))
from contenders import ENVIRONMENT, Contender, Size, edit
from open_page import News
from peers import EDITED_KEY, EDITED_POST
from tables import print_heading, table

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

WARM_UP = 2
START_SECONDS = 300
SAVE_SECONDS = 60
BETWEEN_SAVES_SECONDS = 0.3
"""So that no save falls into the time in which a server settles after the one before."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
_CLIENT = re.compile(r'<script src="(/[^"]*/)client\.js" data-build="([^"]*)"')


class Server:
    """The running server of one contender."""

    def __init__(self, contender: Contender, port: int) -> None:
        self.contender, self.port = contender, port

    def get(self, path: str) -> str:
        """Return a page; "" when there is none, or nobody answers."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(link), contextlib.suppress(OSError, http.client.HTTPException):
            link.request("GET", path)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return text if answer.status == http.HTTPStatus.OK else ""
        return ""

    def address(self, what: str) -> str:
        """Return the page on which an edit is to be seen."""
        if what == "one post":
            return f"/posts/{EDITED_POST}/"
        own = f"/publications/{EDITED_KEY}/"
        return own if "to be edited" in self.get(own) else "/publications/"

    def news_path(self) -> str | None:
        """Return where its WebSocket is; None when it has none that is known here."""
        if self.contender.name.startswith("hugo"):
            return "/livereload"
        found = _CLIENT.search(self.get("/"))
        return f"{found[1]}live" if found else None

    def listen(self, page: str) -> News:
        """Return the socket of an open page."""
        path = self.news_path()
        if path is None:
            raise ConnectionError("has no WebSocket that is known here")
        found = _CLIENT.search(self.get(page))
        return News(self.port, path, page, found[2] if found else "")


@contextlib.contextmanager
def serving(contender: Contender) -> Iterator[Server]:
    """Start the server of a contender and wait until it serves; end it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            contender.serve(port), cwd=contender.source, env=ENVIRONMENT, stdout=said,
            stderr=said, start_new_session=True,
        )  # fmt: skip
        server = Server(contender, port)
        try:
            until = time.monotonic() + START_SECONDS
            while "to be edited" not in server.get("/publications/") + server.get(
                f"/publications/{EDITED_KEY}/"
            ):
                if process.poll() is not None or time.monotonic() > until:
                    said.seek(0)
                    raise ConnectionError(f"does not serve: {said.read()[-300:].strip()}")
                time.sleep(0.05)
            yield server
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def times(place: Path, wait: Callable[[str, float], float], runs: int) -> list[float]:
    """Return the seconds from each save until what `wait` returns, given its text and time."""
    found = []
    for _ in range(runs + WARM_UP):
        time.sleep(BETWEEN_SAVES_SECONDS)
        new = edit(place)
        saved = time.perf_counter()
        found.append(wait(new, saved) - saved)
    return found[WARM_UP:]


def to_page(server: Server, what: str, place: Path, runs: int) -> list[float]:
    address = server.address(what)

    def wait(new: str, saved: float) -> float:
        while f"{new}." not in (page := server.get(address)) and f"{new}<" not in page:
            if time.perf_counter() > saved + SAVE_SECONDS:
                raise TimeoutError("the change is not served")
            time.sleep(0.001)
        return time.perf_counter()

    return times(place, wait, runs)


def to_socket(server: Server, what: str, place: Path, runs: int) -> list[float]:
    with contextlib.closing(server.listen(server.address(what))) as news:
        return times(place, lambda _, saved: news.wait_for_reload(saved, SAVE_SECONDS), runs)


def _own_browser() -> str | None:
    """Return the browser of the system; without one playwright's own is taken."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def to_pixels(server: Server, what: str, place: Path, runs: int) -> list[float]:
    from playwright.sync_api import Error, sync_playwright

    if server.news_path() is None:
        raise ConnectionError("tells no browser by a WebSocket that is known here")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=_own_browser(), args=FLAGS)
        except Error as error:
            raise ConnectionError(f"no browser: {error}") from error
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.port}{server.address(what)}")
        shows = "text => document.body?.innerText.includes(text)"

        def wait(new: str, saved: float) -> float:
            del saved
            page.wait_for_function(shows, arg=new, polling="raf", timeout=SAVE_SECONDS * 1000)
            return time.perf_counter()

        try:
            return times(place, wait, runs)
        except Error as error:
            raise TimeoutError(f"the browser does not show it: {error}") from error
        finally:
            browser.close()


WAYS = {"page": to_page, "socket": to_socket, "pixels": to_pixels}


def measure_live(size: Size, contenders: list[Contender], options: Namespace) -> None:
    """Measure and print, server by server."""
    for way in (way for way in WAYS if way in options.measures):
        print_heading(f"from a save to the {way}, {size}, milliseconds", options)
        rows = []
        for one in contenders:
            for what in ("one entry", *(["one post"] if size.posts else [])):
                place = one.entry if what == "one entry" else one.post
                try:
                    with serving(one) as server:
                        found = WAYS[way](server, what, place, options.runs)
                except (OSError, ImportError) as error:
                    rows.append([f"{one.name}, {what}", *[""] * 5, str(error).split("\n")[0]])
                    continue
                found.sort()
                last = found[min(len(found) - 1, round(0.95 * len(found)))]
                figures = (statistics.median(found), found[0], last, found[-1])
                shown = (f"{figure * 1000:.0f}" for figure in figures)
                rows.append([f"{one.name}, {what}", *shown, str(len(found)), ""])
        table(("", "median", "least", "p95", "most", "saves", ""), rows, options)
