"""The data package around the tables: ``datapackage.json`` (Frictionless), the codebook, and a note on licence and sources."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from store.export.tables import TABLES, Table
from store.models import Setting

NOTE_EN = (
    "Figures are facts published by the bodies named in each row; cite them with their address. The arrangement of this data set is licensed "
    "CC-BY-4.0. Every value leads to the observation it was chosen from; values marked contradicted rest on sources that disagree."
)
NOTE_VI = (
    "Số liệu là sự kiện do các cơ quan ghi ở từng dòng công bố; khi dùng, xin dẫn địa chỉ của chúng. Cách sắp xếp bộ dữ liệu theo giấy phép "
    "CC-BY-4.0. Mỗi giá trị dẫn về quan sát đã được chọn; giá trị ghi contradicted dựa trên các nguồn mâu thuẫn nhau."
)
DEMO_EN = "DEMONSTRATION: these figures come from replica portals; do not cite."
DEMO_VI = "BẢN TRÌNH DIỄN: số liệu lấy từ các cổng mô phỏng; không trích dẫn."


def write(engine: Engine, directory: Path, files: list[Path], as_of: datetime | None) -> list[Path]:
    """``datapackage.json``, ``codebook.csv`` and ``README.md`` beside the tables."""
    with Session(engine) as session:
        demo = session.get(Setting, "demo") is not None
    readme = directory / "README.md"
    parts = [*((f"**{DEMO_VI}**", f"**{DEMO_EN}**") if demo else ()), NOTE_VI, NOTE_EN]
    readme.write_text("# xephang\n\n" + "\n\n".join(parts) + "\n", "utf-8")
    codebook = _codebook(directory)
    descriptor = directory / "datapackage.json"
    content = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "xephang",
        "title": "xephang: rankings of Vietnam's provinces, every value with its evidence",
        "description": (DEMO_EN + " " if demo else "") + NOTE_EN,
        "version": version("xephang"),
        **({"asOf": as_of.date().isoformat()} if as_of else {}),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0",
            }
        ],
        "resources": [
            _resource(table, directory / f"{table.name}.csv") for table in TABLES if (directory / f"{table.name}.csv") in files
        ],
    }
    descriptor.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [readme, codebook, descriptor]


def _codebook(directory: Path) -> Path:
    path = directory / "codebook.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "column", "type", "vi", "en"])
        for table in TABLES:
            writer.writerows([table.name, c.name, c.kind, c.vi, c.en] for c in table.columns)
    return path


def _resource(table: Table, path: Path) -> dict[str, object]:
    kinds = {"datetime": {"format": "%Y-%m-%dT%H:%M:%SZ"}}
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table.name,
        "type": "table",
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": table.en,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [
                {"name": c.name, "type": c.kind, **kinds.get(c.kind, {}), "title": c.vi, "description": c.en}
                for c in table.columns
            ],
            "missingValues": [""],
        },
    }
