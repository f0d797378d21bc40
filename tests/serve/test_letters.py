from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from conftest import SMALLEST, tree

from sitegen.load import LoadOptions
from sitegen.model.text import OutPath
from sitegen.problems import Problem, SitePath, Span, warning
from sitegen.report import html_report
from sitegen.serve.access import access_for
from sitegen.serve.letters import LETTERS, LetterFiles, ShownLetter, letter_files, letter_maker
from sitegen.serve.news import news
from sitegen.serve.pdf_page import Asker
from sitegen.serve.preview import Preview, advance
from sitegen.serve.responses import Place, Request, Response, respond
from sitegen.serve.session import own_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SITE = {OutPath("index.html"): b"<h1>Home"}
LUNE = "_sitegen/letters/2024-05-01-lune.pdf"
PLACE = SitePath("content/letters/lune.toml")
WRONG = Problem("undefined-variable", "nothing is known of `<team>`", Span(PLACE, 3))
LONG = warning("too-many-pages", "the letter has 2 pages", Span(PLACE))


def letter(pdf: bytes | None = b"%PDF-1", *problems: Problem) -> ShownLetter:
    return ShownLetter("2024-05-01-lune", "Lune & <Labs>", pdf, problems)


def files(
    letters: Sequence[ShownLetter], before: Mapping[OutPath, bytes] | None = None
) -> LetterFiles:
    return letter_files(
        letters,
        (),
        before or {},
        style="/_sitegen/overlay.css",
        report=lambda problems: html_report(problems, lambda _: None),
    )


def after(preview: Preview, *letters: ShownLetter) -> Preview:
    made = files(letters, preview.outputs)
    return advance(preview, {**SITE, **made.outputs}, "", made.reports)[0]


def ask(preview: Preview, path: str, host: str = "localhost:8000") -> Response:
    place = Place("/", access_for("127.0.0.1"), own_files())
    asker = Asker(destination="document")
    return respond(Request(f"/{path}", host, None, None, asker), preview, place)


def told(preview: Preview, seen: Preview, path: str = LUNE) -> dict[str, object]:
    return news(preview, seen.name, path, "/")


def test_the_list_names_every_letter_and_says_how_it_is() -> None:
    page = ask(after(Preview("r"), letter(b"", WRONG, LONG)), LETTERS).content.decode()
    assert '<a href="2024-05-01-lune.pdf">2024-05-01-lune</a>' in page
    assert "<span>Lune &amp; &lt;Labs&gt;</span> <strong>1 error, 1 warning</strong>" in page
    policy = dict(ask(after(Preview("r")), LETTERS).headers)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "no letters" in ask(after(Preview("r")), LETTERS).content.decode()
    assert ask(after(Preview("r")), LETTERS.rstrip("/")).status == 302


def test_a_letter_is_shown_in_the_page_of_pdfs() -> None:
    preview = after(Preview("r"), letter())
    answer = ask(preview, LUNE)
    assert (answer.status, b"<iframe" in answer.content) == (200, True)
    assert ask(preview, LUNE, "evil.example").status == 421


def test_a_change_of_a_letter_is_told_to_its_page_and_is_none_of_the_site() -> None:
    first = after(Preview("r"), letter())
    second = after(first, letter(b"%PDF-2"))
    assert told(second, first)["files"] == (f"/{LUNE}",)
    assert told(second, first, "")["command"] == "update"


def test_problems_of_a_letter_are_shown_with_it_alone() -> None:
    first = after(Preview("r"), letter())
    second = after(first, letter(None, WRONG))
    assert second.number == first.number + 1
    assert "&lt;team&gt;" in str(told(second, first)["report"])
    assert told(second, second)["report"] == told(second, first)["report"]
    assert told(second, first, "")["report"] == ""
    assert told(second, first, LETTERS)["command"] == "reload"
    assert ask(second, f"{LUNE}").status == 200
    third = after(second, letter())
    assert told(third, second)["report"] == ""


def test_the_report_of_the_site_comes_before_that_of_a_letter() -> None:
    first = after(Preview("r"), letter(b"%PDF", LONG))
    bad = advance(first, None, "<p>site")[0]
    assert told(bad, first)["report"] == "<p>site"
    assert bad.reports == first.reports


def test_a_letter_that_was_never_good_is_its_report_until_it_is() -> None:
    never = after(Preview("r"), letter(None, WRONG))
    answer = ask(never, LUNE)
    assert (answer.status, b"&lt;team&gt;" in answer.content) == (500, True)
    assert told(never, never) == {**told(never, never), "command": "update", "report": ""}
    other = after(never, letter(None, LONG))
    assert told(other, never)["command"] == "reload"
    good = after(other, letter())
    assert told(good, other)["files"] == (f"/{LUNE}",)


def test_a_letter_that_is_gone_is_not_found() -> None:
    first = after(Preview("r"), letter())
    gone = after(first)
    assert told(gone, first)["command"] == "reload"
    assert ask(gone, LUNE).status == 404


def test_a_name_is_no_markup() -> None:
    odd = ShownLetter('a"b&<i>', "", b"%PDF")
    page = ask(after(Preview("r"), odd), LETTERS).content.decode()
    assert '<a href="a%22b%26%3Ci%3E.pdf">a&quot;b&amp;&lt;i&gt;</a>' in page


def test_letters_are_made_as_they_are_sent_and_remembered() -> None:
    make, day = letter_maker(), dt.date(2026, 1, 2)
    text = '+++\ndate = 2026-01-02\nrecipient = "Ida"\n+++\nI {}.\n'
    one = {**SMALLEST, "content/letters/lune.md": text.format("apply")}
    asked = LoadOptions(base_url="http://127.0.0.1:8000/")
    (first,) = make(tree(one), day, LoadOptions()).value or ()
    (again,) = make(tree(one), day, asked).value or ()
    assert (first.name, first.pdf is again.pdf) == ("lune", True)
    (other,) = (
        make(tree({**one, "content/letters/lune.md": text.format("go")}), day, asked).value or ()
    )
    assert other.pdf not in (first.pdf, None)
