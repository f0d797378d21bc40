"""The sections of the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HOME = "index.html"


def with_sections(smallest: dict[str, str | bytes], *names: str) -> dict[str, str | bytes]:
    listed = ", ".join(f'"{name}"' for name in names)
    return smallest | {"site.toml": f"{smallest['site.toml']}[home]\nsections = [{listed}]\n"}


def test_a_text_of_ones_own_is_a_section(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    files = with_sections(smallest, "text:intro", "selected")
    text = (
        '+++\ntitle = "*Welcome*"\n+++\n\nSee [all](/publications/), [below](#more).\n\n## More\n'
    )
    made = outputs(files | {"content/home/intro.md": text})[HOME]
    assert '<h2 id="intro">Welcome</h2>' in made
    assert 'href="publications/"' in made
    assert 'href="#more"' in made
    assert made.index("Welcome") < made.index("Selected publications")


def test_a_section_without_a_title_has_no_heading(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    files = with_sections(smallest, "text:intro")
    made = outputs(files | {"content/home/intro.md": "+++\n+++\n\nHello.\n"})[HOME]
    assert "<p>Hello.</p>" in made
    assert "<h2" not in made


def test_every_position_is_named_with_its_institution(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    profile = """name = "Ada Example"
    [[positions]]
    title = "Reader"
    institution = "Sea University"
    url = "https://sea.example.org/"
    [[positions]]
    title = "Fellow"
    institution = "Silt Institute"
    """
    made = outputs(smallest | {"content/profile.toml": profile})[HOME]
    assert '<a href="https://sea.example.org/">Sea University</a>' in made
    assert made.index("Reader") < made.index("Fellow") < made.index("Silt Institute")


def test_contact_leaves_out_what_is_private(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    profile = """name = "Ada Example"
    email = "ada@example.org"
    [[contacts]]
    kind = "phone"
    value = "555-0100"
    [[contacts]]
    kind = "office"
    value = "Room 7"
    """
    files = with_sections(smallest, "contact", "numbers")
    made = outputs(files | {"content/profile.toml": profile})[HOME]
    assert "Room 7" in made
    assert "555-0100" not in made
    assert '<a href="publications/">1</a>' in made


def test_awards_and_courses_have_sections(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    files = with_sections(smallest, "awards", "teaching")
    cv = '[[awards]]\ntitle = "Sea Prize"\n[[teaching]]\ncourse = "Waves"\n'
    made = outputs(files | {"content/cv.toml": cv})[HOME]
    assert "Sea Prize" in made
    assert "Waves" in made
