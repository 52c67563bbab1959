"""Finds the box of a sentence's value on a page of a PDF: what was read has other white space than the page, so letters alone are compared."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

from extract.text.clean import nfc

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sought:
    """The quote in which a value stands, and where in it."""

    quote: str
    start: int
    end: int


def boxes(page: pdfium.PdfPage, sought: Sought) -> list[Box]:
    """The boxes of the value on a page of pdfium, one a line, in points from the upper left; none where the quote is not found once."""
    text = page.get_textpage()
    letters: list[str] = []
    at: list[int] = []
    for i, letter in enumerate(text.get_text_range()):
        if not letter.isspace():
            letters.append(letter)
            at.append(i)
    found = "".join(letters)
    quote = "".join(sought.quote.split())
    if nfc(found) != found or found.count(quote) != 1:
        return []
    first = found.index(quote) + len("".join(sought.quote[: sought.start].split()))
    last = first + len("".join(sought.quote[sought.start : sought.end].split()))
    high = page.get_height()
    made: list[Box] = []
    for i in at[first:last]:
        left, bottom, right, top = text.get_charbox(i, loose=True)
        box = (left, high - top, right, high - bottom)
        if made and abs(made[-1][3] - box[3]) < (box[3] - box[1]) / 2:
            made[-1] = (made[-1][0], min(made[-1][1], box[1]), box[2], max(made[-1][3], box[3]))
        else:
            made.append(box)
    return made
