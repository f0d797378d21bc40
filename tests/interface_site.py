"""A site in Greek letters whose interface is in ⟦brackets⟧: Latin letters elsewhere are neither.

It has something of everything, so that pages say all that they can say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, get_args

from sitegen.model.config import CvInclude, HomeSection
from sitegen.model.cv import ServiceKind, StudentRole, TalkKind
from sitegen.words.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.words.phrases import Text

NAMES: Final = frozenset(
    {
        "APA", "BibTeX", "CSL", "Chicago", "DOI", "GitHub", "HTML", "IEEE", "ISBN", "ISSN", "JSON",
        "RenderCV", "Resume",
        "MLA", "ORCID", "PDF", "RIS", "sitegen",
    }
)  # fmt: skip
"""What has one name in all languages."""

_ENTRY_TYPES = (
    "article", "inproceedings", "incollection", "book", "proceedings", "phdthesis", "techreport",
    "unpublished", "patent", "software", "dataset", "misc", "online",
)  # fmt: skip
_PEOPLE_FIELDS = (
    "translator", "advisor", "bookauthor", "holder", "annotator", "commentator", "introduction",
    "foreword", "afterword",
)  # fmt: skip
_LINK_FIELDS = (
    "paper", "url", "code", "software", "data", "model", "slides", "poster", "video", "talk",
    "website", "blog", "supp", "demo", "press", "html", "pdf",
)  # fmt: skip
_FULL: Final[Mapping[str, str]] = {
    "title": "Παλίρροιες", "subtitle": "μια μελέτη", "editor": "Λόγου, Α. and Μύθου, Β.",
    "journal": "Θάλασσα", "booktitle": "Πρακτικά", "school": "Σχολή", "institution": "Σχολή",
    "publisher": "Οίκος", "address": "Πόλη", "series": "Σειρά", "volume": "3", "number": "2",
    "pages": "1--9", "pagetotal": "90", "edition": "2", "chapter": "4", "version": "1.2",
    "eventtitle": "Συνάντηση", "venue": "Νησί", "issuetitle": "Τεύχος", "maintitle": "Έργα",
    "origdate": "1901", "origtitle": "Πηγή", "isbn": "9780000000002", "issn": "2434-561X",
    "note": "Σημείωμα", "award": "Βραβείο", "acceptance": "9%", "keywords": "άμμος, κύμα",
    "abstract": "Περίληψη.", "urldate": "2020-01-02", "doi": "10.1000/1",
}  # fmt: skip
_STATES = (
    "in preparation", "submitted", "under review", "accepted", "in press", "forthcoming",
)  # fmt: skip
_TYPES = (
    "PhD thesis", "candthesis", "mastersthesis", "bathesis", "resreport", "techreport", "patreq",
)  # fmt: skip
_BODY: Final = """Κείμενο [@k0] και[^α].

## Πρώτο

[^α]: Κάτω.

!!! note
    Προσοχή.

!!! theorem "Όνομα"
    Προσοχή.

| α | β |
| - | - |
| 1 | 2 |

![Ταινία](https://vimeo.com/1)

## Δεύτερο

- [x] ένα

```python
α = 1
```
"""


def interface_site(theme: str) -> dict[str, str | bytes]:
    """Return the files of the site."""
    pictures = {"content/assets/a.pdf": b"%PDF-1.4", "content/assets/a.mp4": b"x"}
    bodies = {
        "posts/2024-01-02-a": 'title = "Ένα"\ndate = 2024-01-02\nupdated = 2024-02-02\n'
        'tags = ["άμμος"]\nseries = "Σειρά"',
        "posts/2023-01-02-b": 'title = "Δύο"\ndate = 2023-01-02\nseries = "Σειρά"',
        "projects/a": 'title = "Έργο"\ndate = "2019–"\nrole = "Ρόλος"\n'
        'collaborators = ["Β. Μύθου"]\n'
        'status = "finished"\nstars = 1234\nforks = 1\ncounted = 2024-01-02\n'
        'url = "https://a.example/"\ncode = "https://b.example/"\ndocs = "https://c.example/"\n'
        'publications = ["k0"]\ntags = ["άμμος"]',
        "projects/b": 'title = "Άλλο"\ncategory = "Είδος"\nstatus = "planned"',
        "talks/a": 'title = "Ομιλία"\ndate = 2030-01-02\ntime = "10:00"\nkind = "invited"',
        "teaching/a": 'course = "Μάθημα"\ndate = "Fall 2019"\nstudents = 12\nrole = "Ρόλος"',
        "news/2024-01-02-a": 'title = "Νέο"\ndate = 2024-01-02',
        "pages/a": 'title = "Σελίδα"',
        "publications/k0": 'summary = "Σύντομα."\nposter = "assets/a.pdf"\nvideo = "assets/a.mp4"',
        "home/own": 'title = "Δικό"',
    }
    return {
        "site.toml": _settings(theme),
        "publications.bib": "".join(_entries()),
        "content/profile.toml": _PROFILE,
        "content/cv.toml": _cv(),
        **{f"content/{name}.md": f"+++\n{front}\n+++\n\n{_BODY}" for name, front in bodies.items()},
        **pictures,
    }


def _settings(theme: str) -> str:
    home = json.dumps([*get_args(HomeSection), "text:own"])
    shown = [name for name in get_args(CvInclude) if name not in ("entries", "references")]
    cv = ", ".join(f'{{ include = ["{name}"] }}' for name in shown)
    words = (f"{name} = {_bracketed(text)}\n" for name, text in catalogue("en").items())
    return (
        f'title = "Άδα"\nurl = "https://example.org/"\nlanguage = "el"\ntheme = "{theme}"\n'
        f"home = {{ sections = {home}, limit = 1 }}\ncv = {{ sections = [{cv}] }}\n"
        "posts = { per_page = 1 }\ntags = { keywords = true }\n"
        'stats = { charts = ["years", "kinds", "venues", "topics", "coauthors"] }\n'
        f"[words]\n{''.join(words)}"
    )


def _bracketed(text: Text) -> str:
    if isinstance(text, str):
        return json.dumps(f"⟦{text}⟧", ensure_ascii=False)
    forms = ", ".join(f"{form} = {_bracketed(one)}" for form, one in text.items())
    return f"{{ {forms} }}"


_PROFILE = """name = "Άδα Λόγου"
email = "a@example.org"
summary = "Μελετά."
interests = ["κύματα"]
[[positions]]
title = "Λέκτορας"
institution = "Σχολή"
date = "2019-"
[[questions]]
question = "Τι;"
text = "Αυτό."
link = "paper:k0"
[[contacts]]
kind = "office"
value = "Οδός"
[[contacts]]
kind = "phone"
value = "1"
show = ["web"]
[links]
github = "a"
"""


def _entries() -> list[str]:
    made = []
    for place, entry_type in enumerate(_ENTRY_TYPES):
        links = {name: f"https://example.org/{name}" for name in _LINK_FIELDS}
        people = dict.fromkeys(_PEOPLE_FIELDS, "Μύθου, Β.")
        authors = " and ".join(["Λόγου*, Άδα", *(f"Μύθου, {letter}." for letter in "ΑΒΓΔΕΖΗΘΙΚΛΜ")])
        fields = {**_FULL, **people, **links, "author": authors, "year": str(2010 + place)}
        fields |= {"bibtex_show": "true", "selected": "true" if place < 2 else ""}
        fields["title"] += f" {place}"
        made.append(_entry(entry_type, f"k{place}", fields))
    bare = {"author": "Λόγου, Άδα", "title": "Άμμος"}
    for place, state in enumerate(_STATES):
        made.append(
            _entry("article", f"s{place}", {**bare, "title": f"Α {place}", "pubstate": state})
        )
    for place, name in enumerate(_TYPES):
        kind = "report" if "report" in name else "patent" if "pat" in name else "thesis"
        fields = {**bare, "type": name, "year": "2001", "title": f"Β {place}", "school": "Σχολή"}
        made.append(_entry(kind, f"t{place}", fields))
    relations = ("versionof", "translationof", "reprintof", "erratum", "partof", "preprintof")
    for place, name in enumerate(relations):
        fields = {
            **bare,
            "year": "2002",
            "title": f"Γ {place}",
            "related": "k0",
            "relatedtype": name,
        }
        made.append(_entry("misc", f"r{place}", fields))
    alone = {"pages": "7", "number": "3", "eid": "e9"}
    for place, name in enumerate(alone):
        fields = {**bare, "title": f"Δ {place}", "year": "2003", name: alone[name]}
        made.append(_entry("article", f"p{place}", fields))
    made.append(_entry("misc", "u", {**bare, "title": "Ε"}))
    return made


def _entry(entry_type: str, key: str, fields: Mapping[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{entry_type}{{{key},\n{lines}}}\n"


_ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "education": (
        (
            'degree = "Πτυχίο", area = "Φυσική", institution = "Σχολή", date = "1999–2003", '
            'advisors = ["Α. Λόγου", "Β. Μύθου"], thesis = "Κύματα"'
        ),
    ),
    "experience": (
        (
            'title = "Θέση", institution = "Σχολή", date = "2003–present", advisors = ["Α."], '
            'mentors = ["Β."]'
        ),
    ),
    "awards": ('title = "Βραβείο", date = "Spring 2004"',),
    "grants": ('title = "Πόρος", funder = "Ταμείο", investigators = ["Β. Μύθου"]',),
    "memberships": ('institution = "Ένωση", date = "1999-05-04"',),
    "skills": ('name = "Γλώσσες", items = ["α"]',),
    "languages": ('name = "Ελληνικά", level = "άριστα"',),
    "people": ('name = "Μύθου, Β.", group = "Ομάδα", role = "Ρόλος", now = "Πόλη"',),
    "teaching": (
        'course = "Μάθημα", date = "Spring 2018", students = 1',
        'course = "Μάθημα"',
    ),
    "talks": tuple(
        f'title = "Λόγος {place}", date = "2019-03", kind = "{kind}", speakers = ["Α."], '
        'abstract = "Περί.", publications = ["k1"], url = "https://a.example/", '
        'slides = "https://a.example/s", video = "https://a.example/v", '
        'poster = "https://a.example/p"'
        for place, kind in enumerate(get_args(TalkKind))
    ),
    "service": tuple(
        f'role = "Ρόλος", kind = "{kind}", date = 2019' for kind in get_args(ServiceKind)
    ),
    "students": (
        *(
            f'name = "Γ. Δ.", role = "{role}", date = "2019–2020", thesis = "Κ"'
            for role in get_args(StudentRole)
        ),
        'name = "Ε. Ζ.", date = "2019–"',
    ),
}


def _cv() -> str:
    lists = {name: ", ".join(f"{{ {row} }}" for row in rows) for name, rows in _ROWS.items()}
    return "".join(f"{name} = [{rows}]\n" for name, rows in lists.items())
