from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LAYOUT = (
    "{{ site.owner.role|rich }} at {{ site.owner.affiliation|rich }}: {{ site.owner.photo.alt }}"
)
PROFILE = """
name = "Ada Lune"
photo = "assets/ada.png"
photo_alt = "Ada at sea"
[[positions]]
title = "Reader"
institution = "Tidewater"
"""


def test_every_page_may_say_whose_site_it_is(
    outputs: Callable[..., dict[str, str]], smallest: dict[str, str | bytes]
) -> None:
    files = smallest | {
        "content/profile.toml": PROFILE,
        "content/assets/ada.png": b"",
        "themes/mine/theme.toml": 'name = "mine"\ncontract = 1\nparent = "scholar"\n',
        "themes/mine/templates/404.html": LAYOUT,
    }
    files["site.toml"] = str(files["site.toml"]) + '\ntheme = "mine"\n'
    assert outputs(files)["404.html"] == "Reader at Tidewater: Ada at sea"
