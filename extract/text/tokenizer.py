"""A Vietnamese tokenizer for spaCy: syllables, numbers and single signs, with exact offsets.

No word segmentation: phrases are found as runs of syllables, so nothing depends on a segmenter's mood. ``62,3``, ``0.7350`` and
``1.234`` are one token, ``57/63`` three, ``95%`` two.
"""

from __future__ import annotations

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\n+|[^\S\n ]+|[^\w\s]|_+|\w"
_PIECE = re.compile(rf"(?:{_TOKEN}| +) ?")  # one blank belongs to the token before it, more blanks are a token of their own


COUNT, FIGURE, OTHER = "0", "0,0", "·"  # shapes: whole numbers up to 999, all other numbers, everything else


def shape(word: str) -> str:
    """What rules compare of a word where the word itself does not count."""
    if not word[:1].isdecimal():
        return OTHER
    return COUNT if len(word) <= 3 and word.isdecimal() else FIGURE


def split(text: str) -> list[str]:
    """``text`` in pieces: a token, with the one blank behind it if there is any. All pieces together are the text."""
    return _PIECE.findall(text)


class SyllableTokenizer:
    """Callable as spaCy wants it: text in, ``Doc`` out, ``doc.text == text``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``; every character of it belongs to a token or to a single blank behind one."""
        pieces = split(text)
        spaces = [piece[-1] == " " and piece.strip(" ") != "" for piece in pieces]
        return Doc(self.vocab, words=[p[:-1] if blank else p for p, blank in zip(pieces, spaces, strict=True)], spaces=spaces)


@cache
def pipeline() -> Language:
    """The shared spaCy pipeline: the tokenizer alone."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    return nlp
