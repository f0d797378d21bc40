import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.load.fields import (
    doi_of_address,
    is_true,
    read_arxiv,
    read_date,
    read_doi,
    read_keywords,
    read_language,
    read_pages,
    read_status,
    read_text,
    read_url,
    read_urls,
)
from sitegen.model.dates import PartialDate


@pytest.mark.parametrize(
    ("value", "pages"),
    [
        ("12--34", "12–34"),
        ("12-34", "12–34"),
        ("12 -- 34", "12–34"),
        ("12---34", "12–34"),
        ("12–34", "12–34"),
        (r"12\textendash 34", "12–34"),
        ("pp. 12--34", "12–34"),
        ("p.7", "7"),
        ("pages 12 - 34", "12–34"),
        ("5--5", "5"),
        ("e1002", "e1002"),
        ("e7-e9", "e7–e9"),
        ("S324--S325", "S324–S325"),
        ("xii--xiv", "xii–xiv"),
        ("1--5, 7--9", "1–5, 7–9"),
        ("7,41,73--97", "7,41,73–97"),
        ("10,357--10,365", "10,357–10,365"),
        ("12-1--12-9", "12-1–12-9"),
        ("3:1--3:25", "3:1–3:25"),
        ("7--1--7--5", "7:1–7:5"),
        ("180101 EP -", "180101"),
        ("1013+", "1013+"),
        ("n/a--n/a", ""),
        ("n/a", ""),
        ("--", ""),
        ("{}", ""),
        ("12 pages", "12 pages"),
        ("Article 4", "Article 4"),
    ],
)
def test_pages_get_one_en_dash(value: str, pages: str) -> None:
    assert read_pages(value) == pages


@pytest.mark.parametrize(
    ("value", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI 10.1000/182", "10.1000/182"),
        ("DOI: 10.1000/182.", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/doi:10.1000/182", "10.1000/182"),
        ("http://doi.example.org/10.1000/182", "10.1000/182"),
        ("https://example.org/doi/full/10.1000/182?journal=tide#abstract", "10.1000/182"),
        ("https://example.org/doi/10.1000/182/full", "10.1000/182"),
        ("https://doi.org/10.1000%2F182", "10.1000/182"),
        (r"\url{https://doi.org/10.1000/182}", "10.1000/182"),
        (r"10.1000/978-3\_12", "10.1000/978-3_12"),
        (r"10.1000/978-3{\_}12", "10.1000/978-3_12"),
        ("{10.1000/182}", "10.1000/182"),
        ("10.1000/(SICI)12(97)1:2<3::AID>4.0.CO;2-X", "10.1000/(SICI)12(97)1:2<3::AID>4.0.CO;2-X"),
        ("10.1000/(SICI)12&lt;3::AID&gt;4", "10.1000/(SICI)12<3::AID>4"),
        ("10.1890/0012(2006)87[1066:BC]2.0.CO;2", "10.1890/0012(2006)87[1066:BC]2.0.CO;2"),
        ("(10.1000/182)", "10.1000/182"),
        ("10.1000.1/AbC", "10.1000.1/AbC"),
        ("10/gmhk73", "10/gmhk73"),
        ("978-3-319-07040-7", None),
        ("http://hdl.handle.net/2445/178855", None),
        ("10.1000/", None),
        ("10.1000/.", None),
        ("forthcoming", None),
        ("", None),
    ],
)
def test_doi_in_every_spelling(value: str, doi: str | None) -> None:
    assert read_doi(value) == doi


def test_only_an_address_at_doi_org_stands_for_a_doi() -> None:
    assert doi_of_address("https://doi.org/10.1000/182") == "10.1000/182"
    assert doi_of_address("https://example.org/10.1000/182") is None


@pytest.mark.parametrize(
    ("value", "primary_class", "arxiv"),
    [
        ("1412.6980", "", "1412.6980"),
        ("arXiv:1412.6980v3", "", "1412.6980v3"),
        ("1412.6980 [cs.LG]", "", "1412.6980"),
        ("https://arxiv.org/abs/1412.6980", "", "1412.6980"),
        ("https://arxiv.org/pdf/1412.6980.pdf", "", "1412.6980"),
        ("10.48550/arXiv.2101.00001", "", "2101.00001"),
        ("abs/1905.13149", "", "1905.13149"),
        ("arXiv preprint arXiv:1905.13149", "", "1905.13149"),
        ("hep-th/9901001", "", "hep-th/9901001"),
        ("https://arxiv.org/abs/hep-th/9901001v2", "", "hep-th/9901001v2"),
        ("math.GT/0309136", "", "math.GT/0309136"),
        ("0307200", "math.GT", "math/0307200"),
        ("0307200", "", None),
        ("RG.2.2.21953.10087", "", None),
        ("12345.6789", "", None),
    ],
)
def test_arxiv_identifiers_old_and_new(value: str, primary_class: str, arxiv: str | None) -> None:
    assert read_arxiv(value, primary_class) == arxiv


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (r"\url{https://example.org/a\_b}", "https://example.org/a_b"),
        (r"\href{https://example.org/a}{the paper}", "https://example.org/a"),
        ('<a href="https://example.org/a">paper</a>', "https://example.org/a"),
        ("<https://example.org/a>", "https://example.org/a"),
        (r"https://example.org/\~{}mira", "https://example.org/~mira"),
        (r"https://example.org/{\textasciitilde}mira", "https://example.org/~mira"),
        (r"https://example.org/\textasciitilde mira", "https://example.org/~mira"),
        (r"https://example.org/$\sim$mira", "https://example.org/~mira"),
        (r"https://example.org/?a=1\&b=2\%20\#c", "https://example.org/?a=1&b=2%20#c"),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"),
        ("https://example.org/a-\n   b", "https://example.org/a-b"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("code.example.org/tides", "https://code.example.org/tides"),
        ("tides.pdf", "tides.pdf"),
        ("papers/tides.pdf", "papers/tides.pdf"),
    ],
)
def test_addresses_lose_their_latex(value: str, url: str) -> None:
    assert read_url(value) == url


def test_several_addresses_are_told_apart() -> None:
    assert read_urls("https://example.org/a, www.example.org/b https://example.org/c") == (
        "https://example.org/a",
        "https://www.example.org/b",
        "https://example.org/c",
    )
    assert read_urls("{}") == ()


@pytest.mark.parametrize(
    ("fields", "iso"),
    [
        (("2015-06-03",), "2015-06-03"),
        (("2015-06",), "2015-06"),
        (("2015",), "2015"),
        (("2015~",), "2015"),
        (("2015-06-01/2015-07-02",), "2015-06-01"),
        (("../2015-06",), "2015-06"),
        (("2018/05/29/online",), "2018-05-29"),
        (("2015/2016",), "2015"),
        (("2015-06-31",), "2015-06"),
        (("2015-13",), "2015"),
        (("Oct 1", "2019"), "2019-10-01"),
        (("", "2019", "Oct"), "2019-10"),
        (("", "2019", "october"), "2019-10"),
        (("", "2019", "sept."), "2019-09"),
        (("", "2019", "10"), "2019-10"),
        (("", "2019", "07"), "2019-07"),
        (("", "2019", "0"), "2019"),
        (("", "2019", "13"), "2019"),
        (("", "2019", "Jan~1"), "2019-01-01"),
        (("", "2019", "04--06 Jun"), "2019-06-04"),
        (("", "2019", "June 3-7"), "2019-06-03"),
        (("", "2019", "June/July"), "2019-06"),
        (("", "2019", "Juli"), "2019-07"),
        (("", "2019", "März"), "2019-03"),
        (("", "2019", "juin"), "2019-06"),
        (("", "2019", "May", "17"), "2019-05-17"),
        (("", "2019", "February", "31"), "2019-02"),
        (("", "2019", "May", "99999999999999999999"), "2019-05"),
        (("", "2021b"), "2021"),
        (("", "{2021}"), "2021"),
        (("", "18-20 November 2014"), "2014-11-18"),
        (("", "c. 1890"), "1890"),
        (("", "850"), "0850"),
    ],
)
def test_dates_of_all_dialects(fields: tuple[str, ...], iso: str) -> None:
    date = read_date(*fields)
    assert date is not None
    assert date.iso == iso


def test_a_season_is_a_term() -> None:
    assert read_date("", "2019", "Fall") == PartialDate(2019, term="Fall")
    assert read_date("2019-21") == PartialDate(2019, term="Spring")


@pytest.mark.parametrize("year", ["forthcoming", "in press", "", "20xx", "0000", "12"])
def test_no_year_is_no_date(year: str) -> None:
    assert read_date("", year, "May") is None


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("inpreparation", "in preparation"),
        ("In preparation.", "in preparation"),
        ("submitted", "submitted"),
        ("Submitted to Acta Maris", "submitted"),
        ("under review", "under review"),
        ("(under review at TIDE 2031)", "under review"),
        ("accepted", "accepted"),
        ("Accepted for publication in Acta Maris", "accepted"),
        ("conditionally accepted", "accepted"),
        ("inpress", "in press"),
        ("In-press", "in press"),
        ("forthcoming", "forthcoming"),
        ("To appear.", "forthcoming"),
        ("{to appear in Acta Maris}", "forthcoming"),
        ("Forthcoming, Acta Maris", "forthcoming"),
        ("ppublish", None),
        ("prepublished", "forthcoming"),
        ("Accepted papers of 2019", None),
        ("Submitted work was not refereed", None),
        ("2019", None),
        ("", None),
    ],
)
def test_states_of_unpublished_work(value: str, status: str | None) -> None:
    assert read_status(value) == status


@pytest.mark.parametrize(
    ("value", "keywords"),
    [
        ("tides, moon, sea", ("tides", "moon", "sea")),
        ("tides; moon, full; sea", ("tides", "moon, full", "sea")),
        ("Tides, tides,, ", ("Tides",)),
        ("m{\\'e}canique,\n  la mer", ("mécanique", "la mer")),
        ("", ()),
    ],
)
def test_keywords(value: str, keywords: tuple[str, ...]) -> None:
    assert read_keywords(value) == keywords


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("english", "en"),
        ("British", "en-GB"),
        ("ngerman", "de"),
        ("de", "de"),
        ("pt_br", "pt-BR"),
        ("eng", "eng"),
        ("french, english", "fr"),
        ("Sindarin", ""),
        ("", ""),
    ],
)
def test_languages_become_tags(value: str, tag: str) -> None:
    assert read_language(value) == tag


@pytest.mark.parametrize("value", ["true", "{true}", "TRUE", "yes", "1", '"true"'])
def test_switches_on(value: str) -> None:
    assert is_true(value)


@pytest.mark.parametrize("value", ["", "false", "{False}", "no", "0", "{}"])
def test_switches_off(value: str) -> None:
    assert not is_true(value)


def test_placeholders_are_no_text() -> None:
    assert [read_text(value) for value in ("n/a", "-", "{TBD}", "none", "?")] == [""] * 5


LATEX = st.text(st.sampled_from("aé10.-/ {}\\~$&%_:;,<>\n\"'()[]vd"), max_size=40) | st.text()


@given(LATEX, LATEX, LATEX, LATEX)
def test_fields_never_raise(one: str, two: str, three: str, four: str) -> None:
    date = read_date(one, two, three, four)
    assert date is None or (date.iso and date.first_day)
    for read in (read_pages, read_doi, read_arxiv, read_url, read_status, read_language):
        assert "\n" not in (read(one) or "")
    assert all(read_keywords(one))
    assert all(read_urls(one))
