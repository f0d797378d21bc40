"""What a template may see: the theme contract.

Every value is plain and final: texts are `RichText` (print with the filter `rich`), `Html` or
`str`; an `href` is a `Url` of the site or a whole address (print with the function `url`).
A field may be added in a minor release; renaming or removing one raises `CONTRACT`.
"""

from typing import Final

from sitegen.views.pages import (
    CvView,
    HomeView,
    ListView,
    NotFoundView,
    PageView,
    PostView,
    ProjectView,
    PublicationPageView,
    PublicationsView,
    ThemeOptions,
    View,
)
from sitegen.views.parts import (
    AlternateView,
    AuthorView,
    CitationView,
    EntryGroup,
    EntryView,
    FactView,
    FigureView,
    ImageView,
    KindCount,
    LegendView,
    LinkView,
    Meta,
    NavigationView,
    OwnerView,
    PositionView,
    PublicationGroup,
    PublicationView,
    QuestionView,
    ReferenceView,
    SectionKind,
    SectionView,
    SiteView,
    TapeYear,
    VideoView,
)

CONTRACT: Final = 1

__all__ = [
    "CONTRACT",
    "AlternateView",
    "AuthorView",
    "CitationView",
    "CvView",
    "EntryGroup",
    "EntryView",
    "FactView",
    "FigureView",
    "HomeView",
    "ImageView",
    "KindCount",
    "LegendView",
    "LinkView",
    "ListView",
    "Meta",
    "NavigationView",
    "NotFoundView",
    "OwnerView",
    "PageView",
    "PositionView",
    "PostView",
    "ProjectView",
    "PublicationGroup",
    "PublicationPageView",
    "PublicationView",
    "PublicationsView",
    "QuestionView",
    "ReferenceView",
    "SectionKind",
    "SectionView",
    "SiteView",
    "TapeYear",
    "ThemeOptions",
    "VideoView",
    "View",
]
