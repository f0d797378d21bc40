r"""The tokens of a BibTeX field: LaTeX, and the HTML tags and entities that databases export.

Every quantifier that can run far is possessive or stops where another token of its kind may
begin, so that reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.late_pattern import late_pattern
from sitegen.readers.latex_tables import BLOCK_TAGS, INLINE_TAGS, TAG_STYLES

_AMPERSAND: Final = r"(?:\{\\&\}|\\?&)(?:amp;)*"
_LESS: Final = rf"(?:<|{_AMPERSAND}lt;|\{{?\\textless(?:\{{\}}|\s*)\}}?|\{{?\$<\$\}}?)"
_GREATER: Final = rf"(?:>|{_AMPERSAND}gt;|\{{?\\textgreater(?:\{{\}}|\s*)\}}?|\{{?\$>\$\}}?)"
_NEXT_TAG: Final = r"&(?:amp;)*lt;|\\textless|\$<"
_TAG_NAMES: Final = "|".join(
    sorted({*TAG_STYLES, *BLOCK_TAGS, *INLINE_TAGS}, key=lambda name: (-len(name), name))
)
ENTITY: Final = late_pattern(
    _AMPERSAND
    + r"(?P<entity_name>\\?\#\d{1,7}|\\?\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
r"""Also doubly escaped (`&amp;lt;`) and through LaTeX (`\&amp;`, `{\&}amp;`, `\&\#38;`)."""

TOKEN: Final = late_pattern(
    rf"""
      (?P<tag>{_LESS}(?P<tag_end>/?)(?i:(?P<tag_name>(?:jats:)?(?:{_TAG_NAMES})|mml:[a-z]+))
        (?P<attributes>\s(?:(?!{_NEXT_TAG})[^<>])*?)?/?{_GREATER})
    | (?P<entity>{ENTITY.pattern})
    | (?P<math>
          \$\$[^$\\]*+(?:\\.[^$\\]*+)*+\$\$
        | \$[^$\\]*+(?:\\.[^$\\]*+)*+\$
        | \\\([^\\]*+(?:\\[^()][^\\]*+)*+\\\)
        | \\\[[^\\]*+(?:\\[^\[\]][^\\]*+)*+\\\]
      )
    | \\(?P<command>[A-Za-z]+)(?:\*(?=[\[{{]))?[ \t\r\n]*+
    | \\(?P<symbol>.)
    | (?P<open>\{{)
    | (?P<close>\}})
    | (?P<ligature>---?|``|''|[!?]`(?!`)|[`'~])
    | (?P<text>[^\\{{}}$~`'&<!?-]++|.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""The name of the last group is the kind of the token. Every place in a text has a token."""
