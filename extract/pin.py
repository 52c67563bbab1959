"""Measure a corpus and pin its floors: ``python -m extract.pin NAME GOLD TEXTS [--half a|b] [--lower]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from extract import jsonl
from extract.errors import XephangError
from extract.evaluate import Line, Report, corpus_hash, evaluate, stems
from extract.floors import pin


def measure(gold: Path, texts: Path, half: str = "") -> Report:
    """Read and score the documents of a corpus, one after the other; one that cannot be read scores as empty."""
    files = {path.name.split(".")[0]: path for path in sorted(texts.iterdir())}

    def read(name: str) -> Line:
        if name not in files:
            return {}
        try:
            return jsonl.line(files[name].read_bytes(), files[name].name)
        except XephangError:
            return {}

    return evaluate(gold, stems(gold, half), read)


def main(arguments: list[str]) -> int:
    """Pin, and print the figures; 1 when a floor would sink."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--half", choices=["a", "b"], default="")
    parser.add_argument("--lower", action="store_true")
    given = parser.parse_args(arguments)
    try:
        figures = measure(given.gold, given.texts, given.half).figures()
        pin(given.corpus, corpus_hash(given.gold, given.texts), figures, given.lower)
    except XephangError as error:
        print(f"{error.vi}\n{error.en}", file=sys.stderr)
        return 1
    for name, value in figures.items():
        print(f"{name:16} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
