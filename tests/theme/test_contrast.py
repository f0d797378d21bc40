"""Whatever accent a site chooses, every text and mark of every theme can be read (WCAG 2.2)."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from css_colors import Oklch, color, contrast, from_hex, over, rules, srgb

from sitegen.files import builtin_themes

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES = {
    path.parent.parent.name: path.read_text(encoding="utf-8")
    for path in sorted(builtin_themes().glob("*/static/*.css"))
    if "--paper:" in path.read_text(encoding="utf-8")
}
SCHEMES = ("light", "dark")
PRESETS = ("#14694f", "#2b49b8", "#8c1f2f", "#74368c", "#94650a", "#4a5560", "#1d4e89")
EXTREMES = ("#000000", "#ffffff", "#808080", "#ffff00", "#00ff00", "#ff00ff", "#0000ff", "#fffffe")

TEXTS = ("--ink", "--soft", "--link")
GROUNDS = ("--paper", "--raised", "--wash")
MARK = "color-mix(in oklch,var(--link) 66%,var(--paper))"
"""Of the tape and of charts."""


def accents() -> tuple[str, ...]:
    made = [
        "#" + "".join(f"{round(255 * part):02x}" for part in hls_to_rgb(hue / 24, light, strong))
        for hue in range(24)
        for light in (0.15, 0.35, 0.5, 0.75, 0.92)
        for strong in (1, 0.4)
    ]
    return (*PRESETS, *EXTREMES, *made)


@lru_cache
def surfaces(theme: str) -> tuple[tuple[str, Mapping[str, str], frozenset[str]], ...]:
    """Return each rule that sets a ground of its own: its tokens over those of the page, which."""
    page: dict[str, str] = {}
    found: list[tuple[str, Mapping[str, str], frozenset[str]]] = []
    for selector, declared in rules(STYLES[theme]):
        tokens = {name: value for name, value in declared.items() if name.startswith("--")}
        if "oklch(from" in tokens.get("--paper", ""):
            page = page or tokens
            found.append((selector, page | tokens, frozenset(tokens)))
    return tuple(found)


def test_every_theme_has_tokens_to_check() -> None:
    assert {"scholar", "folio"} <= set(STYLES)
    for theme in STYLES:
        assert surfaces(theme), theme
        for _, tokens, _ in surfaces(theme):
            assert {*TEXTS, *GROUNDS, "--on", "--line", "--rule"} <= set(tokens)


def with_accent(tokens: Mapping[str, str], accent: str) -> Mapping[str, str]:
    return {**tokens, "--a": accent, "--accent": accent}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("theme", STYLES)
def test_text_can_be_read_with_any_accent(theme: str, scheme: str) -> None:
    for accent in accents():
        for selector, tokens, own in surfaces(theme):
            known = with_accent(tokens, accent)
            paper = color("var(--paper)", known, scheme)
            found = {
                (text, ground): (4.5, f"var({text})", f"var({ground})")
                for text in TEXTS
                for ground in GROUNDS
                if ground in own
            }
            if "--on" in own:  # else it has no filled buttons
                found["--on", "--link"] = (4.5, "var(--on)", "var(--link)")
            found["--line", "--paper"] = (3, "var(--line)", "var(--paper)")
            found["mark", "--paper"] = (3, MARK, "var(--paper)")
            for name, (least, front, ground) in found.items():
                shown = over(color(front, known, scheme), paper)
                behind = over(color(ground, known, scheme), paper)
                reached = contrast(shown, behind)
                assert reached >= least, (accent, selector, name, round(reached, 2))


def pairs(theme: str) -> list[tuple[str, str, str]]:
    """Return the rules that set both a text and its ground, with both."""
    found = []
    for selector, declared in rules(STYLES[theme]):
        ground = declared.get("background", declared.get("background-color", ""))
        text = declared.get("color", "")
        is_color = re.fullmatch(r"(?:var|color-mix|oklch|light-dark)\(.*\)|#\w+", ground)
        if is_color and text not in ("", "inherit", "transparent", "currentColor"):
            found.append((selector, text, ground))
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("theme", STYLES)
def test_text_on_a_ground_of_its_own_can_be_read(theme: str, scheme: str) -> None:
    assert pairs(theme)
    _, tokens, _ = surfaces(theme)[0]
    for accent in accents():
        known = with_accent(tokens, accent)
        paper = color("var(--paper)", known, scheme)
        for selector, text, ground in pairs(theme):
            front, behind = color(text, known, scheme), color(ground, known, scheme)
            reached = contrast(over(front, paper), over(behind, paper))
            assert reached >= 4.5, (accent, selector, round(reached, 2))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("theme", STYLES)
def test_highlighted_code_can_be_read(theme: str, scheme: str) -> None:
    _, tokens, _ = surfaces(theme)[0]
    used = set(re.findall(r"[{;]color:(light-dark\(#\w+,#\w+\))", STYLES[theme]))
    assert len(used) >= 3 or theme == "plain"
    for accent in accents():
        known = with_accent(tokens, accent)
        ground = srgb(color("var(--raised)", known, scheme))
        for text in used:
            reached = contrast(srgb(color(text, known, scheme)), ground)
            assert reached >= 4.5, (accent, text, round(reached, 2))


def test_colors_are_those_of_a_browser() -> None:
    # As Chromium paints them: LANGUAGE of the theme, the default accent.
    tokens = with_accent(surfaces("scholar")[0][1], "#14694f")
    wanted = {
        ("--paper", "light"): "#fafdfc",
        ("--link", "light"): "#056248",
        ("--wash", "light"): "#d5f1e5",
        ("--ink", "dark"): "#e1e8e5",
        ("--link", "dark"): "#88d5b7",
    }
    for (name, scheme), text in wanted.items():
        made = srgb(color(f"var({name})", tokens, scheme))
        assert contrast(made, srgb(from_hex(text))) < 1.02, (name, scheme)


def test_the_check_sees_what_cannot_be_read() -> None:
    grey, white = srgb(from_hex("#777")), srgb(from_hex("#fff"))
    assert 4.4 < contrast(grey, white) < 4.5
    assert round(contrast(srgb(from_hex("#000")), white)) == 21
    assert over(Oklch(0, 0, 0, 0.5), from_hex("#fff")) == pytest.approx((0.214,) * 3, abs=0.001)
