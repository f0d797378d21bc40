"""Who may ask: the names a request may be addressed to, and the pages it may come from.

Any page open in the browser can send requests to this computer, and a name that its owner points
here (DNS rebinding) would make it look like the same origin. So the name must be one of ours.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ALL_ADDRESSES: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 recognised, not bound
_HOST = late_pattern(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
_ORIGIN = late_pattern(r"https?://([^/?#@\s]+)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Access:
    """The names under which the preview may be asked for."""

    names: frozenset[str]
    any_address: bool = False
    """Any IP address too: no foreign page can have one as its name."""

    def allows(self, host: str | None, origin: str | None) -> bool:
        """Say whether the headers `Host` and `Origin` of a request are as they must be.

        >>> access = access_for("127.0.0.1")
        >>> access.allows("localhost:8000", None), access.allows("evil.example", None)
        (True, False)
        >>> access.allows("localhost:8000", "null"), access.allows("[::1", None)
        (False, False)
        """
        if host is None or not self._knows(host):
            return False
        if origin is None:
            return True
        found = _ORIGIN.fullmatch(origin)
        return found is not None and found[1].lower() == host.lower()

    def _knows(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = (found[1] or found[2]).lower().removesuffix(".")
        return name in self.names or (self.any_address and _is_address(name))


def access_for(host: str, also: Iterable[str] = ()) -> Access:
    """Return who may ask a server that listens on `host`; `also` are more names it goes by."""
    name = host.strip("[]").lower()
    names = LOOPBACK | {name} | {other.strip().lower() for other in also}
    return Access(names - _ALL_ADDRESSES, any_address=name in _ALL_ADDRESSES)


def is_loopback(host: str) -> bool:
    """Say whether only this computer can reach a server that listens on `host`."""
    name = host.strip("[]").lower()
    return name == "localhost" or (_is_address(name) and ip_address(name).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
