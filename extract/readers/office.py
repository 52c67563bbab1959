"""Office files and ZIPs: what a container holds is told by its directory, so one reader bids for all and hands on by kind."""

from __future__ import annotations

import zipfile
from xml.etree.ElementTree import ParseError

import docx.opc.exceptions
import python_calamine
from lxml.etree import XMLSyntaxError

from extract.document import Document
from extract.errors import UnreadableError
from extract.readers.archive import read_zip
from extract.readers.container import OLE_MAGIC, ZIP_MAGIC, ole_kind, open_zip, zip_kind
from extract.readers.word.doc import read_doc
from extract.readers.word.docx import read_docx
from extract.readers.word.odt import read_odt
from extract.readers.workbook import read_workbook

_BROKEN = (
    zipfile.BadZipFile,
    python_calamine.CalamineError,
    docx.opc.exceptions.PackageNotFoundError,
    XMLSyntaxError,
    ParseError,
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


def accepts(head: bytes, name: str) -> float:
    """Bids for everything that begins as a ZIP or an OLE container."""
    return 0.95 if head.startswith((*ZIP_MAGIC, OLE_MAGIC)) else 0.0


def read(data: bytes, name: str) -> Document:
    """The document of a Word or Excel file of any age, of ODT and ODS, or of a ZIP with its members.

    Raises:
        UnreadableError: broken, cut off or protected by a password.
        LimitError: it would unpack to too much.
    """
    try:
        if data.startswith(OLE_MAGIC):
            kind = ole_kind(data, name)
            return read_doc(data, name) if kind == "doc" else read_workbook(data, name, kind)
        with open_zip(data, name) as archive:
            kind = zip_kind(archive)
            if kind == "archive":
                return read_zip(archive, name)
        if kind == "docx":
            return read_docx(data, name)
        return read_odt(data, name) if kind == "odt" else read_workbook(data, name, kind)
    except python_calamine.PasswordError as error:
        raise UnreadableError(f"{name}: tệp Office có mật khẩu", f"{name}: the Office file is protected by a password") from error
    except _BROKEN as error:
        if "entity" in str(error).lower():  # the parser's own words are of no use to anybody who opens the file
            raise UnreadableError(
                f"{name}: tệp bị từ chối vì định nghĩa những đoạn văn bản tự nhân lên (bom thực thể XML)",
                f"{name}: the file is refused because it defines text that multiplies itself (an XML entity bomb)",
            ) from error
        raise UnreadableError(
            f"{name}: tệp bị hỏng ({type(error).__name__}: {error})",
            f"{name}: the file is broken ({type(error).__name__}: {error})",
        ) from error
