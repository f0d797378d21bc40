from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from sitegen.check.git_ignore import is_ignored, read_rules

if TYPE_CHECKING:
    from pathlib import Path

RULES = r"""
# a comment
*.log
!kept.log
/private.toml
drafts/
/notes/*.txt
a/**/z.md
**/deep
deep2/**
data-?.csv
[bc]at.txt
[!d]og.txt
\#odd
\!odd
sub/inner/
"""
RULES += "trailing.txt   \n"
PATHS = [
    "x.log", "a/x.log", "kept.log", "a/kept.log", "private.toml", "a/private.toml", "drafts/a.md",
    "a/drafts/b/c.md", "notes/a.txt", "notes/b/a.txt", "a/z.md", "a/b/c/z.md", "z.md",
    "x/deep", "deep/x", "deep2/x/y", "deep2x", "data-1.csv", "data-12.csv", "bat.txt", "rat.txt",
    "dog.txt", "fog.txt", "trailing.txt", "#odd", "!odd", "sub/inner/x", "x/sub/inner/y",
    "drafts/kept.log",
]  # fmt: skip


def test_git_and_we_agree(tmp_path: Path) -> None:
    """git itself says what it ignores."""
    (tmp_path / ".gitignore").write_text(RULES, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for path in PATHS:
        place = tmp_path / path
        if not place.exists() and not any(one.is_file() for one in place.parents):
            place.parent.mkdir(parents=True, exist_ok=True)
    asked = subprocess.run(
        ["git", "-C", str(tmp_path), "check-ignore", "--no-index", "--stdin"],
        input="\n".join(PATHS).encode(), capture_output=True, check=False,
    )  # fmt: skip
    ignored = [line.strip('"') for line in asked.stdout.decode().splitlines()]
    rules = read_rules(RULES)
    assert [path for path in PATHS if is_ignored(path, rules)] == ignored


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment"])
def test_no_rule_ignores_nothing(text: str) -> None:
    assert not is_ignored("private.toml", read_rules(text))
