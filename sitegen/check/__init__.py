"""What is wrong with a site that could be read: rules of `build`, and the lint of `check`."""

from sitegen.check.lint import lint_site
from sitegen.check.scholar import ScholarCount, check_scholar
from sitegen.check.silence import without_ignored
from sitegen.check.site import check_site
from sitegen.check.summary import summarise

__all__ = [
    "ScholarCount",
    "check_scholar",
    "check_site",
    "lint_site",
    "summarise",
    "without_ignored",
]
