"""Criteria named behind a head noun: "trụ cột thể chế", "tiêu chí an toàn giao dịch, ...", "lĩnh vực đầu tư công đạt ..."."""

from __future__ import annotations

import re

from extract.mentions.mention import Mention, Sort
from extract.mentions.passage import Passage

_HEAD = re.compile(r"(?<!\w)(?:trụ cột|chỉ số thành phần|tiêu chí|hợp phần|nội dung|lĩnh vực|chỉ số|nhóm chỉ số|hạng mục)\s+")
_STOP = re.compile(
    r"\s*(?:[,:;.()\"“”]|$|(?<!\w)(?:đạt|xếp|được|đứng|gồm|tỉnh|nhất|làm|tăng|giảm|có|cũng|vẫn|chỉ|là|ở|tụt|lên|xuống|dẫn đầu|bị|với|nơi|thì|lại|giữ|của"
    r"|từ|rơi|năm|lần lượt|mất|sụt|rớt|lùi|trượt|hụt|cộng|thêm|nhích|vươn|vọt|nhảy|leo|cải thiện|tiếp tục|chiếm"
    r"|nằm|vào|dừng|lập|ghi|thấp|cao|kém|hơn|dù|tuy|nhưng|vì|do|nhờ|khi|đã|mới|hiện|đang|còn|đều|nay|bất ngờ|giành)(?!\w))"
)
_NONE = re.compile(
    r"(?:này|chung|tổng thể|tổng điểm|đầu|cuối|đó|thành phần|trên|còn lại|khác|nào|con|chính|quan trọng|cơ bản|đánh giá|tổng hợp|cụ thể|sau|xếp hạng|hài lòng"
    r"|cải cách|năng lực|hiệu quả|đổi mới|xanh|"
    r"chuyển đổi|sẵn sàng|phục vụ|ứng dụng|mức độ|an toàn|chính quyền|phụ|nhánh|duy nhất|giá|tiêu dùng|thu|công nghiệp|sản xuất|"
    r"không|theo|thứ|cuối cùng|đầu tiên|tiến|tăng|giảm|tốt|yếu|kém|mạnh|cao|thấp|nhiều|duy|từng|mỗi|tiếp theo|kế tiếp|sụt|mà|nào|có|bị"
    r"|được|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|quy định|đều|và|cần|thuộc|mới|bắt buộc|đề ra|kế hoạch)(?!\w)"
)


_WORDS = frozenset({"về", "nội dung", "chỉ số", "tiêu chí", "thành phần", "lĩnh vực"})  # 'tiêu chí về "..."'
# "sự hài lòng về thủ tục 80,9%, về công chức 81,2%": one item alone may be anything
_ABOUT = re.compile(
    r"(?<!\w)(?<!thuộc )(?<!trở )(?<!quay )(?<!rơi )(?<!lùi )(?<!xếp )về\s+"
    r"(?P<name>(?!sở|huyện|thành phố|thị xã|tỉnh|xã|phường|ubnd|bộ|nhất|nhì)[^\W\d_][^,;.:()\d\n]{2,50}?)\s+(?:(?:là|đạt|được|chỉ|còn)\s+){0,2}(?=\d+(?:[.,]\d+)?\s?(?:%|điểm))"
)
_PART = re.compile(r"(?<!\w)phần\s+(?P<name>[^\W\d_][^,;.:()\d\n]{3,40}?)\s+(?:chỉ\s+)?(?:được|đạt)\s+(?=\d)")


def called(passage: Passage, start: int, end: int) -> list[Mention]:
    """Names of one to seven words behind a head noun in ``text[start:end]``."""
    text, key = passage.text, passage.key
    found = []
    indexes = {hit.start for hit in passage.hits("index", start, end) if hit.label.endswith("|strong")}
    for head in _HEAD.finditer(key, start, end):
        stop = _STOP.search(key, head.end(), end)
        name = text[head.end() : stop.start() if stop else end].strip()
        if (
            not 1 <= len(name.split()) <= 7
            or re.search(r"\d", name)
            or _NONE.match(key, head.end(), end)
            or (name[:1].isupper() and " " not in name)
            or key[head.end() : head.end() + len(name)] in _WORDS
            or head.end() in indexes  # "chỉ số PCI do VCCI công bố"
        ):
            continue
        found.append(Mention(Sort.CRITERION, head.end(), head.end() + len(name), name=name))
    about = [match.span("name") for match in _ABOUT.finditer(key, start, end)]
    parts = [match.span("name") for match in _PART.finditer(key, start, end)]
    for a, b in (about if len(about) > 1 else []) + parts:
        found.append(Mention(Sort.CRITERION, a, b, name=text[a:b]))
    return found
