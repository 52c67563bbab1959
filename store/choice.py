"""The choice among the observations of one cell: which one to believe, why, and who says otherwise.

Rules, in this order: the approving decision's document over others; the primary publisher over a retelling; a table over prose; a higher
grade over a lower; what more independent documents say; the later document. Copies of one text count once. A value that is another one
rounded or cut agrees with it.
"""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

from extract.text.clean import fold

GRADES = {"sure": 2, "inherited": 1, "uncertain": 0}


class Candidate(NamedTuple):
    """One observation with what the rules look at."""

    id: int
    kind: str
    number: float | None
    label: str | None
    raw: str
    grade: str
    in_table: bool
    text: int  # the document, or the first copy of its text
    approving: bool
    primary: bool
    published: date | None


class Choice(NamedTuple):
    """The chosen observation with the number of independent documents for and against it, and the rule that chose."""

    chosen: Candidate
    support: int
    dissent: int
    state: str
    reason: str


def choose(candidates: list[Candidate]) -> Choice:
    """The one to believe among the observations of one cell (at least one)."""
    if len(candidates) == 1:
        return Choice(candidates[0], 1, 0, "single", "only")
    documents = [{o.text for o in candidates if agrees(c, o)} for c in candidates]

    def rank(i: int) -> tuple[object, ...]:
        c = candidates[i]
        return (c.approving, c.primary, c.in_table, GRADES[c.grade], len(documents[i]), c.published or date.min, -c.id)

    best = max(range(len(candidates)), key=rank)
    chosen, support = candidates[best], len(documents[best])
    others = [c for c in candidates if not agrees(chosen, c)]
    against = {o.text for o in others}
    dissent = len(against - documents[best]) or len(against)
    state = "contradicted" if others else "confirmed" if support > 1 else "single"
    return Choice(chosen, support, dissent, state, _reason(chosen, others, support))


def _reason(chosen: Candidate, others: list[Candidate], support: int) -> str:
    """The first rule that set the chosen one apart from those that say otherwise."""
    if not others:
        return "only" if support == 1 else "agreement"
    rules = [
        ("decision", chosen.approving and not all(o.approving for o in others)),
        ("primary", chosen.primary and not all(o.primary for o in others)),
        ("table", chosen.in_table and not all(o.in_table for o in others)),
        ("grade", any(GRADES[o.grade] < GRADES[chosen.grade] for o in others)),
        ("majority", support > 1),
        ("later", any((o.published or date.min) < (chosen.published or date.min) for o in others)),
    ]
    return next((name for name, holds in rules if holds), "first")


def agrees(a: Candidate, b: Candidate) -> bool:
    """Whether two observations say the same."""
    return same_value(a.number, a.label, a.raw, b.number, b.label, b.raw)


def same_value(
    number: float | None, label: str | None, raw: str, other_number: float | None, other_label: str | None, other_raw: str
) -> bool:
    """Whether two values are one, or one is the other rounded or cut to fewer decimals."""
    if label is not None or other_label is not None:
        return label is not None and other_label is not None and fold(label) == fold(other_label)
    if number is None or other_number is None:
        return number == other_number
    if math.isclose(number, other_number, rel_tol=0, abs_tol=1e-9):
        return True
    digits = min(decimals(raw), decimals(other_raw))
    if digits == 0:
        return False
    scale = 10**digits
    fewer = decimals(raw) != decimals(other_raw)  # two values of one precision are two values
    cut = (
        fewer
        and math.floor(abs(number) * scale + 1e-9) == math.floor(abs(other_number) * scale + 1e-9)
        and number * other_number > 0
    )
    return cut or (fewer and abs(number - other_number) <= 0.5 / scale + 1e-9)


def decimals(raw: str) -> int:
    """How many decimals a value as written has."""
    for sign in ",.":
        head, found, tail = raw.strip(" %").rpartition(sign)
        if found and head and tail.isdigit():
            return len(tail)
    return 0
