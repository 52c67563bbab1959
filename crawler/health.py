"""How every declared source fares, and the expectations that its history bears out; the rule itself is the store's (``store.health``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session, select

from crawler.sources import load_all
from store.clock import utcnow
from store.health import ORDER, Verdict, crawls, judge
from store.models import Run

ENOUGH = 3  # good runs that make a history
_LAST = datetime.max.replace(tzinfo=UTC)


def verdicts(engine: Engine, now: datetime | None = None) -> list[Verdict]:
    """The verdict on every declared source (replicas only once crawled), worst first."""
    at = now or utcnow()
    with Session(engine) as session:
        judged = [(spec, judge(spec.row(), crawls(session, key), at)) for key, spec in load_all().items()]
    found = [verdict for spec, verdict in judged if not spec.replica or verdict.state != "never"]
    return sorted(found, key=lambda v: (ORDER[v.state], v.since or _LAST, v.source_id))


def suggestions(engine: Engine) -> dict[str, dict[str, float]]:
    """The expectations that the history of each source bears out, by source; those with fewer than three good runs are left out."""
    with Session(engine) as session:
        runs: dict[str, list[Run]] = {}
        for run in session.exec(select(Run).where(Run.stage == "crawl", Run.outcome == "ok")):
            runs.setdefault(run.source_id or "", []).append(run)
    return {key: suggest(found) for key, found in sorted(runs.items()) if len(found) >= ENOUGH}


def suggest(runs: Iterable[Run]) -> dict[str, float]:
    """Expectations that the good runs of a source bear out: 70 % of what they gave at least."""
    good = [run.stats for run in runs if run.outcome == "ok"]
    listed = [int(str(s.get("listed", 0))) for s in good]
    dated = [int(str(s.get("dated", 0))) / max(1, n) for s, n in zip(good, listed, strict=True)]
    body = [b for s in good if (b := int(str(s.get("body", 0))))]
    return {
        "listed": int(0.7 * min(listed, default=0)),
        "dated": round(0.7 * min(dated, default=0.0), 2),
        "body": int(0.7 * min(body, default=0)),
    }
