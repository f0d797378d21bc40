"""The BibTeX that readers may copy: it is read again by any program, and says the same."""

from dataclasses import fields

import pytest
from collected import CORPUS
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from sitegen.exports import bibtex_export, csl_json, ris_export
from sitegen.load.publications import load_publications
from sitegen.load.vocabulary import LOCAL_FIELDS, PRIVATE_FIELDS, SITE_FIELDS, is_private
from sitegen.model.profile import Profile
from sitegen.model.publication import Publication
from sitegen.problems import SitePath
from sitegen.readers.bibtex import read_bibtex

FOR_THE_SITE = {
    "abbr", "abstract", "acceptance", "aliases", "award", "bibtex", "contributions", "entry_type",
    "is_hidden", "is_selected", "key", "legend", "links", "note", "pmcid", "pmid", "presort",
    "preview", "relations", "shows_bibtex", "sort_key", "sort_year", "source", "status", "venue",
}  # fmt: skip
"""What comes, at least in part, from fields that are for the site only."""


def load(content: bytes) -> tuple[Publication, ...]:
    entries = read_bibtex(SitePath("publications.bib"), content).value or ()
    made = load_publications(
        entries, profile=Profile(name="Mira Tallis"), people=(), venues=(), extra_links={}
    )
    return made.value or ()


def told(publication: Publication) -> dict[str, str]:
    """Return what the standard fields say, without spaces and marks at names."""
    found = {
        field.name: getattr(publication, field.name)
        for field in fields(Publication)
        if field.name not in FOR_THE_SITE
    }
    for people in ("authors", "editors"):
        found[people] = [str(person.name) for person in found[people]]
    return {name: "".join(str(value).split()) for name, value in found.items()}


def read_again(box: str) -> Publication:
    """Read the box as pybtex and we do, both without a complaint."""
    assert len(parse_string(box, "bibtex").entries) == 1
    read = read_bibtex(SitePath("box.bib"), box.encode())
    assert read.problems == ()
    (again,) = load(box.encode())
    return again


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not part of the project")
def test_boxes_of_real_files_say_the_same() -> None:
    for path in sorted((CORPUS / "real").glob("*.bib"))[::4]:
        for publication in load(path.read_bytes()):
            assert told(read_again(publication.bibtex)) == told(publication), path.name


STANDARD = st.sampled_from(
    ["title", "subtitle", "journal", "booktitle", "year", "date", "month",
     "volume", "number", "pages", "publisher", "address", "doi", "url", "series", "edition",
     "eventtitle", "origdate", "type", "school", "howpublished", "urldate"]
)  # fmt: skip
PIECES = st.sampled_from(
    ["Mira Tallis", " and ", "Lune, Ada", "*", "$^*$", r"\textbf{", "{", "}", "On Tides", "2031",
     "--", "#", "%", "@book{x,", r"\&", r"{\'e}", '"', ",", "=", "~", "潮", "a = {b},"]
)  # fmt: skip
VALUES = st.lists(PIECES, max_size=6).map("".join)
PEOPLE = st.lists(
    st.sampled_from(
        ["Mira Tallis", "Lune, Ada", "*Mira Tallis", "Ada van der Lune$^*$", "{Kelp and Sons}",
         r"{\'E}va Corvo", r"\textbf{Tallis}, Mira", "潮見 波子", "others", ""]
    ),
    max_size=4,
).map(" and ".join)  # fmt: skip
NAME_PIECES = st.sampled_from(
    ["Mira", "Tallis", "Ada", "Lune", "van", "der", "d'", "al-", "Jr.", "{Kelp and Sons}",
     "{van Lune}",
     r"{\'E}va", r"{\O}rs{\o}e", "*", "$^*$", "†", r"\textsuperscript{1,*}", r"\textbf{Ada Lune}",
     "潮見", "波子", "M.", "A.~B.", "MK", "~", ",", ", ", "family=Lune", "given=Ada", "prefix=van",
     "Tallis 0001", r"\thanks{at sea}", "&dagger;", "Inc.", "University"]
)  # fmt: skip
SEPARATORS = st.sampled_from([" and ", " AND ", "; ", " & ", " and and ", ", and ", r" \& "])
ENDS = st.sampled_from(["", " and others", " et al.", ", et al.*", " and", ";", ","])
ODD_PEOPLE = st.tuples(
    st.lists(st.lists(NAME_PIECES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3),
    SEPARATORS,
    ENDS,
).map(lambda parts: parts[1].join(parts[0]) + parts[2])


def balanced(value: str) -> str:
    """Return a value that may stand between braces."""
    depth, kept = 0, []
    for letter in value:
        if letter == "}" and not depth:
            continue
        depth += (letter == "{") - (letter == "}")
        kept.append(letter)
    return "".join(kept) + "}" * depth


@given(
    st.sampled_from(["article", "inproceedings", "book", "thesis", "misc", "workshp"]),
    st.dictionaries(STANDARD, VALUES, max_size=6),
    PEOPLE,
)
def test_any_box_is_read_again_and_says_the_same(
    entry_type: str, values: dict[str, str], author: str
) -> None:
    values = {**values, "author": author}
    source = "".join(f"{name} = {{{balanced(value)}}},\n" for name, value in values.items())
    (publication,) = load(f"@{entry_type}{{tallis2031,\n{source}}}\n".encode())
    assert told(read_again(publication.bibtex)) == told(publication)


@given(ODD_PEOPLE)
def test_the_names_in_a_box_are_those_on_the_page(author: str) -> None:
    source = f"@misc{{tallis2031, title = {{On Tides}}, author = {{{author}}}}}"
    (publication,) = load(source.encode())
    (again,) = load(publication.bibtex.encode())
    assert [one.name for one in again.authors] == [one.name for one in publication.authors]
    assert again.has_more_authors == publication.has_more_authors


@pytest.mark.parametrize(
    ("author", "boxed"),
    [
        ("Mira Tallis and Ada Lune et al.*", "Mira Tallis and Ada Lune and others"),
        ("Tallis, Mira; Lune, Ada;", "Tallis, Mira and Lune, Ada"),
        ("Mira Tallis, *", "Mira Tallis"),
        ("Mira Tallis and others*", "Mira Tallis and others"),
        ("given=Ada, family=du Lune and Mira Tallis*", "{du Lune}, Ada and Mira Tallis"),
        (r"T{\'a}llis*, Mira and {Kelp and Sons}", r"T{\'a}llis, Mira and {Kelp and Sons}"),
    ],
)
def test_odd_lists_are_tidy_in_the_box(author: str, boxed: str) -> None:
    (publication,) = load(f"@misc{{k, title = {{On Tides}}, author = {{{author}}}}}".encode())
    assert parse_string(publication.bibtex, "bibtex").entries["k"]
    assert f" author = {{{boxed}}},\n" in publication.bibtex


SECRETS = sorted(
    {name for name in PRIVATE_FIELDS if name.isascii()}
    | {"bdsk-url-1", "bdsk-file-1", "mendeley-tags", "mendeley-groups", "jabref-entry", "optnote",
       "zotero-key", "comment-mira", "citeulike-article-id", "readcube-id"}
)  # fmt: skip


@pytest.mark.parametrize("name", SECRETS)
def test_private_fields_never_leave_the_machine(name: str) -> None:
    assert is_private(name)
    publications = load(
        f"@misc{{k, author = {{Tallis, Mira}}, title = {{On Tides}}, {name} = {{geheim}}}}".encode()
    )
    for export in (bibtex_export, csl_json, ris_export):
        assert "geheim" not in export(publications)
        assert "On Tides" in export(publications)


@pytest.mark.parametrize(
    "address",
    ["file:///home/mira/geheim.pdf", "papers3://publication/uuid/geheim", "C:\\geheim.pdf",
     "zotero://select/items/geheim", "\\url{file:/geheim}"],
)  # fmt: skip
def test_addresses_of_ones_own_disk_never_leave_it(address: str) -> None:
    publications = load(
        f"@misc{{k, author = {{Tallis, Mira}}, title = {{On Tides}}, url = {{{address}}},"
        f" uri = {{{address}}}}}".encode()
    )
    for export in (bibtex_export, csl_json, ris_export):
        assert "geheim" not in export(publications)


@pytest.mark.parametrize("name", sorted(SITE_FIELDS | LOCAL_FIELDS))
def test_fields_for_the_site_are_not_in_the_box(name: str) -> None:
    (publication,) = load(
        f"@misc{{k, author = {{Tallis, Mira}}, title = {{On Tides}}, {name} = {{etwas}}}}".encode()
    )
    assert "etwas" not in publication.bibtex


def test_a_box_without_button_is_still_exported() -> None:
    publications = load(b"@misc{k, title = {On Tides}, bibtex_show = {false}}")
    assert not publications[0].shows_bibtex
    assert "On Tides" in bibtex_export(publications)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("arxiv = {2401.00001v2}", "eprint 2401.00001v2 archiveprefix arXiv"),
        ("arxiv = {https://arxiv.org/abs/2401.00001}", "eprint 2401.00001 archiveprefix arXiv"),
        ("arxiv = {0307200}, primaryclass = {math.GT}",
         "eprint math/0307200 archiveprefix arXiv primaryclass math.GT"),
        ("arxiv = {2401.00001}, eprinttype = {arXiv}", "eprint 2401.00001 eprinttype arXiv"),
        ("arxiv = {2401.00001}, eprint = {hal-1}, eprinttype = {hal}",
         "eprint hal-1 eprinttype hal"),
        ("arxiv = {soon}", ""),
    ],
)  # fmt: skip
def test_the_number_of_arxiv_is_in_the_box(given: str, made: str) -> None:
    (publication,) = load(f"@misc{{k, title = {{On Tides}}, {given}}}".encode())
    box = parse_string(publication.bibtex, "bibtex").entries["k"].fields
    said = [f"{name} {value}" for name, value in box.items() if name != "title"]
    assert " ".join(said) == made


def test_strings_are_expanded_and_marks_gone() -> None:
    (publication,) = load(
        b"@string{am = {Acta Maris}}\n"
        b"@articel{k-, author = {Tallis*, Mira and Ada Lune}, title = {On} # { Tides},\n"
        b"journal = am, month = may, year = 2031}"
    )
    assert publication.bibtex == (
        "@article{k-,\n"
        "  author  = {Tallis, Mira and Ada Lune},\n"
        "  title   = {On Tides},\n"
        "  journal = {Acta Maris},\n"
        "  month   = {May},\n"
        "  year    = {2031},\n"
        "}\n"
    )
