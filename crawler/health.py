"""How each source fares: broken since when, stale, never verified, fine; from the runs in the store and the expectations declared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from crawler.source import SourceSpec
from crawler.sources import load_all
from store.clock import utcnow
from store.models import Run

ORDER = {"broken": 0, "stale": 1, "never": 2, "fine": 3}
ENOUGH = 3  # good runs that make a history
_LAST = datetime.max.replace(tzinfo=UTC)
# days without a good run after which a source is stale: its frequency and some grace
STALE = {"daily": 2, "weekly": 10, "monthly": 40, "yearly": 400, "never": None}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one source fares. ``since``: when it broke, when it was last well, or None."""

    source_id: str
    province: str | None
    state: str  # broken, stale, never, fine
    since: datetime | None
    vi: str
    en: str

    def say(self, lang: str) -> str:
        """The reason in ``lang`` (``vi`` or ``en``)."""
        return self.vi if lang == "vi" else self.en


def verdicts(engine: Engine, now: datetime | None = None) -> list[Verdict]:
    """The verdict on every declared source (replicas only once crawled), worst first."""
    now = now or utcnow()
    with Session(engine) as session:
        runs: dict[str, list[Run]] = {}
        asked = select(Run).where(Run.stage == "crawl", col(Run.finished).is_not(None)).order_by(col(Run.id).desc())
        for run in session.exec(asked):
            runs.setdefault(run.source_id or "", []).append(run)
    found = [judge(spec, runs.get(key, []), now) for key, spec in load_all().items() if not spec.replica or key in runs]
    return sorted(found, key=lambda v: (ORDER[v.state], v.since or _LAST, v.source_id))


def judge(spec: SourceSpec, runs: list[Run], now: datetime) -> Verdict:
    """The verdict on one source from its finished runs, newest first."""
    if not runs:
        return Verdict(spec.id, spec.province, "never", None, "chưa thu thập lần nào", "never crawled")
    wrong = complaint(spec, runs[0])
    if wrong is not None:
        since = runs[0].started
        for run in runs:
            if complaint(spec, run) is None:
                break
            since = run.started
        return Verdict(spec.id, spec.province, "broken", since, *wrong)
    limit = STALE[spec.frequency]
    last = runs[0].finished or runs[0].started
    if limit is not None and now - last > timedelta(days=limit):
        days = (now - last).days
        return Verdict(spec.id, spec.province, "stale", last, f"đã {days} ngày không thu thập", f"not crawled for {days} days")
    return Verdict(spec.id, spec.province, "fine", last, "bình thường", "fine")


def complaint(spec: SourceSpec, run: Run) -> tuple[str, str] | None:
    """What a run lacks of what is expected, in both languages; None for a good run. A run cut short by a limit is judged alike."""
    if run.outcome == "failed":
        return "không lấy được trang nào", "nothing could be fetched"
    if run.outcome == "empty":
        return "trang danh sách không có bài nào", "its lists name no article"
    expect, stats = spec.expect, run.stats
    listed, dated, body = (int(str(stats.get(name, 0))) for name in ("listed", "dated", "body"))
    if listed < expect.listed and not expect.may_be_empty:
        return (
            f"chỉ thấy {listed} bài, cần ít nhất {expect.listed}",
            f"only {listed} articles listed, at least {expect.listed} expected",
        )
    if listed and dated / listed < expect.dated:
        share = round(100 * dated / listed)
        return f"chỉ {share}% số bài có ngày", f"only {share}% of the articles have a date"
    if body and body < expect.body:
        return f"nội dung quá ngắn ({body} ký tự)", f"bodies are too short ({body} characters)"
    return None


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
