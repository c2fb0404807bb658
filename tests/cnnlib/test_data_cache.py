"""The data folder: where it is on each system, and that one process at a time writes there."""

import errno
import time
from multiprocessing import get_context
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from cnnlib import data
from cnnlib.data import cache, fetch


def test_the_data_folder_can_be_set(monkeypatch, tmp_path):
    monkeypatch.setenv("CNNLIB_DATA", str(tmp_path))
    assert cache.data_folder() == tmp_path
    monkeypatch.setenv("CNNLIB_DATA", "~/pictures")
    assert cache.data_folder() == Path.home() / "pictures"


@pytest.mark.parametrize(
    "system, variables, expected",
    [
        (Unix, {"XDG_CACHE_HOME": "/somewhere"}, "/somewhere/cnnlib"),
        (Unix, {}, "/me/.cache/cnnlib"),
        (MacOS, {}, "/me/Library/Caches/cnnlib"),
        (Windows, {}, "/local/cnnlib"),
    ],
)
def test_the_default_folder_is_the_platforms_cache(monkeypatch, system, variables, expected):
    for name in ("CNNLIB_DATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"HOME": "/me"} | variables).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(platformdirs, "PlatformDirs", system)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda name: "/local")  # %LOCALAPPDATA%
    assert cache.data_folder() == Path(expected)


def hold(folder: Path, inside, seconds: float) -> None:
    with cache.locked(folder):
        inside.set()
        time.sleep(seconds)


def test_a_second_process_waits_until_the_first_is_over_however_it_ends(tmp_path):
    context = get_context("spawn")
    first_inside, second_inside = context.Event(), context.Event()
    first = context.Process(target=hold, args=(tmp_path, first_inside, 30), daemon=True)
    second = context.Process(target=hold, args=(tmp_path, second_inside, 0), daemon=True)
    first.start()
    assert first_inside.wait(20)
    second.start()
    assert not second_inside.wait(1)
    first.kill()
    assert second_inside.wait(20)


def test_a_drive_without_locks_is_written_without(monkeypatch, tmp_path):
    fcntl = pytest.importorskip("fcntl")

    def refuse(*args):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with cache.locked(tmp_path / "data"):
        assert (tmp_path / "data").is_dir()


@pytest.mark.parametrize("load", [data.mnist, data.fashion_mnist, data.cifar10])
def test_with_nothing_there_and_no_network(folder, load):
    with pytest.raises(fetch.DownloadError, match=r"no network in this test(.|\n)*cnnlib\.data\.digits"):
        load()
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {".lock"}
