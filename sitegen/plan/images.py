"""The images that pages show: what they are, their copies, and what is wrong with them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.images.formats import is_raster_name, is_uncleaned_name, raster_format
from sitegen.images.pictures import FALLBACK_WIDTH, Picture, picture
from sitegen.images.vector import svg_size
from sitegen.model.markdown import Markdown
from sitegen.model.text import Href, RichText, Url, is_external
from sitegen.plan.icons import icon_path
from sitegen.plan.tasks import CleanCopyTask, CopyTask, ImageTask
from sitegen.problems import Outcome, SitePath, Span, warning
from sitegen.routes import FROM_CONTENT, out_path
from sitegen.views import ImageCopyView, ImageView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.files import FileTree
    from sitegen.images.pictures import Fault
    from sitegen.images.store import ImageStore
    from sitegen.memo import CallMemo
    from sitegen.model.site import Site
    from sitegen.problems import Problem
    from sitegen.progress import Progress
    from sitegen.routes import Routes

SVG: Final = ".svg"


class _Shown(NamedTuple):
    """An image on some page: its address, and the value that names it, which has a span."""

    url: str
    where: object


def look_at_images(
    site: Site,
    routes: Routes,
    files: FileTree,
    store: ImageStore,
    memo: CallMemo,
    progress: Progress | None = None,
) -> Outcome[Routes]:
    """Return the routes with what is known of the images that pages show; their copies are made.

    Problems, all warnings: unreadable-image, image-too-large. Such an image is shown as it is.
    """
    shown: dict[str, object] = {}
    for url, where in _shown_images(site, routes, memo):
        shown.setdefault(url, where)
    on_pages = set(shown)
    icon = icon_path(site, routes)
    if icon:
        shown.setdefault(routes.files[icon], site.config.icon)
    if not shown:
        return Outcome(routes)
    paths: Mapping[str, SitePath] = memo.once(_paths, routes)
    pictures: dict[Url, Picture] = {}
    contents: dict[Url, bytes] = {}
    for url in map(Url, shown):
        path = paths.get(url)
        content = files.read_bytes(path) if path else None
        if path is None or content is None:
            continue
        if path.lower().endswith(SVG):
            size = svg_size(content)
            if size:
                pictures[url] = Picture(*size)
        elif raster_format(content) or is_raster_name(path) or path == icon:
            contents[url] = content
    keys = {url: store.key(content) for url, content in contents.items()}
    by_key = {key: contents[url] for url, key in keys.items()}
    known = store.look_up(by_key, progress) if by_key else {}
    problems = []
    for url, key in keys.items():
        made = known[key]
        if made.fault:
            problems.append(_problem(made.fault, paths[url], shown[url]))
        elif url in on_pages:
            pictures[url] = picture(made, key, url)
    depicted: Routes = memo.once(_with_pictures, routes, pictures)
    return Outcome(depicted, tuple(problems))


def image_tasks(routes: Routes) -> Iterator[ImageTask | CleanCopyTask | CopyTask]:
    """Yield the files of content/, and the copies of images."""
    for source, url in routes.files.items():
        kind = CleanCopyTask if is_raster_name(source) or is_uncleaned_name(source) else CopyTask
        yield kind(out_path(url), source)
        found = routes.pictures.get(url)
        for copy in found.copies if found else ():
            yield ImageTask(out_path(copy.url), source, found.key if found else "", copy.number)


def image_view(href: str, alt: str, found: Picture | None) -> ImageView:
    """Return an image as a template sees it."""
    if found is None:
        return ImageView(href=href, alt=alt)
    return ImageView(
        href=found.fallback.url if found.fallback else href,
        alt=alt,
        width=found.width,
        height=found.height,
        webp=tuple(ImageCopyView(href=copy.url, width=copy.width) for copy in found.webp),
        original=href,
    )


def preview_image(image: ImageView) -> ImageView | None:
    """Return an image as previews of links show it, with the size of that very file.

    None for a drawing in SVG, which they do not show.
    """
    if image.href.lower().endswith(SVG):
        return None
    if image.href == image.original or not image.width or not image.height:
        return image
    height = max(1, round(image.height * FALLBACK_WIDTH / image.width))
    return replace(image, width=FALLBACK_WIDTH, height=height)


def card_url(page: Url) -> Url:
    """Return the address of the picture that links to a page bring along, drawn for it.

    >>> card_url(Url("/posts/tides/"))
    '/posts/tides/card.png'
    """
    return Url(f"{page}card.png")


def _shown_images(site: Site, routes: Routes, memo: CallMemo) -> Iterator[_Shown]:
    """Yield every image that a page shows."""
    written = (
        *(site.profile, site.bio, site.collections, *site.projects, *site.posts),
        *(*site.news, *site.pages, *site.texts, *site.home_texts),
    )
    rows = ((value,) for value in written if value is not None)
    for found in memo.each(_named_images, rows):
        for href, source, where in found:
            yield from _found(href, source, routes, where)
    for one in site.publications:
        if one.preview is not None and not one.is_hidden:
            yield from _found(one.preview.value, FROM_CONTENT, routes, one.preview)


def _named_images(value: object) -> tuple[tuple[str, SitePath, object], ...]:
    """Return the images that a value names: address, file that it stands in, value with a span."""
    return tuple(_walk(value))


def _walk(value: object) -> Iterator[tuple[str, SitePath, object]]:
    if isinstance(value, Href):
        if is_raster_name(value.value) or value.value.lower().endswith(SVG):
            yield value.value, value.span.path if value.span else FROM_CONTENT, value
    elif isinstance(value, Markdown):
        for target in value.targets:
            if target.kind == "image":
                yield target.href, value.path, target
    elif isinstance(value, tuple):
        for one in value:
            yield from _walk(one)
    elif is_dataclass(value) and not isinstance(value, (type, RichText)):
        for field in fields(value):
            yield from _walk(getattr(value, field.name))


def _found(href: str, source: SitePath, routes: Routes, where: object) -> Iterator[_Shown]:
    url = routes.find(href, source)
    if url and not is_external(url):
        yield _Shown(url.partition("#")[0], where)


def _paths(routes: Routes) -> dict[str, SitePath]:
    return {url: path for path, url in routes.files.items()}


def _with_pictures(routes: Routes, pictures: Mapping[Url, Picture]) -> Routes:
    return replace(routes, pictures=pictures)


def _problem(fault: Fault, path: SitePath, where: object) -> Problem:
    span: Span = getattr(where, "span", None) or Span(path)
    if fault == "too-large":
        hint = "make it smaller: 4000 pixels are enough for any screen"
        return warning("image-too-large", f"`{path}` has too many pixels to be opened", span, hint)
    hint = "save it again as JPEG, PNG or WebP; it may be cut short, or of another format"
    return warning("unreadable-image", f"`{path}` cannot be read as an image", span, hint)
