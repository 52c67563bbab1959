"""Which recognisers this machine has; loads none of them."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

TESSDATA = (
    "TESSDATA_PREFIX",
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
)


def tesseract_data() -> str | None:
    """The folder of Tesseract's Vietnamese data; None where they or the library are not installed."""
    if not _all("tesserocr"):
        return None
    places = (os.environ.get(TESSDATA[0], ""), *TESSDATA[1:])
    return next((place for place in places if place and (Path(place) / "vie.traineddata").is_file()), None)


def has_trueocr() -> bool:
    """Whether trueocr and its runtime are installed."""
    return _all("trueocr", "onnxruntime")


def recogniser() -> bool:
    """Whether there is any."""
    return tesseract_data() is not None or has_trueocr()


def _all(*names: str) -> bool:
    return all(importlib.util.find_spec(name) is not None for name in names)
