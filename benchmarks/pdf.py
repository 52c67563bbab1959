"""Reading a born-digital decision of 40 pages with a 3-page appendix, against pdfplumber's ``extract_tables()`` over every page.

Both run in this process, in turns, on a file that this script makes. Prints pages a second of processor time (medians), the median of the
rounds' quotients, and how many cells of the appendix each read exactly; fails where the quotient is below 5 or the cells are fewer.

    python benchmarks/pdf.py [--font PATH] [--rounds 7]
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from extract.readers import open_document

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
PROSE_PAGES, TIMES = 37, 5.0
CLAUSE = (
    "Điều {n}. Các sở, ban, ngành và Ủy ban nhân dân các huyện, thị xã, thành phố có trách nhiệm tổ chức thực hiện nhiệm vụ được giao, "
    "định kỳ báo cáo kết quả về Sở Thông tin và Truyền thông để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét, quyết định theo quy định. "
)
HEAD = ["TT", "Cơ quan, đơn vị", "Hạ tầng", "Nhân lực", "Ứng dụng", "Tổng điểm", "Xếp hạng"]
Grid = list[list[str]]


def rows() -> Grid:
    """The appendix: 110 agencies with three parts, their sum and the rank."""
    made = []
    for i in range(1, 111):
        parts = [3000 - 7 * i, 2500 - 5 * i, 4000 - 11 * i]
        shown = [f"{value / 100:.2f}".replace(".", ",") for value in [*parts, sum(parts)]]
        made.append([str(i), f"Cơ quan chuyên môn số {i} thuộc tỉnh", *shown, str(i)])
    return made


def decision(font: Path) -> bytes:
    """The PDF: 37 pages of articles, 3 of appendix."""
    pdfmetrics.registerFont(TTFont("Body", font))
    pdfmetrics.registerFontFamily("Body", "Body", "Body", "Body", "Body")
    style = ParagraphStyle("body", fontName="Body", fontSize=11, leading=15, spaceAfter=6)
    story: list[object] = []
    for page in range(PROSE_PAGES):
        story += [Paragraph(CLAUSE.format(n=page * 9 + k), style) for k in range(9)]
        story.append(PageBreak())
    look = [("FONT", (0, 0), (-1, -1), "Body", 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    story.append(Table([HEAD, *rows()], repeatRows=1, style=look))
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


def ours(data: bytes) -> Grid:
    """Every table row that xephang reads."""
    return [row for table in open_document(data, "decision.pdf").tables() for row in table.texts()]


def theirs(data: bytes) -> Grid:
    """Every table row that pdfplumber finds."""
    with pdfplumber.open(io.BytesIO(data)) as source:
        found = [[cell or "" for cell in row] for page in source.pages for table in page.extract_tables() for row in table]
    return found


def right(read: Grid) -> int:
    """How many cells of the appendix stand in ``read`` as they should."""
    known = {row[0]: row for row in rows()}
    return sum(a == b for row in read if row and row[0] in known for a, b in zip(row, known[row[0]], strict=False))


def timed(function: Callable[[bytes], Grid], data: bytes) -> tuple[float, Grid]:
    """The processor's seconds that ``function`` took, which others on the machine change less than the clock's, and what it read."""
    gc.collect()
    begun = time.process_time()
    read = function(data)
    return time.process_time() - begun, read


def main() -> int:
    """Run both and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--font", type=Path, default=FONT)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    data = decision(args.font)
    with pdfplumber.open(io.BytesIO(data)) as source:
        pages = len(source.pages)
    ours(data)  # imports
    both = [(timed(ours, data), timed(theirs, data)) for _ in range(args.rounds)]
    my_rows, other_rows = both[0][0][1], both[0][1][1]
    mine, other = (statistics.median(pair[i][0] for pair in both) for i in (0, 1))
    times = [other / mine for (mine, _), (other, _) in both]
    total = sum(map(len, rows()))
    print(f"pages {pages}")
    print(f"xephang     {pages / mine:8.1f} pages/s  {right(my_rows)}/{total} cells")
    print(f"pdfplumber  {pages / other:8.1f} pages/s  {right(other_rows)}/{total} cells")
    print(f"times faster {statistics.median(times):.1f} ({min(times):.1f} to {max(times):.1f}; wanted: {TIMES:.0f})")
    return 0 if statistics.median(times) >= TIMES and right(my_rows) >= right(other_rows) else 1


if __name__ == "__main__":
    sys.exit(main())
