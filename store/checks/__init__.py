"""Cross-checks, one file a rule.

Every module of this folder with ``RULE`` and ``check(connection)`` is a rule. It asks sets of the temporary tables that ``scope`` fills with
some series of the store at a time, so that memory does not grow with the store; what it finds are :class:`Found`. :func:`run_checks` stores
them: a finding that holds on is left alone, one that no longer holds is closed, and its key stays the same over runs, so that verdicts stay
attached. Only series with observations that changed since the last run are looked at again.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from types import ModuleType

from sqlalchemy import Engine, func, select, text
from sqlmodel import Session, col

from store.alone import alone
from store.captures import finish_run, start_run
from store.checks.found import Found
from store.checks.keep import keep
from store.checks.scope import SERIES, all_series, look_at
from store.clock import utcnow
from store.models import Finding, Observation
from store.parts import quoted
from store.touched import find_touched

__all__ = ["Found", "rules", "run_checks"]

Report = Callable[[int, int, str], None]
VERSION = "4"  # of the rules together: another one looks at everything anew
TOGETHER = 8  # touched series that are looked at together


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
    engine: Engine,
    *,
    only: Sequence[str] | None = None,
    everything: bool = False,
    now: datetime | None = None,
    progress: Report | None = None,
) -> dict[str, int]:
    """Run the rules over the current observations and store what they find; the number of open findings by rule.

    Raises:
        StoreError: another process is cross-checking this store.
    """
    at = now or utcnow()
    chosen = {name: module for name, module in rules().items() if only is None or name in only}
    with alone(engine, "checks"), engine.connect() as connection, Session(connection) as session:
        run = start_run(session, "check", version=VERSION)
        last = session.execute(select(func.coalesce(func.max(Observation.id), 0))).scalar_one()
        digest = hashlib.sha256("\x1f".join([VERSION, *sorted(chosen)]).encode()).hexdigest()
        groups = _groups(session, digest, everything or only is not None)
        for i, series in enumerate(groups):
            look_at(session.connection(), series)
            for j, (name, module) in enumerate(chosen.items()):
                if progress:
                    progress(i * len(chosen) + j, len(groups) * len(chosen), name)
                keep(session.connection(), name, module.check(session.connection()), series, at)
            session.commit()
        if progress:
            progress(len(chosen), len(chosen), "")
        counts = dict.fromkeys(chosen, 0)
        standing = select(col(Finding.rule), func.count()).where(col(Finding.closed_at).is_(None)).group_by(col(Finding.rule))
        counts |= {name: n for name, n in session.execute(standing).all() if name in counts}
        run.stats = {"digest": digest, "last": last}
        finish_run(session, run, "ok", inserted=sum(counts.values()))
    return counts


def _groups(session: Session, digest: str, everything: bool) -> list[list[tuple[str, ...]]]:
    """The series to look at: those that were touched, or all of them."""
    connection = session.connection()
    if everything or not find_touched(session, digest, "check"):
        held = list(all_series(connection))
        known = {key for group in held for key in group}
        stale = connection.execute(text(f"SELECT DISTINCT {quoted(SERIES)} FROM finding WHERE closed_at IS NULL")).all()
        gone = [tuple(row) for row in stale if tuple(row) not in known]  # their observations are closed
        return [*held, *([gone] if gone else [])]
    touched = connection.execute(text(f"SELECT DISTINCT {quoted(SERIES)} FROM part ORDER BY {quoted(SERIES)}")).all()
    series = [tuple(row) for row in touched]
    return [series[i : i + TOGETHER] for i in range(0, len(series), TOGETHER)]
