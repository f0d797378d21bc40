from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.text import OutPath
from sitegen.serve.access import access_for, is_loopback
from sitegen.serve.preview import Preview, advance
from sitegen.serve.responses import CLIENT, Place, Request, Response, request_path, respond
from sitegen.serve.session import own_files

OUTPUTS = {
    OutPath("index.html"): b"<!doctype html><h1>Home",
    OutPath("404.html"): b"<!doctype html><h1>Nowhere",
    OutPath("cv/index.html"): b"<!doctype html><h1>CV",
    OutPath("assets/caf\u00e9 b.pdf"): b"0123456789",
    OutPath("publications.bib"): b"@book{a}",
    OutPath("talks.ics"): b"",
    OutPath("feed.xml"): b"",
    OutPath("static/a.woff2"): b"",
    OutPath("cv.json"): b"",
    OutPath(".nojekyll"): b"",
    OutPath(".well-known/security.txt"): b"mail",
    OutPath("static/a.unknown"): b"",
}
GOOD = advance(Preview("r"), OUTPUTS, "")[0]


def ask(
    path: str, *, host: str | None = "localhost:8000", base: str = "/", preview: Preview = GOOD,
    origin: str | None = None, range: str | None = None,  # noqa: A002
) -> Response:  # fmt: skip
    place = Place(base, access_for("127.0.0.1"), own_files())
    return respond(Request(path, host, origin, range), preview, place)


def header(response: Response, name: str) -> str | None:
    return dict(response.headers).get(name)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/cv/", "text/html; charset=utf-8"),
        ("/cv.json", "application/json"),
        ("/publications.bib", "application/x-bibtex; charset=utf-8"),
        ("/talks.ics", "text/calendar; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/static/a.woff2", "font/woff2"),
        ("/assets/caf%C3%A9%20b.pdf", "application/pdf"),
        ("/static/a.unknown", "application/octet-stream"),
        ("/_sitegen/client.js", "text/javascript; charset=utf-8"),
        ("/_sitegen/overlay.css", "text/css; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_kind_of_output_has_its_type(path: str, kind: str) -> None:
    answer = ask(path)
    assert (answer.status, header(answer, "Content-Type")) == (200, kind)
    assert header(answer, "X-Content-Type-Options") == "nosniff"
    assert header(answer, "Cache-Control") == "no-store"
    assert header(answer, "Cross-Origin-Resource-Policy") == "same-origin"


def test_pages_have_the_client_and_other_files_are_as_they_are() -> None:
    assert b'data-build="r.1"' in ask("/cv/").content
    missing = ask("/nothing")
    assert missing.status == 404
    assert b"Nowhere" in missing.content
    assert b'data-build="r.1"' in missing.content
    assert ask("/publications.bib").content == b"@book{a}"


def test_a_folder_without_its_slash_leads_to_the_folder() -> None:
    answer = ask("/cv")
    assert (answer.status, header(answer, "Location")) == (302, "/cv/")
    assert header(ask("/repo/cv", base="/repo/"), "Location") == "/repo/cv/"


def test_below_a_base_path_nothing_else_is_served() -> None:
    assert ask("/repo/", base="/repo/").status == 200
    assert ask(f"/repo/{CLIENT}", base="/repo/").status == 200
    for root in ("/", "/repo"):
        assert header(ask(root, base="/repo/"), "Location") == "/repo/"
    assert ask("/cv/", base="/repo/").status == 404
    assert ask("/repository/", base="/repo/").status == 404
    assert b'src="/repo/_sitegen/client.js"' in ask("/repo/", base="/repo/").content


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example", "//evil.example/", "///cv", "/\\evil.example", "/%5cevil.example/cv",
        "//evil.example/%2e%2e/cv", "/..", "/../site.toml", "/%2e%2e/site.toml", "/..%2fsite.toml",
        "/%252e%252e/site.toml", "/cv/../../site.toml", "/..\\site.toml", "/%c0%ae%c0%ae/site.toml",
        "/site.toml", "/content/profile.toml", "/.git/config", "/.nojekyll", "/%2egit/config",
        "/%00", "/cv/%00", "/cv%0d%0aX:%20y", "/cv/.", "/./", "/cv//", "/CV/", "/%", "/%zz", "/*",
        "/.well-known/../.git/config", "/C:/Windows/win.ini", "/etc/passwd", "http://evil.example/",
    ],
)  # fmt: skip
def test_a_hostile_path_finds_nothing_and_leads_nowhere(path: str) -> None:
    answer = ask(path)
    assert answer.status in (400, 404)
    assert header(answer, "Location") is None


@given(st.text("/.%2eEfF5cC0\\:cv?#@ \r\n", max_size=20))
def test_an_answer_never_leads_off_the_site(path: str) -> None:
    location = header(ask(f"/{path}"), "Location")
    assert location in (None, "/cv/")


@pytest.mark.parametrize(
    "host",
    [
        None, "", "evil.example", "evil.example:8000", "localhost.evil.example", "[::1", "[::1]x",
        "127.0.0.1@evil.example", "localhost/evil", "localhost:8000:1", "127.0.0.2", "0.0.0.0",
        "2130706433", "0x7f.1", "localhost#", "localhost ", " localhost", "[::ffff:127.0.0.1]",
        "evil.example, localhost", "localhost\r\nX: y", "\u2000localhost", "localhost:", ":8000",
    ],
)  # fmt: skip
def test_another_name_than_ours_is_refused(host: str | None) -> None:
    answer = ask("/", host=host)
    assert answer.status == 421
    assert b"Home" not in answer.content
    assert b"evil" not in answer.content


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "localhost."]
)
def test_our_own_names_are_answered(host: str) -> None:
    assert ask("/", host=host).status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "null", "", "https://evil.example", "http://localhost:9999", "http://localhost",
        "http://localhost:8000.evil.example", "http://evil@localhost:8000", "file://",
        "http://localhost:8000/", "chrome-extension://abc", "http://[::1", "localhost:8000",
    ],
)  # fmt: skip
def test_a_foreign_page_is_refused(origin: str) -> None:
    assert ask("/", origin=origin).status == 421


def test_our_own_pages_may_ask() -> None:
    assert ask("/", origin="http://localhost:8000").status == 200


def test_names_are_added_by_the_host_and_by_hand() -> None:
    assert access_for("192.168.1.5").allows("192.168.1.5:8000", None)
    assert not access_for("192.168.1.5").allows("192.168.1.6:8000", None)
    everywhere = access_for("0.0.0.0", ["Lab.local"])
    assert everywhere.allows("192.168.1.6:8000", None)
    assert everywhere.allows("lab.local", None)
    assert not everywhere.allows("evil.example", None)
    assert not access_for("127.0.0.1").allows("192.168.1.6:8000", None)
    assert not access_for("::").allows("", None)


def test_loopback_is_known() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]")))
    assert not any(map(is_loopback, ("", "0.0.0.0", "::", "192.168.1.5", "lab.local")))


@pytest.mark.parametrize(
    ("asked", "status", "content", "span"),
    [
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=0-999", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=4-2", 416, b"", "bytes */10"),
        (f"bytes={'9' * 5000}-", 416, b"", "bytes */10"),
        (f"bytes=0-{'9' * 5000}", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=-", 200, b"0123456789", None),
        ("bytes=1-2,4-5", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
        ("bytes=\u0661-", 200, b"0123456789", None),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(
    asked: str, status: int, content: bytes, span: str | None
) -> None:
    answer = ask("/assets/caf%C3%A9%20b.pdf", range=asked)
    assert (answer.status, answer.content) == (status, content)
    assert header(answer, "Content-Range") == span


def test_before_the_first_good_build_every_page_is_the_report() -> None:
    failed = advance(Preview("r"), None, "<p>site.toml:3:1")[0]
    for path in ("/", "/cv/", "/nothing", "/publications.bib"):
        answer = ask(path, preview=failed)
        assert answer.status == 500
        assert b"site.toml:3:1" in answer.content
        assert b'data-build="r.1"' in answer.content
    assert ask("/_sitegen/overlay.css", preview=failed).status == 200


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("http://localhost:8000/repo/cv/?a#b", "cv/"),
        ("https://localhost/repo/", ""),
        ("http://localhost:8000/other/", None),
        ("http://localhost:8000", None),
        ("javascript:alert(1)", None),
        ("http://localhost/repo/%ff", None),
    ],
)
def test_the_path_of_an_open_page_is_read(url: str, path: str | None) -> None:
    assert request_path(url, "/repo/") == path
