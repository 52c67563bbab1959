"""Pages a second of the grammar on one core beside the bare tokenizers on the same texts in the same run, and what memory does.

    python -m benchmarks.grammar [FOLDER] [--rounds N]

FOLDER holds pages (HTML, TXT); without it the articles of the replica portals serve. All get the same cleaned texts and are measured in
seconds of processor time. Two tokenizers stand beside the grammar: spaCy's own for any language (``spacy.blank("xx")``), and the syllable
tokenizer that the grammar itself uses, which is some three times as fast. `verdict` is the relevance of a document alone.
`--memory 10 100` shows whether anything grows with the number of documents.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from crawler.replicas.content import portals
from extract.document import Document
from extract.grammar import Grammar
from extract.readers import open_document
from extract.text.tokenizer import pipeline


def documents(folder: Path | None) -> list[Document]:
    """The pages to read."""
    if folder is not None:
        return [
            open_document(path.read_bytes(), path.name) for path in sorted(folder.iterdir()) if path.suffix in (".html", ".txt")
        ]
    made = []
    for portal in portals().values():
        for article in portal.articles:
            text = "\n".join([article.title, article.lead, *(part for part in article.body if isinstance(part, str))])
            made.append(open_document(text.encode(), f"{article.id}.txt"))
    return made


def peak() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rate(task: Callable[[Document], object], pages: list[Document]) -> float:
    """Pages a second of processor time."""
    begin = time.process_time()
    for page in pages:
        task(page)
    return len(pages) / (time.process_time() - begin)


def main() -> None:
    """Time both, round by round, and print medians."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--memory", type=int, nargs="*", default=[], metavar="ROUNDS", help="show memory after so many rounds")
    options = arguments.parse_args()
    pages = documents(options.folder)
    grammar = Grammar()
    tasks: dict[str, Callable[[Document], object]] = {
        "spaCy": lambda page: spacy_xx.make_doc(page.text),
        "syllables": lambda page: pipeline().make_doc(page.text),
        "verdict": grammar.verdict,
        "grammar": grammar.read,
    }
    spacy_xx = spacy.blank("xx")
    for task in tasks.values():  # patterns are compiled once
        rate(task, pages)
    first = peak()
    rates = [{name: rate(task, pages) for name, task in tasks.items()} for _ in range(options.rounds)]
    middle = {name: sorted(each[name] for each in rates)[len(rates) // 2] for name in tasks}
    size = sum(len(page.text) for page in pages) / len(pages)
    print(f"{len(pages)} pages of {size:.0f} characters, {options.rounds} rounds, medians, pages a second of processor time")
    for name, found in middle.items():
        print(f"{name:10} {found:8.1f}   of spaCy {found / middle['spaCy']:.3f}   of syllables {found / middle['syllables']:.3f}")
    done = 1 + options.rounds
    print(f"peak memory {first:.0f} MB after 1 round, {peak():.0f} MB after {done}")
    for rounds in options.memory:
        for _ in range(done, rounds):
            for page in pages:
                grammar.read(page)
        done = max(done, rounds)
        print(f"peak memory {peak():.0f} MB after {done} rounds")


if __name__ == "__main__":
    main()
