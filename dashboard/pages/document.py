"""Document: the page with the exact quote or cell marked, the table beside it, the chain, all observations; or the list of documents."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import Whole, csv_button
from dashboard.components.evidence import show_chain
from dashboard.components.figures import figures
from dashboard.components.flow import flow
from dashboard.components.grid import ROWS as ROWS_AROUND
from dashboard.components.grid import grid, table_at
from dashboard.components.leaves import Marks, box_of, leaf_of, leaves, near
from dashboard.components.listing import listing
from dashboard.components.picture import paged, show_leaf, show_page
from dashboard.components.standing import signs, value
from dashboard.components.words import index_name, plain, words
from dashboard.queries import documents
from dashboard.queries.store import session, state
from extract.language import Texts, day
from store.bodies import unpack
from store.models import Capture, Document, Observation

ROWS = 100  # observations on one page


def place(t: Texts, now: int, document: Document, capture: Capture, observation: Observation) -> tuple[str, pd.DataFrame | None]:
    """Where a value stands, as a picture; the HTML of its table or its sentence as they were read, and the whole table."""
    read, at = unpack(document.body, document.text), observation.value_start
    pages = paged(document)
    cut = leaves(read, at, pages=pages)
    home = observation.page if pages and observation.page else leaf_of(cut, at)
    st.subheader(t("document.quote"))
    number = address.turn("leaf", len(cut), t, home)
    marks = Marks(observation.start, observation.end, at, observation.value_end)
    corners = (observation.x0, observation.y0, observation.x1, observation.y1)
    framed = number == home
    box = (corners if None not in corners else box_of(cut[home - 1], at)) if framed else None
    inside = (observation.quote, at - observation.start, observation.value_end - observation.start)
    sought = inside if framed and None in corners else None  # a cell has its box, a sentence is looked for on the page
    drawn = pages and show_page(t, capture, document, number, box, sought)  # type: ignore[arg-type]
    if not drawn:
        show_leaf(t, now, document, number, cut[number - 1], marks, observation.id or 0, observation.raw)
    table = table_at(read, at) if observation.in_table else None
    if table is None:
        return flow(near(cut[home - 1], marks), marks), None
    return grid(table.rows, at, ROWS_AROUND), pd.DataFrame([[cell.text for cell in row] for row in table.rows])


def whole(t: Texts, now: int, document: Document, capture: Capture) -> None:
    """The document leaf by leaf: as a picture, and as text that can be copied."""
    pages = paged(document)
    cut = leaves(unpack(document.body, document.text), pages=pages)
    number = address.turn("leaf", len(cut), t)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if not (pages and show_page(t, capture, document, number)):
            show_leaf(t, now, document, number, cut[number - 1], None, 0, "")
    with right:
        st.subheader(t("document.text"))
        st.html(flow(cut[number - 1]))


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

        def told_of(rows: pd.DataFrame) -> pd.DataFrame:
            """Values in words: what the table shows, and its file."""
            return pd.DataFrame(
                {
                    "subject": rows["subject"],
                    "index": [index_name(i, t) for i in rows["index"]],
                    "year": rows["year"],
                    "criterion": [c or t("word.overall") for c in rows["criterion"]],
                    "measure": [t(f"measure.{m}") for m in rows["measure"]],
                    "value": rows["number"].astype(object).where(rows["number"].notna(), rows["label"]),
                    "raw": rows["raw"],
                    "signs": signs(rows),
                    "observation": rows["id"],
                }
            )

        shown = told_of(rows).assign(value=[value(r, t.lang) for r in records])
        titles = {column: t(f"word.{column}") for column in shown if column not in ("signs", "observation")}
        behind: list[int | None] = [int(i) for i in rows["id"]]
        figures(
            shown, titles, {"value": behind, "raw": behind}, key="observations", alt=t("document.observations_heading"),
            name=f"document-{document.id}", signs={"value": list(shown["signs"])},
            whole=Whole(documents.whole_document(document.id or 0), total, told_of),
        )  # fmt: skip
        st.caption(t("word.legend"))
    decisions = documents.document_decisions(now, document.id or 0)
    if len(decisions):
        st.subheader(t("document.decisions"))
        decisions["date"] = [day(d, t.lang) if pd.notna(d) else "" for d in decisions["date"]]
        decisions["approves"] = [t("word.yes") if a else t("word.no") for a in decisions["approves"]]
        names = {column: t(f"document.{column}") for column in ("number", "date", "issuer", "approves")}
        st.dataframe(decisions, hide_index=True, column_config=names, alt=t("document.decisions"), placeholder="")
        csv_button(decisions, f"decisions-{document.id}", t)
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
where = (day(document.published, t.lang) if document.published else "", address.outside(capture.url), plain(document.member))
st.caption(" · ".join(p for p in where if p))
if document.status == "needs-ocr":
    st.warning(t("document.needs_ocr"), icon=":material/document_scanner:")
for signal in document.signals[:5]:
    st.caption(plain(address.public(signal.get(t.lang, ""))))

if observation is not None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        as_read, table = place(t, now, document, capture, observation)
    with right:
        st.subheader(t("document.chain"))
        show_chain(observation.id or 0, t)
        address.go("document", t("document.whole"), "article", document=document.id)
        st.subheader(t("document.as_read"))
        st.html(as_read)
        if table is not None:
            csv_button(table, f"table-{observation.id}", t, header=False)
else:
    whole(t, now, document, capture)
everything(t, now, document)
