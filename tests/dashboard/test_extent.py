"""A download's observations: page by page exactly those that it counts, each once, whatever edition they are of."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import text

from dashboard.queries import extent
from dashboard.queries import store as queries


@pytest.mark.parametrize("indexes", [(), ("dti",), ("dti", "pci")])
def test_pages_hold_every_observation_once(monkeypatch: pytest.MonkeyPatch, filled: Path, indexes: tuple[str, ...]) -> None:
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setenv("XEPHANG_HOME", str(filled))
    years = (2022, 2023)
    total = extent.observations(0, indexes, years)
    ids = [int(i) for at in range(0, total, 70) for i in extent.listed(0, indexes, years, at, 70)["id"]]
    named = "".join(f" OR \"index\" = '{index}'" for index in indexes)
    asked = f"SELECT id FROM observation WHERE closed_at IS NULL AND year BETWEEN 2022 AND 2023 AND ({not indexes}{named})"
    with queries.engine().connect() as connection:
        wanted = [row[0] for row in connection.execute(text(asked))]
    assert 0 < total == len(ids) == len(wanted)
    assert sorted(ids) == sorted(wanted)
    assert extent.listed(0, indexes, years, total, 70).empty
