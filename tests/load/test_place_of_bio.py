"""Where the text of `bio` begins is found without a second parser, where that is safe."""

from __future__ import annotations

import datetime as dt

import pytest

from sitegen.files import MemoryTree
from sitegen.load import load_site
from sitegen.problems import SitePath


@pytest.mark.parametrize(
    ("profile", "line"),
    [
        ('name = "Ada"\n\nbio = "Hello."\n', 3),
        ('name = "Ada"\nbio = """\nHello,\n\nall."""\n', 2),
        ('# My bio\nname = "Ada"\nbio="Hello."\n', 3),
        ('name = "Ada"\n"bio" = "Hello."\n', 2),
        ('headline = """\nbio = "no"\n"""\nname = "Ada"\n"bio" = "Hello."\n', 5),
        ('bio = "My bio."\nname = "Ada"\n', 1),
    ],
)
def test_the_biography_begins_on_the_line_of_its_key(profile: str, line: int) -> None:
    files = MemoryTree(
        {
            SitePath("site.toml"): b'title = "Ada"\nurl = "https://example.org/"\n',
            SitePath("content/profile.toml"): profile.encode(),
        }
    )
    site = load_site(files, dt.date(2024, 1, 1)).value
    assert site is not None
    assert site.bio is not None
    assert site.bio.first_line == line
