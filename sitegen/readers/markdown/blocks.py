"""Our rules for blocks: figures, dashes, cells without styles, ids that are unique."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

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
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            align = _ALIGN.fullmatch(str(token.attrs.pop("style", "")))
            if align:
                token.attrJoin("class", align[1])
        elif token.type == "table_open":
            number += 1
            token.meta["number"] = number


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
