"""What failed and is not solved, as a table."""

from __future__ import annotations

import pandas as pd

from dashboard.components import address
from dashboard.components.download import Whole, whole_button
from dashboard.components.table import table
from dashboard.queries import documents
from extract.language import Texts

ROWS = 20  # on one page


def failed(t: Texts, now: int, total: int) -> None:
    """One page of the unsolved failures, latest first; the page is the address's parameter ``failed``."""
    at = address.turn("failed", -(-total // ROWS), t)

    def told_of(rows: pd.DataFrame) -> pd.DataFrame:
        """The failures in words: what the table shows, and its file."""
        return pd.DataFrame(
            {
                "when": rows["at"],
                "source": rows[f"name_{t.lang}"].fillna(""),
                "stage": [t(f"stage.{s}") for s in rows["stage"]],
                "message": [address.public(m) for m in rows[f"message_{t.lang}"]],
                "address": [address.public(u) for u in rows["url"]],
            }
        )

    names = {name: t(f"sources.{name}") for name in ("when", "message", "stage", "address")}
    titles = {"when": names["when"], "source": t("word.source"), **names}
    table(told_of(documents.failures(now, (at - 1) * ROWS, ROWS)), titles, t("sources.failed"), t.lang)
    whole_button(Whole(documents.whole_failures(), total, told_of), "failures", t)
