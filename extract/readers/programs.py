"""Runs the system's programs that read what no library does: found by name, limited in time, with a mending sentence when absent."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extract.errors import LimitError, UnreadableError


def installed(program: str) -> bool:
    """Whether ``program`` is on the path."""
    return shutil.which(program) is not None


def run_program(command: list[str], seconds: float, folder: Path | None = None) -> bytes:
    """The standard output of ``command``.

    Raises:
        UnreadableError: it failed.
        LimitError: it took longer than ``seconds``.
    """
    pipe = subprocess.PIPE
    # a group of its own: `soffice` is a script, and what it started must end with it
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, cwd=folder, start_new_session=True
    ) as program:
        try:
            output, errors = program.communicate(timeout=seconds)
        except BaseException as error:
            os.killpg(program.pid, signal.SIGKILL)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            vi, en = f"{command[0]}: quá {seconds:.0f} giây", f"{command[0]} took longer than {seconds:.0f} seconds"
            raise LimitError(vi, en) from error
    if program.returncode:
        what = errors.decode("utf-8", "replace").strip()[:200]
        raise UnreadableError(f"{command[0]} không đọc được tệp: {what}", f"{command[0]} cannot read the file: {what}")
    return output


def office_to_docx(data: bytes, suffix: str, seconds: float = 120) -> bytes:
    """``data`` converted to DOCX by LibreOffice, in a profile of its own: two runs on one profile write nothing, silently.

    Raises:
        UnreadableError: LibreOffice is absent, or wrote nothing.
        LimitError: it took too long.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"in{suffix}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder / "out")]
        run_program([*convert, str(folder / f"in{suffix}")], seconds, folder)
        made = folder / "out" / "in.docx"
        if not made.is_file():
            raise UnreadableError("LibreOffice không đọc được tệp", "LibreOffice cannot read the file")
        return made.read_bytes()
