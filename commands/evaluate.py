"""``xephang evaluate``: precision and recall of the extraction against gold annotations."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.errors import UsageError
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``evaluate``."""

    @app.command("evaluate", help=t("evaluate.help"))
    def evaluate(
        gold: Path = typer.Argument(..., metavar="GOLD", help=t("evaluate.gold")),
        texts: Path = typer.Argument(..., metavar="TEXTS", help=t("evaluate.texts")),
        half: str = typer.Option("", "--half", metavar="a|b", help=t("evaluate.half")),
        misses: int = typer.Option(0, "--misses", min=0, help=t("evaluate.misses")),
    ) -> int:
        from extract import evaluate as evaluation

        for folder in (gold, texts):
            if not folder.is_dir():
                raise UsageError(f"Không có thư mục {folder}", f"There is no folder {folder}")
        arguments = [str(gold), str(texts), *(["--half", half] if half else []), "--misses", str(misses)]
        return evaluation.main(arguments)
