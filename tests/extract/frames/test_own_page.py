"""A unit's own page: results as of a day, parts in brackets and bullets, neighbours behind one word."""

from __future__ import annotations

from extract import jsonl

PAGE = """UBND PHƯỜNG TÂN BÌNH
Thứ tư, 05/11/2025 - 08:15

Phường Tân Bình đứng thứ 7/96 xã, phường về phục vụ người dân, doanh nghiệp

Tính đến ngày 30/10/2025, UBND phường Tân Bình được 91,5/100 điểm, xếp loại Tốt, đứng thứ 7/96 xã, phường của tỉnh Đồng Nai; tăng 3 bậc so với tháng 9/2025 (89,2 điểm; thứ 10/96).

- Công khai hồ sơ: 15,5/18 điểm;
- Mức độ hài lòng: 17/18 điểm;

Hai phường giáp ranh là Trấn Biên và Long Bình đứng thứ 12 và thứ 20, với 90,1 điểm và 87,6 điểm.
"""
DISTRICT = """UBND HUYỆN ĐỊNH QUÁN
Thứ tư, 05/02/2020 - 08:15

Kết quả Chỉ số cải cách hành chính năm 2019 của huyện Định Quán

UBND huyện Định Quán được 80,5/100 điểm (trong đó: điểm thẩm định 55,1/68 điểm; điểm điều tra xã hội học 25,4/32 điểm), xếp thứ 3 trong số 11 huyện, thành phố.
"""


def read(page: str) -> set[tuple[object, ...]]:
    return {
        (o["index"], o["year"], o["subject"], o["criterion"], o["measure"], o["value"])
        for o in jsonl.line(page.encode(), "a.txt")["observations"]
    }


def test_the_year_is_that_of_the_day_at_which_results_stand() -> None:
    found = read(PAGE)
    assert {
        ("other", 2025, "phường Tân Bình", None, m, v)
        for m, v in (("rank", 7), ("rank_of", 96), ("score", 91.5), ("rank_change", 3))
    } <= found
    assert not any(o[2] == "Đồng Nai" for o in found)


def test_a_bullet_called_like_an_index_is_a_criterion_of_the_one_at_hand() -> None:
    found = read(PAGE)
    assert ("other", 2025, "phường Tân Bình", "Mức độ hài lòng", "score", 17) in found
    assert {o[0] for o in found} == {"other"}


def test_neighbours_behind_one_word_for_all_of_them() -> None:
    found = read(PAGE)
    assert {
        ("other", 2025, "phường Trấn Biên", None, "rank", 12),
        ("other", 2025, "phường Long Bình", None, "score", 87.6),
    } <= found


def test_parts_in_a_bracket_say_nothing_of_the_total_before_it() -> None:
    found = read(DISTRICT)
    assert ("par-index", 2019, "huyện Định Quán", None, "score", 80.5) in found
    assert ("par-index", 2019, "huyện Định Quán", "điểm thẩm định", "max_score", 68) in found


OFFICE = """SỞ TÀI CHÍNH TỈNH LONG AN
Giới thiệu | Tin tức

Thứ Hai, 13/03/2023

Kết quả xếp hạng chuyển đổi số (DTI) năm 2022 của Sở

Theo quyết định của UBND tỉnh, Sở được 520/700 điểm, xếp hạng 9/19.

| STT | Chỉ số chính | Điểm đạt | Tăng (+), giảm (-) |
| 1 | Nhận thức số | 51,5 | +2,5 |
| 2 | Nhân lực số | 60,25 | -1,75 |
| 3 | Hạ tầng số | 48,5 | +0,5 |
"""


def test_a_departments_own_page_speaks_of_the_department() -> None:
    found = {
        (o["subject"], o["criterion"], o["measure"], o["value"]) for o in jsonl.line(OFFICE.encode(), "a.txt")["observations"]
    }
    assert {("Sở Tài chính", None, "rank", 9), ("Sở Tài chính", "Nhân lực số", "score", 60.25)} <= found
    assert ("Sở Tài chính", "Nhân lực số", "score_change", -1.75) in found


def test_a_mean_of_a_criterion_is_none_of_the_whole() -> None:
    body = "Trong các trụ cột, Thể chế số có điểm trung bình của các sở, ngành là 41,3 điểm; điểm trung bình chung của các sở, ngành là 501,2 điểm."
    found = {
        (o["criterion"], o["value"])
        for o in jsonl.line((OFFICE + "\n" + body).encode(), "a.txt")["observations"]
        if o["measure"] == "mean_score"
    }
    assert found == {("Thể chế số", 41.3), (None, 501.2)}


def test_on_a_page_about_portals_the_portal_is_no_criterion() -> None:
    page = (
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH QUẢNG BÌNH\n\nKết quả đánh giá trang thông tin điện tử năm 2016\n\n28/12/2016\n\n"
        "Trang thông tin điện tử của Sở Y tế đạt 80,5 điểm, xếp thứ 7 trong số 20 sở, ban, ngành.\n"
    )
    found = {(o["subject"], o["criterion"], o["measure"]) for o in jsonl.line(page.encode(), "a.txt")["observations"]}
    assert ("Sở Y tế", None, "score") in found
    assert not any(criterion for _, criterion, _ in found)
