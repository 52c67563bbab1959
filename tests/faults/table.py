"""The table of faults: what was done to xephang, what its user sees, what is kept, how it goes on; and whether the tests say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

WORST = ("failed", "skipped", "passed")


def render(reports: Iterable[Any]) -> Iterator[str]:
    """The table as lines of Markdown, one row a fault; nothing where no fault was tried."""
    rows: dict[tuple[str, ...], str] = {}
    for report in reports:
        for name, told in getattr(report, "user_properties", ()):
            if name == "fault" and (report.when == "call" or report.outcome != "passed"):
                key = tuple(told)
                rows[key] = min(rows.get(key, "passed"), report.outcome, key=WORST.index)
    if rows:
        yield ""
        yield "| fault | the user sees | kept | how it goes on | test |"
        yield "|---|---|---|---|---|"
        yield from (f"| {' | '.join(told)} | {outcome} |" for told, outcome in sorted(rows.items()))
