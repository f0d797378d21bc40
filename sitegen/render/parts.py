"""Parts of pages, such as one entry of a list: printed once for the same values.

A part sees its values, the site and the options, and its links. So it prints the same wherever
its links do: on all pages of one folder, unless it links to the page itself or below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, is_dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

from markupsafe import Markup

from sitegen import views
from sitegen.model.text import Url

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

_Key: TypeAlias = tuple[object, ...]

_PLAIN: Final[frozenset[type]] = frozenset({str, Markup, int, bool, type(None)})
_VIEWS: Final[frozenset[type]] = frozenset(
    kind
    for name in views.__all__
    if isinstance(kind := getattr(views, name), type) and is_dataclass(kind)
)
"""Types of values that never change."""
_LONG_LIST: Final = 10
"""A page of fewer parts is printed anew without remembering them."""


class Reads(Protocol):
    """What templates read of their theme."""

    def of(self, template: str) -> Mapping[str, int]:
        """Return the templates that a page of this one may read."""

    def digest(self, template: str) -> int:
        """Return one number for all that a template may read."""


class Part(NamedTuple):
    """A part as it was printed, and the addresses of the site that it links to.

    Its values stay, so that their identities are nobody else's.
    """

    values: Mapping[str, object]
    text: Markup
    links: tuple[str, ...]


@dataclass(slots=True, eq=False)
class PartMemo:
    """The parts of long lists, by page, from one build to the next."""

    setting: object = None
    """What all parts depend on."""
    pages: dict[Url, dict[_Key, Part]] = field(default_factory=dict)

    def begin(self, setting: object) -> None:
        """Begin a build; in another setting nothing holds."""
        if self.setting != setting:
            self.pages.clear()
            self.setting = setting

    def keep(self, pages: Container[Url]) -> None:
        """Forget what stands on no page any more."""
        for url in [url for url in self.pages if url not in pages]:
            del self.pages[url]


class Parts:
    """The parts of the pages of one run, one page after the other."""

    def __init__(self, memo: PartMemo, reads: Reads) -> None:
        self._memo = memo
        self._reads = reads
        self._printed: dict[tuple[str, _Key], Part] = {}
        """By the page where it holds, `/posts/first/`, or all pages of a folder, `/posts/*`."""
        self._allowed: Container[str] = ()
        self._page = Url("")
        self._pages = self._own = ""
        self._before: Mapping[_Key, Part] = {}
        self._now: dict[_Key, Part] = {}
        self._links: list[str] = []

    def begin(self, page: Url, template: str) -> None:
        """Begin a page."""
        self._allowed = self._reads.of(template)
        self._page = page
        # The home page lies above all, and that for what was not found nowhere.
        self._own = page.rstrip("/") if page.endswith("/") else ""
        self._pages = f"{self._own.rpartition('/')[0]}/*" if self._own else page
        self._before = self._memo.pages.get(page, {})
        self._now = {}
        self._links = []

    def end(self) -> None:
        """End a page. One that fails does not end."""
        if len(self._now) >= _LONG_LIST:
            self._memo.pages[self._page] = self._now
        else:
            self._memo.pages.pop(self._page, None)

    def note_link(self, target: str) -> None:
        """Note that the page at hand links to an address of the site."""
        self._links.append(target)

    def _is_below(self, target: str) -> bool:
        """Say whether a link leads to the page at hand or below it, if need be by a detour."""
        return target.startswith(self._own) or "//" in target or "/." in target

    def get(
        self, template: str, values: Mapping[str, object], make: Callable[[], Markup]
    ) -> Markup:
        """Return a part; `make` prints it.

        Raises:
            TypeError: The name of the template does not stand in the source of the page, so that
                nobody knew that the page reads it.
        """
        if template not in self._allowed:
            raise TypeError("`part` wants the name of a template as it stands in quotes")
        made = _key(values)
        if made is None:
            return make()
        key = (template, self._reads.digest(template), *made)
        here, around = (self._page, key), (self._pages, key)
        part = self._printed.get(around)
        if part is None or any(map(self._is_below, part.links)):
            part = self._printed.get(here) or self._before.get(key)
        if part is None:
            count = len(self._links)
            text = make()
            links = tuple(self._links[count:])
            part = Part(values, text, links)
            self._printed[here if any(map(self._is_below, links)) else around] = part
        else:
            self._links += part.links
        self._now[key] = part
        return part.text


def _key(values: Mapping[str, object]) -> _Key | None:
    """Return what tells values apart; None where one could change."""
    made: list[object] = []
    for name, value in values.items():
        kind = type(value)
        if kind in _PLAIN:
            made += (name, kind, value)
        elif kind in _VIEWS:
            made += (name, kind, id(value))
        else:
            return None
    return tuple(made)
