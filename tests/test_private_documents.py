"""A document theme that prints what is private: the build fails, wherever in the PDF it stands."""

from __future__ import annotations

import pytest
from conftest import build_files
from test_private_values import SITE

from sitegen.model.text import OutPath

PDF = OutPath("cv.pdf")
TEMPLATE = """#let data = json("/data.json")
#set document(title: data.document.title, date: auto, keywords: (KEYS,))
#set text(font: data.fonts, lang: "en")
= #data.document.letterhead.name
WORDS
"""
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9'/></svg>"


def site(words: str, keywords: str = '""') -> dict[str, str | bytes]:
    text = TEMPLATE.replace("WORDS", words).replace("KEYS", keywords)
    settings = f'{SITE["site.toml"]!s}[documents]\ntheme = "classic"\n'
    return {
        **SITE,
        "site.toml": settings,
        "themes/mine/documents/classic/cv.typ": text,
    }


def test_the_public_cv_has_no_private_value() -> None:
    built = build_files(site("Fine."))
    assert built.problems == ()
    assert built.value is not None
    assert PDF in built.value.outputs


@pytest.mark.parametrize(
    ("words", "keywords"),
    [
        ("020 7946 0958", '""'),
        ('#for one in "02079460958" { one + h(0.1em) }', '""'),
        ("#box[+44 (0)20] #h(2em) #box[7946] \\ 0958", '""'),
        ("#text(fill: white, size: 2pt)[020 7946 0958]", '""'),
        ('#link("tel:+442079460958")[call]', '""'),
        ("Fine.", '"call 020 7946 0958"'),
        (f'#image(alt: "call 020 7946 0958", bytes("{DRAWING}"))', '""'),
        ("== Call 020 7946 0958", '""'),
    ],
)  # fmt: skip
def test_a_phone_number_in_a_document_theme_fails_the_build(words: str, keywords: str) -> None:
    built = build_files(site(words, keywords))
    assert [one.code for one in built.problems] == ["private-leak"]
    assert "would be published in `cv.pdf`" in built.problems[0].message
    assert built.value is None


def test_the_view_of_a_public_document_has_no_private_value() -> None:
    """A theme that prints all that it is given prints nothing private."""
    built = build_files(site("#repr(data)"))
    assert built.problems == ()
    assert built.value is not None
