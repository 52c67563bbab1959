"""WARC files: every answer with its request, byte for byte as it came, so that evidence outlives the portal. One file a run."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import fsspec
from scrapy import Request
from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

OFFSET = "warc"  # key in a request's meta: (file in the archive, offset of the response record)
_PHRASES = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 410: "Gone", 500: "Internal Server Error"}


class Warc:
    """A WARC file in the archive that grows record by record."""

    def __init__(self, archive: str, name: str, scratch: Path) -> None:
        self._fs, root = fsspec.core.url_to_fs(archive)
        self.name = f"warc/{name}.warc.gz"
        self._target = f"{root}/{self.name}"
        local = "file" in (self._fs.protocol if isinstance(self._fs.protocol, tuple) else (self._fs.protocol,))
        self._path = Path(self._target) if local else scratch / f"{name}.warc.gz"
        self._upload = not local
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file: io.BufferedWriter | None = None

    def write(self, request: Request, response: Response) -> int:
        """Append request and response; the offset of the response's record in the file."""
        if self._file is None:
            self._file = self._path.open("ab")
            self._writer: Any = WARCWriter(self._file, gzip=True)
            info = {"software": "xephang", "format": "WARC File Format 1.1"}
            self._writer.write_record(self._writer.create_warcinfo_record(self._path.name, info))
        offset = self._file.tell()
        date = {"WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        status = f"{response.status} {_PHRASES.get(response.status, 'Status')}"
        answer = StatusAndHeaders(status, _headers(response, len(response.body)), protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            response.url, "response", payload=io.BytesIO(response.body), http_headers=answer, warc_headers_dict=dict(date)
        )
        self._writer.write_record(record)
        parts = urlsplit(request.url)
        asked = StatusAndHeaders(
            f"{request.method} {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1",
            [("Host", parts.netloc), *((k.decode("latin-1"), v[0].decode("latin-1")) for k, v in request.headers.items() if v)],
            is_http_request=True,
        )
        linked = {**date, "WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID")}
        self._writer.write_record(
            self._writer.create_warc_record(
                response.url, "request", payload=io.BytesIO(request.body), http_headers=asked, warc_headers_dict=linked
            )
        )
        self._file.flush()
        return offset

    def close(self) -> None:
        """Finish the file, and bring it to the archive where that is elsewhere."""
        if self._file is not None:
            self._file.close()
            if self._upload:
                self._fs.makedirs(self._target.rpartition("/")[0], exist_ok=True)
                self._fs.put_file(str(self._path), self._target)
                self._path.unlink()


def _headers(response: Response, size: int) -> list[tuple[str, str]]:
    """The answer's headers as it came, with the length of what we hold."""
    kept = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        if name.lower() not in (b"transfer-encoding", b"content-length")
        for value in values
    ]
    return [*kept, ("Content-Length", str(size))]


class WarcMiddleware:
    """Downloader middleware nearest to the network: sees bodies before they are decompressed."""

    def __init__(self, warc: Warc) -> None:
        self.warc = warc

    @classmethod
    def from_crawler(cls, crawler: Any) -> WarcMiddleware:
        """With the file of the spider's desk."""
        return cls(crawler.spider.desk.warc)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive everything that carries content; 304 says nothing new."""
        if response.status != 304:
            request.meta[OFFSET] = (self.warc.name, self.warc.write(request, response))
        return response
