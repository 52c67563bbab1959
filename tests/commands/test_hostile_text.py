"""What a page's author wrote never drives the reader's terminal or spreadsheet, and the store's password is never shown."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from commands.terminal import safe
from store.export.safe import defuse
from store.home import Home


@pytest.mark.parametrize(
    "title", ["\x1b[2Jhết", "\x1b]0;tiêu đề\x07", "\x9b31m", "a\rb", "\u202eđảo", "[link=http://a.vn]x[/link]", "[bold]x"]
)
def test_titles_do_not_drive_the_terminal(title: str) -> None:
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system="truecolor", highlight=False).print(safe(title))
    shown = out.getvalue()
    assert not any(sign in shown for sign in "\x1b\x07\x9b\r\u202e")
    if "[" in title and "\x1b" not in title:
        assert title in shown


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_defused(cell: str) -> None:
    assert defuse(cell) == f"'{cell}"
    assert defuse(-1.5) == -1.5


def test_the_password_of_the_store_is_not_shown() -> None:
    home = Home.from_env({"XEPHANG_HOME": "/tmp/x", "XEPHANG_DATABASE": "postgresql+psycopg://ai:bimat@db.example/x"})
    assert "bimat" not in home.safe_database
