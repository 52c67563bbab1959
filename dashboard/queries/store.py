"""The store behind the pages, opened once; its queries, cached until the store changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Engine, Row, Select, func, select
from sqlmodel import Session

from store.archive import Archive
from store.database import open_store
from store.home import Home
from store.models import Run, Setting

FRESH = 300  # seconds that an answer may be old while the store does not change
PIECE = 2000  # rows held at a time of what is too much to hold


@st.cache_resource
def engine() -> Engine:
    """The engine of the home that XEPHANG_HOME names."""
    return open_store(Home.from_env())


@st.cache_resource
def archive() -> Archive:
    """The archive of the home."""
    return Archive(Home.from_env().archive)


def session() -> Session:
    """A new session; use it in a ``with`` block."""
    return Session(engine())


def state() -> int:
    """A number that changes when a run has changed the store: part of every cache key."""
    with session() as s:
        return int(s.execute(select(func.coalesce(func.max(Run.id), 0))).scalar_one())


def is_demo() -> bool:
    """Whether this store holds replica portals."""
    with session() as s:
        found = s.get(Setting, "demo")
        return found is not None and found.value == "true"


def frame(query: Select[Any], limit: int = 5000) -> pd.DataFrame:
    """At most ``limit`` rows of ``query`` as a data frame."""
    with engine().connect() as connection:
        result = connection.execute(query.limit(limit))
        return _framed(result, list(result.keys()))


def pieces(query: Select[Any], limit: int) -> Iterator[pd.DataFrame]:
    """At most ``limit`` rows of ``query``, some thousand at a time; at least one data frame, for its columns."""
    with engine().connect() as connection:
        result = connection.execution_options(yield_per=PIECE, stream_results=True).execute(query.limit(limit))
        names, none = list(result.keys()), True
        for part in result.partitions():
            none = False
            yield _framed(part, names)
        if none:
            yield _framed([], names)


def _framed(rows: Iterable[Row[Any]], names: list[str]) -> pd.DataFrame:
    """A data frame; of plain tuples, since pandas asks each row of SQLAlchemy's at length what it is."""
    return pd.DataFrame([tuple(row) for row in rows], columns=names)
