"""Writes ``extract/vocabulary/districts.yaml`` from the package vietnamadminunits (MIT): districts as of 30 June 2025."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import vietnamadminunits

DATABASE = Path(vietnamadminunits.__file__).parent / "data" / "dataset.db"
TARGET = Path(__file__).parents[1] / "extract" / "vocabulary" / "districts.yaml"
QUERY = """SELECT DISTINCT provinceShort, districtType, districtShort, provinceCode, districtCode
           FROM admin_units_legacy WHERE district IS NOT NULL ORDER BY provinceCode, districtCode"""


def main() -> None:
    """One line a province: its short name and its districts with their kinds."""
    lines = [
        "# Districts of the 63 provinces as of 30 June 2025, after which the district level was abolished.",
        "# Source: package vietnamadminunits 1.0.4 (MIT), made by scripts/make_districts.py; official order.",
    ]
    provinces: dict[str, list[str]] = {}
    with sqlite3.connect(DATABASE) as connection:
        for province, kind, short, _, _ in connection.execute(QUERY):
            name = f"quận {short}" if short.isdigit() else f"{kind.lower()} {short}"
            # the package names the province as of 2025; its name was Thừa Thiên Huế until 31 December 2024
            owner = "Thừa Thiên Huế" if province == "Huế" else province
            provinces.setdefault(owner, []).append(name)
    for province, names in provinces.items():
        listed = ", ".join(f'"{name}"' for name in names)
        lines.append(f"{province}: [{listed}]")
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
