"""Which publication a file of content/publications/ is about."""

from __future__ import annotations

import pytest

from sitegen.load.memo import Remembered
from sitegen.load.texts import match_texts
from sitegen.model.markdown import Markdown
from sitegen.model.pages import PublicationText
from sitegen.model.publication import Publication
from sitegen.model.text import CiteKey, rich
from sitegen.problems import SitePath, Span


def publication(key: str, *aliases: str) -> Publication:
    return Publication(
        key=CiteKey(key),
        kind="article",
        title=rich("Tides"),
        aliases=tuple(map(CiteKey, aliases)),
        source=Span(SitePath("publications.bib")),
    )


def text(name: str) -> PublicationText:
    path = SitePath(f"content/publications/{name}.md")
    return PublicationText(key=CiteKey(name), body=Markdown("", path, 1), span=Span(path))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("tallis2024", "tallis2024"),
        ("doi%3A10.1%2Ftides", "doi:10.1/tides"),
        ("doi-10-1-tides", "doi:10.1/tides"),
        ("DBLP:conf/sea/Tallis24", "DBLP:conf/sea/Tallis24"),
        ("older", "tallis2024"),
        ("tallis-2024", "tallis-2024"),
    ],
)
def test_a_file_is_named_by_the_key_escaped_or_as_the_address_has_it(name: str, key: str) -> None:
    works = [
        publication(one, *others)
        for one, others in {
            "tallis2024": ("older",),
            "doi:10.1/tides": (),
            "DBLP:conf/sea/Tallis24": (),
            "tallis-2024": (),
            "tallis_2024": (),
        }.items()
    ]
    found = match_texts([text(name)], works, Remembered())
    assert [one.key for one in found.value or ()] == [key]
    assert found.problems == ()


def test_a_text_about_no_publication_is_left_out_with_a_near_miss() -> None:
    found = match_texts([text("talis2024")], [publication("tallis2024")], Remembered())
    assert found.value == ()
    (problem,) = found.problems
    assert problem.code == "unknown-publication"
    assert problem.hint == "did you mean `tallis2024`?"


def test_the_same_texts_are_the_same_object() -> None:
    memo, works, texts = Remembered(), [publication("a:b")], [text("a-b")]
    memo.begin()
    first = match_texts(texts, works, memo).value
    memo.begin()
    assert match_texts(texts, works, memo).value is first
