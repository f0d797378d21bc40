"""How the PDFs look: `[documents]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.images.colors import darkened
from sitegen.views.documents import DesignView

if TYPE_CHECKING:
    from sitegen.plan.context import Context

CONTRAST: Final = 4.5
"""Of text on white, as WCAG 2.2 wants it (1.4.3)."""


def design(context: Context, theme: str = "") -> DesignView:
    """Return how a document looks; `theme` is another document theme than that of site.toml."""
    settings = context.site.config.documents
    return DesignView(
        theme=theme or settings.theme,
        paper=settings.paper,
        accent=darkened(settings.accent, CONTRAST) if settings.accent else "",
        font=settings.font,
        size_pt=settings.size_pt,
        margin_mm=settings.margin_mm,
    )
