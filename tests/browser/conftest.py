"""The browser of all tests of pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    own = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=own, args=FLAGS)
        yield opened
        opened.close()
