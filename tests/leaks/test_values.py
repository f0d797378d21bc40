"""A private value is found in whatever way it is written, and nothing else is taken for it."""

from __future__ import annotations

import html
import io
import json
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.leaks import holds, texts_of, wanted_of
from sitegen.model.private import Secret
from sitegen.problems import SitePath, Span

if TYPE_CHECKING:
    from sitegen.model.private import SecretForm

PLACE = Span(SitePath("private.toml"))
PHONE = "+44 (0)20 7946 0958"
EMAIL = "ada.lune@home.example.org"
ADDRESS = "12 Oak Street\nFlat 3\nCambridge CB2 1TN"


def is_in(text: str, form: SecretForm, value: str, name: str = "a.html") -> bool:
    wanted = wanted_of(Secret(name="value", form=form, value=value, place=PLACE))
    assert wanted is not None
    return any(holds(one, wanted) for one in texts_of(name, text.encode()).texts)


@pytest.mark.parametrize(
    "text",
    [
        "+44 20 7946 0958",
        "+44 (0) 20 7946 0958",
        "020 7946 0958",
        "(020) 7946-0958",
        "00442079460958",
        "tel:+442079460958",
        "Tel.:020.7946.0958.",
        "44-20-7946-0958",
        "020/7946/0958",
        "020 7946 0000/020 7946 0958",
        "020 7946 0958-12",
        "+44&nbsp;20&#160;7946&#x2009;0958",
        "&#48;20 7946 095&#56;",
        "%2B44%2020%207946%200958",
        r"\u002b44\u00a020 7946 0958",
        "&amp;#43;44&amp;nbsp;20 7946 0958",
        "<td>020</td>\n  <td>7946</td>\n  <td><b>0958</b></td>",
        '<a data-phone="02079460958">call</a>',
        "020 <!-- 1 -->7946<wbr>0958",
        "０２０　７９４６　０９５８",
        "٠٢٠ ٧٩٤٦ ٠٩٥٨",
        "020\u200b7946\u00ad0958",
        "10.1000/1 is a DOI, 020 7946 0958 is none",
    ],
)
def test_a_phone_number_is_found(text: str) -> None:
    assert is_in(text, "phone", PHONE)


@pytest.mark.parametrize(
    "text",
    [
        "https://doi.org/10.1000/2079460958",
        "10.1000/xyz.2079460958",
        "978-2-07-946095-8",
        "12079460958",
        "020 7946 09581",
        "pp. 2079–460958",
        "2079-460958",
        "1.2079460958",
        "020 7946 0959",
        "020 7946 and 0958",
    ],
)
def test_other_digits_are_no_phone_number(text: str) -> None:
    assert not is_in(text, "phone", PHONE)


SEPARATORS = st.text(" .-/()\u00a0\u2009\u202f\u2011–·", max_size=3)


@given(
    st.from_regex(r"[1-9][0-9]{9}", fullmatch=True),
    st.lists(SEPARATORS, min_size=10, max_size=10),
    st.sampled_from(["", "0", "+49", "+49 (0)", "0049", "49 "]),
    st.sampled_from(["plain", "html", "json", "url"]),
)
def test_separators_and_escapes_hide_nothing(
    digits: str, separators: list[str], prefix: str, escape: str
) -> None:
    text = prefix + "".join(one + digit for one, digit in zip(separators, digits, strict=True))
    written = {
        "plain": text,
        "html": "".join(f"&#{ord(letter)};" for letter in html.escape(text)),
        "json": json.dumps(text),
        "url": quote(text),
    }[escape]
    grouped = f"+49 {digits[:3]} {digits[3:]}"
    expected = not is_pages(text, grouped)
    assert is_in(f"call {written} now", "phone", grouped) == expected


def is_pages(text: str, value: str) -> bool:
    """Two groups of digits and a dash, other groups than the user's: that is a range of pages."""
    halves = text.replace("–", "-").strip(" .-/()\u00a0\u2009\u202f\u2011·").split("-")
    lengths = [len(half) for half in halves if half.isdigit() and half[0] != "0"]
    return len(halves) == len(lengths) == 2 and lengths != [3, len(value) - 8]


def test_a_national_number_is_found_with_a_country_before_it() -> None:
    for text in ("020 7946 0958", "+44 20 7946 0958", "0044 20 79460958", "20 7946 0958"):
        assert is_in(text, "phone", "020 7946 0958")
    assert not is_in("978-2-07-946095-8", "phone", "020 7946 0958")


def test_each_of_two_numbers_in_one_value_is_found() -> None:
    value = "020 7946 0958 / 020 7946 0111"
    assert is_in("call 02079460958", "phone", value)
    assert is_in("call 02079460111", "phone", value)
    assert is_in("call 02079460958", "phone", "020 7946 0958 ext. 12")
    assert is_in("call 02079460958", "phone", "020,7946,0958")


@pytest.mark.parametrize(
    "text", ["years 2019–2023", "0000-0002-2019-2023", "<td>2019</td><td>2023</td>", "2019.2023.1"]
)
def test_a_short_number_must_stand_by_itself(text: str) -> None:
    assert not is_in(text, "phone", "+45 20 19 20 23")


def test_a_short_number_is_found() -> None:
    for text in ("20 19 20 23", "+45 20192023", "tel:+4520192023", "20 19 20 23."):
        assert is_in(text, "phone", "+45 20 19 20 23")
    assert is_in("555-0199", "phone", "555-0199")
    assert is_in("+290 12345", "phone", "+290 12 345")


@pytest.mark.parametrize(
    "text",
    [
        "ada.lune@home.example.org",
        "mailto:Ada.Lune@home.example.org?subject=Hello",
        "ada.lune&#64;home&#46;example.org",
        "ada.lune%40home.example.org",
        r"ada.lune\u0040home.example.org",
        "ada.lune at home dot example dot org",
        "ada [dot] lune [at] home [dot] example [dot] org",
        "ada.lune (at) home.example.org",
        "ada.lune<span>@</span>home.<b>example</b>.org",
        "ada.lune@<!-- no robots -->home.example.org",
        "a d a . l u n e @ h o m e . e x a m p l e . o r g",
        "Write to ada.lune@home.example.org.",
    ],
)
def test_an_email_address_is_found(text: str) -> None:
    assert is_in(text, "email", EMAIL)


@pytest.mark.parametrize(
    "text",
    [
        "https://ada.lune.home.example.org",
        "x.ada.lune@home.example.org",
        "dada.lune@home.example.org",
        "ada.lune@home.example.org.uk",
        "ada.lune@home.example.orgs",
        "Ada Lune looked at home, for example",
    ],
)
def test_another_address_is_not_taken_for_it(text: str) -> None:
    assert not is_in(text, "email", EMAIL)


@pytest.mark.parametrize(
    "text",
    [
        "12 Oak Street, Flat 3, Cambridge CB2 1TN",
        "<p>12 Oak Street<br>Flat 3<br>\n  Cambridge&nbsp;CB2 1TN</p>",
        "12, OAK STREET",
        '{"streetAddress": "12 Oak\\u0020Street"}',
        "12&nbsp;Oak&nbsp;Street",
        "Cambridge, CB2 1TN",
    ],
)
def test_an_address_is_found(text: str) -> None:
    assert is_in(text, "text", ADDRESS)


@pytest.mark.parametrize("text", ["112 Oak Street", "12 Oak Streets", "Cambridge", "Flat 3", "Oak"])
def test_a_part_that_tells_nothing_is_no_address(text: str) -> None:
    assert not is_in(text, "text", ADDRESS)


@pytest.mark.parametrize(
    ("form", "value"),
    [("phone", "12345"), ("phone", "+1 2345"), ("text", "Oak 3"), ("email", "a@b")],
)
def test_a_short_value_cannot_be_searched_for(form: SecretForm, value: str) -> None:
    assert wanted_of(Secret(name="value", form=form, value=value, place=PLACE)) is None


def test_what_is_packed_or_binary_is_searched() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>020 7946</w:t><w:t> 0958</w:t>")
    wanted = wanted_of(Secret(name="value", form="phone", value=PHONE, place=PLACE))
    assert wanted is not None
    for content in (
        packed.getvalue(),
        b"\x89PNG\0\0<x>Tel. 020 7946 0958</x>\0",
        "Tel. 020 7946 0958".encode("utf-16"),
    ):
        assert any(holds(text, wanted) for text in texts_of("a", content).texts)


def test_a_damaged_archive_and_pdf_are_not_whole() -> None:
    assert not texts_of("a.zip", b"PK\x03\x04 and no more").is_whole
    assert not texts_of("a.pdf", b"%PDF-1.7 and no more").is_whole


def test_a_secret_does_not_print_its_value() -> None:
    assert "7946" not in repr(Secret(name="value", form="phone", value=PHONE, place=PLACE))
