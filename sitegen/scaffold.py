"""`sitegen new`: the first files of somebody's own site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.problems import Problem, SitePath, Span
from sitegen.quick_dataclass import dataclass
from sitegen.schema import schema_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the person said."""

    name: str
    url: str
    email: str = ""
    position: str = ""
    institution: str = ""
    bibliography: bytes = b""


def new_site(answers: Answers) -> Mapping[str, bytes]:
    """Return the files of a new site by path."""
    texts = {
        "site.toml": _site_toml(answers),
        "content/profile.toml": _profile_toml(answers),
        "content/cv.toml": _CV,
        ".gitignore": "/output/\n/private/\n/private.toml\n/.sitegen*/\n/.venv/\n",
        ".github/workflows/site.yml": _WORKFLOW.replace("VERSION", __version__),
        "README.md": _README.replace("NAME", answers.name),
        **schema_files(),
    }
    files = {path: text.encode() for path, text in texts.items()}
    files["publications.bib"] = answers.bibliography or _BIB.encode()
    return files


def write_new_site(files: Mapping[str, bytes], folder: Path) -> tuple[Problem, ...]:
    """Write the files into a folder that is empty or new. Writes to the disk.

    Problems: folder-not-empty.
    """
    if folder.exists() and any(folder.iterdir()):
        hint = "name a folder that does not exist yet"
        span = Span(SitePath(str(folder)))
        return (Problem("folder-not-empty", "the folder is not empty", span, hint),)
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return ()


def _quoted(text: str) -> str:
    """Return a TOML basic string; its escapes are those of JSON (TOML 1.0, "String")."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _site_toml(answers: Answers) -> str:
    return f"""#:schema ./.sitegen/schema/site.json
title = {_quoted(answers.name)}
url = {_quoted(answers.url)}
language = "en"
theme = "scholar"
# documents.theme = "classic"  # the look of cv.pdf; without it "awesome"

# [theme_options]
# accent = "#14694f"

# The sections of the home page, in this order; one without content is left out.
# [home]
# sections = ["tape", "bio", "news", "selected", "projects", "talks", "posts"]
"""


def _profile_toml(answers: Answers) -> str:
    lines = ["#:schema ../.sitegen/schema/profile.json", f"name = {_quoted(answers.name)}"]
    if answers.email:
        lines.append(f"email = {_quoted(answers.email)}")
    lines += ['# summary = "Two sentences: what you work on."', "# interests = []"]
    if answers.position or answers.institution:
        lines += ["", "[[positions]]", f"title = {_quoted(answers.position or 'Researcher')}"]
        if answers.institution:
            lines.append(f"institution = {_quoted(answers.institution)}")
    lines += ["", "[links]", '# orcid = "0000-0000-0000-0000"', '# github = ""', ""]
    return "\n".join(lines)


_CV = """#:schema ../.sitegen/schema/content.json
# One table a fact. Take the signs away and fill in; the order is that of the dates.

# [[education]]
# degree = "PhD"
# area = "Mathematics"
# institution = ""
# date = "2019 – 2024"

# [[experience]]
# title = ""
# institution = ""
# date = "2024-10 – present"

# [[awards]]
# title = ""
# date = 2023

# [[talks]]
# title = ""
# event = ""
# date = "2024-05-01"
"""

_BIB = "% Your publications. Put the entries here, as they come from Zotero, DBLP or anywhere.\n"

_README = """# NAME

The source of a web site made with [sitegen](https://pypi.org/project/academic-sitegen/).

```sh
python3 -m venv .venv
.venv/bin/pip install academic-sitegen
.venv/bin/sitegen serve --open
```

The browser shows the site, and every change as soon as a file is saved.
`.venv/bin/sitegen build` makes the site to publish in `output/`.

On GitHub, choose *Settings → Pages → Source: GitHub Actions*; each push to `main` publishes it.
"""

_WORKFLOW = """name: Publish the site

on:
  push:
    branches: [main]
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pages: read
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - id: pages
        uses: actions/configure-pages@v5
      - run: python -m pip install "academic-sitegen==VERSION"
      - run: sitegen build --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@v4
        with:
          path: output
          include-hidden-files: true

  deploy:
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""
