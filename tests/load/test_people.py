"""People by role, and what an entry says of single ones."""

from collections.abc import Mapping

import pytest

from sitegen.load.owner import OwnerMatcher
from sitegen.load.people import People, read_people
from sitegen.model.collections import Person
from sitegen.model.entry import RawEntry, RawField
from sitegen.model.profile import Profile
from sitegen.model.text import CiteKey, Href
from sitegen.problems import Problem, SitePath, Span

SPAN = Span(SitePath("publications.bib"), 3, 12, 6)
URL = Href("https://ada.example")
MATCHER = OwnerMatcher(Profile(name="Mira Tallis"), (Person(name="Ada Lune", url=URL, span=SPAN),))
TWO = "Mira Tallis and Ada Lune"


def load(fields: Mapping[str, str]) -> tuple[People, tuple[Problem, ...]]:
    raw = {name: RawField(name, value, SPAN) for name, value in fields.items()}
    outcome = read_people(RawEntry("book", CiteKey("x"), raw, SPAN), MATCHER)
    assert outcome.value is not None
    return outcome.value, outcome.problems


def read(**fields: str) -> People:
    return load(fields)[0]


def contributions(people: People) -> dict[str, list[str]]:
    return {one.role: [str(who.name) for who in one.people] for one in people.contributions}


# Who did what ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "role"),
    [
        ("translator", "translator"), ("advisor", "advisor"), ("supervisor", "advisor"),
        ("bookauthor", "book author"), ("annotator", "annotator"), ("commentator", "commentator"),
        ("introduction", "introduction"), ("foreword", "foreword"), ("afterword", "afterword"),
        ("compiler", "compiler"), ("organizer", "organizer"), ("collaborator", "collaborator"),
        ("holder", "holder"),
    ],
)  # fmt: skip
def test_people_by_role(field: str, role: str) -> None:
    people = read(**{"author": "Oskar Brandvoll", field: "Lune, Ada and {Kelpstone and Sons}"})
    assert contributions(people) == {role: ["Ada Lune", "Kelpstone and Sons"]}
    assert people.contributions[0].people[0].href == URL


def test_owner_and_annotations_are_marked_in_every_role() -> None:
    fields = {"translator": "Lune, Ada and Tallis, M.", "translator+an": "1=corresponding"}
    translators = load(fields)[0].contributions[0].people
    assert [one.is_owner for one in translators] == [False, True]
    assert [one.roles for one in translators] == [("corresponding",), ()]


@pytest.mark.parametrize(
    ("fields", "editors", "expected"),
    [
        ({"editor": "Ada Lune"}, ["Ada Lune"], {}),
        ({"editor": "Ada Lune", "editortype": "editor"}, ["Ada Lune"], {}),
        ({"editor": "Ada Lune", "editortype": "{Compiler}"}, [], {"compiler": ["Ada Lune"]}),
        ({"editor": "Ada Lune", "editortype": "pianist"}, [], {"collaborator": ["Ada Lune"]}),
        (
            {"editor": "Ada Lune", "editora": "Rosa Corvo", "editoratype": "redactor"},
            ["Ada Lune"],
            {"redactor": ["Rosa Corvo"]},
        ),
        ({"editor": "Ada Lune", "editora": "Rosa Corvo"}, ["Ada Lune", "Rosa Corvo"], {}),
        (
            {"editorb": "Ada Lune", "editorbtype": "reviser", "editorc": "Rosa Corvo",
             "editorctype": "founder"},
            [],
            {"founder": ["Rosa Corvo"], "reviser": ["Ada Lune"]},
        ),
        (
            {"editora": "Ada Lune", "editoratype": "translator", "translator": "Rosa Corvo"},
            [],
            {"translator": ["Ada Lune", "Rosa Corvo"]},
        ),
    ],
)  # fmt: skip
def test_types_of_editors(
    fields: dict[str, str], editors: list[str], expected: dict[str, list[str]]
) -> None:
    people = load(fields)[0]
    assert [str(one.name) for one in people.editors] == editors
    assert contributions(people) == expected


def test_the_author_of_the_book_is_told_only_where_it_is_another() -> None:
    assert not read(author="Ada Lune", bookauthor="Lune, Ada").contributions
    assert read(author="Ada Lune", bookauthor="Lune, Ada and Rosa Corvo").contributions


def test_people_named_twice_for_one_thing_are_shown_once() -> None:
    people = read(advisor="Ada Lune", supervisor="Lune, Ada and Rosa Corvo")
    assert contributions(people) == {"advisor": ["Ada Lune", "Rosa Corvo"]}


def test_faults_are_reported_in_every_list() -> None:
    problems = load({"translator": "Lune, Ada, and Corvo, Rosa"})[1]
    assert [problem.message for problem in problems] == ["`translator`: there is a comma too many"]


# Roles and marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "roles"),
    [
        ({"author+an": "1=equal; 2=equal,corresponding"}, ["equal", "equal corresponding"]),
        ({"author+an:default": "2=corresponding"}, ["", "corresponding"]),
        ({"author+an:role": '2="Corresponding author"'}, ["", "corresponding"]),
        ({"author+an:work": '1="student"; 2=equal'}, ["", "equal"]),
        ({"author+an": "1:family=student"}, ["student", ""]),
        (
            {"author+an": "1=equal", "author+an:role": "1=corresponding"},
            ["equal corresponding", ""],
        ),
        ({"equal": "2"}, ["equal", "equal"]),
        ({"equal": "1,2"}, ["equal", "equal"]),
        ({"equal": "1 and 2"}, ["equal", "equal"]),
        ({"equal": "1-2"}, ["equal", "equal"]),
        ({"equal": "true"}, ["equal", "equal"]),
        ({"cofirstauthors": "Tallis, Mira and Lune, Ada"}, ["equal", "equal"]),
        ({"cofirstauthors": "Tallis; Lune"}, ["equal", "equal"]),
        ({"corresponding": "2"}, ["", "corresponding"]),
        ({"corresponding": "Ada Lune"}, ["", "corresponding"]),
        ({"corresponding": "{Lune}"}, ["", "corresponding"]),
        ({"correspondingauthors": "A. Lune, M. Tallis"}, ["corresponding", "corresponding"]),
        ({"author+an": "1=zach; 2=student,phd"}, ["", "student"]),
    ],
)
def test_roles_from_fields(fields: dict[str, str], roles: list[str]) -> None:
    people, problems = load({"author": TWO, **fields})
    assert [" ".join(author.roles) for author in people.authors] == roles
    assert [author.marks for author in people.authors] == [(), ()]
    assert not people.legend
    assert not problems


@pytest.mark.parametrize(
    ("author", "fields", "marks", "legend"),
    [
        (TWO, {"author+an": '2="deceased"'}, ["", "§"], ["§ deceased"]),
        (TWO, {"author+an": '1="on leave"; 2="on leave"'}, ["§", "§"], ["§ on leave"]),
        (
            TWO,
            {"author+an": '1="a; b=c"; 2:given="deceased"'},
            ["§", "¶"],
            ["§ a; b=c", "¶ deceased"],
        ),
        (TWO, {"author+an": "1=*"}, ["*", ""], []),
        (TWO, {"author+an:affiliation": '1="Tide Office"'}, ["", ""], []),
        ("Mira Tallis\\thanks{Now at \\emph{sea}} and Ada Lune", {}, ["§", ""], ["§ Now at sea"]),
        ("Mira Tallis\\thanks{Corresponding author} and Ada Lune", {}, ["", ""], []),
        ("Mira Tallis# and Ada Lune", {"note": "# now at sea"}, ["#", ""], ["# now at sea"]),
        ("Mira Tallis§ and Ada Lune", {"author+an": '2="x"'}, ["§", "¶"], ["¶ x"]),
        ("Mira Tallis* and Ada Lune", {"annotation": "* Now at sea."}, ["*", ""], ["* Now at sea"]),
        (
            "Mira Tallis* and Ada Lune†",
            {"note": "* now at sea; † equal contribution"},
            ["§", ""],
            ["§ now at sea"],
        ),
        (
            "Mira Tallis$^\\dag$ and Ada Lune&dagger;",
            {"annotation": "<sup>&dagger;</sup> Tide fellows"},
            ["†", "†"],
            ["† Tide fellows"],
        ),
        ("Mira Tallis* and Ada Lune", {}, ["*", ""], []),
    ],
)
def test_custom_marks_and_their_legend(
    author: str, fields: dict[str, str], marks: list[str], legend: list[str]
) -> None:
    people, problems = load({"author": author, **fields})
    assert ["".join(one.marks) for one in people.authors] == marks
    assert [f"{one.mark} {one.meaning}" for one in people.legend] == legend
    assert [str(one.name) for one in people.authors] == ["Mira Tallis", "Ada Lune"]
    assert not problems


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"author+an": "3=equal"}, "`author+an` speaks of name 3, but there are 2 names"),
        ({"author+an:orcid": '0="0000-0002-1825-0097"'},
         "`author+an:orcid` speaks of name 0, but there are 2 names"),
        ({"corresponding": "4"}, "`corresponding` names none of the authors: `4`"),
        ({"equal": "Rosa Corvo"}, "`equal` names none of the authors: `Rosa Corvo`"),
    ],
)  # fmt: skip
def test_annotations_of_nobody_are_reported(fields: dict[str, str], message: str) -> None:
    people, problems = load({"author": TWO, **fields})
    assert [(problem.code, problem.message) for problem in problems] == [
        ("bib-annotation", message)
    ]
    assert problems[0].span == SPAN
    assert problems[0].hint
    assert [author.roles for author in people.authors] == [(), ()]


def test_names_that_are_left_out_may_be_annotated() -> None:
    assert not load({"author": "Mira Tallis and others", "author+an": "7=equal"})[1]
