"""Decisions as PDF: letterhead, articles, an appendix in one of several styles, signature, footnote, page numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from benchmarks.documents.layouts import Layout

FONTS = Path("/usr/share/fonts/truetype")
FACES = {"sans": "dejavu/DejaVuSansCondensed", "serif": "dejavu/DejaVuSerif", "noto": "noto/NotoSerif"}
PROSE = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 512/TTr-SNV "
    "ngày 12 tháng 01 năm 2023 về việc phê duyệt kết quả đánh giá, xếp hạng cải cách hành chính năm 2022 của các cơ quan, đơn vị."
)


@dataclass(frozen=True)
class Look:
    """How a table is set. ``lines``: all, rows or none; ``turn``: degrees that the page's contents lie turned."""

    name: str
    lines: str = "all"
    shaded: bool = False
    repeat: bool = True
    wide: bool = False
    turn: int = 0
    face: str = "sans"
    size: float = 9
    twice: bool = False


LOOKS = (
    Look("bordered"),
    Look("shaded", shaded=True, face="noto"),
    Look("unrepeated", repeat=False, face="serif"),
    Look("rules", lines="rows"),
    Look("borderless", lines="none", face="noto"),
    Look("landscape", wide=True),
    Look("sideways", turn=90),
    Look("two-tables", twice=True, size=8),
)  # fmt: skip


def _face(name: str) -> None:
    if name in pdfmetrics.getRegisteredFontNames():
        return
    for suffix, tail in (("", "" if "noto" not in FACES[name] else "-Regular"), ("-Bold", "-Bold")):
        pdfmetrics.registerFont(TTFont(name + suffix, FONTS / f"{FACES[name]}{tail}.ttf"))
    pdfmetrics.registerFontFamily(name, name, f"{name}-Bold", name, f"{name}-Bold")


def table(layout: Layout, look: Look, width: float) -> Table:
    """``layout`` as a table ``width`` points wide."""
    plain = ParagraphStyle("cell", fontName=look.face, fontSize=look.size, leading=look.size * 1.25)
    middle = ParagraphStyle("middle", parent=plain, alignment=1)
    strong = ParagraphStyle("strong", parent=middle, fontName=f"{look.face}-Bold")
    cells: list[list[Any]] = [[""] * len(layout.widths) for _ in layout.rows]
    rules: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 3)]
    for r, c, box in layout.placed():
        style = strong if r < layout.heads or r in layout.bold else plain if len(box.text) > 12 else middle
        cells[r][c] = Paragraph(box.text, style)
        if box.down > 1 or box.right > 1:
            rules.append(("SPAN", (c, r), (c + box.right - 1, r + box.down - 1)))
    if look.lines == "all":
        rules.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    elif look.lines == "rows":
        rules.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey))
    if look.shaded:
        rules.append(("BACKGROUND", (0, 0), (-1, layout.heads - 1), colors.HexColor("#d9e2f3")))
    scale = width / sum(layout.widths)
    return Table(cells, [w * scale for w in layout.widths], repeatRows=layout.heads if look.repeat else 0, style=rules)


def decision(layouts: list[Layout], look: Look) -> bytes:
    """A decision with ``layouts`` in its appendix."""
    _face(look.face)
    size = landscape(A4) if look.wide or look.turn in (90, 270) else A4
    body = ParagraphStyle("body", fontName=look.face, fontSize=11, leading=15, spaceAfter=6)
    head = ParagraphStyle("head", parent=body, fontName=f"{look.face}-Bold", alignment=1)
    letter = Table(
        [
            [
                Paragraph("ỦY BAN NHÂN DÂN<br/>TỈNH PHÚ THỌ", head),
                Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc", head),
            ],
            [Paragraph("Số: 152/QĐ-UBND", head), Paragraph("Phú Thọ, ngày 16 tháng 01 năm 2023", head)],
        ]
    )
    story: list[Any] = [
        letter,
        Paragraph("QUYẾT ĐỊNH<br/>Về việc phê duyệt kết quả xếp hạng năm 2022", head),
        Paragraph(PROSE, body),
    ]
    story += [Paragraph(f"Điều {i}. {PROSE}", body) for i in (1, 2)]
    story += [
        Table(
            [[Paragraph("Nơi nhận:<br/>- Như Điều 2;<br/>- Lưu: VT.", body), Paragraph("TM. ỦY BAN NHÂN DÂN<br/>CHỦ TỊCH", head)]]
        ),
        PageBreak(),
    ]
    for i, layout in enumerate(layouts, 1):
        story += [Paragraph(f"PHỤ LỤC {i}<br/>KẾT QUẢ XẾP HẠNG NĂM 2022", head), Spacer(1, 8)]
        story += [table(layout, look, size[0] - 110), Spacer(1, 12), Paragraph("Ghi chú: Dấu “-” là không đánh giá.", body)]
    out = io.BytesIO()

    def numbered(canvas: Any, page: Any) -> None:
        canvas.setFont(look.face, 9)
        canvas.drawCentredString(size[0] / 2, 25, str(page.page))

    SimpleDocTemplate(out, pagesize=size, leftMargin=50, rightMargin=50, topMargin=50, bottomMargin=50).build(
        story, onFirstPage=numbered, onLaterPages=numbered
    )
    return _turned(out.getvalue(), look.turn) if look.turn else out.getvalue()


def _turned(data: bytes, turn: int) -> bytes:
    """The pages laid on their side on paper that stands upright."""
    source = pypdfium2.PdfDocument(data)
    for sheet in source:
        sheet.set_rotation(turn)
    out = io.BytesIO()
    source.save(out)
    return out.getvalue()
