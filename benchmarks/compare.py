"""Build the same invented content with sitegen, Hugo, Pelican, MkDocs and Jekyll, and compare.

What is compared stands in the first table, counted in the output of each. All that is timed is
timed in turn, A B A B, so that a slow minute of the machine is everybody's; ratios are medians of
the ratios of each round. `lean` and `scholar` are sitegen with two themes. Cold: no output, no
cache in the site's folder; bytecode of programs, and templates of installed themes that a program
compiled before, are kept, and so is what the system has in memory.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from contenders import OURS, Contender, Run, Size, edit, make_contenders
from peers import PEERS, install
from tables import print_bars, print_exponents, print_ratios, print_rendered, print_table, rendered

ALL_SIZES = ("30/10", "300/50", "1000/200", "3000/1000", "10000/0", "30/5000")
MEASURES = ("cold", "no change", "one entry", "one post")
LIVE = ("page", "socket", "pixels")


def measure(
    what: str, contenders: list[Contender], runs: int, patience: float
) -> dict[str, list[Run]]:
    """Time each contender in every round, until it has used up the seconds of its patience."""
    found: defaultdict[str, list[Run]] = defaultdict(list)
    for round_ in range(runs):
        for one in contenders:
            if round_ and sum(run.wall for run in found[one.name]) > patience:
                continue
            if what == "cold":
                one.forget()
            elif what != "no change":
                edit(one.entry if what == "one entry" else one.post)
            found[one.name].append(one.run())
            _say(f"{what} {round_ + 1}/{runs} {one.name} {found[one.name][-1].wall:.2f} s")
    return dict(found)


def _say(text: str) -> None:
    """Show on a terminal what is being done."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def python_start() -> float:
    """Return the seconds that Python alone takes to start and end: the speed of the machine."""
    from contenders import HERE

    command = (sys.executable, "-I", "-c", "")
    alone = Contender("python", HERE, HERE, command, HERE, HERE, lambda _: command)
    return statistics.median(alone.run().wall for _ in range(9))


def main() -> int:
    options = _options()
    started = time.perf_counter()
    missing = install(options.tools, tuple(options.peers))
    for name, why in missing.items():
        print(f"without {name}: {why}")
    ours = [theme for theme in OURS if theme == "lean" or not options.without_scholar]
    names = [*ours, *(name for name in options.peers if name not in missing)]
    memory = Path("/dev/shm")  # noqa: S108 memory, not a file
    start = python_start()
    print(f"python starts in {start * 1000:.0f} ms", flush=True)
    results: dict[str, dict[Size, dict[str, list[Run]]]] = {what: {} for what in options.measures}
    for text in options.sizes:
        size = Size(*map(int, text.split("/")))
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as work:
            contenders = list(make_contenders(size, names, Path(work), options.tools))
            for one in contenders:
                one.run()
            print_rendered(size, {one.name: rendered(one.out) for one in contenders}, options)
            for what in options.measures:
                if what in MEASURES and (what != "one post" or size.posts):
                    found = measure(what, contenders, options.runs, options.patience)
                    results[what][size] = found
                    _say("")
                    print_table(what, size, found, options)
            if set(options.measures) & {*LIVE}:
                from live import measure_live

                measure_live(size, contenders, options)
    print_ratios(results, options)
    print_exponents(results.get("cold", {}), options)
    kept = print_bars(results, options, python_start=start)
    print(f"\ntook {time.perf_counter() - started:.0f} s")
    return 0 if kept else 1


def _options() -> argparse.Namespace:
    peers = tuple(peer.name for peer in PEERS)
    tools = Path(tempfile.gettempdir(), "sitegen-benchmark-tools")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--sizes", nargs="*", default=ALL_SIZES[:2], metavar="PAPERS/POSTS")
    parser.add_argument("--all-sizes", action="store_const", dest="sizes", const=ALL_SIZES,
                        default=argparse.SUPPRESS)  # fmt: skip
    parser.add_argument("--peers", nargs="*", default=peers, choices=peers)
    parser.add_argument("--without-scholar", action="store_true", help="time the lean theme only")
    parser.add_argument("--measures", nargs="*", default=MEASURES, choices=(*MEASURES, *LIVE))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--patience", type=float, default=20, metavar="SECONDS",
                        help="a contender that used more gets no further runs")  # fmt: skip
    parser.add_argument("--tools", type=Path, default=tools, help="where peers are installed")
    parser.add_argument("--markdown", action="store_true", help="tables to paste into README.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
