"""A synthetic country for benchmarks: every province ranks its units every year, and the provinces are ranked by national indexes.

63 provinces × 250 units × 10 criteria (one of them the total) × 15 years × 4 measures; each edition is a table in a document of its own, its
figures agree with each other, and every 50th cell is told otherwise by a second document.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Engine, text
from sqlmodel import Session

from extract.gazetteer import provinces
from extract.text.clean import fold
from store.archive import Archive
from store.captures import record
from store.models import Document, Source

DAY = datetime(2024, 1, 1, tzinfo=UTC)
INDEXES = ("dti", "par-index", "sipas", "pci", "papi")
YEARS = range(2009, 2024)
UNITS = [("Sở {}", "department", 20), ("Huyện {}", "district", 12), ("Xã {}", "commune", 218)]
PARTS = 9  # criteria beside the total, of 10 points each
CONTRADICTED = 50  # every 50th cell is told twice, and not the same: 2 %
COLUMNS = (
    "key", "document_id", "index", "level", "province", "year", "subject", "subject_kind", "among", "criterion", "measure", "number", "raw",
    "known", "grade", "quote", "start", "end", "value_start", "value_end", "prefix", "suffix", "in_table", "extractor", "version", "first_seen",
    "last_seen",
)  # fmt: skip
Row = tuple[Any, ...]


class Edition(NamedTuple):
    """One edition: who is ranked among whom."""

    index: str
    level: str
    province: str
    year: int
    blocks: tuple[tuple[str, tuple[str, ...]], ...]  # kind, subjects


def editions() -> Iterator[Edition]:
    """The national ones first, then one province after the other."""
    names = tuple(provinces())
    for index in INDEXES:
        for year in YEARS:
            yield Edition(index, "national", "", year, (("province", names),))
    units = tuple((kind, tuple(name.format(i) for i in range(1, many + 1))) for name, kind, many in UNITS)
    for province in names:
        for year in YEARS:
            yield Edition("ddci", "provincial", province, year, units)


def figures(edition: Edition) -> Iterator[tuple[str, str, str, str, float]]:
    """Kind, subject, criterion, measure, value: parts that add up to totals, ranks that follow the scores, ties as in a competition."""
    series = abs(hash_of(edition.index + edition.province))
    for kind, subjects in edition.blocks:
        base = np.random.default_rng(series).uniform(5, 9, (len(subjects), 1))
        noise = np.random.default_rng(series + edition.year).uniform(-0.8, 0.8, (len(subjects), PARTS))
        parts = np.round(np.clip(base + noise, 0, 10), 2)
        scores = np.column_stack([np.round(parts.sum(axis=1), 2), parts])
        ranks = 1 + np.array([np.searchsorted(np.sort(-column), -column) for column in scores.T]).T
        ranked = float(len(subjects))
        for subject, its_ranks, its_scores in zip(subjects, ranks.tolist(), scores.tolist(), strict=True):
            for c, (rank, score) in enumerate(zip(its_ranks, its_scores, strict=True)):
                criterion = f"Tiêu chí {c}" if c else ""
                yield kind, subject, criterion, "rank", float(rank)
                yield kind, subject, criterion, "rank_of", ranked
                yield kind, subject, criterion, "score", score
                yield kind, subject, criterion, "max_score", 10.0 if c else 10.0 * PARTS


def hash_of(name: str) -> int:
    """The same number for a name in every run."""
    return int.from_bytes(name.encode()[-6:], "big")


def fill(engine: Engine, archive: Archive, size: int) -> int:
    """Put ``size`` observations into an empty store; how many documents tell them."""
    made = 0
    with Session(engine) as session, Loader(engine) as load:
        session.add(Source(id="bench", name_vi="Đo tốc độ", name_en="Benchmark"))
        session.commit()
        for e in editions():
            owners = [_document(session, archive, e, told) for told in ("quyết định", "bản tin")]
            session.commit()
            for row in _rows(e, owners, size - made):
                load.add(row)
                made += 1
            if made >= size:
                break
        session.commit()
    return made


def newer(engine: Engine, size: int, first: int) -> None:
    """``size`` observations of cells that are there already, by the second documents of a few editions."""
    with engine.connect() as connection:
        owners = [
            tuple(row)
            for row in connection.execute(text("SELECT id, title FROM document WHERE title LIKE '%bản tin' ORDER BY id DESC"))
        ]
    by_title = {title: owner for owner, title in owners}
    with Loader(engine, indexed=True) as load:
        made = 0
        for e in reversed(list(editions())):
            owner = by_title.get(_title(e, "bản tin"))
            if owner is None:
                continue
            for kind, subject, criterion, measure, value in figures(e):
                if made == size:
                    return
                load.add(_row(e, owner, f"new-{first}-{made}", kind, subject, criterion, measure, value))
                made += 1


def _rows(e: Edition, owners: list[int], most: int) -> Iterator[Row]:
    made = 0
    for i, figure in enumerate(figures(e)):
        for told in range(2 if i % CONTRADICTED == 0 else 1):
            if made == most:
                return
            made += 1
            *rest, value = figure
            yield _row(e, owners[told], f"{owners[told]:020x}{i:020x}", *rest, value + told)


def _row(e: Edition, owner: int, key: str, kind: str, subject: str, criterion: str, measure: str, value: float) -> Row:
    said = f"{value:g}"
    quote = f"{subject}: {said}"
    return (
        key, owner, e.index, e.level, e.province, e.year, subject, kind, "", criterion, measure, value, said, True, "sure", quote, 0, len(quote),
        len(subject) + 2, len(quote), "", "", True, "bench", "1", DAY, DAY,
    )  # fmt: skip


def _title(e: Edition, told: str) -> str:
    return f"{e.index} {e.year} {e.province or 'toàn quốc'}: {told}"


def _document(session: Session, archive: Archive, e: Edition, told: str) -> int:
    title = _title(e, told)
    url = f"https://bench.example/{fold(title).replace(' ', '-')}"
    capture, _ = record(session, archive, source_id="bench", url=url, body=title.encode(), now=DAY)
    made = Document(
        capture_id=capture.id or 0, version="1", title=title, text=title, folded=fold(title), relevant=True, published=date(e.year + 1, 3, 1),
        read_at=DAY,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id or 0


class Loader:
    """Writes observations in bulk: without indexes, which are made at the end, unless the store is large already (``indexed``)."""

    def __init__(self, engine: Engine, *, indexed: bool = False) -> None:
        self._engine, self._indexed, self._rows = engine, indexed, list[Row]()

    def __enter__(self) -> Loader:
        if not self._indexed:
            self._indexes = [index for index in Document.metadata.tables["observation"].indexes if not index.unique]
            for index in self._indexes:
                index.drop(self._engine)
        return self

    def __exit__(self, *_: object) -> None:
        self._write()
        if not self._indexed:
            for index in self._indexes:
                index.create(self._engine)
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE observation"))

    def add(self, row: Row) -> None:
        """One observation."""
        self._rows.append(row)
        if len(self._rows) >= 50_000:
            self._write()

    def _write(self) -> None:
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        raw = self._engine.raw_connection()
        try:
            cursor: Any = raw.cursor()
            if self._engine.dialect.name == "sqlite":
                moment = DAY.strftime("%Y-%m-%d %H:%M:%S.%f")
                rows = ((*row[:-2], moment, moment) for row in self._rows)
                cursor.executemany(f"INSERT INTO observation ({names}) VALUES ({', '.join('?' * len(COLUMNS))})", rows)
            else:
                with cursor.copy(f"COPY observation ({names}) FROM STDIN") as copy:
                    for row in self._rows:
                        copy.write_row(row)
            raw.commit()
        finally:
            raw.close()
        self._rows = []
