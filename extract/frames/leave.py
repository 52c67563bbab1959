"""What looks like a result and is none: wishes, medians, distances, other countries, classes said of nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import vocabulary
from extract.mentions.mention import Mention, Sort
from extract.text.clean import tone_key

RESULTS = {Sort.RANK, Sort.SCORE, Sort.PERCENT, Sort.RANK_CHANGE, Sort.SCORE_CHANGE, Sort.BAND}
_NOBODY = re.compile(r"(?:không|chưa)\s+(?:có\s+|còn\s+)?(?:\S+\s+){0,3}(?:nào|đơn vị|cơ quan|địa phương)")
_DEFINED = re.compile(r"[\"”’]?\s*(?:nếu|khi (?:đạt|có)|khi điểm|đối với (?:đơn vị|cơ quan|địa phương) (?:có|đạt))(?!\w)")
_TALLY = re.compile(
    r"số (?:phiếu|lượt|người|hồ sơ|doanh nghiệp|đơn vị|lượng|hộ|văn bản|ý kiến)[^,;.]{0,40}$"
)  # "số phiếu là 12.806"
_RELATIVE = re.compile(r"\s*so với")  # "vào loại cao so với mặt bằng chung": no class
_SHARE_OF = re.compile(
    r"(?:tỷ lệ|tỷ trọng)\s+(?:các\s+)?(?:sở, ngành|đơn vị|cơ quan|địa phương|xã|huyện|sở|tỉnh)(?!\w)[^,;.()\d]{0,40}$"
)  # "tỷ lệ đơn vị đạt loại tốt là 50%"
_LIMITS = re.compile(r"\s*(?:trở lên|trở xuống|đổ lên|đổ xuống|trở về)(?!\w)")
_SIZE = re.compile(r"\s*(?:tỉnh|địa phương|đơn vị|cơ quan|huyện|sở|xã|bộ|thành phố)(?!\w)")
_POSSIBLE = re.compile(r"\s*(?:vẫn\s+|cũng\s+)?(?:có thể|không có nghĩa)(?!\w)")  # "tỉnh đứng thứ 60 vẫn có thể có ..."
_RULE = re.compile(r"(?<!\w)(?:mỗi|nếu|chậm|trễ|quá hạn|vi phạm)(?!\w)")  # "mỗi sáng kiến được cộng 0,25 điểm"
_AT_MOST = re.compile(r"[\s,(]*tối đa")
_THE_REST = re.compile(r"còn lại (?:các|là các|thuộc)")
_MEDIAN = re.compile(r"trung vị[^;.]{0,40}$")
_DISTANCE = re.compile(
    r"(?:thấp|cao|kém|nhỉnh|thua)\s+(?!(?:điểm\s+)?nhất)(?:(?!đạt|nhất)[^;.,()]){0,60}"
    r"(?:trung vị|trung bình|bình quân|con số|người|đơn vị|tỉnh|xã|huyện|sở|bộ|ngành|vị trí|nơi|địa phương|á quân|quán quân|nhóm)(?:(?!đạt|với)[^;.,()]){0,40}(?:\([^()]*\)\s*)?$"
)
_FORMULA = re.compile(r"\s=\s[^.]{0,160}(?:chia|nhân|/|×|x\s|tổng)")
_COUNTRY = re.compile(r"(?:việt nam|nước ta|quốc gia)\s+(?:\S+\s+){0,5}$")
_VISITED = re.compile(
    r"\s*(?:(?:trong|trên)\s+(?:tổng\s+)?(?:số\s+)?\d+\s+[^,;.]{0,30})?(?:được|đã|do đoàn)\s+(?:kiểm tra|thanh tra|giám sát|làm việc|khảo sát)"
)
_NUMBERED = re.compile(r"(?:báo cáo|ấn bản|phiên bản|ấn phẩm)\s+$")  # "báo cáo thứ 13": the thirteenth of its series
_DENIED = re.compile(r"(?<!\w)(?:không phải|chứ không|không còn)(?: là)?\s+$")  # "không phải 63,2 điểm như đã đưa"
# "hơn B 0,15 điểm", "hơn B, đơn vị thứ nhì, 0,14 điểm", "hạng 8 và hạng 11 khác nhau chưa đến 0,3 điểm"
_GAP = re.compile(
    r"(?<!\w)(?:(?:hơn|kém|thua|(?<!cải )(?<!theo )cách|bỏ xa)\s+(?!nhau|mức|con số|chỉ số|điểm|kết quả|ở |về )[^\W\d_]"
    r"(?:(?!đạt|được|với|năm|kỳ|(?<!cao )(?<!thấp )nhất)[^:;,.()\d]){2,50}"
    r"(?:\([^()]*\)\s*|,\s[^:;,.()\d]{3,40},\s*)?|(?:khác|cách|hơn kém|chênh) nhau[^:;,.()\d]{0,24}|(?:cách|kém|thua)\s+(?:nhóm|top|tốp)\s+\d{1,2}[^:;,.()\d]{0,30})$"
)
_NATIONS = re.compile(r"\s*(?:nền kinh tế|quốc gia|nước|quốc gia và vùng lãnh thổ|countries|economies)")


def elsewhere(text: str, index_named: bool = True) -> bool:
    """Whether a sentence ranks something else (sports, schools, countries, the economy where no index is named) or only asks."""
    if not index_named and _words("economy").search(text):
        return True
    return _elsewhere().search(text) is not None or _FORMULA.search(text) is not None or text.rstrip('"”’ ').endswith("?")


def wish(text: str, start: int, end: int, names: Sequence[tuple[int, int]] = ()) -> int:
    """Where a plan or a wish begins in the sentence: figures behind it are no results. ``end`` where there is none.

    Its words mean nothing inside the ``names`` of criteria: "tuân thủ các tiêu chuẩn tối thiểu".
    """
    for match in _wishes().finditer(text[start:end]):
        if not any(a <= start + match.start() < b for a, b in names):
            return start + match.start()
    return end


def wished(key: str, at: int) -> bool:
    """Whether what stands at ``at`` of ``key`` is part of a plan or a wish: one of its words stands before it in the sentence."""
    begin = max(key.rfind(stop, 0, at) for stop in (". ", "\n", "; "))
    return _wishes().search(key, max(begin, at - 200, 0), at) is not None


def left_alone(text: str, start: int, end: int, value: Mention) -> bool:
    """Whether ``value`` of the sentence ``text[start:end]`` is no result although it is worded like one."""
    if value.sort not in RESULTS:
        return False
    clause = max(text.rfind(";", start, value.start), text.rfind(",", start, value.start), start)
    said = text[clause : value.start]
    if _THE_REST.search(said):
        return True
    if value.sort is Sort.SCORE_CHANGE and (_RULE.search(said) or _AT_MOST.match(text[value.end : min(end, value.end + 20)])):
        return True
    if value.sort is Sort.BAND:
        listed = re.match(r"\s*,\s*[a-e]\s*,\s*[a-e]", text[value.end : value.end + 8]) or re.search(
            r"[a-e]\s*,\s*$", text[clause - 3 : value.start]
        )
        defined = _DEFINED.match(text[value.end : min(end, value.end + 30)])
        if _SHARE_OF.search(text[start : value.start]):
            return True
        if _RELATIVE.match(text[value.end : value.end + 10]):
            return True
        return _NOBODY.search(said) is not None or listed is not None or defined is not None
    if value.sort in (Sort.SCORE, Sort.PERCENT):
        before = text[start : value.start]
        if "chênh lệch" in before or "khoảng cách" in before:
            return False  # a spread, which the group's rules take
        if value.sort is Sort.SCORE and _TALLY.search(before):
            return True
        if _DENIED.search(said) or _GAP.search(text[max(start, value.start - 120) : value.at[0]]):
            return True
        return _MEDIAN.search(before) is not None or _DISTANCE.search(before) is not None
    if value.sort is Sort.RANK:
        behind = text[value.end : min(end, value.end + 20)]
        if _LIMITS.match(behind) or _POSSIBLE.match(behind) or _NUMBERED.search(said) or _DENIED.search(said):
            return True
        if _VISITED.match(text[value.at[1] : min(end, value.at[1] + 80)]):
            return True  # "đơn vị thứ 7 trong số 12 đơn vị được kiểm tra": the order of visits
        if value.other is None and _SIZE.match(behind) and text[value.start : value.at[0]].strip() in ("hạng", "xếp hạng"):
            return True  # "chỉ xếp hạng 61 tỉnh, thành phố": how many were ranked
        return _NATIONS.match(text[value.end : min(end, value.end + 30)]) is not None or _COUNTRY.search(said) is not None
    return False


@cache
def _elsewhere() -> re.Pattern[str]:
    return _words("elsewhere")


@cache
def _wishes() -> re.Pattern[str]:
    return _words("targets")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(tone_key(w)) for w in vocabulary("cues")[name]) + r")(?!\w)")
