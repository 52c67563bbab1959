"""Dates as portals print them."""

from __future__ import annotations

import re
from datetime import date

_FORMS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>(?:19|20)\d\d)(?!\d)"
    r"|ngày\s+(?P<d3>\d{1,2})\s+tháng\s+(?P<m3>\d{1,2})\s+năm\s+(?P<y3>(?:19|20)\d\d)",
    re.IGNORECASE,
)


def find_date(text: str) -> date | None:
    """The first possible date in ``text``: 2024-05-01, 01/05/2024, 1.5.2024, ngày 1 tháng 5 năm 2024; 1/1/0001 is none."""
    for match in _FORMS.finditer(text[:20_000]):
        year, month, day = (
            int(match[a] or match[b] or match[c]) for a, b, c in (("y", "y2", "y3"), ("m", "m2", "m3"), ("d", "d2", "d3"))
        )
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None
