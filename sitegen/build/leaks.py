"""The last look before anything is written: is there a private value in any file of the output?

Nothing private is in the views that templates get, so only a template, a text or a file of the
user's own can print it.
"""

from __future__ import annotations

import json
import os
from dataclasses import field
from functools import partial
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Final

from sitegen.build.output_dir import name_few
from sitegen.problems import Problem, SitePath, Span, warning
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.build.run import Build
    from sitegen.leaks import Wanted
    from sitegen.model.private import Secret
    from sitegen.model.text import OutPath
    from sitegen.progress import Progress

KEY_BYTES: Final = 32
_SLOW: Final = (b"%PDF-", b"PK\x03\x04")
"""How files begin whose text takes long to read: their digests are remembered."""


@dataclass(slots=True, eq=False)
class LeakMemo:
    """Which files were searched, and for what; each build changes it.

    What was searched for is kept as a digest with a key that does not lie beside it: there are
    few enough phone numbers to try them all. `key` is asked where there is a secret.
    """

    key: Callable[[], bytes] = partial(os.urandom, KEY_BYTES)
    digest: str = ""
    """Of the secrets that all of the output was searched for; "" for none."""
    clean: set[str] = field(default_factory=set)
    """SHA-256 of files that hold none of them."""
    unread: set[str] = field(default_factory=set)
    """SHA-256 of those that could not be read."""
    _secrets: tuple[Secret, ...] = ()
    _seen: dict[OutPath, bytes] = field(default_factory=dict)
    """Files in which nothing was found, by this process."""

    def begin(self, secrets: tuple[Secret, ...]) -> bool:
        """Begin a build; say whether the output holds nothing that was not searched for these."""
        digest = _digest(secrets, self.key) if secrets else ""
        is_same = digest == self.digest
        if not is_same:
            self.digest = digest
            self.clean, self.unread = set(), set()
        if secrets != self._secrets:
            self._secrets, self._seen = secrets, {}
        return is_same or not secrets

    def search(self, build: Build, progress: Progress | None = None) -> tuple[Problem, ...]:
        """Return which secrets the files of a build hold, and what could not be searched.

        Problems: private-leak, short-private-value, unsearched-file.
        """
        if not self._secrets:
            return ()
        from sitegen.leaks import wanted_of  # noqa: PLC0415 who has no secrets does without

        wanted = [one for secret in self._secrets if (one := wanted_of(secret)) is not None]
        found: dict[int, list[OutPath]] = {}
        unread = [out for out, digest in build.kept.items() if digest in self.unread]
        for done, (out, content) in enumerate(build.outputs.items()):
            if self._seen.get(out) is content:
                continue
            if progress is not None:
                progress("Searching", done, len(build.outputs))
            held, is_whole = self._look(out, content, wanted)
            for place in held:
                found.setdefault(place, []).append(out)
            if not is_whole:
                unread.append(out)
            elif not held:
                self._seen[out] = content
        leaks = (_leak(wanted[place].secret, outs) for place, outs in sorted(found.items()))
        sought = {id(one.secret) for one in wanted}
        short = (_short(one) for one in self._secrets if id(one) not in sought)
        return (*leaks, *short, *_unsearched(unread, self._secrets[0].place))

    def _look(self, out: OutPath, content: bytes, wanted: list[Wanted]) -> tuple[list[int], bool]:
        """Return which of the wanted a file holds, and whether all of it could be read."""
        from sitegen.leaks import holds, texts_of  # noqa: PLC0415 likewise

        is_slow = content.startswith(_SLOW)
        digest = sha256(content).hexdigest() if is_slow else ""
        if digest in self.clean:
            return [], True
        texts, is_whole = texts_of(out, content)
        texts = (*texts, out.casefold())
        held = [
            place for place, one in enumerate(wanted) if any(holds(text, one) for text in texts)
        ]
        if is_slow and not held:
            (self.clean if is_whole else self.unread).add(digest)
        return held, is_whole


def _digest(secrets: tuple[Secret, ...], key: Callable[[], bytes]) -> str:
    values = json.dumps([[one.form, one.value] for one in secrets]).encode()
    return blake2b(values, key=key(), digest_size=32).hexdigest()


def _leak(secret: Secret, outs: list[OutPath]) -> Problem:
    of = f" of {secret.variable}" if secret.variable else ""
    message = f"the private {secret.name}{of} would be published in {name_few(outs)}"
    hint = "take it out of the template, text or file that has it"
    if not secret.is_of_reference:
        hint += '; or let the contact be public: `show = ["web", "pdf"]`'
    return Problem("private-leak", message, secret.place, hint)


def _short(secret: Secret) -> Problem:
    from sitegen.leaks import SHORTEST  # noqa: PLC0415 likewise

    message = f"the private {secret.name} is too short to be searched for in the output"
    hint = f"with fewer than {SHORTEST} letters or digits it may stand anywhere; write all of it"
    return warning("short-private-value", message, secret.place, hint)


def _unsearched(outs: list[OutPath], place: Span) -> Iterator[Problem]:
    for out in outs:
        message = f"`{out}` cannot be read, so it was not searched for private values"
        hint = "open it and look, or publish it without a password"
        source = SitePath(f"content/{out}") if out.startswith("assets/") else place.path
        yield warning("unsearched-file", message, Span(source), hint)
