"""What the batches of a .dta hold, as pandas reads it: long and shared texts, missing numbers, no rows at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from store.export import stata
from store.export.tables import Column, Table, Values

TABLE = Table(
    "made",
    "Bảng thử",
    "A made table",
    (
        Column("subject", "string", "Đơn vị", "Subject"),
        Column("quote", "string", "Trích dẫn", "Quote"),
        Column("number", "number", "Giá trị", "Value"),
        Column("published", "date", "Ngày", "Day"),
        Column("grown", "string", "Chữ", "Text"),
    ),
)
ROWS: list[Values] = [
    ("Đà Nẵng", "xếp thứ 3", 3.25, date(2024, 1, 2), "ngắn"),
    ("Huế", "xếp thứ 3", None, None, "dài " * 900),
    ("", None, -1.0, date(2024, 1, 2), None),
    ("Sơn La", "xếp thứ 4", 1e300, None, "ngắn"),
    ("Lào Cai", "xếp thứ 3", 0.0, None, ""),
]


@pytest.mark.parametrize("batch", [2, 20_000])
def test_every_row_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(stata, "BATCH", batch)
    (path,) = stata.write(TABLE, iter(ROWS), tmp_path, "vi")
    assert [p.name for p in tmp_path.iterdir()] == ["made.dta"], "nothing temporary is left"
    read = pd.read_stata(path)
    numbers = [float("nan") if row[2] is None else row[2] for row in ROWS]
    np.testing.assert_array_equal(read["number"], numbers)
    for i, name in ((0, "subject"), (1, "quote"), (3, "published"), (4, "grown")):
        assert list(read[name]) == ["" if row[i] is None else str(row[i]) for row in ROWS]
    with pd.io.stata.StataReader(path) as reader:
        assert reader.data_label == "Bảng thử"
        assert reader.variable_labels() == {c.name: c.vi for c in TABLE.columns}
    assert path.read_bytes().count(b"GSO") == 6, "neighbours share one long text; empty ones have none"


def test_a_table_without_rows(tmp_path: Path) -> None:
    (path,) = stata.write(TABLE, [], tmp_path, "en")
    read = pd.read_stata(path)
    assert (len(read), list(read)) == (0, [c.name for c in TABLE.columns])
