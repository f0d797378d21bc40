"""The reader of .bib files: bytes to raw entries, whatever is wrong with them."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.problems import Outcome, Span, sort_problems
from sitegen.readers import bibtex_flaws as flaws
from sitegen.readers.bibtex_keys import settle_keys
from sitegen.readers.bibtex_macros import expand_entries, read_macros
from sitegen.readers.bibtex_parents import inherit_fields
from sitegen.readers.bibtex_parts import BibtexMemo, FileMemo, read_parts
from sitegen.readers.bibtex_text import decode_bibtex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.entry import RawEntry
    from sitegen.problems import SitePath
    from sitegen.readers.latex_macros import Macro

_ANY_TEXT = late_pattern(r"^[ \t]*[^\s%]", re.MULTILINE)


def read_bibtex(
    path: SitePath,
    content: bytes,
    *,
    macros: Mapping[str, str] = {},
    memo: BibtexMemo | None = None,
) -> Outcome[tuple[RawEntry, ...]]:
    r"""Return the entries of a .bib file in their order, with the fields of their parents.

    Strings and macros are expanded.

    Args:
        path: The file.
        content: What is in it.
        macros: The user's own commands of LaTeX, such as `{"R": r"\mathbb{R}"}`; they win over
            those of a `@preamble`.
        memo: What is known from reading earlier states of it; kept up to date.

    Problems: file-too-large and bib-unreadable, which are errors and leave no value; else the
    warnings of `bibtex_flaws`, of `decode_bibtex` and of `check_gap`.
    """
    known = FileMemo() if memo is None else memo.files.setdefault(path, FileMemo())
    if known.outcome is None or known.content != content or known.macros != macros:
        known.outcome = _read(path, content, macros, known)
        known.content, known.macros = content, macros
    return known.outcome


def _read(
    path: SitePath, content: bytes, macros: Mapping[str, str], known: FileMemo
) -> Outcome[tuple[RawEntry, ...]]:
    decoded = decode_bibtex(path, content)
    source = decoded.value
    if source is None:
        return Outcome(None, decoded.problems)
    parts = read_parts(source, known)
    entries = tuple(chain.from_iterable(part.entries for part in parts))
    problems = [*decoded.problems, *chain.from_iterable(part.problems for part in parts)]
    if not any(part.has_commands for part in parts) and _ANY_TEXT.search(source.text):
        return Outcome(None, sort_problems([flaws.unreadable(Span(path)), *problems]))
    found, macro_problems = read_macros(chain.from_iterable(part.preambles for part in parts))
    problems += macro_problems
    all_macros: dict[str, str | Macro] = {**found}
    all_macros |= {name.removeprefix("\\"): text for name, text in macros.items()}
    if all_macros:
        entries, macro_problems = expand_entries(entries, all_macros, known.expanded)
        problems += macro_problems
    keyed, key_problems = settle_keys(entries)
    complete, parent_problems = inherit_fields(keyed, known.parents)
    return Outcome(complete, sort_problems([*problems, *key_problems, *parent_problems]))
