"""CVs and letters of invented people, in the shapes that real ones have."""

from __future__ import annotations

from typing import Final

from sitegen.model.blocks import Paragraph
from sitegen.model.text import RichText, Styled, Text, Url, rich
from sitegen.views.documents import (
    ContactView,
    CvDocument,
    CvEntryView,
    CvSectionView,
    DesignView,
    LetterDocument,
    LetterheadView,
)
from sitegen.views.parts import LinkView
from sitegen.views.publications import (
    AuthorView,
    LegendView,
    PublicationGroup,
    PublicationView,
)

WORDS: Final = (
    ("acceptance", "Acceptance rate"),
    ("editors_many", "(eds.)"),
    ("editors_one", "(ed.)"),
    ("enclosures", "Enclosures"),
    ("et_al", "et al."),
    ("postscript", "PS"),
)
SITE: Final = "https://okonkwo-lind.example/"


def design(theme: str, **changes: object) -> DesignView:
    values = {"paper": "a4", "accent": "", "size_pt": 0.0, "margin_mm": 0.0, **changes}
    return DesignView(theme=theme, **values)  # type: ignore[arg-type]  # the settings as names


def work(
    title: str,
    authors: str,
    venue: str,
    date: str,
    *,
    acceptance: str = "",
    award: str = "",
    links: tuple[str, ...] = (),
) -> PublicationView:
    """Return a publication; in `authors` a `!` is before the owner."""
    names = [name.strip() for name in authors.split(",")]
    return PublicationView(
        key="k",
        anchor="k",
        href=Url("/publications/k/"),
        kind="conference",
        kind_label="",
        title=rich(title),
        authors=tuple(
            AuthorView(name=name.strip("!*"), is_owner=name[0] == "!", marks="*" * name.count("*"))
            for name in names
        ),
        source=RichText((Styled("emph", (Text(venue),)),)),
        date_text=date,
        year=date[-4:],
        acceptance=acceptance,
        award=rich(award),
        links=tuple(
            LinkView(label=label, href=f"https://papers.example/{label.lower()}") for label in links
        ),
    )


def group(label: str, works: tuple[PublicationView, ...], *, is_numbered: bool) -> PublicationGroup:
    numbers = tuple(range(1, len(works) + 1)) if is_numbered else ()
    return PublicationGroup(label=label, anchor="", publications=works, numbers=numbers)


def entry(title: str, **parts: object) -> CvEntryView:
    """Return an entry; texts are given as strings."""
    made = {
        name: rich(value)
        if name in ("subtitle", "detail", "place", "summary") and isinstance(value, str)
        else tuple(map(rich, value))
        if name in ("lines", "notes") and isinstance(value, tuple)
        else value
        for name, value in parts.items()
    }
    return CvEntryView(title=rich(title), **made)  # type: ignore[arg-type]  # as the names say


def prose(title: str, text: str) -> CvSectionView:
    return CvSectionView(anchor="a", kind="prose", title=title, blocks=(Paragraph(rich(text)),))


LINKS: Final = (LinkView(label="Slides", href="https://talks.example/slides"),
                LinkView(label="Video", href="https://talks.example/video"))  # fmt: skip

SYSTEMS_HEAD: Final = LetterheadView(
    name="Mira Okonkwo-Lind",
    given="Mira",
    family="Okonkwo-Lind",
    headline=rich("Doctoral candidate in computer science"),
    address=("Institute of Computing", "12 Harbour Street", "4021 Northport"),
    contacts=(
        ContactView(kind="phone", label="Phone", text="+47 55 500 123", href="tel:+4755500123"),
        ContactView(
            kind="email",
            label="E-mail",
            text="mira@okonkwo-lind.example",
            href="mailto:mira@okonkwo-lind.example",
        ),
        ContactView(kind="website", label="Website", text="okonkwo-lind.example", href=SITE),
        ContactView(kind="github", label="GitHub", text="miraol", href="https://git.example/m"),
        ContactView(kind="orcid", label="ORCID", text="0000-0002-1825-0097"),
    ),
)

CONFERENCES: Final = (
    work(
        "Breakwater: Towards Elastic Pipelines Beyond a Single Model",
        "!Mira Okonkwo-Lind, Samira Azadi, Sung-Hee Kim, Artur Pagnini, Chen Zhao, Bjørn Gundersen,"
        "Markus Weider, Matteo Interlaken",
        "48th International Conference on Very Large Harbours (VLH 2022)",
        "September 2022",
        links=("Paper",),
    ),
    work(
        "Orrery: A Distributed Serving System for Generative Models of Text",
        "!Mira Okonkwo-Lind, Joo Seong Jung, Geon-Ho Kim, Bjørn Gundersen",
        "16th Symposium on Operating Systems in Practice (OSP 2022)",
        "July 2022",
        links=("Paper", "Code"),
    ),
    work(
        "Nimbus: Lightweight and Efficient Task Scheduling",
        "Woo-Suk Kwan*, !Mira Okonkwo-Lind*, Eun-Ji Jung, Bjørn Gundersen",
        "34th Conference on Neural Computation (NC 2020)",
        "December 2020",
        award="Spotlight",
        links=("Paper",),
    ),
    work(
        "Who Configures the Configurators?",
        "Woo-Yun Lee, Yun-Sung Lee, Joo Seong Jung, !Mira Okonkwo-Lind, Joo Yun Kim, Ho Jin Park,"
        "Beom-Yul Jeon, Won-Wook Song, Gun-Hee Kim, Markus Weider, Brian Chow, Bjørn Gundersen",
        "39th International Conference on Distributed Harbours (ICDH 2019)",
        "July 2019",
        links=("Paper",),
    ),
)
OTHERS: Final = (
    work(
        "Efficient office workflows: affluent shuffling of filtered offline data",
        "Supun Nakandal, !Mira Okonkwo-Lind, Markus Weider",
        "Systems for Learning Workshop",
        "December 2019",
    ),
)
PATENTS: Final = (
    work(
        "Selective batching for a system of inference",
        "!Mira Okonkwo Lind, Geon-Ho Kim, Joo Seong Jung",
        "Patent 11,000,370",
        "2022",
    ),
    work(
        "Dynamic batching for a system of inference",
        "!Mira Okonkwo Lind, Geon-Ho Kim",
        "Patent 11,000,775",
        "2022",
    ),
)


def systems(look: DesignView) -> CvDocument:
    """Return the CV of somebody in systems: grouped and numbered papers, mentors, teaching."""
    sections = (
        prose(
            "Research Interests",
            "My research lies where operating systems meet machine learning. I build schedulers "
            "and compilers that let many models share one cluster fairly.",
        ),
        CvSectionView(
            anchor="b",
            kind="entries",
            title="Education",
            entries=(
                entry(
                    "Northport University",
                    place="Northport, Norway",
                    subtitle="Ph.D. in Computer Science",
                    when="Mar 2017 – present",
                    lines=("Advisor: Prof. Ingrid Halvorsen",),
                ),
                entry(
                    "Riverside University",
                    place="Riverside, Canada",
                    subtitle="B.Sc. in Computer Science and B.A. in Economics",
                    when="Mar 2012 – Feb 2017",
                    lines=("Computer Science GPA: 4.19/4.3",),
                ),
                entry("Harbour Academy", place="Eastport, Norway", when="Mar 2009 – Feb 2012"),
            ),
        ),
        CvSectionView(
            anchor="c",
            kind="entries",
            title="Research Experience",
            entries=(
                entry(
                    "Research Intern at Lumen Research",
                    place="Lakewood, WA",
                    subtitle="Mentors: Dr. Paolo Verdi, Dr. Samira Azadi",
                    when="Jun 2018 – Sep 2018",
                ),
            ),
        ),
        CvSectionView(
            anchor="d",
            kind="publications",
            title="Publications",
            lead=rich("Cited in three continents."),
            groups=(
                group("Conference publications", CONFERENCES, is_numbered=True),
                group("Other publications", OTHERS, is_numbered=True),
                group("Patents", PATENTS, is_numbered=True),
            ),
            legend=(LegendView(mark="*", meaning="equal contribution"),),
        ),
        CvSectionView(
            anchor="e",
            kind="rows",
            title="Honors and Awards",
            entries=(
                entry("Harbour Star", when="2021", place="Harbour Foundation"),
                entry("National Scholarship", when="2012", detail="€ 500", place="Aid Fund"),
            ),
        ),
        CvSectionView(
            anchor="f",
            kind="rows",
            title="Teaching Experience",
            entries=(
                entry(
                    "Theory of Sensors",
                    when="Fall 2019",
                    detail="Teaching Assistant",
                    place="Northport University College",
                ),
                entry("Operating Systems", when="Spring 2017", detail="Lecturer", place="Harbour"),
            ),
        ),
    )
    return cv(SYSTEMS_HEAD, sections, look)


def energy(look: DesignView) -> CvDocument:
    """Return the CV of somebody in energy: titles first, skills in prose, stars, talks."""
    head = LetterheadView(
        name="Teodor Baran",
        given="Teodor",
        family="Baran",
        contacts=(ContactView(kind="phone", label="Phone", text="PHONENUMBER"),),
    )
    sections = (
        prose("Summary", "I build efficient software systems. I lead the Quiet Watts initiative."),
        CvSectionView(
            anchor="b",
            kind="publications",
            title="Publications",
            groups=(
                group(
                    "",
                    (
                        work(
                            "Juno: Understanding the Energy of Training",
                            "Jia Yu*, !Teodor Baran*, Farid Rahimi",
                            "Symposium on Networked Systems (SNS)",
                            "2023",
                            acceptance="18.38 %",
                        ),
                        work(
                            "ShadowBoxing: Distillation for Mobile Video",
                            "!Teodor Baran, Jae-Yoon Kim",
                            "International Conference on Parallel Things (ICPT)",
                            "2020",
                        ),
                    ),
                    is_numbered=False,
                ),
            ),
            legend=(LegendView(mark="*", meaning="Equal contribution"),),
        ),
        CvSectionView(
            anchor="c",
            kind="entries",
            title="Research Experience",
            entries=(
                entry(
                    "Energy-Efficient Systems for Machine Learning",
                    place="Quiet Lab, Lakewood",
                    subtitle="Advisor: Farid Rahimi",
                    when="Sep 2021 – present",
                    notes=(
                        (
                            "Theseus: a system for the training of large models that wastes less. "
                            "Cuts up to 30 % of the energy without slowdown."
                        ),
                        "Leaderboard: the first systematic benchmark.",
                    ),
                ),
                entry(
                    "Online Specialization for Edge Video",
                    place="Virtual Machine Lab, Riverside",
                    subtitle="Advisor: Su-Mok Moon",
                    when="Dec 2019 – Jun 2020",
                    notes=("Reduced network data transfer by 95 %.",),
                ),
            ),
        ),
        CvSectionView(
            anchor="d",
            kind="points",
            title="Technical Skills",
            entries=(
                entry("Languages", separator=": ", detail="Python (sync and async), Rust, C++"),
                entry("Tools", separator=": ", detail="Docker, Kubernetes, LaTeX"),
            ),
        ),
        CvSectionView(
            anchor="e",
            kind="points",
            title="Open Source Projects",
            entries=(
                entry(
                    "Junometer",
                    href="https://code.example/juno",
                    counts="164 stars, 21 forks",
                    detail="Measures the energy of deep learning",
                ),
            ),
            note=rich("Stars and forks as of April 11, 2024."),
        ),
        CvSectionView(
            anchor="f",
            kind="rows",
            title="Grants and Funding",
            entries=(
                entry(
                    "Carbon-aware Optimization",
                    when="2023",
                    detail="$ 80,000, wrote the proposal",
                    place="Salamander Ventures",
                ),
            ),
        ),
        CvSectionView(
            anchor="g",
            kind="rows",
            title="Invited Talks",
            entries=(
                entry(
                    "Quiet Deep Learning",
                    when="Mar 2024",
                    detail="guest lecture",
                    place="University of Westport",
                    links=LINKS,
                ),
            ),
        ),
        CvSectionView(
            anchor="h",
            kind="list",
            title="Spoken Languages",
            items=(rich("English (fluent)"), rich("Norwegian (basic)")),
        ),
    )
    return cv(head, sections, look, order="title-first")


def cv(
    head: LetterheadView,
    sections: tuple[CvSectionView, ...],
    look: DesignView,
    order: str = "authors-first",
) -> CvDocument:
    return CvDocument(
        title=f"{head.name} – Curriculum vitae",
        author=head.name,
        label="Curriculum vitae",
        language="en-GB",
        date="2024-04-11",
        date_text="11 April 2024",
        site_url=SITE,
        letterhead=head,
        sections=sections,
        order=order,  # type: ignore[arg-type]  # one of the two
        design=look,
        words=WORDS,
    )


PARAGRAPHS: Final = (
    (
        "I am excited that Lumen has opened an internship for distributed training, and I would "
        "like to handle and optimize large models with an advanced infrastructure."
    ),
    (
        "My current interest is a compiler that is easy to use and, at the same time, ensures high "
        "throughput. My goal is to find the best route for a given model automatically."
    ),
    "Thank you for your consideration; I look forward to joining the team.",
)


def letter(look: DesignView, **changes: object) -> LetterDocument:
    values: dict[str, object] = {
        "title": "Application – Mira Okonkwo-Lind",
        "author": "Mira Okonkwo-Lind",
        "subject": "Application for an internship",
        "language": "en-GB",
        "date": "2022-10-20",
        "date_text": "20 October 2022",
        "letterhead": SYSTEMS_HEAD,
        "recipient": "Recruitment Team",
        "address": ("Lumen Research", "1 Light Road", "98052 Lakewood"),
        "opening": "Dear members of the team,",
        "body": tuple(Paragraph(rich(text)) for text in PARAGRAPHS),
        "closing": "Sincerely,",
        "signature": None,
        "signed": "Mira O.",
        "enclosures": ("Curriculum vitae", "List of publications"),
        "postscript": rich("I can start in June."),
        "design": look,
        "words": WORDS,
        **changes,
    }
    return LetterDocument(**values)  # type: ignore[arg-type]  # as the names say
