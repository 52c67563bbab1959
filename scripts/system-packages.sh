#!/usr/bin/env bash
# Installs the programs that xephang calls where the user may install; otherwise says what stays off and goes on.
# Nothing here is needed for HTML, text, PDF with a text layer, DOCX, XLSX, ODS, CSV and ZIP.
set -u
declare -A program=(
  [tesseract]="tesseract-ocr tesseract-ocr-vie" [antiword]="antiword" [soffice]="libreoffice-writer libreoffice-calc"
  [unar]="unar" [bsdtar]="libarchive-tools" [chromium]="chromium fonts-noto-core" [postgres]="postgresql"
)
wanted=()
for name in "${!program[@]}"; do
  [ "$name" = postgres ] && ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && continue
  command -v "$name" >/dev/null 2>&1 || wanted+=(${program[$name]})
done
if command -v tesseract >/dev/null 2>&1 && ! tesseract --list-langs 2>/dev/null | grep -qx vie; then wanted+=(tesseract-ocr-vie); fi
if [ ${#wanted[@]} -eq 0 ]; then echo "   all there"; exit 0; fi

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo=(sudo -n); else
    echo "   skipped: no right to install system packages here. To read scans, old Word and RAR files later:"
    echo "     sudo apt-get install ${wanted[*]}"
    exit 0
  fi
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "   skipped: no apt-get on this system. Wanted, by their Debian names: ${wanted[*]}"
  echo "   ('.venv/bin/xephang doctor' says what each one is for.)"
  exit 0
fi
echo "   installing: ${wanted[*]}"
log=$(mktemp)
if ! { "${sudo[@]}" apt-get update && DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y --no-install-recommends "${wanted[@]}"; } >"$log" 2>&1; then
  echo "   not all could be installed (last lines below); xephang works without them, 'xephang doctor' says what is off"
  tail -n 3 "$log" | sed 's/^/     /'
fi
rm -f "$log"
