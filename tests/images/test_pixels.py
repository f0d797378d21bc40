"""Copies of images: sizes, colours, which way is up, nothing private, no more than there is."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from images.pictures import SECRET, encoded, gif, jpeg, opened, photo, png, profile, webp
from PIL import Image, ImageDraw

from sitegen.images.pictures import FALLBACK_WIDTH, WEBP_WIDTHS
from sitegen.images.pixels import Copied, copy_images


def copied(content: bytes) -> Copied:
    (made,) = copy_images([content])
    return made


def noisy(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture that takes more bytes than its copies."""
    parts = [Image.effect_noise((width, height), 9) for _ in mode]
    return Image.merge(mode, parts)


@pytest.mark.parametrize(
    ("width", "webp_widths", "has_fallback"),
    [
        (20, [20], False),
        (320, [320], False),
        (350, [350], False),
        (400, [320, 400], False),
        (1000, [320, 640, 1000], False),
        (1600, [320, 640, 1024, 1600], False),
        (2000, [320, 640, 1024, 1600], True),
    ],
)
def test_no_copy_is_wider_than_the_image(
    width: int, webp_widths: list[int], *, has_fallback: bool
) -> None:
    made = copied(jpeg(noisy(width, 30), quality=100)).made
    assert (made.width, made.height) == (width, 30)
    assert [one[1] for one in made.copies if one[0] == "webp"] == webp_widths
    rest = [one for one in made.copies if one[0] != "webp"]
    assert rest == ([("jpeg", FALLBACK_WIDTH, 18)] if has_fallback else [])
    assert max(webp_widths) <= WEBP_WIDTHS[-1]


def test_copies_are_what_they_say() -> None:
    made = copied(png(noisy(1700, 40)))
    for (kind, width, height), content in zip(made.made.copies, made.contents, strict=True):
        image = opened(content)
        assert (image.format or "").lower() == kind
        assert image.size == (width, height)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_copies_are_upright(orientation: int) -> None:
    upright = photo(90, 60)
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    taken = upright.transpose(turns[orientation]) if orientation > 1 else upright
    made = copied(jpeg(taken, orientation=orientation, quality=95))
    assert (made.made.width, made.made.height) == (90, 60)
    copy = opened(made.contents[0]).convert("RGB")
    assert copy.size == (90, 60)
    left, right = copy.getpixel((10, 55)), copy.getpixel((80, 5))
    assert left[0] - right[0] > 140  # type: ignore[index]
    assert left[1] - right[1] > 140  # type: ignore[index]


@pytest.mark.parametrize(
    "content", [jpeg(noisy(400, 50)), png(noisy(400, 50)), webp(noisy(400, 50), quality=100)]
)
def test_copies_say_nothing(content: bytes) -> None:
    made = copied(content)
    assert made.contents
    for copy in made.contents:
        assert SECRET not in copy
        image = opened(copy)
        assert not image.getexif()
        assert not {"icc_profile", "exif", "xmp", "comment"} & set(image.info)


def test_alpha_stays() -> None:
    image = noisy(400, 100).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    copies = copied(encoded(image, "PNG")).contents
    assert copies
    for copy in copies:
        assert opened(copy).mode == "RGBA"
        assert opened(copy).getpixel((5, 0))[3] < 20  # type: ignore[index]


def test_the_transparent_colour_of_a_palette_stays() -> None:
    image = noisy(200, 200).quantize(256)
    image.paste(7, (0, 0, 50, 50))
    made = copied(encoded(image, "PNG", transparency=7))
    assert opened(made.contents[0]).getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_drawings_are_kept_exactly() -> None:
    image = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(image).line((0, 0, 299, 199), fill="#14694f", width=3)
    made = copied(encoded(image, "PNG", compress_level=0))
    assert opened(made.contents[0]).convert("RGB").tobytes() == image.tobytes()


def test_no_copy_takes_more_bytes_than_a_wider_one() -> None:
    image = Image.new("RGB", (1500, 600), "white")
    for offset in range(0, 1500, 30):
        ImageDraw.Draw(image).line((offset, 0, 1500 - offset, 599), fill="#14694f")
    made = copied(encoded(image, "PNG", compress_level=0))
    sizes = [len(content) for content in made.contents]
    assert sizes == sorted(sizes)
    assert made.made.copies[-1][1] == 1500


def test_colours_are_those_of_the_profile() -> None:
    lab_like = photo(60, 60)
    plain = copied(jpeg(lab_like, quality=100)).contents[0]
    same = copied(jpeg(lab_like, quality=100, icc_profile=profile())).contents[0]
    difference = [
        abs(a - b) for a, b in zip(opened(plain).tobytes(), opened(same).tobytes(), strict=True)
    ]
    assert max(difference) <= 8
    broken = copied(jpeg(lab_like, quality=100, icc_profile=b"none" * 40))
    assert broken.made.fault is None
    assert broken.contents[0] == plain


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_is_copied(mode: str) -> None:
    if mode == "I;16":
        grey = Image.frombytes("I;16", (64, 64), bytes(n % 256 for n in range(64 * 64 * 2)))
        content = encoded(grey, "PNG")
    elif mode == "CMYK":
        content = encoded(noisy(64, 64).convert("CMYK"), "JPEG")
    elif mode == "PA":
        content = encoded(noisy(64, 64).convert("RGBA").quantize(200), "PNG")
    else:
        content = encoded(noisy(64, 64).convert(mode), "PNG", compress_level=0)
    made = copied(content)
    assert made.made.fault is None
    assert (made.made.width, made.made.height) == (64, 64)
    for copy in made.contents:
        assert opened(copy).mode in ("RGB", "RGBA")


def test_grey_of_16_bits_is_not_cut_off() -> None:
    values = b"".join(struct.pack("<H", n * 16) for n in range(64 * 64))
    made = copied(encoded(Image.frombytes("I;16", (64, 64), values), "PNG", compress_level=0))
    copy = opened(made.contents[0]).convert("L")
    assert abs(copy.getpixel((32, 32)) - 128) < 6  # type: ignore[operator]


@pytest.mark.parametrize(
    "content", [gif(3), webp(save_all=True, append_images=[photo().rotate(180)])]
)
def test_what_moves_is_left_alone(content: bytes) -> None:
    made = copied(content)
    assert (made.made.width, made.made.height) == (90, 60)
    assert made.contents == ()


def test_the_same_image_gives_the_same_bytes() -> None:
    content = jpeg(noisy(700, 300))
    assert [copied(content)] * 3 == list(copy_images([content] * 3))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no image", jpeg()[:-200], jpeg()[:50], png()[:120], webp()[:150], gif()[:40],
        b"\x89PNG\r\n\x1a\n" + bytes(50),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(content: bytes) -> None:
    assert copied(content).made.fault == "unreadable"


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG file that says it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(1 << 20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [9_000, 10_000, 60_000, 2_000_000])
def test_a_bomb_is_not_opened(side: int) -> None:
    assert copied(bomb(side, side)).made.fault == "too-large"


@settings(max_examples=60)
@given(kind=st.sampled_from([jpeg(), png(), webp(), gif(2)]), data=st.data())
def test_damage_is_never_an_exception(kind: bytes, data: st.DataObject) -> None:
    content = bytearray(kind)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        content[place] = data.draw(st.integers(0, 255))
    copied(bytes(content[: data.draw(st.integers(0, len(content)))]))
