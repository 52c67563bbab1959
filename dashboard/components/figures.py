"""Tables in which every figure is a way to its evidence: a click on a cell opens the place where the figure stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.evidence import evidence_link
from dashboard.components.words import language, words


def figures(
    table: pd.DataFrame, titles: Mapping[str, Any], observations: Mapping[str, list[int | None]], *, key: str, alt: str, name: str
) -> None:
    """Show the columns of ``titles``; a cell of a column in ``observations`` leads to the observation at the same position.

    The last column links to the evidence of each row's first figure, for the keyboard and for copying. Below: the table as CSV.
    """
    t = words()
    shown = table[list(titles)].reset_index(drop=True)
    row_links = [next((column[i] for column in observations.values() if column[i] is not None), None) for i in range(len(shown))]
    shown["evidence"] = [evidence_link(o) if o is not None else None for o in row_links]
    config = {**titles, "evidence": st.column_config.LinkColumn(t("word.evidence"), display_text=t("word.open"), width="small")}
    event = st.dataframe(
        shown, hide_index=True, column_config=config, key=key, on_select="rerun", selection_mode="single-cell", alt=alt,
        height=min(620, 37 + 35 * len(shown)),
    )  # fmt: skip
    st.caption(t("word.click"))
    for row, column in event["selection"]["cells"]:
        at = observations.get(column, row_links)[row] if column != "evidence" else None
        if at is not None:
            st.switch_page(address.PAGES / "document.py", query_params={"lang": language(), "observation": str(at)})
    csv = (
        shown.assign(observation=pd.Series(row_links, dtype="Int64"))
        .drop(columns="evidence")
        .to_csv(index=False)
        .encode("utf-8-sig")
    )
    st.download_button(
        t("word.download_csv"), csv, f"{name}.csv", "text/csv", key=f"csv-{key}", on_click="ignore", icon=":material/download:"
    )


def wide(rows: pd.DataFrame, values: str, order: list[str]) -> tuple[pd.DataFrame, dict[str, list[int | None]]]:
    """Long results (subject, measure, ``values``, observation_id) as one row a subject, and the observation behind each cell."""
    unique = rows.drop_duplicates(["subject", "measure"])
    table = unique.pivot(index="subject", columns="measure", values=values)
    behind = unique.pivot(index="subject", columns="measure", values="observation_id")
    measures = [m for m in order if m in table]
    ranks = unique[unique["measure"] == measures[0]].set_index("subject")["number"] if measures else pd.Series(dtype=float)
    subjects = sorted(
        table.index, key=lambda s: (pd.isna(ranks.get(s)), ranks.get(s, 0.0) * (1 if measures[:1] == ["rank"] else -1))
    )
    table, behind = table.loc[subjects, measures], behind.loc[subjects, measures]
    return table.reset_index(), {m: [None if pd.isna(v) else int(v) for v in behind[m]] for m in measures}
