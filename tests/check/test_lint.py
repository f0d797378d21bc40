"""What the lint says, and above all what it must not say."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest
from work import coming_to_an_end, count_steps

from sitegen.check.entries import keys_by_place
from sitegen.check.lint import lint_site
from sitegen.check.scholar import check_scholar
from sitegen.files import MemoryTree
from sitegen.load import load_site
from sitegen.problems import SitePath, Span
from sitegen.routes import plan_routes

if TYPE_CHECKING:
    from conftest import BuildFiles

    from sitegen.model.site import Site

TODAY = dt.date(2026, 3, 1)
CONFIG = 'title = "Mira Tallis"\nurl = "https://example.org/"\n'
USUAL = {
    "author": "Tallis, Mira",
    "title": "Tides of a Small Sea",
    "journal": "Acta Maris",
    "year": "2024",
}


def entry(kind: str = "article", key: str = "", **values: str) -> str:
    """Return an entry with a DOI of its own; an empty value leaves a field out."""
    fields = {**USUAL, "doi": f"10.5555/{key or 'a'}", **values}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key or 'a'},\n{lines}}}\n"


def load(*entries: str, **files: str) -> tuple[Site, MemoryTree]:
    tree = MemoryTree(
        {
            "site.toml": CONFIG,
            "publications.bib": "\n".join(entries),
            **{name.replace("__", "."): text for name, text in files.items()},
        }
    )
    site = load_site(tree, TODAY).value
    assert site is not None
    return site, tree


def codes(*entries: str, **files: str) -> list[str]:
    return sorted(problem.code for problem in lint_site(*load(*entries, **files)))


# Duplicates --------------------------------------------------------------------------------------


def test_a_preprint_and_what_it_became_are_no_duplicates() -> None:
    preprint = entry("misc", "a", eprint="2401.00001", archiveprefix="arXiv", journal="", doi="")
    published = entry("article", "b", eprint="2401.00001", archiveprefix="arXiv")
    assert codes(preprint, published) == []


def test_versions_that_say_so_are_no_duplicates() -> None:
    assert codes(entry(key="a"), entry(key="b", doi="10.5555/a", version_of="a")) == []
    assert codes(entry(key="a", related="B"), entry(key="b", doi="10.5555/a")) == []
    assert codes(entry(key="a"), entry(key="b", doi="10.5555/a")) == ["duplicate-paper"]


@pytest.mark.parametrize(
    "other",
    [
        {"doi": "10.5555/b"},
        {"year": "1996"},
        {"author": "Corvo, Rosa and Lune, Ada"},
        {"journal": "Journal of Other Waves"},
        {"pages": "100--120", "volume": "9"},
        {"title": "Tides of a Small Sea, Part II"},
    ],
)
def test_papers_that_share_a_title_may_differ(other: dict[str, str]) -> None:
    one = {"year": "1999", "doi": "10.5555/a", "pages": "1--9", "volume": "8"}
    found = codes(entry(key="a", **one), entry(key="b", **one | {"doi": ""} | other))
    assert "duplicate-paper" not in found
    without_doi = one | {"doi": ""}
    assert codes(entry(key="a", **without_doi), entry(key="b", **without_doi)) == [
        "duplicate-paper"
    ]


def test_chapters_share_the_doi_of_their_book() -> None:
    chapters = [
        entry(
            "incollection", key, title=title, booktitle="All Seas", journal="", doi="10.5555/book"
        )
        for key, title in (("a", "The North Sea"), ("b", "The South Sea"))
    ]
    assert codes(*chapters) == []


def test_talks_have_the_title_of_their_paper() -> None:
    talk = entry("talk", "b", doi="", journal="", howpublished="Port Corvo")
    assert codes(entry(), talk, talk.replace("{b,", "{c,")) == []


def test_a_workshop_paper_may_become_a_conference_paper() -> None:
    paper = entry("inproceedings", "a", journal="", booktitle="Proceedings of TIDES", doi="")
    assert codes(paper, entry("workshop", "b", journal="", abbr="T", doi="")) == []


def test_hidden_works_are_nobodys_business() -> None:
    assert codes(entry(key="a"), entry(key="b", doi="10.5555/a", hidden="true", pages="x")) == []


# Venues ------------------------------------------------------------------------------------------


def spellings(*venues: str, **files: str) -> list[str]:
    works = [
        entry(key=f"k{number}", title=f"Sea number {number} and its tides", journal=venue)
        for number, venue in enumerate(venues)
    ]
    found = lint_site(*load(*works, **files))
    return [problem.message for problem in found if problem.code == "venue-spelling"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Journal of Tides", "J. Tides"),
        ("Journal of Tides", "J Tides"),
        ("The Journal of Tides and Waves", "Journal of Tides \\& Waves"),
        ("Journal of tides", "Journal of Tides"),
        ("Journal of Tides", "Journal of Tide"),
        (
            "Proc. Natl. Acad. Sci. Corvonia",
            "Proceedings of the National Academy of Sciences of Corvonia",
        ),
    ],
)
def test_one_venue_in_two_spellings(one: str, other: str) -> None:
    assert len(spellings(one, other)) == 1
    assert len(spellings(other, one, one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tidal Review A", "Tidal Review B"),
        ("Tid. Rev. A", "Tidal Review Applied"),
        ("Tidal Review", "Tidal Review A"),
        ("Wave", "Waves"),
        ("Journal of Tides", "Journal of Time"),
        ("Journal of Tides", "Journal of Times"),
        ("Proceedings of TIDES 2023", "Proceedings of TIDES 2024"),
        ("Proceedings of the 8th Meeting on Tides", "Proceedings of the 9th Meeting on Tides"),
        ("Journal of Chemical Seas", "Journal of Chemistry"),
    ],
)
def test_two_venues(one: str, other: str) -> None:
    assert spellings(one, other) == []


def test_spellings_in_venues_are_settled() -> None:
    table = '[[venues]]\nname = "Journal of Tides"\nabbr = "JT"\nspellings = ["J. Tides"]\n'
    files = {"content/venues__toml": table}
    assert spellings("Journal of Tides", "J. Tides", **files) == []


def test_all_rare_spellings_lead_to_one() -> None:
    found = spellings("J. Tides", "Jour. Tides", "Journal of Tides", "Journal of Tides")
    assert sorted(found) == [
        "`J. Tides` looks like `Journal of Tides` in another spelling",
        "`Jour. Tides` looks like `Journal of Tides` in another spelling",
    ]


# Single fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"pages": "1023--31"},
        {"pages": "S12--15"},
        {"pages": "xi--xx"},
        {"pages": "3:1--3:25"},
        {"pages": "e01786--19"},
        {"pages": "12-1--12-9"},
        {"pages": "1--9, 20"},
        {"pages": "1043+"},
        {"pages": "in press"},
        {"pages": "n/a"},
        {"doi": "{10.5555/a\\_b}"},
        {"doi": "10/gmhk73"},
        {"year": "2024", "month": "04--06 Jun"},
        {"month": "Sept."},
        {"month": "Spring"},
        {"year": "in press"},
        {"author": "{1000 Seas Consortium} and Tallis, Mira and Corvo, Rosa"},
        {"author": "Tallis, Mira and 山田太郎 and Corvo, Rosa"},
        {"author": "Tallis, Mira and NASA and Corvo, Rosa"},
        {"author": "Tallis, Mira$^1$ and Corvo, Rosa$^{2}$"},
        {"title": "DNA"},
        {"title": "{DNA} of tides"},
        {"title": "潮の満ち引き"},
        {"title": "COVID-19"},
    ],
)
def test_fields_that_are_not_odd(values: dict[str, str]) -> None:
    assert codes(entry(**values)) == []


def test_what_an_entry_inherits_is_told_once() -> None:
    parent = entry("proceedings", "p", author="", editor="Lune, Ada", pages="9--1", doi="")
    children = [
        entry("inproceedings", key, title=title, crossref="p", journal="")
        for key, title in (("a", "On the North Sea"), ("b", "On the South Sea"))
    ]
    assert codes(*children, parent) == ["odd-pages"]


def test_a_short_name_of_the_venue_will_do() -> None:
    assert codes(entry("inproceedings", journal="", abbr="TIDES")) == []
    assert codes(entry("inproceedings", journal="")) == ["missing-venue"]


@pytest.mark.parametrize(
    ("kind", "year", "more", "is_missing"),
    [
        ("article", "2000", {}, True),
        ("article", "1999", {}, False),
        ("article", "2024", {"status": "submitted"}, False),
        ("book", "2024", {"publisher": "Kelpstone"}, False),
        ("misc", "2024", {}, False),
    ],
)
def test_who_needs_a_doi(kind: str, year: str, more: dict[str, str], *, is_missing: bool) -> None:
    found = codes(entry(kind, year=year, doi="", **more))
    assert found == (["missing-doi"] if is_missing else [])


def test_conference_papers_need_a_doi_where_most_have_one() -> None:
    papers = [
        entry("inproceedings", f"k{n}", title=f"Sea {n} of many", booktitle="TIDES", doi=doi)
        for n, doi in enumerate(["10.5555/1", "10.5555/2", "", ""])
    ]
    assert codes(*papers[:3]) == ["missing-doi"]
    assert codes(*papers) == []
    assert codes(*papers[2:]) == []


def test_strings_are_used_in_many_ways() -> None:
    strings = '@string{am = {Acta Maris}}\n@STRING(JW = "Waves")\n@string{ n = {N}, }\n'
    uses = "@article{a, author={Tallis, Mira}, title={On Seas}, doi={10.5555/a}, year=2024,\n"
    uses += "journal = AM # { } # jw, note=n}\n"
    assert codes(strings, uses) == []
    assert codes(strings, entry()) == ["unused-string"] * 3


# The owner ---------------------------------------------------------------------------------------


def test_one_report_when_most_papers_are_without_the_owner() -> None:
    works = [
        entry(key=f"k{n}", title=f"Sea number {n} and its tides", author=author)
        for n, author in enumerate(["Tallis, Mira", "Lune, A.", "Lune, A.", "Lune, A."])
    ]
    assert codes(*works) == ["owner-not-found"]
    assert codes(*works[1:]) == ["owner-not-found"] * 3
    assert codes(*works[:2]) == ["owner-not-found"]


def test_works_of_namesakes_are_not_missed() -> None:
    profile = 'name = "Mira Tallis"\nnot_me = ["a"]\n'
    assert codes(entry(author="Tallis, Milo"), **{"content/profile__toml": profile}) == []


# Silence -----------------------------------------------------------------------------------------


def reported(build: BuildFiles, ignore: str, *entries: str) -> list[tuple[str, str]]:
    files = {"site.toml": f"{CONFIG}[check]\nignore = {ignore}\n"}
    built = build(files | {"publications.bib": "\n".join(entries)}, with_lint=True)
    return [(problem.code, problem.severity) for problem in built.problems]


def test_a_code_is_silenced_everywhere_or_at_one_entry(build: BuildFiles) -> None:
    works = [entry(key=key, title=f"Sea {key * 9}", doi="") for key in "abc"]
    assert reported(build, "[]", *works) == [("missing-doi", "warning")] * 3
    assert reported(build, '["missing-doi:b"]', *works) == [("missing-doi", "warning")] * 2
    assert reported(build, '["missing-doi"]', *works) == []
    assert (
        reported(build, '["odd-pages", "missing-doi:z"]', *works)
        == [("missing-doi", "warning")] * 3
    )


def test_what_is_silenced_is_not_counted_in_a_summary(build: BuildFiles) -> None:
    works = [entry(key=f"k{n}", title=f"Sea {'abcdefg'[n] * 9}", doi="") for n in range(7)]
    files = {"publications.bib": "\n".join(works)}
    (one,) = build({"site.toml": CONFIG, **files}, with_lint=True).problems
    assert one.message.startswith("7 papers have no DOI: k0, k1,")
    config = CONFIG + '[check]\nignore = ["missing-doi:k0"]\n'
    (one,) = build({"site.toml": config, **files}, with_lint=True).problems
    assert one.message.startswith("6 papers have no DOI: k1, k2,")


def test_five_of_a_kind_are_told_one_by_one(build: BuildFiles) -> None:
    works = [entry(key=f"k{n}", title=f"Sea {'abcdefg'[n] * 9}", doi="") for n in range(6)]
    assert len(reported(build, "[]", *works[:5])) == 5
    assert len(reported(build, "[]", *works)) == 1


def test_build_is_silenced_too_but_errors_never_are(build: BuildFiles) -> None:
    files = {
        "publications.bib": entry(year=""),
        "content/posts/2024-01-01-a.md": '+++\ntitle = "A"\ndate = 2024-01-01\n+++\n[x](/no/)\n',
    }
    assert [one.code for one in build({"site.toml": CONFIG, **files}).problems] == [
        "broken-link",
        "bib-no-year",
    ]
    config = CONFIG + '[check]\nignore = ["bib-no-year:a", "broken-link"]\n'
    assert [one.code for one in build({"site.toml": config, **files}).problems] == [
        "broken-link",
        "unknown-warning",
    ]


def test_a_place_belongs_to_the_entry_around_it() -> None:
    site, _ = load("@article{a, title={A}}", "", "@article{b,\n title={B}}", "@misc{c, title={C}}")
    key_at = keys_by_place(site)
    path = SitePath("publications.bib")
    assert [key_at(Span(path, line, 1)) for line in (1, 3, 4, 5)] == ["a", "b", "b", "c"]
    site, _ = load("@article{a, title={A}} @article{b, title={B}}")
    key_at = keys_by_place(site)
    assert [key_at(Span(path, 1, column)) for column in (1, 13, 33, 36)] == ["a", "a", "b", "b"]
    assert key_at(Span(SitePath("site.toml"), 5)) is None
    assert key_at(Span(SitePath("zzz.bib"), 5)) is None


# Google Scholar ----------------------------------------------------------------------------------

PDF = b"%PDF-1.5 /Font"


def gaps(*entries: str, **assets: bytes) -> tuple[list[str], tuple[int, int]]:
    tree = MemoryTree(
        {
            "site.toml": CONFIG,
            "publications.bib": "\n".join(entries),
            **{f"content/assets/pdf/{name}.pdf": content for name, content in assets.items()},
        }
    )
    site = load_site(tree, TODAY).value
    assert site is not None
    routes = plan_routes(site).value
    assert routes is not None
    found = check_scholar(site, routes, tree)
    assert found.value is not None
    return [problem.code for problem in found.problems], tuple(found.value)


COMPLETE = {"pages": "1--9", "abstract": "Seas.", "pdf": "a.pdf"}


def test_a_complete_paper_lacks_nothing() -> None:
    assert gaps(entry(**COMPLETE), a=PDF) == ([], (1, 1))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "scholar-no-title"),
        ({"author": "", "editor": "Tallis, Mira"}, "scholar-no-author"),
        ({"year": ""}, "scholar-no-date"),
        ({"journal": ""}, "scholar-no-venue"),
        ({"pages": ""}, "scholar-no-pages"),
        ({"abstract": ""}, "scholar-no-abstract"),
        ({"pdf": ""}, "scholar-no-pdf"),
        ({"pdf": "https://example.com/a.pdf"}, "scholar-pdf-elsewhere"),
        ({"pdf": "big.pdf"}, "scholar-pdf-large"),
        ({"pdf": "scan.pdf"}, "scholar-pdf-scanned"),
    ],
)
def test_one_thing_that_google_scholar_misses(change: dict[str, str], code: str) -> None:
    files = {"a": PDF, "big": PDF + b" " * 5_000_000, "scan": b"%PDF-1.5 /Image"}
    complete = entry(key="b", title="On Waves", **COMPLETE)
    assert gaps(entry(**COMPLETE | change), complete, **files) == ([code], (1, 2))


def test_talks_and_data_are_not_for_google_scholar() -> None:
    assert gaps(entry("dataset"), entry("talk", "b")) == ([], (0, 0))


# Large and hostile input -------------------------------------------------------------------------


HOSTILE = 300_000


def lint(site: Site, tree: MemoryTree) -> None:
    list(lint_site(site, tree))


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Same title of all papers", "doi": "10.5555/same"},
        {"journal": "Journal of Tides {n}"},
        {"journal": "J{n}. of Tides"},
        {"author": "Lune, Ada and " * 3 + "Corvo, Rosa"},
    ],
)
def test_work_grows_with_the_number_of_papers(values: dict[str, str]) -> None:
    def steps(size: int) -> int:
        entries = (
            entry(
                key=f"k{n}", **{name: text.replace("{n}", str(n)) for name, text in values.items()}
            )
            for n in range(1000, 1000 + size)
        )
        return count_steps(partial(lint, *load(*entries)))

    lint(*load(entry()))  # now all modules are imported
    small, large = steps(100), steps(800)
    assert large < 11 * small


@pytest.mark.parametrize("name", ["pages", "year", "month", "doi", "title", "author", "journal"])
@pytest.mark.parametrize("piece", ["-", "1-", "1--", ", ", "a ", " ", "{", "é", "=", "10.5555/"])
def test_the_lint_of_hostile_fields_ends(name: str, piece: str) -> None:
    site, tree = load(entry(**{name: "1" + piece * (HOSTILE // len(piece))}))
    with coming_to_an_end():
        lint(site, tree)


def test_the_lint_of_hostile_strings_ends() -> None:
    for piece in ("@string{", "@string{a=", "= ", "=\n", "# a", "@string{ \n"):
        site, tree = load(entry(), f"@string{{a = {{b}}}}\n{piece * (HOSTILE // len(piece))}")
        with coming_to_an_end():
            lint(site, tree)
