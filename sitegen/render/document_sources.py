"""What a document theme is made of: templates and fonts, of a chain of themes and of the site."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.problems import Problem, SitePath, Span, near_miss, warning
from sitegen.quick_dataclass import dataclass
from sitegen.views.documents import CvDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.files import FileTree
    from sitegen.plan.tasks import DocumentTask
    from sitegen.themes import Theme

OWN_FONTS: Final = SitePath("fonts")
"""The folder of the site's own fonts."""

_FOLDER: Final = "documents"
_LIBRARY: Final = "lib"
_FONT_ENDINGS: Final = (".ttf", ".otf", ".ttc", ".otc")
_WEB_FONTS: Final = (".woff", ".woff2", ".eot")
_FONT_STARTS: Final = (b"\0\1\0\0", b"OTTO", b"ttcf", b"true")

_TOKEN = late_pattern(
    r"//[^\n]*|/\*.*?\*/"
    r'|(?P<named>\b(?:import|include)\s+"(?P<package>@?)[^"\n]*")'
    r'|"(?:\\.|[^"\\])*"'
    r"|(?P<loose>\b(?:import|include)\b(?=[ (]))|(?P<eval>\beval\b(?=\s*\())",
    16,  # re.DOTALL
)


@dataclass(frozen=True, slots=True)
class DocumentSources:
    """The files that documents of a theme may use; nothing else of the site is in their reach.

    `templates` are the .typ files by their place ("documents/awesome/cv.typ"), that of the nearest
    layer of the chain for each; `fonts` those of the last parent first, those of the site last.
    """

    templates: Mapping[str, SitePath] = field(default_factory=dict)
    fonts: tuple[SitePath, ...] = ()

    def themes(self, kind: str) -> tuple[str, ...]:
        """Return the document themes that have a template of this kind: "cv" or "letter"."""
        tails = (place.split("/")[1:] for place in self.templates)
        return tuple(sorted(tail[0] for tail in tails if tail[1:] == [f"{kind}.typ"]))


def document_sources(theme: Theme, files: FileTree) -> DocumentSources:
    """Return the templates and fonts of a theme and its parents, and the fonts of the site."""
    templates: dict[str, SitePath] = {}
    fonts: list[SitePath] = []
    for layer in theme.layers:
        found = files.glob(SitePath(f"{layer.folder}/{_FOLDER}"))
        for path in found:
            if path.endswith(".typ"):
                templates.setdefault(path.removeprefix(f"{layer.folder}/"), path)
        fonts[:0] = [path for path in found if _is_font_of(path, layer.folder)]
    own = [path for path in files.glob(OWN_FONTS) if path.lower().endswith(_FONT_ENDINGS)]
    return DocumentSources(dict(sorted(templates.items())), (*fonts, *own))


def _is_font_of(path: SitePath, folder: SitePath) -> bool:
    is_there = path.startswith(f"{folder}/{_FOLDER}/fonts/")
    return is_there and path.lower().endswith(_FONT_ENDINGS)


def kind_of(task: DocumentTask) -> str:
    """Return the name of the template of a document: "cv" or "letter"."""
    return "cv" if isinstance(task.document, CvDocument) else "letter"


def template_of(sources: DocumentSources, theme: str, kind: str) -> str | None:
    """Return the place of the template of a document, None when the theme has none."""
    place = f"{_FOLDER}/{theme}/{kind}.typ"
    return place if place in sources.templates and theme != _LIBRARY else None


def unknown_theme(sources: DocumentSources, name: str, kind: str, span: Span) -> Problem:
    """Return the problem of a document theme that does not exist."""
    known = sources.themes(kind)
    listed = f"document themes at hand: {', '.join(known)}" if known else None
    message = f"there is no document theme `{name}` (`{_FOLDER}/{name}/{kind}.typ`)"
    return Problem("unknown-document-theme", message, span, near_miss(name, known) or listed)


def font_faults(sources: DocumentSources, files: FileTree) -> Iterator[Problem]:
    """Yield a warning for each file among the fonts that documents cannot use.

    Problems: bad-document-font.
    """
    hint = "documents take TrueType and OpenType fonts: .ttf, .otf, .ttc"
    for path in files.glob(OWN_FONTS):
        if path.lower().endswith(_WEB_FONTS):
            message = f"`{path}` is a font for the web"
            yield warning("bad-document-font", message, Span(path), hint)
    for path in sources.fonts:
        if not _is_font(files.read_bytes(path) or b""):
            message = f"`{path}` is no font"
            yield warning("bad-document-font", message, Span(path), hint)


def _is_font(content: bytes) -> bool:
    """Say whether a file begins as a font with its whole list of tables, or of fonts.

    Source: OpenType specification, "Organization of an OpenType Font".
    """
    if not content.startswith(_FONT_STARTS):
        return False
    is_collection = content.startswith(b"ttcf")
    count = int.from_bytes(content[8:12] if is_collection else content[4:6])
    return count > 0 and len(content) >= 12 + count * (4 if is_collection else 16)


def template_faults(sources: DocumentSources, files: FileTree) -> Iterator[Problem]:
    """Yield a problem for each line of a template that would fetch a package or run a text.

    Typst would ask the network for a package while it runs, so this is seen before.

    Problems: document-package.
    """
    for path in sources.templates.values():
        source = (files.read_bytes(path) or b"").decode(errors="replace")
        if "eval" not in source and "@" not in source and not _LOOSE.search(source):
            continue
        for token in _TOKEN.finditer(source):
            if token["package"]:
                message = "a document theme can use no packages"
                hint = "put the file into documents/ of the theme, and import it from there"
            elif token["loose"]:
                message = "a document theme names the files that it imports in quotes"
                hint = 'write the name of a file in documents/: import "look.typ"'
            elif token["eval"]:
                message = "a document theme cannot run texts as code"
                hint = "write the code itself in its place"
            else:
                continue
            span = _span(path, source, token.start(), len(token[0]))
            yield Problem("document-package", message, span, hint)


_LOOSE = late_pattern(r"\b(?:import|include)\s*[^\s\"]")


def _span(path: SitePath, source: str, offset: int, width: int) -> Span:
    line_start = source.rfind("\n", 0, offset) + 1
    return Span(path, source.count("\n", 0, offset) + 1, offset - line_start + 1, width)
