"""The dashboard's texts in the language of the address."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from extract.language import Lang, Texts, preferred

TEXTS = Path(__file__).parents[1] / "texts"


def language() -> Lang:
    """``?lang=`` where it is valid, else the server's locale; Vietnamese where that says nothing."""
    asked = st.query_params.get("lang")
    if asked in ("vi", "en"):
        return "vi" if asked == "vi" else "en"
    return preferred()


def words() -> Texts:
    """The texts of the current language."""
    return Texts(TEXTS, language())
