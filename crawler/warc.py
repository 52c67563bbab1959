"""WARC files: every answer with its request, byte for byte as it came, so that evidence outlives the portal. One file a run."""

from __future__ import annotations

import io
import os
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import fsspec
from scrapy import Request
from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.writer import Task, Writer
from store.archive import writing

OFFSET = "warc"  # key in a request's meta: the Place of the response's record
_PHRASES = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 410: "Gone", 500: "Internal Server Error"}


@dataclass(slots=True)
class Place:
    """Where a response's record stands: file in the archive and offset, which is -1 until the writer has written it."""

    file: str
    offset: int = -1


class Warc:
    """A WARC file in the archive that grows record by record, each a gzip member of its own, by the hand of the writer."""

    def __init__(self, archive: str, name: str, scratch: Path, writer: Writer) -> None:
        self._fs, root = fsspec.core.url_to_fs(archive)
        self.name = f"warc/{name}.warc.gz"
        self._target = f"{root}/{self.name}"
        local = "file" in (self._fs.protocol if isinstance(self._fs.protocol, tuple) else (self._fs.protocol,))
        self._path = Path(self._target) if local else scratch / f"{name}.warc.gz"
        self._upload = not local
        self._archive, self._writer = archive, writer
        self._file: io.BufferedWriter | None = None

    def keep(self, request: Request, response: Response) -> Place:
        """Have request and response written; their place, which is right once the writer has come to it."""
        place = Place(self.name)
        date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        size = len(response.body) + len(request.body)

        def append() -> None:
            with writing(self._archive):
                self._append(place, request, response, date)

        self._writer.put(Task(append, size=size))
        return place

    def _append(self, place: Place, request: Request, response: Response, date: str) -> None:
        made = WARCWriter(None, gzip=False)
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab")
            info = {"software": "xephang", "format": "WARC File Format 1.1"}
            self._member(made, made.create_warcinfo_record(self._path.name, info))
        place.offset = self._file.tell()
        answer = StatusAndHeaders(
            f"{response.status} {_PHRASES.get(response.status, 'Status')}", _headers(response), protocol="HTTP/1.1"
        )
        record = made.create_warc_record(
            response.url,
            "response",
            payload=io.BytesIO(response.body),
            http_headers=answer,
            warc_headers_dict={"WARC-Date": date},
        )
        self._member(made, record)
        linked = {"WARC-Date": date, "WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID")}
        self._member(
            made,
            made.create_warc_record(
                response.url, "request", payload=io.BytesIO(request.body), http_headers=_asked(request), warc_headers_dict=linked
            ),
        )

    def _member(self, made: Any, record: Any) -> None:
        """Append one record; level 1, since these bytes lie better packed in the blobs and are here to be shown, not read often."""
        plain = io.BytesIO()
        made.out = plain
        made.write_record(record)
        packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        assert self._file is not None
        self._file.write(packer.compress(plain.getbuffer()) + packer.flush())

    def settle(self) -> None:
        """Force what was written to the disk."""
        if self._file is not None:
            with writing(self._archive):
                self._file.flush()
                os.fsync(self._file.fileno())

    def close(self) -> None:
        """Finish the file, and bring it to the archive where that is elsewhere."""
        if self._file is not None:
            self._file.close()
            if self._upload:
                self._fs.makedirs(self._target.rpartition("/")[0], exist_ok=True)
                self._fs.put_file(str(self._path), self._target)
                self._path.unlink()


def _asked(request: Request) -> StatusAndHeaders:
    """The request as it went out."""
    parts = urlsplit(request.url)
    return StatusAndHeaders(
        f"{request.method} {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1",
        [("Host", parts.netloc), *((k.decode("latin-1"), v[0].decode("latin-1")) for k, v in request.headers.items() if v)],
        is_http_request=True,
    )


def _headers(response: Response) -> list[tuple[str, str]]:
    """The answer's headers as it came, with the length of what we hold."""
    kept = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        if name.lower() not in (b"transfer-encoding", b"content-length")
        for value in values
    ]
    return [*kept, ("Content-Length", str(len(response.body)))]


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
            request.meta[OFFSET] = self.warc.keep(request, response)
        return response
