"""Our rules for inline Markdown.

They read math and raw HTML, find names without a definition, and note where links stand. Each has
markdown-it's shape: it looks at `state.src[state.pos]`, and returns whether it read something
there; in silent mode it makes no tokens. What a rule notes for later stands in `token.meta`: `at`
is the offset and width of a target, `start` the offset of the whole, `fault` a `Fault`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.model.text import ANY_NAME, safe_href
from sitegen.readers.markdown.places import IN_IMAGE, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule: TypeAlias = Callable[[StateInline, bool], bool]


class Fault(NamedTuple):
    """What an inline rule found wrong; the place of it is known later."""

    code: str
    message: str
    hint: str
    width: int


# As dollarmath with allow_space=False and allow_digits=False, "$5 and $6" is no math; but its rule
# takes the last character of the text for the one before the first (mdit-py-plugins 0.7), so that
# "$k$-means in 2024" is none either. `$$…$$` inside a paragraph is read here too.
_MATH = late_pattern(
    r"\$\$(?P<display>(?:[^$\\]|\\.)+)\$\$"
    r"|\$(?![\s$])(?P<tex>(?:[^$\\]|\\.)+)(?<!\s)\$(?!\d)",
    re.DOTALL,
)

_ELEMENTS = (
    "a abbr address article aside audio b big blockquote body br button center cite code dd del"
    " details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6"
    " head header hr html i iframe img input ins kbd label li link main mark math meta nav object"
    " ol p picture pre q s samp script section select small source span strike strong style sub"
    " summary sup svg table tbody td textarea tfoot th thead time tr tt u ul var video wbr"
)
_RAW_HTML = late_pattern(
    rf"<(?:!--|(?P<name>{'|'.join(_ELEMENTS.split())})(?:/?>|\s[^<>]{{0,1000}}>))", re.IGNORECASE
)
_INSTEAD = {
    "a": "`[text](address)`",
    "b": "`**text**`",
    "strong": "`**text**`",
    "br": "a backslash at the end of the line",
    "code": "`` `text` ``",
    "em": "`*text*`",
    "i": "`*text*`",
    "img": "`![what it shows](address)`",
    "sub": "`$x_2$`",
    "sup": "`$x^2$`",
    "div": "a line `{.class}` above the block",
}

VARIABLE: Final = late_pattern(r"\{\{[ \t]*(?P<name>[^\W\d]\w*)[ \t]*\}\}")

_NAMED = late_pattern(r"\[\[(?P<name>[^\[\]|\n]+)(?:\|(?P<text>[^\[\]|\n]+))?\]\]")
_UNDEFINED = late_pattern(r"\[\^([^\]\s]+)\]")
_UNDEFINED_LINK = late_pattern(r"(?<!\w)\[(?P<text>[^\[\]]+)\]\[(?P<name>[^\[\]]*)\]")


def inline_math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
    """Read `$…$` and `$$…$$`."""
    pos = state.pos
    if not state.src.startswith("$", pos) or (pos and state.src[pos - 1].isdigit()):
        return False
    found = _MATH.match(state.src, pos, state.posMax)
    if not found:
        return False
    if not silent:
        group = "tex" if found["display"] is None else "display"
        token = state.push("math_inline", "math", 0)
        token.content = found[group]
        token.meta = {"start": found.start(group), "is_display": group == "display"}
    state.pos = found.end()
    return True


def raw_html(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
    """Read a tag or the beginning of a comment as the text that it is shown as."""
    if not state.src.startswith("<", state.pos):
        return False
    found = _RAW_HTML.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        name = (found["name"] or "").lower()
        what = f"HTML is shown as text: `<{name}>`" if name else "a comment is shown as text"
        hint = "write Markdown instead" if name else "delete it"
        if name in _INSTEAD:
            hint = f"write {_INSTEAD[name]} instead"
        _push_text(state, found[0], Fault("raw-html", what, hint, len(found[0])))
    state.pos = found.end()
    return True


def undefined_footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's
    """Read `[^name]` as text, where the footnote rule found no text for it."""
    if not state.src.startswith("[^", state.pos) or is_plain(state):
        return False
    found = _UNDEFINED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        message = f"there is no footnote `{found[1]}`"
        hint = rf"write its text on a line of its own: `{found[0]}: …`, or `\{found[0]}`"
        _push_text(state, found[0], Fault("footnote-undefined", message, hint, len(found[0])))
    state.pos = found.end()
    return True


def undefined_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
    """Note at `[text][name]` that the link rule found no address; all of it stays text."""
    if silent or not state.src.startswith("[", state.pos) or is_plain(state):
        return False
    found = _UNDEFINED_LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    name = found["name"] or found["text"]
    message = f"there is no address for `[{name}]`"
    hint = f"write it on a line of its own: `[{name}]: https://…`"
    _push_text(state, "[", Fault("reference-undefined", message, hint, len(found[0])))
    state.pos += 1
    return True


def named_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
    """Read `[[name]]`, whose text is the title of what is named, and `[[name|text]]`."""
    if not state.src.startswith("[[", state.pos) or is_plain(state):
        return False
    found = _NAMED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        name = found["name"].strip()
        token = state.push("named_link", "a", 0)
        token.content = (found["text"] or "").strip()
        token.attrs = {"href": f"{ANY_NAME}:{name}"}
        token.meta = {"start": state.pos, "at": (found.start("name"), len(found["name"]))}
    state.pos = found.end()
    return True


def variable(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
    """Read `{{ name }}`. To the rule for quotes it is a word."""
    if not state.src.startswith("{{", state.pos):
        return False
    found = VARIABLE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("variable", "", 0)
        token.content = found["name"]
        token.markup = found[0]
    state.pos = found.end()
    return True


def placed_link(link: Rule) -> Rule:
    """Return markdown-it's rule for links, noting where the address stands."""

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
        start, count = state.pos, len(state.tokens)
        if not link(state, silent):
            return False
        if not silent:
            token = state.tokens[count]
            if token.type == "text":  # what stood before the link
                token = state.tokens[count + 1]
            _note_address(state, token, start, start)
        return True

    return rule


def placed_image(image: Rule) -> Rule:
    """Return markdown-it's rule for images, noting where address and title stand."""

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
        if not state.src.startswith("!", state.pos):
            return False
        start, outer = state.pos, state.env.get(IN_IMAGE)
        state.env[IN_IMAGE] = True
        is_image = image(state, silent)
        state.env[IN_IMAGE] = outer
        if is_image and not silent:
            _note_address(state, state.tokens[-1], start, start + 1)
        return is_image

    return rule


def safe_autolink(autolink: Rule) -> Rule:
    """Return markdown-it's rule for `<https://…>`, for safe addresses outside of links only.

    `<std::string>` has the form of an address with the scheme `std`.
    """

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
        start, count = state.pos, len(state.tokens)
        if not state.src.startswith("<", start) or is_plain(state):
            return False
        end = state.src.find(">", start, state.posMax)
        if end < 0 or safe_href(state.src[start + 1 : end]) is None:
            return False
        if not autolink(state, silent):
            return False
        if not silent:
            token = next(one for one in state.tokens[count:] if one.type == "link_open")
            token.meta["at"] = (start + 1, end - start - 1)
        return True

    return rule


def placed_footnote(footnote: Rule) -> Rule:
    """Return the rule for `^[…]`, with offsets in the text around it and never inside a link."""

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it's shape
        if not state.src.startswith("^[", state.pos) or is_plain(state):
            return False
        start = state.pos
        notes = state.env.setdefault("footnotes", {}).setdefault("list", {})
        count = len(notes)
        if not footnote(state, silent):
            return False
        for number in range(count, len(notes)):
            for token in notes[number].get("tokens", ()):
                _shift(token, start + len("^["))
        return True

    return rule


def _push_text(state: StateInline, text: str, fault: Fault) -> None:
    token = state.push("text_special", "", 0)  # joined to the text after smart quotes
    token.content = text
    token.meta = {"fault": fault, "start": state.pos}


def _note_address(state: StateInline, token: Token, start: int, label: int) -> None:
    """Note where the address of a link or an image stands, unless a definition holds it."""
    token.meta["start"] = start
    if "label" in token.meta:
        return
    helpers = state.md.helpers
    pos = helpers.parseLinkLabel(state, label, token.type == "link_open") + len("](")
    while state.src[pos] in " \t\n":
        pos += 1
    end = helpers.parseLinkDestination(state.src, pos, state.posMax).pos
    is_bracketed = state.src.startswith("<", pos) and end > pos + 1
    token.meta["at"] = (pos + is_bracketed, max(end - pos - 2 * is_bracketed, 1))
    if token.type == "image" and "title" in token.attrs:
        rest = state.src[end : state.pos - 1]
        before = end + len(rest) - len(rest.lstrip())
        token.meta["caption"] = (before + 1, rest.strip()[1:-1])


def _shift(token: Token, by: int) -> None:
    meta = token.meta
    if "start" in meta:
        meta["start"] += by
    if "at" in meta:
        meta["at"] = (meta["at"][0] + by, meta["at"][1])
    if "starts" in meta:
        meta["starts"] = tuple(start + by for start in meta["starts"])
    if "caption" in meta:
        meta["caption"] = (meta["caption"][0] + by, meta["caption"][1])
