"""What a publication's page says to scholarly programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from html_pages import read_page

if TYPE_CHECKING:
    from conftest import BuildFiles

CONFIG = 'title = "Ada Lune"\nurl = "https://ada.example/me/"\n'
PROFILE = 'name = "Ada Lune"\n[links]\norcid = "https://orcid.org/0000-0002-1825-0097"\n'


def page(build: BuildFiles, bib: str, **files: str) -> str:
    site = {"site.toml": CONFIG, "content/profile.toml": PROFILE, "publications.bib": bib, **files}
    built = build(site)
    assert built.value is not None, built.problems
    return built.value.outputs["publications/tides/index.html"].decode()


def tags(build: BuildFiles, bib: str, **files: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in read_page(page(build, bib, **files)).metas:
        if name.startswith("citation_"):
            found.setdefault(name.removeprefix("citation_"), []).append(content)
    return found


def json_ld(build: BuildFiles, bib: str, **files: str) -> dict[str, object]:
    found = re.search(r"ld\+json\">(.*?)</script>", page(build, bib, **files), re.DOTALL)
    assert found is not None
    made, way = json.loads(found[1])["@graph"]
    assert way["@type"] == "BreadcrumbList"
    assert isinstance(made, dict)
    return made


ARTICLE = """
@article{tides, author = {Lune, Ada and {The Tide Group} and Corvo, Jr., Rosa}, title = {Tides},
  journal = {Acta Maris}, abbr = {AM}, volume = 3, number = 2, pages = {1--9}, year = 2024,
  month = 5, day = 6, doi = {10.1000/182}, eprint = {2401.00001}, archiveprefix = {arXiv},
  issn = {1234-5678}, publisher = {Sea Press}, keywords = {sea, moon}, langid = {ngerman},
  pmid = {12}}
"""


def test_an_article_has_every_tag(build: BuildFiles) -> None:
    assert tags(build, ARTICLE) == {
        "title": ["Tides"],
        "author": ["Lune, Ada", "The Tide Group", "Corvo, Jr., Rosa"],
        "author_orcid": ["https://orcid.org/0000-0002-1825-0097"],
        "publication_date": ["2024/05/06"],
        "journal_title": ["Acta Maris"],
        "journal_abbrev": ["AM"],
        "volume": ["3"],
        "issue": ["2"],
        "firstpage": ["1"],
        "lastpage": ["9"],
        "publisher": ["Sea Press"],
        "doi": ["10.1000/182"],
        "issn": ["1234-5678"],
        "arxiv_id": ["2401.00001"],
        "pmid": ["12"],
        "language": ["de"],
        "keywords": ["sea; moon"],
        "abstract_html_url": ["https://ada.example/me/publications/tides/"],
    }


@pytest.mark.parametrize(
    ("fields", "tag", "value"),
    [
        ("@inproceedings|booktitle = {Sea Days}", "conference_title", "Sea Days"),
        ("@incollection|booktitle = {A Book}", "inbook_title", "A Book"),
        ("@phdthesis|school = {Tide University}", "dissertation_institution", "Tide University"),
        ("@techreport|institution = {Tide Lab}", "technical_report_institution", "Tide Lab"),
        ("@techreport|institution = {Tide Lab}, number = 7", "technical_report_number", "7"),
        ("@book|publisher = {Sea Press}, isbn = {978-1}", "isbn", "978-1"),
        ("@article|journal = {A}, eid = {e17}", "firstpage", "e17"),
        ("@article|journal = {A}, pages = {1--2, 7--9}", "lastpage", "9"),
        ("@book|editor = {Corvo, Rosa}", "editor", "Corvo, Rosa"),
    ],
)
def test_each_kind_names_what_it_is_part_of(
    build: BuildFiles, fields: str, tag: str, value: str
) -> None:
    kind, rest = fields.split("|")
    bib = f"{kind}{{tides, author = {{Lune, Ada}}, title = {{T}}, year = 2024, {rest}}}"
    assert tags(build, bib)[tag] == [value]


def test_the_pdf_is_named_with_its_whole_address(build: BuildFiles) -> None:
    bib = ARTICLE.replace("pmid", "pdf = {tides.pdf}, pmid")
    pdf = {"content/assets/pdf/tides.pdf": "%PDF-1.4"}
    address = "https://ada.example/me/assets/pdf/tides.pdf"
    assert tags(build, bib, **pdf)["pdf_url"] == [address]
    made = json_ld(build, bib, **pdf)
    assert made["encoding"]["contentUrl"] == address  # type: ignore[index]
    assert made["isAccessibleForFree"] is True


def test_an_article_as_json_ld(build: BuildFiles) -> None:
    made = json_ld(build, ARTICLE)
    assert made["@type"] == "ScholarlyArticle"
    assert made["@id"] == made["url"] == "https://ada.example/me/publications/tides/"
    assert made["author"] == [
        {
            "@type": "Person", "name": "Ada Lune", "givenName": "Ada", "familyName": "Lune",
            "url": "https://ada.example/me/",
        },
        {"@type": "Organization", "name": "The Tide Group"},
        {
            "@type": "Person", "name": "Rosa Corvo, Jr.", "givenName": "Rosa",
            "familyName": "Corvo",
        },
    ]  # fmt: skip
    assert made["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "2",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "3",
            "isPartOf": {"@type": "Periodical", "name": "Acta Maris", "issn": "1234-5678"},
        },
    }
    assert (made["pageStart"], made["pageEnd"], made["datePublished"]) == ("1", "9", "2024-05-06")
    assert made["sameAs"] == [
        "https://doi.org/10.1000/182",
        "https://arxiv.org/abs/2401.00001",
        "https://pubmed.ncbi.nlm.nih.gov/12/",
    ]
    assert {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/182"} in made[
        "identifier"
    ]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("book", "Book"), ("phdthesis", "Thesis"), ("techreport", "Report"),
        ("software", "SoftwareSourceCode"), ("dataset", "Dataset"), ("incollection", "Chapter"),
        ("poster", "Poster"), ("patent", "CreativeWork"), ("misc", "CreativeWork"),
    ],
)  # fmt: skip
def test_the_type_is_the_fitting_one(build: BuildFiles, kind: str, type_: str) -> None:
    bib = f"@{kind}{{tides, author = {{Lune, Ada}}, title = {{T}}, year = 2024}}"
    assert json_ld(build, bib)["@type"] == type_


def test_the_head_says_how_to_cite_and_where_the_exports_are(build: BuildFiles) -> None:
    links = re.findall(r'<link rel="([^"]+)" href="([^"]+)"', page(build, ARTICLE))
    exports = [f"tides.{ending}" for ending in ("bib", "json", "ris")]
    assert [href for rel, href in links if rel == "cite-as"] == ["https://doi.org/10.1000/182"]
    assert [href for rel, href in links if rel == "describedby"] == exports
    assert [href for rel, href in links if rel == "alternate"] == exports


def test_a_preprint_is_cited_by_its_address(build: BuildFiles) -> None:
    bib = "@misc{tides, author = {Lune, Ada}, title = {T}, year = 2024, arxiv = {2401.00001}}"
    links = re.findall(r'<link rel="([^"]+)" href="([^"]+)"', page(build, bib))
    assert [href for rel, href in links if rel == "cite-as"] == ["https://arxiv.org/abs/2401.00001"]


def test_nothing_of_an_entry_ends_the_script(build: BuildFiles) -> None:
    bib = ARTICLE.replace("{Acta Maris}", "{</script><script>alert(1)</script>}")
    text = page(build, bib)
    assert "<script>alert" not in text
    found = re.search(r"ld\+json\">(.*?)</script>", text, re.DOTALL)
    assert found is not None
    json.loads(found[1])
