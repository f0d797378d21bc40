from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from site_folders import SITES

import sitegen
from sitegen.cli import cli, main

VALID = SITES / "valid"
BROKEN = SITES / "broken"

Run = "Callable[..., tuple[int, str, str]]"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; return its exit code, standard output and standard error."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    monkeypatch.delenv("SITEGEN_BASE_URL", raising=False)

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), printed.out, printed.err

    return command


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_build_writes_the_site_and_says_so(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    code, said, errors = run("build", "-C", VALID / "smallest", "-o", out)
    assert (code, errors) == (0, "")
    assert said.startswith("Built ")
    assert (out / "index.html").is_file()
    code, said, _ = run("build", "-C", VALID / "smallest", "-o", out)
    assert code == 0
    assert "(no change)" in said


def test_an_error_stops_the_build_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    code, said, errors = run("build", "-C", BROKEN / "config-key-unknown", "-o", out)
    assert code == 1
    assert said == ""
    assert "site.toml:3:1: error: unknown key `them` [unknown-key]\n" in errors
    assert errors.endswith("1 error in 1 file\nsitegen: nothing was written\n")
    assert not out.exists()


def test_a_warning_stops_the_build_only_when_asked(run: Run, tmp_path: Path) -> None:
    site, out = BROKEN / "image-without-alt", tmp_path / "site"
    code, _, errors = run("build", "-C", site, "-o", out)
    assert code == 0
    assert "warning: the image has no text" in errors
    before = files_of(out)
    code, _, errors = run(
        "build", "-C", site, "-o", out, "--strict", "--base-url", "https://b.example/"
    )
    assert code == 1
    assert "error: the image has no text" in errors
    assert files_of(out) == before


def test_json_is_one_object_a_line(run: Run, tmp_path: Path) -> None:
    code, said, errors = run("check", "-C", BROKEN / "toml-key-twice", "--json")
    assert (code, errors) == (1, "")
    (problem,) = [json.loads(line) for line in said.splitlines()]
    assert problem["path"] == "site.toml"
    assert (problem["line"], problem["column"]) == (3, 1)
    assert problem["code"] == "toml-duplicate-key"
    assert problem["severity"] == "error"
    assert problem["related"][0]["line"] == 1
    code, said, _ = run("build", "-C", VALID / "smallest", "-o", tmp_path / "o", "--json")
    assert (code, said) == (0, "")


def test_check_writes_nothing(run: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run("new", site, "--yes", "--name", "Ada Example")
    before = files_of(site)
    code, said, _ = run("check", "-C", site)
    assert (code, said) == (0, "No problems found.\n")
    assert files_of(site) == before


@pytest.mark.parametrize("place", [".", "..", "content", "content/x", "/"])
def test_an_unsafe_output_is_refused(run: Run, tmp_path: Path, place: str) -> None:
    site = tmp_path / "site"
    run("new", site, "--yes", "--name", "Ada Example")
    before = files_of(tmp_path)
    code, _, errors = run("build", "-C", site, "-o", "/" if place == "/" else site / place)
    assert code == 2
    assert "[unsafe-output]" in errors
    assert files_of(tmp_path) == before


def test_somebody_elses_folder_is_refused(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "precious"
    out.mkdir()
    (out / "thesis.tex").write_text("everything")
    code, _, errors = run("build", "-C", VALID / "smallest", "-o", out)
    assert code == 2
    assert "thesis.tex" in errors
    assert files_of(out) == {"thesis.tex": b"everything"}


def test_clean_removes_what_sitegen_wrote_and_nothing_else(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    run("build", "-C", VALID / "smallest", "-o", out)
    (out / "mine.txt").write_text("mine")
    code, _, errors = run("clean", "-C", VALID / "smallest", "-o", out)
    assert code == 0
    assert "mine.txt" in errors
    left = {path for path in files_of(out) if not path.startswith(".sitegen")}
    assert left == {"mine.txt"}


def test_the_site_is_found_from_a_folder_inside_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    run("new", site, "--yes", "--name", "Ada Example")
    monkeypatch.chdir(site / "content")
    code, _, _ = run("build")
    assert code == 0
    assert (site / "output/index.html").is_file()


def test_a_new_site_is_the_users_own(run: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    bib = tmp_path / "mine.bib"
    bib.write_text("@misc{k, title={Own work}, author={Example, Ada}, year=2020}\n")
    name = 'Ada "Bee" \\ Exämple'
    code, said, _ = run(
        "new", site, "--yes", "--name", name, "--url", "https://ada.example/", "--bib", bib,
        "--position", "Reader", "--institution", "Somewhere", "--email", "ada@example.org",
    )  # fmt: skip
    assert code == 0
    assert f"sitegen build -C {site}" in said
    config = tomllib.loads((site / "site.toml").read_text(encoding="utf-8"))
    assert (config["title"], config["url"]) == (name, "https://ada.example/")
    profile = tomllib.loads((site / "content/profile.toml").read_text(encoding="utf-8"))
    assert profile["positions"] == [{"title": "Reader", "institution": "Somewhere"}]
    ignored = (site / ".gitignore").read_text()
    assert "/output/\n" in ignored
    assert "/private/\n" in ignored
    assert "/private.toml\n" in ignored
    workflow = (site / ".github/workflows/site.yml").read_text()
    assert f"academic-sitegen=={sitegen.__version__}" in workflow
    assert "include-hidden-files: true" in workflow
    for path in site.rglob("*.toml"):
        line = path.read_text(encoding="utf-8").split("\n")[0]
        schema = path.parent / line.removeprefix("#:schema ")
        assert json.loads(schema.read_text(encoding="utf-8"))["type"] == "object"
    code, _, errors = run("build", "-C", site, "--strict")
    assert (code, errors) == (0, "")
    assert "Own work" in (site / "output/index.html").read_text(encoding="utf-8")


def test_new_touches_no_folder_that_holds_something(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    code, _, errors = run("new", tmp_path, "--yes")
    assert code == 1
    assert "[folder-not-empty]" in errors
    assert files_of(tmp_path) == {"a.txt": b"a"}


def test_a_base_url_replaces_that_of_the_site(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    monkeypatch.setenv("SITEGEN_BASE_URL", "https://else.example/repo/")
    assert run("build", "-C", VALID / "smallest", "-o", out)[0] == 0
    assert "https://else.example/repo/sitemap.xml" in (out / "robots.txt").read_text()
    code, _, errors = run("build", "-C", VALID / "smallest", "-o", out, "--base-url", "else")
    assert code == 2
    assert "no address of a web site" in errors


@pytest.mark.parametrize(
    "arguments", [("bild",), ("build", "--stric"), ("build", "-C", "/nowhere")]
)
def test_a_wrong_command_line_is_answered(run: Run, arguments: tuple[str, ...]) -> None:
    code, _, errors = run(*arguments)
    assert code == 2
    assert "Error" in errors
    assert "Traceback" not in errors


def test_a_bug_is_one_line_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("sitegen.app.plan_site", broken)
    code, _, errors = run("check", "-C", VALID / "smallest")
    assert code == 70
    assert errors.count("\n") == 1
    assert "please report" in errors
    monkeypatch.setenv("SITEGEN_DEBUG", "1")
    assert "Traceback" in run("check", "-C", VALID / "smallest")[2]


def test_colours_are_for_terminals_that_want_them(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in run("check", "-C", BROKEN / "config-key-unknown")[2]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("check", "-C", BROKEN / "config-key-unknown")[2]


def test_every_command_and_option_has_help() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None) or parameter.param_type_name == "argument"


def test_two_builds_anywhere_at_any_time_are_byte_identical(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    made = []
    for number, (zone, locale, seed) in enumerate(
        [("Pacific/Kiritimati", "C", "1"), ("Pacific/Pago_Pago", "C.UTF-8", "2")]
    ):
        out = tmp_path / f"{number}/{'deep/' * number}site"
        out.parent.mkdir(parents=True)
        environment = {
            **os.environ,
            "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1798000000",
        }  # fmt: skip
        command = [sys.executable, "-m", "sitegen", "build", "-C", root, "-o", out, "-q"]
        subprocess.run(command, check=True, env=environment, cwd=tmp_path)
        modes = {path: path.stat().st_mode & 0o777 for path in out.rglob("*")}
        assert {mode for path, mode in modes.items() if path.is_file()} == {0o644}
        assert {mode for path, mode in modes.items() if path.is_dir()} == {0o755}
        made.append(files_of(out))
    assert made[0] == made[1]
    assert made[0]


def test_starting_up_loads_no_slow_library() -> None:
    slow = {"jinja2", "pybtex", "markdown_it", "pygments", "tornado", "PIL", "tree_sitter"}
    code = "import sys, sitegen.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert not slow & set(loaded)


def test_a_build_loads_only_what_its_site_needs(tmp_path: Path) -> None:
    """No Markdown but a line of TOML, no code, no CV, no feed, no flaw, no second run."""
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "site.toml").write_text(
        'title = "Ada"\nurl = "https://example.org/"\n[build]\nskip = ["feeds"]\n'
    )
    (site / "content/profile.toml").write_text('name = "Ada Lovelace"\nbio = "Hello."\n')
    (site / "publications.bib").write_text(
        "@article{ada1843,\n author = {Ada Lovelace},\n title = {Notes},\n"
        " journal = {Memoirs},\n year = {1843}\n}\n"
    )
    code = (
        "import sys\nfrom sitegen.start import main\n"
        f"sys.argv = ['sitegen', 'build', '--source', {str(site)!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    print(end.code, *sys.modules)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    exit_code, *loaded = said[-1].split()
    assert exit_code == "0"
    unneeded = {
        "asyncio", "email", "feedgenerator", "filelock", "http", "importlib.metadata",
        "pybtex", "pygments", "socket", "ssl", "tornado", "tree_sitter", "tree_sitter_toml",
        "pypdf", "typst", "yaml", "zipfile",
    }  # fmt: skip
    assert sorted(unneeded & set(loaded)) == []
    of_documents = (
        "sitegen.build.documents", "sitegen.exports.json_resume", "sitegen.exports.rendercv",
        "sitegen.leaks", "sitegen.letters", "sitegen.plan.cv.", "sitegen.plan.letter",
        "sitegen.readers.markdown.documents", "sitegen.render.document", "sitegen.render.plain",
        "sitegen.render.typst_data",
    )  # fmt: skip
    assert [name for name in loaded if name.startswith(of_documents)] == []
    # What was drawn stays drawn.
    (site / "content/profile.toml").write_text('name = "Ada Lovelace"\nbio = "Hello again."\n')
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert "PIL" in loaded
    assert "PIL" not in said[-1].split()
