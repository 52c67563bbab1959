"""Names that a sentence has for another reason than to rank them: "UBND tỉnh X", "trên địa bàn tỉnh X", "Bộ Nội vụ công bố"."""

from __future__ import annotations

import re

from extract.frames.context import Context
from extract.mentions.mention import Mention
from extract.mentions.subject import SubjectMention
from extract.observation import Kind

_PUBLISHES = re.compile(
    r"\s*(?:,[^,;.]{0,110},\s*)?(?:(?:đã|vừa|mới|chính thức|cũng|vẫn|còn|tiếp tục)\s+){0,3}(?:công bố|phê duyệt|ban hành|chấm|đánh giá"
    r"|thông báo|tổ chức|gửi|ghi nhận|phân|khảo sát|công nhận|chủ trì)(?!\w)"
)


_BY = re.compile(r"(?<!\w)do\s+$")  # who publishes or measures, not who is ranked
_LEADS = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:dẫn đầu|đứng đầu|đứng thứ|xếp|giữ|chiếm|nắm|sở hữu|chiếm lĩnh)(?!\w)"
)  # "bảng này do X dẫn đầu"
_AT = re.compile(r"(?<!\w)(?:tại|ở)\s+(?:ubnd\s+)?$")
_RATED = re.compile(  # "Tại X, yếu tố A đạt 95%"
    r"\s*[,:]\s*(?:các\s+|hai\s+|cả\s+|riêng\s+)?(?:yếu tố|tiêu chí|chỉ số|con số|mức|kết quả|điểm|lĩnh vực|trụ cột|nội dung|thứ hạng|hợp phần|[\"“])"
)
_ACCORDING = re.compile(
    r"(?<!\w)theo\s+(?:(?:thông báo|công bố|báo cáo|đánh giá|kết quả|bảng|xếp hạng|số liệu|quyết định|mới nhất|chính thức)\s+){0,3}(?:của\s+)?$"
)
_UNITS_OF = re.compile(
    r"(?:xã|phường|đặc khu|thị trấn|huyện|thị xã|sở|ban|ngành|cơ quan|đơn vị|địa phương|cấp \S+)\s+(?:của|trong|thuộc|trên)\s+(?:toàn\s+)?$"
)  # "thứ 9/148 xã, phường của tỉnh X": where they lie
_MEASURES = re.compile(r"\s*(?:,[^,;.]{0,60},\s*)?(?:đo|tính|xây dựng|thực hiện|tiến hành|điều tra|phối hợp|chủ trì|xếp)(?!\w)")


def is_owner(text: str, mention: Mention, context: Context) -> bool:
    """Whether a province is only named as an owner: "UBND tỉnh X", "trên địa bàn tỉnh X", "của tỉnh X ban hành"."""
    subject = mention.data
    if not isinstance(subject, SubjectMention):
        return False
    before = text[max(0, mention.start - 40) : mention.start]
    behind = text[mention.end : mention.end + 70]
    if (_BY.search(before) and _LEADS.match(behind)) or (_AT.search(before) and _RATED.match(behind)):
        return False
    if subject.kind is Kind.MINISTRY and context.kind is not Kind.MINISTRY and _ACCORDING.search(before):
        return True
    if subject.kind is Kind.MINISTRY and context.kind is not Kind.MINISTRY and context.own:
        behind = text[mention.end : mention.end + 160]
        return _PUBLISHES.match(behind) is not None or (_BY.search(before) is not None and _MEASURES.match(behind) is not None)
    if subject.kind is Kind.PROVINCE:
        return _UNITS_OF.search(before) is not None or (
            re.search(
                r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|địa bàn|(?<!là )(?<!nhất )ở|tại|tỉnh ủy|hđnd|sở|thuộc|cơ quan|lãnh đạo|chủ tịch)\s*$",
                before,
            )
            is not None
        )
    return (
        re.search(r"(?:lãnh đạo|đại diện|giám đốc|theo|giao|do|chủ tịch|tại)\s*$", before) is not None
        and context.kind is not subject.kind
    )
