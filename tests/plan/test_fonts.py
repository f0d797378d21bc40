"""A site has the font files whose characters it shows, and no other."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from sitegen.files import builtin_themes
from sitegen.model.characters import CHARACTER_SETS, MATH_SETS, code_points
from sitegen.model.publication import Publication
from sitegen.plan.shown import NOT_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = dict[str, str | bytes]
    Build = Callable[..., object]

LATIN = {"scholar-serif", "scholar-serif-italic", "scholar-sans"}
MINE = """
[[fonts]]
family = "Mine"
files = { latin = "fonts/mine.woff2", "U+5D0-5EA" = "fonts/mine-hebrew.woff2" }
"""


def fonts_of(built: object) -> set[str]:
    """Return the font files of an output, by their names without the ending."""
    names = map(str, built.value.outputs)  # type: ignore[attr-defined]
    return {name[13:-6] for name in names if name.endswith(".woff2")}


def style_of(built: object) -> str:
    outputs = built.value.outputs  # type: ignore[attr-defined]
    found = [text for name, text in outputs.items() if re.match(r"static/fonts\.\w+\.css", name)]
    return found[0].decode() if found else ""


def with_title(files: Files, title: str) -> Files:
    changed = str(files["publications.bib"]).replace("Tides of a Small Sea", title)
    return {**files, "publications.bib": changed}


def with_config(files: Files, text: str) -> Files:
    return {**files, "site.toml": str(files["site.toml"]) + text}


def with_fonts(files: Files, fonts: str, **static: bytes) -> Files:
    manifest = 'name = "mine"\ncontract = 1\nparent = "scholar"\n' + fonts
    config = str(files["site.toml"]) + 'theme = "mine"\n'
    own = {f"themes/mine/static/fonts/{name}.woff2": data for name, data in static.items()}
    return {**files, "site.toml": config, "themes/mine/theme.toml": manifest, **own}


def test_a_site_in_english_has_the_latin_files_only(smallest: Files, build: Build) -> None:
    built = build(smallest)
    assert fonts_of(built) == LATIN
    assert style_of(built).count("@font-face") == len(LATIN)


@pytest.mark.parametrize(
    ("title", "characters"),
    [
        (r"On {\L}ukasiewicz", "latin-ext"),
        ("Σ-algebras", "greek"),
        ("Ряды Фурье", "cyrillic"),
        ("Số học", "vietnamese"),
        ("A proof that 2 ≤ 3", "symbols"),
        ("The vowel ɛ", "phonetic"),
    ],
)
def test_a_script_in_a_title_brings_its_files(
    smallest: Files, build: Build, title: str, characters: str
) -> None:
    built = build(with_title(smallest, title))
    assert fonts_of(built) == LATIN | {f"{name}-{characters}" for name in LATIN}
    assert f"unicode-range:{CHARACTER_SETS[characters]}" in style_of(built)


@pytest.mark.parametrize("title", [r"Poincar{\'e} and {\"U}berz{\"u}ge", "“Straße” – 20 €…"])
def test_western_letters_are_in_the_latin_files(smallest: Files, build: Build, title: str) -> None:
    assert fonts_of(build(with_title(smallest, title))) == LATIN


@pytest.mark.parametrize(
    "files",
    [
        {"content/profile.toml": 'name = "Ada Example"\nsummary = "Ψ"\n'},
        {"content/posts/2025-01-02-a.md": '+++\ntitle = "A"\n+++\n\nΨ.\n'},
        {"content/pages/a.md": '+++\ntitle = "Ψ"\n+++\n\nA.\n'},
        {"content/talks.toml": '[[talks]]\ntitle = "A"\ndate = "2025-01-02"\nplace = "Ψ"\n'},
    ],
)
def test_characters_count_wherever_they_stand(smallest: Files, build: Build, files: Files) -> None:
    assert "scholar-serif-greek" in fonts_of(build({**smallest, **files}))


def test_what_is_cited_counts_and_what_is_not_does_not(smallest: Files, build: Build) -> None:
    entry = "@book{x, author = {Ψ, A.}, title = {Seas}, year = {1999}}\n"
    post = '+++\ntitle = "A"\n+++\n\nSee [@x].\n'
    files = {**smallest, "references.bib": entry, "content/posts/2025-01-02-a.md": post}
    assert "scholar-serif-greek" in fonts_of(build(files))
    del files["content/posts/2025-01-02-a.md"]
    assert fonts_of(build(files)) == LATIN


def test_a_formula_brings_the_font_of_formulas_and_no_other(smallest: Files, build: Build) -> None:
    built = build(with_title(smallest, r"The root $\sqrt{x}$"))
    assert fonts_of(built) == {*LATIN, "formulas", "formulas-math-fraktur", "formulas-math-more"}
    assert 'math{font-family:"Formulas",math}' in style_of(built)
    post = '+++\ntitle = "A"\n+++\n\nThen $x < y$.\n'
    built = build({**smallest, "content/posts/2025-01-02-a.md": post})
    assert fonts_of(built) == {*LATIN, "formulas", "formulas-math-fraktur", "formulas-math-more"}


def test_with_the_fonts_of_the_system_there_is_no_file(smallest: Files, build: Build) -> None:
    built = build(with_config(smallest, '[theme_options]\nfont = "system"\n'))
    assert fonts_of(built) == set()
    assert style_of(built) == ""
    home = built.value.outputs["index.html"].decode()  # type: ignore[attr-defined]
    assert "woff2" not in home
    assert "system-ui" in home


def test_every_page_asks_for_the_style_and_the_main_face(smallest: Files, build: Build) -> None:
    outputs = build(smallest).value.outputs  # type: ignore[attr-defined]
    page = outputs["publications/example2024tides/index.html"].decode()
    style = next(name for name in outputs if name.startswith("static/fonts."))
    assert f'<link rel="stylesheet" href="../../{style}">' in page
    assert page.count('rel="preload"') == 1
    assert 'href="../../static/fonts/scholar-serif.woff2" as="font"' in page


def test_a_child_theme_adds_a_family(smallest: Files, build: Build) -> None:
    files = with_fonts(smallest, MINE, mine=b"1", **{"mine-hebrew": b"2"})
    assert fonts_of(build(files)) == {*LATIN, "mine"}
    assert fonts_of(build(with_title(files, "שלום"))) == {*LATIN, "mine", "mine-hebrew"}


def test_a_child_theme_takes_the_place_of_a_family(smallest: Files, build: Build) -> None:
    own = MINE.replace('"Mine"', '"Scholar Serif"')
    built = build(with_fonts(smallest, own, mine=b"1", **{"mine-hebrew": b"2"}))
    assert fonts_of(built) == {"mine", "scholar-sans"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('family = "a\\"}"\nfiles = {}', "no name of a family"),
        ('family = "A"\nweight = "bold"\nfiles = {}', "no weight"),
        ('family = "A"\nfiles = { latn = "fonts/mine.woff2" }', "no set of characters"),
        ('family = "A"\nfiles = { latin = "fonts/mime.woff2" }', "there is no font file"),
        ('family = "A"\nfiles = { latin = "../mine.woff2" }', "no path inside the site"),
    ],
)
def test_what_is_wrong_with_a_face_is_said(
    smallest: Files, report: Callable[..., str], wrong: str, message: str
) -> None:
    said = report(with_fonts(smallest, f"[[fonts]]\n{wrong}\n", mine=b"1"))
    assert message in said
    assert "themes/mine/theme.toml:" in said


def test_no_two_sets_share_a_character() -> None:
    found: set[int] = set()
    for name in CHARACTER_SETS:
        if name not in MATH_SETS:
            codes = {code for part in code_points(name) for code in part}
            assert not codes & found
            found |= codes


def test_fields_that_are_not_shown_are_fields() -> None:
    assert {one.name for one in fields(Publication)} >= NOT_SHOWN


def test_a_licence_lies_beside_every_font() -> None:
    folders = {path.parent for path in builtin_themes().glob("*/static/fonts/*.woff2")}
    assert folders
    for folder in folders:
        licences = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*OFL.txt"))
        named = re.findall(r"\(([\w-]+)\*?\.woff2\)", licences)
        assert all(path.name.startswith(tuple(named)) for path in folder.glob("*.woff2"))


@pytest.mark.parametrize(
    "theme", sorted(builtin_themes().glob("*/theme.toml")), ids=lambda path: path.parent.name
)
def test_a_theme_declares_every_font_file(theme: Path) -> None:
    faces = tomllib.loads(theme.read_text(encoding="utf-8")).get("fonts", [])
    declared = {name for face in faces for name in face["files"].values()}
    folder = theme.parent / "static"
    assert declared == {
        path.relative_to(folder).as_posix() for path in folder.glob("fonts/*.woff2")
    }


def test_the_letters_of_most_formulas_are_in_the_first_file() -> None:
    """A browser looks for π as it is written, before it makes it italic."""
    first = [code for part in code_points("math") for code in part]
    assert {ord(sign) for sign in "xπΣ∞∑∫√−⋅𝑥𝜋()[]"} <= set(first)
