"""State lives in the address: filters are read from it, checked, and written back, so that a copied link opens the same view.

The address is the one truth: widgets are set from it before they are drawn, and write to it when a person changes them. A value that is
no option gives the default and is taken out of the address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import quote, unquote, urlencode

import streamlit as st

from dashboard.components.words import language, verbatim
from extract.language import LANGS, Texts

PAGES = Path(__file__).parents[1] / "pages"
SHOWN = "filters-shown"  # in the session: this page's filters and their values, so that one change writes them all
TURNS = "turns"  # in the session: how often the address, and not its own buttons, has turned a list
PLACES = ("page", "leaf")  # where in a list or a document: nothing that another list or document shares
T = TypeVar("T", bound=Hashable)
_FOLDERS = re.compile(r"file:/+(?:[^\s/]+/)*")
_SAFE = "%/:?#@!$&'*+,;=~[]"  # stays as it is in a link; brackets and what could end the link do not


def asked(name: str, options: Sequence[T], default: T | None = None) -> T:
    """The option that the address's parameter ``name`` names, else the default, else the first; what is no option leaves the address."""
    written = {str(option): option for option in options}
    value = st.query_params.get(name)
    if value is not None and value not in written:
        del st.query_params[name]
        value = None
    if value is not None:
        return written[value]
    return default if default is not None and default in options else options[0]


def choose(
    name: str,
    label: str,
    options: Sequence[T],
    default: T | None = None,
    show: Callable[[T], str] = str,
    *,
    look: Literal["select", "buttons"] = "select",
) -> T:
    """A select box (or a row of buttons) whose choice is the address's parameter ``name``."""
    key = f"choose-{name}"
    chosen = asked(name, options, default)
    st.session_state[key] = chosen
    st.session_state.setdefault(SHOWN, {})[name] = str(chosen)
    if look == "buttons":
        st.segmented_control(label, options, format_func=show, key=key, on_change=_write, args=(name,), required=True)
    else:
        st.selectbox(label, options, format_func=show, key=key, on_change=_write, args=(name,))
    return chosen


def choose_several(
    name: str,
    label: str,
    options: Sequence[str],
    default: Sequence[str],
    most: int,
    *,
    show: Callable[[str], str] = str,
    hint: str = "",
) -> list[str]:
    """A multiple choice; the address's parameter ``name`` is its comma-separated list."""
    key = f"choose-{name}"
    wanted = list(dict.fromkeys(st.query_params.get(name, "")[:1000].split(",")))
    known = [value for value in wanted if value in options][:most]
    if name in st.query_params and known != wanted:
        st.query_params.from_dict({**st.query_params.to_dict(), name: ",".join(known)} if known else _without(name))
    chosen = known or list(default)[:most]
    st.session_state[key] = chosen
    st.session_state.setdefault(SHOWN, {})[name] = ",".join(chosen)
    st.multiselect(
        label, options, key=key, max_selections=most, format_func=show, placeholder=hint, on_change=_write, args=(name,)
    )  # fmt: skip
    return chosen


def turn(name: str, pages: int, t: Texts, default: int = 1) -> int:
    """The page of a long list, 1-based, as the address's parameter ``name``; buttons to turn it where there is more than one."""
    value = number(name)
    if value is None or not 1 <= value <= pages:
        st.query_params.pop(name, None)
        value = default
    st.session_state.setdefault(SHOWN, {})[name] = str(value)
    if pages > 1:
        turns = st.session_state.setdefault(TURNS, {})
        key = f"choose-{name}-{turns.get(name, 0)}"
        if (
            st.session_state.get(key, value) != value
        ):  # Streamlit warns of a pagination whose page is set: a new one begins where it should
            turns[name] = turns.get(name, 0) + 1
            key = f"choose-{name}-{turns[name]}"
        st.caption(t("word.page_of", page=value, pages=pages))
        st.pagination(pages, default=value, key=key, on_change=_write, args=(name, key), max_visible_pages=7)
    return value


def typed(name: str, label: str, hint: str, limit: int = 200) -> str:
    """A line of text that is the address's parameter ``name``, of at most ``limit`` characters."""
    key = f"choose-{name}"
    value = st.query_params.get(name, "")[:limit]
    st.session_state[key] = value
    st.text_input(label, key=key, max_chars=limit, placeholder=hint, on_change=_write, args=(name,))
    return value


def _write(name: str, key: str = "") -> None:
    """Write the changed widget and all other filters of the page, so that the link opens this view even when defaults change."""
    value = st.session_state[key or f"choose-{name}"]
    shown = st.session_state.get(SHOWN, {})
    if name not in PLACES:
        shown.pop("page", None)  # another filter, another list
    shown[name] = ",".join(value) if isinstance(value, list) else "" if value is None else str(value)
    kept = {key: text for key, text in st.query_params.to_dict().items() if key not in shown and key != "page"}
    st.query_params.from_dict({"lang": language(), **kept, **shown})


def _without(name: str) -> dict[str, str]:
    return {key: value for key, value in st.query_params.to_dict().items() if key != name}


def number(name: str) -> int | None:
    """The parameter ``name`` as a whole number, or None."""
    value = st.query_params.get(name, "")
    if value.isascii() and value.isdecimal() and len(value) < 12:
        return int(value)
    st.query_params.pop(name, None)
    return None


def link(page: str, /, **parameters: object) -> str:
    """The address of a page with parameters and the current language, relative to the server."""
    return f"/{page}?" + urlencode(_with_language(parameters))


def links(page: str, name: str, values: Iterable[object], /, **parameters: object) -> list[Any]:
    """The addresses of a page for each value of the parameter ``name``; None for None."""
    same = link(page, **parameters)
    return [None if value is None else f"{same}&{urlencode({name: value})}" for value in values]


def go(page: str, label: str, icon: str, /, **parameters: object) -> None:
    """A link to another page in the same tab, with the current language."""
    st.page_link(str(PAGES / f"{page}.py"), label=label, icon=f":material/{icon}:", query_params=_with_language(parameters))


def leave(page: str, /, **parameters: object) -> None:
    """Show another page instead of this one, with the current language: what a click on a figure does.

    Streamlit's history holds a step between the two, this page under the other's address: what this page was asked for stays in it, so that
    the back button shows the same view.
    """
    kept = {name: value for name, value in st.query_params.to_dict().items() if name not in PLACES}
    st.switch_page(PAGES / f"{page}.py", query_params=kept | _with_language(parameters))


def _with_language(parameters: dict[str, Any]) -> dict[str, str]:
    return {"lang": language(), **{name: str(value) for name, value in parameters.items() if value not in (None, "")}}


def language_switch(t: Texts) -> None:
    """Vietnamese or English."""
    names = {"vi": "Tiếng Việt", "en": "English"}
    st.session_state["choose-lang"] = t.lang
    st.segmented_control(
        t("app.language"), LANGS, format_func=lambda lang: names[lang], key="choose-lang", on_change=_speak, required=True
    )


def _speak() -> None:
    st.query_params["lang"] = st.session_state["choose-lang"] or language()


def forget() -> None:
    """At the beginning of a page: no filter is shown yet."""
    st.session_state[SHOWN] = {}


def public(text: str) -> str:
    """An address, or a sentence with addresses, for showing: of files added by hand only the names, since folders are nobody's business."""
    return unquote(_FOLDERS.sub("", text)) if "file:" in text else text


def outside(url: str, most: int = 120) -> str:
    """Markdown of the address of a document: a link to it where it is on the web, of a file only its name; at most ``most`` signs are shown."""
    shown = verbatim(public(url)[:most])
    return f"[{shown}](<{quote(url, safe=_SAFE)}>)" if url.startswith(("http://", "https://")) else shown
