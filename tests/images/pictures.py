"""Real images, made by Pillow, with what cameras write into them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

SECRET = b"Kantstrasse"


def photo(width: int = 90, height: int = 60, mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is red and whose top is light."""
    made = Image.linear_gradient("L").resize((width, height))
    left = Image.new("L", (width, height))
    left.paste(255, (0, 0, width // 2, height))
    return Image.merge("RGB", (left, made, made)).convert(mode)


def told(orientation: int = 1) -> Image.Exif:
    """Return what a camera says: which way is up, by whom, where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.5, 1.0, 2.0)})
    return exif


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(image: Image.Image | None = None, *, orientation: int = 1, **options: object) -> bytes:
    given = {"exif": told(orientation), "comment": SECRET, "xmp": b"<x>" + SECRET + b"</x>"}
    return encoded(image or photo(), "JPEG", **(given | options))


def png(image: Image.Image | None = None, **options: object) -> bytes:
    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return encoded(image or photo(), "PNG", pnginfo=info, exif=told(6), **options)


def webp(image: Image.Image | None = None, **options: object) -> bytes:
    return encoded(image or photo(), "WEBP", exif=told(6), xmp=SECRET, **options)


def gif(count: int = 1) -> bytes:
    frames = [photo().convert("P").rotate(90 * number) for number in range(count)]
    return encoded(
        frames[0], "GIF", comment=SECRET, save_all=True, append_images=frames[1:], loop=0
    )


def profile(name: str = "sRGB") -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image
