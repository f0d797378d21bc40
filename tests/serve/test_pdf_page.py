from __future__ import annotations

import pytest

from sitegen.model.text import OutPath
from sitegen.serve.access import access_for
from sitegen.serve.news import news
from sitegen.serve.pdf_page import Asker
from sitegen.serve.preview import Preview, advance
from sitegen.serve.responses import Place, Request, Response, respond
from sitegen.serve.session import own_files

CV = OutPath("cv.pdf")
ODD = OutPath('assets/a "b" <i>&\'#?.PDF')
SITE = {OutPath("index.html"): b"<h1>Home", CV: b"%PDF-1", ODD: b"%PDF-2"}
GOOD = advance(Preview("r"), SITE, "")[0]
GOING = Asker(destination="document", accept="text/html")


def after(preview: Preview, outputs: dict[OutPath, bytes] | None, report: str = "") -> Preview:
    return advance(preview, outputs, report)[0]


def ask(
    asker: Asker, path: str = "/cv.pdf", *, base: str = "/", range: str | None = None  # noqa: A002
) -> Response:  # fmt: skip
    place = Place(base, access_for("127.0.0.1"), own_files())
    return respond(Request(path, "localhost:8000", None, range, asker), GOOD, place)


def is_page(answer: Response) -> bool:
    return answer.type == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "asker",
    [GOING, Asker(destination="document", query="page=2"), Asker(accept="text/html, */*;q=0.8")],
)
def test_a_browser_that_goes_to_a_pdf_gets_a_page_with_the_client(asker: Asker) -> None:
    answer = ask(asker)
    assert (answer.status, is_page(answer)) == (200, True)
    page = answer.content.decode()
    assert 'src="/_sitegen/client.js" data-build="r.1"' in page
    assert '<iframe src="/cv.pdf?raw=r.1"' in page
    assert '<a href="/cv.pdf?raw">' in page
    policy = dict(answer.headers)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "asker",
    [
        Asker(),
        Asker(accept="*/*"),
        Asker(accept="application/pdf"),
        Asker(destination="iframe", accept="text/html"),
        Asker(destination="embed", accept="text/html"),
        Asker(destination="object", accept="text/html"),
        Asker(destination="empty", accept="*/*"),
        Asker(destination="", accept="text/html"),
        Asker("HEAD", destination="document"),
        Asker(query="raw", destination="document"),
        Asker(query="x=1&raw=r.1", accept="text/html"),
    ],
)
def test_everybody_else_gets_the_file(asker: Asker) -> None:
    answer = ask(asker)
    assert (answer.status, answer.type, answer.content) == (200, "application/pdf", b"%PDF-1")


def test_a_part_is_a_part_of_the_file() -> None:
    answer = ask(GOING, range="bytes=1-3")
    assert (answer.status, answer.content) == (206, b"PDF")
    assert ask(GOING, range="bytes=99-").status == 416


def test_other_files_have_no_page_around_them() -> None:
    assert ask(GOING, "/").content.endswith(b"<h1>Home")
    assert ask(GOING, "/no.pdf").status == 404


def test_a_name_is_no_markup_and_its_address_leads_to_it() -> None:
    answer = ask(GOING, "/repo/assets/a%20%22b%22%20%3Ci%3E%26%27%23%3F.PDF", base="/repo/")
    page = answer.content.decode()
    assert is_page(answer)
    assert "<title>a &quot;b&quot; &lt;i&gt;&amp;&#x27;#?.PDF</title>" in page
    assert 'src="/repo/assets/a%20%22b%22%20%3Ci%3E%26%27%23%3F.PDF?raw=r.1"' in page
    assert "<i>" not in page


def test_the_page_of_a_pdf_that_changed_is_told_and_stays() -> None:
    now = after(GOOD, {**SITE, CV: b"%PDF-3"})
    for path in ("cv.pdf", ""):
        told = news(now, GOOD.name, path, "/repo/")
        assert (told["command"], told["files"]) == ("update", ("/repo/cv.pdf",))
    assert news(now, now.name, "cv.pdf", "/")["files"] == ()


def test_a_pdf_that_goes_or_comes_is_another_page() -> None:
    gone = after(GOOD, {path: content for path, content in SITE.items() if path != CV})
    assert news(gone, GOOD.name, "cv.pdf", "/")["command"] == "reload"
    assert news(gone, GOOD.name, "", "/")["command"] == "update"
    back = after(gone, SITE)
    assert news(back, gone.name, "cv.pdf", "/")["files"] == ("/cv.pdf",)


def test_the_page_of_a_pdf_is_told_what_is_wrong() -> None:
    bad = after(GOOD, None, "<p>wrong")
    assert news(bad, GOOD.name, "cv.pdf", "/")["report"] == "<p>wrong"
