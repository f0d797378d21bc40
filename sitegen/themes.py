"""Themes: theme.toml, the chain from a child theme to its parents, and options."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from sitegen.decode import decode
from sitegen.files import BUILTIN_THEMES, read_text
from sitegen.late_pattern import late_pattern
from sitegen.model.theme import Font, Manifest, Option
from sitegen.places import place
from sitegen.problems import Outcome, Problem, SitePath, near_miss
from sitegen.quick_dataclass import dataclass
from sitegen.readers.toml import read_toml
from sitegen.views import CONTRACT
from sitegen.words import interface_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.files import FileTree
    from sitegen.model.config import Config
    from sitegen.problems import Span
    from sitegen.views import ThemeOptions
    from sitegen.words import Words

_COLOR = late_pattern(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_CONFIG = SitePath("site.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One theme of the chain and its folder."""

    name: str
    folder: SitePath


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The active theme: its layers, nearest first, and the values of its options."""

    name: str
    layers: tuple[Layer, ...]
    options: ThemeOptions
    words: Words
    """What the interface says, in the language of the site."""
    fonts: tuple[Font, ...] = ()
    """The faces in use, of the last parent first."""
    languages: Mapping[str, Words] = field(default_factory=dict)
    """The same in the languages of CVs that are not in that of the site."""
    font_files: frozenset[str] = frozenset()
    """Every file of a face that the chain declares, in use or not."""


def load_theme(config: Config, files: FileTree) -> Outcome[Theme]:
    """Return the theme that site.toml names, with its parents and options.

    Problems: unknown-theme, theme-contract, theme-cycle, unknown-option, bad-option, bad-font,
    unknown-word, bad-word, and those of theme.toml and of words/*.toml.
    """
    chain: list[tuple[Layer, Manifest]] = []
    name, named_at = config.theme, _CONFIG
    problems: list[Problem] = []
    while name or not chain:
        if any(layer.name == name for layer, _ in chain):
            message = f"the theme `{name}` is its own parent"
            span = place(files, named_at, ("parent",))
            problems.append(Problem("theme-cycle", message, span, "name another `parent`"))
            break
        layer = find_layer(name, files)
        if layer is None:
            key = "theme" if named_at == _CONFIG else "parent"
            problems.append(_unknown_theme(name, place(files, named_at, (key,)), files))
            break
        manifest = load_manifest(layer, files)
        problems.extend(manifest.problems)
        if manifest.value is None:
            break
        if manifest.value.is_abstract and not chain:
            message = f"the theme `{name}` is there for other themes to build on"
            hint = f"themes at hand: {', '.join(theme_names(files))}"
            span = place(files, _CONFIG, ("theme",))
            problems.append(Problem("unknown-theme", message, span, hint))
            break
        chain.append((layer, manifest.value))
        name, named_at = manifest.value.parent, manifest_path(layer)
    problems.extend(_font_faults(chain, files))
    if problems:
        return Outcome(None, tuple(problems))
    declared: dict[str, Option] = {}
    for _, manifest_value in reversed(chain):
        declared |= manifest_value.options
    options, faults = _option_values(declared, config.theme_options, files)
    folders = [layer.folder for layer, _ in chain]
    words = interface_words(config.language, folders, files, has_own=bool(config.words))
    faults += words.problems
    if words.value is None:
        return Outcome(None, tuple(faults))
    languages: dict[str, Words] = {}
    for tag in {one.language for one in config.cv.variants} - {"", config.language}:
        other = words_in(tag, folders, files)
        faults += other.problems
        if other.value is not None:
            languages[tag] = other.value
    theme = Theme(
        name=config.theme,
        layers=tuple(layer for layer, _ in chain),
        options=options,
        words=words.value,
        languages=languages,
        fonts=_fonts_in_use([manifest for _, manifest in chain], options),
        font_files=frozenset(
            name for _, manifest in chain for font in manifest.fonts for name in font.files.values()
        ),
    )
    return Outcome(None if faults else theme, tuple(faults))


def words_in(language: str, folders: Sequence[SitePath], files: FileTree) -> Outcome[Words]:
    """Return the words of documents in another language than that of the site.

    Those of site.toml are in the language of the site. Problems: as `load_theme`.
    """
    return interface_words(language, folders, files, has_own=False)


def find_layer(name: str, files: FileTree) -> Layer | None:
    """Return the folder of a theme; one of the site stands before a built-in one of its name."""
    for parent in ("themes", BUILTIN_THEMES):
        layer = Layer(name=name, folder=SitePath(f"{parent}/{name}"))
        if files.read_bytes(manifest_path(layer)) is not None:
            return layer
    return None


def manifest_path(layer: Layer) -> SitePath:
    """Return the place of theme.toml."""
    return SitePath(f"{layer.folder}/theme.toml")


def find_template(theme: Theme, files: FileTree, name: str) -> SitePath | None:
    """Return the nearest file of a template; `@scholar/page.html` is that of one theme."""
    layers = theme.layers
    if name.startswith("@"):
        owner, _, name = name[1:].partition("/")
        layers = tuple(layer for layer in layers if layer.name == owner)
    for layer in layers:
        path = SitePath(f"{layer.folder}/templates/{name}")
        if files.read_bytes(path) is not None:
            return path
    return None


def template_names(theme: Theme, files: FileTree) -> frozenset[str]:
    """Return the names of every template that the chain has."""
    return frozenset(
        path.partition("/templates/")[2]
        for layer in theme.layers
        for path in files.glob(SitePath(f"{layer.folder}/templates"))
    )


def theme_names(files: FileTree) -> tuple[str, ...]:
    """Return the names of all themes that a site may have, its own ones included."""
    layers = [
        Layer(name=path.split("/")[-2], folder=SitePath(path.removesuffix("/theme.toml")))
        for parent in (SitePath("themes"), BUILTIN_THEMES)
        for path in files.glob(SitePath(f"{parent}/" if parent == BUILTIN_THEMES else parent))
        if path.count("/") == 2 and path.endswith("/theme.toml")  # noqa: PLR2004 themes/<name>/…
    ]
    found = ((layer.name, load_manifest(layer, files).value) for layer in layers)
    return tuple(sorted({name for name, made in found if made is None or not made.is_abstract}))


def _unknown_theme(name: str, span: Span, files: FileTree) -> Problem:
    known = theme_names(files)
    hint = near_miss(name, known) or f"themes at hand: {', '.join(known)}"
    return Problem("unknown-theme", f"there is no theme `{name}`", span, hint)


def load_manifest(layer: Layer, files: FileTree) -> Outcome[Manifest]:
    """Return what a theme says of itself.

    Problems: theme-contract, and those of reading theme.toml.
    """
    path = manifest_path(layer)
    text = read_text(files, path)
    read = read_toml(path, text.value) if text.value is not None else None
    if read is None or read.value is None:
        return Outcome(None, read.problems if read else text.problems)
    decoded = decode(Manifest, read.value)
    if decoded.value and decoded.value.contract != CONTRACT:
        message = f"the theme was written for contract {decoded.value.contract}, this is {CONTRACT}"
        hint = "update the theme, or choose another one"
        problem = Problem("theme-contract", message, place(files, path, ("contract",)), hint)
        return Outcome(None, (*decoded.problems, problem))
    return decoded


def _font_faults(chain: Sequence[tuple[Layer, Manifest]], files: FileTree) -> Iterator[Problem]:
    """Yield a problem for each file of a face that neither the theme nor a parent has."""
    at_hand: set[str] = set()
    for layer, manifest in reversed(chain):
        folder = SitePath(f"{layer.folder}/static/fonts")
        at_hand |= {path.removeprefix(f"{layer.folder}/static/") for path in files.glob(folder)}
        for number, font in enumerate(manifest.fonts):
            for characters, name in font.files.items():
                if name not in at_hand:
                    keys = ("fonts", number, "files", characters)
                    span = place(files, manifest_path(layer), keys)
                    hint = near_miss(name, at_hand) or f"put it into {folder}/"
                    yield Problem("bad-font", f"there is no font file `{name}`", span, hint)


def _fonts_in_use(manifests: Sequence[Manifest], options: ThemeOptions) -> tuple[Font, ...]:
    """Return the faces of a chain; `manifests` are nearest first, and so are their families."""
    found: list[Font] = []
    for number, manifest in enumerate(manifests):
        nearer = {font.family for one in manifests[:number] for font in one.fonts}
        found[:0] = [
            font
            for font in manifest.fonts
            if font.family not in nearer
            and all(options.get(name) == value for name, value in font.when.items())
        ]
    return tuple(found)


def _option_values(
    declared: Mapping[str, Option], chosen: Mapping[str, object], files: FileTree
) -> tuple[ThemeOptions, list[Problem]]:
    faults: list[Problem] = []
    values = {name: option.default for name, option in declared.items()}
    for name, value in chosen.items():
        option = declared.get(name)
        if option is None:
            hint = near_miss(name, declared) or f"options of the theme: {', '.join(declared)}"
            span = place(files, _CONFIG, ("theme_options", name), what="key")
            message = f"the theme has no option `{name}`"
            faults.append(Problem("unknown-option", message, span, hint))
            continue
        faults.extend(_option_faults(name, option, value, files))
        values[name] = value
    return {
        name: value for name, value in values.items() if isinstance(value, (str, int, float))
    }, faults


def _option_faults(name: str, option: Option, value: object, files: FileTree) -> Iterator[Problem]:
    wanted = _wanted(option, value)
    if wanted:
        message = f"`{value}` is no value for the theme option `{name}`"
        span = place(files, _CONFIG, ("theme_options", name))
        yield Problem("bad-option", message, span, f"write {wanted}")


def _wanted(option: Option, value: object) -> str:
    """Return what should stand there instead, or "" when the value is right."""
    match option.type:
        case "color":
            is_right = isinstance(value, str) and _COLOR.fullmatch(value)
            return "" if is_right else 'a colour like "#14694f"'
        case "choice":
            return "" if value in option.choices else " or ".join(f'"{c}"' for c in option.choices)
        case "boolean":
            return "" if isinstance(value, bool) else "true or false"
        case "string":
            return "" if isinstance(value, str) else "text in quotes"
        case "number":
            low = option.minimum if option.minimum is not None else float("-inf")
            high = option.maximum if option.maximum is not None else float("inf")
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if is_number and low <= float(str(value)) <= high:
                return ""
            return f"a number from {low:g} to {high:g}"
