"""The examples in docstrings say what the program does."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import sitegen

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(sitegen.__path__, "sitegen.")
    if not found.name.endswith("__main__")
)


@pytest.mark.parametrize("module", MODULES)
def test_every_example_holds(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0
