"""What is remembered of a site as bytes for the cache on disk, and back: data only, no code.

One line says which version wrote it and the digest of all that follows: JSON on one line, then
the texts of the .bib files. Whatever is not exactly that is no cache.
"""

from __future__ import annotations

import json
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from sitegen import __version__
from sitegen.load.memo import Stored, StoredRow
from sitegen.load.plain import Packer, Plain, Table, Unpacker, Unstorable
from sitegen.load.site import SiteMemo
from sitegen.problems import Outcome, Problem, SitePath
from sitegen.readers.bibtex_store import pack_parts, unpack_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.load.memo import PublicationMemo
    from sitegen.model.entry import RawEntry

_FORMAT: Final = 4
"""Changes with every change of what is stored or of what it means."""

_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError)


def encode_memo(memo: SiteMemo) -> bytes:
    """Return what is worth keeping: the pages in Markdown, the .bib files and their publications.

    What came from the cache as it is goes back as it was, and only adds to what rows refer to.
    What depends on more than one part of a file, as an entry with `crossref` does, is left out.
    """
    table = Table(list(memo.shared))
    packer = Packer(table)
    files = memo.bibliography.bibtex.files
    packed = {path: pack_parts(file) for path, file in files.items() if file.parts}
    texts = [
        files[path].text.encode("utf-8", "surrogatepass") for path, rows in packed.items() if rows
    ]
    entries = [
        entry
        for path, rows in packed.items()
        if rows
        for part in files[path].parts
        for entry in part.entries
    ]
    lists = (memo.bibliography.publications, memo.bibliography.references)
    content = {
        "files": [[path, rows] for path, rows in packed.items() if rows],
        "sizes": [len(text) for text in texts],
        "lists": [[known.settings_digest(), _rows(known, entries, packer)] for known in lists],
        "pages": [list(row) for row in _pages(memo, packer)],
        "table": table.rows,
    }
    body = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
    body = b"\n".join((body, b"".join(texts)))
    return _header(body) + body


def decode_memo(data: bytes) -> SiteMemo | None:
    """Return what `encode_memo` wrote, None for anything else: damaged, foreign, another version.

    Pages and publications are made when their file or entry is met again, unchanged.
    """
    head, newline, body = data.partition(b"\n")
    if head + newline != _header(body):
        return None
    line, _, texts = body.partition(b"\n")
    try:
        return _memo(json.loads(line), texts)
    except _DAMAGE:
        return None


def _header(body: bytes) -> bytes:
    digest = blake2b(body, digest_size=16).hexdigest()
    return f"sitegen {__version__} content {_FORMAT} {digest}\n".encode()


def _rows(known: PublicationMemo, entries: Iterable[RawEntry], packer: Packer) -> list[Plain]:
    """Return for each entry its publication, 0 where there is none to store."""
    rows: list[Plain] = []
    for entry in entries:
        made = known.made_of(entry)
        try:
            rows.append((known.row_of(made) or packer.publication(made)) if made else 0)
        except Unstorable:
            rows.append(0)
    return rows


def _pages(memo: SiteMemo, packer: Packer) -> Iterator[tuple[str, str, Plain]]:
    for path, digest, outcome in memo.files.outcomes():
        if path.endswith(".md"):
            try:
                problems = [packer.value(one) for one in outcome.problems]
                yield path, digest, [packer.value(outcome.value), problems]
            except Unstorable:
                continue


def _memo(content: Plain, texts: bytes) -> SiteMemo:
    memo = SiteMemo()
    memo.shared = content["table"]
    unpacker = Unpacker(Table(memo.shared))
    entries: list[RawEntry] = []
    start = 0
    for (name, rows), size in zip(content["files"], content["sizes"], strict=True):
        text = texts[start : start + size].decode("utf-8", "surrogatepass")
        start += size
        path = SitePath(name)
        file = memo.bibliography.bibtex.files[path] = unpack_parts(path, text, rows)
        entries += [entry for part in file.parts for entry in part.entries]
    lists = (memo.bibliography.publications, memo.bibliography.references)
    for known, (settings, rows) in zip(lists, content["lists"], strict=True):
        stored = {
            id(entry.fields): StoredRow(entry, row)
            for entry, row in zip(entries, rows, strict=True)
            if row
        }
        known.stored = Stored(settings, stored, unpacker.publication)
    for path, digest, row in content["pages"]:
        memo.files.store(SitePath(path), digest, partial(_outcome, unpacker, row))
    return memo


def _outcome(unpacker: Unpacker, row: Plain) -> Outcome[object] | None:
    try:
        problems: tuple[Problem, ...] = tuple(map(unpacker.value, row[1]))
        return Outcome(unpacker.value(row[0]), problems)
    except _DAMAGE:
        return None
