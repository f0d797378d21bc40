"""Addresses that open a file at its line: in the editor that the user named, or as a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sitegen.files import BUILTIN_THEMES
from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePath

    from sitegen.problems import Span
    from sitegen.report import Links

VARIABLE: Final = "SITEGEN_EDITOR"

EDITORS: Final[Mapping[str, str]] = {
    "cursor": "cursor://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "macvim": "mvim://open?url=file://{path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "windsurf": "windsurf://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
}
"""Name of an editor -> the address that opens a file in it; `{path}` begins with a slash."""

_ADDRESS = late_pattern(r"(?!javascript:|data:|vbscript:)[a-z][a-z0-9+.-]*:[!-~]+", re.IGNORECASE)
_OLDEST_VTE: Final = 5000
_SHOWING_PROGRAMS: Final = frozenset(
    {"Hyper", "WezTerm", "WarpTerminal", "ghostty", "iTerm.app", "rio", "tabby", "vscode", "zed"}
)
_SHOWING_TERMS: Final = ("alacritty", "foot", "xterm-ghostty", "xterm-kitty")


def editor_link(editor: str, file: PurePath, line: int, column: int) -> str | None:
    """Return the address that opens an absolute path in an editor; None when that says nothing.

    `editor` is a name in `EDITORS` or an address with `{path}`, `{line}` and `{column}`.

    >>> from pathlib import PurePosixPath
    >>> editor_link("vscode", PurePosixPath("/home/ada/my site/site.toml"), 3, 7)
    'vscode://file/home/ada/my%20site/site.toml:3:7'
    """
    pattern = EDITORS.get(editor.strip().lower(), editor.strip())
    if "{path}" not in pattern:
        return None
    path = quote(f"/{file.as_posix().removeprefix('/')}")
    address = (
        pattern.replace("{path}", path)
        .replace("{line}", str(line))
        .replace("{column}", str(column))
    )
    return address if _ADDRESS.fullmatch(address) else None


def place_links(editor: str, root: Path, themes: Path) -> Links:
    """Return what gives the address of a place in a site. Follows symlinks.

    `themes` is the folder of the built-in themes.
    """
    inside = f"{BUILTIN_THEMES}/"

    def link(span: Span) -> str | None:
        path = span.path
        file = themes / path.removeprefix(inside) if path.startswith(inside) else root / path
        return editor_link(editor, file.resolve(), span.line, span.column) if path else None

    return link


def shows_links(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal of an environment is known to show links (OSC 8).

    `FORCE_HYPERLINK` decides where it is set: `0` for never, anything else for always.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    vte = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM", "") in _SHOWING_PROGRAMS
        or environment.get("TERM", "").startswith(_SHOWING_TERMS)
        or (vte.isdecimal() and int(vte) >= _OLDEST_VTE)
        or any(name in environment for name in ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM"))
    )
