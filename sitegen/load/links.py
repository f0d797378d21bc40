"""The links of a publication: which fields hold one, how it is called, where it goes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.fields import is_clean_url, is_placeholder, is_true, read_doi, read_url, read_urls
from sitegen.load.metrics import METRIC_FIELDS, read_metrics
from sitegen.model.publication import PublicationLink
from sitegen.model.text import Href, is_external, safe_href
from sitegen.problems import Outcome, Problem, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.load.identifiers import Identifiers
    from sitegen.model.entry import RawEntry, RawField

_FILES: Final = "assets/pdf/"
PREVIEWS: Final = "assets/img/publication_preview/"


class _Kind(NamedTuple):
    """A kind of link. A value that is no address is put into `address`, or lies in `folder`."""

    kind: str
    label: str
    fields: str
    address: str = ""
    folder: str = ""


KINDS: Final = (
    _Kind("arxiv", "arXiv", "", "https://arxiv.org/abs/{}"),
    _Kind("pdf", "PDF", "pdf url_pdf pdfurl pdf_url fulltext", folder=_FILES),
    _Kind("paper", "Paper", "paper url_paper paperurl paper_url"),
    _Kind("html", "HTML", "html url_html", folder="assets/html/"),
    _Kind("url", "Link", "url ee url_link urllink link"),
    _Kind("code", "Code", "code url_code codeurl code_url github repository repo source_code"),
    _Kind("software", "Software", "software url_software"),
    _Kind("data", "Data", "data dataset url_dataset url_data"),
    _Kind("model", "Model", "model models"),
    _Kind("slides", "Slides", "slides url_slides", folder=_FILES),
    _Kind("poster", "Poster", "poster url_poster", folder=_FILES),
    _Kind("video", "Video", "video url_video videourl recording"),
    _Kind("talk", "Talk", "talk"),
    _Kind(
        "website", "Website", "website project url_project projectpage web_url homepage"
    ),
    _Kind("blog", "Blog", "blog blogpost url_blog"),
    _Kind("supp", "Supplement", "supp supplement supplementary url_supp appendix", folder=_FILES),
    _Kind("demo", "Demo", "demo url_demo"),
    _Kind("press", "Press", "press media"),
    _Kind("openreview", "OpenReview", "openreview", "https://openreview.net/forum?id={}"),
    _Kind("acl", "ACL Anthology", "acl aclanthology", "https://aclanthology.org/{}/"),
    _Kind("hf", "Hugging Face", "hf huggingface", "https://huggingface.co/{}"),
    _Kind("zenodo", "Zenodo", "zenodo", "https://zenodo.org/records/{}"),
    _Kind("osf", "OSF", "osf", "https://osf.io/{}"),
    _Kind("ssrn", "SSRN", "ssrn", "https://ssrn.com/abstract={}"),
    _Kind("hal", "HAL", "hal hal_id hal-id halid", "https://hal.science/{}"),
    _Kind("jstor", "JSTOR", "jstor", "https://www.jstor.org/stable/{}"),
    _Kind("hdl", "Handle", "hdl handle", "https://hdl.handle.net/{}"),
    _Kind("iacr", "ePrint", "iacr", "https://eprint.iacr.org/{}"),
    _Kind("googlebooks", "Google Books", "googlebooks", "https://books.google.com/books?id={}"),
    _Kind("pmid", "PubMed", "", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    _Kind("pmcid", "PubMed Central", "", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    _Kind("inspirehep_id", "INSPIRE", "inspirehep_id inspire", "https://inspirehep.net/literature/{}"),
    _Kind("adsurl", "ADS", "adsurl"),
    _Kind("biorxiv", "bioRxiv", "biorxiv", "https://www.biorxiv.org/content/{}"),
    _Kind("medrxiv", "medRxiv", "medrxiv", "https://www.medrxiv.org/content/{}"),
    _Kind("dblp", "DBLP", "dblp", "https://dblp.org/rec/{}"),
    _Kind("openalex", "OpenAlex", "openalex", "https://openalex.org/{}"),
    _Kind("mrnumber", "MathSciNet", "mrnumber", "https://mathscinet.ams.org/mathscinet-getitem?mr={}"),
    _Kind("zbl", "zbMATH", "zbl zblnumber", "https://zbmath.org/?q=an:{}"),
)  # fmt: skip
"""Every kind of link, in the order in which links are shown."""

_PREVIEW: Final = _Kind("preview", "", "", folder=PREVIEWS)
_PLACES: Final = {
    name: (number, place)
    for number, kind in enumerate(KINDS)
    for place, name in enumerate(kind.fields.split())
}
LINK_FIELDS: Final = frozenset(_PLACES)
_FIELDS_OF_LINKS: Final = LINK_FIELDS | METRIC_FIELDS | {"howpublished"}
_NO_LINKS: Final[Outcome[tuple[PublicationLink, ...]]] = Outcome(())
_NUMBERS: Final = {kind.kind: number for number, kind in enumerate(KINDS)}
_URL: Final = _NUMBERS["url"]

_LABEL = late_pattern(r"^(?:zbl|mr(?=\s|:))\s*:?\s*|(?<=\d)\s*\([^()]*\)$", re.IGNORECASE)
_IDENTIFIER = late_pattern(r"[\w.:/~()@-]+")
_SCHEME = late_pattern(r"^https?://(?:www\.)?", re.IGNORECASE)
_HIDDEN_ADDRESS = late_pattern(r"\\(?:url|href)\s*\{|https?://", re.IGNORECASE)


def read_links(
    entry: RawEntry, known: Identifiers, extra: Mapping[str, str], scholar: str = ""
) -> Outcome[tuple[PublicationLink, ...]]:
    """Return the links in the order in which they are shown, each address once.

    `extra` are fields of the site's own, in lower case, with their labels; `scholar` is the owner's
    user at Google Scholar. Problems: bib-bad-url.
    """
    if not (any(known[1:]) or extra) and _FIELDS_OF_LINKS.isdisjoint(entry.fields):
        return _NO_LINKS
    problems: list[Problem] = []
    links: list[PublicationLink] = []
    doi = known.doi.casefold()
    seen = {"", f"doi.org/{doi}", f"dx.doi.org/{doi}"}
    found = [
        *_known_links(entry, known, problems),
        *read_metrics(entry, known, scholar, problems),
        *_extra_links(entry, extra, problems),
    ]
    for link in found:
        bare = _bare(link.href.value)
        if bare not in seen:
            seen.add(bare)
            links.append(link)
    return Outcome(tuple(links), tuple(problems))


def read_preview(entry: RawEntry) -> Outcome[Href]:
    """Return the picture of a publication. Problems: bib-bad-url."""
    problems: list[Problem] = []
    field = entry.get("preview", "image", "teaser", "thumbnail")
    if field is None:
        return Outcome(None)
    href = next(_targets(field, _PREVIEW, problems), None)
    return Outcome(href, tuple(problems))


def _known_links(
    entry: RawEntry, known: Identifiers, problems: list[Problem]
) -> Iterator[PublicationLink]:
    given = {kind: value for kind, value in known.links() if value}
    named = [(*_PLACES[name], name) for name in entry.fields if name in _PLACES]
    fields: dict[int, list[RawField]] = {}
    for number, _, name in sorted(named):
        if field := entry.get(name):
            fields.setdefault(number, []).append(field)
    if _URL not in fields and "howpublished" in entry.fields:
        fields[_URL] = []
    for number in sorted({*fields, *(_NUMBERS[kind] for kind in given)}):
        kind = KINDS[number]
        if value := given.get(kind.kind):
            href = Href(kind.address.format(value), entry)
            yield PublicationLink(kind=kind.kind, label=kind.label, href=href)
        for field in fields.get(number, ()):
            yield from _links(field, kind, problems)
        if number == _URL and not entry.get("url"):
            yield from _published_at(entry, kind, problems)


def _published_at(
    entry: RawEntry, kind: _Kind, problems: list[Problem]
) -> Iterator[PublicationLink]:
    """Yield the address that stands in `howpublished`, the old place for it."""
    field = entry.get("howpublished")
    if field and _HIDDEN_ADDRESS.search(field.value) and is_external(read_url(field.value)):
        yield from _links(field, kind, problems)


def _extra_links(
    entry: RawEntry, extra: Mapping[str, str], problems: list[Problem]
) -> Iterator[PublicationLink]:
    for name, label in extra.items():
        if field := entry.get(name):
            yield from _links(field, _Kind(name, label, ""), problems)


def _links(field: RawField, kind: _Kind, problems: list[Problem]) -> Iterator[PublicationLink]:
    for href in _targets(field, kind, problems):
        if kind.kind == "url" and href.value.lower().endswith(".pdf"):
            yield PublicationLink(kind="pdf", label="PDF", href=href)
        elif kind.kind == "url" and (known := _known_host(href.value)):
            yield PublicationLink(kind="url", label=known.label, href=href)
        else:
            yield PublicationLink(kind=kind.kind, label=kind.label, href=href)


def _known_host(address: str) -> _Kind | None:
    """Return the kind of link that an address is, where its archive is known.

    >>> _known_host("https://www.jstor.org/stable/1").label, _known_host("https://a.example/")
    ('JSTOR', None)
    """
    return _hosts().get(_host(address))


@cache
def _hosts() -> Mapping[str, _Kind]:
    """Return the kind of link to an archive by the host of the archive."""
    return {_host(kind.address): kind for kind in KINDS if kind.address}


def _host(address: str) -> str:
    return _SCHEME.sub("", address).partition("/")[0].lower()


def _targets(field: RawField, kind: _Kind, problems: list[Problem]) -> Iterator[Href]:
    """Yield where a field leads: nowhere when it holds no address, and to the first of several."""
    is_clean = is_clean_url(field.value)
    if not is_clean and (is_placeholder(field.value) or not is_true(field.value)):
        return  # `pdf = {false}`
    addresses = read_urls(field.value)
    if len(addresses) > 1:
        message = f"`{field.name}` holds {len(addresses)} addresses; the first one is used"
        problems.append(warning("bib-bad-url", message, field.span, "write one address in a field"))
    target = addresses[0] if is_clean else _target(addresses[0], kind) if addresses else None
    safe = safe_href(target) if target else None
    if safe:
        yield Href(safe, field)
    elif addresses:
        message = f"`{field.name}` holds no address: `{addresses[0][:60]}`"
        hint = "write a web address, or the path of a file of the site"
        problems.append(warning("bib-bad-url", message, field.span, hint))


def _target(value: str, kind: _Kind) -> str | None:
    is_doi = value.lower().startswith(("10.", "doi:"))
    if is_doi and (doi := read_doi(value)):
        return f"https://doi.org/{doi}"
    if is_external(value):
        return value
    if kind.address:
        identifier = _LABEL.sub("", value)
        return kind.address.format(identifier) if _IDENTIFIER.fullmatch(identifier) else None
    if "/" in value:
        return value
    # A file has an ending: `coming soon` and `true` are no files.
    return kind.folder + value if "." in value.strip(".") else None


def _bare(address: str) -> str:
    """Return what is equal for two spellings of one address."""
    bare = _SCHEME.sub("", address).rstrip("/")
    return bare.casefold() if bare.startswith(("doi.", "dx.")) else bare
