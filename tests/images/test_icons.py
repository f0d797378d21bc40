"""The mark of a site: initials that can be read, in any script or none."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from images.pictures import encoded, jpeg, opened, photo, png

from sitegen.images.icons import ICO_SIZE, LARGE_SIZE, TOUCH_SIZE, draw_icon, initials
from sitegen.images.lettering import is_settable

if TYPE_CHECKING:
    from PIL import Image

    from sitegen.images.icons import IconForm

ACCENT = "#14694f"


def drawn(form: IconForm, name: str = "Ada Example", content: bytes | None = None) -> Image.Image:
    return opened(draw_icon(form, name, ACCENT, content))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Example", "AE"),
        ("Example, Ada Maria", "AE"),
        ("ada", "A"),
        ("(Ada) O’Example", "AO"),
        ("Ángel Østergård", "ÁØ"),
        ("Дарья Пример", "ДП"),
        ("Άννα Ωμέγα", "ΆΩ"),
        ("王小明", ""),
        ("Xiaoming 王", "X"),
        ("עדה דוגמה", ""),
        ("42", ""),
        ("", ""),
    ],
)
def test_initials_are_letters_that_can_be_drawn(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text(max_size=20))
def test_any_name_gives_a_mark(name: str) -> None:
    assert all(is_settable(letter, "serif") for letter in initials(name))
    ET.fromstring(draw_icon("svg", name, ACCENT))  # noqa: S314 our own
    assert drawn("touch", name).size == (TOUCH_SIZE, TOUCH_SIZE)


def test_each_form_has_its_size_and_only_the_home_screen_gets_a_full_square() -> None:
    assert opened(draw_icon("ico", "Ada", ACCENT)).format == "ICO"
    assert drawn("ico").size == (ICO_SIZE, ICO_SIZE)
    assert drawn("large").size == (LARGE_SIZE, LARGE_SIZE)
    assert drawn("ico").convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert "A" not in drawn("touch").mode


def test_letters_are_white_on_the_accent_and_in_the_middle() -> None:
    made = drawn("touch", "I").convert("L").point(lambda value: 255 if value > 200 else 0)
    left, top, right, bottom = made.getbbox() or (0, 0, 0, 0)
    assert abs(left - (TOUCH_SIZE - right)) <= 4
    assert abs(top - (TOUCH_SIZE - bottom)) <= 6


def test_a_wide_pair_of_letters_stays_inside() -> None:
    made = drawn("touch", "Wilma Winter").convert("L").point(lambda value: value > 200 and 255)
    left, _, right, _ = made.getbbox() or (0, 0, 0, 0)
    assert left >= TOUCH_SIZE * 0.05
    assert right <= TOUCH_SIZE * 0.95


def test_a_name_without_letters_of_ours_gets_the_mark_of_squares() -> None:
    assert drawn("touch", "王小明").tobytes() == drawn("touch", "").tobytes()
    assert drawn("touch", "").tobytes() != drawn("touch", "A").tobytes()
    assert b"<text" not in draw_icon("svg", "王小明", ACCENT)


def test_the_drawing_has_a_dark_scheme() -> None:
    text = draw_icon("svg", "Ada Example", ACCENT).decode()
    assert "#056248" in text.partition("prefers-color-scheme:dark")[0]
    assert "#88d5b7" in text.partition("prefers-color-scheme:dark")[2]
    assert ">AE</text>" in text


@pytest.mark.parametrize("content", [png(photo(90, 60, "RGBA")), jpeg(orientation=6)])
def test_an_image_of_any_shape_is_fitted_into_the_square(content: bytes) -> None:
    large, touch = drawn("large", content=content), drawn("touch", content=content)
    assert large.size == (LARGE_SIZE, LARGE_SIZE)
    assert large.getpixel((0, LARGE_SIZE // 2))[3] == 0  # type: ignore[index]
    assert touch.getpixel((0, TOUCH_SIZE // 2)) == (255, 255, 255)


@pytest.mark.parametrize("content", [b"no image", encoded(photo(), "PNG")[:60], b""])
def test_what_is_no_image_leaves_the_initials(content: bytes) -> None:
    for form in ("ico", "touch", "large"):
        assert drawn(form, content=content).tobytes() == drawn(form).tobytes()


def test_the_same_name_gives_the_same_bytes() -> None:
    assert draw_icon("ico", "Ada", ACCENT) == draw_icon("ico", "Ada", ACCENT)
    assert BytesIO(draw_icon("large", "Ada", ACCENT)).read(4) == b"\x89PNG"
