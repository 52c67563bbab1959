"""The archive: every capture's bytes, named by their hash, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

import fsspec
import zstandard

from extract.errors import StoreError


class Archive:
    """A content-addressed store on any fsspec address; on a local folder a write survives a power cut once it returns."""

    def __init__(self, address: str) -> None:
        self.address = address
        fs, root = fsspec.core.url_to_fs(address)
        self._fs: Any = fs
        self._root: str = root
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
        name = hashlib.sha256(data).hexdigest()
        path = self.path(name)
        try:
            if not self._fs.exists(path):
                packed = zstandard.compress(data, 6)
                if self._local:
                    _write_durably(Path(path), packed)
                else:
                    self._fs.pipe_file(path, packed)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(
                f"Không ghi được kho lưu trữ {self.address}: {reason}", f"Cannot write to the archive {self.address}: {reason}"
            ) from error
        return name

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


def _write_durably(path: Path, data: bytes) -> None:
    """Write, fsync, rename: a reader sees the whole blob or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
