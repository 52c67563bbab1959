"""What is told the other way round, or of somebody else: the figure before its name, a rank given away, a criterion behind its score."""

from __future__ import annotations

import pytest

from extract import jsonl
from tests.extract.frames.test_wordings import parts, read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "79,5 điểm giúp huyện Di Linh ngồi ghế số một; huyện Lâm Hà giữ ngôi số hai.",
            {("huyện Di Linh", "score", 79.5, 2022), ("huyện Di Linh", "rank", 1, 2022), ("huyện Lâm Hà", "rank", 2, 2022)},
        ),
        (
            "Sở Y tế được 88 điểm, xếp thứ I; Sở Nội vụ thứ II với 85,5 điểm.",
            {
                ("Sở Y tế", "score", 88, 2022),
                ("Sở Y tế", "rank", 1, 2022),
                ("Sở Nội vụ", "rank", 2, 2022),
                ("Sở Nội vụ", "score", 85.5, 2022),
            },
        ),
        (
            "Sở Y tế (88,2 điểm) có chỉ số cao nhất; đơn vị cao điểm thứ hai là Sở Nội vụ.",
            {("Sở Y tế", "score", 88.2, 2022), ("Sở Y tế", "rank", 1, 2022), ("Sở Nội vụ", "rank", 2, 2022)},
        ),
        ("Nơi cao nhất là huyện Di Linh.", {("huyện Di Linh", "rank", 1, 2022)}),
        (
            "Vị trí cao nhất không thuộc về Sở Nội vụ mà thuộc về Sở Y tế: 80,25 điểm.",
            {("Sở Y tế", "rank", 1, 2022), ("Sở Y tế", "score", 80.25, 2022)},
        ),
        (
            "Sở Y tế đứng thứ hai, nhường vị trí thứ nhất cho Sở Nội vụ với 92,5 điểm.",
            {("Sở Y tế", "rank", 2, 2022), ("Sở Nội vụ", "rank", 1, 2022), ("Sở Nội vụ", "score", 92.5, 2022)},
        ),
        (
            "Sở Y tế dẫn đầu với 92,5 điểm, trên Sở Nội vụ ở vị trí thứ hai với 91,75 điểm.",
            {
                ("Sở Y tế", "rank", 1, 2022),
                ("Sở Y tế", "score", 92.5, 2022),
                ("Sở Nội vụ", "rank", 2, 2022),
                ("Sở Nội vụ", "score", 91.75, 2022),
            },
        ),
        (
            "Bảng này do Sở Y tế (95,5 điểm) dẫn đầu.",
            {("Sở Y tế", "score", 95.5, 2022), ("Sở Y tế", "rank", 1, 2022)},
        ),
        (
            "Sở Y tế và Sở Nội vụ ở hai thứ hạng đầu tiên là nhất và nhì.",
            {("Sở Y tế", "rank", 1, 2022), ("Sở Nội vụ", "rank", 2, 2022)},
        ),
        (
            "Huyện Di Linh được 88,4 điểm, hơn năm 2021 là 3,9 điểm.",
            {("huyện Di Linh", "score", 88.4, 2022), ("huyện Di Linh", "score_change", 3.9, 2022)},
        ),
        ("Hai sở này cùng hạng A. Sở Tư pháp xếp thứ 8.", {("Sở Tư pháp", "rank", 8, 2022)}),
        ("Ba sở đầu bảng theo thứ tự từ nhất đến ba: Sở Y tế, Sở Nội vụ, Sở Tư pháp.", None),
    ],
)
def test_read(body: str, expected: set[tuple[object, ...]] | None) -> None:
    if expected is None:  # only ranks that the sentence itself writes
        expected = {("Sở Y tế", "rank", 1, 2022), ("Sở Tư pháp", "rank", 3, 2022)}
    assert read(body) >= expected
    assert {row for row in read(body) if row not in expected} == set()


@pytest.mark.parametrize(
    "body",
    [
        "Số lượt thi tuần thứ ba cao nhất với 13.250 lượt.",
        "Hội đồng họp phiên thứ nhất, nêu nguyên nhân thứ hai và lý do thứ 3.",
        "Sở Y tế đạt vị trí cao nhất từ trước đến nay.",
        "Tỉnh chỉ còn kém tốp 5 đúng 0,021 điểm, cách nhóm 3 vẫn còn 0,05 điểm.",
        "Giải ngân qua kho bạc đạt 95%.",
    ],
)
def test_left_alone(body: str) -> None:
    assert read(body) == set()


def test_criteria_behind_their_scores() -> None:
    got = parts('Sở Nội vụ nhận 4,05/10 điểm ở mục "thể chế số" và 5,2/10 điểm ở mục "nhận thức số".')
    assert ("Sở Nội vụ", "thể chế số", None, "score", 4.05) in got
    assert ("Sở Nội vụ", "nhận thức số", None, "score", 5.2) in got


def test_a_criterion_may_hold_a_word_of_wishes() -> None:
    got = parts('Tiêu chí "tuân thủ các yêu cầu tối thiểu về an toàn" của Sở Y tế đạt 8,5 điểm.')
    assert ("Sở Y tế", "tuân thủ các yêu cầu tối thiểu về an toàn", None, "score", 8.5) in got


def test_at_a_place_whose_criteria_follow() -> None:
    got = parts('Tại thành phố Đà Lạt, yếu tố "công chức" đạt tới 95,2%, còn "tiếp nhận góp ý" dừng ở 84,1%.', "SIPAS")
    assert ("thành phố Đà Lạt", "công chức", None, "percent", 95.2) in got
    assert ("thành phố Đà Lạt", "tiếp nhận góp ý", None, "percent", 84.1) in got


def national(body: str) -> set[tuple[object, ...]]:
    head = "Lâm Đồng trong bức tranh đổi mới sáng tạo vùng Tây Nguyên\n\n12/05/2023\n\nBộ Khoa học và Công nghệ công bố PII năm 2022 của 63 tỉnh.\n\n"
    line = jsonl.line((head + body + "\n").encode(), "page.txt")
    return {(o["subject"], o.get("among"), o["measure"], o["value"]) for o in line["observations"]}


def test_the_region_of_the_title_is_the_region() -> None:
    got = national("So trong khu vực 5 tỉnh, thành phố, Lâm Đồng giữ vị trí 2/5; Đắk Lắk ở vị trí số một.")
    assert {("Lâm Đồng", "Tây Nguyên", "rank", 2), ("Đắk Lắk", "Tây Nguyên", "rank", 1)} <= got


def test_a_rank_before_its_word() -> None:
    got = national("Mười lăm là thứ hạng PII năm 2022 của Lâm Đồng trong bảng 63 tỉnh, thành phố.")
    assert {("Lâm Đồng", None, "rank", 15), ("Lâm Đồng", None, "rank_of", 63)} <= got


def test_a_title_of_tasks_over_results() -> None:
    head = "Lâm Đồng và bài toán giữ hạng chuyển đổi số\n\n04/03/2023\n\nNăm 2022, Lâm Đồng xếp thứ 15/63 về DTI.\n\nKết quả từng chỉ số:\n\n"
    line = jsonl.line((head + "- Nhận thức số: 0,95/1, hạng 11, tăng 5 bậc.\n").encode(), "page.txt")
    got = {(o["criterion"], o["measure"], o["value"]) for o in line["observations"]}
    assert {("Nhận thức số", "score", 0.95), ("Nhận thức số", "rank", 11), ("Nhận thức số", "rank_change", 5)} <= got


def test_a_legend_of_cells() -> None:
    head = "PAR INDEX của tỉnh Phú Thọ các năm 2021 - 2022\n\n12/05/2023\n\nTrong mỗi ô, số đứng trước là tỷ lệ % điểm, số trong ngoặc là thứ hạng.\n\n"
    rows = "Lĩnh vực | Năm 2022 | Năm 2021\nCải cách thể chế | 91,7 (10) | 87,9 (28)\nTài chính công | 80,4 (45) | 69,5 (50)\nPAR INDEX chung | 87,3 (24) | 84,4 (27)\n"
    line = jsonl.line((head + rows).encode(), "page.txt")
    got = {(o["year"], o["criterion"], o["measure"], o["value"]) for o in line["observations"]}
    assert {
        (2022, "Cải cách thể chế", "percent", 91.7),
        (2021, "Cải cách thể chế", "rank", 28),
        (2022, None, "percent", 87.3),
    } <= got
