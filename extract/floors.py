"""Floors under the scores: pinned per corpus with the SHA-256 of what was measured; only an explicit flag lowers one."""

from __future__ import annotations

from pathlib import Path

import yaml

from extract.errors import UsageError, VocabularyError

FILE = Path(__file__).with_name("floors.yaml")
Floors = dict[str, dict[str, object]]


def load(path: Path = FILE) -> Floors:
    """The pinned corpora: name to ``sha256`` and ``floors`` (figure to its least value, 0-1).

    Raises:
        VocabularyError: the file is missing or is no YAML mapping.
    """
    try:
        pinned = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise VocabularyError(f"Không đọc được {path.name}: {error}", f"Cannot read {path.name}: {error}") from error
    if not isinstance(pinned, dict):
        raise VocabularyError(f"{path.name} không phải là bảng khóa", f"{path.name} is no mapping")
    return pinned


def undercut(pinned: dict[str, float], figures: dict[str, float]) -> dict[str, tuple[float, float]]:
    """The figures below their floors: name to (floor, figure). A figure that is no longer measured counts as 0."""
    return {name: (floor, figures.get(name, 0.0)) for name, floor in pinned.items() if figures.get(name, 0.0) < floor}


def pin(corpus: str, digest: str, figures: dict[str, float], lower: bool = False, path: Path = FILE) -> None:
    """Raise the corpus's floors to ``figures``; ``lower`` lets them sink too.

    Raises:
        UsageError: a floor would sink, or the corpus is another than the one measured before, and ``lower`` is not given.
    """
    pinned = load(path) if path.exists() else {}
    known = pinned.get(corpus, {})
    before = known.get("floors", {})
    assert isinstance(before, dict)
    sunk = undercut(before, figures)
    if not lower and (sunk or known.get("sha256", digest) != digest):
        names = ", ".join(sorted(sunk)) or "sha256"
        raise UsageError(
            f"{corpus}: mức sàn sẽ bị hạ hoặc ngữ liệu đã đổi ({names}); chỉ hạ khi có cờ --lower",
            f"{corpus}: a floor would sink or the corpus has changed ({names}); only --lower allows it",
        )
    pinned[corpus] = {"sha256": digest, "floors": dict(sorted(figures.items()))}
    head = "# Least values (0-1) that the extraction reaches on each corpus; written by `python -m extract.pin`, compared by the tests.\n"
    path.write_text(head + yaml.safe_dump(pinned, allow_unicode=True), "utf-8")
