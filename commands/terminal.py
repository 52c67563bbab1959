"""What the commands share on the terminal: progress bars, tables, plain words for errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Report = Callable[[int, int, str], None]


def fail(sentence: str) -> None:
    """One sentence on standard error."""
    err.print(f"[bold red]✗[/] {safe(sentence)}")


def warn(sentence: str) -> None:
    """One sentence on standard error that stops nothing."""
    err.print(f"[yellow]![/] {safe(sentence)}")


def safe(text: str) -> str:
    """``text`` for the terminal: control characters (escape sequences in a page's title) shown, never obeyed; no markup."""
    return escape("".join(c if c in "\n\t" or (c.isprintable() and c != "\x7f") else "\N{REPLACEMENT CHARACTER}" for c in text))


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """A progress bar on standard error; the yielded function takes (done, total, what is being done)."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[what]}[/]"),
    )
    with Progress(*columns, console=err, transient=not err.is_terminal) as bar:
        task = bar.add_task(title, total=None, what="")

        def report(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, what=safe(what)[-60:])

        yield report
