"""The whole sites in `sites/`, read into memory."""

from __future__ import annotations

from pathlib import Path

SITES = Path(__file__).parent / "sites"
REPORT = "report.txt"


def read_site(folder: Path) -> dict[str, str | bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != REPORT and ".sitegen" not in path.parts
    }


def folders(kind: str) -> list[str]:
    return sorted(path.name for path in (SITES / kind).iterdir())
