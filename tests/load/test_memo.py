"""Loading again with what is remembered gives what loading from nothing gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.files import MemoryTree
from sitegen.load.bibliography import Bibliography, BibliographyMemo, load_bibliography
from sitegen.model.collections import Collections
from sitegen.model.config import PublicationSettings
from sitegen.model.profile import Profile
from sitegen.model.text import Filled

if TYPE_CHECKING:
    from sitegen.problems import Outcome

PIECES = (
    "@article{tides, author = {Lune, Ada}, title = {Tides}, journal = {Acta}, year = 2020}\n",
    "@article{tides,\n author = {Lune, Ada},\n title = {Other}, year = 2021, slide = {a.pdf}}\n",
    "@inproceedings{waves, crossref = {days}, author = {Corvo}, title = {W}, pdf = {w.pdf}}",
    "@proceedings{days, title = {Sea Days}, year = 2019, doi = {none}}\n",
    "@misc{foam, title = {\\foo{Foam} and Am}, am = {1}, url = {javascript:x}}\n",
    "@book{kelp, author = {Lune, A. and Corvo, Rosa*}, title = {K}, note = {* boss}, year = am}\n",
    "@string{am = {Acta Maris}}\n",
    '@preamble{"\\newcommand{\\foo}[1]{The #1}"}\n',
    "@misc{broken, title = {Never closed, year = 2020\n\n",
    "% a comment\n",
    "\n\n",
    "@comment{@misc{no, title = {No}}}\n",
)  # fmt: skip
NAMES = ("Ada Lune", "Rosa Corvo")
MACROS = ({}, {"foo": "My #1"})


def facts(found: Outcome[Bibliography]) -> object:
    """Return all that must be equal, also the places, which take no part in equality."""
    assert found.value is not None
    works = (*found.value.publications, *found.value.references)
    places = [
        (one.span, one.title.span, [link.href.span for link in one.links], one.preview)
        for one in works
    ]
    spans = [(entry.span, [f.span for f in entry.fields.values()]) for entry in found.value.entries]
    return works, places, spans, found.problems


edits = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PIECES), max_size=6),
        st.lists(st.sampled_from(PIECES), max_size=2),
        st.sampled_from(NAMES),
        st.sampled_from(MACROS),
        st.booleans(),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=150)
@given(edits)
def test_a_history_of_edits_makes_no_difference(
    history: list[tuple[list[str], list[str], str, dict[str, str], bool]],
) -> None:
    memo = BibliographyMemo()
    for own, cited, name, macros, mine_only in history:
        files = MemoryTree(
            {"publications.bib": "".join(own), "references.bib": "".join(cited), "site.toml": ""}
        )
        chosen = PublicationSettings(macros=macros, mine_only=mine_only)
        rest = (files, chosen, Profile(name=Filled(name)), Collections())
        assert facts(load_bibliography(*rest, memo)) == facts(load_bibliography(*rest))


def test_what_has_not_changed_is_the_same_object() -> None:
    def load(text: str, memo: BibliographyMemo) -> Bibliography:
        files = MemoryTree({"publications.bib": text})
        profile = Profile(name=Filled("Ada Lune"))
        found = load_bibliography(files, PublicationSettings(), profile, Collections(), memo)
        assert found.value is not None
        return found.value

    memo = BibliographyMemo()
    tides, waves = PIECES[0], PIECES[5]
    first = load(tides + waves, memo).publications
    second = load("% one line more\n" + tides.replace("2020", "2022") + waves, memo).publications
    assert second[0] is not first[0]
    assert second[1] is first[1]
    assert second[1].span.line == 3
