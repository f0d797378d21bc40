"""What `compare.py` prints: tables as text or Markdown, ratios, growth, and the bars."""

from __future__ import annotations

import math
import statistics
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
from contenders import OURS, Run, Size
from peers import PEERS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Mapping, Sequence

Results = dict[str, dict[Size, dict[str, list[Run]]]]
MEBIBYTE = 1024 * 1024
COLD_BARS = {"30/10": 1.3, "300/50": 1.1, "1000/200": 0.9, "10000/0": 0.6, "30/5000": 1.2}
"""lean over Hugo, by size."""
SECONDS_BARS = {
    ("no change", "1000/200"): 0.06,
    ("no change", "10000/0"): 0.12,
    ("one entry", "1000/200"): 0.2,
    ("one post", "1000/200"): 0.2,
    ("one entry", "10000/0"): 0.6,
}
"""Of the whole command, by what was changed and size."""
JEKYLL_SCHOLAR = {"30/10": 11.8, "300/50": 18.0, "1000/200": 19.8, "10000/0": 44.0}
"""Jekyll with jekyll-scholar (al-folio) over Hugo, cold, as measured once on another machine."""
PYTHON_START = 0.010
"""Seconds in which Python starts on the machine that the bars in seconds were set on."""


class Rendered(NamedTuple):
    """What an output holds, counted."""

    files: int
    pages: int
    paper_pages: int
    toggles: int
    """Abstracts and BibTeX behind toggles on the list of publications."""
    posts: int
    exports: int
    feeds: int
    mebibytes: float


def rendered(out: Path) -> Rendered:
    """Count what stands in an output. Reads the disk."""
    files = [path for path in out.rglob("*") if path.is_file()]
    inner = Counter(
        path.relative_to(out).parts[0]
        for path in files
        if path.name == "index.html" and len(path.relative_to(out).parts) == 3
    )
    listed = out / "publications/index.html"
    exports = (".bib", ".ris", ".json")
    return Rendered(
        files=len(files),
        pages=sum(path.suffix == ".html" for path in files),
        paper_pages=inner["publications"],
        toggles=listed.read_text("utf-8").count("<details") if listed.exists() else 0,
        posts=inner["posts"],
        exports=sum(path.suffix in exports for path in files if path.name[0] != "."),
        feeds=sum(path.suffix == ".xml" and path.name != "sitemap.xml" for path in files),
        mebibytes=sum(path.stat().st_size for path in files) / MEBIBYTE,
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]], options: Namespace) -> None:
    """Print a table; all columns but the first are figures."""
    lines = [list(head), *map(list, rows)]
    if options.markdown:
        rule = ["---", *(["---:"] * (len(head) - 1))]
        print("\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:])))
        return
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        first, *rest = line
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        print(first.ljust(widths[0]), *cells, sep="  ")


def print_heading(text: str, options: Namespace) -> None:
    print(f"\n### {text}\n" if options.markdown else f"\n{text}", flush=True)


def print_rendered(size: Size, found: Mapping[str, Rendered], options: Namespace) -> None:
    print_heading(f"What each rendered, {size} papers/posts", options)
    head = ("", "files", "pages", "paper pages", "toggles", "posts", "exports", "feeds", "MiB")
    rows = ([name, *map(str, one[:-1]), f"{one.mebibytes:.1f}"] for name, one in found.items())
    table(head, rows, options)


def print_table(
    what: str, size: Size, found: Mapping[str, Sequence[Run]], options: Namespace
) -> None:
    print_heading(f"{what}, {size}", options)
    head = ("", "wall s", "least", "most", "cpu s", "peak MiB", "over lean", "runs")
    lean = found.get("lean", ())
    rows = []
    for name, runs in found.items():
        walls = [run.wall for run in runs]
        pairs = ratio(runs, lean, lambda run: run.wall)
        rows.append(
            [
                name,
                f"{statistics.median(walls):.3f}",
                f"{min(walls):.3f}",
                f"{max(walls):.3f}",
                f"{statistics.median(run.cpu for run in runs):.3f}",
                f"{max(run.rss_mib for run in runs):.0f}",
                f"{statistics.median(pairs):.2f}" if pairs else "",
                str(len(runs)),
            ]
        )
    table(head, rows, options)


def ratio(above: Sequence[Run], below: Sequence[Run], value: Callable[[Run], float]) -> list[float]:
    """Return the ratio of each round that both took part in."""
    return [value(one) / value(other) for one, other in zip(above, below, strict=False)]


def print_ratios(results: Results, options: Namespace) -> None:
    """Print how long ours takes over each peer; less than 1 is faster."""
    if not any(results.values()):
        return
    print_heading("ours over theirs: median of paired ratios (least to most), wall; cpu", options)
    rows = []
    for what, sizes in results.items():
        for size, found in sizes.items():
            for peer in (peer.name for peer in PEERS if peer.name in found):
                cells = [f"{what} {size}", peer]
                for ours in OURS:
                    if ours not in found:
                        cells.append("")
                        continue
                    walls = ratio(found[ours], found[peer], lambda run: run.wall)
                    cpus = ratio(found[ours], found[peer], lambda run: run.cpu)
                    spread = f"({min(walls):.2f} to {max(walls):.2f})"
                    middle = f"{statistics.median(walls):.2f}"
                    cells.append(f"{middle} {spread}; {statistics.median(cpus):.2f}")
                rows.append(cells)
    table(("", "over", *OURS), rows, options)


def print_exponents(cold: Mapping[Size, Mapping[str, Sequence[Run]]], options: Namespace) -> None:
    """Print the slope of time over papers and posts, both as logarithms; 1 is linear growth.

    It is taken between sizes that follow each other: small sites are mostly the start of the
    program, and a post costs more than a paper.
    """
    names = {name for found in cold.values() for name in found}
    sizes = sorted((size for size in cold if size.pages), key=lambda size: size.pages)
    pairs = list(pairwise(sizes))
    if not pairs:
        return
    print_heading("growth of cold builds: log(ratio of time) / log(ratio of size)", options)
    rows = []
    for name in (*OURS, *(peer.name for peer in PEERS)):
        if name not in names:
            continue
        cells = [name]
        for small, large in pairs:
            times = [statistics.median(r.wall for r in cold[s][name]) for s in (small, large)]
            cells.append(
                f"{math.log(times[1] / times[0]) / math.log(large.pages / small.pages):.2f}"
            )
        rows.append(cells)
    table(("", *(f"{small} to {large}" for small, large in pairs)), rows, options)


def print_bars(results: Results, options: Namespace, *, python_start: float) -> bool:
    """Print every bar that was measured, kept or not; say whether all were kept.

    Beside seconds stands what they would be where the bars were set, by how long Python takes to
    start here; the verdict is on the seconds themselves.
    """
    scale = PYTHON_START / python_start
    rows: list[tuple[str, str, str, bool]] = []
    for size, found in results.get("cold", {}).items():
        rows += _cold_bars(str(size), found)
    for (what, text), bar in SECONDS_BARS.items():
        for size, found in results.get(what, {}).items():
            if str(size) == text:
                middle = statistics.median(run.wall for run in found["lean"])
                shown = f"{middle:.3f} (scaled {middle * scale:.3f})"
                rows.append((f"{what} {size}, lean, seconds", f"≤ {bar}", shown, middle <= bar))
    if rows:
        print_heading("bars", options)
        verdict = {True: "kept", False: "NOT kept"}
        table(("", "bar", "measured", ""), ([*row[:3], verdict[row[3]]] for row in rows), options)
    return all(row[3] for row in rows)


def _cold_bars(
    size: str, found: Mapping[str, Sequence[Run]]
) -> Iterable[tuple[str, str, str, bool]]:
    def wall(run: Run) -> float:
        return run.wall

    lean, hugo = found["lean"], found.get("hugo")
    if hugo:
        over_hugo = statistics.median(ratio(lean, hugo, wall))
        if size in COLD_BARS:
            bar = COLD_BARS[size]
            cpu = statistics.median(ratio(lean, hugo, lambda run: run.cpu))
            shown = f"{over_hugo:.2f} (cpu {cpu:.2f})"
            yield f"cold {size}, lean over Hugo", f"≤ {bar}", shown, over_hugo <= bar
        memory = statistics.median(ratio(lean, hugo, lambda run: run.rss_mib))
        yield f"memory {size}, lean over Hugo", "≤ 0.5", f"{memory:.2f}", memory <= 0.5
        if size in JEKYLL_SCHOLAR:
            times = JEKYLL_SCHOLAR[size] / over_hugo
            what = f"cold {size}, jekyll-scholar over lean (derived)"
            yield what, "≥ 18", f"{times:.1f}", times >= 18
    if pelican := found.get("pelican"):
        times = statistics.median(ratio(pelican, lean, wall))
        yield f"cold {size}, Pelican over lean", "≥ 8", f"{times:.1f}", times >= 8
    if scholar := found.get("scholar"):
        times = statistics.median(ratio(scholar, lean, wall))
        yield f"cold {size}, scholar over lean", "≤ 2.5", f"{times:.2f}", times <= 2.5
