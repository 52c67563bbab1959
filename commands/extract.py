"""``xephang extract``: read files without storing them (JSON lines or a summary), or re-read what is stale in the store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer

from commands.explain import explain_files
from commands.opening import opened
from commands.stages import read_all
from commands.terminal import fail, out, progress, safe
from extract.errors import UsageError, XephangError
from extract.language import Texts

Line = dict[str, object]


def register(app: typer.Typer, t: Texts) -> None:
    """Add the command ``extract``."""

    @app.command("extract", help=t("extract.help"))
    def extract(
        paths: list[Path] = typer.Argument(None, metavar=t("extract.metavar"), help=t("extract.paths")),
        jsonl: bool = typer.Option(False, "--jsonl", help=t("extract.jsonl")),
        tables: bool = typer.Option(False, "--tables", help=t("extract.tables")),
        explain: bool = typer.Option(False, "--explain", help=t("extract.explain")),
        sentence: str = typer.Option("", "--sentence", help=t("extract.sentence")),
        stale: bool = typer.Option(False, "--stale", help=t("extract.stale")),
        jobs: int = typer.Option(os.cpu_count() or 1, "--jobs", min=1, help=t("extract.jobs")),
    ) -> int:
        if stale:
            return 1 if read_all(opened(), t, jobs=jobs) else 0
        if not paths:
            raise UsageError("Cần ít nhất một tệp, hoặc --stale", "At least one file is needed, or --stale")
        if explain or sentence:
            return explain_files(_files(paths), sentence, t)
        failed = 0
        files = list(_files(paths))
        with progress(t("extract.progress")) as report:
            for i, (path, line) in enumerate(lines(files, tables=tables, jobs=jobs, lang=t.lang)):
                report(i, len(files), str(path))
                if "error" in line:
                    failed += 1
                    fail(f"{path}: {line['error']}")
                if jsonl:
                    typer.echo(json.dumps(line, ensure_ascii=False))
                elif "error" not in line:
                    out.print(safe(_summary(line, t)))
            report(len(files), len(files), "")
        return 1 if failed else 0


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def lines(paths: list[Path], *, tables: bool, jobs: int, lang: str) -> Iterator[tuple[Path, Line]]:
    """One JSON-ready line a file, in the order of ``paths``; ``jobs`` files are read at once, each in a limited process."""
    with ThreadPoolExecutor(max_workers=max(1, min(jobs, len(paths)))) as pool:
        yield from zip(paths, pool.map(lambda path: _line(path, tables, lang), paths), strict=True)


def _line(path: Path, tables: bool, lang: str) -> Line:
    from extract import jsonl
    from extract.sandbox import run

    try:
        data = path.read_bytes()
        return run(jsonl.line, data, str(path), tables)
    except OSError as error:
        return {"source": str(path), "error": error.strerror or str(error)}
    except XephangError as error:
        return {"source": str(path), "error": error.say(lang)}


def _summary(line: Line, t: Texts) -> str:
    observations, decisions = line["observations"], line["decisions"]
    assert isinstance(observations, list)
    assert isinstance(decisions, list)
    return t("extract.summary", source=line["source"], observations=len(observations), decisions=len(decisions))
