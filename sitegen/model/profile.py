"""The person: content/profile.toml."""

from __future__ import annotations

from dataclasses import field
from typing import Final, Literal, TypeAlias, get_args

from sitegen.model.dates import DateRange
from sitegen.model.text import NO_TEXT, Filled, Href, RichText
from sitegen.problems import Span
from sitegen.quick_dataclass import dataclass

Audience: TypeAlias = Literal["web", "pdf", "private", "letter"]
ContactKind: TypeAlias = Literal["email", "phone", "address", "office", "matrix", "signal", "other"]
CONTACT_KINDS: Final[tuple[ContactKind, ...]] = get_args(ContactKind)

PUBLIC: Final[tuple[Audience, ...]] = ("web", "pdf", "private", "letter")
PRIVATE: Final[tuple[Audience, ...]] = ("private", "letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A way to reach the person, and where it may be shown."""

    kind: ContactKind
    value: str = ""
    """The address or number itself; a postal address may have several lines. Without it, it stands
    in private.toml or in the environment (`SITEGEN_PRIVATE_PHONE`)."""
    label: str = ""
    """Words to show before it ("Office hours")."""
    show: tuple[Audience, ...] | None = None
    """Where it may appear. Without it, only in private documents and letters: phone, address, and
    what has its value elsewhere."""
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Where this contact may appear."""
        if self.show is not None:
            return self.show
        return PRIVATE if self.kind in ("phone", "address") or not self.value else PUBLIC

    @property
    def is_public(self) -> bool:
        """Whether it may appear in anything that is published."""
        return "web" in self.audiences or "pdf" in self.audiences

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the value, without blank ones."""
        return tuple(line.strip() for line in self.value.splitlines() if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A current position, as the home page shows it under the name."""

    title: RichText
    """"Reader in the Theory of Computing"."""
    institution: RichText = NO_TEXT
    """The university, laboratory or company."""
    department: RichText = NO_TEXT
    """The part of the institution."""
    url: Href | None = None
    """The page of the institution or department."""
    date: DateRange | None = None
    """Since when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A research theme, put as a question."""

    question: RichText
    """The question itself: "Can machines think?"."""
    text: RichText = NO_TEXT
    """Two sentences about it."""
    link: str = ""
    """Where to read on: a page, a citation key (`paper:turing1950`) or a web address."""
    label: str = ""
    """The words of the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraLink:
    """A link to a profile elsewhere that has no key of its own."""

    label: str
    """The words of the link."""
    url: Href
    """Where it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Profiles elsewhere: an identifier or a whole address."""

    website: str = ""
    """Another home page."""
    orcid: str = ""
    """ORCID iD: 0000-0002-1825-0097."""
    google_scholar: str = ""
    """The `user=` part of the Google Scholar address."""
    semantic_scholar: str = ""
    """Author number at Semantic Scholar."""
    dblp: str = ""
    """DBLP person identifier: `65/9612`."""
    arxiv: str = ""
    """arXiv author identifier: `turing_a_1`."""
    openreview: str = ""
    """OpenReview profile: `~Alan_Turing1`."""
    acl: str = ""
    """ACL Anthology person identifier."""
    inspire: str = ""
    """INSPIRE author number."""
    ads: str = ""
    """NASA ADS library or query address."""
    hal: str = ""
    """HAL author identifier."""
    pubmed: str = ""
    """PubMed author query."""
    scopus: str = ""
    """Scopus author number."""
    web_of_science: str = ""
    """Web of Science ResearcherID."""
    researchgate: str = ""
    """ResearchGate profile name."""
    ssrn: str = ""
    """SSRN author number."""
    repec: str = ""
    """RePEc short identifier."""
    philpeople: str = ""
    """PhilPeople profile name."""
    zbmath: str = ""
    """zbMATH author identifier."""
    mathscinet: str = ""
    """MathSciNet author number."""
    math_genealogy: str = ""
    """Mathematics Genealogy Project number."""
    wikidata: str = ""
    """Wikidata item: `Q7251`."""
    wikipedia: str = ""
    """Wikipedia article, as `en:Alan Turing` or a whole address."""
    osf: str = ""
    """Open Science Framework profile."""
    zenodo: str = ""
    """Zenodo community or query address."""
    huggingface: str = ""
    """Hugging Face user name."""
    kaggle: str = ""
    """Kaggle user name."""
    github: str = ""
    """GitHub user name."""
    gitlab: str = ""
    """GitLab user name."""
    codeberg: str = ""
    """Codeberg user name."""
    stackoverflow: str = ""
    """Stack Overflow user number."""
    mastodon: str = ""
    """Mastodon address: `@name@example.social`."""
    bluesky: str = ""
    """Bluesky handle: `name.example.org`."""
    linkedin: str = ""
    """LinkedIn profile name."""
    x: str = ""
    """X user name."""
    youtube: str = ""
    """YouTube handle."""


SERVICES: Final[dict[str, tuple[str, str]]] = {
    "website": ("Website", "{}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "google_scholar": ("Google Scholar", "https://scholar.google.com/citations?user={}"),
    "semantic_scholar": ("Semantic Scholar", "https://www.semanticscholar.org/author/{}"),
    "dblp": ("DBLP", "https://dblp.org/pid/{}.html"),
    "arxiv": ("arXiv", "https://arxiv.org/a/{}"),
    "openreview": ("OpenReview", "https://openreview.net/profile?id={}"),
    "acl": ("ACL Anthology", "https://aclanthology.org/people/{}/"),
    "inspire": ("INSPIRE", "https://inspirehep.net/authors/{}"),
    "ads": ("NASA ADS", "https://ui.adsabs.harvard.edu/public-libraries/{}"),
    "hal": ("HAL", "https://cv.hal.science/{}"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/?term={}"),
    "scopus": ("Scopus", "https://www.scopus.com/authid/detail.uri?authorId={}"),
    "web_of_science": ("Web of Science", "https://www.webofscience.com/wos/author/record/{}"),
    "researchgate": ("ResearchGate", "https://www.researchgate.net/profile/{}"),
    "ssrn": ("SSRN", "https://papers.ssrn.com/sol3/cf_dev/AbsByAuth.cfm?per_id={}"),
    "repec": ("RePEc", "https://ideas.repec.org/e/{}.html"),
    "philpeople": ("PhilPeople", "https://philpeople.org/profiles/{}"),
    "zbmath": ("zbMATH", "https://zbmath.org/authors/{}"),
    "mathscinet": ("MathSciNet", "https://mathscinet.ams.org/mathscinet/author?authorId={}"),
    "math_genealogy": (
        "Mathematics Genealogy",
        "https://www.mathgenealogy.org/id.php?id={}",
    ),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "wikipedia": ("Wikipedia", "https://{}.wikipedia.org/wiki/{}"),
    "osf": ("OSF", "https://osf.io/{}"),
    "zenodo": ("Zenodo", "https://zenodo.org/communities/{}"),
    "huggingface": ("Hugging Face", "https://huggingface.co/{}"),
    "kaggle": ("Kaggle", "https://www.kaggle.com/{}"),
    "github": ("GitHub", "https://github.com/{}"),
    "gitlab": ("GitLab", "https://gitlab.com/{}"),
    "codeberg": ("Codeberg", "https://codeberg.org/{}"),
    "stackoverflow": ("Stack Overflow", "https://stackoverflow.com/users/{}"),
    "mastodon": ("Mastodon", "https://{1}/@{0}"),
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{}"),
    "x": ("X", "https://x.com/{}"),
    "youtube": ("YouTube", "https://www.youtube.com/@{}"),
}
"""Key in `Links` -> name of the service, form of its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who the site is about."""

    name: Filled
    """The name as it stands on the home page: "Alan Turing" or "Turing, Alan"."""
    given: str = ""
    """Given names, where they can not be told from `name`."""
    family: str = ""
    """Family name, where it can not be told from `name` (all but the last word)."""
    full_name: str = ""
    """The whole name for the CV: "Alan Mathison Turing"."""
    native_name: str = ""
    """The name in its own script."""
    spellings: tuple[str, ...] = ()
    """Other spellings in publications: former names, transliterations, initials."""
    not_me: tuple[str, ...] = ()
    """Namesakes: names in publications that are somebody else's, or citation keys of works."""
    pronouns: str = ""
    """"she/her"."""
    honorifics: str = ""
    """Letters after the name: "OBE, FRS"."""
    headline: RichText = NO_TEXT
    """One line under the name, where it is not the current position."""
    summary: RichText = NO_TEXT
    """Two or three sentences: what the person works on."""
    bio: str = ""
    """A longer text in Markdown for the home page."""
    born: str = ""
    """Place and date of birth, only if it shall be in the CV."""
    photo: Href | None = None
    """A portrait or a figure, upright: `assets/portrait.jpg`."""
    photo_alt: str = ""
    """What is to be seen on it."""
    photo_caption: RichText = NO_TEXT
    """A line under it."""
    email: str = ""
    """The public e-mail address; more in `[[contacts]]`."""
    interests: tuple[str, ...] = ()
    """Research interests, a few words each."""
    positions: tuple[Position, ...] = ()
    """Current positions; without them the ongoing entries of `[[experience]]` are shown."""
    questions: tuple[Question, ...] = ()
    """Two to four research themes, put as questions."""
    contacts: tuple[Contact, ...] = ()
    """More ways to reach the person."""
    links: Links = field(default_factory=Links)
    """Profiles elsewhere."""
    extra_links: tuple[ExtraLink, ...] = ()
    """Profiles elsewhere that have no key."""
    span: Span | None = field(default=None, compare=False, repr=False)
