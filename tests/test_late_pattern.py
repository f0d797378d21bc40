"""A pattern is compiled when it is first asked, and then behaves as any other."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from sitegen.late_pattern import late_pattern


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that is told what is compiled."""
    seen: list[object] = []
    compile_ = re.compile

    def record(pattern: str, flags: int = 0) -> re.Pattern[str]:
        seen.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", record)
    return seen


def test_a_pattern_is_compiled_when_it_is_first_asked(compiled: list[object]) -> None:
    word = late_pattern("[a-z]+", re.IGNORECASE)
    assert word.pattern == "[a-z]+"
    assert compiled == []
    assert word.findall("Ada, Lovelace") == ["Ada", "Lovelace"]
    assert word.findall("Babbage") == ["Babbage"]
    assert compiled == ["[a-z]+"]


def test_it_has_what_a_compiled_pattern_has() -> None:
    pair = late_pattern(r"(?P<key>\w)=(\w)")
    assert (pair.groups, dict(pair.groupindex), pair.sub(r"\2", "a=b")) == (2, {"key": 1}, "b")
    assert late_pattern(rb"\d").split(b"1a2") == [b"", b"a", b""]
    with pytest.raises(AttributeError):
        pair.no_such_method  # type: ignore[attr-defined]  # noqa: B018


def test_no_module_compiles_patterns_when_it_is_imported() -> None:
    """The three hundred patterns of sitegen wait for a text."""
    code = (
        "import re, sys\n"
        "compile = re.compile\n"
        "def record(*given, **named):\n"
        "    name = sys._getframe(1).f_globals['__name__']\n"
        "    if name.startswith('sitegen.'): print(name, given[0])\n"
        "    return compile(*given, **named)\n"
        "re.compile = record\n"
        "import sitegen.app, sitegen.cli, sitegen.build.write, sitegen.readers.bibtex_parser\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == ""
