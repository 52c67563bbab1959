"""The archive: every capture's bytes, named by their hash, never changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import fsspec
import zstandard

from extract.errors import DamageError, StoreError
from store.durable import Pending

LEVEL = 3  # of zstd: a web page gets hardly smaller above it
DAMAGED = ".damaged"  # ending of a blob that was set aside
ABANDONED = 86_400  # seconds after which a part belongs to a process that is gone


@contextmanager
def writing(address: str) -> Iterator[None]:
    """Turn what the file system says while the archive at ``address`` is written into a StoreError."""
    try:
        yield
    except _failures(address) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(
            f"Không ghi được kho lưu trữ {address}: {reason}", f"Cannot write to the archive {address}: {reason}"
        ) from error


def _failures(address: str) -> tuple[type[Exception], ...]:
    """What a file system raises: OSError on a disk; the libraries behind object stores have errors of their own."""
    return (Exception,) if "://" in address and not address.startswith("file://") else (OSError,)


class Archive:
    """A content-addressed store on any fsspec address; on a local folder a write survives a power cut once it returns."""

    def __init__(self, address: str) -> None:
        self.address = address
        fs, root = fsspec.core.url_to_fs(address)
        self._fs: Any = fs
        self._root: str = root
        self._local = "file" in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))
        self._pending = Pending(Path(root) / "parts")

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

        A blob that is not what its name says is set aside under another name: the next visit of its source finds it missing, asks for it
        again and stores it anew.

        Raises:
            DamageError: the blob is missing or corrupted.
            StoreError: the archive cannot be read at all.
        """
        try:
            packed = self._fs.cat_file(self.path(sha256))
        except FileNotFoundError as error:
            raise DamageError(f"Kho lưu trữ thiếu tệp {sha256}", f"The archive lacks the blob {sha256}") from error
        except _failures(self.address) as error:
            raise StoreError(
                f"Không đọc được tệp {sha256} trong kho lưu trữ {self.address}: {error}",
                f"Cannot read the blob {sha256} of the archive {self.address}: {error}",
            ) from error
        try:
            data = bytes(zstandard.ZstdDecompressor().decompressobj().decompress(packed))
        except zstandard.ZstdError:
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            self._set_aside(sha256)
            raise DamageError(f"Tệp {sha256} trong kho lưu trữ đã hỏng", f"The blob {sha256} of the archive is corrupted")
        return data

    def _set_aside(self, sha256: str) -> None:
        with suppress(*_failures(self.address)):  # an archive that may only be read: told all the same
            self._fs.mv(self.path(sha256), self.path(sha256) + DAMAGED)

    def sweep(self) -> int:
        """Remove the parts that processes which died have left for a day; how many there were."""
        return self._pending.sweep(time.time() - ABANDONED) if self._local else 0
