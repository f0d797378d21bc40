"""Documents within a run: made beside the pages, remembered, kept, and what is said of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from render.documents import CV, PLAIN, own_theme, theme_of, tree

from sitegen.build import run as module
from sitegen.build.beside import Beside
from sitegen.build.run import RunMemo, Standing, run_plan
from sitegen.load import load_site
from sitegen.model.text import OutPath
from sitegen.plan import plan_site
from sitegen.plan.tasks import DocumentTask
from sitegen.routes import plan_routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.build.run import Build
    from sitegen.problems import Outcome
    from sitegen.views.documents import CvDocument

OUT = OutPath("lune.pdf")
MINE = own_theme(mine=PLAIN)
DOCUMENT = replace(CV, design=replace(CV.design, theme="mine"))


def run(
    document: CvDocument = DOCUMENT,
    files: Mapping[str, str | bytes] = MINE,
    *,
    memo: RunMemo | None = None,
    before: Build | None = None,
    max_pages: int | None = None,
) -> Outcome[Build]:
    """Build a site with one document more; `before` is the build that left what stands."""
    there = tree(files)
    site = load_site(there, dt.date(2031, 6, 1)).value
    assert site is not None
    routes = plan_routes(site).value
    theme = theme_of(there)
    assert routes is not None
    plan = plan_site(site, routes, theme, there, with_cards=False)
    plan = replace(plan, tasks=(*plan.tasks, DocumentTask(OUT, document, max_pages)))
    standing = Standing("")
    if before is not None:
        digests = {
            out: hashlib.sha256(content).hexdigest() for out, content in before.outputs.items()
        }
        standing = Standing("", before.traces, {**before.kept, **digests})
    return run_plan(plan, theme, there, memo=memo, standing=standing if memo is None else None)


def built(outcome: Outcome[Build]) -> Build:
    assert outcome.value is not None, outcome.problems
    return outcome.value


def test_a_document_is_made_beside_the_pages() -> None:
    made = built(run())
    assert made.outputs[OUT].startswith(b"%PDF-1.7")
    assert OutPath("index.html") in made.outputs


def test_a_document_of_the_last_build_is_kept() -> None:
    first = built(run())
    again = built(run(before=first))
    assert again.kept[OUT] == first.traces.outputs[OUT].sha256
    assert not again.outputs


def test_a_document_that_somebody_changed_is_made_again() -> None:
    first = built(run())
    again = built(run(before=replace(first, outputs={**first.outputs, OUT: b""})))
    assert again.outputs == {OUT: first.outputs[OUT]}


@pytest.mark.parametrize(
    ("document", "files", "reason"),
    [
        (replace(DOCUMENT, sections=()), {}, "its sections changed"),
        (
            replace(DOCUMENT, design=replace(DOCUMENT.design, paper="us-letter")),
            {},
            "the look of the documents changed",
        ),
        (
            DOCUMENT,
            {"themes/mine/documents/mine/cv.typ": f"{PLAIN}x"},
            "the document theme changed",
        ),
        (DOCUMENT, {"themes/mine/documents/lib/text.typ": ""}, "the document theme changed"),
        (DOCUMENT, {"fonts/a.ttf": b"\0\1\0\0"}, "the fonts of the documents changed"),
    ],
)
def test_why_says_what_a_document_is_made_anew_for(
    document: CvDocument, files: Mapping[str, str | bytes], reason: str
) -> None:
    first = built(run())
    again = built(run(document, {**MINE, **files}, before=first))
    assert again.reasons[OUT] == reason
    assert OUT in again.outputs


def test_another_page_does_not_make_a_document_anew() -> None:
    first = built(run())
    again = built(run(files={**MINE, "content/pages/a.md": "# A\n"}, before=first))
    assert OUT in again.kept


def test_the_preview_has_the_very_same_document() -> None:
    memo = RunMemo()
    first = built(run(memo=memo)).outputs[OUT]
    assert built(run(memo=memo)).outputs[OUT] is first
    other = replace(DOCUMENT, title="Other")
    assert built(run(other, memo=memo)).outputs[OUT] != first


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_warning_is_said_by_every_build(*, is_kept: bool) -> None:
    memo = None if is_kept else RunMemo()
    first = run(max_pages=0, memo=memo)
    again = run(max_pages=0, memo=memo, before=built(first) if is_kept else None)
    for outcome in (first, again):
        assert [problem.code for problem in outcome.problems] == ["too-many-pages"]
        assert OUT in built(outcome).outputs
    if is_kept:
        assert built(again).reasons == {OUT: "there is something to be said of it"}


def test_a_document_that_would_show_boxes_is_left_out_alone() -> None:
    document = replace(DOCUMENT, letterhead=replace(CV.letterhead, name="유경"))
    for memo in (None, RunMemo()):
        for _ in range(2):
            outcome = run(document, memo=memo)
            assert [problem.code for problem in outcome.problems] == ["missing-glyph"]
            assert OUT not in built(outcome).outputs
            assert OutPath("index.html") in built(outcome).outputs


def test_a_template_that_fails_stops_the_build() -> None:
    outcome = run(files=own_theme(mine="#panic()"))
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["document-template"]


def test_a_file_that_is_no_font_is_a_warning() -> None:
    fonts = {"fonts/a.ttf": b"nothing", "fonts/b.woff2": b"wOF2"}
    outcome = run(files={**MINE, **fonts})
    assert {problem.span.path for problem in outcome.problems} == set(fonts)
    assert {problem.code for problem in outcome.problems} == {"bad-document-font"}
    assert OUT in built(outcome).outputs


def test_without_typst_there_is_a_site_without_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    outcome = run()
    assert [problem.code for problem in outcome.problems] == ["no-typst"]
    assert OUT not in built(outcome).outputs


def test_documents_are_made_while_a_second_process_renders(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = built(run()).outputs
    monkeypatch.setattr(module, "is_worth_it", lambda _: hasattr(os, "fork"))
    assert built(run()).outputs == whole


def test_what_goes_wrong_beside_is_raised() -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Beside([fail]).results()
    assert Beside([lambda: 1, lambda: 2]).results() == [1, 2]
    assert Beside[int]([]).results() == []
