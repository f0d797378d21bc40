"""The positions that the owner of the site has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.profile import Position

if TYPE_CHECKING:
    from sitegen.model.site import Site


def current_positions(site: Site) -> tuple[Position, ...]:
    """Return the current positions; without any in the profile, the ongoing experience."""
    if site.profile.positions:
        return site.profile.positions
    ongoing = (one for one in site.collections.experience if one.date and one.date.is_ongoing)
    return tuple(
        Position(
            title=one.title, institution=one.institution, department=one.department, url=one.url
        )
        for one in ongoing
    )
