from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.text import (
    SAFE_SCHEMES,
    Link,
    RichText,
    Styled,
    Text,
    is_external,
    rich,
    safe_href,
    slugify,
)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\evil.example\\x",
        "/\\evil.example",
        "",
    ],
)
def test_a_dangerous_address_is_refused(href: str) -> None:
    assert safe_href(href) is None


@pytest.mark.parametrize(
    "href",
    ["https://example.org/?a=1&b=2#c", "mailto:a@example.org", "assets/a.pdf", "#top", "/posts/"],
)
def test_a_plain_address_is_kept(href: str) -> None:
    assert safe_href(href) == href


@given(st.text(max_size=40))
def test_an_address_that_passes_has_no_other_scheme(href: str) -> None:
    safe = safe_href(href)
    if safe is not None and is_external(safe):
        assert safe.partition(":")[0].lower() in SAFE_SCHEMES
    if safe is not None:
        # What a browser drops before it looks for a scheme (URL Standard, "URL parsing").
        dropped = "".join(c for c in safe if c not in "\t\n\r").strip("\x00\x1f ")
        assert not dropped.lower().startswith(("javascript:", "data:", "vbscript:", "//"))


@given(st.text(max_size=200))
def test_a_slug_is_safe_in_a_url_and_on_every_disk(text: str) -> None:
    slug = slugify(text)
    assert 0 < len(slug) <= 81
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert slugify(slug) == slug


def test_the_plain_text_of_rich_text_keeps_every_character() -> None:
    text = RichText((Text("a "), Styled("emph", (Text("b"), Link("https://x", (Text(" c"),))))))
    assert str(text) == "a b c"
    assert not rich("")


def test_rich_text_is_no_markup() -> None:
    assert not hasattr(rich("<b>"), "__html__")
