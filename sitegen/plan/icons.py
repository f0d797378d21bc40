"""The mark of the site in the forms that browsers and phones ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.images.icons import ICO_SIZE, LARGE_SIZE
from sitegen.images.pictures import picture_key
from sitegen.model.text import Url
from sitegen.plan.tasks import CopyTask, IconTask
from sitegen.routes import FROM_CONTENT, out_path
from sitegen.views import IconView

if TYPE_CHECKING:
    from sitegen.files import FileTree
    from sitegen.images.icons import IconForm
    from sitegen.model.site import Site
    from sitegen.problems import SitePath
    from sitegen.routes import Routes
    from sitegen.themes import Theme
    from sitegen.views import ThemeOptions

_SVG: Final = Url("/favicon.svg")
_ICO: Final = Url("/favicon.ico")
_TOUCH: Final = Url("/apple-touch-icon.png")
_LARGE: Final = Url("/icon.png")
_ACCENT: Final = "#3c4a52"
"""Of a theme that has no option `accent`."""


class Icons(NamedTuple):
    """How pages name the mark of the site, and its files."""

    views: tuple[IconView, ...] = ()
    tasks: tuple[IconTask | CopyTask, ...] = ()


def site_icons(site: Site, routes: Routes, theme: Theme, files: FileTree) -> Icons:
    """Return the mark of the site: its icon, or else the initials of its owner."""
    if "icons" in site.config.build.skip:
        return Icons()
    source = icon_path(site, routes)
    svg = IconView(rel="icon", href=_SVG, type="image/svg+xml")
    if source and source.lower().endswith(".svg"):
        return Icons((svg,), (CopyTask(out_path(_SVG), source),))
    ico = IconView(rel="icon", href=_ICO, sizes=_sizes(ICO_SIZE))
    touch = IconView(rel="apple-touch-icon", href=_TOUCH)
    forms: dict[Url, IconForm] = {_ICO: "ico", _TOUCH: "touch"}
    if source is None:
        views, forms[_SVG] = (ico, svg, touch), "svg"
    else:
        large = IconView(rel="icon", href=_LARGE, type="image/png", sizes=_sizes(LARGE_SIZE))
        views, forms[_LARGE] = (ico, large, touch), "large"
    key = picture_key(files.read_bytes(source) or b"") if source else ""
    name, accent = site.profile.name, accent_of(theme.options)
    return Icons(
        views,
        tuple(
            IconTask(out_path(url), form, name, accent, source, key) for url, form in forms.items()
        ),
    )


def icon_path(site: Site, routes: Routes) -> SitePath | None:
    """Return the file that the settings name as the mark of the site."""
    wanted = site.config.icon
    url = routes.find(wanted.value, FROM_CONTENT) if wanted else None
    return next((path for path, known in routes.files.items() if known == url), None)


def accent_of(options: ThemeOptions) -> str:
    """Return the one colour of a theme, as a number in hexadecimal with a sign before it."""
    accent = options.get("accent")
    return accent if isinstance(accent, str) and accent.startswith("#") else _ACCENT


def _sizes(side: int) -> str:
    return f"{side}x{side}"
