"""Time typeset documents: a CV in a new process and after an edit, letters, and a very long CV.

People, papers and letters are invented, the same on every run. All is counted in
seconds of the processor, of all threads, as the wall says little where others are at work. The bars
are those of the machine on which a bare Python starts in 12 ms; here they are multiplied by what it
takes, in the same minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files import SiteTree
    from sitegen.plan.tasks import DocumentTask
    from sitegen.themes import Theme

sys.path.insert(0, str(Path(__file__).resolve().parent))
from generate import content, site_files, write_files
from invented_bibliography import WORDS

T = TypeVar("T")

PYTHON_START = 0.012
"""Seconds in which Python starts on the machine that the bars were set on."""
PAPERS, MANY_PAPERS, LETTERS = 18, 500, 20
EDITS = 12
URL = "https://example.org/"
DAY = dt.date(2026, 6, 1)
CASES = {
    "CV, new process": ("cv", "cv", 0.15),
    "CV after an edit": ("edits", "cv", 0.04),
    "20 letters": ("letters", "cv", 0.5),
    "CV of 500 papers": ("cv", "long", 1.0),
}
"""What is done, of which site, and the bar for the typesetting alone: views -> PDF, with the import
of Typst."""
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def cv_toml(random: Random) -> str:
    """Return experience, education, awards, talks' worth of service and skills."""
    tables = []
    for year in range(2008, 2026, 3):
        notes = json.dumps([_sentence(random) for _ in range(3)])
        tables.append(
            f'[[experience]]\ntitle = "Reader in {_words(random, 2)}"\n'
            f'institution = "University of {_words(random, 1)}"\nplace = "Ys"\n'
            f'date = "{year}-03 – {year + 2}-11"\nsummary = "{_sentence(random)}"\n'
            f"notes = {notes}\n"
        )
    for year in (1998, 2002, 2006):
        tables.append(
            f'[[education]]\ndegree = "Degree in {_words(random, 2)}"\ninstitution = "University '
            f'of {_words(random, 1)}"\ndate = "{year} – {year + 3}"\nadvisors = ["Ben Talis"]\n'
            f'thesis = "{_words(random, 8)}"\n'
        )
    for year in range(2014, 2024):
        tables.append(
            f'[[awards]]\ntitle = "Medal for {_words(random, 3)}"\ndate = {year}\n'
            f'institution = "Society of {_words(random, 2)}"\n'
        )
        tables.append(
            f'[[service]]\nrole = "Reviewer"\ninstitution = "Acta of {_words(random, 2)}"\n'
            f'date = {year}\nkind = "review"\n'
        )
    return "\n".join(tables)


def letters(random: Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield a base letter and so many made from it."""
    paragraphs = "\n\n".join(" ".join(_sentence(random) for _ in range(6)) for _ in range(4))
    base = (
        '+++\ntitle = "Application to {{ company }}"\nopening = "Dear {{ team }},"\n+++\n'
        f"I should like to measure tides with {{{{ company }}}}.\n\n{paragraphs}\n"
    )
    yield "content/letters/base.md", base
    for number in range(count):
        one = (
            f'extends = "base"\ndate = 2026-05-{number + 1:02}\n[variables]\n'
            f'company = "Harbour Works {number}"\nteam = "harbour masters of pier {number}"\n'
        )
        yield f"content/letters/place-{number}.toml", one


def write_sites(work: Path) -> dict[str, Path]:
    """Write the sites and return their folders. Writes to the disk."""
    sites = {}
    for name, papers, count in (("cv", PAPERS, LETTERS), ("long", MANY_PAPERS, 0)):
        random = Random(1901)  # noqa: S311 no secret
        files = site_files(content(papers, 0), "scholar")
        files["site.toml"] = files["site.toml"].replace(
            "[check]", "[cv]\ndate = 2026-05-01\n[check]"
        )
        files["content/cv.toml"] = cv_toml(random)
        files.update(letters(random, count) if count else ())
        sites[name] = work / name
        write_files(sites[name], files)
    return sites


class Desk:
    """A site in this process, and how often it was read."""

    def __init__(self, root: Path) -> None:
        from sitegen.cli.site import site_views
        from sitegen.files import SiteTree

        self.root = root
        self._views = list(site_views(root))
        self._tree = SiteTree

    def files(self) -> SiteTree:
        """Return the files as they are now. Reads the disk."""
        self._views = [view.again() for view in self._views]
        return self._tree(*self._views)

    def edit(self, number: int) -> None:
        """Change what the person says of herself."""
        place = self.root / "content/profile.toml"
        text = place.read_text("utf-8")
        place.write_text(re.sub(r'(?m)^summary = ".*"$', f'summary = "Edit {number}."', text))


def planned(desk: Desk) -> tuple[DocumentTask, Theme]:
    """Return the CV of a site as a document, and the theme of the site."""
    from sitegen.load import load_site
    from sitegen.memo import CallMemo
    from sitegen.model.text import OutPath
    from sitegen.plan.context import make_context
    from sitegen.plan.cv import cv_document
    from sitegen.plan.tasks import DocumentTask
    from sitegen.routes import plan_routes
    from sitegen.themes import load_theme

    files = desk.files()
    site = present(load_site(files, DAY).value)
    theme = present(load_theme(site.config, files).value)
    context = make_context(site, present(plan_routes(site).value), theme.words, CallMemo())
    return DocumentTask(OutPath("cv.pdf"), cv_document(context)), theme


def one_cv(desk: Desk) -> dict[str, float]:
    """Set the CV once, as a new process does."""
    task, theme = planned(desk)
    with Watch() as watch:
        from sitegen.render.documents import page_count, typeset

        made = present(typeset(task, theme, desk.files(), URL).value)
    return {**watch.found, "pages": page_count(made), "bytes": len(made)}


def edits(desk: Desk) -> dict[str, float]:
    """Change a line and set the CV again and again, as the preview does."""
    from sitegen.app import BuildMemo, build_site
    from sitegen.render.documents import Typesetter, typeset

    memo, typesetter = BuildMemo(), Typesetter()
    alone, whole = [], []
    for number in range(EDITS + 2):
        desk.edit(number)
        task, theme = planned(desk)
        files = desk.files()
        with Watch() as watch:
            present(typeset(task, theme, files, URL, typesetter=typesetter).value)
        alone.append(watch.found)
        # Other words, or Typst would know the document.
        desk.edit(-number - 1)
        with Watch() as watch:
            present(build_site(desk.files(), DAY, memo=memo, with_cards=False).value)
        whole.append(watch.found["cpu"])
    medians = {key: statistics.median(one[key] for one in alone[2:]) for key in ("cpu", "wall")}
    return {**medians, "rebuild_cpu": statistics.median(whole[2:])}


def some_letters(desk: Desk) -> dict[str, float]:
    """Make all letters, in one process."""
    from sitegen.letters import made

    found = Counter()
    typeset = made.typeset

    def watched(*given: object, **named: object) -> object:
        with Watch() as watch:
            result = typeset(*given, **named)
        found.update(watch.found)
        return result

    made.typeset = watched
    with Watch() as watch:
        letters = made.make_letters(desk.files(), DAY).letters
    for one in letters.values():
        present(one.value)
    return {**found, "all_cpu": watch.found["cpu"], "count": len(letters)}


class Watch:
    """Use as a context: the seconds that it took on the wall, and of the processor."""

    def __enter__(self) -> Self:
        self._begun = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        wall, cpu = self._begun
        self.found = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def present(value: T | None) -> T:
    """Return what is there."""
    if value is None:
        raise ValueError("nothing was made")
    return value


def timed(what: str, site: Path, runs: int) -> dict[str, float]:
    """Return the medians of so many processes: what they say, and what the whole of them took."""
    found = defaultdict(list)
    for _ in range(runs):
        with tempfile.TemporaryFile("w+") as said:
            took = run([sys.executable, __file__, "--child", what, str(site)], said.fileno())
            said.seek(0)
            for name, value in {**json.load(said), "process_cpu": took}.items():
                found[name].append(value)
    return {name: statistics.median(values) for name, values in found.items()}


def run(command: list[str], out: int) -> float:
    """Run a command and return its seconds of the processor."""
    to = [(os.POSIX_SPAWN_DUP2, out, 1)]
    child = os.posix_spawn(command[0], command, _ENVIRONMENT, file_actions=to)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime


def python_start() -> float:
    """Return what Python alone takes to start and end: the speed of the machine."""
    with tempfile.TemporaryFile() as nothing:
        command = [sys.executable, "-I", "-c", ""]
        return statistics.median(run(command, nothing.fileno()) for _ in range(9))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--child", nargs=2, metavar=("WHAT", "SITE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        what, site = options.child
        steps = {"cv": one_cv, "edits": edits, "letters": some_letters}
        print(json.dumps(steps[what](Desk(Path(site)))))
        return 0
    slow = 0
    memory = Path("/dev/shm")  # noqa: S108 memory, not a file
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as work:
        sites = write_sites(Path(work))
        timed("cv", sites["cv"], 1)
        for name, (what, site, bar) in CASES.items():
            before = python_start()
            found = timed(what, sites[site], options.runs)
            factor = max(1.0, (before + python_start()) / 2 / PYTHON_START)
            is_kept = found["cpu"] <= bar * factor
            slow += not is_kept
            said = ", ".join(
                f"{key} {value:,.3f}".rstrip("0").rstrip(".") for key, value in found.items()
            )
            print(f"{name}: {said}", flush=True)
            print(
                f"    bar {bar} s x {factor:.1f} = {bar * factor:.2f} s of typesetting:"
                f" {'kept' if is_kept else 'NOT KEPT'}",
                flush=True,
            )
    return 1 if slow else 0


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS[:7], k=count)).title()


def _sentence(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=14)).capitalize() + "."


if __name__ == "__main__":
    sys.exit(main())
