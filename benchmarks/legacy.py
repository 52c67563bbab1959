"""Letters of documents in TCVN3 and VNI against transcripts, file by file: the share of letters that were read wrong.

python -m benchmarks.legacy FOLDER [--misses] [--only xls]

FOLDER holds ``files/**`` and ``text/NAME.txt``. Only letters count, upper and lower case alike: transcripts keep what no reader sees (codes
of fields, numbers before rounding) and leave out what everyone sees (numbers of lists), and do not vouch for case. Words that
both have are right wherever they stand, for a merged cell and a footnote have no one place; what is left of either side, in its order, is
compared letter by letter (edit distance, as a share of the transcript's letters).

Two kinds of words are taken out of the transcripts and counted apart: those of rows that a workbook hides, which are not read on purpose, and
those of short lines whose words are no Vietnamese, where the transcript itself was left unconverted.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import python_calamine
from rapidfuzz.distance import Levenshtein

from extract.encodings.convert import is_syllable
from extract.errors import XephangError
from extract.readers import open_document
from extract.readers.workbook.biff import looks
from extract.readers.workbook.xls import meant

MOST = 0.002
SHORT = 16  # marked words: a cell or a heading
_FIELD = re.compile(
    r"(?:HYPERLINK|INCLUDEPICTURE|EMBED|FORMTEXT|FORMCHECKBOX|PAGEREF|NUMPAGES|MERGEFORMAT|PAGE)(?![^\W\d_])[ \t.\w]*", re.I
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Result:
    """What was read of one file: letters of the transcript, letters wrong, and the words that are on one side only."""

    name: str
    letters: int
    wrong: int
    apart: int
    left: list[str]
    over: list[str]


def words(text: str) -> list[str]:
    """The words of ``text`` in order: letters only, lower case, NFC."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def compare(name: str, told: list[str], wanted: list[str], found: list[str]) -> Result:
    """Words read against ``wanted``, those words ``told`` by the transcript that count."""
    left = _without(wanted, Counter(found))
    known = set(told)
    over = [word for word in found if word not in known]  # the rest of a merged cell's repeats is no error
    apart = sum(map(len, told)) - sum(map(len, wanted))
    wrong = Levenshtein.distance(" ".join(left), " ".join(over))
    return Result(name, sum(map(len, wanted)), wrong, apart, left, over)


def _without(some: list[str], other: Counter[str]) -> list[str]:
    rest = []
    for word in some:
        if other[word]:
            other[word] -= 1
        else:
            rest.append(word)
    return rest


def shown(data: bytes, name: str) -> list[str]:
    """The words of a file as its reader gives them."""
    return words(open_document(data, name).text)


def hidden(data: bytes, name: str) -> list[str]:
    """The words in the hidden rows of an XLS."""
    if not name.endswith(".xls"):
        return []
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for sheet, look in zip(book.sheet_names, looks(data), strict=True):
        for r, row in enumerate(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)):
            if r in look.rows:
                found += [meant(str(value), look.fonts.get((r, c), "")) for c, value in enumerate(row)]
    return words("\n".join(found))


def unconverted(line: str) -> bool:
    """Whether a short line of a transcript has mostly words that Vietnamese does not have."""
    marked = [word for word in words(line) if not word.isascii()]
    return len(marked) < SHORT and 4 * sum(map(strange, marked)) > len(marked)


def strange(word: str) -> bool:
    """Whether a word cannot be Vietnamese: its spelling, or a tone that no syllable ending in c, p or t has."""
    stopped = word[-1] in "cpt" or word.endswith("ch")
    return not is_syllable(word) or (stopped and not set(unicodedata.normalize("NFD", word)) & {"\u0301", "\u0323"})


def measure(folder: Path, only: str = "") -> Iterator[Result]:
    """Each file that has a transcript."""
    for path in sorted((folder / "files").rglob("*.*")):
        text = folder / "text" / f"{path.stem}.txt"
        if text.is_file() and path.name.endswith(only):
            data = path.read_bytes()
            lines = re.split(r"[\t\n]", _FIELD.sub(" ", text.read_text("utf-8")))
            told = words("\n".join(lines))
            wanted = _without(words("\n".join(line for line in lines if not unconverted(line))), Counter(hidden(data, path.name)))
            try:
                found = shown(data, path.name)
            except XephangError as error:
                print(error.en)
                found = []
            yield compare(path.name, told, wanted, found)


def main() -> int:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for result in measure(args.folder, args.only):
        print(
            f"{result.name:50} {result.wrong:5}/{result.letters:<6} {result.wrong / max(1, result.letters):.4f}  apart {result.apart}",
            flush=True,
        )
        if args.misses and result.wrong:
            print(f"    transcript: {' '.join(result.left)[:600]}\n    read:       {' '.join(result.over)[:600]}")
        for i, n in enumerate((result.wrong, result.letters)):
            sums[Path(result.name).suffix][i] += n
    print()
    for kind, (wrong, letters) in sorted(sums.items()):
        print(f"{kind:6} {wrong:5}/{letters:<7} {wrong / letters:.4%}  (wanted at most {MOST:.1%})")
    return 1 if any(wrong > MOST * letters for wrong, letters in sums.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
