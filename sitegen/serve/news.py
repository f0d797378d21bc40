"""What an open page must be told: load anew, change your styles, show what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen.model.text import OutPath
from sitegen.serve.content_types import is_part_of_pages
from sitegen.serve.preview import concerns, since

if TYPE_CHECKING:
    from sitegen.serve.preview import Preview

_RELOAD = {"command": "reload", "path": "/", "liveCSS": False}


def news(preview: Preview, seen: str, path: str | None, base: str) -> dict[str, object]:
    """Return the message for a page that shows the state `seen` of the preview.

    `path` is that of the page below the base, decoded; None when it is not below it. The message
    is livereload's `reload`, or ours: `update` with the name of the state, the styles that take
    the place of others (path -> address), the other changed files that a page may show, and the
    report as HTML: that of the site, or else of the one file that the page shows.
    """
    change = since(preview, seen)
    if change is None:
        return _RELOAD
    if preview.outputs is None:
        # The page is the report itself.
        return _RELOAD if seen != preview.name else _update(preview, {}, ())
    if path is None or concerns(change, path, preview.outputs):
        return _RELOAD
    own_report = preview.reports.get(OutPath(path), "")
    if own_report and path not in preview.outputs:
        return _RELOAD if seen != preview.name else _update(preview, {}, ())
    styles = {base + was: quote(base + now) for was, now in change.styles.items()}
    files = tuple(sorted(base + file for file in change.files if is_part_of_pages(file)))
    return _update(preview, styles, files, preview.report or own_report)


def _update(
    preview: Preview, styles: dict[str, str], files: tuple[str | OutPath, ...], report: str = ""
) -> dict[str, object]:
    return {
        "command": "update",
        "build": preview.name,
        "styles": styles,
        "files": files,
        "report": report,
    }
