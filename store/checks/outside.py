"""A subject outside its group: a province ranked in a region that it does not lie in, a district in a block of departments."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection

from extract.frames.context import group_kind
from extract.lexicon import vocabulary
from extract.observation import Kind
from extract.text.clean import fold, tone_key
from store.checks.found import WARNING, Found, where
from store.checks.scope import ask
from store.units import in_division, region_members

RULE = "outside"
LOCAL = {"district", "commune"}  # none of them stands in a block of departments


def check(connection: Connection) -> Iterable[Found]:
    """One statement names every subject and part once; regions whose borders are not laid down (the centre, the south) are left alone."""
    query = (
        "SELECT \"index\", level, province, year, subject, kind, among, min(number) AS rank, min(id) AS id FROM seen WHERE among <> '' "
        "AND measure = 'rank' GROUP BY \"index\", level, province, year, subject, kind, among"
    )
    for r in ask(connection, query):
        if r["kind"] == "province":
            members = region_members(r["among"], r["year"])
            inside = members is None or not {r["subject"], *in_division(r["subject"], "63", r["year"])}.isdisjoint(members)
        else:
            kind = _kind(r["among"]) if r["kind"] in LOCAL else None
            inside = kind in (None, r["kind"])
        if inside:
            continue
        yield Found(
            RULE,
            WARNING,
            0.7,
            f"{r['subject']} được xếp hạng {r['rank']:.0f} trong {r['among']}, nhưng không thuộc nhóm đó",
            f"{r['subject']} is ranked {r['rank']:.0f} among {r['among']}, but is none of them",
            (r["id"],),
            about=r["among"],
            **where(r),
        )


@lru_cache(maxsize=4096)
def _kind(among: str) -> str | None:
    """The kind of subjects in a part, where its name tells."""
    kind = group_kind(tone_key(among))
    if kind is None and fold(among) in {fold(name) for name in vocabulary("cues")["blocks"]}:
        return Kind.DEPARTMENT.value
    return kind.value if kind else None
