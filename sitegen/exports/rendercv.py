"""The CV as the file of RenderCV 2 (docs.rendercv.com): YAML, its texts in Markdown.

RenderCV wants entries of one sort in a section, and dates as year, month and day; other dates are
words, which it prints as they are. It has no place for what is counted, marked or numbered.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, TypeAlias

from sitegen.exports.csl import landing_page
from sitegen.exports.cv_facts import full_date, web_address
from sitegen.exports.rendercv_head import given, head
from sitegen.exports.rendercv_text import markdown, paragraphs, plain_markdown
from sitegen.model import cv as c
from sitegen.model.pages import Project
from sitegen.model.publication import Publication
from sitegen.model.text import NO_TEXT, Link, RichText, rich
from sitegen.words import show_range

if TYPE_CHECKING:
    from sitegen.exports.cv_facts import CvFact, CvFacts, FactSection
    from sitegen.exports.rendercv_head import Yaml
    from sitegen.model.dates import DateRange, PartialDate
    from sitegen.model.text import Href
    from sitegen.words import Words

Entry: TypeAlias = "str | dict[str, Yaml]"
"""An entry of text, or one whose sort its keys tell."""

_SCHEMA: Final = "https://raw.githubusercontent.com/rendercv/rendercv/refs/tags/v2.8/schema.json"
_LOCALES: Final = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish",
    "fa": "persian", "fr": "french", "he": "hebrew", "hi": "hindi", "hu": "hungarian",
    "id": "indonesian", "it": "italian", "ja": "japanese", "ko": "korean", "nb": "norwegian_bokmål",
    "nl": "dutch", "nn": "norwegian_nynorsk", "pt": "portuguese", "ru": "russian", "tr": "turkish",
    "vi": "vietnamese", "zh": "mandarin_chinese",
}  # fmt: skip


def rendercv(facts: CvFacts) -> str:
    """Return the CV as a file of RenderCV; keys without a value are left out."""
    import yaml  # noqa: PLC0415 slow, and needed for this file alone

    made = {
        "cv": {**head(facts), "sections": _sections(facts)},
        "design": {"theme": "classic", "page": {"size": facts.paper}},
        **_locale(facts.words.language),
        **_settings(facts.date),
    }
    # The one in C is six times as fast, and part of every wheel.
    dumper = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
    text: str = yaml.dump(
        made, Dumper=dumper, allow_unicode=True, sort_keys=False, width=_NEVER_WRAPPED
    )
    return f"# yaml-language-server: $schema={_SCHEMA}\n{text}"


_NEVER_WRAPPED: Final = 1_000_000


def _locale(language: str) -> dict[str, Yaml]:
    name = _LOCALES.get(language.partition("-")[0].lower(), "english")
    return {} if name == "english" else {"locale": {"language": name}}


def _settings(date: str) -> dict[str, Yaml]:
    """Return the day that RenderCV takes for today."""
    if not date:
        return {}
    day = dt.date.fromisoformat(f"{date}{'-01-01'[len(date) - 4 :]}")
    return {"settings": {"current_date": day}}


def _sections(facts: CvFacts) -> dict[str, Yaml]:
    """Return the entries by the headings of the sections, which must differ."""
    made: dict[str, Yaml] = {}
    for section in facts.sections:
        entries = _entries(section, facts)
        if entries:
            title, number = section.title, 2
            while title in made:
                title = f"{section.title} ({number})"
                number += 1
            made[title] = entries
    return made


def _entries(section: FactSection, facts: CvFacts) -> list[Entry]:
    """Return the entries of a section, all of one sort."""
    made: list[Entry] = [*paragraphs(section.blocks)]
    made += [{"bullet": plain_markdown(item)} for item in section.items]
    made += [_entry(fact, facts) for fact in section.facts]
    sorts = {_sort(entry) for entry in made}
    return made if len(sorts) == 1 else [_as_normal(entry) for entry in made]


_MARKS: Final = ("institution", "company", "authors", "label", "bullet", "name")
"""The key by which RenderCV knows each sort of entry."""


def _sort(entry: Entry) -> str:
    return "" if isinstance(entry, str) else next(mark for mark in _MARKS if mark in entry)


def _as_normal(entry: Entry) -> dict[str, Yaml]:
    """Return an entry of any sort as one of the sort that takes all."""
    if isinstance(entry, str):
        return {"name": entry}
    sort = _sort(entry)
    rest = dict(entry)
    if sort == "name":
        return rest
    head, details = _NORMAL[sort]
    name = rest.pop(head)
    said = [rest.pop(key, "") for key in details]
    lines = [", ".join(map(str, one)) if isinstance(one, list) else str(one) for one in said]
    summary = ", ".join(filter(None, (*lines, str(rest.pop("summary", "")))))
    if "doi" in rest:
        rest["highlights"] = [f"[{rest['doi']}](https://doi.org/{rest.pop('doi')})"]
    if "url" in rest:
        name = f"[{name}]({rest.pop('url')})"
    return {"name": name, **given(summary=summary), **rest}


_NORMAL: Final = {
    "institution": ("institution", ("degree", "area")),
    "company": ("position", ("company",)),
    "authors": ("title", ("authors", "journal")),
    "label": ("label", ("details",)),
    "bullet": ("bullet", ()),
}
"""Sort of an entry -> the key of its name, and those of what its summary says."""


def _entry(fact: CvFact, facts: CvFacts) -> dict[str, Yaml]:
    words = facts.words
    match fact:
        case c.Education():
            return _education(fact, words)
        case c.Experience():
            people = (
                _people("advisors", fact.advisors, words),
                _people("mentors", fact.mentors, words),
            )
            return {
                "company": _joined(fact.institution, fact.department),
                "position": _linked(fact.title, fact.url),
                **given(
                    location=plain_markdown(fact.place),
                    **_dates(fact.date, words),
                    summary=markdown(fact.summary),
                    highlights=_lines(*people, *fact.notes),
                ),
            }
        case Publication():
            return _publication(fact, facts)
        case c.Skill():
            return {
                "label": markdown(fact.name),
                "details": _joined(fact.level, *fact.items, fact.text) or markdown(fact.name),
            }
        case c.Language():
            return {
                "label": plain_markdown(fact.name),
                "details": plain_markdown(fact.level or fact.name),
            }
        case _:
            return _normal(fact, words)


def _education(fact: c.Education, words: Words) -> dict[str, Yaml]:
    """Return a degree; RenderCV must have an area."""
    has_both = bool(fact.area and fact.degree)
    thesis = plain_markdown(str(fact.thesis))
    return {
        "institution": _linked(_text(fact.institution, fact.department), fact.url),
        **given(degree=markdown(fact.degree) if has_both else ""),
        "area": markdown(fact.area or fact.degree) or "–",
        **given(
            location=plain_markdown(fact.place),
            **_dates(fact.date, words),
            highlights=[
                *_lines(_people("advisors", fact.advisors, words)),
                *([words.fill("thesis_line", title=f"*{thesis}*")] if thesis else []),
                *_lines(_grade(fact, words), fact.honours, *fact.notes),
            ],
        ),
    }


def _grade(fact: c.Education, words: Words) -> str:
    """Return a grade; one that is a number says that it is one."""
    is_number = fact.grade[:1].isdigit()
    return words.fill("grade_line", grade=fact.grade) if is_number else fact.grade


def _publication(fact: Publication, facts: CvFacts) -> dict[str, Yaml]:
    """Return a work, the name of the site's owner in bold."""
    authors: list[Yaml] = [
        f"**{name}**" if author.is_owner else name
        for author in fact.authors or fact.editors
        if (name := plain_markdown(str(author.name)))
    ]
    if fact.has_more_authors:
        authors.append("et al.")
    page = facts.pages.get(fact.key, "")
    is_doi = fact.doi.startswith("10.") and web_address(f"https://doi.org/{fact.doi}")
    journal: RichText | str = fact.venue or fact.publisher
    if fact.kind == "patent" and fact.number:
        journal = f"{facts.words['kind_patent']} {fact.number}"
    said = (fact.award, fact.acceptance, fact.note)
    return {
        "title": markdown(fact.title),
        "authors": authors,
        **given(
            doi=fact.doi if is_doi else "",
            url="" if is_doi else web_address(landing_page(fact)) or web_address(page),
            journal=markdown(journal) if isinstance(journal, RichText) else journal,
            date=_date(fact.date) if fact.date else "",
            summary=". ".join(_lines(*said)),
        ),
    }


def _normal(
    fact: c.Award | c.Grant | c.Talk | c.Teaching | c.Service | c.Student | c.Membership | c.Entry
    | Project,
    words: Words,
) -> dict[str, Yaml]:  # fmt: skip
    """Return what has no sort of its own: a name, a place at its side, a date and a line."""
    notes: tuple[RichText | str, ...] = ()
    match fact:
        case c.Award():
            name, url, place = fact.title, fact.url, _joined(fact.institution, fact.place)
            said: tuple[RichText | str, ...] = (fact.amount, fact.note)
        case c.Grant():
            name, url, place = fact.title, fact.url, markdown(fact.funder)
            company = _with(fact.investigators, words)
            said = (fact.role, fact.amount, fact.number, company, fact.note)
        case c.Talk():
            name, url, place = fact.title, fact.url, _joined(fact.host, fact.place)
            said = (fact.event, _with(fact.speakers, words))
            notes = _links(words, slides=fact.slides, video=fact.video, poster=fact.poster)
        case c.Teaching():
            name, url, place = fact.course, fact.url, markdown(fact.institution)
            said = (fact.code, fact.role, fact.level, fact.summary)
        case c.Service():
            name, url, place = fact.role, fact.url, fact.place
            said = (fact.institution, fact.note)
        case c.Student():
            name, url, place = rich(fact.name), fact.url, markdown(fact.institution)
            said = (fact.degree, fact.thesis)
        case c.Membership():
            name, url, place, said = fact.institution, fact.url, "", (fact.role,)
        case c.Entry():
            name, url, place = fact.title, fact.url, _joined(fact.institution, fact.place)
            said, notes = (fact.note,), fact.notes
        case Project():
            name, url, place = fact.title, fact.url or fact.code, markdown(fact.institution)
            said = (fact.role, fact.summary)
            notes = _links(words, code=fact.code, docs=fact.docs)
    return {
        "name": _linked(name, url),
        **given(
            location=place,
            **_dates(fact.date, words),
            summary=_sentences(*said),
            highlights=_lines(*notes),
        ),
    }


def _dates(date: DateRange | None, words: Words) -> dict[str, Yaml]:
    """Return one date, a range that RenderCV can count, or the words of any other."""
    if date is None or date.start is None:
        return {}
    if date.is_ongoing:
        start = _exact(date.start)
        return {"start_date": start, "end_date": "present"} if start else _said(date, words)
    if date.end is None:
        return {"date": _date(date.start)} if _exact(date.start) else _said(date, words)
    start, end = _exact(date.start), _exact(date.end)
    # It reads a year as its first day, and refuses a range that ends before it begins.
    if start and end and date.start.first_day <= date.end.first_day:
        return {"start_date": start, "end_date": end}
    return _said(date, words)


def _said(date: DateRange, words: Words) -> dict[str, Yaml]:
    return {"date": show_range(date, words)}


def _exact(date: PartialDate) -> str | int:
    """Return a date in the form of RenderCV; "" for a term or a year of other than four digits."""
    text = "" if date.term else full_date(date)
    return int(text) if text.isdigit() else text


def _date(date: PartialDate) -> str | int:
    """Return a date in the form of RenderCV, or else as it is written."""
    return _exact(date) or " ".join(filter(None, (date.term, str(date.year))))


def _with(names: tuple[str, ...], words: Words) -> str:
    return words.fill("with", names=", ".join(names)) if names else ""


def _people(name: str, people: tuple[str, ...], words: Words) -> str:
    return words.fill(name, len(people), names=", ".join(people)) if people else ""


def _links(words: Words, **hrefs: Href | None) -> tuple[RichText, ...]:
    return tuple(
        RichText((Link(href.value, rich(words[f"link_{kind}"]).nodes),))
        for kind, href in hrefs.items()
        if href and web_address(href.value)
    )


def _linked(text: RichText, href: Href | None) -> str:
    """Return the name of an entry as a link to its page."""
    url = web_address(href.value) if href else ""
    has_link = any(isinstance(node, Link) for node in text.nodes)
    return markdown(RichText((Link(url, text.nodes),)) if url and not has_link else text)


def _text(*parts: RichText) -> RichText:
    """Return texts as one, with commas between them."""
    joined = NO_TEXT
    for part in filter(None, parts):
        comma = rich(", ").nodes if joined else ()
        joined = RichText((*joined.nodes, *comma, *part.nodes))
    return joined


def _lines(*texts: RichText | str) -> list[str]:
    made = (markdown(one) if isinstance(one, RichText) else plain_markdown(one) for one in texts)
    return [line for line in made if line]


def _joined(*texts: RichText | str) -> str:
    return ", ".join(_lines(*texts))


def _sentences(*texts: RichText | str) -> str:
    """Return facts with commas between them, and what is a sentence after a stop.

    >>> _sentences("PI", "€ 500", "For boats.")
    'PI, € 500. For boats.'
    """
    found = ""
    for line in _lines(*texts):
        is_sentence = line[:1].isupper() and line[-1:] in ".!?…"
        mark = " " if found[-1:] in ".!?…" else ". " if is_sentence else ", "
        found = f"{found}{mark}{line}" if found else line
    return found
