"""No value of a .bib file reaches the output as markup, as script, or as an unchecked address."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from conftest import build_files
from hypothesis import given, settings
from hypothesis import strategies as st
from quality.judged import THEMES

ATTACKS = (
    "<script>zqx()</script>",
    "</script><script>zqx()</script>",
    "<img src=x onerror=zqx()>",
    '"><svg onload=zqx()>',
    "' onmouseover='zqx()",
    '<a href="javascript:zqx()">x</a>',
    """<a href='https://a.example/" onclick="zqx()'>x</a>""",
    "<!--zqx-->",
    "]]>zqx<![CDATA[",
    "{{ zqx }}",
    "{% zqx %}",
    "&lt;script&gt;zqx&lt;/script&gt;",
    r"{\textless}script{\textgreater}zqx()",
    r"\href{javascript:zqx()}{x}",
    r"\url{data:text/html,<script>zqx()</script>}",
    r"$\text{<script>zqx()</script>}$",
    "<style>*{background:url(zqx)}</style>",
    "<b onclick=zqx()>x</b>",
    "<iframe src=//zqx.example></iframe>",
    "\u2028zqx\u2029",
)
ADDRESSES = (
    "javascript:zqx()",
    " javascript:zqx()",
    "JaVaScRiPt:zqx()",
    "java\tscript:zqx()",
    r"\url{javascript:zqx()}",
    "data:text/html,zqx",
    "vbscript:zqx",
    "file:///etc/zqx",
    "//zqx.example/",
    r"\\zqx.example/",
    'https://a.example/"onload=zqx()',
    "https://a.example/<script>zqx</script>",
    "https://a.example/?a=b&c=zqx",
    "../../zqx.pdf",
    "/zqx/../../x",
    "10.1000/<script>zqx</script>",
    '10.1000/"onload=zqx',
    "zqx.pdf\0.html",
)
TEXTS = (
    "title", "journal", "booktitle", "note", "abstract", "abbr", "award", "acceptance", "keywords",
    "publisher", "address", "series", "volume", "number", "pages", "author", "editor", "translator",
    "school", "institution", "edition", "howpublished", "type", "status", "language", "isbn",
    "annotation", "additional_info", "eventtitle", "version", "month", "year", "subtitle",
)  # fmt: skip
LINKS = (
    "url", "pdf", "html", "code", "slides", "video", "website", "preview", "doi", "eprint", "arxiv",
    "pmid", "hal", "openreview", "zenodo", "poster", "supp", "mrnumber", "altmetric", "dimensions",
)  # fmt: skip
KINDS = (
    "article",
    "inproceedings",
    "book",
    "phdthesis",
    "misc",
    "patent",
    "software",
    "techreport",
)

in_turn = pytest.mark.parametrize(
    ("attack", "theme"),
    [(attack, THEMES[n % len(THEMES)]) for n, attack in enumerate(ATTACKS)],
)

MARK = "zqx"
"""Stands in every attack."""
TAGS = frozenset(
    """
    a abbr article b body br button code dd details dialog div dl dt em fieldset figcaption figure
    footer form h1 h2 h3 h4 head header html i img input label legend li link main math meta nav ol
    output
    p path pre s script section small span strong style sub summary sup svg title time u ul
    aside bdi blockquote caption g div line meta picture rect source table tbody td text th thead tr
    mfrac mi mn mo mover mrow mspace msqrt msub msubsup msup mtable mtd mtext mtr munder
    munderover mstyle mpadded semantics circle cite annotation
    """.split()  # noqa: SIM905
)
SAFE = re.compile(r"(?!//)(?:https?:|mailto:|[^:]*(?:[/?#]|$))", re.IGNORECASE)


class Markup(HTMLParser):
    """Collects what is wrong with the markup of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag == "script":
            self.scripts.append("")
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or MARK in name:
                self.wrong.append(f"{tag} {name}")
            is_address = name in ("href", "src", "action", "formaction")
            if is_address and not SAFE.match(value or ""):
                self.wrong.append(f"{name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and self.scripts:
            self.scripts[-1] += data
        if self._inside == "style" and MARK in data:
            self.wrong.append(data)

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._inside = ""


def check(outputs: dict[str, bytes]) -> None:
    for path, content in outputs.items():
        if path.endswith(".html"):
            page = Markup()
            page.feed(content.decode())
            assert page.wrong == [], path
            for script in page.scripts:
                if script.strip():
                    json.loads(script)
        elif path.endswith(".xml"):
            ET.fromstring(content)  # noqa: S314 our own output
        elif path.endswith(".json"):
            json.loads(content)


def bibtex(kind: str, fields: dict[str, str]) -> str:
    """Return an entry whose braces match whatever stands in the fields."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    return f"@{kind}{{tides,\n{''.join(lines)}}}\n"


def balanced(value: str) -> bool:
    depth = 0
    for char in value:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


def outputs(
    kind: str, fields: dict[str, str], key: str = "tides", theme: str = "scholar"
) -> dict[str, bytes]:
    site = {
        "site.toml": 'title = "Ada Lune"\nurl = "https://ada.example/"\n'
        f'theme = "{theme}"\n'
        '[publications.extra_links]\nappendix = "Appendix"\n'
        '[stats]\ncharts = ["years", "kinds", "venues", "topics", "coauthors"]\n'
        "[tags]\nkeywords = true\n",
        "publications.bib": bibtex(kind, fields).replace("tides", key, 1),
        "references.bib": bibtex(kind, fields).replace("tides", "other", 1),
        "content/posts/a.md": '+++\ntitle = "A"\ndate = "2024-01-01"\n+++\n\nSee [@other].\n',
    }
    return built_files(site)


def built_files(site: dict[str, str]) -> dict[str, bytes]:
    built = build_files(site)
    assert built.value is not None, built.problems
    return {
        str(path): content
        for path, content in built.value.outputs.items()
        if not str(path).startswith("static/")
    }


@in_turn
def test_an_attack_in_every_text_field_is_only_text(attack: str, theme: str) -> None:
    fields = {"author": "Lune, Ada", "year": "2024"} | dict.fromkeys(TEXTS, attack)
    check(outputs("article", fields | {"title": attack}, theme=theme))
    check(outputs("inproceedings", fields | {"author": f"{attack} and Lune, Ada"}, theme=theme))


CONTENT = {
    "content/profile.toml": """
name = @
native_name = @
honorifics = @
pronouns = @
summary = @
born = @
interests = [@]
[[positions]]
title = @
institution = @
[[questions]]
question = @
text = @
""",
    "content/cv.toml": """
[[education]]
degree = @
institution = @
thesis = @
advisors = [@]
[[experience]]
title = @
institution = @
notes = [@]
[[awards]]
title = @
[[students]]
name = @
thesis = @
[[people]]
name = @
group = @
[[teaching]]
course = @
institution = @
role = @
level = @
summary = @
[[talks]]
title = @
event = @
host = @
place = @
date = 2024-05-06
speakers = [@]
abstract = @
tags = [@]
[[news]]
date = 2024-01-02
text = @
""",
    "content/projects/p.md": """+++
title = @
summary = @
role = @
category = @
tags = [@]
collaborators = [@]
[[facts]]
label = @
value = @
+++
## @

@

- @

| @ |
|---|
| @ |
""",
    "content/posts/b.md": """+++
title = @
summary = @
date = 2024-01-01
tags = [@]
series = @
+++
> @

```
@
```

!!! note "@"
    @
""",
    "content/posts/c.md": """+++
title = @
date = 2024-01-01
series = @
+++
![@](/assets/img/a.svg "@")
""",
    "content/assets/img/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}
"""Every kind of content but the .bib file; `@` is the place of an attack."""


@in_turn
def test_an_attack_in_all_other_content_is_only_text(attack: str, theme: str) -> None:
    def with_attack(text: str) -> str:
        front, fence, body = text.rpartition("+++\n")
        return front.replace("@", json.dumps(attack)) + fence + body.replace("@", attack)

    site = {path: with_attack(text) for path, text in CONTENT.items() if path.endswith(".md")}
    site |= {
        path: text.replace("@", json.dumps(attack))
        for path, text in CONTENT.items()
        if not path.endswith(".md")
    }
    config = f'title = @\nfooter = @\nurl = "https://ada.example/"\ntheme = "{theme}"\n'
    site["site.toml"] = with_attack(f"{config}[leads]\ntalks = @\n+++\n").partition("+++")[0]
    check(built_files(site))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_attack_in_every_address_is_no_link(address: str) -> None:
    fields = {"author": "Lune, Ada", "title": "Tides", "year": "2024", "journal": "Acta"}
    check(outputs("article", fields | dict.fromkeys((*LINKS, "appendix"), address)))


@pytest.mark.parametrize(
    "key", [f"a<b>{MARK}", f'a"onload={MARK}', f"a'{MARK}", f"..%2f{MARK}", f"a&{MARK}"]
)
def test_an_attack_in_the_key_is_only_text(key: str) -> None:
    check(outputs("article", {"author": "Lune, Ada", "title": "Tides", "year": "2024"}, key))


letters = st.text(st.sampled_from("<>\"'&{}$\\ ab=/:;()#%~^_-\n\u202e"), max_size=12)
attack_text = (
    st.lists(st.one_of(st.sampled_from(ATTACKS), letters), min_size=1, max_size=3)
    .map("".join)
    .filter(balanced)
)


@settings(max_examples=60)
@given(
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(TEXTS), attack_text, max_size=6),
    st.dictionaries(
        st.sampled_from(LINKS), st.one_of(st.sampled_from(ADDRESSES), attack_text), max_size=4
    ),
)
def test_no_mixture_of_attacks_gets_through(
    kind: str, texts: dict[str, str], links: dict[str, str]
) -> None:
    check(
        outputs(kind, {"author": "Lune, Ada", "title": "Tides", "year": "2024", **texts, **links})
    )
