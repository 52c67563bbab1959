"""A small store of invented figures: national editions, one province's own units, a contradiction, a PDF, a failure, a needless script."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import Engine
from sqlmodel import Session

from extract.document import NOWHERE, BlockKind, Place, TextBuilder
from extract.document import Document as Read
from extract.gazetteer import provinces
from extract.text.clean import fold
from store import checks
from store.archive import Archive
from store.bodies import pack
from store.captures import record
from store.consolidate import consolidate
from store.database import open_store
from store.home import Home
from store.models import Decision, Document, Failure, Finding, FindingObservation, Observation, Run, Setting, Source

NOW = datetime(2024, 9, 1, 8, 0, tzinfo=UTC)
HOSTILE = "<script>window.hacked=1</script><img src=x onerror=alert(1)>"
FOLDER = "file:///home/nguyen/t%C3%A0i%20li%E1%BB%87u/"
CONTRADICTED = "Lào Cai"
PDF_SUBJECT = "Hà Giang"


class Filler:
    """Writes documents with their observations."""

    def __init__(self, session: Session, archive: Archive) -> None:
        self.session, self.archive = session, archive

    def document(self, source: str, url: str, title: str, read: Read, body: bytes, published: date, media: str) -> Document:
        capture, _ = record(
            self.session,
            self.archive,
            source_id=source,
            url=url,
            body=body,
            media_type=media,
            now=NOW,
            headers={"Server": "test"},
        )
        row = Document(
            capture_id=capture.id or 0, version="test 1", reader="pdf" if "pdf" in media else "html", media_type=media, title=title,
            published=published, relevant=True, text=read.text, folded=fold(read.text), body=pack(read), read_at=NOW,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row

    def observe(
        self, document: Document, quote: tuple[int, int], value: tuple[int, int], place: Place = NOWHERE, **dimensions: object
    ) -> Observation:
        raw = document.text[value[0] : value[1]]
        number = float(raw.replace(".", "").replace(",", ".")) if raw[:1].isdigit() else None
        key = hashlib.sha256(repr((document.id, quote, value, sorted(dimensions.items()))).encode()).hexdigest()
        box = place.bbox or (None, None, None, None)
        row = Observation(
            key=key, document_id=document.id or 0, number=number, label=None if number is not None else raw, raw=raw,
            quote=document.text[slice(*quote)], start=quote[0], end=quote[1], value_start=value[0], value_end=value[1],
            prefix=document.text[max(0, quote[0] - 30) : quote[0]], suffix=document.text[quote[1] : quote[1] + 30],
            page=place.page, x0=box[0], y0=box[1], x1=box[2], y1=box[3], extractor="grammar", version="1", first_seen=NOW, last_seen=NOW,
            **dimensions,
        )  # type: ignore[arg-type]  # fmt: skip
        self.session.add(row)
        return row

    def edition(self, index: str, year: int, shift: int) -> None:
        """A national edition as a table of all provinces; those of 2021 as a PDF with the place of every cell."""
        names = provinces()
        order = [names[(i * 5 + shift) % len(names)] for i in range(len(names))]
        paged = year == 2021
        builder = TextBuilder()
        title = f"Bảng xếp hạng {index} năm {year}"
        builder.block(BlockKind.TITLE, title, 1)
        rows = [[(w, NOWHERE) for w in ("Hạng", "Tỉnh", "Điểm")]]
        for i, name in enumerate(order):
            where = [
                Place(1, (x, 60 + i * 11, x + w, 70 + i * 11)) if paged else NOWHERE for x, w in ((60, 20), (100, 120), (260, 40))
            ]
            rows.append([(str(i + 1), where[0]), (name, where[1]), (f"{90 - i * 0.7:.2f}".replace(".", ","), where[2])])
        block = builder.table(rows, headers=1)
        media = "application/pdf" if paged else "text/html"
        read = Read("", media, builder.text, tuple(builder.blocks), title=title)
        body = _pdf(rows) if paged else f"<h1>{title}</h1>".encode()
        document = self.document(
            "publisher", f"https://publisher.example/{index}/{year}", title, read, body, date(year + 1, 5, 3), media
        )
        self.session.add(
            Decision(document_id=document.id or 0, number=f"12{year}/QĐ-BTTTT", normal=f"12{year}/QĐ-BTTTT", approves=True)
        )
        assert block.table is not None
        for row in block.table.rows[1:]:
            for cell, measure in ((row[0], "rank"), (row[2], "score")):
                self.observe(
                    document, (row[0].start, row[2].end), (cell.start, cell.end), cell.place, index=index, level="national", year=year,
                    subject=row[1].text, subject_kind="province", measure=measure, in_table=True, grade="sure",
                )  # fmt: skip

    def criteria(self) -> None:
        """Criteria of one national edition, and the units of one province with theirs."""
        for level, province, subjects in (
            ("national", "", [(n, "province") for n in provinces()[:20]]),
            ("provincial", CONTRADICTED, [(f"Sở số {i}", "department") for i in range(1, 7)] + [(f"Huyện số {i}", "district") for i in range(1, 6)]),
        ):  # fmt: skip
            index = "dti" if level == "national" else "ddci"
            builder = TextBuilder()
            builder.block(BlockKind.TITLE, f"Kết quả {index} theo tiêu chí năm 2023", 1)
            heads = ("Đơn vị", "Hạng", "Điểm", "Minh bạch", "Chi phí thời gian")
            rows = [[(w, NOWHERE) for w in heads]]
            for i, (name, _) in enumerate(subjects):
                values = (name, str(i + 1), f"{80 - i},5", f"{9 - i * 0.2:.1f}".replace(".", ","), f"{5 + i % 4},0")
                rows.append([(v, NOWHERE) for v in values])
            block = builder.table(rows, headers=1)
            read = Read("", "text/html", builder.text, tuple(builder.blocks), title=index)
            document = self.document(
                "laocai", f"https://laocai.example/{index}-tieu-chi", f"Kết quả {index} theo tiêu chí", read, index.encode(),
                date(2024, 6, 1), "text/html",
            )  # fmt: skip
            assert block.table is not None
            for row, (name, kind) in zip(block.table.rows[1:], subjects, strict=True):
                cells = [(row[3], "score", "Minh bạch"), (row[4], "score", "Chi phí thời gian")]
                if level == "provincial":
                    cells += [(row[1], "rank", ""), (row[2], "score", "")]
                for cell, measure, criterion in cells:
                    self.observe(
                        document, (row[0].start, row[4].end), (cell.start, cell.end), index=index, level=level, province=province, year=2023,
                        subject=name, subject_kind=kind, criterion=criterion, measure=measure, in_table=True, grade="inherited",
                    )  # fmt: skip

    def scan(self) -> None:
        """A scan that nothing on this machine could read."""
        read = Read("", "application/pdf", "", (), title="Phụ lục bản chụp")
        row = self.document(
            "laocai",
            "https://laocai.example/phu-luc.pdf",
            "Phụ lục bản chụp",
            read,
            b"%PDF-1.4",
            date(2024, 7, 2),
            "application/pdf",
        )
        row.status, row.pages = "needs-ocr", 1
        self.session.add(
            Failure(
                source_id="laocai", capture_id=row.capture_id, stage="ocr", error="LimitError", message_vi="Cần nhận dạng chữ (OCR)",
                message_en="Needs OCR", url="https://laocai.example/phu-luc.pdf", at=NOW,
            )
        )  # fmt: skip

    def article(self) -> Observation:
        """A news item that contradicts the table, and that tries to smuggle markup in."""
        builder = TextBuilder()
        builder.block(BlockKind.TITLE, "Lào Cai tăng hạng chuyển đổi số", 1)
        sentence = "Năm 2023, Lào Cai xếp thứ 61/63 tỉnh, thành phố về chuyển đổi số."
        block = builder.block(BlockKind.PARAGRAPH, f"{HOSTILE} {sentence} Đây là tin của Cổng thông tin.")
        read = Read("", "text/html", builder.text, tuple(builder.blocks), title="Lào Cai tăng hạng")
        document = self.document(
            "laocai",
            "https://laocai.example/tin/1",
            f"Lào Cai tăng hạng {HOSTILE}",
            read,
            b"<p>tin</p>",
            date(2024, 7, 1),
            "text/html",
        )
        start = block.start + len(HOSTILE) + 1
        at = builder.text.index("61/63")
        return self.observe(
            document, (start, start + len(sentence)), (at, at + 2), index="dti", level="national", year=2023, subject=CONTRADICTED,
            subject_kind="province", measure="rank", grade="uncertain",
        )  # fmt: skip


def _pdf(rows: list[list[tuple[str, Place]]]) -> bytes:
    """The figures of ``rows`` on one page, each where its place says."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 8)
    for row in rows[1:]:
        for text, place in (row[0], row[2]):
            assert place.bbox is not None
            canvas.drawString(place.bbox[0] + 2, 842 - place.bbox[3] + 2, text)
    canvas.save()
    return out.getvalue()


def build(root: Path, *, demo: bool = True) -> Engine:
    """Fill a store under ``root`` and return its engine."""
    home = Home(root)
    engine = open_store(home)
    with Session(engine) as session:
        session.add(
            Source(id="publisher", name_vi="Nơi công bố", name_en="Publisher", kind="publisher", primary_for=["dti", "par-index"])
        )
        session.add(
            Source(id="laocai", name_vi="Cổng Lào Cai", name_en="Lào Cai portal", province=CONTRADICTED, hosts=["laocai.example"])
        )
        session.add(Source(id="yenbai", name_vi="Cổng Yên Bái", name_en="Yên Bái portal", province="Yên Bái"))
        session.flush()
        if demo:
            session.add(Setting(name="demo", value="true"))
        session.add(Run(stage="crawl", source_id="laocai", started=NOW, finished=NOW, outcome="ok", inserted=3))
        session.add(
            Failure(
                source_id="yenbai", stage="crawl", error="FetchError", message_vi="Máy chủ không trả lời",
                message_en="The server does not answer", url="https://yenbai.example/", at=NOW,
            )
        )  # fmt: skip
        session.add(
            Failure(
                source_id="laocai", stage="read", error="UnreadableError", message_vi=f"{FOLDER}b%E1%BA%A3ng.pdf: tệp rỗng",
                message_en=f"{FOLDER}b%E1%BA%A3ng.pdf: the file is empty", url=f"{FOLDER}b%E1%BA%A3ng.pdf", at=NOW,
            )
        )  # fmt: skip
        session.flush()
        filler = Filler(session, Archive(home.archive))
        for shift, (index, year) in enumerate((i, y) for i in ("dti", "par-index") for y in (2021, 2022, 2023)):
            filler.edition(index, year, shift)
        filler.criteria()
        filler.scan()
        told = filler.article()
        session.flush()
        table = (
            session.query(Observation)
            .filter_by(index="dti", year=2023, subject=CONTRADICTED, measure="rank", in_table=True)
            .one()
        )
        finding = Finding(
            key="conflict:1", rule="conflict", severity="error", confidence=0.9, index="dti", level="national", year=2023,
            subject=CONTRADICTED, sentence_vi=f"Hạng của Lào Cai mâu thuẫn: {table.raw} và {told.raw}.",
            sentence_en=f"The rank of Lào Cai is contradicted: {table.raw} and {told.raw}.", since=NOW,
        )  # fmt: skip
        session.add(finding)
        session.flush()
        for position, observation in enumerate((table, told)):
            session.add(FindingObservation(finding_id=finding.id or 0, observation_id=observation.id or 0, position=position))
        session.commit()
    consolidate(engine)
    with Session(engine) as session:  # the finding above is what the cross-checks of this version found
        session.add(Run(stage="check", started=NOW, finished=NOW, outcome="ok", version=checks.VERSION, inserted=1))
        session.commit()
    return engine
