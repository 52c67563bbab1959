"""Speed of the pages as they are served: ``python -m benchmarks.served [--observations 1000000] [--home FOLDER] [--pages overview,check]``.

Fills a store as ``benchmarks.dashboard`` does (once; a filled FOLDER is used again), serves it as ``xephang dashboard`` does, and times every
page's first answer (empty caches) and its interactions: from the question to the last byte of the answer, asked as a browser asks, of a
server that does nothing else. Prints the 95th percentiles and the server's peak of memory. The baseline is the time of an empty page in the
same run: what Streamlit itself takes.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.dashboard import CLICKS, FIRST, p95, ready
from dashboard.app import ORDER
from dashboard.run import APP, command


class Took(NamedTuple):
    """Seconds by the clock and of the server's work (the two differ on a machine that does much else), and kilobytes sent."""

    clock: float
    work: float
    size: float


class Server:
    """The dashboard as it is served, and a visitor who speaks to it as a browser does."""

    def __init__(self, root: Path, script: Path = APP) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        started = [str(script) if part == str(APP) else part for part in command(self.port, "127.0.0.1", False)]
        env = {**os.environ, "XEPHANG_HOME": str(root), "PYTHONPATH": str(APP.parents[2])}
        self.process = subprocess.Popen(started, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._told = Path(f"/proc/{self.process.pid}")

    def __enter__(self) -> Server:
        for _ in range(600):
            with suppress(OSError):
                urlopen(f"http://127.0.0.1:{self.port}/_stcore/health", timeout=1).close()
                return self
            time.sleep(0.1)
        raise SystemExit("the dashboard does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def work(self) -> float:
        """Seconds of a processor that the server has used."""
        fields = (self._told / "stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self) -> int:
        """The most memory that the server has held, in kB."""
        return next(int(line.split()[1]) for line in (self._told / "status").read_text().splitlines() if line.startswith("VmHWM"))

    def visit(self, page: str) -> tuple[Took, list[Took]]:
        """A new visitor: the first answer with empty caches, and the answers to each click."""
        asked = {"lang": "vi", **FIRST.get(page, {})}
        with connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
        ) as line:
            line.send(BackMsg(clear_cache=True).SerializeToString())
            first = self._answer(line, page, asked)
            return first, [self._answer(line, page, asked := asked | change) for change in CLICKS.get(page, [])]

    def _answer(self, line: ClientConnection, page: str, asked: dict[str, str]) -> Took:
        """Ask for a page, and take everything until its script has ended, which must not fail."""
        wanted = ClientState(page_name="" if page == ORDER[0] else page, query_string=urlencode(asked))
        start, worked, size = time.perf_counter(), self.work(), 0
        line.send(BackMsg(rerun_script=wanted).SerializeToString())
        while True:
            told = line.recv(timeout=600)
            size += len(told)
            message = ForwardMsg.FromString(bytes(told, "utf-8") if isinstance(told, str) else told)
            if message.delta.new_element.HasField("exception"):
                raise SystemExit(f"{page}: {message.delta.new_element.exception.message}")
            if message.WhichOneof("type") == "script_finished":
                return Took(time.perf_counter() - start, self.work() - worked, size / 1024)


def main() -> None:
    """Fill, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--pages", default=",".join(ORDER), help="some of the pages, separated by commas")
    asked = parser.parse_args()
    root = asked.home or Path(tempfile.mkdtemp(prefix="xephang-bench-"))
    held = ready(root, asked.observations)
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "empty.py")
        bare.write_text("import streamlit as st\n\nst.title('x')\n", "utf-8")
        with Server(root, bare) as server:
            server.visit("")
            empty = [server.visit("")[0].clock for _ in range(5)]
    print(f"{held} observations; an empty page takes {statistics.median(empty):.3f} s")
    print(f"{'page':10} first p95  click p95 | of work: first  click | kB: first  click   (seconds; wanted 1.5 and 0.7)")
    with Server(root) as server:
        server.visit(ORDER[0])  # modules are imported once
        for page in asked.pages.split(","):
            times = [server.visit(page) for _ in range(asked.repeat)]
            firsts, clicks = [first for first, _ in times], [click for _, after in times for click in after]
            a, b, c, d, e, f = (p95([getattr(took, kind) for took in part]) for kind in Took._fields for part in (firsts, clicks))
            print(f"{page:10} {a:9.2f} {b:10.2f} | {c:14.2f} {d:6.2f} | {e:9.0f} {f:6.0f}", flush=True)
        print(f"peak of memory: {server.peak() / 1024:.0f} MB")


if __name__ == "__main__":
    main()
