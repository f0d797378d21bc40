"""What photographs say beside the picture is gone; the picture is the same, bit by bit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from images.pictures import SECRET, encoded, gif, jpeg, opened, photo, png, profile, told, webp
from PIL import ImageOps

from sitegen.images.metadata import tells_more, without_metadata

KINDS = {
    "jpeg": jpeg(orientation=6),
    "progressive": jpeg(orientation=3, progressive=True),
    "padded": b"\xff\xd8\xff" + jpeg()[2:],
    "trailer": jpeg() + b"\xff\xe1\x00\x20Exif" + SECRET,
    "grey": jpeg(photo(mode="L")),
    "cmyk": jpeg(photo(mode="CMYK")),
    "png": png(),
    "palette": png(photo().quantize(16)),
    "animated-png": png(photo(), save_all=True, append_images=[photo().rotate(180)]),
    "webp": webp(),
    "webp-lossless": webp(photo(mode="RGBA"), lossless=True),
    "animated-webp": webp(save_all=True, append_images=[photo().rotate(180)]),
    "gif": gif(),
    "animated-gif": gif(3),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_private_is_gone_and_the_picture_stays(name: str) -> None:
    content = KINDS[name]
    assert SECRET in content
    cleaned = without_metadata(content)
    assert SECRET not in cleaned
    before, after = opened(content), opened(cleaned)
    assert after.tobytes() == before.tobytes()
    assert after.getexif().get(0x0112, 1) == before.getexif().get(0x0112, 1)
    assert set(after.getexif()) <= {0x0112}
    assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
    assert after.info.get("loop") == before.info.get("loop")
    assert ImageOps.exif_transpose(after).size == ImageOps.exif_transpose(before).size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_colour_profile_stays(kind: str) -> None:
    cleaned = without_metadata(encoded(photo(), kind, icc_profile=profile()))
    assert opened(cleaned).info["icc_profile"] == profile()


@pytest.mark.parametrize("name", KINDS)
def test_cleaning_twice_changes_nothing(name: str) -> None:
    once = without_metadata(KINDS[name])
    assert without_metadata(once) == once


def test_what_is_no_image_stays() -> None:
    assert without_metadata(b"%PDF-1.7") == b"%PDF-1.7"
    assert without_metadata(b"") == b""


@given(name=st.sampled_from(sorted(KINDS)), data=st.data())
def test_damage_is_survived(name: str, data: st.DataObject) -> None:
    content = bytearray(KINDS[name])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    assert len(without_metadata(bytes(content[:end]))) <= end + 64


def test_an_image_that_names_its_place_is_told_from_one_that_does_not() -> None:
    assert tells_more(told().tobytes().removeprefix(b"Exif\0\0"))  # a TIFF file but for pixels
    assert not tells_more(encoded(photo(), "TIFF"))
    assert tells_more(encoded(photo(), "AVIF", exif=told()))
    assert not tells_more(encoded(photo(), "AVIF"))


def test_a_place_in_a_tiff_file_of_the_other_order_of_bytes_is_seen() -> None:
    assert tells_more(b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a")
    assert tells_more(b"\0\0\0\x18ftypheic....Exif")
    assert not tells_more(b"MM\0*\0\0\0\x08\0\0")
    assert not tells_more(b"")
