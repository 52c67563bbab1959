"""A real browser: from the overview to the evidence, the other language, a download, a deep link; no error, nothing from outside."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from dashboard.app import ORDER
from dashboard.components.paper import NARROW, WIDE
from dashboard.run import APP, command
from tests.dashboard.fixture_store import CONTRADICTED

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
PATIENCE = 90_000  # milliseconds, for machines that do much else
PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
OWN_404 = re.compile(
    r"/_stcore/"
)  # Streamlit asks for its own endpoints below the page's path first, and takes a 404 as an answer
USUAL = ("Uvicorn server started", "You can now view your Streamlit app", "URL: http://127.0.0.1", "Stopping...", "Shutting down")
# Streamlit's own markup, which no page can change (its tables are drawn on a canvas, with a hidden table for readers).
STREAMLIT_OWN = ("[data-testid='stDataFrame'] *", "[data-testid='stElementToolbar'] *")


@pytest.fixture(scope="module")
def server(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard's address; at the end, its log must hold no warning and no error."""
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium on this machine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "XEPHANG_HOME": str(filled), "PYTHONPATH": str(APP.parents[2])}
    said = tmp_path_factory.mktemp("log") / "dashboard.log"
    with said.open("wb") as log:
        process = subprocess.Popen(command(port, "127.0.0.1", False), env=env, stdout=log, stderr=subprocess.STDOUT)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urlopen(f"{base}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.5)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=20)
    text = said.read_text("utf-8")
    assert f"127.0.0.1:{port}" in text
    told = [line for line in text.splitlines() if line.strip() and not any(usual in line for usual in USUAL)]
    assert told == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium on this machine")
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS.split())
        yield made
        made.close()


class Watch:
    """A page that remembers console errors and requests to anywhere but the server."""

    def __init__(self, browser: Browser, base: str, **options: object) -> None:
        self.base = base
        self.page: Page = browser.new_page(**{"viewport": {"width": 1360, "height": 1200}, **options})  # type: ignore[arg-type]
        self.errors: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not ("404" in message.text and OWN_404.search(message.location.get("url", ""))):
            self.errors.append(f"{message.text} {message.location}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:")):
            self.errors.append(f"outside: {request.url}")

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        self.page.locator("h1").first.wait_for(timeout=PATIENCE)
        self.page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for(timeout=PATIENCE)
        self.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=PATIENCE)
        self.page.wait_for_timeout(700)  # charts and canvases are drawn after the script has ended
        assert self.page.locator("[data-testid='stException']").count() == 0


def _point(page: Page, chart: str, label: str) -> None:
    """Click the mark of a chart that says ``label`` to a screen reader."""
    mark = page.locator(f".st-key-{chart} path[aria-label*='{label}']").first
    mark.wait_for(timeout=PATIENCE)
    mark.scroll_into_view_if_needed()
    mark.click(force=True)


def test_walk_from_overview_to_evidence(server: str, browser: Browser, tmp_path: Path) -> None:
    watch = Watch(browser, server)
    page = watch.open("?lang=en")
    _point(page, "coverage-map", f"{CONTRADICTED}:")
    page.get_by_role("heading", name=CONTRADICTED, exact=True).wait_for()
    watch.settle()
    assert "lang=en" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").last.click()
    target = tmp_path / "values.csv"
    download.value.save_as(target)
    assert "≠ contradicted" in target.read_text("utf-8-sig")

    table = page.locator("[data-testid='stDataFrame']").first
    table.evaluate("element => element.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(1000)  # the canvas listens once it is drawn in its new place
    canvas = table.locator("canvas").first.bounding_box()
    assert canvas is not None
    x, y = canvas["x"] + canvas["width"] * 0.55, canvas["y"] + 52  # the value in the first row
    for to in (x - 3, x):  # a hand moves over the table before it clicks, and the table counts on that
        page.mouse.move(to, y)
        page.wait_for_timeout(300)
    page.mouse.click(x, y, delay=80)
    page.get_by_role("heading", name="Chain of evidence").wait_for(timeout=PATIENCE)
    watch.settle()
    assert "observation=" in page.url
    assert page.get_by_text("SHA-256").count() == 1
    assert page.locator("td[style*='outline']").count() == 1
    picture = page.get_by_role("img", name=re.compile("red frame is the value"))
    assert picture.count() == 1  # that for a phone is there too, but neither seen nor read out
    assert picture.evaluate("img => img.naturalWidth") == 2 * WIDE

    page.get_by_text("Tiếng Việt").click()
    page.get_by_role("heading", name="Chuỗi dẫn chứng").wait_for(timeout=PATIENCE)
    assert "lang=vi" in page.url
    again = Watch(browser, server)
    again.page.goto(page.url)
    again.page.get_by_role("heading", name="Chuỗi dẫn chứng").wait_for(timeout=PATIENCE)

    page.go_back()
    page.get_by_role("heading", name="Chain of evidence").wait_for(timeout=PATIENCE)
    page.go_back()
    page.get_by_role("heading", name=CONTRADICTED, exact=True).wait_for(timeout=PATIENCE)
    page.get_by_role("link", name="Ranking", exact=True).click()
    page.get_by_role("heading", name=re.compile("2023")).wait_for(timeout=PATIENCE)
    assert "lang=en" in page.url
    watch.settle()
    _point(page, "map-tiles", f"{CONTRADICTED}:")
    page.get_by_role("heading", name="Chain of evidence").wait_for(timeout=PATIENCE)
    assert watch.errors == []
    assert again.errors == []
    assert page.evaluate("window.hacked") is None


def test_every_number_of_a_chart_leads_to_its_evidence(server: str, browser: Browser) -> None:
    watch = Watch(browser, server)
    for path, chart, label in (
        ("ranking?lang=en&index=dti&year=2022&map=shapes", "map-shapes", f"{CONTRADICTED}:"),
        ("ranking?lang=en&index=dti&year=2022", "distribution", f"{CONTRADICTED}:"),
        (f"province?lang=en&province={CONTRADICTED}", "ranks", "2022"),
        ("compare?lang=en&index=dti", "bump", "2022"),
        ("inside?lang=en", "heat", "Minh"),
    ):
        page = watch.open(path)
        _point(page, chart, label)
        page.get_by_role("heading", name="Chain of evidence").wait_for(timeout=PATIENCE)
        watch.settle()
        assert page.locator("[style*='outline'], [data-testid='stImage']").count() >= 1, path
    page = watch.open(f"province?lang=en&province={CONTRADICTED}")
    _point(page, "profile", "National median")  # is made of a whole ranking
    page.get_by_role("heading", name="Digital transformation (DTI) 2023").wait_for(timeout=PATIENCE)
    assert "criterion=" in page.url
    assert watch.errors == []


def test_long_list_and_document_are_turned_and_a_link_opens_there(server: str, browser: Browser) -> None:
    watch = Watch(browser, server, viewport={"width": 390, "height": 844})
    page = watch.open("document?lang=en&document=1&leaf=2")
    page.get_by_text("Page 2 of").first.wait_for(timeout=PATIENCE)
    picture = page.get_by_role("img", name=re.compile("laid out anew"))
    assert picture.evaluate("img => img.naturalWidth") == 2 * NARROW
    page.get_by_role("button", name="Page 1", exact=True).first.click()
    page.get_by_text("Page 1 of").first.wait_for(timeout=PATIENCE)
    page.wait_for_url(re.compile("leaf=1"), timeout=PATIENCE, wait_until="commit")  # the address follows what is shown
    watch.settle()
    assert watch.errors == []
    watch.page.close()


QUERIES = {"document": "&observation=1", "whole-document": "&document=1", "search": "&q=lao+cai"}


@pytest.mark.parametrize("name", [*ORDER, "whole-document"])
def test_every_page_is_drawn_in_both_languages_and_accessible(server: str, browser: Browser, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    PICTURES.mkdir(parents=True, exist_ok=True)
    watch = Watch(browser, server)
    for lang, scheme in (("vi", "light"), ("en", "dark")):
        watch.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page = watch.open(f"{'' if name == ORDER[0] else name.removeprefix('whole-')}?lang={lang}{QUERIES.get(name, '')}")
        page.screenshot(path=PICTURES / f"{name}-{lang}-{scheme}.png")
        found = axe.run(page, context={"exclude": [[s] for s in STREAMLIT_OWN]}).response["violations"]
        grave = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")]
        assert grave == [], scheme
    assert watch.errors == []
    watch.page.close()


def test_phone_width_has_no_sideways_scrolling(server: str, browser: Browser) -> None:
    watch = Watch(browser, server, viewport={"width": 390, "height": 844})
    for name in ORDER:
        page = watch.open(f"{'' if name == ORDER[0] else name}?lang=vi{QUERIES.get(name, '')}")
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 400, name
        page.screenshot(path=PICTURES / f"{name}-phone.png")
    assert watch.errors == []
