"""How many were ranked: a rank beyond it, or one total unlike its siblings in the same document (8/62 among 17/63, 1/63)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from store.checks.found import ERROR, WARNING, Found, named, where
from store.checks.scope import ask
from store.parts import quoted

RULE = "rank_of"
SIBLINGS = ("document", "index", "level", "province", "kind", "among")
OFTEN = 3  # places that say the common total, for each that says another


def check(connection: Connection) -> Iterable[Found]:
    """Ranks above their total, and totals that differ from what the same document says elsewhere of the same edition."""
    for r in ask(connection, "SELECT * FROM figures WHERE rank > rank_of"):
        yield Found(
            RULE,
            ERROR,
            1.0,
            f"{r['subject']}{named(r['criterion'])} xếp hạng {r['rank']:.0f} trong khi chỉ có {r['rank_of']:.0f} đơn vị được xếp hạng",
            f"{r['subject']}{named(r['criterion'])} is ranked {r['rank']:.0f}, but only {r['rank_of']:.0f} were ranked",
            (r["rank_id"], r["rank_of_id"]),
            **where(r),
        )
    yield from _siblings(connection)


def _siblings(connection: Connection) -> Iterable[Found]:
    names = quoted(SIBLINGS)
    query = (
        f"SELECT {names}, rank_of, count(*) AS times, min(rank_of_id) AS example FROM figures WHERE rank_of IS NOT NULL "
        f"GROUP BY {names}, rank_of ORDER BY {names}, count(*) DESC, rank_of"
    )
    for key, group in groupby(ask(connection, query), key=lambda r: tuple(r[name] for name in SIBLINGS)):
        common, *others = group
        for other in others:
            if common["times"] >= OFTEN and other["times"] <= common["times"] // OFTEN:
                yield from _unlike(connection, dict(zip(SIBLINGS, key, strict=True)), common, other["rank_of"])


def _unlike(connection: Connection, key: dict[str, Any], common: Any, total: float) -> Iterable[Found]:
    own = " AND ".join(f'"{name}" = :{name}' for name in SIBLINGS)
    for r in ask(connection, f"SELECT * FROM figures WHERE {own} AND rank_of = :total", total=total, **key):
        written = f"{r['rank']:.0f}/{total:.0f}" if r["rank"] else f"{total:.0f}"
        about, times, most = named(r["criterion"]), common["times"], common["rank_of"]
        yield Found(
            RULE,
            WARNING,
            0.9,
            f"{r['subject']}{about}: ghi {written}, trong khi {times} chỗ khác của cùng tài liệu ghi trên {most:.0f}",
            f"{r['subject']}{about}: printed {written}, while {times} other places of the same document say out of {most:.0f}",
            tuple(i for i in (r["rank_of_id"], r["rank_id"], common["example"]) if i is not None),
            **where(r),
        )
