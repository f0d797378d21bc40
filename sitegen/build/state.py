"""What a build leaves for the next one, in the cache folder of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import packed
from sitegen.build.run import Standing
from sitegen.build.traces import KIND, decode_traces, encode_traces
from sitegen.build.versions import program_versions
from sitegen.build.write import standing_files

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.build.traces import Traces


def read_standing(out_dir: Path, site_root: Path, *, is_fresh: bool = False) -> Standing:
    """Return what earlier builds left; of a fresh one that is nothing. Reads the disk."""
    versions = program_versions()
    if is_fresh:
        return Standing(versions)
    traces = decode_traces(packed.load(_path(out_dir, site_root), KIND), versions)
    files = standing_files(out_dir, site_root=site_root) if traces.outputs else {}
    return Standing(versions, traces, files)


def save_traces(traces: Traces, out_dir: Path, site_root: Path) -> None:
    """Write what each output was made from to the disk; where that is impossible, nothing."""
    packed.save(_path(out_dir, site_root), encode_traces(traces))


def _path(out_dir: Path, site_root: Path) -> str:
    return packed.cache_path(str(site_root), KIND, str(out_dir))
