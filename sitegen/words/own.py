"""Words of one's own: those of a theme, and those of site.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.files import read_text
from sitegen.late_pattern import late_pattern
from sitegen.problems import Outcome, Problem, SitePath, near_miss
from sitegen.readers.toml import locate, read_toml
from sitegen.words.catalogue import SOURCE, catalogue, load_words, tags_of
from sitegen.words.phrases import Words, holes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.files import FileTree
    from sitegen.readers.toml import Document
    from sitegen.words.phrases import Text

_CONFIG: Final = SitePath("site.toml")
_NAME: Final = late_pattern(r"[a-z][a-z0-9_]*")
_ALL: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural forms of CLDR."""


class _Layer(NamedTuple):
    """Texts of a language from one place; `keys` lead to their table."""

    tag: str
    document: Document
    keys: tuple[str, ...] = ()

    def items(self) -> Mapping[str, object]:
        table: object = self.document.data
        for key in self.keys:
            table = table.get(key) if isinstance(table, Mapping) else None
        return table if isinstance(table, Mapping) else {}


def interface_words(
    language: str, folders: Sequence[SitePath], files: FileTree, *, has_own: bool
) -> Outcome[Words]:
    """Return the words of a site: the program's, those of its theme, those of its site.toml.

    A text in the language of the site counts more than one in English; of two in one language, the
    nearer one counts. `folders` are those of the theme and its parents, nearest first; `has_own`
    says that site.toml has words. Problems: unknown-word, bad-word, and those of reading files.
    """
    problems: list[Problem] = []
    layers = [
        _Layer(tag, document)
        for tag in tags_of(language)
        for folder in reversed(folders)
        if (document := _read(SitePath(f"{folder}/words/{tag}.toml"), files, problems))
    ]
    own = _read(_CONFIG, files, problems) if has_own else None
    if not layers and own is None:
        return Outcome(None if problems else load_words(language), tuple(problems))
    known = dict(catalogue(SOURCE))
    texts: dict[str, Text] = {}
    for tag in tags_of(language):
        texts |= catalogue(tag)
        for layer in layers:
            if layer.tag == tag:
                made = _texts(layer, known, problems)
                known = made | known
                texts |= made
    if own is not None:
        texts |= _texts(_Layer("", own, ("words",)), known, problems, may_add=False)
    return Outcome(None if problems else Words(language, texts), tuple(problems))


def _read(path: SitePath, files: FileTree, problems: list[Problem]) -> Document | None:
    if files.read_bytes(path) is None:
        return None
    text = read_text(files, path)
    if text.value is None:
        problems += text.problems
        return None
    read = read_toml(path, text.value)
    problems += read.problems
    return read.value


def _texts(
    layer: _Layer, known: Mapping[str, Text], problems: list[Problem], *, may_add: bool = True
) -> dict[str, Text]:
    """Return the texts of a layer that can be used; `known` are the texts that they stand for."""
    found: dict[str, Text] = {}
    for name, value in layer.items().items():
        if name not in known and not may_add:
            span = locate(layer.document, (*layer.keys, name), what="key")
            hint = near_miss(name, known) or "docs/templates.md lists the words"
            problems.append(Problem("unknown-word", f"there is no word `{name}`", span, hint))
            continue
        like = known.get(name)
        fault = _fault(name, value, like)
        if fault is None:
            found[name] = value  # type: ignore[assignment]  # without a fault it is a text
            continue
        span = locate(layer.document, (*layer.keys, name), what="value")
        problems.append(Problem("bad-word", fault, span, _written(name, like)))
    return found


def _fault(name: str, value: object, like: Text | None) -> str | None:
    """Return what is wrong with a text, None where nothing is.

    It must be of the same sort as the text that it is `like`, because templates ask for both alike.
    """
    if not _NAME.fullmatch(name):
        return f"`{name}` is no name for a word: a-z, 0-9 and _"
    has_forms = isinstance(value if like is None else like, Mapping)
    if has_forms and not (isinstance(value, Mapping) and "other" in value):
        return f"the word `{name}` has a text for each plural form, `other` among them"
    forms = value if isinstance(value, Mapping) else {"other": value}
    if (not has_forms and isinstance(value, Mapping)) or not _ALL.issuperset(forms):
        return f"the word `{name}` has no such forms"
    if not all(isinstance(text, str) for text in forms.values()):
        return f"the word `{name}` is no text in quotes"
    if like is None:
        return None
    wanted = holes(like)
    found = holes(value)  # type: ignore[arg-type]  # looked at above
    if strange := sorted(found - wanted - ({"count"} if has_forms else set())):
        return f"nothing fills `{{{strange[0]}}}` in the word `{name}`"
    if wanted and not found and not has_forms:
        return f"the word `{name}` leaves out `{{{min(wanted)}}}`"
    return None


def _written(name: str, like: Text | None) -> str:
    """Return the hint: how the text in English is written."""
    if isinstance(like, Mapping):
        forms = ", ".join(f'{form} = "{text}"' for form, text in like.items())
        return f"write it like {name} = {{ {forms} }}"
    return f'write it like {name} = "{like or "…"}"'
