"""The downloader against a server that truncates, stalls and lies."""

import errno
import hashlib
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cnnlib.data import fetch
from cnnlib.data.published import Published

CONTENT = bytes(range(256)) * 1200  # 307,200 bytes: several blocks
FILE = Published("file.bin", len(CONTENT), hashlib.md5(CONTENT).hexdigest())
HALF = len(CONTENT) // 2


class Handler(BaseHTTPRequestHandler):
    """Each behaviour is the first folder of the path."""

    def do_GET(self):
        self.server.seen.append((self.path, self.headers["Range"]))
        getattr(self, self.path.split("/")[1].replace("-", "_"))()

    def log_message(self, *args):
        """Quiet."""

    def start(self) -> int:
        return int((self.headers["Range"] or "bytes=0-")[6:-1])

    def head(self, status: int, length: int | None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def partial(self, content: bytes = CONTENT) -> bytes:
        """Answer as an honest server begins to; what is then to send."""
        start, size = self.start(), len(content)
        if start:
            self.head(206, size - start, Content_Range=f"bytes {start}-{size - 1}/{size}")
        else:
            self.head(200, size)
        return content[start:]

    def good(self):
        self.wfile.write(self.partial())

    def without_length(self):
        self.head(200, None)
        self.wfile.write(CONTENT)

    def no_ranges(self):
        self.head(200, len(CONTENT))
        self.wfile.write(CONTENT)

    def truncates(self):
        self.wfile.write(self.partial()[:100_000])

    def always_truncates(self):
        self.head(200, len(CONTENT))
        self.wfile.write(CONTENT[:100_000])

    def drips_off(self):
        self.wfile.write(self.partial()[:10])

    def stalls(self):
        self.wfile.write(self.partial()[:HALF])
        self.wfile.flush()
        self.server.over.wait(10)

    def says_nothing(self):
        self.server.over.wait(10)

    def trickles(self):
        for byte in self.partial():
            self.wfile.write(bytes([byte]))
            if self.server.over.wait(0.05):
                return

    def lies(self):
        self.wfile.write(self.partial(bytes(len(CONTENT))))

    def lies_then_truncates(self):
        self.head(200, len(CONTENT))
        self.wfile.write(bytes(HALF))

    def login(self):
        page = b"<html>Please sign in</html>"
        self.head(200, len(page), Content_Type="text/html")
        self.wfile.write(page)

    def too_long(self):
        self.head(200, 10**12)
        self.wfile.write(CONTENT)

    def endless(self):
        self.head(200, None)
        while not self.server.over.is_set():
            self.wfile.write(CONTENT)

    def wrong_range(self):
        self.head(206, HALF, Content_Range=f"bytes 0-{HALF - 1}/{len(CONTENT)}")
        self.wfile.write(CONTENT[:HALF])

    def empty(self):
        self.head(204, None)

    def missing(self):
        self.send_error(404)

    def moved(self):
        self.head(302, 0, Location=self.path.replace("moved", "good"))

    def moved_away(self):
        self.head(302, 0, Location=f"http://127.0.0.1:{self.server.elsewhere}/good/file.bin")

    def moved_to_a_file(self):
        self.head(302, 0, Location="file:///etc/hostname")

    def moved_in_circles(self):
        self.head(302, 0, Location=self.path)

    def not_http(self):
        self.wfile.write(b"\x00\x01 hello\r\n\r\n")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen, self.over, self.elsewhere = [], threading.Event(), 0

    def handle_error(self, request, address):
        """A client that gives up is not an error here."""

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args):
        self.over.set()
        self.shutdown()
        self.server_close()

    def url(self, behaviour: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{behaviour}/"


@pytest.fixture
def server(monkeypatch):
    with Server() as server:
        own = server.url("")[:-1]
        monkeypatch.setattr(fetch, "is_safe", lambda url: url.startswith(own))
        monkeypatch.setattr(fetch, "SILENCE", 0.3)
        monkeypatch.setattr(fetch, "WINDOW", 0.3)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield server


@pytest.fixture
def get(server, tmp_path):
    def get(*behaviours: str) -> Path:
        return fetch.fetch(FILE, tmp_path / "data", [server.url(behaviour) for behaviour in behaviours])

    return get


BAD = {
    "always-truncates": "ends 207,200 bytes early",
    "drips-off": "broke off 5 times",
    "stalls": "nothing came for 0.3 seconds",
    "says-nothing": "timed out",
    "trickles": "bytes a second",
    "lies": "md5 is not the published one",
    "endless": None,  # its first bytes are right ones
    "login": "sends 27 bytes with status 200, expected 307200",
    "too-long": "sends 1000000000000 bytes",
    "wrong-range": "asked for bytes 0-307199/307200, it sends bytes 0-153599/307200",
    "empty": "status 204",
    "missing": "404 Not Found",
    "moved-away": "not https",
    "moved-to-a-file": "not allowed",
    "moved-in-circles": "302",
    "not-http": "hello",
}


@pytest.mark.parametrize(
    "behaviour", ["good", "moved", "without-length", "no-ranges", "truncates", "endless"]
)
def test_what_arrives_whole_gets_its_name(get, behaviour):
    path = get(behaviour)
    assert path.read_bytes() == CONTENT
    assert {file.name for file in path.parent.iterdir()} == {"file.bin", ".lock"}


@pytest.mark.parametrize("behaviour, words", [(b, w) for b, w in BAD.items() if w])
def test_a_bad_mirror_leaves_nothing_under_the_name(get, tmp_path, behaviour, words):
    began = time.monotonic()
    with pytest.raises(fetch.DownloadError, match=words) as caught:
        get(behaviour)
    assert time.monotonic() - began < 8
    assert not (tmp_path / "data" / "file.bin").exists()
    for said in (f"/{behaviour}/", "file.bin could not be downloaded", "cnnlib.data.digits()", "CNNLIB_DATA"):
        assert said in str(caught.value)


@pytest.mark.parametrize("behaviour", BAD)
def test_after_a_bad_mirror_comes_the_next(get, behaviour):
    assert get(behaviour, "good").read_bytes() == CONTENT


def test_a_download_goes_on_where_it_broke_off(get, server):
    get("truncates")
    assert [asked for _, asked in server.seen] == [None, "bytes=100000-", "bytes=200000-", "bytes=300000-"]


def test_another_mirror_goes_on_where_the_first_broke_off(get, server):
    get("stalls", "good")
    assert server.seen[-1] == ("/good/file.bin", f"bytes={HALF}-")


def test_the_next_call_goes_on_where_the_last_broke_off(get, server, tmp_path):
    with pytest.raises(fetch.DownloadError):
        get("says-nothing", "drips-off")
    assert (tmp_path / "data" / "file.bin.part").stat().st_size == 50
    get("good")
    assert server.seen[-1] == ("/good/file.bin", "bytes=50-")


def test_an_honest_mirror_is_not_blamed_for_what_a_liar_left(get, server):
    assert get("lies-then-truncates", "good").read_bytes() == CONTENT
    assert server.seen[-2:] == [("/good/file.bin", f"bytes={HALF}-"), ("/good/file.bin", None)]


@pytest.mark.parametrize("left", [b"x" * len(CONTENT), CONTENT + b"x", CONTENT, b"", CONTENT[:-1]])
def test_whatever_was_left_over_ends_well(get, tmp_path, left):
    part = tmp_path / "data" / "file.bin.part"
    part.parent.mkdir()
    part.write_bytes(left)
    assert get("good").read_bytes() == CONTENT
    assert not part.exists()


def test_what_is_there_needs_no_network(get, server, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "file.bin").write_bytes(CONTENT)
    get("good")
    assert server.seen == []


@pytest.mark.parametrize("wrong", [b"", CONTENT[:-1], bytes(len(CONTENT))])
def test_a_wrong_file_under_the_name_is_refused_and_kept(get, server, tmp_path, wrong):
    path = tmp_path / "data" / "file.bin"
    path.parent.mkdir()
    path.write_bytes(wrong)
    with pytest.raises(ValueError, match=r"not the published file\.bin: its md5 is .*remove it"):
        get("good")
    assert path.read_bytes() == wrong and server.seen == []


def test_the_second_of_two_at_once_waits_for_the_first(get, server, tmp_path):
    found, errors = [], []

    def work():
        try:
            found.append(get("truncates", "good").read_bytes())
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not errors and found == [CONTENT] * 4
    assert len(server.seen) == 4, "it was downloaded more than once"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_an_interruption_is_no_fault_of_the_mirror(get, tmp_path, monkeypatch, error):
    blocks = fetch._blocks

    def interrupted(*args):
        yield next(blocks(*args))
        raise error

    monkeypatch.setattr(fetch, "_blocks", interrupted)
    with pytest.raises(type(error)) as caught:
        get("good", "good")
    assert caught.value is error
    assert (tmp_path / "data" / "file.bin.part").stat().st_size > 0
    monkeypatch.setattr(fetch, "_blocks", blocks)
    assert get("good").read_bytes() == CONTENT


def test_a_folder_that_cannot_be_written(get, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PermissionError, match=r"cannot be written: set CNNLIB_DATA.*cnnlib\.data\.digits"):
        get("good")


def test_without_a_network_the_message_names_what_needs_none(tmp_path, monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(fetch.DownloadError, match="Name or service not known") as caught:
        fetch.fetch(FILE, tmp_path / "data", ["https://example.org/a/", "https://example.org/b/"])
    for said in (
        "https://example.org/b/",
        "Is there a network?",
        "cnnlib.data.coloured_shapes(1000, seed=0)",
    ):
        assert said in str(caught.value)
    assert [file.name for file in (tmp_path / "data").iterdir()] == [".lock"]


@pytest.mark.parametrize("mirror", ["http://127.0.0.1:9/", "file:///etc/", "ftp://127.0.0.1/", ""])
def test_only_https_is_asked(tmp_path, mirror):
    with pytest.raises(fetch.DownloadError, match="its address is not https"):
        fetch.fetch(FILE, tmp_path, [mirror])


def test_progress_is_shown(get, capsys):
    get("good")
    assert "file.bin" in capsys.readouterr().err
