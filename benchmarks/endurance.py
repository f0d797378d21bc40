"""How `sitegen serve` bears up: idle among many files, over many rebuilds, under many saves.

What it costs from a save to the screen is timed by compare.py, beside other generators.
"""

from __future__ import annotations

import argparse
import http.client
import os
import queue
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

sys.path.insert(0, str(Path(__file__).resolve().parent))
from generate import write_site

if TYPE_CHECKING:
    from collections.abc import Callable

IDLE_SHARE = 0.01
GROWTH_MB = 20
PATIENCE_SECONDS = 300
PAPER = "\n@article{{saved,\n  author = {{A, B}},\n  title = {{Save {}}},\n  year = {{2024}},\n}}\n"
BROKEN = "title = \n"


class Server:
    """`sitegen serve` of a folder. Use as a context."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "sitegen", "serve", "-C", str(root), "--port", "0"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.port = int(self.until(r"Serving http://[^:]*:(\d+)/")[1])
        self.until("Built")

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE_SECONDS)

    def until(self, pattern: str) -> re.Match[str]:
        while True:
            if found := re.search(pattern, self.lines.get(timeout=PATIENCE_SECONDS)):
                return found

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def get(self, path: str) -> tuple[int, bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        link.request("GET", path)
        answer = link.getresponse()
        content = answer.read()
        link.close()
        return answer.status, content


def idle(root: Path, options: argparse.Namespace) -> tuple[str, bool]:
    write_site(root, 30, 10)
    for number in range(options.files):
        place = root / f"content/assets/{number // 100}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_text(str(number))
    with Server(root) as server:
        time.sleep(2)
        before = server.cpu_seconds()
        time.sleep(options.seconds)
        share = (server.cpu_seconds() - before) / options.seconds
    said = f"idle among {options.files:,} files: {share:.2%} of a processor"
    return said, share < IDLE_SHARE


def memory(root: Path, options: argparse.Namespace) -> tuple[str, bool]:
    write_site(root, 30, 10)
    bibliography = root / "publications.bib"
    text = bibliography.read_text(encoding="utf-8")
    warm_up = 100
    with Server(root) as server:
        for number in range(warm_up + options.rebuilds):
            if number == warm_up:
                before = server.memory_mb()
            bibliography.write_text(text + PAPER.format(number), encoding="utf-8")
            server.until("Rebuilt")
        growth = server.memory_mb() - before
    said = f"{options.rebuilds:,} rebuilds: {growth:+.1f} MB from {before:.0f} MB"
    return said, growth < GROWTH_MB


def saves(root: Path, options: argparse.Namespace) -> tuple[str, bool]:
    write_site(root, 30, 10)
    bibliography, config = root / "publications.bib", root / "site.toml"
    text, good = bibliography.read_text(encoding="utf-8"), config.read_text(encoding="utf-8")
    pause = options.save_seconds / options.saves
    with Server(root) as server:
        began = time.monotonic()
        for number in range(options.saves):
            bibliography.write_text(text + PAPER.format(number), encoding="utf-8")
            if number % (options.saves // 20) == 7:
                config.write_text(BROKEN, encoding="utf-8")
            elif number % (options.saves // 20) == 12:
                config.write_text(good, encoding="utf-8")
            time.sleep(max(began + (number + 1) * pause - time.monotonic(), 0))
        wanted, ended = f"Save {options.saves - 1}".encode(), time.monotonic()
        while wanted not in server.get("/publications/")[1]:
            if time.monotonic() - ended > PATIENCE_SECONDS:
                return "the last save was lost", False
            server.until("Rebuilt|Not built")
    took = ended - began
    return f"{options.saves:,} saves in {took:.0f} s, 20 times broken: the end is right", True


def requests(root: Path, options: argparse.Namespace) -> tuple[str, bool]:
    write_site(root, 30, 10)
    chance = random.Random(7)  # noqa: S311 no secret
    with Server(root) as server:
        before = server.memory_mb()
        for _ in range(options.requests // 50):
            opened = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
            for link in opened:
                with suppress(OSError):
                    link.sendall(chance.randbytes(chance.randrange(1, 400)))
                    link.shutdown(socket.SHUT_WR)
            for link in opened:
                with suppress(OSError), link:
                    while link.recv(65_536):
                        pass
        growth = server.memory_mb() - before
        is_alive = server.get("/")[0] == http.HTTPStatus.OK
    said = f"{options.requests:,} requests of random bytes: {growth:+.1f} MB, "
    return said + ("still answers" if is_alive else "DEAD"), is_alive and growth < GROWTH_MB


TRIALS: dict[str, Callable[[Path, argparse.Namespace], tuple[str, bool]]] = {
    "idle": idle, "saves": saves, "requests": requests, "memory": memory,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", nargs="*", choices=[*TRIALS, []], default=[])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rebuilds", type=int, default=2_000)
    parser.add_argument("--saves", type=int, default=1_000)
    parser.add_argument("--save-seconds", type=float, default=12)
    parser.add_argument("--requests", type=int, default=10_000)
    options = parser.parse_args()
    kept = True
    for name in options.trials or TRIALS:
        with tempfile.TemporaryDirectory() as folder:
            said, is_kept = TRIALS[name](Path(folder) / "site", options)
        print(f"{'ok ' if is_kept else 'NOT'} {said}", flush=True)
        kept &= is_kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
