"""How a template becomes Python: fewer steps for each value, and its partials inside it.

An include costs a new context and a generator; a page of a paper has twenty. A template with its
partials inside prints what Jinja's includes print, but in a traceback their lines are its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateError, meta, nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.compiler import Frame

    Parse = Callable[[str], nodes.Template]

_MOST: Final = 100
_DEEPEST: Final = 6
_OWN_NAMES: Final = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
"""Names that mean something else in a partial than in the template that includes it."""
_ESCAPING: Final = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)
_FRAMED: Final = (nodes.Extends, nodes.Block, *_ESCAPING)
"""A partial with one of these is left to Jinja."""


def prepare(tree: nodes.Template) -> nodes.Template:
    """Return a tree whose blocks are joined before they are handed on; the tree is changed."""
    for output in tree.find_all(nodes.Output):
        output.nodes = [_without_undefined(node) for node in output.nodes]
    for block in tree.find_all(nodes.Block):
        block.body = [_joined(block.body, block.lineno)]
    return tree


def _without_undefined(node: nodes.Expr) -> nodes.Expr:
    """Return what is printed: of a condition without `else` that does not hold, nothing."""
    if not isinstance(node, nodes.CondExpr) or node.expr2 is not None:
        return node
    nothing = nodes.Const("", lineno=node.lineno)
    return nodes.CondExpr(node.test, node.expr1, nothing, lineno=node.lineno)


def _joined(body: list[nodes.Node], line: int) -> nodes.Scope:
    made = nodes.Scope(body, lineno=line)
    made.is_joined = True  # type: ignore[attr-defined]  # Jinja allows no nodes of our own
    return made


def put_partials(tree: nodes.Template, name: str, parse: Parse) -> None:
    """Put the partials of a template in the places of its includes; the tree is changed.

    Args:
        tree: The template.
        name: Its name.
        parse: Returns the tree of another template, or raises what Jinja raises.
    """
    if _has(tree, _ESCAPING):
        return
    found: list[str] = []
    # A child prints nothing outside of its blocks but includes: those stay.
    roots: Iterable[nodes.Node] = tree.find_all(nodes.Block) if tree.find(nodes.Extends) else [tree]
    for root in list(roots):
        _visit(root, (name,), parse, found)


def _has(tree: nodes.Template, kinds: Iterable[type[nodes.Node]]) -> bool:
    return any(tree.find(kind) for kind in kinds)


def _visit(node: nodes.Node, path: tuple[str, ...], parse: Parse, found: list[str]) -> None:
    """Look for includes below a node; `path` names the templates that led to it."""
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _visit(value, path, parse, found)
        elif isinstance(value, list):
            setattr(node, field, [_visited(one, path, parse, found) for one in value])


def _visited(node: object, path: tuple[str, ...], parse: Parse, found: list[str]) -> object:
    if isinstance(node, nodes.Include):
        return _partial(node, path, parse, found) or node
    if isinstance(node, nodes.Node):
        _visit(node, path, parse, found)
    return node


def _partial(
    include: nodes.Include, path: tuple[str, ...], parse: Parse, found: list[str]
) -> nodes.Scope | None:
    """Return what an include brings, or None where Jinja shall do it."""
    template = include.template
    if not isinstance(template, nodes.Const) or not isinstance(template.value, str):
        return None
    name = template.value
    if include.ignore_missing or not include.with_context or name in path:
        return None
    if len(found) >= _MOST or len(path) >= _DEEPEST:
        return None
    try:
        tree = parse(name)
        if _has(tree, _FRAMED) or meta.find_undeclared_variables(tree) & _OWN_NAMES:
            return None
    except TemplateError:
        return None
    found.append(name)
    _visit(tree, (*path, name), parse, found)
    return _joined(tree.body, include.lineno)


class PageGenerator(CodeGenerator):
    """Jinja's code generator, asking `Sandbox` in fewer steps."""

    def write_commons(self) -> None:
        """Write what every function of a template begins with."""
        super().write_commons()
        self.writeline("owners = environment.owners")
        self.writeline("printed = environment.printed")

    def visit_Scope(self, node: nodes.Scope, frame: Frame) -> None:  # noqa: N802 named by Jinja
        """Write a scope; the text of a partial or a block is joined before it is handed on."""
        if frame.buffer is not None or not getattr(node, "is_joined", False):
            super().visit_Scope(node, frame)
            return
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.leave_frame(inner)
        self.writeline(f"yield concat({inner.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write `value.name`: of a view it is the field, of all else what the sandbox says."""
        name = node.attr
        is_value = isinstance(node.node, nodes.Name | nodes.Getattr)
        if not is_value or name not in getattr(self.environment, "owners", ()):
            super().visit_Getattr(node, frame)
            return
        value = self.temporary_identifier()
        self.write(f"({value}.{name} if type({value} := (")
        self.visit(node.node, frame)
        self.write(f")) in owners[{name!r}] else environment.getattr({value}, {name!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("printed(")
