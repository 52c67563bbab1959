"""Numbered official documents: number as written and normalised, date, issuer, and whether it approves the results.

Numbers are built by Decree 30/2020/NĐ-CP, annex I: running number, sometimes the year, type and issuer ("3192/QĐ-UBND",
"25/2016/QĐ-UBND", "48-NQ/TU" for the Party's).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from extract.lexicon import vocabulary
from extract.mentions.decision_date import date_of, is_own_number
from extract.observation import Decision
from extract.text.clean import fold

_TYPES = "QĐ|QÐ|QD|NQ|CT|KH|BC|TB|CV|TTr|TTR|TT|NĐ|NÐ|ND|HD|CTr|CTR|KL|ĐA|PA|TTLT|HĐ|GM|CĐ|L|PL|VBHN|QyĐ"
_ISSUER = r"[A-ZĐÐ][A-ZĐÐa-z]*(?:[-.&]?[A-ZĐÐ][A-Za-zĐÐđ]*){0,4}"
# 3192/QĐ-UBND · 25/2016/QĐ-UBND · 1188 / KH - UBND · 3032/VPUBND-TH · 410/QĐBNV · 3192QĐ-UBND (the slash lost)
_STATE = re.compile(
    rf"(?<![\w/.,-])(\d{{1,5}}[a-z]?)\s?(/\s?(?:(?:19|20)\d\d)\s?)?(/?)\s?((?:{_TYPES})\s?[-–]\s?{_ISSUER}(?:\s?[-–]\s?[A-ZĐ]{{1,6}}\d?)?|(?:{_TYPES})/{_ISSUER}"
    rf"|[A-ZĐÐ]{{2,10}}\s?[-–]\s?[A-ZĐ][A-ZĐa-z&]{{0,9}}(?:\.[A-ZĐ]{{1,6}})?)(?![\w])"
)
_PARTY = re.compile(rf"(?<![\w/.,-])(\d{{1,4}})\s?[-–]\s?((?:{_TYPES})\s?/\s?{_ISSUER}(?:-{_ISSUER})?)(?![\w])")


def normalise(number: str) -> str:
    """The comparable form: no blanks, upper case, Đ for Ð, the slash restored, no leading zeros."""
    compact = re.sub(r"\s+", "", number).upper().replace("Ð", "Đ").replace("–", "-").lstrip("0")
    compact = re.sub(r"(?<![A-ZĐ])QD(?![A-ZĐ])", "QĐ", compact)
    return re.sub(r"^(\d+)(?=[A-ZĐ]{2})", r"\1/", compact)


def find_decisions(text: str, province: str | None = None) -> list[Decision]:
    """All numbered documents of ``text``, one a number: its first naming, with the first date given to any of its namings.

    A later naming with another date stands beside it: which one is right is not for the reader to say.
    """
    found: dict[str, Decision] = {}
    otherwise: dict[tuple[str, date], Decision] = {}
    numbers = _numbers(text)
    for i, (start, end, number) in enumerate(numbers):
        normal = normalise(number)
        before = numbers[i - 1][1] if i else 0
        behind = numbers[i + 1][0] if i + 1 < len(numbers) else len(text)
        day = date_of(text, start, end, before, behind)
        issuer = _issuer(number, province)
        approves = _approves(text, start, end)
        known = found.get(normal)
        if known is None:
            found[normal] = Decision(number, normal, day, issuer, approves, start, end)
        elif (day and not known.date) or (approves and not known.approves):
            found[normal] = Decision(
                known.number, normal, known.date or day, issuer, known.approves or approves, known.start, known.end
            )
        if known and day and known.date not in (None, day):
            otherwise.setdefault((normal, day), Decision(number, normal, day, issuer, approves, start, end))
    return [*found.values(), *otherwise.values()]


def _numbers(text: str) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for match in _PARTY.finditer(text):
        spans.append((match.start(), match.end(), re.sub(r"\s+", "", match.group())))
    party = list(spans)
    for match in _STATE.finditer(text):
        behind = bisect_left(party, (match.end(),))
        if behind and match.start() < party[behind - 1][1]:
            continue
        code = match[4]
        if code.startswith("GP"):
            continue  # a site's licence, in every footer
        typed = re.match(rf"(?:{_TYPES})(?![A-ZĐa-z])", code) is not None
        if not match[3] and not (typed and re.match(r"(?:QĐ|QÐ|NQ|KH|CT|TB|BC)", code)):
            continue  # without a slash only the commonest types are believed
        number = re.sub(r"\s+", "", match.group())
        spans.append((match.start(), match.end(), number))
    return sorted(spans)


def _issuer(number: str, province: str | None) -> str | None:
    code = re.split(r"[-/]", number.replace("Ð", "Đ"))[-1]
    named: dict[str, str] = vocabulary("issuers")["codes"]
    if code in named:
        return named[code]
    local: dict[str, str] = vocabulary("issuers")["local"]
    if code in local and province:
        return local[code].format(province=province)
    return None


def _approves(text: str, start: int, end: int) -> bool:
    """Whether the words around say that this document approves or announces results; "Căn cứ …" only cites."""
    words = vocabulary("issuers")
    line = text.rfind("\n", 0, start) + 1
    before = fold(text[max(line, start - 160) : start])
    sentence = max(before.rfind(". "), before.rfind("; "), -1)
    before = before[sentence + 1 :]
    if any(word in before for word in words["cites"]):
        return False
    if any(before.rstrip().endswith(word) for word in words["according"]):
        return True
    if is_own_number(text, start):
        return any(word in fold(text[end : end + 900]) for word in words["approves"])
    stop = re.search(r"[;\n]|\.\s", text[end : end + 260])
    behind = fold(text[end : end + (stop.start() if stop else 260)])
    if any(word in behind for word in words["plans"]):
        return False
    return any(word in behind or word in before[-90:] for word in words["approves"]) and any(
        word in behind + before for word in words["results"]
    )
