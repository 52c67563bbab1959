"""The contradictions that are known in the seeds and the development corpus are found, and nothing else is called an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from store.archive import Archive
from store.captures import add_file
from store.checks import run_checks
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.models import Capture, Document, Finding, FindingObservation, Observation
from store.reading import read_stale

ERRORS = {
    ("percent", "thuathienhue-2017.txt"),  # 61,2/70 is not 87,5 %
    ("years", "phutho-2017.txt"),  # a title of 2018 over a decision of 2017
    ("misplaced", "yenbai-2018.txt"),  # a department among the districts
    ("change", "yenbai-dti-2021-2022.txt"),  # +17 from rank 40 to 27
}
OTHERS = {
    ("rank_of", "phutho-2018-national.txt"),  # 8/62 among 63
    ("years", "phutho-2017.txt"),  # 2018 in the title, 2017 in the body
    ("decision", "gialai-egov-2022-qd.html"),  # one decision with the dates of two years
}


def test_known_contradictions_and_no_other_errors(shared: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    engine, archive = open_store(home), Archive(home.archive)
    files = [file for part in ("seeds", "dev") for file in sorted((shared / "corpus" / part / "text").glob("*"))]
    if not files:
        pytest.skip("the corpus is not here")
    with Session(engine) as session:
        for file in files:
            add_file(session, archive, file)
        session.commit()
    read_stale(engine, archive, jobs=2)
    consolidate(engine)
    run_checks(engine)
    query = (
        select(Finding.rule, Finding.severity, Capture.url, Finding.sentence_en)
        .join(FindingObservation, col(FindingObservation.finding_id) == Finding.id)
        .join(Observation, col(Observation.id) == FindingObservation.observation_id)
        .join(Document, col(Document.id) == Observation.document_id)
        .join(Capture, col(Capture.id) == Document.capture_id)
        .where(col(Finding.closed_at).is_(None))
    )
    with Session(engine) as session:
        found = [(rule, severity, url.rpartition("/")[2], said) for rule, severity, url, said in session.exec(query)]
    engine.dispose()
    errors = {(rule, file) for rule, severity, file, _ in found if severity == "error"}
    assert errors == ERRORS, sorted(said for _, severity, _, said in found if severity == "error")
    assert {(rule, file) for rule, _, file, _ in found} >= OTHERS
