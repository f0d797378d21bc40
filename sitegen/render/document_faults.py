"""What Typst says against a document, as problems that name places in the sources of the site."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.files import read_text
from sitegen.late_pattern import late_pattern
from sitegen.problems import Problem, SitePath, Span, near_miss, warning
from sitegen.render.document_places import pages_place
from sitegen.render.document_sources import kind_of, template_of
from sitegen.views.documents import LetterDocument
from sitegen.views.publications import PublicationView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.files import FileTree
    from sitegen.plan.tasks import DocumentTask
    from sitegen.render.document_sources import DocumentSources

_CONFIG: Final = SitePath("site.toml")
_SHOWN_CHARACTERS: Final = 40

_GLYPH = late_pattern(
    r'(?:the text `"(.*?)"` could not be displayed|the PDF contains the codepoint `"(.*?)"`)'
)
_ESCAPE = late_pattern(r"\\u\{([0-9a-f]{1,6})\}|\\(.)")
_REPORT = late_pattern(
    r"^error: (.*(?:\n(?! *┌─|error: |help: | *= hint: ).*)*)", 8
)  # re.MULTILINE
_HINT = late_pattern(r"^ *= hint: (.*)", 8)
_PICTURE = late_pattern(
    r"failed to (?:parse SVG|decode image|load linked image \S+ in SVG) \((.*)\)", 16
)  # re.DOTALL
_SEARCHED = late_pattern(r"\(searched at [^()]*[/\\]root[/\\]")
_PLACE = late_pattern(r"^ *┌─ (.+):(\d+):(\d+)$", 8)


class _Script(NamedTuple):
    """A script by its name, and what has fonts for it."""

    name: str
    package: str


_SCRIPTS: Final = {
    "HANGUL": _Script("Hangul", "fonts-nanum"),
    "CJK": _Script("Chinese characters", "fonts-noto-cjk"),
    "HIRAGANA": _Script("Japanese", "fonts-noto-cjk"),
    "KATAKANA": _Script("Japanese", "fonts-noto-cjk"),
    "KATAKANA-HIRAGANA": _Script("Japanese", "fonts-noto-cjk"),
    "FULLWIDTH": _Script("wide characters", "fonts-noto-cjk"),
    "IDEOGRAPHIC": _Script("Chinese characters", "fonts-noto-cjk"),
    "CYRILLIC": _Script("Cyrillic", "fonts-noto-core"),
    "GREEK": _Script("Greek", "fonts-noto-core"),
    "ARABIC": _Script("Arabic", "fonts-noto-core"),
    "HEBREW": _Script("Hebrew", "fonts-noto-core"),
    "DEVANAGARI": _Script("Devanagari", "fonts-noto-core"),
    "BENGALI": _Script("Bengali", "fonts-noto-core"),
    "GUJARATI": _Script("Gujarati", "fonts-noto-core"),
    "GURMUKHI": _Script("Gurmukhi", "fonts-noto-core"),
    "TAMIL": _Script("Tamil", "fonts-noto-core"),
    "TELUGU": _Script("Telugu", "fonts-noto-core"),
    "KANNADA": _Script("Kannada", "fonts-noto-core"),
    "MALAYALAM": _Script("Malayalam", "fonts-noto-core"),
    "SINHALA": _Script("Sinhala", "fonts-noto-core"),
    "THAI": _Script("Thai", "fonts-noto-core"),
    "LAO": _Script("Lao", "fonts-noto-core"),
    "KHMER": _Script("Khmer", "fonts-noto-core"),
    "MYANMAR": _Script("Burmese", "fonts-noto-core"),
    "TIBETAN": _Script("Tibetan", "fonts-noto-core"),
    "GEORGIAN": _Script("Georgian", "fonts-noto-core"),
    "ARMENIAN": _Script("Armenian", "fonts-noto-core"),
    "ETHIOPIC": _Script("Ethiopic", "fonts-noto-core"),
    "LATIN": _Script("Latin", "fonts-noto-core"),
}
"""By the first word of the names that Unicode gives; a package of Debian and Ubuntu for each."""
_SYMBOLS: Final = _Script("symbols", "fonts-noto-core")
_PRIVATE: Final = _Script("private use", "")
_FIRST_EMOJI: Final = 0x1F000
_EMOJI: Final = _Script("emoji", "fonts-noto-color-emoji")


def faults_of(
    said: str,
    task: DocumentTask,
    sources: DocumentSources,
    files: FileTree,
) -> Iterator[Problem]:
    """Yield what Typst reports: every character that no font has, or else faults of templates.

    Problems: missing-glyph, letter-signature, document-template.
    """
    found = [_unescaped(one[1] or one[2]) for one in _GLYPH.finditer(said)]
    characters = dict.fromkeys(character for text in found for character in text)
    if characters:
        yield from _missing_glyphs(characters, task, files)
        return
    report = _REPORT.search(said)
    picture = _PICTURE.search(report[1]) if report else None
    if picture and isinstance(task.document, LetterDocument) and task.document.signature:
        yield _bad_signature(task.document.signature, picture[1])
    else:
        yield _template_fault(said, task, sources)


def _bad_signature(path: SitePath, reason: str) -> Problem:
    message = f"`{path}` is no image that a letter can show: {reason}"
    return Problem("letter-signature", message, Span(path), "save it anew as PNG, JPEG or SVG")


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _missing_glyphs(
    characters: Iterable[str], task: DocumentTask, files: FileTree
) -> Iterator[Problem]:
    scripts: dict[_Script, list[str]] = {}
    for character in characters:
        if unicodedata.category(character) not in ("Cf", "Mn"):
            scripts.setdefault(_script(character), []).append(character)
    outcome = f"; {task.out} is left out"
    for script, missing in scripts.items():
        shown = "".join(missing[:_SHOWN_CHARACTERS])
        more = len(missing) - _SHOWN_CHARACTERS
        rest = f" and {more} more" if more > 0 else ""
        if script is _PRIVATE:
            shown = ", ".join(f"U+{ord(one):04X}" for one in missing[:_SHOWN_CHARACTERS])
            message = f"characters for private use have no look: {shown}{rest}{outcome}"
            hint: str | None = "write other ones"
        else:
            message = f"no font of the documents has “{shown}”{rest} ({script.name}){outcome}"
            hint = (
                "put a font that has it into fonts/, as .ttf or .otf "
                f"(Debian: apt install {script.package})"
            )
        span = _place_of(missing, task, files)
        yield warning("missing-glyph", message, span, hint)


def _script(character: str) -> _Script:
    if unicodedata.category(character) == "Co":
        return _PRIVATE
    if ord(character) >= _FIRST_EMOJI and unicodedata.category(character) == "So":
        return _EMOJI
    return _SCRIPTS.get(unicodedata.name(character, "").split(" ")[0], _SYMBOLS)


def _place_of(characters: list[str], task: DocumentTask, files: FileTree) -> Span:
    """Return where the first of characters stands in content, or the entry that brings it."""
    paths = [path for path in files.glob(SitePath("")) if _is_content(path)]
    # The profile first: mostly it is a name.
    for path in sorted(paths, key=lambda path: (path != "content/profile.toml", path)):
        text = read_text(files, path).value or ""
        at = min((place for one in characters if (place := text.find(one)) >= 0), default=-1)
        if at >= 0:
            return Span(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    for key in _keys_with(task.document, frozenset(characters)):
        for path in paths:
            source = read_text(files, path).value or "" if path.endswith(".bib") else ""
            for number, line in enumerate(source.split("\n"), 1):
                entry, brace, rest = line.partition("{")
                if brace and entry.startswith("@") and rest.split(",")[0].strip() == key:
                    return Span(path, number, len(entry) + 2, len(key))
    return Span(_CONFIG)


def _is_content(path: SitePath) -> bool:
    is_text = path.endswith((".toml", ".md", ".bib"))
    return is_text and not path.startswith(("themes/", "output/", "private/", ".sitegen"))


def _keys_with(value: object, characters: frozenset[str]) -> Iterator[str]:
    """Yield the keys of publications whose views have one of the characters."""
    if isinstance(value, PublicationView):
        if not characters.isdisjoint(repr(value)):
            yield value.key
    elif isinstance(value, tuple):
        for one in value:
            yield from _keys_with(one, characters)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _keys_with(getattr(value, one.name), characters)


def _template_fault(said: str, task: DocumentTask, sources: DocumentSources) -> Problem:
    """Return the first fault as a problem at its template, with the calls that led there."""
    report = _REPORT.search(said)
    message = report[1].strip() if report else said.strip().split("\n")[0]
    first, *calls = said.split("\nhelp: ")
    hint = _HINT.search(first)
    span = _span(first, sources)
    related = tuple(
        (there, call.split("\n")[0].replace("`", ""))
        for call in calls
        if (there := _span(call, sources))
    )
    name = task.document.design.theme
    message = _SEARCHED.sub("(searched at ", f"the document theme `{name}` fails: {message}")
    own = template_of(sources, name, kind_of(task))
    place = span or Span(sources.templates[own] if own else _CONFIG)
    said_hint = hint[1] if hint else "change this line; docs/cv.md says what templates are given"
    return Problem("document-template", message, place, said_hint, related)


def _span(said: str, sources: DocumentSources) -> Span | None:
    """Return the first place that a report names; its columns count from 0."""
    for found in _PLACE.finditer(said):
        shown = found[1].replace("\\", "/")
        names = [name for name in sources.templates if f"/{shown}".endswith(f"/{name}")]
        if names:
            path = sources.templates[max(names, key=len)]
            return Span(path, int(found[2]), int(found[3]) + 1)
    return None


def too_many_pages(task: DocumentTask, pages: int, files: FileTree) -> Problem:
    """Return the problem of a document that is longer than it may be."""
    message = f"{task.out} has {pages} pages; it should have {task.max_pages} at most"
    hint = "leave something out with `sections` or `limits`, or allow more with `max_pages`"
    return warning("too-many-pages", message, pages_place(task, files), hint)


def unknown_font(name: str, families: tuple[str, ...], span: Span, folder: SitePath) -> Problem:
    """Return the problem of a font that is not there."""
    listed = f"put its file into {folder}/; fonts at hand: {', '.join(families)}"
    message = f"there is no font `{name}` for the documents"
    return Problem("unknown-document-font", message, span, near_miss(name, families) or listed)


def no_typst() -> Problem:
    """Return the problem of a computer without Typst, which not every system has."""
    message = "documents cannot be made: the library `typst` is not installed"
    hint = (
        "type `pip install typst`; if there is none for this system, skip them "
        'with `[build] skip = ["cv"]`'
    )
    return warning("no-typst", message, Span(_CONFIG), hint)
