"""Time whole commands: start-up, the example site, 300 papers. Prints least, median, most."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 9


# Bytecode is written on the first run, as for an installed program.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def timed(command: list[str], fresh: Path | None) -> list[float]:
    """Return the seconds of each run; `fresh` is removed before each."""
    seconds = []
    for _ in range(RUNS + 1):
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
        start = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seconds.append(time.perf_counter() - start)
    return sorted(seconds[1:])


def main() -> int:
    sitegen = [str(Path(sys.executable).with_name("sitegen"))]
    many = ROOT / "tests/sites/valid/300-papers"
    slow = 0
    with tempfile.TemporaryDirectory() as work:
        out = Path(work, "output")
        cases: list[tuple[str, list[str], Path | None, float | None]] = [
            ("python alone", [sys.executable, "-c", ""], None, None),
            ("sitegen --version", [*sitegen, "--version"], None, 0.12),
            ("sitegen --help", [*sitegen, "--help"], None, None),
            ("build the example", [*sitegen, "build", "-C", str(ROOT), "-o", str(out)], out, 1.0),
            ("build it again", [*sitegen, "build", "-C", str(ROOT), "-o", str(out)], None, None),
            ("build 300 papers", [*sitegen, "build", "-C", str(many), "-o", str(out)], out, None),
        ]
        print(f"{'':20} {'least':>7} {'median':>7} {'most':>7}  seconds of {RUNS} runs")
        for name, command, fresh, bar in cases:
            seconds = timed(command, fresh)
            median = statistics.median(seconds)
            kept = "" if bar is None else f"  bar {bar}: {'kept' if median <= bar else 'NOT KEPT'}"
            slow += bar is not None and median > bar
            print(f"{name:20} {seconds[0]:7.3f} {median:7.3f} {seconds[-1]:7.3f}{kept}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
