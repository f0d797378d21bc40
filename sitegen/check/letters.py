"""What a letter must not say: what was left to fill in, and whom another letter is for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.model.blocks import inline_nodes, texts_of
from sitegen.model.letters import ADDRESSEES
from sitegen.model.text import ANY_NAME, Cite, Link, Text
from sitegen.problems import Problem, near_miss, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.model.letters import Letter
    from sitegen.model.profile import Profile
    from sitegen.model.site import Site
    from sitegen.model.text import RichText
    from sitegen.problems import Span
    from sitegen.routes import Routes

_TITLE: Final = r"M(?:r|rs|s|x)\.?|Dr\.?"
_BLANKS: Final = (
    late_pattern(r"\b(?:First|Last|Family|Given|Your|Full)[ -]?Names?\b"),
    late_pattern(rf"\bM(?:r|rs|s|x)\.?(?: ?/ ?(?:{_TITLE}))+"),
    late_pattern(
        r"\b(?:Company|Organi[sz]ation|Institution|University|Position|Job|Recipient"
        r"|Hiring Manager)(?:['’]s)? (?:Names?|Title|Address)(?: Here)?\b"
    ),
    late_pattern(r"\bYour (?:Company|Address|Position|Signature|Phone(?: Number)?|E-?mail)\b"),
    late_pattern(r"\bABC,? (?:Company|Corp(?:oration)?|Inc|Ltd|LLC)\b\.?"),
    late_pattern(r"\b(?:XYZ|X{3,}|TODO|FIXME|TBD|PHONENUMBER|EMAILADDRESS)\b"),
    late_pattern(r"\blorem ipsum\b", re.IGNORECASE),
    late_pattern(r"\b(?:John|Jane) (?:Q\. )?Doe\b|\b(?:Max|Erika) Mustermann\b|홍길동"),
    late_pattern(r"(?<![\]\[!\\\w])\[(?=[^\W\d])[^\[\]@^]{1,60}\](?![(\[:\]])"),
    late_pattern(r"(?<!\w)<(?=[^\W\d])[^<>@:/]{1,60}(?<=\w)>"),
    late_pattern(r"\{[{%][^{}]*[}%]\}|\{\{[ \t]*\w*|\w*[ \t]*\}\}"),
    late_pattern(r"_{4,}|\.{6,}"),
)
"""What people and templates write where something is to be filled in."""

_EXAMPLE_NUMBER: Final = late_pattern(
    r"(?<!\d)(?:\(?\d{3}\)?[-. ]?)?555[-. ]\d{4}(?!\d)|\+?82[-. )]*10[-. ]*9030[-. ]*1843"
)
"""Numbers of North America that nobody has (555), and that in the example of Awesome-CV."""

_GENERIC: Final = frozenset(
    {
        "a", "and", "at", "committee", "department", "dept", "for", "group", "hiring", "hr",
        "human", "manager", "of", "office", "our", "people", "recruiter", "recruiting",
        "recruitment", "resources", "search", "selection", "talent", "team", "teams", "the",
    }
)  # fmt: skip
"""Words that say of a team alone nothing about whose it is."""

_NO_NAME: Final = late_pattern(r"\s[,.:!]|^\s*[,.:!]")


class Said(NamedTuple):
    """Words in the text of a letter that should not be there."""

    text: str
    start: int
    end: int


def check_letter(letter: Letter, site: Site, routes: Routes) -> Iterator[Problem]:
    """Return what is wrong with the words of a letter.

    Problems: letter-placeholder, letter-other-company, broken-link, unknown-citation; as warnings
    letter-opening, letter-recipient.
    """
    yield from _references(letter, site, routes)
    yield from _found(letter, blanks, _placeholder)
    names = strangers(letter)
    if names:
        yield from _found(letter, lambda text: names_in(text, names), _other_company)
    if letter.letterhead:
        yield from _example_contacts(site.profile, letter)
        if not letter.recipient and not letter.address:
            hint = 'write `recipient = "…"`, or `letterhead = false` for a letter without a head'
            yield warning("letter-recipient", "the letter is to nobody", letter.span, hint)
    if not letter.opening or _NO_NAME.search(letter.opening):
        said = f"the opening `{letter.opening}` names nobody" if letter.opening else None
        hint = 'write `opening = "Dear …,"`'
        yield warning("letter-opening", said or "the letter has no opening", letter.span, hint)


def blanks(text: str) -> tuple[Said, ...]:
    """Return what is left to be filled in.

    >>> [one.text for one in blanks("Dear Mr./Ms. LastName, call (555) 555-1234 or [phone]")]
    ['LastName', 'Mr./Ms.', '[phone]', '(555) 555-1234']
    """
    return tuple(
        Said(found[0], found.start(), found.end())
        for form in (*_BLANKS, _EXAMPLE_NUMBER)
        for found in form.finditer(text)
    )


def strangers(letter: Letter) -> tuple[str, ...]:
    """Return whom other letters are for, but for names that are part of whom this one is for."""
    own = [_folded(letter.variables.get(name, "")) for name in ADDRESSEES]
    return tuple(
        name
        for name in letter.others
        if _is_telling(name) and not any(_folded(name) in one for one in own)
    )


@lru_cache(maxsize=1024)
def _is_telling(name: str) -> bool:
    """Say whether a name says whose it is."""
    return not _GENERIC.issuperset(_folded(name).split()) and not blanks(name)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """Return the words of a text in small letters, with a space before and after each."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "


def names_in(text: str, names: tuple[str, ...]) -> tuple[Said, ...]:
    """Return where names stand as whole words, in small or capital letters; the longest counts.

    >>> [one.text for one in names_in("At LUNE LABS's pier, not at Lunes", ("Lune", "Lune Labs"))]
    ['LUNE LABS']
    """
    return tuple(
        Said(found[0], found.start(), found.end()) for found in _any_of(names).finditer(text)
    )


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    forms = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def letter_text(letter: Letter) -> str:
    """Return all words of a letter, a line for each text."""
    return "\n".join(
        filter(
            None,
            (
                letter.recipient, *letter.address, letter.title, letter.opening,
                *map(_words, texts_of(letter.body)), letter.closing, letter.signed,
                *letter.enclosures, _words(letter.postscript),
            ),
        )
    )  # fmt: skip


def _words(text: RichText) -> str:
    """Return a text without its formulas and citations."""
    return "".join(node.value for node in inline_nodes(text.nodes) if isinstance(node, Text))


def _found(
    letter: Letter,
    find: Callable[[str], tuple[Said, ...]],
    problem: Callable[[str, Span, Letter], Problem],
) -> Iterator[Problem]:
    """Return a problem for each place in the sources of a letter; without one, for the letter.

    What is written counts only if the letter says it, so the names of links do not.
    """
    said = {one.text for one in find(letter_text(letter)) if not _is_allowed(one.text, letter)}
    placed: set[str] = set()
    for written in letter.written:
        for one in find(written.text):
            if one.text in said:
                placed.add(one.text)
                yield problem(one.text, written.at(one.start, one.end - one.start), letter)
    for text in sorted(said - placed):
        yield problem(text, letter.span, letter)


def _references(letter: Letter, site: Site, routes: Routes) -> Iterator[Problem]:
    """Return links and citations that lead nowhere."""
    known = {
        key for one in (*site.publications, *site.references) for key in (one.key, *one.aliases)
    }
    texts = (*texts_of(letter.body), letter.postscript)
    for node in (node for text in texts for node in inline_nodes(text.nodes)):
        if isinstance(node, Link) and routes.find(node.href, letter.span.path) is None:
            href = node.href.removeprefix(f"{ANY_NAME}:")
            hint = "write the address of a page or a file of the site, or `https://…`"
            message = f"the link `{href}` goes nowhere"
            yield Problem("broken-link", message, _place(href, letter), hint)
        elif isinstance(node, Cite):
            for key in node.keys:
                if key not in known:
                    hint = near_miss(key, known) or "add the entry to references.bib"
                    message = f"no .bib file has an entry `{key}`"
                    yield Problem("unknown-citation", message, _place(key, letter), hint)


def _place(words: str, letter: Letter) -> Span:
    """Return where words stand first in the sources of a letter."""
    for written in letter.written:
        start = written.text.find(words)
        if start >= 0:
            return written.at(start, len(words))
    return letter.span


def _is_allowed(text: str, letter: Letter) -> bool:
    return any(one.casefold() == text.casefold() for one in letter.allow)


def _placeholder(text: str, span: Span, _letter: Letter) -> Problem:
    hint = f'fill it in, or write `allow = ["{text}"]` if the letter shall say so'
    return Problem("letter-placeholder", f"`{text}` is left to fill in", span, hint)


def _other_company(text: str, span: Span, letter: Letter) -> Problem:
    message = f"`{text}` is whom another letter is for"
    hint = f'write `{{{{ company }}}}`, or `allow = ["{text}"]` if this letter means it'
    related = ((letter.span, "in this letter"),) if span.path != letter.span.path else ()
    return Problem("letter-other-company", message, span, hint, related)


def _example_contacts(profile: Profile, letter: Letter) -> Iterator[Problem]:
    """Return contacts in the head of the letter that are those of an example."""
    for contact in profile.contacts:
        if "letter" not in contact.audiences or not _EXAMPLE_NUMBER.search(contact.value):
            continue
        if not _is_allowed(contact.value, letter):
            span = contact.span or letter.span
            message = f"`{contact.value}` is the number of an example"
            hint = "write your own, or delete it"
            yield Problem("letter-placeholder", message, span, hint)
