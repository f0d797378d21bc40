"""The order, the groups and the numbers of lists of publications."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from conftest import BuildFiles

    Outline: TypeAlias = list[tuple[str, list[tuple[str, str]]]]
    Listed: TypeAlias = Callable[..., Outline]

BIB = """
@article{tides, author = {Lune, Ada}, title = {Tides}, journal = {Acta Maris}, year = 2020,
  month = mar, keywords = {sea}}
@inproceedings{waves, author = {Lune, Ada and Corvo, Rosa}, title = {Waves},
  booktitle = {Sea Days}, year = 2021, abbr = {SD}}
@workshop{foam, author = {Corvo, Rosa}, title = {Foam}, booktitle = {Small Sea Days},
  year = 2020, month = jan}
@misc{code, author = {Lune, Ada}, title = {Code}, howpublished = {On tape}, year = 2019,
  keywords = {Sea, tools}}
"""


def outline(page: str) -> Outline:
    """Return the headings of a list, each with the numbers and keys under it."""
    parts = re.split(r'<h2 id="_[^"]*">([^<]*)</h2>', page)[1:]
    return [
        (label, re.findall(r'<li class="pub \w+"(?: value="(\d+)")? id="([^"]+)"', body))
        for label, body in zip(parts[::2], parts[1::2], strict=True)
    ]


@pytest.fixture
def listed(build: BuildFiles) -> Listed:
    def make(settings: str = "", bib: str = BIB) -> Outline:
        site = {
            "site.toml": f'title = "Ada Lune"\nurl = "https://ada.example/"\n{settings}',
            "publications.bib": bib,
        }
        built = build(site)
        assert built.value is not None, built.problems
        return outline(built.value.outputs["publications/index.html"].decode())

    return make


def test_works_stand_by_year_newest_first_without_numbers(listed: Listed) -> None:
    assert listed() == [
        ("2021", [("", "waves")]),
        ("2020", [("", "tides"), ("", "foam")]),
        ("2019", [("", "code")]),
    ]


def test_works_without_a_year_are_forthcoming_or_stand_last(listed: Listed) -> None:
    undated = """
@misc{code, author = {Lune, Ada}, title = {Code}}
@article{tides, author = {Lune, Ada}, title = {Tides}, year = 1920}
@article{foam, author = {Lune, Ada}, title = {Foam}, status = {in press}}
@unpublished{waves, author = {Lune, Ada}, title = {Waves}}
"""
    assert listed(bib=undated) == [
        ("Forthcoming", [("", "foam"), ("", "waves")]),
        ("1920", [("", "tides")]),
        ("Without a year", [("", "code")]),
    ]


@pytest.mark.parametrize(("numbering", "numbers"), [("up", "1234"), ("down", "4321")])
def test_years_are_numbered_through(listed: Listed, numbering: str, numbers: str) -> None:
    groups = listed(f'[publications]\nnumbering = "{numbering}"\n')
    assert "".join(number for _, works in groups for number, _ in works) == numbers


def test_kinds_are_numbered_each_by_itself(listed: Listed) -> None:
    groups = listed('[publications]\ngroup_by = "kind"\nnumbering = "down"\n')
    assert groups == [
        ("Articles", [("1", "tides")]),
        ("Conference papers", [("2", "waves"), ("1", "foam")]),
        ("Other", [("1", "code")]),
    ]


def test_a_work_stands_in_the_first_group_that_fits(listed: Listed) -> None:
    groups = listed(
        """
        [[publications.groups]]
        title = "Tools"
        keywords = ["Tools"]
        [[publications.groups]]
        title = "Sea"
        tags = ["sea"]
        [[publications.groups]]
        title = "Workshops"
        types = ["workshop"]
        """
    )
    assert groups == [
        ("Tools", [("", "code")]),
        ("Sea", [("", "tides")]),
        ("Workshops", [("", "foam")]),
        ("Other", [("", "waves")]),
    ]


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        ('types = ["conference"]', ["waves", "foam"]),
        ('types = ["inproceedings"]', ["waves"]),
        ('venues = ["sea days"]', ["waves"]),
        ('venues = ["SD", "Acta Maris"]', ["waves", "tides"]),
        ('keywords = ["sea"]\ntypes = ["misc"]', ["code"]),
        ("", ["waves", "tides", "foam", "code"]),
    ],
)
def test_every_rule_given_must_name_the_work(listed: Listed, rule: str, keys: list[str]) -> None:
    groups = listed(f'[[publications.groups]]\ntitle = "Mine"\n{rule}\n')
    assert [key for label, works in groups if label == "Mine" for _, key in works] == keys


def test_groups_keep_their_anchors_apart_from_works(listed: Listed, build: BuildFiles) -> None:
    bib = "@misc{y2020, author = {Lune, Ada}, title = {A}, howpublished = {x}, year = 2020}"
    assert [key for _, works in listed(bib=bib) for _, key in works] == ["y2020"]
    site = {
        "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"',
        "publications.bib": bib,
    }
    built = build(site)
    assert built.value is not None
    ids = re.findall(r'\bid="([^"]+)"', built.value.outputs["publications/index.html"].decode())
    assert len(ids) == len(set(ids))


def test_only_the_owners_works_are_listed_when_asked(listed: Listed) -> None:
    groups = listed("[publications]\nmine_only = true\n")
    assert [key for _, works in groups for _, key in works] == ["waves", "tides", "code"]


def test_the_groups_are_those_of_the_cv_too(build: BuildFiles) -> None:
    site = {
        "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"\n'
        '[publications]\nnumbering = "down"\n'
        '[[publications.groups]]\ntitle = "Sea"\ntags = ["sea"]',
        "publications.bib": BIB,
        "content/cv.toml": '[[awards]]\ntitle = "Prize"\ndate = "2020"\n',
    }
    built = build(site)
    assert built.value is not None, built.problems
    page = built.value.outputs["cv/index.html"].decode()
    assert re.findall(r'class="group"[^>]*>([^<]*)<|<li value="(\d+)">', page) == [
        ("Sea", ""), ("", "2"), ("", "1"), ("Other", ""), ("", "2"), ("", "1"),
    ]  # fmt: skip
