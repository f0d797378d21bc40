"""BibTeX: what is sound is read without a word, and every flaw is found where it is."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from sitegen.model.entry import RawEntry

PATH = SitePath("publications.bib")


def read(content: str | bytes) -> tuple[dict[str, RawEntry], tuple[Problem, ...]]:
    outcome = read_bibtex(PATH, content.encode() if isinstance(content, str) else content)
    assert outcome.value is not None, outcome.problems
    return {entry.key: entry for entry in outcome.value}, outcome.problems


def values(entry: RawEntry) -> dict[str, str]:
    return {name: field.value for name, field in entry.fields.items()}


def place(span: Span) -> str:
    return f"{span.line}:{span.column}+{span.width}"


def sound(content: str | bytes) -> dict[str, str]:
    """Return the fields of the one entry of a text that has no flaw."""
    entries, problems = read(content)
    assert problems == ()
    (entry,) = entries.values()
    return values(entry)


# --- sound files


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("@article{k, title = {Tides}}", "Tides"),
        ('@article{k, title = "Tides"}', "Tides"),
        ("@article(k, title = {Tides (of Ys)})", "Tides (of Ys)"),
        ("@ARTICLE { k , TITLE={Tides} , }", "Tides"),
        ("@article{k,, title={Tides},,}", "Tides"),
        ("@article\n{\n  k\n  ,\n  title\n  =\n  {Tides}\n  ,\n}", "Tides"),
        ("@article{k, title = {{T}ides {of {Y}s}}}", "{T}ides {of {Y}s}"),
        ('@article{k, title = "Tides {"of"} Ys"}', 'Tides {"of"} Ys'),
        ('@article{k, title = {Say "Tides"}}', 'Say "Tides"'),
        ("@article{k, title = {Tides\n   of\tYs }}", "Tides of Ys"),
        ("@article{k, title = {a # b, c = d}}", "a # b, c = d"),
        ("@article{k, title = {at 50% \\{} off}}", "at 50% \\{} off"),
        ("@article{k, title = {50% of tides}}", "50% of tides"),
        ("@article{k, title = {L’été à Ÿs  2}}", "L’été à Ÿs 2"),
        ("@article{k, title = {1\u00a0m  high}}", "1\u00a0m high"),
        ("@article{k, title = {}}", ""),
        ("@article{k, title = 1984}", "1984"),
        ("@article{k, title = {Ti} # {des}}", "Tides"),
        ('@string{a = "Ti"}\n@article{k, title = A # "des"}', "Tides"),
        ("@string(a = {Ti}, b = {des},)\n@article{k, title = a#b}", "Tides"),
        ("@string{a = {Ti}}\n@string{A = a # {des}}\n@article{k, title = a}", "Tides"),
        ("@string{a = {Tides  of }}\n@article{k, title = a # {Ys}}", "Tides of Ys"),
        ('@preamble{"\\newcommand{\\a}{b}" # {c}}\n@article{k, title = {Tides}}', "Tides"),
        ("@comment{@article{c, title = {Sand}}}\n@article{k, title = {Tides}}", "Tides"),
        ("@preamble{ \\newcommand{\\a}{b} }\n@article{k, title = {Tides}}", "Tides"),
        ("@comment(see {a)\n@article{k, title = {Tides}}", "Tides"),
        ("@Comment{jabref-meta: a:{b;}}\n@article{k, title = {Tides}}", "Tides"),
        ("% @article{c,\n%  title = {Sand},\n% }\n@article{k, title = {Tides}}", "Tides"),
        ("@article{k, % the key\n % year = {1900},\n title % }\n = {Tides} % {\n}", "Tides"),
        ("Write to ada@example.org {now}.\n@article{k, title = {Tides}}", "Tides"),
        ("A note, with a = b.\n\n@article{k, title = {Tides}} The end.", "Tides"),
        ("@article{k, title = {see\n@foo{bar}\n}}", "see @foo{bar}"),
        ("---\nlayout: none\n---\n@article{k, title = {Tides}}", "Tides"),
        ("---\r\n---\r\n\r\n@article{k,\r\n title = {Tides\r\n of Ys}}", "Tides of Ys"),
        ("@article{k,\r title = {Tides\r of Ys}\r}\r", "Tides of Ys"),
    ],
)  # fmt: skip
def test_a_sound_title_is_read(text: str, title: str) -> None:
    assert sound(text) == {"title": title}


def test_keys_types_and_places_are_kept() -> None:
    entries, problems = read(
        "@InProceedings{DBLP:conf/isr/Gale_1901-a+b.c, Author = {Ada Gale},\n  YEAR = 1901}"
    )
    (entry,) = entries.values()
    assert problems == ()
    assert (entry.key, entry.entry_type) == ("DBLP:conf/isr/Gale_1901-a+b.c", "inproceedings")
    assert place(entry.span) == "1:16+29"
    assert {name: place(field.span) for name, field in entry.fields.items()} == {
        "author": "1:47+6",
        "year": "2:3+4",
    }


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("jan", "January"),
        ("DEC", "December"),
        ("sept", "September"),
        ("October", "October"),
        ('"10~" # jun', "10~June"),
        ('mar # "/" # apr', "March/April"),
    ],
)
def test_months_are_known_as_strings(value: str, month: str) -> None:
    assert sound(f"@article{{k, month = {value}}}") == {"month": month}


def test_abstracts_and_notes_keep_their_paragraphs() -> None:
    text = "{One\n  line.\n\n \n\n  Two. }"
    assert sound(f"@article{{k, abstract = {text}, note = {text}, title = {text}}}") == {
        "abstract": "One line.\n\nTwo.",
        "note": "One line.\n\nTwo.",
        "title": "One line. Two.",
    }


def test_fields_and_entries_keep_their_order() -> None:
    entries, _ = read("@book{b, z = 1, a = 2, m = 3}\n@book{a, year = 1}\n@book{c, year = 2}")
    assert list(entries) == ["b", "a", "c"]
    assert list(entries["b"].fields) == ["z", "a", "m"]


def test_a_repeated_field_with_the_same_value_is_no_flaw() -> None:
    assert sound("@article{k, year = 1901, Year = {1901}}") == {"year": "1901"}


def test_an_entry_without_fields_is_kept() -> None:
    assert sound("@article{k}") == {}


@pytest.mark.parametrize("content", ["", " \n", "% publications\n  % to come\n", "---\n---\n"])
def test_a_file_without_entries_is_fine(content: str) -> None:
    assert read(content) == ({}, ())


# --- encodings


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + "@article{k, title = {Ÿs}}".encode(),
        codecs.BOM_UTF16_LE + "@article{k, title = {Ÿs}}".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "@article{k, title = {Ÿs}}".encode("utf-16-be"),
        "% Encoding: Cp1252\n@article{k, title = {Ÿs}}".encode("cp1252"),
        "% JabRef 2.10\n%Encoding: ISO8859_15\n@article{k, title = {Ÿs}}".encode("iso8859-15"),
    ],
)
def test_marked_and_declared_encodings_are_read_without_a_word(content: bytes) -> None:
    assert sound(content) == {"title": "Ÿs"}


@pytest.mark.parametrize(
    ("content", "title", "flaw"),
    [
        ("@article{k,\n title = {Été}}".encode("cp1252"), "Été", "2:11+1"),
        ("@article{k,\n title = {Ÿs é}}".encode() + b"\n\xe9", "Ÿs é", "3:1+1"),
        (b"@article{k, title = {a\x81b}}", "a\ufffdb", "1:23+1"),
        (b"% Encoding: utf-8\n@article{k, title = {\xc9t\xe9}}", "Été", "2:22+1"),
        (b"% Encoding: idna\n@article{k, title = {\xc9t\xe9}}", "Été", "2:22+1"),
        (b"% Encoding: cp99\n@article{k, title = {\xc9t\xe9}}", "Été", "2:22+1"),
        ("@article{k, title = {Été}}".encode("utf-16-le"), "Été", "1:1+1"),
        ("@article{k, title = {Été}}".encode("utf-16-be"), "Été", "1:1+1"),
        ("@article{k, title = {潮}}".encode("iso-2022-jp"), "潮", "1:1+1"),
        (codecs.BOM_UTF16_LE + "@article{k, title = {Ÿs}}\n".encode("utf-16-le") + b"\xd8",
         "Ÿs", "2:1+1"),
    ],
)  # fmt: skip
def test_other_encodings_are_guessed(content: bytes, title: str, flaw: str) -> None:
    entries, (problem,) = read(content)
    assert entries["k"].fields["title"].value == title
    assert (problem.code, place(problem.span)) == ("bib-encoding", flaw)
    assert problem.severity == "warning"


@pytest.mark.parametrize("content", ["\n@book{k}\0\0\0\0\0\0\0\0\0", "\n@book{k}\n" + "\0" * 5_000])
def test_a_file_filled_up_with_nul_is_no_utf_16(content: str) -> None:
    """A computer that stops while it writes may leave such a file."""
    entries, problems = read(content.encode())
    assert [*entries] == ["k"]
    assert {(problem.code, problem.span.line) for problem in problems} == {
        ("bib-control-character", content.count("\n", 0, content.index("\0")) + 1)
    }


def test_one_line_in_another_encoding_does_not_spoil_the_others() -> None:
    lines = [
        b"@book{a, title = {" + "Ÿs".encode() + b"}}",
        b"@book{b, title = {\xc9t\xe9}}",
        b"@book{c, title = {\xe9}}",
        b"@book{d, title = {" + "Øre".encode() + b"}}",
    ]
    entries, (problem,) = read(b"\r\n".join(lines))
    assert [entry.fields["title"].value for entry in entries.values()] == ["Ÿs", "Été", "é", "Øre"]
    assert place(problem.span) == "2:19+1"
    assert problem.message == "byte 0xc9 is not UTF-8; 2 lines are read as Windows-1252"


# --- flaws


class Case(NamedTuple):
    """A name, a text, the place and code of each problem, and the fields of the entries kept."""

    name: str
    text: str
    problems: list[str]
    kept: dict[str, dict[str, str]]


FLAWED = [
    Case(
        "a missing comma between fields",
        "@article{gale1901,\n  title = {Tides}\n  year = 1901,\n}\n",
        ["2:18+1 bib-missing-comma"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "a missing comma on one line",
        "@article{gale1901, title = {Tides} year = 1901 month = may}\n",
        ["1:35+1 bib-missing-comma", "1:47+1 bib-missing-comma"],
        {"gale1901": {"title": "Tides", "year": "1901", "month": "May"}},
    ),
    Case(
        "a missing comma after the key",
        "@article{gale1901\n  title = {Tides},\n}\n",
        ["1:18+1 bib-missing-comma"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a missing comma after the key on one line",
        "@article{gale1901 title = {Tides}}\n",
        ["1:18+1 bib-missing-comma"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a missing equals sign",
        "@article{gale1901,\n  title {Tides},\n  year 1901,\n}\n",
        ["2:3+5 bib-missing-equals", "3:3+4 bib-missing-equals"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "a missing equals sign before bare text",
        "@article{gale1901,\n  title Tides,\n  year = 1901,\n}\n",
        ["2:3+11 bib-unexpected-text"],
        {"gale1901": {"year": "1901"}},
    ),
    Case(
        "a missing value",
        "@article{gale1901,\n  title = {Tides},\n  volume = ,\n  year =\n}\n",
        ["3:3+6 bib-missing-value", "4:3+4 bib-missing-value"],
        {"gale1901": {"title": "Tides", "volume": "", "year": ""}},
    ),
    Case(
        "a missing value before the next field",
        "@article{gale1901,\n  volume =\n  title = {Tides},\n}\n",
        ["2:3+6 bib-missing-value"],
        {"gale1901": {"volume": "", "title": "Tides"}},
    ),
    Case(
        "a missing value after a hash",
        "@article{gale1901, month = may # , title = {Tides}}\n",
        ["1:20+5 bib-missing-value"],
        {"gale1901": {"month": "May", "title": "Tides"}},
    ),
    Case(
        "a quote closed by a brace",
        '@article{gale1901,\n  author = "Ada Gale},\n  title = {Tides},\n}\n',
        ["2:3+6 bib-unbalanced"],
        {"gale1901": {"author": "Ada Gale", "title": "Tides"}},
    ),
    Case(
        "a brace closed by a quote",
        '@article{gale1901,\n  author = {Ada Gale",\n  title = {Tides},\n}\n',
        ["2:3+6 bib-unbalanced"],
        {"gale1901": {"author": "Ada Gale", "title": "Tides"}},
    ),
    Case(
        "a missing closing brace",
        "@article{gale1901,\n"
        "  title = {Tides and {Moons},\n"
        "  year = {1901},\n"
        "}\n"
        "@book{reed1902, title = {Sand}}\n",
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": "Tides and {Moons}", "year": "1901"}, "reed1902": {"title": "Sand"}},
    ),
    Case(
        "a missing closing brace on one line",
        "@article{gale1901, title = {Tides, year = {1901}}\n",
        ["1:20+5 bib-unbalanced"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "a missing closing brace of the last field",
        "@article{gale1901,\n"
        "  title = {Tides},\n"
        "  year = {1901\n"
        "}\n"
        "@book{reed1902, title = {Sand}}\n",
        ["3:3+4 bib-unbalanced"],
        {"gale1901": {"title": "Tides", "year": "1901"}, "reed1902": {"title": "Sand"}},
    ),
    Case(
        "a missing closing quote",
        '@article{gale1901,\n  title = "Tides,\n  author = "Ada Gale",\n  year = "1901",\n}\n',
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": "Tides", "author": "Ada Gale", "year": "1901"}},
    ),
    Case(
        "a missing opening brace",
        "@article{gale1901,\n  title = Tides of {Ys}},\n  year = {1901},\n}\n",
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": "Tides of {Ys}", "year": "1901"}},
    ),
    Case(
        "a missing opening brace of an empty value",
        "@article{gale1901,\n  volume = },\n  title = {Tides},\n}\n",
        ["2:3+6 bib-unbalanced"],
        {"gale1901": {"volume": "", "title": "Tides"}},
    ),
    Case(
        "a missing opening brace before a parenthesis",
        "@article{gale1901,\n  booktitle = Reefs (ISR)},\n  title = {Tides},\n}\n",
        ["2:3+9 bib-unbalanced"],
        {"gale1901": {"booktitle": "Reefs (ISR)", "title": "Tides"}},
    ),
    Case(
        "a missing opening quote",
        '@article{gale1901,\n  title = Tides of Ys",\n  year = 1901,\n}\n',
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": "Tides of Ys", "year": "1901"}},
    ),
    Case(
        "an opening brace too many",
        "@article{gale1901,\n  title = {Tides {of Ys},\n  year = {1901},\n}\n",
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": "Tides {of Ys}", "year": "1901"}},
    ),
    Case(
        "a closing brace too many inside a value",
        "@article{gale1901,\n  title = {Tides} of Ys},\n  year = {1901},\n}\n",
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": "{Tides} of Ys", "year": "1901"}},
    ),
    Case(
        "a closing brace too many at the end of a value",
        "@article{gale1901,\n  title = {Tides}},\n  year = {1901},\n}\n",
        ["2:18+1 bib-unbalanced"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "quotes inside quotes",
        '@article{gale1901,\n  title = "The "great" tides",\n  year = 1901,\n}\n',
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": 'The "great" tides', "year": "1901"}},
    ),
    Case(
        "a brace before a field",
        "@article{gale1901,\n  { title = {Tides},\n  year = 1901,\n}\n",
        ["2:3+1 bib-unexpected-text"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "text between fields",
        "@article{gale1901,\n  title = {Tides},\n  see also Reed,\n  year = 1901,\n}\n",
        ["3:3+13 bib-unexpected-text"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "an entry that is not closed",
        "@article{gale1901,\n"
        "  title = {Tides},\n"
        "  year = 1901\n"
        "\n"
        "@book{reed1902,\n"
        "  title = {Sand},\n"
        "}\n",
        ["3:13+1 bib-unclosed"],
        {"gale1901": {"title": "Tides", "year": "1901"}, "reed1902": {"title": "Sand"}},
    ),
    Case(
        "a last entry that is not closed",
        "@article{gale1901, title = {Tides}, year = 1901\n",
        ["1:47+1 bib-unclosed"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "an entry without brace",
        "@article gale1901,\n  title = {Tides},\n}\n",
        ["1:2+7 bib-missing-brace"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "an entry without brace glued to its key",
        "@articlegale1901,\n  title = {Tides},\n}\n",
        ["1:2+7 bib-missing-brace"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "an entry without at sign",
        "article{gale1901,\n  title = {Tides},\n}\n@book{reed1902, title = {Sand}}\n",
        ["1:1+7 bib-text-outside"],
        {"reed1902": {"title": "Sand"}},
    ),
    Case(
        "a field after the entry",
        "@article{gale1901,\n  title = {Tides}\n}\n  year = {1901}\n}\n",
        ["4:3+4 bib-text-outside"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a brace after the entry",
        "@article{gale1901, title = {Tides}}\n}\n@book{reed1902, title = {Sand}}\n",
        ["2:1+1 bib-text-outside"],
        {"gale1901": {"title": "Tides"}, "reed1902": {"title": "Sand"}},
    ),
    Case(
        "a wrong closing parenthesis",
        "@article{gale1901, title = {Tides})\n",
        ["1:35+1 bib-unbalanced"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a wrong closing brace",
        "@article(gale1901, title = {Tides}}\n",
        ["1:35+1 bib-unbalanced"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "an empty key",
        "@article{, title = {Tides}, author = {Ada Gale and B. Reed}, year = 1901}\n",
        ["1:10+1 bib-key"],
        {"gale1901": {"title": "Tides", "author": "Ada Gale and B. Reed", "year": "1901"}},
    ),
    Case(
        "no key",
        "@article{\n  title = {Tides},\n}\n",
        ["2:3+1 bib-key"],
        {"entry-2": {"title": "Tides"}},
    ),
    Case(
        "no key but the first field is bare",
        "@article{year = 1901, title = {Tides}}\n",
        ["1:10+1 bib-key"],
        {"entry-1": {"year": "1901", "title": "Tides"}},
    ),
    Case(
        "two entries without keys",
        "@article{, author = {{\\O}rn, Ada}, year = 1901}\n"
        "@article{, editor = {Ada \\O{}rn}, date = {1901-05}}\n",
        ["1:10+1 bib-key", "2:10+1 bib-key"],
        {
            "orn1901": {"author": "{\\O}rn, Ada", "year": "1901"},
            "orn1901-2": {"editor": "Ada \\O{}rn", "date": "1901-05"},
        },
    ),
    Case(
        "nothing at all in an entry",
        "@article{}\n@book{reed1902, title = {Sand}}\n",
        ["1:2+7 bib-key"],
        {"reed1902": {"title": "Sand"}},
    ),
    Case(
        "a key with a space",
        "@article{ada gale 1901, title = {Tides}}\n",
        ["1:10+13 bib-key"],
        {"ada gale 1901": {"title": "Tides"}},
    ),
    Case(
        "a key with a brace",
        "@article{ga{le}1901, title = {Tides}}\n",
        ["1:10+10 bib-key"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a key with a quote",
        '@article{gale"1901, title = {Tides}}\n',
        ["1:10+9 bib-key"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a repeated key for another title",
        "@article{gale1901, title = {Tides}}\n"
        "@article{Gale1901, title = {Sand}}\n"
        "@article{gale1901-2, title = {Wind}}\n",
        ["2:10+8 bib-repeated-key"],
        {
            "gale1901": {"title": "Tides"},
            "Gale1901-3": {"title": "Sand"},
            "gale1901-2": {"title": "Wind"},
        },
    ),
    Case(
        "a repeated key for the same title",
        "@article{gale1901, title = {Tides}, year = 1901}\n@book{gale1901, title = {{TIDES}}}\n",
        ["2:7+8 bib-repeated-key"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "a repeated entry without title",
        "@misc{gale1901, year = 1901}\n"
        "@misc{gale1901, year = 1902}\n"
        "@misc{gale1901, year = 1901}\n",
        ["2:7+8 bib-repeated-key", "3:7+8 bib-repeated-key"],
        {"gale1901": {"year": "1901"}, "gale1901-2": {"year": "1902"}},
    ),
    Case(
        "a repeated field",
        "@article{gale1901, title = {Tides},\n  Title = {Sand}, year = 1901, year = {1901}}\n",
        ["2:3+5 bib-repeated-field"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "an undefined string",
        "@article{gale1901, journal = jts, title = {Tides}}\n",
        ["1:30+3 bib-undefined-string"],
        {"gale1901": {"journal": "jts", "title": "Tides"}},
    ),
    Case(
        "a string defined too late",
        "@article{gale1901, journal = jts}\n@string{jts = {J. Tides}}\n",
        ["1:30+3 bib-undefined-string"],
        {"gale1901": {"journal": "jts"}},
    ),
    Case(
        "bare words",
        "@article{gale1901, title = Tides of Ys, year = 1901b}\n",
        ["1:28+11 bib-undefined-string", "1:48+5 bib-undefined-string"],
        {"gale1901": {"title": "Tides of Ys", "year": "1901b"}},
    ),
    Case(
        "a bare address",
        "@misc{gale1901, url = https://example.org/a?b=c#d%20e, year = 1901}\n",
        ["1:23+31 bib-undefined-string"],
        {"gale1901": {"url": "https://example.org/a?b=c#d%20e", "year": "1901"}},
    ),
    Case(
        "a string without equals sign",
        "@string{jts {J. Tides}}\n@article{gale1901, title = {Tides}}\n",
        ["1:2+6 bib-string"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a string that is not closed",
        "@string{jts = {J. Tides}\n@article{gale1901, journal = jts}\n",
        ["1:2+6 bib-string"],
        {"gale1901": {"journal": "J. Tides"}},
    ),
    Case(
        "a string that is cut",
        "@string{jts = {J. Tides\n@article{gale1901, title = {Tides}}\n",
        ["1:2+6 bib-string"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a comment that is not closed",
        "@comment{ to do:\n@article{gale1901, title = {Tides}}\n",
        ["1:2+7 bib-unclosed"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a misspelt type",
        "@inproceeedings{gale1901, title = {Tides}}\n@Articel{reed1902, title = {Sand}}\n",
        ["1:2+14 bib-unknown-type", "2:2+7 bib-unknown-type"],
        {"gale1901": {"title": "Tides"}, "reed1902": {"title": "Sand"}},
    ),
    Case(
        "an unknown type",
        "@zzz{gale1901, title = {Tides}}\n",
        ["1:2+3 bib-unknown-type"],
        {"gale1901": {"title": "Tides"}},
    ),
    Case(
        "a NUL character",
        "@article{gale1901, title = {Ti\0des}}\n",
        ["1:31+1 bib-control-character"],
        {"gale1901": {"title": "Ti des"}},
    ),
    Case(
        "a parent that is not there",
        "@inproceedings{gale1901, title = {Tides}, crossref = {isr1901}}\n",
        ["1:43+8 bib-missing-parent"],
        {"gale1901": {"title": "Tides", "crossref": "isr1901"}},
    ),
    Case(
        "parents in a circle",
        "@book{a, title = {A}, crossref = {b}}\n@book{b, year = 1901, crossref = {a}}\n",
        ["2:23+8 bib-circular-parent"],
        {
            "a": {"title": "A", "crossref": "b", "year": "1901"},
            "b": {"year": "1901", "crossref": "a"},
        },
    ),
    Case(
        "a parent of itself",
        "@book{a, title = {A}, crossref = {A}}\n",
        ["1:23+8 bib-circular-parent"],
        {"a": {"title": "A", "crossref": "A"}},
    ),
    Case(
        "an entry that begins inside a value",
        "@article{gale1901,\n  title = {Tides,\n\n@book{reed1902,\n  title = {Sand},\n}\n",
        ["2:3+5 bib-unbalanced", "2:17+1 bib-unclosed"],
        {"gale1901": {"title": "Tides"}, "reed1902": {"title": "Sand"}},
    ),
    Case(
        "a value closed only after the next entry",
        "@article{gale1901,\n"
        "  title = {{Tides,\n"
        "  year = 1901,\n"
        "}\n"
        "@book{reed1902, title = {Sand}}}\n",
        ["2:3+5 bib-unbalanced", "5:32+1 bib-text-outside"],
        {"gale1901": {"title": "Tides", "year": "1901"}, "reed1902": {"title": "Sand"}},
    ),
    Case(
        "an unclosed value before an entry without key",
        "@article{gale1901,\n  title = {Tides,\n\n@book{\n  title = {Sand},\n}\n",
        ["2:3+5 bib-unbalanced", "2:17+1 bib-unclosed", "5:3+1 bib-key"],
        {"gale1901": {"title": "Tides"}, "entry-5": {"title": "Sand"}},
    ),
    Case(
        "an unclosed value closed by the next field",
        "@article{gale1901,\n  title = {Tides,\n  note = {Sand}}\n  year = 1901\n",
        ["2:3+5 bib-unbalanced", "4:3+4 bib-text-outside"],
        {"gale1901": {"title": "Tides", "note": "Sand"}},
    ),
    Case(
        "a semicolon for a comma",
        "@article{gale1901,\n  title = {Tides};\n  year = 1901,\n}\n",
        ["2:3+5 bib-unbalanced"],
        {"gale1901": {"title": "Tides", "year": "1901"}},
    ),
    Case(
        "a percent sign before the first line only",
        "%@article{gale1901,\n  title = {Tides},\n}\n@book{reed1902, title = {Sand}}\n",
        ["2:3+5 bib-text-outside"],
        {"reed1902": {"title": "Sand"}},
    ),
    Case(
        "two fields that took in the rest",
        "@article{gale1901,\n"
        "  title = {Tides,\n"
        "  journal = {J. of {Seas},\n"
        "  note = {},\n"
        "  year = 1901,\n"
        "}\n",
        ["2:3+5 bib-unbalanced", "3:3+7 bib-unbalanced"],
        {"gale1901": {"title": "Tides", "journal": "J. of {Seas}", "note": "", "year": "1901"}},
    ),
]


@pytest.mark.parametrize("case", FLAWED, ids=lambda case: case.name)
def test_a_flaw_is_reported_where_it_is_and_the_rest_is_kept(case: Case) -> None:
    entries, problems = read(case.text)
    assert [f"{place(problem.span)} {problem.code}" for problem in problems] == case.problems
    assert {key: values(entry) for key, entry in entries.items()} == case.kept
    assert all(problem.severity == "warning" and problem.hint for problem in problems)


def test_a_flaw_names_the_other_place() -> None:
    _, problems = read(
        "@book{a, title = {A}, note = 1,\n note = 2}\n"
        "@book{A, title = {B}}\n"
        "@book{a, title = {{B}.}}\n"
        "@book{b, title = {C}"
    )
    assert [
        (problem.code, place(problem.span), [(place(span), word) for span, word in problem.related])
        for problem in problems
    ] == [
        ("bib-repeated-field", "2:2+4", [("1:23+4", "the first is here")]),
        ("bib-repeated-key", "3:7+1", [("1:7+1", "first used here")]),
        ("bib-repeated-key", "4:7+1", [("3:7+1", "the first is here")]),
        ("bib-unclosed", "5:20+1", [("5:2+4", "the entry begins here")]),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("@articl{k, year = 1}", "there is no entry type `@articl`", "did you mean `article`?"),
        ("@book{, year = 1}", "it gets `entry-1`", "write `{entry-1,`"),
        ("@book{a b, year = 1}", "`a b` holds a space, a brace or a quote", "write `a-b`"),
        ("@book{a, year 1}", "there is no `=` after `year`", "write `year = `"),
        ("@book{a, year = ye}", "`ye` has no braces", "write `{ye}`"),
        ("book{a, year = 1}@book{b,}", "looks like an entry without its `@`", "write `@book`"),
        ("@book{k, title = " + "ab " * 40 + "}", "…` has no braces", "write `{ab ab"),
    ],
)
def test_a_hint_says_what_to_type(text: str, message: str, hint: str) -> None:
    _, (problem,) = read(text)
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert len(problem.message) < 200


def test_generated_keys_leave_those_of_others_alone() -> None:
    author = "author = {de Gale, Ada and Reed, B.}, year = 1901"
    entries, _ = read(f"@book{{, {author}}}\n@book{{, {author}, note = 1}}\n@book{{degale1901,}}")
    assert list(entries) == ["degale1901-2", "degale1901-3", "degale1901"]


def test_an_undefined_string_in_a_sum_is_read_as_text() -> None:
    entries, problems = read("@book{k, publisher = Gale # { & Co}}")
    assert values(entries["k"]) == {"publisher": "Gale & Co"}
    assert [problem.code for problem in problems] == ["bib-undefined-string"]


# --- files that cannot be read, and limits


@pytest.mark.parametrize("content", ["to come", "gale1901\tTides\t1901\n", "{}", "a@b.org"])
def test_a_file_without_bibtex_is_an_error(content: str) -> None:
    outcome = read_bibtex(PATH, content.encode())
    assert outcome.value is None
    assert [(p.code, p.severity) for p in outcome.problems] == [("bib-unreadable", "error")]


def test_a_file_whose_entries_lack_their_at_signs_says_so() -> None:
    outcome = read_bibtex(PATH, b"article{k, title = {Tides}}")
    assert outcome.value is None
    assert [(p.code, p.severity) for p in outcome.problems] == [
        ("bib-unreadable", "error"),
        ("bib-text-outside", "warning"),
    ]


def test_a_file_past_the_limit_is_an_error() -> None:
    outcome = read_bibtex(PATH, b"%" * 10_000_001)
    assert outcome.value is None
    assert [(p.code, p.severity) for p in outcome.problems] == [("file-too-large", "error")]


def test_a_field_past_the_limit_is_dropped() -> None:
    entries, (problem,) = read(f"@book{{k,\n note = {{{'x' * 1_000_001}}}, title = {{Tides}}}}")
    assert values(entries["k"]) == {"title": "Tides"}
    assert (problem.code, place(problem.span)) == ("bib-field-too-large", "2:2+4")


def test_strings_that_grow_out_of_hand_are_dropped() -> None:
    doubled = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
    text = f"@string{{s0 = {{{'x' * 100}}}}}\n{doubled}@book{{k, title = {{Tides}}, note = s59}}"
    entries, problems = read(text)
    assert values(entries["k"])["title"] == "Tides"
    assert len(values(entries["k"])["note"]) < 1_000_000
    assert problems[0].code == "bib-field-too-large"


def test_all_uses_of_strings_together_have_a_limit() -> None:
    uses = "".join(f"@book{{k{n}, note = s}}\n" for n in range(60))
    entries, problems = read(f"@string{{s = {{{'x' * 999_999}}}}}\n{uses}")
    assert sum("note" in entry.fields for entry in entries.values()) == 50
    assert {problem.code for problem in problems} == {"bib-field-too-large"}


def test_deep_braces_are_kept_and_reported() -> None:
    title = "{" * 101 + "x" + "}" * 101
    entries, (problem,) = read(f"@book{{k, title = {{{title}}}}}")
    assert values(entries["k"]) == {"title": title}
    assert (problem.code, place(problem.span)) == ("bib-nesting", "1:10+5")


def test_a_hundred_braces_are_not_deep() -> None:
    title = "{" * 100 + "x" + "}" * 100
    assert sound(f"@book{{k, title = {{{title}}}}}") == {"title": title}


# --- parents


VOLUME = (
    "@proceedings{isr1901, title = {Reefs}, subtitle = {And Seas}, editor = {B. Reed},\n"
    "  editor+an = {1=chair}, year = 1901, publisher = {Wharf}, doi = {10.1000/1}}\n"
)


def test_a_part_takes_over_the_fields_of_its_volume() -> None:
    entries, problems = read(
        "@inproceedings{gale1901, title = {Tides}, crossref = {ISR1901}}\n" + VOLUME
    )
    part = entries["gale1901"]
    assert problems == ()
    assert values(part) == {
        "title": "Tides",
        "crossref": "ISR1901",
        "editor": "B. Reed",
        "editor+an": "1=chair",
        "year": "1901",
        "publisher": "Wharf",
        "booktitle": "Reefs",
        "booksubtitle": "And Seas",
    }
    assert place(part.fields["booktitle"].span) == "2:23+5"
    assert values(entries["isr1901"])["title"] == "Reefs"


def test_what_a_part_says_itself_wins() -> None:
    entries, _ = read(
        VOLUME + "@inproceedings{gale1901, crossref = {isr1901}, date = {1902-05},\n"
        "  booktitle = {Wrecks}, editor = {Ada Gale}}"
    )
    assert values(entries["gale1901"]) == {
        "crossref": "isr1901",
        "date": "1902-05",
        "booktitle": "Wrecks",
        "editor": "Ada Gale",
        "publisher": "Wharf",
        "booksubtitle": "And Seas",
    }


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("book", "inbook", {"title": "C", "author": "X", "bookauthor": "X", "booktitle": "P"}),
        ("mvbook", "book", {"title": "C", "author": "X", "maintitle": "P"}),
        ("mvbook", "inbook", {"title": "C", "author": "X", "bookauthor": "X", "maintitle": "P"}),
        ("periodical", "article", {"title": "C", "author": "X", "journaltitle": "P"}),
        ("collection", "incollection", {"title": "C", "author": "X", "booktitle": "P"}),
        ("book", "misc", {"title": "C", "author": "X"}),
    ],
)
def test_a_title_becomes_that_of_the_whole(
    parent: str, child: str, expected: dict[str, str]
) -> None:
    entries, _ = read(
        f"@{child}{{c, title = {{C}}, crossref = p}}@{parent}{{p, title = {{P}}, author = {{X}}}}"
    )
    assert values(entries["c"]) == {"crossref": "p"} | expected


def test_the_booktitle_of_a_volume_wins_over_its_title() -> None:
    entries, _ = read(
        "@incollection{c, title = {C}, crossref = {p}}"
        "@book{p, title = {P}, booktitle = {P for parts}}"
    )
    assert values(entries["c"])["booktitle"] == "P for parts"


def test_in_plain_bibtex_the_title_of_an_inbook_is_that_of_the_book() -> None:
    entries, _ = read("@inbook{c, chapter = 2, crossref = {p}}@book{p, title = {P}}")
    assert values(entries["c"]) == {"chapter": "2", "crossref": "p", "title": "P"}


def test_parents_have_parents() -> None:
    entries, problems = read(
        "@inbook{c, title = {C}, crossref = {b}}\n"
        "@book{b, title = {B}, crossref = {a}}\n"
        "@mvbook{a, title = {A}, publisher = {Wharf}}"
    )
    assert problems == ()
    assert values(entries["c"])["maintitle"] == "A"
    assert values(entries["c"])["publisher"] == "Wharf"


def test_xdata_gives_all_its_fields_and_its_order_counts() -> None:
    entries, problems = read(
        "@book{c, title = {C}, xdata = {house, more}}\n"
        "@xdata{house, publisher = {Wharf}, xdata = {town}}\n"
        "@xdata{town, ids = {old}, location = {Ys}, url = {https://example.org}}\n"
        "@xdata{more, publisher = {Quay}, title = {D}, note = {Note}}"
    )
    assert problems == ()
    assert values(entries["c"]) == {
        "title": "C",
        "xdata": "house, more",
        "publisher": "Wharf",
        "location": "Ys",
        "url": "https://example.org",
        "note": "Note",
    }


def test_an_alias_names_its_entry() -> None:
    entries, problems = read(
        "@xdata{town, ids = {old, older}, location = {Ys}}@book{c, xdata = {older}}"
    )
    assert problems == ()
    assert values(entries["c"])["location"] == "Ys"


def test_a_value_may_take_a_part_of_another() -> None:
    entries, problems = read(
        "@book{c, author = {A. Gale and xdata=my-names-author-2 and xdata=my-names-editor},\n"
        "  publisher = {xdata = my-names-publisher}, note = {xdata=my-names-author-9}}\n"
        "@xdata{my-names, author = {B. Reed and C. Shaw}, editor = {xdata=other-editor-1},\n"
        "  publisher = {Wharf}}\n"
        "@xdata{other, editor = {D. Hill and E. Ford}}"
    )
    assert [problem.message for problem in problems] == [
        "`note` takes `xdata=my-names-author-9`, and there is nothing of the kind"
    ]
    assert values(entries["c"]) == {
        "author": "A. Gale and C. Shaw and D. Hill",
        "publisher": "Wharf",
        "note": "xdata=my-names-author-9",
    }


def test_a_long_chain_of_parents_is_followed() -> None:
    chain = "".join(f"@book{{k{n}, crossref = {{k{n + 1}}}}}\n" for n in range(3000))
    entries, problems = read(f"{chain}@book{{k3000, publisher = {{Wharf}}}}")
    assert problems == ()
    assert values(entries["k0"])["publisher"] == "Wharf"


def test_a_chain_that_collects_too_much_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.readers.bibtex_parents.INHERITED_LIMIT", 500)
    chain = "".join(f"@book{{k{n}, f{n} = 1, crossref = {{k{n + 1}}}}}\n" for n in range(50))
    entries, problems = read(f"{chain}@book{{k50, publisher = {{Wharf}}}}")
    assert len(entries) == 51
    assert [problem.code for problem in problems] == ["bib-too-many-parents"]
    assert "publisher" in entries["k40"].fields
    assert "publisher" not in entries["k0"].fields


def test_a_colon_in_place_of_an_equals_sign_is_no_part_of_the_name() -> None:
    entries, problems = read("@article{k, title: {Tides}, author+an:role {A}}")
    assert values(entries["k"]) == {"title": "Tides", "author+an:role": "A"}
    assert [problem.code for problem in problems] == ["bib-missing-equals"] * 2


@pytest.mark.parametrize("reference", ["x-author", "x-publisher-2"])
def test_a_part_of_xdata_that_is_not_there_is_reported(reference: str) -> None:
    text = f"@xdata{{x, publisher = {{P}}}}\n@book{{a,\n publisher = {{xdata={reference}}}}}"
    _, (problem,) = read(text)
    assert (problem.code, place(problem.span)) == ("bib-missing-parent", "3:2+9")
    assert f"`xdata={reference}`" in problem.message


def test_a_brace_may_stand_far_from_a_known_type() -> None:
    assert sound("@article\n\n  {k, title = {Tides}}") == {"title": "Tides"}
