"""``xephang dashboard``: the pages in a browser."""

from __future__ import annotations

import typer

from commands.opening import opened
from commands.terminal import out, safe
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``dashboard``."""

    @app.command("dashboard", help=t("dashboard.help"))
    def dashboard(
        port: int = typer.Option(8501, "--port", min=1, max=65535, help=t("dashboard.port")),
        address: str = typer.Option("127.0.0.1", "--address", help=t("dashboard.address")),
        browser: bool = typer.Option(True, "--browser/--no-browser", help=t("dashboard.browser")),
    ) -> int:
        from dashboard.run import serve

        place = opened()
        out.print(safe(t("dashboard.open", address=address, port=port)))
        return serve(place.home.root, port, address, browser)
