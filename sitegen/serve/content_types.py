"""What kind of file an output is. The table is ours, so that every system says the same."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitegen.model.text import OutPath

_TEXT: Final = {
    "bib": "application/x-bibtex",
    "css": "text/css",
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "ris": "application/x-research-info-systems",
    "svg": "image/svg+xml",
    "tex": "text/x-tex",
    "toml": "text/plain",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "vcf": "text/vcard",
    "vtt": "text/vtt",
    "xml": "application/xml",
    "xsl": "application/xml",
    "yaml": "text/plain",
    "yml": "text/plain",
}
_BINARY: Final = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "gif": "image/gif",
    "gz": "application/gzip",
    "ico": "image/x-icon",
    "ipynb": "application/x-ipynb+json",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "m4a": "audio/mp4",
    "map": "application/json",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ps": "application/postscript",
    "tar": "application/x-tar",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "ttf": "font/ttf",
    "wasm": "application/wasm",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_UNKNOWN: Final = "application/octet-stream"
_PARTS_OF_PAGES: Final = (
    "image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/pdf",
)  # fmt: skip


def content_type(path: OutPath) -> str:
    """Return the content type of an output by its name.

    >>> content_type("cv/index.html"), content_type("static/a.woff2"), content_type("CNAME")
    ('text/html; charset=utf-8', 'font/woff2', 'application/octet-stream')
    """
    ending = posixpath.splitext(path)[1].removeprefix(".").lower()
    if ending in _TEXT:
        return f"{_TEXT[ending]}; charset=utf-8"
    return _BINARY.get(ending, _UNKNOWN)


def is_part_of_pages(path: OutPath) -> bool:
    """Say whether a page may show or run a file: an image, a PDF in a frame, not a feed."""
    return content_type(path).startswith(_PARTS_OF_PAGES)
