"""What a ZIP or OLE container holds, and the limits under which one is opened at all."""

from __future__ import annotations

import io
import zipfile

import olefile

from extract.errors import LimitError, UnreadableError

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_MEMBERS = 10_000
MAX_UNPACKED = 600 * 2**20  # bytes of all members together
MAX_RATIO = 200  # unpacked to packed, for containers above RATIO_FROM
RATIO_FROM = 30 * 2**20


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """The ZIP, after its directory has been checked against the limits.

    Raises:
        UnreadableError: the ZIP is broken.
        LimitError: it has too many members or would unpack to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise UnreadableError(f"{name}: tệp nén bị hỏng hoặc bị cắt cụt", f"{name}: the archive is broken or cut off") from error
    check_size(name, len(data), [info.file_size for info in archive.infolist()])
    return archive


def check_size(name: str, packed: int, sizes: list[int]) -> None:
    """Refuse what would unpack to too much.

    Raises:
        LimitError: too many members, too many bytes, or too high a ratio of unpacked to packed.
    """
    total = sum(sizes)
    if len(sizes) > MAX_MEMBERS:
        raise LimitError(f"{name}: tệp nén có quá nhiều mục ({len(sizes)})", f"{name}: too many members ({len(sizes)})")
    if total > MAX_UNPACKED or (total > RATIO_FROM and total > MAX_RATIO * packed):
        size = total // 2**20
        raise LimitError(
            f"{name}: tệp nén bung ra {size} MB, nghi là bom nén",
            f"{name}: unpacks to {size} MB, refused as a likely archive bomb",
        )


def zip_kind(archive: zipfile.ZipFile) -> str:
    """``docx``, ``xlsx``, ``xlsb``, ``odt``, ``ods``, or ``archive`` for a ZIP of files."""
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        kind = archive.read("mimetype")[:100]
        return "ods" if b"spreadsheet" in kind else "odt"
    if "[Content_Types].xml" in names:
        for part, found in (("xl/workbook.bin", "xlsb"), ("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx")):
            if part in names:
                return found
        lead = {name.split("/")[0] for name in names}
        return "xlsx" if "xl" in lead else "docx" if "word" in lead else "archive"
    return "archive"


def ole_kind(data: bytes, name: str) -> str:
    """``doc`` or ``xls`` by the streams inside an OLE container.

    Raises:
        UnreadableError: it is broken, protected by a password, or holds something else.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {path[0] for path in ole.listdir()}
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise UnreadableError(
            f"{name}: tệp Office bị hỏng hoặc bị cắt cụt", f"{name}: the Office file is broken or cut off"
        ) from error
    if "EncryptedPackage" in streams:
        raise UnreadableError(f"{name}: tệp Office có mật khẩu", f"{name}: the Office file is protected by a password")
    if streams & {"Workbook", "Book"}:
        return "xls"
    if "WordDocument" in streams:
        return "doc"
    raise UnreadableError(
        f"{name}: tệp Office cũ không phải văn bản hay bảng tính", f"{name}: an old Office file that is neither text nor workbook"
    )
