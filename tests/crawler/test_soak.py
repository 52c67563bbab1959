"""`xephang watch` for a short while against portals that change, fail and recover; `make soak` runs it longer, with more of them."""

from __future__ import annotations

import pytest

from benchmarks.soak import Round, Soak, run


@pytest.mark.timeout(600)
def test_watching_portals_that_change_fail_and_recover() -> None:
    found = run(seconds=12, many=2, every=2)
    assert found["well"], found


def test_a_watcher_that_sleeps_over_what_is_due_is_late_and_one_that_is_busy_is_not() -> None:
    soak = Soak(every=5, looks=[0.1, 0.2])
    soak.rounds = [Round(100, 103, 1), Round(106, 120, 1), Round(120.5, 122, 1)]
    assert soak.late([101, 107, 121]) == pytest.approx(0.5)  # due at 106 and at 112, when it was busy until 120
    assert soak.late([101, 107, 121]) < soak.patience
    soak.rounds[-1] = Round(130, 132, 1)
    assert soak.late([101, 107, 131]) == pytest.approx(10)
    assert soak.late([101, 107, 131]) > soak.patience
