"""The mean of a group: "điểm trung bình của khối sở là 82,1 điểm, tăng 3,2 điểm", "tính bình quân, các sở được 90,7%"."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.frames.assign import bracket_of
from extract.mentions.mention import Mention, Sort
from extract.observation import Measure

_MEAN = re.compile(r"(?<!\w)(?:trung bình|bình quân|(?<=điểm )tb|average|mean)(?!\w)")
_CLASS = re.compile(r"(?:nhóm|loại|hạng|xếp|mức độ)\s*[“\"'‘]?\s*$")
_LEVEL = re.compile(r"mức\s*$")  # "mức trung bình" is a class unless it is said of a whole
_OF_WHOLE = re.compile(r"\s*(?:chung|của|toàn|cả|khối|cấp|các|là|đạt|ubnd|\d)")
_COMPARED = re.compile(r"(?:cao|thấp|kém|nhỉnh|trên|dưới|vượt|hơn|so với|bằng|ngang)\s+(?:[^\s,;:]+\s+){0,3}$")
_NO_RESULT = re.compile(
    r"(?:thời gian|thu nhập|tốc độ|lương|tuổi|tăng trưởng|tiếp nhận|xử lý|giải quyết|mỗi năm|hằng năm|hàng năm|nhiệt độ|năng suất|giá(?! trị))(?:\s+\S+){0,3}\s+$"
)
_NO_RESULT_BEHIND = re.compile(
    r"\s*(?:đầu người|mỗi|một|hằng|hàng|ngày|tháng|khá|cao|thấp|yếu|\d[\d.,]*\s*(?:ngày|giờ|phút|hồ sơ|lượt|người|tuổi|triệu|tỷ|đồng|năm|văn bản|doanh|xã|m2))"
)
_PART = re.compile(
    r"\d+\s+(?:đơn vị|tỉnh|địa phương|sở|huyện)\s+(?:dẫn đầu|đứng đầu|cao nhất)|(?:nhóm|tốp|top) (?:dẫn đầu|đầu|cuối)"
)
# another group and its mean: "khối sở đạt 88,7 điểm, khối huyện 79,5 điểm", "; that of the localities was 87.2%"
_NEXT_GROUP = r"(?:(?:còn|và|trong khi|while|and)\s+)?(?:của\s+)?(?:khối|các|cấp|that of|the)\s"
_AND_GROUP = re.compile(
    rf"[,;]\s*{_NEXT_GROUP}[^;.\d]{{2,60}}$|\s(?:và|còn|and|while)\s+(?:của\s+)?(?:khối|các|cấp|that of)\s[^;.\d]{{2,60}}$"
)
_STOP = re.compile(rf";\s(?!{_NEXT_GROUP}|tăng|giảm)|\.\s|\n|(?:cao|thấp) nhất|đứng đầu|dẫn đầu|trong đó|xếp thứ|thứ nhất")
_SAID = re.compile(r"điểm|chỉ số|giá trị|kết quả|hài lòng|index|tính|score")
_GROUP = re.compile(
    r"(?:các|khối|\d{1,3}|ubnd|cả nước|toàn tỉnh|toàn quốc|cấp|tỉnh, thành|sở, (?:ban, )?ngành|huyện, (?:thị|thành))"
)
_OWN = re.compile(r"(?:,|(?<!\w)(?:đạt|có|được|với|là))(?:\s+\S+){0,4}\s+$")
_UNIT = re.compile(r"\s*(?:%|điểm|người dân|số điểm)")
_MOVED = re.compile(r"(?<!\w)(?:tăng|(?P<down>giảm))(?:\s+(?:thêm|nhẹ|mạnh))?\s+$")
_TURNED = re.compile(r"\s*(?:là|–|-)\s*(?:mức|con số|điểm|giá trị|chỉ số|kết quả|hài lòng|tỷ lệ|số|đánh giá|\s)*")
_APART = re.compile(r";|trong khi|còn|song|nhưng")
Means = list[tuple[Mention, Measure, str | None]]


def means(text: str, start: int, end: int, mentions: list[Mention], in_percent: bool) -> Means:
    """Means and their changes in ``text[start:end]``; ``in_percent`` where the index's results are printed in per cent."""
    key = text[start:end]
    found: Means = []
    for cue in _MEAN.finditer(key):
        if not _is_mean(text, start, key, cue, mentions):
            continue
        stop = _STOP.search(key, cue.end())
        limit = start + (stop.start() if stop else len(key))
        named = next((m.start for m in mentions if m.sort is Sort.SUBJECT and m.start >= start + cue.end()), end)
        again = _MEAN.search(key, cue.end())  # from there on it is another mean
        limit = min(limit, named, start + again.start() if again else end)
        said = key[max(0, cue.start() - 40) : cue.start()]
        taken: set[Measure] = set()
        for i, value in enumerate(mentions):
            turned = _TURNED.fullmatch(key[value.end - start : cue.start()]) if value.end - start <= cue.start() else None
            behind = start + cue.end() <= value.start < limit
            before = (
                value.sort is Sort.SCORE_CHANGE
                and 0 <= start + cue.start() - value.end <= 40
                and not _APART.search(key, value.end - start, cue.start())
            )
            if not (behind or turned or before) or any(value is v for v, _, _ in found):
                continue
            value, measure = _measure(text, value, key[cue.end() : max(cue.end(), value.start - start)], said, in_percent)
            if measure is None:
                continue
            if found and _AND_GROUP.search(text[found[-1][0].end : value.start]):
                taken = set()
            if measure in taken and not _dated(text, start, value):
                continue
            taken.add(measure)
            found.append(
                (
                    mentions[i] if value.sort is mentions[i].sort else value,
                    measure,
                    "mean" if measure is Measure.SCORE_CHANGE else None,
                )
            )
    return found


def _is_mean(text: str, start: int, key: str, cue: re.Match[str], mentions: list[Mention]) -> bool:
    before, behind = key[max(0, cue.start() - 60) : cue.start()], key[cue.end() : cue.end() + 30]
    if _CLASS.search(before) or _COMPARED.search(before[-30:]) or _NO_RESULT.search(before) or _PART.search(before):
        return False
    if _NO_RESULT_BEHIND.match(behind) or (cue[0] == "trung bình" and _LEVEL.search(before) and not _OF_WHOLE.match(behind)):
        return False
    last = max(
        (m for m in mentions if m.sort is Sort.SUBJECT and m.end <= start + cue.start()), key=lambda m: m.end, default=None
    )
    if last is not None:  # "Sở X đạt điểm trung bình 8,5": its own
        gap = key[last.end - start : cue.start()]
        if not re.search(r"[;:]|\.\s", gap) and not _GROUP.search(gap) and not _GROUP.match(behind.strip()):
            return "của" in behind[:12]
    return True


def _measure(text: str, value: Mention, between: str, said: str, in_percent: bool) -> tuple[Mention, Measure | None]:
    if value.sort is Sort.SCORE_CHANGE:
        return value, Measure.SCORE_CHANGE
    if (value.sort is Sort.SCORE or (in_percent and value.sort is Sort.PERCENT)) and (
        moved := _MOVED.search(said)
    ):  # "tăng bình quân 2,35 điểm"
        size = abs(value.value or 0.0)
        return replace(value, sort=Sort.SCORE_CHANGE, value=-size if moved["down"] else size), Measure.SCORE_CHANGE
    if (
        value.sort is Sort.NUMBER
        and value.value is not None
        and "nth" not in value.flags
        and re.search(r"[.,]\d", text[value.at[0] : value.at[1]])
    ):
        return replace(value, sort=Sort.SCORE), Measure.MEAN_SCORE
    if value.sort is Sort.SCORE:
        return value, Measure.MEAN_SCORE
    if value.sort is Sort.PERCENT:
        behind = text[value.end : value.end + 24]
        ours = in_percent or _SAID.search(said) or "điểm tối đa" in behind or "số điểm" in behind or _GROUP.search(between)
        around = f"{said[-30:].removesuffix('tỷ lệ ')} {between.removesuffix('tỷ lệ ')} {behind}"  # "tỷ lệ trung bình", "đạt tỷ lệ 84%"
        other = re.search(r"hồ sơ|tỷ lệ(?! hài lòng| điểm)|dịch vụ|thủ tục|nhiệm vụ", around)
        return value, Measure.MEAN_PERCENT if ours and not other else None
    return value, None


def _dated(text: str, start: int, value: Mention) -> bool:
    """Whether a second mean stands in a bracket with the year that it is of: "(năm 2020: 72,08 điểm)"."""
    opened = bracket_of(text, start, value.start)
    if opened is not None and re.search(r"(?:năm 20\d\d|năm trước|kỳ trước)\s*$", text[start:opened]):
        return True
    return opened is not None and re.search(r"(?:năm )?20\d\d|năm trước|kỳ trước", text[opened : value.end]) is not None
