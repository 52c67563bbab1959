"""The chain of evidence: from a value to its sentence, its document, its capture, its source, and the rule that chose it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from extract.errors import StoreError
from extract.language import Lang, day, number
from extract.text.clean import fold
from store.models import Capture, Document, Observation, Result, Review, Source
from store.reviews import verdicts
from store.words import word


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything behind one observation; ``result`` is the panel's cell that it supports or dissents from, if any,
    ``review`` the standing verdict on the observation."""

    observation: Observation
    document: Document
    capture: Capture
    source: Source
    result: Result | None
    review: Review | None = None

    @property
    def chosen(self) -> bool:
        """Whether the panel shows this very observation."""
        return self.result is not None and self.result.observation_id == self.observation.id

    def lines(self, lang: Lang) -> list[tuple[str, str]]:
        """The chain as (label, text) lines in ``lang``, from the value down to the source."""
        o, d, c = self.observation, self.document, self.capture
        index, level, measure = word("index", o.index, lang), word("level", o.level, lang), word("measure", o.measure, lang)
        what = [index, level, o.province, str(o.year or "?"), o.subject, o.among, o.criterion, measure]
        value = o.label if o.number is None else number(o.number, lang)
        lines = [
            ("observation", f"{o.id}: " + " · ".join(part for part in what if part)),
            ("value", f"{value}  ({word('word', 'written', lang)}: {o.raw})"),
            ("quote", f"…{o.prefix}»{o.quote}«{o.suffix}…".replace("\n", " ")),
            ("place", self._place(lang)),
            ("grade", f"{word('grade', o.grade, lang)}; {word('label', 'extractor', lang).lower()} {o.extractor} {o.version}"),
            ("document", f"{d.title or '–'}" + (f" ({d.member})" if d.member else "")),
            ("published", day(d.published, lang) if d.published else "–"),
            ("address", c.url),
            ("captured", f"{c.fetched_at:%Y-%m-%d %H:%M} UTC, {number(c.size, lang)} B, HTTP {c.status}"),
            ("hash", c.sha256),
            ("source", self.source.name_vi if lang == "vi" else self.source.name_en),
        ]
        if self.result is not None:
            lines.append(("result", self._result(lang)))
            lines.append(("rule", word("reason", self.result.reason, lang)))
            if self.result.correction_id:
                lines.append(("correction", self.result.correction_id))
        if self.review is not None:
            lines.append(
                ("review", " – ".join(part for part in (word("verdict", self.review.verdict, lang), self.review.note) if part))
            )
        return [(word("label", label, lang), text) for label, text in lines]

    def _place(self, lang: Lang) -> str:
        o = self.observation
        parts = [f"{word('word', 'characters', lang)} {o.value_start}–{o.value_end}"]
        for name in ("page", "sheet", "cell"):
            if getattr(o, name) is not None:
                parts.append(f"{word('word', name, lang)} {getattr(o, name)}")
        if o.x0 is not None and o.y0 is not None and o.x1 is not None and o.y1 is not None:
            parts.append(f"[{o.x0:.0f} {o.y0:.0f} {o.x1:.0f} {o.y1:.0f}]")
        return ", ".join(parts)

    def _result(self, lang: Lang) -> str:
        r = self.result
        assert r is not None
        value = r.label if r.number is None else number(r.number, lang)
        standing = word("word", "chosen" if self.chosen else "not_chosen", lang)
        counts = f"{word('word', 'support', lang)} {r.support}, {word('word', 'dissent', lang)} {r.dissent}"
        return f"{value} ({word('state', r.state, lang)}; {counts}); {standing}"


def chain(session: Session, observation_id: int) -> Chain:
    """The chain of one observation.

    Raises:
        StoreError: no observation has this number.
    """
    o = session.get(Observation, observation_id)
    if o is None:
        raise StoreError(f"Không có quan sát số {observation_id}", f"There is no observation {observation_id}")
    document = session.get_one(Document, o.document_id)
    capture = session.get_one(Capture, document.capture_id)
    return Chain(
        o,
        document,
        capture,
        session.get_one(Source, capture.source_id),
        result_of(session, o),
        verdicts(session, "observation").get(o.key),
    )


def result_of(session: Session, o: Observation) -> Result | None:
    """The standing result of the observation's cell of the panel."""
    query = select(Result).where(
        Result.index == o.index, Result.level == o.level, Result.province == o.province, Result.year == o.year,
        Result.among == o.among, Result.subject == o.subject, Result.measure == o.measure, col(Result.closed_at).is_(None),
    )  # fmt: skip
    found = session.exec(query).all()
    exact = [r for r in found if fold(r.criterion) == fold(o.criterion)]
    chosen = [r for r in found if r.observation_id == o.id]
    return next(iter(chosen or exact), None)
