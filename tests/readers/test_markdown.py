"""Markdown: exact markup, exact places, and nothing that a text could do to a page."""

from __future__ import annotations

import subprocess
import sys
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from work import coming_to_an_end

from sitegen.model.markdown import Heading, Markdown
from sitegen.model.text import Cite, CiteKey, Html, Link, Math, Styled, Text
from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.markdown import (
    CitedKey,
    inline_markdown,
    markdown_html,
    parse_markdown,
    plain_text,
    split_front_matter,
    word_count,
)
from sitegen.words import load_words

if TYPE_CHECKING:
    from collections.abc import Callable

PATH = SitePath("content/posts/tides.md")
SPAN = Span(PATH)
WORDS = load_words("en")


def body(source: str, first_line: int = 1) -> Markdown:
    made = parse_markdown(source, PATH, first_line).value
    assert made is not None
    return made


def problems(source: str, first_line: int = 1) -> tuple[Problem, ...]:
    return parse_markdown(source, PATH, first_line).problems


def said(source: str, first_line: int = 1) -> list[str]:
    """Return "line:column code" of each problem."""
    return [f"{p.span.line}:{p.span.column} {p.code}" for p in problems(source, first_line)]


def cite(keys: tuple[CitedKey, ...]) -> Html:
    parts = [f"{'=' * one.is_textual}{one.key}/{one.locator}" for one in keys]
    return Html(f"<cite>{escape(' '.join(parts))}</cite>")


def resolve(href: str) -> str:
    return href.replace("paper:", "/publications/").replace("name:", "/")


def title(href: str) -> str:
    return f"Title of <{href}>"


def html(source: str, resolve: Callable[[str], str] = resolve) -> str:
    made = markdown_html(body(source), resolve=resolve, cite=cite, title=title, words=WORDS)
    return made.text


# --- markup -----------------------------------------------------------------------------------

MARKUP = {
    "paragraph": (
        "One *two* **three** ~~four~~ `<b>`.",
        "<p>One <em>two</em> <strong>three</strong> <s>four</s> <code>&lt;b&gt;</code>.</p>\n",
    ),
    "soft and hard breaks": ("a\nb\\\nc", "<p>a\nb<br>\nc</p>\n"),
    "quotes and dashes": (
        """"Tides" of 'small' seas -- it's 3--5 --- or more... (c) --flag""",
        "<p>“Tides” of ‘small’ seas – it’s 3–5 — or more… (c) --flag</p>\n",
    ),
    "no dashes in code and addresses": (
        '`a--b "c"` <https://example.org/a--b>',
        (
            '<p><code>a--b "c"</code> '
            '<a href="https://example.org/a--b">https://example.org/a--b</a></p>\n'
        ),
    ),
    "no emoji, no bare links": (
        ":smile: https://example.org",
        "<p>:smile: https://example.org</p>\n",
    ),
    "link with title": (
        '[a](b.html "the \\"b\\"")',
        '<p><a href="b.html" title="the &quot;b&quot;">a</a></p>\n',
    ),
    "address as written": ("[é](dé/é%20x.pdf)", '<p><a href="dé/é%20x.pdf">é</a></p>\n'),
    "link by name": ("[a](paper:doe)", '<p><a href="/publications/doe">a</a></p>\n'),
    "image": (
        "A ![tide *gauge* `x`](a.png){width=300 height=200 .wide loading=eager}",
        (
            '<p>A <img src="a.png" alt="tide gauge x" loading="eager" decoding="async" width="300"'
            ' height="200" class="wide"></p>\n'
        ),
    ),
    "figure": (
        '![A map](m.png "The *map* of [x](y.pdf), [@doe]")',
        (
            '<figure><img src="m.png" alt="A map" loading="lazy" decoding="async"><figcaption>The'
            ' <em>map</em> of <a href="y.pdf">x</a>, <cite>doe/</cite></figcaption></figure>\n'
        ),
    ),
    "figure in a list": (
        '- ![A map](m.png "T")',
        (
            '<ul>\n<li>\n<figure><img src="m.png" alt="A map" loading="lazy" decoding="async">'
            "<figcaption>T</figcaption></figure>\n</li>\n</ul>\n"
        ),
    ),
    "image with title in a sentence": (
        'See ![a](m.png "T").',
        '<p>See <img src="m.png" alt="a" loading="lazy" decoding="async" title="T">.</p>\n',
    ),
    "table": (
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n",
        (
            '<div class="scroll" tabindex="0" role="region" aria-label="Table">\n<table>\n<thead>\n'
            "<tr>\n<th>a</th>\n"
            '<th class="center">b</th>\n<th class="right">c</th>\n</tr>\n</thead>\n'
            "<tbody>\n<tr>\n<td>1</td>\n"
            '<td class="center">2</td>\n<td class="right">3</td>\n</tr>\n'
            "</tbody>\n</table>\n</div>\n"
        ),
    ),
    "headings": (
        "## Über *uns*\n\n### Über uns\n\n#### 1 + 1\n\n##### small\n\n## ?!\n",
        (
            '<h2 id="über-uns"><a class="anchor" href="#über-uns">Über <em>uns</em></a></h2>\n'
            '<h3 id="über-uns-1"><a class="anchor" href="#über-uns-1">Über uns</a></h3>\n'
            '<h4 id="1--1"><a class="anchor" href="#1--1">1 + 1</a></h4>\n<h5>small</h5>\n'
            '<h2 id="section"><a class="anchor" href="#section">?!</a></h2>\n'
        ),
    ),
    "attributes above a block": (
        "{.lead #intro}\nFirst\n\n{#data}\n## Methods\n",
        (
            '<p id="intro" class="lead">First</p>\n'
            '<h2 id="data"><a class="anchor" href="#data">Methods</a></h2>\n'
        ),
    ),
    "heading with an anchor of its own": (
        "## The *ring* of cells {#ring}\n",
        '<h2 id="ring"><a class="anchor" href="#ring">The <em>ring</em> of cells</a></h2>\n',
    ),
    "heading with a link": (
        "## See [there](/)\n",
        '<h2 id="see-there">See <a href="/">there</a></h2>\n',
    ),
    "box without a title of its own": (
        "!!! warning\n    x\n",
        (
            '<div class="admonition warning">\n<p class="admonition-title">Warning</p>\n'
            "<p>x</p>\n</div>\n"
        ),
    ),
    "box of an unknown kind": (
        "!!! sketch\n    x\n",
        (
            '<div class="admonition sketch">\n<p class="admonition-title">Sketch</p>\n'
            "<p>x</p>\n</div>\n"
        ),
    ),
    "box that folds": (
        '??? proof "Of *that*"\n    x\n\n???+ tip\n    y\n',
        (
            '<details class="admonition proof">\n'
            '<summary class="admonition-title">Of <em>that</em></summary>\n<p>x</p>\n</details>\n'
            '<details class="admonition tip" open>\n'
            '<summary class="admonition-title">Tip</summary>\n<p>y</p>\n</details>\n'
        ),
    ),
    "link with the title of what is named": (
        "[[ace]], [[tallis2024|his < paper]] and `[[code]]`",
        (
            '<p><a href="/ace">Title of &lt;name:ace&gt;</a>, '
            '<a href="/tallis2024">his &lt; paper</a> and <code>[[code]]</code></p>\n'
        ),
    ),
    "film of the site": (
        '![A talk](talk.mp4){captions="talk.vtt" width=320}',
        (
            '<p><video controls preload="none" src="talk.mp4" aria-label="A talk" width="320">'
            '<track kind="captions" src="talk.vtt" default><a href="talk.mp4">A talk</a>'
            "</video></p>\n"
        ),
    ),
    "recording": (
        '![A voice](voice.mp3 "He *speaks*")',
        (
            '<figure><audio controls preload="none" src="voice.mp3" aria-label="A voice">'
            '<a href="voice.mp3">A voice</a></audio><figcaption>He <em>speaks</em></figcaption>'
            "</figure>\n"
        ),
    ),
    "film elsewhere": (
        "![A <talk>](https://vimeo.com/76979871)",
        (
            '<p><span class="embed" data-embed="https://player.vimeo.com/video/76979871?autoplay=1'
            '&amp;dnt=1"><a href="https://vimeo.com/76979871">A &lt;talk&gt;</a> '
            "<small>Plays at vimeo.com, and only when you ask.</small></span></p>\n"
        ),
    ),
    "captions of tables": (
        "Table: One *a*\n\n| a |\n|---|\n\n| b |\n|---|\n\nTable: Two\n",
        (
            '<div class="scroll" tabindex="0" role="region" aria-labelledby="table:1">\n<table>\n'
            '<caption id="table:1">One <em>a</em></caption>\n'
            "<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>\n</div>\n"
            '<div class="scroll" tabindex="0" role="region" aria-labelledby="table:2">\n<table>\n'
            '<caption id="table:2">Two</caption>\n'
            "<thead>\n<tr>\n<th>b</th>\n</tr>\n</thead>\n</table>\n</div>\n"
        ),
    ),
    "no caption without a table": ("Table: of a kind\n", "<p>Table: of a kind</p>\n"),
    "quote and lists": (
        "> - a\n> - b\n\n3. c\n",
        (
            "<blockquote>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</blockquote>\n"
            '<ol start="3">\n<li>c</li>\n</ol>\n'
        ),
    ),
    "definitions": ("Tide\n: What rises.\n", "<dl>\n<dt>Tide</dt>\n<dd>What rises.</dd>\n</dl>\n"),
    "tasks": (
        "- [x] done\n- [ ] to do\n",
        (
            '<ul class="contains-task-list">\n<li class="task-list-item"><label><input '
            'class="task-list-item-checkbox" checked="checked" disabled="disabled" '
            'type="checkbox"> '
            'done</label></li>\n<li class="task-list-item"><label><input '
            'class="task-list-item-checkbox" disabled="disabled" type="checkbox"> '
            "to do</label></li>\n"
            "</ul>\n"
        ),
    ),
    "admonition": (
        '!!! note "Mind *this*"\n    Text\n',
        (
            '<div class="admonition note">\n<p class="admonition-title">Mind <em>this</em></p>\n'
            "<p>Text</p>\n</div>\n"
        ),
    ),
    "code": (
        '```python\nx = "<é>"\n```\n',
        (
            '<div class="highlight"><pre tabindex="0"><code class="language-python">'
            '<span class="n">x'
            '</span> <span class="o">=</span> <span class="s2">"&lt;é&gt;"</span>\n'
            "</code></pre></div>\n"
        ),
    ),
    "code in no language": (
        '{.wide}\n```\n<a>\n```\n\n    "b"\n',
        (
            '<div class="highlight wide"><pre tabindex="0"><code>&lt;a&gt;\n</code></pre></div>\n'
            '<div class="highlight"><pre tabindex="0"><code>"b"\n</code></pre></div>\n'
        ),
    ),
    "unknown language": (
        '```q"x\n1\n```\n',
        (
            '<div class="highlight"><pre tabindex="0"><code class="language-q&quot;x">1\n'
            "</code></pre></div>\n"
        ),
    ),
    "no such name": ("[*a*][b] c[0][1]", "<p>[<em>a</em>][b] c[0][1]</p>\n"),
    "raw HTML": (
        'a<br>b <script src="x">y</script>',
        '<p>a&lt;br&gt;b &lt;script src="x"&gt;y&lt;/script&gt;</p>\n',
    ),
    "money": ("It is $5 and $6 total, or $7-$8.", "<p>It is $5 and $6 total, or $7-$8.</p>\n"),
    "escaped dollar": (r"\$a$ and \@doe", "<p>$a$ and @doe</p>\n"),
    "unsafe link": (
        "[a](javascript:alert(1)) ![b *c*](data:image/png;x)",
        "<p><a>a</a> b c</p>\n",
    ),
    "unsafe by entity": (
        "[a](&#106;avascript:x) [b](<java\tscript:x>)",
        "<p><a>a</a> <a>b</a></p>\n",
    ),
    "unsafe autolink": (
        "<javascript:x> <std::string>",
        "<p>&lt;javascript:x&gt; &lt;std::string&gt;</p>\n",
    ),
    "mail": ("<a@example.org>", '<p><a href="mailto:a@example.org">a@example.org</a></p>\n'),
}


@pytest.mark.parametrize("name", MARKUP)
def test_markup(name: str) -> None:
    source, expected = MARKUP[name]
    assert html(source) == expected


CITATIONS = {
    "[@doe2020]": "<cite>doe2020/</cite>",
    "[@doe:20_a.b/c+d-e]": "<cite>doe:20_a.b/c+d-e/</cite>",
    "[@a; @b, p. 3]": "<cite>a/ b/p. 3</cite>",
    "[@a, pp. 3--5,\n 7 ;@b]": "<cite>a/pp. 3–5, 7 b/</cite>",
    "As @doe2020, and @müller.": "As <cite>=doe2020/</cite>, and <cite>=müller/</cite>.",
    "_see @doe_": "<em>see <cite>=doe/</cite></em>",
    "[see @doe, p. 3]": "[see <cite>=doe/</cite>, p. 3]",
    "a@example.org (@doe) @ @-": "a@example.org (@doe) @ @-",
    "`@doe` `[@doe]`": "<code>@doe</code> <code>[@doe]</code>",
    "[@doe](b)": '<a href="b">@doe</a>',
    "[x [@doe] @doe](b)": '<a href="b">x [@doe] @doe</a>',
    "![@doe](b)": '<img src="b" alt="@doe" loading="lazy" decoding="async">',
    r"\@doe \[@doe]": "@doe [@doe]",
    "[@a @b]": "[@a <cite>=b/</cite>]",
}


@pytest.mark.parametrize("source", CITATIONS)
def test_citations(source: str) -> None:
    assert html(source) == f"<p>{CITATIONS[source]}</p>\n"


def test_footnotes_lead_there_and_back() -> None:
    source = "A[^x] b[^x] c^[in *line*]\n\n[^x]: Text\n"
    expected = (
        '<p>A<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" role="doc-noteref">1</a></sup>'
        ' b<sup class="footnote-ref"><a href="#fn:1" id="fnref:1:2" role="doc-noteref">1</a></sup>'
        ' c<sup class="footnote-ref"><a href="#fn:2" id="fnref:2" role="doc-noteref">2</a></sup>'
        '</p>\n<section class="footnotes" role="doc-endnotes">\n<ol>\n<li id="fn:1"><p>Text'
        ' <a href="#fnref:1" class="footnote-backref" role="doc-backlink"'
        ' aria-label="Back to the text">↩\ufe0e</a> <a href="#fnref:1:2" class="footnote-backref"'
        ' role="doc-backlink" aria-label="Back to the text, 2">↩\ufe0e</a></p>\n</li>\n'
        '<li id="fn:2"><p>in <em>line</em> <a href="#fnref:2" class="footnote-backref"'
        ' role="doc-backlink" aria-label="Back to the text">↩\ufe0e</a></p>\n</li>\n</ol>\n'
        "</section>\n"
    )
    assert html(source) == expected


def test_a_footnote_in_a_link_or_an_alt_text_is_text() -> None:
    assert "<sup" not in html("[a^[b]](c) ![d^[e]](f)")


def test_regions_have_names_of_their_own() -> None:
    table = "|a|\n|-|\n|b|\n"
    assert html(f"{table}\n{table}").count('aria-label="Table 2"') == 1


def test_every_address_goes_through_resolve_once() -> None:
    seen: list[str] = []

    def note(href: str) -> str:
        seen.append(href)
        return f"../{href}?a&b"

    source = (
        '[a](b) <https://example.org> ![c](d.png) [e][]\n\n![f](g.png "[h](i)")\n\n[e]: <j k>\n'
    )
    made = html(source, note)
    assert seen == ["b", "https://example.org", "d.png", "j k", "g.png", "i"]
    assert '<a href="../j%20k?a&amp;b">e</a>' in made
    assert 'src="../g.png?a&amp;b"' in made


def test_unsafe_addresses_never_reach_resolve() -> None:
    def refuse(href: str) -> str:
        raise AssertionError(href)

    source = "[a](javascript:x) ![b](//evil.example) [c]() <vbscript:x>"
    assert "<a>a</a>" in html(source, refuse)


def test_what_resolve_returns_is_checked_too() -> None:
    made = markdown_html(
        body("[a](b) ![c](d)"),
        resolve=lambda _: "javascript:x",
        cite=cite,
        title=title,
        words=WORDS,
    )
    assert made.text == "<p><a>a</a> c</p>\n"


# --- math -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    ["$k$-means in 2024", r"$k$ \\", "a $k$", "in $x\n= y$ here", "**$k$**", "[$k$](a)"],
)
def test_inline_math_is_mathml(source: str) -> None:
    assert "<math" in html(source)
    assert body(source).has_math


@pytest.mark.parametrize(
    "source", ["$$\nx\n$$", "$$x$$", "a $$x$$ b", "> $$\n> x\n> $$", "a\n$$x$$"]
)
def test_display_math_is_mathml(source: str) -> None:
    assert html(source).count('class="formula" tabindex="0"><math display="block"') == 1


@pytest.mark.parametrize("source", ["$5", "$ x $", "5$x$", "$x$5", r"\$x\$", "`$x$`", "$$"])
def test_no_math(source: str) -> None:
    assert "<math" not in html(source)
    assert not body(source).has_math


def test_a_refused_formula_is_shown_as_it_is_written() -> None:
    assert html(r"a $\frac{<b>$ b") == (
        '<p>a <code class="math-error">\\frac{&lt;b&gt;</code> b</p>\n'
    )
    assert html("$$\n\\foo\n$$") == '<p><code class="math-error">\\foo</code></p>\n'


# --- places -----------------------------------------------------------------------------------

PLACES = {
    "[a](b)": ["1:5 b"],
    "äöü 🙂 [a](b) and [c](d)": ["1:11 b", "1:22 d"],
    "one\n  two [a](<b c> 't')": ["2:12 b c"],
    "[a](\n  b\n)": ["2:3 b"],
    "| ü | [a](b) |\n|---|---|\n| x \\| [a](b) | [a](b) |": ["1:11 b", "3:12 b", "3:21 b"],
    "> > 1. - é [a](b)\n> >      [c](d)": ["1:16 b", "2:14 d"],
    "- x\n\n  lazy\n[a](b)": ["4:5 b"],
    "[a][b]\n\n[b]: c 'd'": ["3:6 c"],
    "[a] and ![i][]\n\n> [A]: <c>\n> [i]:\n>   d": ["3:9 c", "5:5 d"],
    "## é [a](b) ##": ["1:10 b"],
    "[a](b)\n======\n": ["1:5 b"],
    "x <https://example.org>": ["1:4 https://example.org"],
    "[![a](b)](c)": ["1:11 c", "1:7 b"],
    '![a](b "x [c](d)")': ["1:6 b", "1:15 d"],
    '> ![a](b\n>   "x\n> [c](d)")': ["1:8 b", "3:7 d"],
    '![a][b]\n\n[b]: c "[d](e)"': ["3:6 c", "3:13 e"],
    "a^[b [c](d) ^[e [f](g)]]": ["1:10 d", "1:21 g"],
    "a[^1]\n\n[^1]: b\n\n    [c](d)": ["5:9 d"],
    "a[^1]\n\n[^1]: [c]: d\n\n[c]": ["3:12 d"],
    'T\n: [a](b)\n\n!!! note "[c](d)"\n    [e](f)': ["2:7 b", "4:15 d", "5:9 f"],
    "- [ ] [a](b)": ["1:11 b"],
    '!!! x[c](d) "[c](d)"\n    e': ["1:18 d"],
    "\t- x\n\n- \t[a](b)": ["3:8 b"],
}


@pytest.mark.parametrize("source", PLACES)
def test_targets_are_found_where_they_stand(source: str) -> None:
    found = body(source).targets
    assert [f"{t.span.line}:{t.span.column} {t.href}" for t in found] == PLACES[source]
    lines = source.split("\n")
    for target in found:
        start = target.span.column - 1
        assert lines[target.span.line - 1][start : start + target.span.width] == target.href


def test_targets_know_kind_alt_and_file() -> None:
    targets = body("[a](b) ![c *d* $e$](f)", first_line=7).targets
    assert [(t.kind, t.href, t.alt, t.span.path, t.span.line) for t in targets] == [
        ("link", "b", None, PATH, 7),
        ("image", "f", "c d e", PATH, 7),
    ]


def test_citations_are_found_where_they_stand() -> None:
    source = "é @one [@two; @three, p. 1]\n\n- x^[@four]\n"
    assert [(str(c.key), c.span.line, c.span.column) for c in body(source, 5).citations] == [
        ("one", 5, 3),
        ("two", 5, 9),
        ("three", 5, 15),
        ("four", 7, 6),
    ]


def test_headings_have_level_text_and_anchor() -> None:
    assert body('## A "b" `c` $d$\n### A\n##### no\n## A\n').headings == (
        Heading(2, "A “b” c d", "a-b-c-"),
        Heading(3, "A", "a"),
        Heading(2, "A", "a-1"),
    )


def test_a_heading_gives_way_to_an_id_above_it() -> None:
    source = "`x`{#a}\n\n## A 1\n\n## A\n"
    assert [heading.anchor for heading in body(source).headings] == ["a-1", "a-2"]
    assert '<h2 id="a-2">' in html(source)


PROBLEMS = {
    "# A": ["1:1 markdown-h1"],
    "> A\n> ===": ["1:1 markdown-h1"],
    "é ![](b)": ["1:3 image-without-alt"],
    "![a](b)": [],
    "x <b>y</b>\n<!-- z -->": ["1:3 raw-html", "2:1 raw-html"],
    "vector<int> a < b > c <https://example.org>": [],
    "a [^x] b\n\n[^y]: z": ["1:3 footnote-undefined", "3:1 footnote-unused"],
    "a[^x]\n\n[^x]: b\n[^x]: c": ["4:1 footnote-duplicate"],
    "a [^x](b)": [],
    "a[^x]\n\n[^x]: [^y]: b": ["3:7 footnote-undefined"],
    "[a][b] c[0][1] [d][]\n\n[d]: e": ["1:1 reference-undefined"],
    "[*a*][]": ["1:1 reference-undefined"],
    "[a]\n\n[a]: b\n[A]: c\n[a]: b": ["4:6 reference-duplicate"],
    "é [a](vbscript:x)": ["1:7 unsafe-url"],
    "[a](//evil.example)": ["1:5 unsafe-url"],
    "[a](<C:\\x.pdf>)": ["1:6 unsafe-url"],
    "[a][]\n\n[a]: javascript:x": ["3:6 unsafe-url"],
    "[a]() ![b](<>)": ["1:5 empty-address", "1:13 empty-address"],
    "- ```pythn\n  x\n  ```": ["1:6 unknown-language"],
    "```\nx\n```\n\n```text\n```\n\n~~~Python3 {.a}\n~~~": [],
    "`a`{style=x} b\n\n{onclick=y .c}\nd": ["1:5 attribute-refused", "3:2 attribute-refused"],
    "[a](b){width=3}\n![a](b){width=50%}": ["1:8 attribute-refused"],
    '![a](b){loading=no id="x y"}': ["1:9 attribute-refused", "1:20 attribute-refused"],
    "`a`{#b} `c`{#b}": ["1:13 duplicate-id"],
    "{#b}\n## a\n\n{#b}\n## c\n": ["4:2 duplicate-id"],
    "## b\n\n`a`{#b}": ["3:5 duplicate-id"],
}


@pytest.mark.parametrize("source", PROBLEMS)
def test_problems_stand_where_they_are(source: str) -> None:
    assert said(source) == PROBLEMS[source]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"é $\frac{1$ x", "1:11 bad-math"),
        (r"𝒪é $é𝒪\foo x$", "1:7 bad-math"),
        ("a $x\n  = \\foo$", "2:5 bad-math"),
        ("| a |\n|---|\n| b \\| $\\foo$ |", "3:9 bad-math"),
        ("> $$\n> é\\foo\n> $$", "2:4 bad-math"),
        ("- $$x +\n  \\foo$$", "2:3 bad-math"),
        ("b $$\n\\foo$$", "2:1 bad-math"),
    ],
)
def test_bad_math_points_into_the_formula(source: str, expected: str) -> None:
    assert said(source) == [expected]


def test_only_what_the_user_must_decide_is_an_error() -> None:
    severities = {p.code: p.severity for source in PROBLEMS for p in problems(source)}
    errors = {code for code, severity in severities.items() if severity == "error"}
    assert errors == {"unsafe-url", "empty-address"}
    assert all(p.hint for source in PROBLEMS for p in problems(source))


def test_hints_say_what_to_type() -> None:
    hints = [problems(source)[0].hint for source in ("```pythn\n```", "a<br>b", "# A", "![](b)")]
    assert hints == [
        "did you mean `python`?",
        "write a backslash at the end of the line instead",
        "begin with `##`: the title is the page's heading",
        "say in words what it shows: `![a map of the coast](map.png)`",
    ]


def test_unsafe_links_are_no_targets() -> None:
    assert body("[a](javascript:x) [b]() ![c](data:x)").targets == ()


def test_a_duplicate_footnote_names_the_first_one() -> None:
    (problem,) = problems("a[^x]\n\n[^x]: b\n[^x]: c", first_line=11)
    assert problem.span.line == 14
    assert [(span.path, span.line) for span, _ in problem.related] == [(PATH, 13)]


# --- front matter -----------------------------------------------------------------------------


def test_front_matter_is_split_off() -> None:
    outcome = split_front_matter(PATH, '+++\ntitle = "A"\n\ntags = ["b"]\n+++\n\nText [a](jav:x)\n')
    assert outcome.value is not None
    document, source, first_line = outcome.value
    assert document.data == {"title": "A", "tags": ["b"]}
    assert (source, first_line) == ("\nText [a](jav:x)\n", 6)
    assert said(source, first_line) == ["7:10 unsafe-url"]


def test_front_matter_may_be_empty_and_stand_below_empty_lines() -> None:
    outcome = split_front_matter(PATH, "\n+++ \n+++\nText")
    assert outcome.value is not None
    assert outcome.value[0].data == {}
    assert outcome.value[1:] == ("Text", 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 front-matter-missing"),
        ("Text\n", "1:1 front-matter-missing"),
        ('title = "A"\n+++\n', "1:1 front-matter-missing"),
        ("+++\ntitle = 1\n", "1:1 front-matter-unclosed"),
        ("\n---\ntitle: A\n---\n", "2:1 front-matter-yaml"),
        ("+++\na = 1\nb = [\n+++\n", "3:5 toml-syntax"),
        ("+++\na = 1\nb = x\n+++\n", "3:5 toml-syntax"),
    ],
)
def test_front_matter_problems(text: str, expected: str) -> None:
    outcome = split_front_matter(PATH, text)
    assert outcome.value is None
    assert [f"{p.span.line}:{p.span.column} {p.code}" for p in outcome.problems] == [expected]


def test_yaml_front_matter_is_answered_with_its_own_key_in_toml() -> None:
    (problem,) = split_front_matter(PATH, "---\nlayout: 'my \"page\"'\n---\n").problems
    assert problem.hint is not None
    assert 'like `layout = "my \\"page\\""`' in problem.hint


# --- prose ------------------------------------------------------------------------------------

PROSE = {
    "plain": (Text("plain"),),
    "  \n": (),
    "A *b **c*** `d`": (
        Text("A "),
        Styled("emph", (Text("b "), Styled("strong", (Text("c"),)))),
        Text(" "),
        Styled("code", (Text("d"),)),
    ),
    "~~a~~": (Styled("strike", (Text("a"),)),),
    "[a *b*](c d) [e](<f g>)": (
        Text("[a "),
        Styled("emph", (Text("b"),)),
        Text("](c d) "),
        Link("f g", (Text("e"),)),
    ),
    "<https://example.org>": (Link("https://example.org", (Text("https://example.org"),)),),
    "$k$-means for $5 in 2024": (Math("k"), Text("-means for $5 in 2024")),
    "one\n  two\\\nthree\n\nfour": (Text("one two three four"),),
    'it\'s "so" -- 3--5...': (Text("it’s “so” – 3–5…"),),
    "[@a; @b] @c": (Cite((CiteKey("a"), CiteKey("b"))), Text(" "), Cite((CiteKey("c"),))),
    "[@a; @b, p. 3; @c]": (
        Cite((CiteKey("a"), CiteKey("b"))),
        Text(", p. 3; "),
        Cite((CiteKey("c"),)),
    ),
    "a@example.org `@b`": (Text("a@example.org "), Styled("code", (Text("@b"),))),
    r"\*a\* &amp; <b>": (Text("*a* & <b>"),),
    "# a": (Text("# a"),),
    "![a](b)": (Text("!"), Link("b", (Text("a"),))),
    "a [b](javascript:x)": (Text("a "), Link("javascript:x", (Text("b"),))),
}


@pytest.mark.parametrize("source", PROSE)
def test_prose(source: str) -> None:
    made = inline_markdown(source, SPAN)
    assert made.nodes == PROSE[source]
    assert made.span == SPAN


def test_prose_is_never_nested_without_end() -> None:
    deep = inline_markdown("*a **a " * 3000 + "a** a*" * 3000, SPAN)
    assert str(deep).count("a") == 12000


# --- words ------------------------------------------------------------------------------------


def test_plain_text_keeps_words_code_and_math() -> None:
    source = (
        "## *Tides*\n\nA [link](b), `code`, $x^2$ and [@doe].[^1]\n![alt](c)\n\n"
        "|a|b|\n|-|-|\n|c|d|\n\n```python\n  x = 1\n```\n\n[^1]: Note\n"
    )
    assert plain_text(body(source)) == (
        "Tides\nA link, code, x^2 and [doe].\na\nb\nc\nd\n  x = 1\nNote"
    )


@pytest.mark.parametrize(
    ("source", "count"),
    [("", 0), ("One two, *three*-four.", 3), ("don't — e.g. 3.5", 3), ("潮汐 tides", 3)],
)
def test_word_count(source: str, count: int) -> None:
    assert word_count(body(source)) == count


# --- properties -------------------------------------------------------------------------------

_SIGNS = (
    "* ** _ ` `` ~~ [ ]( ) ![ ] [^1] ^[ > < <b> <!-- --> {.a} {#b} {style=x} {onclick=a} @k [@k]"
    " [@k;@j,p.3] \" ' -- ... \\ &amp; &#106; | $ $$ é 🙂 javascript:x (u) <http://x>"
)
_PIECES = [
    *_SIGNS.split(),
    "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n    ", "\n## ", "\n|-|-|\n", "\n| a | b |\n",
    "\n$$\n", '\n!!! note "T"\n    ', "\n: d\n", "\n- [ ] ", "\n[^1]: ", "\n[a]: u 't'\n",
    "\n```python\n", "\n===\n", "[a][a]", '![a](u "t")', "[a](u)", "\t", " ", "\0", "\r", "\u2028",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=30).map("".join),
)
_VOID = ("br", "hr", "img", "input")


class _Strict(HTMLParser):
    """Fails on markup that is not balanced, and on all that may not stand on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "style", "iframe", "object", "svg", "form")
        for name, value in attrs:
            assert name != "style" or "math" in self.open
            assert not name.startswith("on")
            assert "javascript:" not in (value or "").lower() or name in ("alt", "title")
            if name == "id":
                self.ids.append(value or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\x0b\n<http://x>")
@example("\x85\n[@k]")
@example("a[^1]\n\n[^1]: > [^1]: b")
def test_any_text_makes_safe_and_balanced_markup(source: str) -> None:
    made = html(source)
    strict = _Strict()
    strict.feed(made)
    strict.close()
    assert strict.open == []
    assert len(strict.ids) == len(set(strict.ids))
    assert "" not in strict.ids
    assert html(source) == made


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 50))
def test_any_text_has_problems_and_targets_on_its_own_lines(source: str, first_line: int) -> None:
    outcome = parse_markdown(source, PATH, first_line)
    assert outcome.value is not None
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spans = [p.span for p in outcome.problems] + [t.span for t in outcome.value.targets]
    for span in spans + [c.span for c in outcome.value.citations]:
        assert 0 <= span.line - first_line < len(lines)
        assert 1 <= span.column <= len(lines[span.line - first_line]) + 1
    for citation in outcome.value.citations:
        line = lines[citation.span.line - first_line]
        assert line[citation.span.column - 1 :].startswith(f"@{citation.key}")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_prose(source: str) -> None:
    str(inline_markdown(source, SPAN))


@given(st.text(st.characters(exclude_characters="`\r\n\0", exclude_categories=["Cs"]), min_size=1))
def test_code_spans_are_never_altered(code: str) -> None:
    made = html(f"a ``x{code}x`` b")
    assert made == f"<p>a <code>x{escape(code, quote=False)}x</code> b</p>\n"
    assert inline_markdown(f"``x{code}x``", SPAN).nodes == (Styled("code", (Text(f"x{code}x"),)),)


@settings(max_examples=50, deadline=None)
@given(
    st.text(st.characters(exclude_characters="`~\r\0", exclude_categories=["Cs"])),
    st.sampled_from(["python", "c", "bash", "text", "html", "tex", "bibtex", "nonsense", ""]),
)
@example("\n\n  x\t \n\n", "python")
def test_code_blocks_are_never_altered(code: str, language: str) -> None:
    made = html(f"````{language}\n{code}\n````")
    inner = made.partition("<code")[2].partition(">")[2].rpartition("</code>")[0]

    class Words(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

    words = Words(convert_charrefs=False)
    words.handle_entityref = lambda name: words.handle_data(unescape(f"&{name};"))  # type: ignore[method-assign]
    words.handle_charref = lambda name: words.handle_data(unescape(f"&#{name};"))  # type: ignore[method-assign]
    words.feed(inner)
    words.close()
    assert words.text == f"{code}\n"


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_is_printed_for_each_page_anew(source: str) -> None:
    def on_page(name: str) -> str:
        return markdown_html(
            body(source), resolve=lambda href: f"{name}{href}", cite=cite, title=title, words=WORDS
        ).text

    first, second = on_page("/one/"), on_page("/two/")
    assert on_page("/one/") == first
    assert second.replace("/two/", "/one/") == first


PATHOLOGICAL = {
    "50k [": "[" * 50_000,
    "20k >": ">" * 20_000,
    "5k ![[]()": "![[]()" * 5_000,
    "50k $": "$" * 50_000,
    "20k [@a;": "[@a;" * 20_000,
    "white space in a citation": "[@a," + " " * 50_000,
    "20k <a": "<a " * 20_000,
    "20k <!--": "<!--" * 20_000,
    "50k quotes": '"a ' * 50_000,
    "5k footnotes": "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(5_000)),
    "1k equal ids": "{#a}\n## a\n\n" * 1_000,
    "2k nested footnotes": "^[a " * 2_000 + "]" * 2_000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_texts_come_to_an_end(name: str) -> None:
    with coming_to_an_end():
        html(PATHOLOGICAL[name])
        inline_markdown(PATHOLOGICAL[name], SPAN)


def test_libraries_are_loaded_only_when_there_is_markdown() -> None:
    code = (
        "import sys; from sitegen.readers.markdown import inline_markdown;"
        "from sitegen.problems import Span; inline_markdown('plain text', Span(''));"
        "print([m for m in ('markdown_it', 'mdit_py_plugins', 'pygments') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
