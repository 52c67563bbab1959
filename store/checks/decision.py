"""One decision cited with two dates, or with two issuers, inside one document."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from store.checks.found import WARNING, Found, where
from store.checks.scope import ask

RULE = "decision"


def check(connection: Connection) -> Iterable[Found]:
    """Numbers that a document names with different dates or issuers. Across documents a number says little: every province begins again with
    1 every year, and the issuer is often left out."""
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
        yield Found(
            RULE,
            WARNING,
            0.8,
            f"{r['named']} được dẫn với hai {'ngày' if dates else 'cơ quan ban hành'}: {ends[0]} và {ends[1]}",
            f"{r['named']} is cited with two {'dates' if dates else 'issuers'}: {ends[0]} and {ends[1]}",
            (r["id"],),
            about=r["normal"],
            **where(r, subject=False),
        )
