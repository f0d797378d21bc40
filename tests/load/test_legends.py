"""What marks mean, and what is left of a note that says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.load.legends import explain, merged_legend, roles_in
from sitegen.model.people import Author, Name, Role
from sitegen.model.publication import MarkMeaning, Publication
from sitegen.model.text import CiteKey, rich
from sitegen.problems import SitePath, Span

SPAN = Span(SitePath("publications.bib"), 3, 12, 6)
SIGNS = "*†‡§#^"


@pytest.mark.parametrize(
    ("note", "meanings", "rest"),
    [
        ("* equal contribution", {"*": "equal contribution"}, ""),
        ("\\textsuperscript{*}Equal contribution.", {"*": "Equal contribution"}, ""),
        ("$^{*}$: equal", {"*": "equal"}, ""),
        ("{\\dag} = deceased", {"†": "deceased"}, ""),
        ("<sup>*</sup> equal<br>&dagger; now at sea", {"*": "equal", "†": "now at sea"}, ""),
        ("*Equal, ‡Now at sea", {"*": "Equal", "‡": "Now at sea"}, ""),
        ("*,† equal; # denotes a guest", {"*": "equal", "†": "equal", "#": "a guest"}, ""),
        ("* and † equal", {"*": "equal", "†": "equal"}, ""),
        ("^ now on leave", {"^": "now on leave"}, ""),
        ("Best paper. *Equal contribution", {"*": "Equal contribution"}, "Best paper."),
        ("* Equal contribution. Best paper.", {"*": "Equal contribution"}, "Best paper."),
        ("Oral (* equal contribution) in Kelp", {"*": "equal contribution"}, "Oral in Kelp"),
        ("(* equal contribution)", {"*": "equal contribution"}, ""),
        ("Equal contribution: *, corresponding author: †",
         {"*": "Equal contribution", "†": "corresponding author"}, ""),
        ("Authors marked with * contributed equally. Oral",
         {"*": "Authors marked with * contributed equally"}, "Oral"),
        ("‖ is parallel to that", {}, "‖ is parallel to that"),
        ("* equal; ‖ unknown", {"*": "equal"}, "‖ unknown"),
        ("Rated A* by all", {}, "Rated A* by all"),
        ("3 * 4 tides", {}, "3 * 4 tides"),
        ("With a map", {}, "With a map"),
        ("*", {}, "*"),
        ("", {}, ""),
    ],
)  # fmt: skip
def test_explanations_of_marks_leave_the_note(
    note: str, meanings: dict[str, str], rest: str
) -> None:
    assert explain(note, SIGNS) == (meanings, rest)


def test_a_note_on_a_mark_that_nobody_has_stays() -> None:
    assert explain("* equal contribution", "†") == ({}, "* equal contribution")


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("These authors contributed equally to this work", ("equal",)),
        ("co-first authors", ("equal",)),
        ("shared first authorship", ("equal",)),
        ("joint", ("equal",)),
        ("Corresponding author: m@tides.example", ("corresponding",)),
        ("Equal contribution and corresponding authors", ("equal", "corresponding")),
        ("PhD student", ("student",)),
        ("undergraduate mentee", ("student",)),
        ("phd", ("student",)),
        ("equal advising", ()),
        ("joint last authors", ()),
        ("contributed the maps", ()),
        ("deceased", ()),
        ("", ()),
    ],
)
def test_roles_in_words(words: str, roles: tuple[Role, ...]) -> None:
    assert roles_in(words) == roles


def work(marks: str, roles: tuple[Role, ...] = (), **legend: str) -> Publication:
    author = Author(name=Name(family="Lune"), marks=tuple(marks), roles=roles)
    meanings = tuple(
        MarkMeaning(mark="§†"[n], meaning=text) for n, text in enumerate(legend.values())
    )
    return Publication(
        key=CiteKey("x"),
        kind="misc",
        title=rich("x"),
        authors=(author,),
        legend=meanings,
        source=SPAN,
    )


DECEASED = MarkMeaning(mark="§", meaning="deceased")


@pytest.mark.parametrize(
    ("publications", "legend"),
    [
        ([], ()),
        ([work("§", a="deceased"), work("")], (DECEASED,)),
        ([work("§", a="deceased"), work("§", a="Deceased")], (DECEASED,)),
        (
            [work("§†", a="deceased", b="on leave")],
            (DECEASED, MarkMeaning(mark="†", meaning="on leave")),
        ),
        ([work("§", a="deceased"), work("§", a="on leave")], ()),
        ([work("§", a="deceased"), work("§")], ()),
        ([work("§†", a="x", b="on leave"), work("", ("corresponding",))], ()),
        ([work("‡", ("equal",))], ()),
    ],
)
def test_the_legend_of_a_list_says_nothing_untrue(
    publications: list[Publication], legend: tuple[MarkMeaning, ...]
) -> None:
    assert merged_legend(publications) == legend


PIECES = st.lists(
    st.sampled_from(
        ["*", "†", "(", ")", "{", "}", "\\dag", "$^*$", "$", "\\", " ", ".", ";", "<br>", "equal",
         "now at sea", ",", "and", "\\textsuperscript{", "&dagger;", "^", "\n"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(PIECES | st.text(max_size=60))
def test_explaining_never_raises_nor_invents(note: str) -> None:
    meanings, rest = explain(note, SIGNS)
    assert set(meanings) <= set(SIGNS)
    assert all(words.strip() for words in meanings.values())
    if not meanings:
        assert rest == note
