"""``xephang worker``: one of many processes, on one machine or several, that crawl, read and consolidate what is due."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import typer

from commands.opening import Opened, opened
from commands.terminal import fail, out, safe
from extract.errors import UsageError
from extract.language import Texts

if TYPE_CHECKING:
    from procrastinate import App

HEARTBEAT = 10.0  # seconds between two signs of life
STALLED = 45.0  # seconds of silence after which a worker's jobs are given to others
GRACE = 20.0  # seconds that running jobs have when the worker is stopped
AGAIN = 5.0  # seconds before the store is tried again


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``worker``."""

    @app.command("worker", help=t("worker.help"))
    def worker(
        crawls: int = typer.Option(4, "--crawls", min=0, help=t("worker.crawls")),
        reads: int = typer.Option(os.cpu_count() or 1, "--reads", min=0, help=t("worker.reads")),
    ) -> int:
        place = opened()
        if place.engine.dialect.name != "postgresql":
            raise UsageError(
                "`xephang worker` cần kho PostgreSQL: đặt XEPHANG_DATABASE=postgresql+psycopg://…; trên một máy, dùng `xephang watch`",
                "`xephang worker` needs a store on PostgreSQL: set XEPHANG_DATABASE=postgresql+psycopg://…; on one machine use `xephang watch`",
            )
        if importlib.util.find_spec("procrastinate") is None:
            raise UsageError(
                "Cần thư viện procrastinate: pip install 'xephang[cluster]'",
                "The library procrastinate is needed: pip install 'xephang[cluster]'",
            )
        out.print(
            safe(t("worker.start", crawls=crawls, reads=reads, database=place.home.safe_database, archive=place.home.archive))
        )
        asyncio.run(serve(place, t, crawls=crawls, reads=reads))
        return 0


async def serve(
    place: Opened, t: Texts, *, crawls: int, reads: int, heartbeat: float = HEARTBEAT, stalled: float = STALLED
) -> None:
    """Do jobs until SIGTERM or Ctrl+C; where the store is gone for a while, wait for it.

    Jobs that have not ended some seconds after the signal are left to other workers, like those of a worker that died.
    """
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)  # its failures are told as sentences
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_default_executor(ThreadPoolExecutor(crawls + reads + 8))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    while not stop.is_set():
        work = asyncio.create_task(_work(place, t, crawls, reads, heartbeat, stalled))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            out.print(safe(t("worker.stopping")))
            work.cancel()
            done, _ = await asyncio.wait({work}, timeout=GRACE)
            if not done:
                os._exit(0)
            return
        stopped.cancel()
        fail(t("worker.again", database=place.home.safe_database, seconds=int(AGAIN)))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), AGAIN)


async def _work(place: Opened, t: Texts, crawls: int, reads: int, heartbeat: float, stalled: float) -> None:
    """Work until cancelled; returns when the store is out of reach."""
    from commands.jobs import build
    from store.queue import CRAWL, KEEP, READ

    app = build(place, t)
    with contextlib.suppress(Exception):  # whatever the store's library raises when it is gone
        async with app.open_async():
            tasks = [asyncio.create_task(_rescuing(app, place, stalled))]
            for name, many in ((CRAWL, crawls), (READ, reads), (KEEP, 2)):
                if many:
                    running = app.run_worker_async(
                        queues=[name], name=name, concurrency=many, install_signal_handlers=False, delete_jobs="always",
                        update_heartbeat_interval=heartbeat, stalled_worker_timeout=stalled, fetch_job_polling_interval=2.0,
                        shutdown_graceful_timeout=GRACE,
                    )  # fmt: skip
                    tasks.append(asyncio.create_task(running))
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


async def _rescuing(app: App, place: Opened, stalled: float) -> None:
    from commands.jobs import rescue

    while True:
        await rescue(app, place.engine, stalled)
        await asyncio.sleep(stalled / 3)
