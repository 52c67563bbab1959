"""The dashboard's texts in the language of the address."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from extract.language import Lang, Texts, preferred

_MARKDOWN = {ord(c): f"\\{c}" for c in "\\`*_{}[]()<>#+-.!|~$:^"}
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


def plain(text: str) -> str:
    """Text of a document for a place that reads Markdown: every sign stands for itself, so that no link or markup arises."""
    return " ".join(text.split()).translate(_MARKDOWN)
