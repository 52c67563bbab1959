"""Parquet, written in batches; readable by R's arrow, pandas, DuckDB and Polars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extract.language import Lang
from store.export.tables import Table, Values

FORMAT = "parquet"
BATCH = 20_000  # rows a row group
TYPES = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    "datetime": pa.timestamp("s", tz="UTC"),
}  # fmt: skip


def write(table: Table, rows: Iterable[Values], directory: Path, lang: Lang) -> list[Path]:
    """``NAME.parquet``; every column carries its title in ``lang`` as metadata."""
    path = directory / f"{table.name}.parquet"
    fields = [pa.field(c.name, TYPES[c.kind], metadata={"title": c.vi if lang == "vi" else c.en}) for c in table.columns]
    schema = pa.schema(fields)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in _parts(iter(rows)):
            columns = zip(*part, strict=True)
            arrays = [pa.array(_cast(values, c.kind), TYPES[c.kind]) for values, c in zip(columns, table.columns, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return [path]


def _cast(values: tuple[object, ...], kind: str) -> list[object]:
    if kind == "datetime":
        return [v.replace(microsecond=0) if hasattr(v, "replace") else v for v in values]
    return list(values)


def _parts(rows: Iterator[Values]) -> Iterator[list[Values]]:
    while part := list(islice(rows, BATCH)):
        yield part
