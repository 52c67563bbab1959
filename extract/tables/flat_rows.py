"""One row a line, cells parted by blanks: "01 Sở Công Thương 100 92,83 92,83 1", also several groups side by side."""

from __future__ import annotations

import re
from collections import Counter

from extract.document import Block, Document
from extract.mentions.subject import find_subjects, resolve
from extract.observation import Kind
from extract.tables.columns import pattern, role_of
from extract.tables.compose import LEVELS, align, leads, stack
from extract.tables.lines import Line, Slice, pairs_of, row_of, table_block
from extract.tables.row_line import is_year
from extract.text.clean import tone_key

LEAST = 3  # rows
HEADING_LINES = 4
LONGEST_HEAD = 120  # characters of a heading's line
LONGEST_NAME = 4  # words of a known heading


def find(document: Document, lines: list[Line | None], i: int) -> tuple[list[Block], int] | None:
    """The run of row lines that begins at line ``i`` or right behind the heading lines there."""
    first = next(
        (k for k in range(i, min(i + HEADING_LINES, len(lines))) if row_of(lines[k]) is not None or len(pairs_of(lines[k])) > 1),
        None,
    )
    if first is None or any(lines[k] is None for k in range(i, first)):
        return None
    groups = _parallel(lines[first])
    rows: list[list[Slice]] = []
    tail: list[list[list[Slice]]] = [[] for _ in range(groups)]
    j = first
    while j < len(lines):
        line = lines[j]
        if groups > 1:
            pairs = pairs_of(line)
            if not pairs:
                break
            for g, pair in enumerate(pairs[:groups]):
                tail[g].append(pair)
        elif (row := row_of(line)) is not None and (not rows or abs(len(row) - len(rows[0])) <= 1):
            rows.append(row)
        elif rows and line is not None and leads([line.text]) and j + 1 < len(lines) and row_of(lines[j + 1]) is not None:
            rows.append([(line.text.strip(), line.start, line.start + len(line.text.rstrip()))])
        elif rows and line is not None and _continues(line, lines, j):
            text, start, end = rows[-1][_name_at(rows[-1])]
            rows[-1][_name_at(rows[-1])] = (f"{text} {line.text}", start, end)
        else:
            break
        j += 1
    rows = rows or [pair for group in tail for pair in group]
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    rows = [align(row, rows, width) for row in rows]
    above = first - leads([line.text for line in lines[i:first] if line is not None])
    rows = [
        *([(line.text.strip(), line.start, line.start + len(line.text.rstrip()))] for line in lines[above:first] if line),
        *rows,
    ]
    if not rows:
        return None
    heading, begin = _heading(lines, i, above, width if groups == 1 else 2, rows[-1][0][0].isdigit())
    if len(rows) < (LEAST - 1 if heading and width > 3 else LEAST) or not (_names(rows) or (heading and width > 2)):
        return None
    return [
        *document.blocks[i:begin],
        table_block([*heading, *rows], len(heading), document.blocks[begin], document.blocks[j - 1]),
    ], j


def _parallel(line: Line | None) -> int:
    """How many (rank, name) groups stand side by side on a line."""
    pairs = pairs_of(line)
    return len(pairs) if len(pairs) > 1 else 1


def _continues(line: Line, lines: list[Line | None], j: int) -> bool:
    """A wrapped name: a short line without figures, with another row behind it."""
    if re.search(r"\d", line.text) or len(line.text) > 60 or line.text.endswith((":", ".")):
        return False
    return j + 1 < len(lines) and row_of(lines[j + 1]) is not None and (line.text[0].islower() or len(line.text.split()) <= 8)


def _name_at(row: list[Slice]) -> int:
    return next((k for k, (text, _, _) in enumerate(row) if not text.isdigit() and text), 0)


def _names(rows: list[list[Slice]]) -> bool:
    """Whether enough rows name a known subject; a list of criteria counts when it has two value columns or more."""
    names = [row[_name_at(row)][0] for row in rows]
    known = sum(is_year(name) or resolve(name).kind is not Kind.OTHER for name in names)
    return known >= 0.5 * len(rows) or (min(len(row) for row in rows) >= 4 and len(rows) >= 4)


def _heading(lines: list[Line | None], i: int, first: int, width: int, numbered: bool) -> tuple[list[list[Slice]], int]:
    """The heading's rows cut out of the lines above the rows, and the index of its first line; none where the count does not fit."""
    said = [k for k in range(i, first) if (line := lines[k]) is not None and line.text.rstrip().endswith((":", "."))]
    i = said[-1] + 1 if said else i  # a sentence or a lead is no heading
    for begin in range(max(i, first - HEADING_LINES), first):
        cut = [_cut(line) for line in lines[begin:first] if line is not None]
        cells = [cell for row in cut for cell in row]
        if len(cells) == width or (width == 2 and len(cells) >= width and len(cells) % width == 0):
            return [cells[:width]], begin
        if numbered and len(cells) == width - 1 and role_of(cells[0][0]) != "ordinal":
            return [[("", cells[0][1], cells[0][1]), *cells]], begin
    two = [_cut(line) for line in lines[max(i, first - LEVELS) : first] if line is not None and len(line.text) <= LONGEST_HEAD]
    if len(two) == LEVELS and (stacked := stack(two[0], two[1], width)):
        return stacked, first - LEVELS
    return [], first


def _cut(line: Line) -> list[Slice]:
    """Cuts a run-together heading: at known headings where it is all in capitals, else at every capitalised word."""
    words = list(re.finditer(r"\S+", line.text))
    named = [m for m in find_subjects(line.text) if m.known]
    starts = [m.start() for m in words if _opens_heading(line.text, m) and not any(s.start < m.start() < s.end for s in named)]
    if line.text.isupper():
        starts = _known_starts(words)
    starts = starts if starts and starts[0] == 0 else [0, *starts]
    made = []
    for a, b in zip(starts, [*starts[1:], len(line.text)], strict=True):
        text = line.text[a:b].strip()
        if text:
            made.append((text, line.start + a, line.start + a + len(text)))
    return made


def _opens_heading(text: str, word: re.Match[str]) -> bool:
    """A capitalised word that is no abbreviation, or one of those that head columns by themselves; a year belongs to its "Năm"."""
    name = word.group()
    if re.fullmatch(r"20\d\d", name):  # a year belongs to the words before it, except where years follow each other
        return (
            re.match(r"\s+20\d\d", text[word.end() :]) is not None or re.search(r"20\d\d\s+$", text[: word.start()]) is not None
        )
    if name == "%":
        return not re.search(r"(?:tỷ|tỉ) lệ\s+\(?$", text[: word.start()], re.I)
    capital = len(name) > 1 and name[0].isupper() and name[1].islower()
    if name in ("DTI", "PCI", "PAPI", "PAR", "SIPAS", "DDCI", "PGI", "PII"):
        return re.search(r"(?:điểm|chỉ số|hạng|chung)\s+$", text[: word.start()], re.I) is None
    return capital or name in ("STT", "TT")


def _known_starts(words: list[re.Match[str]]) -> list[int]:
    """Where the headings of a line in capitals begin: at each the longest run of words that names a role or the rows' column."""
    starts: list[int] = []
    k = 0
    while k < len(words):
        size = next((n for n in range(LONGEST_NAME, 0, -1) if _names_column(words[k : k + n], n)), 0)
        if not size:
            return []  # a title in capitals
        starts.append(words[k].start())
        k += size
    return starts


def _names_column(words: list[re.Match[str]], size: int) -> bool:
    """Whether the words name one column: not two, as "ĐƠN VỊ ĐIỂM" does."""
    texts = [word.group() for word in words]
    whole = _column(" ".join(texts))
    if len(words) < size or whole is None:
        return False
    parts = ((_column(" ".join(texts[:a])), _column(" ".join(texts[a:]))) for a in range(1, size))
    return not any(first and second and first != second for first, second in parts)


def _column(text: str) -> str | None:
    """The role that a heading names, "names" for the rows' own column."""
    heads = pattern("heads_rows").match(tone_key(text))
    return role_of(text) or ("names" if heads is not None and len(text) - heads.end() <= 1 else None)
