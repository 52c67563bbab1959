"""One fact, many wordings: what is said in another way is read as the same."""

from __future__ import annotations

import pytest

from extract import jsonl

HEAD = "Kết quả {index} năm 2022 của tỉnh Lâm Đồng\n\n12/05/2023\n\n{who} công bố kết quả {index} năm 2022 của các {units}.\n\n"
UNITS = HEAD.format(index="chuyển đổi số", who="UBND tỉnh Lâm Đồng", units="sở, ngành, huyện")
PROVINCES = HEAD.format(index="PAR INDEX", who="Bộ Nội vụ", units="bộ, tỉnh")
Fact = tuple[object, ...]


def read(head: str, body: str) -> set[Fact]:
    """(index, subject, measure, value, year) of the observations of a page."""
    line = jsonl.line((head + body + "\n").encode(), "page.txt")
    return {(o["index"], o["subject"], o["measure"], o["value"], o["year"]) for o in line["observations"]}


def of(subject: str, *figures: tuple[str, object], index: str = "dti", year: int = 2022) -> set[Fact]:
    return {(index, subject, measure, value, year) for measure, value in figures}


@pytest.mark.parametrize(
    "said",
    [
        "đứng số 5", "đứng ở số 5", "xếp hạng: 5", "thứ hạng: 5", "có vị trí xếp hạng: 5", "xếp thứ: 5", "có thứ hạng đạt được là 5",
        "xếp số thứ tự 5", "ở nấc 5", "xếp #5", "đang đứng thứ 5", "xếp  thứ 5", "xếp thứ\u00a05",
    ],
)  # fmt: skip
def test_ranks(said: str) -> None:
    body = f"Sở Y tế {said} với 85,2\u00a0điểm, Sở Nội vụ {said.replace('5', '6')}."
    assert read(UNITS, body) == of("Sở Y tế", ("rank", 5), ("score", 85.2)) | of("Sở Nội vụ", ("rank", 6))


@pytest.mark.parametrize(
    "said",
    ["của 20 sở", "(trong 20 sở)", "(trên 20)", "/tổng số 20", "trên bảng xếp hạng 20 sở", "trong số 20 cơ quan"],
)
def test_of_how_many(said: str) -> None:
    assert read(UNITS, f"Sở Y tế xếp thứ 5 {said}, tăng 2 bậc.") == of(
        "Sở Y tế", ("rank", 5), ("rank_of", 20), ("rank_change", 2)
    )


@pytest.mark.parametrize("said", ["xếp số một", "đứng số 1", "ở vị trí cao nhất", "chiếm vị trí số 1", "giữ thứ hạng cao nhất"])
def test_first(said: str) -> None:
    assert read(PROVINCES, f"Quảng Ninh {said} cả nước với 90,1%.") == of(
        "Quảng Ninh", ("rank", 1), ("percent", 90.1), index="par-index"
    )


@pytest.mark.parametrize("said", ["trên bảng tổng sắp", "trên phạm vi cả nước", "so với cả nước", "trên bảng xếp hạng chung"])
def test_of_the_whole_country(said: str) -> None:
    line = jsonl.line((PROVINCES + f"Trong vùng Tây Nguyên, Lâm Đồng xếp thứ 9 {said}.\n").encode(), "page.txt")
    assert [(o["value"], o.get("among")) for o in line["observations"]] == [(9, None)]


@pytest.mark.parametrize(
    "said",
    [
        "tăng ngoạn mục 3 bậc", "tăng 3 thứ hạng", "ngược dòng 3 bậc", "dịch chuyển lên 3 bậc", "+3 bậc", "tăng so với năm 2021 là 3 bậc",
        "tăng 3 bậc so năm 2021", "tăng 3 bậc so cùng kỳ năm 2021", "tăng cao 3 bậc trong tương quan với năm 2021",
    ],
)  # fmt: skip
def test_places_won(said: str) -> None:
    assert read(UNITS, f"Sở Y tế xếp thứ 5, {said}.") == of("Sở Y tế", ("rank", 5), ("rank_change", 3))


@pytest.mark.parametrize(
    "said",
    ["tuột 3 bậc", "rơi tự do 3 bậc", "lao dốc 3 bậc", "trượt dài 3 bậc", "-3 bậc", "bị đẩy lùi 3 bậc", "giảm 3 thứ hạng"],
)
def test_places_lost(said: str) -> None:
    assert read(UNITS, f"Sở Y tế xếp thứ 5, {said} so với năm 2021.") == of("Sở Y tế", ("rank", 5), ("rank_change", -3))


@pytest.mark.parametrize(
    "said", ["rớt 1,25 điểm", "thụt lùi 1,25 điểm", "suy giảm 1,25 điểm", "-1,25 điểm", "giảm so với năm 2021 1,25 điểm"]
)
def test_points_lost(said: str) -> None:
    assert read(UNITS, f"Sở Y tế đạt 85,2 điểm, {said}.") == of("Sở Y tế", ("score", 85.2), ("score_change", -1.25))


def test_where_points_end_is_no_change() -> None:
    assert read(UNITS, "Sở Y tế rớt xuống 61,25 điểm.") == of("Sở Y tế", ("score", 61.25))


@pytest.mark.parametrize(
    "said", ["đạt tỷ lệ 86,42%", "với tỉ lệ 86,42%", "(đạt tỉ lệ 86,42%)", "đạt 86,42% (so với năm 2021 tăng 3 bậc)"]
)
def test_percent(said: str) -> None:
    facts = read(PROVINCES, f"Lâm Đồng xếp thứ 12 {said}.")
    assert of("Lâm Đồng", ("rank", 12), ("percent", 86.42), index="par-index") <= facts
    assert not read(PROVINCES, "Lâm Đồng có tỷ lệ hồ sơ trực tuyến 86,42%.")


def test_an_index_behind_its_value() -> None:
    body = "Lâm Đồng xếp thứ 12 toàn quốc về PAR INDEX, xếp thứ 20 về chỉ số “SIPAS”, đạt 65,2 điểm PCI."
    expected = of("Lâm Đồng", ("rank", 12), index="par-index") | of("Lâm Đồng", ("rank", 20), index="sipas")
    assert read(PROVINCES, body) == expected | of("Lâm Đồng", ("score", 65.2), index="pci")


def test_words_behind_the_name_of_an_index_are_no_criterion() -> None:
    line = jsonl.line((PROVINCES + "Chỉ số SIPAS đã đạt 83,2%, chỉ số PCI mới đạt 65,2 điểm.\n").encode(), "page.txt")
    assert {(o["index"], o["criterion"]) for o in line["observations"]} == {("sipas", None), ("pci", None)}


def test_a_set_of_indicators_is_no_ministry() -> None:
    assert read(PROVINCES, "Bộ chỉ số chuyển đổi số năm 2022 của tỉnh đạt 0,6512 điểm.") == of("Lâm Đồng", ("score", 0.6512))


@pytest.mark.parametrize("said", ["cao điểm nhất", "có tổng điểm cao nhất", "đạt số điểm cao nhất", "có điểm số cao nhất"])
def test_the_best_of_several(said: str) -> None:
    body = f"Ba đơn vị {said} là Sở Nội vụ (92,5 điểm), Sở Y tế (91,2 điểm), Sở Tài chính (90,1 điểm)."
    scores = [("Sở Nội vụ", 92.5), ("Sở Y tế", 91.2), ("Sở Tài chính", 90.1)]
    assert read(UNITS, body) == {fact for subject, value in scores for fact in of(subject, ("score", value))}


def test_bullets_without_a_blank() -> None:
    assert read(UNITS, "Kết quả:\n-Sở Nội vụ: 92,5 điểm\n-Sở Y tế: 91,2 điểm") == of("Sở Nội vụ", ("score", 92.5)) | of(
        "Sở Y tế", ("score", 91.2)
    )


def test_a_move_whose_subject_stands_behind_where_it_began() -> None:
    assert read(UNITS, "Từ vị trí thứ 8 năm 2021, Sở Y tế vươn lên thứ 5.") == of("Sở Y tế", ("rank", 8), year=2021) | of(
        "Sở Y tế", ("rank", 5)
    )


def test_a_rank_that_the_name_parts_from_its_word() -> None:
    first, second = of("Sở Y tế", ("rank", 5), ("rank_of", 20)), of("Sở Tư pháp", ("rank", 6), ("rank_of", 20))
    assert read(UNITS, "Thứ hạng của Sở Y tế là 5/20; của Sở Tư pháp là 6/20.") == first | second
    assert read(UNITS, "Sở Y tế đạt 62/70.") == of("Sở Y tế", ("score", 62), ("max_score", 70))


def test_what_belongs_to_somebody_is_no_criterion() -> None:
    body = "Vị trí thứ nhất thuộc về Sở Nội vụ với 92,5 điểm, vị trí thứ hai thuộc về Sở Y tế với 91,2 điểm."
    first, second = of("Sở Nội vụ", ("rank", 1), ("score", 92.5)), of("Sở Y tế", ("rank", 2), ("score", 91.2))
    assert read(UNITS, body) == first | second


def test_years_of_a_comparison() -> None:
    assert read(UNITS, "Huyện Lâm Hà giữ nguyên vị trí thứ 4 như năm 2021.") == of("huyện Lâm Hà", ("rank", 4))
    assert read(UNITS, "Nếu như năm 2021 huyện Lâm Hà đứng thứ 7 thì năm nay đứng thứ 4.") == of(
        "huyện Lâm Hà", ("rank", 7), year=2021
    ) | of("huyện Lâm Hà", ("rank", 4))
    assert read(UNITS, "Sở Y tế được 62,8 điểm (tăng so với năm 2021 là 5,65 điểm), tương ứng vị trí 5.") == of(
        "Sở Y tế", ("score", 62.8), ("score_change", 5.65), ("rank", 5)
    )


def test_a_period_gives_its_years_in_order() -> None:
    facts = read(PROVINCES, "Giai đoạn 2020 - 2022, thứ hạng PAR INDEX của tỉnh lần lượt là 25, 17 và 12.")
    assert {(value, year) for *_, value, year in facts} == {(25, 2020), (17, 2021), (12, 2022)}


def test_limits_in_per_cent_are_no_result() -> None:
    assert not read(PROVINCES, "Lâm Đồng nằm trong nhóm có Chỉ số CCHC từ 80% đến dưới 90%.")


def test_per_cent_behind_a_class() -> None:
    assert ("par-index", "Lâm Đồng", "percent", 86.42, 2022) in read(PROVINCES, "Lâm Đồng thuộc nhóm B với 86,42%.")


def test_in_this_order() -> None:
    scores = [("Sở Nội vụ", 92.5), ("Sở Y tế", 91.2), ("Sở Tài chính", 90.1)]
    expected = {fact for subject, value in scores for fact in of(subject, ("score", value))}
    assert read(UNITS, "Sở Nội vụ, Sở Y tế, Sở Tài chính theo thứ tự đạt 92,5; 91,2 và 90,1 điểm.") == expected
    facts = read(PROVINCES, "PAR INDEX, SIPAS và PCI theo thứ tự xếp thứ 16, 14 và 23.")
    assert {(index, value) for index, *_, value, _ in facts} == {("par-index", 16), ("sipas", 14), ("pci", 23)}


def test_a_class_said_of_several_with_figures_of_their_own() -> None:
    facts = read(
        UNITS,
        "Ba xã ở mức yếu gồm: Tân Hà đạt 48,3 điểm, hạng 96, Phú Sơn đạt 46,9 điểm, hạng 97, Liên Hà đạt 45,2 điểm, hạng 98.",
    )
    for commune, score, rank in (("Tân Hà", 48.3, 96), ("Phú Sơn", 46.9, 97), ("Liên Hà", 45.2, 98)):
        assert of(f"xã {commune}", ("band", "yếu"), ("score", score), ("rank", rank)) <= facts


def test_whom_nobody_named_before_means_is_not_the_province() -> None:
    assert not read(UNITS, "Điểm số của ba đơn vị này lần lượt là 92,5; 91,2 và 90,1.")


def test_the_other_end_of_a_table_is_another_statement() -> None:
    body = "Điểm cao nhất thuộc về Sở Nội vụ với 92,5 điểm, thấp nhất là Ban Dân tộc với 58,4 điểm."
    assert read(UNITS, body) == of("Sở Nội vụ", ("rank", 1), ("score", 92.5)) | of("Ban Dân tộc", ("score", 58.4))


def test_one_of_the_best_is_not_one_of_so_many() -> None:
    body = "Lâm Đồng là một trong 5 địa phương dẫn đầu, xếp thứ 4 với 89,2%."
    assert read(PROVINCES, body) == of("Lâm Đồng", ("rank", 4), ("percent", 89.2), index="par-index")


def test_several_indexes_in_one_line() -> None:
    facts = of("Lâm Đồng", ("score", 65.2), ("rank", 30), index="pci") | of(
        "Lâm Đồng", ("score", 42.15), ("rank", 15), index="papi"
    )
    assert read(PROVINCES, "PCI 2022: 65,2 điểm, xếp hạng 30; PAPI 2022: 42,15 điểm, xếp hạng 15.") == facts


def test_about_its_score() -> None:
    body = "Về thứ hạng, tỉnh xếp thứ 12; về điểm số, tỉnh đạt 86,42%."
    assert read(PROVINCES, body) == of("Lâm Đồng", ("rank", 12), ("percent", 86.42), index="par-index")
    assert not read(PROVINCES, "Về hồ sơ trực tuyến, tỉnh đạt 86,42%.")


@pytest.mark.parametrize(
    "said", ["Phường Xuân Trường và Phường Cam Ly", "P. Xuân Trường và P.Cam Ly", "phường Xuân Trường và phường Cam Ly"]
)
def test_communes_however_their_kind_is_written(said: str) -> None:
    facts = read(UNITS, f"{said} xếp thứ hai, thứ ba.")
    assert facts == of("phường Xuân Trường", ("rank", 2)) | of("phường Cam Ly", ("rank", 3))


def test_a_body_no_list_has_ends_before_another_one() -> None:
    facts = read(UNITS, "Trường Đại học Đà Lạt và Sở Y tế cùng xếp thứ 4.")
    assert facts == of("Trường Đại học Đà Lạt", ("rank", 4)) | of("Sở Y tế", ("rank", 4))


def test_a_dash_ties_a_rank_to_its_subject() -> None:
    expected = of("Sở Nội vụ", ("rank", 1)) | of("Sở Y tế", ("rank", 2)) | of("Sở Tài chính", ("rank", 3))
    assert read(UNITS, "Kết quả xếp hạng: Thứ nhất - Sở Nội vụ; thứ hai - Sở Y tế; thứ ba - Sở Tài chính.") == expected


def test_a_place_that_was_lost() -> None:
    body = "Sở Tài chính không giữ được vị trí thứ nhất của năm 2021, tụt xuống thứ 3."
    assert read(UNITS, body) == of("Sở Tài chính", ("rank", 1), year=2021) | of("Sở Tài chính", ("rank", 3))


def test_a_share_of_units_is_nobody_s_class() -> None:
    assert not read(UNITS, "Tỷ lệ đơn vị đạt loại tốt là 50%.")


def test_departments_behind_gom() -> None:
    facts = read(UNITS, "Ba sở xếp loại tốt gồm Nội vụ, Y tế và Giáo dục và Đào tạo.")
    for name in ("Nội vụ", "Y tế", "Giáo dục và Đào tạo"):
        assert of(f"Sở {name}", ("band", "tốt")) <= facts


def test_moves_of_criteria_in_brackets() -> None:
    body = "Các chỉ số giảm hạng: Đào tạo lao động (từ 12 xuống 20), Tiếp cận đất đai (từ 15 xuống 33)."
    line = jsonl.line((PROVINCES + body + "\n").encode(), "page.txt")
    facts = {(o["criterion"], o["value"], o["year"]) for o in line["observations"] if o["measure"] == "rank"}
    assert facts == {
        ("Đào tạo lao động", 12, 2021), ("Đào tạo lao động", 20, 2022), ("Tiếp cận đất đai", 15, 2021), ("Tiếp cận đất đai", 33, 2022),
    }  # fmt: skip


@pytest.mark.parametrize("first", ["PAR INDEX", "Chỉ số cải cách hành chính (PAR INDEX)", "Chỉ số PAR INDEX"])
def test_an_index_however_it_is_named_is_one_of_a_list(first: str) -> None:
    facts = read(PROVINCES, f"{first}, SIPAS, Chỉ số PCI và chỉ số PAPI lần lượt xếp thứ 16, 14, 23 và 17.")
    assert {(index, value) for index, *_, value, _ in facts} == {("par-index", 16), ("sipas", 14), ("pci", 23), ("papi", 17)}


def test_competitiveness_of_departments_is_no_pci() -> None:
    body = "Chỉ số năng lực cạnh tranh cấp sở, ngành và địa phương năm 2022: Sở Y tế xếp thứ 3."
    assert read(UNITS, body) == of("Sở Y tế", ("rank", 3), index="ddci")


def test_a_year_in_brackets_behind_an_index() -> None:
    facts = read(PROVINCES, "Theo bảng xếp hạng PAPI (2020), tỉnh đứng thứ 4 với 45,31 điểm, tăng 3,23 điểm so với năm 2019.")
    assert facts == of("Lâm Đồng", ("rank", 4), ("score", 45.31), ("score_change", 3.23), index="papi", year=2020)


def test_the_next_one_has_figures_of_its_own() -> None:
    facts = read(UNITS, "Quán quân là Sở Công Thương (93,73 điểm), Sở Y tế cũng thuộc nhóm xuất sắc, đạt 90,59 điểm.")
    assert facts == of("Sở Công Thương", ("rank", 1), ("score", 93.73)) | of("Sở Y tế", ("band", "xuất sắc"), ("score", 90.59))


def test_about_is_no_name_of_a_criterion() -> None:
    line = jsonl.line(
        (PROVINCES + 'Lĩnh vực về "Cung ứng dịch vụ công" đạt 7,81 điểm, từ vị trí 30 lên vị trí 14.\n').encode(), "page.txt"
    )
    assert {o["criterion"] for o in line["observations"]} == {"Cung ứng dịch vụ công"}


def test_each_value_has_the_criterion_behind_it() -> None:
    line = jsonl.line(
        (UNITS + "Sở Y tế đạt 9,5 điểm ở tiêu chí nhận thức số và 18 điểm ở tiêu chí thể chế số.\n").encode(), "page.txt"
    )
    assert {(o["criterion"], o["value"]) for o in line["observations"]} == {("nhận thức số", 9.5), ("thể chế số", 18)}


def test_ranks_of_several_indexes_behind_about() -> None:
    body = "Tỉnh đứng thứ 12 về cải cách hành chính, thứ 20 về mức độ hài lòng của người dân và thứ 15 về chuyển đổi số."
    assert {(index, value) for index, *_, value, _ in read(PROVINCES, body)} == {("par-index", 12), ("sipas", 20), ("dti", 15)}


def test_per_cent_beside_a_rank_behind_a_lead() -> None:
    facts = read(PROVINCES, "Kết quả Chỉ số SIPAS: tỉnh xếp 20/63, đạt 83,2%.")
    assert facts == of("Lâm Đồng", ("rank", 20), ("rank_of", 63), ("percent", 83.2), index="sipas")


def test_reform_is_no_distance() -> None:
    body = "Đạt kết quả cao nhất là nội dung Cải cách thể chế với 91,25%, thấp nhất là Cải cách tài chính công với 80,15%."
    line = jsonl.line((PROVINCES + body + "\n").encode(), "page.txt")
    assert {(o["criterion"], o["measure"], o["value"]) for o in line["observations"]} == {
        ("Cải cách thể chế", "percent", 91.25),
        ("Cải cách tài chính công", "percent", 80.15),
    }


def test_values_of_a_period_behind_a_colon() -> None:
    facts = read(PROVINCES, "Chỉ số PCI của tỉnh từ năm 2020 đến 2022: 62,1 điểm; 63,5 điểm; 65,2 điểm.")
    assert {(value, year) for *_, value, year in facts} == {(62.1, 2020), (63.5, 2021), (65.2, 2022)}


@pytest.mark.parametrize(
    "said",
    [
        ": 48,3 điểm, hạng 96",
        " đạt 48,3 điểm, xếp thứ 96",
        " hạng 96 với 48,3 điểm",
        " hạng 96 (48,3 điểm)",
        " – 48,3 điểm, hạng 96",
    ],
)
def test_communes_behind_one_word_for_all_of_them(said: str) -> None:
    body = f"Ba xã gồm: Tân Hà{said}, Phú Sơn{said.replace('6', '7')}, Liên Hà{said.replace('6', '8')}."
    expected = [("Tân Hà", 96), ("Phú Sơn", 97), ("Liên Hà", 98)]
    assert read(UNITS, body) == {fact for name, rank in expected for fact in of(f"xã {name}", ("score", 48.3), ("rank", rank))}
