"""Cross-checks, one file a rule.

Every module of this folder with ``RULE`` and ``check(connection)`` is a rule. A rule asks for all its candidates in one query and compares
them in sets; what it finds are :class:`Found`. :func:`run_checks` stores them: a finding that holds on is left alone, one that no longer
holds is closed, and its key stays the same over runs, so that verdicts stay attached.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from types import ModuleType

from sqlalchemy import Engine, insert, select, update
from sqlmodel import Session, col

from store.captures import finish_run, start_run, utcnow
from store.checks.found import Found
from store.models import Finding, FindingObservation, Observation

__all__ = ["Found", "rules", "run_checks"]

Report = Callable[[int, int, str], None]
BATCH = 500


@cache
def rules() -> dict[str, ModuleType]:
    """All rules by name."""
    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(__path__, f"{__name__}."):
        module = importlib.import_module(info.name)
        if hasattr(module, "RULE") and hasattr(module, "check"):
            found[module.RULE] = module
    return found


def run_checks(
    engine: Engine, *, only: Sequence[str] | None = None, now: datetime | None = None, progress: Report | None = None
) -> dict[str, int]:
    """Run the rules over the current observations and store what they find; the number of open findings by rule."""
    at = now or utcnow()
    chosen = {name: module for name, module in rules().items() if only is None or name in only}
    counts: dict[str, int] = {}
    with Session(engine) as session:
        run = start_run(session, "check")
        for i, (name, module) in enumerate(chosen.items()):
            if progress:
                progress(i, len(chosen), name)
            counts[name] = _store(session, name, module.check(session.connection()), at)
            session.commit()
        if progress:
            progress(len(chosen), len(chosen), "")
        finish_run(session, run, "ok", inserted=sum(counts.values()))
    return counts


def _store(session: Session, rule: str, found: Iterable[Found], at: datetime) -> int:
    """Open new findings, leave those that hold, close those that no longer do."""
    standing = {
        key: (number, sentence)
        for key, number, sentence in session.execute(
            select(Finding.key, Finding.id, Finding.sentence_en).where(
                col(Finding.rule) == rule, col(Finding.closed_at).is_(None)
            )
        )
    }
    holds: set[str] = set()
    for item in found:
        key = _key(session, item)
        if key in holds:
            continue
        holds.add(key)
        old = standing.get(key)
        if old is not None and old[1] == item.sentence_en:
            continue
        if old is not None:
            session.execute(update(Finding).where(col(Finding.id) == old[0]).values(closed_at=at))
        finding = Finding(
            key=key, rule=rule, severity=item.severity, confidence=item.confidence, index=item.index, level=item.level, province=item.province,
            year=item.year, subject=item.subject, sentence_vi=item.sentence_vi, sentence_en=item.sentence_en, since=at,
        )  # fmt: skip
        session.add(finding)
        session.flush()
        links = [
            {"finding_id": finding.id, "observation_id": o, "position": p} for p, o in enumerate(dict.fromkeys(item.observations))
        ]
        if links:
            session.execute(insert(FindingObservation), links)
    gone = [number for key, (number, _) in standing.items() if key not in holds]
    for i in range(0, len(gone), BATCH):
        session.execute(update(Finding).where(col(Finding.id).in_(gone[i : i + BATCH])).values(closed_at=at))
    return len(holds)


def _key(session: Session, item: Found) -> str:
    """Stable over runs and re-readings: the rule and the keys of its observations, or its dimensions where it has none."""
    keys = (
        session.execute(select(Observation.key).where(col(Observation.id).in_(item.observations))).scalars().all()
        if item.observations
        else []
    )
    parts = sorted(keys) or [item.index, item.level, item.province, str(item.year), item.subject]
    return hashlib.sha256("\x1f".join([item.rule, item.about, *parts]).encode()).hexdigest()[:32]
