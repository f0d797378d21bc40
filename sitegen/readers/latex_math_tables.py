"""What the commands of LaTeX's math mode stand for, as far as one character or word shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.text import Style

SMALL_GREEK: Final[Mapping[str, str]] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
"""Letters that math sets in italics."""

RELATIONS: Final[Mapping[str, str]] = {
    "le": "≤", "leq": "≤", "leqslant": "⩽", "ge": "≥", "geq": "≥", "geqslant": "⩾", "ne": "≠",
    "neq": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡",
    "propto": "∝", "lt": "<", "gt": ">", "textless": "<", "textgreater": ">",
    "less": "<", "greater": ">", "to": "→",
    "rightarrow": "→", "longrightarrow": "⟶", "leftarrow": "←", "longleftarrow": "⟵",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔",
    "iff": "⟺", "implies": "⟹", "gets": "←", "mapsto": "↦", "hookrightarrow": "↪",
    "rightleftharpoons": "⇌", "rightharpoonup": "⇀", "in": "∈", "ni": "∋", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "subsetneq": "⊊", "supset": "⊃", "supseteq": "⊇", "ll": "≪",
    "gg": "≫", "lesssim": "≲", "lessapprox": "⪅", "gtrsim": "≳", "gtrapprox": "⪆", "prec": "≺",
    "succ": "≻", "perp": "⊥", "parallel": "∥", "mid": "∣", "vdash": "⊢", "dashv": "⊣",
    "models": "⊨", "asymp": "≍", "doteq": "≐", "coloneqq": "≔", "triangleq": "≜",
}  # fmt: skip

FUNCTIONS: Final = frozenset({
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min",
    "mod", "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh",
})  # fmt: skip
"""Names that stand upright."""

OTHER_SYMBOLS: Final[Mapping[str, str]] = {
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "hbar": "ℏ", "infty": "∞",
    "partial": "∂", "nabla": "∇", "times": "×", "div": "÷", "cdot": "⋅", "pm": "±", "mp": "∓",
    "cup": "∪", "cap": "∩", "setminus": "∖", "forall": "∀", "exists": "∃", "nexists": "∄",
    "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨", "neg": "¬", "lnot": "¬", "oplus": "⊕",
    "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "circ": "∘", "star": "⋆", "ast": "∗",
    "bullet": "∙", "dagger": "†", "ddagger": "‡", "prime": "′", "ldots": "…", "dots": "…",
    "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "vert": "|", "lvert": "|", "rvert": "|",
    "Vert": "‖", "lVert": "‖", "rVert": "‖", "sun": "☉", "emptyset": "∅", "varnothing": "∅",
    "aleph": "ℵ", "sharp": "♯", "flat": "♭", "natural": "♮", "top": "⊤", "bot": "⊥",
    "triangle": "△", "bigtriangleup": "△", "square": "□", "Box": "□", "blacksquare": "■",
    "diamond": "⋄", "Diamond": "◇", "diamondsuit": "♢", "heartsuit": "♡", "spadesuit": "♠",
    "clubsuit": "♣", "bigstar": "★", "blacktriangle": "▲", "wp": "℘", "Re": "ℜ", "Im": "ℑ",
    "angle": "∠", "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "Uparrow": "⇑",
    "Downarrow": "⇓", "nearrow": "↗", "searrow": "↘", "lbrace": "{", "rbrace": "}",
    "backslash": "\\", "surd": "√", "imath": "ı", "jmath": "ȷ", "complement": "∁", "eth": "ð",
    "hslash": "ℏ", "mho": "℧", "ltimes": "⋉", "rtimes": "⋊", "bowtie": "⋈", "amalg": "⨿",
    "sqcup": "⊔", "sqcap": "⊓", "therefore": "∴", "because": "∵", "dag": "†", "ddag": "‡",
    "S": "§", "P": "¶", "copyright": "©", "degree": "°", "textdegree": "°", "colon": ":",
    "gtreqless": "⋛", "textasciitilde": "~", "textbackslash": "\\",
}  # fmt: skip

OPERATORS: Final[Mapping[str, str]] = {
    "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "oint": "∮",
    "bigcup": "⋃", "bigcap": "⋂", "sqrt": "√",
}  # fmt: skip
"""In text they are characters; in a formula they need room above and below."""

MATH_SYMBOLS: Final[Mapping[str, str]] = {
    **{name: name for name in FUNCTIONS}, **OPERATORS, **OTHER_SYMBOLS, **RELATIONS, **SMALL_GREEK,
}  # fmt: skip
"""All of them, for authors who forget the dollar signs."""

UPRIGHT: Final[Mapping[str, Style | None]] = {
    "mathrm": None, "text": None, "textrm": None, "operatorname": None, "mbox": None,
    "mathsf": None, "textsf": None, "textnormal": None, "textup": None, "mathup": None,
    "mathbf": "strong", "textbf": "strong", "mathit": "emph", "textit": "emph", "emph": "emph",
    "texttt": "code", "mathtt": "code", "textsc": "small-caps",
}  # fmt: skip
"""Commands whose argument is words, with the style of these words."""

_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SCRIPT: Final = dict(zip(_CAPITALS, "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵", strict=True))

LETTERS: Final[Mapping[str, Mapping[str, str]]] = {
    "mathbb": dict(zip(_CAPITALS, "𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ", strict=True)),
    "mathcal": _SCRIPT,
    "mathscr": _SCRIPT,
    "mathfrak": dict(zip(_CAPITALS, "𝔄𝔅ℭ𝔇𝔈𝔉𝔊ℌℑ𝔍𝔎𝔏𝔐𝔑𝔒𝔓𝔔ℜ𝔖𝔗𝔘𝔙𝔚𝔛𝔜ℨ", strict=True)),
}
"""Command -> the letters that it makes of capitals."""

ESCAPES: Final[Mapping[str, str]] = {
    ",": " ", ";": " ", ":": " ", ">": " ", " ": " ", "\n": " ", "!": "", "|": "‖",
}  # fmt: skip
"""A backslash and one character; those not here stand for the character itself."""
