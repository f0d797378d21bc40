"""`sitegen letter`: make, list, new, diff; and what no build does with letters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import TODAY, build_files, tree
from read_pdf import text_of

from sitegen.cli import main
from sitegen.files import SiteTree
from sitegen.letters import make_letters
from sitegen.load.letter_files import read_letters
from sitegen.load.letters import letter_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.files import FileTree
    from sitegen.problems import SitePath

    Run = Callable[..., tuple[int, str, str]]

BASE = """+++
title = "Internship application"
recipient = "{{ team }}"
address = ["{{ legal_name }}"]
opening = "Dear {{ company }} team,"
enclosures = ["{{ enclosure }}"]

[variables]
enclosure = "Curriculum vitae"
+++

I am excited that {{ company }} measures tides.

::: why optional
:::

I study with Ben Corvo.

::: teaching
I have taught.
:::

I adapt to {{ company }}'s ways quickly.
"""

MARSH = """extends = "internship"
date = 2026-02-20

[variables]
company = "Marsh"
legal_name = "Marsh Gauges Ltd."
team = "Marsh recruiting"

[paragraphs]
why = "I agree that **small** seas matter."
"""

QUAY = """extends = "internship"
date = 2026-02-21
drop = ["teaching"]

[variables]
company = "Quayside"
legal_name = "Quayside AG"
team = "Quayside people"
"""

PLAIN = """+++
date = 2026-02-22
letterhead = false
opening = "Dear harbour master."
closing = "Yours sincerely,"
signed = "Ada"
+++

I work at [the pier](https://pier.example/).
"""

SITE = {
    "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"\n',
    "content/profile.toml": (
        'name = "Ada Lune"\nemail = "ada@lune.example"\n\n'
        '[[contacts]]\nkind = "phone"\nvalue = "+44 1524 496 0001"\n'
    ),
    "publications.bib": "@misc{tides, author = {Lune, Ada}, title = {Tides}, year = 2020}\n",
    "content/letters/internship.md": BASE,
    "content/letters/marsh.toml": MARSH,
    "content/letters/quayside.toml": QUAY,
    "content/letters/plain.md": PLAIN,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, text in SITE.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, site: Path) -> Run:
    """Run `sitegen …` in the site; return exit code, standard output and error."""
    monkeypatch.chdir(site)

    def command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), printed.out, printed.err

    return command


def write(site: Path, name: str, text: str) -> None:
    (site / "content/letters" / name).write_text(text, encoding="utf-8")


# Making ------------------------------------------------------------------------------------------


def test_a_letter_becomes_a_pdf_and_a_text(run: Run, site: Path) -> None:
    code, said, errors = run("letter", "marsh")
    assert (code, errors) == (0, "")
    assert said.split() == [
        "private/letters/2026-02-20-marsh.pdf",
        "private/letters/2026-02-20-marsh.txt",
    ]
    text = text_of((site / "private/letters/2026-02-20-marsh.pdf").read_bytes())
    wanted = (
        "Ada Lune", "+44 1524 496 0001", "Marsh recruiting", "20 February 2026",
        "Marsh Gauges Ltd.", "Internship application", "Dear Marsh team,",
        ("I am excited that Marsh measures tides. I agree that small seas matter."
        " I study with Ben Corvo. I have taught. I adapt to Marsh’s ways quickly. Sincerely,"),
        "Curriculum vitae",
    )  # fmt: skip
    places = [text.find(words) for words in wanted]
    assert -1 not in places, text
    plain = (site / "private/letters/2026-02-20-marsh.txt").read_text(encoding="utf-8")
    assert "\n\nI agree that small seas matter.\n\n" in plain
    assert max(map(len, plain.split("\n"))) <= 76


def test_a_letter_retailored_says_the_same_but_for_whom_it_is(run: Run, site: Path) -> None:
    run("letter", "marsh", "quayside")
    text = text_of((site / "private/letters/2026-02-21-quayside.pdf").read_bytes())
    assert "I am excited that Quayside measures tides. I study with Ben Corvo. I adapt" in text
    assert "Marsh" not in text


def test_a_plain_letter_has_no_head(run: Run, site: Path) -> None:
    run("letter", "plain")
    text = text_of((site / "private/letters/2026-02-22-plain.pdf").read_bytes())
    assert "496 0001" not in text
    assert "Dear harbour master. I work at the pier. Yours sincerely, Ada" in text


def test_all_letters_are_made_and_private(run: Run, site: Path) -> None:
    code, said, errors = run("letter", "--all", "-C", str(site))
    assert (code, errors) == (0, "")
    assert len(said.split()) == 6
    assert (site / "private").stat().st_mode & 0o077 == 0
    again = {path: path.read_bytes() for path in (site / "private/letters").iterdir()}
    run("letter", "--all")
    assert {path: path.read_bytes() for path in (site / "private/letters").iterdir()} == again


def test_the_head_has_what_is_private(run: Run, site: Path) -> None:
    profile = SITE["content/profile.toml"].replace('value = "+44 1524 496 0001"\n', "")
    (site / "content/profile.toml").write_text(profile, encoding="utf-8")
    code, _, errors = run("letter", "marsh")
    assert code == 0
    assert errors.count("[missing-private-value]") == 1
    (site / "private.toml").write_text(
        '[[contacts]]\nkind = "phone"\nvalue = "+44 1524 496 0009"\n', encoding="utf-8"
    )
    assert run("letter", "marsh")[2] == ""
    text = (site / "private/letters/2026-02-20-marsh.txt").read_text(encoding="utf-8")
    assert "+44 1524 496 0009" in text


def test_a_wrong_letter_is_not_written_and_the_others_are(run: Run, site: Path) -> None:
    write(site, "quayside.toml", QUAY.replace("company", "campany"))
    code, said, errors = run("letter", "--all")
    assert code == 1
    assert "quayside" not in said
    assert "2026-02-20-marsh.pdf" in said
    assert errors == (
        """content/letters/internship.md:5:17: error: the variable `company` has no value [undefined-variable]
  5 | opening = "Dear {{ company }} team,"
    |                 ^^^^^^^^^^^^^
  hint: did you mean `campany`?
  content/letters/quayside.toml:1:1: for this letter
content/letters/internship.md:12:19: error: the variable `company` has no value [undefined-variable]
  12 | I am excited that {{ company }} measures tides.
     |                   ^^^^^^^^^^^^^
  hint: did you mean `campany`?
  content/letters/quayside.toml:1:1: for this letter
content/letters/internship.md:23:12: error: the variable `company` has no value [undefined-variable]
  23 | I adapt to {{ company }}'s ways quickly.
     |            ^^^^^^^^^^^^^
  hint: did you mean `campany`?
  content/letters/quayside.toml:1:1: for this letter
content/letters/quayside.toml:6:1: warning: nothing in the letter asks for the variable `campany` [unused-variable]
  6 | campany = "Quayside"
    | ^^^^^^^
  hint: did you mean `company`?
3 errors, 1 warning in 2 files
"""  # noqa: E501 as it is printed
    )


def test_a_long_letter_is_written_with_a_warning(run: Run, site: Path) -> None:
    write(site, "plain.md", PLAIN + "\nTide.\n" * 120)
    code, said, errors = run("letter", "plain")
    assert code == 0
    assert "2026-02-22-plain.pdf" in said
    assert "plain.md:1:1: warning: the letter has 4 pages, not 1 [letter-pages]" in errors
    assert "hint: shorten it, or write `max_pages = 4`" in errors
    assert run("letter", "plain", "--strict")[0] == 1


def test_problems_as_json(run: Run, site: Path) -> None:
    write(site, "plain.md", PLAIN.replace("harbour master", "Mr./Ms. LastName"))
    code, said, errors = run("letter", "--all", "--json")
    assert (code, errors) == (1, "")
    assert {json.loads(line)["code"] for line in said.splitlines()} == {"letter-placeholder"}


def test_check_says_what_is_wrong_with_letters(run: Run, site: Path) -> None:
    assert run("check")[0] == 0
    write(site, "quayside.toml", f'{QUAY}\n[paragraphs]\nwhy = "I admire MARSH."\n')
    code, _, errors = run("check")
    assert code == 1
    assert "quayside.toml:11:17: error: `MARSH` is whom another letter is for" in errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("letter", "make"), "name the letters, or write --all"),
        (("letter", "marsh", "--all"), "name the letters, or write --all"),
        (("letter", "mash"), "did you mean `marsh`?"),
        (("letter", "diff", "marsh", "quai"), "did you mean `quayside`?"),
        (("letter", "new", "marsh", "--from", "internship"), "there is a letter `marsh` already"),
        (("letter", "new", "pier", "--from", "intership"), "did you mean `internship`?"),
        (("letter", "new", "pier"), "choose one: `--from internship`"),
        (("letter", "new", "list"), "`sitegen letter list` is a command"),
        (("letter", "new", "a/b"), "`a/b` is no name of a letter"),
    ],
)
def test_wrong_commands_say_so(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, _, errors = run(*arguments)
    assert code in (1, 2)
    assert message in errors


def test_without_a_word_there_is_help(run: Run) -> None:
    assert "sitegen letter NAME" in run("letter", "--help")[1]


def test_a_site_without_letters(run: Run, site: Path) -> None:
    for path in (site / "content/letters").iterdir():
        path.unlink()
    assert run("letter", "--all") == (0, "There are no letters in content/letters/.\n", "")
    assert run("letter", "list") == (0, "There are no letters in content/letters/.\n", "")


# List, new, diff ---------------------------------------------------------------------------------


def test_list_names_letters_and_texts(run: Run) -> None:
    assert run("letter", "list") == (
        0,
        (
            "internship (to make letters from)\nmarsh (2026-02-20, from internship)\n"
            "plain (2026-02-22)\nquayside (2026-02-21, from internship)\n"
        ),
        "",
    )


def test_new_begins_an_application_that_is_not_made_before_it_is_filled_in(
    run: Run, site: Path
) -> None:
    code, said, errors = run("letter", "new", "pier", "--from", "internship")
    assert (code, errors) == (0, "")
    assert "content/letters/pier.toml" in said
    text = (site / "content/letters/pier.toml").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("# date")]
    assert lines == [
        "#:schema ../../.sitegen/schema/letter.json",
        'extends = "internship"',
        '# add = ["why"]',
        '# drop = ["teaching"]',
        "",
        "[variables]",
        'team = "TODO"',
        'legal_name = "TODO"',
        'company = "TODO"',
        '# enclosure = "Curriculum vitae"',
        "",
    ]
    code, _, errors = run("letter", "pier")
    assert code == 1
    assert errors.count("[letter-placeholder]") == 3
    assert errors.count("[letter-date]") == 1
    write(site, "pier.toml", text.replace("TODO", "Pier").replace("# date", "date"))
    assert run("letter", "pier")[0] == 0


def test_diff_tells_whom_it_is_for_from_what_was_improved(run: Run, site: Path) -> None:
    improved = BASE.replace("I study", "I do research").replace("quickly", "quickly and well")
    write(site, "improved.md", improved)
    write(site, "quayside.toml", QUAY.replace("internship", "improved"))
    code, said, errors = run("letter", "diff", "marsh", "quayside")
    assert (code, errors) == (0, "")
    assert said == (
        """[-marsh-] {+quayside+}

For whom it is: 8 differences
  recipient: [-Marsh recruiting-]{+Quayside people+}
  address: [-Marsh Gauges Ltd.-]{+Quayside AG+}
  date: [-2026-02-20-]{+2026-02-21+}
  opening: Dear [-Marsh-]{+Quayside+} team,
  paragraph 1: I am excited that [-Marsh-]{+Quayside+} measures tides.
  why: [-I agree that small seas matter.-]
  teaching: [-I have taught.-]
  paragraph 5: I adapt to [-Marsh-]{+Quayside+}’s ways quickly.

What else differs: 2 differences
  paragraph 3: I [-study-]{+do research+} with Ben Corvo.
  paragraph 5: … Marsh’s ways quickly{+ and well+}.

The same: title, enclosures
"""
    )


# No build has letters ----------------------------------------------------------------------------


class _Recording:
    """A tree that notes what is read."""

    def __init__(self, inner: FileTree) -> None:
        self.inner = inner
        self.read: set[str] = set()

    def read_bytes(self, path: SitePath) -> bytes | None:
        self.read.add(path)
        return self.inner.read_bytes(path)

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        return self.inner.glob(folder)


@pytest.mark.parametrize("with_lint", [False, True])
def test_a_build_opens_no_letter_and_no_output_has_a_word_of_one(*, with_lint: bool) -> None:
    more = {**SITE, "content/letters/signature.png": b"no picture", "content/letters/a.toml": "["}
    inner = tree(more)
    assert isinstance(inner, SiteTree)
    files = _Recording(inner)
    built = build_files(files, with_lint=with_lint)
    assert built.value is not None
    assert not {path for path in files.read if path.startswith("content/letters")}
    outputs = b"\n".join(built.value.outputs.values())
    words = ("Marsh", "Quayside", "excited", "harbour master", "Ben Corvo", "pier.example")
    assert [word for word in words if word.encode() in outputs] == []
    assert not [path for path in built.value.outputs if "letter" in path]
    without = build_files({path: text for path, text in SITE.items() if "letters" not in path})
    assert without.value is not None
    assert dict(without.value.outputs) == dict(built.value.outputs)


def test_the_letters_of_this_test_can_be_made() -> None:
    made = make_letters(tree(SITE), TODAY)
    assert letter_names(read_letters(tree(SITE))) == tuple(made.letters)
    assert made.all_problems == ()
