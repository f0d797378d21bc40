"""Letters from the files of a site: made, begun, and compared.

`build_site` knows nothing of letters; only commands about letters come here.
"""

from sitegen.letters.begun import begin_letter
from sitegen.letters.compared import Comparison, Difference, compare_letters
from sitegen.letters.made import MadeLetter, MadeLetters, make_letters, marked_letters

__all__ = [
    "Comparison",
    "Difference",
    "MadeLetter",
    "MadeLetters",
    "begin_letter",
    "compare_letters",
    "make_letters",
    "marked_letters",
]
