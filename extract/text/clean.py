"""Clean text, and what stays exact about it.

Everything inside xephang is NFC with plain blanks. Captures that come in another form are brought there once, by the reader, so that
``Document.text`` is the text that all offsets count in; :func:`tidy` never changes the length of what it is given.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"), " "
)
# the same without what lays a text out: a tab parts columns, a form feed pages
_ODD = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")

LONGEST_RUN = 40
_RUN = re.compile(rf"\s{{{LONGEST_RUN + 1},}}")


# a blank typed inside a number: "86, 78%" where neither a list, a rank nor a pairing speaks for two numbers, and "93, 05" in a row of numbers
_TORN = re.compile(
    r"(?<![\d.,])(?<!\d[,.;] )(?<!\d )(?<!lượt )(?<!ứng )(?<!thứ )(?<!hạng )(?<!trí )(\d{1,3}), (\d{1,3})(?=\s?(?:%|điểm))"
    r"|(?:(?<=\d,\d )|(?<=\d,\d\d ))(\d{1,3}), (\d{1,2})(?=$| [-+]?\d+(?:,\d|$))",
    re.M,
)


def nfc(text: str) -> str:
    """``text`` in NFC with plain blanks, invisible characters and blanks inside numbers dropped, line ends as ``\\n``: done once, at the door."""
    text = _ODD.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _mended(unicodedata.normalize("NFC", _RUN.sub(_shorter, _INVISIBLE.sub("", text))))


def _mended(text: str) -> str:
    return _TORN.sub(lambda m: f"{m[1] or m[3]},{m[2] or m[4]}", text)


def _shorter(run: re.Match[str]) -> str:
    """A run of blanks of the longest length that any layout needs: patterns are not to be kept busy by a million blanks."""
    return "\n" * 4 if "\n" in run[0] else " " * LONGEST_RUN


def tidy(text: str) -> str:
    """Every odd blank as a plain one, character by character: offsets do not move."""
    return text.translate(_SPACES)


def squeeze(text: str) -> str:
    """Runs of blanks and line breaks as one blank, none at the ends."""
    return " ".join(tidy(text).split())


_FOLD = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})
_MARKS = dict.fromkeys(code for code in range(0x300, 0x10000) if unicodedata.combining(chr(code)))


def fold(text: str) -> str:
    """Lower case without diacritics, đ and ð as d. Of NFC text without odd letters the length is kept."""
    return unicodedata.normalize("NFD", text.translate(_FOLD).lower()).translate(_MARKS)


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_STYLE = re.compile(f"([oO])([{_TONES}])([aeAE])|([uU])([{_TONES}])([yY])")
# in composed lower case: where a tone may have to move, so that all other text is spared two normalisations
_MAY_MOVE = re.compile("[òóỏõọ](?=[^\\Wb-df-xz])|[ùúủũụ](?=[^\\Wa-xz])")


def tone_key(text: str) -> str:
    """Lower case with tones where the new style puts them, so that ``hòa`` and ``hoà``, ``thủy`` and ``thuỷ`` are one."""
    lower = text.lower()
    if lower.isascii():
        return lower
    lower = lower.replace("ð", "đ").replace("tỉ lệ", "tỷ lệ")
    if unicodedata.is_normalized("NFC", lower):
        if _MAY_MOVE.search(lower) is None:
            return lower
        lower = _PAIR.sub(lambda m: _MOVED[m[0]], lower)
        if _MAY_MOVE.search(lower) is None:
            return lower
    return _moved(lower)


def _moved(lower: str) -> str:
    decomposed = unicodedata.normalize("NFD", lower)
    moved = _OLD_STYLE.sub(lambda m: (m[1] or m[4]) + (m[3] or m[6]) + (m[2] or m[5]), decomposed)
    return unicodedata.normalize("NFC", moved)


_MOVED = {pair: _moved(pair) for pair in [a + b for a in "òóỏõọ" for b in "ae"] + [u + "y" for u in "ùúủũụ"]}
_PAIR = re.compile("|".join(_MOVED))
_BACK = {new: old for old, new in _MOVED.items()}
_NEW_PAIR = re.compile(rf"(?<!q)(?:{'|'.join(_BACK)})(?!\w)")  # in an open syllable only, and "quý" has one place for its tone


def spellings(word: str) -> list[str]:
    """A word in lower case with its tone where the new style puts it, and where the old one does; one where there is no difference."""
    new = tone_key(word)
    old = _NEW_PAIR.sub(lambda m: _BACK[m[0]], new)
    return [new] if old == new else [new, old]


def exact_key(text: str) -> str:
    """:func:`tone_key` of ``text`` at the same offsets: a character whose lower case is longer (İ) stays as it is."""
    key = tone_key(text)
    return key if len(key) == len(text) else "".join(map(_same_length, text))


def _same_length(character: str) -> str:
    key = tone_key(character)
    return key if len(key) == 1 else character
