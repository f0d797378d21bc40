"""What a text of one's own adds to the page of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "publications/example2024tides/index.html"
PATH = "content/publications/example2024tides.md"
FRONT = """+++
summary = "Water comes and goes, and one can say *when*."
image = "assets/sea.svg"
image_alt = "A calm sea"
image_caption = "The sea in May."
poster = "assets/poster.pdf"
{more}
[[figures]]
image = "assets/sea.svg"
alt = "The same sea"
caption = "Again."
+++

Read [the paper](paper:example2024tides), or [its end](#end) and [@lune2001].

## End
"""
FILES = {
    PATH: FRONT,
    "content/assets/sea.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/assets/poster.pdf": "",
    "content/assets/talk.mp4": "",
    "references.bib": "@book{lune2001, title={Silt}, author={Lune, Ada}, year={2001}}",
}


@pytest.fixture
def page(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> Callable[[str], str]:
    def made(more: str = "") -> str:
        return outputs(smallest | FILES | {PATH: FRONT.format(more=more)})[PAGE]

    return made


def test_a_paper_shows_its_text(page: Callable[[str], str]) -> None:
    html = page("")
    assert "one can say <em>when</em>" in html
    assert 'alt="A calm sea"' in html
    assert "The sea in May." in html
    assert "Again.</figcaption>" in html
    assert '<h2 id="end"' in html
    assert 'href="#end"' in html
    assert 'id="ref-lune2001"' in html
    assert 'href="../../assets/poster.pdf" aria-label="Poster of Tides of a Small Sea"' in html


def test_a_film_of_the_site_is_loaded_when_it_is_asked(page: Callable[[str], str]) -> None:
    html = page('video = "assets/talk.mp4"')
    assert '<video controls preload="none" src="../../assets/talk.mp4"' in html
    assert "data-embed" not in html


def test_a_film_elsewhere_is_a_link_until_it_is_asked(page: Callable[[str], str]) -> None:
    html = page('video = "https://vimeo.com/76979871"')
    assert 'data-embed="https://player.vimeo.com/video/76979871' in html
    assert '<a href="https://vimeo.com/76979871">' in html
    assert "<iframe" not in html


def test_a_text_of_a_hidden_paper_is_shown_nowhere(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    bib = str(smallest["publications.bib"]).replace("year", "hidden = {true},\n  year")
    made = outputs(smallest | FILES | {PATH: "+++\n+++\n\nText.\n", "publications.bib": bib})
    assert PAGE not in made
