"""Cards: small pictures in which every text has room, whatever it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from images.pictures import opened

from sitegen.images.cards import CARD_HEIGHT, CARD_WIDTH, Card, draw_card

PAPER = Card("Tides of a Small Sea", "2024", "Journal of Water", "Ada", "a.example", "#14694f")
LONG = "A Study of the Tides in Seas That Are Small, Shallow, and Rarely Looked At, " * 4


def drawn(card: Card = PAPER, **changes: Any) -> bytes:
    return draw_card(card._replace(**changes))


def edges(content: bytes) -> set[int]:
    """Return the colours of the columns and rows where nothing may stand: 40 pixels wide."""
    image = opened(content)
    right = image.crop((CARD_WIDTH - 80, 0, CARD_WIDTH, CARD_HEIGHT))
    below = image.crop((30, CARD_HEIGHT - 32, CARD_WIDTH, CARD_HEIGHT))
    return {*right.tobytes(), *below.tobytes()}


@pytest.mark.parametrize(
    "card",
    [
        PAPER,
        PAPER._replace(title=LONG),
        PAPER._replace(title="Donaudampfschifffahrtsgesellschaftskapitän" * 8),
        PAPER._replace(title="W" * 3000, label="M" * 3000, name="W" * 300, address="m" * 300),
        PAPER._replace(title=LONG, name="", tape=(1, 40, 0, 3) * 30),
        PAPER._replace(title="Ada", name="", margin="", tape=(1,)),
        PAPER._replace(title="", margin="", label="", name="", address=""),
    ],
)
def test_every_text_has_room_in_a_small_picture(card: Card) -> None:
    content = drawn(card)
    image = opened(content)
    assert image.size == (CARD_WIDTH, CARD_HEIGHT)
    assert (image.format, image.mode) == ("PNG", "P")
    assert len(content) <= 25_000
    assert edges(content) == {0}


@settings(max_examples=30)
@given(st.text(max_size=300), st.text(max_size=100), st.text(max_size=60))
def test_no_text_is_too_odd(title: str, label: str, name: str) -> None:
    assert edges(drawn(title=title, label=label, name=name)) == {0}


def test_the_same_card_is_the_same_bytes() -> None:
    draw_card.cache_clear()
    first = drawn()
    draw_card.cache_clear()
    assert drawn() == first


@pytest.mark.parametrize("title", ["王小明的论文", "שלום עולם", "Tides 王"])
def test_a_title_that_cannot_be_set_is_left_out(title: str) -> None:
    assert drawn(title=title) == drawn(title="")
    assert drawn(title=title) != drawn(title="T")


def test_each_text_and_the_accent_are_seen() -> None:
    others = [
        {"title": "Waves"}, {"margin": "2023"}, {"label": "Book"}, {"name": "Bo"},
        {"address": "b.example"}, {"accent": "#8c1f2f"}, {"tape": (1, 2)},
    ]  # fmt: skip
    assert len({drawn(), *(drawn(**one) for one in others)}) == len(others) + 1


def test_a_cut_title_ends_in_an_ellipsis_after_a_word() -> None:
    assert drawn(title=LONG) == drawn(title=LONG + "and more of this")
