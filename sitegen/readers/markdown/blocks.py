"""Our rules for blocks: figures, dashes, cells without styles, ids that are unique."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.model.markdown import Heading
from sitegen.problems import SitePath, Span, warning
from sitegen.readers.markdown.findings import FINDINGS
from sitegen.readers.markdown.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

IN_FOOTNOTE: Final = "in_footnote"
"""Key of the parser's env: set while the text of a footnote is read."""

HEADINGS: Final = "headings"
"""Key of the parser's env: where `finish_blocks` leaves the headings that have an anchor."""

_HEADING_ID = late_pattern(r"(?:^|[ \t]+)\{#(?P<id>[^\s{}#]+)\}$")
_CAPTION = late_pattern(r"Table: +(?=\S)")
_ALIGN = late_pattern(r"text-align:(right|center)")
_WRITTEN_ID = late_pattern(r"(?<=[{\s])#(?P<id>[^\s{}.#%]+)(?=[^{}]*\})")
_DASHES = (
    (late_pattern(r"(?<!-)---(?!-)"), "—"),
    (late_pattern(r"(?<![-\s])--(?![-\s])|(?<=\s)--(?=\s)"), "–"),
    (late_pattern(r"(?<!\.)\.{3}(?!\.)"), "…"),
)


def single_footnote(footnote: BlockRule) -> BlockRule:
    """Return the rule for `[^name]: text`, not to be used inside the text of another one.

    mdit-py-plugins 0.7 loses the ends of the blocks between two such definitions.
    """

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if silent:
            return footnote(state, start, end, silent)
        if state.env.get(IN_FOOTNOTE):
            return False
        state.env[IN_FOOTNOTE] = True
        is_footnote = footnote(state, start, end, silent)
        state.env[IN_FOOTNOTE] = False
        return is_footnote

    return rule


def plain_reference(reference: BlockRule) -> BlockRule:
    """Return the rule for `[name]: address`, not to be used for the names of footnotes."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if state.src.startswith("[^", state.bMarks[start] + state.tShift[start]):
            return False
        return reference(state, start, end, silent)

    return rule


def make_figures(state: StateCore) -> None:
    """Make a figure of an image that stands alone in a paragraph and has a title.

    Runs after inline parsing: the title, read as Markdown, becomes the caption.
    """
    from markdown_it.token import Token  # noqa: PLC0415 slow

    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        image = _lone_image(tokens)
        if not image:
            continue
        paragraph, inline, closing = tokens[-3:]
        for edge in (paragraph, closing):
            edge.type = edge.type.replace("paragraph", "figure")
            edge.tag, edge.hidden = "figure", False
        title = str(image.attrs.pop("title"))
        _, source = image.meta.get("caption", (0, title))
        children: list[Token] = []
        state.md.inline.parse(source, state.md, state.env, children)
        caption = Token("inline", "", 0, children=children, content=source, map=inline.map)
        caption.meta = {"outer": (image, inline.content)}
        tokens[-1:] = [
            Token("figcaption_open", "figcaption", 1),
            caption,
            Token("figcaption_close", "figcaption", -1),
            closing,
        ]
    state.tokens = tokens


def make_captions(state: StateCore) -> None:
    """Make a caption of a paragraph `Table: …` that stands right before or after a table.

    Of one between two tables, the first of them takes it.
    """
    tokens: list[Token] = []
    pending = list(reversed(state.tokens))
    while pending:
        caption = _caption(pending)
        after = bool(tokens) and tokens[-1].type == "table_close"
        is_before = len(pending) > 3 and pending[-4].type == "table_open"  # noqa: PLR2004
        if caption is None or not (after or is_before):
            tokens.append(pending.pop())
            continue
        del pending[-3:]
        if after:
            start = max(n for n, one in enumerate(tokens) if one.type == "table_open")
            if any(one.type == "caption_open" for one in tokens[start:]):
                tokens += caption.paragraph
                continue
        else:
            start = len(tokens)
            tokens.append(pending.pop())
        tokens[start + 1 : start + 1] = caption.made
    state.tokens = tokens


class _Caption(NamedTuple):
    """A paragraph that may be a caption, as it was and as a caption."""

    paragraph: list[Token]
    made: list[Token]


def _caption(pending: list[Token]) -> _Caption | None:
    """Return the paragraph on top of the stack, if it has the form of a caption."""
    if len(pending) < 3 or pending[-1].type != "paragraph_open":  # noqa: PLR2004
        return None
    opening, inline, closing = pending[-1], pending[-2], pending[-3]
    children = inline.children or []
    form = _CAPTION.match(children[0].content) if children and children[0].type == "text" else None
    if form is None:
        return None
    from markdown_it.token import Token  # noqa: PLC0415 slow

    first = children[0].copy(content=children[0].content[form.end() :])
    made = inline.copy(children=[first, *children[1:]])
    edges = Token("caption_open", "caption", 1), Token("caption_close", "caption", -1)
    return _Caption([opening, inline, closing], [edges[0], made, edges[1]])


def take_heading_ids(state: StateCore) -> None:
    """Take the anchor from the end of a heading: `## Methods {#methods}`."""
    for opening, inline in pairwise(state.tokens):
        children = inline.children or []
        if opening.type != "heading_open" or not children or children[-1].type != "text":
            continue
        last = children[-1]
        found = _HEADING_ID.search(last.content)
        if found:
            last.content = last.content[: found.start()]
            opening.attrs["id"] = found["id"]


def _lone_image(tokens: list[Token]) -> Token | None:
    """Return the image of a paragraph that ends here, if it is to be a figure."""
    if tokens[-1].type != "paragraph_close":
        return None
    children = tokens[-2].children or []
    is_figure = len(children) == 1 and children[0].type == "image" and "title" in children[0].attrs
    return children[0] if is_figure else None


def set_dashes(state: StateCore) -> None:
    """Set dashes and dots. markdown-it's rule would also make a copyright sign of "(c)"."""
    for block in state.tokens:
        if block.type != "inline" or not ("--" in block.content or "..." in block.content):
            continue
        is_address = False
        for token in block.children or ():
            if token.type in ("link_open", "link_close"):
                is_address = token.type == "link_open" and token.info == "auto"
            if token.type == "text" and not is_address:
                for form, sign in _DASHES:
                    token.content = form.sub(sign, token.content)


def finish_blocks(state: StateCore) -> None:
    """Give cells classes for styles, tables their number, and each id to one element only."""
    _set_tables(state.tokens)
    _set_titles(state.tokens)
    repeated = _claim_ids(state.tokens)
    written = _written_ids(state.src) if repeated else {}
    for name in repeated:
        if name in written:
            message = f"two elements have the id `{name}`: links lead to the first one"
            problem = warning("duplicate-id", message, written[name], "give one of them another id")
            state.env[FINDINGS].problems.append(problem)
    state.env[HEADINGS] = tuple(
        Heading(int(opening.tag[1]), words(inline.children or ()), str(opening.attrs["id"]))
        for opening, inline in pairwise(state.tokens)
        if opening.type == "heading_open" and opening.tag in ("h2", "h3", "h4")
    )


def _set_tables(tokens: Iterable[Token]) -> None:
    number = 0
    table: Token | None = None
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            align = _ALIGN.fullmatch(str(token.attrs.pop("style", "")))
            if align:
                token.attrJoin("class", align[1])
        elif token.type == "table_open":
            number += 1
            token.meta["number"] = number
            table = token
        elif token.type == "caption_open" and table:
            table.meta["caption"] = number
            token.attrs["id"] = f"table:{number}"


def _set_titles(tokens: Iterable[Token]) -> None:
    """Note the kind of a box that has no title of its own: its title is a word of the interface.

    The end of a title gets the markup of its beginning.
    """
    kind, title = "", ""
    for token in tokens:
        if token.type == "admonition_title_open":
            title = token.markup
        elif token.type == "admonition_title_close":
            token.markup = title
        if token.type == "admonition_open":
            kind = "" if " " in token.info.strip() else token.meta["tag"]
        elif token.type == "inline" and kind:
            token.meta["kind"] = kind
        if token.type not in ("admonition_open", "admonition_title_open"):
            kind = ""


def _claim_ids(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Take an id from all but the first element that has it; return those ids."""
    seen: dict[str, int] = {}
    for block in tokens:
        for token in (block, *(block.children or ())):
            if "id" not in token.attrs:
                continue
            name = str(token.attrs["id"])
            if name in seen and token.type == "heading_open":
                while f"{name}-{seen[name]}" in seen:
                    seen[name] += 1
                token.attrs["id"] = f"{name}-{seen[name]}"
                seen[f"{name}-{seen[name]}"] = 1
            elif name in seen:
                del token.attrs["id"]
            seen[name] = seen.get(name, 0) + 1
    return tuple(name for name, count in seen.items() if count > 1)


def _written_ids(source: str) -> dict[str, Span]:
    """Return the last place of each id that is written as an attribute."""
    return {
        found["id"]: Span(SitePath(""), number, found.start("id"), len(found["id"]) + 1)
        for number, line in enumerate(source.split("\n"), start=1)
        for found in _WRITTEN_ID.finditer(line)
    }
