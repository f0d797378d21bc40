from __future__ import annotations

import threading

from sitegen.serve.changes import Changes

PATIENCE = 30


def test_the_clock_is_asked_and_not_the_time() -> None:
    now = [10.0]
    changes = Changes(lambda: now[0])
    changes.note()
    now[0] = 10.06
    assert changes.wait()


def test_a_note_while_nobody_waits_is_kept() -> None:
    changes = Changes()
    changes.note()
    changes.note()
    assert changes.wait()
    threading.Timer(0, changes.close).start()
    assert not changes.wait()


def test_closing_ends_a_wait() -> None:
    changes = Changes()
    ended = threading.Event()
    waiter = threading.Thread(target=lambda: (changes.wait(), ended.set()))
    waiter.start()
    changes.close()
    assert ended.wait(PATIENCE)
    waiter.join(PATIENCE)
