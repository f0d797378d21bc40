from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.citations.casing import headline_case, sentence_case
from sitegen.model.text import Math, RichText, Styled, Text, rich
from sitegen.problems import SitePath, Span
from sitegen.readers.latex import read_latex

SPAN = Span(SitePath("publications.bib"), 1, 1)


def latex(source: str) -> RichText:
    text = read_latex(source, SPAN).value
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Tides of the {North Sea}", "The tides of the North Sea"),
        ("The Tides of the North Sea", "The tides of the north sea"),
        ("{The Tides of the North Sea}", "The Tides of the North Sea"),
        ("Deep {L}earning for {B}ayesian Tides", "Deep Learning for Bayesian tides"),
        (
            "A Study of DNA, mRNA and iPhone Users in McTide",
            "A study of DNA, mRNA and iPhone users in McTide",
        ),
        ("Vitamin C and a Plan B for T-Cells", "Vitamin C and a plan B for T-cells"),
        ("What Makes A Tide: The Moon", "What makes a tide: The moon"),
        ("Is It the Moon? Tides Revisited", "Is it the moon? Tides revisited"),
        ("Self-Made Tides on 2D Grids", "Self-made tides on 2D grids"),
        ("The tides of Port Lune in spring", "The tides of Port Lune in spring"),
        ("the tides of Port Lune in spring", "The tides of Port Lune in spring"),
        ("THE TIDES OF THE MOON", "The tides of the moon"),
        (
            "Tides in March and English Gaussian Models",
            "Tides in march and English Gaussian models",
        ),
        ("Growth of \\emph{Fucus Maris} in Tides", "Growth of Fucus Maris in tides"),
        ("\\emph{Growth of Tides in Ports}", "Growth of tides in ports"),
        ("tidecalc: A Tide Calculator", "tidecalc: A tide calculator"),
        ("Moon vs. Sun in Tidal Models", "Moon vs. sun in tidal models"),
        ("Tides", "Tides"),
        ("", ""),
    ],
)
def test_sentence_case(title: str, expected: str) -> None:
    assert str(sentence_case(latex(title))) == expected


def test_the_word_after_a_colon_can_stay_as_written() -> None:
    title = rich("Tides in the sea: a study of the moon")
    assert str(sentence_case(title)) == "Tides in the sea: A study of the moon"
    assert sentence_case(title, capital_after_colon=False) == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The tides of the north sea", "The Tides of the North Sea"),
        ("a study of tides: the moon and the sun", "A Study of Tides: The Moon and the Sun"),
        ("self-made tides", "Self-Made Tides"),
        ("the iPhone and mRNA tides to rely on", "The iPhone and mRNA Tides to Rely On"),
        ("The Tides Of The Sea", "The Tides of the Sea"),
        ("on the {eBay} tides {with} love", "On the eBay Tides with Love"),
        ("effects of p on x", "Effects of p on X"),
        ("TIDES OF THE MOON", "Tides of the Moon"),
        ("what about tides?", "What about Tides?"),
    ],
)
def test_headline_case(title: str, expected: str) -> None:
    assert str(headline_case(latex(title))) == expected


@pytest.mark.parametrize(
    "title", ["Les marées de la mer", "Über die Gezeiten", "Las mareas del mar"]
)
def test_titles_in_other_languages_stay(title: str) -> None:
    assert str(headline_case(rich(title))) == title
    assert str(sentence_case(rich(title))) == title


def test_a_language_that_is_named_counts_more_than_words() -> None:
    assert str(headline_case(rich("mareas"), language="es")) == "mareas"
    assert str(headline_case(rich("el niño tides"), language="en-GB")) == "El Niño Tides"


def test_math_and_markup_stay() -> None:
    title = RichText((Text("Tides Of "), Math("X^2"), Styled("strong", (Text(" And Moons"),))))
    assert sentence_case(title).nodes == (
        Text("Tides of "),
        Math("X^2"),
        Styled("strong", (Text(" And Moons"),)),
    )


@given(st.text())
def test_only_the_case_changes(text: str) -> None:
    for made in (sentence_case(rich(text)), headline_case(rich(text))):
        assert str(made).casefold().replace("i̇", "i") == text.casefold().replace("i̇", "i")


_TITLES = st.lists(
    st.sampled_from(
        [
            "tides",
            "Tides",
            "DNA",
            "of",
            ":",
            "-",
            " ",
            " ",
            ". ",
            "?",
            "“",
            "”",
            "The",
            "'s",
            "—",
            "a",
        ]
    ),
    max_size=9,
).map("".join)


@given(_TITLES, st.sampled_from(["", "en", "de"]))
def test_a_title_in_one_piece_is_written_as_one_in_several(title: str, language: str) -> None:
    whole, pieces = RichText((Text(title),)), RichText((Text(title), Text("")))
    for case in (sentence_case, headline_case):
        assert str(case(whole, language=language)) == str(case(pieces, language=language))
