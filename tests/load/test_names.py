import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Person as Bibtex

from sitegen.load import name_parts
from sitegen.load.annotations import read_annotations
from sitegen.load.author_marks import take_marks, without_marks
from sitegen.load.braces import split_list
from sitegen.load.name_parts import parse_easy_name, parse_name, split_name, standard_name
from sitegen.load.names import NameList, read_names
from sitegen.load.owner import OwnerMatcher
from sitegen.model.collections import Person
from sitegen.model.entry import RawEntry, RawField
from sitegen.model.people import Name
from sitegen.model.profile import Profile
from sitegen.model.text import CiteKey
from sitegen.problems import Problem, SitePath, Span

SPAN = Span(SitePath("publications.bib"), 3, 12, 6)


def field(value: str, name: str = "author") -> RawField:
    return RawField(name, value, SPAN)


def read(value: str, annotations: str = "", *notes: str) -> tuple[NameList, tuple[Problem, ...]]:
    noted = field(annotations, "author+an")
    entry = RawEntry("misc", CiteKey("x"), {"author+an": noted} if annotations else {}, SPAN)
    found = read_annotations(entry, "author")
    outcome = read_names(field(value), annotations=found, notes=notes)
    assert outcome.value is not None
    return outcome.value, outcome.problems


def shown(value: str) -> list[str]:
    return [str(author.name) for author in read(value)[0].authors]


# One name ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "given", "particle", "family", "suffix"),
    [
        ("Mira Tallis", "Mira", "", "Tallis", ""),
        ("Tallis, Mira K.", "Mira K.", "", "Tallis", ""),
        ("Ada van der Lune", "Ada", "van der", "Lune", ""),
        ("van der Lune, Ada", "Ada", "van der", "Lune", ""),
        ("Lune, Ada van der", "Ada van der", "", "Lune", ""),
        ("Penhallow, Jr., Oskar", "Oskar", "", "Penhallow", "Jr."),
        ("Penhallow, Oskar, Jr.", "Oskar", "", "Penhallow", "Jr."),
        ("Penhallow Jr., Oskar", "Oskar", "", "Penhallow", "Jr."),
        ("Oskar Penhallow Jr.", "Oskar", "", "Penhallow", "Jr."),
        ("Oskar Penhallow, III", "Oskar", "", "Penhallow", "III"),
        ("Penhallow, O. J., 3rd", "O. J.", "", "Penhallow", "3rd"),
        ("Penhallow, Oskar, J.", "Oskar J.", "", "Penhallow", ""),
        ("De la Corvo, Inés", "Inés", "", "De la Corvo", ""),
        ("Corvo de Lune, Inés", "Inés", "", "Corvo de Lune", ""),
        ("Inés {de Corvo}", "Inés", "", "de Corvo", ""),
        ("de Corvo y Lune, Inés", "Inés", "de", "Corvo y Lune", ""),
        ("Inés de la Corvo zu Lune", "Inés", "de la", "Corvo zu Lune", ""),
        ("Prof. Dr. Ada Lune", "Ada", "", "Lune", ""),
        ("Lune, Dr. Ada", "Ada", "", "Lune", ""),
        ("Dr. Lune", "", "", "Lune", ""),
        ("Drew Lune", "Drew", "", "Lune", ""),
        ("Msia Lune", "Msia", "", "Lune", ""),
        ('{\\O}rs{\\o}e, J{\\"o}rg', "Jörg", "", "Ørsøe", ""),
        ("N{\\'u}{\\~n}ez-Oriel, In{\\'e}s", "Inés", "", "Núñez-Oriel", ""),
        ("Ada~K. Lune", "Ada K.", "", "Lune", ""),
        ("{Kelpstone and Sons, Inc.}", "", "", "Kelpstone and Sons, Inc.", ""),
        ("UNESMO", "", "", "UNESMO", ""),
        ("The TIDE Collaboration", "", "", "The TIDE Collaboration", ""),
        ("Kelp Ltd.", "", "", "Kelp Ltd.", ""),
        ("Kelp, Inc.", "", "", "Kelp, Inc.", ""),
        ("Kelp \\& Co. KG", "", "", "Kelp & Co. KG", ""),
        ("University of Kelp", "University", "of", "Kelp", ""),
        ("Kelp University", "", "", "Kelp University", ""),
        ("the TIDE group", "", "", "the TIDE group", ""),
        ("de Kelp, Inc.", "", "", "de Kelp, Inc.", ""),
        ("Incorvo, Ada", "Ada", "", "Incorvo", ""),
        ("潮見波子", "", "", "潮見波子", ""),
        ("潮見 波子", "", "", "潮見 波子", ""),
        ("潮見, 波子", "", "", "潮見 波子", ""),
        ("김파도", "", "", "김파도", ""),
        ("潮見 Mira", "潮見", "", "Mira", ""),
        ("given=Ada, family=Lune, prefix=van der", "Ada", "van der", "Lune", ""),
        ("family={Lune Corvo}, given={Ada}, suffix=Jr., given-i=A", "Ada", "", "Lune Corvo", "Jr."),
        ("given={Ada}, family={Lune}, useprefix=false", "Ada", "", "Lune", ""),
        ("{given=Ada, family=Lune, prefix=van, useprefix=true}", "Ada", "van", "Lune", ""),
        (
            'family=Lune, "given={Ada, Jr}", Suffix=III, juniorcomma=true',
            "Ada, Jr",
            "",
            "Lune",
            "III",
        ),
        ('family="Lune, and Sons"', "", "", "Lune, and Sons", ""),
        ("family=du Lune de Corvo, given=Ada", "Ada", "", "du Lune de Corvo", ""),
        ("family=Corvo, given=Ada, prefix=van d'", "Ada", "van", "d’Corvo", ""),
        ("family=Corvo, given=Ada, prefix=al-", "Ada", "", "al-Corvo", ""),
        ("family=Corvi, given=Ada, prefix=de’", "Ada", "de’", "Corvi", ""),
        ("d' Este, Ada", "Ada", "", "d’Este", ""),
        ("Corvo, père, Ada", "Ada", "", "Corvo", "père"),
        ("Lune, Ada, Mira, Rosa", "Ada Mira Rosa", "", "Lune", ""),
    ],
)
def test_parts_of_a_name(written: str, given: str, particle: str, family: str, suffix: str) -> None:
    name = Name(family=family, given=given, particle=particle, suffix=suffix)
    assert parse_name(written) == name


@pytest.mark.parametrize(
    ("extended", "standard"),
    [
        ("family=Lune, given=Ada, prefix=van der, suffix=Jr.", "van der Lune, Jr., Ada"),
        ("given=Ada, family=du Lune de Corvo", "{du Lune de Corvo}, Ada"),
        ("given=Ada, family={Lune, Corvo}", "{Lune, Corvo}, Ada"),
        ("family=L{\\'e}on and Co, useprefix=true", "{L{\\'e}on and Co}"),
        ("family=Lune, given=Ada, suffix=von Corvo", "{Lune}, {von Corvo}, {Ada}"),
        ("Lune, Ada", "Lune, Ada"),
    ],
)
def test_an_extended_name_is_written_for_bibtex(extended: str, standard: str) -> None:
    assert standard_name(extended) == standard


@pytest.mark.parametrize("written", ["", "{}", ",", "{ }", "?", "~", "family=, given="])
def test_nothing_is_no_name(written: str) -> None:
    assert parse_name(written) is None


def test_split_name_keeps_the_latex_and_the_rules_of_bibtex() -> None:
    name = split_name("Corvo de la {Lune Quay}, {\\'E}mil~K.")
    assert name == (("{\\'E}mil", "K."), ("Corvo", "de", "la"), ("{Lune Quay}",), ())


@pytest.mark.parametrize("written", ["{" * 150 + "a" + "}" * 150, "a {" * 150, "}{,}{,}{,}{"])
def test_faulty_braces_do_not_raise(written: str) -> None:
    split_name(written)
    parse_name(written)


def test_a_name_in_bold_before_an_empty_end_has_its_parts() -> None:
    (author,) = read("\\textbf{Ada Lune} and")[0].authors
    assert author.name == Name(family="Lune", given="Ada")


def test_an_ampersand_in_the_name_of_a_firm_separates_nobody() -> None:
    assert shown("Kelp GmbH \\& Co. KG and Ada Lune") == ["Kelp GmbH & Co. KG", "Ada Lune"]
    assert shown("Kelp & Sons") == ["Kelp & Sons"]
    assert shown("Ada Lune & Cora Sonstag") == ["Ada Lune", "Cora Sonstag"]


def test_a_list_is_split_at_and_outside_braces() -> None:
    names = "Tallis, Mira AND {Kelpstone and Sons}\n\tand Ada Lune and"
    assert split_list(names) == ["Tallis, Mira", "{Kelpstone and Sons}", "Ada Lune"]
    assert split_list("and Ada Lune and and Mira Tallis") == ["Ada Lune", "Mira Tallis"]


# Marks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name", "signs"),
    [
        ("Tallis*, Mira", "Tallis, Mira", "*"),
        ("Mira Tallis*", "Mira Tallis", "*"),
        ("Mira Tallis *†", "Mira Tallis", "*†"),
        ("Mira Tallis∗", "Mira Tallis", "*"),
        ("Tallis\\textsuperscript{*}, Mira", "Tallis, Mira", "*"),
        ("Tallis{\\textsuperscript{*}}, Mira", "Tallis, Mira", "*"),
        ("Mira Tallis\\textsuperscript{1,2,*}", "Mira Tallis", "*"),
        ("Mira Tallis\\textsuperscript{\\textdagger}", "Mira Tallis", "†"),
        ("Mira Tallis$^*$", "Mira Tallis", "*"),
        ("Mira Tallis$^{*,\\dagger}$", "Mira Tallis", "*†"),
        ("Mira Tallis{$^\\star$}", "Mira Tallis", "⋆"),
        ("Mira Tallis$^{1}$", "Mira Tallis", ""),
        ("Mira Tallis\\dag", "Mira Tallis", "†"),
        ("Tallis\\ddag{}, Mira", "Tallis, Mira", "‡"),
        ("Mira Tallis\\S", "Mira Tallis", "§"),
        ("Mira Tallis¶‖", "Mira Tallis", "¶‖"),
        ("Mira Tallis\\#", "Mira Tallis", "#"),
        ("Mira Tallis\\*", "Mira Tallis", "*"),
        ("Tallis&, Mira", "Tallis, Mira", "&"),
        ("Mira Tallis^", "Mira Tallis", "^"),
        ("{M. Tallis}+", "{M. Tallis}", "+"),
        ("Mira Tallis<sup>*</sup>", "Mira Tallis", "*"),
        ("Mira Tallis\\thanks{The Tide Fund}", "Mira Tallis", ""),
        ("Tallis12, Mira", "Tallis, Mira", ""),
        ("Mira Tallis 0001", "Mira Tallis", ""),
        ("Mira Tallis 0001 \\thanks{at sea}", "Mira Tallis", ""),
        ("{\\^O}rs{\\o}e, S{\\'e}an", "{\\^O}rs{\\o}e, S{\\'e}an", ""),
        ("1000 Tides Project", "1000 Tides Project", ""),
        ("AT&T Tides", "AT&T Tides", ""),
    ],
)
def test_marks_are_taken_off(written: str, name: str, signs: str) -> None:
    marked = take_marks(written)
    assert (marked.name, "".join(marked.signs)) == (name, signs)


def test_a_mark_before_the_name_is_told_apart() -> None:
    assert take_marks("*Tallis, Mira")[:3] == ("Tallis, Mira", (), ("*",))


@pytest.mark.parametrize(
    ("names", "bare"),
    [
        ("\\textbf{Tallis, Mira} and Ada Lune", "Tallis, Mira and Ada Lune"),
        ("{\\bf Mira Tallis} and Ada Lune", "Mira Tallis and Ada Lune"),
        ("{\\textbf{Mira Tallis}} and Ada Lune", "Mira Tallis and Ada Lune"),
        ("<b>Mira Tallis</b> and <u>Ada Lune</u>", "Mira Tallis and Ada Lune"),
        ("\\textbf{{Tallis}, M.~K.} and {Lune}, A.", "{Tallis}, M.~K. and {Lune}, A."),
        ("\\textbf{Ada} \\textbf{Lune Corvo}", "Ada {Lune Corvo}"),
        ("\\textcolor{red}{Mira Tallis and Ada Lune}", "Mira Tallis and Ada Lune"),
        ("\\underline{M. Tallis}*, A. Lune", "M. Tallis, A. Lune"),
        ("*Tallis, Mira and *Lune, Ada", "Tallis, Mira and Lune, Ada"),
        ("Mira Tallis* and Ada Lune* (* equal contribution)", "Mira Tallis and Ada Lune"),
        ("Mira Tallis and others", "Mira Tallis and others"),
        ('J{\\"o}rg Zaunk{\\"o}nig', 'J{\\"o}rg Zaunk{\\"o}nig'),
    ],
)
def test_readers_get_names_without_marks(names: str, bare: str) -> None:
    assert without_marks(names) == bare


@pytest.mark.parametrize(
    ("names", "annotations", "notes", "roles", "marks"),
    [
        ("Mira Tallis* and Ada Lune*", "", (), [("equal",), ("equal",)], [(), ()]),
        ("Mira Tallis* and Ada Lune", "", (), [(), ()], [("*",), ()]),
        (
            "Mira Tallis* and Ada Lune†",
            "",
            ("* Corresponding author<br>† Equal contribution",),
            [("corresponding",), ("equal",)],
            [(), ()],
        ),
        (
            "Mira Tallis# and Ada Lune#",
            "",
            ("# now at the Tide Office",),
            [(), ()],
            [("#",), ("#",)],
        ),
        ("Mira Tallis✉ and Ada Lune", "", (), [("corresponding",), ()], [(), ()]),
        ("*Mira Tallis and *Ada Lune", "", (), [(), ()], [("*",), ("*",)]),
        ("*Mira Tallis and Ada Lune", "", ("* student",), [("student",), ()], [(), ()]),
        (
            "Mira Tallis and Ada Lune",
            "1=equal; 2=corresponding,equal",
            (),
            [("equal",), ("equal", "corresponding")],
            [(), ()],
        ),
        (
            "Mira Tallis and Ada Lune",
            '1="student"; 2:family="x"; 2=*',
            (),
            [("student",), ()],
            [(), ("*", "§")],
        ),
        (
            "Mira Tallis* and Ada Lune* (* indicates equal contribution)",
            "",
            (),
            [("equal",), ("equal",)],
            [(), ()],
        ),
    ],
)
def test_marks_become_roles(
    names: str,
    annotations: str,
    notes: tuple[str, ...],
    roles: list[tuple[str, ...]],
    marks: list[tuple[str, ...]],
) -> None:
    authors = read(names, annotations, *notes)[0].authors
    assert [author.roles for author in authors] == roles
    assert [author.marks for author in authors] == marks
    assert [str(author.name) for author in authors] == ["Mira Tallis", "Ada Lune"]


# Lists -------------------------------------------------------------------------------------------


def test_others_end_a_list() -> None:
    names, problems = read("Tallis, Mira and others")
    assert [str(author.name) for author in names.authors] == ["Mira Tallis"]
    assert names.has_more
    assert not problems


@pytest.mark.parametrize(
    ("written", "names", "message", "hint"),
    [
        (
            "Mira Tallis, Ada Lune, Oskar Brandvoll",
            ["Mira Tallis", "Ada Lune", "Oskar Brandvoll"],
            "`author`: the names are separated by commas",
            "write ` and ` between them: `Mira Tallis and Ada Lune and …`",
        ),
        (
            "Mira Tallis*, Ada Lune*, Oskar Brandvoll, Rosa van der Corvo",
            ["Mira Tallis", "Ada Lune", "Oskar Brandvoll", "Rosa van der Corvo"],
            "`author`: the names are separated by commas",
            "write ` and ` between them: `Mira Tallis and Ada Lune and …`",
        ),
        (
            "Tallis MK, Lune A, Brandvoll OP",
            ["MK Tallis", "A Lune", "OP Brandvoll"],
            "`author`: the names are separated by commas",
            "write ` and ` between them: `Tallis, MK and Lune, A and …`",
        ),
        (
            "Tallis, M. K., Lune, A., & Brandvoll, O.",
            ["M. K. Tallis", "A. Lune", "O. Brandvoll"],
            "`author`: the names are separated by `;` or `&`",
            "write ` and ` between them: `Tallis, M. K. and Lune, A. and …`",
        ),
        (
            "Tallis, Mira, Ada Lune, Rosa de Corvo, and Oskar Brandvoll",
            ["Mira Tallis", "Ada Lune", "Rosa de Corvo", "Oskar Brandvoll"],
            "`author`: the names are separated by commas",
            "write ` and ` between them: `Tallis, Mira and Ada Lune and …`",
        ),
        (
            "M. Tallis, A. Lune, and O. Brandvoll",
            ["M. Tallis", "A. Lune", "O. Brandvoll"],
            "`author`: the names are separated by commas",
            "write ` and ` between them: `M. Tallis and A. Lune and …`",
        ),
        (
            "M. K. Tallis, A. van der Lune",
            ["M. K. Tallis", "A. van der Lune"],
            "`author`: the names are separated by commas",
            "write ` and ` between them: `M. K. Tallis and A. van der Lune`",
        ),
        (
            "Tallis, Mira; Lune, Ada",
            ["Mira Tallis", "Ada Lune"],
            "`author`: the names are separated by `;` or `&`",
            "write ` and ` between them: `Tallis, Mira and Lune, Ada`",
        ),
        (
            "Mira Tallis \\& Ada Lune",
            ["Mira Tallis", "Ada Lune"],
            "`author`: the names are separated by `;` or `&`",
            "write ` and ` between them: `Mira Tallis and Ada Lune`",
        ),
        (
            "Tallis, Mira et al.",
            ["Mira Tallis"],
            "`author`: `et al.` is no name",
            "end the list with `and others`",
        ),
        (
            "Tallis, Mira and et al",
            ["Mira Tallis"],
            "`author`: `et al.` is no name",
            "end the list with `and others`",
        ),
        (
            "Tallis, Mira, and Lune, Ada",
            ["Mira Tallis", "Ada Lune"],
            "`author`: there is a comma too many",
            "leave it out: `Tallis, Mira`",
        ),
        (
            "Tallis, Mira, Kay and Lune, Ada",
            ["Mira Kay Tallis", "Ada Lune"],
            "`author`: `Tallis, Mira, Kay` has two commas",
            "write `Tallis, Mira Kay` with one comma",
        ),
    ],
)
def test_faulty_lists_are_read_and_reported(
    written: str, names: list[str], message: str, hint: str
) -> None:
    found, problems = read(written)
    assert [str(author.name) for author in found.authors] == names
    assert [(problem.code, problem.message, problem.hint) for problem in problems[:1]] == [
        ("bib-author-list", message, hint)
    ]
    assert problems[0].span == SPAN
    assert problems[0].severity == "warning"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Lune Corvo, Ada Mira", ["Ada Mira Lune Corvo"]),
        ("Penhallow, Jr., Oskar and Lune, Ada", ["Oskar Penhallow, Jr.", "Ada Lune"]),
        ("{Kelpstone \\& Sons; Tide Office}", ["Kelpstone & Sons; Tide Office"]),
        ("N&uacute;ñez, Ada and Mira Tallis", ["Ada Núñez", "Mira Tallis"]),
        ("given=Ada, family=Lune, prefix=van and Mira Tallis", ["Ada van Lune", "Mira Tallis"]),
        ("{The Tide, Moon, and Sea Group}", ["The Tide, Moon, and Sea Group"]),
    ],
)
def test_sound_lists_are_not_reported(written: str, names: list[str]) -> None:
    assert shown(written) == names
    assert not read(written)[1]


def test_each_fault_is_reported_once() -> None:
    problems = read("Tallis, Mira, and Lune, Ada, and Brandvoll, Oskar, and et al.")[1]
    assert len(problems) == 2


def test_a_style_over_several_names_marks_each_of_them() -> None:
    names = read("Ada Lune and \\textbf{Mira Tallis and Rosa Corvo} and Oskar Brandvoll")[0]
    assert names.set_off == {1, 2}


EASY = (
    "Mira",
    "Tallis",
    "K.",
    "J.-K.",
    "MK",
    "van",
    "Jr.",
    "III",
    "{Tide Quay}",
    "Corvo-Lune",
    "Ø",
    "Émil",
    ",",
    ", ",
    " ",
    " ",
    "~",
    "-",
    ".",
    "AND",
    "et Al.",
    "Inc.",
    "Dr.",
    "Prof",
    "{Lune}, ",
)


@given(st.lists(st.sampled_from(EASY), max_size=7).map("".join))
def test_easy_names_are_read_as_all_others(name: str) -> None:
    easy = parse_easy_name(name)
    if easy is not None:
        assert easy == parse_name(name)


# Properties --------------------------------------------------------------------------------------

PIECES = (
    " and ", ", ", "Mira", "Tallis", "van", "{", "}", "\\textbf{", "$^", "$", "*", "†", "\\'e",
    "潮見", "others", "et al.", ";", "&", "\\", "Jr.", "=", "family=", "(", ")", "1", "~", "<b>",
    "</b>", "\ue000", "\ue001", "{\\bf ", "^{", "\\textsuperscript{", " ",
)  # fmt: skip
NAMES = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@given(NAMES | st.text(max_size=60), NAMES | st.text(max_size=30))
def test_names_never_raise_and_are_never_empty(value: str, other: str) -> None:
    names, _ = read(value, other, other)
    for author in names.authors:
        assert author.name.family.strip()
        assert not any(mark in str(author.name) for mark in "\ue000\ue001")
    matcher = OwnerMatcher(Profile(name=other, spellings=(value,)), [Person(name=value, span=SPAN)])
    authors, _ = matcher.mark(names)
    assert len(authors) == len(names.authors)
    assert sum(author.is_owner for author in authors) <= 1


@given(st.lists(st.sampled_from(["Mira Tallis", "Lune, Ada", "{Tide Group}"]), min_size=1))
def test_every_name_of_a_sound_list_is_kept(names: list[str]) -> None:
    assert len(read(" and ".join(names))[0].authors) == len(names)


SOUND = (
    "Mira Tallis", "Lune, Ada", "{Tide Group}", 'van der Corvo, J{\\"o}rg', "Brandvoll, Jr., O.",
    "{\\O}rs{\\o}e, \\'Emil", "Corvo-Lune, J.-K.", "{\\L}ucja {\\v S}ime", "潮見波子",
    "\\c{C}elik, M.~K.",
)  # fmt: skip
MARKS = (
    "*", "†", "$^*$", "\\textsuperscript{*,1}", "\\dag", "$^{\\dagger}$", "\\thanks{now at sea}",
    "&dagger;", "{\\textsuperscript{*}}", "✉", "",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(SOUND), st.sampled_from(MARKS)), min_size=1, max_size=8))
def test_marks_change_neither_names_nor_their_order(names: list[tuple[str, str]]) -> None:
    bare = [author.name for author in read(" and ".join(name for name, _ in names))[0].authors]
    marked = read(" and ".join(f"{name}{mark}" for name, mark in names))[0].authors
    assert [author.name for author in marked] == bare
    assert bare == [parse_name(name) for name, _ in names]
    assert not any(sign in str(name) for name in bare for sign in "\\{}~$")


@given(NAMES)
def test_taking_marks_off_twice_changes_nothing(value: str) -> None:
    once = without_marks(value)
    assert "\\textbf" not in once or "\\textbf" in without_marks(once)


WORDS = (
    "Lune",
    "van",
    "A.",
    "{\\O}rsk",
    "Ren{\\'e}",
    "{\\'E}mil",
    "{\\'e}mil",
    "N{\\~n}o",
    "{Sea and Co}",
    "é",
)


@given(st.lists(st.sampled_from([*WORDS, ",", "~", " ", "-", "{\\v c}"]), max_size=9).map(" ".join))
def test_plain_names_are_split_as_bibtex_splits_them(name: str) -> None:
    found = name_parts._split_plain_name(name)
    if found is not None:
        person = Bibtex(name)
        assert found == (
            tuple(person.bibtex_first_names),
            tuple(person.prelast_names),
            tuple(person.last_names),
            tuple(person.lineage_names),
        )
