"""A small synthetic country whose figures agree with each other, and errors that are planted in it, by rule.

National tables (sums of parts, a weighted index, ties counted both ways, editions that leave provinces out), news items that retell them
rounded, and provinces that rank their departments and districts, with bands, spreads and decisions. Everything that a rule could take for an
error and that is none is in it: that is what precision is measured on.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from store.units import edition_size, provinces
from store.units.facts import facts

NATIONAL = {"dti": "competition", "papi": "competition", "par-index": "dense"}
SATISFACTION = tuple(f"Nội dung {i}" for i in range(1, 6))
YEARS = range(2018, 2024)
INSIDE = ("Lào Cai", "Yên Bái", "Sơn La", "Hà Giang")
PARTS = ("Thể chế", "Hạ tầng", "Nhân lực")
BANDS = ((0.85, "Tốt"), (0.7, "Khá"), (0.0, "Trung bình"))
GROUP = {"department": "các sở, ban, ngành", "district": "UBND các huyện, thành phố"}
Row = dict[str, Any]


@dataclass(slots=True)
class Paper:
    """A document: its title, its approving decisions (number, date)."""

    title: str
    published: date
    decisions: list[tuple[str, date]] = field(default_factory=list)


class Country:
    """``rows`` are observations by column, with ``document`` a key of ``papers``; ``id`` counts from 1."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.papers: dict[str, Paper] = {}
        self._starts: Counter[str] = Counter()
        chance = random.Random(11)
        for index, style in NATIONAL.items():
            base = {p.name: chance.uniform(5, 9) for p in provinces("63")}
            before: dict[str, tuple[float, float]] = {}
            for year in YEARS:
                names = sorted(base)[: edition_size(index, year)]
                before = self._national(index, year, style, {n: base[n] for n in names}, before, chance)
        self._national("pii", 2025, "competition", {p.name: chance.uniform(5, 9) for p in provinces("34")}, {}, chance)
        middles = {p.name: chance.uniform(60, 95) for p in provinces("63")}
        for year in YEARS:
            self._unranked(year, middles, chance)
        for province in INSIDE:
            self._inside(province, chance)

    def add(self, document: str, **values: Any) -> Row:
        """One more observation of a document, behind its last one."""
        start = self._starts[document]
        self._starts[document] += 10
        number = values.get("number")
        raw = values.pop("raw", None) or (str(values.get("label")) if number is None else f"{number:g}".replace(".", ","))
        row: Row = {
            "id": len(self.rows) + 1, "document": document, "index": "", "level": "national", "province": "", "year": 0, "subject": "",
            "subject_kind": "province", "among": "", "criterion": "", "measure": "", "number": None, "label": None, "raw": raw, "known": True,
            "grade": "sure", "quote": raw, "start": start, "end": start + 9, "value_start": start, "value_end": start + 9, "prefix": "",
            "suffix": "", "in_table": True, "extractor": "test", "version": "1",
        }  # fmt: skip
        row |= values
        self.rows.append(row)
        return row

    def _national(
        self,
        index: str,
        year: int,
        style: str,
        base: dict[str, float],
        before: dict[str, tuple[float, float]],
        chance: random.Random,
    ) -> dict[str, tuple[float, float]]:
        """``before`` and what is returned: rank and score of every province, and under "" the mean."""
        paper, news = f"{index} {year} table", f"{index} {year} news"
        for key in (paper, news):
            self.papers[key] = Paper(f"Kết quả {index} năm {year}", date(year + 1, 4, 1))
        same = {"index": index, "year": year}
        scores: dict[str, dict[str, float]] = {}
        for name, middle in base.items():
            parts = [round(max(0.5, min(9.9, middle + chance.uniform(-0.4, 0.4))), 1) for _ in PARTS]
            weights = (0.5, 0.3, 0.2) if index == "papi" else (1, 1, 1)
            total = round(sum(w * p for w, p in zip(weights, parts, strict=True)), 2)
            scores[name] = dict(zip(PARTS, parts, strict=True)) | {"": total}
        ranks = {c: ranked({n: s[c] for n, s in scores.items()}, style) for c in (*PARTS, "")}
        for name, held in scores.items():
            for criterion, score in held.items():
                dims = same | {"subject": name, "criterion": criterion}
                top = 10.0 if criterion or index == "papi" else 30.0
                self.add(paper, **dims, measure="rank", number=float(ranks[criterion][name]))
                self.add(paper, **dims, measure="rank_of", number=float(len(base)))
                self.add(paper, **dims, measure="score", number=score, raw=f"{score:.2f}".replace(".", ","))
                self.add(paper, **dims, measure="max_score", number=top)
                share = 100 * score / top
                self.add(paper, **dims, measure="percent", number=round(share, 2), raw=f"{share:.2f}")
            if name in before:
                rank, score = before[name]
                self.add(paper, **same, subject=name, measure="rank_change", number=rank - ranks[""][name])
                self.add(paper, **same, subject=name, measure="score_change", number=round(scores[name][""] - score, 2))
        mean = round(sum(s[""] for s in scores.values()) / len(scores), 2)
        group = same | {"subject": "các tỉnh", "subject_kind": "group"}
        self.add(paper, **group, measure="mean_score", number=mean)
        if "" in before:
            self.add(paper, **group, criterion="mean", measure="score_change", number=round(mean - before[""][1], 2))
        for name in chance.sample(sorted(scores), 12):
            dims = same | {"subject": name, "in_table": False}
            short = round(scores[name][""], 1)
            self.add(news, **dims, measure="score", number=short, raw=f"{short:.1f}".replace(".", ","))
            self.add(news, **dims, measure="rank", number=float(ranks[""][name]))
            self.add(news, **dims, measure="rank_of", number=float(len(base)))
        return {name: (float(rank), scores[name][""]) for name, rank in ranks[""].items()} | {"": (0.0, mean)}

    def _unranked(self, year: int, middles: dict[str, float], chance: random.Random) -> None:
        """A table of scores without ranks, whose text names the first and the last; news items with ranks in the region and by criterion."""
        paper, news = f"sipas {year} table", f"sipas {year} news"
        for key in (paper, news):
            self.papers[key] = Paper(f"Kết quả SIPAS năm {year}", date(year + 1, 4, 1))
        scores = {name: round(middle + chance.uniform(-2, 2), 2) for name, middle in middles.items()}
        ranks = ranked(scores, "competition")
        order = list(ranks)
        same: dict[str, Any] = {"index": "sipas", "year": year}
        for name, score in scores.items():
            self.add(paper, **same, subject=name, measure="score", number=score)
        self.add(paper, **same, subject=order[0], measure="rank", number=1.0, in_table=False)
        for measure in ("rank", "rank_of"):
            self.add(paper, **same, subject=order[-1], measure=measure, number=float(len(order)), in_table=False)
        for name in chance.sample(order[1:-1], 12):
            dims = same | {"subject": name, "in_table": False, "measure": "rank"}
            self.add(news, **dims, number=float(ranks[name]))
            for criterion, rank in zip(SATISFACTION, chance.sample(range(1, 64), len(SATISFACTION)), strict=True):
                self.add(news, **dims, criterion=criterion, number=float(rank))
            region = next(r for r in facts("regions").values() if name in r["provinces"])
            own = [other for other in order if other in region["provinces"]]
            self.add(news, **dims, among=region["vi"], number=float(own.index(name) + 1))

    def _inside(self, province: str, chance: random.Random) -> None:
        code = next(p.code for p in provinces("63") if p.name == province)
        blocks = {
            "department": [f"Sở số {i}" for i in range(1, 19)],
            "district": list(facts("districts")[code].values()),
        }
        for year in YEARS:
            paper = f"{province} {year}"
            self.papers[paper] = Paper(
                f"Kết quả xếp hạng năm {year}", date(year + 1, 2, 1), [(f"{year - 2000}/QĐ-UBND", date(year + 1, 1, 20))]
            )
            news = f"{province} {year} news"  # retells some, and cites the same decision
            self.papers[news] = Paper(self.papers[paper].title, date(year + 1, 2, 3), list(self.papers[paper].decisions))
            same = {"index": "par-index", "level": "provincial", "province": province, "year": year}
            for kind, names in blocks.items():
                scores = {name: round(chance.uniform(55, 98), 2) for name in names}
                counts: Counter[str] = Counter()
                for name, rank in ranked(scores, "competition").items():
                    dims = same | {"subject": name, "subject_kind": kind}
                    band = next(label for least, label in BANDS if scores[name] >= 100 * least)
                    counts[band] += 1
                    self.add(paper, **dims, measure="rank", number=float(rank))
                    self.add(paper, **dims, measure="score", number=scores[name])
                    if kind == "department":
                        self.add(paper, **dims, measure="band", label=band)
                    if rank <= 3:
                        self.add(news, **dims, measure="score", number=scores[name], in_table=False)
                group = same | {"subject": GROUP[kind], "subject_kind": "group", "in_table": False}
                self.add(paper, **group, measure="spread", number=round(max(scores.values()) - min(scores.values()), 2))
                if kind == "department":
                    for band, n in counts.items():
                        self.add(paper, **group, measure="count", criterion=band, number=float(n))

    def tables(self) -> dict[tuple[str, str, str], dict[str, dict[str, Row]]]:
        """Rows of tables by (document, kind, criterion): subject, then measure."""
        made: dict[tuple[str, str, str], dict[str, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
        for row in self.rows:
            if row["in_table"] and row["subject_kind"] != "group":
                made[row["document"], row["subject_kind"], row["criterion"]][row["subject"]][row["measure"]] = row
        return made

    def where(self, measure: str, **wanted: Any) -> list[Row]:
        """Observations of a measure that agree with ``wanted``."""
        return [r for r in self.rows if r["measure"] == measure and all(r[name] == value for name, value in wanted.items())]


def ranked(scores: dict[str, float], style: str) -> dict[str, int]:
    """Ranks by score, the highest first; ties as in a ``competition`` (1, 2, 2, 4) or ``dense`` (1, 2, 2, 3)."""
    levels = sorted(set(scores.values()), reverse=True)
    if style == "dense":
        return {name: 1 + levels.index(score) for name, score in sorted(scores.items(), key=lambda i: -i[1])}
    return {
        name: 1 + sum(other > score for other in scores.values()) for name, score in sorted(scores.items(), key=lambda i: -i[1])
    }
