"""A Vietnamese tokenizer for spaCy: syllables, numbers and single signs, with exact offsets.

No word segmentation: phrases are found as runs of syllables, so nothing depends on a segmenter's mood. ``token.norm_`` is the syllable
in lower case with tones in one style, so that ``Hoà`` and ``hòa`` match one pattern. ``62,3``, ``0.7350`` and ``1.234`` are one token,
``57/63`` three, ``95%`` two, ``86, 78%`` (a blank inside the number) two as well.
"""

from __future__ import annotations

import re
from functools import cache

import spacy
from spacy.attrs import NORM, SHAPE  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.text.clean import tone_key

# "86, 78%": a blank inside a number, where neither a list nor a pairing speaks for two numbers
_BLANK = r"(?<!\d[,.;] )(?<!\d )(?<!lượt )(?<!ứng )\d{1,3}, \d{1,3}(?=\s?(?:%|điểm))"
_TOKEN = re.compile(_BLANK + r"|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\n+|[^\S\n ]+|[^\w\s]|_+|\w")


COUNT, FIGURE = "0", "0,0"  # the shapes of numbers


class SyllableTokenizer:
    """Callable as spaCy wants it: text in, ``Doc`` out, ``doc.text == text``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``; every character of it belongs to a token or to a single blank behind one."""
        words: list[str] = []
        spaces: list[bool] = []
        position = 0
        for match in _TOKEN.finditer(text):
            if match.start() > position:
                _gap(text[position : match.start()], words, spaces)
            words.append(match.group())
            spaces.append(False)
            position = match.end()
        if position < len(text):
            _gap(text[position:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)


def _gap(blanks: str, words: list[str], spaces: list[bool]) -> None:
    """Blanks between tokens: the first belongs to the token before, the others are a token of their own."""
    if words and not spaces[-1]:
        spaces[-1] = True
        blanks = blanks[1:]
    if blanks:
        words.append(blanks)
        spaces.append(False)


def _shape(word: str) -> str:
    """What rules compare: the syllable's key, one shape for whole numbers up to 999, another for all other numbers."""
    if not word[:1].isdecimal():
        return tone_key(word)
    return COUNT if len(word) <= 3 and word.isdecimal() else FIGURE


@cache
def pipeline() -> Language:
    """The shared spaCy pipeline: the tokenizer alone. Matchers share its vocabulary."""
    nlp = spacy.blank("xx")
    nlp.vocab.lex_attr_getters[NORM] = tone_key  # type: ignore[attr-defined]
    nlp.vocab.lex_attr_getters[SHAPE] = _shape  # type: ignore[attr-defined]
    for lexeme in nlp.vocab:  # a blank vocabulary already knows some signs and digits
        lexeme.shape_ = _shape(lexeme.orth_)
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    return nlp
