"""What benchmarks measure: an invented site that never changes, and the theme that they use."""

from __future__ import annotations

import hashlib
import json
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest
from contenders import Run, Size, edit
from generate import EDITED, LEAN_THEME, PROJECTS, content, site_files
from html_pages import broken_links, read_page
from peer_files import converted
from peers import PEERS
from tables import print_bars, rendered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import BuildFiles
    from peers import Peer

PAPERS, POSTS = 5, 2


MADE = content(PAPERS, POSTS)


@pytest.fixture
def lean(build: BuildFiles) -> Mapping[str, bytes]:
    """Build with the lean theme, as strictly as `check --strict`."""
    theme = {
        f"themes/lean/{path.relative_to(LEAN_THEME).as_posix()}": path.read_text("utf-8")
        for path in LEAN_THEME.rglob("*")
        if path.is_file()
    }
    built = build(site_files(MADE) | theme, with_lint=True, future=True)
    assert built.problems == ()
    assert built.value
    return {str(path): made for path, made in built.value.outputs.items()}


def test_the_invented_site_is_the_same_everywhere() -> None:
    """Figures of different days can only be compared while this holds."""
    files = site_files(MADE)
    digest = hashlib.blake2b(json.dumps(files, sort_keys=True).encode(), digest_size=8).hexdigest()
    assert digest == "8d71db9b5018ccab"


def test_a_site_has_as_many_papers_posts_and_projects_as_asked_for() -> None:
    assert MADE.bibliographies["publications.bib"].count("\n@") == PAPERS
    assert (len(MADE.posts), len(MADE.projects)) == (POSTS, PROJECTS)


def test_more_papers_than_fit_one_file_have_keys_of_their_own() -> None:
    made = content(10_001, 0)
    assert list(made.bibliographies) == ["publications.bib", "publications-2.bib"]
    first, second = made.bibliographies.values()
    assert second.count("\n@") == 1
    key = second.partition("{lune")[2].partition(",")[0]
    assert f"{{lune{key}," not in first


def test_every_page_of_the_lean_theme_is_well_formed(lean: Mapping[str, bytes]) -> None:
    pages = {name: made.decode() for name, made in lean.items() if name.endswith(".html")}
    lists_and_others = 5
    assert len(pages) == PAPERS + POSTS + PROJECTS + lists_and_others
    for name, text in pages.items():
        page = read_page(text)
        assert page.unbalanced == [], name
        assert len(page.ids) == len(set(page.ids)), name
        assert page.headings[0] == 1, name
    assert list(broken_links(lean, "https://example.org/")) == []


def test_the_lean_list_has_abstract_and_bibtex_behind_toggles(lean: Mapping[str, bytes]) -> None:
    text = lean["publications/index.html"].decode()
    abstracts = MADE.bibliographies["publications.bib"].count("  abstract ")
    assert text.count("<summary>BibTeX</summary>") == PAPERS
    assert text.count("<summary>Abstract</summary>") == abstracts > 0


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_every_peer_is_given_the_same_papers_and_posts(peer: Peer) -> None:
    papers = converted(MADE)
    given = peer.files(MADE, papers)
    whole = "\n".join(given.values())
    assert [one.key for one in papers if one.key not in whole] == []
    assert EDITED in given[peer.entry]
    assert EDITED in given[peer.post]
    assert whole.count("def ") >= POSTS


def test_a_bar_that_is_not_kept_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    slow, fast = [Run(wall=2.0, cpu=2.0, rss_mib=40)], [Run(wall=1.0, cpu=1.0, rss_mib=90)]
    results = {"cold": {Size(300, 50): {"lean": slow, "hugo": fast}}}
    assert not print_bars(results, Namespace(markdown=False), python_start=0.01)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[-1] for line in lines if "Hugo" in line] == ["NOT kept", "kept"]


def test_seconds_are_held_against_the_bar_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    results = {"no change": {Size(1000, 200): {"lean": [Run(wall=0.1, cpu=0.1, rss_mib=40)]}}}
    assert not print_bars(results, Namespace(markdown=False), python_start=0.05)
    assert "0.100 (scaled 0.020)  NOT kept" in capsys.readouterr().out


def test_an_edit_changes_one_number_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "publications.bib"
    before = MADE.bibliographies["publications.bib"]
    place.write_text(before, encoding="utf-8")
    assert edit(place) == "to be edited 1"
    assert place.read_text("utf-8") == before.replace(EDITED, "to be edited 1")


def test_what_was_rendered_is_counted_in_the_output(
    lean: Mapping[str, bytes], tmp_path: Path
) -> None:
    for name, made in lean.items():
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(made)
    found = rendered(tmp_path)
    assert (found.files, found.paper_pages, found.posts) == (len(lean), PAPERS, POSTS)
    assert found.toggles > PAPERS
