"""The examples in docstrings say what the program does."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import sitegen

PACKAGE = Path(sitegen.__file__).parent
MODULES = [
    ".".join(("sitegen", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    for path in sorted(PACKAGE.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


def test_there_are_examples() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("module", MODULES)
def test_every_example_holds(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0
