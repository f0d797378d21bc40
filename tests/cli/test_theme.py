"""`sitegen theme`: list, new, copy, which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

CONFIG = 'title = "Ada Lune"\nurl = "https://ada.example/"\n'
BIB = "@misc{tides, author = {Lune, Ada}, title = {Tides}, year = 2020}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    (root / "site.toml").write_text(CONFIG)
    (root / "publications.bib").write_text(BIB)
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], site: Path) -> Run:
    """Run `sitegen theme …` in the site; return exit code, standard output and error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["theme", arguments[0], "-C", str(site), *arguments[1:]])
        printed = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), printed.out, printed.err

    return command


def use(site: Path, name: str) -> None:
    (site / "site.toml").write_text(f'{CONFIG}theme = "{name}"\n')


def built(site: Path, tmp_path: Path) -> dict[str, bytes]:
    out = tmp_path / "out"
    with pytest.raises(SystemExit) as ended:
        main(["build", "-q", "-C", str(site), "-o", str(out)])
    assert not ended.value.code
    return {path.name: path.read_bytes() for path in out.glob("*.html")}


def test_list_names_themes_that_a_site_may_have(run: Run, site: Path) -> None:
    run("new", "tide")
    code, said, errors = run("list")
    assert (code, errors) == (0, "")
    assert "scholar (built in, in use)" in said
    assert "tide (yours, child of scholar)" in said
    assert "base" not in {line.split(" ")[0] for line in said.splitlines()}
    use(site, "tide")
    assert "tide (yours, in use, child of scholar)" in run("list")[1]


def test_list_works_without_a_site(run: Run, site: Path) -> None:
    (site / "site.toml").unlink()
    assert "scholar (built in)" in run("list")[1]


def test_a_new_theme_changes_nothing_until_it_is_used_and_then_nothing_yet(
    run: Run, site: Path, tmp_path: Path
) -> None:
    before = built(site, tmp_path)
    code, said, errors = run("new", "tide")
    assert (code, errors) == (0, "")
    assert 'theme = "tide"' in said
    assert (site / "site.toml").read_text() == CONFIG
    assert built(site, tmp_path) == before
    use(site, "tide")
    after = built(site, tmp_path)
    assert {name: page.split() for name, page in after.items()} == {
        name: page.split() for name, page in before.items()
    }


def test_a_new_theme_of_every_built_in_one_has_a_partial_to_begin_with(
    run: Run, site: Path
) -> None:
    names = [line.split(" ")[0] for line in run("list")[1].splitlines() if line[0] != " "]
    for name in names:
        assert run("new", f"my-{name}", "--parent", name)[0] == 0
        partials = list((site / f"themes/my-{name}/templates/partials").iterdir())
        assert len(partials) == 1


@pytest.mark.parametrize("name", ["Tide", "../tide", "a/b", "", "-C", "a b", "x" * 60])
def test_odd_names_are_refused(run: Run, site: Path, name: str) -> None:
    code, _, errors = run("new", "--", name)
    assert code == 1
    assert "[bad-theme-name]" in errors
    assert not (site / "themes").exists()


def test_a_name_that_is_taken_is_refused(run: Run) -> None:
    assert "[theme-exists]" in run("new", "scholar")[2]
    assert run("new", "tide")[0] == 0
    code, _, errors = run("new", "tide")
    assert code == 1
    assert "[theme-exists]" in errors


def test_an_unknown_parent_has_a_near_miss(run: Run) -> None:
    assert "did you mean `scholar`?" in run("new", "tide", "--parent", "schollar")[2]
    assert "[unknown-theme]" in run("new", "tide", "--parent", "base")[2]


def test_copy_begins_a_theme_and_copies_the_file(run: Run, site: Path) -> None:
    code, said, errors = run("copy", "partials/footer.html", "static/scholar.css")
    assert (code, errors) == (0, "")
    assert 'theme = "mine"' in said
    made = sorted(path.relative_to(site).as_posix() for path in site.rglob("themes/**/*.*"))
    assert made == [
        "themes/mine/static/scholar.css",
        "themes/mine/templates/partials/footer.html",
        "themes/mine/theme.toml",
    ]
    footer = (site / "themes/mine/templates/partials/footer.html").read_text()
    assert "<footer" in footer


def test_copy_never_writes_over_a_file(run: Run, site: Path) -> None:
    run("copy", "404.html")
    copied = site / "themes/mine/templates/404.html"
    copied.write_text("MINE")
    code, _, errors = run("copy", "layout.html", "404.html")
    assert code == 1
    assert "[file-exists]" in errors
    assert copied.read_text() == "MINE"
    assert not (site / "themes/mine/templates/layout.html").exists()


def test_copy_goes_into_the_theme_in_use_when_it_is_ones_own(run: Run, site: Path) -> None:
    run("new", "tide")
    use(site, "tide")
    code, said, _ = run("copy", "partials/chart.html")
    assert code == 0
    assert "site.toml" not in said
    assert (site / "themes/tide/templates/partials/chart.html").is_file()


@pytest.mark.parametrize("name", ["../../site.toml", "/etc/passwd", "static/../theme.toml", "a:b"])
def test_nothing_outside_of_the_theme_is_copied(run: Run, site: Path, name: str) -> None:
    code, _, errors = run("copy", name)
    assert code == 1
    assert "[unknown-theme-file]" in errors
    assert not (site / "themes").exists()


def test_an_unknown_file_has_a_near_miss(run: Run) -> None:
    assert "did you mean `partials/footer.html`?" in run("copy", "partials/foter.html")[2]
    assert "templates: 404.html" in run("which", "qqqqqqqqqqq")[2]


def test_a_theme_folder_that_leads_elsewhere_is_left_alone(
    run: Run, site: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (site / "themes").symlink_to(elsewhere)
    code, _, errors = run("new", "tide")
    assert code == 1
    assert "[theme-outside]" in errors
    assert list(elsewhere.iterdir()) == []


def test_which_names_the_file_that_counts_and_those_behind_it(run: Run, site: Path) -> None:
    assert run("which", "partials/head.html")[1].startswith("base: templates/partials/head.html")
    run("copy", "partials/footer.html")
    use(site, "mine")
    assert run("which", "partials/footer.html")[1].splitlines() == [
        "mine: themes/mine/templates/partials/footer.html",
        "  in place of scholar: templates/partials/footer.html (built in)",
    ]


def test_a_broken_site_toml_is_reported(run: Run, site: Path) -> None:
    (site / "site.toml").write_text("title = \n")
    for arguments in (("new", "tide"), ("copy", "404.html"), ("which", "404.html")):
        code, _, errors = run(*arguments)
        assert code == 1
        assert "site.toml:1:" in errors
