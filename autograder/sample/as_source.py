"""Known implementations as text, so that a notebook can hold them.

A part's right variants and mistakes are functions of the checks' own modules and use helpers that
stand beside them. Here they become what a student would have typed: one piece of Python that needs
nothing of the checks.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import symtable
from collections.abc import Callable, Sequence

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
    called = [function, *(f"{'nearly_' * depth}right_{function}" for depth in reversed(range(len(mistakes))))]
    found: dict[str, ast.stmt] = {}
    own: list[ast.stmt] = []
    for place in reversed(range(len(links))):
        below = called[place + 1] if place + 1 < len(called) else None
        own.append(_renamed(links[place], called[place], below))
        _collect_helpers(links[place].__module__, links[place].__name__, own[-1], found)
    imports = [node for node in found.values() if isinstance(node, ast.Import | ast.ImportFrom)]
    helpers = [node for node in found.values() if node not in imports]
    lines = sorted({ast.unparse(node) for node in imports})
    return "\n\n\n".join(["\n".join(lines), *map(ast.unparse, [*helpers, *own])]).strip()


def _renamed(link: Callable, name: str, below: str | None) -> ast.FunctionDef:
    """A link of the chain under a name of the notebook, calling the link below it by name."""
    node = _bare(_top_level(link.__module__)[link.__name__])
    names = {link.__name__: name}
    if below:
        names[node.args.args.pop(0).arg] = below
        if ast.get_docstring(node):  # it explains the mistake
            del node.body[0]
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id in names:
            inner.id = names[inner.id]
    node.name = name
    return node


def _collect_helpers(module: str, name: str, node: ast.stmt, found: dict[str, ast.stmt]) -> None:
    """Put what a definition needs of its module's top level into `found`, in an order that runs."""
    for needed in sorted(_global_names(node) - {name}):
        _collect(module, needed, found)


def _collect(module: str, name: str, found: dict[str, ast.stmt]) -> None:
    node = _top_level(module).get(name)
    if node is None or name in found:
        return
    if isinstance(node, ast.Import | ast.ImportFrom):
        alias = next(alias for alias in node.names if name in (alias.asname, alias.name))
        if isinstance(node, ast.ImportFrom) and node.module.startswith(COURSE):
            _collect(node.module, alias.name, found)
        else:
            one = {"names": [alias], "level": 0}
            found[name] = (
                ast.Import([alias]) if isinstance(node, ast.Import) else ast.ImportFrom(node.module, **one)
            )
        return
    bare = _bare(node)
    found[name] = bare  # first, because functions may call each other
    _collect_helpers(module, name, bare, found)
    found[name] = found.pop(name)


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
        case ast.AnnAssign(target=ast.Name()):
            return [node.target.id]
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
