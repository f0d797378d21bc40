"""Letters as documents and as plain text, and what must not be said in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from conftest import tree

from sitegen.check.letters import blanks, names_in
from sitegen.letters import MadeLetter, make_letters
from sitegen.problems import sort_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Files

TODAY = dt.date(2026, 3, 1)

SITE: Files = {
    "site.toml": 'title = "Ada Lune"\nurl = "https://example.org/~lune/"\n',
    "content/profile.toml": """
name = "Ada Lune"
headline = "Doctoral student of tides"
email = "lune@example.org"

[[contacts]]
kind = "phone"
value = "+44 1524 496 0001"

[[contacts]]
kind = "address"
value = "1 Quay Street, Lancaster"

[links]
github = "ada-lune"
""",
    "publications.bib": (
        "@article{lune2024tides,\n  author = {Lune, Ada and Corvo, Ben},\n"
        "  title = {Tides of a Small Sea},\n  journal = {Journal of Water},\n  year = {2024},\n}\n"
    ),
}

BASE = """+++
title = "Application for an internship"
recipient = "{{ team }}"
address = ["{{ legal_name }}"]
opening = "Dear {{ team }},"
enclosures = ["Curriculum vitae", "List of publications"]
postscript = "My [list](/publications/) says more."
+++

I am glad that {{ company }} has opened an internship.

::: why optional
:::

My work on tides [@lune2024tides] is about {{ company }}'s *own* harbour.

- One
- Two
"""

MARSH = """extends = "internship"
date = 2026-11-20

[variables]
company = "Marsh"
legal_name = "Marsh Gauges Ltd."
team = "Marsh recruiting team"

[paragraphs]
why = "I agree that harbours need gauges."
"""

QUAY = """extends = "internship"
date = 2026-11-21
language = "de"

[variables]
company = "Quayside"
legal_name = "Quayside AG"
team = "Hiring Committee"
"""

LETTERS = {"internship.md": BASE, "marsh.toml": MARSH, "quay.toml": QUAY}


def site(letters: Mapping[str, str], more: Files | None = None) -> Files:
    return {**SITE, **(more or {}), **{f"content/letters/{n}": text for n, text in letters.items()}}


def made(letters: Mapping[str, str], name: str, more: Files | None = None) -> MadeLetter:
    outcome = make_letters(tree(site(letters, more)), TODAY).letters[name]
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def said(letters: Mapping[str, str], more: Files | None = None) -> list[str]:
    """Return "file:line:column code: message" of each problem of all letters."""
    found = make_letters(tree(site(letters, more)), TODAY).all_problems
    return [
        f"{one.span.path.removeprefix('content/letters/')}:{one.span.line}:{one.span.column}"
        f" {one.code}: {one.message}"
        for one in sort_problems(found)
    ]


def test_a_letter_as_plain_text() -> None:
    letter = made(LETTERS, "marsh")
    assert letter.file_name == "2026-11-20-marsh"
    assert letter.text == (
        """Ada Lune
========
Doctoral student of tides
1 Quay Street, Lancaster
E-mail: lune@example.org
Phone: +44 1524 496 0001
Website: https://example.org/~lune/
GitHub: https://github.com/ada-lune

20 November 2026

Marsh recruiting team
Marsh Gauges Ltd.

Application for an internship
-----------------------------

Dear Marsh recruiting team,

I am glad that Marsh has opened an internship.

I agree that harbours need gauges.

My work on tides (Lune and Corvo, 2024) is about Marsh’s own harbour.

- One
- Two

Sincerely,

Ada Lune

P.S. My list (https://example.org/~lune/publications/) says more.

Enclosed: Curriculum vitae, List of publications
"""
    )


def test_a_letter_in_another_language_says_its_own_words() -> None:
    document = made(LETTERS, "quay").document
    assert document.language == "de"
    assert document.date == "2026-11-21"
    assert document.date_text == "21. November 2026"
    assert document.closing == "Mit freundlichen Grüßen"
    assert dict(document.words)["enclosures"] == "Anlagen"
    assert document.letterhead is not None
    phone = next(one for one in document.letterhead.contacts if one.kind == "phone")
    assert phone.label == "Telefon"
    assert document.title == "Application for an internship – Ada Lune"


def test_a_letter_without_a_head_is_signed_with_the_first_name() -> None:
    plain = (
        '+++\ndate = 2026-11-20\nletterhead = false\nopening = "Dear harbour master."\n'
        'closing = "Yours sincerely,"\nsigned = "Ada"\n+++\n\n'
        "I work at [Quayside](https://quayside.example/).\n"
    )
    letter = made({"plain.md": plain}, "plain")
    assert letter.document.letterhead is None
    assert letter.document.title == "Letter – Ada Lune"
    assert letter.text == (
        "20 November 2026\n\nDear harbour master.\n\n"
        "I work at Quayside (https://quayside.example/).\n\nYours sincerely,\n\nAda\n"
    )


# What must not be said ---------------------------------------------------------------------------


def test_the_name_of_another_letter_is_found_wherever_it_stands() -> None:
    base = BASE.replace("harbour.", "harbour, not MARSH's. Marshland is no name.")
    quay = QUAY + '\n[paragraphs]\nwhy = """\nI admire\nmarsh gauges ltd. so."""\n'
    assert said({"internship.md": base, "marsh.toml": MARSH, "quay.toml": quay}) == [
        "internship.md:15:79 letter-other-company: `MARSH` is whom another letter is for",
        "quay.toml:13:1 letter-other-company: `marsh gauges ltd.` is whom another letter is for",
    ]


def test_a_name_that_only_variables_put_together_is_found() -> None:
    base = BASE.replace("harbour.", "harbour and {{ first }} {{ last }}.")
    quay = QUAY.replace("[variables]", '[variables]\nfirst = "Pier"\nlast = "Nine"')
    pier = 'extends = "internship"\ndate = 2026-11-22\n[variables]\ncompany = "Pier Nine"\n'
    pier += 'first = ""\nlast = ""\nteam = "Pier"\nlegal_name = "Pier Nine Ltd."\n'
    found = said({"internship.md": base, "quay.toml": quay, "pier.toml": pier})
    assert found == [
        "quay.toml:1:1 letter-other-company: `Pier Nine` is whom another letter is for",
    ]


SILENT = {
    "allowed": QUAY.replace("date", 'allow = ["marsh"]\ndate'),
    "part of whom it is for": QUAY.replace('"Quayside"', '"Marsh & Quay"'),
}


@pytest.mark.parametrize("name", SILENT)
def test_names_that_may_stand_in_a_letter(name: str) -> None:
    quay = SILENT[name] + '\n[paragraphs]\nwhy = "I know Marsh."\n'
    assert said({"internship.md": BASE, "marsh.toml": MARSH, "quay.toml": quay}) == []


def test_a_team_that_any_company_may_have_is_nobody() -> None:
    marsh = MARSH.replace("gauges.", "gauges, dear Hiring Committee.")
    assert said({"internship.md": BASE, "marsh.toml": marsh, "quay.toml": QUAY}) == []


LEFT = (
    "Dear Dr. LastName",
    "Dear Mr./Ms. Tallis",
    "Dear Mr. / Mrs. / Dr. Tallis",
    "Company Name",
    "Company Name Here",
    "Job Title",
    "ABC Company",
    "[Company]",
    "[your field]",
    "XYZ",
    "XXXX",
    "TODO",
    "Lorem ipsum dolor",
    "John Doe",
    "Erika Mustermann",
    "<company>",
    "{% why %}",
    "____",
    "(555) 555-1234",
    "(+82) 10-9030-1843",
    "+82 10 9030 1843",
)
KEPT = (
    "Dear Dr. Tallis,",
    "[Company](https://example.org)",
    "[@lune2024]",
    "[[ace]]",
    "[1]",
    "x[i]",
    "Vec<String>",
    "a < b and c > d",
    "<https://example.org>",
    "1555-12345",
    "the company name was changed",
    "my last name",
    "todo",
    "and so on...",
)


@pytest.mark.parametrize("text", LEFT)
def test_what_was_left_to_fill_in_is_found(text: str) -> None:
    assert blanks(f"so {text}, yes")


@pytest.mark.parametrize("text", KEPT)
def test_what_was_meant_is_no_placeholder(text: str) -> None:
    assert blanks(f"so {text}, yes") == ()


def test_placeholders_are_found_where_they_were_written() -> None:
    base = BASE.replace("harbour.", "harbour, [Company](/) and <field>. `Vec<T>` $[a]$")
    marsh = MARSH.replace('"Marsh recruiting team"', '"Mr./Ms. LastName"')
    assert said({"internship.md": base, "marsh.toml": marsh, "quay.toml": QUAY}) == [
        "internship.md:15:92 letter-placeholder: `<field>` is left to fill in",
        "marsh.toml:7:9 letter-placeholder: `Mr./Ms.` is left to fill in",
        "marsh.toml:7:17 letter-placeholder: `LastName` is left to fill in",
    ]
    base = base.replace("+++\ntitle", '+++\nallow = ["<field>"]\ntitle', 1)
    assert said({"internship.md": base, "quay.toml": QUAY}) == []


def test_the_number_of_an_example_in_the_profile_is_found() -> None:
    profile = SITE["content/profile.toml"].replace("+44 1524 496 0001", "(+82) 10-9030-1843")  # type: ignore[arg-type]
    more = {"content/profile.toml": profile}
    found = "content/profile.toml:6:3 letter-placeholder: `(+82) 10-9030-1843` is the number of an"
    assert said(LETTERS, more) == [f"{found} example"]
    headless = {"a.md": "+++\ndate = 2026-11-20\nletterhead = false\nopening = 'Hi all,'\n+++\nA\n"}
    assert said(headless, more) == []


def test_links_and_citations_must_lead_somewhere() -> None:
    base = BASE.replace("harbour.", "harbour [a](nowhere.pdf) [[ace]] [@lune2025tides].")
    assert said({"internship.md": base, "marsh.toml": MARSH, "quay.toml": QUAY}) == [
        "internship.md:15:78 broken-link: the link `nowhere.pdf` goes nowhere",
        "internship.md:15:93 broken-link: the link `ace` goes nowhere",
        "internship.md:15:101 unknown-citation: no .bib file has an entry `lune2025tides`",
    ]


@pytest.mark.parametrize(
    ("opening", "message"),
    [
        ("Dear {{ nobody }},", "the opening `Dear ,` names nobody"),
        ("", "the letter has no opening"),
    ],
)
def test_an_opening_names_somebody(opening: str, message: str) -> None:
    head = f'date = 2026-11-20\nletterhead = false\nopening = "{opening}"\nvariables.nobody = ""'
    expected = [f"a.md:1:1 letter-opening: {message}"]
    if "nobody" not in opening:
        expected.append(
            "a.md:5:11 unused-variable: nothing in the letter asks for the variable `nobody`"
        )
    assert said({"a.md": f"+++\n{head}\n+++\nA\n"}) == expected


def test_a_letter_with_a_head_is_to_somebody() -> None:
    letter = '+++\ndate = 2026-11-20\nopening = "Dear all,"\n+++\nA\n'
    assert said({"a.md": letter}) == ["a.md:1:1 letter-recipient: the letter is to nobody"]
    config = '\n[check]\nignore = ["letter-recipient"]\n'
    assert said({"a.md": letter}, {"site.toml": f"{SITE['site.toml']}{config}"}) == []  # type: ignore[str-bytes-safe]


def test_the_longest_name_counts() -> None:
    found = names_in("Lune  Labs, Lune", ("Lune", "Lune Labs"))
    assert [one.text for one in found] == ["Lune  Labs", "Lune"]


# All in one run ----------------------------------------------------------------------------------


def test_a_broken_letter_does_not_stand_in_the_way_of_another() -> None:
    letters = {**LETTERS, "quay.toml": QUAY.replace("company", "campany")}
    all_made = make_letters(tree(site(letters)), TODAY)
    assert all_made.letters["marsh"].value is not None
    assert all_made.letters["marsh"].problems == ()
    assert all_made.letters["quay"].value is None
    alone = make_letters(tree(site(letters)), TODAY, ["marsh"])
    assert list(alone.letters) == ["marsh"]
    assert alone.all_problems == ()


def test_a_variable_without_a_value_is_told_once() -> None:
    head = 'date = 2026-11-20\nletterhead = false\nopening = "{{a}} all"'
    letter = f"+++\n{head}\n+++\n{{{{b}}}} [x]({{{{c}}}})\n"
    assert said({"a.md": letter}) == [
        "a.md:4:12 undefined-variable: the variable `a` has no value",
        "a.md:6:1 undefined-variable: the variable `b` has no value",
        "a.md:6:11 undefined-variable: the variable `c` has no value",
    ]


def test_a_letter_that_is_not_there() -> None:
    found = make_letters(tree(site(LETTERS)), TODAY, ["mash"])
    (problem,) = found.all_problems
    assert problem.code == "unknown-letter"
    assert problem.hint == "did you mean `marsh`?"


def test_without_letters_the_site_is_not_even_read() -> None:
    assert make_letters(tree({}), TODAY).all_problems == ()


def test_letters_need_a_site() -> None:
    letters = {f"content/letters/{name}": text for name, text in LETTERS.items()}
    assert [one.code for one in make_letters(tree(letters), TODAY).all_problems] == ["missing-file"]
