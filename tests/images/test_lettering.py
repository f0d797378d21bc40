"""Text in pictures: set by the file that has its characters, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.images.lettering import Face, clean, draw_text, is_settable, text_width

SERIF = Face("serif", 500, 40)


def ink(text: str, face: Face = SERIF) -> int:
    """Return how much of a picture a text blackens."""
    image = Image.new("L", (900, 80))
    draw_text(image, 10, 60, text, face)
    return sum(value > 128 for value in image.tobytes())


@pytest.mark.parametrize(
    "text",
    ["On Computable Numbers", "Łódź, Øresund, ﬁne", "Ωμέγα", "Много слов", "Việt Nam", "a → b ≤ c"],
)
@pytest.mark.parametrize("family", ["serif", "sans"])
def test_scripts_that_the_fonts_have_are_set(text: str, family: str) -> None:
    assert is_settable(clean(text), family)  # type: ignore[arg-type]
    assert ink(text) > 100


@pytest.mark.parametrize(
    "text",
    ["王小明", "שלום", "مرحبا", "ไทย", "हिन्दी", "x\u20d7", "q\u0301", "\ue000", "🎓", "\ufffd"],
)
def test_what_would_be_a_box_or_come_out_wrong_is_not_set(text: str) -> None:
    assert not is_settable(clean(f"A {text}"), "serif")


def test_a_letter_and_its_accent_are_one() -> None:
    assert is_settable(clean("Poincare\u0301"), "serif")


@given(st.text(max_size=12))
def test_a_width_is_the_sum_of_its_parts(text: str) -> None:
    cleaned = clean(text)
    if is_settable(cleaned, "serif"):
        assert text_width(cleaned, SERIF) == sum(text_width(char, SERIF) for char in cleaned)


def test_a_space_is_as_wide_in_any_script() -> None:
    space = text_width(" ", SERIF)
    assert text_width("α β", SERIF) == text_width("α", SERIF) + space + text_width("β", SERIF)
    assert ink("α β") == ink("αβ")


def test_no_character_of_the_fonts_is_the_sign_for_a_missing_one() -> None:
    assert all(is_settable(chr(code), "serif") for code in range(0x21, 0x7F))
    assert all(is_settable(chr(code), "sans") for code in range(0x21, 0x7F))
