"""Macros: what a preamble or the site defines is written out in every field."""

from __future__ import annotations

import pytest

from sitegen.problems import Problem, SitePath
from sitegen.readers.bibtex import read_bibtex
from sitegen.readers.bibtex_parts import BibtexMemo

PATH = SitePath("publications.bib")


def read(text: str, **macros: str) -> tuple[list[dict[str, str]], tuple[Problem, ...]]:
    outcome = read_bibtex(PATH, text.encode(), macros=macros)
    assert outcome.value is not None, outcome.problems
    fields = [{name: f.value for name, f in entry.fields.items()} for entry in outcome.value]
    return fields, outcome.problems


def title(preamble: str, value: str) -> str:
    """Return a title that is read with a preamble after it, without a problem."""
    (fields,), problems = read(f"@article{{k, title = {{{value}}}}}\n@preamble{{{preamble}}}\n")
    assert problems == ()
    return fields["title"]


@pytest.mark.parametrize(
    ("preamble", "value", "expected"),
    [
        (r'"\newcommand{\ys}{Ys}"', r"Of {\ys} and \ys.", "Of {Ys} and Ys."),
        (r'"\newcommand{\ys}{Ys}"', r"Of \ys", "Of Ys"),
        (r'"\newcommand{\ys}{Ys}"', r"Of \yst", r"Of \yst"),
        (r'"\newcommand\ys{Ys}"', r"\ys", "Ys"),
        (r'"\newcommand*{\ys}{Ys}"', r"\ys", "Ys"),
        (r'"\renewcommand{\ys}{Ys}"', r"\ys", "Ys"),
        (r'"\providecommand{\ys}{Ys}"', r"\ys", "Ys"),
        (r'"\DeclareRobustCommand{\ys}{Ys}"', r"\ys", "Ys"),
        (r'"\def\ys{Ys}"', r"\ys", "Ys"),
        (r'"\def\pair#1#2{(#1, #2)}"', r"\pair{a}{b} \pair ab", "(a, b) (a, b)"),
        (r'"\let\ys=\emph"', r"\ys{Tides}", r"\emph{Tides}"),
        (r'"\newcommand{\sort}[1]{}"', r"{\sort{73b}}Tides", "{}Tides"),
        (r'"\newcommand{\swap}[2]{#2#1}"', r"\swap{b}{a}", "ab"),
        (r'"\newcommand{\at}[2][Ys]{#2 (#1)}"', r"\at{A}, \at[Is]{B}", "A (Ys), B (Is)"),
        (r'"\newcommand{\ys}{Y\es}" # "\newcommand{\es}{s}"', r"\ys", "Ys"),
        (r'"\newcommand{\ys}" # {{Ys}}', r"\ys", "Ys"),
        (r'{\newcommand{\ys}{Ys}} # " \newcommand{\is}{Is}"', r"\ys, \is", "Ys, Is"),
        (r" \newcommand{\ys}{Ys} ", r"\ys", "Ys"),
        (r'"\newcommand{\ys}{A}\renewcommand{\ys}{B}"', r"\ys", "B"),
        (r'"\newcommand{\ys}{A}\providecommand{\ys}{B}"', r"\ys", "A"),
        (r'"\providecommand{\url}[1]{(#1)}"', r"\url{a}", r"\url{a}"),
        (r'"\newcommand{\emph}[1]{_#1_}"', r"\emph{a}", "_a_"),
        (r'"\def\v#1{\accent20 #1}"', r"\v{c}", r"\v{c}"),
        (r'"\hyphenation{a-b} \input cyracc.def"', r"\ys", r"\ys"),
        (r'"\newcommand{\none}{}"', r" \none Tides", "Tides"),
    ],
)
def test_a_preamble_defines_macros(preamble: str, value: str, expected: str) -> None:
    assert title(preamble, value) == expected


def test_the_macros_of_the_site_win() -> None:
    text = r'@preamble{"\newcommand{\ys}{A}"} @book{k, title = {\ys, \is}}'
    fields, problems = read(text, **{"ys": "Ys", r"\is": "Is"})
    assert (fields, problems) == ([{"title": "Ys, Is"}], ())


@pytest.mark.parametrize(
    ("definition", "name"),
    [
        (r"\newcommand\?{a}", r"\?"),
        (r"\newcommand{\ys}[x]{a}", r"\ys"),
        (r"\newcommand{\ys}[1]{#2}", r"\ys"),
        (r"\def\ys#1.{a}", r"\ys"),
        (r"\def\ys{\hbox to 1em{}}", r"\ys"),
        (r"\newcommand", r"\newcommand"),
    ],
)
def test_an_unreadable_definition_is_named(definition: str, name: str) -> None:
    _, (problem,) = read(f"@preamble{{{{{definition}}}}}\n@book{{k, title = {{\\ys}}}}")
    assert problem.code == "bib-unreadable-macro"
    assert f"`{name}`" in problem.message
    assert (problem.span.line, problem.span.column) == (1, 12)


def test_a_macro_without_end_is_reported_at_each_field() -> None:
    text = '@preamble{"\\def\\a{\\a\\a}"}\n@book{k,\n title = {\\a},\n note = {\\a}, year = 1901}'
    _, problems = read(text)
    assert [(p.code, p.span.line) for p in problems] == [
        ("latex-unknown-command", 3),
        ("latex-unknown-command", 4),
    ]


def test_all_that_macros_expand_to_is_limited() -> None:
    fields = ",\n".join(f"f{number} = {{{{\\a}}" + "{\\a}" * 90 + "}" for number in range(700))
    body = "x" * 1_000
    entries, problems = read(f'@preamble{{"\\def\\a{{{body}}}"}}\n@book{{k, {fields}}}')
    assert sum(map(len, entries[0].values())) < 51_000_000
    assert {problem.code for problem in problems} == {"bib-field-too-large"}


def test_a_changed_preamble_changes_what_is_remembered() -> None:
    memo = BibtexMemo()
    text = '@preamble{"\\newcommand{\\ys}{Ys}"}\n@book{a, title = {\\ys}}\n@book{b, title = {B}}\n'
    first = read_bibtex(PATH, text.encode(), memo=memo).value
    same = read_bibtex(PATH, ("\n" + text).encode(), memo=memo).value
    other = read_bibtex(PATH, text.replace("{Ys}", "{Is}").encode(), memo=memo).value
    assert first is not None
    assert same is not None
    assert other is not None
    assert [entry.fields["title"].value for entry in other] == ["Is", "B"]
    assert [new.fields is old.fields for new, old in zip(same, first, strict=True)] == [True, True]
    assert [new.fields is old.fields for new, old in zip(other, first, strict=True)] == [
        False,
        True,
    ]
