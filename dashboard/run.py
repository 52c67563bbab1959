"""Serves the dashboard: Streamlit as a process of its own, offline, without telemetry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

LINES = ["#0B7A57", "#C43D4B", "#30638E", "#9A6200", "#7A4FB0", "#00798C", "#6B6B6B", "#B23A72"]  # told apart in light and dark
APP = Path(__file__).parent / "entry" / "streamlit_app.py"


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
        "theme.light.primaryColor": "#0B6E4F",
        "theme.light.linkColor": "#0B5D8A",
        "theme.light.backgroundColor": "#FFFFFF",
        "theme.light.secondaryBackgroundColor": "#F2F6F4",
        "theme.dark.primaryColor": "#3FB58B",
        "theme.dark.linkColor": "#8CC8F0",
        "theme.dark.backgroundColor": "#111714",
        "theme.dark.secondaryBackgroundColor": "#1B2420",
        "theme.chartCategoricalColors": json.dumps(LINES),
        "theme.baseRadius": "0.4rem",
        "theme.headingFontSizes": '["2rem", "1.5rem", "1.25rem"]',
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
