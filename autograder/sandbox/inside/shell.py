"""IPython as it is inside: cells run as in Jupyter, nothing is shown, and what cannot work does nothing."""

from __future__ import annotations

import _sitebuiltins
import builtins
from typing import Any

from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import UsageError
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

# Magics that install, load, draw or ask: at home they do their work, here they have none.
INSTALLING = ("pip", "conda", "mamba", "micromamba", "uv")
LOADING = ("load", "load_ext", "reload_ext", "autoreload", "tensorboard")
IDLE = frozenset(
    (*INSTALLING, *LOADING, "sx", "system", "matplotlib", "config", "debug", "pdb", "edit", "recall")
)
PYTHON_BODIES = ("time", "capture", "prun", "debug")  # cell magics that run their body as it stands
FILES = ("writefile", "file")


class Publisher(DisplayPublisher):
    """Shows nothing."""

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Discards what a cell displays."""


class Formatter(DisplayFormatter):
    """Makes nothing of a value: what is not shown must cost nothing either."""

    def format(self, *args: Any, **kwargs: Any) -> tuple[dict, dict]:
        return {}, {}


class Shell(InteractiveShell):
    """Runs cells as Jupyter does, magics included, and shows nothing.

    idle: whether something was called that works at home and does nothing here.
    """

    idle = False

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no window to open."""

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """The error is reported through the result of the cell."""

    showsyntaxerror = showindentationerror = showtraceback

    def init_display_formatter(self) -> None:
        self.display_formatter = Formatter(parent=self)
        self.configurables.append(self.display_formatter)  # type: ignore[arg-type]  # of any Configurable

    def init_display_pub(self) -> None:
        self.display_pub = Publisher(parent=self)

    def system(self, cmd: str) -> None:
        """There is no other program to run."""
        self.idle = True

    def getoutput(self, cmd: str, *args: Any, **kwargs: Any) -> list[str]:
        """There is no other program to run."""
        self.idle = True
        return []

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        if magic_name in IDLE:
            self.idle = True
            return None
        return super().run_line_magic(magic_name, line, _stack_depth + 1)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Only what writes a file: the body of any other one is not Python, or defines nothing."""
        return super().run_cell_magic(magic_name, line, cell) if magic_name in FILES else None


def make_shell() -> Shell:
    config = Config()
    config.HistoryManager.enabled = False
    shell = Shell.instance(config=config)

    def answer(prompt: object = "") -> str:
        """Nobody is there to be asked."""
        shell.idle = True
        return ""

    builtins.input = answer
    builtins.help = _sitebuiltins._Helper()  # Python starts without its module `site` here
    return shell


def failed_for_want(shell: Shell, error: BaseException) -> bool:
    """Whether a cell failed for want of something that may be there at home: a package, a file, a magic,
    somebody to ask, memory."""
    return shell.idle or isinstance(error, ImportError | OSError | UsageError | EOFError | MemoryError)


def as_python(text: str) -> str:
    """A cell without the magics at its top that run the rest as it stands, its lines where they were."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        words = line.split()
        if words and not (words[0].startswith("%%") and words[0][2:] in PYTHON_BODIES):
            break
        if words:
            lines[number] = ""
    return "\n".join(lines)
