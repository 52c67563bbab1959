"""The title of official documents, and what plans do not report."""

from __future__ import annotations

import pytest

from extract.pipeline import process

HEAD = "<p>ỦY BAN NHÂN DÂN TỈNH LÀO CAI</p><p>Số: 12/KH-UBND</p>"
TABLE = "<table><tr><th>TT</th><th>Đơn vị</th><th>{}</th></tr>{}</table>"
BODY = "".join(
    f"<tr><td>{i}</td><td>{name}</td><td>{80 + i},5</td></tr>"
    for i, name in enumerate(["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Tài chính"], 1)
)


@pytest.mark.parametrize(
    ("kind", "subject", "found"),
    [
        ("QUYẾT ĐỊNH", "Công bố Chỉ số cải cách hành chính năm 2022 của các sở, ban, ngành", True),
        ("BÁO CÁO", "Kết quả xác định Chỉ số cải cách hành chính năm 2022 của các sở", True),
        ("KẾ HOẠCH", "Xác định Chỉ số cải cách hành chính năm 2022 của các sở, ban, ngành", False),
    ],
)
def test_a_plan_reports_no_results(kind: str, subject: str, found: bool) -> None:
    page = f"<html><body>{HEAD}<p>{kind}</p><p>{subject}</p>{TABLE.format('Điểm', BODY)}</body></html>"
    [(document, reading)] = process(page.encode(), "a.html")
    assert document.title == f"{kind} {subject}"
    assert bool([o for o in reading.observations if o.measure == "score"]) is found


def test_maxima_alone_are_no_results() -> None:
    page = (
        f"<html><body><p>QUYẾT ĐỊNH</p><p>Ban hành Bộ chỉ số cải cách hành chính năm 2022</p>{TABLE.format('Điểm tối đa', BODY)}"
    )
    [(_, reading)] = process(page.encode(), "a.html")
    assert not reading.observations
