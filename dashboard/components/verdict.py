"""Verdicts of people on findings: only with the configured password, never on what was observed, stored as reviews."""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from threading import Lock

import streamlit as st
from sqlmodel import col, select

from dashboard.queries.store import session
from extract.language import Texts, day
from store.models import Review
from store.reviews import Verdict, review

SETTING = "XEPHANG_REVIEW_PASSWORD_HASH"
CLOSED = "XEPHANG_CLOSED"
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "source-wrong")
TRIES, PAUSE = 5, 300.0  # wrong passwords that are borne in so many seconds, over all visitors
COST = {"n": 2**14, "r": 8, "p": 1}


def password_hash(password: str, salt: bytes | None = None) -> str:
    """What to put into XEPHANG_REVIEW_PASSWORD_HASH: ``scrypt:SALT:HASH`` in hexadecimal."""
    salt = salt or os.urandom(16)
    return f"scrypt:{salt.hex()}:{hashlib.scrypt(password.encode(), salt=salt, **COST).hex()}"


def matches(password: str, stored: str) -> bool:
    """Whether ``password`` is the one that was hashed; a malformed setting matches nothing."""
    try:
        scheme, salt, _ = stored.split(":")
        return scheme == "scrypt" and hmac.compare_digest(password_hash(password, bytes.fromhex(salt)), stored)
    except ValueError:
        return False


class Gate:
    """Counts wrong passwords of all visitors together, so that guessing is slow whatever the number of tabs."""

    def __init__(self) -> None:
        self._wrong: list[float] = []
        self._lock = Lock()

    def open(self, password: str, stored: str, now: float | None = None) -> bool | None:
        """True for the right password, False for a wrong one, None while too many wrong ones were given."""
        at = time.monotonic() if now is None else now
        with self._lock:
            self._wrong = [t for t in self._wrong if at - t < PAUSE]
            if len(self._wrong) >= TRIES:
                return None
            right = matches(password, stored)
            if not right:
                self._wrong.append(at)
            return right


@st.cache_resource
def gate() -> Gate:
    """The one gate of this server."""
    return Gate()


def admitted(t: Texts) -> bool:
    """Whether this visitor may see the pages: everybody, unless XEPHANG_CLOSED is set; then whoever gives the password of the verdicts."""
    if os.environ.get(CLOSED, "") in ("", "0"):
        return True
    if not os.environ.get(SETTING, ""):
        st.error(t("verdict.closed_without_password"), icon=":material/lock:")
        return False
    if st.session_state.get("reviewer") != os.environ[SETTING]:
        st.info(t("verdict.closed"), icon=":material/lock:")
    return sign_in(t)


def sign_in(t: Texts) -> bool:
    """Whether this visitor may give verdicts; asks for the password where one is configured."""
    stored = os.environ.get(SETTING, "")
    if not stored:
        return False
    if st.session_state.get("reviewer") == stored:
        return True
    with st.expander(t("verdict.sign_in"), icon=":material/lock:"), st.form("sign-in", border=False):
        password = st.text_input(t("verdict.password"), type="password", max_chars=200)
        if st.form_submit_button(t("verdict.enter")):
            answer = gate().open(password, stored)
            if answer:
                st.session_state["reviewer"] = stored
                st.rerun()
            st.error(t("verdict.pause") if answer is None else t("verdict.wrong_password"))
    return False


def verdict(key: str, t: Texts, may: bool) -> None:
    """The last verdict on the finding ``key``, and the buttons for another where the visitor may."""
    with session() as s:
        last = s.exec(
            select(Review).where(Review.target == "finding", Review.target_key == key).order_by(col(Review.id).desc())
        ).first()
    if last is not None:
        words = t("verdict.given", verdict=t(f"verdict.{last.verdict}"), when=day(last.at, t.lang))
        st.caption(words if last.reopened_at is None else f"{words} · {t('verdict.reopened')}")
    if not may:
        return
    for column, name in zip(st.columns(len(VERDICTS)), VERDICTS, strict=True):
        if column.button(t(f"verdict.{name}"), key=f"verdict-{name}-{key}", width="stretch"):
            with session() as s:
                review(s, "finding", key, name, reviewer="dashboard")
                s.commit()
            st.rerun()
