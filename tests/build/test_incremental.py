"""A build after any history of edits is, byte by byte, the build of a fresh copy."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from images.pictures import encoded, photo
from site_folders import read_site

from sitegen.app import BuildMemo, build_site
from sitegen.build.run import Standing
from sitegen.build.traces import KIND, decode_traces, encode_traces
from sitegen.files import MemoryTree
from sitegen.load import LoadOptions
from sitegen.packed import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.build.run import Build
    from sitegen.model.text import OutPath
    from sitegen.problems import Outcome

    Files = dict[str, str | bytes]

PARTS = 8
HISTORIES = 80
EDITS_AT_MOST = 5
TODAY = dt.date(2026, 6, 1)

SITE: Files = {
    path: content.decode()
    for path, content in read_site(Path(__file__).parent / "site").items()
    if isinstance(content, bytes)
}
KEYS = ("tides", "reefs", "silt")
WORDS = ("moon", "sand", "foam", "kelp")
TAGS = ("[]", '["sea"]', '["Salt", "sea"]', '["salt!"]')


def entry(random: Random, key: str) -> str:
    fields = {
        "title": f"{random.choice(WORDS).title()} and {random.choice(WORDS)} of the sea",
        "author": random.choice(["Tallis, Mira", "Tallis, Mira* and Lune, A.", "Lune, A."]),
        "year": random.choice(["2019", "2020", ""]),
        "journal": random.choice(["Acta Maris", ""]),
        "keywords": random.choice(["sea", "sea, salt", ""]),
        "related": random.choice(["", "", *KEYS]),
        "pdf": random.choice(["", "", "a.pdf"]),
        "selected": random.choice(["", "true"]),
    }
    kept = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{random.choice(['article', 'misc', 'unpublished'])}{{{key},\n{kept}}}\n"


def edit_bibliography(random: Random, files: Files) -> None:
    name = random.choice(["publications.bib", "publications.bib", "references.bib"])
    entries = {
        part.split("{")[1].split(",")[0]: f"@{part}"
        for part in str(files.get(name, "")).split("@")[1:]
    }
    key = random.choice(KEYS)
    if key in entries and random.random() < 0.3:
        del entries[key]
    else:
        entries[key] = entry(random, key)
    order = sorted(entries, key=lambda _: random.random())
    files[name] = "".join(entries[key] for key in order)


def edit_page(random: Random, files: Files) -> None:
    dated = ["posts", "posts", "projects", "news", "talks", "teaching"]
    folder = random.choice([*dated, "pages", "publications", "home", "cv"])
    name = random.choice(KEYS if folder == "publications" else WORDS)
    path = f"content/{folder}/{name}.md"
    if path in files and random.random() < 0.3:
        del files[path]
        return
    key = {"teaching": "course", "publications": "summary"}.get(folder, "title")
    front = f'{key} = "On {random.choice(WORDS)}"\n'
    if folder in ("posts", "projects", "talks"):
        front += f"tags = {random.choice(TAGS)}\n"
    if folder == "posts" and random.random() < 0.3:
        front += f'series = "{random.choice(["Shores", "shores", "Depths"])}"\n'
    if folder in ("talks", "teaching") and random.random() < 0.8:
        front += f'date = "{random.choice(["2020-01-01", "2026-07-01", "Fall 2019"])}"\n'
    if folder in ("posts", "news"):
        front += f'date = "20{random.choice(["19", "20", "27"])}-03-0{random.randint(1, 4)}"\n'
    if random.random() < 0.3:
        front += "draft = true\n"
    links = [
        "[[reefs]]",
        "![x](https://vimeo.com/1)",
        "[look](paper:reefs)",
        "[look](post:moon)",
        "![dot](/assets/one.png)",
    ]
    body = random.choice(["Waves.", "[@tides]", "$x$", *links])
    files[path] = f"+++\n{front}+++\n\n{body} {random.choice(WORDS)}\n"


def edit_words(random: Random, files: Files) -> None:
    """Change one word in one place, and nothing else."""
    written = {
        path: text
        for path, text in sorted(files.items())
        if isinstance(text, str) and (path.startswith("content/") or path.endswith(".bib"))
    }
    found = [(path, word) for path, text in written.items() for word in WORDS if word in text]
    if found:
        path, word = random.choice(found)
        before, _, after = written[path].rpartition(word)
        files[path] = before + random.choice(WORDS) + after


def edit_settings(random: Random, files: Files) -> None:
    lines = [
        f'title = "{random.choice(["Mira", "Ada"])}"',
        'url = "https://example.org/"',
        f'theme = "{random.choice(["child", "child", "base"])}"',
    ]
    if random.random() < 0.3:
        lines.append(f'language = "{random.choice(["en", "de"])}"')
    if random.random() < 0.5:
        lines.append(f"[publications]\nnumbering = '{random.choice(['none', 'up', 'down'])}'")
        lines.append(f"citation_style = '{random.choice(['author-year', 'numeric'])}'")
    texts = [path for path in files if path.startswith("content/home/")]
    if texts and random.random() < 0.5:
        name = random.choice(texts).removeprefix("content/home/").removesuffix(".md")
        lines.append(f"[home]\nsections = ['selected', 'text:{name}', 'news']")
    if random.random() < 0.5:
        lines.append(f"[posts]\nper_page = {random.choice([0, 1, 2, 3])}")
    if random.random() < 0.3:
        lines.append(f"[tags]\nkeywords = {random.choice(['true', 'false'])}")
    if random.random() < 0.3:
        lines.append(f"[teaching]\ngroup_by = '{random.choice(['course', 'term'])}'")
    lines += cv_settings(random, files)
    if random.random() < 0.3:
        left_out = random.choice(["cv", "pdf", "feeds", "related", "exports", "tags", "people"])
        lines.append(f"[build]\nskip = ['{left_out}']")
    if random.random() < 0.3:
        lines.append(f"[words]\nhome = '{random.choice(WORDS)}'\nkind_article = 'Paper'")
    if random.random() < 0.5:
        lines.append(f"[stats]\ncharts = ['years', '{random.choice(['topics', 'coauthors'])}']")
    if random.random() < 0.5:
        lines.append(f"[theme_options]\naccent = '#{random.choice(['111111', '222222'])}'")
        lines.append(f"width = {random.choice(['1', '1.0', '2'])}")
    files["site.toml"] = "\n".join(lines) + "\n"


def cv_settings(random: Random, files: Files) -> list[str]:
    lines: list[str] = []
    if random.random() < 0.5:
        lines.append(f"[cv]\npublications = '{random.choice(['authors-first', 'title-first'])}'")
        lines.append(f"max_pages = {random.randint(1, 2)}")
    texts = [path for path in sorted(files) if path.startswith("content/cv/")]
    if random.random() < 0.5:
        chosen = [random.choice(["education", "publications", "selected", "projects", "talks"])]
        names = [path.removeprefix("content/cv/").removesuffix(".md") for path in texts]
        chosen += [f"text:{name}" for name in names[:1]]
        lines.append(f"[[cv.sections]]\ninclude = {chosen}\nlimit = {random.randint(1, 3)}")
    if random.random() < 0.5:
        lines.append(f"[[cv.variants]]\nname = '{random.choice(WORDS)}'")
        lines.append(f"selected = {random.choice(['true', 'false'])}")
        lines.append(f"language = '{random.choice(['en', 'de'])}'")
        lines.append(f"titles = {{ talks = '{random.choice(WORDS)}' }}")
    if random.random() < 0.3:
        lines.append(f"[documents]\ndates = '{random.choice(['short', 'iso'])}'")
    return lines


def edit_profile(random: Random, files: Files) -> None:
    files["content/profile.toml"] = (
        f'name = "{random.choice(["Mira Tallis", "A. Lune"])}"\n'
        f'summary = "Reads the {random.choice(WORDS)}."\n'
    )


def edit_tables(random: Random, files: Files) -> None:
    path = f"content/{random.choice(['talks', 'more'])}.toml"
    if path in files and random.random() < 0.4:
        del files[path]
        return
    named = '["tides"]'
    files[path] = (
        f'[[talks]]\ntitle = "A talk on {random.choice(WORDS)}"\n'
        f'date = "{random.choice(["2020-01-01", "2026-07-01"])}"\n'
        f"publications = {random.choice(['[]', '[]', named])}\n"
        f"tags = {random.choice(TAGS)}\n"
    )
    if random.random() < 0.5:
        files[path] += (
            f'[[teaching]]\ncourse = "On {random.choice(WORDS)}"\n'
            f'date = "{random.choice(["Fall 2019", "Spring 2020"])}"\n'
            f'[[teaching]]\ncourse = "On {random.choice(WORDS)}"\n'
        )
    if random.random() < 0.5:
        files[path] += (
            f'[[students]]\nname = "B. {random.choice(WORDS).title()}"\n'
            f'[[people]]\nname = "Lune, A."\ngroup = "{random.choice(["Group", ""])}"\n'
        )


def edit_override(random: Random, files: Files) -> None:
    name = random.choice(["layout.html", "partials/entry.html", "partials/deep.html", "post.html"])
    path = f"themes/child/templates/{name}"
    if path in files:
        del files[path]
        return
    own = {
        "layout.html": '{% extends "@base/layout.html" %}',
        "partials/entry.html": "<li>{{ publication.key }}</li>",
        "partials/deep.html": f'{{% set words = "{random.choice(WORDS)}" %}}',
        "post.html": random.choice(['{% extends "@base/post.html" %}', "{{ page.wrong }}"]),
    }
    files[path] = own[name]


def edit_theme(random: Random, files: Files) -> None:
    word = random.choice(WORDS)
    if random.random() < 0.3:
        name = random.choice(["base", "child"])
        files[f"themes/{name}/words/en.toml"] = f"kinds_article = '{word}'\n{word} = 'x'"
    elif random.random() < 0.5:
        files["themes/base/templates/partials/deep.html"] = f'{{% set words = "{word}" %}}'
    elif random.random() < 0.5:
        files["themes/base/static/a.css"] = f".{word}{{}}"
    else:
        path = "themes/base/documents/awesome/cv.typ"
        files[path] = f"{files[path]}// {word}\n"


def edit_assets(random: Random, files: Files) -> None:
    path = random.choice(["content/assets/pdf/a.pdf", "content/assets/b.txt"])
    if path in files and random.random() < 0.5:
        del files[path]
    else:
        files[path] = random.choice(WORDS)


PICTURES = [encoded(photo(40 + 10 * number), "PNG", compress_level=0) for number in range(3)]
BROKEN_PICTURE = PICTURES[0][:99]


def edit_pictures(random: Random, files: Files) -> None:
    path = "content/assets/one.png"
    if path in files and random.random() < 0.2:
        del files[path]
    else:
        files[path] = random.choice([*PICTURES, BROKEN_PICTURE])
    if random.random() < 0.5:
        files["content/profile.toml"] = 'name = "Mira Tallis"\nphoto = "assets/one.png"\n'


def edit_characters(random: Random, files: Files) -> None:
    """Write what no font has into the CV, whose PDF is then left out, or take it out again."""
    institution = random.choice(["Acta", "대학교", "학교"])
    files["content/cv.toml"] = SITE["content/cv.toml"].replace("Acta", institution)


EDITS: tuple[Callable[[Random, Files], None], ...] = (
    *(edit_bibliography, edit_bibliography, edit_page, edit_page, edit_words, edit_words),
    *(edit_settings, edit_profile),
    *(edit_tables, edit_override, edit_override, edit_theme, edit_assets),
    *(edit_pictures, edit_characters),
)


def outputs(built: Outcome[Build], disk: Mapping[OutPath, bytes]) -> dict[OutPath, bytes] | None:
    """Return the whole output; what is kept comes from the disk."""
    if built.value is None:
        return None
    return {path: disk[path] for path in built.value.kept} | dict(built.value.outputs)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_build_after_edits_is_that_of_a_fresh_copy(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.render.parts._LONG_LIST", 1)
    kept = 0
    for number in range(HISTORIES):
        random = Random(part * HISTORIES + number)  # noqa: S311 no secret
        files, memo = dict(SITE), BuildMemo()
        standing = Standing("1")
        disk: dict[OutPath, bytes] = {}
        history: list[str] = []
        for _ in range(random.randint(2, EDITS_AT_MOST)):
            edit = random.choice(EDITS)
            edit(random, files)
            history.append(edit.__name__)
            options = LoadOptions(drafts=random.random() < 0.2, future=random.random() < 0.2)
            remembered = build_site(MemoryTree(files), TODAY, options, memo=memo)
            traced = build_site(MemoryTree(files), TODAY, options, standing=standing)
            if traced.value is not None:
                kept += len(traced.value.kept)
                disk = outputs(traced, disk) or {}
                stored = unpack(KIND, encode_traces(traced.value.traces))
                if random.random() < 0.1 and disk:
                    disk.pop(random.choice(sorted(disk)))  # somebody removes a file
                digests = {path: hashlib.sha256(one).hexdigest() for path, one in disk.items()}
                standing = Standing("1", decode_traces(stored, "1"), digests)
        clean = build_site(MemoryTree(files), TODAY, options)
        assert remembered.problems == clean.problems, (part, number, history)
        assert traced.problems == clean.problems, (part, number, history)
        expected = outputs(clean, {})
        assert outputs(remembered, {}) == expected, (part, number, history)
        whole = build_site(MemoryTree(files), TODAY, options, standing=standing)
        assert outputs(whole, disk) == expected, (part, number, history)
    assert kept > HISTORIES
