"""What a file is made from, by names, and what `--why` says when some of it has changed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from sitegen.build.templates import ALL_NAMES
from sitegen.plan.tasks import DocumentTask, PageTask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.build.digest import Digester
    from sitegen.plan.tasks import Plan, Task
    from sitegen.themes import Theme

NOTHING_KNOWN: Final = "nothing is known of an earlier build by this version"
SECRETS_CHANGED: Final = "private values have changed, so all that is published is searched anew"
EDITED: Final = "somebody changed or removed it in the output"
WARNED: Final = "there is something to be said of it"
OTHER_KIND: Final = "it is made in another way"

_LISTED_AT_MOST: Final = 4
_SITE: Final = "the name, navigation, links or footer of the site"
_INTERFACE: Final = "the words of the interface"
_THEMES: Final = "the theme or its parents"
_OPTIONS: Final = "the options of the theme"
_STATIC: Final = "the static files of the theme"
_ADDRESS: Final = "the address of the site"

_WORDS: Final = {
    "publication": "the publication",
    "view": "the publication",
    "links": "what it links to",
    "company": "the works and pages around it",
    "own": "its own text",
    "basics": "site.toml or the profile",
    "post": "the post",
    "project": "the project",
    "item": "the news item",
    "known": "what it links to or cites",
    "around": "the posts around it",
    "url": "its address",
    "meta": "its head",
    "source": "the file",
    "sources": "its entries",
    "items": "its entries",
    "publications": "its entries",
    "letterhead": "its head",
    "design": "the look of the documents",
    "words": "the words of the interface",
    "date_text": "its date",
    "templates": "the document theme",
    "fonts": "the fonts of the documents",
    "pictures": "its pictures",
    "site_url": _ADDRESS,
}
"""Names of inputs for which "its <name>" would say too little."""


READS: Final = ("templates", "fonts", "pictures", "site_url")
"""What a document is made from besides its view."""


def setting_of(plan: Plan, theme: Theme, digester: Digester) -> Mapping[str, int]:
    """Return what every page depends on: digests by name."""
    values = {
        _SITE: plan.site,
        _INTERFACE: plan.words,
        _THEMES: tuple((layer.name, layer.folder) for layer in theme.layers),
        _OPTIONS: theme.options,
        _STATIC: plan.assets,
        _ADDRESS: plan.site_url,
    }
    return {name: digester.number(value) for name, value in values.items()}


def inputs_of(task: Task) -> Iterator[tuple[str, object]]:
    """Yield what a task is made from, by names, in an order that is always the same."""
    if isinstance(task, DocumentTask):
        for one in fields(task.document):
            yield one.name, getattr(task.document, one.name)
        yield "max_pages", task.max_pages
        return
    if not isinstance(task, PageTask):
        for one in fields(task):
            if one.name != "out":
                yield one.name, getattr(task, one.name)
        return
    yield "template", task.template
    names = task.make.__code__.co_varnames
    for name, value in zip(names, task.inputs, strict=False):
        if name == "page":
            yield from (
                (one.name, getattr(value, one.name))
                for one in fields(value)  # type: ignore[arg-type]  # a view or a page
                if one.compare
            )
        else:
            yield name, value


def new(task: Task) -> str:
    """Return why a file is made that no earlier build knows."""
    return "a new page" if isinstance(task, PageTask) else "a new file"


def setting_changed(before: Mapping[str, int], now: Mapping[str, int]) -> str:
    """Return what has changed of all that every page depends on."""
    return _changed(_differing(before, now)) or NOTHING_KNOWN


def templates_changed(before: Mapping[str, int], now: Mapping[str, int]) -> str:
    """Return which templates have changed, or come from another layer; "" for none.

    One that no page has read before is read because of another one, or of the page.

    >>> templates_changed({"a.html": 1, "b.html": 2}, {"a.html": 3, "b.html": 4})
    "the theme's `a.html` and `b.html` changed"
    """
    names = list(_differing(before, now))
    known = [name for name in names if name in before]
    if names and not known:
        return "its template changed"
    if known == [ALL_NAMES]:
        return "the theme has other templates to choose from"
    quoted = _changed(f"`{name}`" for name in known if name != ALL_NAMES)
    return quoted and f"the theme's {quoted}"


def inputs_changed(task: Task, before: Sequence[int], now: Sequence[int]) -> str:
    """Return what has changed of the inputs of a task, "" for nothing."""
    if before == now:
        return ""
    if len(before) != len(now):
        return OTHER_KIND
    labels = [name for name, _ in inputs_of(task)]
    if isinstance(task, DocumentTask):
        labels += READS
    found = [label for label, one, other in zip(labels, before, now, strict=False) if one != other]
    words = (_WORDS.get(label) or f"its {label.replace('_', ' ')}" for label in found)
    return _changed(dict.fromkeys(words)) or OTHER_KIND


def _differing(before: Mapping[str, int], now: Mapping[str, int]) -> Iterator[str]:
    return (name for name, value in now.items() if before.get(name) != value)


def _changed(names: Iterable[str]) -> str:
    """Return that some things have changed, "" if there are none.

    >>> _changed(["its title", "its summary", "its body"])
    'its title, its summary and its body changed'
    """
    found = list(names)
    if len(found) > _LISTED_AT_MOST:
        rest = len(found) - _LISTED_AT_MOST + 1
        found = [*found[: _LISTED_AT_MOST - 1], f"{rest} others"]
    *first, last = found or [""]
    listed = f"{', '.join(first)} and {last}" if first else last
    return listed and f"{listed} changed"
