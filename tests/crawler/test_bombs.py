"""Answers that unpack to far more than they seem: refused at 64 MB, recorded as failures, and the crawl goes on."""

from __future__ import annotations

import gzip
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli
import pytest
import zstandard
from sqlmodel import Session, select

import crawler.replicas as replicas
from crawler.crawl import crawl
from crawler.fetch import fetch
from crawler.replicas.content import portals
from crawler.replicas.server import Fault, Portal
from crawler.settings import DOWNLOAD_MAXSIZE
from extract.errors import FetchError
from store.database import open_store
from store.home import Home
from store.models import Capture, Failure

SOURCE = "replica-phutho"
ZEROS = bytes(DOWNLOAD_MAXSIZE + 2**20)
BOMBS = {
    "gzip": gzip.compress(ZEROS, 6), "deflate": zlib.compress(ZEROS, 6), "br": brotli.compress(ZEROS, quality=1),
    "zstd": zstandard.compress(ZEROS, 1),
}  # fmt: skip


def bomb(encoding: str) -> Fault:
    def answer(handler: BaseHTTPRequestHandler) -> bool:
        body = BOMBS[encoding]
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Encoding", encoding)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return True

    return answer


def test_packed_bombs_in_a_crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    with Portal.of(portals()[SOURCE]) as portal:
        monkeypatch.setitem(replicas._running, SOURCE, portal.address)
        articles = [path for path in sorted(portal.pages) if any(index in path for index in ("/pci-", "-papi-", "-dti-"))]
        armed = dict(zip(articles, BOMBS, strict=False))
        assert len(armed) == len(BOMBS)
        portal.faults |= {path: bomb(encoding) for path, encoding in armed.items()}
        report = crawl(home, [SOURCE])
    assert report.failed == len(BOMBS)
    engine = open_store(home)
    with Session(engine) as session:
        failed = {failure.url.removeprefix(portal.address) for failure in session.exec(select(Failure))}
        sizes = session.exec(select(Capture.size)).all()
    engine.dispose()
    assert failed == set(armed)
    assert len(sizes) > 0
    assert max(sizes) < DOWNLOAD_MAXSIZE


@pytest.mark.parametrize("encoding", BOMBS)
def test_packed_bombs_added_by_hand(encoding: str) -> None:
    with Portal({}) as portal:
        portal.faults["/x"] = bomb(encoding)
        if encoding == "gzip":  # the only packing that `xephang add` asks for and unpacks
            with pytest.raises(FetchError, match="larger than 64 MB"):
                fetch(portal.address + "/x", allow_private=True)
        else:
            assert len(fetch(portal.address + "/x", allow_private=True).body) == len(BOMBS[encoding])
