"""Tables with known cells in the layouts that decisions use; every renderer draws the same :class:`Layout`."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

Grid = list[list[str]]

OFFICES = (
    "Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Công Thương", "Sở Xây dựng", "Thanh tra tỉnh", "Ban Dân tộc",
    "Sở Giáo dục và Đào tạo", "Sở Kế hoạch và Đầu tư", "Sở Thông tin và Truyền thông", "Sở Giao thông vận tải", "Sở Ngoại vụ",
    "Sở Khoa học và Công nghệ", "Sở Tài nguyên và Môi trường", "Sở Lao động - Thương binh và Xã hội", "Văn phòng UBND tỉnh",
    "Sở Nông nghiệp và Phát triển nông thôn", "Sở Văn hóa, Thể thao và Du lịch", "Ban Quản lý các khu công nghiệp",
)  # fmt: skip
PROVINCES = (
    "Quảng Ninh", "Đà Nẵng", "Hải Phòng", "Đồng Tháp", "Long An", "Bắc Giang", "Thừa Thiên Huế", "Bà Rịa - Vũng Tàu", "Lào Cai",
    "Bắc Ninh", "Bến Tre", "Vĩnh Phúc", "Cần Thơ", "Hậu Giang", "Phú Thọ", "Thái Nguyên", "TP. Hồ Chí Minh", "Bình Định", "Nghệ An",
    "Quảng Ngãi", "Khánh Hòa", "Đắk Lắk", "Kon Tum", "Hưng Yên", "Tuyên Quang", "Điện Biên", "Cao Bằng", "Sóc Trăng", "Trà Vinh",
    "Hòa Bình",
)  # fmt: skip
DISTRICTS = ("huyện Lập Thạch", "thị xã Hương Trà", "thành phố Vĩnh Yên", "huyện Phong Điền", "huyện Tam Đảo", "huyện Sông Lô")
BANDS = ("Tốt", "Khá", "Trung bình", "Yếu")


@dataclass(frozen=True)
class Box:
    """A cell that spans ``down`` rows and ``right`` columns."""

    text: str
    down: int = 1
    right: int = 1


@dataclass(frozen=True)
class Layout:
    """Rows of boxes: a box stands where nothing above or to its left covers the grid. ``widths`` are relative."""

    name: str
    rows: list[list[Box]]
    heads: int
    widths: list[int]
    bold: set[int] = field(default_factory=set)  # rows set apart: groups, totals

    def placed(self) -> list[tuple[int, int, Box]]:
        """Row, column and box of each cell."""
        taken: set[tuple[int, int]] = set()
        found = []
        for r, row in enumerate(self.rows):
            c = 0
            for box in row:
                while (r, c) in taken:
                    c += 1
                found.append((r, c, box))
                taken |= {(r + i, c + j) for i in range(box.down) for j in range(box.right)}
        return found

    def grid(self) -> Grid:
        """The texts, merged cells repeated."""
        made = [[""] * len(self.widths) for _ in self.rows]
        for r, c, box in self.placed():
            for i in range(box.down):
                for j in range(box.right):
                    made[r + i][c + j] = box.text
        return made


def number(value: float, places: int = 2) -> str:
    """``value`` as decisions print it: decimal comma."""
    return f"{value:.{places}f}".replace(".", ",")


def _rows(*rows: list[str]) -> list[list[Box]]:
    return [[Box(text) for text in row] for row in rows]


def _band(score: float) -> str:
    return BANDS[0 if score >= 90 else 1 if score >= 80 else 2 if score >= 65 else 3]


def _scores(dice: random.Random, count: int) -> list[float]:
    return sorted((round(dice.uniform(55, 98), 2) for _ in range(count)), reverse=True)


def plain(dice: random.Random, count: int = 14) -> Layout:
    """Ordinal, name, score, rank, band."""
    names = dice.sample(OFFICES, min(count, len(OFFICES)))
    body = [
        [str(i), n, number(s), str(i), _band(s)] for i, (n, s) in enumerate(zip(names, _scores(dice, count), strict=False), 1)
    ]
    return Layout("plain", _rows(["TT", "Cơ quan, đơn vị", "Tổng điểm", "Xếp hạng", "Xếp loại"], *body), 1, [1, 6, 2, 2, 2])


def two_level(dice: random.Random) -> Layout:
    """Years over scores and ranks, with a change."""
    head = [
        [Box("TT", 2), Box("Tỉnh, thành phố", 2), Box("Năm 2021", 1, 2), Box("Năm 2022", 1, 2), Box("Tăng/giảm hạng", 2)],
        [Box("Điểm"), Box("Hạng"), Box("Điểm"), Box("Hạng")],
    ]
    body = []
    for i, name in enumerate(dice.sample(PROVINCES, 16), 1):
        before = dice.randint(1, 63)
        a, b = number(dice.uniform(55, 75)), number(dice.uniform(55, 75))
        body.append([str(i), name, a, str(before), b, str(i), "-" if before == i else f"{before - i:+d}"])
    return Layout("two-level", head + _rows(*body), 2, [1, 4, 2, 2, 2, 2, 2])


def three_level(dice: random.Random) -> Layout:
    """Three levels of heading, and a row of column numbers."""
    head = [
        [Box("STT", 3), Box("Đơn vị", 3), Box("Điểm thẩm định", 1, 4), Box("Tổng điểm", 3), Box("Hạng", 3)],
        [Box("Hạ tầng", 1, 2), Box("Nhân lực", 1, 2)],
        [Box("Tự chấm"), Box("Thẩm định"), Box("Tự chấm"), Box("Thẩm định")],
        [Box(f"({i})") for i in range(1, 9)],
    ]
    body = []
    for i, name in enumerate(dice.sample(OFFICES, 10), 1):
        parts = [round(dice.uniform(5, 20), 1) for _ in range(4)]
        body.append([str(i), name, *(number(p, 1) for p in parts), number(sum(parts), 1), str(i)])
    return Layout("three-level", head + _rows(*body), 4, [1, 6, 2, 2, 2, 2, 2, 2])


def groups(dice: random.Random) -> Layout:
    """Groups with Roman numerals over the whole width, and a mean at the end."""
    rows = _rows(["TT", "Đơn vị", "Điểm tối đa", "Điểm đạt", "Tỷ lệ (%)", "Xếp loại"])
    bold = set()
    for numeral, title, names in (
        ("I", "Khối các sở, ban, ngành", OFFICES),
        ("II", "Khối các huyện, thị xã, thành phố", DISTRICTS),
    ):
        bold.add(len(rows))
        rows.append([Box(numeral), Box(title, 1, 5)])
        for i, name in enumerate(dice.sample(names, 6), 1):
            score = dice.uniform(40, 70)
            rows += _rows([str(i), name, "70", number(score), number(score / 0.7), _band(score / 0.7)])
    bold.add(len(rows))
    rows.append([Box("Trung bình chung", 1, 2), Box("70"), Box("58,21"), Box("83,16"), Box("")])
    return Layout("groups", rows, 1, [1, 6, 2, 2, 2, 2], bold)


def wrapped(dice: random.Random) -> Layout:
    """Names that take two or three lines, and remarks."""
    names = [
        "Ban Quản lý dự án đầu tư xây dựng các công trình dân dụng và công nghiệp tỉnh",
        "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính tỉnh",
        "Sở Nông nghiệp và Phát triển nông thôn, Chi cục Thủy lợi, Chi cục Kiểm lâm",
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
        "Sở Lao động - Thương binh và Xã hội", "Sở Y tế",
    ]  # fmt: skip
    body = [
        [str(i), n, number(95 - i * dice.uniform(1, 3)), str(i), dice.choice(["", "Trừ 1 điểm do chậm báo cáo quý"])]
        for i, n in enumerate(names, 1)
    ]
    return Layout(
        "wrapped", _rows(["TT", "Tên cơ quan, đơn vị, địa phương", "Chỉ số", "Xếp thứ", "Ghi chú"], *body), 1, [1, 5, 2, 2, 4]
    )


def pairs(dice: random.Random) -> Layout:
    """Cells that hold rank and score, and empty ones."""
    body = []
    for i, name in enumerate(dice.sample(PROVINCES, 12), 1):
        cells = [f"{dice.randint(1, 63):02d} ({number(dice.uniform(0.3, 0.9), 3)})" for _ in range(3)]
        cells[dice.randrange(3)] = dice.choice(["-", cells[0]])
        body.append([f"{i:02d}", name, *cells])
    return Layout(
        "pairs", _rows(["Số TT", "Tỉnh/Thành phố", "Chính quyền số", "Kinh tế số", "Xã hội số"], *body), 1, [1, 3, 3, 3, 3]
    )


def wide(dice: random.Random) -> Layout:
    """Thirteen narrow columns: landscape."""
    head = [
        [Box("TT", 2), Box("Đơn vị", 2), Box("Các chỉ số thành phần", 1, 10), Box("Tổng", 2)],
        [Box(f"CSTP {i}") for i in range(1, 11)],
    ]
    body = []
    for i, name in enumerate(dice.sample(PROVINCES, 18), 1):
        parts = [round(dice.uniform(3, 9), 2) for _ in range(10)]
        body.append([str(i), name, *(number(p) for p in parts), number(sum(parts))])
    return Layout("wide", head + _rows(*body), 2, [1, 4, *([2] * 10), 2])


def long(dice: random.Random) -> Layout:
    """Over three pages."""
    body = []
    for i in range(1, 111):
        score = 98 - i * 0.37
        body.append(
            [str(i), f"Xã {dice.choice(PROVINCES)} {i}", number(score), number(dice.uniform(10, 20)), str(i), _band(score)]
        )
    return Layout(
        "long",
        _rows(["TT", "Xã, phường, thị trấn", "Tổng điểm", "Điểm thưởng", "Thứ hạng", "Xếp loại"], *body),
        1,
        [1, 5, 2, 2, 2, 2],
    )


LAYOUTS: dict[str, Callable[[random.Random], Layout]] = {
    "plain": plain,
    "two-level": two_level,
    "three-level": three_level,
    "groups": groups,
    "wrapped": wrapped,
    "pairs": pairs,
    "wide": wide,
    "long": long,
}
