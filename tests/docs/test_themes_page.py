"""The themes of docs/themes.md work as they are written there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.cli import main

TEXT = (Path(__file__).parents[2] / "docs/themes.md").read_text(encoding="utf-8")
CONFIG = 'title = "Ada Lune"\nurl = "https://ada.example/"\nfooter = "Made by hand."\n'
BIB = "@misc{tides, author = {Lune, Ada}, title = {Tides}, year = 2020}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.toml").write_text(CONFIG)
    (tmp_path / "publications.bib").write_text(BIB)
    return tmp_path


def section(title: str) -> str:
    return TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]


def follow(text: str, site: Path) -> None:
    """Do what a section says: run its commands, write its files."""
    blocks = re.findall(r"(?:<!-- (file|append): (\S+) -->\n)?```(\w+)\n(.*?)```", text, re.DOTALL)
    for how, path, language, content in blocks:
        if how:
            place = site / path
            place.parent.mkdir(parents=True, exist_ok=True)
            before = place.read_text() if how == "append" else ""
            place.write_text(before + content)
        elif language == "sh":
            program, group, command, *arguments = content.split()
            assert (program, group) == ("sitegen", "theme")
            run(group, command, "-C", str(site), *arguments)


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert not ended.value.code


def test_the_child_theme_changes_what_its_steps_say(site: Path) -> None:
    follow(section("A child theme, step by step"), site)
    run("build", "-q", "--strict", "-C", str(site))
    page = (site / "output/404.html").read_text(encoding="utf-8")
    assert "<p>© Ada Lune</p>" in page
    assert "<p>Made by hand.</p>" in page
    assert "one of the papers</a>?" in page
    assert re.search(r'<link rel="stylesheet" href="[^"]*mine\.\w+\.css">', page)
    assert re.search(r'<link rel="stylesheet" href="[^"]*scholar\.\w+\.css">', page)


def test_the_theme_from_nothing_has_a_list_of_publications(site: Path) -> None:
    follow(section("A theme from nothing"), site)
    own = site / "themes/own"
    (own / "static").mkdir()
    (own / "static/own.css").write_text("body{margin:auto}\n")
    bare = '{% extends "layout.html" %}{% block main %}<h1>{{ page.meta.title }}</h1>{% endblock %}'
    for name in ("home", "publication", "404"):
        (own / f"templates/{name}.html").write_text(bare)
    (site / "site.toml").write_text(f'{CONFIG}theme = "own"\n')
    run("build", "-q", "--strict", "-C", str(site))
    page = (site / "output/publications/index.html").read_text(encoding="utf-8")
    assert '<li><a href="tides/">Tides</a>, 2020</li>' in page
    assert '<meta name="citation' not in page
    assert "<title>Publications · Ada Lune</title>" in page
