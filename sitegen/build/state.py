"""What a build leaves for the next one, in the cache folder of the site."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen import packed
from sitegen.build.leaks import LeakMemo
from sitegen.build.own_key import own_key
from sitegen.build.run import Standing
from sitegen.build.traces import KIND, decode_traces, encode_traces
from sitegen.build.versions import library_version, program_versions
from sitegen.build.write import standing_files
from sitegen.images.store import ImageStore
from sitegen.load import SiteMemo, decode_memo, encode_memo
from sitegen.render.kept import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.build.traces import Traces

_CONTENT: Final = "content"
_SEARCHED: Final = "searched"


def read_standing(out_dir: Path, site_root: Path, *, is_fresh: bool = False) -> Standing:
    """Return what earlier builds left; of a fresh one that is nothing. Reads the disk."""
    versions = _versions(site_root)
    if is_fresh:
        return Standing(versions)
    traces = decode_traces(packed.load(_path(KIND, site_root, out_dir), KIND), versions)
    files = standing_files(out_dir, site_root=site_root) if traces.outputs else {}
    return Standing(versions, traces, files)


def save_traces(traces: Traces, out_dir: Path, site_root: Path) -> None:
    """Write what each output was made from to the disk; where that is impossible, nothing."""
    packed.save(_path(KIND, site_root, out_dir), encode_traces(traces))


def read_content(site_root: Path, versions: str) -> SiteMemo:
    """Return what earlier builds made of the files of the site. Reads the disk."""
    found = packed.load(_path(_CONTENT, site_root, site_root), _CONTENT)
    known = decode_memo(found.blob) if found and found.texts == [versions] else None
    return known or SiteMemo()


def known_content(site_root: Path) -> SiteMemo:
    """Return what builds with the programs at hand made of the files of the site."""
    return read_content(site_root, _versions(site_root))


def save_content(memo: SiteMemo, site_root: Path, versions: str) -> None:
    """Write what was made of the files of the site to the disk; where impossible, nothing."""
    content = packed.pack(_CONTENT, [versions], [], encode_memo(memo))
    packed.save(_path(_CONTENT, site_root, site_root), content)


def known_images(site_root: Path, *, writes: bool = False) -> ImageStore:
    """Return what builds with the Pillow at hand made of images; it `writes` new ones there too."""
    folder = os.path.dirname(_path(_CONTENT, site_root, site_root))  # noqa: PTH120 a text
    versions = f"pillow {library_version('pillow')} {site_root.stat().st_ino}"
    return ImageStore(folder, versions, writes=writes)


def read_searches(out_dir: Path, site_root: Path, *, is_fresh: bool = False) -> LeakMemo:
    """Return what the output was searched for; of a fresh build that is nothing. Reads the disk."""
    memo = LeakMemo(partial(own_key, cache_folder(os.environ)))
    found = packed.load(_path(_SEARCHED, site_root, out_dir), _SEARCHED)
    if is_fresh or found is None or len(found.numbers) != 1:
        return memo
    memo.digest, *files = found.texts
    memo.clean, memo.unread = set(files[: found.numbers[0]]), set(files[found.numbers[0] :])
    return memo


def save_searches(memo: LeakMemo, out_dir: Path, site_root: Path) -> None:
    """Write what all of the output was searched for to the disk; where impossible, nothing."""
    path = _path(_SEARCHED, site_root, out_dir)
    if not memo.digest:
        packed.discard(path)
        return
    texts = (memo.digest, *sorted(memo.clean), *sorted(memo.unread))
    packed.save(path, packed.pack(_SEARCHED, texts, [len(memo.clean)]))


def _versions(site_root: Path) -> str:
    """Return what tells the programs at hand, and this folder, from others. Looks at the disk.

    Whoever sends a site with a cache and an output cannot know the number of the folder here, so
    none of theirs is used.
    """
    return f"{program_versions()} {site_root.stat().st_ino}"


def _path(kind: str, site_root: Path, place: Path) -> str:
    return packed.cache_path(str(site_root), kind, str(place))
