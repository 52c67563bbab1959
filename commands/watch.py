"""``xephang watch``: crawl every source when its frequency says so, until stopped."""

from __future__ import annotations

import typer

from commands.opening import opened
from commands.terminal import out, safe
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``watch``."""

    @app.command("watch", help=t("watch.help"))
    def watch(once: bool = typer.Option(False, "--once", help=t("watch.once"))) -> int:
        from crawler.watch import watch as run

        place = opened()
        out.print(safe(t("watch.start")))
        run(place.home, once=once)
        return 0
