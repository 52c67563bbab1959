"""`xephang watch` for a while against portals that change, fail and recover, with frequencies of seconds in place of days.

    python -m benchmarks.soak [--seconds 120] [--portals 3] [--every 5]

Prints, and exits with 1 unless: every change was captured within its frequency and one visit, memory stayed flat, no more was due than there
are sources, nothing was captured twice, and every portal that failed was well again after its next visit.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from store.database import open_store
from store.home import Home
from store.models import Capture, Run

WATCH = """
import logging, sys, threading, resource, time
from pathlib import Path
from crawler import sources, watch
from crawler.sources import load_all
from store.database import open_store
from store.home import Home
logging.getLogger("apscheduler").setLevel(logging.ERROR)
home, every = Home(Path(sys.argv[1])), float(sys.argv[3])
sources.FOLDER = Path(sys.argv[2])
watch.DAYS = {name: every / 86400 for name in watch.DAYS}
def told():
    engine = open_store(home)
    while True:
        size = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
        print(size, len(watch.due(engine)), flush=True)
        time.sleep(1)
threading.Thread(target=told, daemon=True).start()
watch.watch(home, minutes=1 / 60)
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


@dataclass
class Soak:
    """What was done to the portals, and what the watcher said of itself, second by second."""

    every: float
    changed: dict[str, float] = field(default_factory=dict)  # by address and text: when
    failed: int = 0
    memory: list[int] = field(default_factory=list)  # bytes
    due: list[int] = field(default_factory=list)


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
    """Soak, and say what came of it."""
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
        watcher = subprocess.Popen(
            [sys.executable, "-c", WATCH, str(home.root), str(empty), str(every)], stdout=subprocess.PIPE, env=environment
        )
        stack.callback(watcher.wait)
        stack.callback(watcher.terminate)

        def listen() -> None:
            assert watcher.stdout is not None
            for line in watcher.stdout:
                size, due = map(int, line.split())
                soak.memory.append(size)
                soak.due.append(due)

        threading.Thread(target=listen, daemon=True).start()
        begun, step = time.time(), 0
        stepped = begun
        while time.time() - begun < seconds and watcher.poll() is None:
            if visited(home, served, stepped):
                for name, portal in served.items():
                    change(portal, name, step, soak)
                stepped, step = time.time(), step + 1
            time.sleep(0.3)
        for portal in served.values():
            portal.faults.clear()
        last = time.time()
        while watcher.poll() is None and not visited(home, served, last) and time.time() < last + 60 + 10 * every:
            time.sleep(0.3)
        return judge(home, soak, served, last - begun, alive=watcher.poll() is None)


def visited(home: Home, served: dict[str, Portal], since: float) -> bool:
    """Whether every portal has been visited from end to end since then."""
    done = {source_id for source_id, _, begun, _ in runs(home) if begun.timestamp() >= since}
    return set(served) <= done


def runs(home: Home) -> list[tuple[str, str, datetime, datetime]]:
    """All finished visits: source, outcome, begin, end; none where the store is not there yet."""
    try:
        engine = open_store(home)
        with Session(engine) as session:
            asked = select(Run.source_id, Run.outcome, Run.started, Run.finished).where(Run.stage == "crawl").order_by(Run.id)  # type: ignore[arg-type]
            found = [tuple(row) for row in session.exec(asked) if row[3] is not None]
        engine.dispose()
    except SQLAlchemyError:
        return []
    return found  # type: ignore[return-value]


def visit(home: Home) -> float:
    """How long a visit takes, at most so far, in seconds."""
    return max([(end - begin).total_seconds() for _, _, begin, end in runs(home)], default=0.0)


def judge(home: Home, soak: Soak, served: dict[str, Portal], seconds: float, *, alive: bool) -> dict[str, object]:
    """Figures and verdict."""
    engine = open_store(home)
    with Session(engine) as session:
        captures = session.exec(select(Capture.canonical_url, Capture.sha256, Capture.fetched_at)).all()
    engine.dispose()
    done = runs(home)
    starts: dict[str, list[datetime]] = {name: [b for s, _, b, _ in done if s == name] for name in served}
    gaps = [(b - a).total_seconds() for begun in starts.values() for a, b in itertools.pairwise(begun)]
    bodies = Counter((url, sha256) for url, sha256, _ in captures)
    found_in = [wait for key, at in soak.changed.items() if (wait := seen_after(key, at, captures, served)) is not None]
    half = len(soak.memory) // 2
    early, late = (statistics.median(part) if part else 0 for part in (soak.memory[half // 2 : half], soak.memory[half:]))
    allowed = 2 * soak.every + 2 * visit(home) + 2
    outcome = {name: [o for s, o, _, _ in done if s == name][-1:] for name in served}
    return {
        "seconds": round(seconds, 1), "portals": len(served), "visits": len(done),
        "visit_seconds": round(visit(home), 2), "gap_max": round(max(gaps, default=0), 2), "changes": len(soak.changed),
        "changes_found": len(found_in), "found_after_max": round(max(found_in, default=0), 2), "allowed": round(allowed, 2),
        "failures_made": soak.failed, "failures_seen": sum(o != "ok" for _, o, _, _ in done), "memory_mb_early": round(early / 2**20, 1), "memory_mb_late": round(late / 2**20, 1),
        "children_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1), "due_max": max(soak.due, default=0),
        "captures": len(captures), "doubled": sum(n > 1 for n in bodies.values()),
        "well": alive and max(soak.due, default=0) <= len(served) and not any(n > 1 for n in bodies.values())
        and len(found_in) == len(soak.changed) > 0 and max(found_in) <= allowed and late <= early * (1 + GROWTH)
        and all(o == ["ok"] for o in outcome.values()) and sum(o != "ok" for _, o, _, _ in done) >= soak.failed > 0,
    }  # fmt: skip


def seen_after(key: str, at: float, captures: list[tuple[str, str, datetime]], served: dict[str, Portal]) -> float | None:
    """Seconds from a change to the first capture of its address after it; None where there is none."""
    name, path, _ = key.split()
    address = served[name].address + path
    later = [
        fetched.astimezone(UTC).timestamp() - at for url, _, fetched in captures if url == address and fetched.timestamp() >= at
    ]
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
