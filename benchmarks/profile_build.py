"""Print where the time of `sitegen build` goes: stages, modules, functions, imports.

The command itself is run, each time in a new process: a few times as it is with a clock around
every stage (medians, and seconds of the processor, children included), once under cProfile, and
once with the clock of Python around imports. A stage that first needs a library carries the time
of its import; `process` has the start of Python, too, and `command` is the command without
clocks, which may see that nothing has changed and end before any stage. Functions written in C
count for the module that calls them. The output and the site's cache are removed before each run.
Without a folder a site is invented: `--size 1000/200`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

HERE = Path(__file__).resolve().parent
if TYPE_CHECKING:
    from collections.abc import Callable

STAGES = {
    "sitegen.app": (
        "load_site", "load_theme", "plan_routes", "check_site", "plan_site", "run_plan",
    ),
    "sitegen.build.write": ("write_output",),
}  # fmt: skip
"""Functions that are stages, by the module that has their name. One that is gone is left out."""
ROWS = (
    "command",
    "process",
    "imports",
    *(name for names in STAGES.values() for name in names),
    "rest",
)
PACKAGE = re.compile(r".*/(?:site-packages|lib/python[\d.]+)/")


class Spent(NamedTuple):
    """Seconds by the clock on the wall and by that of the processor."""

    wall: float
    cpu: float


def now() -> Spent:
    """Return both clocks; that of the processor counts children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Spent(time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))


def since(start: Spent) -> Spent:
    end = now()
    return Spent(end.wall - start.wall, end.cpu - start.cpu)


# In a process of its own ------------------------------------------------------------------------


def run_stages(arguments: list[str]) -> None:
    """Run the command with a clock around every stage; print the seconds of each as JSON."""
    started = now()
    import importlib

    importlib.import_module("sitegen.cli")
    spent: dict[str, list[float]] = {}
    for module_name, names in STAGES.items():
        module = importlib.import_module(module_name)
        for name in names:
            if hasattr(module, name):
                setattr(module, name, _timed(getattr(module, name), name, spent))
    imports = since(started)
    code = _command(arguments)
    spent["imports"] = list(imports)
    parts = zip(since(started), *spent.values(), strict=True)
    spent["rest"] = [all_ - sum(stages) for all_, *stages in parts]
    print(json.dumps({"code": code, "spent": spent}), file=sys.stderr)


def _timed(
    stage: Callable[..., object], name: str, spent: dict[str, list[float]]
) -> Callable[..., object]:
    def run(*arguments: object, **named: object) -> object:
        start = now()
        try:
            return stage(*arguments, **named)
        finally:
            used, before = since(start), spent.get(name, [0.0, 0.0])
            spent[name] = [before[0] + used.wall, before[1] + used.cpu]

    return run


def _command(arguments: list[str]) -> int:
    from sitegen.cli import main as command

    try:
        command(arguments)
    except SystemExit as end:
        return int(end.code or 0)


def run_profiled(stats: Path, stage: str, arguments: list[str]) -> None:
    """Run the command, or one stage of it, under cProfile."""
    import cProfile
    import importlib

    profile = cProfile.Profile()
    if not stage:
        profile.runcall(_command, arguments)
    else:
        module = importlib.import_module(next(m for m, names in STAGES.items() if stage in names))
        inner = getattr(module, stage)
        setattr(module, stage, lambda *given, **named: profile.runcall(inner, *given, **named))
        _command(arguments)
    profile.dump_stats(stats)


# Printing ---------------------------------------------------------------------------------------


def print_stages(plain: list[str], child: list[str], runs: int, reset: Callable[[], None]) -> None:
    measured: defaultdict[str, list[Spent]] = defaultdict(list)
    for _ in range(runs):
        reset()
        start = now()
        subprocess.run(plain, check=False, stderr=subprocess.DEVNULL, env=_env())
        measured["command"].append(since(start))
        reset()
        start = now()
        done = subprocess.run(child, check=False, capture_output=True, text=True, env=_env())
        measured["process"].append(since(start))
        *said, last = done.stderr.strip().splitlines() or [""]
        try:
            found = json.loads(last)
        except ValueError:
            sys.exit(done.stderr)
        if found["code"]:
            sys.exit("\n".join(said))
        for name, (wall, cpu) in found["spent"].items():
            measured[name].append(Spent(wall, cpu))
    whole = statistics.median(one.wall for one in measured["process"])
    print(f"{'stage':14} {'wall':>8} {'least':>8} {'most':>8} {'cpu':>8}   of {runs} runs, seconds")
    for name in ROWS:
        if name not in measured:
            continue
        walls = [one.wall for one in measured[name]]
        wall, cpu = statistics.median(walls), statistics.median(one.cpu for one in measured[name])
        share = f"{wall / whole:7.0%}"
        print(f"{name:14} {wall:8.3f} {min(walls):8.3f} {max(walls):8.3f} {cpu:8.3f} {share}")


def print_functions(stats_file: Path, top: int) -> None:
    import pstats

    stats = pstats.Stats(str(stats_file)).stats  # type: ignore[attr-defined]
    by_module: defaultdict[str, list[tuple[float, float, int, str]]] = defaultdict(list)
    for (file, line, name), (_, calls, own, whole, callers) in stats.items():
        if file != "~":
            by_module[module_of(file)].append((own, whole, calls, f"{name}:{line}"))
            continue
        shares: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for (caller, *_), (_, its_calls, its_own, its_whole) in callers.items():
            share = shares[module_of(caller)]
            share[:] = share[0] + its_own, share[1] + its_whole, share[2] + its_calls
        for place, (its_own, its_whole, its_calls) in shares.items():
            by_module[place].append((its_own, its_whole, int(its_calls), name))
    total = sum(own for rows in by_module.values() for own, *_ in rows)
    own_of = {place: sum(own for own, *_ in rows) for place, rows in by_module.items()}
    print(f"\nunder cProfile {total:.3f} s (slower than without: compare shares, not seconds)")
    print(f"{'own':>7} {'share':>6}  module, and its functions by own time: own, in all, calls")
    for place in sorted(own_of, key=own_of.__getitem__, reverse=True)[:top]:
        print(f"{own_of[place]:7.3f} {own_of[place] / total:6.1%}  {place}")
        for own, whole, calls, name in sorted(by_module[place], reverse=True)[:6]:
            if own >= 0.01 * total or own >= 0.2 * own_of[place]:
                print(f"{'':16}  {own:7.3f} {whole:7.3f} {calls:9,}  {name}")


def module_of(file: str) -> str:
    """Return a short name: `sitegen/plan/pages.py`, `jinja2/runtime.py`."""
    if "/sitegen/" in file:
        return f"sitegen/{file.rpartition('/sitegen/')[2]}"
    return PACKAGE.sub("", file)


def print_imports(text: str, top: int) -> None:
    """Print the time of imports by package; `text` is what `python -X importtime` says."""
    own: defaultdict[str, float] = defaultdict(float)
    for line in text.splitlines():
        if found := re.fullmatch(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", line):
            name = found[2]
            package = name if name.startswith("sitegen.") else name.split(".")[0]
            own[".".join(package.split(".")[:2])] += int(found[1]) / 1e6
    print(f"\nimports {sum(own.values()):.3f} s (with the clock around each)")
    for name in sorted(own, key=own.__getitem__, reverse=True)[:top]:
        print(f"{own[name]:7.3f}  {name}")


def main() -> int:
    if sys.argv[1:2] == ["--stages-of"]:
        run_stages(sys.argv[2:])
        return 0
    if sys.argv[1:2] == ["--profile-to"]:
        run_profiled(Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
        return 0
    options = _options()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as work:  # noqa: S108 memory, not a file
        site, out = Path(work, "site"), Path(work, "output")
        if options.site:
            site = options.site
        else:
            from generate import write_site

            papers, posts = map(int, options.size.split("/"))
            write_site(site, papers, posts, options.theme)
        command = ["build", "-q", "-C", str(site), "-o", str(out), *options.argument]

        def reset() -> None:
            if not options.again:
                for place in (out, site / ".sitegen/cache"):
                    shutil.rmtree(place, ignore_errors=True)

        this = [sys.executable, str(HERE / "profile_build.py")]
        plain = [sys.executable, "-m", "sitegen", *command]
        subprocess.run(plain, check=False)  # warms the disk
        print_stages(plain, [*this, "--stages-of", *command], options.runs, reset)
        if options.top:
            reset()
            stats = Path(work, "stats")
            subprocess.run(
                [*this, "--profile-to", stats, options.stage, *command], check=False, env=_env()
            )
            print_functions(stats, options.top)
            reset()
            timing = [sys.executable, "-X", "importtime", "-m", "sitegen", *command]
            done = subprocess.run(timing, check=False, capture_output=True, text=True, env=_env())
            print_imports(done.stderr, options.top)
    return 0


def _env() -> dict[str, str]:
    return {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", help="a folder with site.toml")
    parser.add_argument("--size", default="300/50", metavar="PAPERS/POSTS")
    parser.add_argument("--theme", default="lean", help="of an invented site")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--top", type=int, default=20, help="modules; 0 for stages only")
    parser.add_argument("--stage", default="", help="profile this stage alone: run_plan …")
    parser.add_argument("--again", action="store_true", help="keep output and caches: no change")
    parser.add_argument(
        "--argument", action="append", default=[], help="for the command: --argument=--fresh"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
