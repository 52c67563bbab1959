"""The exceptions of xephang: one small tree, every message in Vietnamese and English."""

from __future__ import annotations


class XephangError(Exception):
    """Root of all errors that a user may meet; raised only through its subclasses.

    Args:
        vi: what happened, where, and what to do, in Vietnamese.
        en: the same sentence in English.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en

    def __reduce__(self) -> tuple[type[XephangError], tuple[str, str]]:
        """Both sentences travel between processes: a document carries its signals out of the sandbox."""
        return type(self), (self.vi, self.en)

    def say(self, lang: str) -> str:
        """The message in ``lang`` (``vi`` or ``en``)."""
        return self.vi if lang == "vi" else self.en


class UnreadableError(XephangError):
    """Raised by a reader for bytes that it cannot turn into a document (broken, encrypted, of an unknown format)."""


class LimitError(UnreadableError):
    """Raised by the sandbox and the readers when a document asks for more size, pages, depth, time or memory than allowed, or

    kills the process that reads it.
    """


class VocabularyError(XephangError):
    """Raised while loading a YAML of rules or names that is malformed; names the file and the entry."""


class SourceError(XephangError):
    """Raised by the crawler for a source YAML that fails its schema, or a source that nobody declared."""


class FetchError(XephangError):
    """Raised by the crawler when an address is refused or cannot be fetched."""


class StoreError(XephangError):
    """Raised by the store: a database that is missing, locked, of another version, or a row that does not exist."""


class BusyError(StoreError):
    """Raised by the store where another process does what only one may do at a time: it can be tried again later."""


class DamageError(StoreError):
    """Raised by the archive for a blob that is missing or no longer what its name says; the next visit of its source stores it again."""


class CorrectionError(XephangError):
    """Raised by the store for a corrections file that fails its schema or whose ``expect`` guard no longer holds."""


class UsageError(XephangError):
    """Raised by the command line for arguments that cannot be acted on."""
