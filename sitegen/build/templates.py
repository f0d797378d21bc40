"""What a page reads of its theme: its template, and all that this one names, near and far."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Final

from sitegen.build.digest import digest_bytes
from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass
from sitegen.themes import find_template, template_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.files import FileTree
    from sitegen.themes import Theme

ALL_NAMES: Final = "*"
"""Stands among the reads of a template that may read any: the names of all there are."""

_TAG: Final = late_pattern(r"\{%[-+]?\s*(?:include|extends|import|from)\b(.*?)%\}", re.DOTALL)
_PART: Final = late_pattern(r"""\bpart\(\s*(["'])([^"'\\]+)\1""")
_NAME: Final = late_pattern(
    r"""\s*(["'])([^"'\\]+)\1\s*(?:ignore\s+missing\s*)?(?:with(?:out)?\s+context\s*)?"""
    r"""(?:(?:as|import)\b[^"'%]*)?[-+]?"""
)


@dataclass(slots=True, eq=False)
class TemplateReads:
    """The templates of a theme as they stand now, each file read once."""

    theme: Theme
    files: FileTree
    _named: dict[str, frozenset[str] | None] = field(default_factory=dict)
    _digests: dict[str, int] = field(default_factory=dict)
    _reads: dict[str, Mapping[str, int]] = field(default_factory=dict)
    _totals: dict[str, int] = field(default_factory=dict)

    def of(self, template: str) -> Mapping[str, int]:
        """Return every template that a page of this one may read, with a digest.

        The digest is that of the nearest file of the name, and of where it lies: another layer
        may bring one that is nearer. A template that names another by an expression may read any,
        and depends on which there are.
        """
        known = self._reads.get(template)
        if known is None:
            known = self._reads[template] = {
                name: self._digest(name) for name in sorted(self._reachable(template))
            }
        return known

    def digest(self, template: str) -> int:
        """Return one number for all that a page of a template may read."""
        if template not in self._totals:
            self._totals[template] = digest_bytes(repr(self.of(template)).encode())
        return self._totals[template]

    def all(self) -> Mapping[str, int]:
        """Return every template that was asked about, and what they name, with digests."""
        return {name: self._digest(name) for reads in self._reads.values() for name in reads}

    def _reachable(self, template: str) -> set[str]:
        found = {template}
        pending = [template]
        while pending:
            named = self._named_by(pending.pop())
            if named is None:
                named = self._all_names()
            pending += named - found
            found |= named
        return found

    def _all_names(self) -> frozenset[str]:
        names = template_names(self.theme, self.files)
        self._named[ALL_NAMES] = frozenset()
        self._digests[ALL_NAMES] = digest_bytes("\0".join(sorted(names)).encode())
        return names | {ALL_NAMES}

    def _named_by(self, name: str) -> frozenset[str] | None:
        """Return the templates that one names itself; None when it could be any."""
        if name not in self._named:
            path = find_template(self.theme, self.files, name)
            content = self.files.read_bytes(path) if path else None
            self._named[name] = named_templates((content or b"").decode(errors="replace"))
            self._digests[name] = digest_bytes(b"%s\0%s" % ((path or "").encode(), content or b""))
        return self._named[name]

    def _digest(self, name: str) -> int:
        self._named_by(name)
        return self._digests[name]


def named_templates(source: str) -> frozenset[str] | None:
    """Return the templates that a source names; None when it could be any.

    It extends, includes or imports them, or prints them with `part`, whose name must stand there.

    >>> sorted(named_templates('{% extends "a.html" %}{%- include "b.html" ignore missing %}'))
    ['a.html', 'b.html']
    >>> named_templates("{% include theme.layout %}") is None
    True
    """
    found = {name[2] for name in _PART.finditer(source)}
    for tag in _TAG.finditer(source):
        name = _NAME.fullmatch(tag[1])
        if name is None:
            return None
        found.add(name[2])
    return frozenset(found)
