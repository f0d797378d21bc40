"""Jinja's sandbox: the same fences, with shorter ways to what templates mostly ask for.

What is not known to be harmless by its type takes Jinja's own way.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2 import StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from sitegen import __version__, views
from sitegen.late_pattern import late_pattern
from sitegen.render.kept import KeptCode
from sitegen.render.partials import PageGenerator, prepare, put_partials
from sitegen.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from types import CodeType

    from jinja2 import BaseLoader, Template, nodes
    from jinja2.runtime import Context

_VERSIONS: Final = f"{__version__} {jinja2.__version__} {sys.version} {sys.flags.optimize}"
_SPECIAL = late_pattern("[&<>'\"]")
_LOOP: Final = frozenset(
    {"depth", "depth0", "first", "index", "index0", "last", "length", "revindex", "revindex0"}
)
_HARMLESS: Final = frozenset({str, Markup, int, bool, tuple, list, Macro})
"""Types of what an imported template may hold that lead nowhere."""


@cache
def readable_fields(kind: type) -> frozenset[str]:
    """Return what a template may read of every value of a type: of a view its fields."""
    if kind is LoopContext:
        return _LOOP
    if not is_dataclass(kind):
        return frozenset()
    return frozenset(field.name for field in fields(kind) if not field.name.startswith("_"))


def _owners() -> Mapping[str, frozenset[type]]:
    """Return the types that have a field of a name, for each name."""
    kinds = [kind for name in views.__all__ if isinstance(kind := getattr(views, name), type)]
    kinds.append(LoopContext)
    names = {name for kind in kinds for name in readable_fields(kind)}
    return {
        name: frozenset(kind for kind in kinds if name in readable_fields(kind)) for name in names
    }


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of the templates of one theme, which may be a stranger's work."""

    code_generator_class = PageGenerator
    owners = _owners()
    """Name of a field -> the types that may be asked for it without a question."""

    def __init__(
        self,
        loader: BaseLoader,
        names: Mapping[str, object],
        *,
        kept: KeptCode | None = None,
        partials: str = "",
    ) -> None:
        """Make an environment.

        Args:
            loader: Finds the sources of templates.
            names: What every template knows; `url`, `asset` and `part` take the context first.
            kept: Where compiled templates are kept.
            partials: A digest of all templates; with one, a template is compiled together with
                the partials that it includes.
        """
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.globals = dict(names)
        self._own_functions = tuple(names.get(name) for name in ("url", "asset", "part"))
        self._partials = partials
        self._kept = kept or KeptCode(None)
        self._loaded: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that every template knows: none of ours has names of its own."""
        return super().make_globals(d) if d else self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 named by Jinja
    ) -> Template:
        """Return a template by its name, which means the same wherever it is asked for."""
        found = self._loaded.get(name) if isinstance(name, str) else name
        if found is None:
            found = super().get_template(name, parent, globals)
            self._loaded[str(name)] = found
        return found

    def compile(  # type: ignore[override]  # of Jinja's ways only the one that its loaders use
        self, source: str, name: str, filename: str
    ) -> CodeType:
        """Return the code of a template."""
        parts = (_VERSIONS, self._partials, name, filename, source)
        return self._kept.get(parts, lambda: self._compiled(source, name, filename))

    def _compiled(self, source: str, name: str, filename: str) -> CodeType:
        tree = prepare(self.parse(source, name, filename))
        if self._partials:
            put_partials(tree, name, self._parse_named)
        return super().compile(tree, name, filename)

    def _parse_named(self, name: str) -> nodes.Template:
        if self.loader is None:
            raise TypeError("an environment without a loader")
        source, filename, _ = self.loader.get_source(self, name)
        return prepare(self.parse(source, name, filename))

    @staticmethod
    def printed(value: object) -> str:
        """Return a value as it stands in a page."""
        kind = type(value)
        if kind is Markup or (kind is str and not _SPECIAL.search(value)):  # type: ignore[call-overload]
            return value  # type: ignore[return-value]
        return escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what `obj.attribute` means in a template."""
        kind: type = type(obj)
        if kind is Words and attribute in obj.texts:
            return obj.named(attribute)
        if kind is TemplateModule and not attribute.startswith("_"):
            value = obj.__dict__.get(attribute)
            if type(value) in _HARMLESS:
                return value
        if attribute in readable_fields(kind):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a function."""
        first: object = context
        if type(obj) is Macro:
            first = context.eval_ctx
        elif obj is not (own := self._own_functions)[0] and obj is not own[1] and obj is not own[2]:
            return super().call(context, obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(first, *args, **kwargs)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Say whether a template may read this attribute."""
        kind = type(obj)
        if is_dataclass(kind):
            return attr in readable_fields(kind)
        return super().is_safe_attribute(obj, attr, value)
