"""A private PostgreSQL server in a temporary folder, for tests; its programs refuse to run as root, so they run as nobody then."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)


@dataclass(frozen=True)
class Server:
    """A running server that can go away and come back. ``address`` is SQLAlchemy's."""

    address: str
    control: Callable[[str], None]

    def stop(self) -> None:
        """End it as a crash does; its files stay."""
        self.control("stop")

    def start(self) -> None:
        """Start it again at the same address."""
        self.control("start")


@contextmanager
def server() -> Iterator[str]:
    """The SQLAlchemy address of a fresh server on the loopback; skips the test where PostgreSQL is not installed."""
    with controlled() as made:
        yield made.address


@contextmanager
def controlled() -> Iterator[Server]:
    """Like :func:`server`, with a hand on it."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed here (no /usr/lib/postgresql/*/bin)")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL refuses to run as root, and setpriv is not installed")
    user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    programs = PROGRAMS[0]
    with tempfile.TemporaryDirectory(prefix="xephang-pg-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, "nobody")
        data = folder / "data"
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

        def call(*arguments: str) -> None:
            done = subprocess.run(
                [*user, *arguments], cwd="/", env=environment, capture_output=True, text=True, timeout=120, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr + _log(folder)

        call(str(programs / "initdb"), "-D", str(data), "-U", "xephang", "-A", "trust", "-E", "UTF8", "--no-sync")
        port = _free_port()
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c shared_buffers=32MB"
        )

        def control(what: str) -> None:
            more = ["-l", str(folder / "log"), "-o", options] if what == "start" else ["-m", "immediate"]
            call(str(programs / "pg_ctl"), "-D", str(data), *more, "-w", what)

        control("start")
        try:
            yield Server(f"postgresql+psycopg://xephang@127.0.0.1:{port}/postgres", control)
        finally:
            with suppress(AssertionError):  # a test may have stopped it
                control("stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _log(folder: Path) -> str:
    log = folder / "log"
    return log.read_text("utf-8", "replace") if log.exists() else ""
