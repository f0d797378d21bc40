"""After any history of edits the same private values are found as in a fresh copy."""

from __future__ import annotations

import hashlib
from random import Random
from typing import TYPE_CHECKING

from conftest import SMALLEST, TODAY, tree
from test_private_values import pdf

from sitegen.app import BuildMemo, build_site
from sitegen.build.leaks import LeakMemo
from sitegen.build.run import Standing

if TYPE_CHECKING:
    from sitegen.model.text import OutPath

    Files = dict[str, str | bytes]

HISTORIES = 12
NUMBERS = ("020 7946 0958", "020 7946 0111")
KEY = b"k" * 32


def edit(random: Random, files: Files) -> None:
    number = random.choice((*NUMBERS, "nothing"))
    path = random.choice(
        ("private.toml", "private.toml", "content/pages/a.md", "content/assets/a.txt",
         "content/assets/a.pdf")
    )  # fmt: skip
    if path in files and random.random() < 0.4:
        del files[path]
    elif path == "private.toml":
        value = random.choice(NUMBERS)
        files[path] = f'[[contacts]]\nkind = "phone"\nvalue = "{value}"\n'
    elif path.endswith(".pdf"):
        locked = b"%PDF-1.7 cut off"
        files[path] = random.choice((pdf(f"BT /F 9 Tf 9 9 Td ({number}) Tj ET"), locked))
    else:
        files[path] = f'+++\ntitle = "A"\n+++\n{number}\n'


def test_a_leak_is_found_after_any_history() -> None:
    leaks = kept = 0
    for seed in range(HISTORIES):
        random = Random(seed)  # noqa: S311 no secret
        files: Files = {
            **SMALLEST,
            "private.toml": f'[[contacts]]\nkind = "phone"\nvalue = "{NUMBERS[0]}"\n',
            "content/assets/a.txt": NUMBERS[1],
        }
        memo = BuildMemo()
        standing, saved = Standing("1"), LeakMemo(lambda: KEY)
        disk: dict[OutPath, bytes] = {}
        for _ in range(6):
            edit(random, files)
            clean = build_site(tree(files), TODAY)
            remembered = build_site(tree(files), TODAY, memo=memo)
            searches = LeakMemo(lambda: KEY, saved.digest, set(saved.clean), set(saved.unread))
            later = BuildMemo(leaks=searches)
            traced = build_site(tree(files), TODAY, memo=later, standing=standing)
            assert remembered.problems == clean.problems == traced.problems, seed
            assert (remembered.value is None) == (clean.value is None) == (traced.value is None)
            if clean.value is None or traced.value is None or remembered.value is None:
                leaks += 1
                continue
            assert remembered.value.outputs == clean.value.outputs
            kept += len(traced.value.kept)
            disk = {path: disk[path] for path in traced.value.kept} | dict(traced.value.outputs)
            assert disk == clean.value.outputs, seed
            digests = {path: hashlib.sha256(one).hexdigest() for path, one in disk.items()}
            standing, saved = Standing("1", traced.value.traces, digests), searches
    assert leaks > HISTORIES / 2
    assert kept > HISTORIES
