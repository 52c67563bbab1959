"""Who is ranked: provinces, districts, communes, departments, ministries, resolved to canonical names.

An unknown name is kept as it is written and marked (``known`` false); it is never forced onto a near one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract import gazetteer
from extract.gazetteer import Name, Syllable, syllables
from extract.gazetteer_english import english_trie
from extract.mentions.passage import Passage
from extract.observation import Kind
from extract.text.clean import fold, squeeze, tone_key


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved name. ``province`` is the one that it belongs to, where that is known."""

    name: str
    kind: Kind
    known: bool = True
    province: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectMention:
    """A subject at ``text[start:end]``."""

    start: int
    end: int
    name: str
    kind: Kind
    known: bool = True
    province: str | None = None


SHORT = 160  # characters of a name that is worth remembering
PLAIN = 40  # characters on either side: Vietnamese with diacritics has one sooner
_DISTRICT = frozenset({"huyện", "thị xã", "thành phố", "quận"})
_COMMUNE = {"xã": "xã", "phường": "phường", "thị trấn": "thị trấn", "tt": "thị trấn", "đặc khu": "đặc khu"}
_FIRST = frozenset(word.split()[0] for word in (*_COMMUNE, *_DISTRICT))
_LISTED = re.compile(r"(?: phố| xã| trấn| khu)?\s?[,;]\s")
# generic words that follow a kind word and name nobody
_NOBODY = frozenset("này đó khác hội tỉnh huyện thị phố trong của và là các có được thuộc trên nông thôn".split())
_OFFICE_STARTS = frozenset(
    {"sở", "ban", "văn", "thanh", "cục", "chi", "công", "bộ", "bảo", "viện", "tòa", "trung", "đài", "liên", "bql", "vp"}
)


def find_subjects(text: str, province: str | None = None) -> list[SubjectMention]:
    """All subjects in ``text``, in order and without overlap; bare district names count when ``province`` is given.

    Names in running text must begin with a capital letter. A department's "tỉnh X" belongs to its mention.
    """
    return subjects(Passage(text), 0, len(text), province)


def subjects(passage: Passage, start: int, end: int, province: str | None = None) -> list[SubjectMention]:
    """The subjects in ``text[start:end]`` of a passage."""
    parts = passage.syllables(start, end)
    starts = _starts(province)
    found: list[SubjectMention] = []
    behind = 0
    for i in [i for i, part in enumerate(parts) if part[0] in starts]:
        if i < behind or (best := _at(passage.text, parts, i, province, (start, end))) is None:
            continue
        behind, subject = best
        found.append(
            SubjectMention(parts[i].start, parts[behind - 1].end, subject.name, subject.kind, subject.known, subject.province)
        )
    return found


@cache
def _starts(province: str | None) -> frozenset[str]:
    """The syllables with which a subject may begin: most of a text is passed over by this alone."""
    tries = (gazetteer.agency_trie(), gazetteer.district_trie(province), gazetteer.district_trie(None), english_trie(province))
    named = [trie.starts() for trie in (*tries, gazetteer.province_trie(), gazetteer.plain_trie())]
    return frozenset().union(*named, ("sở", "trường", "ban", "p"), (word.split()[0] for word in (*_COMMUNE, *_DISTRICT)))


def _at(text: str, parts: list[Syllable], i: int, province: str | None, bounds: tuple[int, int]) -> tuple[int, Subject] | None:
    capital = text[parts[i].start].isupper()
    candidates: list[tuple[int, Subject]] = []
    if capital or parts[i].key in _OFFICE_STARTS:
        if hit := gazetteer.agency_trie().longest(text, parts, i):
            candidates.append(_with_owner(text, parts, hit[0], hit[1][0]))
        elif parts[i].key == "sở" and (named := _open_name(text, parts, i + 1, limit=8)):
            end, words = named
            candidates.append((end, Subject(f"Sở {words}", Kind.DEPARTMENT, known=False)))
        elif capital and (body := _open_body(text, parts, i)):
            candidates.append(body)
    listed = parts[i].key in _FIRST and _LISTED.match(text, parts[i].end) is not None  # "13 tỉnh, thành phố, Sóc Trăng"
    if not listed and (hit := gazetteer.district_trie(province).longest(text, parts, i)):
        end, names = hit
        if (
            text[parts[end - 1].start].isupper()
            or text[parts[end - 1].start].isdigit()
            or "'" in text[parts[i].start : parts[end - 1].end]
        ):
            candidates.append((end, _district(names, province)))
    if province and not listed and not candidates and (hit := gazetteer.district_trie(None).longest(text, parts, i)):
        end, names = hit
        if text[parts[end - 1].start].isupper():
            candidates.append((end, _district(names, None)))
    if not listed and (hit := gazetteer.province_trie().longest(text, parts, i)):
        end, names = hit
        last = text[parts[end - 1].start]
        if last.isupper() and (capital or parts[i].key in ("tỉnh", "thành", "tp")):
            candidates.append((end, _subject(names[0])))
    if capital and _plain(text, parts[i].start, bounds) and (hit := gazetteer.plain_trie().longest(text, parts, i)):
        end, names = hit
        if all(text[p.start].isupper() for p in parts[i:end]):
            candidates.append((end, _subject(names[0])))
    if capital and _plain(text, parts[i].start, bounds) and (hit := english_trie(province).longest(text, parts, i)):
        end, names = hit
        candidates.append((end, _district(names, province) if names[0].kind is Kind.DISTRICT else _subject(names[0])))
    if not listed and not candidates and (named_unit := _open_unit(text, parts, i, province)):
        candidates.append(named_unit)
    return max(candidates, key=lambda c: c[0], default=None)


def _plain(text: str, at: int, bounds: tuple[int, int]) -> bool:
    """Whether the words around are written without diacritics, as English and old captures are."""
    return text[max(bounds[0], at - PLAIN) : min(bounds[1], at + PLAIN)].isascii()


def _subject(name: Name) -> Subject:
    return Subject(name.name, name.kind, True, name.province)


def _district(names: list[Name], province: str | None) -> Subject:
    own = [n for n in names if n.province == province] or names
    owners = {n.province for n in own}
    return Subject(own[0].name, Kind.DISTRICT, True, own[0].province if len(owners) == 1 else None)


# bodies whose own name ends with the province's: "Đài Phát thanh và Truyền hình Khánh Hòa"
_NAMED_AFTER = ("chi nhánh tỉnh", "Truyền hình tỉnh")


def _with_owner(text: str, parts: list[Syllable], end: int, name: Name) -> tuple[int, Subject]:
    """A department and the province behind it: "Sở Y tế tỉnh X", "Cục Thuế TP. X"."""
    owner = None
    at_branch = end
    if end < len(parts) and parts[end].start - parts[end - 1].end <= 2:
        if hit := gazetteer.province_trie().longest(text, parts, end):
            owner = hit[1][0].province
            end = hit[0]
        elif parts[end].key == "tỉnh":
            end += 1
    if owner and name.name.endswith(_NAMED_AFTER) and parts[at_branch - 1].key != "tỉnh":
        return end, Subject(f"{name.name.removesuffix(' tỉnh')} {owner}", name.kind, True, owner)
    return end, Subject(name.name, name.kind, True, owner)


# words that begin another name although they are written large: "Phường Yên Bái và Phường Sa Pa"
_ANOTHER = frozenset({"phường", "xã", "huyện", "quận", "sở", "ubnd"})
_SHORT = frozenset({"p", "x", "h", "q", "tx", "tp", "tt"})  # with a point behind


def _begins_another(text: str, parts: list[Syllable], i: int) -> bool:
    part = parts[i]
    if part.key in _SHORT:
        return text[part.end : part.end + 1] == "."
    return part.key in _ANOTHER and not (i + 1 < len(parts) and parts[i + 1].key == "hội")


def _open_name(text: str, parts: list[Syllable], i: int, limit: int = 4, gap_before: str = "") -> tuple[int, str] | None:
    """A run of capitalised syllables from ``i``, as written; connecting "và" may stand inside."""
    end = i
    while end < len(parts) and end - i < limit:
        gap = text[parts[end - 1].end : parts[end].start] if end else ""
        if gap not in (" ", "-", " - ", "'", "’") and end > i:
            break
        if end == i and gap.strip() != gap_before:
            break
        if end > i and _begins_another(text, parts, end):
            break
        if not text[parts[end].start].isupper() and not (end > i and parts[end].key == "và"):
            break
        end += 1
    while end > i and parts[end - 1].key == "và":
        end -= 1
    return (end, squeeze(text[parts[i].start : parts[end - 1].end])) if end > i else None


def _open_body(text: str, parts: list[Syllable], i: int) -> tuple[int, Subject] | None:
    """A body that no list has: "Trường Đại học X", "Ban Quản lý Dự án phát triển tỉnh"; up to a province or a lower-case end."""
    key = " ".join(p.key for p in parts[i : i + 3])
    if not key.startswith(("trường đại học", "trường cao đẳng", "ban quản lý")):
        return None
    end = i + 3
    while end < len(parts) and end - i < 10 and re.fullmatch(r"[ -]+", text[parts[end - 1].end : parts[end].start]):
        if hit := gazetteer.province_trie().longest(text, parts, end):
            end = hit[0]
            break
        if parts[end].key in (
            "đạt",
            "xếp",
            "đứng",
            "có",
            "với",
            "là",
            "được",
            "dẫn",
            "ở",
            "thuộc",
            "cùng",
            "lần",
        ) or _begins_another(text, parts, end):
            break
        end += 1
        if parts[end - 1].key in ("tỉnh", "thành phố"):
            break
    while parts[end - 1].key == "và":
        end -= 1
    return end, Subject(squeeze(text[parts[i].start : parts[end - 1].end]), Kind.DEPARTMENT, known=False)


def _open_unit(text: str, parts: list[Syllable], i: int, province: str | None) -> tuple[int, Subject] | None:
    """A commune or district that no gazetteer lists: its kind and a capitalised name."""
    short = parts[i].key == "p" and province and text[parts[i].start] == "P"
    if short and (named := _open_name(text, parts, i + 1, gap_before=".")):
        return named[0], Subject(f"phường {named[1]}", Kind.COMMUNE, True, province)  # "P. Sa Pa"
    if parts[i].key not in _FIRST:
        return None
    for size in (2, 1):
        if i + size >= len(parts):
            continue
        word = " ".join(p.key for p in parts[i : i + size])
        kind = Kind.COMMUNE if word in _COMMUNE else Kind.DISTRICT if word in _DISTRICT else None
        if kind is None or parts[i + size].key in _NOBODY:
            continue
        canonical = _COMMUNE.get(word, word)
        if (number := parts[i + size]).key.isdigit() and kind is Kind.COMMUNE and canonical == "phường":
            return i + size + 1, Subject(f"phường {number.key}", kind, True, province)
        named = _open_name(text, parts, i + size)
        if named and word != "tt":
            known = kind is Kind.COMMUNE
            last, name = _numbered(text, parts, *named) if known else named
            return last, Subject(f"{canonical} {name}", kind, known, province)
    return None


_MEASURED = re.compile(r"\s*(?:[.,/]\d|%|điểm|bậc|lần|hộ|người|thôn)")


def _numbered(text: str, parts: list[Syllable], end: int, name: str) -> tuple[int, str]:
    """A commune's name with the number that tells it from its neighbours: since 2025 there are "xã A Lưới 1" to "xã A Lưới 5"."""
    beside = end < len(parts) and text[parts[end - 1].end : parts[end].start] == " "
    if beside and re.fullmatch(r"[1-9]", parts[end].key) and _MEASURED.match(text, parts[end].end) is None:
        return end + 1, f"{name} {parts[end].key}"
    return end, name


_LEAD = re.compile(
    r"^(?:\s*(?:\d{1,3}[.)]|[-+*•–]|\(\d+\)))?\s*"
    r"(?:(?:(?:trang|cổng) (?:ttđt|thông tin điện tử|web)|website)(?: của)?\s+)?(?:(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân|hđnd và ubnd)\s+)?",
    re.I,
)


def resolve(text: str, province: str | None = None, kind: Kind | None = None) -> Subject:
    """The subject that a whole cell or phrase names; ``kind`` decides where a name is both ("Yên Bái", "Tài chính").

    Letters' case does not count here. An unknown name comes back as written with ``known`` false and ``kind`` or OTHER.
    """
    return _short(text, province, kind) if len(text) <= SHORT else _resolve(text, province, kind)


@lru_cache(maxsize=8192)  # a table's names are asked for by all of its readers, and the same names stand in every table
def _short(text: str, province: str | None, kind: Kind | None) -> Subject:
    return _resolve(text, province, kind)


def _resolve(text: str, province: str | None, kind: Kind | None) -> Subject:
    written = squeeze(text).strip(" .,;:*")
    body = _LEAD.sub("", written, count=1) or written
    parts = syllables(body)
    if not parts:
        return Subject(written, kind or Kind.OTHER, known=False)
    whole = len(parts)
    tries = {
        Kind.DEPARTMENT: [gazetteer.agency_trie(), gazetteer.bare_agency_trie()],
        Kind.MINISTRY: [gazetteer.agency_trie()],
        Kind.DISTRICT: [gazetteer.district_trie(province), gazetteer.district_trie(None)],
        Kind.PROVINCE: [gazetteer.province_trie()],
    }
    default = (
        [Kind.PROVINCE, Kind.DEPARTMENT, Kind.DISTRICT] if province is None else [Kind.DEPARTMENT, Kind.DISTRICT, Kind.PROVINCE]
    )
    order = [kind, *(k for k in default if k is not kind)] if kind in tries else default
    for wanted in order:
        for trie in tries[wanted]:
            hit = trie.longest(body, parts, 0)
            if hit is None or not _covers(body, parts, hit[0], whole):
                continue
            if trie is gazetteer.bare_agency_trie() and hit[0] == 1 < whole:
                continue  # "TP. Yên Bái" is no department of justice
            if wanted is Kind.DISTRICT:
                return _district(hit[1], province)
            if hit[1][0].name.endswith(_NAMED_AFTER):
                return _with_owner(body, parts, hit[0], hit[1][0])[1]
            return _subject(hit[1][0])
    if body.isascii() and (hit := gazetteer.plain_trie().longest(body, parts, 0)) and hit[0] == whole:
        return _subject(hit[1][0])
    return _unknown(body, parts, kind)


def _covers(body: str, parts: list[Syllable], end: int, whole: int) -> bool:
    """Whether the name is all of the phrase, up to the province behind a department or a note in brackets."""
    if end == whole:
        return True
    rest = body[parts[end - 1].end :].strip()
    if rest.startswith("(") and rest.endswith(")"):
        return True
    if rest.lower() in ("tỉnh", "thành phố", "city", "province"):
        return True
    hit = gazetteer.province_trie().longest(body, parts, end)
    return hit is not None and hit[0] == whole


def _unknown(body: str, parts: list[Syllable], kind: Kind | None) -> Subject:
    first, second = parts[0].key, " ".join(p.key for p in parts[:2])
    if short := re.match(r"(H|TX|TP|Q|P|X|TT)\s?\.\s?(?=\w)|(H|TX|TP)\s(?=[^\W\d])", body):
        words = {"H": "huyện", "TX": "thị xã", "TP": "thành phố", "Q": "quận", "P": "phường", "X": "xã", "TT": "thị trấn"}
        word = words[short[1] or short[2]]
        of = Kind.COMMUNE if word in ("phường", "xã", "thị trấn") else Kind.DISTRICT
        return Subject(f"{word} {body[short.end() :]}", of, known=of is Kind.COMMUNE)
    if first in ("xã", "phường") or second in ("thị trấn", "đặc khu"):
        canonical = body[0].lower() + body[1:]
        return Subject(canonical, Kind.COMMUNE, True)
    if first in ("huyện", "quận") or second in ("thị xã", "thành phố"):
        return Subject(body[0].lower() + body[1:], Kind.DISTRICT, known=False)
    hit = gazetteer.agency_trie().longest(body, parts, 0)
    if hit is not None and hit[0] < len(parts) and hit[1][0].kind is Kind.DEPARTMENT and kind in (None, Kind.DEPARTMENT):
        rest = squeeze(body[parts[hit[0]].start :])
        if rest[:1].isupper():  # "BQL KKT Đông Nam": the body's kind written out, its own name kept
            return Subject(f"{hit[1][0].name} {rest}", Kind.DEPARTMENT, known=False)
    if first == "sở" or second in ("ban quản", "văn phòng", "chi cục", "thanh tra", "ban dân"):
        return Subject(body, Kind.DEPARTMENT, known=False)
    if first == "bộ":
        return Subject(body, Kind.MINISTRY, known=False)
    return Subject(body, kind or Kind.OTHER, known=False)


def same_name(a: str, b: str) -> bool:
    """Whether two names are one but for case, diacritics' style and punctuation."""
    return tone_key(re.sub(r"\W+", " ", a)).split() == tone_key(re.sub(r"\W+", " ", b)).split() or fold(a) == fold(b)
