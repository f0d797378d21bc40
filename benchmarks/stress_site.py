"""A site of an invented person with everything switched on: what all themes are judged by.

Written by hand in `stress/`, upon the papers, posts and projects of the sites of `generate`.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from random import Random

from generate import content
from stress_publications import LONG_WORD, count, stress_publications

PAPERS, POSTS = 300, 60
FOLDER = Path(__file__).with_name("stress")
EVERY_FEATURE = "content/pages/every-feature.md"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
NEWS_LINES = 14
STATUSES = ("planned", "active", "finished", "archived")
CATEGORIES = ("Instruments", "Surveys")
PICTURES = ("wide", "portrait", "thumb")


def stress_site(theme: str = "scholar", language: str = "en-GB") -> dict[str, str | bytes]:
    """Return the files of the site: `PAPERS` papers and `POSTS` posts."""
    random = Random(7)  # noqa: S311 no secret
    special = stress_publications(random)
    posts = POSTS - 2
    made = content(PAPERS - count(special), posts)
    bibliographies = {"special.bib": special, **made.bibliographies}
    written = {
        path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file() and path.name != "peculiar.bib"
    }
    replaced = {
        "THEME": theme,
        "LANGUAGE": language,
        "FILES": ", ".join(f'"{name}"' for name in bibliographies),
        "LONGWORD": LONG_WORD,
    }
    for word, meant in replaced.items():
        written = {name: text.replace(word, meant) for name, text in written.items()}
    feature = written[EVERY_FEATURE].partition("+++\n\n")[2]
    return {
        **written,
        **bibliographies,
        "content/talks.toml": written["content/talks.toml"] + _talks(random),
        "content/news.toml": _news(),
        "content/news/2026-02-01-prize.md": _front(
            f"A prize for *{LONG_WORD}*", "date = 2026-02-01", feature
        ),
        "content/posts/2025-12-31-everything.md": _front(
            f"Everything of a {LONG_WORD}",
            'date = 2025-12-31\nupdated = 2026-01-02\nsummary = "All of *it*."\n'
            'tags = ["tides", "a & b", "潮汐", "C++"]\n'
            'image = "assets/img/wide.png"\nimage_alt = "A wide gradient"',
            feature,
        ),
        **{f"content/posts/{name}": text for name, text in made.posts.items()},
        **{
            f"content/projects/{name}": _with_more(text, number)
            for number, (name, text) in enumerate(made.projects.items())
        },
        "content/assets/paper.pdf": PDF,
        "content/assets/pdf/paper.pdf": PDF,
        "content/assets/img/portrait.png": gradient(800, 1000),
        "content/assets/img/wide.png": gradient(2000, 900),
        "content/assets/img/thumb.png": gradient(240, 160),
        "content/assets/img/publication_preview/thumb.png": gradient(240, 160),
        "content/assets/img/publication_preview/upright.png": gradient(300, 700),
    }


def _front(title: str, keys: str, body: str) -> str:
    return f'+++\ntitle = "{title}"\n{keys}\n+++\n\n{body}\n'


def _talks(random: Random) -> str:
    return "".join(
        f'[[talks]]\ntitle = "Talk {number} of tides"\nevent = "Seminar {number}"\n'
        f'date = {2025 - number // 3}-0{number % 9 + 1}-1{number % 9}\nplace = "Ys"\n'
        f'kind = "{random.choice(("talk", "invited", "poster", "seminar"))}"\n'
        for number in range(36)
    )


def _news() -> str:
    return "".join(
        f'[[news]]\ndate = {2025 - number // 4}-0{number % 9 + 1}-01\ntext = "News *{number}* of'
        f' [the survey](paper:talis2024crowd), and {LONG_WORD if number == 1 else "sand"}."\n'
        for number in range(NEWS_LINES)
    )


def _with_more(project: str, number: int) -> str:
    """Add to every project what a card may show, to the first everything."""
    more = (
        f'status = "{STATUSES[number % 4]}"\ncategory = "{CATEGORIES[number % 2]}"\n'
        f'image = "assets/img/{PICTURES[number % 3]}.png"\nimage_alt = "A gradient"\n'
        f'tags = ["tides", "{LONG_WORD}"]\nfeatured = {"true" if number < 4 else "false"}\n'
    )
    if number == 0:
        more += (
            'role = "Designer"\ninstitution = "University of Ys"\ncollaborators = ["Ada Lune"]\n'
            'url = "https://example.org/p"\ncode = "https://example.org/c"\n'
            'docs = "https://example.org/d"\nstars = 1234\nforks = 56\ncounted = 2026-01-01\n'
            'publications = ["talis2024crowd", "talis2023word"]\n'
            f'[[facts]]\nlabel = "Depth"\nvalue = "3 m, *or more*"\n'
            f'[[facts]]\nlabel = "Name"\nvalue = "{LONG_WORD}"\n'
        )
    head, fence, body = project.removeprefix("+++\n").partition("+++\n")
    return f"+++\n{head}{more}{fence}{body}"


def gradient(width: int, height: int) -> bytes:
    """Return a PNG in 8-bit RGB, of few bytes. Source: www.w3.org/TR/png-3."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return len(data).to_bytes(4, "big") + whole + zlib.crc32(whole).to_bytes(4, "big")

    row = b"\0" + b"".join(
        bytes((60 + 120 * x // width, 120, 200 - 120 * x // width)) for x in range(width)
    )
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    pixels = zlib.compress(row * height, 9)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
