"""The jobs that workers do: the stages of the command line, each over one source, one capture or the whole store."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from commands.opening import Opened
from commands.terminal import fail, out, safe
from crawler.alerts import announce
from crawler.crawl import BUSY, crawl
from crawler.hosts import groups, visit
from crawler.sources import load_all
from crawler.watch import due
from extract.errors import BusyError, FetchError, LimitError, StoreError, XephangError
from extract.language import Texts
from store import queue
from store.alone import alone
from store.checks import run_checks
from store.clock import clock, moment
from store.consolidate import consolidate
from store.corrections import load
from store.database import told
from store.models import Capture, Run
from store.reading import CONSOLIDATE, TRIES, ReadingCounts, read_one, set_aside, stale
from store.twins import mark_twins

P = ParamSpec("P")
R = TypeVar("R")
WAIT = 600.0  # seconds for which a consolidation waits for readings under way
BETWEEN = timedelta(minutes=10)  # consolidations, while documents wait to be read
LONGEST = 600  # seconds between two tries
CHUNK = 1000
_log = logging.getLogger(__name__)


class Patience(BaseRetryStrategy):
    """Tries again, ever more slowly, while the reason lies outside of the job: store or archive out of reach, hosts visited by another."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None for never."""
        if not isinstance(exception, StoreError | FetchError | LimitError):
            return None
        return RetryDecision(retry_in={"seconds": min(LONGEST, 2 ** min(job.attempts + 1, 10))})


def build(place: Opened, t: Texts) -> App:
    """The application whose workers do the jobs of ``place``."""
    engine, home = place.engine, place.home

    async def at_home(connection: Any) -> None:
        await connection.execute(f"SET search_path TO {queue.SCHEMA}, public")
        await connection.commit()

    app = App(connector=PsycopgConnector(conninfo=queue.conninfo(home.database), configure=at_home, min_size=1, max_size=8))

    def spoken(job: Callable[P, R]) -> Callable[P, R]:
        """``job`` that says what went wrong; the queue decides whether it is tried again."""

        @functools.wraps(job)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with told(home):
                    return job(*args, **kwargs)
            except XephangError as error:
                fail(error.say(t.lang))
                raise
            except Exception as error:
                fail(t("worker.unexpected", what=f"{type(error).__name__}: {error}"))
                _log.debug("unexpected", exc_info=True)
                raise

        return run

    @app.task(name="crawl", queue=queue.CRAWL, retry=Patience())
    @spoken
    def crawl_one(source: str, if_due: bool = False) -> None:
        if if_due and source not in due(engine):
            return
        got = crawl(home, [source]).sources[source]
        if got.outcome == BUSY:
            raise BusyError(f"{source}: một tiến trình khác đang thu thập", f"{source} is being crawled by another process")
        new = got.inserted + got.updated
        out.print(safe(t("worker.crawled", source=source, new=new, unchanged=got.unchanged + got.known, failed=got.failed)))

    @app.task(name="read", queue=queue.READ, retry=Patience(), pass_context=True)
    @spoken
    def read(context: JobContext, capture: int) -> None:
        read_one(engine, place.archive, capture, tries=context.job.attempts + 1)

    @app.task(name="consolidate", queue=queue.KEEP)
    @spoken
    def bring_up() -> None:
        if _put_off(engine):
            return
        try:
            bring_up_now()
        except StoreError:  # a retry would collide with the one that readings have queued meanwhile
            with suppress(SQLAlchemyError), Session(engine) as session:
                queue.put(session, [CONSOLIDATE])
                session.commit()
            raise

    def bring_up_now() -> None:
        with alone(engine, "observations", seconds=WAIT), Session(engine) as session:
            mark_twins(session, moment(session))
            session.commit()
        counts = consolidate(engine, corrections=load(home.root / "corrections.yaml"), wait=WAIT)
        with alone(engine, "observations", seconds=WAIT):  # what is stored meanwhile would be passed over
            found = run_checks(engine)
        announce(home, engine)
        out.print(safe(t("worker.consolidated", inserted=counts.inserted, updated=counts.updated, findings=sum(found.values()))))

    @app.periodic(cron="*/10 * * * *")
    @app.task(name="look", queue=queue.KEEP, priority=queue.PRIORITY[queue.KEEP], lock="look", queueing_lock="look")
    @spoken
    def look(timestamp: int) -> None:
        look_around(engine)

    return app


def look_around(engine: Engine) -> int:
    """Queue what is due: sources by their frequency, and captures that no reading of this version covers; how many jobs are new."""
    together = groups(load_all())
    with Session(engine) as session:
        new = queue.put(session, [visit(source_id, together[source_id], if_due=True) for source_id in due(engine)])
        session.commit()
        wanted = stale(session, False)
        for start in range(0, len(wanted), CHUNK):
            some = select(Capture).where(col(Capture.id).in_(wanted[start : start + CHUNK])).order_by(col(Capture.id))
            new += queue.put(session, [queue.reading(capture) for capture in session.exec(some)])
            session.commit()
    return new


def _put_off(engine: Engine) -> bool:
    """Whether to consolidate later, since documents are still being read and the panel is not old; queues the later one then."""
    with Session(engine) as session:
        last = session.exec(select(Run.started).where(Run.stage == "consolidate").order_by(col(Run.id).desc()).limit(1)).first()
        recent = last is not None and clock(session) - last < BETWEEN
        if not recent or not any(queue.waiting(engine).get("read", ())):
            return False
        queue.put(session, [CONSOLIDATE])
        session.commit()
    return True


async def rescue(app: App, engine: Engine, seconds: float) -> int:
    """Give the jobs of workers that have been silent for ``seconds`` to others; how many there were.

    A document over which workers died again and again is set aside with that reason.
    """
    rescued = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds):
        try:
            if job.task_name == "read" and job.attempts + 1 >= TRIES:
                n = job.attempts + 1
                died = LimitError(f"{n} tiến trình đã chết khi đọc tài liệu này", f"{n} workers died while reading this document")
                await asyncio.to_thread(set_aside, engine, int(str(job.task_kwargs["capture"])), died, ReadingCounts())
                await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
            else:
                await app.job_manager.retry_job(job)
        except UniqueViolation:  # another such job waits already
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
        except ConnectorException:  # another worker was faster
            continue
        rescued += 1
    return rescued
