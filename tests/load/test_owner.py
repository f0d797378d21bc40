"""Who of the authors is the owner, and who has a page of their own."""

from collections.abc import Mapping

import pytest

from sitegen.load.annotations import read_annotations
from sitegen.load.names import NameList, read_names
from sitegen.load.owner import OwnerMatcher
from sitegen.model.collections import Person
from sitegen.model.entry import RawEntry, RawField
from sitegen.model.people import Name
from sitegen.model.profile import Links, Profile
from sitegen.model.text import CiteKey, Href
from sitegen.problems import SitePath, Span

SPAN = Span(SitePath("publications.bib"), 3, 12, 6)
OWN_ORCID = "0000-0002-1825-0097"
OTHER_ORCID = "0000-0001-5109-3700"


def read(value: str, fields: Mapping[str, str] = {}) -> NameList:
    raw = {name: RawField(name, text, SPAN) for name, text in fields.items() if text}
    entry = RawEntry("misc", CiteKey("x"), raw, SPAN)
    annotations = read_annotations(entry, "author")
    outcome = read_names(RawField("author", value, SPAN), annotations=annotations)
    assert outcome.value is not None
    return outcome.value


def owners(profile: Profile, names: NameList, key: str = "") -> list[int]:
    authors, _ = OwnerMatcher(profile).mark(names, key)
    return [place for place, author in enumerate(authors, 1) if author.is_owner]


def is_owner(author: str, owner: str, *spellings: str, family: str = "") -> bool:
    profile = Profile(name=owner, family=family, spellings=spellings)
    authors, _ = OwnerMatcher(profile).mark(read(author))
    return any(one.is_owner for one in authors)


@pytest.mark.parametrize(
    ("owner", "author"),
    [
        ("Mira K. Tallis", "Mira Tallis"),
        ("Mira K. Tallis", "Tallis, M."),
        ("Mira K. Tallis", "M.K. Tallis"),
        ("Mira K. Tallis", "Tallis, MK"),
        ("Mira K. Tallis", "Tallis, M K"),
        ("Mira K. Tallis", "Tallis, Mira Katharina"),
        ("Mira K. Tallis", "{Mira K. Tallis}"),
        ("Mira K. Tallis", "{M. Tallis}*"),
        ("Mira K. Tallis", "\\textbf{Tallis*, Mira}"),
        ("Mira K. Tallis", "Tallis"),
        ("Tallis, Mira K.", "Mira Tallis"),
        ("Mira Tallis", "M. K. Tallis"),
        ("Seo-Bin Hartnoll", "Seo Bin Hartnoll"),
        ("Seo-Bin Hartnoll", "Seobin Hartnoll"),
        ("Seo-Bin Hartnoll", "Hartnoll, S.-B."),
        ("Seo-Bin Hartnoll", "Hartnoll, SB"),
        ("Seo-Bin Hartnoll", "S. Hartnoll"),
        ("Seobin Hartnoll", "Seo-Bin Hartnoll"),
        ("Inés Núñez-Oriel", "Nunez Oriel, Ines"),
        ("Inés Núñez-Oriel", "N{\\'u}{\\~n}ez{-}Oriel, I."),
        ("Inés Núñez Oriel", "Núñez-Oriel, I."),
        ("Inés Núñez-Oriel", "Inés Núñez Oriel"),
        ("Inés Núñez-Oriel", "I. Núñez Oriel"),
        ("Rosa Lune-van de Corvo", "Rosa Lune van de Corvo"),
        ("Inés Núñez Oriel", "I. Núñez Oriel"),
        ("Inés Núñez Oriel", "Oriel, Inés Núñez"),
        ("Jörg Zaunkönig", "Zaunkoenig, Joerg"),
        ("Joerg Zaunkoenig", 'J{\\"o}rg Zaunk{\\"o}nig'),
        ("Łucja Ørsøe", "{\\L}ucja {\\O}rs{\\o}e"),
        ("Łucja Ørsøe", "Orsoe, L."),
        ("Ada van der Lune", "van der Lune, Ada"),
        ("Ada van der Lune", "Lune, Ada van der"),
        ("Ada van der Lune", "A. Lune"),
        ("Ada Lune", "A. van der Lune"),
        ("Rosa Lune-van de Corvo", "Lune-van de Corvo, R."),
        ("Ada O'Corvo", "O’Corvo, A."),
        ("Prof. Dr. Mira Tallis, PhD", "Tallis, M."),
        ("Corvoms, Ada", "A. Corvoms"),
        ("Ada Sirdame-Lunedr", "Sirdame-Lunedr, A."),
        ("Mira (Mimi) Tallis", "Mira Tallis"),
        ('Mira "Mimi" Tallis', "Tallis, Mira K."),
        ("潮見波子", "潮見, 波子"),
        ("潮見波子", "{波子 潮見}"),
        ("潮見 波子", "潮見波子"),
    ],
)
def test_the_owner_is_found(owner: str, author: str) -> None:
    assert is_owner(f"Oskar Brandvoll and {author}", owner)


@pytest.mark.parametrize(
    ("owner", "author"),
    [
        ("Mira K. Tallis", "Tallis, Milo"),
        ("Mira K. Tallis", "Tallis, M. L."),
        ("Mira K. Tallis", "K. Tallis"),
        ("Mira K. Tallis", "Tallis Mira"),
        ("Mira K. Tallis", "Mira Tallison"),
        ("Mira K. Tallis", "Ada Mira Tallis"),
        ("Mira K. Tallis", "{Tallis Group}"),
        ("Mira", "Miranda"),
        ("Seo-Bin Hartnoll", "Seo-Jun Hartnoll"),
        ("Seo-Bin Hartnoll", "Jeo-Bin Hartnoll"),
        ("Seo-Bin Hartnoll", "S.-J. Hartnoll"),
        ("Art Lune", "Arthur Lune"),
        ("Ada van der Lune", "Ada von Lune"),
        ("Rosa Lune-van de Corvo", "Rosa van de Corvo"),
        ("Inés Núñez-Oriel", "Inés Oriel"),
        ("Inés Núñez-Oriel", "Inés Rosa Oriel"),
        ("Inés Núñez-Oriel", "Rosa Núñez Oriel"),
        ("Lune, Ada Mira", "Mira Lune"),
        ("潮見波子", "潮見海"),
        ("", "Mira Tallis"),
    ],
)
def test_somebody_else_is_not_the_owner(owner: str, author: str) -> None:
    assert not is_owner(author, owner)


def test_other_spellings_and_the_native_name_are_the_owner() -> None:
    profile = Profile(
        name="Mira Tallis",
        native_name="潮見 波子",
        full_name="Miranda Kay Tallis",
        spellings=("Brandvoll, Mira",),
    )
    matcher = OwnerMatcher(profile)
    for written in ("潮見波子", "Tallis, Miranda K.", "M. Brandvoll"):
        authors, _ = matcher.mark(read(written))
        assert [author.is_owner for author in authors] == [True], written


def test_a_family_name_in_the_profile_leaves_no_doubt() -> None:
    assert is_owner("Oriel, Inés Núñez", "Inés Núñez Oriel")
    profile = Profile(name="Inés Núñez Oriel", family="Núñez Oriel")
    matched = OwnerMatcher(profile).match(Name(family="Núñez Oriel", given="I."))
    assert matched is not None


@pytest.mark.parametrize(
    ("names", "annotations", "owner", "is_doubtful"),
    [
        ("Tallis, M. and Tallis, Mira", "", 1, False),
        ("Tallis, Mira K. and Tallis, Mira", "", 0, False),
        ("Tallis, M. and Tallis, M.", "", 0, True),
        ("Tallis, M. and Tallis, M.", "2=highlight", 1, False),
        ("Tallis, M. and \\textbf{Tallis, M.}", "", 1, False),
        ("Brandvoll, Mira and Tallis, Mira", "1=highlight", 0, False),
        ("Lune, Ada and \\textbf{Corvo, Rosa}", "", None, False),
        ("Tallis, Mira and \\textbf{Tallis, M.}", "", 1, False),
        ("Tallis, Mira and \\underline{Lune, Ada}", "", 0, False),
        ("Lune, Ada and \\textbf{Tallis, Rosa}", "", 1, False),
        ("\\textbf{Tallis, Mira} and Tallis, M.", "2=highlight", 1, False),
        ("Tallis, Mira and Tallis, M.", "1=highlight; 2=highlight", 0, False),
        ("Tallis, Mira and Lune, Ada", "7=highlight", 0, False),
    ],
)
def test_of_two_that_match_the_surer_one_is_the_owner(
    names: str, annotations: str, owner: int | None, *, is_doubtful: bool
) -> None:
    matcher = OwnerMatcher(Profile(name="Mira K. Tallis"))
    authors, doubtful = matcher.mark(read(names, {"author+an": annotations}))
    assert [n for n, author in enumerate(authors) if author.is_owner] == (
        [] if owner is None else [owner]
    )
    assert doubtful == is_doubtful


def test_people_are_linked() -> None:
    people = (
        Person(name="Lune, Ada", url=Href("https://ada.example"), student=True, span=SPAN),
        Person(name="Rosa Corvo", url=Href("https://rosa.example"), span=SPAN),
        Person(name="Rune Corvo", url=Href("https://rune.example"), span=SPAN),
    )
    matcher = OwnerMatcher(Profile(name="Mira Tallis"), people)
    names = read("A. Lune* and R. Corvo and Rune Corvo and Mira Tallis*")
    authors, _ = matcher.mark(names)
    assert [author.href.value if author.href else None for author in authors] == [
        "https://ada.example",
        None,
        "https://rune.example",
        None,
    ]
    assert authors[0].roles == ("equal", "student")
    assert authors[3].is_owner


# Explicit signs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "fields", "owner"),
    [
        ("Lune, Ada and Corvo, Rosa", {"author+an:orcid": f'2="{OWN_ORCID}"'}, [2]),
        ("Lune, Ada and Corvo, R.", {"author+an:orcid": f"2=https://orcid.org/{OWN_ORCID}"}, [2]),
        ("Lune, Ada and Corvo, R.", {"author+an:id": f'1="x"; 2:given="{OWN_ORCID}"'}, [2]),
        ("Tallis, Mira and Lune, Ada", {"author+an:orcid": f'1="{OTHER_ORCID}"'}, []),
        ("\\textbf{Tallis, M.} and Lune, A.", {"author+an:orcid": f'1="{OTHER_ORCID}"'}, []),
        ("\\textbf{Tallis, M.} and Lune, A.", {"author+an:orcid": f'2="{OWN_ORCID}"'}, [2]),
        (
            "Tallis, Mira and Lune, Ada",
            {"author+an:orcid": f'2="{OWN_ORCID}"', "author+an": "1=highlight"},
            [1],
        ),
        ("Tallis, Mira and Lune, Ada", {"author+an:orcid": '2="unknown"'}, [1]),
    ],
)
def test_an_orcid_tells_the_owner(names: str, fields: dict[str, str], owner: list[int]) -> None:
    profile = Profile(name="Mira Tallis", links=Links(orcid=f"https://orcid.org/{OWN_ORCID}"))
    assert owners(profile, read(names, fields)) == owner


def test_without_an_orcid_in_the_profile_none_in_the_entry_counts() -> None:
    names = read("Tallis, Mira", {"author+an:orcid": f'1="{OTHER_ORCID}"'})
    assert owners(Profile(name="Mira Tallis"), names) == [1]


@pytest.mark.parametrize(
    ("not_me", "names", "owner"),
    [
        ("Tallis, Mira L.", "Tallis, Mira L.", []),
        ("Tallis, Mira L.", "Tallis, M. L.", []),
        ("Tallis, Mira L.", "Tallis, Mira", [1]),
        ("Tallis, Mira L.", "Tallis, M. L. and Tallis, M.", [2]),
        ("Mira Lise Tallis", "Tallis, M.", [1]),
        ("M. Tallis", "Tallis, M.", []),
        ("M. Tallis", "Tallis, Mira", [1]),
        ("Mira Tallis", "Tallis, Mira", [1]),
        ("Milo Tallis", "Tallis, M.", [1]),
        ("Tallis, Mira L.", "\\textbf{Tallis, Mira L.}", [1]),
        ("LUNE2020", "Tallis, Mira", []),
        ("LUNE2020", "\\textbf{Tallis, Mira}", [1]),
        ("lune2021", "Tallis, Mira", [1]),
    ],
)
def test_namesakes_are_not_the_owner(not_me: str, names: str, owner: list[int]) -> None:
    profile = Profile(name="Mira Tallis", not_me=(not_me,))
    assert owners(profile, read(names), "lune2020") == owner


# Near misses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "near"),
    [
        ("Ada Lune and Milo Tallis", "Milo Tallis"),
        ("Ada Lune and Tallis Mira", "Tallis Mira"),
        ("Ada Lune and Mira Talis", "Mira Talis"),
        ("Ada Lune and Mira Tallis-Brandvoll", "Mira Tallis-Brandvoll"),
        ("Rosa Tallis and M. Tallis-Brandvoll", "M. Tallis-Brandvoll"),
        ("Rosa Tallis and Ada Tallis", "Rosa Tallis"),
        ("Ada Lune and Mira Brandvoll", None),
        ("Ada Lune and Milo Talis", None),
        ("Rosa Tallis and Mira Tallis", None),
        ("Tallis, Mira L. and Ada Lune", None),
        ("Tide Office", None),
        ("", None),
    ],
)
def test_the_nearest_name_may_be_a_spelling_of_the_owners(names: str, near: str | None) -> None:
    matcher = OwnerMatcher(Profile(name="Mira K. Tallis", not_me=("Mira L. Tallis",)))
    authors, _ = matcher.mark(read(names))
    found = matcher.near(authors)
    assert (str(found) if found else None) == near


# People ------------------------------------------------------------------------------------------


def test_of_two_people_who_match_none_is_linked() -> None:
    people = (
        Person(name="Rosa Corvo", url=Href("https://rosa.example"), span=SPAN),
        Person(name="Rune Corvo", url=Href("https://rune.example"), span=SPAN),
    )
    authors, _ = OwnerMatcher(Profile(name="Mira Tallis"), people).mark(
        read("R. Corvo and Rosa M. Corvo and Corvo, R. M. and R. Corvo-Lune")
    )
    assert [author.href.value if author.href else "" for author in authors] == [
        "", "https://rosa.example", "", "",
    ]  # fmt: skip


def test_people_are_found_by_their_other_spellings() -> None:
    url = Href("https://rosa.example")
    person = Person(name="Rosa Corvo", url=url, spellings=("潮見 波子", "Lune, Rosa"), span=SPAN)
    matcher = OwnerMatcher(Profile(name="Mira Tallis"), (person,))
    authors, _ = matcher.mark(read("潮見波子 and R. Lune and Rosa Brandvoll"))
    assert [author.href for author in authors] == [url, url, None]


def test_the_owner_is_not_linked_as_one_of_the_people() -> None:
    person = Person(name="Mira Tallis", url=Href("https://mira.example"), span=SPAN)
    authors, _ = OwnerMatcher(Profile(name="Mira Tallis"), (person,)).mark(read("M. Tallis"))
    assert authors[0].is_owner
    assert authors[0].href is None
