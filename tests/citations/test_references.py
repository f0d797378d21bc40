"""References to invented works of every kind in every style, checked by hand with the manuals.

`*…*` is in italics, `<…>` is a link.
"""

from __future__ import annotations

from typing import get_args

import pytest

from sitegen.citations import CITATION_FORMATS, CitationFormat, cite
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.people import Author, Name
from sitegen.model.publication import (
    Contribution,
    Kind,
    Publication,
    PublicationLink,
    Status,
)
from sitegen.model.text import (
    CiteKey,
    Href,
    Inline,
    Link,
    Math,
    RichText,
    Styled,
    Text,
    plain,
)
from sitegen.problems import SitePath, Span
from sitegen.readers.latex import read_latex
from sitegen.render.rich_text import html

SPAN = Span(SitePath("publications.bib"), 1, 1)
MIRA = Name(family="Tallis", given="Mira Ann")
ADA = Name(family="Lune", given="Ada")
ROSA = Name(family="Corvo", given="Rosa", particle="van der")
JEAN = Name(family="Marsh", given="Jean-Paul", suffix="Jr.")
SOCIETY = Name(family="Tidal Society")
RICH = frozenset({"title", "venue", "event", "event_place", "series", "publisher", "place"})


def latex(source: str) -> RichText:
    text = read_latex(source, SPAN).value
    assert text is not None
    return text


def people(*names: Name) -> tuple[Author, ...]:
    return tuple(Author(name=name) for name in names)


def work(
    kind: Kind, title: str = "The Tides of the {North Sea}: A Study", **values: object
) -> Publication:
    given = {
        name: latex(value) if name in RICH and isinstance(value, str) else value
        for name, value in {"title": title, **values}.items()
    }
    defaults = {"authors": people(MIRA, ADA, ROSA), "date": PartialDate(2024, 3, 5)}
    return Publication(key=CiteKey("tallis"), kind=kind, source=SPAN, **{**defaults, **given})  # type: ignore[arg-type]


def url(address: str = "https://example.org/t") -> tuple[PublicationLink, ...]:
    return (PublicationLink(kind="url", label="Link", href=Href(address)),)


def marked(nodes: tuple[Inline, ...]) -> str:
    shown = ""
    for node in nodes:
        match node:
            case Styled("emph", children):
                shown += f"*{marked(children)}*"
            case Styled(_, children):
                shown += marked(children)
            case Link(_, children):
                shown += f"<{marked(children)}>"
            case _:
                shown += plain((node,))
    return shown


def reference(publication: Publication, style: CitationFormat) -> str:
    return marked(cite(publication, style).nodes)


WORKS = {
    "article": work(
        "article", venue="Acta Maris", volume="12", number="3", pages="1145–1167", doi="10.1000/xyz"
    ),
    "article with a number": work(
        "article",
        venue="Acta Maris",
        volume="12",
        article_number="e123",
        authors=people(JEAN, MIRA),
        links=url(),
    ),
    "article in press": work("article", venue="Acta Maris", status="in press", date=None),
    "article of nobody": work("article", venue="Acta Maris", date=None, authors=()),
    "question": work(
        "article",
        "Why Do ``Neap'' Tides Lag?",
        venue="Acta Mar.",
        volume="12",
        pages="5",
        authors=people(MIRA),
        date=PartialDate(2024),
    ),
    "conference": work(
        "conference",
        venue="Proceedings of the Tide Days",
        pages="12–19",
        publisher="Moon Press",
        place="Port Lune",
        series="LNT",
        volume="7",
        editors=people(ROSA),
        doi="10.1000/xyz",
    ),
    "conference without editors": work(
        "conference",
        venue="Proceedings of the Tide Days",
        pages="395–401",
        publisher="Moon Press",
        authors=people(MIRA, ADA),
    ),
    "unpublished paper": work(
        "conference", event="Tide Days", place="Port Lune", authors=people(MIRA, ADA)
    ),
    "chapter": work(
        "chapter",
        venue="The Book of Tides",
        pages="1103–1108",
        publisher="Moon Press",
        place="Port Lune",
        editors=people(ROSA, ADA),
        edition="2",
        volume="3",
        chapter="4",
        series="Sea Series",
        number="9",
        authors=people(MIRA),
    ),
    "book": work(
        "book",
        publisher="Moon Press",
        place="Port Lune",
        edition="Second",
        series="Sea Series",
        volume="3",
        authors=people(MIRA),
    ),
    "edited book": work("book", publisher="Moon Press", authors=(), editors=people(MIRA, ADA)),
    "translated book": work(
        "book",
        publisher="Moon Press",
        authors=people(MIRA),
        contributions=(Contribution(role="translator", people=people(ADA)),),
        original_date=PartialDate(1923),
    ),
    "proceedings": work(
        "proceedings",
        "Proceedings of the Tide Days",
        publisher="Moon Press",
        place="Port Lune",
        authors=(),
        editors=people(MIRA),
    ),
    "thesis": work(
        "thesis",
        venue="University of Port Lune",
        place="Port Lune",
        thesis_type="PhD thesis",
        authors=people(MIRA),
        links=url(),
    ),
    "report": work(
        "report",
        venue="Tidal Institute",
        number="12",
        thesis_type="Technical report",
        place="Port Lune",
    ),
    "preprint": work(
        "preprint", venue="arXiv", arxiv="2403.01234", doi="10.48550/arXiv.2403.01234"
    ),
    "submitted": work("preprint", status="submitted", entry_type="unpublished"),
    "unpublished": work("preprint", entry_type="unpublished", date=PartialDate(2024)),
    "patent": work("patent", "Tide Mill", number="US 1234567", thesis_type="U.S. patent"),
    "software": work(
        "software", "tidecalc: A Tide Calculator", version="2.1", venue="Zenodo", doi="10.5281/z.1"
    ),
    "dataset": work("dataset", version="2.1", venue="Zenodo", doi="10.5281/z.1"),
    "poster": work(
        "poster",
        venue="Tide Days",
        place="Port Lune",
        event_date=DateRange(PartialDate(2024, 3, 5), PartialDate(2024, 3, 7)),
    ),
    "talk": work("talk", venue="Tide Days", place="Port Lune", thesis_type="Invited talk"),
    "web": work("web", venue="Tide Blog", links=url()),
    "misc": work("misc", authors=people(SOCIETY), publisher="Moon Press", date=PartialDate(2024)),
}


EXPECTED: dict[str, dict[CitationFormat, str]] = {
    "article": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). The tides of the North Sea: A "
            "study. *Acta Maris*, *12*(3), 1145–1167. <https://doi.org/10.1000/xyz>"
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "*Acta Maris*, vol. 12, no. 3, pp. 1145–1167, Mar. 2024, doi: <10.1000/xyz>."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” *Acta Maris* 12 (3): 1145–67. <https://doi.org/10.1000/xyz>."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” *Acta Maris*, vol. "
            "12, no. 3, Mar. 2024, pp. 1145–67, <https://doi.org/10.1000/xyz>."
        ),
    },
    "article with a number": {
        "apa": (
            "Marsh, J.-P., Jr., & Tallis, M. A. (2024). The tides of the North Sea: A study. "
            "*Acta Maris*, *12*, Article e123. <https://example.org/t>"
        ),
        "ieee": (
            "J.-P. Marsh Jr. and M. A. Tallis, “The tides of the North Sea: A study,” *Acta "
            "Maris*, vol. 12, Mar. 2024, Art. no. e123. [Online]. Available: "
            "<https://example.org/t>"
        ),
        "chicago": (
            "Marsh, Jean-Paul, Jr., and Mira Ann Tallis. 2024. “The Tides of the North Sea: A "
            "Study.” *Acta Maris* 12 (March): e123. <https://example.org/t>."
        ),
        "mla": (
            "Marsh, Jean-Paul, Jr., and Mira Ann Tallis. “The Tides of the North Sea: A Study.” "
            "*Acta Maris*, vol. 12, Mar. 2024, article e123, <https://example.org/t>."
        ),
    },
    "article in press": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (in press). The tides of the North "
            "Sea: A study. *Acta Maris*."
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "*Acta Maris*, to be published."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. Forthcoming. “The Tides of the "
            "North Sea: A Study.” *Acta Maris*."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” *Acta Maris*, "
            "forthcoming."
        ),
    },
    "article of nobody": {
        "apa": "The tides of the North Sea: A study. (n.d.). *Acta Maris*.",
        "ieee": "“The tides of the North Sea: A study,” *Acta Maris*.",
        "chicago": "“The Tides of the North Sea: A Study.” n.d. *Acta Maris*.",
        "mla": "“The Tides of the North Sea: A Study.” *Acta Maris*.",
    },
    "question": {
        "apa": "Tallis, M. A. (2024). Why do “neap” tides lag? *Acta Mar.*, *12*, 5.",
        "ieee": "M. A. Tallis, “Why do ‘neap’ tides lag?” *Acta Mar.*, vol. 12, p. 5, 2024.",
        "chicago": "Tallis, Mira Ann. 2024. “Why Do ‘Neap’ Tides Lag?” *Acta Mar.* 12: 5.",
        "mla": "Tallis, Mira Ann. “Why Do ‘Neap’ Tides Lag?” *Acta Mar.*, vol. 12, 2024, p. 5.",
    },
    "conference": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). The tides of the North Sea: A "
            "study. In R. van der Corvo (Ed.), *Proceedings of the Tide Days* (Vol. 7, pp. "
            "12–19). Moon Press. <https://doi.org/10.1000/xyz>"
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "in *Proceedings of the Tide Days*, R. van der Corvo, Ed., in LNT, vol. 7. Port "
            "Lune: Moon Press, Mar. 2024, pp. 12–19, doi: <10.1000/xyz>."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” In *Proceedings of the Tide Days*, edited by Rosa van der Corvo, "
            "12–19. LNT 7. Port Lune: Moon Press. <https://doi.org/10.1000/xyz>."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” *Proceedings of the "
            "Tide Days*, edited by Rosa van der Corvo, Moon Press, 2024, pp. 12–19, "
            "<https://doi.org/10.1000/xyz>. LNT 7."
        ),
    },
    "conference without editors": {
        "apa": (
            "Tallis, M. A., & Lune, A. (2024). The tides of the North Sea: A study. In "
            "*Proceedings of the Tide Days* (pp. 395–401). Moon Press."
        ),
        "ieee": (
            "M. A. Tallis and A. Lune, “The tides of the North Sea: A study,” in *Proceedings of "
            "the Tide Days*, Moon Press, Mar. 2024, pp. 395–401."
        ),
        "chicago": (
            "Tallis, Mira Ann, and Ada Lune. 2024. “The Tides of the North Sea: A Study.” In "
            "*Proceedings of the Tide Days*, 395–401. Moon Press."
        ),
        "mla": (
            "Tallis, Mira Ann, and Ada Lune. “The Tides of the North Sea: A Study.” *Proceedings "
            "of the Tide Days*, Moon Press, 2024, pp. 395–401."
        ),
    },
    "unpublished paper": {
        "apa": (
            "Tallis, M. A., & Lune, A. (2024, March 5). *The tides of the North Sea: A study* "
            "[Paper presentation]. Tide Days, Port Lune."
        ),
        "ieee": (
            "M. A. Tallis and A. Lune, “The tides of the North Sea: A study,” presented at the "
            "Tide Days, Port Lune, Mar. 5, 2024."
        ),
        "chicago": (
            "Tallis, Mira Ann, and Ada Lune. 2024. “The Tides of the North Sea: A Study.” Paper "
            "presented at Tide Days, Port Lune, March 5."
        ),
        "mla": (
            "Tallis, Mira Ann, and Ada Lune. “The Tides of the North Sea: A Study.” Tide Days, "
            "5 Mar. 2024, Port Lune."
        ),
    },
    "chapter": {
        "apa": (
            "Tallis, M. A. (2024). The tides of the North Sea: A study. In R. van der Corvo & A. "
            "Lune (Eds.), *The book of tides* (2nd ed., Vol. 3, pp. 1103–1108). Moon Press."
        ),
        "ieee": (
            "M. A. Tallis, “The tides of the North Sea: A study,” in *The Book of Tides*, 2nd "
            "ed., vol. 3, R. van der Corvo and A. Lune, Eds., in Sea Series, no. 9. Port Lune: "
            "Moon Press, 2024, ch. 4, pp. 1103–1108."
        ),
        "chicago": (
            "Tallis, Mira Ann. 2024. “The Tides of the North Sea: A Study.” In *The Book of "
            "Tides*, 2nd ed., edited by Rosa van der Corvo and Ada Lune, 3:1103–8. Sea Series 9. "
            "Port Lune: Moon Press."
        ),
        "mla": (
            "Tallis, Mira Ann. “The Tides of the North Sea: A Study.” *The Book of Tides*, "
            "edited by Rosa van der Corvo and Ada Lune, 2nd ed., vol. 3, Moon Press, 2024, pp. "
            "1103–08. Sea Series 9."
        ),
    },
    "book": {
        "apa": (
            "Tallis, M. A. (2024). *The tides of the North Sea: A study* (2nd ed., Vol. 3). Moon "
            "Press."
        ),
        "ieee": (
            "M. A. Tallis, *The Tides of the North Sea: A Study*, 2nd ed., in Sea Series, vol. "
            "3. Port Lune: Moon Press, 2024."
        ),
        "chicago": (
            "Tallis, Mira Ann. 2024. *The Tides of the North Sea: A Study*. 2nd ed. Sea Series "
            "3. Port Lune: Moon Press."
        ),
        "mla": (
            "Tallis, Mira Ann. *The Tides of the North Sea: A Study*. 2nd ed., Moon Press, 2024. "
            "Sea Series 3."
        ),
    },
    "edited book": {
        "apa": (
            "Tallis, M. A., & Lune, A. (Eds.). (2024). *The tides of the North Sea: A study*. "
            "Moon Press."
        ),
        "ieee": (
            "M. A. Tallis and A. Lune, Eds., *The Tides of the North Sea: A Study*. Moon Press, "
            "2024."
        ),
        "chicago": (
            "Tallis, Mira Ann, and Ada Lune, eds. 2024. *The Tides of the North Sea: A Study*. "
            "Moon Press."
        ),
        "mla": (
            "Tallis, Mira Ann, and Ada Lune, editors. *The Tides of the North Sea: A Study*. "
            "Moon Press, 2024."
        ),
    },
    "translated book": {
        "apa": (
            "Tallis, M. A. (2024). *The tides of the North Sea: A study* (A. Lune, Trans.). Moon "
            "Press. (Original work published 1923)"
        ),
        "ieee": (
            "M. A. Tallis, *The Tides of the North Sea: A Study*, A. Lune, Trans. Moon Press, 2024."
        ),
        "chicago": (
            "Tallis, Mira Ann. (1923) 2024. *The Tides of the North Sea: A Study*. Translated by "
            "Ada Lune. Moon Press."
        ),
        "mla": (
            "Tallis, Mira Ann. *The Tides of the North Sea: A Study*. 1923. Translated by Ada "
            "Lune, Moon Press, 2024."
        ),
    },
    "proceedings": {
        "apa": "Tallis, M. A. (Ed.). (2024). *Proceedings of the Tide Days*. Moon Press.",
        "ieee": ("M. A. Tallis, Ed., *Proceedings of the Tide Days*. Port Lune: Moon Press, 2024."),
        "chicago": (
            "Tallis, Mira Ann, ed. 2024. *Proceedings of the Tide Days*. Port Lune: Moon Press."
        ),
        "mla": "Tallis, Mira Ann, editor. *Proceedings of the Tide Days*. Moon Press, 2024.",
    },
    "thesis": {
        "apa": (
            "Tallis, M. A. (2024). *The tides of the North Sea: A study* [Doctoral dissertation, "
            "University of Port Lune]. <https://example.org/t>"
        ),
        "ieee": (
            "M. A. Tallis, “The tides of the North Sea: A study,” Ph.D. dissertation, University "
            "of Port Lune, Port Lune, 2024. [Online]. Available: <https://example.org/t>"
        ),
        "chicago": (
            "Tallis, Mira Ann. 2024. “The Tides of the North Sea: A Study.” PhD diss., "
            "University of Port Lune. <https://example.org/t>."
        ),
        "mla": (
            "Tallis, Mira Ann. *The Tides of the North Sea: A Study*. 2024. University of Port "
            "Lune, PhD dissertation, <https://example.org/t>."
        ),
    },
    "report": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). *The tides of the North Sea: A "
            "study* (Technical Report No. 12). Tidal Institute."
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "Tidal Institute, Port Lune, Tech. Rep. 12, Mar. 2024."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. *The Tides of the North "
            "Sea: A Study*. Technical report no. 12. Port Lune: Tidal Institute."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. *The Tides of the North Sea: A Study*. Technical report "
            "no. 12, Tidal Institute, 5 Mar. 2024."
        ),
    },
    "preprint": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). *The tides of the North Sea: A "
            "study* (arXiv:2403.01234). arXiv. <https://doi.org/10.48550/arXiv.2403.01234>"
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "Mar. 5, 2024, *arXiv*: arXiv:2403.01234, doi: <10.48550/arXiv.2403.01234>."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” arXiv:2403.01234. Preprint, arXiv, March 5. "
            "<https://doi.org/10.48550/arXiv.2403.01234>."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” arXiv:2403.01234, "
            "*arXiv*, 5 Mar. 2024, <https://doi.org/10.48550/arXiv.2403.01234>."
        ),
    },
    "submitted": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). *The tides of the North Sea: A "
            "study* [Manuscript submitted for publication]."
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "Mar. 5, 2024, submitted for publication."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” Manuscript submitted for publication."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” 5 Mar. 2024. "
            "Manuscript submitted for publication."
        ),
    },
    "unpublished": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). *The tides of the North Sea: A "
            "study* [Unpublished manuscript]."
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "2024, unpublished."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” Unpublished manuscript."
        ),
        "mla": "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” 2024.",
    },
    "patent": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). *Tide mill* (U.S. Patent No. "
            "1234567)."
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “Tide mill,” U.S. Patent 1234567, Mar. "
            "5, 2024."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. Tide Mill. US Patent "
            "1234567, issued March 5, 2024."
        ),
        "mla": "Tallis, Mira Ann, et al. *Tide Mill*. US Patent 1234567, 5 Mar. 2024.",
    },
    "software": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). *tidecalc: A tide calculator* "
            "(Version 2.1) [Computer software]. Zenodo. <https://doi.org/10.5281/z.1>"
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, *tidecalc: A Tide Calculator*. "
            "(version 2.1, Mar. 5, 2024). Zenodo, doi: <10.5281/z.1>."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. *tidecalc: A Tide "
            "Calculator*. Version 2.1. Zenodo, released March 5. <https://doi.org/10.5281/z.1>."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. *tidecalc: A Tide Calculator*. Version 2.1, Zenodo, 5 Mar. "
            "2024, <https://doi.org/10.5281/z.1>."
        ),
    },
    "dataset": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024). *The tides of the North Sea: A "
            "study* (Version 2.1) [Data set]. Zenodo. <https://doi.org/10.5281/z.1>"
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study.” "
            "Version 2.1, Zenodo, Mar. 5, 2024, doi: <10.5281/z.1>."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” Version 2.1. Zenodo, March 5. <https://doi.org/10.5281/z.1>."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” Version 2.1, "
            "Zenodo, 5 Mar. 2024, <https://doi.org/10.5281/z.1>."
        ),
    },
    "poster": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024, March 5–7). *The tides of the "
            "North Sea: A study* [Poster presentation]. Tide Days, Port Lune."
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "presented at the Tide Days, Port Lune, Mar. 5–7, 2024."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” Poster presented at Tide Days, Port Lune, March 5–7."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” Tide Days, 5–7 Mar. "
            "2024, Port Lune. Poster."
        ),
    },
    "talk": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024, March 5). *The tides of the "
            "North Sea: A study* [Invited talk]. Tide Days, Port Lune."
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "presented at the Tide Days, Port Lune, Mar. 5, 2024."
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” Invited talk presented at Tide Days, Port Lune, March 5."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” Tide Days, 5 Mar. "
            "2024, Port Lune. Invited talk."
        ),
    },
    "web": {
        "apa": (
            "Tallis, M. A., Lune, A., & van der Corvo, R. (2024, March 5). *The tides of the "
            "North Sea: A study*. Tide Blog. <https://example.org/t>"
        ),
        "ieee": (
            "M. A. Tallis, A. Lune, and R. van der Corvo, “The tides of the North Sea: A study,” "
            "Tide Blog, Mar. 5, 2024. [Online]. Available: <https://example.org/t>"
        ),
        "chicago": (
            "Tallis, Mira Ann, Ada Lune, and Rosa van der Corvo. 2024. “The Tides of the North "
            "Sea: A Study.” Tide Blog, March 5. <https://example.org/t>."
        ),
        "mla": (
            "Tallis, Mira Ann, et al. “The Tides of the North Sea: A Study.” *Tide Blog*, 5 Mar. "
            "2024, <https://example.org/t>."
        ),
    },
    "misc": {
        "apa": "Tidal Society. (2024). *The tides of the North Sea: A study*. Moon Press.",
        "ieee": "Tidal Society, “The tides of the North Sea: A study.” Moon Press, 2024.",
        "chicago": "Tidal Society. 2024. “The Tides of the North Sea: A Study.” Moon Press.",
        "mla": "Tidal Society. “The Tides of the North Sea: A Study.” Moon Press, 2024.",
    },
}


@pytest.mark.parametrize("style", CITATION_FORMATS)
@pytest.mark.parametrize("name", WORKS)
def test_each_kind_in_each_style(name: str, style: CitationFormat) -> None:
    assert reference(WORKS[name], style) == EXPECTED[name][style]


def names(count: int) -> tuple[Author, ...]:
    return people(
        *(Name(family=f"Fin{letter}", given="Ada") for letter in "abcdefghijklmnopqrstuv"[:count])
    )


def authors_in(style: CitationFormat, count: int, *, has_more: bool = False) -> str:
    one = work("book", "Tides", authors=names(count), has_more_authors=has_more, date=None)
    separator = {"apa": " (n.d.)", "ieee": ", *Tides", "chicago": ". n.d.", "mla": " *Tides"}[style]
    return reference(one, style).partition(separator)[0]


@pytest.mark.parametrize(
    ("style", "count", "expected"),
    [
        ("apa", 1, "Fina, A."),
        ("apa", 2, "Fina, A., & Finb, A."),
        ("apa", 3, "Fina, A., Finb, A., & Finc, A."),
        ("ieee", 2, "A. Fina and A. Finb"),
        ("ieee", 3, "A. Fina, A. Finb, and A. Finc"),
        ("ieee", 7, "A. Fina *et al.*"),
        ("chicago", 2, "Fina, Ada, and Ada Finb"),
        ("chicago", 3, "Fina, Ada, Ada Finb, and Ada Finc"),
        (
            "chicago",
            11,
            "Fina, Ada, Ada Finb, Ada Finc, Ada Find, Ada Fine, Ada Finf, Ada Fing, et al",
        ),
        ("mla", 1, "Fina, Ada."),
        ("mla", 2, "Fina, Ada, and Ada Finb."),
        ("mla", 3, "Fina, Ada, et al."),
    ],
)
def test_lists_of_authors(style: CitationFormat, count: int, expected: str) -> None:
    assert authors_in(style, count) == expected


def test_apa_names_twenty_authors_and_of_more_the_last() -> None:
    assert authors_in("apa", 20).endswith("Fins, A., & Fint, A.")
    assert authors_in("apa", 22).endswith("Finr, A., Fins, A., … Finv, A.")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Fina, A., Finb, A., et al."),
        ("ieee", "A. Fina, A. Finb, *et al.*"),
        ("chicago", "Fina, Ada, Ada Finb, et al"),
        ("mla", "Fina, Ada, et al."),
    ],
)
def test_and_others_is_said_in_each_style(style: CitationFormat, expected: str) -> None:
    assert authors_in(style, 2, has_more=True) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "van der Corvo, R., & Marsh, J.-P., Jr. (n.d.)"),
        ("ieee", "R. van der Corvo and J.-P. Marsh Jr., *Tides*"),
        ("chicago", "Corvo, Rosa van der, and Jean-Paul Marsh Jr. n.d."),
        ("mla", "van der Corvo, Rosa, and Jean-Paul Marsh Jr. *Tides*"),
    ],
)
def test_particles_suffixes_and_hyphens(style: CitationFormat, expected: str) -> None:
    one = work("book", "Tides", authors=people(ROSA, JEAN), date=None)
    assert reference(one, style).startswith(expected)


def test_names_in_eastern_letters_stand_family_first() -> None:
    one = work("book", "Tides", authors=people(Name(family="山田", given="潮")), date=None)
    assert [reference(one, style)[:2] for style in CITATION_FORMATS] == ["山田"] * 4


@pytest.mark.parametrize(
    ("title", "style", "shown"),
    [
        (r"Tides of {\em Fucus} in CO$_2$", "ieee", "“Tides of *Fucus* in CO2,”"),
        (r"On \emph{Fucus}", "mla", "“On *Fucus*.”"),
        ("``Neap'' or ``Spring''", "chicago", "“‘Neap’ or ‘Spring.’”"),
        ("The Miners' Tides of the Miners'", "chicago", "“The Miners’ Tides of the Miners’.”"),
        ("Tides of the U.S.", "ieee", "“Tides of the U.S.,”"),
        ("Tides.", "mla", "“Tides.”"),
        ("Tides!", "chicago", "“Tides!”"),
    ],
)
def test_titles_in_quotation_marks(title: str, style: CitationFormat, shown: str) -> None:
    assert shown in reference(work("article", title, venue="Acta Maris"), style)


def test_emphasis_in_a_title_in_italics_stands_upright() -> None:
    one = work("book", r"On \emph{Fucus} and Tides")
    assert "*On *Fucus* and tides*" in reference(one, "apa")


def test_several_issues_and_zeros_before_numbers() -> None:
    one = work("article", "Tides", venue="Acta Maris", volume="07", number="3-4")
    assert "vol. 7, nos. 3–4, Mar. 2024" in reference(one, "mla")
    assert "*7*(3–4)" in reference(one, "apa")


@pytest.mark.parametrize(
    ("style", "expected"),
    [("apa", "(2024b)"), ("chicago", ". 2024b. "), ("ieee", " 2024."), ("mla", " 2024.")],
)
def test_a_letter_after_the_year(style: CitationFormat, expected: str) -> None:
    one = work("book", "Tides", date=PartialDate(2024))
    assert expected in marked(cite(one, style, suffix="b").nodes)


def test_a_letter_after_a_date_that_is_none() -> None:
    one = work("book", "Tides", date=None)
    assert "(n.d.-a)" in marked(cite(one, "apa", suffix="a").nodes)
    assert ". n.d.-a. " in marked(cite(one, "chicago", suffix="a").nodes)


@pytest.mark.parametrize("style", CITATION_FORMATS)
def test_values_of_an_entry_stay_text(style: CitationFormat) -> None:
    evil = RichText((Text("<script>alert(1)</script>"),))
    author = people(Name(family="<b>", given="<i>"))
    one = work(
        "article", evil, venue=evil, authors=author, volume="<u>", pages="<p>", doi='10.1/"><x>'
    )  # type: ignore[arg-type]
    page = str(html(cite(one, style)))
    assert "<script" not in page
    assert "<b>" not in page
    assert "<u>" not in page
    assert '"><x' not in page
    assert 'href="https://doi.org/10.1/%22%3E%3Cx%3E"' in page


@pytest.mark.parametrize("style", CITATION_FORMATS)
def test_titles_in_other_languages_keep_their_capitals(style: CitationFormat) -> None:
    german = work("article", "Die Gezeiten und das Licht der Küste", venue="Acta Maris")
    marked_as_german = work("article", "Gezeiten im Licht", venue="Acta Maris", language="de")
    assert "Die Gezeiten und das Licht der Küste" in reference(german, style)
    assert "Gezeiten im Licht" in reference(marked_as_german, style)


def test_mathematics_and_links_in_titles() -> None:
    title = RichText((Text("The Set "), Math("x^2"), Link("https://example.org", (Text("Here"),))))
    assert "set x^2" in str(cite(work("article", title), "ieee"))  # type: ignore[arg-type]
    assert not [n for n in cite(work("article", title), "ieee").nodes if isinstance(n, Link)]  # type: ignore[arg-type]


def test_pages_of_each_style() -> None:
    one = work("article", "Tides", venue="Acta Maris", pages="1145–67", date=None)
    assert "1145–1167" in reference(one, "apa")
    assert "pp. 1145–1167" in reference(one, "ieee")
    assert "1145–67" in reference(one, "chicago")
    assert "pp. 1145–67" in reference(one, "mla")


@pytest.mark.parametrize(
    ("style", "days", "months"),
    [
        ("apa", "(2024, March 5–7)", "(2024, March 30–April 2)"),
        ("ieee", "Tide Days, Bern, Mar. 5–7, 2024", "Tide Days, Bern, Mar. 30–Apr. 2, 2024"),
        ("chicago", "Tide Days, Bern, March 5–7.", "Tide Days, Bern, March 30–April 2."),
        ("mla", "Tide Days, 5–7 Mar. 2024, Bern", "Tide Days, 30 Mar.–2 Apr. 2024, Bern"),
    ],
)
def test_days_and_place_of_an_event(style: CitationFormat, days: str, months: str) -> None:
    values = {"event": "Tide Days", "event_place": "Bern", "date": PartialDate(2024)}
    short = DateRange(PartialDate(2024, 3, 5), PartialDate(2024, 3, 7))
    long = DateRange(PartialDate(2024, 3, 30), PartialDate(2024, 4, 2))
    for kind in ("talk", "poster", "conference"):
        assert days in reference(work(kind, **values, event_date=short), style)  # type: ignore[arg-type]
        assert months in reference(work(kind, **values, event_date=long), style)  # type: ignore[arg-type]


def test_days_of_an_event_in_another_year_are_not_those_of_the_work() -> None:
    other = DateRange(PartialDate(2023, 12, 30), PartialDate(2024, 1, 2))
    one = work("talk", event="Tide Days", event_date=other)
    assert "Tide Days, 5 Mar. 2024" in reference(one, "mla")


@pytest.mark.parametrize("style", CITATION_FORMATS)
@pytest.mark.parametrize(
    "kind", ["article", "conference", "chapter", "book", "thesis", "report", "preprint", "web",
             "talk", "misc"],
)  # fmt: skip
def test_every_style_names_the_translator_once(kind: Kind, style: CitationFormat) -> None:
    by_ada = (Contribution(role="translator", people=people(ADA)),)
    for venue in ("Acta Maris", ""):
        one = work(kind, authors=people(MIRA), contributions=by_ada, venue=venue)
        assert reference(one, style).count("Lune") == 1
        assert "rans" in reference(one, style)


@pytest.mark.parametrize(
    ("style", "in_journal", "in_book"),
    [
        ("apa", "*Acta Maris*, *3*, 7–9", "In *Acta Maris* (pp. 7–9)"),
        ("ieee", "*Acta Maris*, vol. 3, pp. 7–9", "in *Acta Maris*, 2024, pp. 7–9"),
        ("chicago", "*Acta Maris* 3: 7–9", "In *Acta Maris*, 7–9"),
        ("mla", "*Acta Maris*, vol. 3, 2024, pp. 7–9", "*Acta Maris*, 2024, pp. 7–9"),
    ],
)
def test_other_works_with_pages_are_parts_of_their_venue(
    style: CitationFormat, in_journal: str, in_book: str
) -> None:
    year = PartialDate(2024)
    journal = work("misc", venue="Acta Maris", volume="3", pages="7–9", date=year)
    book = work("misc", venue="Acta Maris", pages="7–9", date=year)
    assert in_journal in reference(journal, style)
    assert in_book in reference(book, style)


@pytest.mark.parametrize("style", CITATION_FORMATS)
@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_a_reference_in_every_state(
    kind: Kind, status: Status, style: CitationFormat
) -> None:
    for venue in ("Acta Maris", ""):
        assert "Tallis" in reference(work(kind, venue=venue, status=status), style)
