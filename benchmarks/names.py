"""Compare our names with tables that other programs made. Prints the agreement per table.

Usage: `names.py FOLDER [-v]`; the folder holds `names_*.json` and `namelist_*.json`. With `-v`
every disagreement is printed. The tables of BibTeX are compared word by word with `split_name`,
the others, which know extended names, suffixes and Chinese names, with `parse_name`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sitegen.load.braces import split_list
from sitegen.load.name_parts import parse_name, split_name

if TYPE_CHECKING:
    from collections.abc import Callable

Parts: TypeAlias = dict[str, str]
Case: TypeAlias = dict[str, object]


def words(value: object) -> str:
    """Return a part as words with single spaces, whether it is a list or a text or nothing."""
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return " ".join(text.replace("~", " ").split())


def parts_of_case(case: Case) -> Parts:
    """Return the parts that a table expects, under our names for them."""
    expected = case.get("expected", case)
    if not isinstance(expected, dict):
        raise TypeError(expected)
    keys = {"given": ("given", "first"), "particle": ("prefix", "von", "particle")}
    keys |= {"family": ("family", "last"), "suffix": ("suffix", "jr")}
    return {
        key: words(next((expected[name] for name in names if expected.get(name)), ""))
        for key, names in keys.items()
    }


def as_bibtex(text: str) -> Parts:
    """Return the parts of BibTeX, with LaTeX."""
    first, von, last, junior = split_name(text)
    parts = {"given": first, "particle": von, "family": last, "suffix": junior}
    return {key: words(list(value)) for key, value in parts.items()}


def as_shown(text: str) -> Parts:
    """Return the parts that pages show."""
    name = parse_name(text)
    if name is None:
        return dict.fromkeys(("given", "particle", "family", "suffix"), "")
    parts = {"given": name.given, "particle": name.particle}
    return {key: words(part) for key, part in (parts | {"family": name.family}).items()} | {
        "suffix": name.suffix
    }


def bare(parts: Parts) -> Parts:
    """Return parts without braces, and with the letters that LaTeX writes."""
    return {key: re.sub(r"[{}]", "", value) for key, value in parts.items()}


TABLES: dict[str, Callable[[str], Parts]] = {
    "names_pybtex": as_bibtex,
    "names_bibtexparser": as_bibtex,
    "names_btparse": as_bibtex,
    "names_bibtex_ruby": as_shown,
    "names_biber": as_shown,
    "names_namae": as_shown,
}


def compare(case: Case, read: Callable[[str], Parts]) -> tuple[object, object]:
    """Return what a table expects of one name, and what we say."""
    expected, ours = parts_of_case(case), read(str(case["input"]))
    return (expected, ours) if read is as_bibtex else (bare(expected), bare(ours))


def compare_list(case: Case) -> tuple[object, object]:
    """Return the names that a table expects, and ours; spaces and empty names do not count.

    An ` and ` that begins or ends a list is part of a name to BibTeX; we leave it out.
    """
    expected = case["expected"]
    if not isinstance(expected, list):
        raise TypeError(expected)
    text = str(case["input"])
    ours = split_list(text)
    wanted = [words(name) for name in expected]
    return [name for name in wanted if name], [name for name in map(words, ours) if name]


def main(folder: Path, *, is_verbose: bool) -> int:
    """Print the agreement with every table."""
    for path in sorted((*folder.glob("names_*.json"), *folder.glob("namelist_*.json"))):
        cases: list[Case] = json.loads(path.read_text("utf-8"))["cases"]
        read = TABLES.get(path.stem)
        found = [(case, compare(case, read) if read else compare_list(case)) for case in cases]
        different = [(case, pair) for case, pair in found if pair[0] != pair[1]]
        print(f"{path.stem:22} {len(cases) - len(different):4} of {len(cases):4}")
        for case, (expected, ours) in different if is_verbose else ():
            print(f"    {case['input']!r}\n      theirs {expected}\n      ours   {ours}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), is_verbose="-v" in sys.argv[2:]))
