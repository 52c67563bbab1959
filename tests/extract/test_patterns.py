"""Every pattern of the project, timed on text that was made to hurt it, of the length that a sentence has at most.

The list makes itself: each call of ``re`` in the source is either evaluated (its pattern is written out, or put together of what its module
holds), or stands in a cached function without arguments, which is called while :func:`re.compile` is watched, or in one of :data:`GIVEN`.
A call that is none of these fails the test of completeness, as does any other way to make a pattern.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.queries.excerpt import excerpt
from extract.frames import leave
from extract.lexicon import vocabulary
from extract.tables import columns
from extract.text.clean import nfc
from extract.text.sentences import LONGEST

ROOT = Path(__file__).parents[2]
PACKAGES = ("extract", "store", "crawler", "dashboard", "commands")
SCRIPTS = ("store.migrations.", "dashboard.pages.", "dashboard.app", "dashboard.entry.")  # to be run, not imported
FEW = (4, 8, 12, 16, 20, 24, 28)  # characters, and times a piece: what doubles with each one is found here, before it takes years
AT_ONCE = 0.05  # seconds for them
FIRST = 400  # characters
QUICK = 0.002  # seconds: what is quicker on these is not tried on a whole sentence
ALLOWED = 0.5  # seconds for a sentence of the greatest length, which the cutting of sentences and of blanks guarantees
PIECES = (
    "9", "1/", "/", "(", ")", "([", " ", "\n", "\n ", "a", "A", "ấ", "-", ".", ",", "1,", "1.", "1 ", "a ", "A ", "a.", "A-", "\"", "“", ":", "<", "<a ", "=", "%",
    "a:", "www.", "bet88", "1-", "số ", "ngày 1 ", "thứ ", "các tỉnh ", "nhóm ", "xếp ", "so với ", "đơn vị ", "năm 2020 ", "20/10/", "/a", "?a=1&", "\\", "{", "d-",
)  # fmt: skip


WORDS = "a " * 200  # what somebody may search for


def cues() -> None:
    for name, value in vocabulary("cues").items():
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            leave._words.__wrapped__(name)


def columns_by_name() -> None:
    for name, value in vocabulary("columns").items():
        if isinstance(value, str):
            columns.pattern.__wrapped__(name)


def rows_by_name() -> None:
    for name in vocabulary("columns")["rows"]:
        columns.row_pattern.__wrapped__(name)


def searched() -> None:
    excerpt("b" * 40, "b" * 40, WORDS)


# functions that make patterns of what they are given, and a call for all that they may be given
GIVEN: dict[str, Callable[[], None]] = {
    "extract.frames.leave._words": cues,
    "extract.tables.columns.pattern": columns_by_name,
    "extract.tables.columns.row_pattern": rows_by_name,
    "extract.tables.reading._in_order": lambda: None,  # a label of letters and digits, escaped
    "dashboard.queries.excerpt.places": searched,
}


@dataclass(frozen=True)
class Call:
    """A call of ``re`` in the source: where, in which functions from the outermost, its pattern, and whether that has names of the functions'."""

    module: str
    line: int
    functions: tuple[str, ...]
    pattern: ast.expr
    local: bool


def modules() -> Iterator[tuple[str, Path]]:
    """All modules of the packages with their files, scripts too."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def calls(module: str, tree: ast.AST, functions: tuple[str, ...] = (), own: frozenset[str] = frozenset()) -> Iterator[Call]:
    """All calls of ``re`` in a module; ``own`` are the names that the functions around them give."""
    for node in ast.iter_child_nodes(tree):
        inside, given = functions, own
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside, given = (*functions, node.name), own | bound(node)
        function = node.func if isinstance(node, ast.Call) else None
        named = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"
        if named and function.attr not in ("escape", "purge"):
            pattern = [*(keyword.value for keyword in node.keywords if keyword.arg == "pattern"), *node.args][0]
            names = {part.id for part in ast.walk(pattern) if isinstance(part, ast.Name)}
            yield Call(module, node.lineno, inside, pattern, bool((names - bound(pattern)) & given))
        yield from calls(module, node, inside, given)


def bound(tree: ast.AST) -> frozenset[str]:
    """The names to which ``tree`` gives something, arguments too."""
    nodes = list(ast.walk(tree))
    stored = (node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return frozenset([*stored, *(node.arg for node in nodes if isinstance(node, ast.arg))])


def watched(make: Callable[[], object]) -> list[re.Pattern[str]]:
    """The patterns that ``make`` makes."""
    made: list[re.Pattern[str]] = []
    compiling = re._compile  # type: ignore[attr-defined]  # what all functions of the module go through

    def compile_(pattern: str, flags: int) -> re.Pattern[str]:
        made.append(compiling(pattern, flags))
        return made[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(re, "_compile", compile_)
        make()
    return made


def cached(module: ModuleType, functions: tuple[str, ...]) -> Callable[[], object] | None:
    """The function of a module that is called once and without arguments, not from its cache."""
    function = getattr(module, functions[0], None) if functions else None
    plain = getattr(function, "__wrapped__", None)
    return plain if plain is not None and not inspect.signature(plain).parameters else None


@cache
def patterns() -> tuple[dict[str, re.Pattern[str]], list[str]]:
    """All patterns by where they are made, and the calls whose patterns could not be found."""
    found: dict[str, re.Pattern[str]] = {}
    unknown: list[str] = []
    for name, path in modules():
        tree = ast.parse(path.read_text("utf-8"))
        for call in calls(name, tree):
            where = f"{name}:{call.line}"
            if name.startswith(SCRIPTS):
                unknown.append(f"{where}: scripts are not to make patterns")
                continue
            module = importlib.import_module(name)
            function = f"{name}.{call.functions[0]}" if call.functions else ""
            if not call.local:
                written = eval(compile(ast.Expression(call.pattern), "pattern", "eval"), dict(vars(module)))
                made = [written if isinstance(written, re.Pattern) else re.compile(written)]
            else:
                once = cached(module, call.functions) or GIVEN.get(function)
                made = watched(once) if once else []
                if not made and function not in GIVEN:
                    unknown.append(f"{where}: {ast.unparse(call.pattern)}")
            found.update({f"{where}[{i}]": pattern for i, pattern in enumerate(made)})
    return found, unknown


def spent(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def use(pattern: re.Pattern[str], text: str) -> Callable[[], object]:
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    return lambda: [None for _ in pattern.finditer(given)]  # type: ignore[arg-type]


def slow(listed: dict[str, re.Pattern[str]]) -> list[str]:
    """Which patterns take too long, and on what."""
    return [f"{name} on {piece!r}" for piece in PIECES for name, pattern in listed.items() if runs_away(pattern, piece)]


def runs_away(pattern: re.Pattern[str], piece: str) -> bool:
    """Tries longer and longer text: nothing stops a pattern that takes years."""
    first, whole = FIRST // len(piece) + 1, LONGEST // len(piece) + 1
    for times in (*sorted({max(1, few // len(piece)) for few in FEW} | set(FEW)), first, whole):
        text = nfc(piece * times) + "!"
        allowed = ALLOWED if times in (first, whole) else AT_ONCE
        taken = spent(use(pattern, text))
        if taken > allowed and spent(use(pattern, text)) > allowed:  # the first time garbage may have been collected
            return True
        if times == first and taken < QUICK:
            return False
    return False


def test_no_call_is_missed() -> None:
    listed, unknown = patterns()
    assert not unknown, "\n".join(unknown)
    assert len(listed) > 500


def test_patterns_are_made_by_re_alone_and_under_its_name() -> None:
    """spaCy's matchers take regular expressions too, pandas makes them of strings, and `from re import` would hide a call."""
    wrong = []
    for name, path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = ast.unparse(node) if isinstance(node, ast.Import | ast.ImportFrom) else ""
            if re.search(
                r"\bimport re as\b|from re import|\b(import|from) (regex|re2|sre_\w+)\b|spacy.*\bMatcher\b|EntityRuler", said
            ):
                wrong.append(f"{name}:{node.lineno}: {said}")
            if isinstance(node, ast.Constant) and node.value == "REGEX":
                wrong.append(f"{name}:{node.lineno}: REGEX")
            if isinstance(node, ast.Call) and re.search(
                r"\.str\.(contains|match|fullmatch|extract|extractall|findall|count)$", ast.unparse(node.func)
            ):
                literal = isinstance(node.args[0], ast.Constant) and len(node.args[0].value) == 1
                wrong += [] if literal else [f"{name}:{node.lineno}: {ast.unparse(node)[:60]}"]
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.y*ml")):
        wrong += [str(path)] if re.search(r"\bREGEX\b", path.read_text("utf-8")) else []
    assert not wrong, "\n".join(wrong)


def test_no_pattern_runs_away() -> None:
    found = slow({pattern.pattern: pattern for pattern in patterns()[0].values()})
    assert not found, "\n".join(found)


def test_what_runs_away_is_caught_and_what_is_hidden_is_missed() -> None:
    for bad in (r"(?:\w+\s?)+:$", r"(\d+)*/$", r"(?:số |\w+ )*QĐ"):
        assert any(runs_away(re.compile(bad), piece) for piece in PIECES), bad
    hidden = ast.parse("import re\ndef f(word):\n    return re.search(word + '+', 'a')\n")
    (call,) = calls("extract.likeness", hidden)
    assert (call.functions, call.local, ast.unparse(call.pattern)) == (("f",), True, "word + '+'")
    assert watched(lambda: re.sub("a+b+", "", "x"))[0].pattern == "a+b+"
