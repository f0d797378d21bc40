"""The size of SVG images, however their first tag is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import coming_to_an_end

from sitegen.images.vector import svg_size


@pytest.mark.parametrize(
    ("source", "size"),
    [
        ('<svg width="40" height="30"/>', (40, 30)),
        ("<svg width='40px' height = '30.4PX' >", (40, 30)),
        ('<svg viewBox="0,0,40,30">', (40, 30)),
        ('<svg viewBox="-5 -5 40 30" width="100%" height="100%">', (40, 30)),
        ('<svg viewBox="0 0 40 30" height="60">', (80, 60)),
        ('<svg width="1e2" height="72pt">', (100, 96)),
        (
            '\ufeff<?xml version="1.0"?>\n<!-- <svg width="1"> -->\n<svg width="4" height="3">',
            (4, 3),
        ),
        ('<!DOCTYPE svg [<!ENTITY w "9">]>\n<s:svg xmlns:s="x" width="4" height="3">', (4, 3)),
        ('<!DOCTYPE svg [<!ENTITY w "9">]>\n<svg width="&w;" height="3">', None),
        ('<svg data-width="9" width="4" height="3">', (4, 3)),
        ('<svg width="0" height="3">', None),
        ('<svg width="-4" height="3">', None),
        ('<svg viewBox="0 0 0 30">', None),
        ('<svg width="9999999" height="3">', None),
        ("<svg>", None),
        ("<html><svg width='1' height='1'>", None),
        ("", None),
    ],
)
def test_size(source: str, size: tuple[int, int] | None) -> None:
    assert svg_size(source.encode()) == size


@given(st.binary())
def test_any_bytes_are_survived(content: bytes) -> None:
    svg_size(content)
    svg_size(b"<svg " + content)


@pytest.mark.parametrize("part", ["<!--", "<?", " a=", "<!DOCTYPE x [", "\t", " a='b'"])
def test_little_of_hostile_files_is_read(part: str) -> None:
    with coming_to_an_end():
        svg_size(("<svg" + part * 1_000_000).encode())
        svg_size((part * 1_000_000).encode())
