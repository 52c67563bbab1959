"""Every page in both languages on a filled and on an empty store, through Streamlit's own test runner."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.app import ORDER
from dashboard.run import APP
from store.database import open_store
from store.home import Home
from tests.dashboard.fixture_store import CONTRADICTED, HOSTILE


def visit(monkeypatch: pytest.MonkeyPatch, home: Path, page: str, lang: str, **query: str) -> AppTest:
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setenv("XEPHANG_HOME", str(home))
    test = AppTest.from_file(str(APP), default_timeout=60)
    test.query_params["lang"] = lang
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    if page != ORDER[0]:
        test.switch_page(str(APP.parents[1] / "pages" / f"{page}.py")).run()
    return test


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", ORDER)
def test_page_is_shown_without_an_error(monkeypatch: pytest.MonkeyPatch, filled: Path, page: str, lang: str) -> None:
    shown = visit(monkeypatch, filled, page, lang)
    assert not shown.exception
    assert len(shown.title) == 1
    banner = "mô phỏng" if lang == "vi" else "replica"
    assert any(banner in w.value for w in shown.warning)


@pytest.mark.parametrize("page", ORDER)
def test_page_of_an_empty_store_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str) -> None:
    open_store(Home(tmp_path)).dispose()
    shown = visit(monkeypatch, tmp_path, page, "en")
    assert not shown.exception
    assert shown.title
    assert not shown.warning  # no demo here
    if page not in ("search", "data"):
        assert any("xephang" in i.value for i in shown.info)


def test_contradicted_value_carries_a_sign(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "province", "en", province=CONTRADICTED)
    table = shown.dataframe[0].value
    disputed = table[table["standing"].str.contains("contradicted")]
    assert len(disputed) == 1
    assert disputed.iloc[0]["value"].endswith("≠")
    assert "observation=" in disputed.iloc[0]["evidence"]


def test_hostile_address_falls_back(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "ranking", "en", index="<script>", year="99999999999999999", criterion="' OR 1=1")
    assert not shown.exception
    assert shown.selectbox


def test_document_never_becomes_markup(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    with open_store(Home(filled)).connect() as connection:
        told = connection.exec_driver_sql("SELECT id FROM observation WHERE grade = 'uncertain'").scalar_one()
    shown = visit(monkeypatch, filled, "document", "vi", observation=str(told))
    assert not shown.exception
    html = "".join(str(h.proto.body) for h in shown.get("html"))
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html
    assert "<strong style='outline:2px solid #b3261e;padding:0 2px'>61</strong>" in html
    assert HOSTILE not in shown.title[0].value
