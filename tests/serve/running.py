"""`sitegen serve` as a user starts it: a process, and what it prints."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
import urllib.request
from typing import IO, TYPE_CHECKING, Self
from urllib.error import HTTPError

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 120
PAPER = (
    "@article{{one,\n author = {{A, B}},\n title = {{{}}},\n journal = {{J}},\n year = {{2024}}}}\n"
)


def write_site(root: Path, title: str = "First") -> Path:
    """Write a small site; return its root."""
    (root / "content/posts").mkdir(parents=True)
    (root / "site.toml").write_text(
        'title = "Ada Example"\nurl = "https://example.org/"\n', encoding="utf-8"
    )
    (root / "publications.bib").write_text(PAPER.format(title), encoding="utf-8")
    (root / "content/posts/hello.md").write_text(
        '+++\ntitle = "Hello"\ndate = 2026-01-02\n+++\nSome text.\n', encoding="utf-8"
    )
    return root


class Running:
    """Use as a context; ends the process when it is left."""

    def __init__(self, root: Path, *options: str, **environment: str) -> None:
        arguments = [sys.executable, "-m", "sitegen", "serve", "-C", str(root)]
        if "--port" not in options:
            options += ("--port", "0")
        self.process = subprocess.Popen(
            [*arguments, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **environment},
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout,))
        self._reader.start()
        self.address = ""

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def __enter__(self) -> Self:
        try:
            self.address = self.until(r"Serving (\S+) ")[1]
            self.until(r"Built|Not built")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def until(self, pattern: str) -> re.Match[str]:
        """Return the next line in which a pattern is found."""
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.said.append(line)
            if found := re.search(pattern, line):
                return found
        message = f"{pattern!r} was not said, but: {self.said}"
        raise AssertionError(message)

    def rest(self) -> str:
        """Return all that is said until the end, and before."""
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.said.append(line)
        return "\n".join(self.said)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def get_bytes(self, path: str) -> bytes:
        """Return a file that is there."""
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read()
        return content

    def shows(self, text: str, path: str = "publications/") -> bool:
        """Wait for builds until a page holds a text."""
        while text not in self.get(path)[1]:
            self.until(r"^Rebuilt|^Not built")
        return True
