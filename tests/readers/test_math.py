"""Formulas: MathML that is right and harmless, and no formula that ends or stops the process."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.text import Html
from sitegen.readers.math import MathFault, is_harmless, math_to_mathml


def mathml(tex: str, *, is_display: bool = False) -> str:
    made = math_to_mathml(tex, is_display=is_display)
    assert isinstance(made, Html), made
    return made.text


def fault(tex: str) -> MathFault:
    made = math_to_mathml(tex, is_display=False)
    assert isinstance(made, MathFault), made
    return made


@pytest.mark.parametrize(
    ("tex", "markup"),
    [
        ("x^2", "<math><msup><mi>x</mi><mn>2</mn></msup></math>"),
        ("", "<math></math>"),
        (r"\frac{1}{n}", "<math><mfrac><mn>1</mn><mi>n</mi></mfrac></math>"),
        (r"\mbox{if}", "<math><mtext>if</mtext></math>"),
        (r"\mathbbm{R}\mathds{Z}", "<math><mi>ℝ</mi><mi>ℤ</mi></math>"),
        (r"\text{<b>\&}", "<math><mtext>&lt;b&gt;&amp;</mtext></math>"),
    ],
)
def test_a_formula_becomes(tex: str, markup: str) -> None:
    assert mathml(tex) == markup


def test_a_displayed_formula_is_a_block() -> None:
    assert "scriptlevel" not in mathml(r"\begin{matrix}a\end{matrix}", is_display=True)
    assert mathml("x", is_display=True) == '<math display="block"><mi>x</mi></math>'


@pytest.mark.parametrize(
    ("tex", "sign"), [(r"\vec{v}", ">→<"), (r"\overline{x+y}", ">‾<"), (r"\dddot{x}", ">…<")]
)
def test_no_accent_is_a_combining_character(tex: str, sign: str) -> None:
    assert sign in mathml(tex)
    assert not any(mark in mathml(tex) for mark in "\u20d7\u0332\u20db")


def test_the_markup_is_also_xml() -> None:
    """Feeds are XML, which has no entity for the application of a function."""
    tex = r"\sin x \cdot \mathcal{O}(n \log n) \le \sum_{i=1}^n a_i"
    assert ET.fromstring(mathml(tex)).tag == "math"  # noqa: S314 our own markup


@pytest.mark.parametrize(
    ("tex", "same"),
    [
        (r"\begin{split}a&=b\\c&=d\end{split}", r"\begin{aligned}a&=b\\c&=d\end{aligned}"),
        (r"\begin{smallmatrix}a&b\end{smallmatrix}", r"\begin{matrix}a&b\end{matrix}"),
        (r"\begin{eqnarray}a&=&b\end{eqnarray}", r"\begin{array}{rcl}a&=&b\end{array}"),
        (r"\begin{eqnarray*}a&=&b\end{eqnarray*}", r"\begin{array}{rcl}a&=&b\end{array}"),
        (r"\begin{align}a&=b\label{x}\end{align}", r"\begin{align*}a&=b\end{align*}"),
        (r"\begin{equation}a\label {eq:1}\end{equation}", r"\begin{equation*}a\end{equation*}"),
        (r"x\label{y}", "x"),
    ],
)
def test_what_the_library_does_not_know_is_rewritten(tex: str, same: str) -> None:
    assert mathml(tex) == mathml(same)


def test_no_formula_gets_a_number_of_its_own() -> None:
    """Each is converted alone, so that every number would be (1)."""
    assert "(1)" not in mathml(r"\begin{align}a\\b\end{align}")
    assert "(7)" in mathml(r"\begin{align}a\tag{7}\\b\end{align}")


@pytest.mark.parametrize(
    ("tex", "reason", "offset"),
    [
        (r"\frac{1}{x", 'expected closing token "}", but reached end of input', 10),
        (r"x+\foo", r'unknown command "\foo"', 2),
        (r"é𝒪\foo", r'unknown command "\foo"', 2),
        (r"\label{x}\label{y}\foo", r'unknown command "\foo"', 18),
        (r"\begin{split}a\foo\end{split}", r'unknown command "\foo"', 14),
        (r"a\begin{eqnarray}b\foo\end{eqnarray}", r'unknown command "\foo"', 18),
        (r"\newcommand{\R}{x}", "a formula can not define commands", 0),
        (r"x\def\a{x}", "a formula can not define commands", 1),
        (r"\eqref{a}", "a formula can not refer to another", 0),
        (r"\mathchoice{a}{b}{c}{d}", r"a formula can not use `\mathchoice`", 0),
        ("x" * 10_001, "it is longer than 10000 characters", 10_000),
        ("{" * 101, "it is nested more than 100 deep", 100),
        (r"\left(" * 101, "it is nested more than 100 deep", 600),
        (r"\begin{matrix}" * 101, "it is nested more than 100 deep", 1392),
        ("a" + r"\sqrt " * 201, "it has more than 200 commands in a row", 1),
        ("a" + "∑" * 201, "it has more than 200 commands in a row", 1),
        (r"\frac1" * 601, "it has more than 600 commands", 3600),
        ("x\ud800", "it has a character that is none", 1),
        (r"\ket_" * 11, "it has too many commands without their braces", 50),
    ],
)
def test_what_can_not_be_shown_has_a_reason_and_a_place(tex: str, reason: str, offset: int) -> None:
    assert fault(tex) == MathFault(reason, offset)


@pytest.mark.parametrize(
    "tex", ["{" * 100 + "x" + "}" * 100, r"\sqrt " * 200 + "x", "x" * 10_000, r"a\hat b" * 300]
)
def test_the_limits_themselves_are_allowed(tex: str) -> None:
    mathml(tex)


def test_escaped_braces_do_not_nest() -> None:
    mathml(r"\{x" * 5 + r"\{\}" * 150)


# Brackets: the library takes twice the time for each that is not closed.

OPENING = [
    "(", "[", r"\{", r"\langle ", r"\lfloor ", r"\lceil ", r"\lvert ", r"\lVert ", r"\lbrace ",
    r"\lbrack ", r"\llbracket ", r"\lgroup ", r"\lmoustache ", r"\ulcorner ", r"\lparen ", "⟨",
    "⌊", "⟦", r"\bigl(", r"\Biggl\langle ", r"\bigl|", r"\xi[", r"\alpha[", r"\mathopen(", r"{(}",
    r"\mathord{(}", "x_(", r"(\hat)", "(x_)", r"(\text{)}", r"(\frac1)", r"\\[", r"\left.(\right.",
    r"\sum(", r"\sin(", r"\begin{matrix}[", r"\bra\middle", r"\bra(", r"\mbox(", r"\not(",
]  # fmt: skip


def test_unclosed_brackets_take_no_time_to_speak_of() -> None:
    """In a process of its own, because nothing else could stop it."""
    script = (
        "import sys; from sitegen.readers.math import math_to_mathml\n"
        "for piece in sys.argv[1:]:\n"
        "    for tail in (' a ', '', '1', '_a '):\n"
        "        math_to_mathml((piece + tail) * 40, is_display=False)\n"
        "print('done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *OPENING],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout == "done\n", done


def test_deep_formulas_do_not_end_the_process() -> None:
    script = (
        "import sys; from sitegen.readers.math import math_to_mathml\n"
        "for piece in sys.argv[1:]:\n"
        "    math_to_mathml(piece * (10_000 // len(piece)), is_display=False)\n"
        "print('done')"
    )
    pieces = [
        "{", "}", r"\sqrt ", r"\sqrt[", r"\frac1", r"\frac{1}", r"\left(", r"\hat ", "x^{", "x_",
        r"\mathbf{", r"\begin{matrix}", r"\displaystyle x", r"\sum_", "∑", "·", r"_\frac1", "^",
        r"\color{red}x", r"\overset1^", r"\text{", r"\ket", "'", "&", r"\\", "-", r"\bf ", "$", "_",
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script, *pieces],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout == "done\n", done


def test_many_brackets_are_shown_as_few_are() -> None:
    """The brackets stand in groups of their own, each of its glyph and without space around."""
    tex = "(a)" * 11
    assert mathml(tex).count('<mo stretchy="false">(</mo>') == 11
    assert mathml(tex).count('<mo stretchy="false">)</mo>') == 11
    assert "mpadded" in mathml(tex)
    assert "mpadded" not in mathml("(a)" * 10)


@pytest.mark.parametrize(
    "tex",
    [
        r"\left(a\right)", r"\sqrt[3]{x}", r"\text{(see a)}", r"\big(a\big)", r"\xrightarrow[a]{b}",
        r"\color[RGB]{255,0,0}x", r"\operatorname{f(x)}", r"\begin{array}{c}a\\[2pt]b\end{array}",
        r"\bigl\{a\bigr\}", r"\{a\}", r"[0,1)", r"\ket{a}", r"a \pmod{n}", r"\langle a\rangle",
    ],
)  # fmt: skip
def test_a_formula_with_many_brackets_is_still_converted(tex: str) -> None:
    mathml(tex)
    mathml(tex * 12 + "(a)" * 12)


def test_a_fault_behind_many_brackets_is_where_it_was() -> None:
    tex = "(a)" * 12 + r"\label{x}\foo"
    assert fault(tex) == MathFault(r'unknown command "\foo"', 45)


# Markup


@pytest.mark.parametrize(
    "tex",
    [
        r"\color{red}x", r"\textcolor{blue}{x}", r"\cancel{x}", r"\boxed{x}", r"\textsc{a}",
        r"\textbf{a}\emph{b}\texttt{c}\textsf{d}", r"\begin{array}{c|c}a&b\\\hline c&d\end{array}",
        r"\hspace{1em}x\kern1em", r"\raisebox{1em}{x}", r"\phantom{x}", r"\binom{n}{k}",
        r"\begin{cases}a&b\\c&d\end{cases}", r"\begin{multline}a\\b\end{multline}",
        r"\mathop{A}_x", r"\sideset{_a^b}{}\sum", r"\underbrace{x}_y", r"\Biggl(x\Biggr)",
        r"\displaystyle\sum_{i}^n", r"\mathrm{d}x", r"\tfrac12\dfrac12", r"\underline{x}",
    ],
)  # fmt: skip
def test_what_the_library_writes_is_known_to_be_harmless(tex: str) -> None:
    mathml(tex)


@pytest.mark.parametrize(
    "markup",
    [
        "<math><script>x</script></math>", '<math><mi onclick="x">a</mi></math>',
        '<math><mi href="javascript:x">a</mi></math>', '<math><a href="#x">a</a></math>',
        '<math><mi style="background:url(x)">a</mi></math>', "<math><mi>a</math>",
        '<math><mi style="position:fixed">a</mi></math>', "<math><mi>a</mi>", "a < b", "a > b",
        '<math><mi id="x">a</mi></math>', "<math><mi a=b>x</mi></math>", "</math>", "<!-- a -->",
        "<math><MI>a</MI></math>", '<math><img src="x"/></math>', "<math><mi>x</mi></math></p>",
        '<math><mi style="color:red;width:expression(x)">a</mi></math>',
    ],
)  # fmt: skip
def test_other_markup_is_not(markup: str) -> None:
    assert not is_harmless(markup)


def test_harmful_markup_of_the_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def convert_with_local_state(self, tex: str, *, displaystyle: bool) -> str:
            return f'<math onclick="{displaystyle}">{tex}</math>'

    monkeypatch.setattr("sitegen.readers.math._converter", Library)
    assert fault("harmful+1") == MathFault("it makes markup that may not stand in a page")


PIECES = [
    "(", ")", "[", "]", "{", "}", r"\{", r"\left(", r"\right)", "^", "_", "&", r"\\", "a", "1", " ",
    r"\frac", r"\sqrt", r"\text{", r"\hat", r"\sum", r"\bigl(", r"\begin{matrix}", r"\end{matrix}",
    r"\href{javascript:alert(1)}{x}", "<script>", '"onload=', r"\color{red}", r"\label{x}", "$",
    r"\begin{align}", r"\end{align}", "\x00", "é", "\ud800", r"\operatorname{", r"\tag{1}", "%",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_formula_is_shown_harmlessly_or_refused_with_a_place_in_it(tex: str) -> None:
    made = math_to_mathml(tex, is_display=True)
    if isinstance(made, Html):
        assert is_harmless(made.text)
        assert "javascript" not in made.text
    else:
        assert made.reason
        assert 0 <= made.offset <= len(tex)
