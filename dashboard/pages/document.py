"""Document: the text with the exact quote and value marked (or the page's picture with the box), the chain, all observations."""

from __future__ import annotations

import streamlit as st

from dashboard.components import address, queries
from dashboard.components.evidence import marked, show_chain, shown
from dashboard.components.figures import figures
from dashboard.components.grid import grid, table_at
from dashboard.components.pagepicture import page_picture
from dashboard.components.store import session, state
from dashboard.components.words import plain, words
from extract.errors import XephangError
from extract.language import day
from store.bodies import unpack
from store.models import Capture, Document, Observation

t = words()
now = state()
observation_id, document_id = address.number("observation"), address.number("document")
with session() as s:
    observation = s.get(Observation, observation_id) if observation_id is not None else None
    document = (
        s.get(Document, observation.document_id if observation else document_id)
        if (observation or document_id is not None)
        else None
    )
    capture = s.get(Capture, document.capture_id) if document else None
    s.expunge_all()

if document is None or capture is None:
    st.title(t("document.title"))
    if observation_id is not None or document_id is not None:
        st.error(t("document.missing"))
    st.caption(t("document.choose"))
    listed = queries.documents(now)
    if listed.empty:
        st.info(t("word.nothing"))
        st.stop()
    listed["open"] = [address.link("document", document=i) for i in listed["id"]]
    st.dataframe(
        listed[["published", "title", "member", "observations", "unread", "source_id", "open"]],
        hide_index=True,
        column_config={
            "published": st.column_config.DateColumn(t("word.published"), format="DD/MM/YYYY"), "title": t("word.document"),
            "member": t("document.member"), "observations": t("overview.observations"), "unread": t("document.unread"),
            "source_id": t("word.source"), "open": st.column_config.LinkColumn(t("word.open"), display_text=t("word.open")),
        },
        alt=t("document.choose"),
    )  # fmt: skip
    st.stop()

st.title(plain((document.title or t("document.title"))[:160]))
where = (day(document.published, t.lang) if document.published else "", address.public(capture.url), document.member)
st.caption(plain(" · ".join(p for p in where if p)))
if document.status == "needs-ocr":
    st.warning(t("document.needs_ocr"))

read = unpack(document.body, document.text)
if observation is not None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(t("document.quote"))
        box = (observation.x0, observation.y0, observation.x1, observation.y1)
        picture = None
        if observation.page and None not in box:
            try:
                picture = page_picture(capture.sha256, document.member, observation.page, box)  # type: ignore[arg-type]
            except XephangError as error:
                st.caption(error.say(t.lang))
        if picture is not None:
            words_of_it = t("document.picture", page=observation.page)
            st.image(picture, caption=words_of_it, alt=words_of_it)
        table = table_at(read, observation.value_start) if observation.in_table else None
        if table is not None:
            st.html(grid(table, observation.value_start))
        else:
            st.html(marked(document.text, observation.start, observation.end, observation.value_start, observation.value_end))
    with right:
        st.subheader(t("document.chain"))
        show_chain(observation.id or 0, t)
else:
    st.subheader(t("document.text"))
    st.text(document.text[:20_000])

st.subheader(t("document.observations"))
rows = queries.document_observations(now, document.id or 0)
if rows.empty:
    st.info(t("document.no_observations"))
else:
    rows["value"] = [shown(row, t) for _, row in rows.iterrows()]
    rows["index"] = [t(f"index.{i}") for i in rows["index"]]
    rows["measure"] = [t(f"measure.{m}") for m in rows["measure"]]
    titles = {
        "subject": t("word.subject"), "index": t("word.index"), "year": st.column_config.NumberColumn(t("word.year"), format="%d"),
        "criterion": t("word.criterion"), "measure": t("word.measure"), "value": t("word.value"), "raw": t("document.raw"),
    }  # fmt: skip
    behind: list[int | None] = [int(i) for i in rows["id"]]
    figures(rows, titles, {"value": behind}, key="observations", alt=t("document.observations"), name=f"document-{document.id}")
decisions = queries.document_decisions(now, document.id or 0)
if len(decisions):
    st.subheader(t("document.decisions"))
    decisions["approves"] = [t("word.yes") if a else t("word.no") for a in decisions["approves"]]
    st.dataframe(
        decisions,
        hide_index=True,
        column_config={
            "number": t("document.number"),
            "date": t("document.date"),
            "issuer": t("document.issuer"),
            "approves": t("document.approves"),
        },
        alt=t("document.decisions"),
    )
if document.unread:
    with st.expander(t("document.unread_heading", count=document.unread)):
        for mention in document.unread_mentions[:50]:
            st.text(f"{mention['text']}: {mention['sentence']}")
tables = list(read.tables())
if tables:
    with st.expander(t("document.tables", count=len(tables))):
        for each in tables[:10]:
            st.html(grid(each))
