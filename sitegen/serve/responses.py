"""Request -> response, as values. All there is to ask for are the outputs of a preview."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote_to_bytes

from sitegen.late_pattern import late_pattern
from sitegen.model.text import OutPath
from sitegen.quick_dataclass import dataclass
from sitegen.serve.content_types import content_type
from sitegen.serve.injection import with_client
from sitegen.serve.pdf_page import POLICY, Asker, is_pdf, pdf_page
from sitegen.serve.preview import find_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.serve.access import Access
    from sitegen.serve.preview import Preview

OWN: Final = "_sitegen/"
"""Where the server's own files are, below the base path. No output begins with `_`."""
CLIENT: Final = f"{OWN}client.js"
STYLE: Final = f"{OWN}overlay.css"
SOCKET: Final = f"{OWN}live"

_HTML: Final = "text/html; charset=utf-8"
_TEXT: Final = "text/plain; charset=utf-8"
_RANGE = late_pattern(r"bytes=(\d*)-(\d*)", re.ASCII)
_DIGITS: Final = 18
_ALWAYS: Final = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
)
_POLICY: Final = (("Content-Security-Policy", POLICY),)
"""Of pages that are not of the site."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; headers that are not there are None."""

    path: str
    """As it was sent: percent-encoded, with its first slash, without a query."""
    host: str | None = None
    origin: str | None = None
    range: str | None = None
    asker: Asker = Asker()


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; `Content-Length` is left to the server."""

    status: int
    content: bytes
    type: str = _TEXT
    more: tuple[tuple[str, str], ...] = ()

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Return every header but the length."""
        return (("Content-Type", self.type), *_ALWAYS, *self.more)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a preview is served, and to whom."""

    base: str
    """Begins and ends with a slash: `/`, `/repo/`."""
    access: Access
    own: Mapping[str, Response]
    """The server's own files, by their path below the base."""


def respond(request: Request, preview: Preview, place: Place) -> Response:
    """Return the answer to a GET."""
    if not place.access.allows(request.host, request.origin):
        return refusal()
    path = _decoded(request.path)
    if path is None:
        return Response(400, b"This address is not UTF-8.\n")
    if not path.startswith(place.base):
        is_root = path in ("/", place.base.rstrip("/"))
        return _redirect(place.base) if is_root else _not_found(preview, place)
    inner = path[len(place.base) :]
    if inner in place.own:
        return place.own[inner]
    if preview.outputs is None:
        return _report_page(preview.report, preview, place)
    if _is_hidden(inner):
        return _not_found(preview, place)
    found = find_page(preview.outputs, inner)
    if found is not None:
        return _file(found, preview.outputs[found], request, preview, place)
    if inner and find_page(preview.outputs, f"{inner}/") is not None:
        return _redirect(f"{place.base}{quote(inner)}/")
    if inner in preview.reports:
        return _report_page(preview.reports[OutPath(inner)], preview, place)
    return _not_found(preview, place)


def refusal() -> Response:
    """Return the answer to who may not ask, without a word of the request (RFC 9110, 15.5.20)."""
    words = (
        "This preview is not served under this name, or not to the page that asks.\n"
        "If the name is yours: sitegen serve --allow-host NAME\n"
    )
    return Response(421, words.encode())


def request_path(url: str, base: str) -> str | None:
    """Return the decoded path of an address below the base, None when it is no such address.

    >>> request_path("http://localhost:8000/repo/caf%C3%A9/?x#y", "/repo/")
    'café/'
    """
    found = re.match(r"https?://[^/?#]*([^?#]*)", url)
    path = _decoded(found[1]) if found else None
    return path[len(base) :] if path is not None and path.startswith(base) else None


def _decoded(path: str) -> str | None:
    try:
        return unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return None


def _is_hidden(path: str) -> bool:
    return any(step.startswith(".") and step != ".well-known" for step in path.split("/"))


def _file(
    path: OutPath, content: bytes, request: Request, preview: Preview, place: Place
) -> Response:
    kind = content_type(path)
    if kind == _HTML:
        policy = _POLICY if path.startswith(OWN) else ()
        return Response(200, with_client(content, place.base + CLIENT, preview.name), kind, policy)
    if is_pdf(path) and request.range is None and request.asker.wants_page:
        return _pdf_page(path, preview, place)
    accepts = ("Accept-Ranges", "bytes")
    found = _RANGE.fullmatch(request.range or "")
    if found is None or not (found[1] or found[2]):
        return Response(200, content, kind, (accepts,))
    first, last = _part(found[1], found[2], len(content))
    if first > last:
        return Response(416, b"", kind, (accepts, ("Content-Range", f"bytes */{len(content)}")))
    span = ("Content-Range", f"bytes {first}-{last}/{len(content)}")
    return Response(206, content[first : last + 1], kind, (accepts, span))


def _pdf_page(path: OutPath, preview: Preview, place: Place) -> Response:
    page = pdf_page(path, base=place.base, style=place.base + STYLE, build=preview.name)
    content = with_client(page, place.base + CLIENT, preview.name)
    return Response(200, content, _HTML, _POLICY)


def _part(first: str, last: str, length: int) -> tuple[int, int]:
    """Return the first and last byte of a range (RFC 9110, 14.1.2): `2-5`, `2-`, `-5`."""
    if not first:
        return max(length - _number(last), 0), length - 1
    return _number(first), min(_number(last), length - 1) if last else length - 1


def _number(digits: str) -> int:
    """Return a number; one of absurd length as another that is too large as well."""
    return int(digits.lstrip("0")[:_DIGITS] or "0")


def _redirect(address: str) -> Response:
    """Return the way to an address of ours: a path that begins with the base."""
    return Response(302, b"", _TEXT, (("Location", address),))


def _not_found(preview: Preview, place: Place) -> Response:
    page = (preview.outputs or {}).get(OutPath("404.html"), _NOT_FOUND)
    return Response(404, with_client(page, place.base + CLIENT, preview.name), _HTML)


_NOT_FOUND: Final = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not found</title></head>'
    b"<body><h1>Not found</h1></body></html>\n"
)


def _report_page(report: str, preview: Preview, place: Place) -> Response:
    """Return the page that stands for one that cannot be made, until it can."""
    page = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>sitegen: not built</title>\n<link rel="stylesheet" href="{place.base}{STYLE}">\n'
        f'</head>\n<body class="sitegen-page">\n{report}</body>\n</html>\n'
    )
    content = with_client(page.encode(), place.base + CLIENT, preview.name)
    return Response(500, content, _HTML, _POLICY)
