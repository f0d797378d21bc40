"""What can be wrong in a .bib file: one function per flaw.

All but one return a warning: what they report has been set right or left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.problems import Problem, near_miss, warning
from sitegen.readers.bibtex_heads import ENTRY_TYPES

if TYPE_CHECKING:
    from sitegen.problems import Span

_SHORT = 40


def shorten(text: str) -> str:
    """Return the user's text on one line, cut to a length that fits into a message.

    >>> shorten("a  b"), len(shorten("a" * 100))
    ('a b', 40)
    """
    line = " ".join(text[: 4 * _SHORT].split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"


def unreadable(span: Span) -> Problem:
    """There is text in the file, and not one `@…{`: an error."""
    message = "there is no BibTeX in this file"
    return Problem("bib-unreadable", message, span, "an entry begins with `@article{key,`")


# The entry and its key ---------------------------------------------------------------------------


def missing_key(span: Span, new_key: str) -> Problem:
    """`@article{, title = …`."""
    message = f"this entry has no citation key; it gets `{shorten(new_key)}`"
    return warning("bib-key", message, span, f"write `{{{shorten(new_key)},`")


def empty_entry(span: Span, word: str) -> Problem:
    """`@article{}`."""
    message = f"this `@{shorten(word)}` is empty; it is left out"
    return warning(
        "bib-key", message, span, "write `key, title = {…}` into its braces, or delete it"
    )


def odd_key(span: Span, key: str) -> Problem:
    """`@article{doe 2024, title = …`."""
    better = re.sub(r"\s+", "-", key)
    message = f"the citation key `{shorten(key)}` holds a space, a brace or a quote"
    return warning("bib-key", message, span, f"write `{shorten(better)}`")


def repeated_key(span: Span, key: str, first: Span, new_key: str) -> Problem:
    """Two entries share a key and are different works."""
    return replace(
        warning(
            "bib-repeated-key",
            f"the citation key `{shorten(key)}` is used before, for another title",
            span,
            f"both are kept, this one as `{shorten(new_key)}`: give it a key of its own",
        ),
        related=((first, "first used here"),),
    )


def repeated_entry(span: Span, key: str, first: Span) -> Problem:
    """The same work stands in the file twice."""
    return replace(
        warning(
            "bib-repeated-key",
            f"the entry `{shorten(key)}` is there twice; only the first is used",
            span,
            "delete one of the two",
        ),
        related=((first, "the first is here"),),
    )


def unknown_type(span: Span, word: str) -> Problem:
    """`@inproceeedings{…`."""
    message = f"there is no entry type `@{shorten(word)}`"
    return warning("bib-unknown-type", message, span, _type_hint(word.lower()))


@lru_cache(maxsize=1_000)
def _type_hint(word: str) -> str:
    guess = near_miss(word, ENTRY_TYPES) if len(word) <= _SHORT else None
    return guess or "write a type of BibTeX, such as `@article` or `@inproceedings`"


def missing_brace(span: Span, word: str) -> Problem:
    """`@article doe2024,`."""
    message = f"there is no `{{` after `@{word}`"
    return warning("bib-missing-brace", message, span, f"write `@{word}{{`")


def unclosed(span: Span, name: str, start: Span) -> Problem:
    """The next entry, or the end of the file, comes before the closing brace."""
    message = f"the entry `{shorten(name)}` is not closed"
    problem = warning("bib-unclosed", message, span, "write `}` after this")
    return replace(problem, related=((start, "the entry begins here"),))


def wrong_closer(span: Span, *, found: str, expected: str) -> Problem:
    """`@article(…}`."""
    opener = "{" if expected == "}" else "("
    message = f"the entry begins with `{opener}` and ends with `{found}`"
    return warning("bib-unbalanced", message, span, f"write `{expected}`")


def unclosed_comment(span: Span) -> Problem:
    """`@comment{` without `}`."""
    message = "this `@comment` is not closed; only its line is left out"
    return warning("bib-unclosed", message, span, "write `}` where it ends")


def unreadable_string(span: Span, word: str) -> Problem:
    """`@string{nips "NeurIPS"}`."""
    form = "{name = {text}}" if word == "string" else "{text}"
    message = f"this `@{word}` cannot be read, or is not closed"
    return warning("bib-string", message, span, f"write it as `@{word}{form}`")


def unreadable_macro(span: Span, name: str) -> Problem:
    r"""`\newcommand{\a` in a preamble, or one that places boxes by hand."""
    message = f"the definition of `{shorten(name)}` in this `@preamble` cannot be read"
    hint = "write it as `\\newcommand{\\name}{text}`"
    return warning("bib-unreadable-macro", message, span, hint)


# Fields ------------------------------------------------------------------------------------------


def repeated_field(span: Span, name: str, first: Span) -> Problem:
    """`title` twice in one entry, with different values."""
    message = f"the field `{shorten(name)}` is there twice; the first one is used"
    problem = warning("bib-repeated-field", message, span, "delete one of the two")
    return replace(problem, related=((first, "the first is here"),))


def missing_comma(span: Span, after: str) -> Problem:
    """`title = {A} year = 2020`."""
    return warning("bib-missing-comma", f"there is no comma after {after}", span, "write `,` here")


def missing_equals(span: Span, name: str) -> Problem:
    """`title {A}`."""
    message = f"there is no `=` after `{shorten(name)}`"
    return warning("bib-missing-equals", message, span, f"write `{shorten(name)} = `")


def missing_value(span: Span, name: str) -> Problem:
    """`title = ,`."""
    message = f"a value is missing in the field `{shorten(name)}`"
    return warning("bib-missing-value", message, span, "write one, or delete the field")


def unexpected_text(span: Span, text: str) -> Problem:
    """Between two fields stands something that is no field."""
    message = f"`{shorten(text)}` is no field; it is left out"
    return warning("bib-unexpected-text", message, span, "write a field as `name = {value},`")


def unbalanced(span: Span, name: str) -> Problem:
    """`title = {A, year = {2020}`."""
    return warning(
        "bib-unbalanced",
        f"the value of `{shorten(name)}` does not end where it should; "
        "it is read up to the next field",
        span,
        'every `{` needs a `}`, every `"` a second one, and a comma stands between fields',
    )


def extra_closer(span: Span, found: str) -> Problem:
    """`title = {A}}, year = 2020`."""
    message = f"this `{found}` would end the entry before its last fields; it is left out"
    return warning("bib-unbalanced", message, span, "delete it")


def undefined_string(span: Span, text: str) -> Problem:
    """`journal = nips` without `@string{nips = …}`."""
    message = f"`{shorten(text)}` has no braces and no @string defines it; it is read as text"
    return warning("bib-undefined-string", message, span, f"write `{{{shorten(text)}}}`")


def too_large(span: Span, name: str, limit: int) -> Problem:
    """A value, or all that strings expand to, passes a limit."""
    message = f"`{shorten(name)}` is left out: it takes the text past {limit:,} characters"
    return warning("bib-field-too-large", message, span, "shorten it")


def endless_macro(span: Span) -> Problem:
    """A macro that uses itself."""
    message = "the macros expand without end, or to too long a text"
    return warning("latex-unknown-command", message, span, "look for a macro that uses itself")


def too_deep(span: Span, name: str, limit: int) -> Problem:
    """Braces inside braces inside braces…."""
    message = f"the braces of `{shorten(name)}` are nested more than {limit} deep"
    return warning("bib-nesting", message, span, "take out those that are not needed")


# Relations ---------------------------------------------------------------------------------------


def missing_parent(span: Span, name: str, key: str) -> Problem:
    """`crossref = {key}` of an entry that is not in the file."""
    message = f"`{name}` names the entry `{shorten(key)}`, which is not in this file"
    return warning("bib-missing-parent", message, span, "add that entry, or delete the field")


def missing_part(span: Span, name: str, reference: str) -> Problem:
    """`author = {xdata=key-author-3}` where that entry has no such field, or no third author."""
    message = f"`{name}` takes `{shorten(reference)}`, and there is nothing of the kind"
    return warning("bib-missing-parent", message, span, "look at the fields of the other entry")


def circular_parent(span: Span, name: str, key: str) -> Problem:
    """`crossref` leads back to the entry itself."""
    message = f"`{name}` leads over `{shorten(key)}` back to this entry; it is not followed"
    return warning("bib-circular-parent", message, span, "delete one of the fields of the circle")


def too_many_inherited(span: Span, limit: int) -> Problem:
    """Chains or lists of parents that grow out of hand."""
    message = f"the entries of this file inherit more than {limit:,} fields; the rest do not"
    return warning("bib-too-many-parents", message, span, "write the fields into the entries")
