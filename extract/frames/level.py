"""What a document is as a whole: results or plans; units of one province ranked, or provinces: which of the two its first words speak of more."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import vocabulary
from extract.observation import Kind
from extract.text.clean import tone_key

LEAD = 1500  # characters behind the title that are asked
FEWEST = 2  # groups below the province that must be named
_BELOW = (Kind.DEPARTMENT, Kind.DISTRICT, Kind.COMMUNE)
# what only a ranking of provinces says: its size, its publishers, its parts
NATIONWIDE = re.compile(
    r"/6[34](?!\d)|/34(?!\d)|(?<!\d)(?:6[34]|34) (?:tỉnh|địa phương)|cả nước|toàn quốc|vcci|undp|"
    r"bộ (?:nội vụ|thông tin|tt&tt|khoa học)|(?<!\d)\d+ tỉnh, thành|khu vực|vùng"
)


@cache
def _groups() -> re.Pattern[str]:
    named = [tone_key(w) for kind, words in vocabulary("cues")["groups"].items() if Kind(kind) in _BELOW for w in words]
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(named, key=len, reverse=True)) + r")(?!\w)")


def ranks_below(title: str, body: str) -> bool:
    """Whether title and lead name departments, districts and communes as groups more often than the whole country."""
    key = tone_key(f"{title}\n{body[:LEAD]}")
    plain = " ".join(re.sub(r"[,.;:()/–-]", " ", key).split())
    below = len(_groups().findall(plain))
    return below >= FEWEST and below > len(NATIONWIDE.findall(key))


_DECIDED = re.compile(r"^\s*quyết định\b.{0,40}\b(?:kết quả|xếp hạng|xếp loại|chỉ số)", re.S)
_OF_A_PROVINCE = re.compile(r"(?<!\w)số\s*:?\s*\d{0,5}\s*/qđ-(?:ct)?ubnd(?!\w)")


def decided_below(title: str, body: str) -> bool:
    """Whether a document is a decision of a province on results: a province decides on its own units, never on the whole country."""
    return _DECIDED.search(tone_key(title)) is not None and _OF_A_PROVINCE.search(tone_key(body[:LEAD])) is not None


_CONTEST = re.compile(
    r"(?<!\w)(?:(?:hội|cuộc|kỳ|phần|bài) thi(?! đua)|thi tìm hiểu|hội thao|hội diễn|liên hoan|gameshow|(?:trao|tổng kết|phát động|chung kết|vòng) giải|"
    r"giải (?:bóng|báo chí|cờ|chạy|việt dã|cầu|đua|quần vợt|thể thao))(?!\w)"
)


def contest(title: str) -> bool:
    """Whether a title tells of a contest: its points and places are those of teams and players, whatever they were asked about."""
    return _CONTEST.search(tone_key(title)) is not None


_PLANS = re.compile(
    r"(?<!\w)(?:kế hoạch|quy định|quy chế|hướng dẫn|tiêu chí|cách (?:tính|chấm)|chấn chỉnh|quyết tâm|nhiệm vụ|giải pháp|triển khai|khảo sát|phát phiếu|lấy ý kiến|điều tra|"
    r"mục tiêu|phấn đấu|lộ trình|đề ra|đặt (?:ra|đích|mốc)|giao (?:việc|chỉ tiêu|nhiệm vụ)|nâng hạng|giữ hạng|phương án|chương trình|đề án|"
    r"(?<!\d )(?<!các )(?<!hai )(?<!ba )(?<!bốn )(?<!năm )(?<!sáu )(?<!bảy )bộ (?:chỉ số|tiêu chí)|"
    r"đẩy mạnh|nâng cao|tăng cường|cải thiện|dự thảo|sửa đổi|ban hành|đăng ký|chỉ tiêu|yêu cầu|tập huấn|plan)(?!\w)"
)
_REPORTS = re.compile(
    r"kết quả|công bố|tổng kết|sơ kết|nhìn lại|điểm lại|"
    r"phê duyệt|xếp (?:hạng|thứ|loại)|đứng|dẫn đầu|thứ hạng|hạng (?:\d|nhất|nhì|ba)|thứ (?:\d|nhất|nhì|ba)|(?:tăng|giảm|tụt|vươn|lên) (?:\d|hạng|bậc|mạnh)|"
    r"quán quân|đạt \d|\d điểm|bậc|bảng|loại (?:tốt|khá)|mức (?:tốt|khá)|rank"
)


def plans(title: str) -> bool:
    """Whether a title announces rules, tasks or targets and no results: figures without a name are then nobody's."""
    key = tone_key(title)
    return _PLANS.search(key) is not None and _REPORTS.search(key) is None
