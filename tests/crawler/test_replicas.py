"""The replica portals are real sites: paging, twins, attachments, validators, and they say that they are replicas."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from pathlib import Path

import openpyxl
import pytest

from crawler.replicas import running, serve
from crawler.replicas.content import portals
from crawler.replicas.files import FONTS, build, make_pdf
from crawler.replicas.site import render


def test_seven_portals_in_seven_systems_with_ten_articles_and_attachments() -> None:
    found = portals()
    assert len({content.style for content in found.values()}) >= 6
    assert all(len(content.articles) >= 10 for content in found.values())
    kinds = {Path(file.name).suffix for content in found.values() for item in content.articles for file in item.files}
    assert kinds == {".pdf", ".xlsx", ".docx"}


@pytest.mark.parametrize("source_id", list(portals()))
def test_every_page_says_in_both_languages_that_it_is_a_replica(source_id: str) -> None:
    pages = render(portals()[source_id])
    html = [page for page in pages.values() if page.media_type.startswith("text/html")]
    assert len(html) > 20
    for page in html:
        text = page.body.decode()
        assert "Trang mô phỏng" in text
        assert "Replica made for demonstration" in text


def test_attachments_are_the_same_bytes_every_time_and_hold_the_figures() -> None:
    for content in portals().values():
        for item in content.articles:
            for file in item.files:
                assert build(file) == build(file)
    (pci,) = [f for c in portals().values() for i in c.articles for f in i.files if f.name == "bang-diem-pci-2013-2018.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(build(pci)))
    assert len(book.sheetnames) == 6
    assert [cell.value for cell in book.worksheets[0][4]] == [1, "Quảng Ninh", 70.36]


@pytest.mark.skipif(not FONTS.exists(), reason="the DejaVu fonts are not installed")
def test_the_kept_pdfs_are_what_their_yaml_says() -> None:
    for content in portals().values():
        for item in content.articles:
            for file in item.files:
                if file.name.endswith(".pdf"):
                    assert len(make_pdf(file)) == pytest.approx(len(build(file)), rel=0.1)


def test_serves_over_http_with_validators_and_forgets_when_closed() -> None:
    with serve() as addresses:
        assert set(addresses) == set(portals()) == set(running())
        url = addresses["replica-phutho"] + "/vi/tin-tuc"
        with urllib.request.urlopen(url) as answer:
            etag = answer.headers["ETag"]
        with pytest.raises(urllib.error.HTTPError) as unchanged:
            urllib.request.urlopen(urllib.request.Request(url, headers={"If-None-Match": etag}))
        assert unchanged.value.code == 304
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(addresses["replica-phutho"] + "/none")
        assert missing.value.code == 404
    assert running() == {}
