"""How far a build has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done ("Rendering"), how many are done, and of how many; 0 where unknown."""
