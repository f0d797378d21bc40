"""Charts: what is drawn is what is counted, and it can be read."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from html_pages import read_page
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.people import Name
from sitegen.plan.charts.columns import Dated, columns_view
from sitegen.plan.charts.labels import text_width
from sitegen.plan.charts.layout import Box, lay_out, on_circle
from sitegen.plan.charts.network import Coauthor, network_views
from sitegen.plan.charts.rows import bars, strips
from sitegen.plan.coauthors import coauthors

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.views import ColumnsView, NetworkView

    Outputs = Callable[..., dict[str, str]]

NARROWEST = 280
"""Pixels of a drawing in a window of 320."""
DIGIT = 7.5

SITE = 'title = "Ada Lune"\nurl = "https://ada.example/"\n'
ALL = SITE + '[stats]\ncharts = ["years", "kinds", "venues", "topics", "coauthors"]\n'
BIB = """
@article{tides, author = {Lune, Ada and Corvo, Rosa}, title = {Tides}, journal = {Acta Maris},
  year = 2020, keywords = {sea, <moon>}}
@inproceedings{waves, author = {Lune, Ada and R. Corvo and Tallis, Mira}, title = {Waves},
  booktitle = {Sea Days}, year = 2021, keywords = {sea}}
@misc{foam, author = {Lune, Ada and Tallis, Mira}, title = {Foam}, keywords = {sea}}
"""


def drawn(works: list[Dated], labels: tuple[str, ...] = ("A", "B")) -> ColumnsView:
    return columns_view(works, labels, lambda label, count: f"{label}: {count}")


works_of_years = st.lists(
    st.builds(Dated, st.integers(1400, 2100), st.integers(1, 2)), min_size=1, max_size=300
)


@given(works_of_years)
def test_columns_stand_beside_each_other_within_the_drawing(works: list[Dated]) -> None:
    view = drawn(works)
    ends = [
        (column.marks[0].x_percent, column.marks[0].x_percent + column.marks[0].width_percent)
        for column in view.columns
    ]
    assert all(-0.01 <= left < right <= 100.01 for left, right in ends)
    assert all(right < left for (_, right), (left, _) in pairwise(ends))
    assert sum(one.count for one in view.series) == len(works)
    for column in view.columns:
        tops = [(mark.y, mark.y + mark.height) for mark in column.marks]
        assert all(0 <= top < bottom <= view.height for top, bottom in tops)
        assert all(low[0] >= high[1] for low, high in pairwise(tops))


@given(works_of_years)
def test_years_under_columns_never_touch(works: list[Dated]) -> None:
    view = drawn(works)
    widest = max(len(tick.label) for tick in view.years) * DIGIT
    places = [tick.place * NARROWEST / 100 for tick in view.years]
    assert places
    assert all(b - a > widest for a, b in pairwise(places))


def test_each_work_has_a_mark() -> None:
    view = drawn([Dated(1990 + n % 46, 1 + n % 2) for n in range(46 * 30)])
    assert view.is_counted
    assert len(view.columns) == 46
    assert {len(column.marks) for column in view.columns} == {30}
    assert min(mark.height for column in view.columns for mark in column.marks) >= 3


def test_too_many_works_for_marks_of_their_own_are_one_mark_a_series() -> None:
    view = drawn([Dated(2020, 1 + n % 2) for n in range(500)])
    assert not view.is_counted
    assert [mark.series for mark in view.columns[0].marks] == [1, 2]


def test_a_single_year_is_one_column_in_the_middle() -> None:
    (column,) = drawn([Dated(2020, 1)]).columns
    (mark,) = column.marks
    assert mark.x_percent + mark.width_percent / 2 == 50


def test_bars_are_as_long_as_their_numbers() -> None:
    assert [bar.width_percent for bar in bars([("a", 3), ("b", 1)])] == [100, 33.33]


def test_a_long_label_is_cut_and_said_in_full() -> None:
    (bar,) = bars([("Journal of Very Long Names of the Oceanographic Society", 3)])
    assert text_width(bar.label) <= NARROWEST - 30
    assert bar.label.endswith("…")
    assert bar.title.endswith("Society")


def test_a_strip_has_a_mark_for_each_year() -> None:
    (strip,) = strips([("sea", (2020, 2021, 2021))])
    first, second = strip.marks
    assert second.height == 2 * first.height
    assert first.x_percent < second.x_percent


@pytest.mark.parametrize("turn", [0, 0.1, 0.25, 0.4, 0.5, 0.75, 0.9])
def test_points_lie_on_a_circle(turn: float) -> None:
    x, y = on_circle(turn)
    assert abs(x * x + y * y - 1) < 0.01


people = st.lists(
    st.builds(
        Coauthor,
        label=st.text("abcdé M.漢", min_size=1, max_size=40),
        title=st.just("t"),
        works=st.lists(st.integers(0, 30), min_size=1, max_size=12, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=70,
)


def boxes_of(view: NetworkView) -> list[tuple[float, float, float, float]]:
    """Return the sides of what each person takes: left, top, right, bottom."""
    found = []
    for node in view.nodes:
        half = max(text_width(node.label) / 2, node.radius)
        found.append((node.x - half, node.y - node.radius, node.x + half, node.label_y + 4))
    return found


@given(people)
def test_no_name_stands_over_another_one_or_outside(found: list[Coauthor]) -> None:
    for view in network_views("A. Lune", found):
        sides = boxes_of(view)
        for place, (left, top, right, bottom) in enumerate(sides):
            assert left >= -1
            assert right <= view.width + 1
            assert top >= -1
            assert bottom <= view.height + 1
            for other in sides[place + 1 :]:
                is_apart = (
                    right <= other[0] + 1
                    or other[2] <= left + 1
                    or bottom <= other[1] + 1
                    or other[3] <= top + 1
                )
                assert is_apart, (sides[place], other)


@given(st.lists(st.builds(Box, st.floats(10, 320), st.floats(10, 60)), min_size=1, max_size=40))
def test_boxes_of_any_size_find_room(boxes: list[Box]) -> None:
    layout = lay_out(boxes, {}, 320)
    assert len(layout.places) == len(boxes)


def test_a_work_of_a_whole_collaboration_draws_no_lines_among_its_people() -> None:
    team = [Coauthor(f"P{n}", "t", (0,)) for n in range(40)]
    wide = network_views("A. Lune", team)[0]
    assert all(edge.is_owner for edge in wide.edges)
    assert len(wide.edges) == 40


def test_spellings_of_one_person_are_one_coauthor() -> None:
    full, short = Name(given="Mira K.", family="Tallis"), Name(given="M.", family="Tallis")
    found = coauthors([(full,), (short,), (Name(given="Milo", family="Corvo"),)])
    assert [(str(one.name), one.works) for one in found] == [
        ("Mira K. Tallis", (0, 1)),
        ("Milo Corvo", (2,)),
    ]


def test_a_spelling_of_two_people_is_neither() -> None:
    names = [Name(given=given, family="Tallis") for given in ("Mira", "Milo", "M.")]
    assert len(coauthors([(name,) for name in names])) == 3


def page(outputs: Outputs, config: str = ALL, bib: str = BIB) -> str:
    return outputs({"site.toml": config, "publications.bib": bib})["stats/index.html"]


def test_there_is_no_page_unless_it_is_asked_for(outputs: Outputs) -> None:
    made = outputs({"site.toml": SITE, "publications.bib": BIB})
    assert "stats/index.html" not in made
    assert "/stats/" not in made["publications/index.html"]


def test_the_page_is_linked_and_in_the_sitemap(outputs: Outputs) -> None:
    made = outputs({"site.toml": ALL, "publications.bib": BIB})
    assert 'href="../stats/"' in made["publications/index.html"]
    assert "https://ada.example/stats/" in made["sitemap.xml"]


def test_the_page_is_current_in_the_navigation_once(outputs: Outputs) -> None:
    assert page(outputs).count("aria-current=") == 1


def test_charts_stand_in_the_order_of_the_settings(outputs: Outputs) -> None:
    html = page(outputs, SITE + '[stats]\ncharts = ["coauthors", "years", "coauthors"]\n')
    places = [html.index(f'<h2 id="{name}"') for name in ("coauthors", "years")]
    assert places == sorted(places)
    assert html.count('<h2 id="coauthors"') == 1


def test_every_drawing_has_a_name_and_a_table(outputs: Outputs) -> None:
    html = page(outputs)
    found = read_page(html)
    drawings = html.count('role="img"')
    assert drawings == 6
    assert html.count("<table>") == 5
    assert not found.unbalanced
    for name in ("years", "kinds", "venues", "topics", "coauthors"):
        assert found.ids.count(name) == 1
        assert found.ids.count(f"{name}-said") == 1
    assert not {name for name in found.attributes if name.startswith("on") or name == "style"}


def test_the_table_of_years_says_what_the_columns_show(outputs: Outputs) -> None:
    html = page(outputs)
    assert "2 works from 2020 to 2021. 1 work without a year is left out." in html
    assert '<th scope="row"><a href="../publications/#y2021">2021</a></th>' in html


def test_coauthors_are_counted_over_their_spellings(outputs: Outputs) -> None:
    html = page(outputs)
    assert '<th scope="row">Rosa Corvo</th><td class="right">2</td><td>2020–2021</td>' in html
    assert '<th scope="row">Mira Tallis</th><td class="right">2</td><td>2021</td>' in html
    assert "2 co-authors." in html


def test_topics_are_escaped(outputs: Outputs) -> None:
    bib = BIB.replace("keywords = {sea}", "keywords = {sea, <moon>}")
    assert "&lt;moon&gt;</text>" in page(outputs, bib=bib)


def test_without_anything_to_draw_the_page_says_so(outputs: Outputs) -> None:
    bib = "@misc{foam, author = {Lune, Ada}, title = {Foam}}"
    assert "There is nothing to draw yet." in page(
        outputs, SITE + '[stats]\ncharts = ["years", "topics"]\n', bib
    )


def test_many_kinds_share_a_series(outputs: Outputs) -> None:
    kinds = ("article", "article", "article", "book", "book", "thesis", "report", "dataset")
    bib = "".join(
        f"@{kind}{{k{n}, author = {{Lune, Ada}}, title = {{T{n}}}, year = 2020}}\n"
        for n, kind in enumerate(kinds)
    )
    html = page(outputs, bib=bib)
    legend = html.partition('<ul class="key">')[2].partition("</ul>")[0]
    assert legend.count("<li>") == 4
    assert 'Other <span class="n">2</span>' in legend
    marks = html.partition('class="plot columns"')[2].partition("</svg>")[0]
    series = Counter(re.findall(r'class="mark (s\d)"', marks))
    assert series == {"s1": 3, "s2": 2, "s3": 1, "s4": 2}
