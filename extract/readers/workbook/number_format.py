"""Prints a cell's value as the sheet shows it: 3.31 with format ``0.000`` is ``3.310``, 0.8123 with ``0.0%`` is ``81.2%``."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_(?:.)|\*(?:.)')
_CORE = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
_DATE = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|a/p", re.I)
_LITERAL = "\ue000"  # stands for a literal while a format is taken apart


def show(value: object, pattern: str = "General") -> str:
    """``value`` under the number format ``pattern`` (Excel's language), with a decimal point; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return _moment(value, pattern)
    if isinstance(value, (int, float)):
        return _number(value, pattern)
    return str(value)


def _number(value: float, pattern: str) -> str:
    sections = _sections(pattern)
    index = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section, literals = _literals(sections[index])
    core = _CORE.search(section)
    if core is None or "General" in section or re.search(r"[eE][+-]|\?/", section):
        made = general(value)
        return made if section in ("", "@") or "eneral" in section or core else _restore(section, literals)
    places = core[0].partition(".")[2]
    scale = 100 if "%" in section else 1
    amount = Decimal(repr(abs(value) if index == 1 else value)) * scale
    amount = amount.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{abs(amount):,f}" if re.search(r"[0#?],[0#?]", core[0]) else f"{abs(amount):f}"
    for mark in reversed(places):
        if mark == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    whole, dot, rest = text.partition(".")
    whole = whole.rjust(core[0].partition(".")[0].count("0"), "0")
    text = whole + (dot + rest if rest else "")
    sign = "-" if amount < 0 else ""
    return (
        sign + _restore(section[: core.start()], literals) + text + _restore(section[core.end() :], literals, len(literals))
    ).strip()


def general(value: float) -> str:
    """A number as the format ``General`` shows it: whole numbers without a point, at most eleven digits else."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(f'{value:.10g}'):f}"


def _sections(pattern: str) -> list[str]:
    out, quoted, start = [], False, 0
    for i, c in enumerate(pattern):
        if c == '"':
            quoted = not quoted
        elif c == ";" and not quoted:
            out.append(pattern[start:i])
            start = i + 1
    return [*out, pattern[start:]]


def _literals(section: str) -> tuple[str, list[str]]:
    found: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literal = match[1] if match[1] is not None else match[2]
        if not literal:
            return ""
        found.append(literal)
        return _LITERAL

    return _TOKEN.sub(keep, section), found


def _restore(section: str, literals: list[str], total: int = 0) -> str:
    """Literals back in place; ``total`` is given for the part after the digits, whose literals are the last ones."""
    count = section.count(_LITERAL)
    chosen = iter(literals[total - count : total] if total else literals[:count])
    return "".join(next(chosen) if c == _LITERAL else c for c in section if c not in "?#@")


def _moment(value: datetime | date | time, pattern: str) -> str:
    section, _ = _literals(_sections(pattern)[0])
    if not _DATE.search(section) or "eneral" in section:
        if isinstance(value, datetime) and (value.hour or value.minute):
            return f"{value:%d/%m/%Y %H:%M}"
        return f"{value:%H:%M}" if isinstance(value, time) else f"{value:%d/%m/%Y}"
    out, last, hours = [], 0, False
    for match in _DATE.finditer(section):
        out += [section[last : match.start()], _part(value, match[0].lower(), hours)]
        hours = match[0][0] in "hH"
        last = match.end()
    return "".join([*out, section[last:]]).replace(_LITERAL, "").strip(" ;@")


def _part(value: datetime | date | time, token: str, hours: bool) -> str:
    if token[0] == "m" and (hours or isinstance(value, time)):
        return f"{getattr(value, 'minute', 0):0{len(token)}d}"
    key = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}.get(token[0], "")
    number = int(getattr(value, key, 0))
    if token == "yy":
        return f"{number % 100:02d}"
    return f"{number:0{min(len(token), 2)}d}" if token[0] != "y" else str(number)
