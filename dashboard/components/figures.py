"""Tables in which every figure is a way to its evidence: a click on a cell opens the place where the figure stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import Whole, csv_button, whole_button
from dashboard.components.table import TALLEST, Signs, height, styled
from dashboard.components.words import words

WIDEST = 236  # of a column with the names of indexes, so that none is cut
LINK = 80  # of the column of links: its title is not cut in either language
Behind = Mapping[str, list[int | None]]


def figures(
    table: pd.DataFrame,
    titles: Mapping[Any, Any],
    behind: Behind,
    *,
    key: str,
    alt: str,
    name: str,
    signs: Signs | None = None,
    tallest: int = TALLEST,
    whole: Whole | None = None,
) -> None:
    """Show the columns of ``titles``; a cell of a column in ``behind`` leads to the observation at the same position.

    Numbers stay numbers, so that columns sort by size; ``signs`` are written behind them. The last column links to the evidence of each
    row's first figure, for the keyboard and for copying. Below: the table as CSV, or the ``whole`` one where it is one page of many.
    """
    t = words()
    raw = table[list(titles)].reset_index(drop=True)
    links = [next((column[i] for column in behind.values() if column[i] is not None), None) for i in range(len(raw))]
    seen = raw.assign(evidence=pd.Series(address.links("document", "observation", links), dtype=object))
    config = {**titles, "evidence": st.column_config.LinkColumn(t("word.evidence"), display_text=t("word.open"), width=LINK)}
    event = st.dataframe(
        styled(seen, signs or {}, t.lang), hide_index=True, column_config=config, key=key, on_select="rerun", placeholder="",
        selection_mode="single-cell", alt=alt, height=height(seen, tallest),
    )  # fmt: skip
    st.caption(t("word.click"))
    for row, column in event["selection"]["cells"]:
        at = behind.get(column, links)[row] if column != "evidence" else None
        if at is not None:
            address.leave("document", observation=at)
    if whole is not None:
        whole_button(whole, name, t)
        return
    marks = {f"{column}_standing": values for column, values in (signs or {}).items() if column in raw and any(values)}
    csv_button(raw.assign(**marks, observation=pd.Series(links, dtype="Int64")), name, t)


def wide(rows: pd.DataFrame, order: list[str]) -> tuple[pd.DataFrame, dict[str, list[int | None]], dict[str, list[str]]]:
    """Long results (subject, measure, value, signs, observation_id) as one row a subject, best first: values, what is behind them, signs."""
    first = rows.drop_duplicates(["subject", "measure"])
    held: dict[str, dict[str, tuple[Any, str, int | None]]] = {}
    cells = first[["subject", "measure", "value", "signs", "observation_id"]].itertuples(index=False)
    for subject, measure, value, sign, observation in cells:
        held.setdefault(measure, {})[subject] = (value, sign, None if pd.isna(observation) else int(observation))
    measures = [m for m in order if m in held]
    subjects = sorted(set(first["subject"]))
    if measures:
        lead = {subject: value for subject, (value, _, _) in held[measures[0]].items() if pd.notna(value)}
        ranked = sorted((s for s in subjects if s in lead), key=lambda s: lead[s], reverse=measures[0] != "rank")
        subjects = ranked + [s for s in subjects if s not in lead]
    none = (None, "", None)
    columns = {m: [held[m].get(s, none) for s in subjects] for m in measures}
    figures = {m: pd.Series([v for v, _, _ in c], dtype=object if m == "band" else float) for m, c in columns.items()}
    table = pd.DataFrame({"subject": subjects, **figures})
    return table, {m: [o for _, _, o in c] for m, c in columns.items()}, {m: [s for _, s, _ in c] for m, c in columns.items()}
