"""Whether a percentage is a result ("đạt 87,5%") rather than a statistic ("95% hồ sơ")."""

from __future__ import annotations

import re

from extract.frames.assign import Anchor
from extract.mentions.mention import Mention, Sort
from extract.observation import Index

_STAT = re.compile(
    r"^\s*(?:trở lên|các|số|tổng (?:lượng|số|vốn|chi|thu)|lượng|sở|ngành|huyện|quận|phòng|trung tâm|trạm|chi đoàn|chi bộ|khu phố|lãnh đạo|giáo viên|"
    r"hồ sơ|dịch vụ|thủ tục|cán bộ|công chức|người|dân|doanh nghiệp|phiếu|văn bản|máy|xã|phường|hộ|thôn|cơ quan"
    r"|đơn vị|kế hoạch|khối lượng|"
    r"grdp|nhiệm vụ|chỉ tiêu|kiến nghị|lượt|số|tổng số|trường|bệnh|học sinh|so với cùng|diện|nội dung|ý kiến|tiêu chí|thời gian|dữ liệu|giao dịch"
    r"|\((?!\s*(?:thứ|hạng|xếp|vị trí|đứng|tăng|giảm|loại|nhóm|mức|so với)(?!\w)))"
)
_STAT_BEFORE = re.compile(
    r"(?:tỷ lệ|tỉ lệ|tăng trưởng|chiếm(?! (?:giữ |lĩnh )?(?:vị trí|ngôi|hạng|thứ))|tỷ trọng|phản hồi|hoàn thành|số hóa|đúng hạn)[^,;.]{0,70}$"
)
_RATE = re.compile(
    r"tỷ lệ (?:ứng dụng|điểm|đạt)|(?:đạt|với|có|ở mức)(?: một)? tỷ lệ(?: là)? $|điểm tối đa|số điểm|thang điểm|tổng điểm|tương đương|tương ứng|chỉ số|index|sipas|dti|hài lòng|đạt$"
)
# programmes whose results are printed in per cent (Ministry of Home Affairs: PAR INDEX, SIPAS)
_IN_PERCENT = frozenset({Index.PAR_INDEX, Index.SIPAS})
_OF_SCORE = re.compile(r"\d\s?điểm\s*[(,]\s*(?:bằng|đạt|tương đương|tức)?\s*$")  # "9,32/12 điểm (77,67%)"
_SATISFIED = re.compile(r"\s*(?:số\s+)?(?:người|tổ chức|công dân|doanh nghiệp|hộ)[^,.;]{0,24}hài lòng")
_COUNTED = re.compile(
    r"(?:hồ sơ|dịch vụ công|thủ tục hành chính|cán bộ|công chức|phiếu|văn bản|hộ|đơn vị|cơ quan|tỷ lệ|tỉ lệ|kế hoạch|nhiệm vụ"
    r"|doanh nghiệp|tối thiểu|ít nhất|trên|từ|yêu cầu|trả kết quả|trực tuyến|dân số|(?<!lần )lượt|trường|máy)(?!\w)"
)
_IS_THAT = re.compile(r"\s*(?:(?:là|cho|dành|của|con số|cụ thể|mà|kết quả|mức|điểm|chỉ số|về)\s*)*")
_OWN = re.compile(
    r"(?:^|[,;]\s)(?P<about>[^,;]{0,40},\s)?(?:tỉnh|thành phố|địa phương)(?: ta| nhà)?\s+(?:(?:đã|chỉ|mới|cũng)\s+){0,2}(?:đạt|được|có|với)\s+$"
)
_BESIDE_RANK = re.compile(r"(?:xếp|đứng|thứ|hạng|vị trí)\s[^;.,]{1,40},?\s+(?:và\s+)?(?:đạt|với|được)\s+$")
NEAR = 60  # characters between a criterion and its percentage
_SAID_OF = re.compile(
    r"[\s,:(–-]*(?:(?:đạt|với|được|là|có|chỉ|cũng|lần lượt|cao|thấp|xếp|đứng|thứ|hạng|nhất|nhì|ba|vị trí|dẫn đầu|đầu|năm|tỷ lệ|"
    r"chỉ số|con số|của|mức|kết quả|giá trị|và|còn|tiếp tục|thuộc|nhóm|loại|xếp loại|[abc]|tốt|khá|trung bình|xuất sắc|\d{1,4}%?)[\s,:(;–-]*){0,10}"
)


# a share in brackets behind who stands where: "X ở cuối danh sách (79,97%)"
_IN_BRACKETS = re.compile(
    r"\s+(?:vẫn|đang|còn|chỉ|lại|tiếp tục|tụt|xuống|rơi|ở|xếp|đứng|nằm|về|là|giữ|có|được|tỉnh|đơn vị|nơi|cơ quan|vị trí|hạng|thứ|kết quả|điểm|chỉ số|mức"
    r"|cuối|chót|thấp|cao|nhất|đầu|bảng|danh sách|xếp hạng|cùng|áp|gần|đội sổ|cả nước|toàn quốc|toàn tỉnh|khối|\s){1,14}\(\s*\d+(?:[.,]\d+)?\s?%\)"
)
_WITH_RANK = re.compile(r"[\s,;(–-]*(?:toàn quốc|cả nước)?[\s,;(–-]*(?:(?:với|đạt|được|là|with|at|scoring)\s+)?(?:chỉ số\s+)?")
_LEFT = re.compile(
    r"(?:\s+so với[^,;.\d]{3,24}(?:20[0-3]\d)?)?\s*,?\s*(?:(?:để|và|nên|nay|chỉ)\s+)*(?:còn|lên|xuống|xuống còn|đạt|được)\s+(?:mức\s+)?"
)


def _named(text: str, start: int, value: Mention, mentions: list[Mention]) -> bool:
    """Whether the index or a criterion of it is named in the value's own part of the sentence, before it, with only values between."""
    opening = max(start, text.rfind(";", start, value.start) + 1)
    named = [m for m in mentions if m.sort in (Sort.INDEX, Sort.CRITERION) and opening <= m.start and m.end <= value.start]
    if not named:
        behind = [m for m in mentions if m.sort is Sort.INDEX and 0 <= m.start - value.end <= 60]
        return bool(behind) and _IS_THAT.fullmatch(text[value.end : behind[0].start]) is not None
    gap = text[named[-1].end : value.start]
    return len(gap) <= NEAR and _COUNTED.search(gap) is None


def is_statistic(text: str, start: int, end: int, change: Mention) -> bool:
    """Whether a change in per cent is one of something counted: "thu ngân sách tăng 12%", "hồ sơ trực tuyến tăng 30%"."""
    if not text[change.start : change.end].rstrip().endswith(("%", "phần trăm")):
        return False
    before = text[max(start, change.start - 80) : change.start]
    return _STAT.match(text[change.end : min(end, change.end + 30)]) is not None or _STAT_BEFORE.search(before) is not None


def is_result(
    text: str, start: int, end: int, value: Mention, values: list[Mention], anchor: Anchor | None, index: Index | None,
    mentions: list[Mention],
) -> bool:  # fmt: skip
    """Whether a percentage is one of a result rather than a statistic."""
    behind = text[value.end : min(end, value.end + 40)]
    before = text[max(start, value.start - 80) : value.start]
    if index is Index.SIPAS and _SATISFIED.match(behind):
        return True
    if _STAT.match(behind) and "điểm" not in behind[:14]:
        return False
    if _RATE.search(before[-50:]) or behind.lstrip().startswith(("điểm tối đa", "số điểm", "tổng điểm")):
        return True
    said_of = (
        anchor is not None
        and index in _IN_PERCENT
        and anchor.end <= value.start
        and _SAID_OF.fullmatch(text[anchor.end : value.start])
    )
    if said_of:
        return True
    if index in _IN_PERCENT and any(
        v.sort is Sort.SCORE_CHANGE and _LEFT.fullmatch(text[v.end : value.start]) for v in values if v.end <= value.start
    ):
        return True  # "giảm 1,5% so với năm trước, còn 84,93%"
    if index in _IN_PERCENT and any(
        v.sort is Sort.RANK and v.end <= value.start and _WITH_RANK.fullmatch(text[v.end : value.start]) for v in values
    ):
        return True  # "hạng 38, với 76,33%"
    if _STAT_BEFORE.search(before):
        return False
    if index in _IN_PERCENT and _OF_SCORE.search(before):
        return True
    if index in _IN_PERCENT and _named(text, start, value, mentions):
        return True
    if anchor is None and index in _IN_PERCENT and re.fullmatch(r"\W*(?:đạt|là|được)?\W*", text[start : value.start]):
        return True  # right behind a list's lead: "PAR INDEX: 86,06%"
    if anchor is None and index in _IN_PERCENT and (own := _OWN.search(before)) and not _COUNTED.search(own["about"] or ""):
        return True  # "về điểm số, tỉnh đạt 86,42%"
    if anchor is None and index in _IN_PERCENT and (beside := _BESIDE_RANK.search(before)) and not _COUNTED.search(beside[0]):
        return True  # "SIPAS: tỉnh xếp thứ 20, đạt 83,2%"
    if anchor is not None and index in _IN_PERCENT and _IN_BRACKETS.fullmatch(text[anchor.end : min(end, value.end + 1)]):
        return True
    return anchor is not None and any(v.sort in (Sort.RANK, Sort.SCORE) for v in values)
