"""Images on pages: copies to choose from, their size, and nothing of where they were taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conftest import SMALLEST, build_files
from html_pages import broken_links
from images.pictures import SECRET, encoded, gif, jpeg, opened, png
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGE = jpeg(
    Image.merge("RGB", [Image.effect_noise((2000, 1000), 40)] * 3), quality=90, orientation=6
)
POST = '+++\ntitle = "A post"\ndate = "2024-01-02"\n{front}+++\n\n{body}\n'


def built(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    made = build_files({**SMALLEST, **files})
    assert made.value is not None, made.problems
    outputs = {str(path): content for path, content in made.value.outputs.items()}
    assert list(broken_links(outputs, "https://example.org/")) == []
    return outputs


def with_post(body: str, front: str = "", **assets: bytes) -> dict[str, bytes]:
    made = {f"content/assets/{name.replace('_', '.')}": one for name, one in assets.items()}
    return built({"content/posts/a.md": POST.format(front=front, body=body), **made})


def image_tags(page: bytes) -> str:
    found = re.search(r"(?:<picture>.*?)?<img.*?>(?:</picture>)?", page.decode())
    assert found is not None
    return re.sub(r"\.[0-9a-f]{10}\.", ".DIGEST.", found[0])


def test_the_photo_comes_in_several_sizes_at_once() -> None:
    profile = 'name = "Ada"\nphoto = "assets/Ada%20L.jpg"\nphoto_alt = "Ada"\n'
    outputs = built({"content/profile.toml": profile, "content/assets/Ada L.jpg": LARGE})
    assert image_tags(outputs["index.html"]) == (
        '<picture><source type="image/webp" srcset="images/ada-l-320.DIGEST.webp 320w, '
        'images/ada-l-640.DIGEST.webp 640w, images/ada-l-1000.DIGEST.webp 1000w" '
        'sizes="(min-width: 48rem) 19rem, 16rem"><img class="portrait" '
        'src="assets/Ada%20L.jpg" alt="Ada" width="1000" height="2000" fetchpriority="high" '
        'decoding="async"></picture>'
    )
    widths = {
        int(path.rsplit("-", 1)[1].split(".")[0]): opened(content)
        for path, content in outputs.items()
        if path.startswith("images/")
    }
    assert {width: image.size for width, image in widths.items()} == {
        320: (320, 640), 640: (640, 1280), 1000: (1000, 2000),
    }  # fmt: skip


def test_a_figure_in_a_text_comes_in_several_sizes_late() -> None:
    outputs = with_post('![A <map>](../assets/map.jpg "The \\"map\\"")', map_jpg=LARGE)
    page = outputs["posts/a/index.html"].decode()
    assert image_tags(page.encode()) == (
        '<picture><source srcset="../../images/map-320.DIGEST.webp 320w, '
        '../../images/map-640.DIGEST.webp 640w, ../../images/map-1000.DIGEST.webp 1000w" '
        'type="image/webp" sizes="(min-width: 44rem) 40rem, 100vw"><img '
        'src="../../assets/map.jpg" alt="A &lt;map&gt;" loading="lazy" decoding="async" '
        'width="1000" height="2000"></picture>'
    )
    assert "<figure><picture>" in page
    assert (
        "<figcaption>The &quot;map&quot;</figcaption>" in page
        or "The “map”" in page
        or 'The "map"' in page
    )


def test_a_width_in_the_text_keeps_the_ratio() -> None:
    outputs = with_post("![A map](../assets/map.jpg){width=300}", map_jpg=LARGE)
    tags = image_tags(outputs["posts/a/index.html"])
    assert 'sizes="300px"' in tags
    assert 'width="300" height="600"' in tags
    outputs = with_post("![A map](../assets/map.jpg){height=300}", map_jpg=LARGE)
    assert 'height="300" width="150"' in image_tags(outputs["posts/a/index.html"])


def test_a_drawing_in_svg_has_a_size_and_stays_as_it_is() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><desc>x</desc></svg>'
    outputs = with_post("![A map](../assets/map.svg)", map_svg=drawing)
    assert 'width="40" height="30"' in image_tags(outputs["posts/a/index.html"])
    assert outputs["assets/map.svg"] == drawing
    assert not [path for path in outputs if path.startswith("images/")]


def test_what_moves_stays_as_it_is() -> None:
    outputs = with_post("![Waves](../assets/waves.gif)", waves_gif=gif(3))
    assert image_tags(outputs["posts/a/index.html"]) == (
        '<img src="../../assets/waves.gif" alt="Waves" loading="lazy" decoding="async" '
        'width="90" height="60">'
    )
    assert getattr(opened(outputs["assets/waves.gif"]), "n_frames", 1) == 3


def test_originals_say_nothing_of_where_they_were_taken() -> None:
    outputs = with_post(
        "[Look](../assets/a.jpg), [here](../assets/b.PNG)", a_jpg=jpeg(), b_PNG=png(), c_jpg=jpeg()
    )
    for name in ("a.jpg", "b.PNG", "c.jpg"):
        assert SECRET not in outputs[f"assets/{name}"]
        assert opened(outputs[f"assets/{name}"]).size == (90, 60)


def test_nothing_in_the_output_says_where_it_was_taken() -> None:
    outputs = with_post("![A map](../assets/a.jpg)", a_jpg=LARGE)
    assert SECRET in LARGE
    assert not [path for path, content in outputs.items() if SECRET in content]


def test_a_feed_has_one_file_and_its_size() -> None:
    outputs = with_post("![A map](../assets/map.jpg)", map_jpg=LARGE)
    feed = outputs["posts/feed.xml"].decode()
    assert 'src="https://example.org/assets/map.jpg"' in feed
    assert "srcset" not in feed


def test_previews_of_links_get_a_file_that_they_can_read_and_its_size() -> None:
    front = 'image = "assets/a.png"\nimage_alt = "A wave"\n'
    wide = encoded(Image.merge("RGB", [Image.effect_noise((2400, 600), 40)] * 3), "PNG")
    page = with_post("Text", front, a_png=wide)["posts/a/index.html"].decode()
    assert re.search(
        r'<meta property="og:image" content="https://example.org/images/a-1200\.\w+\.png">\n'
        r'<meta property="og:image:width" content="1200">\n'
        r'<meta property="og:image:height" content="300">\n'
        r'<meta property="og:image:alt" content="A wave">',
        page,
    )


def test_an_image_that_cannot_be_read_is_shown_as_it_is() -> None:
    files = {
        "content/posts/a.md": POST.format(front="", body="![A map](../assets/a.jpg)"),
        "content/assets/a.jpg": jpeg()[:-300],
    }
    made = build_files({**SMALLEST, **files})
    assert made.value is not None
    assert [(one.code, one.severity, one.span.line) for one in made.problems] == [
        ("unreadable-image", "warning", 6)
    ]
    page = next(one for path, one in made.value.outputs.items() if path == "posts/a/index.html")
    assert '<img src="../../assets/a.jpg" alt="A map" loading="lazy" decoding="async">' in str(page)
