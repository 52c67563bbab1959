"""Crawls sources: the spiders run in a process of their own, so that this can be called at any time and more than once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from crawler.replicas import running
from crawler.sources import load_all
from extract.errors import FetchError, SourceError, StoreError
from store.home import Home

ROOT = Path(__file__).parents[1]
BUSY = "busy"  # outcome: another process visits the hosts of this source right now


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What one source gave. ``fetched_per_document``: requests for each document kept, new or not; None where nothing was kept."""

    source_id: str
    outcome: str  # ok, empty, failed, busy
    inserted: int
    updated: int
    unchanged: int
    failed: int
    listed: int
    skipped: int
    known: int
    pages: int
    bytes: int
    traps: dict[str, int]

    @property
    def fetched_per_document(self) -> float | None:
        """How many answers it took for one kept document."""
        kept = self.inserted + self.updated + self.unchanged
        return self.pages / kept if kept else None


@dataclass(slots=True)
class CrawlReport:
    """What a crawl gave, source by source, and in all."""

    sources: dict[str, SourceReport] = field(default_factory=dict)

    def _sum(self, name: str) -> int:
        return sum(int(getattr(report, name)) for report in self.sources.values())

    @property
    def inserted(self) -> int:
        """Captures of addresses never seen before, and of new content at known ones."""
        return self._sum("inserted") + self._sum("updated")

    @property
    def updated(self) -> int:
        """Of them, new content at known addresses."""
        return self._sum("updated")

    @property
    def unchanged(self) -> int:
        """Captures asked for again without new content, and those not asked for because their list has not changed."""
        return self._sum("unchanged") + self._sum("known")

    @property
    def failed(self) -> int:
        """Addresses that could not be fetched, and sources that gave nothing although they should."""
        return self._sum("failed") + sum(report.outcome != "ok" for report in self.sources.values())

    @property
    def pages(self) -> int:
        """Answers received."""
        return self._sum("pages")


def crawl(
    home: Home,
    source_ids: Sequence[str],
    *,
    since: date | None = None,
    until: date | None = None,
    sample: int | None = None,
    max_pages: int | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> CrawlReport:
    """Visit the sources and store what is new.

    Args:
        home: where store and archive are.
        source_ids: declared sources; a replica must be served by this process (:func:`crawler.replicas.serve`).
        since, until: first and last day of publication.
        sample: at most so many articles a source.
        max_pages: at most so many requests a source.
        progress: called with answers so far, 0 (their number is not known before), and what was fetched.

    Raises:
        SourceError: a source that nobody declared, or a replica that is not served.
        FetchError: the crawling process died.
        StoreError: store or archive cannot be written; what was stored before stays.
    """
    specs, bases = load_all(), running()
    for source_id in source_ids:
        if source_id not in specs:
            raise SourceError(f"Không có nguồn {source_id!r}", f"There is no source {source_id!r}")
        if specs[source_id].replica and source_id not in bases:
            raise SourceError(f"Cổng mô phỏng {source_id} chưa chạy", f"The replica {source_id} is not being served")
    limits = {
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "sample": sample,
        "max_pages": max_pages,
    }
    job = {
        "root": str(home.root),
        "database": home.database,
        "archive": home.archive,
        "sources": list(dict.fromkeys(source_ids)),
        "bases": bases,
        "limits": limits,
    }
    report = CrawlReport()
    if not source_ids:
        return report
    log = home.root / "crawl" / "crawl.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)}
    with (
        log.open("ab") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "crawler.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
        ) as worker,
    ):
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            worker.stdin.write(json.dumps(job).encode())
            worker.stdin.close()
            _listen(worker.stdout, report, progress)
        except BaseException:
            worker.terminate()
            raise
    if worker.returncode != 0:
        raise FetchError(
            f"Tiến trình thu thập dừng đột ngột (mã {worker.returncode}); xem {log}",
            f"The crawling process died (status {worker.returncode}); see {log}",
        )
    return report


def _listen(lines: object, report: CrawlReport, progress: Callable[[int, int, str], None] | None) -> None:
    """Read what the worker tells until it ends."""
    done = 0
    for line in lines:  # type: ignore[attr-defined]  # a pipe
        event = json.loads(line)
        if event["event"] == "progress":
            done += 1
            if progress:
                progress(done, 0, f"{event['source']}: {event['what']}")
        elif event["event"] == "error":
            raise StoreError(event["vi"], event["en"])
        else:
            fields = {name: event[name] for name in SourceReport.__dataclass_fields__ if name != "source_id"}
            report.sources[event["source"]] = SourceReport(event["source"], **fields)
