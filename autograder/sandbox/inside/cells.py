"""One cell: what runs of it, as in Jupyter, and what of it still runs after a failure.

The unit is the statement at the top level of a cell. After a failure that home may not have, because
something is missing here, the later statements run one by one, without those that only show or do: bare
expressions, loops and `with` blocks. After any other error the rest defines only what is not there yet.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import FunctionType
from typing import Any

from shared import errors
from shell import Shell, as_python, failed_for_want

NOT_PYTHON = re.compile(r"^\s*[%!?]|[?]\s*$|=\s*[%!]", re.MULTILINE)  # what IPython may have to translate
OURS = ("/box", "/site", "/python", "<frozen")
DOING = (ast.Expr, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)

Admitted = Callable[[ast.stmt], bool]  # whether a statement runs


class Runner:
    """Runs the cells of one submission in a shell.

    reached: told the number of each statement that can take long, before it runs.
    """

    def __init__(self, shell: Shell, reached: Callable[[int], None]):
        self.shell, self.reached = shell, reached
        self.lost: set[str] = set()  # names that are not there because a statement failed or was left out
        self.left_out: Collection[int] = ()
        self.errors: list[BaseException] = []
        shell.run_ast_nodes = self._run_statements  # type: ignore[method-assign]

    def run(self, text: str, left_out: Collection[int] = ()) -> errors.Error | None:
        """Run a cell without the statements of these numbers. The first error in it."""
        self.left_out, self.errors, self.shell.idle = left_out, [], False
        result = self.shell.run_cell(as_python(text), store_history=False, silent=True)
        first = next(iter(self.errors), result.error_before_exec or result.error_in_exec)
        return errors.describe(first, OURS) if first else None

    async def _run_statements(
        self,
        nodes: list[ast.stmt],
        cell_name: str,
        interactivity: str = "none",
        result: Any = None,
        **more: Any,
    ) -> bool:
        """In place of IPython's own, which ends at the first error."""
        admitted: Admitted = _any
        for number, node in enumerate(nodes):
            error = None
            if number in self.left_out:
                admitted = _no_mere_doing
            elif admitted(node):
                if number and not _is_plain_function(node):
                    self.reached(number)
                shown = interactivity if node is nodes[-1] else "none"
                error = await self._run_statement(node, cell_name, shown, result)
                if error is None:
                    continue
                self.errors.append(error)
                admitted = self._after(error, admitted)
            if admitted is _no_mere_doing:  # home has these names
                self.lost.update(bound(node))
        return bool(self.errors)

    async def _run_statement(
        self, node: ast.stmt, cell_name: str, interactivity: str, result: Any
    ) -> BaseException | None:
        result.error_in_exec = result.error_before_exec = None
        failed = await Shell.run_ast_nodes(
            self.shell, [node], cell_name, interactivity, compiler=self.shell.compile, result=result
        )
        return (result.error_in_exec or result.error_before_exec) if failed else None

    def _after(self, error: BaseException, admitted: Admitted) -> Admitted:
        """What is admitted of a cell's statements after this error."""
        wanting = failed_for_want(self.shell, error) or (
            isinstance(error, NameError) and error.name in self.lost
        )
        return _no_mere_doing if wanting and admitted in (_any, _no_mere_doing) else self._fills_a_gap

    def _fills_a_gap(self, node: ast.stmt) -> bool:
        """Whether a statement only defines names that are not there, or are not written yet."""
        targets = node.targets if isinstance(node, ast.Assign) else []
        plain = bool(targets) and all(isinstance(target, ast.Name) for target in targets)
        return (plain or isinstance(node, DEFINITIONS)) and all(map(self._is_gap, bound(node)))

    def _is_gap(self, name: str) -> bool:
        if name not in self.shell.user_ns:
            return not hasattr(builtins, name)
        value = self.shell.user_ns[name]
        return isinstance(value, FunctionType) and "NotImplementedError" in value.__code__.co_names


def _is_plain_function(node: ast.stmt) -> bool:
    """Whether nothing of what a student wrote runs when this statement does."""
    return isinstance(node, ast.FunctionDef) and not node.decorator_list and not _defaults(node.args)


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    """Default values that are no constants."""
    return [
        value
        for value in (*arguments.defaults, *arguments.kw_defaults)
        if value is not None and not isinstance(value, ast.Constant)
    ]


def _any(node: ast.stmt) -> bool:
    return True


def _no_mere_doing(node: ast.stmt) -> bool:
    return not isinstance(node, DOING)


def bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds in the scope that it stands in."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.partition(".")[0]
    elif isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Store):
            yield node.id
    elif not isinstance(node, ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from bound(child)


def wanted(
    shell: Shell, cells: Iterable[str], demonstrations: Collection[int], known: Mapping[str, Scope]
) -> set[int]:
    """The numbers of the demonstrations that define what the student's cells, or other ones that are wanted,
    use and do not define. known: of cells that were looked at before."""
    scopes = [known.get(text) or Scope.of(shell, text) for text in cells]
    there = set(shell.user_ns) | set(dir(builtins))
    own = [scope for number, scope in enumerate(scopes) if number not in demonstrations]
    missing: set[str] = set()
    for scope in own:
        missing |= scope.used - there
        there |= scope.bound
    missing |= {name for scope in own for name in scope.deferred} - there
    found: set[int] = set()
    while True:
        more = {n for n in demonstrations if n not in found and scopes[n].bound & missing}
        if not more:
            return found
        found |= more
        missing |= {name for n in more for name in scopes[n].used | scopes[n].deferred} - there


class Scope:
    """Of a cell: the names that it binds, that it uses without binding them, and that its functions use
    when they are called."""

    def __init__(self, bound: set[str], used: set[str], deferred: set[str]):
        self.bound, self.used, self.deferred = bound, used, deferred

    @classmethod
    def of(cls, shell: Shell, text: str) -> Scope:
        try:
            source = as_python(text)
            table = symtable.symtable(
                shell.transform_cell(source) if NOT_PYTHON.search(source) else source, "cell", "exec"
            )
        except Exception:  # it does not run either
            return cls(set(), set(), set())
        symbols = table.get_symbols()
        bound = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported() or s.is_namespace()}
        used = {s.get_name() for s in symbols if s.is_referenced()} - bound
        for line in re.findall(r"^[%!].*", text, re.MULTILINE):
            used.update(re.findall(r"[^\W\d]\w*", line))
        return cls(bound, used, set(_globals_below(table)))


def _globals_below(table: symtable.SymbolTable) -> Iterator[str]:
    for child in table.get_children():
        yield from (s.get_name() for s in child.get_symbols() if s.is_global() and s.is_referenced())
        yield from _globals_below(child)
