"""What docs/publications.md says about fields, entry types and settings is so."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import get_args

import pytest

from sitegen.load.publications import load_publications
from sitegen.load.vocabulary import KINDS, is_private
from sitegen.model.config import PublicationSettings
from sitegen.model.profile import Links, Profile
from sitegen.model.publication import Kind, Publication
from sitegen.problems import SitePath
from sitegen.readers.bibtex import read_bibtex

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "publications.md").read_text(encoding="utf-8")
PARENTS = """
@book{lune2020, title = {The Sea}, editor = {Lune, Ada}, year = 2020}
@xdata{acta, journal = {Acta Maris}}
"""
BASES = (
    "@article{k, author = {Tallis, Mira and Lune, Ada}, title = {On Tides}, year = 2031,",
    "@misc{k, title = {Tides}, doi = {10.1000/182}, related = {lune2020}, eprint = {2101.00001},",
    "@inbook{k, title = {On Tides}, year = 2031, editor = {Corvo, Rosa}, editora = {Corvo, Rosa},",
    "@talk{k, title = {On Tides}, year = 2031,",
)
VALUES = (
    "true", "false", "12", "2031-05-02", "Corvo, Rosa", "submitted", "lune2020", "acta", "arXiv",
    "reprintof", "compiler", "german", "skipbib", "tide-7:sea-9", "pub.12", "1=equal",
    "2=highlight", '1="now at sea"', '1="0000-0002-1825-0097"', "https://example.org/tides",
    "10.1000/7", "2101.00009",
)  # fmt: skip


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the tables between a heading and the next one of its level."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, heading
    lines = re.findall(r"^\| (`.*) \|$", found[1], re.MULTILINE)
    return [re.split(r" \| ", line) for line in lines]


def names(cell: str) -> list[str]:
    return [re.split(r"\s*=", text)[0] for text in re.findall(r"`([^`]+)`", cell)]


FIELDS = sorted(
    {name for row in (*rows("Fields for the site"), *rows("People")) for name in names(row[0])}
)


@lru_cache(maxsize=1000)
def told(source: str) -> tuple[object, ...]:
    """Return all that is known of the first entry but the BibTeX for readers."""
    entries = read_bibtex(SitePath("p.bib"), (source + PARENTS).encode()).value or ()
    links = Links(google_scholar="ada-lune", orcid="0000-0002-1825-0097")
    profile = Profile(name="Ada Lune", links=links)
    made = load_publications(entries, profile=profile, people=(), venues=(), extra_links={})
    (found,) = (one for one in made.value or () if one.key == "k")
    return tuple(
        getattr(found, field.name)
        for field in fields(Publication)
        if field.name not in ("bibtex", "source")
    )


def test_the_tables_are_found() -> None:
    assert len(FIELDS) > 80
    assert {"selected", "pdf", "google_scholar_id", "author+an", "holder"} <= set(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_in_the_tables_changes_what_is_known_of_a_work(name: str) -> None:
    assert any(
        told(f"{base}{name} = {{{value}}}}}") != told(f"{base}}}")
        for value in VALUES
        for base in BASES
    )


def test_a_field_that_nobody_reads_changes_nothing() -> None:
    assert told(f"{BASES[0]}tidiness = {{true}}}}") == told(f"{BASES[0]}}}")


def test_the_entry_types_are_of_the_kinds_that_the_table_says() -> None:
    table = {names(row[0])[0]: names(row[1]) for row in rows("Kinds")}
    assert set(table) == set(get_args(Kind))
    for kind, entry_types in table.items():
        assert {KINDS[name] for name in entry_types} == {kind}


def test_private_fields_are_private() -> None:
    (sentence,) = re.findall(r"^What reference managers keep.*$", TEXT, re.MULTILINE)
    *private, start = names(sentence)
    assert len(private) > 5
    assert all(is_private(name.replace("*", "x")) for name in (*private, f"{start}pages"))


def test_settings_in_the_examples_are_settings() -> None:
    known = {field.name for field in fields(PublicationSettings)}
    assert set(re.findall(r"^\[publications\.(\w+)\]", TEXT, re.MULTILINE)) <= known
    assert set(re.findall(r"^\[\[publications\.(\w+)\]\]", TEXT, re.MULTILINE)) <= known
    for block in re.findall(r"^\[publications\]\n((?:[^`\[].*\n)*)", TEXT, re.MULTILINE):
        assert set(re.findall(r"^(\w+) =", block, re.MULTILINE)) <= known
