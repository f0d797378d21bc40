"""The client in every page, put in where it is served: no file of the site holds it."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from sitegen.late_pattern import late_pattern

_GAP = rb"(?:\s++|<!--.*?-->|<\?[^>]*+>)*+"
_REST = rb"""(?=[\s/>])(?:"[^"]*+"|'[^']*+'|[^"'>])*+>"""

# What stands before the content of the head (HTML, "The before head insertion mode"): any of it
# may be missing. Nothing of it can be in a script, as the end of a head can.
_BEFORE: Final = late_pattern(
    rb"(?:\xef\xbb\xbf)?+" + _GAP + rb"(?:<!doctype[^>]*+>)?+" + _GAP
    + rb"(?:<html" + _REST + rb")?+" + _GAP + rb"(?:<head" + _REST + rb")?+",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def with_client(page: bytes, address: str, build: str) -> bytes:
    r"""Return a page with the client as the first element of its head.

    `build` is the state of the preview that the page shows. Being first, the client is loaded
    whatever the page's own content security policy allows.

    >>> with_client(b"<!doctype html><p>Hello", "/_sitegen/client.js", "a.1").decode()
    '<!doctype html><script src="/_sitegen/client.js" data-build="a.1" defer></script><p>Hello'
    """
    if page.startswith(_UTF16):
        return page
    found = _BEFORE.match(page)
    at = found.end() if found else 0
    script = f'<script src="{escape(address)}" data-build="{escape(build)}" defer></script>'
    return page[:at] + script.encode() + page[at:]
