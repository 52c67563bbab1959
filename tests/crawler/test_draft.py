"""`xephang sources new` on real HTTP: replicas and golden pages of real systems; its fixture fails until a person fills it in."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from crawler.draft import draft, name_of
from crawler.fixture import differences
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from crawler.replicas.site import Page
from crawler.sources import check, check_fixtures, read
from extract.errors import FetchError, SourceError

GOLDEN = Path(__file__).parent / "presets"


@pytest.mark.parametrize("source_id", ["replica-phutho", "replica-tayninh", "replica-vinhphuc", "replica-quangnam"])
def test_a_replica(source_id: str, tmp_path: Path) -> None:
    content = portals()[source_id]
    with Portal.of(content) as portal:
        made = draft(portal.address + "/", tmp_path, source_id="moi", allow_private=True)
    assert made.system == content.style
    assert made.links >= 5
    spec = read(made.path)
    assert (spec.verified, spec.system) == ("address-shape", content.style)
    assert check(tmp_path) == []
    assert (made.fixture / "list.html").stat().st_size > 500
    assert made.files == len(list((made.fixture / "files").glob("*")) if made.files else [])
    problems = check_fixtures(tmp_path)
    assert {p.en.split(",")[1].split(":")[0].strip() for p in problems} == {"title", "date", "text", "files", "links"}


@pytest.mark.parametrize("name", ["plone", "wordpress-classic", "nukeviet-v5", "liferay-assets"])
def test_a_site_of_golden_pages_then_filled_in(name: str, tmp_path: Path) -> None:
    golden = yaml.safe_load((GOLDEN / f"{name}.yaml").read_text("utf-8"))
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(golden["url"]))

    def path(url: str) -> str:
        return url.removeprefix(origin) or "/"

    with Portal({}) as portal:
        for url, html in [(golden["url"], golden["list"]), *((link[0], golden["article"]) for link in golden["links"])]:
            portal.pages[path(url)] = Page(html.replace(origin, portal.address).encode())
        for url, _ in golden["files"]:
            portal.pages[path(url)] = Page(b"%PDF-1.4", "application/pdf")
        made = draft(portal.address + path(golden["url"]), tmp_path, allow_private=True)
    assert made.system == name.partition("-")[0]
    assert made.links == len(golden["links"])
    assert made.files == min(3, len(golden["files"]))
    expected = yaml.safe_load((made.fixture / "expected.yaml").read_text("utf-8"))
    expected |= {
        "title": golden["title"], "date": golden["date"], "text": golden["text"][:10], "files": [title for _, title in golden["files"]],
        "links": [link[1:] for link in golden["links"]],
    }  # fmt: skip
    (made.fixture / "expected.yaml").write_text(yaml.safe_dump(expected, allow_unicode=True), "utf-8")
    assert differences(made.fixture) == []
    expected["title"] = "Một tiêu đề khác"
    (made.fixture / "expected.yaml").write_text(yaml.safe_dump(expected, allow_unicode=True), "utf-8")
    assert [field for field, _, _ in differences(made.fixture)] == ["title"]


def test_refusals(tmp_path: Path) -> None:
    with Portal({"/": Page(b"<html><body><p>nothing</p></body></html>")}) as portal:
        with pytest.raises(FetchError):
            draft(portal.address, tmp_path)
        with pytest.raises(SourceError):
            draft(portal.address + "/", tmp_path, allow_private=True)
        (tmp_path / "co.yaml").write_text("x", "utf-8")
        with pytest.raises(SourceError):
            draft(portal.address + "/", tmp_path, source_id="co", allow_private=True)
    (tmp_path / "fixtures" / "x").mkdir(parents=True)
    (tmp_path / "fixtures" / "x" / "expected.yaml").write_text("[]", "utf-8")
    assert [p.source for p in check_fixtures(tmp_path)] == ["x"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://sotttt.tayninh.gov.vn/vi", "sotttt-tayninh"),
        ("http://www.phutho.gov.vn", "phutho"),
        ("http://127.0.0.1:80/", "127-0-0-1"),
    ],
)
def test_names(url: str, name: str) -> None:
    assert name_of(url) == name
