"""Files -> `Site`: the only stage that reads the user's content."""

from sitegen.load.site import LoadOptions, SiteMemo, load_site

__all__ = ["LoadOptions", "SiteMemo", "load_site"]
