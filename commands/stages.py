"""The stages that several commands run: read what is stale, consolidate, cross-check."""

from __future__ import annotations

import os

from commands.opening import Opened
from commands.terminal import fail, out, progress, safe
from extract.language import Texts
from store.checks import run_checks
from store.consolidate import consolidate
from store.corrections import load
from store.failures import last_failure, set_aside
from store.reading import read_stale

SHOWN = 5  # reasons that are told where documents cannot be read; the page of sources has them all
WAIT = 20.0  # seconds for which another process may finish what it stores


def read_all(place: Opened, t: Texts, *, everything: bool = False, jobs: int | None = None) -> int:
    """Read every capture that no current reading covers; print the counts and why what failed did, and return how many failed."""
    behind = last_failure(place.engine)
    with progress(t("stage.read")) as report:
        counts = read_stale(
            place.engine, place.archive, jobs=jobs or os.cpu_count() or 1, progress=report, everything=everything, wait=WAIT
        )
    out.print(safe(t("stage.read_done", documents=counts.documents, observations=counts.observations, failed=counts.failed)))
    reasons = set_aside(place.engine, behind) if counts.failed else []
    for reason in reasons[:SHOWN]:
        fail(reason.vi if t.lang == "vi" else reason.en)
    if len(reasons) > SHOWN:
        out.print(safe(t("stage.read_more", count=len(reasons) - SHOWN)))
    return counts.failed


def check_all(place: Opened, t: Texts) -> dict[str, int]:
    """Consolidate and cross-check; print the counts and return the number of open findings by rule."""
    out.print(safe(t("stage.consolidate")))
    counts = consolidate(place.engine, corrections=load(place.home.root / "corrections.yaml"), wait=WAIT)
    out.print(safe(t("stage.consolidated", inserted=counts.inserted, updated=counts.updated, unchanged=counts.unchanged)))
    with progress(t("stage.check")) as report:
        return run_checks(place.engine, progress=report)
