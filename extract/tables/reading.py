"""A grid of cells into observations, the same way whatever format it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.document import Block, Cell, Document, Table
from extract.frames.block import block_of
from extract.frames.context import Context, group_kind, refine
from extract.mentions.number import parse_number
from extract.mentions.subject import Subject, find_subjects, resolve
from extract.mentions.year import find_years
from extract.observation import Evidence, Grade, Kind, Level, Measure, Observation, Unread, Value
from extract.readers.title import is_plan, looks_back
from extract.tables.cells import Part, change_of, class_of, is_empty, number_of, pair_of, rank_of_cell, ranked_of, scored_of
from extract.tables.columns import Column, columns, pattern, row_pattern
from extract.tables.compound import facts_of
from extract.tables.header import group_of, split
from extract.text.clean import squeeze, tone_key

Made = tuple[list[Observation], list[Unread]]
Row = tuple[Cell, ...]
_WITHIN = re.compile(r"^(.+?)\s*\((?:thuộc\s+)?(?:huyện|h\.|quận|q\.|thị xã|tx\.?|thành phố|tp\.?|tỉnh)\s[^()]*\)$", re.I)
_MEASURE = re.compile(r"(?:xếp hạng|thứ hạng|hạng|vị thứ|vị trí|điểm số|tổng điểm|điểm)\s+(?:về\s+|của\s+)?")
_OVERALL = re.compile(r"(?:chung|tổng|toàn|cả nước|trong|trên|năm|tỉnh|chỉ số|số|theo|quốc gia|đạt|trung bình|bình quân|\W|\d)")
_LABEL = re.compile(r"(?:bảng|phụ lục|biểu)(?: số)? (?:\d{1,2}|[ivx]{1,4})(?!\w)")
WHOLE = 100  # per cent
_UNITS = (Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE)
NUMERIC = {"score", "percent", "max_score", "rank", "rank_change", "score_change", "band"}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes observations of one table's row."""

    document: Document
    context: Context

    def write(
        self, row: Row, subject: Subject, column: Column, measure: Measure, part: Part, cell: Cell, criterion: str | None
    ) -> list[Observation]:
        """One observation, or none where a dimension is missing."""
        context = self.context
        index, year = column.index or context.index, column.year or context.year
        if index is None or year is None:
            return []
        kind = subject.kind
        national = kind in (Kind.PROVINCE, Kind.MINISTRY) or (kind is Kind.GROUP and context.level is Level.NATIONAL)
        value: Value = part.value if isinstance(part.value, str) else int(part.value) if part.whole else part.value
        ranked = measure in (Measure.RANK, Measure.RANK_OF, Measure.RANK_CHANGE)
        start, end = row[0].start, max(c.end for c in row)
        text = self.document.text
        return [
            Observation(
                index=index,
                level=Level.NATIONAL if national else Level.PROVINCIAL,
                province=None if national else context.host,
                year=year,
                subject=subject.name,
                subject_kind=kind,
                measure=measure,
                value=value,
                raw=text[part.start : part.end],
                evidence=Evidence(
                    text[start:end],
                    start,
                    end,
                    part.start,
                    part.end,
                    text[max(0, start - 32) : start],
                    text[end : end + 32],
                    cell.place,
                ),
                criterion=criterion,
                among=context.among if ranked and kind is Kind.DEPARTMENT else None,
                known=subject.known,
                grade=Grade.UNCERTAIN if cell.uncertain or not subject.known else Grade.SURE,
            )
        ]


def read_table(document: Document, block: Block, context: Context) -> Made:
    """The observations of the table in ``block`` under ``context``; a table that is not understood comes back unread."""
    table = block.table
    if table is None or not table.rows:
        return [], []
    context = refine(context, table.caption) if table.caption else context
    headers, body = split(table)
    if not body:
        return [], []
    context = _from_titles(headers, context)
    said = tone_key(" ".join([context.heading, *(cell.text for row in headers for cell in row)]))
    if pattern("targets").search(said) or (is_plan(document.title) and not looks_back(said)):
        return [], []  # what shall be reached, not what was
    roles = _in_percent(_ranks_by_heading(columns(headers, body, context), body, context), context)
    if not any(c.role in NUMERIC - {"max_score"} for c in roles):
        return [], []  # maxima alone are the criteria of an index, nobody's result
    held = {c.role for c in roles}
    if "subject" in held:
        made = _by_subject(document, table, body, roles, context)
    elif "year" in held:
        made = _by_year(document, body, roles, context)
    elif "criterion" in held:
        made = _by_criterion(document, body, roles, context)
    else:
        made = []
    if made or not _results_like(roles, context):
        return made, []
    return [], [
        Unread("table", document.slice(block)[:300], block.start, block.end, document.slice(block)[:2000], "table not understood")
    ]


def _ranks_by_heading(roles: list[Column], body: list[Row], context: Context) -> list[Column]:
    """Whole numbers under a heading that says "thứ hạng" are ranks, where no column says what it holds."""
    said = pattern("ranks_by_heading").search(tone_key(context.heading)) is not None or _small_whole(roles, body)
    if not said or any(c.role in ("rank", "percent", "max_score", "band") for c in roles):
        return roles
    values = [number_of(row[i]) for i, c in enumerate(roles) if c.role == "score" for row in body if not is_empty(row[i].text)]
    if not values or not all(v is not None and v.whole for v in values):
        return roles
    return [replace(c, role="rank") if c.role == "score" else c for c in roles]


def _in_percent(roles: list[Column], context: Context) -> list[Column]:
    """Figures under a caption that gives the unit, "Kết quả các tỉnh (%)", are shares of the maximum, unless their column says points."""
    if not pattern("in_percent").search(tone_key(context.heading)):
        return roles
    return [replace(c, role="percent") if c.role == "score" and "điểm" not in tone_key(c.text) else c for c in roles]


def _small_whole(roles: list[Column], body: list[Row]) -> bool:
    """Whether every figure under headings that only name years is a whole number up to 63: nobody scores so, provinces rank so."""
    dated = [i for i, c in enumerate(roles) if c.role == "score"]
    if len(dated) < 2 or any(
        c.year is None or not re.fullmatch(r"(?:năm\s+)?20\d\d", tone_key(c.text).strip()) for c in roles if c.role == "score"
    ):
        return False
    values = [number_of(row[i]) for i in dated for row in body if not is_empty(row[i].text)]
    return len(values) >= 4 and all(v is not None and v.whole and 1 <= float(v.value) <= 63 for v in values)


def _results_like(roles: list[Column], context: Context) -> bool:
    return any(c.role in ("rank", "band", "percent") for c in roles) and context.index is not None


def _from_titles(headers: list[Row], context: Context) -> Context:
    """Titles merged over the whole table are context, not headings."""
    for row in headers:
        texts = {squeeze(cell.text) for cell in row if cell.text.strip()}
        if len(texts) == 1 and len(row) > 1:
            context = refine(context, texts.pop())
    return context


def _by_subject(document: Document, table: Table, body: list[Row], roles: list[Column], context: Context) -> list[Observation]:
    """Subjects in rows, measures in columns."""
    made: list[Observation] = []
    at = next(i for i, c in enumerate(roles) if c.role == "subject")
    if not any(c.role == "rank" for c in roles) and _in_order(document, table):
        roles = [replace(c, role="rank") if c.role == "ordinal" else c for c in roles]
    shares = {c for c, column in enumerate(roles) if column.role == "percent" and _are_shares(body, at, c)}
    for row in body:
        name = squeeze(row[at].text)
        if (group := group_of(row)) is not None and not resolve(group, context.host).known:
            context = _group(context, group)
            continue
        writer = _Writer(document, _dated(context, row, roles))
        key = tone_key(name).strip(" :*.")
        if row_pattern("mean").search(key):
            made += _group_row(writer, row, roles)
            continue
        if is_empty(name) or row_pattern("total").search(key):
            continue
        if (kind := group_kind(key)) is not None and not resolve(name, context.host, context.kind).known:
            made += _counts(writer, row, roles, kind, name)
            continue
        subject = _subject(name, context)
        for c, column in enumerate(roles):
            if c != at and c not in shares and column.role in NUMERIC and not is_empty(row[c].text):
                made += _values(writer, row, subject, column, row[c])
    return made


def _are_shares(body: list[Row], at: int, c: int) -> bool:
    """Whether column ``c`` tells how a whole is made up: its rows add up to 100 %, as a total row says."""
    figures = [
        (row_pattern("total").search(tone_key(squeeze(row[at].text))), parse_number(row[c].text.strip(" %"))) for row in body
    ]
    parts = [value for total, value in figures if not total and value is not None]
    return len(parts) > 1 and abs(sum(parts) - WHOLE) < 1 and any(total and value == WHOLE for total, value in figures)


def _by_year(document: Document, body: list[Row], roles: list[Column], context: Context) -> list[Observation]:
    """Editions in rows, criteria and measures in columns. The subject is the one that the page speaks of."""
    own = _own(context)
    if own is None:
        return []
    made: list[Observation] = []
    for row in body:
        writer = _Writer(document, _dated(context, row, roles))
        for column, cell in zip(roles, row, strict=True):
            if column.role in NUMERIC and not is_empty(cell.text):
                made += _values(writer, row, column.subject or own, column, cell)
    return made


def _dated(context: Context, row: Row, roles: list[Column]) -> Context:
    """``context`` with the year that the row's own cell names."""
    years = [find_years(cell.text) for column, cell in zip(roles, row, strict=True) if column.role == "year"]
    return replace(context, year=years[0][0].year) if years and years[0] else context


def _own(context: Context) -> Subject | None:
    """The one that the heading over the table names, else whom the page speaks of: the topic of its title, or its province."""
    named = {s.name: s for s in find_subjects(context.heading, context.host) if s.kind in _UNITS and s.known}
    if len(named) == 1:
        (one,) = named.values()
        return Subject(one.name, one.kind)
    if context.topic is not None:
        return Subject(context.topic.name, context.topic.kind)
    name = context.subject or context.host
    inside = context.kind in _UNITS
    return Subject(name, Kind.PROVINCE) if name and not inside else None


def _in_order(document: Document, table: Table) -> bool:
    """Whether the caption says that the rows stand in order of rank, or a sentence that names the table ("Bảng 1") does."""
    if pattern("in_order").search(tone_key(table.caption)):
        return True
    label = _LABEL.match(tone_key(table.caption))
    if label is None:
        return False
    named = re.compile(rf"(?<!\w){re.escape(label[0])}(?!\w)")
    lines = (line for line in re.split(r"[.;\n](?=\s|$)", tone_key(document.text)) if "thứ tự" in line)
    return any(named.search(line) and pattern("in_order").search(line) for line in lines)


def _subject(name: str, context: Context) -> Subject:
    national = context.level is Level.NATIONAL or context.kind in (Kind.PROVINCE, Kind.MINISTRY)
    host = None if national else context.host
    within = _WITHIN.match(name)  # "xã Tân An (huyện Cần Giuộc)": where it lies is no part of its name
    subject = resolve(within[1] if within else name, host, context.kind)
    if not subject.known and subject.kind is Kind.OTHER and context.kind is not None:
        return Subject(subject.name, context.kind, False)
    return subject


def _group(context: Context, text: str) -> Context:
    """What a group row says of the rows below it: like the caption of a table of its own, also in which block their ranks hold."""
    refined = refine(context, text)
    return replace(refined, kind=Kind.DEPARTMENT, level=Level.PROVINCIAL) if block_of(text, heading=True)[1] else refined


def _values(writer: _Writer, row: Row, subject: Subject, column: Column, cell: Cell) -> list[Observation]:
    """The observations of one cell: one value, or two in "01 (0,727)" and "62,3/70"."""

    def write(measure: Measure, part: Part) -> list[Observation]:
        return writer.write(row, column.subject or subject, column, measure, part, cell, column.criterion)

    if facts := facts_of(cell):
        return [observation for measure, part in facts for observation in write(measure, part)]
    if (both := ranked_of(cell) or scored_of(cell)) is not None:
        share = column.role == "percent" or "%" in cell.text
        return write(Measure.RANK, both[0]) + write(Measure.PERCENT if share else Measure.SCORE, both[1])
    if column.role == "rank":
        if (pair := pair_of(cell)) is not None and pair[0].whole and pair[1].whole:
            return write(Measure.RANK, pair[0]) + write(Measure.RANK_OF, pair[1])
        part = rank_of_cell(cell)
        return write(Measure.RANK, part) if part else []
    if column.role in ("rank_change", "score_change"):
        part = change_of(cell)
        return write(Measure(column.role), part) if part else []
    if column.role == "band":
        part = class_of(cell)
        return write(Measure.BAND, part) if part else []
    if (pair := pair_of(cell)) is not None:
        return write(Measure.SCORE, pair[0]) + write(Measure.MAX_SCORE, pair[1])
    part = number_of(cell)
    if part is None:
        return []
    if column.role == "score" and part.percent:
        return write(Measure.PERCENT, part)
    return write(Measure(column.role), part)


def _group_row(writer: _Writer, row: Row, roles: list[Column]) -> list[Observation]:
    """The means of a table, of its overall columns only."""
    group = Subject("các đơn vị", Kind.GROUP)
    made: list[Observation] = []
    for column, cell in zip(roles, row, strict=True):
        part = number_of(cell)
        if part is None or column.criterion is not None:
            continue
        if column.role in ("score", "percent"):
            measure = Measure.MEAN_PERCENT if column.role == "percent" or part.percent else Measure.MEAN_SCORE
            made += writer.write(row, group, column, measure, part, cell, None)
    return made


def _counts(writer: _Writer, row: Row, roles: list[Column], kind: Kind, name: str) -> list[Observation]:
    """A row of a whole group: how many of it are in each band that a column is headed with."""
    made: list[Observation] = []
    from extract.mentions.band import parse_band  # noqa: PLC0415

    for column, cell in zip(roles, row, strict=True):
        band = parse_band(column.text) or (parse_band(column.criterion) if column.criterion else None)
        part = number_of(cell)
        if band and part and part.whole and not part.percent:
            made += writer.write(row, Subject(name, Kind.GROUP), column, Measure.COUNT, part, cell, band)
    return made


def _behind_measure(label: str) -> str | None:
    """The criterion that a row's label names behind its measure: "Xếp hạng chính quyền số"."""
    match = _MEASURE.match(tone_key(label))
    name = label[match.end() :].strip(" :.") if match else ""
    plain = tone_key(name)
    return name if len(name.split()) > 1 and not _OVERALL.match(plain) and refine(Context(), name).index is None else None


def _by_criterion(document: Document, body: list[Row], roles: list[Column], context: Context) -> list[Observation]:
    """Criteria in rows; years, measures or subjects in columns. The subject is the one that the page speaks of."""
    made: list[Observation] = []
    at = next(i for i, c in enumerate(roles) if c.role == "criterion")
    own = _own(context)
    for row in body:
        label = squeeze(row[at].text)
        key = tone_key(label).strip(" :*.")
        if is_empty(label) or (group_of(row) is not None):
            continue
        writer = _Writer(document, _dated(context, row, roles))
        ranks, overall = row_pattern("rank").search(key) is not None, row_pattern("score").search(key) is not None
        index = refine(Context(), label).index
        whole = overall or ranks or index is not None
        named = _behind_measure(label) if ranks or overall else None
        for c, column in enumerate(roles):
            subject = column.subject or own
            if c == at or column.role not in NUMERIC or subject is None or is_empty(row[c].text):
                continue
            role = (
                {"score": "rank", "percent": "rank", "score_change": "rank_change"}.get(column.role, column.role)
                if ranks
                else column.role
            )
            criterion = named if whole else label
            made += _values(
                writer, row, subject, replace(column, role=role, criterion=criterion, index=column.index or index), row[c]
            )
    return made
