"""What a Markdown text holds that must be checked, each with its place in the source.

Spans are those of a text that begins on line 1 of a file without a name: a parsed text is cached
by its source alone. `moved` gives them their file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from sitegen.late_pattern import late_pattern
from sitegen.model.markdown import Citation, Target
from sitegen.model.text import Html, is_by_name, safe_href
from sitegen.problems import Problem, SitePath, Span, warning
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown.highlight import known_language
from sitegen.readers.markdown.places import InlineMap, Place, map_block, map_cell
from sitegen.readers.markdown.words import words
from sitegen.readers.math import math_to_mathml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

FINDINGS: Final = "findings"
"""Key of the parser's env: where `collect` leaves what it found."""

_NOWHERE = SitePath("")
_REFUSED: Final = "insecure_attrs"  # where the attrs plugin leaves what is not on its list
_IMAGE_ONLY = {
    "width": late_pattern(r"[0-9]{1,5}"),
    "height": late_pattern(r"[0-9]{1,5}"),
    "loading": late_pattern(r"lazy|eager"),
    "captions": late_pattern(r"\S+\.vtt"),
}
_ID = late_pattern(r"(?!fn(?:ref)?:)\S+")
_DESTINATION = late_pattern(r"(?:\[(?!\^)(?:\\.|[^\[\]\\])+|^[^\[\]]*)\]:[ \t]*<?(?=\S)")


class _Definition(TypedDict):
    """The address of a link by name, as markdown-it notes it; `map` holds first and last line."""

    label: str
    href: str
    map: tuple[int, int]


@dataclass(slots=True)
class Findings:
    """Filled while one text is parsed."""

    targets: list[Target] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_math: bool = False


def is_allowed(href: str) -> bool:
    """Say whether an address may be a target: a safe one, or the name of a page of the site."""
    return is_by_name(href) or safe_href(href) is not None


def moved(span: Span, path: SitePath, first_line: int) -> Span:
    """Return a span of a text in the file that holds it."""
    return replace(span, path=path, line=span.line + first_line - 1)


def moved_problem(problem: Problem, path: SitePath, first_line: int) -> Problem:
    """Return a problem of a text in the file that holds it."""
    related = tuple((moved(span, path, first_line), what) for span, what in problem.related)
    return replace(problem, span=moved(problem.span, path, first_line), related=related)


def collect(state: StateCore) -> None:
    """Leave the findings of a text in the parser's env, and drop attributes that are refused.

    Runs after inline parsing and before footnotes move to the end.
    """
    _Collector(state).collect()


class _Collector:
    def __init__(self, state: StateCore) -> None:
        self.tokens = state.tokens
        self.lines = state.src.split("\n")
        self.references: Mapping[str, _Definition] = state.env.get("references", {})
        self.repeated: Sequence[_Definition] = state.env.get("duplicate_refs", ())
        self.footnotes = state.env.get("footnotes", {})
        self.found = state.env[FINDINGS] = Findings()

    def collect(self) -> None:
        cells: Counter[int] = Counter()  # by line: the column where the next cell may begin
        notes: list[tuple[str, Span]] = []
        outer = ""
        for token in self.tokens:
            first = token.map[0] if token.map else 0
            match token.type:
                case "inline" if outer in ("td_open", "th_open"):
                    line = self.lines[first]
                    places, cells[first] = map_cell(token.content, line, first, cells[first])
                    self._inline(token.children or (), places)
                case "inline":
                    self._inline(token.children or (), self._map(token))
                case "fence":
                    self._fence(token, first)
                case "math_block":
                    self._math(token, map_block(token.content, self.lines, _rows(token)), 0)
                case "heading_open" if token.tag == "h1":
                    self._h1(first)
                case "footnote_reference_open":
                    name = f"[^{token.meta['label']}]"
                    column = max(self.lines[first].find(name), 0)
                    notes.append((token.meta["label"], _span(Place(first, column), len(name))))
            if token.attrs or _REFUSED in token.meta:
                self._attributes(token, first)
            outer = token.type
        self._footnotes(notes)
        for again in self.repeated:
            self._repeated(again)

    def _map(self, token: Token) -> InlineMap:
        """Map an inline text; the caption of a figure stands inside another one."""
        if "outer" not in token.meta:
            return map_block(token.content, self.lines, _rows(token))
        image, outer = token.meta["outer"]
        if "caption" in image.meta:
            places = map_block(outer, self.lines, _rows(token))
            offset = image.meta["caption"][0]
            return InlineMap(tuple(start - offset for start in places.starts), places.places)
        rows = range(*self.references[image.meta["label"]]["map"])
        return map_block(token.content, self.lines, rows)

    def _inline(self, tokens: Iterable[Token], places: InlineMap) -> None:
        for token in tokens:
            match token.type:
                case "link_open" | "image" | "named_link":
                    self._target(token, places)
                case "citation":
                    for one, start in zip(token.meta["keys"], token.meta["starts"], strict=True):
                        span = _span(places.place(start), len(one.key) + 1)
                        self.found.citations.append(Citation(one.key, span))
                case "math_inline":
                    self._math(token, places, token.meta["start"])
                case "footnote_ref":
                    note = self.footnotes["list"][token.meta["id"]]
                    self._inline(note.get("tokens", ()), places)
                case "text_special" if "fault" in token.meta:
                    code, message, hint, width = token.meta["fault"]
                    self._warn(code, message, _span(places.place(token.meta["start"]), width), hint)
            if token.attrs or _REFUSED in token.meta:
                self._attributes(token, places.place(token.meta.get("start", 0)).line)

    def _target(self, token: Token, places: InlineMap) -> None:
        kind: Literal["link", "image"] = "image" if token.type == "image" else "link"
        href = str(token.attrs["src" if kind == "image" else "href"])
        if "at" in token.meta:
            offset, width = token.meta["at"]
            span = _span(places.place(offset), width)
        else:
            span = _span(self._definition(token.meta["label"]), max(len(href), 1))
        what = "an image" if kind == "image" else "a link"
        alt = words(token.children or ()) if kind == "image" else None
        if alt is not None and not alt.strip():
            hint = "say in words what it shows: `![a map of the coast](map.png)`"
            start = _span(places.place(token.meta["start"]), len("!["))
            self._warn("image-without-alt", "the image has no text in its place", start, hint)
        if not href:
            hint = "write the address between the round brackets"
            self.found.problems.append(
                Problem("empty-address", f"{what} has no address", span, hint)
            )
        elif not is_allowed(href):
            hint = "begin it with `https://`, `mailto:`, `tel:`, `/` or `#`, or write a file's path"
            message = f"`{href}` can not be the address of {what}"
            self.found.problems.append(Problem("unsafe-url", message, span, hint))
        else:
            self.found.targets.append(Target(kind, href, span, alt))
            if "captions" in token.attrs:
                self.found.targets.append(Target("link", str(token.attrs["captions"]), span))

    def _definition(self, label: str) -> Place:
        """Return where the address of `[label]: address` stands."""
        return self._address_in(*self.references[label]["map"])

    def _address_in(self, first: int, end: int) -> Place:
        for number in range(first, end):
            found = _DESTINATION.search(self.lines[number])
            if found:
                return Place(number, found.end())
        number = min(first + 1, end - 1)  # the address is on a line of its own
        line = self.lines[number]
        return Place(number, len(line) - len(line.lstrip(" \t<>")))

    def _math(self, token: Token, places: InlineMap, start: int) -> None:
        self.found.has_math = True
        is_display = token.type == "math_block" or token.meta["is_display"]
        made = math_to_mathml(token.content, is_display=is_display)
        if isinstance(made, Html):
            return
        hint = "the page shows the formula as it is written until it is right"
        span = _span(places.place(start + made.offset), 1)
        self._warn("bad-math", f"the formula can not be set: {made.reason}", span, hint)

    def _fence(self, token: Token, first: int) -> None:
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        is_known, hint = known_language(language)
        if is_known:
            return
        column = max(self.lines[first].find(language, self.lines[first].find(token.markup)), 0)
        message = f"no language `{language}` is known: the code has no colours"
        hint = hint or "write `text` for what is in no language"
        self._warn("unknown-language", message, _span(Place(first, column), len(language)), hint)

    def _h1(self, first: int) -> None:
        line = self.lines[first]
        hint = "begin with `##`: the title is the page's heading"
        span = _span(Place(first, max(line.find("#"), 0)), 1)
        self._warn("markdown-h1", "the text has a heading of the first level", span, hint)

    def _attributes(self, token: Token, first: int) -> None:
        """Drop and report the attributes that may not stand on a token."""
        names = dict.fromkeys(token.meta.pop(_REFUSED, ()))
        for name, form in _IMAGE_ONLY.items():
            value = str(token.attrs.get(name, ""))
            if name in token.attrs and not (token.type == "image" and form.fullmatch(value)):
                del token.attrs[name]
                names[name] = None
        if "id" in token.attrs and not _ID.fullmatch(str(token.attrs["id"])):
            del token.attrs["id"]
            names["id"] = None
        for name in names:
            hint = (
                "allowed are `.class` and `#id`, on images also `width`, `height`, `loading` and"
                " `captions`"
            )
            span = self._attribute_span(name, first)
            self._warn("attribute-refused", f"`{name}` is left out here", span, hint)

    def _attribute_span(self, name: str, first: int) -> Span:
        """Find an attribute in the block, or in the lines of attributes above it."""
        form = re.compile(rf"(?<=[{{\s]){re.escape(name)}\s*=" + (r"|#" if name == "id" else ""))
        above = first
        while above and self.lines[above - 1].rstrip().endswith("}"):
            above -= 1
        for number in range(above, len(self.lines)):
            for braces in re.finditer(r"\{[^{}]*\}?", self.lines[number]):
                found = form.search(self.lines[number], braces.start(), braces.end())
                if found:
                    return _span(Place(number, found.start()), len(name))
        return _span(Place(first, 0), 1)

    def _footnotes(self, notes: list[tuple[str, Span]]) -> None:
        seen: dict[str, Span] = {}
        used = self.footnotes.get("refs", {})
        for name, span in notes:
            if name in seen:
                message = f"there are two footnotes `{name}`: the last one is shown"
                problem = warning("footnote-duplicate", message, span, "rename one of them")
                self.found.problems.append(
                    replace(problem, related=((seen[name], "first defined here"),))
                )
            elif used.get(f":{name}", -1) < 0:
                hint = f"write `[^{name}]` where it belongs, or delete it"
                message = f"nothing refers to the footnote `{name}`: it is not shown"
                self._warn("footnote-unused", message, span, hint)
            seen[name] = span

    def _repeated(self, again: _Definition) -> None:
        """Warn of a second address for a name. Names for the same one serve as comments."""
        name, first = again["label"], self.references[again["label"]]
        if first["href"] == again["href"]:
            return
        message = f"there are two addresses for `[{name}]`: the first one counts"
        span = _span(self._address_in(*again["map"]), max(len(again["href"]), 1))
        problem = warning("reference-duplicate", message, span, "rename one of them")
        where = _span(self._definition(name), max(len(first["href"]), 1))
        self.found.problems.append(replace(problem, related=((where, "first defined here"),)))

    def _warn(self, code: str, message: str, span: Span, hint: str) -> None:
        self.found.problems.append(warning(code, message, span, hint))


def _rows(token: Token) -> range:
    first, end = token.map or (0, 0)
    return range(first, end)


def _span(place: Place, width: int) -> Span:
    return Span(_NOWHERE, place.line + 1, place.column + 1, width)
