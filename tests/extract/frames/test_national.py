"""Wordings of national rankings, one construction each in several forms: what a province's page says of itself and of others."""

from __future__ import annotations

import pytest

from extract import jsonl

HEAD = "Kết quả Chỉ số {index} năm 2022 của tỉnh Lâm Đồng\n\n12/05/2023\n\nTỉnh Lâm Đồng công bố kết quả Chỉ số {index} năm 2022.\n\n"
Row = tuple[object, ...]
OWN = "Lâm Đồng"


def read(body: str, index: str = "PCI") -> set[Row]:
    """(subject, criterion, among, measure, value, year) of a page with ``body`` under a title that names the index and the year."""
    line = jsonl.line((HEAD.format(index=index) + body + "\n").encode(), "page.txt")
    return {
        (o["subject"], o["criterion"], o.get("among"), o["measure"], o["value"], o["year"])
        for o in line["observations"]  # type: ignore[attr-defined]
    }


def own(measure: str, value: object, criterion: str | None = None, year: int = 2022, among: str | None = None) -> Row:
    """A row about the page's own province."""
    return (OWN, criterion, among, measure, value, year)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # changes by verb, by noun, by comparison with the edition before
        ("Tỉnh đạt 66,1 điểm, hụt mất 1,25 điểm.", {own("score", 66.1), own("score_change", -1.25)}),
        ("Điểm của tỉnh được cộng thêm 2,64 điểm.", {own("score_change", 2.64)}),
        ("Chi phí thời gian tăng mạnh nhất, 1,25 điểm.", {own("score_change", 1.25, "Chi phí thời gian")}),
        ("Tỉnh rơi tới 25 bậc, xuống thứ 55.", {own("rank_change", -25), own("rank", 55)}),
        ("Tỉnh đứng thứ 20, kém năm liền trước 6 bậc.", {own("rank", 20), own("rank_change", -6)}),
        ("Tỉnh đạt 66,1 điểm, thấp hơn 0,31 điểm so với năm 2021.", {own("score", 66.1), own("score_change", -0.31)}),
        ("Tỉnh xếp thứ 9, với 14 bậc cộng thêm.", {own("rank", 9), own("rank_change", 14)}),
        (
            "Chi phí thời gian, đào tạo lao động, tiếp cận đất đai giảm lần lượt 0,86; 0,41 và 0,37 điểm.",
            {
                own("score_change", -0.86, "Chi phí thời gian"),
                own("score_change", -0.41, "đào tạo lao động"),
                own("score_change", -0.37, "tiếp cận đất đai"),
            },
        ),
        # a list of changes without a list to pair with is left alone
        ("Mức tăng của các nhóm lần lượt là: tăng lần lượt 1,2; 3,4 và 5,6 điểm.", set()),
    ],
)
def test_changes(body: str, expected: set[Row]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Trong 5 tỉnh Tây Nguyên, Lâm Đồng đứng thứ 2.",
            {own("rank", 2, among="Tây Nguyên"), own("rank_of", 5, among="Tây Nguyên")},
        ),
        (
            "Xét riêng Tây Nguyên, tỉnh đứng thứ 2; cả nước, tỉnh đứng thứ 12.",
            {own("rank", 2, among="Tây Nguyên"), own("rank", 12)},
        ),
        ("Tỉnh xếp thứ 12 cả nước, dẫn đầu khu vực Tây Nguyên.", {own("rank", 12), own("rank", 1, among="Tây Nguyên")}),
        (
            "Ở vùng Tây Nguyên, Lâm Đồng đứng thứ nhất, Đắk Lắk thứ hai; Gia Lai thứ 4.",
            {
                own("rank", 1, among="Tây Nguyên"),
                ("Đắk Lắk", None, "Tây Nguyên", "rank", 2, 2022),
                ("Gia Lai", None, "Tây Nguyên", "rank", 4, 2022),
            },
        ),
    ],
)
def test_regions(body: str, expected: set[Row]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Tỉnh đứng thứ 21, năm 2021 tỉnh mới ở vị trí 27/63.",
            {own("rank", 21), own("rank", 27, year=2021), own("rank_of", 63, year=2021)},
        ),
        (
            "So với con số 62,06 điểm của PCI 2021, tỉnh tăng 3,11 điểm.",
            {own("score", 62.06, year=2021), own("score_change", 3.11)},
        ),
        ("Tỉnh đã thoát khỏi vị trí 63/63.", {own("rank", 63, year=2021), own("rank_of", 63, year=2021)}),
        ("Tỉnh xếp thứ ba trong số 63 tỉnh, thành phố.", {own("rank", 3), own("rank_of", 63)}),
        ("Từ vị trí thứ 3 của năm 2020, tỉnh trượt xuống vị trí thứ 13.", {own("rank", 3, year=2020), own("rank", 13)}),
        (
            "Ở các năm 2019 và 2020, thứ hạng của tỉnh lần lượt chỉ là 24 và 15.",
            {own("rank", 24, year=2019), own("rank", 15, year=2020)},
        ),
    ],
)
def test_years(body: str, expected: set[Row]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tỉnh đứng thứ 6 về chỉ số thành phần đào tạo lao động.", {own("rank", 6, "đào tạo lao động")}),
        ("Chi phí không chính thức hạng 18, lên 6 bậc.", {own("rank", 18, "Chi phí không chính thức"), own("rank_change", 6, "Chi phí không chính thức")}),
        (
            "Gia nhập thị trường, chi phí thời gian lần lượt đạt 7,02 và 7,61 điểm, xếp thứ 26 và thứ 19 cả nước.",
            {
                own("score", 7.02, "Gia nhập thị trường"),
                own("score", 7.61, "chi phí thời gian"),
                own("rank", 26, "Gia nhập thị trường"),
                own("rank", 19, "chi phí thời gian"),
            },
        ),
        ("Chỉ số cuối cùng thì chỉ cộng được 1,05 điểm.", set()),  # which one, nobody knows from here
        ("Điểm trải từ 37,61 điểm (Đắk Lắk, thứ 27) xuống 25,83 điểm (Gia Lai, thứ 61).", {
            ("Đắk Lắk", None, None, "score", 37.61, 2022), ("Đắk Lắk", None, None, "rank", 27, 2022),
            ("Gia Lai", None, None, "score", 25.83, 2022), ("Gia Lai", None, None, "rank", 61, 2022),
        }),
    ],
)  # fmt: skip
def test_whose(body: str, expected: set[Row]) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "GRDP của tỉnh tăng 4,18%, đứng thứ 9 cả nước.",
        "Kim ngạch xuất khẩu xếp thứ 12, đạt 62,5 triệu USD.",
        "Địa phương xếp nhóm Tốt nếu đạt từ 65 điểm trở lên.",
        "Hai địa phương có điểm bằng nhau được xếp cùng hạng 23.",
        "Đây là lần công bố thứ hai của chỉ số.",
        "Việt Nam đứng thứ 46/132 quốc gia.",
        "Mỗi sáng kiến được áp dụng cộng 0,25 điểm, tối đa 1 điểm.",
        "Đơn vị nào tụt hạng sẽ bị trừ 5 điểm thi đua.",
    ],
)
def test_left_alone(body: str) -> None:
    assert read(body) == set()


ENGLISH = "Lam Dong moves up in the Provincial Competitiveness Index (PCI) 2022\n\nUpdate: 19/04/2023 - 14:05\n\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Lam Dong scored 68.20 points and was placed 12th nationwide, up 13 places from 2021.",
            {own("score", 68.2), own("rank", 12), own("rank_change", 13)},
        ),
        (
            '"Entry costs" gained 0.54 points to reach 7.21, while "Labor training" slipped two places to 22nd.',
            {
                own("score_change", 0.54, "Entry costs"),
                own("score", 7.21, "Entry costs"),
                own("rank_change", -2, "Labor training"),
                own("rank", 22, "Labor training"),
            },
        ),
        ("In the Central Highlands, Lam Dong came second.", {own("rank", 2, among="Central Highlands")}),
        ("The province was first for the sixth year in a row, with 70.10 points.", {own("rank", 1), own("score", 70.1)}),
        ("Lam Dong aims to be among the top 10 with at least 70 points by 2025.", set()),
    ],
)
def test_english(body: str, expected: set[Row]) -> None:
    line = jsonl.line((ENGLISH + body + "\n").encode(), "page.txt")
    made = {
        (o["subject"], o["criterion"], o.get("among"), o["measure"], o["value"], o["year"])
        for o in line["observations"]  # type: ignore[attr-defined]
    }
    assert made == expected
