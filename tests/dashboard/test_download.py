"""Files of tables: whole lists and not only the page that is shown, bounded, and nothing in them runs as a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from dashboard.components import download
from dashboard.components.download import csv_bytes, csv_of
from dashboard.queries import documents, findings, sources, values
from dashboard.queries import store as queries
from tests.dashboard.fixture_store import CONTRADICTED, HOSTILE


def read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")  # a spreadsheet takes it as UTF-8
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setenv("XEPHANG_HOME", str(filled))


def test_what_a_spreadsheet_would_run_is_defused() -> None:
    rows = pd.DataFrame({"a": ["=1+1", "+84", "-x", "@a", "\t=1", "Lào Cai"], "b": [-1.5, 2, None, 4, 5, 6], "c": pd.NaT})
    made = read(csv_bytes(rows))
    assert [row["a"] for row in made] == ["'=1+1", "'+84", "'-x", "'@a", "'\t=1", "Lào Cai"]
    assert [row["b"] for row in made[:3]] == ["-1.5", "2.0", ""]


def test_pieces_make_one_file_of_at_most_so_many_rows(monkeypatch: pytest.MonkeyPatch, store: None) -> None:
    monkeypatch.setattr(queries, "PIECE", 100)
    query = values.whole_subject(CONTRADICTED)
    everything = read(csv_of(queries.pieces(query, 10_000)))
    assert len(everything) == values.subject_count(0, CONTRADICTED)
    parts = list(queries.pieces(documents.whole("all"), 5))
    assert sum(map(len, parts)) == 5
    monkeypatch.setattr(queries, "PIECE", 2)
    parts = list(queries.pieces(documents.whole("all"), 5))
    assert [len(part) for part in parts] == [2, 2, 1]
    assert len(read(csv_of(parts))) == 5
    assert [list(part) for part in queries.pieces(documents.whole("all", "nobody"), 5)] == [list(parts[0])]
    assert download.MOST < 100_000


def test_lists_are_whole_and_in_the_order_of_the_page(store: None) -> None:
    listed = read(csv_of(queries.pieces(documents.whole("all"), 1000)))
    assert len(listed) == documents.how_many(0, "all")
    shown = documents.documents(0, "all")
    assert [int(row["id"]) for row in listed[: len(shown)]] == list(shown["id"])
    assert [int(row["observations"]) for row in listed[: len(shown)]] == list(shown["observations"])
    assert any(HOSTILE in row["title"] for row in listed)
    [found] = read(csv_of(queries.pieces(findings.whole(), 1000)))
    behind = findings.involved(0, 1)
    assert {int(o) for o in found["observations"].split()} == set(behind["id"])
    assert found["rule"] == "conflict"
    assert read(csv_of(queries.pieces(findings.whole("note"), 1000))) == []
    assert len(read(csv_of(queries.pieces(sources.whole_runs(), 1000)))) == sources.how_many_runs(0)
    assert len(read(csv_of(queries.pieces(documents.whole_failures(), 1000)))) == documents.how_many_failures(0) == 3
