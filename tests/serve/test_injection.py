from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.serve.injection import with_client

PAGES = (
    "<!doctype html><html><head><title>x</title></head><body></body></html>",
    "<!DOCTYPE html>\n<HTML lang='en'>\n<HEAD>\n<script>a = '</head>'</script></HEAD>",
    "<!doctype html><head><script>'<body>'</script>",
    "<!-- <head> --><!doctype html><!-- </head> --><html data-a='>' data-b=\">\"><head>",
    "\ufeff<!doctype html>\n<html>\n<head>",
    '<?xml version="1.0"?><!doctype html><html><head>',
    "<header>no head</header>",
    "<html><body>no head</body></html>",
    "just text",
    "",
    "<!-- never closed",
    "<html class='never closed",
    f"<!doctype html><html><head>{'<meta name=a content=b>' * 9000}</head>",
)


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.append(dict(attrs).get("data-build") or "")


@pytest.mark.parametrize("page", PAGES)
def test_the_client_is_the_first_script_whatever_the_page_looks_like(page: str) -> None:
    made = with_client(page.encode(), "/_sitegen/client.js", "r.7").decode()
    parser = Scripts()
    parser.feed(made)
    parser.close()
    assert parser.found[0] == "r.7"
    script = made[made.index("<script src=") :].split("</script>", 1)[0] + "</script>"
    assert made.replace(script, "", 1) == page


def test_what_stands_before_the_head_stays_before_it() -> None:
    made = with_client(PAGES[1].encode(), "/c.js", "r.1").decode()
    assert made.startswith("<!DOCTYPE html>\n<HTML lang='en'>\n<HEAD><script src=")
    made = with_client(PAGES[3].encode(), "/c.js", "r.1").decode()
    assert made.endswith("<head>" + made[made.index("<script") :])


def test_an_address_cannot_leave_its_attribute() -> None:
    made = with_client(b"", '/"><b>', '"><i>').decode()
    assert "<b>" not in made
    assert "<i>" not in made


def test_a_page_in_utf_16_is_left_alone() -> None:
    page = "<html>".encode("utf-16")
    assert with_client(page, "/c.js", "r.1") == page


@given(st.binary(max_size=60) | st.text("<!->htmlead c=\"'/ ?", max_size=60).map(str.encode))
def test_nothing_of_a_page_is_lost(page: bytes) -> None:
    made = with_client(page, "/c.js", "r.1")
    assert page.startswith((b"\xff\xfe", b"\xfe\xff")) or len(made) > len(page)
    assert made.replace(b'<script src="/c.js" data-build="r.1" defer></script>', b"", 1) == page
