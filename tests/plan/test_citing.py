"""Citations in running text, and the list of what is cited."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import BuildFiles

BIB = """
@article{tides, author = {Lune, Ada}, title = {Tides}, journal = {Acta Maris}, year = 2024}
@article{ebbs, author = {Lune, Ada}, title = {Ebbs}, journal = {Acta Maris}, year = 2024}
@article{waves, author = {Corvo, Rosa and Lune, Ada}, title = {Waves}, journal = {Acta Maris},
  year = 2020, ids = {waves2020}}
"""


def post(build: BuildFiles, text: str, style: str) -> tuple[str, list[str]]:
    """Return the text of a post without tags, and the lines of its references."""
    site = {
        "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"\n'
        f'[publications]\ncitation_style = "{style}"\n',
        "references.bib": BIB,
        "content/posts/a.md": f'+++\ntitle = "A"\ndate = "2024-01-01"\n+++\n\n{text}\n',
    }
    built = build(site)
    assert built.value is not None, built.problems
    page = built.value.outputs["posts/a/index.html"].decode()
    body = re.search(r"<p>(.*?)</p>", page[page.index("</header>", page.index("<h1")) :])
    assert body is not None
    lines = re.findall(r'<li id="ref-[^"]+">(.*?)</li>', page, re.DOTALL)
    anchors = set(re.findall(r'href="#(ref-[^"]+)"', page))
    assert anchors == set(re.findall(r'<li id="(ref-[^"]+)"', page))
    return bare(body[1]), [bare(line) for line in lines]


def bare(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


@pytest.mark.parametrize(
    ("text", "numeric", "by_author"),
    [
        ("See [@waves].", "See [1].", "See (Corvo and Lune, 2020)."),
        ("[@waves; @tides]", "[1, 2]", "(Corvo and Lune, 2020; Lune, 2024)"),
        ("[@waves, p. 3; @tides]", "[1, p. 3; 2]", "(Corvo and Lune, 2020, p. 3; Lune, 2024)"),
        ("As @waves says", "As Corvo and Lune [1] says", "As Corvo and Lune (2020) says"),
        (
            "[@tides] [@waves] [@tides]",
            "[1] [2] [1]",
            "(Lune, 2024) (Corvo and Lune, 2020) (Lune, 2024)",
        ),
        ("[@tides; @ebbs]", "[1, 2]", "(Lune, 2024b; Lune, 2024a)"),
        ("[@waves2020]", "[1]", "(Corvo and Lune, 2020)"),
    ],
)
def test_a_citation_in_both_styles(
    build: BuildFiles, text: str, numeric: str, by_author: str
) -> None:
    assert post(build, text, "numeric")[0] == numeric
    assert post(build, text, "author-year")[0] == by_author


def test_references_stand_in_the_order_of_their_numbers(build: BuildFiles) -> None:
    _, lines = post(build, "[@tides; @waves; @ebbs]", "numeric")
    assert lines == [
        "[1] A. Lune, “Tides,” Acta Maris, 2024.",
        "[2] R. Corvo and A. Lune, “Waves,” Acta Maris, 2020.",
        "[3] A. Lune, “Ebbs,” Acta Maris, 2024.",
    ]


def test_references_stand_by_author_with_the_letters_of_their_years(build: BuildFiles) -> None:
    _, lines = post(build, "[@tides; @waves; @ebbs]", "author-year")
    assert lines == [
        "Corvo, R., & Lune, A. (2020). Waves. Acta Maris.",
        "Lune, A. (2024a). Ebbs. Acta Maris.",
        "Lune, A. (2024b). Tides. Acta Maris.",
    ]
