"""Fonts of a few boxes, made when a test needs a script that no font at hand has."""

from __future__ import annotations

from functools import cache
from io import BytesIO

_EM = 1000
_YEAR_1970 = 2_082_844_800
"""In seconds from 1904, as fonts count."""


@cache
def font_of(characters: str, family: str) -> bytes:
    """Return a TrueType font with a box for each character, each a little wider than the last."""
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 slow
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415 slow

    glyph_names = {
        ord(character): f"u{ord(character):04X}" for character in sorted(set(characters))
    }
    order = [".notdef", *glyph_names.values()]
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(glyph_names)
    glyphs, metrics = {}, {}
    for number, name in enumerate(order):
        width = 600 + 20 * number
        pen = TTGlyphPen(None)
        pen.moveTo((50, 0))
        for corner in ((50, 700), (width - 50, 700), (width - 50, 0)):
            pen.lineTo(corner)
        pen.closePath()
        glyphs[name] = pen.glyph()
        metrics[name] = (width, 50)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    names = {"familyName": family, "styleName": "Regular", "fullName": family}
    builder.setupNameTable({**names, "psName": family.replace(" ", "")})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    # Else the time of making would be in it.
    builder.updateHead(created=_YEAR_1970, modified=_YEAR_1970)
    made = BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(made)
    return made.getvalue()
