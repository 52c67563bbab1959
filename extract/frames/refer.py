"""Whom a value speaks of when its sentence names nobody: "hai cơ quan này", "Sở", "tỉnh", or whoever was spoken of last."""

from __future__ import annotations

import re

from extract.frames.context import Context, group_kind
from extract.frames.level import NATIONWIDE
from extract.frames.pointed import NOUNS
from extract.mentions.mention import Mention
from extract.mentions.subject import SubjectMention
from extract.observation import Index, Kind, Level

# programmes that rank provinces and nobody below them (their publishers' methods: VCCI, UNDP, the ministries)
NATIONAL = frozenset({Index.PCI, Index.PGI, Index.PAPI, Index.PII})
_BELOW = (Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE)
_POINTED = re.compile(
    r"(?:^|[\s,(])(?P<many>hai|ba|bốn|cả hai|cả ba|các|những)?\s*(?P<noun>"
    + "|".join(sorted(NOUNS, key=len, reverse=True))
    + r")\s+(?:này|đó|ấy|nói trên|kể trên)(?=$|[\s,;.)])"
)
_SIZES = {"hai": 2, "cả hai": 2, "ba": 3, "cả ba": 3, "bốn": 4}
_BARE = re.compile(
    r"^\W*(?:(?:năm|sau|trước|với|tuy|dù|nhờ|mặc dù|từ|so với|trong|đến|khi|vì|do|bởi)\s[^.;]{0,80},\s+)?"
    r"(?:(?:riêng|còn|tuy nhiên|trong khi đó|như vậy|năm nay|từ[^.;]{0,60}),?\s+)?(?P<noun>sở|huyện|quận|thị xã|xã|phường|bộ)\s+(?:đảo|nghèo|miền núi|biên giới|ven biển)?\s*"
    r"(?:xếp|đạt|đứng|có|được|giữ|tăng|giảm|tụt|lùi|là|chỉ(?! số)|vẫn|cũng|đã|còn|lên|xuống|rơi|rớt|vươn|nhích|ở|nằm|cải thiện|nhảy|leo|thăng|bật|trượt|mất|thêm)(?=$|\s)"
)
# what a sentence says that does not go on about the one of whom the last one told
_TURNS = re.compile(
    r"(?<!\w)(?:tỉnh|toàn|cả nước|toàn quốc|khối|các|những|trung bình|bình quân|nhóm|chung|thấp nhất|cao nhất|cuối bảng|còn lại|số còn|có \d+|nhiều|một số|cấp|"
    r"đơn vị|cơ quan|địa phương|vùng|ngành|huyện|sở|xã|phường|bộ|their|they|the province)(?!\w)"
)
_OWN = re.compile(
    r"(?:^|[,;]\s*|\W)(?<!các )(?<!của )tỉnh(?: ta| nhà| mình)?\s+(?:xếp|đạt|đứng|được|giữ|tăng|giảm|tụt|lùi|chỉ|vẫn|"
    r"cũng|đã|còn|lên|xuống|rơi|rớt|vươn|nhích|ở|nằm|tiếp tục)\s"
)
_OTHERS = re.compile(
    r"(?:các|đa số|mọi|tất cả|hầu hết|nhiều|một số|những|còn lại|mỗi|từng|(?<!\d)\d{1,3})\s+(?:các\s+)?(?:cơ quan|đơn vị|sở|huyện|ngành|xã|bộ|"
    r"khối|quận|phường|doanh nghiệp|tiêu chí)"
    r"|(?<!\w)(?:hai|ba|bốn|sáu|bảy|tám|chín|mười)\s+(?:cơ quan|đơn vị|sở|huyện|xã|quận|phường)(?!\w)"
    r"|(?<!\w)(?:giám đốc|lãnh đạo|chủ tịch) (?:ubnd )?(?:sở|ban|huyện|xã|phường|quận|thị xã)[^:;.]{0,30}:\s*[\"“]"
    r"|(?<!\w)(?:of (?:them|these|those)|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|others?) (?:were|are))(?!\w)"
    r"|(?:^|[,;]\s*)(?:hai|ba|bốn|cả hai|cả ba|nhiều|một số|các|\d{1,2})\s+(?:địa phương|tỉnh|thành phố)(?:,? thành(?: phố)?)?\s[^,;.]{0,60}$"
)


def spoken_of(text: str, start: int, value: Mention, index: Index | None, context: Context) -> list[SubjectMention]:
    """The subjects of ``value``, whose sentence begins at ``start`` and names none for it; empty where nothing says so."""
    if context.plans:
        return []
    said = text[start : value.start]
    pointed = list(_POINTED.finditer(said))
    if pointed:
        kinds = NOUNS[pointed[-1]["noun"]]
        fitting = [s for s in context.last if s.kind in kinds]
        if fitting and len(fitting) >= _SIZES.get(pointed[-1]["many"], 1):
            return fitting if pointed[-1]["many"] else fitting[-1:]
        if pointed[-1]["many"] or Kind.PROVINCE not in kinds:
            return []  # whom "ba đơn vị này" means was not read
    elif bare := _BARE.search(text[start : value.at[0]] + " "):
        kinds = NOUNS[bare["noun"]]
        fitting = [s for s in context.last if s.kind in kinds]
        if fitting or context.topic is None or context.topic.kind not in kinds:
            return fitting[-1:]
        return [context.topic]
    told = context.told
    if (
        told is not None
        and index is context.index
        and index not in NATIONAL
        and value.other not in (63, 64, 34)
        and not _TURNS.search(said)
    ):
        return [told]  # "Sở X đứng thứ 9. Năm 2019 lên thứ 5, được 84,9 điểm."
    if _OTHERS.search(said) or group_kind(said) in _BELOW:
        return []  # the sentence speaks of others than the province itself
    if context.labelled is not None:
        return [context.labelled]
    if _OWN.search(said + " ") and context.host is not None:
        return [_province(context.host)]
    below = context.kind in _BELOW or context.level is Level.PROVINCIAL
    nationwide = value.other in (63, 64, 34) or NATIONWIDE.search(said) is not None
    if index not in NATIONAL and not (below and nationwide):
        if context.topic is not None:
            return [context.topic]
        if below:
            return []
    name = context.host if context.own else context.subject or context.host
    return [_province(name)] if name else []


def _province(name: str) -> SubjectMention:
    return SubjectMention(0, 0, name, Kind.PROVINCE, True, name)
