"""The data package around the tables: ``datapackage.json`` (Frictionless), the codebook, and a note on licence and sources."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from extract.language import LANGS, Lang, day
from store.export.tables import Scope, Table
from store.models import Capture, Document, Observation, Setting, Source

TITLE = "xephang: rankings of Vietnam's provinces, every value with its evidence"
KINDS: dict[str, dict[str, str]] = {"datetime": {"format": "%Y-%m-%dT%H:%M:%SZ"}}


@cache
def texts(lang: Lang) -> dict[str, str]:
    """What a package says about itself."""
    made: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("package.yaml").read_text("utf-8"))
    return made[lang]


def write(engine: Engine, directory: Path, files: Sequence[Path], tables: Sequence[Table], scope: Scope) -> list[Path]:
    """``datapackage.json``, ``codebook.csv`` and ``README.md`` beside the tables."""
    with Session(engine) as session:
        demo = session.get(Setting, "demo") is not None
        sources = _sources(session)
    paths = [(table, directory / f"{table.name}.csv") for table in tables]
    resources = [_resource(table, path) for table, path in paths if path in files]
    release = version("xephang")
    if resources:  # the same data, the same version
        digest = hashlib.sha256("".join(str(r["hash"]) for r in resources).encode()).hexdigest()
        release = f"{release}+{digest[:12]}"
    readme, descriptor = directory / "README.md", directory / "datapackage.json"
    said = {lang: _said(lang, demo, release, scope) for lang in LANGS}
    listed = "\n".join(f"- {s['title']}{' <' + s['path'] + '>' if 'path' in s else ''}" for s in sources)
    readme.write_text("# xephang\n\n" + "\n\n".join([*said["vi"], *said["en"], listed]).strip() + "\n", "utf-8")
    content = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "xephang",
        "title": TITLE,
        "description": " ".join(said["en"]),
        "version": release,
        "division": scope.division,
        **({"indexes": list(scope.indexes)} if scope.indexes else {}),
        **({"years": list(scope.years)} if scope.years else {}),
        **({"asOf": scope.as_of.date().isoformat()} if scope.as_of else {}),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0",
            }
        ],
        "contributors": [{"title": "The xephang authors", "roles": ["author"]}],
        **({"sources": sources} if sources else {}),
        "resources": resources,
    }
    descriptor.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [readme, _codebook(directory, tables), descriptor]


def _said(lang: Lang, demo: bool, release: str, scope: Scope) -> list[str]:
    t = texts(lang)
    made = [t["note"], t["cite"].format(title=TITLE, version=release), t[f"division_{scope.division}"]]
    if scope.as_of:
        made.append(t["as_of"].format(day=day(scope.as_of, lang)))
    if scope.indexes or scope.years:
        years = "–".join(str(y) for y in scope.years) if scope.years else t["every_year"]
        made.append(t["narrowed"].format(indexes=", ".join(scope.indexes) or t["every_index"], years=years))
    return [f"**{t['demo']}**", *made] if demo else made


def _sources(session: Session) -> list[dict[str, Any]]:
    """The sites that the figures come from."""
    used = (
        select(Capture.source_id)
        .join(Document, col(Document.capture_id) == Capture.id)
        .where(col(Document.id).in_(select(Observation.document_id)))
    )
    query = select(Source.name_en, Source.hosts).where(col(Source.id).in_(used)).order_by(col(Source.id))
    return [{"title": name, **({"path": f"https://{hosts[0]}/"} if hosts else {})} for name, hosts in session.exec(query)]


def _codebook(directory: Path, tables: Sequence[Table]) -> Path:
    path = directory / "codebook.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "column", "type", "vi", "en"])
        for table in tables:
            writer.writerows([table.name, c.name, c.kind, c.vi, c.en] for c in table.columns)
    return path


def _resource(table: Table, path: Path) -> dict[str, object]:
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
                {"name": c.name, "type": c.kind, **KINDS.get(c.kind, {}), "title": c.vi, "description": c.en}
                for c in table.columns
            ],
            "missingValues": [""],
        },
    }
