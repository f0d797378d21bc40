"""sitegen: a researcher's web site, CV and letters from plain files."""

__version__ = "0.1.0"
