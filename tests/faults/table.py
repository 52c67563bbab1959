"""The tables of faults, in Vietnamese and English: what was done to xephang, what its user sees, what is kept, how it goes on; and whether tests say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORST = ("failed", "skipped", "passed")
COLUMNS = ("fault", "sees", "kept", "then")
HEADS = {
    "vi": ("sự cố", "người dùng thấy", "còn giữ", "chạy tiếp thế nào", "kiểm thử"),
    "en": ("fault", "the user sees", "kept", "how it goes on", "test"),
}
OUTCOMES = {"failed": "sai", "skipped": "bỏ qua", "passed": "đạt"}


@cache
def faults() -> dict[str, dict[str, dict[str, str]]]:
    """All faults by name: each column in both languages."""
    found: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text("utf-8"))
    return found


def table(lang: str, last: dict[str, str]) -> Iterator[str]:
    """One table as lines of Markdown, a row a fault; ``last`` is what stands in the last column, of the faults that it names."""
    yield f"| {' | '.join(HEADS[lang])} |"
    yield "|---|---|---|---|---|"
    for name in faults():
        if name in last:
            yield f"| {' | '.join(faults()[name][column][lang] for column in COLUMNS)} | {last[name]} |"


def render(reports: Iterable[Any]) -> Iterator[str]:
    """Both tables with the outcomes of a run, of the faults that it tried; nothing where it tried none."""
    found: dict[str, str] = {}
    for report in reports:
        for name, told in getattr(report, "user_properties", ()):
            if name == "fault" and (report.when == "call" or report.outcome != "passed"):
                found[told] = min(found.get(told, "passed"), report.outcome, key=WORST.index)
    if found:
        for lang, said in (("vi", {name: OUTCOMES[outcome] for name, outcome in found.items()}), ("en", found)):
            yield ""
            yield from table(lang, said)
        yield f"{len(found)} / {len(faults())}"
