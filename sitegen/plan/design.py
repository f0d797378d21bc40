"""How the PDFs look: `[documents]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.views.documents import DesignView

if TYPE_CHECKING:
    from sitegen.plan.context import Context


def design(context: Context, theme: str = "") -> DesignView:
    """Return how a document looks; `theme` is another document theme than that of site.toml."""
    settings = context.site.config.documents
    return DesignView(
        theme=theme or settings.theme,
        paper=settings.paper,
        accent=settings.accent,
        font=settings.font,
        size_pt=settings.size_pt,
        margin_mm=settings.margin_mm,
    )
