"""Sites of one size, ready to be built: ours with two themes, and the same for every peer."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))
from generate import content, write_files, write_site
from peer_files import converted
from peers import EDITED_POST, PEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HERE = Path(__file__).resolve().parent
OURS = ("lean", "scholar")
SITEGEN = (sys.executable, "-m", "sitegen")
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""With bytecode, as for an installed program."""
_EDITED = re.compile(r"to be edited (\d+)")


@dataclass(frozen=True, slots=True)
class Size:
    """How many papers and posts; there are always ten projects."""

    papers: int
    posts: int

    def __str__(self) -> str:
        return f"{self.papers}/{self.posts}"

    @property
    def pages(self) -> int:
        return self.papers + self.posts


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the wall and of the processor, children included; peak of memory in MiB."""

    wall: float
    cpu: float
    rss_mib: float


@dataclass(frozen=True, slots=True)
class Contender:
    """One generator with its source and its output, of one size."""

    name: str
    source: Path
    out: Path
    build: tuple[str, ...]
    entry: Path
    """The file in which a paper is changed."""
    post: Path
    """The file in which a post is changed."""
    serve: Callable[[int], tuple[str, ...]]
    """The command that serves the source at a port."""

    def run(self) -> Run:
        """Build once. Exits when the build fails."""
        command = (sys.executable, "-I", "-S", str(HERE / "timed.py"), *self.build)
        done = subprocess.run(
            command, check=False, cwd=self.source, env=ENVIRONMENT, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"{self.name} failed:\n{done.stderr[-2000:]}")
        return Run(**json.loads(done.stdout.splitlines()[-1]))

    def forget(self) -> None:
        """Remove the output and what was remembered beside it or in the site."""
        shutil.rmtree(self.out, ignore_errors=True)
        for place in (*self.source.glob(".sitegen*"), *self.out.parent.glob(".sitegen*")):
            shutil.rmtree(place, ignore_errors=True)
        for name in ("__pycache__", "resources", ".jekyll-cache"):
            shutil.rmtree(self.source / name, ignore_errors=True)


def _serve(port: int) -> tuple[str, ...]:
    return (*SITEGEN, "serve", "--port", str(port))


def edit(place: Path) -> str:
    """Count the number in the text that is to be edited up; return the new text."""
    text = place.read_text("utf-8")
    found = _EDITED.search(text)
    if found is None:
        sys.exit(f"nothing to edit in {place}")
    new = f"to be edited {int(found[1]) + 1}"
    place.write_text(text.replace(found[0], new), encoding="utf-8")
    return new


def make_contenders(
    size: Size, names: Sequence[str], work: Path, tools: Path
) -> Iterator[Contender]:
    """Write the source of each. Writes to the disk."""
    made = content(size.papers, size.posts)
    post_name = next((name for name in made.posts if name.endswith(f"-{EDITED_POST}.md")), "")
    for theme in OURS:
        if theme in names:
            source, out = work / theme / "site", work / theme / "output"
            write_site(source, size.papers, size.posts, theme)
            command = (*SITEGEN, "build", "-q", "-o", str(out))
            post = source / "content/posts" / post_name
            entry = source / "publications.bib"
            yield Contender(theme, source, out, command, entry, post, _serve)
    peers = [peer for peer in PEERS if peer.name in names]
    papers = converted(made) if peers else ()
    for peer in peers:
        source, out = work / peer.name / "site", work / peer.name / "output"
        write_files(source, peer.files(made, papers))
        command = peer.build(tools, out)
        entry, post = source / peer.entry, source / peer.post
        yield Contender(peer.name, source, out, command, entry, post, partial(peer.serve, tools))
