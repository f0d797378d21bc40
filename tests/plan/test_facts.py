"""The labels and values beside an abstract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Facts: TypeAlias = "Callable[[str], dict[str, str]]"


@pytest.fixture
def facts(outputs: Callable[..., dict[str, str]]) -> Facts:
    def made(fields: str, entry_type: str = "article") -> dict[str, str]:
        bib = f"@{entry_type}{{tides, author = {{Lune, Ada}}, title = {{Tides}}, {fields}}}"
        site = {"site.toml": 'title = "A"\nurl = "https://a.example/"\n', "publications.bib": bib}
        page = outputs(site)["publications/tides/index.html"]
        found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
        return {label: re.sub(r"<[^>]*>", "", value) for label, value in found}

    return made


@pytest.mark.parametrize(
    ("fields", "label", "value"),
    [
        ("volume = 3, number = 2, pages = {1--9}", "Volume, pages", "3(2), 1–9"),
        ("number = 24, pages = 7", "Volume, pages", "no. 24, 7"),
        ("volume = 3", "Volume", "3"),
        ("pages = {1--9}", "Pages", "1–9"),
        ("pagetotal = 202", "Length", "202 pages"),
        ("edition = 4", "Edition", "4th"),
        ("status = {in press}", "Status", "in press"),
    ],
)
def test_a_fact_has_its_label(facts: Facts, fields: str, label: str, value: str) -> None:
    assert facts(fields)[label] == value


def test_the_number_of_a_preprint_is_no_page(facts: Facts) -> None:
    arxiv = "journal = {arXiv e-prints}, eprint = {2401.00001}, archiveprefix = {arXiv}"
    known = facts(f"{arxiv}, pages = {{arXiv:2401.00001}}")
    assert "Pages" not in known
    assert known["In"] == "arXiv:2401.00001"


def test_a_status_that_the_note_names_is_said_once(facts: Facts) -> None:
    known = facts("status = {accepted}, note = {Accepted by Acta Maris in May}")
    assert "Status" not in known
    assert known["Note"] == "Accepted by Acta Maris in May"


def test_another_version_of_one_title_is_told_apart_by_its_place(
    outputs: Callable[..., dict[str, str]],
) -> None:
    bib = """
@article{tides, author = {Lune, Ada}, title = {Tides of a Small Sea}, journal = {Acta Maris},
  volume = 3, year = 2021}
@misc{early, author = {Lune, Ada}, title = {Tides of a small sea}, eprint = {2001.00001},
  archiveprefix = {arXiv}, year = 2020}
@article{again, author = {Lune, Ada}, title = {More Tides}, journal = {Acta Maris}, year = 2022,
  version_of = {tides}}
"""
    site = {"site.toml": 'title = "A"\nurl = "https://a.example/"\n', "publications.bib": bib}
    pages = outputs(site)
    assert ">arXiv:2001.00001, 2020</a>" in pages["publications/tides/index.html"]
    assert ">Acta Maris 3, 2021</a>" in pages["publications/early/index.html"]
    assert ">More Tides (Journal article, 2022)</a>" in pages["publications/tides/index.html"]
