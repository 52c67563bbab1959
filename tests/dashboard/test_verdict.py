from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from dashboard.components.verdict import PAUSE, SETTING, TRIES, Gate, matches, password_hash
from store.database import open_store
from store.home import Home
from store.models import Observation, Review
from tests.dashboard.fixture_store import build
from tests.dashboard.test_pages import visit


def test_password_is_hashed_with_salt() -> None:
    stored = password_hash("đúng rồi")
    assert "đúng" not in stored
    assert matches("đúng rồi", stored)
    assert not matches("sai", stored)
    assert password_hash("đúng rồi") != stored
    for broken in ("", "scrypt", "scrypt:zz:00", "plain:00:00"):
        assert not matches("", broken)


def test_gate_pauses_after_wrong_passwords() -> None:
    gate, stored = Gate(), password_hash("x")
    assert [gate.open("y", stored, now=float(i)) for i in range(TRIES)] == [False] * TRIES
    assert gate.open("x", stored, now=TRIES) is None
    assert gate.open("x", stored, now=PAUSE + TRIES) is True


def test_no_buttons_without_a_configured_password(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert not visit(monkeypatch, filled, "check", "en").button


def test_verdict_is_stored_and_nothing_observed_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    build(tmp_path).dispose()
    monkeypatch.setenv(SETTING, password_hash("mở ra"))
    page = visit(monkeypatch, tmp_path, "check", "en")
    page.text_input[0].input("mở")
    page.button[0].click().run()
    assert [e.value for e in page.error] == ["Wrong password."]
    page.text_input[0].input("mở ra")
    page.button[0].click().run()
    before = _observations(tmp_path)
    page.button[2].click().run()
    with Session(open_store(Home(tmp_path))) as session:
        assert [(r.target, r.target_key, r.verdict) for r in session.exec(select(Review))] == [
            ("finding", "conflict:1", "source-wrong")
        ]
    assert _observations(tmp_path) == before


def _observations(home: Path) -> list[dict[str, object]]:
    with Session(open_store(Home(home))) as session:
        return [o.model_dump() for o in session.exec(select(Observation))]
