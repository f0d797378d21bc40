"""Views -> PDF: what is set, what is said of it, and what templates may reach."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from render.documents import CV, DESIGN, LETTER, PLAIN, SITE, own_theme, pdf_of, text_of

from sitegen.model.blocks import Paragraph
from sitegen.model.text import Text, rich
from sitegen.render.documents import Typesetter, page_count
from sitegen.views.documents import CvDocument, CvSectionView

if TYPE_CHECKING:
    from sitegen.problems import Outcome, Problem

THEMES = ("awesome", "classic")


def only(outcome: Outcome[bytes]) -> Problem:
    (problem,) = outcome.problems
    return problem


@pytest.mark.parametrize("theme", THEMES)
def test_a_cv_and_a_letter_are_set(theme: str) -> None:
    assert "I watch tides." in text_of(pdf_of(CV, theme=theme))
    assert "The sea is calm." in text_of(pdf_of(LETTER, theme=theme))


@pytest.mark.parametrize("theme", THEMES)
def test_the_same_view_gives_the_same_bytes(theme: str) -> None:
    one = pdf_of(CV, theme=theme, typesetter=Typesetter()).value
    assert one is not None
    assert one == pdf_of(CV, theme=theme, typesetter=Typesetter()).value


def test_what_is_set_anew_does_not_remember() -> None:
    typesetter = Typesetter()
    first = pdf_of(CV, typesetter=typesetter).value
    other = pdf_of(replace(CV, label="Résumé"), typesetter=typesetter)
    assert other.value != first
    assert pdf_of(CV, typesetter=typesetter).value == first


def test_a_changed_template_is_seen() -> None:
    typesetter = Typesetter()
    for word in ("first", "second"):
        files = own_theme(mine=f"{PLAIN}\n{word}")
        assert word in text_of(pdf_of(CV, files, theme="mine", typesetter=typesetter))


def test_a_template_that_goes_away_is_gone() -> None:
    typesetter = Typesetter()
    files = own_theme(mine=PLAIN + '#include "../parts.typ"')
    parts = {"themes/mine/documents/parts.typ": "parts"}
    assert "parts" in text_of(pdf_of(CV, files | parts, theme="mine", typesetter=typesetter))
    problem = only(pdf_of(CV, files, theme="mine", typesetter=typesetter))
    assert "file not found" in problem.message


def test_the_nearest_layer_wins() -> None:
    files = own_theme(classic=f"{PLAIN}\nmine")
    assert "mine" in text_of(pdf_of(CV, files, theme="classic"))


def test_pages_are_counted() -> None:
    long = replace(CV, sections=CV.sections * 40)
    made = pdf_of(long, max_pages=1)
    assert made.value is not None
    problem = only(made)
    assert page_count(made.value) > 1
    assert problem.code == "too-many-pages"
    assert problem.severity == "warning"
    assert f"has {page_count(made.value)} pages" in problem.message
    assert not pdf_of(long, max_pages=page_count(made.value)).problems


def test_a_limit_is_reported_where_it_stands() -> None:
    config = str(SITE["site.toml"]) + (
        '[cv]\nmax_pages = 0\n[[cv.variants]]\nname = "short"\nmax_pages = 0\n'
    )
    problems = [
        only(pdf_of(CV, {"site.toml": config}, max_pages=0, out=out))
        for out in ("cv.pdf", "cv-short.pdf")
    ]
    assert [problem.span.line for problem in problems] == [4, 7]


def test_an_unknown_theme_is_a_problem_with_a_near_miss() -> None:
    config = str(SITE["site.toml"]) + '[documents]\ntheme = "clasic"\n'
    problem = only(pdf_of(CV, {"site.toml": config}, theme="clasic"))
    assert problem.code == "unknown-document-theme"
    assert problem.hint == "did you mean `classic`?"
    assert (problem.span.path, problem.span.line, problem.span.column) == ("site.toml", 4, 9)


def test_an_unknown_font_is_a_problem_with_those_at_hand() -> None:
    config = str(SITE["site.toml"]) + '[documents]\nfont = "Papyrus"\n'
    document = replace(CV, design=replace(DESIGN, font="Papyrus"))
    problem = only(pdf_of(document, {"site.toml": config}))
    assert problem.code == "unknown-document-font"
    assert "Libertinus Serif" in str(problem.hint)
    assert (problem.span.line, problem.span.column) == (4, 8)


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("#let x = (", (1, 10), "unclosed delimiter"),
        (PLAIN + "#cv.nonsense", (7, 5), 'dictionary does not contain key "nonsense"'),
        (PLAIN + "#panic(cv.label)", (7, 2), "panicked with: Curriculum vitae"),
        (PLAIN + "=== Three", (7, 1), "skipped from heading level 1 to 3"),
        (PLAIN + '#image("a.svg")', (7, 8), "file not found"),
        (PLAIN + '#read("/etc/passwd")', (7, 7), "file not found"),
        (PLAIN + '#read("../../../site.toml")', (7, 7), "escape the project root"),
        (PLAIN + '#read("/content/profile.toml")', (7, 7), "file not found"),
    ],
)
def test_a_fault_of_a_template_is_reported_at_its_place(
    source: str, place: tuple[int, int], words: str
) -> None:
    problem = only(pdf_of(CV, own_theme(mine=source), theme="mine"))
    assert problem.code == "document-template"
    assert problem.severity == "error"
    assert problem.span.path == "themes/mine/documents/mine/cv.typ"
    assert (problem.span.line, problem.span.column) == place
    assert words in problem.message
    assert "sitegen-" not in problem.message


def test_a_fault_in_a_part_names_the_calls_that_led_there() -> None:
    files = own_theme(mine=PLAIN + '#import "../parts.typ": part\n#part()')
    files["themes/mine/documents/parts.typ"] = "#let part() = {\n  (:).none-such\n}"
    problem = only(pdf_of(CV, files, theme="mine"))
    assert (problem.span.path, problem.span.line) == ("themes/mine/documents/parts.typ", 2)
    ((there, words),) = problem.related
    assert (there.path, there.line) == ("themes/mine/documents/mine/cv.typ", 8)
    assert words == "while calling part"


@pytest.mark.parametrize(
    "line",
    [
        '#import "@preview/anything:1.0.0": *',
        '#include "@local/anything:1.0.0"',
        '#{ import ("@pre" + "view/anything:1.0.0") }',
        "#let name = cv.label\n#import name: x",
        "#eval(cv.label)",
    ],
)
def test_a_template_can_fetch_nothing(line: str) -> None:
    problem = only(pdf_of(CV, own_theme(mine=PLAIN + line), theme="mine"))
    assert problem.code == "document-package"
    assert problem.span.line == PLAIN.count("\n") + line.count("\n") + 1


def test_words_in_comments_and_texts_of_a_template_import_nothing() -> None:
    source = PLAIN + '// import x\n/* eval(x)\n*/\n#let a = "eval(x)"\n#let evaluated(x) = x\n'
    assert not pdf_of(CV, own_theme(mine=source), theme="mine").problems


def test_a_document_does_not_depend_on_where_and_when_it_is_made() -> None:
    program = "import zlib, render.documents as made; print(zlib.crc32(made.pdf_of().value))"
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": path, "TZ": zone, "PYTHONHASHSEED": seed},
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for zone, seed, folder in (("Asia/Seoul", "1", "/"), ("America/Lima", "2", str(Path.cwd())))
    }
    assert len(digests) == 1


def body(text: str) -> CvDocument:
    section = CvSectionView(
        anchor="about", kind="prose", title="About", blocks=(Paragraph(rich(text)),)
    )
    return replace(CV, sections=(section,))


def test_every_missing_character_is_named_in_one_run() -> None:
    made = pdf_of(body("月 유경 ก x"), {"content/pages/a.md": "# Ada\n\nA 유경"})
    assert made.value is None
    assert [problem.message for problem in made.problems] == [
        "no font of the documents has “月” (Chinese characters); cv.pdf is left out",
        "no font of the documents has “유경” (Hangul); cv.pdf is left out",
        "no font of the documents has “ก” (Thai); cv.pdf is left out",
    ]
    span = made.problems[1].span
    assert (span.path, span.line, span.column) == ("content/pages/a.md", 3, 3)


def test_marks_of_styles_are_no_markup() -> None:
    text = (
        'a *b* _c_ `d` $e$ #panic() @f <g> \\u{41} "h" -- ... ~ = + - / // /* https://x.org \\ [i]'
    )
    section = replace(CV.sections[0], blocks=(Paragraph(rich(text)),))
    made = text_of(pdf_of(replace(CV, sections=(section,))))
    assert " ".join(text.split()) in " ".join(made.split())
    assert isinstance(rich(text).nodes[0], Text)
