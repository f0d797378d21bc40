"""Letters: what is taken from where, and everything that can be wrong with their files."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.files import MemoryTree
from sitegen.load.letter_files import LETTERS, read_letters
from sitegen.load.letters import file_problems, letter_names, make_letter
from sitegen.model.blocks import Paragraph, texts_of
from sitegen.model.dates import PartialDate
from sitegen.model.text import Link, Styled, Text
from sitegen.problems import sort_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.letters import Letter
    from sitegen.problems import Outcome, Problem

BASE = """
+++
title = "Application for {{ post }}"
recipient = "{{ team }}"
address = ["{{ legal_name }}", "{{ street }}"]
opening = "Dear {{ team }},"
enclosures = ["Curriculum vitae", "{{ sample }}"]
postscript = "I can begin in *{{ month }}*."

[variables]
post = "an internship"
month = "May"
street = ""
sample = ""
+++

I have long admired **{{ company }}**'s tide gauges.

::: why
Every harbour needs one.
:::

I study with Ada Tallis.

::: teaching optional
I have taught at {{ company }}'s school.
:::
"""

LUNE = """
extends = "internship"
date = 2026-11-20

[variables]
company = "Lune Labs"
legal_name = "Lune Laboratories GmbH"
team = "Lune Labs hiring team"
"""


def tree(files: dict[str, str]) -> MemoryTree:
    return MemoryTree({f"{LETTERS}/{name}": dedent(text).lstrip() for name, text in files.items()})


def made(files: dict[str, str], name: str) -> Outcome[Letter]:
    site = tree(files)
    return make_letter(name, read_letters(site), site)


def letter(files: dict[str, str], name: str = "lune") -> Letter:
    outcome = made(files, name)
    assert outcome.value is not None, outcome.problems
    return outcome.value


def text(one: Letter) -> str:
    return "\n".join(map(str, texts_of(one.body)))


def said(problems: Iterable[Problem]) -> list[str]:
    """Return "file:line:column code: message (hint)" of each problem."""
    return [
        f"{one.span.path.removeprefix('content/letters/')}:{one.span.line}:{one.span.column}"
        f" {one.code}: {one.message} ({one.hint})"
        for one in sort_problems(problems)
    ]


def wrong(files: dict[str, str], name: str = "lune") -> list[str]:
    return said(made(files, name).problems)


# What is taken from where ------------------------------------------------------------------------


def test_an_application_fills_its_base_in() -> None:
    one = letter({"internship.md": BASE, "lune.toml": LUNE})
    assert one.title == "Application for an internship"
    assert one.recipient == "Lune Labs hiring team"
    assert one.address == ("Lune Laboratories GmbH",)
    assert one.date == PartialDate(2026, 11, 20)
    assert one.opening == "Dear Lune Labs hiring team,"
    assert one.enclosures == ("Curriculum vitae",)
    assert str(one.postscript) == "I can begin in May."
    assert [passage.name for passage in one.passages] == ["", "why", ""]
    assert text(one).split("\n") == [
        "I have long admired Lune Labs’s tide gauges.",
        "Every harbour needs one.",
        "I study with Ada Tallis.",
    ]


def test_every_key_can_be_written_over() -> None:
    more = """
        extends = "lune"
        title = "Something else"
        address = []
        opening = "Hello {{ team }}"
        closing = ""
        signed = "Ada"
        enclosures = []
        postscript = ""
        language = "de"
        letterhead = false
        max_pages = 2
        date = 2026-11-21

        [variables]
        team = "Pier team"
    """
    one = letter({"internship.md": BASE, "lune.toml": LUNE, "pier.toml": more}, "pier")
    assert (one.title, one.address, one.opening) == ("Something else", (), "Hello Pier team")
    assert (one.closing, one.signed, one.enclosures, str(one.postscript)) == ("", "Ada", (), "")
    assert (one.language, one.letterhead, one.max_pages) == ("de", False, 2)
    assert one.date == PartialDate(2026, 11, 21)
    assert "Lune Labs’s tide gauges" in text(one)


PARAGRAPHS = {
    "replaced": ('[paragraphs]\nwhy = "Because of *{{ post }}*."', ["", "why", ""]),
    "given": ('[paragraphs]\nteaching = "I teach."', ["", "why", "", "teaching"]),
    "added": ('add = ["teaching"]', ["", "why", "", "teaching"]),
    "dropped": ('drop = ["why"]', ["", ""]),
    "left empty": ('[paragraphs]\nwhy = ""', ["", ""]),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_paragraphs_with_a_name(name: str) -> None:
    lines, names = PARAGRAPHS[name]
    table = lines.startswith("[")
    application = f"{LUNE}\n{lines}" if table else f"{lines}\n{LUNE}"
    one = letter({"internship.md": BASE, "lune.toml": application})
    assert [passage.name for passage in one.passages] == names
    assert all(passage.blocks for passage in one.passages)


def test_the_nearest_file_decides_about_a_paragraph() -> None:
    files = {
        "internship.md": BASE,
        "lune.toml": 'drop = ["why"]\nadd = ["teaching"]' + LUNE,
        "pier.toml": 'extends = "lune"\nadd = ["why"]\ndrop = ["teaching"]',
    }
    assert [one.name for one in letter(files, "lune").passages] == ["", "", "teaching"]
    assert [one.name for one in letter(files, "pier").passages] == ["", "why", ""]


def test_values_are_data() -> None:
    values = LUNE.replace('"Lune Labs"', '"*A_B* [x](y) {{ month }} <b> $x$"')
    one = letter({"internship.md": BASE, "lune.toml": values})
    first = one.body[0]
    assert isinstance(first, Paragraph)
    assert first.text.nodes == (
        Text("I have long admired "),
        Styled("strong", (Text("*A_B* [x](y) {{ month }} <b> $x$"),)),
        Text("’s tide gauges."),
    )


def test_addresses_may_have_variables() -> None:
    base = "+++\ndate = 2026-11-20\nvariables.page = 'https://lune.example/a'\n+++\n[x]({{page}})\n"
    (first,) = letter({"plain.md": base}, "plain").body
    assert isinstance(first, Paragraph)
    assert first.text.nodes == (Link("https://lune.example/a", (Text("x"),)),)
    unsafe = base.replace("https://lune.example/a", "javascript:x")
    assert wrong({"plain.md": unsafe}, "plain") == [
        "plain.md:5:5 unsafe-url: `javascript:x` can not be the address of a link (None)"
    ]


def test_braces_mean_nothing_in_code_formulas_and_behind_a_stroke() -> None:
    base = "+++\ndate = 2026-11-20\n+++\n`{{ a }}` $x_{{b}}$ \\{{ c }}\n\n    {{ d }}\n"
    assert text(letter({"plain.md": base}, "plain")) == "{{ a }} x_{{b}} {{ c }}"


def test_a_text_without_variables_is_a_letter() -> None:
    one = letter({"plain.md": "+++\ndate = 2026-11-20\n+++\nDear sea,\n"}, "plain")
    assert text(one) == "Dear sea,"
    assert one.letterhead
    assert one.max_pages == 1


def test_the_signature_lies_beside_the_letter_or_in_content() -> None:
    site = tree({"a.md": '+++\ndate = 2026-11-20\nsignature = "me.png"\n+++\nHi\n'})
    for place in ("content/letters/me.png", "content/me.png"):
        files = MemoryTree({**site.files, place: b"\x89PNG\r\n\x1a\n"})
        found = make_letter("a", read_letters(files), files).value
        assert found is not None
        assert found.signature == place


@pytest.mark.parametrize(
    ("name", "content", "is_shown"),
    [
        ("me.JPG", b"\xff\xd8\xff", True),
        ("me.svg", b'<?xml version="1.0"?><svg/>', True),
        ("me.png", b"\xff\xd8\xff", False),
        ("me.svg", b"<html>", False),
        ("me.pdf", b"%PDF-1.7", False),
    ],
)
def test_a_signature_is_an_image(name: str, content: bytes, *, is_shown: bool) -> None:
    site = tree({"a.md": f'+++\ndate = 2026-11-20\nsignature = "{name}"\n+++\nHi\n'})
    files = MemoryTree({**site.files, f"content/letters/{name}": content})
    found = make_letter("a", read_letters(files), files)
    assert [one.code for one in found.problems] == ([] if is_shown else ["letter-signature"])


def test_which_files_are_letters() -> None:
    files = {
        "internship.md": BASE,
        "dated.md": "+++\ndate = 2026-11-20\n+++\nHi\n",
        "lune.toml": LUNE,
        "between.toml": 'extends = "internship"',
        "pier.toml": 'extends = "between"',
        "notes.txt": "",
        "old/lune.toml": "",
    }
    assert letter_names(read_letters(tree(files))) == ("dated", "lune", "pier")


# What is wrong -----------------------------------------------------------------------------------

BROKEN: dict[str, tuple[dict[str, str], list[str]]] = {
    "undefined variable": (
        {"internship.md": BASE.replace("{{ post }}", "{{ pots }}"), "lune.toml": LUNE},
        [
            (
                "internship.md:2:26 undefined-variable: the variable `pots` has no value"
                " (did you mean `post`?)"
            ),
        ],
    ),
    "undefined variables everywhere": (
        {
            "internship.md": BASE.replace("Ada Tallis", "{{ advisor }}\n\n> * {{ lab }}"),
            "lune.toml": f'{LUNE}\n[paragraphs]\nwhy = """\nOne\n{{{{ two }}}}"""',
        },
        [
            (
                "internship.md:22:14 undefined-variable: the variable `advisor` has no value (write"
                ' `advisor = "…"` below `[variables]`)'
            ),
            (
                "internship.md:24:5 undefined-variable: the variable `lab` has no value (write"
                ' `lab = "…"` below `[variables]`)'
            ),
            (
                "lune.toml:12:1 undefined-variable: the variable `two` has no value (write `two ="
                ' "…"` below `[variables]`)'
            ),
        ],
    ),
    "unused variable": (
        {"internship.md": BASE, "lune.toml": f'{LUNE}\nmonht = "June"'},
        [
            (
                "lune.toml:9:1 unused-variable: nothing in the letter asks for the variable `monht`"
                " (did you mean `month`?)"
            ),
        ],
    ),
    "no date": (
        {"internship.md": BASE, "lune.toml": LUNE.replace("date = 2026-11-20\n", "")},
        [
            (
                "lune.toml:1:1 letter-date: the letter has no date (write the day:"
                " `date = 2024-05-01`; no letter is dated by itself)"
            ),
        ],
    ),
    "today": (
        {"internship.md": BASE, "lune.toml": LUNE.replace("2026-11-20", '"today"')},
        [
            (
                'lune.toml:2:8 bad-date: `today` is no date (write "2024-05-01", "2024-05", "May'
                ' 2024", 2024, "Fall 2024" or "2021–present")'
            ),
        ],
    ),
    "a month": (
        {"internship.md": BASE, "lune.toml": LUNE.replace("2026-11-20", '"Nov 2026"')},
        [
            (
                "lune.toml:2:8 letter-date: the date of the letter is no day: 2026-11"
                " (write the day, too: `date = 2024-05-01`)"
            ),
        ],
    ),
    "missing base": (
        {"internship.md": BASE, "lune.toml": LUNE.replace('"internship"', '"intership"')},
        [
            (
                "lune.toml:1:11 letter-base: there is no letter `intership` to extend"
                " (did you mean `internship`?)"
            ),
        ],
    ),
    "circle": (
        {"lune.toml": 'extends = "pier"', "pier.toml": 'extends = "lune"'},
        [
            (
                "pier.toml:1:11 letter-cycle: letters extend each other in a circle:"
                " lune → pier → lune (take `extends` out of one of them)"
            ),
        ],
    ),
    "no text": (
        {"lune.toml": "date = 2026-11-20"},
        [
            (
                "lune.toml:1:1 letter-without-text: the letter has no text (name the letter that it"
                ' is made from: `extends = "…"`)'
            ),
        ],
    ),
    "names of paragraphs": (
        {
            "internship.md": BASE,
            "lune.toml": f'add = ["teching"]\ndrop = ["who"]\n{LUNE}\n[paragraphs]\nsea = ""',
        },
        [
            (
                "lune.toml:1:8 letter-paragraph: the text has no paragraph `teching`"
                " (did you mean `teaching`?)"
            ),
            "lune.toml:2:9 letter-paragraph: the text has no paragraph `who` (did you mean `why`?)",
            (
                "lune.toml:13:1 letter-paragraph: the text has no paragraph `sea`"
                " (paragraphs with a name: `teaching`, `why`)"
            ),
        ],
    ),
    "a paragraph without a text": (
        {
            "internship.md": BASE.replace("Every harbour needs one.\n", ""),
            "lune.toml": f'add = ["why"]\n{LUNE}',
        },
        [
            (
                "lune.toml:1:8 letter-paragraph: the paragraph `why` has no text (write it below"
                ' `[paragraphs]`: `why = "…"`)'
            ),
        ],
    ),
    "no end": (
        {"internship.md": BASE.rstrip().removesuffix(":::"), "lune.toml": LUNE},
        [
            (
                "internship.md:24:1 letter-paragraph: the paragraph `teaching` has no end"
                " (write a line `:::` below it)"
            ),
        ],
    ),
    "wrong edges": (
        {
            "internship.md": BASE.replace("::: why", "::: Why not")
            .replace("Ada Tallis.", "Ada Tallis.\n:::\n\n- a\n\n  ::: b\n  c\n  :::\n")
            .replace("teaching optional", "why")
            + "\n::: why\nTwice\n:::\n",
            "lune.toml": LUNE,
        },
        [
            (
                "internship.md:18:1 letter-paragraph: `Why not` is no name of a paragraph (write"
                " one word, perhaps with `optional` behind it: `::: why optional`)"
            ),
            (
                "internship.md:23:1 letter-paragraph: nothing begins that could end here (write"
                " `::: why` above the paragraph and `:::` below it)"
            ),
            (
                "internship.md:27:3 letter-paragraph: the paragraph `b` stands inside of something"
                " else (let it stand by itself, not in a list, a quote or another paragraph)"
            ),
            (
                "internship.md:36:1 letter-paragraph: there are two paragraphs `why`"
                " (rename one of them)"
            ),
        ],
    ),
    "no signature": (
        {"internship.md": BASE, "lune.toml": f'signature = "me.png"\n{LUNE}'},
        [
            (
                "lune.toml:1:13 missing-file: there is no image `me.png` (put it into"
                " content/letters/ and write its name: signature.png)"
            ),
        ],
    ),
    "unknown key, wrong types and names": (
        {
            "internship.md": BASE,
            "lune.toml": 'titel = "x"\naddress = "Pier 1"\n[variables]\n2a = "x"\nb = 3',
        },
        [
            "lune.toml:1:1 unknown-key: unknown key `titel` (did you mean `title`?)",
            (
                "lune.toml:2:11 wrong-type: `address` must be a list in [ ], not text in quotes"
                ' (put it in brackets: ["Pier 1"])'
            ),
            (
                "lune.toml:4:6 bad-choice: `2a` is no name of a variable (write letters, digits and"
                ' "_": "legal_name")'
            ),
            (
                "lune.toml:5:5 wrong-type: `variables.b` must be text in quotes, not a whole number"
                ' (put it in quotes: "3")'
            ),
        ],
    ),
    "what documents cannot show": (
        {
            "internship.md": BASE.replace("Ada Tallis", "![Ada](a.png)"),
            "lune.toml": f"{LUNE}\n[paragraphs]\nwhy = 'See ![it](a.png)'",
        },
        [
            (
                "internship.md:22:14 not-in-documents: documents show no images and films"
                " (it is left out)"
            ),
            (
                "lune.toml:10:12 not-in-documents: documents show no images and films"
                " (it is left out)"
            ),
        ],
    ),
    "a long postscript": (
        {"internship.md": BASE, "lune.toml": f'postscript = "a\\n\\nb"\n{LUNE}'},
        [
            (
                "lune.toml:1:14 letter-paragraph: the postscript is more than one paragraph"
                " (make it one)"
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_a_letter(name: str) -> None:
    files, expected = BROKEN[name]
    assert wrong(files) == expected


def test_an_undefined_variable_of_the_base_says_which_letter_needs_it() -> None:
    files = {"internship.md": BASE.replace("{{ post }}", "{{ role }}"), "lune.toml": LUNE}
    (problem,) = made(files, "lune").problems
    assert [(span.path, words) for span, words in problem.related] == [
        ("content/letters/lune.toml", "for this letter")
    ]


def test_files_are_judged_also_where_no_letter_is_made_of_them() -> None:
    files = {
        "internship.md": BASE.rstrip().removesuffix(":::"),
        "a.toml": 'extends = "b"',
        "b.toml": 'extends = "a"',
        "list.toml": 'extends = "internship"',
        "new.md": "Hi",
        "internship.toml": 'extends = "c"',
    }
    read = read_letters(tree(files))
    assert [line.split("(")[0].strip() for line in said(file_problems(read))] == [
        "a.toml:1:11 letter-cycle: letters extend each other in a circle: b → a → b",
        "b.toml:1:11 letter-cycle: letters extend each other in a circle: a → b → a",
        "internship.toml:1:1 letter-name: two files are the letter `internship`",
        "internship.toml:1:11 letter-base: there is no letter `c` to extend",
        "list.toml:1:1 letter-name: `sitegen letter list` is a command: no letter can be called so",
        (
            "new.md:1:1 front-matter-missing: the file does not begin with front matter between two"
            " lines `+++`"
        ),
        "new.md:1:1 letter-name: `sitegen letter new` is a command: no letter can be called so",
    ]


# For any value -----------------------------------------------------------------------------------

VALUES = st.text(alphabet="ab {}*_[]()<>$\\`:\n#-'\"%.", max_size=40)


@given(VALUES)
def test_a_value_stands_in_the_letter_as_it_is_and_makes_nothing_else(value: str) -> None:
    base = "+++\ndate = 2026-11-20\n+++\nA {{ v }} b\n\n- {{ v }}\n\n::: why\n{{ v }}\n:::\n"
    files = {"a.md": base}
    site = tree(files)
    plain = make_letter("a", read_letters(_with(site, "x")), _with(site, "x")).value
    filled = make_letter("a", read_letters(_with(site, value)), _with(site, value)).value
    assert plain is not None
    assert filled is not None
    if value.strip():
        assert [type(block) for block in plain.body] == [type(block) for block in filled.body]
    assert str(next(texts_of(filled.body))) == f"A {value} b"


def _with(site: MemoryTree, value: str) -> MemoryTree:
    quoted = json.dumps(value)
    path = f"{LETTERS}/a.md"
    text = str(site.files[path]).replace("+++\nA", f"variables.v = {quoted}\n+++\nA", 1)
    return MemoryTree({path: text})


@given(st.text(alphabet="ab {}:\n-*`", max_size=60))
def test_any_text_is_read_the_same_way_twice(source: str) -> None:
    site = MemoryTree({f"{LETTERS}/a.md": f"+++\ndate = 2026-11-20\n+++\n{source}"})
    first, again = (make_letter("a", read_letters(site), site) for _ in range(2))
    assert first == again
