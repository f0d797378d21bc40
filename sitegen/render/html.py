"""Page views -> HTML through the templates of the theme; a template's fault becomes a Problem."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from jinja2 import (
    BaseLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from markupsafe import Markup

from sitegen.addresses import base_path, relative_url
from sitegen.files import read_text
from sitegen.late_pattern import late_pattern
from sitegen.model.text import RichText, is_external, safe_href
from sitegen.problems import Outcome, Problem, SitePath, Span, near_miss
from sitegen.render import rich_text
from sitegen.render.kept import KeptCode, cache_folder
from sitegen.render.policy import POLICY, with_policy
from sitegen.render.sandbox import Sandbox
from sitegen.themes import find_template, template_names
from sitegen.words import direction_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from sitegen.files import FileTree
    from sitegen.plan import PageTask, Plan
    from sitegen.render.parts import Parts
    from sitegen.themes import Theme

_UNDEFINED = late_pattern(r"'([^']+)' is undefined|has no attribute '([^']+)'")


_FAULTS: Final = (
    TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError
)  # fmt: skip
_MANY: Final = 100
"""So many pages of one template pay for compiling it once more, with its partials inside."""
_HERE: Final = "the address of the page"
"""Stands among the values of a page, under a name that no template can say."""
_SHORT: Final = 400
"""Characters of a text that is printed on many pages: a title, not an abstract."""


class _LayerLoader(BaseLoader):
    """Look templates up in the chain of themes; `@scholar/page.html` names one theme's file."""

    def __init__(self, theme: Theme, files: FileTree) -> None:
        self.theme = theme
        self.files = files

    def get_source(
        self, environment: object, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """Return source and path; the path is what tracebacks name."""
        del environment
        path = find_template(self.theme, self.files, template)
        text = read_text(self.files, path).value if path else None
        if path is None or text is None:
            raise TemplateNotFound(template)
        return text, path, None

    def digest(self) -> str:
        """Return a digest of all templates of all layers."""
        made = hashlib.blake2b(digest_size=16)
        for layer in self.theme.layers:
            for path in self.files.glob(SitePath(f"{layer.folder}/templates")):
                content = self.files.read_bytes(path) or b""
                made.update(f"{path}\0{len(content)}\0".encode() + content)
        return made.hexdigest()


class HtmlRenderer:
    """The templates of one theme, compiled once and used for every page of a build.

    Compiled templates are kept in the cache folder that the environment names.
    """

    def __init__(
        self,
        theme: Theme,
        files: FileTree,
        plan: Plan,
        parts: Parts,
    ) -> None:
        self._files = files
        self._loader = _LayerLoader(theme, files)
        self._assets = plan.assets
        self._direction = plan.site.direction
        self._site_path = base_path(plan.site_url)
        self._printed: dict[int, tuple[RichText, Markup]] = {}
        self._parts = parts
        self._names = {
            "site": plan.site,
            "words": plan.words,
            "policy": POLICY,
            "theme": theme.options,
            "url": self._url,
            "asset": self._asset,
            "part": self._part,
        }
        self._kept = KeptCode(cache_folder(os.environ))
        self._environment = self._sandbox()
        self._quick: Sandbox | None = None
        self._way: Sandbox | None = None
        """How the parts are printed of what is being printed, where that is settled."""
        self._rendered: Counter[str] = Counter()

    def _sandbox(self, partials: str = "") -> Sandbox:
        made = Sandbox(self._loader, self._names, kept=self._kept, partials=partials)
        made.filters |= {"rich": self._rich, "json_ld": _json_ld, "lang": self._lang}
        return made

    def render(self, task: PageTask) -> Outcome[str]:
        """Return the page.

        Problems: template-missing, template-syntax, template-undefined, template-error.
        """
        try:
            self._parts.begin(task.url, task.template)
            view = task.view
            page = self._print(task.template, {"page": view, _HERE: task.url})
            self._parts.end()
            return Outcome(with_policy(page, view.meta.frames))
        except TemplateNotFound as error:
            return Outcome(None, (self._not_found(error, task),))
        except TemplateSyntaxError as error:
            span = Span(SitePath(error.filename or task.template), error.lineno)
            message = f"the template can not be read: {error.message}"
            hint = "write Jinja: {{ value }}, {% if … %} … {% endif %}, {# note #}"
            return Outcome(None, (Problem("template-syntax", message, span, hint),))
        except _FAULTS as error:
            return Outcome(None, (self._fault(error, task),))

    def _print(self, name: str, values: Mapping[str, object]) -> str:
        """Return what a template prints.

        One that is printed often is taken with its partials inside. What fails is printed again
        in the plain way, which says which partial it was; once, however deep in parts it failed.
        """
        self._rendered[name] += 1
        if self._way is not None or self._rendered[name] <= _MANY:
            return (self._way or self._environment).get_template(name).render(values)
        self._quick = self._way = self._quick or self._sandbox(self._loader.digest())
        try:
            return self._quick.get_template(name).render(values)
        except (*_FAULTS, SyntaxError):  # Python has a limit of nested loops
            self._way = self._environment
            return self._environment.get_template(name).render(values)
        finally:
            self._way = None

    @pass_context
    def _part(self, context: Context, template: str, **values: object) -> Markup:
        """Return what a partial prints that knows these values, and the page only by its links."""
        page = context[_HERE]

        def make() -> Markup:
            return Markup(self._print(template, {**values, _HERE: page}))  # noqa: S704 printed

        return self._parts.get(template, values, make)

    @pass_context
    def _url(self, context: Context, href: object) -> str:
        """Return the way from the page at hand to an address; "" for an unsafe one."""
        target = str(href)
        if not target.startswith("/") or target.startswith("//"):
            return safe_href(target) or ""
        page = context[_HERE]
        self._parts.note_link(target)
        # The page for what was not found is served at any depth.
        return self._site_path + target if page == "/404.html" else relative_url(target, page)

    @pass_context
    def _asset(self, context: Context, name: str) -> str:
        """Return the way to a static file of the theme."""
        if name not in self._assets:
            hint = near_miss(name, self._assets)
            raise UndefinedError(
                f"the theme has no static file '{name}'" + (f"; {hint}" if hint else "")
            )
        return self._url(context, self._assets[name])

    def _lang(self, language: str) -> Markup:
        """Return the attributes of an element in another language than that of the page."""
        direction = direction_of(language)
        turned = Markup(' dir="{}"').format(direction) if direction != self._direction else ""
        return Markup('lang="{}"{}').format(language, turned)

    @pass_context
    def _rich(self, context: Context, text: RichText | str) -> Markup:
        if isinstance(text, str):
            raise TypeError("the filter `rich` wants a rich text, not plain text")

        known = self._printed.get(id(text))
        if known and known[0] is text:
            return known[1]
        has_links = False

        def link(href: str) -> str | None:
            nonlocal has_links
            has_links = True
            return safe_href(href) if is_external(href) else self._url(context, href) or None

        made = Markup(rich_text.html(text, link).text)  # noqa: S704 the printer escapes
        if not has_links and len(made) < _SHORT:
            self._printed[id(text)] = text, made
        return made

    def _not_found(self, error: TemplateNotFound, task: PageTask) -> Problem:
        name = str(error.name)
        place = self._place(error) or Span(SitePath(task.template))
        theme = self._loader.theme
        known = template_names(theme, self._files)
        if name == task.template:
            folder = theme.layers[0].folder
            place = Span(SitePath(f"{folder}/theme.toml"))
            hint = (
                f'write {folder}/templates/{name}, or name a parent that has one: parent = "base"'
            )
        else:
            hint = near_miss(name, known) or f"templates of the theme: {', '.join(sorted(known))}"
        return Problem("template-missing", f"the theme has no template `{name}`", place, hint)

    def _fault(self, error: Exception, task: PageTask) -> Problem:
        place = self._place(error) or Span(SitePath(task.template))
        if isinstance(error, RecursionError):
            hint = "a file that it includes or extends must not lead back to it"
            message = "the template includes itself without end"
            return Problem("template-error", message, place, hint)
        message = str(error) or type(error).__name__
        unknown = _UNDEFINED.search(message)
        if not isinstance(error, UndefinedError) or unknown is None:
            hint = "the fields and filters that a template may use are in docs/themes.md"
            return Problem("template-error", f"the template fails: {message}", place, hint)
        name = unknown[1] or unknown[2]
        known = self._known_names(error, task, is_field=unknown[2] is not None, message=message)
        hint = near_miss(name, known) or f"known here: {', '.join(sorted(known))}"
        return Problem(
            "template-undefined", f"`{name}` is not defined", self._find(place, name), hint
        )

    def _known_names(
        self, error: Exception, task: PageTask, *, is_field: bool, message: str
    ) -> set[str]:
        if not is_field:
            locals_: set[str] = set()
            import traceback  # noqa: PLC0415 slow, only for an error

            for frame, _ in traceback.walk_tb(error.__traceback__):
                if "/templates/" in frame.f_code.co_filename:
                    locals_ = {
                        n[4:].partition("_")[2] for n in frame.f_locals if n.startswith("l_")
                    }
            return {*self._names, "page", *(name for name in locals_ if name)}
        owner = re.match(r"'([\w.]+) object'", message)
        return _fields_of(owner[1].rpartition(".")[2] if owner else "", task)

    def _place(self, error: Exception) -> Span | None:
        """Return the last line of a template that the error passed through."""
        import traceback  # noqa: PLC0415 slow, only for an error

        place = None
        for frame in traceback.extract_tb(error.__traceback__):
            if "/templates/" in frame.filename and frame.lineno:
                place = Span(SitePath(frame.filename), frame.lineno)
        return place

    def _find(self, place: Span, name: str) -> Span:
        text = read_text(self._files, place.path).value or ""
        lines = text.split("\n")
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        found = re.search(rf"\b{re.escape(name)}\b", line)
        return Span(place.path, place.line, found.start() + 1, len(name)) if found else place


def _fields_of(class_name: str, task: PageTask) -> set[str]:
    """Return the fields of the view class that an error names."""
    from sitegen import views  # noqa: PLC0415 only for an error

    cls: Any = getattr(views, class_name, type(task.view))
    return set(getattr(cls, "__dataclass_fields__", {}))


def _json_ld(text: str) -> Markup:
    """Return JSON that may stand inside a script element."""
    json.loads(text)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 escaped in the line above
