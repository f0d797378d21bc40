"""The reader of .bib files: bytes to raw entries, whatever is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.problems import Outcome, Span, sort_problems
from sitegen.readers import bibtex_flaws as flaws
from sitegen.readers.bibtex_entry import check_entry, to_raw_entry
from sitegen.readers.bibtex_keys import settle_keys
from sitegen.readers.bibtex_parents import inherit_fields
from sitegen.readers.bibtex_parser import BibtexParser
from sitegen.readers.bibtex_text import decode_bibtex

if TYPE_CHECKING:
    from sitegen.model.entry import RawEntry
    from sitegen.problems import Problem, SitePath

_ANY_TEXT = re.compile(r"^[ \t]*[^\s%]", re.MULTILINE)


def read_bibtex(path: SitePath, content: bytes) -> Outcome[tuple[RawEntry, ...]]:
    """Return the entries of a .bib file in their order, strings expanded, parents' fields added.

    Problems: file-too-large and bib-unreadable, which are errors and leave no value; else the
    warnings of `bibtex_flaws`, of `decode_bibtex` and of `check_gap`.
    """
    decoded = decode_bibtex(path, content)
    source = decoded.value
    if source is None:
        return Outcome(None, decoded.problems)
    parser = BibtexParser(source)
    problems: list[Problem] = [*decoded.problems]
    entries: list[RawEntry] = []
    for read in parser.read_entries():
        entries.append(to_raw_entry(source, read))
        problems.extend(check_entry(source, read))
    problems.extend(parser.problems)
    if not parser.has_commands and _ANY_TEXT.search(source.text):
        return Outcome(None, sort_problems([flaws.unreadable(Span(path)), *problems]))
    keyed, key_problems = settle_keys(entries)
    complete, parent_problems = inherit_fields(keyed)
    return Outcome(complete, sort_problems([*problems, *key_problems, *parent_problems]))
