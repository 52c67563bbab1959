"""``xephang demo``: the main job from a portal's page to the map, on replica portals that run on this machine."""

from __future__ import annotations

import typer
from sqlmodel import Session, func, select

from commands.opening import Opened, opened
from commands.stages import check_all, read_all
from commands.terminal import out, progress, safe, warn
from extract.language import Texts
from store.home import Home
from store.models import Capture, Document, Finding, Observation, Result, Setting


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``demo``."""

    @app.command("demo", help=t("demo.help"))
    def demo(
        show: bool = typer.Option(True, "--dashboard/--no-dashboard", help=t("demo.dashboard")),
        port: int = typer.Option(8501, "--port", min=1, max=65535, help=t("dashboard.port")),
    ) -> int:
        place = demo_home(t)
        out.print(safe(t("demo.start", home=place.home.root)))
        failed = _crawl(place, t)
        failed += read_all(place, t)
        check_all(place, t)
        _summary(place, t)
        if not show:
            return 1 if failed else 0
        from dashboard.run import serve

        out.print(safe(t("dashboard.open", address="127.0.0.1", port=port)))
        return serve(place.home.root, port, "127.0.0.1", True)


def demo_home(t: Texts) -> Opened:
    """The home of the demo: XEPHANG_HOME itself while it is empty or a demo already, else the folder ``demo`` inside it.

    Replicas and real documents never meet in one store.
    """
    place = opened()
    with Session(place.engine) as session:
        is_demo = session.get(Setting, "demo") is not None
        if not is_demo and session.exec(select(Capture.id).limit(1)).first() is not None:
            warn(t("demo.elsewhere", home=place.home.root))
            place = opened(Home(place.home.root / "demo"))
            is_demo = False
    if not is_demo:
        with Session(place.engine) as session:
            session.merge(Setting(name="demo", value="true"))
            session.commit()
    return place


def _crawl(place: Opened, t: Texts) -> int:
    """Serve the replicas on the loopback and crawl them with the real spiders; the number of failures."""
    from crawler.crawl import crawl
    from crawler.replicas import serve

    with serve() as portals:
        for name, address in portals.items():
            out.print(f"  [cyan]{safe(name)}[/]  {safe(address)}")
        with progress(t("crawl.progress")) as report:
            result = crawl(place.home, list(portals), progress=report)
    out.print(safe(t("crawl.done", sources=len(portals), new=result.inserted, unchanged=result.unchanged, failed=result.failed)))
    return result.failed


def _summary(place: Opened, t: Texts) -> None:
    with Session(place.engine) as session:
        counts = {
            "captures": session.exec(select(func.count()).select_from(Capture)).one(),
            "documents": session.exec(select(func.count()).select_from(Document).where(Document.current)).one(),
            "observations": session.exec(
                select(func.count()).select_from(Observation).where(Observation.closed_at == None)  # noqa: E711
            ).one(),
            "results": session.exec(select(func.count()).select_from(Result).where(Result.closed_at == None)).one(),  # noqa: E711
            "findings": session.exec(select(func.count()).select_from(Finding).where(Finding.closed_at == None)).one(),  # noqa: E711
        }
        example = session.exec(select(Result.observation_id).where(Result.closed_at == None).limit(1)).first()  # noqa: E711
    out.print(safe(t("demo.summary", **counts)))
    if example is not None:
        out.print(safe(t("demo.try", home=place.home.root, observation=example)))
