"""The page around a PDF: a viewer cannot be told to load its file again, a page can.

Only a browser that goes to a PDF gets it. Whoever asks for the file itself (a frame or an image
of a page, a download, another program) gets the file.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from sitegen.model.text import OutPath

RAW: Final = "raw"
"""`?raw` asks for the file itself, `?raw=STATE` for that of a state of the preview."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class Asker:
    """How a file is asked for; headers that are not there are None."""

    method: str = "GET"
    query: str = ""
    destination: str | None = None
    """`Sec-Fetch-Dest`: what the browser will do with it. Not sent to other names than localhost
    without HTTPS."""
    accept: str | None = None

    @property
    def wants_page(self) -> bool:
        """Say whether this is a browser that goes to the file.

        >>> Asker(destination="document").wants_page, Asker(destination="iframe").wants_page
        (True, False)
        >>> Asker(accept="text/html,*/*").wants_page, Asker(accept="*/*").wants_page
        (True, False)
        >>> Asker(query="raw", destination="document").wants_page
        False
        """
        if self.method != "GET" or RAW in {part.split("=")[0] for part in self.query.split("&")}:
            return False
        if self.destination is not None:
            return self.destination == "document"
        return "text/html" in (self.accept or "")


def is_pdf(path: str) -> bool:
    """Say whether a file is a PDF, by its name."""
    return path.lower().endswith(".pdf")


def pdf_page(path: OutPath, *, base: str, style: str, build: str) -> bytes:
    """Return the page around a PDF of the state `build`. `base` and `style` are addresses."""
    name = escape(path.rpartition("/")[2])
    address = escape(f"{base}{quote(path)}?{RAW}")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{name}</title>\n<link rel="stylesheet" href="{escape(style)}">\n</head>\n'
        f'<body class="sitegen-pdf">\n<header><h1>{name}</h1>'
        '<label>Open at page <input type="number" min="1"></label>'
        f'<a href="{address}">The file itself</a></header>\n'
        f'<iframe src="{address}={escape(build)}" title="{name}"></iframe>\n</body>\n</html>\n'
    ).encode()
