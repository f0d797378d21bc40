"""Loading a site again with what is remembered gives what loading from nothing gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.files import MemoryTree
from sitegen.load import LoadOptions, SiteMemo, decode_memo, encode_memo, load_site
from sitegen.load.memo_file import _header
from sitegen.model.entry import RawField, Spot
from sitegen.problems import SitePath, Span

if TYPE_CHECKING:
    import pytest

    from sitegen.model.site import Site
    from sitegen.problems import Outcome

TODAY = dt.date(2026, 5, 1)

FAMILY = (
    "\n@article{tides, author = {Lune, Ada}, title = {T}, journal = {Acta}, year = 2020}\n"
    "@inproceedings{waves, crossref = {days}, author = {Corvo, Rosa}, title = {\\foo{W}}}\n"
    "@proceedings{days, title = {Sea Days}, year = 2019, doi = {none}}\n"
)
CHOICES: Mapping[str, tuple[str | None, ...]] = {
    "site.toml": (
        'title = "Ada Lune"\nurl = "https://example.org/"\n',
        '\ntitle = "Ada Lune"\nurl = "https://example.org/"\nfooter = "*Ys*"\n',
        'title = "L"\nurl = "https://example.org/"\n[publications]\nmine_only = true\n',
        'title = "L"\nurl = "https://example.org/"\n[publications]\nmacros = { foo = "F #1" }\n',
        'title = "L"\nurl = "ys"\n',
        "title = \n",
        None,
    ),
    "content/profile.toml": (
        'name = "Ada Lune"\nbio = "On *tides* and [@tides], [x](javascript:y)."\n',
        '\n\nname = "Ada Lune"\nbio = "On *tides* and [@tides], [x](javascript:y)."\n',
        'name = "Rosa Corvo"\n',
        "name = 1\n",
        None,
    ),
    "content/cv.toml": (
        '[[news]]\ndate = 2020-01-01\ntext = "Old"\n[[news]]\ndate = 2030-01-01\ntext = "New"\n',
        '[[news]]\ndate = 2020-01-01\ntext = "Old"\n[[people]]\nname = "Rosa Corvo"\n',
        '[[venues]]\nname = "Acta"\nabbr = "AM"\n[[talks]]\ntitle = 5\n',
        None,
    ),
    "content/more.toml": ('\n[[people]]\nname = "Wren, Jo"\n', "tides = 1\n", None),
    "content/posts/2020-01-01-one.md": (
        '+++\ntitle = "One"\n+++\n\nText, $x$, [a](b.md).\n',
        '\n+++\ntitle = "One"\ndraft = true\n+++\n\nText, ![](b.png).\n',
        '+++\ntitle = "One"\ndate = 2031-01-01\n+++\n\nText.\n',
        "Text\n",
        None,
    ),
    "content/posts/two.md": (
        '+++\ntitle = "Two"\ndate = "May 2021"\n+++\n\n<b>Text</b>\n',
        '+++\ntitle = "Two"\n+++\n',
        None,
    ),
    "content/projects/ys.md": (
        '+++\ntitle = "Ys"\nweight = 2\n+++\nA[^1]\n',
        '+++\ntitle = "Ys"\ndate = "2019-"\ncolour = 1\n+++\n',
        None,
    ),
    "content/projects/sea.md": ('+++\ntitle = "Sea"\nweight = 1\n+++\n', None),
    "content/news/prize.md": ('+++\ntitle = "Prize"\ndate = 2022-02-02\n+++\n', None),
    "content/pages/a/b.md": ('+++\ntitle = "B"\n+++\n# B\n', "+++\n", None),
    "content/tides/c.md": ("C\n", None),
    "content/assets/a.pdf": ("%PDF", None),
    "publications.bib": (
        "@article{tides, author = {Lune, Ada}, title = {T}, journal = {Acta}, year = 2020}\n",
        FAMILY,
        "@string{am = {Acta}}\n@misc{tides, title = am, slide = {x.pdf}}\n@misc{tides, title=am}",
        None,
    ),
    "references.bib": ("@book{kelp, author = {Wren, Jo}, title = {Kelp}}\n", None),
}
FILES = {path: texts[0] or "" for path, texts in CHOICES.items()}


def everything(value: object) -> object:
    """Return a value with the places in it, which take no part in its equality."""
    if isinstance(value, (Span, RawField)):
        return value.span if isinstance(value, RawField) else repr(value)
    if isinstance(value, tuple):
        return [everything(one) for one in value]
    if isinstance(value, Mapping):
        return {key: everything(one) for key, one in value.items()}
    if isinstance(value, Spot):
        return value.span
    if is_dataclass(value):
        return {
            field.name: value.span if field.name == "source" and hasattr(value, "span")
            else everything(getattr(value, field.name))
            for field in fields(value)
            if field.name not in {"place", "offset"}
        }, getattr(value, "span", None)  # fmt: skip
    return value


def facts(found: Outcome[Site]) -> object:
    return everything(found.value), found.problems


edits = st.lists(
    st.tuples(
        st.sampled_from(sorted(CHOICES)),
        st.integers(0, 6),
        st.sampled_from(
            (
                LoadOptions(),
                LoadOptions(),
                LoadOptions(drafts=True),
                LoadOptions(future=True),
                LoadOptions(base_url="https://preview.example.org/"),
            )
        ),
        st.booleans(),
    ),
    min_size=2,
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(edits)
def test_a_history_of_edits_makes_no_difference(
    history: list[tuple[str, int, LoadOptions, bool]],
) -> None:
    """Neither does the cache on disk, through which the memo goes now and then."""
    memo: SiteMemo | None = SiteMemo()
    files = {path: texts[0] for path, texts in CHOICES.items()}
    for path, number, options, is_new_process in history:
        files[path] = CHOICES[path][number % len(CHOICES[path])]
        tree = MemoryTree({path: text for path, text in files.items() if text is not None})
        if is_new_process and memo:
            memo = decode_memo(encode_memo(memo))
            assert memo
        remembered = load_site(tree, TODAY, options, memo=memo)
        assert facts(remembered) == facts(load_site(tree, TODAY, options))


def loaded(files: Mapping[str, str], memo: SiteMemo) -> Site:
    site = load_site(MemoryTree(files), TODAY, memo=memo).value
    assert site is not None
    return site


def test_what_has_not_changed_is_the_very_same_object() -> None:
    files = {path: texts[0] or "" for path, texts in CHOICES.items()}
    files["publications.bib"] = FAMILY
    files["site.toml"] = CHOICES["site.toml"][2] or ""
    memo = SiteMemo()
    first = loaded(files, memo)
    one = files["content/posts/2020-01-01-one.md"] + "More.\n"
    second = loaded({**files, "content/posts/2020-01-01-one.md": one}, memo)
    changed = {
        field.name
        for field in fields(first)
        if getattr(first, field.name) is not getattr(second, field.name)
    }
    assert changed == {"posts"}
    assert [new is old for new, old in zip(second.posts, first.posts, strict=True)] == [True, False]


def test_a_site_in_which_nothing_changed_is_the_very_same() -> None:
    files = {path: texts[0] or "" for path, texts in CHOICES.items()}
    memo = SiteMemo()
    assert loaded(files, memo) is loaded(dict(files), memo)


def test_a_changed_entry_leaves_all_others() -> None:
    files = {path: texts[0] or "" for path, texts in CHOICES.items()}
    files["publications.bib"] = FAMILY
    memo = SiteMemo()
    first = loaded(files, memo)
    moved = "\n" + files["publications.bib"].replace("{T}", "{Tides}")
    second = loaded({**files, "publications.bib": moved}, memo)
    same = [new is old for new, old in zip(second.publications, first.publications, strict=True)]
    assert same == [False, True, True]
    assert second.publications[1].span.line == first.publications[1].span.line
    assert second.references is first.references


def test_a_line_more_leaves_the_list_as_it_is() -> None:
    files = {path: texts[0] or "" for path, texts in CHOICES.items()}
    memo = SiteMemo()
    first = loaded(files, memo)
    second = loaded({**files, "publications.bib": "\n\n" + files["publications.bib"]}, memo)
    assert second.publications is first.publications
    assert second.publications[0].span.line == 3


def test_places_are_looked_for_only_when_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.readers.toml._outline", None)
    chosen = ("site.toml", "content/profile.toml", "content/posts/two.md", "publications.bib")
    profile = 'name = "Ada Lune"\nphoto = "a.jpg"\nheadline = "Sea"\n'
    files = {path: FILES[path] for path in chosen} | {"content/profile.toml": profile}
    site = loaded(files, SiteMemo())
    assert str(site.profile.headline) == "Sea"
    monkeypatch.undo()
    assert site.profile.headline.span == Span(SitePath("content/profile.toml"), 3, 12, 5)


# --- the cache on disk


def stored(files: Mapping[str, str]) -> bytes:
    memo = SiteMemo()
    load_site(MemoryTree(files), TODAY, memo=memo)
    return encode_memo(memo)


def test_a_new_process_makes_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memo = decode_memo(stored(FILES))
    expected = facts(load_site(MemoryTree(FILES), TODAY))
    for name in ("readers.bibtex_parts.read_part", "load.pages._read_page"):
        monkeypatch.setattr(f"sitegen.{name}", None)
    monkeypatch.setattr("sitegen.load.publications._EntryReader", None)
    assert facts(load_site(MemoryTree(FILES), TODAY, memo=memo)) == expected


def test_what_did_not_change_is_written_as_it_was() -> None:
    data = stored(FILES)
    memo = decode_memo(data)
    load_site(MemoryTree(FILES), TODAY, memo=memo)
    assert memo
    assert encode_memo(memo) == data


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_a_damaged_cache_is_none(place: float, flip: int) -> None:
    data = bytearray(stored({"site.toml": FILES["site.toml"]}))
    at = int(place * len(data))
    assert decode_memo(bytes(data[:at])) is None
    data[at] ^= flip
    assert decode_memo(bytes(data)) is None


def test_the_cache_of_another_version_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    data = stored(FILES)
    monkeypatch.setattr("sitegen.load.memo_file.__version__", "99.9")
    assert decode_memo(data) is None
    assert decode_memo(b"") is None


def test_an_unsafe_address_in_a_forged_cache_is_not_taken() -> None:
    """Also where its digest is right: what stands there is read from the entry again."""
    entry = "@misc{a, author = {Lune, Ada}, title = {T}, year = 2020, url = {https://a.example/}}"
    files = {**FILES, "publications.bib": entry}
    body = stored(files).partition(b"\n")[2].replace(b'"https://a.example/"', b'"javascript:a()"')
    memo = decode_memo(_header(body) + body)
    assert memo
    site = load_site(MemoryTree(files), TODAY, memo=memo).value
    assert site
    assert [link.href.value for link in site.publications[0].links] == ["https://a.example/"]
