"""The words of the interface: catalogues, holes, plural forms, words of one's own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from sitegen.model.config import CvInclude, HomeSection, ListName
from sitegen.model.cv import ServiceKind, StudentRole, TalkKind
from sitegen.model.dates import PartialDate, parse_date, parse_range
from sitegen.model.people import Role
from sitegen.model.profile import ContactKind
from sitegen.model.publication import ContributorRole, Kind, Status
from sitegen.model.text import OutPath
from sitegen.plan.labels import RELATIONS, key
from sitegen.views import FacetName
from sitegen.words import Phrase, Words, load_words, number_text, show_date, show_range
from sitegen.words.catalogue import catalogue
from sitegen.words.cldr import forms
from sitegen.words.phrases import holes

if TYPE_CHECKING:
    from conftest import BuildFiles

ROOT = Path(__file__).parents[1]
LANGUAGES = sorted(path.stem for path in (ROOT / "sitegen/words").glob("*.toml"))
IN_TEMPLATES = re.compile(r"\bwords\.(\w+)")
QUOTED = re.compile(r'"([a-z_]+)"')
PREFIX = re.compile(r'(?:f"|key\(")([a-z_]+?_?)(?:\{|", )')
SITE = 'title = "Ada Example"\nurl = "https://example.org/"\n'


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# Catalogues --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_keys_and_holes_of_english(language: str) -> None:
    english, made = catalogue("en"), catalogue(language)
    assert set(english) - set(made) == set(), "they are missing"
    assert set(made) - set(english) == set(), "English does not have them"
    for name, text in made.items():
        assert isinstance(text, Mapping) is isinstance(english[name], Mapping), name
        left_out = holes(english[name]) - holes(text)
        assert holes(text) <= holes(english[name]), name
        assert left_out <= ({"count"} if isinstance(text, Mapping) else set()), name
        assert all(text.values() if isinstance(text, Mapping) else (text,)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_plural_forms_of_its_language(language: str) -> None:
    plurals, ordinals = forms(language)
    for name, text in catalogue(language).items():
        if isinstance(text, Mapping):
            assert set(text) == (ordinals if name == "ordinal" else plurals), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_languages_names_every_catalogue(language: str) -> None:
    assert language == "en" or f"(`{language}`)" in source(ROOT / "docs/languages.md")


# Keys --------------------------------------------------------------------------------------------


def test_every_word_of_the_themes_is_in_the_catalogue() -> None:
    used = {
        name
        for path in (ROOT / "themes").rglob("*.html")
        for name in IN_TEMPLATES.findall(source(path))
    }
    assert len(used) > 30
    assert used <= set(catalogue("en"))


FAMILIES: Mapping[str, object] = {
    "kind": Kind, "kinds": Kind, "work": Status, "by": ContributorRole, "mark": Role,
    "list": ListName, "home": HomeSection, "cv": CvInclude, "contact": ContactKind,
    "student": StudentRole, "service": ServiceKind, "talk": TalkKind, "facet": FacetName,
}  # fmt: skip
"""Prefix of keys -> what stands for the rest."""
UNSAID = {
    "student_advisor", "service_other", "talk_talk", "home_tape", "cv_entries", "contact_matrix",
    "contact_signal",
}  # fmt: skip


@pytest.mark.parametrize("prefix", FAMILIES)
def test_every_choice_has_a_word(prefix: str) -> None:
    wanted = {key(prefix, name) for name in get_args(FAMILIES[prefix])}
    assert wanted - set(catalogue("en")) == wanted & UNSAID


def test_every_relation_has_words() -> None:
    names = {name for pair in RELATIONS.values() for name in pair if name}
    assert {f"relation_{name}" for name in names} <= set(catalogue("en"))


def test_no_word_is_left_over() -> None:
    modules = "\n".join(
        source(path) for name in ("plan", "readers", "words") for path in modules_of(name)
    )
    templates = "\n".join(source(path) for path in (ROOT / "themes").rglob("*.html"))
    named = {*QUOTED.findall(modules), *IN_TEMPLATES.findall(templates)}
    prefixes = tuple({*PREFIX.findall(modules), "home_", "cv_"})
    assert len(prefixes) > 10
    left = {name for name in catalogue("en") if name not in named and not name.startswith(prefixes)}
    assert left == set()


def modules_of(package: str) -> list[Path]:
    return sorted((ROOT / "sitegen" / package).rglob("*.py"))


# Texts -------------------------------------------------------------------------------------------


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert load_words("tlh").texts == load_words("en").texts
    assert load_words("../en").texts == load_words("en").texts


def test_a_region_takes_what_its_language_has() -> None:
    assert load_words("de-AT").texts == load_words("de").texts


def test_holes_are_filled_by_name_and_nothing_is_looked_into() -> None:
    assert Phrase("{label} of {title}", "en")(label="PDF", title="{label}") == "PDF of {label}"
    assert Phrase("{a.__class__} {b}", "en")(b=1) == "{a.__class__} 1"


@pytest.mark.parametrize(("count", "said"), [(0, "0 x"), (1, "1 y"), (2, "2 x")])
def test_a_number_chooses_the_form(count: int, said: str) -> None:
    words = Words("en-GB", {"n": {"one": "{count} y", "other": "{count} x"}})
    assert words.fill("n", count) == said


def test_plain_texts_are_texts_in_templates_and_others_are_asked() -> None:
    words = Words("en", {"plain": "x", "open": "{a}", "many": {"other": "z"}})
    assert words.named("plain") == "x"
    assert isinstance(words.named("open"), Phrase)
    assert isinstance(words.named("many"), Phrase)
    with pytest.raises(TypeError, match="number"):
        words["many"]
    assert words.get("nothing") == ""


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en", "1951-09-05", "5 Sept 1951"),
        ("de", "1951-05-15", "15. Mai 1951"),
        ("fr", "1951-06", "juin 1951"),
        ("ko", "1951-05-15", "1951년 5월 15일"),
        ("ar", "1951-05-15", "15 مايو 1951"),
        ("nl", "1951-03", "mrt 1951"),
        ("tlh", "1951-03", "Mar 1951"),
        ("de", "Fall 2019", "Herbst 2019"),
        ("de", "Michaelmas 2019", "Michaelmas 2019"),
        ("ja", "1951", "1951"),
    ],
)
def test_dates_are_those_of_the_language(language: str, date: str, said: str) -> None:
    found = parse_date(date)
    assert found is not None
    assert show_date(found, load_words(language)) == said


def test_a_range_that_goes_on_says_so() -> None:
    said = show_range(parse_range("2017-03 – present"), load_words("de"))
    assert said == f"März 2017 – {load_words('de')['present']}"


def test_a_date_before_our_era_needs_no_calendar() -> None:
    assert show_date(PartialDate(-43, 3, 15), load_words("de")) == "15 Mar -43"


@pytest.mark.parametrize(("language", "said"), [("en", "12,345"), ("de", "12.345")])
def test_numbers_are_grouped_as_the_language_does(language: str, said: str) -> None:
    assert number_text(12345, language) == said


@pytest.mark.parametrize(("language", "said"), [("en", "2nd"), ("de", "2."), ("it", "2ª")])
def test_numbers_in_order(language: str, said: str) -> None:
    assert load_words(language).ordinal(2) == said


def test_an_english_site_does_without_babel() -> None:
    code = (
        "import sys; from sitegen.words import load_words, show_date; "
        "from sitegen.model.dates import PartialDate, parse_date; "
        "words = load_words('en-GB'); words.fill('works', 2); words.ordinal(2); "
        "show_date(parse_date('2024-05-01'), words); print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(("language", "count"), [("ar", 1), ("ko", 1), ("de", 0)])
@pytest.mark.parametrize("theme", ["scholar", "folio", "plain"])
def test_scripts_that_need_a_style_of_their_own_have_it(
    build: BuildFiles, theme: str, language: str, count: int
) -> None:
    page = home(build, {"site.toml": f'{SITE}theme = "{theme}"\nlanguage = "{language}"\n'})
    assert page.count("/scripts.") == count


# Words of one's own ------------------------------------------------------------------------------


THEME = 'name = "mine"\ncontract = 1\nparent = "plain"\n'


def home(build: BuildFiles, files: dict[str, str]) -> str:
    made = build({"content/profile.toml": 'name = "Ada"\nemail = "a@example.org"\n', **files})
    assert made.value is not None, made.problems
    return made.value.outputs[OutPath("404.html")].decode()


def test_site_toml_changes_words(build: BuildFiles) -> None:
    site = f'{SITE}[words]\nnot_found = "Nothing here & there."\n'
    assert "Nothing here &amp; there." in home(build, {"site.toml": site})


def test_the_words_of_a_theme_stand_between_the_program_and_the_site(build: BuildFiles) -> None:
    files = {
        "site.toml": f'{SITE}theme = "mine"\nlanguage = "de"\n[words]\nskip = "Los!"\n',
        "themes/mine/theme.toml": THEME,
        "themes/mine/words/en.toml": 'hello = "Hello"\nnot_found = "X"\nskip = "Y"\n',
        "themes/mine/words/de.toml": 'not_found = "Nichts."\nskip = "Weiter"\n',
        "themes/mine/templates/404.html": (
            "{{ words.hello }} {{ words.not_found }} {{ words.skip }} {{ words.home }}"
        ),
    }
    assert home(build, files) == f"Hello Nichts. Los! {load_words('de')['home']}"


@pytest.mark.parametrize(
    "text",
    [
        'works = { one = "{count} x" }',
        "works = { other = 3 }",
        'works = { other = "x", some = "y" }',
        'works = { other = "{number}" }',
        "skip = { other = 'x' }",
        'skip = "{x}"',
        'Skip = "x"',
    ],
)
def test_what_templates_could_not_use_is_reported(build: BuildFiles, text: str) -> None:
    files = {
        "site.toml": f'{SITE}theme = "mine"\n',
        "themes/mine/theme.toml": THEME,
        "themes/mine/words/en.toml": f"{text}\n",
    }
    (problem,) = build(files).problems
    assert problem.code == "bad-word"
    assert problem.span.path == "themes/mine/words/en.toml"
