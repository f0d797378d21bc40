"""Publications that are hard to show: many authors, many scripts, long words, one full year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from invented_bibliography import WORDS

if TYPE_CHECKING:
    from random import Random

FULL_YEAR, IN_FULL_YEAR = 2019, 30
CROWD = 240
"""Authors of the paper with the longest list."""
LONG_WORD = "Gezeitenwasserstandsaufzeichnungsgerätekalibrierungsprotokollverordnungsentwurf"
KINDS = (
    *("article", "inproceedings", "incollection", "book", "proceedings", "phdthesis", "techreport"),
    *("unpublished", "patent", "software", "dataset", "poster", "talk", "online", "misc"),
)
SCRIPTS = (
    ("el", "Η μέτρηση των παλιρροιών", "Λούνης, Άδας and Τάλη, Μίρα"),
    ("ru", "Измерение приливов на отмелях", "Талис, Мира and Луненко, Ада"),
    ("ja", "浅海における潮汐の測定とその記録について", "田理, 未来 and 月野, 愛"),
    ("zh", "浅海潮汐测量", "谭, 丽丝"),
    ("ko", "얕은 바다의 조석 측정", "달, 미라"),
    ("ar", "قياس المد والجزر في البحار الضحلة", "طاليس, ميرا"),
    ("pl", "Pływy i źdźbła: zażółć gęślą jaźń", "Łęcka, Żaneta and Ščepán, Ďuro"),
    ("vi", "Thủy triều ở biển nông", "Nguyễn, Thị Ẩn"),
)
OWN_SPELLING = ("el", "ru")
"""Languages in which the owner is among the authors already."""

CROWDED = """\
@article{{talis2024crowd,
  author = {{Talis, Mira* and Lune, Ada* and Corvo, Rosa$^\\dagger$ and {crowd} and others}},
  author+an = {{1=equal,corresponding; 2=equal; 3=student}},
  title = {{A Survey of Every Tide That Was Not Measured}},
  journal = {{Acta Maris}}, volume = {{12}}, number = {{3}}, pages = {{1--499}}, year = {{2024}},
  month = may, selected = {{true}}, abbr = {{AcMar}}, award = {{Best *Paper* Award}},
  acceptance = {{12 of 90}}, note = {{With a *note* of its own. $\\dagger$ Advised student.}},
  preview = {{thumb.png}}, keywords = {{tides, reefs, sand, moons}},
  doi = {{10.5555/ys.crowd}}, arxiv = {{2401.01234}}, pdf = {{paper.pdf}}, slides = {{paper.pdf}},
  poster = {{paper.pdf}}, code = {{https://example.org/code}}, video = {{https://example.org/v}},
  data = {{https://example.org/data}}, website = {{https://example.org/site}},
  altmetric = {{true}}, dimensions = {{true}},
  abstract = {{We did not measure {{CO$_2$}}, nor $\\int_0^\\infty e^{{-x^2}}\\,dx$. {abstract}}},
}}
"""
PECULIAR = Path(__file__).parent / "stress/peculiar.bib"


def stress_publications(random: Random) -> str:
    """Return a .bib file, with everything that its fields can say."""
    crowd = " and ".join(f"Kelp{number % 40}, {chr(65 + number % 26)}." for number in range(CROWD))
    abstract = " ".join(random.choices(WORDS, k=220))
    long = " ".join(random.choices(WORDS, k=45)).capitalize()
    parts = [
        CROWDED.format(crowd=crowd, abstract=abstract),
        PECULIAR.read_text("utf-8").replace("LONGTITLE", long).replace("LONGWORD", LONG_WORD),
    ]
    for language, title, authors in SCRIPTS:
        owner = "" if language in OWN_SPELLING else " and Talis, Mira"
        parts.append(
            f"@article{{talis2021{language}, author = {{{authors}{owner}}},"
            f" title = {{{title}}}, journal = {{Acta Maris}}, year = {{2021}},"
            f" langid = {{{language}}}, abstract = {{{title}. {title}.}}}}\n"
        )
    for number in range(IN_FULL_YEAR):
        kind = KINDS[number % len(KINDS)]
        words = " ".join(random.choices(WORDS, k=9)).capitalize()
        parts.append(
            f"@{kind}{{talis{FULL_YEAR}n{number}, author = {{Talis, Mira and Lune, Ada}},"
            f" title = {{{words} {number}}}, year = {{{FULL_YEAR}}}, month = {{{number % 12 + 1}}},"
            f" booktitle = {{Meetings at Ys}}, journal = {{Acta Maris}}, publisher = {{Ys Press}},"
            f" school = {{Ys}}, institution = {{Ys}}, url = {{https://example.org/{number}}},"
            f" note = {{No. {number}}}, keywords = {{tides, {WORDS[number % 6]}}}}}\n"
        )
    return "\n".join(parts)


def count(bibliography: str) -> int:
    """Return how many entries a made .bib file has."""
    return ("\n" + bibliography).count("\n@") - ("\n" + bibliography).count("\n@string")
