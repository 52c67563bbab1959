"""Serves the dashboard: Streamlit as a process of its own, offline, without telemetry."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

APP = Path(__file__).parent / "entry" / "streamlit_app.py"
THEME = Path(__file__).with_name("theme.yaml")


def command(port: int, address: str, browser: bool) -> list[str]:
    """The command line that serves the dashboard."""
    options = {
        "server.port": port,
        "server.address": address,
        "server.headless": str(not browser).lower(),
        "server.fileWatcherType": "none",
        "server.enableXsrfProtection": "true",
        "server.maxUploadSize": 1,
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        **{
            f"{part}.{name}": value
            for part, entries in yaml.safe_load(THEME.read_text("utf-8")).items()
            for name, value in entries.items()
        },
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def serve(root: Path, port: int = 8501, address: str = "127.0.0.1", browser: bool = True) -> int:
    """Serve the store under ``root`` until stopped; the exit status."""
    environment = {
        **os.environ,
        "XEPHANG_HOME": str(root),
        "PYTHONPATH": os.pathsep.join([str(APP.parents[2]), os.environ.get("PYTHONPATH", "")]),
    }
    try:
        return subprocess.run(command(port, address, browser), env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
