from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from html_pages import broken_links, read_page
from site_folders import SITES, read_site

from sitegen.files import DiskTree, SiteTree, builtin_themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import BuildFiles

ATOM = "{http://www.w3.org/2005/Atom}"

EVERYTHING = read_site(SITES / "valid/everything")


@pytest.fixture(params=["smallest", "everything", "example"])
def site(request: pytest.FixtureRequest, smallest: dict[str, str | bytes]) -> object:
    """Three sites: the smallest, one with everything, the example in the repository."""
    if request.param == "example":
        return SiteTree(DiskTree(request.config.rootpath), DiskTree(builtin_themes()))
    return smallest if request.param == "smallest" else EVERYTHING


@pytest.mark.parametrize("base_url", ["https://example.org/", "https://example.org/repo/"])
def test_every_link_leads_to_a_file_wherever_the_folder_is(
    site: object, base_url: str, build: BuildFiles
) -> None:
    built = build(site, base_url=base_url, future=True)
    assert built.value is not None, built.problems
    outputs = {str(path): content for path, content in built.value.outputs.items()}
    assert list(broken_links(outputs, base_url)) == []


def test_pages_hold_no_absolute_link_to_the_site_itself(site: object, build: BuildFiles) -> None:
    built = build(site, base_url="https://only-here.example/", future=True)
    assert built.value is not None
    for path, content in built.value.outputs.items():
        if path.endswith(".html") and path != "404.html":
            page = read_page(content.decode())
            inside = [href for _, href in page.links if href.startswith(("/", "https://only-here"))]
            assert inside == [], path


def test_every_page_is_well_formed_and_complete(site: object, build: BuildFiles) -> None:
    built = build(site, future=True)
    assert built.value is not None
    titles: dict[str, str] = {}
    for path, content in built.value.outputs.items():
        if not path.endswith(".html"):
            continue
        text = content.decode()
        page = read_page(text)
        assert text.startswith("<!doctype html>"), path
        assert page.unbalanced == [], path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.headings.count(1) == 1, path
        steps = [
            after - before for before, after in zip(page.headings, page.headings[1:], strict=False)
        ]
        assert all(step <= 1 for step in steps), (path, page.headings)
        assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
        assert dict(page.metas).get("description"), path
        assert page.title not in titles, (path, titles.get(page.title))
        titles[page.title] = path


def test_pages_ask_nothing_of_a_third_party(site: object, build: BuildFiles) -> None:
    built = build(site, future=True)
    assert built.value is not None
    loads = re.compile(rb"""(?:src|srcset)=["']?https?:|url\(["']?(?:https?:)?//|@import""")
    for path, content in built.value.outputs.items():
        if path.endswith((".html", ".css")):
            assert not loads.search(content), path
            page = read_page(content.decode()) if path.endswith(".html") else None
            fetched = ("stylesheet", "preload", "icon")
            for rel, href in page.rels if page else ():
                assert rel not in fetched or not href.startswith("http"), path


def test_the_smallest_site_has_the_pages_it_has_content_for(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    assert sorted(outputs(smallest)) == [
        ".nojekyll",
        "404.html",
        "favicon.svg",
        "feed.xml",
        "index.html",
        "publications.bib",
        "publications.json",
        "publications.ris",
        "publications/example2024tides/example2024tides.bib",
        "publications/example2024tides/example2024tides.json",
        "publications/example2024tides/example2024tides.ris",
        "publications/example2024tides/index.html",
        "publications/feed.xml",
        "publications/index.html",
        "robots.txt",
        "search.json",
        "sitemap.xml",
    ]


def test_everything_has_its_place(outputs: Callable[..., dict[str, str]]) -> None:
    made = outputs(EVERYTHING)
    for path in (
        "CNAME", "about/method/index.html", "cv/index.html", "feed.xml", "news/feed.xml",
        "news/index.html", "news/prize/index.html", "posts/feed.xml", "posts/hello/index.html",
        "posts/index.html", "projects/index.html", "projects/sea/index.html", "talks.ics",
        "talks/index.html", "teaching/index.html",
    ):  # fmt: skip
        assert path in made
    assert made["CNAME"] == "example.org\n"
    assert "Sitemap: https://example.org/me/sitemap.xml" in made["robots.txt"]


def test_a_private_contact_stands_nowhere(outputs: Callable[..., dict[str, str]]) -> None:
    for path, text in outputs(EVERYTHING).items():
        assert "555" not in re.sub(r"\D", "", text) or "0100" not in text, path


def test_a_publication_page_carries_what_scholar_reads(
    outputs: Callable[..., dict[str, str]],
) -> None:
    page = read_page(outputs(EVERYTHING)["publications/example2024tides/index.html"])
    tags = [meta for meta in page.metas if meta[0].startswith("citation_")]
    assert tags == [
        ("citation_title", "Tides & Ebbs"),
        ("citation_author", "Example, Ada"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "Other, Bo"),
        ("citation_publication_date", "2024/05"),
        ("citation_journal_title", "Journal of Water"),
        ("citation_volume", "3"),
        ("citation_firstpage", "1"),
        ("citation_lastpage", "9"),
        ("citation_doi", "10.1000/182"),
        ("citation_pdf_url", "https://example.org/a.pdf"),
        (
            "citation_abstract_html_url",
            "https://example.org/me/publications/example2024tides/",
        ),
    ]
    assert ("cite-as", "https://doi.org/10.1000/182") in page.rels
    data = json.loads(page.scripts[-1])["@graph"][0]
    assert data["@type"] == "ScholarlyArticle"
    assert [author["name"] for author in data["author"]] == ["Ada Example", "Bo Other"]


def test_absolute_addresses_stand_where_a_standard_wants_them(
    outputs: Callable[..., dict[str, str]],
) -> None:
    made = outputs(EVERYTHING)
    assert (
        '<link rel="canonical" href="https://example.org/me/posts/hello/">'
        in (made["posts/hello/index.html"])
    )
    root = ET.fromstring(made["sitemap.xml"])  # noqa: S314 our own output
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    places = [str(url.findtext(f"{namespace}loc")) for url in root]
    assert "https://example.org/me/" in places
    assert all(place.startswith("https://example.org/me/") for place in places)
    assert not any("404" in place for place in places)


def test_feeds_are_atom_with_dates_of_the_content(outputs: Callable[..., dict[str, str]]) -> None:
    made = outputs(EVERYTHING)
    for path in ("feed.xml", "posts/feed.xml", "news/feed.xml", "publications/feed.xml"):
        feed = ET.fromstring(made[path])  # noqa: S314 our own output
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids))
        updated = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
        assert updated == sorted(updated, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == max(updated)
    post = ET.fromstring(made["posts/feed.xml"])  # noqa: S314 our own output
    content = str(post.findtext(f"{ATOM}entry/{ATOM}content"))
    assert 'src="https://example.org/me/assets/sea.svg"' in content


def test_the_calendar_gives_utc_for_local_times(outputs: Callable[..., dict[str, str]]) -> None:
    calendar = outputs(EVERYTHING)["talks.ics"]
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20260504T120000Z\r\nDURATION:PT45M\r\n" in calendar
    assert "SUMMARY:Depth\\, and other measures\r\n" in calendar
    assert "DTSTART;VALUE=DATE:20200910\r\nDTEND;VALUE=DATE:20200911\r\n" in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))


def test_upcoming_talks_stand_first_until_their_day(
    outputs: Callable[..., dict[str, str]],
) -> None:
    talks = outputs(EVERYTHING)["talks/index.html"].partition("<body>")[2]
    assert talks.index("Upcoming") < talks.index("Depth, and other") < talks.index("Past waves")


def test_what_is_held_back_stands_nowhere(outputs: Callable[..., dict[str, str]]) -> None:
    files = {
        **EVERYTHING,
        "content/posts/draft.md": '+++\ntitle = "Secretdraft"\ndate = 2025\ndraft = true\n+++\nx\n',
        "content/posts/later.md": '+++\ntitle = "Laterpost"\ndate = "2026-03-02"\n+++\nx\n',
    }
    everything = "".join(outputs(files).values())
    assert "Secretdraft" not in everything
    assert "Laterpost" not in everything
    assert "Secretdraft" in "".join(outputs(files, drafts=True).values())
    assert "Laterpost" in "".join(outputs(files, future=True).values())


def test_markup_in_content_is_shown_not_run(outputs: Callable[..., dict[str, str]]) -> None:
    evil = "<script>alert(1)</script>"
    files = {
        "site.toml": f"title = '{evil}'\nurl = 'https://example.org/'\nfooter = '{evil}'\n",
        "content/profile.toml": f"name = '{evil}'\nsummary = '{evil}'\nbio = '{evil}'\n",
        "content/cv.toml": f"[[talks]]\ntitle = '{evil}'\nevent = '{evil}'\ndate = 2020-01-01\n",
        "content/posts/a.md": f"+++\ntitle = '{evil}'\ndate = 2020-01-01\n+++\n{evil}\n",
        "publications.bib": (
            f"@article{{k, title={{{evil}}}, author={{{evil}}}, journal={{{evil}}}, "
            f"note={{{evil}}}, abstract={{{evil}}}, keywords={{{evil}}}, "
            "url={javascript:alert(1)}, year=2020}"
        ),
    }
    for path, text in outputs(files).items():
        if path.endswith(".html"):
            page = read_page(text)
            assert not any("alert(1)" in body and "@context" not in body for body in page.scripts)
            assert "javascript:alert" not in str(page.links)
            assert "<script>alert" not in text
        if path.endswith(".xml"):
            ET.fromstring(text)  # noqa: S314 our own output
        if path.endswith(".json"):
            json.loads(text)


def test_faults_of_all_files_are_reported_in_one_run(report: Callable[..., str]) -> None:
    files = {
        **EVERYTHING,
        "content/more.toml": '[[talks]]\ntitel = "x"\ntitle = "x"\n',
        "content/posts/bad.md": '+++\ntitle = "x"\ndate = "soon"\n+++\n',
        "content/pages/cite.md": '+++\ntitle = "x"\n+++\n[@nobody] ![x](none.png)\n',
        "publications.bib": "@article{k, title={T} year=2020}\n",
    }
    printed = report(files)
    codes = re.findall(r"\[([a-z0-9-]+)\]$", printed, re.MULTILINE)
    assert {"unknown-key", "bad-date", "unknown-citation", "missing-image"} <= set(codes)
    assert "bib-missing-comma" in codes
    assert "broken-link" not in codes
    places = [
        line for line in printed.split("\n") if re.match(r"[\w./-]+:\d+:\d+: (?:err|warn)", line)
    ]
    assert places == sorted(places, key=lambda line: line.split(":")[0])


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("site.toml", 'title = "A"\nurl = "https://[::1"\n', "bad-url"),
        ("site.toml", 'title = "A"\nurl = "https://a.example:99999/"\n', "bad-url"),
        ("site.toml", 'title = "A"\nurl = "https://a.example/"\ntheme = ""\n', "unknown-theme"),
        ("content/a.toml", '[[news]]\ntext = "x"\nend = 2020\n', "bad-date"),
        ("content/a.toml", '[[talks]]\ntitle = "x"\ntime = "24:00"\n', "bad-time"),
    ],
)
def test_odd_values_are_problems_not_failures(
    smallest: dict[str, str | bytes], build: BuildFiles, path: str, text: str, code: str
) -> None:
    built = build({**smallest, path: text})
    assert [problem.code for problem in built.problems] == [code]


def test_the_last_day_there_is_has_no_next_one(
    smallest: dict[str, str | bytes], outputs: Callable[..., dict[str, str]]
) -> None:
    talk = '[[talks]]\ntitle = "x"\ndate = "9999-12-31"\n'
    calendar = outputs({**smallest, "content/a.toml": talk})["talks.ics"]
    assert "DTSTART;VALUE=DATE:99991231" in calendar


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("cv", ("cv/index.html", "cv.pdf")),
        ("pdf", ("cv.pdf",)),
        ("exports", ("publications.bib", "publications.json", "publications.ris")),
        ("feeds", ("feed.xml", "publications/feed.xml", "posts/feed.xml")),
        ("search", ("search.json",)),
    ],
)
def test_what_is_skipped_is_neither_made_nor_linked(
    name: str, missing: tuple[str, ...], build: BuildFiles
) -> None:
    settings = EVERYTHING["site.toml"]
    assert isinstance(settings, bytes)
    skipping = settings + f'\n[build]\nskip = ["{name}"]\n'.encode()
    whole, built = build(EVERYTHING).value, build({**EVERYTHING, "site.toml": skipping}).value
    assert whole is not None
    assert built is not None
    assert set(missing) <= whole.outputs.keys() - built.outputs.keys()
    outputs = {str(path): content for path, content in built.outputs.items()}
    assert list(broken_links(outputs, "https://example.org/me/")) == []
