from __future__ import annotations

import css_colors
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.images.colors import hex_color, shade

accents = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def contrast(one: str, other: str) -> float:
    return css_colors.contrast(
        css_colors.srgb(css_colors.from_hex(one)), css_colors.srgb(css_colors.from_hex(other))
    )


@pytest.mark.parametrize(
    ("lightness", "chroma", "strong", "rule"),
    [
        (0.991, 0.003, False, "oklch(from var(--a) .991 .003 h)"),
        (0.215, 0.018, False, "oklch(from var(--a) .215 .018 h)"),
        (0.44, 0.15, True, "oklch(from var(--a) .44 min(c,.15) h)"),
        (0.815, 0.11, True, "oklch(from var(--a) .815 min(c,.11) h)"),
    ],
)
@given(accent=accents)
def test_a_shade_is_the_colour_of_the_style(
    lightness: float,
    chroma: float,
    strong: bool,  # noqa: FBT001
    rule: str,
    accent: str,
) -> None:
    wanted = css_colors.color(rule, {"--a": accent}, "light")
    made = css_colors.from_hex(hex_color(shade(accent, lightness, chroma, strong=strong)))
    assert abs(made.l - wanted.l) < 0.01
    if wanted.c < 0.05:  # what a screen shows in every hue
        assert abs(made.c - wanted.c) < 0.01


@given(accents)
def test_white_letters_can_be_read_on_the_ground_of_a_mark(accent: str) -> None:
    assert contrast("#ffffff", hex_color(shade(accent, 0.44, 0.15, strong=True))) >= 4.5


@given(accents)
def test_dark_letters_can_be_read_on_the_light_ground(accent: str) -> None:
    ground = hex_color(shade(accent, 0.815, 0.11, strong=True))
    assert contrast(hex_color(shade(accent, 0.185, 0.03, strong=True)), ground) >= 4.5


def test_a_short_number_means_the_same_colour() -> None:
    assert shade("#a3f", 0.5, 0.1) == shade("#aa33ff", 0.5, 0.1)
