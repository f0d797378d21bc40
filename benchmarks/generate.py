"""Write a site of any size: invented papers, posts and ten projects, the same bytes every time.

`content(papers, posts)` returns the files that every generator reads; `write_site` makes of them a
site for sitegen, with the lean theme of the benchmarks or a built-in one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

sys.path.insert(0, str(Path(__file__).parent))
from invented_bibliography import BEGINNINGS, ENDINGS, GIVEN, WORDS, invented_bibliography

LEAN_THEME = Path(__file__).with_name("lean")
OWNER = "Mira Talis"
ROLE, PLACE = "Reader in Tides", "University of Ys"
SUMMARY = "She measures what does not exist, and writes it down."
BIO = "Mira is **invented**, like all that is said here of [tides](https://example.org/tides)."
PROJECTS = 10
SELECTED = 5
PART = 10_000
"""Papers in one .bib file: more would pass the limit of 10 MB."""
LAST_DAY = dt.date(2026, 6, 1)
"""The day of the newest post; the others stand a day apart."""
EDITED = "to be edited 0"
"""Stands in the title of the paper and in the text of the post that benchmarks edit."""
EDITED_PAPER, EDITED_POST = 2, 1
PUNCTUATION = (".", ".", ".", "?", "!")
MEASURES = ("depth", "salt", "drift", "light", "sand")

SITE_TOML = """\
title = "{owner}"
url = "https://example.org/"
theme = "{theme}"
description = "Invented papers, posts and projects, to measure with."

[home]
sections = ["bio", "selected", "projects", "posts"]

[publications]
files = [{files}]

[check]
ignore = ["title-capitals", "unused-string", "venue-spelling"]
"""
LEAN_SKIPS = """
[build]
skip = ["cards", "cv", "exports", "icons", "related", "search", "tags"]
"""
"""What other generators do not make either."""
PROFILE_TOML = f"""\
name = "{OWNER}"
summary = "{SUMMARY}"
bio = "{BIO}"
email = "mira@example.org"

[[positions]]
title = "{ROLE}"
institution = "{PLACE}"
date = 2019

[links]
github = "example"
"""

_AUTHORS = re.compile(r"^(  author +=) \{(.*)\},$", re.MULTILINE)
_TITLE = re.compile(r"^(  title +=) \{.*\},$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Content:
    """What every generator is given, by name of the file."""

    bibliographies: dict[str, str]
    posts: dict[str, str]
    """With TOML front matter: title, date, summary, tags."""
    projects: dict[str, str]
    """With TOML front matter: title, date, summary."""


def content(papers: int, posts: int, seed: int = 1901) -> Content:
    """Return the files of a site with so many papers and posts, and ten projects."""
    random = Random(seed)  # noqa: S311 no secret
    bibliographies = {}
    for part, start in enumerate(range(0, papers, PART)):
        text = invented_bibliography(min(PART, papers - start), seed + part)
        name = f"publications{f'-{part + 1}' if part else ''}.bib"
        bibliographies[name] = _owned(text, random, is_first=not part)
    days = (LAST_DAY - dt.timedelta(number) for number in range(posts))
    return Content(
        bibliographies,
        {f"{day}-post-{number}.md": _post(random, number, day) for number, day in enumerate(days)},
        {f"project-{number}.md": _project(random, number) for number in range(PROJECTS)},
    )


def _owned(bibliography: str, random: Random, *, is_first: bool) -> str:
    """Make the owner one of the authors of every paper; select the first ones, name one."""
    made = 0

    def authors(match: re.Match[str]) -> str:
        nonlocal made
        made += 1
        names = match[2].split(" and ")
        names[random.randrange(len(names))] = "Talis, Mira"
        mark = "\n  selected     = {true}," if is_first and made <= SELECTED else ""
        return f"{match[1]} {{{' and '.join(names)}}},{mark}"

    owned = _AUTHORS.sub(authors, bibliography)
    titles = list(_TITLE.finditer(owned)) if is_first else []
    if len(titles) <= EDITED_PAPER:
        return owned
    title = titles[EDITED_PAPER]
    return f"{owned[: title.start()]}{title[1]} {{A title {EDITED}}},{owned[title.end() :]}"


def _post(random: Random, number: int, day: dt.date) -> str:
    title = _sentence(random, 4, 8).rstrip(".!?")
    edited = f" This is {EDITED}." if number == EDITED_POST else ""
    tags = ", ".join(f'"{tag}"' for tag in sorted({*random.choices(WORDS[:6], k=2)}))
    rows = "\n".join(
        f"| {measure} | {random.randint(1, 900)} | {random.random():.3f} |"
        for measure in random.sample(MEASURES, 3)
    )
    return f"""\
+++
title = "{title}"
date = {day}
summary = "{_sentence(random, 8, 14)}"
tags = [{tags}]
+++

{_paragraph(random)} See [the tables](https://example.org/tables/{number}), *as printed*.[^source]

{_paragraph(random)}{edited}

## {_sentence(random, 2, 5).rstrip(".!?")}

{_paragraph(random)}

- {_sentence(random, 4, 9)}
- {_sentence(random, 4, 9)} **{random.choice(WORDS[:6]).capitalize()}** first.
- `{random.choice(MEASURES)}[{number}]`

| measure | first | second |
| --- | ---: | ---: |
{rows}

### {_sentence(random, 2, 5).rstrip(".!?")}

```python
def {random.choice(MEASURES)}_{number}(values: list[float], step: int = {number % 7 + 2}) -> float:
    \"\"\"Return the mean of every few values.\"\"\"
    taken = [value for value in values[::step] if value > {random.random():.2f}]
    if not taken:  # nothing was measured
        raise ValueError("no values")
    return sum(taken) / len(taken)
```

{_paragraph(random)}

[^source]: {_sentence(random, 6, 12)}
"""


def _project(random: Random, number: int) -> str:
    title = f"{random.choice(BEGINNINGS)}{random.choice(ENDINGS)} survey {number + 1}"
    return f"""\
+++
title = "{title}"
date = {2000 + number * 2}
summary = "{_sentence(random, 8, 14)}"
+++

{_paragraph(random)}

## {_sentence(random, 2, 4).rstrip(".!?")}

{_paragraph(random)} With {random.choice(GIVEN[:5])} {random.choice(BEGINNINGS)}eck.
"""


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random, 6, 18) for _ in range(random.randint(3, 5)))


def _sentence(random: Random, least: int, most: int) -> str:
    words = " ".join(random.choices(WORDS, k=random.randint(least, most)))
    return words[0].upper() + words[1:] + random.choice(PUNCTUATION)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write texts and bytes by relative path. Writes to the disk."""
    for parent in {(folder / name).parent for name in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def site_files(made: Content, theme: str = "lean") -> dict[str, str]:
    """Return the texts of a site for sitegen, without the theme itself."""
    bibliographies = ", ".join(f'"{name}"' for name in made.bibliographies)
    settings = SITE_TOML.format(owner=OWNER, theme=theme, files=bibliographies)
    return {
        "site.toml": settings + (LEAN_SKIPS if theme == LEAN_THEME.name else ""),
        "content/profile.toml": PROFILE_TOML,
        **made.bibliographies,
        **{f"content/posts/{name}": text for name, text in made.posts.items()},
        **{f"content/projects/{name}": text for name, text in made.projects.items()},
    }


def write_site(folder: Path, papers: int, posts: int, theme: str = "lean") -> Content:
    """Write a site for sitegen; the lean theme goes into its own `themes/`. Writes to the disk."""
    made = content(papers, posts)
    write_files(folder, site_files(made, theme))
    if theme == LEAN_THEME.name:
        shutil.copytree(LEAN_THEME, folder / "themes" / theme, dirs_exist_ok=True)
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--papers", type=int, default=30)
    parser.add_argument("--posts", type=int, default=10)
    parser.add_argument("--theme", default="lean")
    parser.add_argument("--stress", action="store_true", help="the site that judges themes")
    options = parser.parse_args()
    if options.stress:
        from stress_site import stress_site

        write_files(options.folder, stress_site(options.theme))
        return 0
    write_site(options.folder, options.papers, options.posts, options.theme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
