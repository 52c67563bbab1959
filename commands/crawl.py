"""``xephang crawl``: visit the sources, store what is new, read it."""

from __future__ import annotations

from datetime import date, datetime

import typer
from sqlmodel import Session

from commands.opening import Opened, opened
from commands.stages import read_all
from commands.terminal import out, progress, safe, warn
from extract.errors import UsageError
from extract.language import Texts


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``crawl``."""

    @app.command("crawl", help=t("crawl.help"))
    def crawl(
        province: list[str] = typer.Option(None, "--province", help=t("crawl.province")),
        source: list[str] = typer.Option(None, "--source", help=t("crawl.source")),
        since: datetime = typer.Option(None, "--since", formats=["%Y-%m-%d"], help=t("crawl.since")),
        until: datetime = typer.Option(None, "--until", formats=["%Y-%m-%d"], help=t("crawl.until")),
        sample: int = typer.Option(None, "--sample", min=1, help=t("crawl.sample")),
        max_pages: int = typer.Option(None, "--max-pages", min=1, help=t("crawl.max_pages")),
        read: bool = typer.Option(True, "--read/--no-read", help=t("crawl.read")),
        queue: bool = typer.Option(False, "--queue", help=t("crawl.queue")),
    ) -> int:
        from crawler.crawl import BUSY
        from crawler.crawl import crawl as run

        place = opened()
        wanted = choose(source or [], province or [])
        if queue:
            if since or until or sample or max_pages:
                raise UsageError("--queue không đi cùng giới hạn nào", "--queue goes with no limit")
            out.print(safe(t("crawl.queued", jobs=leave_to_workers(place, wanted))))
            return 0
        with progress(t("crawl.progress")) as report:
            result = run(
                place.home,
                wanted,
                since=_day(since),
                until=_day(until),
                sample=sample,
                max_pages=max_pages,
                progress=report,
            )
        out.print(
            safe(t("crawl.done", sources=len(wanted), new=result.inserted, unchanged=result.unchanged, failed=result.failed))
        )
        for report_ in result.sources.values():
            if report_.outcome == BUSY:
                warn(t("crawl.busy", source=report_.source_id))
        failed = result.failed
        if read:
            failed += read_all(place, t)
        return 1 if failed else 0


def choose(sources: list[str], provinces: list[str]) -> list[str]:
    """The ids of the declared sources that were asked for; all but replicas where nothing was.

    Raises:
        UsageError: an id or a province that no source declares.
    """
    from crawler.sources import load_all
    from extract.mentions.subject import resolve

    specs = load_all()
    unknown = [s for s in sources if s not in specs]
    if unknown:
        names = ", ".join(unknown)
        raise UsageError(f"Không có nguồn {names}: xem `xephang sources`", f"No source {names}: see `xephang sources`")
    chosen = list(sources)
    for name in provinces:
        canonical = resolve(name).name
        of_province = [key for key, spec in specs.items() if spec.province == canonical and not spec.replica]
        if not of_province:
            raise UsageError(f"Chưa khai báo nguồn nào của {name}", f"No source is declared for {name}")
        chosen.extend(of_province)
    if not sources and not provinces:
        chosen = [key for key, spec in specs.items() if not spec.replica]
    return list(dict.fromkeys(chosen))


def leave_to_workers(place: Opened, wanted: list[str]) -> int:
    """Queue the crawls of ``wanted``; how many did not wait already.

    Raises:
        UsageError: the store has no queue.
    """
    from crawler.hosts import groups, visit
    from crawler.sources import load_all
    from store.queue import has_queue, put

    together = groups(load_all())
    with Session(place.engine) as session:
        if not has_queue(session.connection()):
            raise UsageError(
                "--queue cần kho PostgreSQL và thư viện procrastinate", "--queue needs a store on PostgreSQL and procrastinate"
            )
        new = put(session, [visit(source_id, together[source_id]) for source_id in wanted])
        session.commit()
    return new


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None
