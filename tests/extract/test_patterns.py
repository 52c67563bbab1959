"""Every pattern of the project, timed on text that was made to hurt it, of the length that a sentence has at most."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType

from extract.text.clean import nfc
from extract.text.sentences import LONGEST

PACKAGES = ("extract", "store", "crawler", "dashboard", "commands")
LEFT_OUT = ("store.migrations", "dashboard.pages", "dashboard.app", "dashboard.entry")  # scripts, not modules
FIRST = 400  # characters: only what is not quick here is tried on a whole sentence
ALLOWED = 0.5  # seconds for a sentence of the greatest length, which the cutting of sentences and of blanks guarantees
PIECES = (
    "9", "1/", "/", "(", ")", "([", " ", "\n", "\n ", "a", "A", "ấ", "-", ".", ",", "1,", "1.", "1 ", "a ", "A ", "a.", "A-", "\"", "“", ":", "<", "<a ", "=", "%",
    "a:", "www.", "bet88", "1-", "số ", "ngày 1 ", "thứ ", "các tỉnh ", "nhóm ", "xếp ", "so với ", "đơn vị ", "năm 2020 ", "20/10/", "/a", "?a=1&", "\\", "{", "d-",
)  # fmt: skip


def modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        root = importlib.import_module(package)
        yield root
        for info in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not info.name.startswith(LEFT_OUT):
                yield importlib.import_module(info.name)


def inside(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns that a value holds, in tuples, lists, sets and mappings too."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from inside(item, depth + 1)
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from inside(item, depth + 1)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """All patterns by where they are held: names of modules, and what cached functions without arguments make from YAML."""
    found: dict[str, re.Pattern[str]] = {}
    for module in modules():
        for name, value in list(vars(module).items()):
            held = value
            if (
                hasattr(value, "cache_info")
                and value.__module__ == module.__name__
                and not value.__wrapped__.__code__.co_argcount
            ):
                held = value()
            for i, pattern in enumerate(inside(held)):
                found.setdefault(f"{module.__name__}.{name}[{i}]", pattern)
        found.update(written_inline(module))
    return found


def written_inline(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns of calls like ``re.search(r"...", text)``: compiled again from the source, with the module's own names filled in."""
    tree = ast.parse(inspect.getsource(module))
    for node in ast.walk(tree):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        if not called or node.func.value.id != "re" or node.func.attr in ("escape", "compile") or not node.args:
            continue
        try:
            written = eval(compile(ast.Expression(node.args[0]), "pattern", "eval"), dict(vars(module)))
        except NameError:
            continue  # a word of the function's own: compiled at its call
        yield f"{module.__name__}:{node.lineno}", re.compile(written)


def spent(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def use(pattern: re.Pattern[str], text: str) -> Callable[[], object]:
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    return lambda: [None for _ in pattern.finditer(given)]  # type: ignore[arg-type]


def test_the_list_is_complete() -> None:
    """What modules hold is nearly all that is compiled: a pattern made inside a function would escape the other test."""
    assert len(patterns()) > 100


def test_no_pattern_runs_away() -> None:
    slow = []
    for piece in PIECES:
        short, whole = (nfc((piece * (size // len(piece) + 1))[:size]) + "!" for size in (FIRST, LONGEST))
        for name, pattern in patterns().items():
            taken = spent(use(pattern, short))
            if taken > 0.002 and (taken > ALLOWED or spent(use(pattern, whole)) > ALLOWED):
                slow.append(f"{name} on {piece!r}")
    assert not slow, "\n".join(slow)
