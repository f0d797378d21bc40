"""Facts of invented people: what exports of the CV are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from sitegen.exports.cv_facts import ContactFact, CvFacts, FactSection, ProfileFact
from sitegen.model import cv as c
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.pages import Project
from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication
from sitegen.model.text import Href, Link, Math, RichText, Styled, Text
from sitegen.problems import SitePath, Span
from sitegen.words import load_words

if TYPE_CHECKING:
    from sitegen.exports.cv_facts import CvFact

WHERE = Span(SitePath("content/cv.toml"))
WORDS = load_words("en")


def facts_of(*sections: FactSection, language: str = "en", **changes: object) -> CvFacts:
    """Return the facts of Ada Lune, who has these sections."""
    fields: dict[str, object] = {
        "name": "Ada Lune", "native_name": "", "headline": "Reader in Tides", "summary": "Tides.",
        "home": "https://lune.example/", "image": "", "contacts": (), "profiles": (),
        "sections": sections, "pages": {}, "address": "https://lune.example/cv/",
        "date": "2031-05-02", "paper": "a4", "words": load_words(language),
    }  # fmt: skip
    return CvFacts(**(fields | changes))  # type: ignore[arg-type]


def section_of(*facts: CvFact, title: str = "Section") -> FactSection:
    return FactSection(title=title, facts=facts)


_NASTY = st.sampled_from(
    ["", "#read(1)", "a *b* _c_", "\x07", "$$x$$", "no", "2019-05-02", "- a", "!!! b", "<b>c</b>"]
)
_STRINGS = st.one_of(st.text(max_size=12), _NASTY)
_TEXTS = st.builds(
    lambda nodes: RichText(tuple(nodes)),
    st.lists(
        st.one_of(
            st.builds(Text, _STRINGS),
            st.builds(Math, _STRINGS),
            st.builds(
                lambda style, text: Styled(style, (Text(text),)),
                st.sampled_from(["emph", "strong", "code", "sub"]),
                _STRINGS,
            ),
            st.builds(lambda href, text: Link(href, (Text(text),)), _STRINGS, _STRINGS),
        ),
        max_size=3,
    ),
)
_HREFS = st.builds(
    Href,
    st.one_of(
        _STRINGS,
        st.builds("https://{}".format, _STRINGS),
        st.builds("https://sea.example/{}".format, _STRINGS),
    ),
)
_DATES = st.builds(
    PartialDate,
    st.integers(-50, 12_000),
    st.one_of(st.none(), st.integers(1, 12)),
    st.one_of(st.none(), st.integers(1, 28)),
    st.one_of(st.none(), st.sampled_from(["Fall", "WS", "Lent", "Foo"])),
)
_RANGES = st.builds(
    DateRange, st.one_of(st.none(), _DATES), st.one_of(st.none(), _DATES), st.booleans()
)
_NAMES = st.builds(lambda family, given: Name(family=family, given=given), _STRINGS, _STRINGS)
_PUBLICATIONS = st.builds(
    Publication,
    key=_STRINGS,
    kind=st.sampled_from(["article", "patent", "thesis"]),
    title=_TEXTS,
    authors=st.lists(st.builds(lambda name: Author(name=name, is_owner=True), _NAMES)).map(tuple),
    date=st.one_of(st.none(), _DATES),
    doi=_STRINGS,
    venue=_TEXTS,
    number=_STRINGS,
    note=_TEXTS,
    source=st.just(WHERE),
)
_TAGS = st.lists(st.text(max_size=4), max_size=2).map(tuple)
_COMMON = {"span": st.just(WHERE), "tags": st.just(())}


def _made(kind: type, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[CvFact]:
    return st.builds(kind, **(_COMMON | fields))


ANY_FACT: st.SearchStrategy[CvFact] = st.one_of(
    _made(
        c.Education, degree=_TEXTS, area=_TEXTS, institution=_TEXTS, place=_STRINGS,
        date=st.one_of(st.none(), _RANGES), thesis=_TEXTS, grade=_STRINGS, url=_HREFS,
        notes=st.lists(_TEXTS, max_size=2).map(tuple), advisors=_TAGS,
    ),
    _made(
        c.Experience, title=_TEXTS, institution=_TEXTS, date=_RANGES, summary=_TEXTS, url=_HREFS
    ),
    _made(c.Award, title=_TEXTS, date=_RANGES, amount=_STRINGS, url=_HREFS),
    _made(c.Grant, title=_TEXTS, funder=_TEXTS, date=_RANGES, investigators=_TAGS, url=_HREFS),
    _made(c.Talk, title=_TEXTS, event=_TEXTS, date=_RANGES, slides=_HREFS, speakers=_TAGS),
    _made(c.Teaching, course=_TEXTS, date=_RANGES, role=_STRINGS, url=_HREFS),
    _made(c.Service, role=_TEXTS, date=_RANGES, institution=_TEXTS),
    _made(c.Membership, institution=_TEXTS, date=_RANGES, role=_STRINGS),
    _made(c.Skill, name=_TEXTS, items=_TAGS, text=_TEXTS),
    _made(c.Entry, section=_STRINGS, title=_TEXTS, date=_RANGES, url=_HREFS),
    st.builds(c.Language, name=_STRINGS, level=_STRINGS, span=st.just(WHERE)),
    st.builds(c.Student, name=_STRINGS, date=_RANGES, thesis=_TEXTS, span=st.just(WHERE)),
    st.builds(
        Project, title=_TEXTS, date=_RANGES, code=_HREFS, tags=_TAGS, slug=st.just("a"),
        stars=st.integers(0, 9), body=st.none(), span=st.just(WHERE), counted=_DATES,
    ),
    _PUBLICATIONS,
)  # fmt: skip

ANY_FACTS: st.SearchStrategy[CvFacts] = st.builds(
    facts_of,
    st.builds(
        FactSection,
        title=_STRINGS,
        facts=st.lists(ANY_FACT, max_size=4).map(tuple),
        items=st.lists(_STRINGS, max_size=2).map(tuple),
    ),
    st.builds(FactSection, title=_STRINGS, facts=st.lists(ANY_FACT, max_size=2).map(tuple)),
    name=_STRINGS,
    headline=_STRINGS,
    image=st.one_of(_STRINGS, st.just("https://lune.example/ä.png")),
    date=st.sampled_from(["", "2031", "2031-05", "2031-05-02"]),
    contacts=st.lists(
        st.builds(
            ContactFact,
            kind=st.sampled_from(["email", "phone", "address", "office"]),
            label=_STRINGS,
            value=st.one_of(_STRINGS, st.just("ada@lune.example")),
        ),
        max_size=3,
    ).map(tuple),
    profiles=st.lists(
        st.builds(
            ProfileFact,
            key=st.sampled_from(["orcid", "mastodon", "x", "dblp", "other", "stackoverflow"]),
            network=_STRINGS,
            username=_STRINGS,
            url=st.one_of(_STRINGS, st.builds("https://{}".format, _STRINGS)),
        ),
        max_size=3,
    ).map(tuple),
)
