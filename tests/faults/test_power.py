"""A power cut at any moment of a write: what the disk surely holds then, by the order in which it was told to hold it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import zstandard

from extract.errors import DamageError
from store.archive import ABANDONED, Archive


@dataclass
class Disk:
    """What survives: contents that were forced out, under names whose folder was forced out after they were given."""

    root: Path
    contents: dict[int, bytes] = field(default_factory=dict)  # by inode, once forced
    given: dict[Path, int] = field(default_factory=dict)  # names given, not yet forced
    names: dict[Path, int] = field(default_factory=dict)  # names that survive
    moments: list[tuple[str, dict[Path, bytes]]] = field(default_factory=list)

    def fsync(self, handle: int) -> None:
        """As :func:`os.fsync`: of a file its content, of a folder its names."""
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        if path.is_dir():
            forced = {name: inode for name, inode in self.given.items() if name.parent == path}
            self.names |= forced
        else:
            self.contents[os.fstat(handle).st_ino] = path.read_bytes()
        self.moment(f"fsync {path.name}")

    def replace(self, source: Path, target: Path) -> Path:
        """As :meth:`Path.replace`; a journal may force the name out at once, so that it counts as surviving from here on, too."""
        inode = source.stat().st_ino
        os.replace(source, target)
        self.given[target] = self.names[target] = inode  # the worse case for us: the name is there before we asked for it
        self.moment(f"rename {target.name}")
        return target

    def moment(self, what: str) -> None:
        """Keep what would be found if the power went now: a name whose content was never forced has an empty file."""
        self.moments.append((what, {name: self.contents.get(inode, b"") for name, inode in self.names.items()}))


@pytest.mark.fault("power")
def test_at_every_moment_a_blob_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Disk(tmp_path)
    monkeypatch.setattr(os, "fsync", model.fsync)
    monkeypatch.setattr(Path, "replace", lambda source, target: model.replace(source, target))
    archive = Archive(str(tmp_path / "archive"))
    texts = [f"công báo {n}".encode() * 50 for n in range(5)]
    for text in texts:
        archive.prepare(text)
    model.moment("prepared")
    archive.settle()
    assert [what.split()[0] for what, _ in model.moments].index("rename") >= 1 + len(texts)  # all contents before any name
    for what, found in model.moments:
        for name, content in found.items():
            data = zstandard.ZstdDecompressor().decompressobj().decompress(content)
            assert hashlib.sha256(data).hexdigest() == name.name.removesuffix(".zst"), what
    kept = {name for name, _ in [*model.moments[-1][1].items()]}
    assert {archive.path(hashlib.sha256(text).hexdigest()) for text in texts} == {str(name) for name in kept}
    folders = {Path(archive.path(hashlib.sha256(text).hexdigest())).parent for text in texts}
    forced = [what for what, _ in model.moments if what.startswith("fsync")]
    assert {f"fsync {folder.name}" for folder in folders} <= set(forced)  # the names too, before settle() returned
    assert "fsync blobs" in forced


def test_the_model_finds_the_wrong_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Disk(tmp_path)
    part = tmp_path / "part"
    part.write_bytes(zstandard.compress(b"x"))
    model.replace(part, tmp_path / "blob.zst")
    with (tmp_path / "blob.zst").open("rb") as file:
        model.fsync(file.fileno())
    assert [found[tmp_path / "blob.zst"] == b"" for _, found in model.moments] == [True, False]


def test_what_a_dead_process_left_is_ignored_and_swept(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))
    name = archive.put(b"whole")
    parts = tmp_path / "parts"
    for n, age in enumerate((0, 2 * ABANDONED)):
        left = parts / f".part-{n}"
        left.write_bytes(b"half")
        os.utime(left, (left.stat().st_atime - age, left.stat().st_mtime - age))
    assert archive.get(name) == b"whole"
    with pytest.raises(DamageError):
        archive.get("0" * 64)
    assert archive.sweep() == 1
    assert [path.name for path in parts.iterdir()] == [".part-0"]  # somebody may be writing this one now
