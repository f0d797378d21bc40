"""Pictures for links: each page names one that is there, and nothing else makes it change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import SMALLEST, TODAY, build_files, tree
from images.pictures import png
from site_folders import SITES, read_site

from sitegen.app import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping

POST = '+++\ntitle = "{title}"\ndate = "2024-01-02"\n{more}+++\n\nText.\n'
FILES = {
    **SMALLEST,
    "content/posts/tides.md": POST.format(title="Tides", more=""),
    "content/posts/waves.md": POST.format(title="Waves", more=""),
}
TIDES = "posts/tides/card.png"


def built(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    made = build_files(files)
    assert made.value is not None, made.problems
    return {str(path): content for path, content in made.value.outputs.items()}


def cards(outputs: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: one for path, one in outputs.items() if path.endswith("card.png")}


def metas(page: bytes) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="(og:image[^"]*|twitter:card)" content="([^"]*)"',
                       page.decode())  # fmt: skip
    return dict(found)


@pytest.mark.parametrize("files", [FILES, read_site(SITES / "valid/everything")])
def test_every_page_names_a_picture_that_is_there(files: Mapping[str, str | bytes]) -> None:
    outputs = built(files)
    named = set()
    for path, content in outputs.items():
        if path.endswith(".html"):
            image = metas(content)["og:image"].removeprefix("https://example.org/")
            image = image.removeprefix("me/")
            assert image in outputs, path
            named.add(image)
    assert named >= set(cards(outputs))


def test_a_page_says_what_its_card_shows() -> None:
    assert metas(built(FILES)["posts/tides/index.html"]) == {
        "og:image": f"https://example.org/{TIDES}",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Tides",
        "twitter:card": "summary_large_image",
    }


def test_lists_share_the_card_of_the_home_page() -> None:
    outputs = built(FILES)
    for path in ("index.html", "posts/index.html", "publications/index.html"):
        assert metas(outputs[path])["og:image"] == "https://example.org/card.png"
    assert "posts/card.png" not in outputs


def test_a_page_with_a_picture_has_no_card() -> None:
    more = 'image = "assets/sea.png"\nimage_alt = "The sea"\n'
    files = {**FILES, "content/assets/sea.png": png()}
    outputs = built({**files, "content/posts/tides.md": POST.format(title="Tides", more=more)})
    assert TIDES not in outputs
    assert metas(outputs["posts/tides/index.html"])["og:image"].endswith("/assets/sea.png")


def test_an_edit_elsewhere_draws_no_card_anew() -> None:
    before = cards(built(FILES))
    edited = POST.format(title="Other waves", more='summary = "New."\ntags = ["sea"]\n')
    after = cards(built({**FILES, "content/posts/waves.md": edited}))
    assert {path for path in before if before[path] != after[path]} == {"posts/waves/card.png"}
    another = (
        f"{SMALLEST['publications.bib']!s}\n@book{{b, title={{B}}, author={{A}}, year={{2020}}}}"
    )
    after = cards(built({**FILES, "publications.bib": another}))
    assert {path for path in before if before[path] != after[path]} == {"card.png"}  # its tape


def test_a_site_may_do_without() -> None:
    settings = f'{SMALLEST["site.toml"]}[build]\nskip = ["cards"]\n'
    outputs = built({**FILES, "site.toml": settings})
    assert cards(outputs) == {}
    assert metas(outputs["posts/tides/index.html"]) == {"twitter:card": "summary"}


def test_a_preview_makes_none_and_its_pages_are_those_of_the_build() -> None:
    previewed = build_site(tree(FILES), TODAY, with_cards=False).value
    assert previewed is not None
    whole = built(FILES)
    assert {path for path in whole if path not in previewed.outputs} == set(cards(whole))
    assert all(whole[path] == content for path, content in previewed.outputs.items())
