"""How a source fares: broken since when, stale, never crawled, fine; from what it declares and from its crawls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from store.models import Run, Source

ORDER = {"broken": 0, "stale": 1, "never": 2, "fine": 3}
# days without a good run after which a source is stale: its frequency and some grace
STALE = {"daily": 2, "weekly": 10, "monthly": 40, "yearly": 400, "never": None}
SOME = 20  # crawls of one source that are looked at in one go


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


def crawls(session: Session, source_id: str) -> Iterator[Run]:
    """The finished crawls of a source, newest first, read from the store as they are taken."""
    asked = select(Run).where(Run.source_id == source_id, Run.stage == "crawl", col(Run.finished).is_not(None))
    yield from session.exec(asked.order_by(col(Run.id).desc()).execution_options(yield_per=SOME))


def judge(source: Source, runs: Iterable[Run], now: datetime) -> Verdict:
    """The verdict on a source from its finished crawls, newest first; no more of them are taken than it needs."""
    history = iter(runs)
    newest = next(history, None)
    if newest is None:
        return Verdict(source.id, source.province, "never", None, "chưa thu thập lần nào", "never crawled")
    wrong = complaint(source, newest)
    if wrong is not None:
        since = newest.started
        for run in history:
            if complaint(source, run) is None:
                break
            since = run.started
        return Verdict(source.id, source.province, "broken", since, *wrong)
    limit = STALE.get(source.frequency)
    last = newest.finished or newest.started
    passed = now - (last if last.tzinfo else last.replace(tzinfo=UTC))
    if limit is not None and passed > timedelta(days=limit):
        told = f"đã {passed.days} ngày không thu thập", f"not crawled for {passed.days} days"
        return Verdict(source.id, source.province, "stale", last, *told)
    return Verdict(source.id, source.province, "fine", last, "bình thường", "fine")


def complaint(source: Source, run: Run) -> tuple[str, str] | None:
    """What a crawl lacks of what its source expects, in both languages; None for a good one. One cut short by a limit is judged alike."""
    if run.outcome == "failed":
        return "không lấy được trang nào", "nothing could be fetched"
    if run.outcome == "empty":
        return "trang danh sách không có bài nào", "its lists name no article"
    declared = source.declared.get("expect")
    expect = declared if isinstance(declared, dict) else {}
    wanted, share, length = (float(str(expect.get(name, 0))) for name in ("listed", "dated", "body"))
    listed, dated, body = (int(str(run.stats.get(name, 0))) for name in ("listed", "dated", "body"))
    if listed < wanted and not expect.get("may_be_empty"):
        return (
            f"chỉ thấy {listed} bài, cần ít nhất {wanted:.0f}",
            f"only {listed} articles listed, at least {wanted:.0f} expected",
        )
    if listed and dated / listed < share:
        percent = round(100 * dated / listed)
        return f"chỉ {percent}% số bài có ngày", f"only {percent}% of the articles have a date"
    if body and body < length:
        return f"nội dung quá ngắn ({body} ký tự)", f"bodies are too short ({body} characters)"
    return None
