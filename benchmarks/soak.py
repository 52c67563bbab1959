"""`xephang watch` for a while against portals that change, fail and recover, with frequencies of seconds in place of days.

    python -m benchmarks.soak [--seconds 120] [--portals 3] [--every 5]

Prints, and exits with 1 unless: every change was captured by the first visit that began after it; every visit began when it was due and the
watcher was free; visits cost as much at the end as at the beginning; memory stayed flat, no more was due than there are sources, nothing was
captured twice, and every portal that failed was well again after its next visit. How late a visit may begin follows from how long the watcher's
own look at what is due takes on this machine meanwhile, so that a busy machine is told from a late watcher.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from store.database import open_store
from store.home import Home
from store.models import Capture, Run

LOOK = 1.0  # seconds between two looks at what is due
WATCH = """
import json, logging, resource, sys, threading, time
from pathlib import Path
from crawler import sources, watch
from crawler.crawl import crawl
from store.database import open_store
from store.home import Home
logging.getLogger("apscheduler").setLevel(logging.ERROR)
home, every, look = Home(Path(sys.argv[1])), float(sys.argv[3]), float(sys.argv[4])
sources.FOLDER = Path(sys.argv[2])
watch.DAYS = {name: every / 86400 for name in watch.DAYS}
def tell(**what):
    print(json.dumps(what), flush=True)
def looking():
    while True:
        begun = time.time()
        time.sleep(look)
        engine = open_store(home)
        due = len(watch.due(engine))
        engine.dispose()
        size = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
        tell(memory=size, due=due, look=time.time() - begun - look)
def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
def visiting(home, due):
    begun, before = time.time(), spent()
    try:
        return crawl(home, due)
    finally:
        tell(begun=begun, ended=time.time(), spent=spent() - before)
threading.Thread(target=looking, daemon=True).start()
watch.watch(home, minutes=look / 60, run=visiting)
"""
SOURCE = """
name: {{vi: Cổng {name}, en: Portal {name}}}
province: Phú Thọ
hosts: ["{host}"]
scheme: http
system: drupal
entries: [{{address: /vi/tin-tuc}}]
frequency: daily
recheck: 0
delay: 0
verified: live
notes: A site of the user's own, on this machine.
"""
GROWTH = 0.15  # of memory that the second half may have over the first
DEARER = 1.5  # times: processor seconds of a round in the second half, over the first
HANGS = 12  # times: seconds of a round over its processor seconds, on a machine that has other things to do
STEPS = 3  # at least: a change, a failure, a change


@dataclass(frozen=True)
class Round:
    """One call of the crawler by the watcher: when it began and ended, and processor seconds."""

    begun: float
    ended: float
    spent: float


@dataclass
class Soak:
    """What was done to the portals, and what the watcher said of itself."""

    every: float
    changed: dict[str, float] = field(default_factory=dict)  # by address and text: when
    failed: int = 0
    memory: list[int] = field(default_factory=list)  # bytes, look by look
    due: list[int] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)  # seconds that a look at what is due takes
    rounds: list[Round] = field(default_factory=list)

    def hear(self, line: bytes) -> None:
        """Note what the watcher says."""
        said = json.loads(line)
        if "due" in said:
            self.memory.append(said["memory"])
            self.due.append(said["due"])
            self.looks.append(said["look"])
        else:
            self.rounds.append(Round(**said))

    @property
    def patience(self) -> float:
        """Seconds that a free watcher may let pass: until its next look, and for looking."""
        return 2 * LOOK + 3 * max(self.looks, default=0.0)

    def late(self, starts: list[float]) -> float:
        """Seconds by which visits of one source began later than it was due and the watcher was free, at most."""
        latest = 0.0
        for before, start in itertools.pairwise(starts):
            mine = max((r.begun for r in self.rounds if r.begun <= start), default=start)
            free = max((r.ended for r in self.rounds if r.ended <= mine), default=before)
            latest = max(latest, mine - max(before + self.every, free))
        return latest


def broken(handler: BaseHTTPRequestHandler) -> bool:
    """The portal answers nothing but an error."""
    handler.send_response(500)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
    return True


def change(portal: Portal, name: str, step: int, soak: Soak) -> None:
    """One article says something new; every third time the whole portal fails instead, until the next step."""
    portal.faults.clear()
    if step % 3 == 1:
        portal.faults |= dict.fromkeys(portal.pages, broken)
        soak.failed += 1
        return
    articles = sorted(path for path, page in portal.pages.items() if portal.hits[path] and b"<h1" in page.body)
    path = articles[step % len(articles)]
    page = portal.pages[path]
    mark = f"<p>Cập nhật lần {step} của {name}: điểm {step},5.</p>".encode()
    article, closing, rest = page.body.partition(b"</article>")
    said, ending, files = article.rpartition(b"</p>")  # inside the text: what stands around an article is no change of it
    assert closing, path
    assert ending, path
    portal.pages[path] = type(page)(said + ending + mark + files + closing + rest, page.media_type, {})
    soak.changed[f"{name} {path} {step}"] = time.time()


def run(seconds: float, many: int, every: float) -> dict[str, object]:
    """Soak for so long and for :data:`STEPS` steps at least, and say what came of it."""
    soak = Soak(every)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home, empty = Home(Path(folder) / "home"), Path(folder) / "none"
        empty.mkdir()
        (home.root / "sources").mkdir(parents=True)
        served: dict[str, Portal] = {}
        for n in range(many):
            portal = stack.enter_context(Portal.of(portals()["replica-phutho"]))
            served[f"p{n}"] = portal
            host = portal.address.removeprefix("http://")
            (home.root / "sources" / f"p{n}.yaml").write_text(SOURCE.format(name=f"p{n}", host=host), "utf-8")
        hosts = ",".join(portal.address.removeprefix("http://") for portal in served.values())
        environment = os.environ | {"XEPHANG_HOME": str(home.root), "XEPHANG_LOCAL": hosts}
        engine = open_store(home)
        stack.callback(engine.dispose)
        command = [sys.executable, "-c", WATCH, str(home.root), str(empty), str(every), str(LOOK)]
        watcher = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, env=environment))
        stack.callback(watcher.terminate)

        def listen() -> None:
            assert watcher.stdout is not None
            for line in watcher.stdout:
                soak.hear(line)

        threading.Thread(target=listen, daemon=True).start()
        begun, step = time.time(), 0
        stepped = begun
        while (time.time() - begun < seconds or step < STEPS) and watcher.poll() is None:
            if visited(engine, served, stepped):
                for name, portal in served.items():
                    change(portal, name, step, soak)
                stepped, step = time.time(), step + 1
            time.sleep(0.3)
        for portal in served.values():
            portal.faults.clear()
        last = time.time()
        while watcher.poll() is None and not visited(engine, served, last) and time.time() < last + 60 + 10 * every:
            time.sleep(0.3)
        return judge(engine, soak, served, last - begun, alive=watcher.poll() is None)


def visited(engine: Engine, served: dict[str, Portal], since: float) -> bool:
    """Whether every portal has been visited from end to end since then."""
    return set(served) <= {source_id for source_id, _, begun, _ in visits(engine) if begun >= since}


def visits(engine: Engine) -> list[tuple[str, str, float, float]]:
    """All finished visits: source, outcome, begin, end."""
    with Session(engine) as session:
        asked = select(Run.source_id, Run.outcome, Run.started, Run.finished).where(Run.stage == "crawl").order_by(col(Run.id))
        return [(str(s), o, b.timestamp(), e.timestamp()) for s, o, b, e in session.exec(asked) if e is not None]


def judge(engine: Engine, soak: Soak, served: dict[str, Portal], seconds: float, *, alive: bool) -> dict[str, object]:
    """Figures and verdict."""
    with Session(engine) as session:
        captures = [
            (a, h, at.timestamp()) for a, h, at in session.exec(select(Capture.canonical_url, Capture.sha256, Capture.fetched_at))
        ]
    done = visits(engine)
    bodies = Counter((url, sha256) for url, sha256, _ in captures)
    waits = [seen_after(key, at, captures, served, done) for key, at in soak.changed.items()]
    found = [wait for wait in waits if wait is not None]
    early, late = halves(soak.memory[len(soak.memory) // 4 :])  # the first looks see it start
    first, second = halves([r.spent for r in soak.rounds])
    longest = max((r.ended - r.begun for r in soak.rounds), default=0.0)
    behind = max((soak.late([b for s, _, b, _ in done if s == name]) for name in served), default=0.0)
    allowed = soak.every + 2 * longest + soak.patience
    outcome = {name: [o for s, o, _, _ in done if s == name][-1:] for name in served}
    doubled = sum(n > 1 for n in bodies.values())
    seen = sum(o != "ok" for _, o, _, _ in done)
    wrong = {
        "the watcher died": not alive,
        "more was due than there are sources": max(soak.due, default=0) > len(served),
        "captured twice": doubled > 0,
        "changes that the next visit did not find": len(found) < len(soak.changed) or not found,
        "a change was found too late": max(found, default=0) > allowed,
        "visits began too late": behind > soak.patience,
        "a visit hung": any(r.ended - r.begun > HANGS * max(r.spent, 1.0) for r in soak.rounds),
        "visits grew dearer": second > first * DEARER,
        "memory grew": late > early * (1 + GROWTH),
        "a portal is not well again": any(o != ["ok"] for o in outcome.values()),
        "failures that nobody saw": not seen >= soak.failed > 0,
    }
    return {
        "seconds": round(seconds, 1), "load": round(os.getloadavg()[0], 1), "portals": len(served), "visits": len(done),
        "round_seconds_max": round(longest, 2), "round_processor_seconds": [round(first, 2), round(second, 2)],
        "late_max": round(behind, 2), "late_allowed": round(soak.patience, 2),
        "changes": len(soak.changed), "changes_found": len(found), "found_after_max": round(max(found, default=0), 2), "allowed": round(allowed, 2),
        "failures_made": soak.failed, "failures_seen": seen, "memory_mb": [round(early / 2**20, 1), round(late / 2**20, 1)],
        "due_max": max(soak.due, default=0), "captures": len(captures), "doubled": doubled,
        "wrong": [what for what, is_so in wrong.items() if is_so], "well": not any(wrong.values()),
    }  # fmt: skip


def halves(values: Sequence[float]) -> tuple[float, float]:
    """The medians of the first half and of the second."""
    half = len(values) // 2
    return (statistics.median(values[:half]), statistics.median(values[half:])) if half else (0.0, 0.0)


def seen_after(
    key: str,
    at: float,
    captures: list[tuple[str, str, float]],
    served: dict[str, Portal],
    done: list[tuple[str, str, float, float]],
) -> float | None:
    """Seconds from a change to the first capture of its address after it; None where the first visit that began after it made none."""
    name, path, _ = key.split()
    end = min((ended for source, _, begun, ended in done if source == name and begun >= at), default=0.0)
    later = [fetched - at for url, _, fetched in captures if url == served[name].address + path and at <= fetched <= end]
    return min(later, default=None)


def main() -> int:
    """Soak and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--portals", type=int, default=3)
    parser.add_argument("--every", type=float, default=5)
    given = parser.parse_args()
    found = run(given.seconds, given.portals, given.every)
    print(json.dumps(found, indent=2))
    return 0 if found["well"] else 1


if __name__ == "__main__":
    sys.exit(main())
