"""The marks after names, and what the pages say that they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import BuildFiles

TIDES = """
@article{tides, author = {Lune, Ada* and Corvo, Rosa* and Tallis, Mira§}, title = {Tides},
  journal = {Acta Maris}, year = 2024, note = {§ Now at the Tide Lab.}}
"""
WAVES = """
@article{waves, author = {Lune, Ada and Corvo, Rosa§}, title = {Waves}, journal = {Acta Maris},
  year = 2023, note = {§ Deceased.}}
"""


def legends(build: BuildFiles, bib: str) -> dict[str, list[str]]:
    """Return the legend of every page that has one."""
    site = {
        "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"',
        "publications.bib": bib,
    }
    built = build(site)
    assert built.value is not None, built.problems
    found = {}
    for path, content in built.value.outputs.items():
        if line := re.search(rb'<p class="legend">(.*?)</p>', content, re.DOTALL):
            items = re.findall(r"<span><sup>(.*?)</sup> (.*?)</span>", line[1].decode())
            found[str(path)] = [f"{mark} {meaning}" for mark, meaning in items]
    return found


def test_a_paper_and_the_list_explain_their_marks(build: BuildFiles) -> None:
    meanings = ["* equal contribution", "§ Now at the Tide Lab"]
    assert legends(build, TIDES) == {
        "index.html": meanings,
        "publications/index.html": meanings,
        "publications/tides/index.html": meanings,
    }


def test_a_mark_of_two_meanings_is_explained_on_the_papers_only(build: BuildFiles) -> None:
    found = legends(build, TIDES + WAVES)
    assert found["publications/index.html"] == ["* equal contribution"]
    assert found["publications/waves/index.html"] == ["§ Deceased"]
    assert found["publications/tides/index.html"][1:] == ["§ Now at the Tide Lab"]


def test_a_note_that_explains_marks_is_not_said_twice(build: BuildFiles) -> None:
    site = {
        "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"',
        "publications.bib": TIDES,
    }
    built = build(site)
    assert built.value is not None
    page = built.value.outputs["publications/tides/index.html"].decode()
    assert "<dt>Note</dt>" not in page
