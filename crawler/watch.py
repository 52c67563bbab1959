"""Crawls each source when its frequency says so: never twice at once, and where it left off after a restart."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from crawler.alerts import announce
from crawler.crawl import CrawlReport, crawl
from crawler.sources import load_all
from extract.errors import UsageError, XephangError
from store.clock import utcnow
from store.database import open_store, told
from store.home import Home
from store.models import Run

DAYS = {"daily": 1, "weekly": 7, "monthly": 30, "yearly": 365}
SKEW = timedelta(hours=1)  # by which clocks of several machines may differ
NEVER = datetime.min.replace(tzinfo=UTC)
_log = logging.getLogger(__name__)


def due(engine: Engine, now: datetime | None = None) -> list[str]:
    """Sources whose last crawl began longer ago than their frequency, the longest waiting first; replicas never, others in their hours.

    A crawl that seems to have begun in the future was dated by a clock that ran ahead: its source is due.
    """
    now = now or utcnow()
    with Session(engine) as session:
        newest = select(func.max(Run.id)).where(Run.stage == "crawl", col(Run.finished).is_not(None)).group_by(col(Run.source_id))
        begun = dict(session.exec(select(Run.source_id, Run.started).where(col(Run.id).in_(newest))).all())
    last = {key: at if at <= now + SKEW else NEVER for key, at in begun.items()}
    waiting = [
        (last.get(key, NEVER), key)
        for key, spec in load_all().items()
        if spec.frequency in DAYS and spec.open_at(now) and now - last.get(key, NEVER) >= timedelta(days=DAYS[spec.frequency])
    ]
    return [key for _, key in sorted(waiting)]


def watch(
    home: Home, *, once: bool = False, minutes: int = 10, run: Callable[[Home, list[str]], CrawlReport] | None = None
) -> None:
    """Crawl what is due, now and every ``minutes`` minutes, until stopped.

    Args:
        home: where store and archive are.
        once: stop after one round.
        minutes: pause between looks at what is due.
        run: what crawls; :func:`crawler.crawl.crawl` by default.

    Raises:
        UsageError: another ``watch`` runs in the same home.
    """
    with _alone(home):
        if once:
            _round(home, run or crawl)
            return
        scheduler = BlockingScheduler(timezone="UTC")
        # one round at a time; rounds missed while one was running, or while the machine slept, become one
        scheduler.add_job(
            _round, "interval", minutes=minutes, args=(home, run or crawl), max_instances=1, coalesce=True, misfire_grace_time=None,
            next_run_time=datetime.now(scheduler.timezone),
        )  # fmt: skip
        try:
            scheduler.start()
        except (KeyboardInterrupt, SystemExit):
            scheduler.shutdown(wait=False)


def _round(home: Home, run: Callable[[Home, list[str]], CrawlReport]) -> None:
    """One look at what is due. What goes wrong is logged and tried again in the next round."""
    try:
        engine = open_store(home)
    except XephangError as error:
        _log.error("%s", error)
        return
    try:
        with told(home):
            waiting = due(engine)
            if waiting:
                run(home, waiting)
            announce(home, engine)
    except XephangError as error:
        _log.error("%s", error)
    finally:
        engine.dispose()


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Hold the home's lock; the system lets go of it even when we are killed."""
    path = home.root / "crawl" / "watch.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(
                f"Đã có `xephang watch` chạy trong {home.root}", f"Another `xephang watch` runs in {home.root}"
            ) from error
        yield
