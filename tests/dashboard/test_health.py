"""How a source fares, from its last crawl, its frequency and its failures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.queries.sources import HEALTH, health

NOW = datetime(2024, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "days", "outcome", "failures", "expected"),
    [
        ("portal", 1, "ok", 0, "fine"),
        ("portal", 1, "ok", 2, "failing"),
        ("portal", 1, "empty", 0, "broken"),
        ("portal", 30, "ok", 2, "stale"),
        ("portal", None, None, 0, "never"),
        ("portal", None, None, 1, "failing"),
        ("manual", None, None, 0, "fine"),
        ("manual", None, None, 3, "failing"),
    ],
)
def test_health_of_a_weekly_source(kind: str, days: int | None, outcome: str | None, failures: int, expected: str) -> None:
    last = None if days is None else NOW - timedelta(days=days)
    assert health(kind, "weekly", last, outcome, failures, NOW) == expected
    assert expected in HEALTH
