"""The fonts of a theme that a site needs: their files, and the style that tells browsers of them.

A browser loads a file when a page shows one of its characters (`unicode-range`), so a word that
needs two files of a face is set in one family all the same.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from sitegen.addresses import relative_url
from sitegen.model.characters import CHARACTER_SETS, MATH, MATH_SETS, code_points
from sitegen.model.text import Url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.theme import Font
    from sitegen.plan.shown import Shown
    from sitegen.themes import Theme

_DIGEST_BYTES: Final = 4


class FontStyle(NamedTuple):
    """The style with the faces of a site; without any there is none."""

    url: Url
    text: str


class Fonts(NamedTuple):
    """What a site needs of the fonts of its theme."""

    style: FontStyle | None
    files: frozenset[str]
    """Names of static files."""
    preloaded: tuple[Url, ...]


def needed_fonts(theme: Theme, shown: Shown) -> Fonts:
    """Return the fonts that a site needs; ASCII is always shown."""
    codes = sorted({ord("a"), *map(ord, shown.characters)})
    rules: list[str] = []
    files: list[str] = []
    preloaded: list[Url] = []
    for font in theme.fonts:
        for number, (characters, name) in enumerate(font.files.items()):
            if not _is_shown(characters, codes, has_math=shown.has_math):
                continue
            files.append(name)
            rules += _rules(font, characters, name)
            if number == 0 and font.is_preloaded:
                preloaded.append(_static_url(name))
    text = "\n".join((*rules, ""))
    digest = blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()
    style = FontStyle(_static_url(f"fonts.{digest}.css"), text) if rules else None
    return Fonts(style, frozenset(files), tuple(preloaded))


def _is_shown(characters: str, codes: list[int], *, has_math: bool) -> bool:
    if characters in MATH_SETS:
        return has_math
    return any(code in part for part in code_points(characters) for code in codes)


def _rules(font: Font, characters: str, name: str) -> Iterator[str]:
    """Yield the rule of one file; formulas are set in the font that is made for them."""
    parts = [
        f'font-family:"{font.family}"',
        f'src:url("{quote(relative_url(_static_url(name), _static_url("fonts.css")))}")',
        "font-style:italic" if font.style == "italic" else "",
        f"font-weight:{font.weight}" if font.weight != "400" else "",
        "font-display:swap",
        f"unicode-range:{CHARACTER_SETS.get(characters, characters)}",
    ]
    yield f"@font-face{{{';'.join(filter(None, parts))}}}"
    if characters == MATH:
        yield f'math{{font-family:"{font.family}",math}}'


def _static_url(name: str) -> Url:
    return Url(f"/static/{name}")
