"""What a file looks like from outside: the evidence, without reading it, that it is the same.

Nothing slow is imported here: the check before a build that changes nothing lives from it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing costs more than the whole check
if TYPE_CHECKING:
    import os
    from typing import TypeAlias

    Signature: TypeAlias = tuple[int, int, int, int]
    """Size in bytes, time of change of the content and of the inode in ns, number of the inode.

    No program can set the second time back, whatever it does to the first.
    """

GRAIN_NS = 20_000_000
_COARSE_GRAIN_NS = 2_100_000_000


def signature(found: os.stat_result) -> Signature:
    """Return what is remembered of a file or folder."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def is_settled(seen: Signature, now_ns: int) -> bool:
    """Say whether a change after `now_ns` must show in the signature.

    Clocks of file systems tick every 10 ms at most, those of FAT every 2 s: what was written in
    the tick of the look can be written again in the same tick, with the same size. Git calls such
    entries racy (Documentation/technical/racy-git.txt).
    """
    newest = max(seen[1], seen[2])
    grain = _COARSE_GRAIN_NS if newest % 1_000_000_000 == 0 else GRAIN_NS
    return newest < now_ns - grain
