"""Pages under load: processes of their own with the same answers, one that dies loses no request; what a page leaves."""

import gc
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

import dateline
from dateline.errors import UsageError
from dateline.site import workers
from dateline.site.access import Access
from dateline.site.app import create_app
from dateline.site.contexts import emptied
from dateline.site.faults import to_stderr
from dateline.site.rendering import environment
from dateline.site.serving import LOOPBACK, processes
from dateline.site.workers import Dispatcher, WorkerPool

TEXT = (
    "Bridge opens in Porto\nThe new bridge over the Douro was opened in Porto on Monday after two years of work, the city said.\n"
    "“We waited a long time for this day,” Mayor Rosa Quintela told reporters. At least 300 people came to the opening.\n"
)
PATHS = ("/", "/items", "/items.json", "/search?q=bridge", "/search.atom?q=bridge", "/said", "/nothing", "/item/none.json")


class Here:
    """The application in this process, and the requests that it was left with."""

    def __init__(self, archive: dateline.Archive) -> None:
        self.app, self.asked = create_app(archive, Access(hosts=LOOPBACK)), list[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Notes a request and answers it."""
        self.asked.append(scope.get("path", ""))
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("processes") / "news.db"
    with dateline.open_archive(made) as archive:
        archive.add(dateline.read(TEXT, url="https://douropost.example/2025/03/bridge", captured_at="2025-03-04"))
    return made


@pytest.fixture(scope="module")
def pool(path: Path) -> Iterator[WorkerPool]:
    made = WorkerPool(str(path), Access(hosts=LOOPBACK), 2)
    yield made
    made.close()


def until_ready(pool: WorkerPool) -> None:
    end = time.monotonic() + 60
    while not pool.ready:
        assert time.monotonic() < end, "no process came up"
        time.sleep(0.05)


def test_pages_are_the_same_and_what_writes_stays(path: Path, pool: WorkerPool) -> None:
    with dateline.open_archive(path) as archive:
        here = Here(archive)
        alone, spread = (
            TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) for app in (here, Dispatcher(here, pool))
        )
        until_ready(pool)
        alone.get("/login")
        spread.cookies.update(alone.cookies)  # a session that one began is known to the other
        for address in PATHS:
            one = alone.get(address)
            here.asked.clear()
            other = spread.get(address)
            assert not here.asked and (other.status_code, other.text) == (one.status_code, one.text), address
            assert other.headers["content-type"] == one.headers["content-type"] and "X-Frame-Options" in other.headers
        tag = spread.get("/items.json").headers["etag"]
        assert spread.get("/items.json", headers={"If-None-Match": tag}).status_code == 304
        assert spread.head("/items").content == b"" and spread.get("/items", headers={"Host": "evil.example"}).status_code == 421
        # What was written here is read there at once.
        item = archive.items().items[0].id
        token = re.search(r'name="token" value="(\w+)"', spread.get(f"/item/{item}").text)
        assert token is not None and not here.asked
        said = {"token": token[1], "text": "The bridge was needed."}
        assert spread.post(f"/comments/item/{item}", data=said, follow_redirects=False).status_code == 303 and here.asked
        here.asked.clear()
        assert "The bridge was needed." in spread.get(f"/item/{item}").text and not here.asked
        here.asked.clear()
        assert spread.get("/healthz").json() == {"status": "ok"} and spread.get("/sources").status_code == 200
        assert here.asked == ["/healthz", "/sources"]


def test_every_address_comes_whole_through_a_worker(path: Path, pool: WorkerPool) -> None:
    with dateline.open_archive(path) as archive:
        here = Here(archive)
        alone, spread = (TestClient(app, base_url="http://127.0.0.1") for app in (here, Dispatcher(here, pool)))
        until_ready(pool)
        alone.get("/login")
        spread.cookies.update(alone.cookies)
        paths = [r.path for r in here.app.routes if isinstance(r, Route) and "GET" in (r.methods or ()) and "{" not in r.path]
        assert {"/service-worker.js", "/offline", "/api.json", "/search.json", "/search.atom"} <= set(paths)
        for address in paths:
            one, other = alone.get(address, follow_redirects=False), spread.get(address, follow_redirects=False)
            assert (other.status_code, len(other.content)) == (one.status_code, len(one.content)), address
            assert int(other.headers["content-length"]) == len(other.content), address
            head = spread.head(address, follow_redirects=False)
            assert (head.status_code, head.content) == (other.status_code, b""), address
            if "etag" in other.headers and address != "/service-worker.js":  # files of an application are asked for by their day
                assert spread.get(address, headers={"If-None-Match": other.headers["etag"]}).status_code == 304, address


def test_an_answer_that_broke_off_is_an_error_and_not_one_that_never_ends() -> None:
    start: Message = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]}
    part: Message = {"type": "http.response.body", "body": b"half", "more_body": True}
    whole: Message = {"type": "http.response.body", "body": b" more"}
    assert workers._whole([start, part, whole]) == (200, [(b"content-length", b"9")], b"half more")
    for told in ([start, part], [start], []):
        assert workers._whole(told).status == 500


def test_a_worker_answers_each_reader_in_their_language_and_shows_no_address(path: Path, pool: WorkerPool) -> None:
    with dateline.open_archive(path) as archive:
        here = Here(archive)
        client = TestClient(Dispatcher(here, pool), base_url="http://127.0.0.1")
        until_ready(pool)
        for language in ("ru", "az", "en", "ru", "en"):
            told = client.get("/items", headers={"Accept-Language": language}).text
            assert f'<html lang="{language}"' in told and not here.asked
    for process in pool._pool._processes.values():
        proc = Path(f"/proc/{process.pid}")
        if proc.exists():
            # The address of an archive may hold a password.
            assert path.name.encode() not in (proc / "cmdline").read_bytes() + (proc / "environ").read_bytes()


def test_a_process_that_dies_loses_no_request(path: Path, pool: WorkerPool) -> None:
    with dateline.open_archive(path) as archive:
        here = Here(archive)
        client = TestClient(Dispatcher(here, pool), base_url="http://127.0.0.1")
        until_ready(pool)
        for process in list(pool._pool._processes.values()):
            os.kill(process.pid or 0, signal.SIGKILL)
        for _ in range(3):
            assert client.get("/items").status_code == 200
        until_ready(pool)
        here.asked.clear()
        assert client.get("/items").status_code == 200 and not here.asked


def test_a_page_that_hangs_ends_its_process_and_never_reaches_the_one_that_listens(path: Path) -> None:
    pool = WorkerPool(str(path), Access(hosts=LOOPBACK), 1, timeout=0.0001)  # every page takes longer
    with dateline.open_archive(path) as archive, closing(pool):
        here = Here(archive)
        client = TestClient(Dispatcher(here, pool), base_url="http://127.0.0.1")
        until_ready(pool)
        answer = client.get("/items?q=secrets")
        assert answer.status_code == 503 and "Retry-After" in answer.headers and "X-Frame-Options" in answer.headers
        assert not here.asked and client.get("/healthz").status_code == 200


def test_processes_that_do_not_come_up_leave_the_work_here_until_others_do(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "later.db"
    made.mkdir()  # a folder is no archive
    pool = WorkerPool(str(made), Access(hosts=LOOPBACK), 1)
    with dateline.open_archive(path) as archive, closing(pool):
        here = Here(archive)
        client = TestClient(Dispatcher(here, pool), base_url="http://127.0.0.1")
        assert wait(pool._pings, 60).done and client.get("/items").status_code == 200
        tried = pool._pings
        assert not pool.ready and here.asked == ["/items"] and pool._pings is tried  # they were started just now
        made.rmdir()
        dateline.open_archive(made).close()
        monkeypatch.setattr(workers, "RESTART_AFTER", 0.0)
        assert client.get("/items").status_code == 200 and here.asked == ["/items"] * 2
        until_ready(pool)
        assert client.get("/items").status_code == 200 and here.asked == ["/items"] * 2


def test_the_log_of_the_site_is_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    site = logging.getLogger("dateline.site")
    held, site.handlers = site.handlers, []
    try:
        to_stderr()
        to_stderr()
        logging.getLogger("dateline.site.faults").error("a page failed: %s", "ValueError")
    finally:
        site.handlers = held
    assert capsys.readouterr().err == "ERROR: a page failed: ValueError\n"


@pytest.mark.parametrize("wait", [0.1, 1])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_site_that_is_stopped_closes_all_and_says_nothing(tmp_path: Path, sent: signal.Signals, code: int, wait: float) -> None:
    path = tmp_path / "a.db"
    dateline.open_archive(path).close()
    command = [sys.executable, "-m", "dateline", "serve", str(path), "--port", "0", "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as site:
        assert site.stderr is not None and "Dateline is at" in site.stderr.readline()
        time.sleep(wait)  # the application is being made, or the processes are coming up
        os.killpg(site.pid, sent) if sent == signal.SIGINT else site.send_signal(sent)
        said = site.communicate(timeout=60)[1]
    assert (site.returncode, said) == (code, "")
    assert not path.with_name(f"{path.name}-wal").exists()  # the log of writes is folded in by who closes last


def test_how_many_processes() -> None:
    assert processes(3) == 3 and 1 <= processes(0) <= 4
    for wrong in (-1, 65):
        with pytest.raises(UsageError, match="workers must be between"):
            processes(wrong)


def test_answers_are_sent_at_once() -> None:
    from dateline.site.serving import _listener

    with _listener("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP  # asyncio's condition for TCP_NODELAY


def test_a_page_leaves_nothing_to_the_collector_of_garbage() -> None:
    class Thing:
        pass

    def left(sign: str) -> bool:
        thing = Thing()
        told = weakref.ref(thing)
        with emptied(sign):
            environment().from_string("{% macro a() %}{{ thing }}{% endmacro %}{{ a() }}").render(request=1, thing=thing)
        del thing
        return told() is not None

    gc.disable()
    try:
        assert left("nothing") and not left("request")
    finally:
        gc.enable()
