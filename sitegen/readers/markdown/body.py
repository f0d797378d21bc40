"""A body in Markdown, parsed once: what in it must be checked, and its words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen.late_pattern import late_pattern
from sitegen.model.markdown import Citation, Heading, Markdown, Target
from sitegen.problems import Outcome, Problem, SitePath
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown.blocks import HEADINGS
from sitegen.readers.markdown.findings import FINDINGS, Findings, moved, moved_problem
from sitegen.readers.markdown.markup import Part, make_parts
from sitegen.readers.markdown.syntax import body_parser
from sitegen.readers.markdown.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_WORD = late_pattern(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text ready to be printed, its words, and its findings on the lines of the text."""

    parts: tuple[Part, ...]
    text: str
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    has_math: bool


def parse_markdown(source: str, path: SitePath, first_line: int) -> Outcome[Markdown]:
    """Read a body that begins on line `first_line` of a file.

    Links that are empty or unsafe are errors, and are not among the targets.
    Problems: empty-address, unsafe-url; as warnings attribute-refused, bad-math, duplicate-id,
    footnote-duplicate, footnote-undefined, footnote-unused, image-without-alt, markdown-h1,
    raw-html, reference-duplicate, reference-undefined, unknown-language.
    """
    parsed = parse(source)
    markdown = Markdown(
        source,
        path,
        first_line,
        tuple(replace(one, span=moved(one.span, path, first_line)) for one in parsed.targets),
        tuple(replace(one, span=moved(one.span, path, first_line)) for one in parsed.citations),
        parsed.headings,
        parsed.has_math,
        parsed.text,
    )
    return Outcome(markdown, tuple(moved_problem(one, path, first_line) for one in parsed.problems))


@lru_cache(maxsize=16_384)
def parse(source: str) -> Parsed:
    """Read a text."""
    env: dict[str, Any] = {}
    parser = body_parser()
    tokens = parser.parse(source, env)
    found: Findings = env[FINDINGS]
    return Parsed(
        make_parts(tokens, parser.options),
        _text(tokens),
        tuple(found.targets),
        tuple(found.citations),
        env[HEADINGS],
        tuple(found.problems),
        found.has_math,
    )


def plain_text(body: Markdown) -> str:
    """Return the words of a body, a line for each block; code and formulas as they are written."""
    return parse(body.source).text if body.text is None else body.text


def word_count(body: Markdown) -> int:
    """Return the number of words; each character of Chinese and Japanese counts as one."""
    return len(_WORD.findall(plain_text(body)))


def _text(tokens: Iterable[Token]) -> str:
    lines = []
    for token in tokens:
        if token.type == "inline":
            lines.append(words(token.children or ()).strip())
        elif token.type == "math_block":
            lines.append(token.content.strip())
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.strip("\n"))
    return "\n".join(filter(None, lines))
