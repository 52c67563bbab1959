"""The two recognisers behind one interface: each reads pictures of single lines; each may be absent."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import cv2
from PIL import Image

from extract.ocr.clean import Grey
from extract.ocr.installed import has_trueocr, tesseract_data
from extract.readers.pages import Box

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # several workers read at once; Tesseract's own threads make all of them slower

_SUREST = 35  # per cent: words that Tesseract trusts less are specks and strokes


class LineReader(Protocol):
    """Reads single lines of text."""

    name: str

    def read_lines(self, pictures: Sequence[Grey]) -> list[str]:
        """The text of each picture of one line."""


class Tesseract:
    """Tesseract with Vietnamese, in this process."""

    name = "tesseract"

    def __init__(self, data: str) -> None:
        import tesserocr  # noqa: PLC0415 - loads a large library

        self._modes = tesserocr.PSM
        self._word, self._line = tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE
        self._engine = tesserocr.PyTessBaseAPI(path=data, lang="vie", psm=self._modes.SINGLE_LINE)
        self._walk = tesserocr.iterate_level

    def read_lines(self, pictures: Sequence[Grey]) -> list[str]:
        """The text of each picture of one line."""
        self._engine.SetPageSegMode(self._modes.SINGLE_LINE)
        texts = []
        for picture in pictures:
            self._engine.SetImage(Image.fromarray(picture))
            texts.append(" ".join(self._engine.GetUTF8Text().split()))
        return texts

    def read_words(self, grey: Grey) -> list[tuple[str, Box]]:
        """All words of a page with their boxes in pixels."""
        self._engine.SetPageSegMode(self._modes.AUTO)
        self._engine.SetImage(Image.fromarray(grey))
        self._engine.Recognize()
        words = []
        for place in self._walk(self._engine.GetIterator(), self._word):
            box, text = place.BoundingBox(self._word), place.GetUTF8Text(self._word)
            if box and text and text.strip() and place.Confidence(self._word) > _SUREST:
                line = place.BoundingBox(self._line) or box
                words.append((text.strip(), (float(box[0]), float(line[1]), float(box[2]), float(line[3]))))
        return words


class TrueOCR:
    """trueocr's line model, which comes inside its package."""

    name = "trueocr"

    def __init__(self) -> None:
        import trueocr  # noqa: PLC0415 - loads onnxruntime

        self._models = Path(trueocr.__file__).with_name("models")
        self._model: Any = trueocr.Recognizer(self._models, threads=1)
        self._pages: Any = None

    def read_lines(self, pictures: Sequence[Grey]) -> list[str]:
        """The text of each picture of one line."""
        return [p.text for p in self._model.predict(list(pictures))] if pictures else []

    def quarter_turns(self, grey: Grey) -> int:
        """How many quarter turns clockwise would set a page upright, as its model of orientation suspects (0 to 3)."""
        from trueocr.page import PageEngine  # noqa: PLC0415

        if self._pages is None:
            self._pages = PageEngine(self._models, threads=1)
        return int(self._pages.orientation(grey)) % 4

    def read_words(self, grey: Grey) -> list[tuple[str, Box]]:
        """The lines of a page with their boxes in pixels, each as one word: trueocr finds no words."""
        import trueocr  # noqa: PLC0415

        engine = trueocr.TrueOCR(trueocr.OCRConfig(threads=1, auto_rotate=False))
        found = []
        for line in engine.predict(Image.fromarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB))).lines:
            left, top, right, bottom = (float(v) for v in line["bbox"])
            found.append((str(line["text"]), (left, top, right, bottom)))
        return found


@cache
def tesseract() -> Tesseract | None:
    """Tesseract, or None where its library or its Vietnamese data are not installed."""
    place = tesseract_data()
    return Tesseract(place) if place else None


@cache
def trueocr() -> TrueOCR | None:
    """trueocr, or None where it or its runtime is not installed."""
    return TrueOCR() if has_trueocr() else None
