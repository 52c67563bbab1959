"""The archive: every capture's bytes, named by their hash, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec
import zstandard

from extract.errors import StoreError
from store.durable import Pending

LEVEL = 3  # of zstd: a web page gets hardly smaller above it


@contextmanager
def writing(address: str) -> Iterator[None]:
    """Turn what the file system says while the archive at ``address`` is written into a StoreError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"Không ghi được kho lưu trữ {address}: {reason}", f"Cannot write to the archive {address}: {reason}"
        ) from error


class Archive:
    """A content-addressed store on any fsspec address; on a local folder a write survives a power cut once it returns."""

    def __init__(self, address: str) -> None:
        self.address = address
        fs, root = fsspec.core.url_to_fs(address)
        self._fs: Any = fs
        self._root: str = root
        self._pending = Pending()
        self._local = "file" in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))

    def path(self, sha256: str) -> str:
        """Where the blob of ``sha256`` lies, inside the archive's file system."""
        return f"{self._root}/blobs/{sha256[:2]}/{sha256}.zst"

    def has(self, sha256: str) -> bool:
        """Whether the archive holds the blob."""
        return bool(self._fs.exists(self.path(sha256)))

    def put(self, data: bytes) -> str:
        """Store ``data`` and return its SHA-256; bytes already there are left alone.

        Raises:
            StoreError: the archive cannot be written (full, read-only, out of reach).
        """
        name = self.prepare(data)
        self.settle()
        return name

    def prepare(self, data: bytes) -> str:
        """Like :meth:`put`, but durable (and to be read) only after :meth:`settle`, which takes many blobs together.

        Raises:
            StoreError: as :meth:`put`.
        """
        name = hashlib.sha256(data).hexdigest()
        path = self.path(name)
        with writing(self.address):
            if Path(path) not in self._pending and not self._fs.exists(path):
                packed = zstandard.compress(data, LEVEL)
                if self._local:
                    self._pending.write(Path(path), packed)
                else:
                    self._fs.pipe_file(path, packed)
        return name

    def settle(self) -> None:
        """Return once every prepared blob survives a power cut.

        Raises:
            StoreError: as :meth:`put`; none of the prepared blobs counts as stored then.
        """
        with writing(self.address):
            self._pending.settle()

    def discard(self) -> None:
        """Give up what was prepared and not settled."""
        self._pending.discard()

    def get(self, sha256: str) -> bytes:
        """The bytes of ``sha256``, checked against their name.

        Raises:
            StoreError: the blob is missing or corrupted.
        """
        try:
            data = zstandard.ZstdDecompressor().decompressobj().decompress(self._fs.cat_file(self.path(sha256)))
        except FileNotFoundError as error:
            raise StoreError(f"Kho lưu trữ thiếu tệp {sha256}", f"The archive lacks the blob {sha256}") from error
        except (OSError, zstandard.ZstdError) as error:
            raise StoreError(
                f"Không đọc được tệp {sha256} trong kho lưu trữ", f"Cannot read the blob {sha256} of the archive"
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"Tệp {sha256} trong kho lưu trữ đã hỏng", f"The blob {sha256} of the archive is corrupted")
        return bytes(data)
