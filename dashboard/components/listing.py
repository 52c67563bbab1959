"""The list of documents: those that gave results, that were not understood, that need OCR, or that failed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import Whole, whole_button
from dashboard.components.empty import nothing
from dashboard.components.failed import failed
from dashboard.components.table import table
from dashboard.components.words import plain
from dashboard.queries import documents, sources
from extract.language import Texts, number

ROWS = 25  # documents on one page


def listing(t: Texts, now: int) -> None:
    """The page without a document: what is asked for is ``show`` and ``source`` of the address."""
    st.title(t("document.title"))
    if "observation" in st.query_params or "document" in st.query_params:
        st.error(t("document.missing"))
    which = address.choose("show", t("document.show"), documents.STATES, show=lambda s: t(f"document.show_{s}"), look="buttons")
    if which == "failed":
        if broken := documents.how_many_failures(now):
            failed(t, now, broken)
        else:
            st.info(t("document.none"))
        return
    called = sources.names(now)
    source = address.asked("source", ["", *called])
    total = documents.how_many(now, which, source)
    st.caption(t("document.count", count=number(total, t.lang)) + (f" · {plain(called[source][t.lang])}" if source else ""))
    if not total:
        if which == "results":
            nothing(t, now)
        else:
            st.info(t("document.none"))
        return

    def told_of(rows: pd.DataFrame) -> pd.DataFrame:
        """The documents in words: what the table shows, and its file."""
        public = [address.public(u) for u in rows["url"]]
        return pd.DataFrame(
            {
                "title": rows["title"].where(rows["title"] != "", public),
                "member": rows["member"],
                "published": rows["published"],
                "observations": rows["observations"],
                "unread": rows["unread"],
                "status": [t(f"status.{s}") for s in rows["status"]],
                "source": rows[f"name_{t.lang}"],
                "address": public,
                "document": rows["id"],
            }
        )

    page = address.turn("page", -(-total // ROWS), t)
    shown = told_of(documents.documents(now, which, source, (page - 1) * ROWS, ROWS))
    titles: dict[str, Any] = {
        "open": st.column_config.LinkColumn("", display_text=t("word.open"), width="small"),
        "title": st.column_config.TextColumn(t("word.document"), width="large"),
        **({"member": t("document.member")} if any(shown["member"]) else {}),
        "published": t("word.published"),
        **{name: t(f"document.{name}") for name in ("observations", "unread", "status")},
        "source": t("word.source"),
    }
    table(
        shown.assign(open=address.links("document", "document", shown["document"])), titles, t("document.title"), t.lang,
        tallest=1000,
    )  # fmt: skip
    whole_button(Whole(documents.whole(which, source), total, told_of), f"documents-{which}", t)
