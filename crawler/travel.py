"""What a crawl keeps on its machine goes to the archive and back, where that is elsewhere: so the next crawl may run on another machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fsspec

from store.archive import writing


class Travel:
    """The files of one source in ``scratch``. Only whoever crawls the source touches them.

    An archive in a folder needs none of this: there they stay where they are.
    """

    def __init__(self, archive: str, scratch: Path, source_id: str) -> None:
        self._archive, self._scratch, self._id = archive, scratch, source_id
        fs, self._root = fsspec.core.url_to_fs(archive)
        self._fs: Any = fs
        self._away = "file" not in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))
        self._memory = scratch / f"{source_id}.sqlite"

    def arrive(self) -> None:
        """Bring what a crawl that was killed here has left to the archive, and take the source's memory from there."""
        if not self._away:
            return
        with writing(self._archive):
            for left in self._scratch.glob(f"{self._id}-2???????T??????-*.warc.gz"):
                self._put(left, f"warc/{left.name}")
                left.unlink()
            place = self._place(f"memory/{self._id}.sqlite")
            if self._fs.exists(place):
                for stale in self._scratch.glob(f"{self._memory.name}*"):
                    stale.unlink()
                self._scratch.mkdir(parents=True, exist_ok=True)
                self._fs.get_file(place, str(self._memory))

    def leave(self) -> None:
        """Bring the memory, which is closed by now, to the archive."""
        if self._away:
            with writing(self._archive):
                self._put(self._memory, f"memory/{self._memory.name}")

    def _put(self, file: Path, name: str) -> None:
        self._fs.pipe_file(self._place(name), file.read_bytes())

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}"
