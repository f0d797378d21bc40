"""Views as data for Typst: dictionaries, lists, texts and numbers, which JSON can carry.

Every address is checked here, and no control character gets through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.addresses import absolute_url
from sitegen.late_pattern import late_pattern
from sitegen.model.blocks import (
    Block,
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import Cite, Link, Math, RichText, Styled, Text, is_external, safe_href
from sitegen.quick_dataclass import dataclass
from sitegen.render.math_data import formula
from sitegen.views.publications import PublicationView

if TYPE_CHECKING:
    from sitegen.model.text import Inline
    from sitegen.problems import SitePath
    from sitegen.views.documents import CvDocument, LetterDocument

_CONTROL = late_pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u00ad\ufeff\ufffe\uffff]")
"""What cannot be set or read: controls, soft hyphens, marks of byte order."""
_LINES = late_pattern(r"[\t\n]+")
_TAB: Final = 4
_HALF = late_pattern(r"[\ud800-\udfff]")
_LONGEST_ADDRESS: Final = 8000
"""In bytes: Typst sets no document with a longer one."""

_NOT_PRINTED: Final[Mapping[type, frozenset[str]]] = {
    PublicationView: frozenset({
        "abstract", "bibtex", "bibtex_href", "keywords", "preview", "kind_label",
    }),
}  # fmt: skip
"""Fields that no document shows: they would be most of the data of a long list."""


@dataclass(frozen=True, slots=True)
class DataWriter:
    """Turns views into plain data. `pictures` say where the template finds a file of the site."""

    site_url: str
    pictures: Mapping[SitePath, str]

    def document(self, document: CvDocument | LetterDocument) -> dict[str, Any]:
        """Return a document as a dictionary with the names of its fields."""
        made: dict[str, Any] = self._fields(document)
        signature = getattr(document, "signature", None)
        if signature is not None:
            made["signature"] = self.pictures.get(signature)
        return made

    def _value(self, value: object) -> Any:
        match value:
            case str():
                return clean(value)
            case bool() | int() | float() | None:
                return value
            case RichText(nodes):
                return self.runs(nodes)
            case Mapping():
                return {str(key): self._value(one) for key, one in value.items()}
            case tuple():
                return self._blocks(value) if _are_blocks(value) else list(map(self._value, value))
        if is_dataclass(value) and not isinstance(value, type):
            return self._fields(value)
        raise TypeError(f"a value of {type(value)} cannot be shown in a document")

    def _fields(self, value: object) -> dict[str, Any]:
        made: dict[str, Any] = {}
        kind: type = type(value)
        for name in _names(kind):
            one = getattr(value, name)
            if name == "href":
                made[name] = self.href(one) or ""
            elif name == "words":
                made[name] = {word: clean(text) for word, text in one}
            else:
                made[name] = self._value(one)
        return made

    def _blocks(self, blocks: tuple[Block, ...], above: int = 0) -> list[dict[str, Any]]:
        """Return blocks as data; no heading is more than one level below the one `above` it."""
        made = []
        for block in blocks:
            if isinstance(block, BlockHeading):
                above = min(block.level, above + 1)
            made.append(self._block(block, above))
        return made

    def _block(self, block: Block, level: int) -> dict[str, Any]:
        match block:
            case Paragraph(text):
                return {"block": "paragraph", "text": self.runs(text.nodes)}
            case BlockHeading(_, text):
                return {"block": "heading", "level": level, "text": self.runs(text.nodes)}
            case BlockList(items, first_number):
                made = [self._inner(item) for item in items]
                return {"block": "list", "items": made, "first_number": first_number}
            case BlockQuote(blocks):
                return {"block": "quote", "blocks": self._inner(blocks)}
            case CodeBlock(text):
                lines = text.expandtabs(_TAB).split("\n")
                return {"block": "code", "text": "\n".join(clean(line) for line in lines)}
            case BlockTable(rows):
                cells = [[self.runs(cell.nodes) for cell in row] for row in rows]
                return {"block": "table", "rows": cells}

    def _inner(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        """Return blocks inside others, where headings are lines that stand out."""
        return self._blocks(
            tuple(
                Paragraph(RichText((Styled("strong", block.text.nodes),)))
                if isinstance(block, BlockHeading)
                else block
                for block in blocks
            )
        )

    def runs(self, nodes: tuple[Inline, ...]) -> list[Any]:
        """Return the nodes of a rich text: strings, and dictionaries with runs inside."""
        made: list[Any] = []
        for node in nodes:
            match node:
                case Text(value):
                    first, *others = value.split("\n")
                    made.append(clean(first))
                    for line in others:
                        made += [{"break": True}, clean(line)]
                case Styled("protected", children):
                    made += self.runs(children)
                case Styled(style, children):
                    made.append({"style": style, "runs": self.runs(children)})
                case Link(href, children):
                    address = self.href(href)
                    inner = self.runs(children)
                    made += [{"href": address, "runs": inner}] if address and inner else inner
                case Cite(keys):
                    made.append(clean(f"[{', '.join(keys)}]"))
                case Math(tex, is_display):
                    tree = formula(tex, is_display=is_display)
                    made.append({"math": tree, "tex": clean(tex), "display": is_display})
        return made

    def href(self, address: str) -> str | None:
        """Return a whole address that may stand in a document; None for any other.

        >>> writer = DataWriter("https://example.org/me/", {})
        >>> writer.href("/posts/"), writer.href("javascript:alert(1)"), writer.href("#top")
        ('https://example.org/me/posts/', None, None)
        """
        checked = safe_href(_HALF.sub("", address))
        if not checked:
            return None
        if checked.startswith("/"):
            checked = absolute_url(checked, self.site_url)
        is_whole = is_external(checked) and len(checked.encode()) <= _LONGEST_ADDRESS
        return checked if is_whole else None


def clean(text: str) -> str:
    r"""Return a text as it may be set: one line, without controls and halves of characters.

    >>> clean("a\x00b\tc\nd\u00ade")
    'ab c de'
    """
    text = _LINES.sub(" ", text)
    return _HALF.sub("\ufffd", _CONTROL.sub("", text))


def _are_blocks(values: tuple[object, ...]) -> bool:
    return bool(values) and isinstance(values[0], Block)


@cache
def _names(kind: type) -> tuple[str, ...]:
    left_out = _NOT_PRINTED.get(kind, frozenset())
    return tuple(one.name for one in fields(kind) if one.name not in left_out)
