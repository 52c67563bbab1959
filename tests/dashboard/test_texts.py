from __future__ import annotations

import re
from pathlib import Path

from dashboard.components.words import TEXTS
from dashboard.queries.sources import HEALTH
from extract.language import load
from extract.observation import Measure
from store.checks import rules

SOURCES = list(Path(TEXTS).parent.rglob("*.py"))
FILLED = {  # families whose last part is data
    "measure": [m.value for m in Measure],
    "state": ["single", "confirmed", "contradicted", "corrected"],
    "severity": ["error", "warning", "note"],
    "health": list(HEALTH),
    "rule": list(rules()),
}  # fmt: skip
PREFIX = re.compile(
    r"""\bt\(\s*(?:f"([a-z]+\.[a-z_]*)\{|f'([a-z]+\.[a-z_]*)\{|["']([a-z]+\.)["'] \+)"""
)  # keys that are put together
WRITTEN = re.compile(r"[\"']([a-z]+\.[a-z_]+)[\"']")


def test_both_languages_say_the_same_things() -> None:
    vi, en = load(TEXTS, "vi"), load(TEXTS, "en")
    assert sorted(vi) == sorted(en)
    for key in vi:
        assert sorted(re.findall(r"\{(\w+)\}", vi[key])) == sorted(re.findall(r"\{(\w+)\}", en[key])), key
        assert vi[key].strip(), key


def test_every_key_that_the_code_names_exists_and_every_key_is_used() -> None:
    code = "\n".join(p.read_text("utf-8") for p in SOURCES)
    known = set(load(TEXTS, "vi"))
    groups = {key.split(".")[0] for key in known}
    named = {key for key in WRITTEN.findall(code) if key.split(".")[0] in groups and not key.endswith((".py", ".yaml", ".json"))}
    used = {key for key in named if f'"{key}"' in code or f"'{key}'" in code}
    assert not {k for k in used if re.search(rf"\bt\(\s*[\"']{re.escape(k)}[\"']", code)} - known
    titles = {f"{p.stem}.title" for p in (Path(TEXTS).parent / "pages").glob("*.py") if p.stem != "__init__"}
    composed = tuple({part for found in PREFIX.findall(code) for part in found if part})
    families = {key for key in known if key.startswith(composed)}
    assert composed
    assert known - used - titles - families == set()


def test_families_are_complete() -> None:
    known = load(TEXTS, "en")
    for family, members in FILLED.items():
        for member in members:
            assert f"{family}.{member}" in known
