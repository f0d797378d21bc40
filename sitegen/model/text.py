"""Kinds of text: each has a type of its own, so that a plain string never passes as markup."""

from __future__ import annotations

from dataclasses import field
from functools import cache
from typing import Literal, NewType, TypeAlias

from sitegen.late_pattern import late_pattern
from sitegen.problems import Place, Span, span_at
from sitegen.quick_dataclass import dataclass

Filled = NewType("Filled", str)
"""Text that is not blank."""

Slug = NewType("Slug", str)
"""The last part of a URL: `[a-z0-9-]+` and letters of other scripts, stable once published."""

CiteKey = NewType("CiteKey", str)
"""The name of a BibTeX entry: `doe2024tides`."""

Url = NewType("Url", str)
"""A page or file of the site: begins with `/`, percent-encoded, without the base path."""

OutPath = NewType("OutPath", str)
"""A file of the output: posix, relative to `output/`."""

Style: TypeAlias = Literal[
    "emph", "strong", "code", "small-caps", "sub", "sup", "underline", "strike", "protected"
]
"""`protected` shows nothing: it is what braces in BibTeX keep from a change of case (`{DNA}`)."""


@dataclass(frozen=True, slots=True)
class Html:
    """Finished, safe markup. Only printers make it."""

    text: str

    def __html__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as the reader shall see them."""

    value: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Text in one style."""

    style: Style
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in LaTeX, without its dollar signs."""

    tex: str
    is_display: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `href` as the user wrote it, not yet checked or resolved."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to other entries, as the LaTeX command cite or `[@key]` make it."""

    keys: tuple[CiteKey, ...]


Inline: TypeAlias = Text | Styled | Math | Link | Cite


@dataclass(frozen=True, slots=True)
class RichText:
    """The one parsed form of a text from LaTeX or Markdown. `str()` gives its plain text."""

    nodes: tuple[Inline, ...] = ()
    place: Place | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return plain(self.nodes)

    def __bool__(self) -> bool:
        return bool(self.nodes)

    @property
    def span(self) -> Span | None:
        """Where it stands in the source."""
        return None if self.place is None else span_at(self.place)


@dataclass(frozen=True, slots=True)
class Href:
    """A target in content: a web address, or a file of the site (`assets/pdf/a.pdf`)."""

    value: str
    place: Place | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.value

    @property
    def span(self) -> Span | None:
        """Where it stands in the source."""
        return None if self.place is None else span_at(self.place)


NO_TEXT = RichText()


def rich(text: str) -> RichText:
    """Return plain text as rich text.

    >>> str(rich("a < b"))
    'a < b'
    """
    return RichText((Text(text),)) if text else NO_TEXT


def plain(nodes: tuple[Inline, ...]) -> str:
    """Return the text without styles, for titles of windows, feeds, sorting and search."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text(value):
                parts.append(value)
            case Styled(_, children) | Link(_, children):
                parts.append(plain(children))
            case Math(tex):
                parts.append(tex)
            case Cite(keys):
                parts.append(f"[{', '.join(keys)}]")
    return "".join(parts)


_CONTROL = late_pattern(r"[\x00-\x1f\x7f]")
_SCHEME = late_pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def safe_href(href: str) -> str | None:
    """Return an address that may stand in a page, or None: the one check for every URL.

    Browsers drop tabs and newlines inside a scheme, so control characters are refused.

    >>> safe_href("https://example.org/a b"), safe_href("JavaScript:alert(1)"), safe_href("a/b.pdf")
    ('https://example.org/a%20b', None, 'a/b.pdf')
    >>> safe_href(chr(10) + "javascript:alert(1)"), safe_href("//evil.example")
    (None, None)
    """
    href = href.strip(" ")
    if not href or _CONTROL.search(href) or href.replace("\\", "/").startswith("//"):
        return None
    scheme = _SCHEME.match(href)
    if scheme and scheme[1].lower() not in SAFE_SCHEMES:
        return None
    return href.replace(" ", "%20")


NAME_SCHEMES = ("paper", "project", "talk", "course", "post", "page", "news")
"""Links by name: `paper:turing1936`, `project:ace`."""

ANY_NAME = "name"
"""The scheme of links as `[[ace]]` and `[[project:ace]]` make them: whatever has that name."""


def is_by_name(href: str) -> bool:
    """Say whether an address names a page of the site.

    >>> is_by_name("paper:turing1936"), is_by_name("https://example.org")
    (True, False)
    """
    scheme, mark, _ = href.partition(":")
    return bool(mark) and (scheme in NAME_SCHEMES or scheme == ANY_NAME)


def is_external(href: str) -> bool:
    """Say whether an address leaves the site (it has a scheme).

    >>> is_external("https://example.org"), is_external("assets/a.pdf")
    (True, False)
    """
    return _SCHEME.match(href) is not None


_SLUG = late_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEVICE = late_pattern(r"con|prn|aux|nul|com\d|lpt\d")
SLUG_LIMIT = 80


@cache
def slugify(text: str) -> Slug:
    """Return a text as the last part of a URL: ASCII, at most 80 characters, safe on any disk.

    >>> slugify("Turing:1936_a"), slugify("Über Zöpfe"), slugify("con")
    ('turing-1936-a', 'uber-zopfe', 'con-')
    """
    if _SLUG.fullmatch(text) and len(text) <= SLUG_LIMIT:
        slug = text
    else:
        from slugify import slugify as transliterate  # noqa: PLC0415 slow, rarely needed

        slug = transliterate(text, max_length=SLUG_LIMIT) or "x" + text.encode().hex()[:16]
    return Slug(slug + "-" if _DEVICE.fullmatch(slug) else slug)
