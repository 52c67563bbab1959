"""A page that needs scripts, fetched by a real Chromium; and by none where the source does not say so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crawler.replicas.server import Portal
from crawler.replicas.site import Page
from tests.crawler.test_spiders import Declare, home_urls, run, site  # noqa: F401 - fixtures

SCRIPTED = (
    "<html><body><main id=m></main><script>"
    "fetch('/api').then(r => r.json()).then(d => { document.getElementById('m').innerHTML = d.html })</script>"
    "<script src='http://127.0.0.1:9/secret.js'></script></body></html>"
)


@pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium on this machine")
def test_only_where_the_source_says_so(site: Portal, run: Declare, home: Path) -> None:  # noqa: F811
    url = "/xep-hang-pci-nam-2021-2021.html"
    site.pages["/tin"] = Page(SCRIPTED.encode())
    site.pages["/api"] = Page(
        json.dumps({"html": f'<h3><a href="{url}">Xếp hạng PCI năm 2021</a></h3><p>10/4/2022</p>'}).encode(), "application/json"
    )
    entry = {"kind": "list", "address": "/tin"}
    assert run(entry, source={"system": "generic"}).outcome == "empty"
    report = run(entry, source={"system": "generic", "browser": True})
    assert (report.outcome, report.inserted, report.failed) == ("ok", 1, 0)
    assert home_urls(home) == {url[1:]}
