"""What is wrong with a site that could be read: rules of `build`, and the lint of `check`.

The lint and what Google Scholar would miss are in modules of their own, as only `check` needs it.
"""

from sitegen.check.silence import without_ignored
from sitegen.check.site import check_site
from sitegen.check.summary import summarise

__all__ = ["check_site", "summarise", "without_ignored"]
