"""Stata's .dta, version 118 (Unicode). Stata reads a table whole, and so does the library that writes it: memory grows with the table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pandas as pd

from extract.language import Lang
from store.export.safe import plain
from store.export.tables import Table, Values

FORMAT = "stata"
LABEL = 80  # characters that Stata allows a label
LONG = {"quote", "sentence_vi", "sentence_en", "title", "address"}  # written as strL


def write(table: Table, rows: Iterable[Values], directory: Path, lang: Lang) -> list[Path]:
    """``NAME.dta`` with labels in ``lang``."""
    path = directory / f"{table.name}.dta"
    frame = pd.DataFrame([tuple(map(plain, row)) for row in rows], columns=[c.name for c in table.columns])
    for column in table.columns:
        if column.kind in ("integer", "number"):
            frame[column.name] = pd.to_numeric(frame[column.name]).astype("float64")
        else:
            frame[column.name] = frame[column.name].fillna("").astype(str)
    frame.to_stata(
        path,
        write_index=False,
        version=118,
        time_stamp=datetime(2000, 1, 1),  # the same data give the same bytes
        data_label=(table.vi if lang == "vi" else table.en)[:LABEL],
        variable_labels={c.name: (c.vi if lang == "vi" else c.en)[:LABEL] for c in table.columns},
        convert_strl=sorted(LONG & set(frame.columns)),
    )
    return [path]
