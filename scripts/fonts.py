"""Make the font files of themes and documents from whole families. Needs fontTools and Brotli.

The sources are wheels of PyPI, each a font as its makers published it:

    pip download --no-deps --dest FOLDER fontpkg-source-serif-4==4.4 fontpkg-source-sans-3==3.52 \
        fontpkg-ibm-plex-sans==3.201 ziamath==0.13
    pip install fonttools==4.68.0 brotli==1.2.0
    python scripts/fonts.py FOLDER [STEM …]
    python scripts/fonts.py --stand-ins

The last prints the rules of the faces that stand in until a font has come, for the styles of the
themes: fonts of the reader's device, scaled so that the same words take the same room. One that is
not there is passed over, hence a family for each.

The same sources and versions give the same bytes. Each file of a theme has the characters of one
set of `sitegen/model/characters.py`, those of documents have them all; none is hinted, and all axes
but those of `Face.axes` are fixed.
The families are renamed, because their licences reserve "Source", "Plex" and "TM Math".
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from sitegen.model.characters import CHARACTER_SETS, MATH_SETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

THEMES = Path(__file__).parents[1] / "themes"
TEXT_SETS: Final = tuple(name for name in CHARACTER_SETS if name not in MATH_SETS)
FEATURES: Final = (
    "ccmp", "dnom", "frac", "kern", "liga", "locl", "mark", "mkmk", "numr", "pnum", "tnum"
)  # fmt: skip
MATH_FEATURES: Final = ("ccmp", "dtls", "flac", "ssty")
PLAIN_NAMES: Final = (1, 2, 3, 4, 6)
"""Numbers of the names of a font that say what it is called."""
OF_MAKERS: Final = (0, 5, 13, 14)
"""Those that say who made it, which version it is and under which licence."""


@dataclass(frozen=True)
class Face:
    """One face of a family; `axes` are the limits of an axis, or its value."""

    theme: str
    stem: str
    wheel: str
    file: str
    family: str
    style: str
    axes: Mapping[str, tuple[float, float] | float]
    sets: tuple[str, ...] = TEXT_SETS
    features: tuple[str, ...] = FEATURES


FACES: Final = (
    Face(
        "scholar", "scholar-serif", "fontpkg_source_serif_4-4.4", "SourceSerif4[opsz,wght].ttf",
        "Scholar Serif", "Regular", {"wght": (400, 600), "opsz": (20, 60)},
    ),
    Face(
        "scholar", "scholar-serif-italic", "fontpkg_source_serif_4-4.4",
        "SourceSerif4-Italic[opsz,wght].ttf",
        "Scholar Serif", "Italic", {"wght": 400, "opsz": 24},
    ),
    Face(
        "scholar", "scholar-sans", "fontpkg_source_sans_3-3.52", "SourceSans3[wght].ttf",
        "Scholar Sans", "Regular", {"wght": (400, 700)},
    ),
    Face(
        "folio", "folio-sans", "fontpkg_ibm_plex_sans-3.201", "IBMPlexSans[wdth,wght].ttf",
        "Folio Sans", "Regular", {"wght": (400, 700), "wdth": 100},
    ),
    Face(
        "folio", "folio-sans-italic", "fontpkg_ibm_plex_sans-3.201",
        "IBMPlexSans-Italic[wdth,wght].ttf",
        "Folio Sans", "Italic", {"wght": 400, "wdth": 100},
    ),
    Face(
        "base", "formulas", "ziamath-0.13", "STIXTwoMath-Regular.ttf",
        "Formulas", "Regular", {}, MATH_SETS, MATH_FEATURES,
    ),
)  # fmt: skip


DOCUMENTS = THEMES / "base/documents/fonts"
SANS_UPRIGHT: Final = ("fontpkg_source_sans_3-3.52", "SourceSans3[wght].ttf")
SANS_ITALIC: Final = ("fontpkg_source_sans_3-3.52", "SourceSans3-Italic[wght].ttf")
DOCUMENT_FEATURES: Final = (*FEATURES, "smcp")
DOCUMENT_FACES: Final = (
    Face(
        "base", "scholar-sans-light", *SANS_UPRIGHT, "Scholar Sans", "Light",
        {"wght": 300}, features=FEATURES,
    ),
    Face(
        "base", "scholar-sans-regular", *SANS_UPRIGHT, "Scholar Sans", "Regular",
        {"wght": 400}, features=DOCUMENT_FEATURES,
    ),
    Face(
        "base", "scholar-sans-italic", *SANS_ITALIC, "Scholar Sans", "Italic",
        {"wght": 400},
    ),
    Face(
        "base", "scholar-sans-bold", *SANS_UPRIGHT, "Scholar Sans", "Bold",
        {"wght": 650}, features=DOCUMENT_FEATURES,
    ),
    Face(
        "base", "scholar-sans-bold-italic", *SANS_ITALIC, "Scholar Sans", "Bold Italic",
        {"wght": 650},
    ),
)  # fmt: skip
"""The faces of documents: whole files, for PDFs carry of a font what they use of it."""


SAMPLE: Final = (
    "The uses of public archives in the study of tides, floods and coastal towns: evidence from "
    "two centuries of measurement. We describe how a small group of observers, working by hand, "
    "kept records that later made it possible to compare models with what people had seen. "
    "Journal of Physical Oceanography, Proceedings of the Royal Society, University of Cambridge. "
    "Publications, Projects, Talks, Teaching, News. 1936, 1948, 2024. Abstract, BibTeX, DOI, PDF. "
)
"""What widths are measured on."""


@dataclass(frozen=True)
class Local:
    """Fonts of one width on devices: `em` is the mean width of the sample, upright, bold, italic.

    Measured with `mean_width` on the files of Debian's packages fonts-liberation (the same as
    Arial and Times New Roman), fonts-noto-core, fonts-roboto-unhinted and fonts-dejavu-core;
    Georgia, which has no free file, by the tables of string-pixel-width 1.11 on npm.
    """

    name: str
    faces: tuple[str, ...]
    em: tuple[float, float, float]
    italic: str = "Italic"
    """What its italic is called."""


SERIFS: Final = (
    Local("Georgia", ("Georgia",), (0.4444, 0.5172, 0.4531)),
    Local("Times", ("Times New Roman", "Liberation Serif", "Tinos"), (0.4095, 0.4321, 0.4095)),
    Local("Noto", ("Noto Serif",), (0.4780, 0.5077, 0.4663)),
    Local("DejaVu", ("DejaVu Serif",), (0.5172, 0.5694, 0.5172)),
)
SANS: Final = (
    Local("Arial", ("Arial", "Liberation Sans", "Arimo"), (0.4509, 0.4834, 0.4509)),
    Local("Roboto", ("Roboto",), (0.4478, 0.4557, 0.4352)),
    Local("Noto", ("Noto Sans",), (0.4725, 0.5005, 0.4449)),
    Local("DejaVu", ("DejaVu Sans",), (0.5094, 0.5752, 0.5094), "Oblique"),
)


@dataclass(frozen=True)
class StandIn:
    """What local fonts are scaled to: a face at a place of its axes, for the look of its own."""

    theme: str
    family: str
    stem: str
    at: Mapping[str, float]
    locals: tuple[Local, ...]
    look: str = ""
    """Empty, "bold" or "italic"."""


STAND_INS: Final = (
    StandIn("scholar", "Serif", "scholar-serif", {"wght": 400, "opsz": 20}, SERIFS),
    StandIn("scholar", "Serif", "scholar-serif-italic", {}, SERIFS, "italic"),
    StandIn("scholar", "Display", "scholar-serif", {"wght": 400, "opsz": 44}, SERIFS),
    StandIn("scholar", "Sans", "scholar-sans", {"wght": 450}, SANS),
    StandIn("folio", "Sans", "folio-sans", {"wght": 400}, SANS),
    StandIn("folio", "Sans", "folio-sans", {"wght": 680}, SANS, "bold"),
    StandIn("folio", "Sans", "folio-sans-italic", {}, SANS, "italic"),
)


def main() -> None:
    if sys.argv[1] == "--stand-ins":
        for stand_in in STAND_INS:
            print(stand_in.theme, *rules(stand_in), sep="\n")
        return
    wheels = Path(sys.argv[1])
    chosen = sys.argv[2:]
    for face in FACES:
        if chosen and face.stem not in chosen:
            continue
        folder = THEMES / face.theme / "static/fonts"
        folder.mkdir(parents=True, exist_ok=True)
        whole = narrowed(face, wheels)
        for name in face.sets:
            made = folder / f"{face.stem}{'' if name == face.sets[0] else f'-{name}'}.woff2"
            made.write_bytes(cut(whole, (name,), face.features, flavor="woff2"))
            print(f"{made.stat().st_size:7,} {made.relative_to(THEMES)}")
    DOCUMENTS.mkdir(parents=True, exist_ok=True)
    for face in DOCUMENT_FACES:
        if not chosen or face.stem in chosen:
            made = DOCUMENTS / f"{face.stem}.ttf"
            made.write_bytes(cut(narrowed(face, wheels), face.sets, face.features, flavor=None))
            print(f"{made.stat().st_size:7,} {made.relative_to(THEMES)}")


def narrowed(face: Face, wheels: Path) -> bytes:
    """Return the font of a wheel with its axes limited, and renamed."""
    (wheel,) = wheels.glob(f"{face.wheel}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(f"/{face.file}"))
        font = TTFont(io.BytesIO(archive.read(path)), recalcTimestamp=False)
    if face.axes:
        font = instancer.instantiateVariableFont(font, dict(face.axes))
    if "MATH" in font:
        slim_roots(font)
    rename(font, face)
    return saved(font)


def slim_roots(font: TTFont) -> None:
    """Make tall roots no wider than 0.88 em.

    A root takes the room of its widest form in browsers (MathML Core, 3.2.4.1), so a low one had
    a gap behind it.
    """
    root = font.getBestCmap()[0x221A]
    variants = font["MATH"].table.MathVariants
    made = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    names = {record.VariantGlyph for record in made.MathGlyphVariantRecord}
    if made.GlyphAssembly:
        names |= {part.glyph for part in made.GlyphAssembly.PartRecords}
    widest = 880 * font["head"].unitsPerEm // 1000
    for name in names:
        width, bearing = font["hmtx"][name]
        if width > widest:
            glyph = font["glyf"][name]
            glyph.coordinates.scale((widest / width, 1))
            glyph.coordinates.toInt()
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = widest, round(bearing * widest / width)


def rename(font: TTFont, face: Face) -> None:
    names = font["name"]
    plain = face.family.replace(" ", "")
    said = (face.family, face.style, f"{face.family} {face.style}; subset",
            f"{face.family} {face.style}", f"{plain}-{face.style.replace(' ', '')}")  # fmt: skip
    if "fvar" in font:
        font["fvar"].instances = []
    names.removeUnusedNames(font)
    names.names = [
        one
        for one in names.names
        if one.platformID == 3 and (one.nameID in OF_MAKERS or one.nameID > 255)
    ]
    for number, text in zip(PLAIN_NAMES, said, strict=True):
        names.setName(text, number, 3, 1, 0x409)


def cut(
    whole: bytes, sets: tuple[str, ...], features: tuple[str, ...], *, flavor: str | None
) -> bytes:
    """Return a font with the characters of some sets; None gives a plain file."""
    font = TTFont(io.BytesIO(whole), recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = list(features)
    options.name_IDs = ["*"]
    options.name_legacy = True
    options.notdef_outline = True
    options.flavor = flavor
    options.drop_tables += ["DSIG", "meta"]
    if flavor is None:
        options.glyph_names = False
        options.drop_tables += ["STAT"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for name in sets for code in characters(name)])
    cutter.subset(font)
    font.flavor = flavor
    return saved(font)


def characters(name: str) -> Iterator[int]:
    """Return the code points of a set, without the control characters."""
    for part in CHARACTER_SETS[name].replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        yield from (code for code in span(first, last or first) if code >= 0x20)


def span(first: str, last: str) -> range:
    return range(int(first, 16), int(last, 16) + 1)


def rules(stand_in: StandIn) -> Iterator[str]:
    """Return the rule of each local font; lines are as tall as those of the face."""
    font = TTFont(THEMES / stand_in.theme / f"static/fonts/{stand_in.stem}.woff2")
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, dict(stand_in.at))
    wanted = mean_width(font)
    look = ("", "bold", "italic").index(stand_in.look)
    for local in stand_in.locals:
        scale = wanted / local.em[look]
        sources = (f"local({json.dumps(name)})" for name in names_of(local, stand_in.look))
        edges = (getattr(font["hhea"], name) for name in ("ascent", "descent"))
        up, down = (abs(edge) / font["head"].unitsPerEm / scale for edge in edges)
        said = (
            f'font-family:"{stand_in.family} {local.name}"',
            {"bold": "font-weight:600 900", "italic": "font-style:italic"}.get(stand_in.look, ""),
            f"src:{','.join(sources)}",
            f"size-adjust:{scale:.1%}",
            f"ascent-override:{up:.1%}",
            f"descent-override:{down:.1%}",
            "line-gap-override:0%",
        )
        yield f"@font-face{{{';'.join(filter(None, said))}}}"


def names_of(local: Local, look: str) -> tuple[str, ...]:
    """Return the full names of fonts."""
    said = {"bold": " Bold", "italic": f" {local.italic}"}.get(look, "")
    return tuple(name + said for name in local.faces)


def mean_width(font: TTFont) -> float:
    """Return the mean width of the letters of the sample in em, without kerning."""
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    whole = sum(widths[glyphs[ord(letter)]][0] for letter in SAMPLE)
    return whole / len(SAMPLE) / font["head"].unitsPerEm


def saved(font: TTFont) -> bytes:
    made = io.BytesIO()
    font.save(made, reorderTables=True)
    return made.getvalue()


if __name__ == "__main__":
    main()
