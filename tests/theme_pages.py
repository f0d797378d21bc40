"""What every template is given: a view with everything and a bare one; the page a theme makes."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from sitegen.build.templates import TemplateReads
from sitegen.files import DiskTree, MemoryTree, SiteTree, builtin_themes
from sitegen.model.blocks import (
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.config import Config, StatsChart, StatsSettings
from sitegen.model.markdown import Heading
from sitegen.model.people import Name
from sitegen.model.profile import Profile
from sitegen.model.publication import Kind
from sitegen.model.text import Html, Link, OutPath, RichText, Text, Url, rich
from sitegen.plan.context import Basics
from sitegen.plan.stats import Work, stats_view
from sitegen.plan.tasks import PageTask, Plan
from sitegen.render.html import HtmlRenderer
from sitegen.render.parts import PartMemo, Parts
from sitegen.themes import load_theme
from sitegen.views import (
    AlternateView,
    AuthorView,
    ChoiceView,
    CitationView,
    CvEntryView,
    CvSectionView,
    CvView,
    EntryGroup,
    EntryView,
    FacetName,
    FacetValue,
    FacetView,
    FactView,
    FigureView,
    GroupingView,
    HomeView,
    ImageView,
    ItemView,
    KindCount,
    LegendView,
    LinkView,
    ListView,
    Meta,
    NavigationView,
    NotFoundView,
    PageView,
    PaginationView,
    PositionView,
    PostView,
    ProjectView,
    PublicationGroup,
    PublicationPageView,
    PublicationsView,
    PublicationView,
    QuestionView,
    ReferenceView,
    SectionView,
    SeriesView,
    SiteView,
    StatsView,
    TagsView,
    TagView,
    TapeYear,
    VideoView,
)
from sitegen.views.documents import CvEntryStyle
from sitegen.words import load_words

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: tuple[Kind, ...] = get_args(Kind)

TEMPLATES: Mapping[str, type] = {
    "home.html": HomeView,
    "publications.html": PublicationsView,
    "publication.html": PublicationPageView,
    "cv.html": CvView,
    "projects.html": ListView,
    "project.html": ProjectView,
    "talks.html": ListView,
    "teaching.html": ListView,
    "news.html": ListView,
    "news-item.html": PostView,
    "posts.html": ListView,
    "post.html": PostView,
    "people.html": ListView,
    "tags.html": TagsView,
    "tag.html": TagView,
    "talk.html": ItemView,
    "course.html": ItemView,
    "page.html": PageView,
    "stats.html": StatsView,
    "404.html": NotFoundView,
}

META = Meta(
    title="A page · Ada Example",
    description='She said "a < b"',
    url=Url("/part/page/"),
    canonical="https://example.org/part/page/",
    section="part",
    type="article",
    published="2024",
    image="https://example.org/a.png",
    tags=(("citation_title", "Tides"),),
    json_ld='{"name":"</script>"}',
    alternates=(
        AlternateView(rel="alternate", href="/feed.xml", type="application/atom+xml", title="Feed"),
        AlternateView(rel="alternate", href="/cv.pdf", type="application/pdf", title="PDF"),
    ),
)
SITE = SiteView(
    title="Ada Example",
    name="Ada Example",
    language="en",
    direction="ltr",
    navigation=(NavigationView(title="Part", href="/part/", section="part"),),
    footer=rich("A footer"),
    links=(LinkView(label="ORCID", href="https://orcid.org/0"),),
    generator="sitegen 0",
)
BARE_SITE = dataclasses.replace(SITE, navigation=(), footer=RichText(), links=())
LINK = LinkView(label="PDF", href="https://example.org/a.pdf", kind="pdf", title="PDF of Tides")
WITH_LINK = RichText((Text("See "), Link("https://example.org", (Text("there"),))))
PAPER = PublicationView(
    key="a",
    anchor="a",
    href=Url("/publications/a/"),
    kind="article",
    kind_label="Journal article",
    title=rich("Tides <script>"),
    authors=(AuthorView(name="A. Example", is_owner=True, marks="*"), AuthorView(name="B. Other")),
    more_authors=(AuthorView(name="C. Late"),),
    has_more_authors=True,
    source=rich("Journal of Water 3, 1–9"),
    abbr="JW",
    year="2024",
    date="2024-05",
    status="accepted",
    award=rich("Best paper"),
    note=rich("A note"),
    acceptance="21 %",
    preview=ImageView(href="/assets/a.png", alt="A wave", width=96, height=64),
    links=(LINK,),
    abstract=rich("An abstract"),
    bibtex="@article{a,\n}",
    keywords=("water",),
    language="de",
)
BARE_PAPER = PublicationView(
    key="b",
    anchor="b",
    href=Url("/publications/b/"),
    kind="misc",
    kind_label="Publication",
    title=WITH_LINK,
    authors=(),
)
ENTRY = EntryView(
    title=rich("A talk"),
    href="/talks/",
    lines=(rich("A place"),),
    summary=rich("A summary"),
    notes=(rich("A point"),),
    when="2024",
    datetime="2024",
    anchor="talk-a",
    updated="2025",
    reading_minutes=3,
    highlight="Upcoming",
    badges=("Keynote",),
    abstract=rich("An abstract"),
    counts="1,234 stars",
    tags=(LinkView(label="water", href="/tags/water/"), LinkView(label="x", href="")),
    links=(LINK,),
    image=ImageView(href="/assets/a.png", alt=""),
)
BARE_ENTRY = EntryView(title=WITH_LINK, href="/news/a/")
TAGS = (LinkView(label="water", href="/tags/water/", kind="tag"), LinkView(label="x", href=""))
CHOICES = (
    ChoiceView(label="1", href="/posts/", count=7),
    ChoiceView(label="9", href="/posts/page/9/", is_current=True, is_after_gap=True),
)
TAPE = tuple(
    TapeYear(year=year, href=f"/publications/#y{year}", marks=marks)
    for year, marks in ((2024, (False, True)), (2004, ()), (2003, (True,)))
)
FACTS = (FactView(label="DOI", value=rich("see"), links=(LINK,)),)
FIGURE = FigureView(
    image=ImageView(href="/assets/b.png", alt="Two waves", width=600, height=400),
    caption=rich("Two waves meet."),
)
QUESTION = QuestionView(question=rich("Why?"), text=rich("So."), link=LINK)
GROUP = PublicationGroup(label="Articles", anchor="article", publications=(PAPER, BARE_PAPER))
SECTIONS = (
    SectionView(anchor="tape", kind="tape", tape=TAPE),
    SectionView(anchor="asks", kind="questions", title="Questions", questions=(QUESTION,)),
    SectionView(anchor="bio", kind="prose", title="Bio", body=Html("<p>Prose.</p>"), more=LINK),
    SectionView(anchor="list", kind="list", title="List", items=("one", "two")),
    SectionView(anchor="own", kind="publications", publications=(PAPER, BARE_PAPER)),
    SectionView(anchor="news", kind="entries", title="News", entries=(ENTRY, BARE_ENTRY)),
    SectionView(anchor="facts", kind="facts", title="Contact", facts=FACTS),
)

CV_ENTRY = CvEntryView(
    title=rich("A degree <b>"),
    href="https://example.org/",
    subtitle=rich("A subtitle"),
    detail=rich("A detail"),
    place=rich("A town"),
    when="2024",
    lines=(rich("A line"), WITH_LINK),
    summary=rich("A summary"),
    notes=(rich("A point"),),
    counts="1,234 stars",
    links=(LINK,),
)
BLOCKS = (
    Paragraph(WITH_LINK),
    BlockHeading(1, rich("A heading")),
    BlockList((((Paragraph(rich("one")),)), (Paragraph(rich("two")),))),
    BlockList(((Paragraph(rich("three")),),), first_number=3),
    BlockQuote((Paragraph(rich("said")),)),
    CodeBlock("a < b\n"),
    BlockTable(((rich("head"),), (rich("cell"),))),
)
CV_SECTIONS = (
    CvSectionView(anchor="intro", kind="prose", blocks=BLOCKS),
    CvSectionView(anchor="text", kind="prose", title="Text", lead=rich("A lead"), blocks=BLOCKS),
    CvSectionView(anchor="list", kind="list", title="List", items=(rich("one"), WITH_LINK)),
    *(
        CvSectionView(
            anchor=kind,
            kind=kind,
            title=kind.capitalize(),
            entries=(CV_ENTRY, CvEntryView(title=WITH_LINK)),
            note=rich("A note"),
        )
        for kind in get_args(CvEntryStyle)
    ),
    CvSectionView(anchor="more", kind="rows", entries=(CV_ENTRY,)),
    CvSectionView(
        anchor="all",
        kind="publications",
        title="All",
        groups=(GROUP, dataclasses.replace(GROUP, label="", anchor="rest", numbers=(2, 1))),
        legend=(LegendView(mark="*", meaning="equal contribution"),),
    ),
)

WORKS = tuple(
    Work(2000 + n, kind, (Name(given="Rosa", family="Corvo"),), "Sea", ("water",))
    for n, kind in enumerate(KINDS)
)
CHARTS = stats_view(
    WORKS,
    "Statistics",
    Basics(
        Config(
            title="T",
            url="https://example.org/",
            stats=StatsSettings(charts=get_args(StatsChart)),
        ),
        Profile(name="Ada Example"),
        load_words("en"),
    ),
).charts

FULL: Mapping[str, object] = {
    "meta": META,
    "title": "A title",
    "name": "Ada Example",
    "lead": "A lead",
    "honorifics": "FRS",
    "native_name": "Ада",
    "pronouns": "she/her",
    "role": rich("Reader"),
    "affiliation": rich("University"),
    "affiliation_href": "https://example.org",
    "positions": (
        PositionView(title=rich("Reader"), institution=rich("University"), href="https://e.org"),
        PositionView(title=rich("Fellow")),
    ),
    "summary": rich("A summary"),
    "figure": FIGURE,
    "figures": (FIGURE, FIGURE),
    "video": VideoView(
        href="https://vimeo.com/1",
        title="A talk",
        kind="frame",
        frame="https://player.vimeo.com/video/1",
        host="vimeo.com",
    ),
    "photo": ImageView(href="/assets/a.png", alt="Ada", width=80, height=100),
    "photo_caption": rich("A caption"),
    "buttons": (LINK, LINK),
    "sections": SECTIONS,
    "count": 7,
    "tape": TAPE,
    "kinds": tuple(KindCount(kind=kind, label=kind, count=1) for kind in KINDS),
    "facets": tuple(
        FacetView(
            name=name,
            label=name,
            values=tuple(
                FacetValue(name=one, label=f"{one} & co", count=2, places="0")
                for one in (KINDS if name == "kind" else map(str, range(20)))
            ),
        )
        for name in get_args(FacetName)
    ),
    "legend": (LegendView(mark="*", meaning="equal contribution"),),
    "exports": (LINK,),
    "publication": PAPER,
    "facts": FACTS,
    "citations": (
        CitationView(format="bibtex", label="BibTeX", source="@misc{a}"),
        CitationView(format="apa", label="APA", text=rich("Example, A. (2024).")),
    ),
    "related": (PAPER,),
    "mentions": (ENTRY,),
    "list_href": Url("/part/"),
    "contacts": FACTS,
    "order": "authors-first",
    "when": "2024",
    "datetime": "2024",
    "updated": "2025",
    "institution": rich("University"),
    "body": Html('<h2 id="one">One</h2><p>Text.</p>'),
    "headings": tuple(Heading(level=2, text=text, anchor="one") for text in ("a", "b", "c")),
    "links": (LINK,),
    "image": ImageView(href="/assets/a.png", alt="A wave"),
    "publications": (PAPER, BARE_PAPER),
    "references": (ReferenceView(anchor="ref-a", text=rich("A work."), href="/publications/a/"),),
    "others": (ENTRY,),
    "tags": TAGS,
    "series": SeriesView(title="Tides", number=2, parts=(LINK, LINK)),
    "highlight": "Upcoming",
    "badges": ("Keynote",),
    "counts": "1,234 stars, 56 forks (May 2026)",
    "lines": (rich("A place"), WITH_LINK),
    "entries": (ENTRY, BARE_ENTRY),
    "pagination": PaginationView(
        number=2, total=9, newer="/posts/", older="/posts/page/3/", pages=CHOICES
    ),
    "years": CHOICES,
    "reading_minutes": 3,
    "newer": LinkView(label="Newer post", href="/posts/new/"),
    "older": LinkView(label="Older post", href="/posts/old/"),
    "stats": LinkView(label="Statistics", href="/stats/"),
    "charts": CHARTS,
    "pages": (LinkView(label="Talks", href="/talks/"),),
}
BARE: Mapping[str, object] = {
    "meta": Meta(
        title="T", description="", url=Url("/x/"), canonical="", section="", is_indexed=False
    ),
    "title": "T",
    "name": "J. Doe",
    "order": "title-first",
    "count": 1,
    "publication": BARE_PAPER,
    "groups": (PublicationGroup(label="", anchor="all", publications=(BARE_PAPER,)),),
    "list_href": Url("/part/"),
    "when": "2024",
    "datetime": "2024",
    "reading_minutes": 0,
    "photo": None,
    "figure": None,
    "video": None,
    "image": None,
    "series": None,
    "pagination": None,
    "newer": None,
    "older": None,
    "stats": None,
}


GROUPINGS = tuple(
    GroupingView(
        label=name,
        anchor=name,
        groups=(EntryGroup(label="2024", anchor=f"y-{name}", entries=(BARE_ENTRY,)),),
    )
    for name in ("by-course", "by-term")
)


def view_of(template: str, *, is_full: bool) -> Any:
    """Return a view with everything, or with as little as a site can have."""
    cls = TEMPLATES[template]
    values: dict[str, object] = {}
    for name, hint in ((one.name, one.type) for one in dataclasses.fields(cls)):
        is_list = cls in (ListView, TagView) and name == "groups"
        if cls in (ListView, TagsView) and name == "tags":
            values[name] = CHOICES
        elif is_full and name == "groupings":
            values[name] = GROUPINGS
        elif is_list and is_full:
            first = EntryGroup(label="2024", anchor="y2024", entries=(ENTRY,))
            second = EntryGroup(label="", anchor="undated", entries=(BARE_ENTRY,))
            values[name] = (first, second)
        elif is_list:
            values[name] = (EntryGroup(label="", anchor="", entries=(BARE_ENTRY,)),)
        elif is_full and name == "groups":
            second = dataclasses.replace(PAPER, anchor="c", year="2003")
            year = PublicationGroup(label="2003", anchor="y2003", publications=(second,))
            values[name] = (GROUP, year)
        elif is_full or name in BARE:
            values[name] = FULL[name] if is_full else BARE[name]
        else:
            values[name] = {"str": "", "Html": Html(""), "RichText": RichText()}.get(hint, ())
        if hint == "RichText" and isinstance(values[name], str):
            values[name] = rich(str(values[name]))
    if cls is CvView:
        values |= {"sections": CV_SECTIONS if is_full else ()}
    if cls is HomeView:
        values["meta"] = dataclasses.replace(values["meta"], url=Url("/"))  # type: ignore[type-var]
    return cls(**values)


@lru_cache
def renderer(*, is_full: bool, scheme: str, theme: str = "scholar") -> HtmlRenderer:
    files = SiteTree(MemoryTree({}), DiskTree(builtin_themes()))
    options = {"scheme": scheme}
    config = Config(title="T", url="https://example.org/", theme=theme, theme_options=options)
    loaded = load_theme(config, files).value
    assert loaded is not None
    statics = [builtin_themes() / layer.name / "static" for layer in loaded.layers]
    names = [path.relative_to(one).as_posix() for one in statics for path in one.rglob("*.*")]
    assets = {name: Url(f"/static/{name}") for name in names}
    parts = Parts(PartMemo(), TemplateReads(loaded, files))
    plan = Plan(SITE if is_full else BARE_SITE, load_words("en"), config.url, assets, ())
    return HtmlRenderer(loaded, files, plan, parts)


def shown(
    template: str,
    *,
    is_full: bool = True,
    view: Any = None,
    scheme: str = "system",
    theme: str = "scholar",
) -> str:
    view = view or view_of(template, is_full=is_full)
    task = PageTask(OutPath("x"), view.meta.url, template, lambda: view, ())
    made = renderer(is_full=is_full, scheme=scheme, theme=theme).render(task)
    assert made.value is not None, made.problems
    return made.value
