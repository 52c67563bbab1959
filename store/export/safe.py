"""Cells that a spreadsheet would run as a formula are defused."""

from __future__ import annotations

from datetime import date, datetime

STARTS = ("=", "+", "-", "@", "\t", "\r")


def defuse(value: object) -> object:
    """Text that begins like a formula gets an apostrophe in front; numbers and dates stay what they are."""
    if isinstance(value, str) and value.startswith(STARTS):
        return f"'{value}"
    return value


def plain(value: object) -> object:
    """A value as text formats write it: dates in ISO 8601, booleans as true and false, whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def bare(cell: str) -> str:
    """A cell without the apostrophe that :func:`defuse` put in front of it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS) else cell
