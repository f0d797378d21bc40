from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serve.running import PAPER, PATIENCE, Running, write_site

import sitegen.serve

if TYPE_CHECKING:
    from collections.abc import Callable


def rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def rename(path: Path, text: str) -> None:
    other = path.with_name("publications.bib.tmp")
    rewrite(other, text)
    other.replace(path)


def back_up(path: Path, text: str) -> None:
    """Save as vim does with `backup`: the old file becomes `name~`."""
    path.replace(path.with_name(f"{path.name}~"))
    rewrite(path, text)


def back_up_elsewhere(path: Path, text: str) -> None:
    """Save as vim does with `backupdir`: the old file leaves the folder."""
    path.replace(path.parent.parent / "old.bib")
    rewrite(path, text)


def delete(path: Path, text: str) -> None:
    path.unlink()
    rewrite(path, text)


def in_parts(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        os.fsync(file.fileno())
        file.write(text[len(text) // 2 :])


SAVES = [rewrite, rename, back_up, back_up_elsewhere, delete, in_parts]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> object:
    root = write_site(tmp_path_factory.mktemp("parent") / "site")
    with Running(root) as started:
        yield root, started


@pytest.mark.parametrize("save", SAVES)
def test_every_way_of_saving_is_seen(
    running: tuple[Path, Running], save: Callable[[Path, str], None]
) -> None:
    root, serve = running
    for number in range(3):
        title = f"{save.__name__} {number}"
        save(root / "publications.bib", PAPER.format(title))
        assert serve.shows(title)


def test_new_files_folders_renames_and_deletions_are_seen(running: tuple[Path, Running]) -> None:
    root, serve = running
    page = '+++\ntitle = "Fresh"\ndate = 2026-01-02\n+++\n'
    (root / "content/news/deep").mkdir(parents=True)
    rewrite(root / "content/news/one.md", page)
    assert serve.shows("Fresh", "news/one/")
    (root / "content/news/one.md").rename(root / "content/news/two.md")
    assert serve.shows("Fresh", "news/two/")
    assert serve.get("news/one/")[0] == 404
    (root / "content/news/two.md").unlink()
    while serve.get("news/two/")[0] != 404:
        serve.until("Rebuilt")
    (root / "content").rename(root / "away")
    while serve.get("posts/hello/")[0] != 404:
        serve.until("Rebuilt")
    (root / "away").rename(root / "content")
    assert serve.shows("Some text", "posts/hello/")
    rewrite(root / "content/posts/hello.md", page + "Other text.")
    assert serve.shows("Other text", "posts/hello/")


def test_a_theme_of_the_site_is_watched_from_its_first_file(running: tuple[Path, Running]) -> None:
    root, serve = running
    folder = root / "themes/mine"
    (folder / "templates").mkdir(parents=True)
    rewrite(folder / "theme.toml", 'name = "mine"\ncontract = 1\nparent = "scholar"\n')
    rewrite(folder / "templates/404.html", "<p>Mine, mine</p>")
    config = (root / "site.toml").read_text(encoding="utf-8")
    rewrite(root / "site.toml", f'{config}theme = "mine"\n')
    assert serve.shows("Mine, mine", "nothing")
    rewrite(folder / "templates/404.html", "<p>Yours</p>")
    assert serve.shows("Yours", "nothing")
    rewrite(root / "site.toml", config)
    assert serve.shows("<main", "nothing")


def test_what_is_nobodys_content_makes_no_build(running: tuple[Path, Running]) -> None:
    root, serve = running
    for name in (".publications.bib.swp", "publications.bib~", "4913", "#publications.bib#",
                 "x.tmp", "___jb_tmp___", ".~lock.a"):  # fmt: skip
        rewrite(root / name, "x")
        rewrite(root / "content" / name, "x")
    for folder in ("output", ".git", ".sitegen-output", "private", "node_modules", ".venv"):
        (root / folder).mkdir()
        rewrite(root / folder / "a.md", "x")
    (root / "publications.bib").read_bytes()
    said = len(serve.said)
    rewrite(root / "publications.bib", PAPER.format("After the noise"))
    assert serve.shows("After the noise")
    builds = [line for line in serve.said[said:] if "uilt " in line]
    assert len(builds) == 1, builds


def test_a_mistake_keeps_the_last_good_pages_and_nothing_is_written(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with Running(root) as serve:
        config = before[root / "site.toml"].decode()
        rewrite(root / "site.toml", f'{config}them = "plain"\n')
        serve.until(r"site\.toml:3:1: error: unknown key `them`")
        serve.until("Not built .*; the last good pages stay")
        status, page = serve.get("publications/")
        assert (status, "First" in page) == (200, True)
        rewrite(root / "site.toml", config)
        serve.until("Rebuilt 0 of")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_the_first_build_may_fail(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    (root / "site.toml").rename(root / "later")
    with Running(root) as serve:
        status, page = serve.get("publications/")
        assert status == 500
        assert "missing-file" in page
        assert serve.said[-1].endswith("no pages yet.")
        (root / "later").rename(root / "site.toml")
        assert serve.shows("First")


def test_an_unreadable_file_and_a_bug_end_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    with Running(root) as serve:
        loop = root / "content/posts/loop.md"
        loop.symlink_to("loop.md")
        rewrite(root / "publications.bib", PAPER.format("Second"))
        serve.until(r"uilt ")
        loop.unlink()
        assert serve.shows("Second")
        assert "Traceback" not in "\n".join(serve.said)


def test_drafts_are_shown_when_asked_for(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    draft = '+++\ntitle = "Draft"\ndate = 2026-01-02\ndraft = true\n+++\n'
    rewrite(root / "content/posts/draft.md", draft)
    with Running(root) as serve:
        assert serve.get("posts/draft/")[0] == 404
    with Running(root, "--drafts") as serve:
        assert serve.get("posts/draft/")[0] == 200


def test_addresses_are_those_of_the_preview_below_its_base_path(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    with Running(root, "--base-path", "repo") as serve:
        assert serve.address.endswith("/repo/")
        assert f'<link rel="canonical" href="{serve.address}">' in serve.get("")[1]
        assert 'href="/repo/publications/"' in serve.get("nothing")[1]
    with Running(root, "--base-url", "https://ada.example/site/") as serve:
        assert serve.address.endswith("/site/")
        assert '<link rel="canonical" href="https://ada.example/site/">' in serve.get("")[1]


def test_looking_finds_what_listening_finds(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    with Running(root, "--poll") as serve:
        for save in SAVES:
            save(root / "publications.bib", PAPER.format(f"polled {save.__name__}"))
            assert serve.shows(f"polled {save.__name__}")
        (root / "content/news").mkdir()
        rewrite(root / "content/news/one.md", '+++\ntitle = "Fresh"\ndate = 2026-01-02\n+++\n')
        assert serve.shows("Fresh", "news/one/")


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with Running(root, "--port", str(port)) as serve:
            assert f"Port {port} is taken." in serve.said
            assert f":{port}/" not in serve.address


def test_another_host_is_warned_of_and_allowed(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    with Running(root, "--host", "0.0.0.0", "--allow-host", "lab.local") as serve:
        assert any(line.startswith("warning: whoever can reach") for line in serve.said)
        for host, status in (("lab.local", b"200"), ("10.1.2.3", b"200"), ("evil.example", b"421")):
            place = serve.address.split("/")[2].split(":")
            with socket.create_connection((place[0], int(place[1])), timeout=PATIENCE) as asked:
                asked.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                assert asked.recv(100).split()[1] == status


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("wanted", [signal.SIGTERM, signal.SIGINT])
def test_the_end_is_quiet_and_leaves_nothing(tmp_path: Path, wanted: signal.Signals) -> None:
    root = write_site(tmp_path / "site")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with Running(root, TMPDIR=str(temporary)) as serve:
        serve.process.send_signal(wanted)
        said = serve.rest()
        assert serve.process.wait(PATIENCE) == 0
        assert "Traceback" not in said
        assert len(said.splitlines()) == 2
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in root.iterdir()) == [
        "content", "publications.bib", "site.toml",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["../x", "a b", "//evil.example", "/a//b/", "?", "%2e"])
def test_a_base_path_that_is_none_is_refused(tmp_path: Path, path: str) -> None:
    command = [sys.executable, "-m", "sitegen", "serve", "-C", tmp_path, "--base-path", path]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "is no path to serve below" in ended.stderr


def test_the_cv_is_set_anew_with_a_save(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    rewrite(root / "content/cv.toml", '[[awards]]\ntitle = "Prize"\ndate = 2024\n')
    with Running(root) as serve:
        first = serve.get_bytes("cv.pdf")
        assert first.startswith(b"%PDF")
        rewrite(root / "publications.bib", PAPER.format("Second"))
        assert serve.shows("Second")
        second = serve.get_bytes("cv.pdf")
        assert second.startswith(b"%PDF")
        assert second != first
        rewrite(
            root / "content/posts/hello.md", '+++\ntitle = "Hello"\ndate = 2026-01-02\n+++\nMore.'
        )
        assert serve.shows("More.", "posts/hello/")
        assert serve.get_bytes("cv.pdf") == second


LETTER = (
    '+++\ndate = 2026-01-02\nopening = "Dear Ida,"\n+++\nI {}.\n'
)  # fmt: skip


def write_letter(root: Path, words: str) -> None:
    (root / "content/letters").mkdir(exist_ok=True)
    rewrite(root / "content/letters/lune.md", LETTER.format(words))


def test_letters_are_served_when_asked_for_and_set_anew(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    write_letter(root, "apply")
    with Running(root) as serve:
        assert serve.get("_sitegen/letters/")[0] == 404
        assert serve.get("_sitegen/letters/lune.pdf")[0] == 404
        assert "lune" not in serve.get("sitemap.xml")[1] + serve.get("search.json")[1]
    with Running(root, "--letters") as serve:
        assert serve.shows('href="lune.pdf"', "_sitegen/letters/")
        first = serve.get_bytes("_sitegen/letters/lune.pdf")
        assert first.startswith(b"%PDF")
        write_letter(root, "apply again")
        serve.until("Rebuilt 1 of")
        assert serve.get_bytes("_sitegen/letters/lune.pdf") not in (first, b"")
        write_letter(root, "am {{ missing }}")
        serve.until(r"content/letters/lune\.md.*undefined-variable")
        assert serve.shows("1 error", "_sitegen/letters/")
        assert "sitegen-problems" not in serve.get("")[1]
        assert "lune" not in serve.get("sitemap.xml")[1] + serve.get("search.json")[1]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--host", "0.0.0.0"], "--host 0.0.0.0"),
        (["--host", "::"], "--host ::"),
        (["--host", "192.168.1.5"], "--host 192.168.1.5"),
        (["--allow-host", "lab.local"], "lab.local"),
    ],
)
def test_letters_are_not_shown_to_others(tmp_path: Path, options: list[str], named: str) -> None:
    command = [sys.executable, "-m", "sitegen", "serve", "-C", tmp_path, "--letters", *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "letters are shown to this computer alone" in ended.stderr
    assert named in ended.stderr


def test_two_base_paths_are_refused(tmp_path: Path) -> None:
    options = ["--base-path", "/a/", "--base-url", "https://example.org/b/"]
    command = [sys.executable, "-m", "sitegen", "serve", "-C", tmp_path, *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "say one of them" in ended.stderr


def test_many_saves_end_in_the_right_state(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    with Running(root) as serve:
        for number in range(100):
            text = PAPER.format(f"Save {number}")
            (rename if number % 2 else rewrite)(root / "publications.bib", text)
            if number % 20 == 10:
                rewrite(root / "site.toml", "title = broken")
            elif number % 20 == 11:
                rewrite(root / "site.toml", 'title = "A"\nurl = "https://example.org/"\n')
        assert serve.shows("Save 99")
        builds = [line for line in serve.said if "uilt " in line]
        assert len(builds) < 60


def test_other_commands_load_neither_watchdog_nor_tornado() -> None:
    code = (
        "import sys, sitegen.cli, sitegen.app, sitegen.build.write\n"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"watchdog", "tornado", "livereload"} & set(ended.stdout.split())


def test_each_library_is_in_one_module() -> None:
    package = Path(sitegen.serve.__file__).parents[1]
    for library, home in (("watchdog", "watch.py"), ("tornado", "server.py"), ("livereload", "server.py")):  # fmt: skip  # noqa: E501
        users = [
            path.name
            for path in package.rglob("*.py")
            if f"from {library}" in path.read_text(encoding="utf-8")
            or f"import {library}" in path.read_text(encoding="utf-8")
        ]
        assert users == [home]


def test_nothing_is_left_of_a_site_that_goes_away(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    with Running(root) as serve:
        shutil.rmtree(root / "content")
        (root / "publications.bib").unlink()
        (root / "site.toml").unlink()
        serve.until("Not built")
        write_site(root, "Back again")
        assert serve.shows("Back again")
