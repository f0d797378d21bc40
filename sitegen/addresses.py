"""How addresses of the site are written: from one of its pages, and in full."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sitegen.late_pattern import late_pattern
from sitegen.model.text import is_external

if TYPE_CHECKING:
    from sitegen.model.text import Url


def relative_url(target: str, base: Url) -> str:
    """Return the way from the page `base` to a URL of the site.

    >>> from sitegen.model.text import Url
    >>> relative_url("/static/a.css", Url("/posts/first/")), relative_url("/", Url("/posts/"))
    ('../../static/a.css', '../')
    >>> relative_url("/posts/#top", Url("/posts/")), relative_url("/", Url("/"))
    ('#top', './')
    """
    if target.startswith("/") and not _ODD.search(target) and not base.startswith(f"{target}/"):
        for folder, up in _folders_above(base):
            if target.startswith(folder):
                return up + target[len(folder) :] or "./"
    path, _, fragment = target.partition("#")
    fragment = f"#{fragment}" if fragment else ""
    if path == base and fragment:
        return fragment
    if not path.startswith("/") or "//" in path or "/." in path:
        way = posixpath.relpath(path, posixpath.dirname(base))
    else:
        here, there = _folders(base), path.strip("/").split("/") if path != "/" else []
        shared = 0
        for one, other in zip(here, there, strict=False):
            if one != other:
                break
            shared += 1
        way = "/".join((*("..",) * (len(here) - shared), *there[shared:])) or "."
    if path.endswith("/"):
        way += "/"
    # A first step with a colon would be read as a scheme (RFC 3986, 4.2).
    return f"./{way}{fragment}" if ":" in way.split("/")[0] else way + fragment


@lru_cache(maxsize=1024)
def _folders(base: Url) -> tuple[str, ...]:
    """Return the names of the folders that a page lies in."""
    return tuple(filter(None, posixpath.abspath(posixpath.dirname(base)).split("/")))


@lru_cache(maxsize=1024)
def _folders_above(base: Url) -> tuple[tuple[str, str], ...]:
    """Return the folders that a page lies in, the nearest first, each with the way up to it.

    >>> from sitegen.model.text import Url
    >>> _folders_above(Url("/posts/first/"))
    (('/posts/first/', ''), ('/posts/', '../'), ('/', '../../'))
    """
    names = _folders(base)
    return tuple(
        ("/".join(("", *names[:count], "")), "../" * (len(names) - count))
        for count in range(len(names), -1, -1)
    )


_ODD: Final = late_pattern(r"[#:]|//|/\.")
"""What stands in addresses to which the way takes more than cutting them."""


def base_path(site_url: str) -> str:
    """Return the path part of the site's address, without the last slash.

    >>> base_path("https://example.org/"), base_path("https://example.org/me/")
    ('', '/me')
    """
    return urlsplit(site_url).path.rstrip("/")


def absolute_url(url: str, site_url: str) -> str:
    """Return the whole address of a URL of the site.

    >>> absolute_url("/posts/", "https://example.org/me/")
    'https://example.org/me/posts/'
    """
    return url if is_external(url) else site_url.rstrip("/") + url
