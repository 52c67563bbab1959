"""CSV in UTF-8, and the same with a byte order mark so that Excel opens it as Vietnamese."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from extract.language import Lang
from store.export.safe import defuse, plain
from store.export.tables import Table, Values

FORMAT = "csv"


def write(table: Table, rows: Iterable[Values], directory: Path, lang: Lang) -> list[Path]:
    """``NAME.csv`` and ``NAME.excel.csv``: comma-separated, point as decimal sign, quotes where needed."""
    del lang  # column names are the same in both languages; the codebook explains them
    bare, marked = directory / f"{table.name}.csv", directory / f"{table.name}.excel.csv"
    with bare.open("w", encoding="utf-8", newline="") as a, marked.open("w", encoding="utf-8-sig", newline="") as b:
        writers = [csv.writer(a, lineterminator="\n"), csv.writer(b, lineterminator="\r\n")]
        for writer in writers:
            writer.writerow([column.name for column in table.columns])
        for row in rows:
            values = [defuse(plain(value)) for value in row]
            for writer in writers:
                writer.writerow(values)
    return [bare, marked]
