"""Make the drawings beside contacts in documents from whole sets of icons.

The sources are packages of npm, each as its makers published it, unpacked into folders of a folder:

    npm pack lucide-static@1.62.0 simple-icons@16.37.0
    mkdir lucide simple
    tar xzf lucide-static-1.62.0.tgz -C lucide --strip-components 1
    tar xzf simple-icons-16.37.0.tgz -C simple --strip-components 1
    python scripts/document_icons.py FOLDER

The same sources and versions give the same bytes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

MADE = Path(__file__).parents[1] / "themes/base/documents/lib/icons.typ"

OUTLINES: Final = {
    "email": "mail",
    "phone": "phone",
    "address": "map-pin",
    "office": "door-open",
    "other": "link",
    "website": "house",
    "service": "globe",
    "people": "users",
    "library": "book-open-text",
}
"""Name here -> that in Lucide."""

MARKS: Final = {
    "matrix": "matrix",
    "signal": "signal",
    "orcid": "orcid",
    "google_scholar": "googlescholar",
    "semantic_scholar": "semanticscholar",
    "dblp": "dblp",
    "arxiv": "arxiv",
    "scopus": "scopus",
    "researchgate": "researchgate",
    "wikipedia": "wikipedia",
    "wikidata": "wikidata",
    "osf": "osf",
    "huggingface": "huggingface",
    "kaggle": "kaggle",
    "github": "github",
    "gitlab": "gitlab",
    "codeberg": "codeberg",
    "stackoverflow": "stackoverflow",
    "mastodon": "mastodon",
    "bluesky": "bluesky",
    "x": "x",
    "youtube": "youtube",
}
"""Name here -> that in Simple Icons."""

HEAD: Final = """\
// Drawings beside contacts, made by scripts/document_icons.py. All are 24 units wide and tall.

// Lucide 1.62.0: ISC, see icons-lucide-LICENSE.txt. Lines of two units, without a fill.
"""


def main() -> None:
    folder = Path(sys.argv[1])
    parts = [HEAD, "#let outlines = (\n"]
    parts += (line(name, folder / f"lucide/icons/{file}.svg") for name, file in OUTLINES.items())
    parts += [")\n\n// Simple Icons 16.37.0: CC0 1.0. Filled.\n", "#let marks = (\n"]
    parts += (line(name, folder / f"simple/icons/{file}.svg") for name, file in MARKS.items())
    parts.append(")\n")
    MADE.write_text("".join(parts), encoding="utf-8")
    licence = (folder / "lucide/LICENSE").read_text(encoding="utf-8")
    MADE.with_name("icons-lucide-LICENSE.txt").write_text(licence, encoding="utf-8")


def line(name: str, path: Path) -> str:
    """Return what is inside the svg element of a file as a pair of a Typst dictionary."""
    drawing = path.read_text(encoding="utf-8").partition("<svg")[2]
    inside = drawing.partition(">")[2].rpartition("</svg>")[0]
    plain = re.sub(r"<title>.*?</title>", "", " ".join(inside.split())).replace("> <", "><")
    return f"  {name}: `{plain}`.text,\n"


if __name__ == "__main__":
    main()
