"""The exports of the CV as files of a site: when they are made, and what they never say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import BuildFiles

EXPORTS = {"cv.txt", "cv.json", "cv.yaml"}
SITE = {
    "site.toml": 'title = "Ada Lune"\nurl = "https://lune.example/me/"\n',
    "publications.bib": (
        "@article{waves, author={Lune, Ada and Ek, Bo}, title={Waves}, journal={Acta Maris},"
        " year={2021}, doi={10.1000/182}}\n"
        "@phdthesis{seas, author={Lune, Ada}, title={Seas}, year={2015}, school={Coast}}\n"
    ),
    "content/profile.toml": """
        name = "Ada Lune"
        photo = "assets/ada.png"
        photo_alt = "Ada"
        email = "ada@lune.example"
        [[contacts]]
        kind = "phone"
        value = "+00 555 0101"
        [[contacts]]
        kind = "address"
        value = "1 Harbour Road"
        [[contacts]]
        kind = "office"
        value = "Room 7"
        show = ["pdf"]
        """,
    "content/assets/ada.png": b"",
    "content/cv.toml": """
        [[experience]]
        title = "Reader"
        institution = "Coast"
        date = "2020 – present"
        notes = ["See [my paper](paper:waves) and [a site](https://sea.example/)."]

        [[skills]]
        name = "Boats"
        items = ["oars"]

        [[references]]
        name = "Cy Fjord"
        email = "bo@secret.example"
        """,
    "content/projects/mill.md": '+++\ntitle = "Tide mill"\n+++\nGrinds.\n',
}


@pytest.fixture
def made(outputs: Callable[..., dict[str, str]]) -> dict[str, str]:
    return outputs(SITE)


def test_a_cv_comes_with_its_exports(made: dict[str, str]) -> None:
    assert set(made) >= EXPORTS
    assert made["cv.txt"].startswith("Ada Lune\n========\nE-mail: ada@lune.example")
    assert json.loads(made["cv.json"])["work"][0]["position"] == "Reader"
    assert yaml.safe_load(made["cv.yaml"])["cv"]["name"] == "Ada Lune"


def test_sections_stand_as_in_the_cv(outputs: Callable[..., dict[str, str]]) -> None:
    chosen = """
        [[cv.sections]]
        include = ["skills"]
        title = "What I can"
        [[cv.sections]]
        include = ["publications"]
        limit = 1
        """
    made = outputs({**SITE, "site.toml": SITE["site.toml"] + chosen})  # type: ignore[operator]
    assert list(yaml.safe_load(made["cv.yaml"])["cv"]["sections"]) == [
        "What I can",
        "Publications",
    ]
    resume = json.loads(made["cv.json"])
    assert "work" not in resume
    assert [one["name"] for one in resume["publications"]] == ["Waves"]
    assert "Reader, Coast\n  2020" not in made["cv.txt"]


def test_groups_of_papers_are_sections_for_rendercv(made: dict[str, str]) -> None:
    sections = yaml.safe_load(made["cv.yaml"])["cv"]["sections"]
    assert [name for name in sections if name.startswith("Publications")] == [
        "Publications: Articles",
        "Publications: Theses",
    ]


def test_addresses_are_whole(made: dict[str, str]) -> None:
    resume = json.loads(made["cv.json"])
    assert resume["basics"]["image"] == "https://lune.example/me/assets/ada.png"
    assert resume["meta"]["canonical"] == "https://lune.example/me/cv/"
    assert resume["projects"][0]["url"] == "https://lune.example/me/projects/mill/"
    assert resume["publications"][1]["url"] == "https://lune.example/me/publications/seas/"
    assert "https://lune.example/me/projects/mill/" in made["cv.txt"]
    assert "[a site](https://sea.example/)" in made["cv.yaml"]
    assert "my paper and" in made["cv.yaml"]


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_nothing_private_is_in_an_export(made: dict[str, str], name: str) -> None:
    text = made[name]
    for private in ("555", "Harbour", "Room 7", "Fjord", "secret"):
        assert private not in text, private
    assert "references" not in text.lower()


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_phone_is_exported_when_it_may_stand_on_the_web(
    outputs: Callable[..., dict[str, str]], name: str
) -> None:
    profile = str(SITE["content/profile.toml"]).replace(
        '"+00 555 0101"', '"+00 555 0101"\nshow = ["web"]'
    )
    assert "+00 555 0101" in outputs({**SITE, "content/profile.toml": profile})[name]


def test_the_date_is_that_of_the_cv_and_not_of_the_day(
    outputs: Callable[..., dict[str, str]],
) -> None:
    dated = f'{SITE["site.toml"]!s}[cv]\ndate = "2021-02"\n'
    made = outputs({**SITE, "site.toml": dated})
    assert json.loads(made["cv.json"])["meta"]["lastModified"] == "2021-02-01T00:00:00"
    assert str(yaml.safe_load(made["cv.yaml"])["settings"]["current_date"]) == "2021-02-01"
    assert made["cv.txt"].endswith("\nFeb 2021\n")


def test_a_site_without_a_cv_has_no_exports_of_one(
    outputs: Callable[..., dict[str, str]], smallest: dict[str, str | bytes]
) -> None:
    assert not EXPORTS & set(outputs(smallest))


@pytest.mark.parametrize("skipped", ["cv", "exports"])
def test_exports_can_be_left_out(outputs: Callable[..., dict[str, str]], skipped: str) -> None:
    settings = f'{SITE["site.toml"]!s}[build]\nskip = ["{skipped}"]\n'
    assert not EXPORTS & set(outputs({**SITE, "site.toml": settings}))


def test_content_can_link_to_them_and_the_sitemap_does_not(
    outputs: Callable[..., dict[str, str]],
) -> None:
    page = '+++\ntitle = "About"\n+++\nMy CV as [text](/cv.txt) and [JSON](/cv.json).\n'
    made = outputs({**SITE, "content/pages/about.md": page})
    assert 'href="../cv.txt"' in made["about/index.html"]
    assert "cv.txt" not in made["sitemap.xml"]
    assert "cv.json" not in made["sitemap.xml"]


def test_a_link_to_an_export_that_is_not_made_is_a_problem(build: BuildFiles) -> None:
    page = '+++\ntitle = "About"\n+++\nMy CV as [text](/cv.txt).\n'
    settings = f'{SITE["site.toml"]!s}[build]\nskip = ["exports"]\n'
    built = build({**SITE, "site.toml": settings, "content/pages/about.md": page})
    assert [one.code for one in built.problems] == ["broken-link"]
