"""Files and tables that lie beside the project, where they are at hand; no part of it."""

from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus"
VECTORS = SHARED / "vectors"
