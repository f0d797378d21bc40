"""Pages through the templates of a theme, by the plain way and the quick one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sitegen.files import DiskTree, SiteTree, builtin_themes

Files = Mapping[str, str | bytes]
EVERYTHING = Path(__file__).parents[1] / "sites/valid/everything"


def test_pages_with_their_partials_inside_are_the_same(
    build: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SiteTree(DiskTree(EVERYTHING), DiskTree(builtin_themes()))
    plain = build(site).value.outputs  # type: ignore[attr-defined]
    monkeypatch.setattr("sitegen.render.html._MANY", 0)
    assert build(site).value.outputs == plain  # type: ignore[attr-defined]


@pytest.mark.parametrize("many", [0, 100])
@pytest.mark.parametrize("fault", ["{{ absent }}", "{% if %}", "{{ 1 / 0 }}"])
def test_a_fault_of_a_partial_is_named_with_its_file_and_line(
    smallest: dict[str, str | bytes],
    report: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    many: int,
) -> None:
    monkeypatch.setattr("sitegen.render.html._MANY", many)
    theme = {
        "site.toml": str(smallest["site.toml"]) + 'theme = "mine"\n',
        "themes/mine/theme.toml": 'name = "mine"\nparent = "scholar"\ncontract = 1\n',
        "themes/mine/templates/partials/footer.html": f"<p>\n{fault}\n</p>\n",
    }
    assert "themes/mine/templates/partials/footer.html:2" in report({**smallest, **theme})


def test_a_text_without_links_is_printed_once_for_all_pages(
    smallest: dict[str, str | bytes], outputs: Callable[[Files], dict[str, str]]
) -> None:
    smallest["publications.bib"] = (
        "@article{a, title={Of $x < y$ \\& \\href{https://a.example/}{more}}, author={X, Y},"
        " year=2020}"
        "@article{b, title={Of $x < y$ \\& \\emph{less}}, author={X, Y}, year=2020}"
    )
    pages = outputs(smallest)
    for page in ("publications/index.html", "publications/b/index.html"):
        assert "&amp; <em>less</em>" in pages[page]
    assert 'href="https://a.example/"' in pages["publications/a/index.html"]
