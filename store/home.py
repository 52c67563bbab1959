"""Where everything of one user lives: XEPHANG_HOME, and the addresses of the store and the archive."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from sqlalchemy.engine import make_url


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with the store's file and the archive, unless ``database`` and ``archive`` name other addresses.

    ``database`` is an SQLAlchemy address (``postgresql+psycopg://…``), ``archive`` an fsspec address (``s3://bucket/prefix``) or a folder.
    """

    root: Path
    database: str = ""
    archive: str = ""

    def __post_init__(self) -> None:
        if not self.database:
            object.__setattr__(self, "database", f"sqlite:///{self.root / 'xephang.db'}")
        if not self.archive:
            object.__setattr__(self, "archive", str(self.root / "archive"))

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Home:
        """The home that XEPHANG_HOME, XEPHANG_DATABASE and XEPHANG_ARCHIVE name; the user's data folder by default."""
        root = Path(environ.get("XEPHANG_HOME") or platformdirs.user_data_path("xephang")).expanduser().absolute()
        return cls(root, environ.get("XEPHANG_DATABASE", ""), environ.get("XEPHANG_ARCHIVE", ""))

    @property
    def safe_database(self) -> str:
        """The store's address without its password, for showing."""
        return make_url(self.database).render_as_string(hide_password=True)
