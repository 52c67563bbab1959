"""What each column holds, by its heading's levels and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from extract.document import Cell
from extract.frames.context import Context
from extract.lexicon import vocabulary
from extract.mentions.index import find_indexes
from extract.mentions.subject import Subject, resolve
from extract.mentions.year import find_years
from extract.observation import Index, Kind
from extract.tables.cells import band_of, is_empty, number_of, pair_of, ranked_of, scored_of
from extract.tables.compound import facts_of
from extract.text.clean import squeeze, tone_key

Row = tuple[Cell, ...]
_SAID = ("rank", "rank_change", "score_change", "band")  # of the figure beside them
LONGEST_CLASS = 25  # characters of a class's name


@dataclass(frozen=True, slots=True)
class Column:
    """A column's role with the dimensions that its heading gives: criterion, year, index, subject."""

    role: str  # ordinal, subject, criterion, year, rank, score, max_score, percent, band, rank_change, score_change, skip
    criterion: str | None = None
    year: int | None = None
    index: Index | None = None
    subject: Subject | None = None
    text: str = ""


@cache
def _roles() -> list[tuple[str, re.Pattern[str]]]:
    return [(role, re.compile(pattern)) for role, pattern in vocabulary("columns")["roles"]]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A single pattern of the vocabulary of columns."""
    return re.compile(vocabulary("columns")[name])


@cache
def row_pattern(name: str) -> re.Pattern[str]:
    """A pattern for rows that speak of the whole table."""
    return re.compile(vocabulary("columns")["rows"][name])


def columns(headers: list[Row], body: list[Row], context: Context) -> list[Column]:
    """The columns of a table with ``headers`` above ``body``."""
    width = len((body or headers)[0])
    paths = [_path(headers, c) for c in range(width)]
    units = {text for path in paths for text in path if _named(text, context, True)}
    made = [_by_heading(path, context, len(units) > 1) for path in paths]
    kinds = [_contents(body, c, context) for c in range(width)]
    made = _place_subject(made, paths, kinds)
    made = [Column("year") if _years(body, c) else column for c, column in enumerate(made)]
    made = [_by_contents(column, kind, i) for i, (column, kind) in enumerate(zip(made, kinds, strict=True))]
    made = _changes_dated(_beside(made))
    return _one_index(_without_headings(made) if not headers else made, context)


def _years(body: list[Row], c: int) -> bool:
    """Whether every cell of the column names a year: the rows are editions."""
    texts = [tone_key(squeeze(row[c].text)) for row in body if not is_empty(row[c].text)]
    return len(texts) >= 2 and all(_YEAR.fullmatch(text) for text in texts)


def _beside(made: list[Column]) -> list[Column]:
    """A heading that recurs without a word of its own ("Hạng") speaks of the column on its left."""
    again = Counter(c.text for c in made if c.role in _SAID and not (c.criterion or c.year or c.subject))
    left: Column | None = None
    told = []
    for column in made:
        if again[column.text] > 1 and left is not None and column.role in _SAID:
            column = replace(
                column, criterion=left.criterion, year=left.year, index=column.index or left.index, subject=left.subject
            )
        elif column.role in ("score", "percent"):
            left = column
        told.append(column)
    return told


def _changes_dated(made: list[Column]) -> list[Column]:
    """A change without a year of its own leads to the latest edition beside it."""
    latest = max((c.year for c in made if c.year is not None and c.role in ("score", "rank", "percent")), default=None)
    return [replace(c, year=latest) if c.year is None and c.role in ("rank_change", "score_change") else c for c in made]


def _without_headings(made: list[Column]) -> list[Column]:
    """Several columns of numbers without a word above them are not guessed at."""
    if sum(c.role == "score" for c in made) < 2:
        return made
    return [Column("skip") if c.role == "score" else c for c in made]


def _one_index(made: list[Column], context: Context) -> list[Column]:
    """An index's name over one column among criteria ("Mức độ hài lòng") is a criterion there."""
    indexed = [c for c in made if c.index is not None and c.role == "score"]
    criteria = [c for c in made if c.criterion is not None]
    if len(indexed) != 1 or len(criteria) < 2 or indexed[0].index is context.index or role_of(indexed[0].text) is not None:
        return made
    return [replace(c, criterion=_MAX.sub("", c.text).strip(), index=None) if c is indexed[0] else c for c in made]


def _path(headers: list[Row], c: int) -> list[str]:
    """The heading's levels from top to bottom, without repeats."""
    path: list[str] = []
    for row in headers:
        text = squeeze(row[c].text)
        if text and text not in path:
            path.append(text)
    return path


_AGAINST = re.compile(r"so với\s*(?:[^\W\d]+\s+){0,3}20\d\d|20\d\d\s*[/-]\s*20\d\d", re.I)
_FORMER = re.compile(r"\s*\((?:cũ|mới|trước đây|trước (?:khi )?sáp nhập|nay là [^()]*)\)\s*$", re.I)
_YEAR = re.compile(r"(?:năm\s*)?20[0-3]\d")
_MAX = re.compile(
    r"\s*[(\[]\s*(?:tối đa|max|thang|điểm tối đa)?\s*:?\s*\d+(?:[.,]\d+)?\s*(?:điểm|đ|%)?\s*[)\]]\s*$|\s*\(\s*(?:điểm tối đa|điểm|%)[^)]*\)\s*$",
    re.I,
)


def role_of(text: str) -> str | None:
    """The role that one heading names by its words, or None."""
    key = tone_key(squeeze(text)).strip(" .:*")
    bare = tone_key(_MAX.sub("", squeeze(text))).strip(" .:*")
    without_year = re.sub(r"\s*(?:năm\s*)?20\d\d\s*", " ", bare).strip()
    for role, words in _roles():
        if words.search(without_year) or (role == "percent" and words.search(key)):
            return role
    named = [m for m in find_indexes(bare) if m.strong]
    rest = squeeze(bare[: named[0].start] + bare[named[0].end :]) if named else ""
    return role_of(rest) if rest else None  # "Giá trị DTI" is the value of the index that the table is about


def _by_heading(path: list[str], context: Context, units: bool) -> Column:
    """Role from the lowest level that says one; criterion from the levels that say neither role, year nor index."""
    if not path:
        return Column("")
    joined = " ".join(path)
    years = find_years(_AGAINST.sub("", joined))
    indexes = [m.index for m in find_indexes(joined) if m.strong]
    role: str | None = None
    rest: list[str] = []
    for text in reversed(path):
        found = role_of(text)
        if found and role is None:
            role = found
            if found in ("score", "percent", "rank") and len(path) == 1:
                rest += _leftover(text, found)
        elif not found:
            rest.append(text)
    if role == "part":
        return Column("score", _MAX.sub("", squeeze(path[-1])).strip(), years[-1].year if years else None, None, None, joined)
    subject = next((s for s in (_named(text, context, units) for text in rest) if s), None)
    criterion = next((c for c in (_criterion(text) for text in rest) if c), None) if subject is None else None
    return Column(role or "", criterion, years[-1].year if years else None, indexes[0] if indexes else None, subject, joined)


def _named(text: str, context: Context, units: bool) -> Subject | None:
    """Whom a level of a heading names: a province, or where several ``units`` head columns, one of the page's own."""
    subject = resolve(_FORMER.sub("", text), context.host)
    place = subject.kind in (Kind.DISTRICT, Kind.COMMUNE) and subject.name.split()[-1][0].isupper()  # "Xã hội số" is none
    inside = units and context.host is not None and (place or subject.kind is Kind.DEPARTMENT)
    return subject if subject.known and (inside or subject.kind is Kind.PROVINCE) else None


def _leftover(text: str, role: str) -> list[str]:
    """The criterion inside a one-level heading: "Điểm Hạ tầng số", "Xếp hạng chính quyền số"."""
    if role == "percent":
        return []
    match = re.match(
        r"(?:điểm|xếp hạng|hạng|thứ hạng)\s+(?!số$|đạt|tổng|tối|trung|chung|thẩm|tự|năm|chuẩn|xếp|bình|cả nước|toàn|quốc gia|trong|trên|theo|so với|\d)(.+)$",
        tone_key(text),
    )
    return [text[-len(match[1]) :]] if match else []


_BAND_HEAD = re.compile(r"^(?:nhóm|loại|xếp|phân|mức|hạng|đánh giá|kết quả)(?!\w)")
_GENERIC = re.compile(
    r"^(?:năm|kết quả|điểm|chỉ số thành phần|trụ cột|các trụ cột|nhóm chỉ số|nội dung|tiêu chí|các tiêu chí|các lĩnh vực|lĩnh vực|điểm thành phần|điểm các|trong đó|"
    r"bảng|phụ lục|đơn vị tính|stt|tt|thông tin|đánh giá|điểm đánh giá|điểm theo|kết quả đánh giá|điểm từng|các chỉ số)\b[^,]{0,40}$"
)


def _criterion(text: str) -> str | None:
    """A heading's text as a criterion's name: without its maximum, unit and year; None where it names none."""
    bare = _MAX.sub("", squeeze(text)).strip(" .:*")
    bare = re.sub(r"\s*(?:năm\s*)?20\d\d$", "", bare).strip()
    bare = re.sub(r"^(?:\d{1,2}|[IVX]{1,4})[.)]\s*", "", bare)
    key = tone_key(bare)
    if len(bare) < 2 or key.isdigit() or _GENERIC.match(key) or re.fullmatch(r"\(?\d+\)?", key):
        return None
    strong = [m for m in find_indexes(bare) if m.strong]
    if strong and strong[0].end - strong[0].start >= 0.6 * len(bare):
        return None  # the index itself heads the column of its overall score
    return bare


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a column, as shares (0-1) of its cells that are not empty."""

    known: float = 0.0  # names that a gazetteer holds
    words: float = 0.0
    whole: float = 0.0
    decimal: float = 0.0
    band: float = 0.0
    pair: float = 0.0
    running: bool = False  # 1, 2, 3 …
    classed: bool = False  # a few short words that recur
    filled: int = 0


def _contents(body: list[Row], c: int, context: Context) -> Contents:
    counts: Counter[str] = Counter()
    numbers: list[float] = []
    filled = 0
    for row in body[:200]:
        cell = row[c]
        if is_empty(cell.text):
            continue
        filled += 1
        if (part := number_of(cell)) is not None and isinstance(part.value, float):
            counts["whole" if part.whole and not part.percent and not re.search(r"[.,]\d", cell.text) else "decimal"] += 1
            numbers.append(part.value)
        elif pair_of(cell) or ranked_of(cell) or scored_of(cell) or facts_of(cell):
            counts["pair"] += 1
        elif band_of(cell) is not None:
            counts["band"] += 1
        else:
            counts["words"] += 1
            if resolve(cell.text, context.host, context.kind).known:
                counts["known"] += 1
    share = {name: count / filled for name, count in counts.items()} if filled else {}
    words = [squeeze(row[c].text) for row in body[:200] if not is_empty(row[c].text)]
    classed = 1 < len(set(words)) <= max(2, len(words) // 2) and all(
        len(w) <= LONGEST_CLASS and not re.search(r"\d", w) for w in words
    )
    running = len(numbers) > 2 and numbers == [float(i) for i in range(1, len(numbers) + 1)]
    return Contents(running=running, classed=classed, filled=filled, **share)


def _place_subject(made: list[Column], paths: list[list[str]], kinds: list[Contents]) -> list[Column]:
    """Exactly one column names the rows: that with most known names, else the one whose heading says so, else the first of words."""
    by_names = max(range(len(made)), key=lambda i: (kinds[i].known, -i), default=-1)
    named = [i for i, path in enumerate(paths) if path and kinds[i].words > 0.5 and pattern("subject").search(tone_key(path[-1]))]
    criteria = [
        i for i, path in enumerate(paths) if path and kinds[i].words > 0.5 and pattern("criterion").search(tone_key(path[-1]))
    ]
    worded = [i for i, kind in enumerate(kinds) if kind.words > 0.5 and made[i].role in ("", "skip", "score", "band", "percent")]
    if by_names >= 0 and kinds[by_names].known >= 0.4:
        return [Column("subject") if i == by_names else c for i, c in enumerate(made)]
    if criteria:
        return [Column("criterion") if i == criteria[0] else c for i, c in enumerate(made)]
    if named:
        return [Column("subject") if i == named[0] else c for i, c in enumerate(made)]
    if worded:
        return [Column("criterion") if i == worded[0] else c for i, c in enumerate(made)]
    return made


def _by_contents(column: Column, kind: Contents, i: int) -> Column:
    """A role for a column whose heading says none, and none for one whose contents deny it."""
    role = column.role
    if role in ("subject", "criterion", "year", "ordinal", "skip"):
        return column
    if kind.filled == 0:
        return Column("skip")
    numeric = kind.whole + kind.decimal + kind.pair
    figures = role in ("rank", "score", "max_score", "percent", "rank_change", "score_change")
    if kind.band > 0.5 and (role == "" or (figures and numeric < 0.3)):
        role = "band"
        if _BAND_HEAD.match(tone_key(column.text)):  # "Nhóm điều hành" over classes names the class, no criterion
            column = replace(column, criterion=None)
    elif role == "" and numeric > 0.5:
        role = "ordinal" if i == 0 and kind.running and not column.text else "score"
    elif role == "" or (role not in ("band", "rank") and numeric < 0.2):
        role = "skip"
    if role == "rank" and kind.decimal > 0.5:
        role = "score"
    if role == "rank_change" and kind.decimal > 0.5:
        role = "score_change"
    if role == "band" and numeric < 0.2 and kind.band < 0.3 and not kind.classed:
        role = "skip"  # remarks under "Đánh giá"
    if role == "band" and numeric > 0.6:
        role = "skip" if column.criterion is None else "score"
    return Column(role, column.criterion, column.year, column.index, column.subject, column.text)
