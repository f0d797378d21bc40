"""A PDF that cannot be made is left out, and nothing on the site leads to it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from conftest import TODAY, tree
from html_pages import broken_links

from sitegen.app import BuildMemo, build_site
from sitegen.build.run import Standing
from sitegen.model.text import OutPath

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.build.run import Build

CV = OutPath("cv.pdf")
PAGE = OutPath("cv/index.html")
SITE = 'title = "Ada Lune"\nurl = "https://example.org/"\n'
SHORT = '[[cv.variants]]\nname = "short"\nsections = [{ include = ["experience"] }]\n'
EDUCATION = '[[education]]\ndegree = "PhD"\ninstitution = "{}"\ndate = 2021\n'
EXPERIENCE = '[[experience]]\ntitle = "Keeper"\ninstitution = "Lighthouse"\ndate = 2022\n'


def site(institution: str, **more: str) -> Mapping[str, str]:
    return {
        "site.toml": SITE + SHORT,
        "content/education.toml": EDUCATION.format(institution),
        "content/experience.toml": EXPERIENCE,
        **more,
    }


FINE = site("Harbour University")
MISSING = site("대학교")


def built(
    files: Mapping[str, str], memo: BuildMemo | None = None, standing: Standing | None = None
) -> Build:
    made = build_site(tree(files), TODAY, memo=memo, standing=standing)
    assert made.value is not None, made.problems
    return made.value


def test_nothing_leads_to_a_pdf_that_is_left_out() -> None:
    outputs = built(MISSING).outputs
    assert CV not in outputs
    assert b"cv.pdf" not in outputs[PAGE]
    assert list(broken_links({str(k): v for k, v in outputs.items()}, "https://example.org/")) == []


def test_the_other_documents_are_still_there_and_linked() -> None:
    outputs = built(MISSING).outputs
    assert OutPath("cv-short.pdf") in outputs
    assert b"cv-short.pdf" in outputs[PAGE]


def test_a_link_of_ones_own_to_such_a_pdf_is_broken() -> None:
    page = '+++\ntitle = "Me"\n+++\n[My CV](/cv.pdf)\n'
    made = build_site(tree({**MISSING, "content/pages/me.md": page}), TODAY)
    assert made.value is None
    assert [one.code for one in made.problems] == ["missing-glyph", "broken-link"]
    assert build_site(tree({**FINE, "content/pages/me.md": page}), TODAY).value is not None


def test_a_site_without_typst_links_to_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    made = build_site(tree(FINE), TODAY)
    assert [one.code for one in made.problems] == ["no-typst"]
    assert made.value is not None
    assert b".pdf" not in made.value.outputs[PAGE]


@pytest.mark.parametrize("states", [(FINE, MISSING, FINE), (MISSING, MISSING), (MISSING, FINE)])
def test_each_state_of_a_preview_is_that_of_a_build_from_nothing(
    states: tuple[Mapping[str, str], ...],
) -> None:
    memo = BuildMemo()
    for files in states:
        assert built(files, memo).outputs == built(files).outputs


def test_a_preview_keeps_what_did_not_change_while_a_pdf_is_missing() -> None:
    memo = BuildMemo()
    first = built(MISSING, memo).outputs
    second = built({**MISSING, "content/pages/me.md": '+++\ntitle = "Me"\n+++\n'}, memo).outputs
    assert second[PAGE] is first[PAGE]


def test_a_later_process_says_it_again_and_links_again_once_it_is_there() -> None:
    before = built(MISSING, standing=Standing(""))
    there = {out: trace.sha256 for out, trace in before.traces.outputs.items()}
    standing = Standing("", before.traces, there)
    again = build_site(tree(MISSING), TODAY, standing=standing)
    assert [one.code for one in again.problems] == ["missing-glyph"]
    assert again.value is not None
    assert again.value.kept[PAGE] == there[PAGE] or again.value.outputs[PAGE]
    repaired = built(FINE, standing=standing)
    assert repaired.outputs[PAGE] == built(FINE).outputs[PAGE]
    assert CV in repaired.outputs
