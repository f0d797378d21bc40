"""The page of charts: what the list of publications looks like from far away."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.model.text import Url
from sitegen.plan.charts.columns import Dated, columns_view
from sitegen.plan.charts.network import Coauthor, network_views, shows_everybody
from sitegen.plan.charts.rows import bars, strips
from sitegen.plan.coauthors import coauthors
from sitegen.plan.lines import short_name
from sitegen.plan.meta import page_meta
from sitegen.views import CellView, ChartView, StatsView, TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.model.config import StatsChart
    from sitegen.model.people import Name
    from sitegen.model.publication import Kind, Publication
    from sitegen.plan.context import Basics, Context
    from sitegen.words import Words

STATS_URL: Final = Url("/stats/")
_LIST: Final = "/publications/"
_SERIES_AT_MOST: Final = 4
_ROWS_AT_MOST: Final = 12
"""In a drawing."""
_TABLE_AT_MOST: Final = 200
_LEAST_TOPIC: Final = 2
"""A topic of one work says nothing of the time."""


class Work(NamedTuple):
    """What charts need to know of a publication."""

    year: int | None
    kind: Kind
    others: tuple[Name, ...]
    """Its authors without the owner of the site."""
    venue: str
    topics: tuple[str, ...]


def stats_inputs(context: Context) -> tuple[object, ...]:
    """Return what the page is made from, for `stats_view`."""
    works = context.memo.each(_work, ((one,) for one in context.publications))
    return (tuple(works), context.list_title("stats"), context.basics)


def _work(publication: Publication) -> Work:
    return Work(
        year=publication.date.year if publication.date else None,
        kind=publication.kind,
        others=tuple(one.name for one in publication.authors if not one.is_owner),
        venue=str(publication.venue),
        topics=publication.keywords,
    )


def stats_view(works: tuple[Work, ...], title: str, basics: Basics) -> StatsView:
    """Return the page of charts; one without anything to show is left out."""
    words = basics.words
    makers: Mapping[StatsChart, Callable[[], ChartView | None]] = {
        "years": lambda: _years(works, words),
        "kinds": lambda: _kinds(works, words),
        "venues": lambda: _venues(works, words),
        "topics": lambda: _topics(works, words),
        "coauthors": lambda: _coauthors(works, basics.profile.name, words),
    }
    charts = [makers[name]() for name in dict.fromkeys(basics.config.stats.charts)]
    return StatsView(
        meta=page_meta(
            basics,
            STATS_URL,
            _section(basics),
            title,
            description=words.fill("chart_page_said", owner=basics.profile.name),
        ),
        title=title,
        lead=basics.config.leads.get("stats", ""),
        charts=tuple(chart for chart in charts if chart),
        list_href=Url(_LIST),
    )


def _section(basics: Basics) -> str:
    """Return the item of the navigation that the page belongs to."""
    items = basics.config.navigation
    is_named = items is None or any(item.url == STATS_URL for item in items)
    return "stats" if is_named else "publications"


def _years(works: Sequence[Work], words: Words) -> ChartView | None:
    kinds = Counter(work.kind for work in works if work.year is not None)
    if not kinds:
        return None
    series = _series(kinds, words)
    dated = [Dated(one.year, series[one.kind][0]) for one in works if one.year is not None]
    labels = dict(sorted(series.values()))
    years = Counter(one.year for one in dated)
    undated = len(works) - len(dated)
    said = words.fill(
        "chart_years_said" if len(years) > 1 else "chart_one_year_said",
        works=words.fill("works", len(dated)),
        first=min(years),
        last=max(years),
        year=min(years),
    )
    most = _first(_ranked(Counter({str(year): years[year] for year in years})), words, "most_in")
    cells = Counter(dated)
    rows = [
        (
            CellView(text=str(year), href=f"{_LIST}#y{year}"),
            *(_number(cells[Dated(year, number)]) for number in labels),
            *((_number(years[year]),) if len(labels) > 1 else ()),
        )
        for year in sorted(years, reverse=True)
    ]
    heads = (*labels.values(), words["all"]) if len(labels) > 1 else tuple(labels.values())
    return ChartView(
        name="years",
        kind="columns",
        anchor="years",
        title=words["works_by_year"],
        summary=" ".join(filter(None, (said, most if len(years) > 1 else ""))),
        notes=(words.fill("chart_undated", undated),) if undated else (),
        table=_table((words["chart_year"], *heads), rows),
        columns=columns_view(
            dated,
            tuple(labels.values()),
            lambda label, count: f"{label}: {words.fill('works', count)}",
        ),
    )


def _series(kinds: Counter[Kind], words: Words) -> dict[Kind, tuple[int, str]]:
    """Return the series of each kind, with its label: few can be told apart, the rest are one."""
    frequent = [kind for kind, _ in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))]
    if len(frequent) <= _SERIES_AT_MOST:
        return {kind: (number, words[f"kinds_{kind}"]) for number, kind in enumerate(frequent, 1)}
    shown = frequent[: _SERIES_AT_MOST - 1]
    rest = (_SERIES_AT_MOST, words["chart_other"])
    return {
        kind: (shown.index(kind) + 1, words[f"kinds_{kind}"]) if kind in shown else rest
        for kind in frequent
    }


def _kinds(works: Sequence[Work], words: Words) -> ChartView | None:
    counts = Counter(words[f"kinds_{work.kind}"] for work in works)
    return _bars("kinds", words["chart_kinds"], words["kind"], _ranked(counts), words)


def _venues(works: Sequence[Work], words: Words) -> ChartView | None:
    counts = Counter(work.venue for work in works if work.venue)
    return _bars("venues", words["chart_venues"], words["chart_venue"], _ranked(counts), words)


def _bars(
    name: StatsChart, title: str, head: str, counts: Sequence[tuple[str, int]], words: Words
) -> ChartView | None:
    if not counts:
        return None
    rows = ((CellView(text=label), _number(count)) for label, count in counts)
    return ChartView(
        name=name,
        kind="bars",
        anchor=name,
        title=title,
        summary=_first(counts, words),
        notes=tuple(_left_out(len(counts), _ROWS_AT_MOST, words)),
        table=_table((head, words["chart_works"]), rows),
        bars=bars(counts[:_ROWS_AT_MOST]),
    )


def _topics(works: Sequence[Work], words: Words) -> ChartView | None:
    years: dict[str, list[int]] = {}
    for work in works:
        for topic in dict.fromkeys(work.topics) if work.year is not None else ():
            years.setdefault(topic, []).append(work.year or 0)
    counts = _ranked(Counter({topic: len(found) for topic, found in years.items()}))
    counts = [one for one in counts if one[1] >= _LEAST_TOPIC]
    if not counts:
        return None
    drawn = [(topic, years[topic]) for topic, _ in counts[:_ROWS_AT_MOST]]
    every = [year for _, found in drawn for year in found]
    rows = (
        (CellView(text=topic), _number(count), CellView(text=_span(years[topic])))
        for topic, count in counts
    )
    return ChartView(
        name="topics",
        kind="strips",
        anchor="topics",
        title=words["chart_topics"],
        summary=_first(counts, words),
        notes=tuple(_left_out(len(counts), _ROWS_AT_MOST, words)),
        table=_table((words["chart_topic"], words["chart_works"], words["chart_span"]), rows),
        bars=strips(drawn),
        ends=(str(min(every)), str(max(every))),
    )


def _coauthors(works: Sequence[Work], owner: str, words: Words) -> ChartView | None:
    people = coauthors([work.others for work in works])
    if not people:
        return None
    shorts = Counter(short_name(one.name) for one in people)
    made: list[Coauthor] = []
    rows: list[tuple[CellView, ...]] = []
    for one in people:
        short = short_name(one.name)
        count = words.fill("works", len(one.works))
        label = short if shorts[short] == 1 else str(one.name)
        made.append(Coauthor(label, f"{one.name}: {count}", one.works))
        years = [year for place in one.works if (year := works[place].year) is not None]
        cells = (_number(len(one.works)), CellView(text=_span(years)))
        rows.append((CellView(text=str(one.name)), *cells))
    counts = [(str(one.name), len(one.works)) for one in people]
    said = (words.fill("chart_coauthors_said", len(people)), _first(counts, words))
    return ChartView(
        name="coauthors",
        kind="network",
        anchor="coauthors",
        title=words["chart_coauthors"],
        summary=" ".join(filter(None, said)),
        notes=() if shows_everybody(len(people)) else (words["chart_people_drawn"],),
        table=_table((words["chart_coauthor"], words["chart_works"], words["chart_span"]), rows),
        networks=network_views(owner, made),
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return labels with their numbers, the greatest first, equals by the alphabet."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0].casefold(), one[0]))


def _first(counts: Sequence[tuple[str, int]], words: Words, phrase: str = "first") -> str:
    """Return a sentence on the greatest number, if it is the only one of its size."""
    label, count = counts[0]
    if len(counts) > 1 and counts[1][1] == count:
        return ""
    return words.fill(f"chart_{phrase}", label=label, works=words.fill("works", count))


def _left_out(count: int, shown: int, words: Words) -> Iterator[str]:
    if count > shown:
        yield words.fill("chart_drawn", shown, total=count)


def _span(years: Sequence[int]) -> str:
    """Return the first and the last year.

    >>> _span([1951, 1948]), _span([1936]), _span([])
    ('1948–1951', '1936', '')
    """
    ends = sorted({min(years), max(years)}) if years else []
    return "–".join(map(str, ends))


def _number(count: int) -> CellView:
    return CellView(text=str(count), is_number=True)


def _table(heads: Sequence[str], rows: Iterable[tuple[CellView, ...]]) -> TableView:
    """Return a table of a length that a page can carry."""
    found = tuple(rows)
    numbers = [cell.is_number for cell in found[0]]
    return TableView(
        head=tuple(
            CellView(text=text, is_number=is_number)
            for text, is_number in zip(heads, numbers, strict=True)
        ),
        rows=found[:_TABLE_AT_MOST],
    )
