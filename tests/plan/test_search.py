from __future__ import annotations

import gzip
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import generate
import pytest
from conftest import build_files
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.text import Link, Math, RichText, Styled, Text
from sitegen.plan.folding import fold
from sitegen.plan.search import TEXT_LIMIT, readable
from sitegen.plan.tasks import SearchItem, SearchTask
from sitegen.render.feeds import SEARCH_VERSION, search_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Files

SITE: Files = {
    "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/me/"\n',
    "publications.bib": (
        "@article{lune2024tides, author = {Lune, Ada and Nú{\\~n}ez, Berta},\n"
        '  title = {A $\\lambda$-Calculus of {\\"O}lsund}, journal = {Acta Maris}, year = 2024,\n'
        "  keywords = {tides, moons}, abstract = {We count $\\alpha_2$ waves.}}\n"
        "@book{orm2020sand, editor = {Orm, Sif}, title = {Sand}, publisher = {Dune}, year = 2020}\n"
    ),
    "content/talks.toml": '[[talks]]\ntitle = "Quays"\ndate = 2023-05-02\nevent = "Harbour days"\n',
    "content/posts/2025-01-02-fog.md": (
        '+++\ntitle = "Fog"\ntags = ["weather"]\n+++\nIt **rose**.\n'
    ),
    "content/pages/sand.md": '+++\ntitle = "Dunes"\n+++\nWhere they are.\n',
    "content/news/2025-03-01-prize.md": '+++\ntitle = "A prize"\n+++\nFor tides.\n',
    "content/projects/buoy.md": (
        '+++\ntitle = "Buoys"\ncollaborators = ["Sif Orm"]\n+++\nThey float.\n'
    ),
}


def index(made: dict[str, str]) -> dict[str, list[Any]]:
    """Return the items of an index by their addresses."""
    found = json.loads(made["search.json"])
    assert found["version"] == SEARCH_VERSION
    return {
        item[1]: [item[0], found["kinds"][item[2]], *item[3:]] + [""] * (7 - len(item))
        for item in found["items"]
    }


def test_every_kind_of_page_is_found(outputs: Callable[..., dict[str, str]]) -> None:
    made = index(outputs(SITE))
    assert made == {
        "publications/lune2024tides/": [
            "A λ-Calculus of Ölsund", "Journal article", "2024", "Ada Lune, Berta Núñez",
            "Acta Maris, tides, moons, lambda", "We count α2 waves.",
        ],
        "publications/orm2020sand/": ["Sand", "Book", "2020", "Sif Orm", "", ""],
        "projects/buoy/": ["Buoys", "Project", "", "Sif Orm", "", "They float."],
        "posts/fog/": ["Fog", "Post", "2025", "", "weather", "It rose."],
        "talks/#y2023": ["Quays", "Talk", "2023", "", "Harbour days", ""],
        "news/prize/": ["A prize", "News", "2025", "", "", "For tides."],
        "sand/": ["Dunes", "Page", "", "", "", "Where they are."],
    }  # fmt: skip


def test_every_address_of_the_index_is_a_page(outputs: Callable[..., dict[str, str]]) -> None:
    made = outputs(SITE)
    for url in index(made):
        page, _, anchor = url.partition("#")
        assert f'id="{anchor}"' in made[f"{page}index.html"] or not anchor


def test_texts_are_cut_between_words(outputs: Callable[..., dict[str, str]]) -> None:
    abstract = "wave " * 200
    bib = (
        f"@misc{{a2024, title = {{T}}, year = 2024, author = {{A, B}}, abstract = {{{abstract}}}}}"
    )
    made = index(outputs({**SITE, "publications.bib": bib}))
    text = made["publications/a2024/"][-1]
    assert TEXT_LIMIT - 5 < len(text) <= TEXT_LIMIT
    assert set(text.split()) == {"wave"}


def test_the_index_of_a_long_list_is_small() -> None:
    """300 papers: the aim of the issue is 60 kB over the wire."""
    content = generate.content(300, 60)
    built = build_files(generate.site_files(content, theme="scholar"), future=True)
    assert built.value is not None, built.problems
    found = next(one for path, one in built.value.outputs.items() if path == "search.json")
    assert len(json.loads(found)["items"]) > 360
    assert len(gzip.compress(found, mtime=0)) <= 60_000


def test_empty_texts_at_the_end_take_no_room() -> None:
    item = SearchItem(title="A", url="a/", kind="Page")
    assert json.loads(search_index(SearchTask("search.json", (item,)))) == {  # type: ignore[arg-type]
        "version": SEARCH_VERSION, "kinds": ["Page"], "items": [["A", "a/", 0]],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\lambda", "λ"), (r"\Delta x", "Δx"), (r"\mathcal{O}(n\log n)", "O(n log n)"),
        (r"\left\{a\right\}", "a"), ("x^2", "x^2"), (r"\text{if } p", "if p"),
    ],
)  # fmt: skip
def test_formulas_are_read_as_letters(tex: str, shown: str) -> None:
    inside = Styled("emph", (Link("x", (Text("a "), Math(tex))),))
    assert readable(RichText((inside,))) == f"a {shown}"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_how_a_text_is_composed_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)
