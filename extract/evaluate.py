"""Precision and recall of the extraction against gold annotations: whole corpora, halves, and the floors that may not be undercut.

An observation is a true positive when subject, part, criterion, measure and value agree (*core*) and year, index and level as well (*full*).
Names are compared folded, criteria by their shared words (``extract/likeness.py``). Greedy one-to-one, exact matches first.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.likeness import Key, core_same, evidence_carries, full_same, key_of
from extract.mentions.decision import normalise

Line = dict[str, Any]
VALUES = frozenset({"rank", "rank_of", "score", "max_score", "percent", "band", "rank_change", "score_change"})
GROUPS = frozenset({"mean_score", "mean_percent", "spread", "count", "score_change"})


@dataclass(slots=True)
class Tally:
    """True positives, false positives, false negatives."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, hit: int, false: int, missed: int) -> None:
        """Count more."""
        self.hit, self.false, self.missed = self.hit + hit, self.false + false, self.missed + missed

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Report:
    """The scores of one evaluation; ``slices`` by measure, kind, index and kind of file; ``misses`` as sentences."""

    documents: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    slices: dict[str, dict[str, Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Tally)))
    per_document: list[float] = field(default_factory=list)
    shares: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[str] = field(default_factory=list)

    def share(self, name: str) -> float | None:
        """How often ``name`` (published, decision_dates, evidence) was right, or None where it never stood to be."""
        counts = self.shares[name]
        return counts[True] / counts.total() if counts.total() else None

    @property
    def mean_f1(self) -> float | None:
        """Mean of the documents' full F1."""
        return sum(self.per_document) / len(self.per_document) if self.per_document else None

    def figures(self) -> dict[str, float]:
        """The figures that floors are pinned for."""
        made = {f"{name}_f1": self.tallies[name].f1 for name in ("full", "group", "decisions", "relevance")}
        made["full_precision"] = self.tallies["full"].precision
        for name in ("published", "decision_dates", "evidence"):
            if (value := self.share(name)) is not None:
                made[name] = value
        made |= {f"file_{kind}_f1": tally.f1 for kind, tally in self.slices["file"].items()}
        if self.mean_f1 is not None:
            made["mean_f1"] = self.mean_f1
        return {name: round(value, 4) for name, value in made.items()}


def stems(gold: Path, half: str = "") -> list[str]:
    """The documents of a corpus in order; ``a`` and ``b`` are those at even and odd positions.

    Raises:
        UsageError: the folder holds no annotations.
    """
    names = sorted(path.stem for path in gold.glob("*.json"))
    if not names:
        raise UsageError(f"Không có chú giải nào trong {gold}", f"There are no annotations in {gold}")
    return names[::2] if half == "a" else names[1::2] if half == "b" else names


def corpus_hash(gold: Path, texts: Path) -> str:
    """SHA-256 over names and bytes of all annotations and documents: a changed corpus must be measured anew."""
    digest = hashlib.sha256()
    for path in sorted([*gold.iterdir(), *texts.iterdir()]):
        digest.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def evaluate(gold: Path, names: Iterable[str], read: Callable[[str], Line]) -> Report:
    """Score what ``read`` makes of each document (a line as ``extract --jsonl`` prints it) against its annotation."""
    report = Report()
    for name in names:
        wanted, found = json.loads((gold / f"{name}.json").read_text("utf-8")), read(name)
        report.documents += 1
        _observations(report, name, found, wanted)
        _decisions(report, found, wanted)
        if wanted.get("published"):
            report.shares["published"][found.get("published") == wanted["published"]] += 1
        told, true = bool(found.get("relevant")), bool(wanted.get("relevant"))
        report.tallies["relevance"].add(told and true, told and not true, true and not told)
    return report


def _observations(report: Report, name: str, found: Line, wanted: Line) -> None:
    for which, measures, same in (("core", VALUES, core_same), ("full", VALUES, full_same), ("group", GROUPS, full_same)):
        left = _keys(wanted, measures, which == "group")
        ours = _keys(found, measures, which == "group")
        hits, false, missed = _align(ours, left, same)
        report.tallies[which].add(len(hits), len(false), len(missed))
        if which == "core":
            continue
        for key in ours:
            report.shares["evidence"][evidence_carries(key.line)] += 1
        if which == "full" and (ours or left):
            tally = Tally(len(hits), len(false), len(missed))
            report.per_document.append(tally.f1)
        for place, keys in enumerate((hits, false, missed)):
            for key in keys:
                counts = [0, 0, 0]
                counts[place] = 1
                for by in ("measure", "subject_kind", "index"):
                    report.slices[by][str(key.line.get(by))].add(*counts)
                report.slices["file"][str(found.get("reader") or "unread")].add(*counts)
        report.misses += [f"✗ {name}: {_say(k)}" for k in missed] + [f"+ {name}: {_say(k)}\n    « {_quote(k)} »" for k in false]


def _keys(line: Line, measures: frozenset[str], groups: bool) -> list[Key]:
    """The comparable observations of one kind, each once."""
    made: dict[tuple[object, ...], Key] = {}
    for o in line.get("observations") or []:
        if o.get("measure") in measures and (o.get("subject_kind") == "group") == groups and o.get("value") is not None:
            key = key_of(o)
            made.setdefault(key.identity, key)
    return list(made.values())


def _align(ours: list[Key], gold: list[Key], same: Callable[[Key, Key], bool]) -> tuple[list[Key], list[Key], list[Key]]:
    """(hits as the gold has them, false, missed): what matches in full chooses first, and chooses its best match."""
    left = list(gold)
    hits: list[Key] = []
    false: list[Key] = []
    for key in sorted(ours, key=lambda k: not any(full_same(k, g) for g in gold)):
        fitting = [g for g in left if same(key, g)]
        if not fitting:
            false.append(key)
            continue
        best = min(fitting, key=lambda g: (not full_same(key, g), key.criterion != g.criterion))
        left.remove(best)
        hits.append(best)
    return hits, false, left


def _decisions(report: Report, found: Line, wanted: Line) -> None:
    ours = {normalise(d["number"]): d for d in found.get("decisions") or []}
    gold = {normalise(d["number"]): d for d in wanted.get("decisions") or []}
    both = ours.keys() & gold.keys()
    report.tallies["decisions"].add(len(both), len(ours.keys() - both), len(gold.keys() - both))
    for number in both:
        if gold[number].get("date"):
            report.shares["decision_dates"][gold[number]["date"] == ours[number].get("date")] += 1


def _say(key: Key) -> str:
    o = key.line
    parts = [o.get(n) for n in ("index", "level", "year", "subject", "among", "criterion")]
    return " · ".join(str(p) for p in parts if p is not None) + f" · {o['measure']} = {o['value']}"


def _quote(key: Key) -> str:
    return str((key.line.get("evidence") or {}).get("quote", ""))[:240].replace("\n", " ")
