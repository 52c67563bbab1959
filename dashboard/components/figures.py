"""Tables in which every figure is a way to its evidence: a click on a cell opens the place where the figure stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import address
from dashboard.components.download import csv_button
from dashboard.components.words import words
from extract.language import Lang, number

GROUNDS = {"≠": "background-color: rgba(208, 60, 50, 0.20)", "?": "background-color: rgba(214, 150, 30, 0.22)"}
WAYS = ("▲", "▼")
HEAD, ROW, TALLEST = 37, 35, 620  # pixels
WIDEST = 236  # of a column with the names of indexes, so that none is cut
Behind = Mapping[str, list[int | None]]
Signs = Mapping[str, list[str]]


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
) -> None:
    """Show the columns of ``titles``; a cell of a column in ``behind`` leads to the observation at the same position.

    Numbers stay numbers, so that columns sort by size; ``signs`` are written behind them. The last column links to the evidence of each
    row's first figure, for the keyboard and for copying. Below: the table as CSV.
    """
    t = words()
    raw = table[list(titles)].reset_index(drop=True)
    links = [next((column[i] for column in behind.values() if column[i] is not None), None) for i in range(len(raw))]
    seen = raw.assign(
        evidence=pd.Series([address.link("document", observation=o) if o is not None else None for o in links], dtype=object)
    )
    config = {**titles, "evidence": st.column_config.LinkColumn(t("word.evidence"), display_text=t("word.open"), width="small")}
    event = st.dataframe(
        styled(seen, signs or {}, t.lang), hide_index=True, column_config=config, key=key, on_select="rerun", placeholder="",
        selection_mode="single-cell", alt=alt, height=min(tallest, HEAD + ROW * len(seen)),
    )  # fmt: skip
    st.caption(t("word.click"))
    for row, column in event["selection"]["cells"]:
        at = behind.get(column, links)[row] if column != "evidence" else None
        if at is not None:
            address.leave("document", observation=at)
    marks = {f"{column}_standing": values for column, values in (signs or {}).items() if column in raw and any(values)}
    csv_button(raw.assign(**marks, observation=pd.Series(links, dtype="Int64")), name, t)


def styled(table: pd.DataFrame, signs: Signs, lang: Lang) -> Any:
    """``table`` with numbers written as ``lang`` does and the signs behind the values; what is at odds has a ground of its own besides."""
    made = table.style
    for column in table.columns:
        figure = pd.api.types.is_numeric_dtype(table[column])
        given = signs.get(column, [""] * len(table))
        for sign in dict.fromkeys(given):
            rows = [i for i, s in enumerate(given) if s == sign]
            if figure or sign:
                say = str if column == "year" else lambda v, s=sign: _written(v, s, lang)
                made = made.format(say, subset=(rows, [column]), na_rep="")
            ground = next((style for mark, style in GROUNDS.items() if mark in sign), "")
            if ground:
                made = made.map(lambda _, g=ground: g, subset=(rows, [column]))
    return made


def _written(value: object, sign: str, lang: Lang) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    if sign in WAYS:  # the arrow says which way
        return f"{sign} {number(abs(float(value)), lang)}"  # type: ignore[arg-type]
    text = number(float(value), lang) if isinstance(value, (int, float)) else str(value)
    return f"{text} {sign}".strip()


def wide(rows: pd.DataFrame, order: list[str]) -> tuple[pd.DataFrame, dict[str, list[int | None]], dict[str, list[str]]]:
    """Long results (subject, measure, value, signs, observation_id) as one row a subject, best first: values, what is behind them, signs."""
    unique = rows.drop_duplicates(["subject", "measure"])
    values, signs, behind = (
        unique.pivot(index="subject", columns="measure", values=column) for column in ("value", "signs", "observation_id")
    )
    measures = [m for m in order if m in values]
    lead = measures[:1]
    subjects = list(values.sort_values(lead, ascending=lead == ["rank"], kind="stable").index) if lead else list(values.index)
    values = values.loc[subjects, measures]
    for measure in measures:
        if measure != "band":
            values[measure] = pd.to_numeric(values[measure])
    at = {m: [None if pd.isna(v) else int(v) for v in behind.loc[subjects, m]] for m in measures}
    return values.reset_index(), at, {m: list(signs.loc[subjects, m].fillna("")) for m in measures}
