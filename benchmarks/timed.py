"""Run a command; print seconds on the wall and of the processor, and its peak of memory, as JSON.

A program of its own, and a small one: the peak that the system gives for a child is never less
than what its parent used.
"""

import json
import os
import sys
import time

_KIBIBYTES = 1024


def main() -> int:
    command = sys.argv[1:]
    nothing = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    child = os.posix_spawnp(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nothing, 1)]
    )
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"wall": wall, "cpu": cpu, "rss_mib": used.ru_maxrss / _KIBIBYTES}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
