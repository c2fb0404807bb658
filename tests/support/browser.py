"""JupyterLab in a real browser, for tests: the server that `autograder lab` starts, and one notebook in it.

A click on "Run All" is lost now and then while JupyterLab still starts. So the server exposes the
application to the page, and every step waits for its promise instead of for some time.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
STARTED_WITHIN = 60  # seconds until the server listens
STEP_WITHIN = 60_000  # milliseconds until one step in the page has happened

NO_NEWS = "lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
CONFIG = """
c = get_config()
c.ServerApp.port = {port}
c.ServerApp.port_retries = 0
c.ServerApp.open_browser = False
c.ServerApp.allow_root = True
c.IdentityProvider.token = "{token}"
c.LabApp.expose_app_in_browser = True
"""

IS_SHOWN = "path => window.jupyterapp?.shell.currentWidget?.context?.path === path"
READY = """async () => {
  await window.jupyterapp.restored;
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  await panel.sessionContext.session.kernel.info;
}"""
GO_TO = """async number => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = number;
  await notebook.scrollToItem(number, 'start');
  await notebook.activeCell.ready;
}"""
NUMBER = """id => [...window.jupyterapp.shell.currentWidget.content.model.cells].findIndex(
  cell => cell.getMetadata('nbgrader')?.grade_id === id)"""
FAILED = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].flatMap(
  cell => cell.sharedModel.outputs ?? []).filter(output => output.output_type === 'error').map(
  output => `${output.ename}: ${output.evalue}`)"""
TRUSTED = "number => window.jupyterapp.shell.currentWidget.content.model.cells.get(number).trusted"
THEME_IS = """name => document.body.dataset.jpThemeName === name
  && !document.querySelector('#jupyterlab-splash')"""
RUN_COUNTS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].filter(
  cell => cell.type === 'code' && cell.sharedModel.source.trim()).map(
  cell => cell.sharedModel.execution_count)"""


@contextmanager
def lab(course: Path, home: Path) -> Iterator[str]:
    """`autograder lab` in a course's folder, with a home of its own; gives the address that it opens."""
    port, token = _free_port(), secrets.token_hex(16)
    settings = home / "config"
    settings.mkdir(parents=True)
    (settings / "jupyter_lab_config.py").write_text(CONFIG.format(port=port, token=token), encoding="utf-8")
    (settings / NO_NEWS).parent.mkdir(parents=True)
    (settings / NO_NEWS).write_text('{"fetchNews": "false"}', encoding="utf-8")
    log = home / "server.log"
    with log.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "autograder", "lab"]
        server = subprocess.Popen(command, cwd=course, env=_environment(home), stdout=out, stderr=out)
    try:
        yield _address(server, home / "runtime", log)
    finally:
        server.terminate()
        server.wait(30)


def _environment(home: Path) -> dict[str, str]:
    """Ours, without what this user has set for Jupyter; the course is importable from the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")])
    own = {"HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data"}
    own |= {"JUPYTER_RUNTIME_DIR": home / "runtime", "IPYTHONDIR": home / "ipython"}
    return kept | {name: str(value) for name, value in own.items()} | {"PYTHONPATH": path.rstrip(os.pathsep)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _address(server: subprocess.Popen, runtime: Path, log: Path) -> str:
    """The address in the page that JupyterLab writes for the user's own browser."""
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        for page in runtime.glob("jpserver-file-to-run-*-open.html"):
            if found := re.search(r'href="(http[^"]+)"', page.read_text(encoding="utf-8")):
                return found[1].replace("localhost", "127.0.0.1").replace("&amp;", "&")
        time.sleep(0.1)
    raise RuntimeError(f"autograder lab did not start; its log:\n{log.read_text(encoding='utf-8')[-4000:]}")


@contextmanager
def page(asked: list[str]) -> Iterator[Page]:
    """An empty page of a fresh browser that knows this machine alone; the addresses of all it asks for
    go to `asked`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        view = browser.new_page(viewport={"width": 1100, "height": 900})
        view.set_default_timeout(STEP_WITHIN)
        view.on("request", lambda request: asked.append(request.url))
        view.on("websocket", lambda channel: asked.append(channel.url))
        yield view
        browser.close()


def foreign(addresses: list[str]) -> list[str]:
    """The addresses that lie on another machine; data: and blob: lie on none."""
    return [url for url in addresses if urlsplit(url).hostname not in ("127.0.0.1", None)]


class Notebook:
    """The notebook that is open in JupyterLab's main area."""

    def __init__(self, view: Page, address: str):
        self.view = view
        self.path = urlsplit(address).path.partition("/lab/tree/")[2]
        view.goto(address)
        view.wait_for_function(IS_SHOWN, arg=self.path)
        self.do(READY)

    def do(self, script: str, value: object = None, within: int = STEP_WITHIN) -> Any:
        """Run an asynchronous function in the page to its end; raises where it fails or takes too long."""
        late = f"new Promise((_, fail) => setTimeout(() => fail(new Error('too slow')), {within}))"
        return self.view.evaluate(f"value => Promise.race([({script})(value), {late}])", value)

    def command(self, name: str, within: int = STEP_WITHIN, **options: object) -> None:
        """Run one of JupyterLab's commands to its end."""
        self.do("([id, args]) => window.jupyterapp.commands.execute(id, args)", [name, options], within)

    def run_all(self, within: int = STEP_WITHIN) -> None:
        self.command("notebook:run-all-cells", within)

    def errors(self) -> list[str]:
        """The exceptions among all cells' outputs."""
        return self.do(FAILED)

    def run_counts(self) -> list[int | None]:
        """Each code cell's number of execution; None where it did not run."""
        return self.do(RUN_COUNTS)

    @property
    def shown(self) -> Locator:
        """The notebook that is in front."""
        return self.view.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def go_to(self, grade_id: str) -> Locator:
        """Scroll to a cell by its nbgrader id, and return it."""
        return self.go_to_number(self.do(NUMBER, grade_id))

    def go_to_number(self, number: int) -> Locator:
        self.do(GO_TO, number)
        cell = self.shown.locator(".jp-Cell.jp-mod-active")
        cell.wait_for()  # JupyterLab hides what is far from the screen, and comes to know of the move later
        return cell

    def write(self, grade_id: str, source: str) -> None:
        """Replace a cell's source as a person does: click, select all, type."""
        self.go_to(grade_id).locator(".cm-content").click()
        self.view.keyboard.press("Control+a")
        self.view.keyboard.insert_text(source)

    def run(self, grade_id: str) -> Locator:
        """Run one cell to its end, and return it."""
        cell = self.go_to(grade_id)
        self.command("notebook:run-cell")
        return cell

    def theme(self, name: str) -> None:
        self.command("apputils:change-theme", theme=name)
        self.view.wait_for_function(THEME_IS, arg=name)

    def trusted(self, number: int) -> bool:
        """Whether JupyterLab shows a cell's saved output as it is, or cleaned."""
        return self.do(TRUSTED, number)
