#!/usr/bin/env bash
# Known holes in the pinned libraries, by the advisory database of PyPI. Where that cannot be asked, nothing was audited, and this says so.
set -u
cd "$(dirname "$0")/.."
said=$("${1:-.venv/bin}/pip-audit" -r requirements.txt --disable-pip --strict 2>&1)   # a library that the database does not know is an error, not a pass
status=$?
printf '%s\n' "$said"
if [ "$status" -ne 0 ] && printf '%s' "$said" | grep -qE 'not found on PyPI|ConnectionError|Max retries|timed out|HTTPError|JSONDecodeError'; then
  echo "audit: NOTHING was audited: no advisory database answers here (a mirror of packages has none). Run it where PyPI itself is reached."
  echo "audit: CHƯA kiểm tra gì: ở đây không có cơ sở dữ liệu lỗ hổng nào trả lời (kho gói bản sao không có). Hãy chạy ở nơi vào được PyPI."
fi
exit "$status"
