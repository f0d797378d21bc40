r"""LaTeX of BibTeX fields: what a reader sees, and that no text is lost however odd the source."""

from __future__ import annotations

import html as html_library
import re
import unicodedata
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sitegen.model.text import Inline, Link, Math, RichText, Styled, Text, safe_href
from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.latex import plain_latex, read_latex
from sitegen.readers.latex_macros import expand_macros
from sitegen.readers.latex_reader import Reader
from sitegen.render.rich_text import html

SPAN = Span(SitePath("publications.bib"), 7, 3)
NBSP = "\u00a0"
NARROW = "\u202f"


def rich(source: str, **macros: str) -> RichText:
    text = read_latex(expand_macros(source, macros)[0], SPAN).value
    assert text is not None
    return text


def shown(source: str) -> str:
    return str(html(rich(source)))


def problems(source: str) -> tuple[Problem, ...]:
    return read_latex(source, SPAN).problems


ACCENTS = [
    (r"\`a \'e \^i \~n \=o \.z", "à é î ñ ō ż"),
    (r"\"u \u{g} \v{s} \H{o} \r{a}", "ü ğ š ő å"),
    (r"\c{c} \k{e} \d{s} \b{d} \h{a}", "ç ę ṣ ḏ ả"),
    (r"\G{a} \U{e} \f{o} \textcommabelow{t}", "ȁ e̎ ȏ ț"),
    (r"\t{oo} \t oo", "o͡o o͡o"),
    (r"\c c\v r\u a", "çřă"),
    (r"{\'e}tude \'{E}tude {\'{e}}tude \' etude", "étude Étude étude étude"),
    (r"Garc{\'\i}a Garc\'{\i}a Garc\'\i a Garc\'{i}a", "García García García García"),
    (r"{\'{\i}}, {\`\i}, \^{\i}, \"\i, \v{\i}, \={\i}", "í, ì, î, ï, ǐ, ī"),
    (r"\v{\j} \^\j", "ǰ ĵ"),
    (r"\d{\i}", "ı̣"),
    (r"Nguy{\~{\^e}}n Vi\d{\^e}t", "Nguyễn Việt"),
    (r"\'{\^a} \`{\u{a}} \={\"u}", "ấ ằ ǖ"),
    (r"\'{\emph{e}}", "<em>é</em>"),
    (r"\'{\textbf{e}tude}", "<strong>é</strong>tude"),
    (r"\'{\href{https://example.org}{e}}", '<a href="https://example.org">é</a>'),
    (r"\'{$\alpha$}", "<em>ά</em>"),
    (r"\~{} \^{} \'{} \"{}", "~ ^ ´ ¨"),
    (r"\'", "´"),
    (r"\'{ }x", "´x"),
    (r"\'{\'{\'{x}}}", "x\u0301\u0301\u0301"),
    (r"\capitalacute{A}\newtie{oo}", "Áo͡o"),
    ("e\u0301 and \\'{e}", "é and é"),
]

LETTERS = [
    (r"Stra{\ss}e, Stra\ss e", "Straße, Straße"),
    (r"{\o}re {\O}re \o{}re \AA{}s {\aa}", "øre Øre øre Ås å"),
    (r"{\l}{\'o}d{\'z}, \L{\'o}d\'z", "łódź, Łódź"),
    (r"{\ae} {\AE} {\oe} {\OE}", "æ Æ œ Œ"),
    (r"{\DH} {\dh} {\TH} {\th} {\NG} {\ng} {\DJ} {\dj}", "Ð ð Þ þ Ŋ ŋ Đ đ"),
    (r"\ohorn \uhorn{} \OHORN", "ơư Ơ"),
    (r"\IJ sselmeer \i\j", "Ĳsselmeer ıȷ"),
    (r"Il{\cprime}in", "Ilʹin"),
    (r"\textalpha{} \textOmega", "α Ω"),
    ("\\char65\\char\"42 \\symbol{67}\\char'104", "ABCD"),
    (r"\char1114112 \char0 x\char", "x"),
]  # fmt: skip

PUNCTUATION = [
    ("1--2---3 a-b", "1–2—3 a-b"),
    ("----", "—-"),
    ("``double'' and `single'", "“double” and ‘single’"),
    ("Turing's `a'''", "Turing’s ‘a”’"),
    ('straight "double" stays', 'straight "double" stays'),
    ("?`Qu\\'e? !`S\\'i!", "¿Qué? ¡Sí!"),
    (r"A~B a\,b a\ b a\-b a\/b end.\@ X", f"A{NBSP}B a{NARROW}b a b ab ab end. X"),
    (r"a\\b a\\[2pt] c a\newline b", "a b a c a b"),
    (r"\& \% \$ \# \_ \{ \} \|", "&amp; % $ # _ { } ‖"),
    (r"90% of it % is kept", "90% of it % is kept"),
    ("AT&T & Sons", "AT&amp;T &amp; Sons"),
    ("a_b #1 c^d @home", "a_b #1 c^d @home"),
    (r"10{\textendash}12 vacuum\textendash{}geodesic \textemdash", "10–12 vacuum–geodesic —"),
    (r"a\ldots{} b \dots", "a… b …"),
    (r"\glqq a\grqq{} \flqq b\frqq{} \guillemotleft c\guillemotright", "„a“ «b» «c»"),
    (r"\quotedblbase a\textquotedblright{} \textquoteleft b\textquoteright", "„a” ‘b’"),
    (r"\enquote{abc} \mkbibquote{d}", "“abc” “d”"),
    (r"\textless{} 5 \textgreater{} 4 \textbar", "&lt; 5 &gt; 4 |"),
    (r"\textasciitilde \textasciicircum \textbackslash \textunderscore", "~^\\_"),
    (r"10{\textdegree}C {\textregistered} {\texttrademark} {\copyright}", "10°C ® ™ ©"),
    (r"\S 3 \P \dag{} \ddag{} \pounds 5 \texteuro", "§3 ¶† ‡ £5 €"),
    (r"\textperthousand{} \textinterrobang{} \textmu m", "‰ ‽ µm"),
    (r"\quad x\thinspace y", f"\u2003x{NARROW}y"),
    ("a\n  b\t c\r\nd", "a b c d"),
    ("  edges  ", "edges"),
    ("", ""),
    ("   ", ""),
    ("plain text, with 5-6 signs! Really?", "plain text, with 5-6 signs! Really?"),
    ("ein\u00a0Leerzeichen", f"ein{NBSP}Leerzeichen"),
    ("a\x00b\x1fc", "abc"),
]

STYLES = [
    (r"\emph{a} \textit{b} \textsl{c}", "<em>a</em> <em>b</em> <em>c</em>"),
    (r"\textbf{a} \texttt{b}", "<strong>a</strong> <code>b</code>"),
    (r"\textsc{Iso}", '<span class="sc">Iso</span>'),
    (r"4\textsuperscript{th} H\textsubscript{2}O", "4<sup>th</sup> H<sub>2</sub>O"),
    (r"\underline{a} \sout{b}", "<u>a</u> <s>b</s>"),
    (r"{\it a} {\em b} {\itshape c} d", "<em>a</em> <em>b</em> <em>c</em> d"),
    (r"{\bf a} {\bfseries b} {\sc c} {\tt d}",
     '<strong>a</strong> <strong>b</strong> <span class="sc">c</span> <code>d</code>'),
    (r"{\bf a \it b \rm c}", "<strong>a <em>b</em></strong> c"),
    (r"\em to the end", "<em>to the end</em>"),
    (r"{\it a \it b}", "<em>a b</em>"),
    (r"\emph{a \textbf{b} c}", "<em>a <strong>b</strong> c</em>"),
    (r"a\emph{ b }c", "a <em>b</em> c"),
    (r"a \emph{} b\textbf{ }c", "a b c"),
    (r"\emph ab", "<em>a</em>b"),
    (r"\textbf\ss", "<strong>ß</strong>"),
    (r"{{Deep} {L}earning} of {DNA}", "Deep Learning of DNA"),
    (r"a } b { c", "a b c"),
    (r"}}}", ""),
    (r"\emph{never closed", "<em>never closed</em>"),
    (r"\textbf", ""),
    (r"\textcolor{red}{a} \foreignlanguage{german}{b}", "a b"),
    (r"\textcolor[rgb]{1,0,0}{a}", "a"),
    (r"\mbox{A} \textrm{b} \textsf{c} \uppercase{D} \NoCaseChange{E}", "A b c D E"),
    (r"\textquotesingle\emph*{x}", "'<em>x</em>"),
    (r"{\small a} \noindent b \relax c", "a b c"),
    (r"\ce{H2O} and \ce{SO4^2-}", "H<sub>2</sub>O and SO<sub>4</sub><sup>2−</sup>"),
    (r"\texorpdfstring{$\alpha$}{alpha}", "<em>α</em>"),
    (r"a\footnote{see b}", "a (see b)"),
]  # fmt: skip

WORDS = [
    (r"{\LaTeX} and \TeX{} and {\BibTeX}", "LaTeX and TeX and BibTeX"),
    (r"\mnras", "MNRAS"),
    (r"{\apj} \aap", "ApJ A&amp;A"),
    (r"\prl, \nat{}, \araa", "Phys. Rev. Lett., Nature, ARA&amp;A"),
    (r"{\noopsort{1936a}}1936", "1936"),
    (r"a\label{x}\hspace{2em}\hspace*{1cm}b\vspace{1pt} \fontsize{10}{12}c", "ab c"),
    (r"a\hskip 1em plus", "a plus"),
    (r"A\thanks{B} \index{c}d", "A d"),
    (r"\begin{center}a\end{center} \begin{it}b\end{it}", "a b"),
    (r"\begin{itemize}\item a\item[x] b\end{itemize}", "• a x b"),
]

LINKS = [
    (r"\url{https://example.org/a_b%20c}",
     '<a href="https://example.org/a_b%20c">https://example.org/a_b%20c</a>'),
    (r"\url{https://example.org/a\_b\%20{\_}c\#d\~{}e}",
     '<a href="https://example.org/a_b%20_c#d~e">https://example.org/a_b%20_c#d~e</a>'),
    (r"\url{https://example.org/\textasciitilde ada}",
     '<a href="https://example.org/~ada">https://example.org/~ada</a>'),
    (r"\href{https://example.org/?a=1&b=2}{\emph{here}}",
     '<a href="https://example.org/?a=1&amp;b=2"><em>here</em></a>'),
    (r"\href{https://example.org}{}", '<a href="https://example.org">https://example.org</a>'),
    (r"\href{javascript:alert(1)}{x}", "x"),
    (r"\url{javascript:alert(1)}", "javascript:alert(1)"),
    (r"\doi{10.1000/a\_b}", '<a href="https://doi.org/10.1000/a_b">10.1000/a_b</a>'),
    ("\\url{https://example.org/a\n   b}",
     '<a href="https://example.org/ab">https://example.org/ab</a>'),
    (r"\url{} \url \href{}{x}", "x"),
    (r"see \cite{a}", "see [a]"),
    (r"\citep[see][p.~3]{a, b} \citet*{c}", "[a, b] [c]"),
    (r"\cite{} \cite x", "x"),
    (r"\nolinkurl{a.b}", "a.b"),
]  # fmt: skip

MARKUP = [
    ("<i>Homo</i> <em>b</em> <b>c</b> <strong>d</strong>",
     "<em>Homo</em> <em>b</em> <strong>c</strong> <strong>d</strong>"),
    ("H<sub>2</sub>O 10<sup>-3</sup> <sc>a</sc> <code>b</code>",
     'H<sub>2</sub>O 10<sup>-3</sup> <span class="sc">a</span> <code>b</code>'),
    ('<scp>dna</scp> <span style="font-variant:small-caps;">x</span>',
     '<span class="sc">dna</span> <span class="sc">x</span>'),
    ('<span class="nocase">De Novo</span>s', "De Novos"),
    ("<jats:title>A</jats:title><jats:p>b <jats:italic>c</jats:italic></jats:p>",
     "A b <em>c</em>"),
    ("<p>a</p><p>b<br/>c</p>", "a b c"),
    ("<I>a</I>", "<em>a</em>"),
    ("{\\textless}i{\\textgreater}a{\\textless}/i{\\textgreater}", "<em>a</em>"),
    ("{$<$}sub{$>$}2{$<$}/sub{$>$}", "<sub>2</sub>"),
    ("&lt;b&gt;a&lt;/b&gt; &amp;lt;p&amp;gt;b", "<strong>a</strong> b"),
    ("&amp; \\&amp; {\\&}amp; &#38; &#x26; &amp;amp;", " ".join(["&amp;"] * 6)),
    ("Montr\\&\\#233;al, L\\&\\#39;Est", "Montréal, L'Est"),
    ("&lt; &gt; &nbsp;&eacute;&#233;&mdash;", f"&lt; &gt; {NBSP}éé—"),
    ("&unknown; &; R&D;", "&amp;unknown; &amp;; R&amp;D;"),
    ("&#0;&#xD800;&#1;a", "\ufffd\ufffda"),
    ("x < y > z a<5", "x &lt; y &gt; z a&lt;5"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("<img src=x onerror=alert(1)>a", "a"),
    ("<i onclick=alert(1)>a</i>", "<em>a</em>"),
    ("&lt;script&gt;", "&lt;script&gt;"),
    ('<a href="https://example.org/a\\_b?x=1&amp;y=2">t</a>',
     '<a href="https://example.org/a_b?x=1&amp;y=2">t</a>'),
    ("<a href=https://example.org>t</a>", '<a href="https://example.org">t</a>'),
    ('<a href="javascript:alert(1)">t</a> <a name="x">u</a>', "t u"),
    ('<a href="https://example.org">\\url{https://example.org/b}</a>',
     '<a href="https://example.org">https://example.org/b</a>'),
    ("<i>never closed", "never closed"),
    ("a</i> b", "a b"),
    ("<b><i>a</b> c</i>", "<strong>a</strong> c"),
    ("{<i>a} b</i>", "a b"),
    ("<a <i>b</i>", "&lt;a <em>b</em>"),
    ("&lt;a &lt;i&gt;b&lt;/i&gt;", "&lt;a <em>b</em>"),
    ("{\\textless}a {\\textless}i{\\textgreater}b{\\textless}/i{\\textgreater}",
     "&lt;a <em>b</em>"),
    (r"<i>\bf a</i> b", "<em><strong>a</strong></em> b"),
    (r"\emph{<b>a</b>}", "<em><strong>a</strong></em>"),
    ("<mml:math><mml:mi>x</mml:mi></mml:math>", "x"),
]  # fmt: skip

FORMULAS = [
    ("CO$_2$, $10^{-3}$, $\\alpha$", "CO<sub>2</sub>, 10<sup>−3</sup>, <em>α</em>"),
    ("$x$ $ab$ $A_i$ $x_{ij}^2$",
     ("<em>x</em> <em>ab</em> <em>A</em><sub><em>i</em></sub> "
      "<em>x</em><sub><em>ij</em></sub><sup>2</sup>")),
    ("$e^{x^2}$", "<em>e</em><sup><em>x</em><sup>2</sup></sup>"),
    ("$\\ell_1$-norm, \\(y^2\\), \\[z\\], $$w$$",
     "ℓ<sub>1</sub>-norm, <em>y</em><sup>2</sup>, <em>z</em>, <em>w</em>"),
    ("$\\Gamma\\gamma\\Delta\\infty$", "Γ<em>γ</em>Δ∞"),
    ("$p<0.05$, $n=3$, $a>b$",
     "<em>p</em> &lt; 0.05, <em>n</em> = 3, <em>a</em> &gt; <em>b</em>"),
    ("$x \\le y \\to z$, $\\ge 5$, $\\sim$3",
     "<em>x</em> ≤ <em>y</em> → <em>z</em>, ≥5, ∼3"),
    ("$x_{i=1}$, $x_{a\\to b}$",
     "<em>x</em><sub><em>i</em>=1</sub>, <em>x</em><sub><em>a</em>→<em>b</em></sub>"),
    ("$O(n \\log n)$, $\\log(n)$, $\\max x$",
     "<em>O</em>(<em>n</em> log <em>n</em>), log(<em>n</em>), max <em>x</em>"),
    ("$45^\\circ$ $45^{\\circ}$C $f'$ $f^\\prime$",
     "45° 45°C <em>f</em>′ <em>f</em>′"),
    ("$\\mathrm{d}x$ $\\text{if } x$ $\\mathbf{v}$ $\\mathit{diff}$",
     "d<em>x</em> if <em>x</em> <strong>v</strong> <em>diff</em>"),
    ("$\\mathrm{CO_2}$ $\\text{Fermat's}$", "CO<sub>2</sub> Fermat’s"),
    ("$\\mathbb{R}^n$ $\\mathbb Z$", "ℝ<sup><em>n</em></sup> ℤ"),
    ("${}^{13}$C $^{*}$ $^\\dagger$", "<sup>13</sup>C <sup>∗</sup> <sup>†</sup>"),
    ("$f(x, y)$ $f(x,y)$ $1,000.5$",
     "<em>f</em>(<em>x</em>, <em>y</em>) <em>f</em>(<em>x</em>,<em>y</em>) 1,000.5"),
    ("$\\left(x\\right)$ $a\\,b\\quad c\\%\\|$", "(<em>x</em>) <em>a</em> <em>b</em> <em>c</em>%‖"),
    ("$a*b-c~d$", f"<em>a</em>∗<em>b</em>−<em>c</em>{NBSP}<em>d</em>"),
    ("\\ensuremath{\\sim}1 {\\ensuremath{>}}100 \\alpha-helix", "∼1 &gt; 100 α-helix"),
    ("$x &lt; y$", "<em>x</em> &lt; <em>y</em>"),
    ("\\begin{math}x\\end{math}", "<em>x</em>"),
    ("costs $5 or {$6}", "costs $5 or $6"),
    ("from $5 to $10", "from $5 to $10"),
    ("{$5} and {$6}, $$ and {$ $}", "$5 and $6, $$ and $ $"),
    ("\\( open \\[ too", "( open [ too"),
    ("\\( a \\(x\\) \\[ b \\[y\\]", "( a <em>x</em> [ b <em>y</em>"),
    ("a\\$b\\$c", "a$b$c"),
    ("$\\mathcal{O}(N)$ $\\mathscr H$", "𝒪(<em>N</em>) ℋ"),
    ("{\\textdollar}{\\textbackslash}mathcal\\{O\\} (N){\\textdollar}", "𝒪(<em>N</em>)"),
    ("{\\$}H{\\_}2{\\$}O and {\\$}10{\\^{}}3{\\$}", "<em>H</em><sub>2</sub>O and 10<sup>3</sup>"),
    ("an \\$\\backslash alpha\\$ of \\$2 to \\$3", "an <em>α</em> of $2 to $3"),
]  # fmt: skip

ROWS = ACCENTS + LETTERS + PUNCTUATION + STYLES + WORDS + LINKS + MARKUP + FORMULAS


@pytest.mark.parametrize(("source", "markup"), ROWS)
def test_a_reader_sees(source: str, markup: str) -> None:
    assert shown(source) == markup


def test_the_table_is_long() -> None:
    assert len(ROWS) >= 120


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{1}{2}", r"\sqrt{x}", r"\sum_{i=1}^n x_i", r"\mathcal{o}", r"\hat{x}",
        r"\mathfrak{g}", r"\bar{x}+y", r"a \\ b", r"\left. x \right)", r"x_", "^", r"a & b",
        "x" * 81, r"\mathbb{1}", r"\mathbb", r"\mathrm d", r"\unknown", r"x_\frac12", "x^^2",
        r"\mathrm{a{b}}", r"\mathbb{RN}",
    ],
)  # fmt: skip
def test_what_html_can_not_show_stays_a_formula(tex: str) -> None:
    assert rich(f"${tex}$").nodes == (Math(tex),)


def test_a_displayed_environment_stays_whole() -> None:
    source = r"so \begin{align}a&=b\\c&=d\end{align} holds"
    assert rich(source).nodes == (
        Text("so "), Math(r"\begin{align}a&=b\\c&=d\end{align}"), Text(" holds"),
    )  # fmt: skip
    assert shown(r"\begin{align}a \begin{align}b") == "a b"


def test_an_unknown_command_is_reported_once_and_leaves_its_argument() -> None:
    source = r"\foo{bar} \foo{x} \foo"
    assert shown(source) == "bar x"
    (problem,) = problems(source)
    assert problem.code == "latex-unknown-command"
    assert problem.severity == "warning"
    assert problem.span == SPAN
    assert "`\\foo`" in problem.message


def test_a_misspelt_command_has_a_near_miss() -> None:
    (problem,) = problems(r"\texbf{a}")
    assert problem.hint == "did you mean `\\textbf`?"


def test_many_unknown_commands_end_in_a_count() -> None:
    names = [f"zz{chr(97 + number)}{chr(97 + number)}" for number in range(15)]
    found = problems("".join(f"\\{name} " for name in names))
    assert len(found) == 11
    assert found[-1].message == "5 more LaTeX commands are not known"


@pytest.mark.parametrize(("source", "_"), ROWS)
def test_what_is_known_is_not_reported(source: str, _: str) -> None:
    assert problems(source) == ()


def test_the_text_has_the_place_of_its_field() -> None:
    assert rich("a").span == SPAN
    assert rich(r"\emph{a}").span == SPAN


def test_addresses_go_in_as_they_are() -> None:
    assert rich(r"\href{javascript:x}{t}").nodes == (Link("javascript:x", (Text("t"),)),)
    assert rich(r"\url{assets/a.pdf}").nodes == (Link("assets/a.pdf", (Text("assets/a.pdf"),)),)


def test_only_the_web_is_linked_from_html() -> None:
    assert rich('<a href="javascript:x">t</a>').nodes == (Text("t"),)
    assert rich('<a href="b.pdf">t</a>').nodes == (Text("t"),)


def test_plain_latex_is_the_text_without_styles() -> None:
    assert plain_latex(r"{\bf R}odr{\'\i}guez~\textsc{de la} $x^2$") == f"Rodríguez{NBSP}de la x2"


# Macros


@pytest.mark.parametrize(
    ("source", "macros", "text"),
    [
        (r"{\tool} and \tool{}", {"tool": r"\textsc{Tool}"}, "Tool and Tool"),
        (r"\tool", {"\\tool": "T"}, "T"),
        (r"\pair{a}{b}", {"pair": "(#1, #2, #1)"}, "(a, b, a)"),
        (r"\pair ab", {"pair": "(#1, #2)"}, "(a, b)"),
        (r"\pair a\ss", {"pair": "(#1, #2)"}, "(a, ß)"),
        (r"\pair{a{b}\}}{c", {"pair": "(#1, #2)"}, "(ab}, c)"),
        (r"\pair", {"pair": "(#1, #2)"}, "(, )"),
        (r"{\pair}x", {"pair": "(#1, #2)"}, "(, )x"),
        (r"\nine123456789", {"nine": "#9#8#7#6#5#4#3#2#1"}, "987654321"),
        (r"\outer{x}", {"outer": r"\inner{#1}", "inner": "<#1>"}, "<x>"),
        (r"\name{Ada}", {"name": r"\textbf"}, "Ada"),
        (r"\hero x", {"hero": r"\alpha"}, "αx"),
        (r"$x \in \R$", {"R": r"\mathbb{R}"}, "x ∈ ℝ"),
        (r"\emph{x}", {"emph": "mine: #1"}, "mine: x"),
        (r"\\tool \&tool", {"tool": "T"}, "tool &tool"),
        (r"\toolbox \tool", {"tool": "T"}, "T"),
        ("a\\", {"tool": "T"}, "a\\"),
    ],
)
def test_the_users_macros(source: str, macros: dict[str, str], text: str) -> None:
    assert str(rich(source, **macros)) == text


@pytest.mark.parametrize(
    ("source", "macros"),
    [
        (r"\a", {"a": r"\a"}),
        (r"\a", {"a": r"\b", "b": r"x\a"}),
        (r"\a" * 1001, {"a": "x"}),
        (r"\a{" + "y" * 3000 + "}", {"a": r"\b{#1#1#1#1}", "b": r"\c{#1#1#1#1}", "c": "#1#1#1#1"}),
    ],
)
def test_macros_without_end_are_stopped(source: str, macros: dict[str, str]) -> None:
    text, is_complete = expand_macros(source, macros)
    assert len(text) < 300_000
    assert not is_complete


def test_a_thousand_macros_are_not_too_many() -> None:
    assert str(rich(r"\a" * 1000, a="x")) == "x" * 1000


# Formulas that cannot be set


@pytest.mark.parametrize(
    ("source", "reasons"),
    [
        (r"$\frac{1}{2}$ and $x^2$", []),
        (r"$\nocommand{x}$", ["unknown command"]),
        (r"\emph{a $\nocommand$} $\other$", ["unknown command", "unknown command"]),
    ],
)
def test_a_formula_that_cannot_be_set_is_reported(source: str, reasons: list[str]) -> None:
    found = read_latex(source, SPAN).problems
    assert [one.code for one in found] == ["bad-math"] * len(reasons)
    assert all(reason in one.message for one, reason in zip(found, reasons, strict=True))


# Depth and size


def depth(nodes: tuple[Inline, ...]) -> int:
    children = [node.children for node in nodes if isinstance(node, Styled | Link)]
    return 1 + max(map(depth, children), default=0)


@pytest.mark.parametrize(
    "source",
    [
        r"\emph{" * 5000 + "x", r"\emph{" * 5000 + "x" + "}" * 5000, r"\emph" * 5000 + " x",
        "{" * 5000 + "x" + "}" * 5000, "<i><b>" * 5000 + "x" + "</b></i>" * 5000,
        r"\'" * 5000 + "x", r"\'{" * 5000 + "x", r"{\it{\bf" * 5000 + " x",
        r"\enquote{\footnote{" * 3000 + "x", r"<i>{\bf" * 3000 + " x",
    ],
)  # fmt: skip
def test_nesting_ends_at_a_hundred_and_the_text_stays(source: str) -> None:
    text = rich(source)
    assert "x" in str(text)
    assert depth(text.nodes) <= 102
    html(text)


def test_the_text_after_too_deep_a_group_is_in_its_own_style() -> None:
    source = "{" * 150 + r"\textbf{a}" + "}" * 150 + r" \emph{b}"
    assert shown(source) == "a <em>b</em>"
    assert shown(r"\emph{" + "{" * 150 + "x" + "}" * 150 + " y} z") == "<em>x y</em> z"


HOSTILE = [
    "{", "}", "$", "\\", r"\(", r"\[", "${", "{$", "$$ ", "$ {", r"\emph{", r"\emph", r"\bf ",
    r"\bf\rm ", "<i>", "</i>", "<a ", '<a href="', "&lt;a ", "&lt;i", "&", "&amp;", "&amp",
    r"{\&}amp", r"\textless ", r"{\textless", r"\'", r"\'{", "`", "?`", "-", "'", r"\url{",
    r"\cite[", r"\begin{align}", r"\char", r"\\[", "\u0300\u0316", "a\u0300", r"\noopsort{", "\n",
    r"\textcolor{a}{", "$x$", "$5$6", r"\item[", r"\hskip 1", "<!--", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_and_not_faster(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step of the reader moves on, and steps back at most to re-read one formula's body."""

    def steps(length: int) -> int:
        taken = 0
        read_nodes = Reader._nodes

        def counted(reader: Reader, token: re.Match[str]) -> list[Inline]:
            nonlocal taken
            taken += 1 + len(token[0])
            return read_nodes(reader, token)

        monkeypatch.setattr(Reader, "_nodes", counted)
        assert read_latex(piece * (length // len(piece)), SPAN).value is not None
        monkeypatch.setattr(Reader, "_nodes", read_nodes)
        return taken

    assert steps(100_000) <= 12 * max(steps(10_000), 1_000)


def test_the_work_of_composing_accents_is_bounded() -> None:
    """The library needs the square of the length of a run: a minute for this one."""
    source = "a" + "\u0316\u0300" * 50_000
    assert str(rich(source)) == source
    assert str(rich("x " * 50_000 + "e\u0301")).endswith("x é")


# Properties

PIECES = [
    "\\", "{", "}", "$", "[", "]", "&", "<", ">", "~", "-", "'", "`", '"', "#1", "^", "_", " ",
    r"\emph", r"\textbf{", r"\'", r"\v{", r"\bf ", r"\rm ", r"\url{", r"\href{", r"\cite{", "<i>",
    "</i>", '<a href="', "javascript:alert(1)", "https://example.org", "&lt;", "&#60;", "script",
    r"{\textless}", r"\textgreater ", "<b>", "</b>", "<p>", "$x$", "$\\frac12$", r"\(", r"\)",
    r"\begin{align}", r"\end{align}", r"\char", "65", "\u0301", "é", r"\unknowncommand", "onload=",
    "</a>", "<script>", "<img src=x>", r"\doi{", r"\ce{", r"\enquote{", "\ud800", "\x00",
]  # fmt: skip
SOURCES = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=30
).map("".join)  # fmt: skip
WORD = st.text(
    alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1
)


class Page(HTMLParser):
    """What a browser makes of the markup: which elements and links, all of them closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        assert tag == "mspace", attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@pytest.mark.parametrize("source", [NBSP, r"\@~", r"\emph{~}", r"\href{https://example.org}{~}"])
def test_blanks_alone_are_no_text(source: str) -> None:
    assert not rich(source)


@given(SOURCES)
@settings(max_examples=400, deadline=None)
def test_any_source_becomes_balanced_harmless_markup(source: str) -> None:
    page = Page(shown(source))
    assert not page.elements & {"script", "img", "iframe", "style", "form", "object"}
    assert not [name for name in page.attributes if name.startswith("on")]
    assert all(safe_href(link) for link in page.links)


@given(SOURCES)
@settings(max_examples=400, deadline=None)
def test_any_source_becomes_tidy_text(source: str) -> None:
    def check(nodes: tuple[Inline, ...]) -> None:
        assert not any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(nodes))
        for node in nodes:
            match node:
                case Text(value):
                    assert value
                    assert not re.search(r"  |[\x00-\x1f\x7f\ud800-\udfff]", value)
                    assert value == unicodedata.normalize("NFC", value)
                case Styled(_, children) | Link(_, children):
                    assert children
                    assert str(RichText(children)) == str(RichText(children)).strip(" ")
                    check(children)

    text = rich(source)
    check(text.nodes)
    assert str(text) == str(text).strip(" ")


@given(st.lists(WORD, min_size=1, max_size=12))
@settings(deadline=None)
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    assert plain_latex(" ".join(words)) == " ".join(words)
    assert plain_latex(f"\\emph{{{'} {'.join(words)}}}") == " ".join(words)


@given(st.lists(st.tuples(st.sampled_from(["{}", "{", "}", "\\emph{", "<i>", "</b>", "\\foo "]),
                          WORD), max_size=12))  # fmt: skip
@settings(deadline=None)
def test_words_survive_broken_markup(pairs: list[tuple[str, str]]) -> None:
    source = "".join(f"{piece}{word} " for piece, word in pairs)
    words = " ".join(word for _, word in pairs)
    assert plain_latex(source).replace(" ", "") == words.replace(" ", "")


@given(st.text(max_size=40))
@settings(deadline=None)
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    kept = re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+", " ", text).strip(" ")
    kept = unicodedata.normalize("NFC", kept)
    assume(not re.search(r"\$.*\\[A-Za-z]{2}.*\$", kept))
    special = {"\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "<": r"{\textless}{}",
               "'": r"{\textquotesingle}", "`": r"{\textasciigrave}", "-": "{-}",
               "&": r"\&{}"}  # fmt: skip
    source = "".join(special.get(sign, f"\\{sign}" if sign in "{}$%#_" else sign) for sign in kept)
    assert plain_latex(source) == kept
    assert html_library.unescape(shown(source)) == kept


def protected(source: str) -> list[str]:
    """Return the texts that keep their letters when the case of the rest is changed."""

    def found(nodes: tuple[Inline, ...]) -> list[str]:
        kept: list[str] = []
        for node in nodes:
            match node:
                case Styled("protected"):
                    kept.append(str(RichText((node,))))
                case Styled(_, children) | Link(_, children):
                    kept += found(children)
                case _:
                    pass
        return kept

    return found(rich(source).nodes)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("The {DNA} of {North Sea} eels", ["DNA", "North Sea"]),
        ("{The Whole Title}", ["The Whole Title"]),
        ("{N}atural {{L}anguage}", ["N", "Language"]),
        (r"{\"U}ber {\emph{Tides}} and {\bf Waves}", []),
        (r"{{\"U}ber} den Mond", ["Über"]),
        (r"\emph{the {Moon}} and \textbf{Tides}", ["Moon"]),
        ("{2} tides{,} {$x$} and {} no{}thing", ["x"]),
        (r"\'{e}tude, \v{Z}", []),
        ("a stray } and {one never closed", ["one never closed"]),
    ],
)
def test_braces_keep_the_case_of_what_is_in_them(source: str, kept: list[str]) -> None:
    assert protected(source) == kept


def test_protected_text_is_printed_without_markup() -> None:
    assert shown("The {D}{NA} of <b>{eels}</b>") == "The DNA of <strong>eels</strong>"


def test_hundreds_of_nested_braces_protect_once() -> None:
    nodes = rich("{" * 500 + "Tides" + "}" * 500).nodes
    assert nodes == (Styled("protected", (Text("Tides"),)),)
