"""Durable jobs in the PostgreSQL that the store is in: what is stored, and what is to be done about it, are one transaction.

The tables are procrastinate's, in a schema of their own beside ours. On SQLite there is no queue, and nothing is queued.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url
from sqlmodel import Session

from store.models import Capture

SCHEMA = "jobs"  # of procrastinate's tables
LOCK = 7_315_202_608  # advisory lock of whoever makes the tables: any number that nobody else uses
CRAWL, READ, KEEP = "crawl", "read", "keep"  # queues: visits of sources, readings of captures, and what keeps the store in order
# what is few goes first: whoever looks for a visit would otherwise look over all the documents that wait
PRIORITY = {KEEP: 2, CRAWL: 1, READ: 0}
# procrastinate looks for jobs of one lock among all that wait: without this index each look costs as much as there are jobs
INDEX = """
CREATE INDEX IF NOT EXISTS xephang_lock ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing');
CREATE INDEX IF NOT EXISTS xephang_running ON procrastinate_jobs (queueing_lock) WHERE status = 'doing'
"""
# fetching is right in one way only, along the index of what waits; after a wave of new jobs PostgreSQL does not know yet how many there are,
# and would sort all of them for every single one
FETCH = """
DO $$ DECLARE made regprocedure; BEGIN
  FOR made IN SELECT oid FROM pg_proc WHERE pronamespace = 'jobs'::regnamespace AND proname LIKE 'procrastinate\\_fetch\\_job%' LOOP
    EXECUTE format('ALTER FUNCTION %s SET enable_sort = off SET enable_bitmapscan = off SET enable_seqscan = off'
                   ' SET enable_hashjoin = off SET enable_mergejoin = off', made);
  END LOOP;
END $$
"""
# read from the tables themselves: to_regnamespace would answer from what the connection remembers of the time before it waited for the lock
STATE = """
SELECT d.description FROM pg_namespace n JOIN pg_description d ON d.objoid = n.oid AND d.classoid = 'pg_namespace'::regclass
WHERE n.nspname = :schema
"""
OURS = 2  # version of the statements above and below: the schema's comment holds it behind the name of procrastinate's last step
# its triggers name its tables plainly, and they fire in transactions of ours, which look elsewhere
BIND = """
DO $$ DECLARE made regprocedure; BEGIN
  FOR made IN SELECT oid FROM pg_proc WHERE pronamespace = 'jobs'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = jobs, public', made);
  END LOOP;
END $$
"""
# its own function for this does not know ON CONFLICT, and an error would end the transaction that also stores the capture
PUT = """
INSERT INTO jobs.procrastinate_jobs (task_name, queue_name, lock, queueing_lock, args, priority, scheduled_at)
SELECT task, queue, lock, "only", args, priority, CASE WHEN seconds > 0 THEN now() + make_interval(secs => seconds) END
FROM jsonb_to_recordset(CAST(:jobs AS jsonb))
  AS j(task text, queue text, lock text, "only" text, args jsonb, priority int, seconds float, again boolean)
WHERE again OR NOT EXISTS (SELECT FROM jobs.procrastinate_jobs r WHERE r.queueing_lock = j."only" AND r.status = 'doing')
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done by any worker.

    ``lock``: jobs with the same one are done one after the other, in the order in which they were queued. ``only``: while a job with the same
    one waits or (but for ``again``) runs, another is not queued. ``seconds``: not before so many have passed.
    """

    task: str
    queue: str
    only: str
    lock: str | None = None
    args: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    again: bool = False

    def row(self) -> dict[str, Any]:
        """The job as :data:`PUT` takes it."""
        names = ("task", "queue", "lock", "only", "args", "seconds", "again")
        return {name: getattr(self, name) for name in names} | {"priority": PRIORITY.get(self.queue, 0)}


def conninfo(database: str) -> str:
    """The address of the store as PostgreSQL's own library takes it, password included: never to be shown."""
    return make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)


def has_queue(connection: Connection) -> bool:
    """Whether this store has a queue: it is on PostgreSQL, and procrastinate was installed when the store was opened."""
    if connection.dialect.name != "postgresql":
        return False
    return connection.execute(text(f"SELECT to_regclass('{SCHEMA}.procrastinate_jobs') IS NOT NULL")).scalar_one() is True


def put(session: Session, jobs: Iterable[Job]) -> int:
    """Queue ``jobs`` in the transaction of ``session``, where there is a queue; how many were not waiting already."""
    rows = [job.row() for job in jobs]
    connection = session.connection()
    if not rows or not has_queue(connection):
        return 0
    return connection.execute(text(PUT), {"jobs": json.dumps(rows)}).rowcount


def reading(capture: Capture) -> Job:
    """The job of reading one capture; captures of the same bytes are read in the order in which they were stored."""
    return Job("read", READ, f"read:{capture.id}", lock=f"read:{capture.sha256}", args={"capture": capture.id})


def waiting(engine: Engine) -> dict[str, tuple[int, int]]:
    """How many jobs of each task wait and run; empty where there is no queue."""
    counted = (
        "SELECT task_name, count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing')"
        " FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'doing') GROUP BY task_name ORDER BY task_name"
    )
    with engine.connect() as connection:
        if not has_queue(connection):
            return {}
        return {name: (todo, doing) for name, todo, doing in connection.execute(text(counted))}


def install(engine: Engine) -> None:
    """Bring the queue's tables to the state of the installed procrastinate; once made, or without it, nothing happens."""
    spec = importlib.util.find_spec("procrastinate")
    if spec is None or spec.origin is None or engine.dialect.name != "postgresql":
        return
    scripts = Path(spec.origin).parent / "sql"
    steps = sorted(path.stem for path in (scripts / "migrations").glob("*.sql"))
    with engine.begin() as connection:
        at = connection.execute(text(STATE), {"schema": SCHEMA}).scalar_one_or_none()
        if at == f"{steps[-1]} {OURS}":
            return
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        at = connection.execute(text(STATE), {"schema": SCHEMA}).scalar_one_or_none()  # another may have made it meanwhile
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        connection.execute(text(f"SET LOCAL search_path = {SCHEMA}, public"))
        wanted = (
            [scripts / "schema.sql"] if at is None else [scripts / "migrations" / f"{s}.sql" for s in steps if s > at.split()[0]]
        )
        cursor = connection.connection.cursor()
        for script in wanted:
            cursor.execute(script.read_text("utf-8"))
        for statements in (INDEX, BIND, FETCH):
            cursor.execute(statements)
        cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{steps[-1]} {OURS}'")
