"""How a source fares: the store's rule on its last crawls, and the failures that are not solved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.queries.sources import HEALTH, health
from store.models import Run, Source

NOW = datetime(2024, 9, 1, tzinfo=UTC)
GOOD = {"listed": 20, "dated": 20, "body": 900}
EXPECT: dict[str, object] = {"expect": {"listed": 5, "dated": 0.5, "body": 80, "may_be_empty": False}}


def crawl(days: int, outcome: str = "ok", **stats: object) -> Run:
    at = NOW - timedelta(days=days)
    return Run(stage="crawl", started=at, finished=at, outcome=outcome, stats={**GOOD, **stats})


def source(kind: str = "portal") -> Source:
    return Source(id="a", name_vi="A", name_en="A", kind=kind, declared=EXPECT)


@pytest.mark.parametrize(
    ("kind", "runs", "failures", "expected"),
    [
        ("portal", [crawl(1)], 0, "fine"),
        ("portal", [crawl(1)], 2, "failing"),
        ("portal", [crawl(1, "empty")], 0, "broken"),
        ("portal", [crawl(1, "failed")], 3, "broken"),
        ("portal", [crawl(1, listed=2)], 0, "broken"),  # it answers, but with less than it is known to hold
        ("portal", [crawl(1, dated=3)], 0, "broken"),
        ("portal", [crawl(1, body=12)], 0, "broken"),
        ("portal", [crawl(30)], 2, "stale"),
        ("portal", [], 0, "never"),
        ("portal", [], 1, "failing"),
        ("manual", [], 0, "fine"),
        ("manual", [], 3, "failing"),
    ],
)
def test_health_of_a_weekly_source(kind: str, runs: list[Run], failures: int, expected: str) -> None:
    verdict = health(source(kind), runs, failures, NOW)
    assert verdict.state == expected
    assert expected in HEALTH
    assert verdict.vi
    assert verdict.en


def test_broken_since_the_first_crawl_that_went_wrong_and_no_more_history_is_read() -> None:
    taken = []

    def history() -> Iterator[Run]:
        for run in (crawl(1, listed=1), crawl(3, "empty"), crawl(5), crawl(7, "failed")):
            taken.append(run)
            yield run

    verdict = health(source(), history(), 0, NOW)
    assert verdict.since == NOW - timedelta(days=3)
    assert len(taken) == 3
