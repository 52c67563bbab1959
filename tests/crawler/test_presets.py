"""Every portal system reads its golden list and article, and gives one address to the many spellings of one article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.article import read_article
from crawler.listing import generic_links, list_links
from crawler.paging import next_page
from crawler.presets import preset, presets, recognise
from extract.errors import SourceError

GOLDEN = Path(__file__).parent / "presets"
PAGES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))  # SYSTEM, or SYSTEM-VARIANT: a version or theme of it


def _golden(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((GOLDEN / f"{name}.yaml").read_text("utf-8"))
    return loaded


def test_every_preset_has_its_golden_pages() -> None:
    assert {path.stem.partition("-")[0] for path in GOLDEN.glob("*.yaml")} == set(presets())


@pytest.mark.parametrize("name", PAGES)
def test_list(name: str) -> None:
    golden = _golden(name)
    links = list_links(preset(name.partition("-")[0]), golden["list"], golden["url"]) or generic_links(
        golden["list"], golden["url"]
    )
    assert [[link.url, link.title, link.date] for link in links] == golden["links"]
    assert next_page(golden["list"], golden["url"]) == golden["next"]


@pytest.mark.parametrize("name", PAGES)
def test_article(name: str) -> None:
    golden = _golden(name)
    article = read_article(preset(name.partition("-")[0]), golden["article"], golden["article_url"])
    assert (article.title, article.date, article.text) == (golden["title"], golden["date"], golden["text"])
    assert [[file.url, file.title] for file in article.files] == golden["files"]
    if "form" in golden:
        assert [list(pair) for pair in article.files[0].form] == golden["form"]


@pytest.mark.parametrize("name", PAGES)
def test_one_address(name: str) -> None:
    found = {preset(name.partition("-")[0]).canonical(url) for url in _golden(name)["same"]}
    assert len(found) == 1
    assert preset(name.partition("-")[0]).canonical(found.pop())  # a canonical address can be canonicalised


@pytest.mark.parametrize(
    "name", [n for n in PAGES if n not in ("generic", "websphere", "hue", "vnpt", "vportal", "dotnetnuke", "joomla")]
)
def test_recognised_by_its_marks(name: str) -> None:
    golden = _golden(name)
    assert recognise(golden["article"] + golden["list"], golden["article_url"]) == name.partition("-")[0]


def test_unknown_systems_are_refused() -> None:
    with pytest.raises(SourceError):
        preset("geocities")


def test_a_page_without_markup_gives_nothing() -> None:
    for html in ("", "\x00\x01", "<", "no markup at all"):
        assert list_links(preset("nukeviet"), html, "http://a.vn/") == []
        assert generic_links(html, "http://a.vn/") == []
        assert next_page(html, "http://a.vn/") is None
        assert read_article(preset("nukeviet"), html, "http://a.vn/").files == ()
