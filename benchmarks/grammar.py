"""Pages a second of the grammar on one core beside the bare tokenizer on the same texts in the same run, and what memory does.

    python -m benchmarks.grammar [FOLDER] [--rounds N]

FOLDER holds pages (HTML, TXT); without it the articles of the replica portals serve. The grammar is to reach a tenth of the tokenizer's speed.
`--memory 10 100` shows whether anything grows with the number of documents.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

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


def main() -> None:
    """Time both, round by round, and print medians."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--memory", type=int, nargs="*", default=[], metavar="ROUNDS", help="show memory after so many rounds")
    options = arguments.parse_args()
    pages = documents(options.folder)
    grammar, nlp = Grammar(), pipeline()
    for page in pages:  # patterns are compiled once
        grammar.read(page)
    rates: list[tuple[float, float]] = []
    first = peak()
    for _ in range(options.rounds):
        begin = time.perf_counter()
        for page in pages:
            nlp.make_doc(page.text)
        middle = time.perf_counter()
        for page in pages:
            grammar.read(page)
        end = time.perf_counter()
        rates.append((len(pages) / (middle - begin), len(pages) / (end - middle)))
    bare, full = (sorted(rate[i] for rate in rates)[len(rates) // 2] for i in (0, 1))
    size = sum(len(page.text) for page in pages) / len(pages)
    print(f"{len(pages)} pages of {size:.0f} characters, {options.rounds} rounds, medians")
    print(f"tokenizer  {bare:8.1f} pages/s")
    print(f"grammar    {full:8.1f} pages/s   ratio {full / bare:.3f} (wanted 0.1)")
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
