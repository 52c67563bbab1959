"""Errors to plant in the synthetic country: one function a rule, each changes the country and returns what a finding must be about.

A plant is a set of marks: the observations that were changed (their numbers), or, for rules about whole editions, (index, province, year).
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import date
from typing import Any

from extract.text.clean import fold
from store.units import provinces
from store.units.facts import facts
from tests.store.country import Country, Row

Marks = set[Any]
PLANTS: dict[str, Callable[[Country, random.Random], list[Marks]]] = {}
MANY = 50


def plant(work: Callable[[Country, random.Random], list[Marks]]) -> Callable[[Country, random.Random], list[Marks]]:
    """Registers a function under its own name, which is the rule's."""
    PLANTS[work.__name__] = work
    return work


def place(row: Row) -> tuple[str, str, int]:
    return row["index"], row["province"], row["year"]


def by_rank(table: dict[str, dict[str, Row]]) -> list[dict[str, Row]]:
    """The rows of a table in the order of rank, then score."""
    full = [r for r in table.values() if "rank" in r and "score" in r]
    return sorted(full, key=lambda r: (r["rank"]["number"], -r["score"]["number"]))


def chosen(country: Country, chance: random.Random, **wanted: Any) -> list[list[dict[str, Row]]]:
    tables = [by_rank(t) for (_, _, criterion), t in country.tables().items() if wanted.get("criterion", criterion) == criterion]
    return chance.sample([t for t in tables if len(t) >= 8], MANY) if len(tables) >= MANY else tables


def set_number(row: Row, number: float) -> Marks:
    row["number"], row["raw"] = number, f"{number:g}".replace(".", ",")
    return {row["id"]}


@plant
def conflict(country: Country, chance: random.Random) -> list[Marks]:
    rows = chance.sample(country.where("score", in_table=False) + country.where("rank", in_table=False), MANY)
    return [set_number(r, r["number"] + 3) for r in rows]


@plant
def percent(country: Country, chance: random.Random) -> list[Marks]:
    return [
        set_number(r, round(r["number"] + chance.choice((-0.6, 0.07, 1.5)), 2))
        for r in chance.sample(country.where("percent"), MANY)
    ]


@plant
def change(country: Country, chance: random.Random) -> list[Marks]:
    return [
        set_number(r, r["number"] + (3 if r["number"] >= 0 else -3)) for r in chance.sample(country.where("rank_change"), MANY)
    ]


@plant
def sign(country: Country, chance: random.Random) -> list[Marks]:
    rows = [r for r in country.where("rank_change") if r["number"]]
    return [set_number(r, -r["number"]) for r in chance.sample(rows, MANY)]


@plant
def order(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for table in chosen(country, chance):
        pairs = [(a["score"], b["score"]) for a, b in itertools.pairwise(table) if a["score"]["number"] > b["score"]["number"]]
        a, b = chance.choice(pairs)
        high, low = a["number"], b["number"]
        made.append(set_number(a, low) | set_number(b, high))
    return made


@plant
def ties(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for table in chosen(country, chance):
        a, b = chance.choice([(a, b) for a, b in itertools.pairwise(table) if a["score"]["number"] > b["score"]["number"]])
        made.append(set_number(b["rank"], a["rank"]["number"]))
    return made


@plant
def gaps(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for table in chosen(country, chance):
        ranks = [r["rank"]["number"] for r in table]
        alone = [b for a, b in itertools.pairwise(ranks) if ranks.count(a) == 1 and a != b]  # behind a tie it is another style
        cut = chance.choice(alone)
        after = [r["rank"] for r in table if r["rank"]["number"] >= cut]
        made.append({key for row in after for key in set_number(row, row["number"] + 1)})
    return made


@plant
def ranking_style(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for (document, _, _), rows in country.tables().items():
        table = by_rank(rows)
        ranks = [r["rank"]["number"] for r in table]
        tied = [rank for rank in sorted(set(ranks)) if ranks.count(rank) == 2 and rank < ranks[-1]]
        if len(tied) < 2 or document.startswith("par-index"):
            continue
        marks: Marks = {r["rank"]["id"] for r in table}
        for r in table:
            if r["rank"]["number"] > tied[0]:
                set_number(r["rank"], r["rank"]["number"] - 1)
        made.append(marks)
    return made


@plant
def rank_of(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for table in chosen(country, chance):
        full = [r for r in table if "rank_of" in r]
        if full:
            row = chance.choice(full)
            total = (
                row["rank"]["number"] - 1 if row["rank"]["number"] > 5 and chance.random() < 0.5 else row["rank_of"]["number"] - 1
            )
            made.append(set_number(row["rank_of"], total))
    return made


@plant
def edition_size(country: Country, chance: random.Random) -> list[Marks]:
    rows = {(r["document"], r["criterion"]): r for r in country.where("rank_of", level="national")}  # the last one of each
    return [set_number(r, r["number"] - chance.choice((4, 7))) for r in chance.sample(list(rows.values()), MANY)]


@plant
def group_size(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for table in chosen(country, chance):
        totals = [r["rank_of"] for r in table if "rank_of" in r]
        if totals:
            made.append({key for row in totals for key in set_number(row, len(table) - 2.0)})
    return made


@plant
def maxima(country: Country, chance: random.Random) -> list[Marks]:
    return [set_number(r, r["number"] * chance.choice((0.9, 1.05, 2))) for r in chance.sample(country.where("max_score"), MANY)]


@plant
def parts_total(country: Country, chance: random.Random) -> list[Marks]:
    rows = [r for r in country.where("score", in_table=True, criterion="", level="national") if r["index"] != "papi"]
    return [set_number(r, round(r["number"] + chance.choice((-2, 0.5, 3)), 2)) for r in chance.sample(rows, MANY)]


@plant
def spread(country: Country, chance: random.Random) -> list[Marks]:
    return [set_number(r, round(r["number"] - 1.3, 2)) for r in country.where("spread")]


@plant
def mean(country: Country, chance: random.Random) -> list[Marks]:
    return [set_number(r, round(r["number"] * chance.choice((0.4, 0.95, 1.06)), 2)) for r in country.where("mean_score")]


@plant
def bands(country: Country, chance: random.Random) -> list[Marks]:
    return [set_number(r, r["number"] + chance.choice((-1, 1, 3))) for r in chance.sample(country.where("count"), MANY)]


@plant
def misplaced(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for (document, kind, _), table in list(country.tables().items()):
        if kind != "department" or "table" in document:
            continue
        row = chance.choice(list(table.values()))["score"]
        districts = country.where("score", document=document, subject_kind="district")
        amid = districts[len(districts) // 2]["start"]
        dims = {name: row[name] for name in ("index", "level", "province", "year", "subject", "subject_kind")}
        again = country.add(document, **dims, measure="score", number=round(row["number"] - 7.25, 2))
        again["start"] = again["value_start"] = amid + 1
        made.append({again["id"], row["id"]})
    return made


@plant
def years(country: Country, chance: random.Random) -> list[Marks]:
    made: list[Marks] = []
    for i, (document, paper) in enumerate(country.papers.items()):
        row = next(r for r in country.rows if r["document"] == document)
        if paper.decisions and i % 2:
            paper.decisions = [(number, day.replace(year=row["year"] - 1)) for number, day in paper.decisions]
        elif row["year"] < 2025:
            paper.title = paper.title.replace(str(row["year"]), str(row["year"] - 2))
        else:
            continue
        made.append({r["id"] for r in country.rows if r["document"] == document})
    return made


@plant
def decision(country: Country, chance: random.Random) -> list[Marks]:
    made: list[Marks] = []
    for document, paper in country.papers.items():
        if paper.decisions:
            number, day = paper.decisions[0]
            paper.decisions.append((number, date(day.year, 1, day.day + 1)))
            made.append({r["id"] for r in country.rows if r["document"] == document})
    return made


@plant
def nowhere(country: Country, chance: random.Random) -> list[Marks]:
    merged = sorted({p.name for p in provinces("63")} - {p.name for p in provinces("34")} - {"Thừa Thiên Huế"})
    every = [fold(name) for districts in facts("districts").values() for name in districts.values()]
    elsewhere = [name for name in facts("districts")["26"].values() if every.count(fold(name)) == 1]  # Vĩnh Phúc's
    made = []
    rows = list(country.where("rank", index="pii", criterion="", in_table=True))[:15]
    for row, name in zip(rows, chance.sample(merged, 15), strict=True):
        own = [r for r in country.rows if r["index"] == "pii" and r["subject"] == row["subject"]]
        for r in own:
            r["subject"] = name
        made.append({r["id"] for r in own})
    for document in [d for d in country.papers if "table" not in d and "news" not in d]:
        row = chance.choice(country.where("rank", document=document, subject_kind="district"))
        name = chance.choice(elsewhere)
        own = [r for r in country.rows if r["document"] == document and r["subject"] == row["subject"]]
        for r in own:
            r["subject"] = name
        made.append({r["id"] for r in own})
    return made


@plant
def coverage(country: Country, chance: random.Random) -> list[Marks]:
    made: list[Marks] = []
    for key in sorted({place(r) for r in country.rows if r["level"] == "national"}):
        subjects = sorted({r["subject"] for r in country.rows if place(r) == key and r["subject_kind"] == "province"})
        gone = set(chance.sample(subjects, 2))
        country.rows = [r for r in country.rows if place(r) != key or r["subject"] not in gone]
        made.append({key})
    return made


@plant
def jump(country: Country, chance: random.Random) -> list[Marks]:
    rows = [r for r in country.where("rank", in_table=True, criterion="", level="national") if r["year"] == 2023]
    low = [r for r in rows if r["number"] <= 12][:MANY]
    return [set_number(r, r["number"] + 45) for r in low]


@plant
def stale_copy(country: Country, chance: random.Random) -> list[Marks]:
    made: list[Marks] = []
    scores = {(r["document"], r["subject"], r["criterion"]): r for r in country.where("score", in_table=True)}
    for year in (2019, 2021, 2023):
        for index in ("dti", "papi", "par-index"):
            for criterion in ("", "Thể chế", "Hạ tầng"):
                pairs = [
                    (row, scores[before])
                    for (document, subject, c), row in scores.items()
                    if document == f"{index} {year} table"
                    and c == criterion
                    and (before := (f"{index} {year - 1} table", subject, c)) in scores
                ]
                taken = chance.sample(pairs, 25)
                made.append({(index, "", year, criterion)} if [set_number(row, old["number"]) for row, old in taken] else set())
    return made
