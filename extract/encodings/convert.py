"""Converts text that was typed in a legacy encoding: by font name where it is known, by its letters elsewhere.

Legacy fonts draw Vietnamese letters at the codes of Western ones, so software shows "Bé T\u00b5i chÝnh" for "Bộ Tài chính". Such text is
recognised because its words become Vietnamese syllables when converted, and are none as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from extract.encodings.tables import Encoding, encodings, syllable

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_VNI_MARKS = {"ø": "\u0300", "ù": "\u0301", "õ": "\u0303", "û": "\u0309", "ï": "\u0323", "â": "\u0302", "ê": "\u0306"}
_MODERN = frozenset("ăĂđĐĩĨũŨơƠưƯ")  # letters that no Western code page has: with U+1EA0 and on, a sign of Unicode
_WORD = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u00a1-\u00bf\u2013-\u203a\u20ac\u0160-\u0192\u02c6\u02dc\x80-\x9f])*|[\u00a1-\u00bf][^\W\d_]*"
)
_DRAWN = re.compile(r"(?<=[^\W\d_])\u2212|\u2212(?=[^\W\d_])")  # PDFs name TCVN3's ư after the minus sign at its code
_SUBSET = re.compile(r"[A-Z]{6}\+")


def by_font(font: str) -> str | None:
    """The legacy encoding that a font's name stands for (``.VnTimeH`` → ``tcvn3``), or None."""
    key = _SUBSET.sub("", font).strip().lower()
    for encoding in encodings().values():
        if key.startswith(encoding.fonts):
            return encoding.name
    return None


def decode(text: str, encoding: str) -> str:
    """``text`` (bytes seen as Western letters) as the letters meant, NFC, as typed.

    That TCVN3 fonts whose name ends in H draw small letters as capitals is their look, like a style's, and does not change the text.
    """
    table = encodings()[encoding]
    if encoding == "tcvn3":
        text = _DRAWN.sub("\u00ad", text)
    made = _vni(text, table) if encoding == "vni" else "".join(table.letters.get(c, c) for c in text)
    made = unicodedata.normalize("NFC", made)
    return raise_words(made)


def _vni(text: str, table: Encoding) -> str:
    out: list[str] = []
    i = 0
    while i < len(text):
        pair = text[i : i + 2]
        found = table.letters.get(pair) or (table.letters.get(pair[0] + _like(pair[0], pair[1])) if len(pair) == 2 else None)
        if found:
            out.append(found)
            i += 2
            continue
        mark = _VNI_MARKS.get(text[i].lower())
        if mark and out and unicodedata.normalize("NFD", out[-1])[0].lower() in "aeiouy" and len(out[-1]) == 1:
            out[-1] = unicodedata.normalize("NFC", out[-1] + mark)  # two marks typed one after the other
        else:
            out.append(table.letters.get(text[i], text[i]))
        i += 1
    return "".join(out)


def _like(base: str, mark: str) -> str:
    """``mark`` in the case of ``base``: typists mix ``Aø`` and ``AØ``."""
    changed = mark.upper() if base.isupper() else mark.lower()
    return changed if len(changed) == 1 else mark


def raise_words(text: str) -> str:
    """Words whose plain letters are capitals, wholly in capitals: ``PHầN`` → ``PHẦN`` (TCVN3 has no accented capitals)."""
    words = list(re.finditer(r"[^\W\d_]+", text))
    plain = ["".join(c for c in m[0] if c.isascii()) for m in words]
    shout = [len(p) > 1 and p.isupper() for p in plain]
    for i, p in enumerate(plain):
        if len(p) == 1 and p.isupper() and len(words[i][0]) > 1:
            near = [shout[j] for j in (i - 1, i + 1) if 0 <= j < len(words)]
            shout[i] = bool(near) and all(near)
    out, last = [], 0
    for match, loud in zip(words, shout, strict=True):
        if loud and not match[0].isupper():
            out += [text[last : match.start()], match[0].upper()]
            last = match.end()
    return "".join([*out, text[last:]]) if out else text


@lru_cache(2**16)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is spelt as a Vietnamese syllable."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return syllable().fullmatch(bare) is not None


def guess(texts: Iterable[str]) -> str | None:
    """The legacy encoding of a text by its letters, or None where it is Unicode already or has no Vietnamese."""
    words = [m[0] for text in texts for m in _WORD.finditer(text) if not m[0].isascii()][:3000]
    return _best(words, None)


def _best(words: list[str], before: str | None) -> str | None:
    if not words:
        return None
    modern = any(c in _MODERN or "\u1ea0" <= c <= "\u1ef9" for word in words for c in word)
    scores: dict[str | None, int] = {None: sum(map(is_syllable, words))}
    if modern and scores[None] >= 0.95 * len(words):
        return None
    for name, encoding in encodings().items():
        if encoding.guessed:
            scores[name] = sum(is_syllable(decode(word, name)) for word in words)
    best = max(scores, key=lambda name: (scores[name], modern and name is None, name == before, name is None))
    return best if scores[best] >= 0.3 * len(words) else before if scores[best] == scores.get(before) else None


def mend(text: str) -> str:
    """``text`` with everything typed in a legacy encoding converted, line by line and, where a line mixes two, word by word.

    Text that is Unicode already comes back unchanged.
    """
    if text.isascii():
        return text
    lines = text.split("\n")
    whole = guess(lines)
    if whole is None and not any(guess([line]) for line in lines if not line.isascii()):
        return text
    return "\n".join(_line(line, whole) for line in lines)


def _line(line: str, whole: str | None) -> str:
    words = [m[0] for m in _WORD.finditer(line) if not m[0].isascii()]
    if not words:
        return raise_words(decode(line, whole)) if whole and not line.isascii() else line
    own = _best(words, whole)
    if own is None:
        return line
    strange = [w for w in words if not is_syllable(decode(w, own)) and not (len(w) <= 4 and decode(w, own).isupper())]
    other = _best(strange, own) if strange and len(strange) < len(words) else own
    if other in (own, None):
        return decode(line, own)
    return _WORD.sub(lambda m: decode(m[0], other if m[0] in strange and is_syllable(decode(m[0], other)) else own), line)
