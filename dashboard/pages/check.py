"""Cross-check: the findings by rule and severity, the quotes at odds side by side."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlmodel import col, select

from dashboard.components import address, queries
from dashboard.components.store import session, state
from dashboard.components.verdict import sign_in, verdict
from dashboard.components.words import plain, words
from store.models import Document, FindingObservation, Observation

PAGE = 20
SIGNS = {"error": ":material/error:", "warning": ":material/warning:", "note": ":material/info:"}

t = words()
now = state()
st.title(t("check.heading"))
st.caption(t("check.lead"))
counts = queries.finding_counts(now)
if counts.empty:
    st.info(t("check.empty"))
    st.stop()
one, two, three = st.columns(3)
with one:
    severity = address.choose(
        "severity",
        t("check.severity"),
        ["", *dict.fromkeys(counts["severity"])],
        show=lambda s: t(f"severity.{s}") if s else t("word.all"),
    )
with two:
    rule = address.choose(
        "rule", t("check.rule"), ["", *dict.fromkeys(counts["rule"])], show=lambda r: t(f"rule.{r}") if r else t("word.all")
    )
wanted = counts[((counts["severity"] == severity) | (severity == "")) & ((counts["rule"] == rule) | (rule == ""))]
total = int(wanted["findings"].sum())
pages = max(1, -(-total // PAGE))
with three:
    page = address.choose("page", t("word.page"), list(range(1, pages + 1)))
st.caption(t("check.count", total=total))
may = sign_in(t)

for _, finding in queries.findings(now, severity, rule, (page - 1) * PAGE, PAGE).iterrows():
    with st.container(border=True):
        st.markdown(
            f"{SIGNS.get(finding['severity'], '')} **{t('severity.' + finding['severity'])}** · {t('rule.' + finding['rule'])}"
        )
        st.text(finding[f"sentence_{t.lang}"])
        with session() as s:
            query = (
                select(Observation, Document.title)
                .join(FindingObservation, col(FindingObservation.observation_id) == Observation.id)
                .join(Document, col(Document.id) == Observation.document_id)
                .where(FindingObservation.finding_id == int(finding["id"]))
                .order_by(col(FindingObservation.position))
                .limit(3)
            )
            involved = s.exec(query).all()
        for column, (observation, title) in zip(st.columns(max(1, len(involved))), involved, strict=False):
            with column:
                before = observation.quote[: max(0, observation.value_start - observation.start)][-160:]
                after = observation.quote[max(0, observation.value_end - observation.start) :][:160]
                value = f"<strong style='outline:2px solid #b3261e;padding:0 2px'>{escape(observation.raw)}</strong>"
                quote = f"{escape(before)}{value}{escape(after)}"
                st.html(f"<blockquote lang='vi' style='margin:0;overflow-wrap:anywhere'>{quote}</blockquote>")
                if title:
                    st.caption(plain(title[:120]))
                address.go("document", t("word.evidence"), "fact_check", observation=observation.id)
        verdict(str(finding["key"]), t, may)
