"""``xephang extract --explain``: how the reader followed a document, from its blocks to every figure taken or left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from commands.terminal import fail, out, safe
from extract.errors import XephangError
from extract.language import Texts


def explain_files(paths: Iterator[Path], sentence: str, t: Texts) -> int:
    """Print the explanation of every file; ``sentence`` keeps what holds these words. The exit status."""
    from extract.explain import explain
    from extract.sandbox import run

    failed = 0
    for path in paths:
        try:
            notes = run(explain, path.read_bytes(), str(path), sentence)
        except OSError as error:
            failed += 1
            fail(f"{path}: {error.strerror or error}")
            continue
        except XephangError as error:
            failed += 1
            fail(f"{path}: {error.say(t.lang)}")
            continue
        for note in notes:
            words = {name: _word(t, name, value) for name, value in note.values.items()}
            out.print(safe("  " * note.depth + t(f"explain.{note.key}", **words)))
    return 1 if failed else 0


def _word(t: Texts, name: str, value: str) -> str:
    """``value`` in the user's language where it is one of ours: "place", "words", "head"."""
    if (name, value) in (("rule", "place"), ("rule", "words"), ("origin", "head")):
        return t(f"explain.{value}")
    return value.replace("[← head]", f"[← {t('explain.head')}]")
