"""Works that belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitegen.memo import CallMemo
from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication, Relation
from sitegen.model.text import CiteKey, rich
from sitegen.plan.relations import relate
from sitegen.problems import SitePath, Span
from sitegen.words import load_words

if TYPE_CHECKING:
    from conftest import BuildFiles

ADA = Author(name=Name(family="Lune", given="Ada"))


def work(
    key: str, *relations: tuple[str, str], kind: str = "article", **facts: object
) -> Publication:
    made = {
        "key": CiteKey(key), "kind": kind, "title": rich(f"A title of {key}"), "authors": (ADA,),
        "relations": tuple(Relation(kind=name, key=CiteKey(other)) for name, other in relations),  # type: ignore[arg-type]
        "source": Span(SitePath("a.bib")), **facts,
    }  # fmt: skip
    return Publication(**made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "label", "label_of_other"),
    [
        ("related", "", ""),
        ("version of", "Version of", "Other version"),
        ("translation of", "Translation of", "Translation"),
        ("reprinted as", "Reprint", "Reprint of"),
        ("erratum of", "Corrects", "Correction"),
    ],
)
def test_a_relation_holds_in_both_directions(kind: str, label: str, label_of_other: str) -> None:
    found = relate([work("one", (kind, "two")), work("two")], load_words("en"), CallMemo())
    assert found == {"one": ((label, "two"),), "two": ((label_of_other, "one"),)}


def test_a_preprint_that_is_a_version_was_published() -> None:
    found = relate(
        [work("one", ("version of", "two"), kind="preprint"), work("two")],
        load_words("en"),
        CallMemo(),
    )
    assert found == {"one": (("Published as", "two"),), "two": (("Preprint", "one"),)}


def test_preprint_and_article_of_one_title_are_related_by_themselves() -> None:
    title = rich("Tides of a Small Sea")
    preprint = work("one", kind="preprint", title=rich("Tides of a small sea!"))
    found = relate([preprint, work("two", title=title)], load_words("en"), CallMemo())
    assert found == {"one": (("Published as", "two"),), "two": (("Preprint", "one"),)}


@pytest.mark.parametrize(
    "others",
    [
        [work("two", title=rich("Tides"))],
        [work("two", title=rich("Tides of a Small Sea"), authors=())],
        [work(key, title=rich("Tides of a Small Sea")) for key in ("two", "three")],
    ],
)
def test_works_that_may_be_others_are_not(others: list[Publication]) -> None:
    preprint = work("one", kind="preprint", title=rich("Tides of a Small Sea"))
    assert relate([preprint, *others], load_words("en"), CallMemo()) == {}


def test_other_keys_and_one_that_is_unknown() -> None:
    one = work("one", ("related", "alias"), ("related", "nobody"), ("related", "one"))
    found = relate([one, work("two", aliases=(CiteKey("alias"),))], load_words("en"), CallMemo())
    assert found["one"] == (("", "two"),)


def test_a_page_leads_to_the_other_version(build: BuildFiles) -> None:
    bib = """
    @misc{pre, author = {Lune, Ada}, title = {Tides of a Small Sea}, eprint = {2401.00001},
      archiveprefix = {arXiv}, year = 2024}
    @article{out, author = {Lune, Ada}, title = {Tides of a Small Sea}, journal = {Acta Maris},
      year = 2025, translator = {Corvo, Rosa}}
    """
    site = {
        "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"',
        "publications.bib": bib,
    }
    built = build(site)
    assert built.value is not None, built.problems
    page = built.value.outputs["publications/pre/index.html"].decode()
    facts = re.search(r'<dl class="facts">.*?</dl>', page, re.DOTALL)
    assert facts is not None
    link = '<a href="../out/">Acta Maris, 2025</a>'
    assert f"<dt>Published as</dt><dd>{link}</dd>" in facts[0]
    assert "Related" not in page
