"""What holds for the reference to any work: it is made, and its punctuation is sound."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.citations import CITATION_FORMATS, CitationFormat, cite
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.people import Author, Name
from sitegen.model.publication import (
    Contribution,
    ContributorRole,
    Kind,
    Publication,
    PublicationLink,
    Status,
)
from sitegen.model.text import CiteKey, Href, Link, Math, RichText, Styled, Text, safe_href
from sitegen.problems import SitePath, Span
from sitegen.render.rich_text import html

SPAN = Span(SitePath("publications.bib"), 1, 1)
DOUBLED = re.compile(r"\.\.|,,| [,.;:]|\?\.|!\.|,\.|[(\[][)\]]|“”|\(,|  |\( | \)")

WORDS = st.sampled_from(
    ["Tides", "of", "the", "North", "Sea", "DNA", "mRNA", "a", "Moon", "self-made", "in", "2D", "é"]
)
SENTENCES = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from(["", ".", "?", "!", ": A Study", "…", "”", " ‘Moon’"]),
)
ANYTHING = st.text(max_size=30)


def rich_texts(words: st.SearchStrategy[str]) -> st.SearchStrategy[RichText]:
    texts = words.map(Text)
    nodes = st.one_of(
        texts,
        st.builds(
            Styled,
            st.sampled_from(["emph", "protected", "sub", "strong", "code"]),
            st.tuples(texts),
        ),
        st.builds(Link, st.just("https://example.org"), st.tuples(texts)),
        st.builds(Math, st.sampled_from(["x^2", r"\alpha"])),
    )
    several = st.lists(nodes, max_size=3).map(lambda found: RichText(tuple(found)))
    return st.one_of(texts.map(lambda text: RichText((text,))), several)


def publications(
    words: st.SearchStrategy[str], texts: st.SearchStrategy[RichText]
) -> st.SearchStrategy[Publication]:
    people = st.builds(
        lambda **parts: Author(name=Name(**parts)),
        family=words,
        given=st.one_of(st.just(""), words),
        particle=st.sampled_from(["", "van der", "de"]),
        suffix=st.sampled_from(["", "Jr.", "III"]),
    )
    lists = st.lists(people, max_size=23).map(tuple)
    dates = st.builds(
        PartialDate,
        st.integers(1, 2100),
        st.one_of(st.none(), st.integers(1, 12)),
        st.one_of(st.none(), st.integers(1, 28)),
        st.sampled_from([None, "Spring"]),
    )
    maybe_date = st.one_of(st.none(), dates)
    maybe = st.one_of(st.just(""), words)
    maybe_text = st.one_of(st.just(RichText()), texts)
    numbers = st.sampled_from(
        ["", "1", "07", "3-4", "S2", "XII", "12–19", "e45", "1103–8", "Summer"]
    )
    return st.builds(
        Publication,
        key=st.just(CiteKey("tallis")),
        source=st.just(SPAN),
        kind=st.sampled_from(get_args(Kind)),
        entry_type=st.sampled_from(["misc", "newspaper", "unpublished"]),
        title=texts,
        authors=lists,
        has_more_authors=st.booleans(),
        editors=lists,
        contributions=st.lists(
            st.builds(Contribution, role=st.sampled_from(get_args(ContributorRole)), people=lists),
            max_size=2,
        ).map(tuple),
        date=maybe_date,
        original_date=maybe_date,
        event_date=st.one_of(st.none(), st.builds(DateRange, maybe_date, maybe_date)),
        status=st.one_of(st.none(), st.sampled_from(get_args(Status))),
        venue=maybe_text,
        event=maybe_text,
        series=maybe_text,
        publisher=maybe_text,
        place=maybe_text,
        volume=numbers,
        number=numbers,
        pages=numbers,
        article_number=numbers,
        edition=st.one_of(numbers, maybe),
        version=maybe,
        chapter=numbers,
        thesis_type=st.one_of(maybe, st.sampled_from(["PhD thesis", "U.S. patent"])),
        doi=st.sampled_from(["", "10.1000/xyz"]),
        arxiv=st.sampled_from(["", "2403.01234"]),
        language=st.sampled_from(["", "en", "de"]),
        links=st.sampled_from(
            [(), (PublicationLink(kind="url", label="", href=Href("https://example.org/t")),)]
        ),
    )


ODD = publications(ANYTHING, rich_texts(ANYTHING))
SOUND = publications(
    st.sampled_from(["Tallis", "Mira Ann", "Jean-Paul", "M. A.", "Corvo", "Łucja", "潮"]),
    st.one_of(SENTENCES.map(lambda text: RichText((Text(text),))), rich_texts(WORDS)),
)


@pytest.mark.parametrize("style", CITATION_FORMATS)
@given(publication=ODD)
@settings(max_examples=60)
def test_any_work_has_a_reference(style: CitationFormat, publication: Publication) -> None:
    for suffix in ("", "a"):
        text = cite(publication, style, suffix=suffix)
        assert all(isinstance(node, Text | Styled | Link | Math) for node in text.nodes)


@pytest.mark.parametrize("style", CITATION_FORMATS)
@given(publication=SOUND)
@settings(max_examples=150)
def test_punctuation_is_never_doubled(style: CitationFormat, publication: Publication) -> None:
    shown = str(cite(publication, style))
    assert not DOUBLED.search(shown), shown
    assert not shown.startswith((" ", ",", ".")), shown
    assert shown == shown.strip()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("style", CITATION_FORMATS)
@given(
    publication=publications(
        st.sampled_from(["<b>", '"><script>', "&amp;", "</i>"]),
        rich_texts(st.sampled_from(["<b>", "'\"><script>", "&"])),
    )
)
@settings(max_examples=60)
def test_no_value_becomes_markup(style: CitationFormat, publication: Publication) -> None:
    tags = _Tags()
    tags.feed(re.sub(r"<math.*?</math>", "", str(html(cite(publication, style))), flags=re.DOTALL))
    assert {tag for tag, _ in tags.found} <= {"em", "a", "sub", "strong", "code"}
    for tag, attributes in tags.found:
        if tag == "a":
            assert safe_href(attributes["href"] or "")


@pytest.mark.parametrize("style", CITATION_FORMATS)
def test_long_titles_take_time_in_proportion(style: CitationFormat) -> None:
    for piece in ("A ", "word ", "“", ". ", "x-", "' ", "1–2 ", "A" * 50):
        title = RichText((Text(piece * 20_000),))
        one = Publication(
            key=CiteKey("a"),
            kind="article",
            title=title,
            venue=title,
            pages=piece * 20_000,
            volume=piece * 20_000,
            edition=piece * 20_000,
            source=SPAN,
        )
        assert str(cite(one, style))
