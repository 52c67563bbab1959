"""From a file to a data set by the command line alone, as a user would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import app

PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Thử nghiệm</title></head><body>
<h1>Kết quả xếp hạng chuyển đổi số năm 2022 các cơ quan tỉnh Hà Nam</h1>
<p>Ngày đăng: 12/03/2023</p>
<p>Quyết định số 345/QĐ-UBND ngày 10/3/2023 của UBND tỉnh Hà Nam phê duyệt kết quả xếp hạng mức độ chuyển đổi số năm 2022.</p>
<p>Theo đó, Sở Tư pháp xếp thứ nhất với 87,5 điểm; Sở Y tế xếp thứ 2 với 85,25 điểm.</p>
</body></html>"""


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def test_extract_prints_one_line_a_document_with_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "trang.html"
    page.write_text(PAGE, "utf-8")
    assert app.run(["extract", "--jsonl", str(page)]) == 0
    (line,) = _lines(capsys)
    assert line["source"] == str(page)
    assert line["published"] == "2023-03-12"
    values = {(o["subject"], o["measure"], o["value"]) for o in line["observations"]}  # type: ignore[attr-defined]
    assert {
        ("Sở Tư pháp", "rank", 1),
        ("Sở Tư pháp", "score", 87.5),
        ("Sở Y tế", "rank", 2),
        ("Sở Y tế", "score", 85.25),
    } <= values
    for observation in line["observations"]:  # type: ignore[attr-defined]
        assert observation["evidence"]["quote"]
    assert [d["number"] for d in line["decisions"]] == ["345/QĐ-UBND"]  # type: ignore[attr-defined]


def test_an_unreadable_file_gives_a_line_a_message_and_status_1_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, page = tmp_path / "a.pdf", tmp_path / "b.html"
    broken.write_bytes(b"%PDF-1.7\nbroken")
    page.write_text(PAGE, "utf-8")
    assert app.run(["extract", "--jsonl", str(broken), str(tmp_path / "missing.txt"), str(page)]) == 1
    captured = capsys.readouterr()
    lines = [json.loads(line) for line in captured.out.splitlines()]
    assert [bool(line.get("error")) for line in lines] == [True, True, False]
    assert "a.pdf" in captured.err
    assert "missing.txt" in captured.err


def test_add_check_show_export(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "trang.html"
    page.write_text(PAGE, "utf-8")
    assert app.run(["--lang", "en", "add", str(page)]) == 0
    assert app.run(["--lang", "en", "add", str(page)]) == 0
    assert "0 new, 1 already known" in " ".join(capsys.readouterr().out.split())
    assert app.run(["--lang", "en", "check", "--as-of", "2020-01-01"]) == 0
    assert "0 findings" in capsys.readouterr().out
    assert app.run(["--lang", "en", "check"]) == 0
    capsys.readouterr()
    assert app.run(["--lang", "vi", "show", "1"]) == 0
    shown = capsys.readouterr().out
    assert "trang.html" in shown
    assert "Sở Tư pháp" in shown
    target = tmp_path / "export"
    assert app.run(["--lang", "en", "export", str(target), "--format", "csv", "--format", "parquet"]) == 0
    assert (target / "datapackage.json").exists()
    assert list(target.glob("*.parquet"))
    assert app.run(["--lang", "en", "show", "999999"]) == 2
    assert "999999" in capsys.readouterr().err


def test_the_users_five_examples(shared: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = sorted((shared / "corpus/seeds/text").glob("*"))
    assert app.run(["--lang", "en", "add", *map(str, texts)]) == 0
    assert app.run(["--lang", "en", "check", "--limit", "200"]) == 0
    printed = capsys.readouterr().out
    for figure in ("87.5", "8/62", "3426/QĐ-UBND"):
        assert figure in printed, figure
    assert app.run(["--lang", "en", "export", str(tmp_path / "export")]) == 0
