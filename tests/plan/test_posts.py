"""Posts: pages of the list, years, series; what is a draft leaves no trace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Outputs = Callable[..., dict[str, str]]

SITE = 'title = "Mira"\nurl = "https://example.org/"\n'


def post(day: str, front: str = "", title: str = "") -> str:
    title = title or f"Post of {day}"
    return f'+++\ntitle = "{title}"\ndate = "{day}"\n{front}+++\n\nWords.\n'


def posts(count: int) -> dict[str, str]:
    """Return posts of two years, the newest with the highest number."""
    days = [f"{2020 + number // 4}-01-{number + 1:02d}" for number in range(count)]
    return {
        f"content/posts/p{number}.md": post(day, title=f"Number {number}")
        for number, day in enumerate(days)
    }


def titles(page: str) -> list[str]:
    return re.findall(r">(Number \d+)</a>", page)


def test_a_long_list_is_divided_into_pages(outputs: Outputs) -> None:
    made = outputs({"site.toml": f"{SITE}[posts]\nper_page = 3\n", **posts(7)})
    assert titles(made["posts/index.html"]) == ["Number 6", "Number 5", "Number 4"]
    assert titles(made["posts/page/2/index.html"]) == ["Number 3", "Number 2", "Number 1"]
    assert titles(made["posts/page/3/index.html"]) == ["Number 0"]
    assert "posts/page/4/index.html" not in made
    second = made["posts/page/2/index.html"]
    assert '<link rel="canonical" href="https://example.org/posts/page/2/">' in second
    assert '<link rel="prev" href="../../">' in second
    assert '<link rel="next" href="../3/">' in second
    assert 'rel="prev"' not in made["posts/index.html"]
    assert "https://example.org/posts/page/3/" in made["sitemap.xml"]


def test_a_year_has_a_page_where_there_are_several(outputs: Outputs) -> None:
    made = outputs({"site.toml": f"{SITE}[posts]\nper_page = 3\n", **posts(7)})
    assert titles(made["posts/2020/index.html"]) == [f"Number {n}" for n in (3, 2, 1, 0)]
    assert 'href="2020/"' in made["posts/index.html"]
    alone = outputs({"site.toml": f"{SITE}[posts]\nper_page = 0\n", **posts(7)})
    assert len(titles(alone["posts/index.html"])) == 7
    assert [path for path in alone if path.startswith(("posts/page/", "posts/20"))] == []


@pytest.mark.parametrize(("count", "pages"), [(20, 0), (21, 1)])
def test_twenty_posts_are_one_page(outputs: Outputs, count: int, pages: int) -> None:
    made = outputs({"site.toml": SITE, **posts(count)})
    assert len([path for path in made if path.startswith("posts/page/")]) == pages


def test_the_parts_of_a_series_name_each_other_in_order(outputs: Outputs) -> None:
    made = outputs(
        {
            "site.toml": SITE,
            "content/posts/one.md": post("2024-01-01", 'series = "Tide gauges"\n', "Begin"),
            "content/posts/two.md": post("2024-02-01", 'series = "tide gauges"\n', "Go on"),
            "content/posts/alone.md": post("2024-03-01"),
        }
    )
    second = made["posts/two/index.html"]
    assert "Part 2 of 2" in second
    assert re.findall(r">(Begin|Go on)</(?:a|span)></li>", second) == ["Begin", "Go on"]
    assert 'class="series"' not in made["posts/alone/index.html"]


def test_a_draft_is_nowhere(outputs: Outputs) -> None:
    files = {
        "site.toml": SITE,
        "content/posts/open.md": post("2024-01-01", 'tags = ["sea"]\nseries = "Tides"\n'),
        "content/posts/secret.md": post(
            "2024-02-01",
            'draft = true\ntags = ["sea", "hush"]\nseries = "Tides"\n',
            "Not to be read",
        ),
        "content/talks/secret.md": (
            '+++\ntitle = "Not to be read"\ndate = "2027-01-01"\ntags = ["sea"]\n'
            "draft = true\n+++\n\nNot to be read.\n"
        ),
        "content/talks.toml": '[[talks]]\ntitle = "Not to be read"\ndraft = true\n',
    }
    made = outputs(files)
    leaks = [path for path, text in made.items() if "Not to be read" in text or "hush" in text]
    assert leaks == []
    assert "tags/hush/index.html" not in made
    assert 'class="series"' not in made["posts/open/index.html"]
    shown = outputs(files, drafts=True)
    assert "tags/hush/index.html" in shown
    assert "posts/secret/index.html" in shown
    assert "talks/secret/index.html" in shown
