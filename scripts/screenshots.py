"""Take the pictures of README and docs from the example site in every theme. Needs Chromium."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from browser.served import visit  # noqa: E402 from where it lies
from quality.judged import THEMES  # noqa: E402

PAGES = {"home": "index.html", "publications": "publications/index.html"}
SCHEMES = ("light", "dark")
WIDTH, HEIGHT = 1280, 860
QUALITY = 82


def main() -> None:
    folder = ROOT / "docs/images"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for theme in THEMES:
            context, visited = visit(browser, theme, "example")
            for name, path in PAGES.items():
                page = visited.open(path)
                page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.wait_for_function("document.fonts.status === 'loaded'")
                    picture = Image.open(io.BytesIO(page.screenshot()))
                    place = folder / f"{theme}-{name}-{scheme}.webp"
                    picture.save(place, quality=QUALITY, method=6)
                    print(f"{place.relative_to(ROOT)}: {place.stat().st_size // 1000} kB")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
