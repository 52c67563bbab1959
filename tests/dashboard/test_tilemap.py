"""The tile map has a tile for every province of both divisions, and lays the 63 on the 34 without computing values."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.components.geomap import names
from dashboard.components.tilemap import RENAMED, merged, positions
from store.units import provinces


@pytest.mark.parametrize("division", ["63", "34"])
def test_every_province_has_one_tile_and_one_outline(division: str) -> None:
    tiles = positions(division)
    wanted = {RENAMED.get(p.name, p.name) for p in provinces(division)}  # type: ignore[arg-type]
    assert set(tiles["subject"]) == wanted == set(names(division))
    assert not tiles.duplicated(["row", "column"]).any()


def test_merged_provinces_show_the_range_of_their_parts() -> None:
    values = pd.DataFrame(
        [
            ("Lào Cai", 3.0, "3", "✓", 1),
            ("Yên Bái", 40.0, "40", "≠", 2),
            ("Hà Nội", 5.0, "5", "", 3),
            ("Thừa Thiên Huế", 7.5, "7,5", "?", 4),
        ],
        columns=["subject", "value", "label", "signs", "observation_id"],
    )
    made = merged(values, 2023, "vi").set_index("subject")
    assert made.loc["Lào Cai", "label"] == "3–40"
    assert made.loc["Lào Cai", "signs"] == "≠"
    assert pd.isna(made.loc["Lào Cai", "observation_id"])
    assert made.loc["Hà Nội", "observation_id"] == 3
    assert made.loc["Thừa Thiên Huế", "signs"] == "?"
