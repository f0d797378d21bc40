"""The two parsers: one for the bodies of pages, one for prose in a single line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.readers.markdown.blocks import (
    finish_blocks,
    make_captions,
    make_figures,
    plain_reference,
    set_dashes,
    single_footnote,
    take_heading_ids,
)
from sitegen.readers.markdown.citations import citation_group, textual_citation
from sitegen.readers.markdown.findings import collect
from sitegen.readers.markdown.inline_rules import (
    inline_math,
    named_link,
    placed_footnote,
    placed_image,
    placed_link,
    raw_html,
    safe_autolink,
    undefined_footnote,
    undefined_link,
    variable,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType

ALLOWED_ATTRIBUTES = ("class", "id", "width", "height", "loading", "captions")
_NOT_IN_ANCHORS = late_pattern(r"[^\w\- ]")
PASSAGE: Final = "passage"
"""What the parser for letters calls a block between `::: name` and `:::`."""

MAX_NESTING = 20
"""Lists in quotes in lists …: what is deeper is shown as text."""


@lru_cache(maxsize=1)
def body_parser() -> MarkdownIt:
    """Return the parser for bodies."""
    return _body_parser()


@lru_cache(maxsize=1)
def letter_parser() -> MarkdownIt:
    """Return the parser for letters: bodies with `{{ variables }}` and `::: named` passages."""
    from mdit_py_plugins.container import container_plugin  # noqa: PLC0415 slow

    parser = _body_parser()
    parser.use(container_plugin, PASSAGE, validate=_is_passage)
    parser.inline.ruler.before("escape", "variable", variable)
    return parser


def _is_passage(name: str, _markup: str) -> bool:
    return bool(name.strip())


def _body_parser() -> MarkdownIt:
    from markdown_it import rules_block, rules_inline  # noqa: PLC0415 slow
    from mdit_py_plugins.admon import admon_plugin  # noqa: PLC0415
    from mdit_py_plugins.anchors import anchors_plugin  # noqa: PLC0415
    from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin  # noqa: PLC0415
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.dollarmath import dollarmath_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote.index import footnote_def, footnote_inline  # noqa: PLC0415
    from mdit_py_plugins.tasklists import tasklists_plugin  # noqa: PLC0415

    parser = _parser()
    parser.use(footnote_plugin)
    parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
    )
    parser.use(attrs_plugin, allowed=ALLOWED_ATTRIBUTES)
    parser.use(attrs_block_plugin, allowed=ALLOWED_ATTRIBUTES)
    parser.use(admon_plugin)
    parser.use(deflist_plugin)
    parser.use(tasklists_plugin, label=True)  # a box without a label is nothing to a screen reader
    parser.use(anchors_plugin, min_level=2, max_level=4, slug_func=_anchor)
    parser.enable("table")
    parser.block.ruler.at("reference", plain_reference(rules_block.reference))
    inline, core = parser.inline.ruler, parser.core.ruler
    inline.at("math_inline", inline_math)
    inline.at("link", placed_link(rules_inline.link))
    inline.at("image", placed_image(rules_inline.image))
    may_interrupt: RuleOptionsType = {"alt": ["paragraph", "reference"]}  # as the plugin has it
    parser.block.ruler.at("footnote_def", single_footnote(footnote_def), may_interrupt)
    inline.at("footnote_inline", placed_footnote(footnote_inline))
    inline.after("footnote_ref", "undefined_link", undefined_link)
    inline.after("footnote_ref", "undefined_footnote", undefined_footnote)
    inline.after("autolink", "raw_html", raw_html)
    inline.before("citation_group", "named_link", named_link)
    core.after("inline", "collect", collect)
    core.after("inline", "heading_ids", take_heading_ids)
    core.after("inline", "figures", make_figures)
    core.after("figures", "captions", make_captions)
    core.push("finish", finish_blocks)
    return parser


@lru_cache(maxsize=1)
def prose_parser() -> MarkdownIt:
    """Return the parser for prose: emphasis, code, links, math and citations only."""
    parser = _parser()
    parser.disable("image")
    parser.inline.ruler.before("escape", "math_inline", inline_math)
    return parser


def _parser() -> MarkdownIt:
    """Return CommonMark without HTML, with typographic signs and citations.

    Addresses stay as they are written: `safe_href` and the routes of the site decide about them.
    To set the three functions is markdown-it's documented way.
    """
    from markdown_it import MarkdownIt, rules_inline  # noqa: PLC0415 slow

    options = {
        "html": False,
        "typographer": True,
        "xhtmlOut": False,
        "store_labels": True,
        "maxNesting": MAX_NESTING,
    }
    parser = MarkdownIt("commonmark", options)
    parser.disable(("html_block", "html_inline"))
    parser.enable(("strikethrough", "smartquotes", "replacements"))
    parser.normalizeLink = _as_written  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = _as_written  # type: ignore[method-assign, assignment]
    parser.validateLink = _is_link  # type: ignore[method-assign, assignment]
    parser.core.ruler.at("replacements", set_dashes)
    parser.inline.ruler.at("autolink", safe_autolink(rules_inline.autolink))
    parser.inline.ruler.before("link", "citation_group", citation_group)
    parser.inline.ruler.before("link", "textual_citation", textual_citation)
    return parser


def _anchor(title: str) -> str:
    return _NOT_IN_ANCHORS.sub("", title.lower().replace(" ", "-")) or "section"


def _as_written(address: str) -> str:
    return address


def _is_link(address: str) -> bool:
    del address  # an unsafe one is a link that is reported, and printed without its address
    return True
