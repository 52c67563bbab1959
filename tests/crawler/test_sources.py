"""The declared sources: complete, sound, honest; and what the lint says of bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.replicas.content import portals
from crawler.sources import check, load_all, read
from extract.errors import SourceError
from extract.gazetteer import provinces

GOOD = """name: {vi: Cổng thử, en: Test portal}
province: Phú Thọ
hosts: [a.gov.vn]
system: drupal
entries: [{address: /vi/tin-tuc}]
verified: address-shape
notes: Written for a test.
"""


def test_no_problem_with_what_is_declared() -> None:
    assert check() == []


def test_all_63_provinces_the_publishers_and_the_replicas_are_there() -> None:
    specs = load_all()
    assert {s.province for s in specs.values() if s.kind == "portal" and not s.replica} == set(provinces())
    published = {index for s in specs.values() if s.kind == "publisher" for index in s.primary_for}
    assert {"dti", "pci", "papi", "par-index", "sipas", "pii"} <= published
    assert {key for key, s in specs.items() if s.replica} == set(portals())


def test_nothing_claims_to_be_verified_that_was_not() -> None:
    assert {s.verified for s in load_all().values()} == {"address-shape", "replica"}
    assert all("never opened" in s.notes for s in load_all().values() if not s.replica)


def test_portals_that_the_merger_ended_name_a_successor() -> None:
    ended = [s for s in load_all().values() if s.valid.end]
    assert len(ended) == 29
    assert all(s.successor in load_all() for s in ended)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("system: drupal", "system: geocities", "geocities"),
        ("hosts: [a.gov.vn]", "hosts: ['http://a.gov.vn']", "hosts"),
        ("verified: address-shape", "verified: sure", "verified"),
        ("province: Phú Thọ", "province: Atlantis", "Atlantis"),
        ("address: /vi/tin-tuc", "address: 'https://b.gov.vn/'", "b.gov.vn"),
        ("address: /vi/tin-tuc", "address: /tim, kind: search", "keyword"),
        ("notes:", "successor: nobody\nnotes:", "nobody"),
        ("notes:", "colour: red\nnotes:", "colour"),
        ("name: {", "name: [", "YAML"),
    ],
)
def test_lint(tmp_path: Path, old: str, new: str, word: str) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace(old, new), "utf-8")
    (problem,) = check(tmp_path)
    assert word in problem.say("vi")
    assert word in problem.say("en")


def test_a_host_belongs_to_one_source(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(GOOD, "utf-8")
    assert [p.source for p in check(tmp_path)] == ["b"]


def test_a_good_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, "utf-8")
    spec = read(tmp_path / "a.yaml")
    assert (spec.id, spec.base, spec.replica, spec.row().hosts) == ("a", "https://a.gov.vn", False, ["a.gov.vn"])
    (tmp_path / "b.yaml").write_text("[]", "utf-8")
    with pytest.raises(SourceError):
        read(tmp_path / "b.yaml")
