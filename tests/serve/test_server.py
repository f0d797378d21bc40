from __future__ import annotations

import os
import random
import socket
import threading
from typing import TYPE_CHECKING

import pytest
from serve.previewing import Page, Serving

from sitegen.model.text import OutPath
from sitegen.serve.server import bind

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = OutPath("index.html")
OUTPUTS = {HOME: b"<!doctype html><p>home", OutPath("cv/index.html"): b"<!doctype html><p>cv"}
RANDOM_REQUESTS = int(os.environ.get("SITEGEN_RANDOM_REQUESTS", "2000"))
AT_ONCE = 50


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with Serving(OUTPUTS) as started:
        yield started


@pytest.fixture(autouse=True)
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """No request makes the server print anything, least of all a traceback."""
    yield
    printed = capfd.readouterr()
    assert printed.out + printed.err == ""


def test_a_page_is_served_with_the_client(serving: Serving) -> None:
    status, page = serving.get("/cv/?x=1")
    assert status == 200
    assert page.startswith(b'<!doctype html><script src="/_sitegen/client.js" data-build="r.1"')
    assert page.endswith(b"</script><p>cv")


def test_head_is_get_without_content(serving: Serving) -> None:
    got = serving.ask(b"GET /cv/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    head = serving.ask(b"HEAD /cv/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    plain = [line for line in got.split(b"\r\n\r\n")[0].split(b"\r\n") if b"Date" not in line]
    assert [line for line in head.split(b"\r\n") if line and b"Date" not in line] == plain
    assert head.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
def test_nothing_but_get_and_head_is_allowed(serving: Serving, method: str) -> None:
    assert serving.get("/", method=method)[0] == 405
    assert serving.get("/_sitegen/live", method=method)[0] == 405


OURS = b" HTTP/1.1\r\nHost: localhost\r\n"
THEIRS = b" HTTP/1.1\r\nHost: evil.example\r\n\r\n"
LIVE = b"GET /_sitegen/live" + OURS + b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
END = b"\r\n\r\n"

HOSTILE = {
    "another name": (b"GET /" + THEIRS, 421),
    "another name, live": (b"GET /_sitegen/live" + THEIRS, 421),
    "another name, client": (b"GET /_sitegen/client.js" + THEIRS, 421),
    "no name": (b"GET / HTTP/1.1" + END, 421),
    "no name in HTTP/1.0": (b"GET / HTTP/1.0" + END, 421),
    "two names": (b"GET /" + OURS + b"Host: evil.example" + END, 421),
    "half an address": (b"GET / HTTP/1.1\r\nHost: [::1" + END, 421),
    "half an address, live": (b"GET /_sitegen/live HTTP/1.1\r\nHost: [::1" + END, 421),
    "origin null": (b"GET /" + OURS + b"Origin: null" + END, 421),
    "dots": (b"GET /../../etc/passwd" + OURS + END, 404),
    "encoded dots": (b"GET /%2e%2e/%2e%2e/etc/passwd" + OURS + END, 404),
    "not UTF-8": (b"GET /%c0%ae%c0%ae/" + OURS + END, 400),
    "NUL": (b"GET /%00" + OURS + END, 404),
    "open redirect": (b"GET //evil.example/%2e%2e" + OURS + END, 404),
    "dotfile": (b"GET /.git/config" + OURS + END, 404),
    "source": (b"GET /site.toml" + OURS + END, 404),
    "whole address": (b"GET http://evil.example/" + OURS + END, 404),
    "star": (b"GET *" + OURS + END, 404),
    "no version": (b"GET /" + END, 400),
    "unknown version": (b"GET / HTTP/9.9\r\nHost: localhost" + END, 400),
    "no request line": (END + END, 400),
    "header without colon": (b"GET /" + OURS + b"x" + END, 400),
    "NUL in header": (b"GET /" + OURS + b"X: \0" + END, 400),
    "bad length": (b"POST /" + OURS + b"Content-Length: x" + END, 400),
    "negative length": (b"POST /" + OURS + b"Content-Length: -1" + END, 400),
    "huge length": (b"POST /" + OURS + b"Content-Length: 99999999" + END, 400),
    "two lengths": (
        b"POST /" + OURS + b"Content-Length: 1\r\nTransfer-Encoding: chunked" + END + b"0" + END,
        400,
    ),
    "huge header": (b"GET /" + OURS + b"X: " + b"a" * 100_000 + END, 400),
    "socket without a key": (LIVE + b"Sec-WebSocket-Version: 13" + END, 400),
    "socket from elsewhere": (
        LIVE + b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\nOrigin: http://a.b" + END,
        421,
    ),
    "no socket": (b"GET /_sitegen/live" + OURS + END, 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(80), 400),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_request_gets_its_answer_and_the_server_lives(
    serving: Serving, shape: str
) -> None:
    request, wanted = HOSTILE[shape]
    answer = serving.ask(request)
    # A server may close on what is no request at all (RFC 9112, 2.2).
    status = int(answer.split()[1]) if answer else 400
    # tornado answers 400 before it asks us where a header is malformed.
    assert status == wanted or {status, wanted} == {400, 421}
    assert b"home" not in answer
    assert b"Traceback" not in answer
    assert b"evil" not in answer
    assert serving.get("/")[0] == 200


def random_request(chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return chance.randbytes(chance.randrange(1, 300))
    request = bytearray(b"GET /cv/" + OURS + b"A: b" + END)
    for _ in range(chance.randrange(1, 12)):
        request[chance.randrange(len(request))] = chance.randrange(256)
    return bytes(request)


def test_random_bytes_do_no_harm(serving: Serving) -> None:
    chance = random.Random(4)  # noqa: S311
    answered = 0
    for _ in range(RANDOM_REQUESTS // AT_ONCE):
        asked = [random_request(chance) for _ in range(AT_ONCE)]
        answers = serving.ask_at_once(asked)
        assert not any(b"Traceback" in answer for answer in answers)
        answered += sum(answer.startswith(b"HTTP/1.1 ") for answer in answers)
    assert answered > RANDOM_REQUESTS / 4
    assert serving.get("/")[0] == 200


def test_a_page_hears_of_its_own_changes_only() -> None:
    with Serving(OUTPUTS) as serving, Page(serving.port) as home, Page(serving.port) as cv:
        address = f"http://localhost:{serving.port}"
        assert home.status == 101
        for page, path in ((home, "/"), (cv, "/cv/")):
            told = page.open(address + path, "r.1")
            assert told is not None
            assert (told["command"], told["build"]) == ("update", "r.1")
        serving.show({**OUTPUTS, HOME: b"other"})
        heard = home.receive(), cv.receive()
        assert heard[0] is not None
        assert heard[1] is not None
        assert (heard[0]["command"], heard[1]["command"]) == ("reload", "update")


def test_a_change_between_loading_and_connecting_is_not_lost() -> None:
    with Serving(OUTPUTS) as serving:
        serving.show({**OUTPUTS, HOME: b"other"})
        for build, command in (("r.1", "reload"), ("r.2", "update"), ("old.2", "reload")):
            with Page(serving.port) as page:
                told = page.open(f"http://localhost:{serving.port}/", build)
                assert told is not None
                assert told["command"] == command


def test_the_report_reaches_an_open_page_and_goes_again() -> None:
    with Serving(OUTPUTS) as serving, Page(serving.port) as page:
        page.open(f"http://localhost:{serving.port}/", "r.1")
        serving.show(None, "<p>site.toml:1:1")
        told = page.receive()
        assert told is not None
        assert told["report"] == "<p>site.toml:1:1"
        serving.show(OUTPUTS)
        told = page.receive()
        assert told is not None
        assert told["report"] == ""


@pytest.mark.parametrize(
    "message",
    [
        "", "no json", "[]", "null", "1", '{"command": 1}', '{"command": "info"}', "{}",
        '{"command": "info", "url": 5}', "[" * 60_000, b"\xff\xfe", b"\0" * 100, "1" * 65_000,
        '{"command": "hello"' + " " * 66_000 + "}", "\ud83d".encode("utf-8", "surrogatepass"),
    ],
)  # fmt: skip
def test_a_message_that_is_none_ends_the_socket_and_nothing_else(
    serving: Serving, message: str | bytes
) -> None:
    with Page(serving.port) as page:
        page.send(message)
        assert page.receive() is None
    assert serving.get("/")[0] == 200


def test_an_address_in_a_message_is_only_compared(serving: Serving) -> None:
    for url in ("javascript:alert(1)", "x" * 60_000, "http://evil.example/../..", "//", "\0"):
        with Page(serving.port) as page:
            told = page.open(url, "r.1")
            assert told is not None
            assert told["command"] in ("update", "reload")


def test_a_frame_without_a_mask_or_of_a_wrong_kind_ends_the_socket(serving: Serving) -> None:
    for frame in (
        b"\x8f\x80\0\0\0\0",
        b"\xf1\x80\0\0\0\0",
        b"\x81\x05hello",
        b"\x81\xff" + b"\xff" * 12,
    ):
        with Page(serving.port) as page:
            page.connection.sendall(frame)
            page.connection.shutdown(socket.SHUT_WR)
            assert page.receive() is None
    assert serving.get("/")[0] == 200


def test_two_servers_in_a_process_do_not_speak_to_each_others_pages() -> None:
    with Serving(OUTPUTS) as one, Serving(OUTPUTS) as other, Page(other.port) as page:
        page.open(f"http://localhost:{other.port}/", "r.1")
        one.show({HOME: b"x"})
        other.show({**OUTPUTS, HOME: b"y"})
        told = page.receive()
        assert told is not None
        assert told["command"] == "reload"
        one.show(OUTPUTS)
        assert one.get("/")[0] == 200
        page.send({"command": "hello"})
        told = page.receive()
        assert told is not None
        assert told["command"] == "hello"


def test_a_port_that_is_taken_is_passed_over() -> None:
    first, port = bind("127.0.0.1", 0)
    second, other = bind("127.0.0.1", port)
    try:
        assert port < other < port + 20
    finally:
        for each in (*first, *second):
            each.close()


def test_closing_ends_every_connection() -> None:
    with Serving(OUTPUTS) as serving:
        page = Page(serving.port)
        page.open(f"http://localhost:{serving.port}/", "r.1")
        waiting = serving.connect()
    assert page.receive() is None
    assert waiting.recv(1) == b""
    waiting.close()
    page.__exit__()
    assert not any("sitegen" in thread.name for thread in threading.enumerate())
