"""Which sections a CV has: order, titles, mixtures, limits, publications, variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cv_documents import SITE, context_of, cv_of, facts, keys, sections_of, titles

from sitegen.model.blocks import BlockHeading, BlockList, Paragraph
from sitegen.model.text import Link
from sitegen.plan.cv import cv_files, cv_view
from sitegen.plan.tasks import DocumentTask

if TYPE_CHECKING:
    from sitegen.model.profile import Audience
    from sitegen.plan.context import Context


def entry(key: str, year: int, more: str = "", kind: str = "inproceedings") -> str:
    where = "journal" if kind == "article" else "booktitle"
    return (
        f"@{kind}{{{key},\n author = {{Lune, Ada and Corvo, Rosa}},\n title = {{On {key}}},\n"
        f" {where} = {{Sea Days}},\n year = {{{year}}},\n{more}}}\n"
    )


BIB = "".join(
    (
        entry("foam", 2024, " selected = {true},\n keywords = {foam, sea},\n"),
        entry("salt", 2023, " author+an = {1=equal; 2=equal},\n award = {Best paper},\n"),
        entry("wave", 2022, " keywords = {sea},\n acceptance = {21 \\%},\n", "article"),
        entry("tide", 2021, " selected = {true},\n status = {under review},\n", "article"),
        entry("rain", 2020, kind="article"),
    )
)
CONTENT = """
[[awards]]
title = "Old"
date = 2015
[[awards]]
title = "New"
date = 2024
tags = ["Sea"]
[[awards]]
title = "Newer"
date = 2025
tags = ["land"]
[[grants]]
title = "Grant"
funder = "Council"
date = 2020
[[skills]]
name = "Boats"
"""
FILES = {"publications.bib": BIB, "content/cv.toml": CONTENT}


def pdfs_of(context: Context) -> list[DocumentTask]:
    return [task for task in cv_files(context) if isinstance(task, DocumentTask)]


def with_settings(settings: str) -> dict[str, str]:
    return {**FILES, "site.toml": SITE + settings}


def test_titles_come_from_the_section_then_the_settings_then_the_words() -> None:
    settings = """
    [cv.titles]
    awards = "Honours"
    grants = "Funding"
    [[cv.sections]]
    include = ["grants"]
    title = "Money"
    lead = "Of *late* years."
    [[cv.sections]]
    include = ["awards"]
    [[cv.sections]]
    include = ["skills"]
    [[cv.sections]]
    include = ["talks"]
    """
    sections = cv_of(with_settings(settings)).sections
    assert [(one.anchor, one.title, str(one.lead)) for one in sections] == [
        ("money", "Money", "Of late years."),
        ("honours", "Honours", ""),
        ("skills", "Skills", ""),
    ]


def test_a_mixture_shows_one_collection_after_the_other() -> None:
    settings = '[[cv.sections]]\ninclude = ["grants", "awards"]\ntitle = "Money"\n'
    (section,) = cv_of(with_settings(settings)).sections
    assert (section.kind, titles(section)) == ("rows", ["Grant", "Newer", "New", "Old"])


def test_what_is_shown_in_another_way_follows_without_a_heading() -> None:
    settings = '[[cv.sections]]\ninclude = ["awards", "skills", "selected"]\ntitle = "All"\n'
    sections = cv_of(with_settings(settings)).sections
    assert [(one.anchor, one.title, one.kind) for one in sections] == [
        ("all", "All", "rows"),
        ("all-2", "", "points"),
        ("all-3", "", "publications"),
    ]


def test_one_style_makes_one_list_of_a_mixture() -> None:
    settings = '[[cv.sections]]\ninclude = ["awards", "skills"]\nstyle = "points"\n'
    (section,) = cv_of(with_settings(settings)).sections
    assert (section.kind, len(section.entries)) == ("points", 4)


def test_a_limit_leaves_the_newest() -> None:
    settings = '[[cv.sections]]\ninclude = ["grants", "awards"]\nlimit = 3\n'
    (section,) = cv_of(with_settings(settings)).sections
    assert titles(section) == ["Grant", "Newer", "New"]
    papers = '[[cv.sections]]\ninclude = ["publications"]\nlimit = 3\n'
    (section,) = cv_of(with_settings(papers)).sections
    assert keys(section) == [["wave"], ["foam", "salt"]]


def test_own_entries_stand_under_their_section() -> None:
    content = (
        '[[entries]]\nsection = "Art"\ntitle = "A"\n[[entries]]\nsection = "Sea"\ntitle = "B"\n'
    )
    cv = cv_of({"content/cv.toml": content})
    assert [(one.title, titles(one)) for one in cv.sections] == [("Art", ["A"]), ("Sea", ["B"])]
    settings = '[[cv.sections]]\ninclude = ["entries"]\nsection = "Sea"\ntitle = "At sea"\n'
    (section,) = cv_of({"content/cv.toml": content, "site.toml": SITE + settings}).sections
    assert (section.title, titles(section)) == ("At sea", ["B"])


def test_summary_and_interests_come_from_the_profile() -> None:
    profile = 'name = "Ada Lune"\nsummary = "I *measure* seas."\ninterests = ["salt", "foam"]\n'
    settings = '[[cv.sections]]\ninclude = ["summary"]\n[[cv.sections]]\ninclude = ["interests"]\n'
    files = {**with_settings(settings), "content/profile.toml": profile}
    summary, interests = cv_of(files).sections
    (block,) = summary.blocks
    assert isinstance(block, Paragraph)
    assert (summary.kind, str(block.text)) == ("prose", "I measure seas.")
    assert (interests.kind, [str(item) for item in interests.items]) == ("list", ["salt", "foam"])


def test_a_text_of_ones_own_is_blocks_whose_links_lead_somewhere() -> None:
    text = (
        '+++\ntitle = "Teaching"\n+++\n\nSee [foam](paper:foam) and [@wave].\n\n'
        "## How\n\n1. slowly\n2. [gone](https://example.org/)\n"
    )
    settings = '[[cv.sections]]\ninclude = ["text:teaching"]\n'
    (section,) = cv_of({**with_settings(settings), "content/cv/teaching.md": text}).sections
    first, heading, steps = section.blocks
    assert (section.title, section.kind) == ("Teaching", "prose")
    assert isinstance(first, Paragraph)
    assert isinstance(heading, BlockHeading)
    assert isinstance(steps, BlockList)
    assert str(first.text) == "See foam and (Lune and Corvo, 2022)."
    links = [node.href for node in first.text.nodes if isinstance(node, Link)]
    assert links == ["/publications/foam/", "/publications/wave/"]
    assert (str(heading.text), heading.level, steps.first_number) == ("How", 1, 1)


@pytest.mark.parametrize(
    ("settings", "groups"),
    [
        ("", [("Articles", (1, 2, 3)), ("Conference papers", (1, 2))]),
        (
            '[publications]\nnumbering = "down"\n',
            [("Articles", (3, 2, 1)), ("Conference papers", (2, 1))],
        ),
        ('[cv]\nnumbering = "none"\n', [("Articles", ()), ("Conference papers", ())]),
        ('[publications]\ngroup_by = "none"\n', [("", (1, 2, 3, 4, 5))]),
        (
            '[[publications.groups]]\ntitle = "At sea"\nkeywords = ["sea"]\n',
            [("At sea", (1, 2)), ("Other", (1, 2, 3))],
        ),
    ],
)
def test_publications_are_numbered_anew_in_each_group(
    settings: str, groups: list[tuple[str, tuple[int, ...]]]
) -> None:
    shown = sections_of(cv_of(with_settings(settings)))["Publications"]
    assert [(group.label, group.numbers) for group in shown.groups] == groups


def test_selected_papers_are_one_list_without_numbers() -> None:
    settings = '[[cv.sections]]\ninclude = ["selected"]\n'
    (section,) = cv_of(with_settings(settings)).sections
    assert keys(section) == [["foam", "tide"]]
    assert section.groups[0].numbers == ()
    (section,) = cv_of(with_settings('[cv]\nnumbering = "up"\n' + settings)).sections
    assert section.groups[0].numbers == (1, 2)


def test_a_section_explains_the_marks_that_stand_in_it() -> None:
    shown = sections_of(cv_of(with_settings("")))["Publications"]
    assert [(one.mark, one.meaning) for one in shown.legend] == [("*", "equal contribution")]
    settings = '[[cv.sections]]\ninclude = ["selected"]\n'
    assert cv_of(with_settings(settings)).sections[0].legend == ()


def test_everything_of_a_paper_reaches_the_document() -> None:
    shown = sections_of(cv_of(with_settings("")))["Publications"]
    papers = {one.key: one for group in shown.groups for one in group.publications}
    assert str(papers["salt"].award) == "Best paper"
    assert papers["wave"].acceptance == "21 %"
    assert papers["tide"].status == "under review"
    assert [(one.name, one.is_owner, one.marks) for one in papers["salt"].authors] == [
        ("Ada Lune", True, "*"),
        ("Rosa Corvo", False, "*"),
    ]


@pytest.mark.parametrize("audience", ["web", "pdf"])
def test_authors_may_have_initials(audience: Audience) -> None:
    (section,) = cv_of(
        with_settings('[cv]\nnames = "initials"\n[[cv.sections]]\ninclude = ["selected"]\n'),
        audience=audience,
    ).sections
    (paper, _) = section.groups[0].publications
    assert [one.name for one in paper.authors] == ["A. Lune", "R. Corvo"]


def test_the_heading_may_say_what_sort_of_talks_they_are() -> None:
    talk = '[[talks]]\ntitle = "Salt"\nkind = "invited"\nhost = "Coast University"\n'
    section = '[[cv.sections]]\ninclude = ["talks"]\ntitle = "{}"\n'
    for title, said in (("Talks", "Invited talk"), ("Invited Talks", "")):
        files = {"site.toml": SITE + section.format(title), "content/cv.toml": talk}
        assert str(cv_of(files).sections[0].entries[0].detail) == said


@pytest.mark.parametrize(("others", "shown", "is_cut"), [(20, 21, False), (60, 9, True)])
def test_documents_have_all_authors_unless_there_are_too_many(
    others: int, shown: int, *, is_cut: bool
) -> None:
    names = " and ".join([f"Other, N. {number}" for number in range(others)] + ["Lune, Ada"])
    bib = f"@article{{many, author = {{{names}}}, title = {{T}}, journal = {{J}}, year = 2024}}"
    settings = '[[cv.sections]]\ninclude = ["publications"]\n'
    (section,) = cv_of({**with_settings(settings), "publications.bib": bib}).sections
    (paper,) = section.groups[0].publications
    assert (len(paper.authors), paper.has_more_authors) == (shown, is_cut)
    assert paper.more_authors == ()
    assert paper.authors[-1].is_owner


VARIANTS = """
[cv.titles]
awards = "Honours"
[[cv.sections]]
include = ["awards", "grants"]
[[cv.sections]]
include = ["publications"]
[[cv.variants]]
name = "short"
title = "Short CV"
selected = true
titles = { awards = "Prizes" }
limits = { awards = 2, publications = 1 }
theme = "classic"
max_pages = 2
[[cv.variants]]
name = "sea"
public = false
tags = ["sea"]
keywords = ["SEA"]
[[cv.variants]]
name = "german"
language = "de"
titles = { publications = "Schriften" }
[[cv.variants]]
name = "own"
[[cv.variants.sections]]
include = ["skills"]
title = "What I can do"
"""


def test_a_variant_chooses_limits_and_renames() -> None:
    short = cv_of(with_settings(VARIANTS), variant="short")
    prizes, papers = short.sections
    assert (short.title, short.label, short.design.theme) == (
        "Ada Lune – Short CV",
        "Short CV",
        "classic",
    )
    assert (prizes.title, titles(prizes)) == ("Prizes", ["Newer", "New", "Grant"])
    assert keys(papers) == [["foam"]]


def test_a_variant_leaves_out_what_has_other_tags_or_keywords() -> None:
    awards, papers = cv_of(with_settings(VARIANTS), variant="sea").sections
    assert titles(awards) == ["New", "Old", "Grant"]
    assert keys(papers) == [["wave"], ["foam"]]


def test_a_variant_speaks_its_own_language() -> None:
    german = cv_of(with_settings(VARIANTS + "\n[documents]\ndates = 'long'\n"), variant="german")
    awards, papers = german.sections
    assert (german.language, german.label, awards.title) == (
        "de",
        "Lebenslauf",
        "Preise und Auszeichnungen",
    )
    assert papers.title == "Schriften"
    assert [group.label for group in papers.groups] == ["Zeitschriftenartikel", "Konferenzbeiträge"]
    assert dict(german.words)["page_of"] == "Seite {number} von {total}"


def test_a_variant_may_have_sections_of_its_own() -> None:
    (section,) = cv_of(with_settings(VARIANTS), variant="own").sections
    assert (section.title, facts(section.entries[0])) == ("What I can do", {"title": "Boats"})


def test_a_section_of_a_variant_is_called_as_in_all_cvs() -> None:
    settings = """
    [cv.titles]
    awards = "Honours"
    [[cv.variants]]
    name = "own"
    [[cv.variants.sections]]
    include = ["awards"]
    """
    assert [one.title for one in cv_of(with_settings(settings), variant="own").sections] == [
        "Honours"
    ]


def test_public_variants_become_pdfs() -> None:
    tasks = pdfs_of(context_of(with_settings(VARIANTS)))
    assert [(task.out, task.max_pages) for task in tasks] == [
        ("cv.pdf", None),
        ("cv-short.pdf", 2),
        ("cv-german.pdf", None),
        ("cv-own.pdf", None),
    ]
    assert pdfs_of(context_of(with_settings('[build]\nskip = ["pdf"]\n'))) == []


def test_the_page_names_the_other_forms_of_the_cv() -> None:
    forms = cv_view(context_of(with_settings(VARIANTS))).meta.alternates
    assert [(one.href, one.title) for one in forms if one.type == "application/pdf"] == [
        ("/cv.pdf", "PDF"),
        ("/cv-short.pdf", "Short CV"),
        ("/cv-german.pdf", "german"),
        ("/cv-own.pdf", "own"),
    ]
