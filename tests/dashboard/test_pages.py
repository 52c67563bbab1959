"""Every page in both languages on a filled and on an empty store, through Streamlit's own test runner."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.app import ORDER
from dashboard.components import address
from dashboard.components.verdict import password_hash
from dashboard.components.words import plain
from dashboard.run import APP
from store.database import open_store
from store.home import Home
from tests.dashboard.fixture_store import CONTRADICTED, FOLDER, HOSTILE

FILTERS = (
    "index",
    "year",
    "criterion",
    "province",
    "provinces",
    "profile",
    "severity",
    "rule",
    "page",
    "show",
    "format",
    "division",
    "map",
    "from",
    "to",
)


def visit(monkeypatch: pytest.MonkeyPatch, home: Path, page: str, lang: str, /, **query: str) -> AppTest:
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setenv("XEPHANG_HOME", str(home))
    test = AppTest.from_file(str(APP), default_timeout=60)
    test.query_params["lang"] = lang
    for name, value in query.items():
        test.query_params[name] = value
    if page != ORDER[0]:
        test.switch_page(str(APP.parents[1] / "pages" / f"{page}.py"))
    return test.run()


def displayed(shown: AppTest, at: int = 0) -> list[dict[str, str]]:
    """The rows of a table as a person sees them, signs included."""
    styler = shown.dataframe[at].proto.arrow_data.styler
    return list(pa.ipc.open_stream(styler.display_values).read_pandas().to_dict("records"))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", ORDER)
def test_page_is_shown_without_an_error_or_a_secret(monkeypatch: pytest.MonkeyPatch, filled: Path, page: str, lang: str) -> None:
    monkeypatch.setenv("XEPHANG_REVIEW_PASSWORD_HASH", "scrypt:aa:bb")
    shown = visit(monkeypatch, filled, page, lang)
    assert not shown.exception
    assert len(shown.title) == 1
    banner = "mô phỏng" if lang == "vi" else "replica"
    assert any(banner in w.value for w in shown.warning)
    assert not shown.error
    assert len(shown.warning) == 1  # nothing is left to do
    assert len(shown.get("dataframe")) <= sum(":csv" in b.proto.id or "csv-" in b.proto.id for b in shown.get("download_button"))
    said = " ".join(str(e) for part in (shown.main, shown.sidebar) for e in part.children.values())
    assert str(filled) not in said
    assert "scrypt" not in said


def test_one_setting_closes_all_pages(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    monkeypatch.setenv("XEPHANG_CLOSED", "1")
    shown = visit(monkeypatch, filled, ORDER[0], "vi")
    assert "chưa đặt mật khẩu" in shown.error[0].value
    assert not shown.title
    monkeypatch.setenv("XEPHANG_REVIEW_PASSWORD_HASH", password_hash("mở ra"))
    for page in ORDER:
        shown = visit(monkeypatch, filled, page, "vi")
        assert not shown.exception
        assert not shown.title
        assert "không mở công khai" in shown.info[0].value
    shown = visit(monkeypatch, filled, ORDER[0], "vi")
    shown.text_input[0].set_value("đoán")
    next(b for b in shown.button if b.label == "Vào").click().run()
    assert not shown.title
    assert shown.error[0].value == "Sai mật khẩu."
    shown.text_input[0].set_value("mở ra")
    next(b for b in shown.button if b.label == "Vào").click().run()
    assert not shown.exception
    assert len(shown.title) == 1


def test_pages_of_an_empty_store_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    open_store(Home(tmp_path)).dispose()
    for page in ORDER:
        shown = visit(monkeypatch, tmp_path, page, "en")
        assert not shown.exception
        assert shown.title
        assert not shown.warning  # no demo here
        if page not in ("search", "data"):
            assert any("xephang" in i.value for i in shown.info), page


def test_what_is_left_to_do_is_told_on_top(monkeypatch: pytest.MonkeyPatch, filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "older")
    with open_store(Home(tmp_path / "older")).begin() as connection:
        for table in ("coverage", "assessment"):  # as an older version leaves them
            connection.exec_driver_sql(f"DELETE FROM {table}")
    for lang in ("vi", "en"):
        shown = visit(monkeypatch, tmp_path / "older", "overview", lang)
        assert not shown.exception
        assert "`xephang check`" in shown.warning[1].value
        assert ("đếm" if lang == "vi" else "count") in shown.warning[1].value
        assert "demo" not in shown.info[0].value


def test_overview_leads_on_from_every_figure(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "overview", "en")
    assert {m.label: m.value for m in shown.metric} == {
        "Last crawl": "+3", "Provinces covered": "63/63", "Observations": "841", "Findings": "1", "Sources to look at": "3/3",
    }  # fmt: skip
    said = [c.value for c in shown.caption]
    assert "new pages and files, 1 Sep 2024, 08:00 UTC" in said
    assert "values contradicted: 1" in said
    assert "With failures: 1 · Stale: 1 · Not yet crawled: 1" in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_store_out_of_reach_is_told_without_a_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str) -> None:
    (tmp_path / "xephang.db").write_bytes(b"no database" * 100)
    shown = visit(monkeypatch, tmp_path, "sources", lang)
    assert not shown.exception
    assert ("máy chủ" if lang == "vi" else "server") in shown.error[0].value
    assert str(tmp_path) not in " ".join(str(e) for e in shown.main.children.values())


def test_addresses_lead_out_only_where_they_are_links(monkeypatch: pytest.MonkeyPatch) -> None:
    joined = "\u2060"
    assert (
        plain("xem http://a.example và www.b.example")
        == f"xem http{chr(92)}:{joined}//a{chr(92)}.example và www{joined}{chr(92)}.b{chr(92)}.example"
    )
    assert address.public(f"{FOLDER}b.pdf: hỏng, {FOLDER}c.pdf") == "b.pdf: hỏng, c.pdf"
    assert address.outside(f"{FOLDER}b.pdf") == f"b{chr(92)}.pdf"
    hostile = address.outside("https://a.example/x)[y](javascript:alert(1)) <b>")
    assert hostile.endswith("](<https://a.example/x%29[y]%28javascript:alert%281%29%29%20%3Cb%3E>)")


def test_contradicted_value_carries_a_sign(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "province", "en", province=CONTRADICTED)
    table = shown.dataframe[0].value
    disputed = table[table["standing"].str.contains("contradicted")]
    assert len(disputed) == 1
    assert displayed(shown)[int(disputed.index[0])]["value"].endswith("≠")
    assert "observation=" in disputed.iloc[0]["evidence"]


def test_figures_sort_as_numbers_and_read_in_the_language(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "ranking", "vi", index="dti", year="2023")
    table: Any = shown.dataframe[0].value
    assert table["rank"].dtype.kind == table["score"].dtype.kind == "f"
    assert displayed(shown)[1]["score"].startswith("89,3")
    assert any(row["rank"].endswith("≠") for row in displayed(shown))


def test_hostile_address_gives_the_default_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    hostile = dict.fromkeys(FILTERS, HOSTILE) | {"observation": "-1", "document": "9" * 30, "failed": "0", "leaf": "1e9"}
    for page in ORDER:
        shown = visit(monkeypatch, filled, page, "xx", **hostile)
        assert not shown.exception, page
        drawn = [box for kind in (shown.selectbox, shown.multiselect) for box in kind]
        names = {str(box.key).removeprefix("choose-") for box in drawn} | {"lang"}
        assert not names & set(shown.query_params), page
        assert not [box for box in drawn if "script" in str(box.value)]


def test_choice_of_a_person_is_written_to_the_address(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "ranking", "en", index="dti", year="2021")
    shown.selectbox(key="choose-year").select(2022).run()
    assert not shown.exception
    assert shown.query_params.items() >= {"lang": "en", "index": "dti", "year": "2022"}.items()
    assert "2022" in shown.title[0].value


def test_text_of_documents_never_becomes_markup(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    with open_store(Home(filled)).connect() as connection:
        told = connection.exec_driver_sql("SELECT id, document_id FROM observation WHERE grade = 'uncertain'").one()
    places = [
        ("document", {"observation": str(told[0])}), ("document", {"document": str(told[1])}), ("search", {"q": "xep thu"}),
        ("check", {}), ("overview", {}), ("sources", {}),
    ]  # fmt: skip
    for page, query in places:
        shown = visit(monkeypatch, filled, page, "vi", **query)
        assert not shown.exception
        html = "".join(str(h.proto.body) for h in shown.get("html"))
        assert HOSTILE not in html, page
        for kind in (shown.markdown, shown.title, shown.caption, shown.subheader, shown.info, shown.warning, shown.error):
            assert not [e.value for e in kind if "<script>" in e.value], page
    shown = visit(monkeypatch, filled, "document", "vi", observation=str(told[0]))
    html = "".join(str(h.proto.body) for h in shown.get("html"))
    assert "&lt;script&gt;" in html
    assert ">61</strong>" in html


def test_count_of_a_package_leads_to_its_observations(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "data", "en", page="34")
    assert any("[**841** observations](#observations)" in m.value for m in shown.markdown)
    assert next(s for s in shown.subheader if s.value == "The observations").anchor == "observations"
    assert len(shown.dataframe[1].value) == 841 - 33 * 25
    assert all("observation=" in link for link in shown.dataframe[1].value["evidence"])
    contradicted = visit(monkeypatch, filled, "data", "en", indexes="dti", page="4", **{"from": "2023", "to": "2023"})
    assert {row["subject"] for row in displayed(contradicted, 1) if "≠" in row["value"]} == {CONTRADICTED}


def test_chain_and_hits_are_files(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    for page, query, name in (("document", {"observation": "1"}, "csv-evidence-1"), ("search", {"q": "xep thu"}, "csv-search")):
        shown = visit(monkeypatch, filled, page, "vi", **query)
        assert not shown.exception
        assert any(button.proto.id.endswith(name) for button in shown.get("download_button")), page


def test_contradicted_value_carries_its_sign_in_its_documents_too(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    with open_store(Home(filled)).connect() as connection:
        (document,) = connection.exec_driver_sql("SELECT document_id FROM observation WHERE grade = 'uncertain'").one()
    shown = visit(monkeypatch, filled, "document", "en", document=str(document))
    assert [row["value"] for row in displayed(shown)] == ["61 ≠?"]
    assert any("documents disagree" in c.value for c in shown.caption)


@pytest.mark.parametrize(("lang", "said"), [("vi", "khung đỏ là"), ("en", "the red frame is")])
def test_value_is_seen_in_a_picture_of_its_page(monkeypatch: pytest.MonkeyPatch, filled: Path, lang: str, said: str) -> None:
    with open_store(Home(filled)).connect() as connection:
        told = connection.exec_driver_sql(
            "SELECT o.id, o.raw, d.media_type FROM observation o JOIN document d ON d.id = o.document_id "
            "WHERE o.number = 50.1 AND d.media_type = 'text/html' OR o.grade = 'uncertain' ORDER BY o.id"
        ).all()
    assert len(told) > 1  # in a table and in a sentence
    for observation, raw, _ in told:
        shown = visit(monkeypatch, filled, "document", lang, observation=str(observation))
        assert not shown.exception
        pictures = [image.alt for group in shown.get("image") for image in group.proto.imgs]
        assert len(pictures) == 2
        assert said in pictures[0]
        assert raw in pictures[0]
        written = " ".join(str(h.proto.body) for h in shown.get("html"))
        assert f">{raw}<" in written


def test_documents_that_failed_or_need_ocr_are_listed(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    failed = visit(monkeypatch, filled, "document", "en", show="failed")
    assert set(failed.dataframe[0].value["message"]) == {"The server does not answer", "bảng.pdf: the file is empty", "Needs OCR"}
    assert "bảng.pdf" in set(failed.dataframe[0].value["address"])
    scans = visit(monkeypatch, filled, "document", "en", show="needs-ocr")
    assert len(scans.dataframe[0].value) == 1
    assert set(scans.dataframe[0].value["source"]) == {"Lào Cai portal"}


def test_sources_stand_worst_first_with_names_reasons_and_scans(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "sources", "en")
    table = shown.dataframe[0].value
    assert list(table["health"]) == ["With failures", "Stale", "Not yet crawled"]
    assert table["source"].iloc[1] == "Lào Cai portal"
    assert "days" in table["why"].iloc[1]
    assert table["needs_ocr"].sum() == 1
    assert any("need OCR: **1**" in m.value for m in shown.markdown)
    failed, runs = shown.dataframe[1].value, shown.dataframe[2].value
    assert set(failed["stage"]) == {"crawl", "read", "OCR"}
    assert runs["source"].str.contains("portal").any()
    assert runs["started"].dtype.kind == table["last_run"].dtype.kind == "M"  # sort as times
    assert displayed(shown, 2)[-1]["started"] == "1 Sep 2024, 08:00"
    vietnamese = visit(monkeypatch, filled, "sources", "vi")
    assert displayed(vietnamese, 2)[-1]["started"] == "01/09/2024, 08:00"


def test_package_holds_what_was_chosen(monkeypatch: pytest.MonkeyPatch, filled: Path) -> None:
    shown = visit(monkeypatch, filled, "data", "en", indexes="dti", **{"from": "2022", "to": "2022"})
    shown.button[0].click().run()
    assert not shown.exception
    asked, _, content = shown.session_state["package"]
    assert asked.name == "xephang-dti-2022-2022-csv.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        panel = file.read("panel.csv").decode("utf-8").splitlines()
        assert {"codebook.csv", "datapackage.json", "README.md"} <= set(file.namelist())
    assert len(panel) == 1 + 2 * 63
    assert all(",2022," in line and line.startswith("dti,") for line in panel[1:])
