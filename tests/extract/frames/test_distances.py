"""How far two are apart, how far one has moved, and of which edition: figures that are no scores, and years that are not the change's."""

from __future__ import annotations

import pytest

from tests.extract.frames.test_wordings import parts, read


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("Sở Y tế đạt 82,4 điểm, chỉ hơn Sở Tư pháp 0,31 điểm.", 0.31),
        ("Sở Y tế đứng thứ nhất, được 82,4 điểm, nhỉnh hơn Sở Tư pháp, đơn vị thứ nhì, 0,31 điểm.", 0.31),
        ("Huyện Di Linh xếp cuối, 61,2 điểm, cách huyện liền trên là Đam Rông (61,9 điểm) 0,7 điểm.", 0.7),
        ("Các đơn vị ở giữa bảng khác nhau chưa tới 0,4 điểm.", 0.4),
        ("Sở Y tế đạt 82,4 điểm, không phải 80,2 điểm như tin đã đưa.", 80.2),
    ],
)
def test_a_distance_and_a_denied_figure_are_no_score(body: str, number: float) -> None:
    assert number not in {value for _, measure, value, _ in read(body) if measure == "score"}


def test_more_than_before_is_a_score_of_before() -> None:
    assert ("Sở Y tế", "score", 80.2, 2021) in read("Sở Y tế được 82,4 điểm, cao hơn mức 80,2 điểm của năm trước.")


@pytest.mark.parametrize(
    "body",
    [
        "Sở Y tế từ hạng 9 năm 2021 vươn lên thứ 5, tăng 4 bậc.",
        "Nếu lấy năm 2020 làm mốc thì Sở Y tế tăng 4 bậc.",
        "Quy đổi theo năm 2021, Sở Y tế tăng 4 bậc.",
    ],
)
def test_a_change_is_of_the_edition_where_it_ends(body: str) -> None:
    assert ("Sở Y tế", "rank_change", 4, 2022) in read(body)


def test_a_rank_before_what_it_followed_is_of_this_edition() -> None:
    found = read("Sở Y tế tụt xuống hạng ba sau khi đứng thứ hai ở kỳ 2021.")
    assert ("Sở Y tế", "rank", 3, 2022) in found


def test_then_in_a_bracket_is_the_year_before_it() -> None:
    found = read("Sở Y tế xếp thứ 5, lùi 2 bậc so với kỳ đánh giá năm 2020 (khi đó Sở Y tế đứng thứ 3).")
    assert ("Sở Y tế", "rank", 3, 2020) in found


def test_brackets_are_of_the_year_that_a_legend_says() -> None:
    found = read("Kết quả như sau (dấu ngoặc là mức của năm 2021):\n\n- Sở Y tế: 81,9 điểm (70,4 điểm), hạng 1.")
    assert {("Sở Y tế", "score", 81.9, 2022), ("Sở Y tế", "score", 70.4, 2021)} <= found


def test_whom_the_first_leaves_behind_has_the_place_that_follows() -> None:
    found = read("Sở Y tế đứng đầu với 94,9 điểm, bỏ xa Sở Tư pháp ở vị trí thứ hai (91,3 điểm).")
    assert ("Sở Tư pháp", "rank", 2, 2022) in found
    assert ("Sở Y tế", "rank", 2, 2022) not in found


def test_a_series_is_numbered_and_a_place_is_high_without_being_a_rank_or_a_class() -> None:
    assert read("Hội Tin học công bố báo cáo thứ 13. Sở Y tế có thứ hạng cao.") == set()


def test_a_mean_that_has_moved() -> None:
    found = parts("So với năm 2021, khối sở, ban, ngành tăng bình quân 2,35 điểm, khối huyện giảm bình quân 1,2 điểm.")
    assert {(criterion, measure, value) for _, criterion, _, measure, value in found} == {
        ("mean", "score_change", 2.35),
        ("mean", "score_change", -1.2),
    }


def test_what_a_figure_is_about() -> None:
    found = parts("Sở Y tế được đánh giá về thủ tục 80,9 điểm, về kết quả 81,1 điểm. Phần khảo sát được 24,9/32 điểm.")
    said = {(criterion, measure, value) for _, criterion, _, measure, value in found}
    assert {("thủ tục", "score", 80.9), ("kết quả", "score", 81.1)} <= said


@pytest.mark.parametrize(
    ("above", "below", "ranked"),
    [
        ("Các sở được liệt kê theo thứ tự từ hạng nhất trở xuống:", "", True),
        ("Kết quả của các sở:", "(Danh sách xếp theo thứ hạng từ cao xuống thấp.)", True),
        ("Kết quả của các sở:", "", False),
    ],
)
def test_a_numbered_list_in_order_gives_ranks(above: str, below: str, ranked: bool) -> None:
    items = "1. Sở Y tế: 93,2 điểm\n\n2. Sở Tư pháp: 91,4 điểm\n\n3. Sở Nội vụ: 90,0 điểm"
    found = {(subject, value) for subject, measure, value, _ in read(f"{above}\n\n{items}\n\n{below}") if measure == "rank"}
    assert found == ({("Sở Y tế", 1), ("Sở Tư pháp", 2), ("Sở Nội vụ", 3)} if ranked else set())


def test_communes_with_a_number_in_their_name() -> None:
    found = read("Xã Tân Hà 2 xếp thứ 7 (82,1 điểm), xã Nam Hà đạt 3 điểm.")
    assert {("xã Tân Hà 2", "rank", 7, 2022), ("xã Tân Hà 2", "score", 82.1, 2022), ("xã Nam Hà", "score", 3, 2022)} <= found


def test_english_that_points_back_to_two() -> None:
    body = "Ahead of it are Dong Nai and Tay Ninh in the table of the year. These two provinces were ranked 2nd and 5th with 70.9 and 69.6 points."
    ranks = {(subject, value) for subject, measure, value, _ in read(body, "PCI") if measure == "rank"}
    assert ranks == {("Đồng Nai", 2), ("Tây Ninh", 5)}


def test_a_unit_and_its_place() -> None:
    found = read("Sở Y tế đứng thứ nhất, hơn Sở Tư pháp, đơn vị thứ nhì, 0,3 điểm.")
    assert {("Sở Y tế", "rank", 1, 2022), ("Sở Tư pháp", "rank", 2, 2022)} == found


def test_percentages_with_their_rank_behind() -> None:
    body = "Ba lĩnh vực tốt nhất gồm: tổ chức bộ máy 96,12% (thứ 3), tài chính công 91,03% (thứ 7) và thể chế 92,5% (thứ 8)."
    found = {(criterion, measure, value) for _, criterion, _, measure, value in parts(body, "PAR INDEX")}
    assert found == {
        ("tổ chức bộ máy", "percent", 96.12), ("tổ chức bộ máy", "rank", 3), ("tài chính công", "percent", 91.03),
        ("tài chính công", "rank", 7), ("thể chế", "percent", 92.5), ("thể chế", "rank", 8),
    }  # fmt: skip


def test_a_country_among_countries_is_no_province() -> None:
    assert read("Ba chỉ số của Việt Nam đều tăng: dịch vụ công trực tuyến đạt 0,7081 điểm (hạng 67).") == set()


def test_who_publishes_is_not_ranked() -> None:
    found = read("Theo thông báo của Bộ Khoa học và Công nghệ, năm 2021 tỉnh ở hạng 37/63.")
    assert {subject for subject, *_ in found} == {"Lâm Đồng"}


def test_quoted_parts_beside_each_other_even_where_one_is_an_index_elsewhere() -> None:
    body = '"Tiến độ xử lý" đạt 18,7/20 điểm, "Số hóa hồ sơ" đạt 16,3/22 điểm, "Mức độ hài lòng" đạt 17,8/18 điểm.'
    found = {(criterion, measure, value) for _, criterion, _, measure, value in parts(body)}
    assert {("Mức độ hài lòng", "score", 17.8), ("Mức độ hài lòng", "max_score", 18)} <= found


def test_reached_a_mean_is_no_class() -> None:
    found = parts("12 sở đạt trung bình 88,27 điểm.")
    assert {(measure, value) for *_, measure, value in found} == {("mean_score", 88.27)}


def test_ranks_of_a_list_in_order_hold_in_the_block_that_it_lists() -> None:
    items = "1. Sở Y tế: 93,2 điểm\n\n2. Sở Tư pháp: 91,4 điểm\n\n3. Sở Nội vụ: 90,0 điểm"
    other = "Khối cơ quan ngành dọc: Cục Thuế tỉnh xếp thứ nhất."
    found = parts(f"Trong khối cơ quan chuyên môn, xếp theo thứ hạng từ cao xuống thấp:\n\n{items}\n\n{other}")
    ranks = {(subject, among) for subject, _, among, measure, _ in found if measure == "rank"}
    listed = {(name, "cơ quan chuyên môn") for name in ("Sở Y tế", "Sở Tư pháp", "Sở Nội vụ")}
    assert ranks == {*listed, ("Cục Thuế tỉnh", "cơ quan ngành dọc")}
