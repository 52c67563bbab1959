"""One decision cited with two dates, or with two issuers: inside one document, or by several documents that it can be only one decision for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from extract.text.clean import fold
from store.checks.found import WARNING, Found, where
from store.checks.scope import ask
from store.parts import quoted, same

RULE = "decision"
SERIES = ("index", "level", "province")


def check(connection: Connection) -> Iterable[Found]:
    """Across documents a number alone says little: every issuer begins again with 1 every year. There it is one decision where the documents
    tell of one series and the dates are of one calendar year, or where both say that it approves the results of one evaluated year."""
    query = (
        "SELECT s.*, d.normal, d.named, d.first_day, d.last_day, d.first_issuer, d.last_issuer FROM (SELECT n.document_id, n.normal, "
        "min(n.number) AS named, min(n.date) AS first_day, max(n.date) AS last_day, min(n.issuer) AS first_issuer, max(n.issuer) AS last_issuer "
        "FROM papers AS p CROSS JOIN decision AS n WHERE n.document_id = p.id GROUP BY n.document_id, n.normal "
        "HAVING min(n.date) <> max(n.date) OR min(lower(n.issuer)) <> max(lower(n.issuer))) AS d CROSS JOIN seen AS s "
        "WHERE s.id = (SELECT min(o.id) FROM seen AS o WHERE o.document = d.document_id)"
    )
    for r in ask(connection, query):
        dates = r["first_day"] != r["last_day"]
        ends = [str(r[name]) for name in (("first_day", "last_day") if dates else ("first_issuer", "last_issuer"))]
        yield _found(r, r["named"], ends, (r["id"],), dates=dates, sure=0.8)
    yield from _across(connection)


def _across(connection: Connection) -> Iterator[Found]:
    """One statement finds the numbers that documents of one series cite differently; these namings are compared two by two."""
    names = quoted(SERIES)
    told = f"SELECT {names}, document, min(id) AS id, min(year) AS year, max(year) AS last_year FROM seen WHERE year <> 0 GROUP BY {names}, document"
    cited = (
        "SELECT n.document_id, n.normal, n.number, n.date, n.issuer, n.approves FROM papers AS p CROSS JOIN decision AS n "
        "WHERE n.document_id = p.id AND n.date IS NOT NULL"
    )
    odd = (
        f"SELECT {names}, normal FROM told CROSS JOIN cited AS c WHERE c.document_id = told.document GROUP BY {names}, normal "
        "HAVING count(DISTINCT document) > 1 AND (min(c.date) <> max(c.date) OR min(c.issuer) <> max(c.issuer))"
    )
    query = (
        f"WITH told AS ({told}), cited AS ({cited}), odd AS ({odd}) SELECT t.*, c.normal, c.number AS named, c.date, c.issuer, c.approves "
        f"FROM odd AS o JOIN told AS t ON {same('t', 'o', SERIES)} "
        "JOIN cited AS c ON c.document_id = t.document AND c.normal = o.normal "
        f"ORDER BY {quoted(SERIES, 't')}, c.normal, t.id, c.date"
    )
    for _, group in groupby(ask(connection, query), key=lambda r: (*(r[name] for name in SERIES), r["normal"])):
        yield from _pairs(list(group))


def _pairs(namings: list[Any]) -> Iterator[Found]:
    """The first naming that another document contradicts, with that one."""
    for i, a in enumerate(namings):
        for b in namings[i + 1 :]:
            if a["document"] == b["document"]:
                continue
            days = [str(r["date"])[:10] for r in (a, b)]
            one_year = days[0][:4] == days[1][:4]
            results = a["approves"] and b["approves"] and (a["year"], a["last_year"]) == (b["year"], b["last_year"])
            issuers = [r["issuer"] or "" for r in (a, b)]
            other = all(issuers) and fold(issuers[0]) != fold(issuers[1])
            if days[0] != days[1] and not other and (one_year or results):
                yield _found(a, a["named"], sorted(days), (a["id"], b["id"]), dates=True, sure=0.6)
                return
            if days[0] == days[1] and other:
                yield _found(a, a["named"], sorted(issuers), (a["id"], b["id"]), dates=False, sure=0.6)
                return


def _found(row: Any, number: str, ends: list[str], observations: tuple[int, ...], *, dates: bool, sure: float) -> Found:
    return Found(
        RULE,
        WARNING,
        sure,
        f"{number} được dẫn với hai {'ngày' if dates else 'cơ quan ban hành'}: {ends[0]} và {ends[1]}",
        f"{number} is cited with two {'dates' if dates else 'issuers'}: {ends[0]} and {ends[1]}",
        observations,
        about=row["normal"],
        **where(row, subject=False),
    )
