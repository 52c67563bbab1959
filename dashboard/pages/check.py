"""Cross-check: the findings by rule and severity, the quotes at odds side by side, verdicts."""

from __future__ import annotations

import streamlit as st

from dashboard.components import address
from dashboard.components.download import Whole, whole_button
from dashboard.components.quote import quote
from dashboard.components.verdict import sign_in, verdict
from dashboard.components.words import plain, words
from dashboard.queries import findings
from dashboard.queries.store import state
from extract.language import day, number

PAGE = 10  # findings on one page
SIGNS = {"error": ":material/error:", "warning": ":material/warning:", "note": ":material/info:"}
COLOURS = {"error": "red", "warning": "orange", "note": "blue"}

t = words()
now = state()
st.title(t("check.heading"))
st.caption(t("check.lead"))
everything = findings.counts(now)
if everything.empty:
    st.info(t("check.empty"))
    st.stop()
one, two, three = st.columns(3)
with one:
    severities = ["", *dict.fromkeys(everything["severity"])]
    severity = address.choose(
        "severity", t("check.severity"), severities, show=lambda s: t(f"severity.{s}") if s else t("word.all")
    )
with two:
    rules = ["", *sorted(set(everything["rule"]))]
    rule = address.choose("rule", t("check.rule"), rules, show=lambda r: t(f"rule.{r}") if r else t("word.all"))
with three:
    province = address.choose("province", t("word.province"), ["", *findings.concerned(now)], show=lambda p: p or t("word.all"))
counts = findings.counts(now, province)
wanted = counts[((counts["severity"] == severity) | (severity == "")) & ((counts["rule"] == rule) | (rule == ""))]
total = int(wanted["findings"].sum())
st.markdown(t("check.count", total=number(total, t.lang)))
may = sign_in(t)
whole_button(Whole(findings.whole(severity, rule, province), total, lambda rows: rows), "findings", t)
page = address.turn("page", max(1, -(-total // PAGE)), t)

for _, finding in findings.findings(now, severity, rule, province, (page - 1) * PAGE, PAGE).iterrows():
    with st.container(border=True):
        grave = finding["severity"]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(t(f"severity.{grave}"), icon=SIGNS[grave], color=COLOURS[grave])  # type: ignore[arg-type]
            st.caption(
                " · ".join(p for p in (t(f"rule.{finding['rule']}"), finding["province"] and plain(finding["province"])) if p)
            )
        st.markdown(f"**{plain(finding[f'sentence_{t.lang}'])}**")
        involved = findings.involved(now, int(finding["id"]))
        for column, (_, seen) in zip(st.columns(max(1, len(involved))), involved.iterrows(), strict=False):
            with column:
                st.html(quote(seen.to_dict()))
                st.caption(
                    " · ".join(
                        p
                        for p in (plain((seen["title"] or "")[:90]), day(seen["published"], t.lang) if seen["published"] else "")
                        if p
                    )
                )
                address.go("document", t("word.evidence"), "fact_check", observation=seen["id"])
        verdict(str(finding["key"]), t, may)
