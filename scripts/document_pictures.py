"""Take the pictures of docs/cv.md from the CV of the example site. Needs pdftoppm of Poppler."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from PIL import Image

from sitegen.files import DiskTree, SiteTree, builtin_themes
from sitegen.load import load_site
from sitegen.memo import CallMemo
from sitegen.model.text import OutPath
from sitegen.plan.context import make_context
from sitegen.plan.cv import cv_document
from sitegen.plan.tasks import DocumentTask
from sitegen.render.documents import typeset
from sitegen.routes import plan_routes
from sitegen.themes import load_theme

ROOT = Path(__file__).parents[1]
DOCUMENT_THEMES: Final = ("awesome", "classic")
TODAY: Final = dt.date(2026, 1, 1)
DPI: Final = 150
QUALITY: Final = 82


def main() -> None:
    for name in DOCUMENT_THEMES:
        page = first_page(example_cv(name))
        target = ROOT / f"docs/images/document-{name}.webp"
        page.save(target, "WEBP", quality=QUALITY, method=6)
        print(f"{target.stat().st_size:7,} {target.relative_to(ROOT)}")


def example_cv(document_theme: str) -> bytes:
    """Return the CV of the example site as PDF."""
    files = SiteTree(DiskTree(ROOT), DiskTree(builtin_themes()))
    site = load_site(files, TODAY).value
    if site is None:
        sys.exit("the example site cannot be read")
    theme, routes = load_theme(site.config, files).value, plan_routes(site).value
    if theme is None or routes is None:
        sys.exit("the example site has problems")
    document = cv_document(make_context(site, routes, theme.words, CallMemo()))
    design = replace(document.design, theme=document_theme)
    task = DocumentTask(OutPath("cv.pdf"), replace(document, design=design))
    made = typeset(task, theme, files, site.config.url)
    if made.value is None:
        sys.exit(f"the CV cannot be set: {made.problems}")
    return made.value


def first_page(pdf: bytes) -> Image.Image:
    """Return the first page as a picture with a thin frame."""
    made = subprocess.run(
        ("pdftoppm", "-r", str(DPI), "-l", "1", "-png", "-"),
        input=pdf,
        capture_output=True,
        check=True,
    )
    page = Image.open(io.BytesIO(made.stdout)).convert("RGB")
    framed = Image.new("RGB", (page.width + 2, page.height + 2), "#d0d0d0")
    framed.paste(page, (1, 1))
    return framed


if __name__ == "__main__":
    main()
