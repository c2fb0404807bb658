"""Known implementations as text, so that a notebook can hold them.

A part's right variants and mistakes are functions of the checks' own modules and use helpers that
stand beside them. Here they become what a student would have typed: one piece of Python that needs
nothing of the checks. A mistake that several parts share hands on `*rest` and `**options` under these
names; each part's own parameters are written in their place.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import symtable
from collections.abc import Callable, Sequence
from typing import Any

from autograder.part import Part

COURSE = "autograder."


def callables(part: Part, function: str, names: Sequence[str]) -> Callable:
    """The implementation itself. names: mistakes, the outermost first, then a right variant."""
    *mistakes, variant = names
    made = part.rights[function][variant]
    for name in reversed(mistakes):
        made = part.mistakes[name].around(made)
    return made


@functools.cache
def text(part: Part, function: str, names: tuple[str, ...]) -> str:
    """The same implementation as the text of a cell that defines `function`."""
    *mistakes, variant = names
    links = [part.mistakes[name].function for name in mistakes] + [part.rights[function][variant]]
    parameters = _definition(part.reference(function)).args
    called = [function, *(f"{'nearly_' * depth}right_{function}" for depth in reversed(range(len(mistakes))))]
    found: dict[str, ast.stmt] = {}
    own: list[ast.stmt] = []
    for place in reversed(range(len(links))):
        below = called[place + 1] if place + 1 < len(called) else None
        own.append(_renamed(links[place], called[place], below, parameters))
        _collect_helpers(links[place].__module__, {links[place].__name__, *called}, own[-1], found)
    imports = [node for node in found.values() if isinstance(node, ast.Import | ast.ImportFrom)]
    helpers = [node for node in found.values() if node not in imports]
    lines = sorted({ast.unparse(node) for node in imports})
    return "\n\n\n".join(["\n".join(lines), *map(ast.unparse, [*helpers, *own])]).strip()


def _renamed(link: Callable, name: str, below: str | None, parameters: ast.arguments) -> ast.FunctionDef:
    """A link of the chain under a name of the notebook, calling the link below it by name."""
    node = _definition(link)
    names = {link.__name__: name}
    if below:
        names[node.args.args.pop(0).arg] = below
        if ast.get_docstring(node):  # it explains the mistake
            del node.body[0]
    if node.args.vararg or node.args.kwarg:
        own = [parameter.arg for parameter in parameters.args]
        names.update(zip((given.arg for given in node.args.args), own, strict=False))
        node = _HandedOn(node, own[len(node.args.args) :]).visit(node)
        node.args = parameters
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id in names:
            inner.id = names[inner.id]
    node.name = name
    return node


class _HandedOn(ast.NodeTransformer):
    """Writes the names of parameters in place of `*rest`, or of `**options` where there is no rest."""

    def __init__(self, node: ast.FunctionDef, names: list[str]):
        self.rest = [ast.Name(name) for name in names if node.args.vararg]
        self.options = [ast.keyword(name, ast.Name(name)) for name in names if not node.args.vararg]

    def visit_Starred(self, node: ast.Starred) -> Any:
        match ast.unparse(node):
            case "*rest":
                return self.rest
            case "*options.values()":
                return []
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> Any:
        return self.options if ast.unparse(node) == "**options" else self.generic_visit(node)


def _collect_helpers(module: str, there: set[str], node: ast.stmt, found: dict[str, ast.stmt]) -> None:
    """Put what a definition needs of its module's top level into `found`, in an order that runs; there: names that
    need nothing, such as its own."""
    for needed in sorted(_global_names(node) - there):
        _collect(module, needed, found)


def _collect(module: str, name: str, found: dict[str, ast.stmt]) -> None:
    node = _top_level(module).get(name)
    if node is None or name in found:
        return
    if isinstance(node, ast.Import | ast.ImportFrom):
        alias = next(alias for alias in node.names if name in (alias.asname, alias.name))
        if isinstance(node, ast.Import):
            found[name] = ast.Import([alias])
        elif node.module and node.module.startswith(COURSE):
            _collect(node.module, alias.name, found)
        else:
            found[name] = ast.ImportFrom(node.module, [alias], level=0)
        return
    bare = _bare(node)
    found[name] = bare  # first, because functions may call each other
    _collect_helpers(module, {name}, bare, found)
    found[name] = found.pop(name)


def _definition(function: Callable) -> ast.FunctionDef:
    """A copy of a function's definition."""
    node = _bare(_top_level(function.__module__)[function.__name__])
    assert isinstance(node, ast.FunctionDef), f"{function.__name__} is no plain function of its module"
    return node


def _bare(node: ast.stmt) -> ast.stmt:
    """A copy of a definition; a function without the decorators that register it."""
    copy = ast.parse(ast.unparse(node)).body[0]
    if isinstance(copy, ast.FunctionDef):
        copy.decorator_list = []
    return copy


@functools.cache
def _top_level(module: str) -> dict[str, ast.stmt]:
    """What a module defines, by name."""
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    return {name: node for node in tree.body for name in _bound(node)}


def _bound(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Import() | ast.ImportFrom():
            return [alias.asname or alias.name for alias in node.names]
        case ast.Assign():
            return [target.id for target in node.targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(name)):
            return [name]
    return []


def _global_names(node: ast.stmt) -> set[str]:
    """Names that a definition looks up outside itself."""
    names: set[str] = set()
    tables = [symtable.symtable(ast.unparse(node), "definition", "exec")]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        names |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_global() and symbol.is_referenced()
        }
    return names
