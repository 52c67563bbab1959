"""Tells people what happened: new findings, broken and stale sources; through Apprise, and as an Atom feed in the home."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from crawler.health import verdicts
from store.clock import utcnow
from store.home import Home
from store.models import Finding, Setting

LAST = "alerts.last"  # setting: until when everything has been told
ATOM = "http://www.w3.org/2005/Atom"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = 100  # entries of the feed


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell. ``key`` is stable, so that a feed reader shows it once."""

    key: str
    at: datetime
    vi: str
    en: str


def collect(engine: Engine, since: datetime) -> list[News]:
    """What happened after ``since``, newest first: contradictions found, sources that broke or went stale."""
    with Session(engine) as session:
        asked = select(Finding).where(Finding.since > since, col(Finding.closed_at).is_(None), Finding.severity != "note")
        found = session.exec(asked.order_by(col(Finding.since).desc()).limit(KEPT)).all()
    news = [News(f"finding:{f.key}", f.since, f.sentence_vi, f.sentence_en) for f in found]
    for verdict in verdicts(engine):
        if verdict.state in ("broken", "stale") and verdict.since and verdict.since > since:
            state = {"broken": ("hỏng", "broken"), "stale": ("đã cũ", "stale")}[verdict.state]
            news.append(
                News(
                    f"{verdict.state}:{verdict.source_id}:{verdict.since:%Y%m%d%H%M}",
                    verdict.since,
                    f"Nguồn {verdict.source_id} {state[0]}: {verdict.vi}",
                    f"Source {verdict.source_id} is {state[1]}: {verdict.en}",
                )
            )
    return sorted(news, key=lambda n: n.at, reverse=True)[:KEPT]


def atom(news: list[News]) -> bytes:
    """The news as an Atom feed, each entry in Vietnamese and English."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})

    def add(parent: etree._Element, name: str, text: str) -> None:
        etree.SubElement(parent, f"{{{ATOM}}}{name}").text = text

    add(feed, "id", "urn:xephang:alerts")
    add(feed, "title", "xephang")
    add(feed, "updated", _stamp(max((n.at for n in news), default=EPOCH)))
    add(etree.SubElement(feed, f"{{{ATOM}}}author"), "name", "xephang")
    for item in news:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        add(entry, "id", f"urn:xephang:{item.key}")
        add(entry, "title", item.vi)
        add(entry, "updated", _stamp(item.at))
        add(entry, "content", f"{item.vi}\n{item.en}")
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def announce(home: Home, engine: Engine) -> int:
    """Send what is new to the addresses in XEPHANG_ALERTS (Apprise's, separated by blanks) and rewrite ``alerts.atom``.

    Returns:
        how many things were new. What could not be sent is tried again next time.
    """
    (home.root / "alerts.atom").write_bytes(atom(collect(engine, EPOCH)))
    with Session(engine) as session:
        last = session.get(Setting, LAST)
        new = collect(engine, datetime.fromisoformat(last.value) if last else EPOCH)
        if new and _send(new):
            session.merge(Setting(name=LAST, value=max(utcnow(), new[0].at).isoformat()))
            session.commit()
    return len(new)


def _send(news: list[News]) -> bool:
    """Whether everyone was told; true where nobody is to be told."""
    addresses = os.environ.get("XEPHANG_ALERTS", "").split()
    if not addresses:
        return True
    import apprise  # noqa: PLC0415 - only where someone is to be told

    sender = apprise.Apprise()
    for address in addresses:
        sender.add(address)
    lines = [f"• {n.vi}\n  {n.en}" for n in news[:20]]
    more = [f"(+{len(news) - 20})"] if len(news) > 20 else []
    return bool(sender.notify(title=f"xephang: {len(news)} tin mới / news", body="\n".join(lines + more)))


def _stamp(at: datetime) -> str:
    return at.replace(tzinfo=at.tzinfo or UTC).isoformat()
