"""The document themes `awesome` and `classic`: what the PDFs of invented people say, in order."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from css_colors import contrast, linear
from invented_documents import (
    SITE,
    SYSTEMS_HEAD,
    cv,
    design,
    energy,
    entry,
    group,
    letter,
    prose,
    systems,
    work,
)
from read_pdf import (
    catalog_of,
    colors_of,
    line_colors_of,
    lines_of,
    links_of,
    outline_of,
    tags_of,
    text_of,
    texts_of,
)
from render.documents import pdf_of as typeset_document

from sitegen.model.text import rich
from sitegen.problems import SitePath
from sitegen.views.documents import CvSectionView, LetterheadView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.views.documents import CvDocument, LetterDocument

THEMES = ("awesome", "classic")
PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
"""A PNG of one pixel."""
FOOT = {"awesome": 19, "classic": 20}
"""The height of the margin at the foot in mm."""


@cache
def pdf_of(document: CvDocument | LetterDocument) -> bytes:
    made = typeset_document(document, {"content/letters/name.png": PICTURE})
    assert made.value is not None, made.problems
    assert made.problems == ()
    return made.value


SYSTEMS_SAYS = (
    "Mira Okonkwo-Lind Doctoral candidate in computer science "
    "Institute of Computing, 12 Harbour Street, 4021 Northport "
    "+47 55 500 123 · mira@okonkwo-lind.example okonkwo-lind.example · GitHub miraol · "
    "ORCID 0000-0002-1825-0097 "
    "Research Interests My research lies where operating systems meet machine learning. "
    "I build schedulers and compilers that let many models share one cluster fairly. "
    "Education Northport University, Northport, Norway "
    "Ph.D. in Computer Science, Mar 2017 – present Advisor: Prof. Ingrid Halvorsen "
    "Riverside University, Riverside, Canada "
    "B.Sc. in Computer Science and B.A. in Economics, Mar 2012 – Feb 2017 "
    "Computer Science GPA: 4.19/4.3 "
    "Harbour Academy, Eastport, Norway, Mar 2009 – Feb 2012 "
    "Research Experience Research Intern at Lumen Research, Lakewood, WA "
    "Mentors: Dr. Paolo Verdi, Dr. Samira Azadi, Jun 2018 – Sep 2018 "
    "Publications Cited in three continents. "
    "Conference publications "
    "1. Mira Okonkwo-Lind, Samira Azadi, Sung-Hee Kim, Artur Pagnini, Chen Zhao, Bjørn Gundersen, "
    "Markus Weider, Matteo Interlaken. Breakwater: Towards Elastic Pipelines Beyond a Single "
    "Model. 48th International Conference on Very Large Harbours (VLH 2022), September 2022. "
    "[Paper] "
    "2. Mira Okonkwo-Lind, Joo Seong Jung, Geon-Ho Kim, Bjørn Gundersen. Orrery: A Distributed "
    "Serving System for Generative Models of Text. 16th Symposium on Operating Systems in "
    "Practice (OSP 2022), July 2022. [Paper] [Code] "
    "3. Woo-Suk Kwan*, Mira Okonkwo-Lind*, Eun-Ji Jung, Bjørn Gundersen. Nimbus: Lightweight and "
    "Efficient Task Scheduling. 34th Conference on Neural Computation (NC 2020), December 2020. "
    "Spotlight. [Paper] "
    "4. Woo-Yun Lee, Yun-Sung Lee, Joo Seong Jung, Mira Okonkwo-Lind, Joo Yun Kim, Ho Jin Park, "
    "Beom-Yul Jeon, Won-Wook Song, Gun-Hee Kim, Markus Weider, Brian Chow, Bjørn Gundersen. "
    "Who Configures the Configurators? 39th International Conference on Distributed Harbours "
    "(ICDH 2019), July 2019. [Paper] "
    "Other publications "
    "1. Supun Nakandal, Mira Okonkwo-Lind, Markus Weider. Efficient office workflows: affluent "
    "shuffling of filtered offline data. Systems for Learning Workshop, December 2019. "
    "Patents "
    "1. Mira Okonkwo Lind, Geon-Ho Kim, Joo Seong Jung. Selective batching for a system of "
    "inference. Patent 11,000,370, 2022. "
    "2. Mira Okonkwo Lind, Geon-Ho Kim. Dynamic batching for a system of inference. "
    "Patent 11,000,775, 2022. "
    "* equal contribution "
    "Honors and Awards 2021 Harbour Star, Harbour Foundation "
    "2012 National Scholarship, Aid Fund, € 500 "
    "Teaching Experience "
    "Fall 2019 Theory of Sensors, Northport University College, Teaching Assistant "
    "Spring 2017 Operating Systems, Harbour, Lecturer"
)
ENERGY_SAYS = (
    "Teodor Baran PHONENUMBER "
    "Summary I build efficient software systems. I lead the Quiet Watts initiative. "
    "Publications • Juno: Understanding the Energy of Training. Jia Yu*, Teodor Baran*, "
    "Farid Rahimi. Symposium on Networked Systems (SNS), 2023. Acceptance rate 18.38 %. "
    "• ShadowBoxing: Distillation for Mobile Video. Teodor Baran, Jae-Yoon Kim. "
    "International Conference on Parallel Things (ICPT), 2020. * Equal contribution "
    "Research Experience Energy-Efficient Systems for Machine Learning, Quiet Lab, Lakewood "
    "Advisor: Farid Rahimi, Sep 2021 – present "
    "• Theseus: a system for the training of large models that wastes less. Cuts up to 30 % of "
    "the energy without slowdown. • Leaderboard: the first systematic benchmark. "
    "Online Specialization for Edge Video, Virtual Machine Lab, Riverside "
    "Advisor: Su-Mok Moon, Dec 2019 – Jun 2020 • Reduced network data transfer by 95 %. "
    "Technical Skills • Languages: Python (sync and async), Rust, C++ "
    "• Tools: Docker, Kubernetes, LaTeX "
    "Open Source Projects • Junometer (164 stars, 21 forks), Measures the energy of deep learning "
    "Stars and forks as of April 11, 2024. "
    "Grants and Funding 2023 Carbon-aware Optimization, Salamander Ventures, $ 80,000, wrote the "
    "proposal "
    "Invited Talks Mar 2024 Quiet Deep Learning, University of Westport, guest lecture "
    "[Slides] [Video] "
    "Spoken Languages English (fluent) · Norwegian (basic)"
)


@pytest.mark.parametrize(
    ("document", "said", "pages"),
    [(systems(design("classic")), SYSTEMS_SAYS, 2), (energy(design("classic")), ENERGY_SAYS, 1)],
    ids=["systems", "energy"],
)
def test_classic_is_read_in_order_by_every_reader(
    document: CvDocument, said: str, pages: int
) -> None:
    foot = f" 11 April 2024 · {document.author} · Curriculum vitae"
    numbers = [f"{foot} · {page} / {pages}" for page in range(1, pages + 1)]
    for reader, text in texts_of(pdf_of(document)):
        body = text
        for number in numbers if pages > 1 else (foot,):
            assert number in text, reader
            body = body.replace(number, "")
        assert body == said, reader


def test_awesome_has_all_of_an_entry_beside_each_other() -> None:
    document = systems(design("awesome"))
    parts = (
        "Education", "Northport University", "Northport, Norway", "Ph.D. in Computer Science",
        "Mar 2017 – present", "Advisor: Prof. Ingrid Halvorsen", "Riverside University",
        "Riverside, Canada", "Mar 2012 – Feb 2017", "Research Experience",
        "Mentors: Dr. Paolo Verdi, Dr. Samira Azadi", "Publications", "Conference publications",
        "1. Mira Okonkwo-Lind, Samira Azadi", "[Paper] [Code]", "Patents",
        "* equal contribution", "Honors and Awards", "2021", "Harbour Star", "Harbour Foundation",
        "2012", "National Scholarship, € 500", "Aid Fund", "Teaching Experience", "Fall 2019",
        "Theory of Sensors, Teaching Assistant", "Northport University College",
    )  # fmt: skip
    for reader, text in texts_of(pdf_of(document)):
        assert [part for part in parts if part not in text] == [], reader
        if reader == "pdftotext -raw":
            assert in_order(parts, text)


def in_order(parts: Iterable[str], text: str) -> bool:
    """Say whether parts stand in a text one after the other."""
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


def test_parts_are_found_in_order_only() -> None:
    assert in_order(("a", "b"), "a b")
    assert not in_order(("b", "a"), "a b")


@pytest.mark.parametrize("theme", THEMES)
def test_headings_are_whole_in_the_outline_and_skip_no_level(theme: str) -> None:
    pdf = pdf_of(systems(design(theme)))
    assert outline_of(pdf) == [
        (1, "Mira Okonkwo-Lind"),
        (2, "Research Interests"),
        (2, "Education"),
        (3, "Northport University"),
        (3, "Riverside University"),
        (3, "Harbour Academy"),
        (2, "Research Experience"),
        (3, "Research Intern at Lumen Research"),
        (2, "Publications"),
        (3, "Conference publications"),
        (3, "Other publications"),
        (3, "Patents"),
        (2, "Honors and Awards"),
        (2, "Teaching Experience"),
    ]
    roles = [tag.role for tag in tags_of(pdf)]
    headings = [role for role in roles if role in ("H1", "H2", "H3", "H4")]
    assert headings == [f"H{level}" for level, _ in outline_of(pdf)]
    assert roles.count("Link") == len(links_of(pdf))


@pytest.mark.parametrize("theme", THEMES)
def test_links_lead_where_they_should(theme: str) -> None:
    assert links_of(pdf_of(energy(design(theme)))) == [
        "https://code.example/juno",
        "https://talks.example/slides",
        "https://talks.example/video",
    ]
    assert links_of(pdf_of(systems(design(theme))))[:3] == [
        "tel:+4755500123",
        "mailto:mira@okonkwo-lind.example",
        SITE,
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_files_say_what_they_are(theme: str) -> None:
    pdf = pdf_of(systems(design(theme)))
    catalog = catalog_of(pdf)
    assert catalog["Lang"] == b"en-GB"
    assert catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert b"Mira Okonkwo-Lind \xe2\x80\x93 Curriculum vitae" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"2024-04-11" in pdf


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_no_soft_hyphens_and_no_ligatures(theme: str) -> None:
    text = text_of(pdf_of(systems(design(theme, margin_mm=60, size_pt=12))))
    assert "Efficient office workflows: affluent shuffling of filtered offline data" in text
    assert not set(text) & set("\u00ad\ufb00\ufb01\ufb02\ufb03\ufb04\ufffd")


ACCENTS = ("#00a388", "#0395de", "#dc3522", "#ef4089", "#ff6138", "#27ae60", "#95a5a6", "#131a28",
           "#ffff00", "#ffffff", "#00ff00", "#00ffff", "#ff00ff", "#808080", "#c0c0c0", "#1d4e89",
           "#000000", "#f2b705")  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("accent", ["", *ACCENTS])
def test_every_letter_can_be_read_on_white(theme: str, accent: str) -> None:
    for color in colors_of(pdf_of(energy(design(theme, accent=accent)))):
        red, green, blue = map(linear, color)
        assert contrast((red, green, blue), (1.0, 1.0, 1.0)) >= 4.49, color


@pytest.mark.parametrize("theme", THEMES)
def test_lines_have_the_accent_as_it_was_chosen(theme: str) -> None:
    pdf = pdf_of(energy(design(theme, accent="#f2b705")))
    assert (0.949, 0.718, 0.02) in line_colors_of(pdf)


@pytest.mark.parametrize("theme", THEMES)
def test_no_space_is_so_narrow_that_a_reader_misses_it(theme: str) -> None:
    words = "A keeper of a lighthouse, too far off for 288 boats, built a log by hand. "
    for place in range(12):
        said = ("x" * (3 * place) + " " + words * 4).strip()
        for reader, text in texts_of(
            pdf_of(cv(SYSTEMS_HEAD, (prose("About", said),), design(theme)))
        ):
            assert said in text, reader


def filled(theme: str, lines: int, **look: object) -> CvDocument:
    """Return a CV whose headings stand lower by so many lines."""
    lead = prose("Beginning", " ".join(["This line is here to move others down the page."] * lines))
    whole = systems(design(theme, **look))
    sections = energy(design(theme)).sections + whole.sections + energy(design(theme)).sections
    return cv(SYSTEMS_HEAD, (lead, *sections), whole.design)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lines", range(0, 30, 2))
def test_no_heading_ends_a_page_and_no_page_is_half_empty(theme: str, lines: int) -> None:
    document = filled(theme, lines)
    pdf = pdf_of(document)
    floor = (FOOT[theme] - 2) / 25.4 * 72
    titles = {title for _, title in outline_of(pdf)}
    body = [line for line in lines_of(pdf) if line.bottom > floor]
    for page in range(1, max(line.page for line in body)):
        *_, last = (line for line in body if line.page == page)
        beside = [one.text for one in body if one.page == page and one.bottom < last.bottom + 2]
        assert not {text.partition(", ")[0] for text in beside} & titles, beside
        assert last.bottom < floor + 150, f"page {page} ends with {last.text}"
        first = next(line for line in body if line.page == page + 1)
        assert not first.text.startswith(("* equal", "* Equal", "Stars and forks")), first


@pytest.mark.parametrize("theme", THEMES)
def test_names_of_many_authors_stay_whole(theme: str) -> None:
    names = [f"{letter}. van der {name}" for letter in "ABCDEFGHIJ" for name in ("Berg", "Meer")]
    many = work("Everything Measured", ", ".join(["!Mira Lind", *names]), "Great Journal", "2020")
    section = CvSectionView(
        anchor="p",
        kind="publications",
        title="Publications",
        groups=(group("", (many,), is_numbered=True),),
    )
    lines = lines_of(pdf_of(cv(SYSTEMS_HEAD, (section,), design(theme))))
    text = "\n".join(line.text for line in lines)
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("theme", THEMES)
def test_initials_stay_with_their_name_and_signs_with_their_word(theme: str) -> None:
    said = "With M. H. A. Newman, on C++. "
    for place in range(8):
        entries = (entry("x" * (10 + place), separator=". ", detail=said * 6),)
        section = CvSectionView(anchor="p", kind="points", title="Points", entries=entries)
        lines = lines_of(pdf_of(cv(SYSTEMS_HEAD, (section,), design(theme))))
        text = "\n".join(line.text for line in lines)
        assert text.count("M. H. A. Newman") == text.count("C++") == 6


@pytest.mark.parametrize("theme", THEMES)
def test_a_long_name_stays_on_the_page(theme: str) -> None:
    head = LetterheadView(
        name="Maximiliane Theodora von und zu Hohenstaufen-Lichtenberg",
        given="Maximiliane Theodora",
        family="von und zu Hohenstaufen-Lichtenberg",
        honorifics="OBE, FRS",
    )
    pdf = pdf_of(cv(head, (), design(theme, paper="us-letter")))
    assert text_of(pdf).startswith(f"{head.name}, OBE, FRS")
    assert outline_of(pdf) == [(1, f"{head.name}, OBE, FRS")]


@pytest.mark.parametrize("theme", THEMES)
def test_a_cv_may_be_empty_and_without_foot(theme: str) -> None:
    empty = replace(cv(LetterheadView(name="Ada"), (), design(theme)), has_footer=False)
    assert text_of(pdf_of(empty)) == "Ada"


def test_a_letter_in_classic_is_read_in_order_by_every_reader() -> None:
    for reader, text in texts_of(pdf_of(letter(design("classic")))):
        body = text.partition("0000-0002-1825-0097 ")[2]
        assert body == (
            "20 October 2022 Recruitment Team Lumen Research 1 Light Road 98052 Lakewood "
            "Application for an internship Dear members of the team, "
            "I am excited that Lumen has opened an internship for distributed training, and I "
            "would like to handle and optimize large models with an advanced infrastructure. "
            "My current interest is a compiler that is easy to use and, at the same time, ensures "
            "high throughput. My goal is to find the best route for a given model automatically. "
            "Thank you for your consideration; I look forward to joining the team. "
            "Sincerely, Mira O. PS I can start in June. "
            "Enclosures: Curriculum vitae, List of publications "
            "20 October 2022 · Mira O."
        ), reader


@pytest.mark.parametrize("theme", THEMES)
def test_a_letter_begins_with_its_subject_for_who_hears_it(theme: str) -> None:
    pdf = pdf_of(letter(design(theme)))
    assert outline_of(pdf) == [(1, "Application for an internship")]
    assert text_of(pdf).startswith("Mira Okonkwo-Lind Doctoral candidate")


@pytest.mark.parametrize("theme", THEMES)
def test_a_letter_needs_nothing_but_its_text(theme: str) -> None:
    plain = letter(
        design(theme),
        letterhead=None,
        subject="",
        recipient="",
        address=(),
        enclosures=(),
        postscript=rich(""),
        closing="",
    )
    text = text_of(pdf_of(plain))
    assert text.replace("20 October 2022 ", "").startswith("Dear members of the team, I am")
    assert text.endswith("Mira O.")


@pytest.mark.parametrize("theme", THEMES)
def test_a_signature_is_read_as_the_name(theme: str) -> None:
    signed = letter(design(theme), signature=SitePath("content/letters/name.png"))
    assert [tag.alt for tag in tags_of(pdf_of(signed)) if tag.role == "Figure"] == ["Mira O."]
