"""A long list of authors is folded, and loses nothing by it."""

import re
from collections.abc import Callable, Mapping

import pytest
from quality.judged import THEMES

Outputs = Callable[[Mapping[str, str]], dict[str, str]]

FAMILIES = [f"Lun{first}{second}" for first in "abcdefgh" for second in "klmnp"]
FAMILIES[30] = "Example"
NAMES = [f"{family}, {'Ada' if family == 'Example' else 'Bo'}" for family in FAMILIES]
MARKED = [f"{name}*" if n in (2, 35) else name for n, name in enumerate(NAMES)]
SITE = {
    "site.toml": 'title = "T"\nurl = "https://example.org/"\n',
    "content/profile.toml": 'name = "Ada Example"\n',
    "content/people.toml": (
        '[[people]]\nname = "Lunap, Bo"\nurl = "https://three.example.org/"\n'
        '[[people]]\nname = "Lunhl, Bo"\nurl = "https://late.example.org/"\n'
    ),
    "publications.bib": (
        f"@article{{many, title = {{Many}}, journal = {{J}}, year = 2020,\n"
        f"author = {{{' and '.join(MARKED)}}}}}\n"
    ),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", ["publications/index.html", "publications/many/index.html"])
def test_every_author_keeps_name_link_and_mark(theme: str, page: str, outputs: Outputs) -> None:
    config = f'{SITE["site.toml"]}theme = "{theme}"\n'
    text = outputs({**SITE, "site.toml": config})[page].partition("<main")[2]
    before_source = re.sub(r"<form.*?</form>", "", text, flags=re.DOTALL).partition("BibTeX")[0]
    shown, _, folded = before_source.partition("<details")
    missing = [one for one in FAMILIES if not re.search(rf"\b{one}\b", before_source)]
    assert missing == []
    assert "Example" in shown
    assert 'href="https://three.example.org/"' in before_source
    assert 'href="https://late.example.org/"' in folded.partition("</details>")[0]
    assert re.search(r"Lunam(</a>|</b>)?<sup>\*</sup>", before_source)
    assert re.search(r"Lunhk(</a>|</b>)?<sup>\*</sup>", folded)
