"""Document: the page with the exact quote or cell marked, the table beside it, the chain, all observations; or the list of documents."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.evidence import show_chain
from dashboard.components.failed import failed
from dashboard.components.figures import figures
from dashboard.components.flow import Marks, flow
from dashboard.components.grid import grid, table_at
from dashboard.components.picture import page_picture
from dashboard.components.render import Box
from dashboard.components.standing import signs, value
from dashboard.components.words import index_name, plain, words
from dashboard.queries import documents
from dashboard.queries.store import session, state
from extract.errors import XephangError
from extract.language import Texts, day, number
from store.bodies import unpack
from store.models import Capture, Document, Observation

ROWS = 100  # observations on one page
LIST = 25  # documents on one page
TABLES = 10  # tables of one document that are drawn


def listing(t: Texts, now: int) -> None:
    """The list of documents, narrowed to what gave results, was not understood, needs OCR or failed."""
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
    source = st.query_params.get("source", "")[:100]
    total = documents.how_many(now, which, source)
    st.caption(t("document.count", count=number(total, t.lang)) + (f" · {plain(source)}" if source else ""))
    if not total:
        st.info(t("word.nothing") if which == "results" else t("document.none"))
        return
    page = address.turn("page", -(-total // LIST), t)
    rows = documents.documents(now, which, source, (page - 1) * LIST, LIST)
    table = pd.DataFrame(
        {
            "open": [address.link("document", document=i) for i in rows["id"]],
            "title": [r["title"] or address.public(r["url"]) for _, r in rows.iterrows()],
            "member": rows["member"],
            "published": [day(d, t.lang) if pd.notna(d) else "" for d in rows["published"]],
            "observations": rows["observations"],
            "unread": rows["unread"],
            "status": [t(f"status.{s}") for s in rows["status"]],
            "source": rows["source_id"],
        }
    )
    config: dict[str, Any] = {
        "open": st.column_config.LinkColumn("", display_text=t("word.open"), width="small"),
        "title": st.column_config.TextColumn(t("word.document"), width="large"),
        **{name: t(f"document.{name}") for name in ("member", "observations", "unread", "status")},
        "published": t("word.published"),
        "source": t("word.source"),
    }
    shown = table if any(rows["member"]) else table.drop(columns="member")
    st.dataframe(shown, hide_index=True, column_config=config, alt=t("document.title"), height=37 + 35 * len(table))


def place(t: Texts, document: Document, capture: Capture, observation: Observation) -> None:
    """Where a value stands: its page as a picture, and its table or its sentence as they were read."""
    read = unpack(document.body, document.text)
    st.subheader(t("document.quote"))
    corners = (observation.x0, observation.y0, observation.x1, observation.y1)
    box = None if None in corners else corners
    drawn = leaf(t, capture, document.member, observation.page, box) if observation.page else False  # type: ignore[arg-type]
    table = table_at(read, observation.value_start) if observation.in_table else None
    span = Marks(observation.start, observation.end, observation.value_start, observation.value_end)
    if drawn:
        st.markdown(f"**{t('document.as_read')}**")
    st.html(grid(table, observation.value_start) if table is not None else flow(read, span))


def leaf(t: Texts, capture: Capture, member: str, page: int, box: Box | None) -> bool:
    """One page as a picture, with the box of a value framed; whether there is one."""
    try:
        picture = page_picture(capture.sha256, member, page, box)
    except XephangError as error:
        st.caption(error.say(t.lang))
        return False
    if picture is None:
        return False
    said = t("document.picture" if box else "document.picture_bare", page=page)
    st.image(picture, caption=said, alt=said)
    return True


def everything(t: Texts, now: int, document: Document) -> None:
    """All observations of a document, the decisions that it names, what was not understood, its tables."""
    st.subheader(t("document.observations_heading"))
    total = documents.observations_of(now, document.id or 0)
    if not total:
        st.info(t("document.no_observations"))
    else:
        page = address.turn("page", -(-total // ROWS), t)
        rows = documents.document_observations(now, document.id or 0, (page - 1) * ROWS, ROWS)
        records = rows.to_dict("records")
        shown = pd.DataFrame(
            {
                "subject": rows["subject"],
                "index": [index_name(i, t) for i in rows["index"]],
                "year": rows["year"],
                "criterion": [c or t("word.overall") for c in rows["criterion"]],
                "measure": [t(f"measure.{m}") for m in rows["measure"]],
                "value": [value(r, t.lang) for r in records],
                "raw": rows["raw"],
            }
        )
        titles = {column: t(f"word.{column}") for column in shown}
        behind: list[int | None] = [int(i) for i in rows["id"]]
        figures(
            shown, titles, {"value": behind, "raw": behind}, key="observations", alt=t("document.observations_heading"),
            name=f"document-{document.id}", signs={"value": [signs(r) for r in records]},
        )  # fmt: skip
    decisions = documents.document_decisions(now, document.id or 0)
    if len(decisions):
        st.subheader(t("document.decisions"))
        decisions["date"] = [day(d, t.lang) if pd.notna(d) else "" for d in decisions["date"]]
        decisions["approves"] = [t("word.yes") if a else t("word.no") for a in decisions["approves"]]
        names = {column: t(f"document.{column}") for column in ("number", "date", "issuer", "approves")}
        st.dataframe(decisions, hide_index=True, column_config=names, alt=t("document.decisions"), placeholder="")
    if document.unread:
        with st.expander(t("document.unread_heading", count=document.unread)):
            for mention in document.unread_mentions[:50]:
                st.text(f"{mention['text']}: {mention['sentence']}")


t = words()
now = state()
observation_id, document_id = address.number("observation"), address.number("document")
with session() as s:
    observation = s.get(Observation, observation_id) if observation_id is not None else None
    wanted = observation.document_id if observation else document_id
    document = s.get(Document, wanted) if wanted is not None else None
    capture = s.get(Capture, document.capture_id) if document else None
    s.expunge_all()
if document is None or capture is None:
    listing(t, now)
    st.stop()

st.title(plain((document.title or address.public(capture.url) or t("document.title"))[:160]))
where = (day(document.published, t.lang) if document.published else "", address.public(capture.url), document.member)
st.caption(plain(" · ".join(p for p in where if p)))
if document.status == "needs-ocr":
    st.warning(t("document.needs_ocr"), icon=":material/document_scanner:")
for signal in document.signals[:5]:
    st.caption(plain(signal.get(t.lang, "")))

if observation is not None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        place(t, document, capture, observation)
    with right:
        st.subheader(t("document.chain"))
        show_chain(observation.id or 0, t)
        address.go("document", t("document.whole"), "article", document=document.id)
else:
    left, right = st.columns([3, 2], gap="large") if document.pages else (st.container(), st.container())
    with left:
        st.subheader(t("document.text"))
        st.html(flow(unpack(document.body, document.text)))
    if document.pages:
        with right:
            leaf(t, capture, document.member, address.turn("leaf", document.pages, t), None)
everything(t, now, document)
