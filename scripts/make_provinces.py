"""Writes ``store/units/provinces.yaml`` and ``store/units/districts.yaml`` from the package vietnamadminunits (MIT)."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import vietnamadminunits

DATA = Path(vietnamadminunits.__file__).parent / "data"
TARGET = Path(__file__).parents[1] / "store" / "units"
SOURCE = "# Source: package vietnamadminunits 1.0.4 (MIT), written by scripts/make_provinces.py"
FORMER_NAME = {"Huế": "Thừa Thiên Huế"}  # the package has the name of 2025; the province became a city on 1 January 2025


def main() -> None:
    """Both divisions with official codes and who became whom; the districts with their codes."""
    became = {
        old: new
        for new, olds in json.loads((DATA / "converter_2025.json").read_text("utf-8"))["DICT_PROVINCE"].items()
        for old in olds
    }
    with sqlite3.connect(DATA / "dataset.db") as connection:
        select = "SELECT DISTINCT provinceKey, provinceShort, provinceCode FROM {} ORDER BY provinceCode"
        old = connection.execute(select.format("admin_units_legacy")).fetchall()
        new = connection.execute(select.format("admin_units")).fetchall()
        districts = connection.execute(
            "SELECT DISTINCT provinceCode, districtCode, district FROM admin_units_legacy WHERE district IS NOT NULL ORDER BY 1, 2"
        ).fetchall()
    names = {key: name for key, name, _ in new}
    lines = [
        "# Provinces: official code, name; of the 63 also the province of the 34 that they are in since 1 July 2025.",
        SOURCE,
        '"63":',
    ]
    lines += [f'  "{code}": {{name: {FORMER_NAME.get(name, name)}, successor: {names[became[key]]}}}' for key, name, code in old]
    lines += ['"34":', *(f'  "{code}": {{name: {name}}}' for _, name, code in new)]
    (TARGET / "provinces.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    lines = [
        "# Districts on 30 June 2025, the last day of the district level, by official codes of province and district.",
        SOURCE,
    ]
    for province in dict.fromkeys(row[0] for row in districts):
        listed = ", ".join(f'"{code}": {name}' for owner, code, name in districts if owner == province)
        lines.append(f'"{province}": {{{listed}}}')
    (TARGET / "districts.yaml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
