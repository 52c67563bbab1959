"""The watched sites, one YAML each: a new portal is a new file here and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from crawler.fixture import EXPECTED, differences
from crawler.source import SourceSpec
from extract.errors import SourceError
from extract.gazetteer import provinces
from extract.observation import Index
from store.home import Home

FOLDER = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a declared source."""

    source: str
    vi: str
    en: str

    def say(self, lang: str) -> str:
        """The problem in ``lang`` (``vi`` or ``en``)."""
        return self.vi if lang == "vi" else self.en


def read(path: Path) -> SourceSpec:
    """The source that a YAML declares.

    Raises:
        SourceError: malformed YAML or an entry that the schema refuses; names file and entry.
    """
    try:
        return SourceSpec.model_validate({**yaml.load(path.read_text("utf-8"), LOADER), "id": path.stem})  # noqa: S506 - a safe one
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SourceError(
            f"Nguồn {path.name}, mục {where}: {first['msg']}", f"Source {path.name}, entry {where}: {first['msg']}"
        ) from error
    except (yaml.YAMLError, TypeError, ValueError, RecursionError) as error:
        raise SourceError(
            f"Nguồn {path.name} không phải YAML đúng: {error}", f"Source {path.name} is no proper YAML: {error}"
        ) from error


def folders() -> tuple[Path, ...]:
    """Where sources are declared: this folder, and ``sources`` in the user's own home."""
    return FOLDER, Home.from_env().root / "sources"


def load_all() -> dict[str, SourceSpec]:
    """Every declared source by id; one of the user's own replaces ours of the same id.

    Raises:
        SourceError: one of the files is wrong.
    """
    found: dict[str, SourceSpec] = {}
    for folder in folders():
        found |= _load(folder, folder.stat().st_mtime_ns if folder.is_dir() else 0)
    return found


@cache
def _load(folder: Path, changed: int) -> dict[str, SourceSpec]:
    return {path.stem: read(path) for path in sorted(folder.glob("*.yaml"))}


def check(folder: Path | None = None) -> list[Problem]:
    """Everything that is wrong with the declared sources (or with those of ``folder``), offline: schema, names, hosts declared twice, successors."""
    problems: list[Problem] = []
    specs: dict[str, SourceSpec] = {}
    for path in [path for place in ([folder] if folder else folders()) for path in sorted(place.glob("*.yaml"))]:
        try:
            specs[path.stem] = read(path)
        except SourceError as error:
            problems.append(Problem(path.stem, error.vi, error.en))
    hosts: dict[str, str] = {}
    for key, spec in specs.items():
        for host in spec.hosts:
            other = hosts.setdefault(host, key)
            if other != key:
                problems.append(
                    Problem(key, f"máy chủ {host} đã có ở nguồn {other}", f"host {host} is already declared by {other}")
                )
        problems.extend(_check_one(key, spec, set(specs)))
    return problems


def check_fixtures(folder: Path | None = None) -> list[Problem]:
    """What the kept sample pages of the sources say otherwise than is read from them, or what nobody has filled in yet."""
    problems: list[Problem] = []
    for place in [folder] if folder else folders():
        for fixture in sorted(path.parent for path in place.glob(f"fixtures/*/{EXPECTED}")):
            try:
                for name, wanted, got in differences(fixture):
                    problems.append(
                        Problem(
                            fixture.name,
                            f"mẫu, mục {name}: cần {wanted}, đọc được {got}",
                            f"fixture, {name}: expected {wanted}, read {got}",
                        )
                    )
            except SourceError as error:
                problems.append(Problem(fixture.name, error.vi, error.en))
    return problems


def _check_one(key: str, spec: SourceSpec, known: set[str]) -> list[Problem]:
    found: list[Problem] = []
    if spec.province is not None and spec.province not in provinces():
        found.append(Problem(key, f"không có tỉnh {spec.province}", f"there is no province {spec.province}"))
    if spec.successor is not None and spec.successor not in known:
        found.append(
            Problem(key, f"chưa khai báo nguồn kế tiếp {spec.successor}", f"its successor {spec.successor} is not declared")
        )
    if spec.kind == "portal" and spec.province is None:
        found.append(Problem(key, "cổng thông tin phải có tỉnh", "a portal needs a province"))
    found += [
        Problem(key, f"không có chỉ số {index}", f"there is no index {index}")
        for index in spec.primary_for
        if index not in set(Index)
    ]
    for entry in spec.entries:
        outside = entry.address.startswith("http") and not any(f"//{host}" in entry.address for host in spec.hosts)
        if outside and entry.kind != "wayback":
            found.append(
                Problem(key, f"{entry.address} nằm ngoài các máy chủ đã khai báo", f"{entry.address} is outside its hosts")
            )
        if entry.kind == "search" and "{keyword}" not in entry.address:
            found.append(Problem(key, f"{entry.address} thiếu {{keyword}}", f"{entry.address} lacks {{keyword}}"))
    return found
