"""The line format of ``extract --jsonl``: one JSON object a document, as the annotation format defines it."""

from __future__ import annotations

from extract.document import Document, Table
from extract.observation import Observation, Reading
from extract.pipeline import process

Line = dict[str, object]


def line(data: bytes, source: str, tables: bool = False) -> Line:
    """Read ``data`` and give its line; an archive's members are in the one line of the archive.

    Raises:
        UnreadableError: the bytes cannot be read.
    """
    return to_line(source, process(data, source), tables)


def to_line(source: str, results: list[tuple[Document, Reading]], tables: bool = False) -> Line:
    """The line of a document and its members: observations with evidence, decisions, and the tables when asked for."""
    first, reading = results[0]
    decisions: dict[str, Line] = {}
    for _, part in results:
        for d in part.decisions:
            day = d.date.isoformat() if d.date else None
            decisions.setdefault(d.normal, {"number": d.number, "date": day, "issuer": d.issuer, "approves": d.approves})
    made: Line = {
        "source": source,
        "title": first.title,
        "published": reading.published.isoformat() if reading.published else None,
        "relevant": any(part.relevant for _, part in results),
        "status": first.status.value,
        "reader": first.reader,
        "decisions": list(decisions.values()),
        "observations": [
            made if said is part else made | {"extractor": said.extractor}
            for document, part in results
            for said in (part, *part.beside)
            for made in (observation(document, o) for o in said.observations)
        ],
        "unread": sum(len(part.unread) for _, part in results),
        "extractor": f"{reading.extractor} {reading.version}",
    }
    signals = [{"vi": s.vi, "en": s.en} for document, _ in results for s in document.signals]
    if signals:
        made["signals"] = signals
    if tables:
        made["tables"] = [grid(document, table) for document, _ in results for table in document.tables()]
    return made


def observation(document: Document, o: Observation) -> Line:
    """One observation with its dimensions and its evidence."""
    e = o.evidence
    evidence: Line = {"quote": e.quote, "start": e.start, "end": e.end, "value_start": e.value_start, "value_end": e.value_end}
    for name in ("page", "bbox", "sheet", "cell"):
        value = getattr(e.place, name)
        if value is not None:
            evidence[name] = list(value) if isinstance(value, tuple) else value
    if document.member:
        evidence["member"] = document.member
    made: Line = {
        "index": o.index.value,
        "level": o.level.value,
        "province": o.province,
        "year": o.year,
        "subject": o.subject,
        "subject_kind": o.subject_kind.value,
        "criterion": o.criterion,
        "measure": o.measure.value,
        "value": o.value,
        "raw": o.raw,
        "grade": o.grade.value,
        "known": o.known,
        "evidence": evidence,
    }
    if o.among is not None:
        made["among"] = o.among
    if o.base_year is not None:
        made["base_year"] = o.base_year
    return made


def grid(document: Document, table: Table) -> Line:
    """A table's cell texts as read, with its page or sheet."""
    made: Line = {"rows": table.texts()}
    for name in ("page", "sheet"):
        value = getattr(table.place, name)
        if value is not None:
            made[name] = value
    if document.member:
        made["member"] = document.member
    return made
