"""Files that survive a power cut: written aside, forced to the disk, then renamed; many of them together."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class Pending:
    """Files written but not yet in their places; :meth:`settle` brings all of them there at once.

    A reader sees a whole file or none, and what :meth:`settle` has placed is on the disk, its name too. Until then they lie in ``folder``,
    on the same file system: what a process that died leaves there is in nobody's way.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[Path, tuple[int, str]] = {}  # where to, open handle, temporary name

    def __contains__(self, path: Path) -> bool:
        return path in self._parts

    def write(self, path: Path, data: bytes) -> None:
        """Write ``data``, to be placed at ``path`` later."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".part-")
        self._parts[path] = handle, name
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(handle, view) :]
        except BaseException:
            self._drop(path)
            raise

    def settle(self) -> None:
        """Force every file to the disk, rename each, then force the folders: one after the other, so that the disk may join them."""
        try:
            for handle, _ in self._parts.values():
                os.fsync(handle)
            for path, (_, name) in self._parts.items():
                Path(name).replace(path)
            for folder in {path.parent for path in self._parts} | {path.parent.parent for path in self._parts}:
                sync_folder(folder)
        finally:
            self.discard()

    def discard(self) -> None:
        """Forget what was written and not placed."""
        for path in list(self._parts):
            self._drop(path)

    def sweep(self, before: float) -> int:
        """Remove files that were last written before this time (seconds since 1970); how many there were."""
        left = [part for part in self._folder.glob(".part-*") if part.stat().st_mtime < before]
        for part in left:
            part.unlink(missing_ok=True)
        return len(left)

    def _drop(self, path: Path) -> None:
        handle, name = self._parts.pop(path)
        os.close(handle)
        Path(name).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Force the names in ``folder`` to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
