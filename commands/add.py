"""``xephang add``: documents by hand, files or addresses, straight into the store."""

from __future__ import annotations

from pathlib import Path

import typer
from sqlmodel import Session

from commands.opening import Opened, opened
from commands.stages import read_all
from commands.terminal import fail, out, progress, safe
from extract.errors import UsageError, XephangError
from extract.language import Texts
from store import captures


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``add``."""

    @app.command("add", help=t("add.help"))
    def add(
        what: list[str] = typer.Argument(..., metavar=t("add.metavar"), help=t("add.what")),
        private: bool = typer.Option(False, "--allow-private", help=t("add.private")),
    ) -> int:
        place = opened()
        failed = new = known = 0
        items = list(_expand(what))
        with progress(t("add.progress")) as report:
            for i, item in enumerate(items):
                report(i, len(items), item)
                try:
                    is_new = _take(place, item, private)
                except XephangError as error:
                    failed += 1
                    fail(error.say(t.lang))
                else:
                    new, known = new + is_new, known + (not is_new)
            report(len(items), len(items), "")
        out.print(safe(t("add.done", new=new, known=known, failed=failed)))
        failed += read_all(place, t)
        out.print(safe(t("add.next")))
        return 1 if failed else 0


def _expand(what: list[str]) -> list[str]:
    """Folders become the files in them, sorted; files and addresses stay."""
    items: list[str] = []
    for item in what:
        path = Path(item)
        if "://" not in item and path.is_dir():
            items.extend(str(file) for file in sorted(path.rglob("*")) if file.is_file())
        else:
            items.append(item)
    return items


def _take(place: Opened, item: str, private: bool) -> bool:
    """Store one file or address; true when its content is new."""
    if "://" in item:
        from crawler.fetch import fetch

        got = fetch(item, allow_private=private)
        with Session(place.engine) as session:
            captures.ensure_manual(session)
            _, new = captures.record(
                session,
                place.archive,
                source_id=captures.MANUAL,
                url=got.url,
                body=got.body,
                media_type=got.media_type,
                status=got.status,
                headers=got.headers,
            )
            session.commit()
        return new
    path = Path(item)
    if not path.exists():
        raise UsageError(f"Không có tệp {item}", f"There is no file {item}")
    with Session(place.engine) as session:
        _, new = captures.add_file(session, place.archive, path)
        session.commit()
    return new
