"""The dashboard's texts in the language of the address."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

from extract.language import LANGS, Lang, Texts, preferred
from store.words import word

_MARKDOWN = {ord(c): f"\\{c}" for c in "\\`*_{}[]()<>#+-.!|~$:^"}
_LINKS = re.compile(r"https?:(?=//)|www(?=\.)|[\w.+-]@", re.IGNORECASE)  # what Streamlit makes a link of, escaped or not
_JOINER = "\u2060"  # takes no room, and ends such a thing
TEXTS = Path(__file__).parents[1] / "texts"


def language() -> Lang:
    """``?lang=`` where it is valid, else the one that this visitor has read in, else the server's locale."""
    asked = st.query_params.get("lang")
    found: Lang = next((lang for lang in LANGS if lang == asked), st.session_state.get("lang") or preferred())
    if asked is not None and asked != found:
        del st.query_params["lang"]
    st.session_state["lang"] = found
    return found


def words() -> Texts:
    """The texts of the current language."""
    return Texts(TEXTS, language())


def index_name(index: str, t: Texts) -> str:
    """What an index is called, as in the sentences of findings."""
    return word("index", index, t.lang)


def plain(text: str) -> str:
    """Text of a document for a place that reads Markdown: every sign stands for itself, so that no link or markup arises."""
    return verbatim(" ".join(text.split()))


def verbatim(text: str) -> str:
    """The same for a piece of a line, whose blanks at both ends are kept."""
    return _LINKS.sub(f"\\g<0>{_JOINER}", text).translate(_MARKDOWN)
