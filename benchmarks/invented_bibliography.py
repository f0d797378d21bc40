"""A long list of publications by people who do not exist, the same on every run."""

from __future__ import annotations

from random import Random

FAMILIES = [
    "Tallis",
    "Lune",
    "Corvo",
    "Gale",
    "Reed",
    r"{\O}rsk",
    r"N{\'u}{\~n}o",
    r"M{\"u}hle",
    "Wren",
]
GIVEN = ["Mira", "Ada", "Rosa", "Ben", r"{\'E}lise", "Jan", r"Ren{\'e}", "Lea-Marie", "J.", "A.~B."]
WORDS = [
    *("tides", "reefs", "currents", "{NASA}", "sand", r"\emph{Fucus}", "moons", "{CO$_2$}", "---"),
    *("storms", "silt", "of", "the", "a", "with", "under", "measured", "deep", "and", "in", "from"),
]
TYPES = {
    "article": ("journal", "volume", "number", "pages", "doi", "issn"),
    "inproceedings": ("booktitle", "pages", "publisher", "address", "month"),
    "incollection": ("booktitle", "editor", "publisher", "pages", "isbn"),
    "book": ("publisher", "address", "isbn", "edition"),
    "phdthesis": ("school", "address", "month"),
    "techreport": ("institution", "number", "url"),
    "misc": ("howpublished", "eprint", "archiveprefix", "url"),
    "unpublished": ("note", "url"),
    "online": ("url", "urldate", "organization"),
    "proceedings": ("publisher", "editor", "volume", "series"),
    "patent": ("number", "url"),
    "dataset": ("publisher", "doi", "version"),
}
WEIGHTS = (55, 20, 5, 4, 2, 3, 4, 2, 1, 1, 1, 2)
ABSTRACT_SHARE = 1 / 3


def invented_bibliography(count: int, seed: int = 1901) -> str:
    """Return a .bib file of so many entries, of 760 bytes each on average."""
    random = Random(seed)  # noqa: S311 no secret
    entries = [_entry(random, number) for number in range(seed * 100_000, seed * 100_000 + count)]
    return "@string{maris = {Acta Maris}}\n\n" + "\n".join(entries)


def _entry(random: Random, number: int) -> str:
    (kind,) = random.choices(tuple(TYPES), WEIGHTS)
    fields = {
        "author": _people(random, random.randint(3, 8)),
        "title": "{" + _words(random, 6, 14) + "}",
        "year": str(random.randint(1960, 2026)),
    }
    fields |= {name: _value(random, name, number) for name in TYPES[kind]}
    fields["keywords"] = "{" + ", ".join(random.choices(WORDS[:6], k=3)) + "}"
    if random.random() < ABSTRACT_SHARE:
        sentences = [_words(random, 8, 22) + "." for _ in range(10)]
        fields["abstract"] = "{" + "\n    ".join(sentences) + "}"
    lines = "".join(f"  {name:<12} = {value},\n" for name, value in fields.items())
    return f"@{kind}{{lune{number},\n{lines}}}\n"


def _people(random: Random, count: int) -> str:
    names = [f"{random.choice(FAMILIES)}, {random.choice(GIVEN)}" for _ in range(count)]
    return "{" + " and ".join(names) + "}"


def _words(random: Random, least: int, most: int) -> str:
    words = " ".join(random.choices(WORDS, k=random.randint(least, most)))
    return words[0].upper() + words[1:]


def _value(random: Random, name: str, number: int) -> str:
    first = random.randint(1, 900)
    match name:
        case "journal":
            return random.choice(("maris", r"{Annals of Tides \& Reefs}", '"Journal of {Ys}"'))
        case "month":
            return random.choice(("jan", "jun", "oct", '"10~" # sep'))
        case "editor":
            return _people(random, 2)
        case "pages":
            return f"{{{first}--{first + 12}}}"
        case "doi":
            return f"{{10.5555/ys.{number}}}"
        case "url":
            return rf"{{https://example.org/\~{name}/{number}}}"
        case "urldate":
            return "{2026-03-01}"
        case "eprint":
            return f"{{{number % 10_000 + 1000:04}.{first:05}}}"
        case "archiveprefix":
            return "{arXiv}"
        case "volume" | "number" | "edition" | "version":
            return f"{{{first}}}"
        case "issn" | "isbn":
            return f"{{{first:04}-{first:04}}}"
        case _:
            return "{" + _words(random, 3, 7) + "}"
