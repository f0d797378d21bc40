"""Topics: one page for everything that has a tag, however it is spelled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Outputs = Callable[..., dict[str, str]]

SITE = 'title = "Mira"\nurl = "https://example.org/"\n'
BIB = """@article{tides, title = {Tides of silt}, author = {Tallis, Mira}, year = 2024,
  journal = {Acta Maris}, doi = {10.1000/1}, keywords = {machine learning, salt}}
"""


def tagged(*tags: str, title: str = "On tides", date: str = 'date = "2024-01-01"\n') -> str:
    named = ", ".join(f'"{tag}"' for tag in tags)
    return f'+++\ntitle = "{title}"\n{date}tags = [{named}]\n+++\n\nWords.\n'


FILES = {
    "site.toml": SITE,
    "publications.bib": BIB,
    "content/posts/a.md": tagged("Machine learning", "C++"),
    "content/posts/b.md": tagged("machine-learning", title="On silt"),
    "content/projects/p.md": tagged("Machine learning", "C", title="Harbour", date=""),
    "content/talks.toml": '[[talks]]\ntitle = "A lecture"\ntags = ["C", "short"]\n',
}


def pages(made: dict[str, str]) -> list[str]:
    return sorted(path.split("/")[1] for path in made if re.match(r"tags/.+/index.html", path))


def test_spellings_of_one_tag_share_a_page(outputs: Outputs) -> None:
    made = outputs(FILES)
    assert pages(made) == ["c", "c-plus-plus", "machine-learning"]
    page = made["tags/machine-learning/index.html"]
    assert "<h1>Machine learning</h1>" in page
    for title in ("On tides", "On silt", "Harbour", "Tides of silt"):
        assert title in page
    assert "4 entries" in page


def test_talks_and_papers_join_topics_and_make_none(outputs: Outputs) -> None:
    made = outputs(FILES)
    assert "A lecture" in made["tags/c/index.html"]
    assert "short" not in made["talks/index.html"]
    assert "salt" not in pages(made)


def test_keywords_make_pages_where_that_is_asked_for(outputs: Outputs) -> None:
    made = outputs({**FILES, "site.toml": f"{SITE}[tags]\nkeywords = true\n"})
    assert pages(made) == ["c", "c-plus-plus", "machine-learning", "salt"]


def test_the_index_counts_what_each_topic_has(outputs: Outputs) -> None:
    page = outputs(FILES)["tags/index.html"]
    found = re.findall(r'<a href="([^"]+)"><bdi>([^<]+)</bdi> <span class="n">(\d+)</span>', page)
    assert found == [
        ("c/", "C", "2"),
        ("c-plus-plus/", "C++", "1"),
        ("machine-learning/", "Machine learning", "4"),
    ]


def test_posts_and_projects_lead_to_their_topics(outputs: Outputs) -> None:
    made = outputs(FILES)
    assert 'href="../../tags/c-plus-plus/" rel="tag"' in made["posts/a/index.html"]
    assert 'href="../tags/c/" rel="tag"' in made["projects/index.html"]


def test_topics_can_be_left_out(outputs: Outputs) -> None:
    made = outputs({**FILES, "site.toml": f"{SITE}[build]\nskip = ['tags']\n"})
    assert [path for path in made if path.startswith("tags/")] == []
    assert "Machine learning" in made["posts/a/index.html"]
    assert "/tags/" not in made["posts/a/index.html"]


def test_without_tags_there_is_no_page_of_tags(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "publications.bib": BIB, "content/posts/a.md": tagged()})
    assert [path for path in made if path.startswith("tags/")] == []
