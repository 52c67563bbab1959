"""Several hosts on one machine: PostgreSQL, an object store reached over HTTP, replica portals, and worker processes that may be killed."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from store import queue
from store.database import open_store
from store.home import Home

PASSWORD, SECRET = "pass-word-of-the-store", "key-of-the-archive"  # to be met in no output
WORKER = """
import asyncio, dataclasses, json, sys
from pathlib import Path
import crawler.replicas as replicas
import store.reading
from commands import jobs, worker
from commands.app import TEXTS
from commands.opening import opened
from extract.language import Texts
from store.home import Home
given = json.loads(sys.argv[1])
jobs.due = lambda engine: []  # the real portals are out of reach here
jobs.CONSOLIDATE = store.reading.CONSOLIDATE = dataclasses.replace(store.reading.CONSOLIDATE, seconds=2)  # 20 s of waiting in each test
replicas._running.update(given["portals"])
home = Home(Path(given["home"]), given["database"], given["archive"])
print("ready", flush=True)
asyncio.run(worker.serve(opened(home), Texts(TEXTS, "en"), crawls=given["crawls"], reads=given["reads"], heartbeat=0.5, stalled=given["stalled"]))
"""


@contextmanager
def object_store() -> Iterator[dict[str, str]]:
    """An S3-compatible server over HTTP with the bucket ``xephang``, and the settings that lead to it."""
    server_module = pytest.importorskip("moto.server")
    s3fs = pytest.importorskip("s3fs")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    s3fs.S3FileSystem.clear_instance_cache()  # of connections to an earlier server
    try:
        s3fs.S3FileSystem(skip_instance_cache=True).makedirs(
            "xephang", exist_ok=True
        )  # moto keeps it for as long as the process lives
        yield settings
    finally:
        server.stop()
        s3fs.S3FileSystem.clear_instance_cache()
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def new_database(server: str, name: str) -> str:
    """The address of an empty database on ``server``."""
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return server.rpartition("/")[0].replace("xephang@", f"xephang:{PASSWORD}@") + f"/{name}"  # the server does not ask for it


@dataclass
class Host:
    """One worker process with a home of its own, as on a machine of its own."""

    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """End it as a power cut does, its children too."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to stop; its exit status."""
        self.process.terminate()
        return self.process.wait(40)

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def everything(self) -> str:
        """All that it said, and every file that it left in its home, as text."""
        home = self.log.with_suffix("")
        return self.said() + "".join(path.read_bytes().decode("latin-1") for path in home.rglob("*") if path.is_file())


@dataclass
class Lab:
    """The settings that all hosts share."""

    root: Path
    database: str
    archive: str
    portals: dict[str, str] = field(default_factory=dict)
    hosts: list[Host] = field(default_factory=list)

    @property
    def home(self) -> Home:
        return Home(self.root / "desk", self.database, self.archive)

    def engine(self) -> Engine:
        return open_store(self.home)

    def start(self, *, crawls: int = 1, reads: int = 1, stalled: float = 15.0) -> Host:
        """Start another worker."""
        name = f"host{len(self.hosts)}"
        given = {
            "home": str(self.root / name), "database": self.database, "archive": self.archive, "portals": self.portals, "crawls": crawls,
            "reads": reads, "stalled": stalled,
        }  # fmt: skip
        log = self.root / f"{name}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", WORKER, json.dumps(given)], stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        host = Host(process, log)
        self.hosts.append(host)
        return host

    def busy(self, engine: Engine) -> int:
        """Jobs that wait or run."""
        return sum(sum(counts) for task, counts in queue.waiting(engine).items() if task != "look")

    def until(self, done: Callable[[], bool], seconds: float) -> None:
        """Wait until ``done``."""
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, "\n".join(host.said()[-2000:] for host in self.hosts)
            time.sleep(0.2)

    def close(self) -> None:
        """End all hosts."""
        for host in self.hosts:
            if host.process.poll() is None:
                host.kill()


@contextmanager
def lab(root: Path, server: str, name: str) -> Iterator[Lab]:
    """A laboratory with an empty database and an empty bucket."""
    with ExitStack() as stack:
        stack.enter_context(object_store())
        made = Lab(root, new_database(server, name), f"s3://xephang/{name}")
        stack.callback(made.close)
        yield made
