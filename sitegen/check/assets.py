"""Images of formats whose metadata is not taken out: what they would tell of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.images.formats import is_uncleaned_name
from sitegen.images.metadata import tells_more
from sitegen.problems import Span, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.model.site import Site
    from sitegen.problems import Problem


def check_assets(site: Site, files: FileTree) -> Iterator[Problem]:
    """Yield a problem for each image that would be published with what a camera wrote into it.

    Problems: image-metadata (a warning).
    """
    for path in site.assets:
        if is_uncleaned_name(path) and tells_more(files.read_bytes(path) or b""):
            message = (
                f"`{path}` would be published with what it says of where and when it was taken"
            )
            hint = "save it as JPEG, PNG or WebP, which are published without that"
            yield warning("image-metadata", message, Span(path), hint)
