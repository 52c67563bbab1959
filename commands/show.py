"""``xephang show``: the chain of evidence of one observation, down to the quote in its sentence."""

from __future__ import annotations

import typer
from sqlmodel import Session

from commands.opening import opened
from commands.terminal import out, safe
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``show``."""

    @app.command("show", help=t("show.help"))
    def show(observation: int = typer.Argument(..., metavar="OBSERVATION", help=t("show.observation"))) -> int:
        from store.evidence import chain

        with Session(opened().engine) as session:
            for label, text in chain(session, observation).lines(t.lang):
                out.print(f"[bold]{safe(label):<14}[/] {safe(text)}")
        return 0
