"""What the commands of LaTeX stand for in running text: accents, symbols, styles, journals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.text import Style

ACCENTS: Final[Mapping[str, str]] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "U": "\u030e", "C": "\u030f", "G": "\u030f", "f": "\u0311", "d": "\u0323", "c": "\u0327",
    "k": "\u0328", "b": "\u0331", "t": "\u0361", "textcommabelow": "\u0326",
    "capitalgrave": "\u0300", "capitalacute": "\u0301", "capitalcircumflex": "\u0302",
    "capitaltilde": "\u0303", "capitalmacron": "\u0304", "capitalbreve": "\u0306",
    "capitaldotaccent": "\u0307", "capitaldieresis": "\u0308", "capitalring": "\u030a",
    "capitalhungarumlaut": "\u030b", "capitalcaron": "\u030c", "capitalcedilla": "\u0327",
    "capitalogonek": "\u0328", "capitaltie": "\u0361", "newtie": "\u0361",
}  # fmt: skip
"""Command to combining character; it comes after the letter."""

MARKS_BELOW: Final = frozenset("\u0323\u0326\u0327\u0328\u0331")
"""These leave the dot on an i."""

SPACING_ACCENTS: Final[Mapping[str, str]] = {
    "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0306": "˘",
    "\u0307": "˙", "\u0308": "¨", "\u030a": "˚", "\u030b": "˝", "\u030c": "ˇ", "\u0327": "¸",
    "\u0328": "˛",
}  # fmt: skip
"""Combining character to what stands for it when there is no letter: LaTeX writes ~ so."""

CONTROL_SYMBOLS: Final[Mapping[str, str]] = {
    ",": "\u202f", ";": " ", ":": " ", ">": " ", " ": " ", "\t": " ", "\n": " ", "\\": " ",
    "!": "", "/": "", "-": "", "@": "", "|": "‖",
}  # fmt: skip
"""A backslash and one character; those not here stand for the character itself."""

LIGATURES: Final[Mapping[str, str]] = {
    "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "'": "’", "?`": "¿", "!`": "¡",
    "~": "\u00a0",
}  # fmt: skip

_LETTERS: Final[Mapping[str, str]] = {
    "i": "ı", "j": "ȷ", "ss": "ß", "SS": "SS", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "dj": "đ", "DJ": "Đ", "ij": "ĳ", "IJ": "Ĳ", "ohorn": "ơ",
    "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư", "abreve": "ă", "ABREVE": "Ă", "acircumflex": "â",
    "ecircumflex": "ê", "ocircumflex": "ô", "textschwa": "ə", "textesh": "ʃ", "texteng": "ŋ",
    "textcrlambda": "ƛ", "textlonglegs": "ſ", "textdotlessi": "ı", "cprime": "ʹ", "cdprime": "ʺ",
    "cyrsftsn": "ʹ",
}  # fmt: skip

_PUNCTUATION: Final[Mapping[str, str]] = {
    "ldots": "…", "dots": "…", "dotsc": "…", "dotsb": "…", "textellipsis": "…",
    "textendash": "–", "textemdash": "—", "bibrangedash": "–", "textminus": "−",
    "texthyphen": "-", "textquoteleft": "‘", "textquoteright": "’", "lq": "‘", "rq": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "quotedblbase": "„",
    "quotesinglbase": "‚", "textquotesingle": "'", "textquotedbl": '"', "dq": '"',
    "textquotestraightdblbase": "„", "textquotestraightbase": "‚", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "guillemotleft": "«",
    "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "textexclamdown": "¡", "textquestiondown": "¿", "textinterrobang": "‽",
    "slash": "/", "colon": ":", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]",
    "bibopenparen": "(", "bibcloseparen": ")", "bibopenbracket": "[", "bibclosebracket": "]",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textasciigrave": "`",
    "textasciiacute": "´", "textasciidieresis": "¨", "textasciimacron": "¯", "textbar": "|",
    "textbardbl": "‖", "textbrokenbar": "¦", "textless": "<", "textgreater": ">",
    "textunderscore": "_", "textdollar": "$", "textbraceleft": "{", "textbraceright": "}",
    "textvisiblespace": "␣", "textoverline": "‾", "textlangle": "〈", "textrangle": "〉",
    "textlbrackdbl": "⟦", "textrbrackdbl": "⟧", "textfractionsolidus": "⁄",
    "textperiodcentered": "·", "textbullet": "•", "textopenbullet": "◦", "textprime": "′",
    "textasteriskcentered": "∗", "textnumero": "№", "textreferencemark": "※", "textpilcrow": "¶",
}  # fmt: skip

_SIGNS: Final[Mapping[str, str]] = {
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "textcopyright": "©",
    "textservicemark": "℠", "textcopyleft": "🄯", "textcircledP": "℗", "textdegree": "°",
    "degree": "°", "textcelsius": "℃", "celsius": "℃", "textpm": "±", "textmu": "µ", "micro": "µ",
    "textdagger": "†", "dag": "†", "textdaggerdbl": "‡", "ddag": "‡", "S": "§", "P": "¶",
    "textsection": "§", "textparagraph": "¶", "pounds": "£", "textsterling": "£", "texteuro": "€",
    "euro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "textcurrency": "¤",
    "textflorin": "ƒ", "textlira": "₤", "textwon": "₩", "textdong": "₫", "textpeso": "₱",
    "textnaira": "₦", "textbaht": "฿", "textcolonmonetary": "₡", "textguarani": "₲",
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹",
    "texttwosuperior": "²", "textthreesuperior": "³", "textordfeminine": "ª",
    "textordmasculine": "º", "texttimes": "×", "textdiv": "÷", "textlnot": "¬",
    "textperthousand": "‰", "textpertenthousand": "‱", "perthousand": "‰", "textohm": "Ω",
    "textmho": "℧", "textestimated": "℮", "textrecipe": "℞", "textdiscount": "⁒",
    "textsurd": "√", "textleftarrow": "←", "textrightarrow": "→", "textuparrow": "↑",
    "textdownarrow": "↓", "textborn": "⋆", "textdied": "†", "textmarried": "⚭",
    "textdivorced": "⚮", "textmusicalnote": "♪", "textbigcircle": "◯", "checkmark": "✓",
    "cmark": "✓", "xmark": "✗", "sun": "☉", "earth": "⊕", "faEnvelope": "✉", "Letter": "✉",
    "female": "♀", "male": "♂", "texthvlig": "ƕ",
}  # fmt: skip

_GREEK: Final[Mapping[str, str]] = {
    "textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ", "textepsilon": "ε",
    "textzeta": "ζ", "texteta": "η", "texttheta": "θ", "textiota": "ι", "textkappa": "κ",
    "textlambda": "λ", "textnu": "ν", "textxi": "ξ", "textpi": "π", "textrho": "ρ",
    "textsigma": "σ", "texttau": "τ", "textupsilon": "υ", "textphi": "φ", "textchi": "χ",
    "textpsi": "ψ", "textomega": "ω", "textGamma": "Γ", "textDelta": "Δ", "textTheta": "Θ",
    "textLambda": "Λ", "textXi": "Ξ", "textPi": "Π", "textSigma": "Σ", "textUpsilon": "Υ",
    "textPhi": "Φ", "textPsi": "Ψ", "textOmega": "Ω", "upalpha": "α", "upbeta": "β",
    "upgamma": "γ", "updelta": "δ", "upepsilon": "ε", "upzeta": "ζ", "upeta": "η",
    "uptheta": "θ", "upiota": "ι", "upkappa": "κ", "uplambda": "λ", "upmu": "μ", "upnu": "ν",
    "upxi": "ξ", "uppi": "π", "uprho": "ρ", "upsigma": "σ", "uptau": "τ", "upphi": "φ",
    "upchi": "χ", "uppsi": "ψ", "upomega": "ω",
}  # fmt: skip

_WORDS: Final[Mapping[str, str]] = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX",
    "pdfLaTeX": "pdfLaTeX", "AmS": "AMS", "METAFONT": "METAFONT", "MF": "METAFONT", "eg": "e.g.",
    "ie": "i.e.", "etal": "et al.", "and": "and", "bibsentence": "",
}  # fmt: skip

_SPACES: Final[Mapping[str, str]] = {
    "space": " ", "quad": "\u2003", "qquad": "\u2003\u2003", "enspace": "\u2002",
    "enskip": "\u2002", "thinspace": "\u202f", "psp": "\u202f", "nobreakspace": "\u00a0",
    "nobreak": "", "newline": " ", "linebreak": " ", "par": " ", "newblock": " ", "hfill": " ",
    "hfil": " ", "smallskip": " ", "medskip": " ", "bigskip": " ", "allowbreak": "",
    "textcompwordmark": "", "relax": "", "protect": "", "noindent": "", "indent": "",
    "leavevmode": "", "ignorespaces": "", "unskip": "", "selectfont": "", "bgroup": "",
    "egroup": "", "begingroup": "", "endgroup": "", "xspace": "", "string": "", "null": "",
    "centering": "", "raggedright": "", "sloppy": "", "break": "", "nolinebreak": "",
    "displaystyle": "", "textstyle": "", "limits": "", "urlprefix": "", "frenchspacing": "",
    "tiny": "", "scriptsize": "", "footnotesize": "", "small": "", "normalsize": "",
    "large": "", "Large": "", "LARGE": "", "huge": "", "Huge": "", "cal": "", "boldmath": "",
    "unboldmath": "", "left": "", "right": "", "big": "", "Big": "", "bigg": "", "Bigg": "",
}  # fmt: skip

JOURNALS: Final[Mapping[str, str]] = {
    "aj": "AJ", "actaa": "Acta Astron.", "araa": "ARA&A", "apj": "ApJ", "apjl": "ApJL",
    "apjlett": "ApJL", "apjs": "ApJS", "apjsupp": "ApJS", "ao": "Appl. Opt.", "apss": "Ap&SS",
    "aap": "A&A", "aapr": "A&A Rev.", "aaps": "A&AS", "azh": "AZh", "baas": "BAAS",
    "caa": "Chinese Astron. Astrophys.", "cjaa": "Chinese J. Astron. Astrophys.",
    "icarus": "Icarus", "jaavso": "JAAVSO", "jrasc": "JRASC", "jcap": "JCAP", "memras": "MmRAS",
    "memsai": "MmSAI", "mnras": "MNRAS", "na": "New A", "nar": "New A Rev.", "maps": "M&PS",
    "nat": "Nature", "pra": "Phys. Rev. A", "prb": "Phys. Rev. B", "prc": "Phys. Rev. C",
    "prd": "Phys. Rev. D", "pre": "Phys. Rev. E", "prl": "Phys. Rev. Lett.", "pasp": "PASP",
    "pasa": "PASA", "pasj": "PASJ", "psj": "PSJ", "rmxaa": "RMxAA", "qjras": "QJRAS",
    "skytel": "S&T", "solphys": "Sol. Phys.", "sovast": "Soviet Ast.", "ssr": "Space Sci. Rev.",
    "zap": "ZAp", "iaucirc": "IAU Circ.", "aplett": "Astrophys. Lett.",
    "apspr": "Astrophys. Space Phys. Res.", "bain": "Bull. Astron. Inst. Netherlands",
    "bac": "Bull. Astron. Inst. Czechosl.", "fcp": "Fund. Cosmic Phys.",
    "gca": "Geochim. Cosmochim. Acta", "grl": "Geophys. Res. Lett.", "jcp": "J. Chem. Phys.",
    "jgr": "J. Geophys. Res.", "jqsrt": "JQSRT", "nphysa": "Nucl. Phys. A",
    "physrep": "Phys. Rep.", "physscr": "Phys. Scr.", "planss": "Planet. Space Sci.",
    "procspie": "Proc. SPIE", "aas": "AAS Meeting Abstracts", "dps": "AAS/DPS Meeting Abstracts",
}  # fmt: skip
"""The macros of the American Astronomical Society, which NASA ADS exports as journal names."""

SYMBOLS: Final[Mapping[str, str]] = {
    **JOURNALS, **_LETTERS, **_PUNCTUATION, **_SIGNS, **_GREEK, **_WORDS, **_SPACES,
}  # fmt: skip
"""Commands without an argument and the text that they stand for."""

STYLES: Final[Mapping[str, Style]] = {
    "emph": "emph", "textit": "emph", "textsl": "emph", "mkbibemph": "emph",
    "mkbibitalic": "emph", "textbf": "strong", "strong": "strong", "mkbibbold": "strong",
    "texttt": "code", "code": "code", "textsc": "small-caps", "mkbibacro": "small-caps",
    "textsuperscript": "sup", "textsuperior": "sup", "mkbibsuperscript": "sup", "up": "sup",
    "textsubscript": "sub", "textinferior": "sub", "mkbibsubscript": "sub",
    "underline": "underline", "uline": "underline", "uuline": "underline", "ul": "underline",
    "sout": "strike", "st": "strike",
}  # fmt: skip
"""Commands that style their argument."""

SWITCHES: Final[Mapping[str, Style | None]] = {
    "it": "emph", "itshape": "emph", "em": "emph", "sl": "emph", "slshape": "emph",
    "bf": "strong", "bfseries": "strong", "sc": "small-caps", "scshape": "small-caps",
    "tt": "code", "ttfamily": "code", "rm": None, "sf": None, "rmfamily": None, "sffamily": None,
    "upshape": None, "mdseries": None, "normalfont": None,
}  # fmt: skip
"""Commands that style the rest of their group; None goes back to plain text."""

KEPT: Final = frozenset({
    "mbox", "hbox", "fbox", "text", "textrm", "textsf", "textnormal", "textup", "textmd", "textlf",
    "textln", "lowercase", "uppercase", "MakeLowercase", "MakeUppercase", "NoCaseChange", "nocase",
    "bibstring", "mkbibparens", "operatorname", "autocap", "acs", "ac", "acp", "acl", "acf",
    "acrshort", "acrlong", "gls", "foreignword", "nohyphens", "titlecap", "makefirstuc", "mathit",
    "mathbf", "mathrm", "mathsf", "mathcal", "mathbb", "mathfrak", "boldsymbol", "bm", "natexlab",
    "bibnamefont", "bibfnamefont", "citenamefont", "singleletter", "nolinkurl", "path", "eprint",
    "textgreek",
})  # fmt: skip
"""Commands whose argument is all that remains of them."""

KEPT_SECOND: Final = frozenset({
    "textcolor", "foreignlanguage", "colorbox", "raisebox", "scalebox", "bibinfo", "bibfield",
    "hyperref", "switchargs",
})  # fmt: skip
"""Commands whose first argument says how, and whose second is the text."""

DROPPED: Final[Mapping[str, int]] = {
    "noopsort": 1, "nooopsort": 1, "noop": 1, "SortNoop": 1, "SortNoOp": 1, "sortnoop": 1,
    "hspace": 1, "vspace": 1, "label": 1, "phantom": 1, "hphantom": 1, "vphantom": 1, "color": 1,
    "thanks": 1, "footnotemark": 0, "index": 1, "pagestyle": 1, "selectlanguage": 1, "nocite": 1,
    "language": 0, "includegraphics": 1, "input": 1, "fontencoding": 1, "fontsize": 2,
}  # fmt: skip
"""Commands that sort, place or colour, and the number of arguments that go with them."""

CITATIONS: Final = frozenset({
    "cite", "citep", "citet", "citealp", "citealt", "citeauthor", "citeyear", "citeyearpar",
    "parencite", "textcite", "autocite", "footcite", "fullcite", "cites", "onlinecite", "smartcite",
    "supercite", "Cite", "Citet", "Textcite",
})  # fmt: skip

FORMULA_ENVIRONMENTS: Final = frozenset(
    name + star
    for name in ("math", "displaymath", "equation", "align", "gather", "multline", "eqnarray")
    for star in ("", "*")
)

TAG_STYLES: Final[Mapping[str, Style]] = {
    "em": "emph", "i": "emph", "it": "emph", "italic": "emph", "b": "strong", "bold": "strong",
    "strong": "strong", "sub": "sub", "inf": "sub", "sup": "sup", "sc": "small-caps",
    "scp": "small-caps", "tt": "code", "code": "code", "u": "underline", "s": "strike",
    "strike": "strike", "del": "strike",
}  # fmt: skip
"""The HTML that Crossref, Scopus and Zotero write into titles, JATS (`<jats:italic>`) too."""

BLOCK_TAGS: Final = frozenset({
    "p", "br", "div", "title", "sec", "abstract", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5",
    "h6", "img", "label", "list", "list-item",
})  # fmt: skip
"""Tags that part words; they leave a space."""

INLINE_TAGS: Final = frozenset({
    "a", "span", "font", "small", "big", "mark", "tex-math", "inline-formula", "alternatives",
    "ext-link", "xref",
})  # fmt: skip
"""Tags that leave nothing but the text between them; `a` makes a link when it may."""
