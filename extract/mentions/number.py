"""Numbers as Vietnamese texts write them: decimal comma or point, thousands, a blank inside, ordinals in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.lexicon import vocabulary
from extract.text.clean import tone_key

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LONGEST = 24  # characters of a number: more are a counter's, a telephone's or an attack's
_BLANK = re.compile(r"(\d[.,])\s+(?=\d)")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = {
    word: value for value, word in enumerate([*_ONES, *("x" + one for one in _ONES), "xx"]) if word
}  # 1 to 20, in lower case


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``text[start:end]`` and the value that it is read as."""

    start: int
    end: int
    value: float


def parse_number(text: str, thousands: bool = True) -> float | None:
    """The value of a number as written, or None where ``text`` is none.

    One separator with exactly three digits behind it is a thousands point ("1.000") unless the number begins with 0 ("0.735") or
    ``thousands`` is false; a comma is always decimal when it stands alone ("4,650"), as decisions print scores with three decimals.
    Two kinds of separator: the last is decimal.
    """
    body = _BLANK.sub(r"\1", text.strip().replace("\u00a0", " ")).replace(" ", "")
    sign = -1.0 if body[:1] in "-−–" and len(body) > 1 else 1.0
    body = body.lstrip("+-−–")
    if not NUMBER.fullmatch(body):
        return None
    if len(body) > LONGEST:
        return None
    commas, points = body.count(","), body.count(".")
    if commas and points:
        decimal = "," if body.rfind(",") > body.rfind(".") else "."
        if body.count(decimal) > 1:
            return None
        other = "." if decimal == "," else ","
        return sign * float(body.replace(other, "").replace(decimal, "."))
    if commas > 1 or points > 1:
        parts = re.split(r"[.,]", body)
        if all(len(part) == 3 for part in parts[1:]):
            return sign * float("".join(parts))
        return None
    if points == 1:
        whole, fraction = body.split(".")
        if thousands and len(fraction) == 3 and whole != "0" and len(whole) <= 3 and fraction == "000":
            return sign * float(whole + fraction)
    return sign * float(body.replace(",", "."))


def find_numbers(text: str) -> list[Number]:
    """All numbers of ``text`` with their offsets."""
    found = []
    for match in NUMBER.finditer(text):
        value = parse_number(match.group())
        if value is not None:
            found.append(Number(match.start(), match.end(), value))
    return found


def parse_ordinal(text: str) -> int | None:
    """1 for "nhất", 14 for "mười bốn", 3 for "03"; None for anything else."""
    key = " ".join(tone_key(text).split())
    if key.isdecimal() and len(key) <= LONGEST:  # "²" is a digit and no number
        return int(key)
    words: dict[str, int] = vocabulary("ordinals")["words"]
    if key in words:
        return words[key]
    if (roman := ROMAN.get(key)) is not None:
        return roman
    tens = re.fullmatch(r"(\w+) mươi(?: (\w+))?", key)  # "ba mươi hai"
    if tens is None or words.get(tens[1], 0) not in range(2, 10):
        return None
    ones = words.get(tens[2]) if tens[2] else 0
    return words[tens[1]] * 10 + ones if ones is not None and ones < 10 else None
