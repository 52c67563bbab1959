"""Hours, waits, proxies and broken certificates, over real connections."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlmodel import Session, select

from crawler.backoff import seconds
from crawler.replicas.content import portals
from crawler.replicas.server import Portal
from crawler.sources import load_all
from store.database import open_store
from store.home import Home
from store.models import Capture, Failure

WORKER = """
import json, sys
import crawler.sources as sources
import crawler.worker as worker
changes = json.loads(sys.argv[1])
spec = sources.load_all()["replica-phutho"].model_copy(update=changes)
sources.load_all = lambda: {spec.id: spec}
worker.main()
"""


def _crawl(home: Home, base: str, **changes: object) -> list[Capture]:
    """Crawl a replica whose declaration says something else too."""
    limits = dict.fromkeys(("since", "until", "max_pages")) | {"sample": 1}
    job: dict[str, object] = {
        "root": str(home.root),
        "database": home.database,
        "archive": home.archive,
        "sources": ["replica-phutho"],
    }
    job |= {"bases": {"replica-phutho": base}, "limits": limits}
    command = [sys.executable, "-c", WORKER, json.dumps(changes)]
    subprocess.run(command, input=json.dumps(job).encode(), check=True, capture_output=True)
    with Session(open_store(home)) as session:
        return list(session.exec(select(Capture)))


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[str]:
    """A portal behind a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "portal.test")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    signed = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with Portal.of(portals()["replica-phutho"]) as portal:
        portal._server.socket = context.wrap_socket(portal._server.socket, server_side=True)
        yield portal.address.replace("http:", "https:")


def test_a_broken_certificate_is_refused_with_a_sentence_and_allowed_and_recorded_where_declared(
    tmp_path: Path, secure: str
) -> None:
    strict, lenient = Home(tmp_path / "strict"), Home(tmp_path / "lenient")
    assert not _crawl(strict, secure)
    with Session(open_store(strict)) as session:
        failures = session.exec(select(Failure)).all()
    assert any("cannot be verified" in f.message_en and "broken_tls" in f.message_vi for f in failures)
    captures = _crawl(lenient, secure, broken_tls=True)
    assert captures
    assert all(c.headers["x-xephang-tls"] == "not verified" for c in captures)


def test_everything_goes_through_the_proxy_of_the_source(tmp_path: Path) -> None:
    asked: list[str] = []

    class Relay(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            try:
                with urllib.request.urlopen(self.path) as answer:
                    status, body, kind = answer.status, answer.read(), answer.headers["Content-Type"]
            except urllib.error.HTTPError as error:
                status, body, kind = error.code, b"", "text/plain"
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    relay = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    with Portal.of(portals()["replica-phutho"]) as portal:
        captures = _crawl(Home(tmp_path), portal.address, proxy=f"http://127.0.0.1:{relay.server_address[1]}")
        assert captures
        assert sum(portal.hits.values()) == len(asked)
        assert any(path.endswith("/robots.txt") for path in asked)
    relay.shutdown()
    relay.server_close()


def test_a_wall_that_sets_a_cookie_by_script_is_passed_once_for_the_host(tmp_path: Path) -> None:
    walls: list[str] = []

    def wall(handler: BaseHTTPRequestHandler) -> bool:
        if "D1N=0123456789abcdef" in (handler.headers.get("Cookie") or ""):
            return False
        walls.append(handler.path)
        body = b'<html><body><script>document.cookie="D1N=0123456789abcdef"+"; path=/";window.location.reload(true);</script></body></html>'
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return True

    with Portal.of(portals()["replica-phutho"]) as portal:
        portal.faults.update(dict.fromkeys(portal.pages, wall))
        assert _crawl(Home(tmp_path), portal.address)
    assert 1 <= len(walls) <= 3


def test_hours_in_vietnam() -> None:
    spec = load_all()["phutho"]
    night = spec.model_copy(update={"hours": (22, 6)})
    day = spec.model_copy(update={"hours": (8, 17)})
    at = {hour: datetime(2024, 5, 1, hour, 30, tzinfo=UTC) for hour in (1, 10, 16, 22)}  # 8:30, 17:30, 23:30, 5:30 in Vietnam
    assert [night.open_at(at[h]) for h in at] == [False, False, True, True]
    assert [day.open_at(at[h]) for h in at] == [True, False, False, False]
    assert all(spec.open_at(t) for t in at.values())


def test_retry_after_as_seconds_and_as_a_date() -> None:
    now = datetime(2024, 5, 1, tzinfo=UTC)
    assert seconds("7") == 7
    assert seconds("Wed, 01 May 2024 00:00:30 GMT", now) == 30
    assert seconds("Tue, 30 Apr 2024 00:00:30 GMT", now) == 0
    assert seconds("soon") is None
