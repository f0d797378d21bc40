"""Time a long bibliography: read, made into publications, printed to HTML; and after one edit.

`--corpus DIR` takes the entries of real files in place of invented ones. Each run is a process
of its own, so that nothing is cached.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import time
from html import escape
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))
from invented_bibliography import invented_bibliography

if TYPE_CHECKING:
    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey

RUNS = 3
SIZES = (1_000, 10_000, 50_000)
FILE_ENTRIES = 10_000
"""Entries of one file: more would pass the limit of 10 MB."""
BARS = {(1_000, "all"): 0.2, (10_000, "all"): 2.0, (10_000, "edit: all"): 0.15}
MEMORY_BARS_MB = {10_000: 300}
COLD = ("read", "normalise", "print", "all")
STAGES = (*COLD, *(f"edit: {stage}" for stage in COLD))
KIBIBYTES = 1024

_ENTRY = re.compile(
    r"^@(?!string|comment|preamble)\w+\{([^\s,{}]+),(?:.*\n)+?\}\s*$", re.MULTILINE | re.IGNORECASE
)


def texts_of(size: int, corpus: Path | None) -> list[str]:
    """Return files that together hold so many entries."""
    sizes = [min(FILE_ENTRIES, size - start) for start in range(0, size, FILE_ENTRIES)]
    if corpus is None:
        return [invented_bibliography(count, 1901 + file) for file, count in enumerate(sizes)]
    found = [match for path in sorted(corpus.glob("*.bib")) for match in _entries_of(path)]
    random = Random(1901)  # noqa: S311 no secret
    texts = []
    for file, count in enumerate(sizes):
        chosen = random.sample(found, min(count, len(found)))
        chosen += random.choices(found, k=count - len(chosen))
        texts.append("\n".join(_with_key(one, f"{file}-{n}") for n, one in enumerate(chosen)))
    return texts


def _entries_of(path: Path) -> list[re.Match[str]]:
    return list(_ENTRY.finditer(path.read_text("utf-8", "replace")))


def _with_key(entry: re.Match[str], suffix: str) -> str:
    end = entry.end(1) - entry.start()
    return f"{entry[0][:end]}-{suffix}{entry[0][end:]}\n"


def measure(size: int, corpus: Path | None) -> dict[str, float]:
    """Return the seconds of each stage, and the peak of memory in MB. Reads the process's clock."""
    from sitegen.load.memo import PublicationMemo
    from sitegen.load.publications import load_publications
    from sitegen.model.profile import Profile
    from sitegen.model.text import Filled
    from sitegen.problems import SitePath
    from sitegen.readers.bibtex import read_bibtex
    from sitegen.readers.bibtex_parts import BibtexMemo
    from sitegen.render.rich_text import html

    contents = [text.encode() for text in texts_of(size, corpus)]
    paths = [SitePath(f"publications-{number}.bib") for number in range(len(contents))]
    profile = Profile(name=Filled("Ada Lune"))
    read_before, made_before = BibtexMemo(), PublicationMemo()
    shown: dict[CiteKey, Publication] = {}

    def run() -> list[float]:
        clock = [time.process_time()]
        outcomes = [
            read_bibtex(path, content, memo=read_before)
            for path, content in zip(paths, contents, strict=True)
        ]
        entries = [entry for outcome in outcomes for entry in outcome.value or ()]
        clock.append(time.process_time())
        made = load_publications(
            entries, profile=profile, people=(), venues=(), extra_links={}, memo=made_before
        )
        clock.append(time.process_time())
        printed = 0
        for one in made.value or ():
            if shown.get(one.key) is one:  # its HTML is still there
                continue
            shown[one.key] = one
            printed += len(html(one.title).text) + len(html(one.venue).text)
            printed += len(html(one.abstract).text) + len(html(one.note).text)
            printed += sum(len(escape(str(author.name))) for author in one.authors)
        clock.append(time.process_time())
        if not printed or len(entries) < 0.99 * size:
            sys.exit("entries were lost")
        return [*(after - before for before, after in pairwise(clock)), clock[-1] - clock[0]]

    cold = run()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES
    contents[0] = b"% a new line\n" + contents[0].replace(b"year", b"yeah", 1)
    edited = run()
    return dict(zip(STAGES, (*cold, *edited), strict=True)) | {"MB": peak}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of .bib files")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.corpus)))
        return 0
    command = [sys.executable, __file__]
    if options.corpus:
        command += ["--corpus", str(options.corpus)]
    missed = 0
    print(f"{'entries':>8} {'stage':10} {'least':>7} {'median':>7}  seconds of {RUNS} runs")
    for size in SIZES:
        runs = [
            json.loads(subprocess.check_output([*command, "--measure", str(size)]))
            for _ in range(RUNS)
        ]
        for stage in (*STAGES, "MB"):
            values = sorted(run[stage] for run in runs)
            bar = MEMORY_BARS_MB.get(size) if stage == "MB" else BARS.get((size, stage))
            median = statistics.median(values)
            kept = "" if bar is None else f"  bar {bar}: {'kept' if median <= bar else 'NOT KEPT'}"
            missed += bar is not None and median > bar
            print(f"{size:8,} {stage:10} {values[0]:7.3f} {median:7.3f}{kept}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
