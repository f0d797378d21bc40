"""How an entry is related to others, and under which other keys it may be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.load.fields import read_text
from sitegen.model.publication import Relation
from sitegen.model.text import CiteKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.publication import RelationKind

_KINDS: Final[Mapping[str, RelationKind]] = {
    "translationof": "translation of", "translationfrom": "translation of",
    "translationas": "translated as", "translatedas": "translated as",
    "bytranslator": "translated as",
    "reprintof": "reprint of", "reprintfrom": "reprint of", "reprintas": "reprinted as",
    "reprintedas": "reprinted as", "origpubin": "reprint of", "origpubas": "reprint of",
    "preprintof": "preprint of", "publishedas": "published as",
    "versionof": "version of", "version": "version of", "preprint": "version of",
    "erratumof": "erratum of", "erratum": "corrected by", "errata": "corrected by",
    "corrigendum": "corrected by", "correctionof": "erratum of", "correctedby": "corrected by",
    "partof": "part of", "in": "part of",
}  # fmt: skip
"""`relatedtype` without spaces and hyphens -> what the entry is to the other one.

They are the keys of biblatex (manual, 3.5), and phrases that people write.
"""


def read_relations(entry: RawEntry) -> tuple[Relation, ...]:
    """Return the works that the entry names as related, the most telling first."""
    fields = entry.fields
    found: list[Relation] = []
    if version := fields.get("version_of"):
        found += (Relation(kind="version of", key=key) for key in read_keys(version))
    if related := fields.get("related"):
        kind, label = _kind_and_label(entry)
        found += (Relation(kind=kind, key=key, label=label) for key in read_keys(related))
    for name in ("crossref", "xref"):
        if parent := fields.get(name):
            found += (Relation(kind="part of", key=key) for key in read_keys(parent))
    return tuple(found)


def read_aliases(entry: RawEntry) -> tuple[CiteKey, ...]:
    """Return other keys of the entry."""
    found = entry.fields.get("ids")
    return tuple(key for key in read_keys(found) if key != entry.key) if found else ()


def read_keys(field: RawField) -> tuple[CiteKey, ...]:
    """Return the citation keys in a field, each once."""
    keys = (key.strip("{} \n\t") for key in field.value.replace(";", ",").split(","))
    return tuple(dict.fromkeys(CiteKey(key) for key in keys if key))


def _kind_and_label(entry: RawEntry) -> tuple[RelationKind, str]:
    found = entry.fields.get("relatedtype")
    said = read_text(found.value).casefold() if found else ""
    kind = _KINDS.get(said.replace(" ", "").replace("-", ""), "related")
    words = entry.fields.get("relatedstring")
    return kind, read_text(words.value) if words else ""
