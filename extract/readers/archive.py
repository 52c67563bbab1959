"""Archives: ZIP, RAR and 7z. Members become documents of their own; an archive inside an archive is opened once more, no deeper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from pathlib import PurePosixPath

import py7zr
import rarfile

from extract.document import Document
from extract.errors import LimitError, UnreadableError, XephangError
from extract.readers.container import ZIP_MAGIC, check_size, open_zip

RAR_MAGIC = b"Rar!\x1a\x07"
SEVEN_MAGIC = b"7z\xbc\xaf\x27\x1c"
MAX_MEMBER = 200 * 2**20
DEEPEST = 2
_depth: ContextVar[int] = ContextVar("depth", default=0)
_JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_MEDIA = {"zip": "application/zip", "rar": "application/vnd.rar", "7z": "application/x-7z-compressed"}
_LOCKED = ("{}: tệp nén có mật khẩu", "{}: the archive is protected by a password")


def accepts(head: bytes, name: str) -> float:
    """Bids for RAR and 7z by their first bytes (a ZIP may be an Office file: see :mod:`extract.readers.office`)."""
    return 0.95 if head.startswith((RAR_MAGIC, SEVEN_MAGIC)) else 0.0


def read(data: bytes, name: str) -> Document:
    """The document of a RAR or 7z archive: an empty one with its members.

    Raises:
        UnreadableError: broken, protected, or the program for RAR is not installed.
        LimitError: it would unpack to too much, or lies too deep in other archives.
    """
    try:
        if data.startswith(RAR_MAGIC):
            return _collect(_rar(data, name), name, "rar")
        return _collect(_seven(data, name), name, "7z")
    except rarfile.RarCannotExec as error:
        raise UnreadableError(
            f"{name}: cần unar hoặc bsdtar để đọc RAR (apt-get install unar libarchive-tools)",
            f"{name}: reading RAR needs unar or bsdtar (apt-get install unar libarchive-tools)",
        ) from error
    except (rarfile.PasswordRequired, rarfile.NeedFirstVolume, py7zr.PasswordRequired) as error:
        raise UnreadableError(*(text.format(name) for text in _LOCKED)) from error
    except (rarfile.Error, py7zr.exceptions.ArchiveError, OSError, EOFError, ValueError) as error:
        raise UnreadableError(f"{name}: tệp nén bị hỏng ({error})", f"{name}: the archive is broken ({error})") from error


def read_zip(archive: zipfile.ZipFile, name: str) -> Document:
    """The document of an opened ZIP of files.

    Raises:
        UnreadableError: it is protected by a password or broken.
        LimitError: it lies too deep in other archives.
    """
    return _collect(_zip(archive, name), name, "zip")


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every member of a ZIP, RAR or 7z archive, under the same limits as reading it; nothing for other formats.

    Raises:
        UnreadableError: broken or protected.
        LimitError: it would unpack to too much.
    """
    if data.startswith(RAR_MAGIC):
        yield from _rar(data, "")
    elif data.startswith(SEVEN_MAGIC):
        yield from _seven(data, "")
    elif data.startswith(ZIP_MAGIC):
        yield from _zip(open_zip(data, ""), "")


def _zip(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    for info in archive.infolist():
        if info.is_dir():
            continue
        if info.flag_bits & 1:
            raise UnreadableError(*(text.format(name) for text in _LOCKED))
        if info.file_size > MAX_MEMBER:
            raise LimitError(f"{name}: {info.filename} quá lớn", f"{name}: {info.filename} is too large")
        yield _decoded(info), archive.read(info)


def _decoded(info: zipfile.ZipInfo) -> str:
    """A member's name: where the ZIP does not say UTF-8, its bytes often are nevertheless."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return info.filename


def _rar(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    with rarfile.RarFile(io.BytesIO(data)) as archive:
        if archive.needs_password():
            raise UnreadableError(*(text.format(name) for text in _LOCKED))
        check_size(name, len(data), [info.file_size for info in archive.infolist()])
        for info in archive.infolist():
            if info.is_file():
                yield info.filename, archive.read(info)


def _seven(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
        if archive.needs_password():
            raise UnreadableError(*(text.format(name) for text in _LOCKED))
        files = [info for info in archive.list() if not info.is_directory]
        check_size(name, len(data), [info.uncompressed or 0 for info in files])
        factory = py7zr.io.BytesIOFactory(MAX_MEMBER)
        archive.extract(targets=[info.filename for info in files], factory=factory)
        for path, held in factory.products.items():
            held.seek(0)
            yield path, held.read()


def _collect(members: Iterator[tuple[str, bytes]], name: str, kind: str) -> Document:
    from extract.readers import open_document  # noqa: PLC0415 - the registry imports this module

    depth = _depth.get()
    if depth >= DEEPEST:
        raise LimitError(f"{name}: tệp nén lồng nhau quá sâu", f"{name}: archives nested too deep")
    token = _depth.set(depth + 1)
    found: list[Document] = []
    signals: list[XephangError] = []
    try:
        for path, data in members:
            if path.lower().endswith(_JUNK) or path.lower().startswith(_JUNK):
                continue
            if climbs(path):
                signals.append(LimitError(f"{name}: bỏ mục có đường dẫn lạ {path!r}", f"{name}: refused the path {path!r}"))
                continue
            try:
                found.append(_named(open_document(data, path), path))
            except UnreadableError as error:
                signals.append(type(error)(f"{name}: {error.vi}", f"{name}: {error.en}"))
    finally:
        _depth.reset(token)
    return Document(name, _MEDIA[kind], "", (), members=tuple(found), signals=tuple(signals), reader=kind)


def climbs(path: str) -> bool:
    """Whether a member's path would lead out of the archive."""
    parts = PurePosixPath(path.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[0] if parts.parts else True


def _named(document: Document, path: str) -> Document:
    """The member and its own members, named by their path inside the archive."""
    inner = tuple(replace(m, member=f"{path}/{m.member or m.source}") for m in document.members)
    return replace(document, member=path, members=inner)
