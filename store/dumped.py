"""A PostgreSQL store in one file and back: by PostgreSQL's own programs, in their custom format."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from extract.errors import StoreError
from store.home import Home

PLACES = Path("/usr/lib/postgresql")  # where Debian puts the programs of each version


def dump(home: Home, path: Path) -> None:
    """Write the whole database to ``path``, as it stands at one moment, while others go on writing.

    Raises:
        StoreError: ``pg_dump`` is not installed, or says that it cannot.
    """
    _run("pg_dump", home, "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def load(home: Home, path: Path) -> None:
    """Fill the empty database from ``path``, all of it or nothing.

    Raises:
        StoreError: ``pg_restore`` is not installed, or says that it cannot.
    """
    _run("pg_restore", home, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(path))


def is_empty(home: Home) -> bool:
    """Whether the database has no tables.

    Raises:
        StoreError: the database cannot be reached.
    """
    engine = create_engine(home.database)
    try:
        return not inspect(engine).get_table_names()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"Không mở được kho {home.safe_database}: {reason}", f"Cannot open the store {home.safe_database}: {reason}"
        ) from error
    finally:
        engine.dispose()


def _run(name: str, home: Home, *arguments: str) -> None:
    url = make_url(home.database)
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    secret = {"PGPASSWORD": url.password} if url.password else {}  # not among the arguments, which everybody can read
    done = subprocess.run(
        [_program(name), f"--dbname={address}", *arguments], env=os.environ | secret, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[0]
        raise StoreError(f"{name} báo lỗi với kho {home.safe_database}: {said}", f"{name} failed on {home.safe_database}: {said}")


def _program(name: str) -> str:
    """The newest one: an older ``pg_dump`` refuses a newer server."""
    versions = sorted(PLACES.glob(f"*/bin/{name}"), key=lambda path: int(path.parent.parent.name), reverse=True)
    found = str(versions[0]) if versions else shutil.which(name)
    if found is None:
        raise StoreError(
            f"Kho PostgreSQL cần chương trình {name}: hãy cài postgresql-client",
            f"A store on PostgreSQL needs the program {name}: install postgresql-client",
        )
    return found
