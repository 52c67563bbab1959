"""State lives in the address: filters are read from it, checked, and written back, so that a copied link opens the same view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlencode

import streamlit as st

from extract.language import LANGS, Texts

PAGES = Path(__file__).parents[1] / "pages"
T = TypeVar("T")


def choose(name: str, label: str, options: Sequence[T], default: T | None = None, show: Callable[[T], str] = str) -> T:
    """A select box whose choice is the address's parameter ``name``; a value that is no option falls back on the default."""
    written = {str(option): option for option in options}
    first = default if default is not None and default in options else options[0]
    asked = written.get(st.query_params.get(name, ""), first)
    at = list(options).index(asked)
    chosen = options[
        st.selectbox(label, range(len(options)), index=at, format_func=lambda i: show(options[i]), key=f"choose-{name}-{asked}")
    ]
    if chosen != asked or (name in st.query_params and st.query_params[name] != str(chosen)):
        st.query_params[name] = str(chosen)
    return chosen


def number(name: str) -> int | None:
    """The parameter ``name`` as a whole number, or None."""
    value = st.query_params.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 12 else None


def text(name: str, limit: int = 200) -> str:
    """The parameter ``name`` as text of at most ``limit`` characters."""
    return st.query_params.get(name, "")[:limit]


def link(page: str, **parameters: object) -> str:
    """The address of a page with parameters and the current language, relative to the server."""
    from dashboard.components.words import language  # noqa: PLC0415 - words need the address

    return f"/{page}?" + urlencode({"lang": language(), **{k: v for k, v in parameters.items() if v not in (None, "")}})


def language_switch(t: Texts) -> None:
    """Vietnamese or English."""
    names = {"vi": "Tiếng Việt", "en": "English"}
    chosen = st.segmented_control(
        t("app.language"), LANGS, default=t.lang, format_func=lambda lang: names[lang], key=f"lang-{t.lang}"
    )
    if chosen and chosen != t.lang:
        st.query_params["lang"] = chosen
        st.rerun()


def go(page: str, label: str, icon: str, **parameters: object) -> None:
    """A link to another page in the same tab, with the current language."""
    from dashboard.components.words import language  # noqa: PLC0415 - words need the address

    shown = {"lang": language(), **{name: str(value) for name, value in parameters.items()}}
    st.page_link(str(PAGES / f"{page}.py"), label=label, icon=f":material/{icon}:", query_params=shown)


def public(url: str) -> str:
    """An address for showing: of a file added by hand only its name, since folders are nobody's business."""
    return unquote(url.rsplit("/", 1)[-1]) if url.startswith("file:") else url
