"""Markdown: front matter, bodies of pages, and one-line prose.

A body is parsed once (`parse_markdown`) and printed for each place that shows it
(`markdown_html`). Only the modules of this folder import markdown-it, its plugins and Pygments,
and only inside functions: a run that meets no Markdown does not wait for them.
"""

from sitegen.readers.markdown.body import parse_markdown, plain_text, word_count
from sitegen.readers.markdown.citations import CitedKey
from sitegen.readers.markdown.front_matter import split_front_matter
from sitegen.readers.markdown.images import Depiction
from sitegen.readers.markdown.printer import markdown_html
from sitegen.readers.markdown.prose import inline_markdown

__all__ = [
    "CitedKey",
    "Depiction",
    "inline_markdown",
    "markdown_html",
    "parse_markdown",
    "plain_text",
    "split_front_matter",
    "word_count",
]
