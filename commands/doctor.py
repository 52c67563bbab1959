"""``xephang doctor``: what is installed, what is missing, what that costs, and the command that mends it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import typer
import yaml
from rich.table import Table

from commands.terminal import out, safe
from extract.errors import XephangError
from extract.language import Texts

PROGRAMS = Path(__file__).with_name("programs.yaml")


@dataclass(frozen=True, slots=True)
class Need:
    """Something that xephang uses when it is there. ``costs`` says what does not work without it, by language."""

    name: str
    found: str | None
    costs: dict[str, str]
    mend: str


def needs() -> list[Need]:
    """Every optional program and library with the path where it was found, or None."""
    entries = yaml.safe_load(PROGRAMS.read_text("utf-8"))
    return [Need(e["name"], _find(e), {"vi": e["vi"], "en": e["en"]}, e["mend"]) for e in entries]


def _find(entry: dict[str, str]) -> str | None:
    if "module" in entry:
        spec = importlib.util.find_spec(entry["module"])
        return (spec.origin or entry["module"]) if spec else None
    if "folder" in entry:
        return next((str(p) for p in sorted(Path("/").glob(entry["folder"].lstrip("/")), reverse=True)), None)
    path = next((found for name in entry["program"].split() if (found := shutil.which(name))), None)
    if path and "language" in entry:
        listed = subprocess.run([path, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
        return path if entry["language"] in listed.stdout.split() else None
    return path


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``doctor``."""

    @app.command("doctor", help=t("doctor.help"))
    def doctor() -> int:
        from store.home import Home

        home = Home.from_env()
        out.print(safe(t("doctor.home", home=home.root, database=home.safe_database, archive=home.archive)))
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("doctor.what", "doctor.state", "doctor.cost", "doctor.mend"):
            table.add_column(t(column), overflow="fold")
        missing = 0
        for need in needs():
            missing += need.found is None
            state = f"[green]✓[/] {safe(need.found)}" if need.found else f"[yellow]✗ {t('doctor.missing')}[/]"
            table.add_row(need.name, state, safe(need.costs[t.lang]), "" if need.found else safe(need.mend))
        out.print(table)
        try:
            from commands.opening import opened

            opened(home)
            out.print(safe(t("doctor.store_ok")))
        except XephangError as error:
            out.print(safe(error.say(t.lang)))
            return 1
        out.print(safe(t("doctor.done", missing=missing)))
        return 0
