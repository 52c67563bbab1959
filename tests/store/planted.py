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
    rows = [r for r in country.where("score", in_table=False) + country.where("rank", in_table=False) if r["index"] != "sipas"]
    return [set_number(r, r["number"] + 3) for r in chance.sample(rows, MANY)]


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
def score_change(country: Country, chance: random.Random) -> list[Marks]:
    means = country.where("score_change", criterion="mean")
    rows = means + chance.sample(country.where("score_change", criterion=""), MANY)
    # by more than makes it a true change in per cent, of the score or of the percentage
    return [set_number(r, round(r["number"] + (7.3 if r["number"] >= 0 else -7.3), 2)) for r in rows]


@plant
def sign(country: Country, chance: random.Random) -> list[Marks]:
    ranks = [r for r in country.where("rank_change") if r["number"]]
    scores = [r for r in country.where("score_change", criterion="") if abs(r["number"]) >= 0.1]
    return [set_number(r, -r["number"]) for r in chance.sample(ranks, MANY) + chance.sample(scores, MANY)]


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
def maxima_total(country: Country, chance: random.Random) -> list[Marks]:
    totals = [r for r in country.where("max_score", criterion="", level="national") if r["index"] != "papi"]
    whole = {r["document"] for r in totals if r["year"] == 2020}  # a misprinted head of a table
    made = [set_number(r, r["number"] - 5) for r in chance.sample([r for r in totals if r["document"] not in whole], MANY)]
    for document in sorted(whole):
        made.append({key for r in totals if r["document"] == document for key in set_number(r, r["number"] - 2)})
    return made


@plant
def parts_total(country: Country, chance: random.Random) -> list[Marks]:
    rows = [
        r for r in country.where("score", in_table=True, criterion="", level="national") if r["index"] not in ("papi", "sipas")
    ]
    return [set_number(r, round(r["number"] + chance.choice((-2, 0.5, 3)), 2)) for r in chance.sample(rows, MANY)]


@plant
def spread(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for row in country.where("spread"):
        scores = [r["number"] for r in country.where("score", document=row["document"])]
        pairs = {round(a - b, 2) for a in scores for b in scores}  # a spread that some pair makes may be that of a block
        wrong = next(w for by in (1.3, 0.37, 2.17, 3.41) if (w := round(row["number"] - by, 2)) not in pairs)
        made.append(set_number(row, wrong))
    return made


@plant
def mean(country: Country, chance: random.Random) -> list[Marks]:
    return [set_number(r, round(r["number"] * chance.choice((0.4, 0.95, 1.06)), 2)) for r in country.where("mean_score")]


@plant
def bands(country: Country, chance: random.Random) -> list[Marks]:
    return [set_number(r, r["number"] + chance.choice((-1, 1, 3))) for r in chance.sample(country.where("count"), MANY)]


@plant
def band_total(country: Country, chance: random.Random) -> list[Marks]:
    counts = {r["document"]: r for r in country.where("count") if r["number"] > 2}  # one of each document
    return [set_number(r, r["number"] + chance.choice((-1, 2, 5))) for r in counts.values()]


@plant
def extremes(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for row in [r for r in country.where("rank", index="sipas", criterion="", among="") if "table" in r["document"]]:
        scores = country.where("score", document=row["document"])
        scores.sort(key=lambda r: -r["number"])
        row["subject"] = scores[chance.randint(5, 40)]["subject"]
        for total in country.where("rank_of", document=row["document"]):
            total["subject"] = row["subject"] if row["number"] > 1 else total["subject"]
        made.append({row["id"]})
    return made


@plant
def repeats(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    for document in [d for d in country.papers if d.startswith("sipas") and "news" in d]:
        first, last = chance.sample(country.where("rank", document=document, criterion="", among=""), 2)
        made += [set_number(first, 1.0), set_number(last, 63.0)]
    return made


@plant
def uniform(country: Country, chance: random.Random) -> list[Marks]:
    made = []
    subjects = {(r["document"], r["subject"]) for r in country.where("rank", index="sipas") if r["criterion"]}
    for document, subject in chance.sample(sorted(subjects), MANY):
        rows = [r for r in country.where("rank", document=document, subject=subject) if r["criterion"]]
        made.append({key for row in rows for key in set_number(row, rows[0]["number"])})
    return made


@plant
def outside(country: Country, chance: random.Random) -> list[Marks]:
    rows = [r for r in country.rows if r["among"]]
    names = sorted({r["among"] for r in rows})
    made = []
    for row in chance.sample(rows, MANY):
        row["among"] = chance.choice([name for name in names if name != row["among"]])
        made.append({row["id"]})
    for document in [d for d in country.papers if d.startswith(("Lào Cai", "Sơn La")) and "news" not in d]:
        row = chance.choice(country.where("rank", document=document, subject_kind="district"))
        row["among"] = "cơ quan ngành dọc"
        made.append({row["id"]})
    return made


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
            if "news" in document:
                paper.decisions = [(number, date(day.year, 1, day.day + 2))]  # the paper itself says otherwise
            else:
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
    for row in country.where("rank", subject="Sở số 7")[:15]:
        row["subject"] = "Sở Nông nghiệp và Môi trường"  # there since 2025
        made.append({row["id"]})
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
    ranks = {(r["document"], r["subject"]): r for r in country.where("rank", in_table=True, criterion="", level="national")}
    for year in (2020, 2022):
        for (document, subject), row in ranks.items():
            if document == f"dti {year} table":
                set_number(row, ranks[f"dti {year - 1} table", subject]["number"])
        made.append({("dti", "", year, "||rank")})
    return made


@plant
def frozen(country: Country, chance: random.Random) -> list[Marks]:
    scores = {(r["year"], r["subject"]): r for r in country.where("score", index="sipas")}
    made = []
    for subject in chance.sample(sorted({subject for _, subject in scores}), MANY):
        first = chance.choice((2018, 2019, 2020, 2021))
        run = [scores[year, subject] for year in range(first, first + 3)]
        made.append({key for row in run for key in set_number(row, int(run[0]["number"]) + 0.37)})
    return made
