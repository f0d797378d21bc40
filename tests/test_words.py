import re
from pathlib import Path

import pytest

from sitegen.words import Phrase, Words, load_words

THEMES = Path(__file__).parents[1] / "themes"
USED = re.compile(r"\bwords\.(\w+)")


def test_every_word_of_the_themes_is_in_the_catalogue() -> None:
    used = {
        name
        for path in THEMES.rglob("*.html")
        for name in USED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(used) > 30
    assert used <= set(load_words("en").texts)


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert load_words("tlh").texts == load_words("en").texts
    assert load_words("../en").texts == load_words("en").texts


def test_holes_are_filled_by_name_and_nothing_is_looked_into() -> None:
    assert Phrase("{label} of {title}", "en")(label="PDF", title="{label}") == "PDF of {label}"
    assert Phrase("{a.__class__} {b}", "en")(b=1) == "{a.__class__} 1"


@pytest.mark.parametrize(("count", "said"), [(0, "0 x"), (1, "1 y"), (2, "2 x")])
def test_a_number_chooses_the_form(count: int, said: str) -> None:
    words = Words("en-GB", {"n": {"one": "{count} y", "other": "{count} x"}})
    assert words.fill("n", count) == said


def test_plain_texts_are_texts_in_templates_and_others_are_asked() -> None:
    words = Words("en", {"plain": "x", "open": "{a}", "many": {"other": "z"}})
    assert words.named("plain") == "x"
    assert isinstance(words.named("open"), Phrase)
    assert isinstance(words.named("many"), Phrase)
    with pytest.raises(TypeError, match="number"):
        words["many"]
    assert words.get("nothing") == ""
