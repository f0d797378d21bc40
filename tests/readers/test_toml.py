"""TOML: each mistake is found where it was made, and each key and value where it stands."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.toml import Document, locate, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = SitePath("site.toml")
Step = str | int
Path = tuple[Step, ...]


def read(text: str, first_line: int = 1) -> Document:
    outcome = read_toml(PATH, text, first_line)
    assert outcome.value is not None, outcome.problems
    assert outcome.problems == ()
    return outcome.value


def problem_of(text: str, first_line: int = 1) -> Problem:
    outcome = read_toml(PATH, text, first_line)
    assert outcome.value is None
    assert len(outcome.problems) == 1
    return outcome.problems[0]


def shown(span: Span) -> str:
    return f"{span.line}:{span.column}+{span.width}"


# --- mistakes

BAD_VALUES = [
    # the text, the place as line:column+width, words of the message, words of the hint
    ("title = My site", "1:9+7", "not in quotes", '`"My site"`'),
    ("url = https://a.org/b # c", "1:7+15", "not in quotes", '`"https://a.org/b"`'),
    ("title = 3 ways", "1:9+6", "not in quotes", '`"3 ways"`'),
    ('title = the "best"', "1:9+10", "not in quotes", "`'the \"best\"'`"),
    ("orcid = 0000-0002-1825-0097", "1:9+19", "not in quotes", '`"0000-0002-1825-0097"`'),
    ("accent = #14694f", "1:10+7", "not in quotes", '`"#14694f"`'),
    ("tags = [sea, tide]", "1:9+3", "not in quotes", '`"sea"`'),
    ("x = {a = one, b = 2}", "1:10+3", "not in quotes", '`"one"`'),
    ("title = “My site”", "1:9+1", "“ is not a quotation mark", '`"My site"`'),
    ('title = "My site”  \nx = 1', "1:17+1", "” is not a quotation mark", '`"My site"`'),
    ("title = `x`", "1:9+1", "` is not a quotation mark", '`"x"`'),
    ('dir = "C:\\Users\\ada"', "1:10+2", "`\\U` is not a valid escape", "`'C:\\Users\\ada'`"),
    ('dir = "D:\\data\\"', "1:10+2", "`\\d` is not a valid escape", "`'D:\\data\\'`"),
    ('dir = "C:\\temp\\"', "1:7+10", 'no closing `"`', "`'C:\\temp\\'`"),
    ('tex = """\na\n \\alpha"""', "3:2+2", "`\\a` is not a valid escape", "`\\\\`"),
    ('x = "\\u12"', "1:6+2", "`\\u` is not a valid escape", "single quotes"),
    ('x = "\\ud800"', "1:6+2", "`\\u` is not a valid escape", "single quotes"),
    ("year = 07", "1:8+2", "starts with a zero", "`7`"),
    ("years = [\n  2001,\n  -007,\n]", "3:3+4", "starts with a zero", "`-7`"),
    ("date = 2024-13-01", "1:8+10", "no month 13", "year-month-day"),
    ("date = 2024-01-32", "1:8+10", "month 01 of 2024 has no day 32", "year-month-day"),
    ("date = 2023-02-29", "1:8+10", "month 02 of 2023 has no day 29", "year-month-day"),
    ("date = 2024-05", "1:8+7", "needs quotes", '`"2024-05"`'),
    ("date = 2024-5-1", "1:8+8", "two digits", "year-month-day"),
    ("date = 1.5.2024", "1:8+8", "not a date", "year-month-day"),
    ("time = 25:00:00", "1:8+8", "not a time", "`09:30:00`"),
    ("draft = True", "1:9+4", "`True` is not", "`true`"),
    ("draft = no", "1:9+2", "`no` is not", "`false`"),
    ("doi = None", "1:7+4", "no `None`", "leave the key out"),
    ("doi =\nx = 1", "1:5+1", "no value after this `=`", "leave the line out"),
    ("doi = # later", "1:5+1", "no value after this `=`", "leave the line out"),
    ("x = {a = , b = 1}", "1:8+1", "no value after this `=`", "leave the line out"),
    ("x = [1,, 2]", "1:8+1", "no value before this `,`", "delete"),
    ("x == 1", "1:4+3", "one `=` too many", "delete"),
    ("n = 1,000", "1:5+5", "no commas", "digits only"),
    ("n = .5", "1:5+2", "a digit before the point", "`0.5`"),
    ("n = 5.", "1:5+2", "a digit after the point", "`5.0`"),
    ("x = (1, 2)", "1:5+6", "round brackets", "`[` and `]`"),
    ("title = 'it's'", "1:12+1", "`'` ends the text early", '`"it\'s"`'),
    ('title = "the "best" site"', "1:14+1", '`"` ends the text early', "`'the \"best\" site'`"),
    ('title = "the " best" site"', "1:14+1", '`"` ends the text early', "`'the \" best\" site'`"),
    ('title = ""Ada""', "1:10+1", '`"` ends the text early', "`'\"Ada\"'`"),
    ('name = "Ada" "Lovelace"', "1:14+10", "nothing may follow", "`#`"),
    ('x = "a" ; note', "1:9+6", "nothing may follow", "`#`"),
    ('x = "a",\ny = 1', "1:8+1", "does not end in `,`", "delete"),
    ("a = 1 b = 2", "1:7+5", "second key", "a line of its own"),
    ("x = [1, 2]]", "1:11+1", "`]` closes nothing", "delete"),
    ("x = " + "1" * 5000, "1:5+5000", "too many digits", "quotes"),
]
BAD_KEYS = [
    ("title", "1:1+5", "no `=` after `title`", '`title = "…"`'),
    ('x = 1\ntitle "My site"', "2:1+5", "no `=` after `title`", '`title = "My site"`'),
    ("title: My site", "1:6+1", "`:` in the place of `=`", "`title = …`"),
    ('x = {"a": 1}', "1:9+1", "`:` in the place of `=`", '`"a" = …`'),
    ("a line of prose", "1:1+1", "no `=` after `a`", "start the line with `#`"),
    ("---\ntitle: x", "1:1+3", "`---` has no meaning", "delete this line"),
    ("-- note", "1:1+2", "`--` does not start a comment", "`#`"),
    ("naïve = 1", "1:1+5", "`naïve` needs quotes", '`"naïve" = …`'),
    ("my key = 1", "1:1+6", "`my key` needs quotes", '`"my key" = …`'),
    ("“key” = 1", "1:1+1", "“ is not a quotation mark", '`"key"`'),
    ("= 1", "1:1+1", "no key before this `=`", "`key = value`"),
    ("a. = 1", "1:1+2", "name is missing", "delete the `.`"),
    ("x = 1\n]", "2:1+1", "`]` closes nothing", "above"),
    ("// note", "1:1+2", "`//` does not start a comment", "`#`"),
    ("- one\n- two", "1:1+1", "`-` does not start an element", '`name = ["one", "two"]`'),
    ("x = {, a = 1}", "1:6+1", "nothing before this `,`", "delete"),
    ("{{ site }}", "1:1+1", "a key is expected", "`key = value`"),
    ("x\N{NO-BREAK SPACE}= 1", "1:2+1", "NO-BREAK SPACE (U+00A0)", "plain space"),
]
BAD_HEADERS = [
    ("[a\nx = 1", "1:1+2", "no closing `]`", "`[a]`"),
    ("[[talks] # c", "1:1+12", "no closing `]]`", "`[[talks]]`"),
    ("[[a]\nx = 1", "1:1+4", "no closing `]]`", "`[[a]]`"),
    ("[a]]", "1:4+1", "`]` closes nothing", "delete"),
    ("[]", "1:1+1", "no name", "`[profile]`"),
    ("[my key]", "1:2+6", "`my key` needs straight quotes", '`["my key"]`'),
    ("[[é]]", "1:3+1", "`é` needs straight quotes", '`[["é"]]`'),
    ("[a.]", "1:2+2", "name is missing", "delete the `.`"),
    ("[a] b = 1", "1:5+5", "second key", "a line of its own"),
]
UNCLOSED = [
    ('title = "My site\nx = 1', "1:9+8", 'no closing `"`', '`"` where it ends'),
    ("title = 'My site\nx = 1", "1:9+8", "no closing `'`", "`'` where it ends"),
    ('x = "one \\\n two"', "1:5+6", 'no closing `"`', '`"""` may have several lines'),
    ('tags = ["a, "b"]', "1:9+5", 'no closing `"`', "before the `,`"),
    ("x = 1\ntitle = 'My site", "2:9+8", "no closing `'`", "`'` where it ends"),
    ('bio = """\nI am\n\nx = 1', "1:7+3", 'no closing `"""`', '`"""` where'),
    ("bio = '''\nI am", "1:7+3", "no closing `'''`", "`'''` where"),
    ('a = """\none\nb = """\ntwo\n"""', "1:5+3", 'no closing `"""`', '`"""` where'),
    ('tags = ["a", "b"\nx = 1', "1:8+1", "`[` has no closing `]`", "`]`"),
    ('tags = [\n  "a",\n\n[talks]\nx = 1', "1:8+1", "`[` has no closing `]`", "`]`"),
    ("x = 1\ntags = [1, [2, 3],", "2:8+1", "`[` has no closing `]`", "`]`"),
    ("v = {a = 1, b = 2\nx = 3", "1:5+1", "`{` has no closing `}`", "`}`"),
    ("v = {\n  a = 1,\n[next]", "1:5+1", "`{` has no closing `}`", "`}`"),
    ("v = [{a = 1,\n  b = 2],\n", "2:8+1", "`]` closes nothing", "delete"),
    ('x = ["a" "b"]', "1:10+3", "no `,` before this", "`,`"),
    ('x = [\n  "a", # one\n  "b" # two\n  "c"\n]', "4:3+3", "no `,` before this", "`,`"),
    ("v = {\n  a = 1\n  b = {c = 2}\n}", "3:3+1", "no `,` before this", "`,`"),
]
OTHERS = [
    ('x = """a""""\ny = 07', "2:5+2", "starts with a zero", "`7`"),
    ("x = '''a''''\ny = 07", "2:5+2", "starts with a zero", "`7`"),
    ("x = 1\n<<<<<<< HEAD\nx = 2", "2:1+7", "conflict marker `<<<<<<<`", "keep one"),
    ("x = [\n1,\n<<<<<<< HEAD\n2]", "3:1+7", "conflict marker `<<<<<<<`", "keep one"),
    ("x = 1\n=======\ny = 2", "2:1+7", "conflict marker `=======`", "keep one"),
    ("x = 1\n>>>>>>> theirs", "2:1+7", "conflict marker `>>>>>>>`", "keep one"),
    ('x = """one \\\n\atwo"""', "2:1+1", "control character here, U+0007", "delete it"),
    ('x = "bell \a"', "1:11+1", "control character here, U+0007", "`\\u0007`"),
    ("x = 1 # bell \a", "1:14+1", "control character here, U+0007", "delete it"),
    ("x = 1\ry = 2", "1:6+1", "control character here, U+000D", "delete it"),
]


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [*BAD_VALUES, *BAD_KEYS, *BAD_HEADERS, *UNCLOSED, *OTHERS],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_mistake_is_found_where_it_was_made(
    text: str, place: str, message: str, hint: str
) -> None:
    found = problem_of(text)
    assert shown(found.span) == place
    assert found.code == "toml-syntax"
    assert message in found.message
    assert hint in (found.hint or "")
    assert found.span.path == PATH


@pytest.mark.parametrize(
    ("text", "place", "first", "message", "hint"),
    [
        ('title = "A"\ntitle = "B"', "2:1+5", "1:1+5", "`title` is set twice", "rename"),
        ('"a b" = 1\n"a b" = 2', "2:1+5", "1:1+5", '`"a b"` is set twice', "rename"),
        ("x = 1\n[t]\nx = 1\ny = 2\nx = 3", "5:1+1", "3:1+1", "`x` is set twice", "rename"),
        ("[[t]]\nx = 1\n[[t]]\nx = 1\nx = 2", "5:1+1", "4:1+1", "`x` is set twice", "rename"),
        ("v = {a = 1, b = 2, a = 3}", "1:20+1", "1:6+1", "`a` is set twice", "rename"),
        (
            "v = [{a = 1}, {a.b = 1, # c\n  c = 2, a.b = 3}]",
            "2:10+3",
            "1:18+1",
            "`a.b` is set twice",
            "rename",
        ),
        ("x = '''\na\n'''\nx = [\n1\n]", "4:1+1", "1:1+1", "`x` is set twice", "rename"),
        ("[a]\n[b]\n[a]", "3:2+1", "1:2+1", "table `a` is defined twice", "`[[a]]` each time"),
        ("[x.a]\n[ x . a ]", "2:3+5", "1:4+1", "`x . a` is defined twice", "one header"),
        ("[[a]]\n[a]", "2:2+1", "1:3+1", "a list of tables already", "`[[a]]` here too"),
        ("[a]\n[[a]]", "2:3+1", "1:2+1", "a table already", "`[[a]]` both times"),
        ("a = 1\n[a]", "2:2+1", "1:1+1", "`a` has a value already", "rename"),
        ("a = {b = 1}\n[a.c]", "2:2+3", "1:1+1", "`a` has a value already", "rename"),
        ("a = 1\na.b = 2", "2:1+3", "1:1+1", "`a` has a value already", "rename"),
        ("[a.b]\n[a]\nb.c = 1", "3:1+3", "1:4+1", "`b` has a header of its own", "below"),
    ],
)
def test_what_is_said_twice_points_at_both_places(
    text: str, place: str, first: str, message: str, hint: str
) -> None:
    found = problem_of(text)
    assert found.code == "toml-duplicate-key"
    assert shown(found.span) == place
    assert [(shown(span), words) for span, words in found.related] == [
        (first, "first defined here")
    ]
    assert message in found.message
    assert hint in (found.hint or "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("y = 1\nx = " + "[" * 1000 + "]" * 1000, "2:404+1"),
        ("y = 1\nx = " + "{a = " * 1000, "2:2000+1"),
        ("y = 1\n" + "a." * 2000 + "a = 1", "2:1+1"),
        ("y = 1\n[" + "a." * 2000 + "a]", "2:2+1"),
    ],
    ids=["arrays", "inline tables", "dotted key", "header"],
)
def test_deep_nesting_is_a_problem_of_its_own(text: str, place: str) -> None:
    found = problem_of(text)
    assert found.code == "toml-too-deep"
    assert shown(found.span) == place


def test_front_matter_counts_the_lines_of_its_file() -> None:
    assert shown(problem_of("a = 1\ntitle = My site", first_line=2).span) == "3:9+7"
    found = problem_of("a = 1\nb = 2\na = 3", first_line=2)
    assert (found.span.line, found.related[0][0].line) == (4, 2)
    document = read("a = 1\n[b]\nc = 2", first_line=2)
    assert shown(locate(document, ("b", "c"), what="value")) == "4:5+1"
    assert shown(locate(document, ("x",), what="value")) == "2:1+1"


def test_a_long_text_is_cut_in_the_hint() -> None:
    hint = problem_of("bio = " + "very " * 100).hint
    assert hint is not None
    assert len(hint) < 80
    assert hint.endswith('…"`')


def test_a_good_text_becomes_plain_data() -> None:
    document = read('title = "A"\n[[talks]]\ndate = 2024-05-01\n')
    assert document == Document(PATH, document.text, document.data)
    assert document.data == {"title": "A", "talks": [{"date": dt.date(2024, 5, 1)}]}


def test_toml_1_1_is_read() -> None:
    text = 'x = {\n  a = "\\e", # c\n  b = 12:30,\n}\n'
    assert read(text).data == {"x": {"a": "\x1b", "b": dt.time(12, 30)}}


def test_importing_the_reader_loads_no_parser() -> None:
    code = (
        "import sys, sitegen.readers.toml;"
        "print([name for name in ('tomli', 'tree_sitter') if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert printed.stdout.strip() == b"[]"


def test_reading_without_a_position_loads_no_tree_sitter() -> None:
    code = (
        "import sys; from sitegen.readers.toml import read_toml;"
        "read_toml('a.toml', 'a = 1'); read_toml('a.toml', 'a = b');"
        "print('tree_sitter' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert printed.stdout.strip() == b"False"


# --- places

TALKS = '''\
title = "Ada" # the site's
"é.ü".b."c d" = 'naïve' # é
tags = [ # comment
  "a", # first, not last
  ["b", {c = 1, "d e".f = [true]}],
]
bio = """
I am
"""

[author]
name = "Ä" # ä
[[talks]]
title = "A"
[[talks]]
title = "B"
[talks.venue]
city = "Ulm"
[[talks.slides]]
[[talks.slides]]
url.pdf = "b.pdf"
[x.y.z]
[x]
'''


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), "1:1+5", "1:9+5"),
        (("é.ü",), "2:1+5", "2:1+5"),
        (("é.ü", "b"), "2:7+1", "2:7+1"),
        (("é.ü", "b", "c d"), "2:9+5", "2:17+7"),
        (("tags",), "3:1+4", "3:8+11"),
        (("tags", 0), "4:3+3", "4:3+3"),
        (("tags", 1), "5:3+32", "5:3+32"),
        (("tags", 1, 1), "5:9+25", "5:9+25"),
        (("tags", 1, 1, "c"), "5:10+1", "5:14+1"),
        (("tags", 1, 1, "d e", "f", 0), "5:28+4", "5:28+4"),
        (("bio",), "7:1+3", "7:7+3"),
        (("author",), "11:2+6", "11:2+6"),
        (("author", "name"), "12:1+4", "12:8+3"),
        (("talks",), "13:3+5", "13:3+5"),
        (("talks", 0), "13:3+5", "13:3+5"),
        (("talks", 0, "title"), "14:1+5", "14:9+3"),
        (("talks", 1), "15:3+5", "15:3+5"),
        (("talks", 1, "title"), "16:1+5", "16:9+3"),
        (("talks", 1, "venue"), "17:8+5", "17:8+5"),
        (("talks", 1, "venue", "city"), "18:1+4", "18:8+5"),
        (("talks", 1, "slides", 0), "19:9+6", "19:9+6"),
        (("talks", 1, "slides", 1), "20:9+6", "20:9+6"),
        (("talks", 1, "slides", 1, "url"), "21:1+3", "21:1+3"),
        (("talks", 1, "slides", 1, "url", "pdf"), "21:5+3", "21:11+7"),
        (("x",), "23:2+1", "23:2+1"),
        (("x", "y"), "22:4+1", "22:4+1"),
        (("x", "y", "z"), "22:6+1", "22:6+1"),
    ],
)
def test_keys_and_values_are_found_by_their_path(path: Path, key: str, value: str) -> None:
    document = read(TALKS)
    assert shown(locate(document, path, what="key")) == key
    assert shown(locate(document, path, what="value")) == value


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "1:1+1"),
        (("nothing", "here"), "1:1+1"),
        (("title", "deeper"), "1:1+5"),
        (("author", "nmae"), "11:2+6"),
        (("talks", 2), "13:3+5"),
        (("talks", -1), "13:3+5"),
        (("talks", 0, "venue"), "13:3+5"),
        (("talks", 1, "venue", "country"), "17:8+5"),
        (("tags", 1, 1, "url"), "5:9+25"),
    ],
)
def test_a_missing_key_is_placed_at_what_should_hold_it(path: Path, place: str) -> None:
    document = read(TALKS)
    assert shown(locate(document, path, what="value")) == place
    assert shown(locate(document, path, what="key")) == place


def test_places_in_toml_1_1_are_found() -> None:
    text = 'v = {\n  a = "\\x41\\e", # c\n  t = 12:30 # }\n}\nd = 2024-05-01 12:30\n"\\x41" = 1\n'
    document = read(text)
    assert shown(locate(document, ("v", "a"), what="value")) == "2:7+8"
    assert shown(locate(document, ("v", "t"), what="value")) == "3:7+5"
    assert shown(locate(document, ("d",), what="value")) == "5:5+16"
    assert shown(locate(document, ("A",), what="key")) == "6:1+6"


def test_a_last_comma_in_an_inline_table_is_no_part_of_its_place() -> None:
    document = read("v = {a = 1, b = [2,], }\nw = {\n  c = {d = 1,},\n}")
    assert shown(locate(document, ("v",), what="value")) == "1:5+19"
    assert shown(locate(document, ("v", "b"), what="value")) == "1:17+4"
    assert shown(locate(document, ("w",), what="value")) == "2:5+1"
    assert shown(locate(document, ("w", "c"), what="value")) == "3:7+8"


def test_deep_values_are_found() -> None:
    document = read("x = " + "[" * 399 + "]" * 399)
    assert shown(locate(document, ("x", *[0] * 398), what="value")) == "1:403+2"
    document = read(".".join(["a"] * 900) + " = 1")
    assert shown(locate(document, ("a",) * 900, what="key")) == "1:1799+1"


# --- properties


class Leaf(NamedTuple):
    path: Path
    value: object


def leaves(value: object, path: Path = ()) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield Leaf(path, value)


KEYS = st.sampled_from(["a", "b-1", "é", "x.y", "a b", "", "7", '"', "true", "\\"])
SCALARS = st.one_of(
    st.integers(-(2**63), 2**63),
    st.booleans(),
    st.floats(allow_nan=False),
    st.dates(dt.date(1, 1, 1)),
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.datetimes().map(lambda time: time.replace(microsecond=0)),
    st.text(st.sampled_from("aé😀 \n\"'#[]{}=,\\"), max_size=6),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.lists(st.dictionaries(KEYS, inner, min_size=1, max_size=2), min_size=1, max_size=2)
    ),
    max_leaves=12,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=4)


class Writer:
    """Writes a value as TOML, each time in another layout."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data

    def pick(self, *choices: str) -> str:
        return self.data.draw(st.sampled_from(choices))

    def flag(self) -> bool:
        return self.data.draw(st.booleans())

    def space(self) -> str:
        """What may stand between the parts of an array, and in TOML 1.1 of an inline table."""
        return self.pick("", "", " ", "\n  ", " # a, ]}\"'é\n", "\n\n# [t]\n\t")

    def comma(self, *, is_last: bool) -> str:
        return self.pick("", ",") if is_last else ","

    def key(self, key: str) -> str:
        if key.isascii() and key.replace("-", "").isalnum() and self.flag():
            return key
        if "'" not in key and self.flag():
            return f"'{key}'"
        return basic(key)

    def text(self, text: str) -> str:
        forms = [basic(text)]
        if "'" not in text:
            forms.append("'''\n" + text + "'''")
            if "\n" not in text:
                forms.append(f"'{text}'")
        forms.append('"""' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""')
        return self.pick(*forms)

    def inline(self, value: object) -> str:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            inner = [
                self.space() + self.inline(one) + self.space() + self.comma(is_last=last)
                for one, last in zip(value, lasts(value), strict=True)
            ]
            return f"[{''.join(inner)}{self.space()}]"
        if isinstance(value, dict):
            inner = [
                f"{self.space()}{self.pair(key, one)}{self.space()}{self.comma(is_last=last)}"
                for (key, one), last in zip(value.items(), lasts(value), strict=True)
            ]
            return f"{{{''.join(inner)}{self.space()}}}"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dt.datetime):
            return value.isoformat(sep=self.pick(" ", "T")) + self.pick("", "Z")
        if isinstance(value, dt.time) and value.second == 0:
            return value.isoformat(timespec=self.pick("minutes", "seconds"))
        if isinstance(value, dt.date | dt.time):
            return value.isoformat()
        return repr(value)

    def pair(self, key: str, value: object) -> str:
        """A key and its value; a table with one key may become a dotted key."""
        head = self.key(key)
        while isinstance(value, dict) and len(value) == 1 and self.flag():
            ((key, value),) = value.items()
            head += self.pick(".", " . ") + self.key(key)
        return head + self.pick("=", " = ", " =\t") + self.inline(value)

    def table(self, table: dict[str, Any], header: str = "") -> str:
        lines: list[str] = []
        below: list[str] = []
        for key, value in table.items():
            name = f"{header}.{self.key(key)}" if header else self.key(key)
            if isinstance(value, dict) and self.flag():
                below += [self.line(f"[{self.padded(name)}]"), self.table(value, name)]
            elif isinstance(value, dict) and value and self.flag():
                prefix = self.key(key)
                lines += [
                    self.line(f"{prefix}.{self.pair(inner, one)}") for inner, one in value.items()
                ]
            elif isinstance(value, list) and value and all_tables(value) and self.flag():
                for one in value:
                    below += [self.line(f"[[{self.padded(name)}]]"), self.table(one, name)]
            else:
                lines.append(self.line(self.pair(key, value)))
        return "".join(lines + below)

    def padded(self, name: str) -> str:
        return f" {name} " if self.flag() else name

    def line(self, statement: str) -> str:
        before = self.pick("", "", "  ", "\n# x = 1\n", "\t")
        return before + statement + self.pick("", ' # é [t] x = "', " ") + "\n"


def lasts(items: Any) -> list[bool]:
    return [number == len(items) for number in range(1, len(items) + 1)]


def all_tables(value: list[Any]) -> bool:
    return all(isinstance(one, dict) for one in value)


def basic(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def rest_of(text: str, span: Span) -> str:
    lines = text.split("\n")
    return "\n".join([lines[span.line - 1][span.column - 1 :], *lines[span.line :]])


def value_source(rest: str, width: int) -> str:
    """What stands at a place: `width` characters, or a text in triple quotes to its end."""
    mark = rest[:3]
    if mark not in ('"""', "'''"):
        return rest[:width]
    return rest[: next(end for end in closings(rest, mark) if is_toml(f"x = {rest[:end]}"))]


def closings(text: str, mark: str) -> Iterator[int]:
    end = text.find(mark, 3)
    while end >= 0:
        yield end + 3
        end = text.find(mark, end + 1)


def is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


PROPERTY = settings(max_examples=40, deadline=None)


@PROPERTY
@given(TABLES, st.data())
def test_the_place_of_every_leaf_holds_its_key_and_its_value(
    table: dict[str, Any], data: st.DataObject
) -> None:
    text = Writer(data).table(table)
    document = read(text)
    for path, value in leaves(document.data):
        span = locate(document, path, what="value")
        source = value_source(rest_of(text, span), span.width)
        assert tomli.loads(f"x = {source}") == {"x": value}
        if isinstance(path[-1], str):
            span = locate(document, path, what="key")
            source = rest_of(text, span)[: span.width]
            assert tomli.loads(f"{source} = 0") == {path[-1]: 0}


@PROPERTY
@given(TABLES, st.data(), st.lists(KEYS | st.integers(-1, 3), max_size=6), st.booleans())
def test_no_path_is_too_strange_to_be_placed(
    table: dict[str, Any],
    data: st.DataObject,
    path: list[Step],
    is_key: bool,  # noqa: FBT001
) -> None:
    text = Writer(data).table(table)
    span = locate(read(text), path, what="key" if is_key else "value")
    assert_is_inside(span, text)


@PROPERTY
@given(
    TABLES,
    st.data(),
    st.lists(
        st.tuples(
            st.integers(0, 10_000),
            st.integers(0, 4),
            st.text(st.sampled_from("ax1-\"'=[]{}.,:#\n \\é“\a😀\ud800"), max_size=3),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_a_damaged_text_gives_one_problem_inside_it(
    table: dict[str, Any], data: st.DataObject, damages: list[tuple[int, int, str]]
) -> None:
    text = Writer(data).table(table)
    for place, deleted, inserted in damages:
        start = place % (len(text) + 1)
        text = text[:start] + inserted + text[start + deleted :]
    outcome = read_toml(PATH, text)
    if outcome.value is not None:
        assert outcome.problems == ()
        return
    assert len(outcome.problems) == 1
    found = outcome.problems[0]
    assert found.hint
    assert_is_inside(found.span, text)
    for span, _ in found.related:
        assert_is_inside(span, text)


def assert_is_inside(span: Span, text: str) -> None:
    lines = text.split("\n")
    assert 1 <= span.line <= len(lines)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert span.width >= 1
    assert span.width == 1 or span.column + span.width <= len(lines[span.line - 1]) + 1
