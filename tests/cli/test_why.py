"""`--why` names the reason for each file that is made; `--fresh` makes all of them."""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from sitegen import packed
from sitegen.build.traces import KIND, Trace, Traces, decode_traces, encode_traces
from sitegen.cli import main
from sitegen.model.text import OutPath

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "site.toml": 'title = "Ada"\nurl = "https://example.org/"\ntheme = "mine"\n'
    '[build]\nskip = ["cv", "related", "search"]\n',
    "publications.bib": "@article{notes, title = {Notes}, author = {Lovelace, Ada}, year = 1843}\n"
    "@article{flight, title = {Flight}, author = {Lovelace, Ada}, year = 1828}\n",
    "content/posts/one.md": '+++\ntitle = "One"\ndate = 2024-01-02\n+++\nText.\n',
    "content/pages/about.md": '+++\ntitle = "About"\n+++\nText.\n',
    "content/assets/note.txt": "a note",
    "themes/mine/theme.toml": 'name = "mine"\ncontract = 1\nparent = "scholar"\n',
    "themes/mine/templates/page.html": '{% include "extra.html" ignore missing %}{{ page.title }}',
}
NOTHING_CHANGED = "nothing that they are made from has changed."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, text in FILES.items():
        write(root / path, text)
    return root


@pytest.fixture
def why(
    root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[str]]:
    """Build; return what is said on standard output, without the last line."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01

    def command(*options: str) -> list[str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["build", "-C", str(root), "--why", *options])
        printed = capfd.readouterr()
        assert (ended.value.code, printed.err) == (0, "")
        *said, last = printed.out.splitlines()
        assert last.startswith("Built ")
        return said

    return command


def write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def swap(place: Path, before: str, after: str) -> None:
    text = place.read_text()
    assert before in text
    place.write_text(text.replace(before, after))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def trace_files(root: Path) -> list[Path]:
    return sorted((root / ".sitegen/cache").glob("traces-*"))


def falsify(root: Path, page: str) -> None:
    """Let a page that is wrong stand in the output and in the traces as if it were right."""
    place, wrong = root / "output" / page, b"wrong"
    place.write_bytes(wrong)
    manifest = root / "output/.sitegen-output.json"
    (trace_file,) = trace_files(root)
    content = packed.load(str(trace_file), KIND)
    assert content is not None
    known = decode_traces(content, content.texts[0])
    before, after = known.outputs[OutPath(page)].sha256, hashlib.sha256(wrong).hexdigest()
    outputs = {**known.outputs, OutPath(page): Trace(known.outputs[OutPath(page)].inputs, after)}
    trace_file.write_bytes(
        encode_traces(Traces(known.versions, known.setting, known.templates, outputs))
    )
    swap(manifest, before, after)


def test_nothing_is_known_at_first(why: Callable[..., list[str]]) -> None:
    first = "Every file is made: nothing is known of an earlier build by this version."
    assert why() == [first]


def test_nothing_changed(why: Callable[..., list[str]], root: Path) -> None:
    why()
    count = len(tree(root / "output")) - 1
    assert why() == [f"Kept {count} files: {NOTHING_CHANGED}"]


def test_a_new_page_and_a_new_file(why: Callable[..., list[str]], root: Path) -> None:
    why()
    write(root / "content/pages/new.md", '+++\ntitle = "New"\n+++\nText.\n')
    write(root / "content/assets/new.txt", "new")
    said = why()
    assert said[:4] == [
        "assets/new.txt: a new file",
        "new/card.png: a new file",
        "new/index.html: a new page",
        "sitemap.xml: its pages changed",
    ]
    assert len(said) == 5


def test_a_changed_entry(why: Callable[..., list[str]], root: Path) -> None:
    why()
    swap(root / "publications.bib", "Notes", "Sketches")
    assert why()[:-1] == [
        "feed.xml: its entries changed",
        "index.html: its sections changed",
        "publications.bib: its entries changed",
        "publications.json: its entries changed",
        "publications.ris: its entries changed",
        "publications/feed.xml: its entries changed",
        "publications/index.html: its groups and its entries changed",
        "publications/notes/card.png: its title changed",
        "publications/notes/index.html: the publication changed",
        "publications/notes/notes.bib: its entries changed",
        "publications/notes/notes.json: its entries changed",
        "publications/notes/notes.ris: its entries changed",
    ]


def test_a_changed_post_page_and_file(why: Callable[..., list[str]], root: Path) -> None:
    why()
    swap(root / "content/posts/one.md", "Text.", "Words.")
    swap(root / "content/pages/about.md", "Text.", "Words.")
    swap(root / "content/assets/note.txt", "note", "letter")
    assert why()[:-1] == [
        "about/index.html: its body changed",
        "assets/note.txt: the file changed",
        "feed.xml: its entries changed",
        "posts/feed.xml: its entries changed",
        "posts/one/index.html: the post changed",
    ]


def test_a_template_that_is_overridden_and_no_longer(
    why: Callable[..., list[str]], root: Path
) -> None:
    why()
    place = root / "themes/mine/templates/post.html"
    for do in (
        lambda: write(place, '{% extends "@scholar/post.html" %}'),
        lambda: swap(place, "%}", "%}{# mine #}"),
        place.unlink,
    ):
        do()
        assert why()[:-1] == ["posts/one/index.html: the theme's `post.html` changed"]


def test_a_template_that_was_missing(why: Callable[..., list[str]], root: Path) -> None:
    why()
    extra = root / "themes/mine/templates/extra.html"
    for do in (lambda: write(extra, "More about "), extra.unlink):
        do()
        assert why()[:-1] == ["about/index.html: the theme's `extra.html` changed"]


def test_another_template_for_a_page(why: Callable[..., list[str]], root: Path) -> None:
    write(root / "themes/mine/templates/plain.html", "plain {{ page.title }}")
    why()
    swap(root / "content/pages/about.md", "title", 'template = "plain.html"\ntitle')
    assert why()[:-1] == ["about/index.html: its template changed"]
    assert (root / "output/about/index.html").read_text() == "plain About"


def test_templates_to_choose_from(why: Callable[..., list[str]], root: Path) -> None:
    page, kind = (root / "themes/mine/templates" / name for name in ("page.html", "kind.html"))
    page.write_text("{% include page.title | lower ~ '.html' ignore missing %}{{ page.title }}")
    write(root / "themes/mine/templates/about.html", "More about ")
    write(kind, "kind")
    why()
    assert "More about About" in (root / "output/about/index.html").read_text()
    kind.unlink()
    one = "about/index.html: the theme has other templates to choose from"
    assert why()[:-1] == [one]
    (root / "themes/mine/templates/about.html").unlink()
    assert why()[:-1] == [one]
    assert (root / "output/about/index.html").read_text().strip() == "About"


def test_an_option_of_the_theme(why: Callable[..., list[str]], root: Path) -> None:
    why()
    with (root / "site.toml").open("a") as file:
        file.write('[theme_options]\naccent = "#123456"\n')
    said = why()[:-1]
    pages = [f"{path}: the options of the theme changed" for path in tree(root / "output")
             if path.endswith(".html")]  # fmt: skip
    assert len(pages) > 5
    assert set(pages) <= set(said)


def test_the_name_of_the_site(why: Callable[..., list[str]], root: Path) -> None:
    why()
    swap(root / "site.toml", '"Ada"', '"Eve"')
    reason = "the name, navigation, links or footer of the site changed"
    assert f"about/index.html: {reason}" in why()


def test_the_output_was_edited(why: Callable[..., list[str]], root: Path) -> None:
    why()
    before = tree(root / "output")
    swap(root / "output/about/index.html", "About", "EDITED")
    (root / "output/posts/one/index.html").unlink()
    reason = "somebody changed or removed it in the output"
    assert why()[:-1] == [f"about/index.html: {reason}", f"posts/one/index.html: {reason}"]
    assert tree(root / "output") == before


def test_a_page_that_comes_back_is_new(why: Callable[..., list[str]], root: Path) -> None:
    why()
    place = root / "content/assets/note.txt"
    place.unlink()
    assert len(why()) == 1
    place.write_text("a note")
    assert why()[:-1] == ["assets/note.txt: a new file"]


def test_why_is_for_people(
    why: Callable[..., list[str]], root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    why()
    with pytest.raises(SystemExit):
        main(["build", "-C", str(root), "--why", "--quiet"])
    assert capfd.readouterr().out.startswith("Kept ")
    with pytest.raises(SystemExit):
        main(["build", "-C", str(root), "--why", "--json"])
    assert capfd.readouterr().out == ""


# ---- what earlier builds left, and doing without


def test_fresh_makes_every_file(why: Callable[..., list[str]]) -> None:
    why()
    assert why("--fresh") == ["Every file is made: --fresh asks for it."]


def test_fresh_heals_what_traces_say_is_right(why: Callable[..., list[str]], root: Path) -> None:
    why()
    expected = tree(root / "output")
    falsify(root, "posts/one/index.html")
    assert len(why()) == 1
    assert (root / "output/posts/one/index.html").read_bytes() == b"wrong"  # traces are believed
    why("--fresh")
    assert tree(root / "output") == expected
    assert len(why()) == 1
    assert tree(root / "output") == expected


def test_fresh_heals_what_is_remembered_of_the_content(
    why: Callable[..., list[str]], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    why()
    (place,) = (root / ".sitegen/cache").glob("content-*")
    whole = place.read_bytes()
    expected = tree(root / "output")
    swap(root / "publications.bib", "Flight", "Fright")
    monkeypatch.setattr("sitegen.build.state.read_content", None)  # it is not even asked
    why("--fresh")
    changed = tree(root / "output")
    assert changed["publications/flight/index.html"] != expected["publications/flight/index.html"]
    assert place.read_bytes() != whole


def test_a_cache_that_is_gone_is_only_missed_in_time(
    why: Callable[..., list[str]], root: Path
) -> None:
    first = why()
    expected = tree(root / "output")
    shutil.rmtree(root / ".sitegen")
    assert why() == first
    assert tree(root / "output") == expected
    assert len(why()) == 1


@pytest.mark.parametrize("damage", [b"", b"sitegen-traces 1 little 0 0 0\n", bytes(500)])
def test_damaged_caches_are_none(why: Callable[..., list[str]], root: Path, damage: bytes) -> None:
    first = why()
    expected = tree(root / "output")
    for place in (root / ".sitegen/cache").iterdir():
        if place.name not in (".gitignore", "CACHEDIR.TAG"):
            place.write_bytes(damage or place.read_bytes()[:-1])
    assert why() == first
    assert tree(root / "output") == expected


def test_a_copy_of_a_site_knows_nothing_of_the_first(
    why: Callable[..., list[str]], root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nobody can send a site whose cache says that pages of theirs are right."""
    first = why()
    falsify(root, "posts/one/index.html")
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    (trace_file,) = trace_files(copy)
    place = packed.cache_path(str(copy), KIND, str(copy / "output"))
    trace_file.rename(place)
    with pytest.raises(SystemExit):
        main(["build", "-C", str(copy), "--why"])
    assert capfd.readouterr().out.splitlines()[0] == first[0]
    assert (copy / "output/posts/one/index.html").read_bytes() != b"wrong"


def test_two_outputs_are_known_apart(why: Callable[..., list[str]], root: Path) -> None:
    other = ("-o", str(root / "other"), "--base-url", "https://other.example/")
    first = why()
    assert why(*other) == first
    assert len(trace_files(root)) == 2
    for _ in range(2):
        assert len(why()) == len(why(*other)) == 1
    assert b"https://other.example/" in (root / "other/sitemap.xml").read_bytes()
    assert b"https://example.org/" in (root / "output/sitemap.xml").read_bytes()
    swap(root / "content/pages/about.md", "Text.", "Words.")
    assert why()[0] == why(*other)[0] == "about/index.html: its body changed"


def test_a_site_that_cannot_be_written_to_is_built_each_time(
    why: Callable[..., list[str]], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = ("-o", str(tmp_path / "out"))
    makedirs = os.makedirs

    def refuse(path: str, *arguments: object, **options: object) -> None:
        if str(path).startswith(str(root)):
            raise PermissionError(13, "Permission denied", path)
        makedirs(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "makedirs", refuse)
    first = why(*out)
    assert why(*out) == first
    assert not (root / ".sitegen").exists()
    assert (tmp_path / "out/index.html").is_file()
