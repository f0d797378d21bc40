"""A long list of publications by people who do not exist, the same on every run."""

from __future__ import annotations

from random import Random

BEGINNINGS = ("Tal", "Lun", "Cor", "Gal", "Reed", "Wren", "Kel", "Mar", "Silt", "Foam", "Ys", "Sol")
ENDINGS = ("lis", "e", "vo", "der", "sen", "ton", "berg", "man", "ley", "ini", "ova", "son")
ACCENTED = (r"{\O}rsk", r"N{\'u}{\~n}o", r"M{\"u}hle", r"van der {\'E}lan")
GIVEN = ("Mira", "Ada", "Rosa", "Ben", "Jan", "Lea-Marie", "J.", "A.~B.", "Ivo K.", r"Ren{\'e}")
WORDS = (
    *("tides", "reefs", "currents", "sand", "moons", "storms", "silt", "of", "the", "a", "with"),
    *("under", "measured", "deep", "and", "in", "from"),
)
MARKED = ("{NASA}", r"\emph{Fucus}", "{CO$_2$}", "---", r"na{\"i}ve", r"50\,\%", "``low''")
LATEX_SHARE = 1 / 5
"""Of values that hold LaTeX, as in the lists of real people."""
ACCENT_SHARE = 1 / 10
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
    names = [f"{_family(random)}, {random.choice(GIVEN)}" for _ in range(count)]
    return "{" + " and ".join(names) + "}"


def _family(random: Random) -> str:
    if random.random() < ACCENT_SHARE:
        return random.choice(ACCENTED)
    return random.choice(BEGINNINGS) + random.choice(ENDINGS)


def _words(random: Random, least: int, most: int) -> str:
    chosen = random.choices(WORDS, k=random.randint(least, most))
    if random.random() < LATEX_SHARE:
        chosen[random.randrange(len(chosen))] = random.choice(MARKED)
    words = " ".join(chosen)
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
